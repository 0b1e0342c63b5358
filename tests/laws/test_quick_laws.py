"""The law of the quick ways in and out: they do what the strict hooks do, and where they are in doubt these decide."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import budgetperf as bp
from budgetperf.domain.model import Filing, Record
from budgetperf.formats.plain.json_text import read_json, write_json
from budgetperf.formats.plain.quick import Doubt, make_quickly, read_quickly
from budgetperf.formats.plain.quick_writing import write_quickly
from budgetperf.formats.plain.quick_yaml import read_block_yaml
from budgetperf.formats.plain.records import FORMAT, optional_keys
from budgetperf.formats.plain.yaml_text import _read_events
from budgetperf.formats.serial import _structure, _unstructure
from budgetperf.testing import consistent_filings, filings, scored_filings

EXAMPLES = Path(__file__).parents[2] / "examples"
ODD: tuple[Any, ...] = (
    None, "", "　", " 9.5 ", "９.5", "1,234.5", "-0", "+1", "9.50万元", "1 万元", "万元", "0.00亿元", "95%", "９５％",
    "≥95%", "\u200b", "x" * 40, "2022", "department", "target", "rates", "12345678901234567", "0.12345678901",
    "00009.5", 0, -0.0, 1.5, 2022, 1948, True, [], {}, {"unreadable": "8O.5"}, {"unreadable": ""}, [None], {"x-a": 1},
)  # fmt: skip


ROW: dict[str, Any] = {
    "name": "采购册数", "level1": "产出指标", "level2": "数量指标", "direction": None, "target": "≥90册",
    "actual": "81册", "weight": "10", "points": "9.0", "deviation_note": "受天气影响", "core": True,
}  # fmt: skip


def by_hooks(text: str) -> Filing | None:
    """The filing that the strict hooks read; None where they refuse."""
    try:
        return _structure(read_json(text))
    except bp.StructureError:
        return None


def quickly(text: str) -> Filing | None:
    """The filing that is read quickly; None where it is in doubt."""
    try:
        return read_quickly(text, FORMAT)
    except Doubt:
        return None


def same(one: object, other: object) -> bool:
    """Whether two values are the same to the last digit and type: 9.5 and 9.50 are not, nor a word and its text."""
    if type(one) is not type(other):
        return False
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(same(*both) for both in zip(one, other, strict=True))
    if isinstance(one, Record):
        return all(same(getattr(one, part.name), getattr(other, part.name)) for part in attrs.fields(type(one)))
    return repr(one) == repr(other)


class TestQuickReading:
    """Quick reading equals strict reading, or leaves it to that."""

    @settings(max_examples=40)
    @given(filing=filings() | scored_filings() | consistent_filings())
    def test_what_is_written_is_read_alike(self, filing: Filing) -> None:
        """Any filing, with whatever a form may hold."""
        text = bp.to_json(filing)
        found, strict = quickly(text), by_hooks(text)
        assert strict is not None
        assert found is None or same(found, strict)
        assert same(bp.from_json(text), strict)

    @given(
        others=st.lists(st.sampled_from(sorted(ROW.keys() - {"name"})), unique=True),
        at=st.integers(0, 39),
        key=st.sampled_from([*ROW, "level3", "x-note"]),
        odd=st.sampled_from(ODD),
    )
    def test_rows_with_the_same_keys_are_read_alike(self, others: list[str], at: int, key: str, odd: Any) -> None:
        """Objects with the same keys come often, in whatever order; one of them has another value, or a key more."""
        rows = [{name: ROW[name] for name in (*others, "name")} for _ in range(40)]
        rows[at] = rows[at] | {key: odd}
        text = json.dumps(
            {"format": FORMAT, "scorecards": [{"kind": "project", "indicators": rows}]}, ensure_ascii=False
        )
        found, strict = quickly(text), by_hooks(text)
        assert found is None or (strict is not None and same(found, strict))

    @settings(max_examples=60)
    @given(filing=scored_filings(), data=st.data())
    def test_what_is_spoilt_is_read_alike(self, filing: Filing, data: st.DataObject) -> None:
        """Any value of a document replaced by an odd one: it is in doubt, or both read the same."""
        document = json.loads(bp.to_json(filing))
        places = list(_places(document))
        holder, key = data.draw(st.sampled_from(places))
        holder[key] = data.draw(st.sampled_from(ODD))
        text = json.dumps(document, ensure_ascii=False)
        found, strict = quickly(text), by_hooks(text)
        assert found is None or (strict is not None and same(found, strict))

    @settings(max_examples=40)
    @given(filing=scored_filings(), data=st.data())
    def test_keys_are_read_alike(self, filing: Filing, data: st.DataObject) -> None:
        """A key that is unknown, missing, somebody's own, or stands there twice."""
        text = bp.to_json(filing)
        keys = [*re.finditer(r'"(\w+)":', text)]
        key = data.draw(st.sampled_from(keys))
        other = data.draw(st.sampled_from(["x-own", "wieght", "weight", "format", "extras", "kind", ""]))
        spoilt = f"{text[: key.start()]}{json.dumps(other)}:{text[key.end() :]}"
        found, strict = quickly(spoilt), by_hooks(spoilt)
        assert found is None or (strict is not None and same(found, strict))

    @example(text='{"format": "budgetperf/1", "department": "\\ud800"}')
    @example(text='{"format": "budgetperf/1", "year": 2022, "year": 2023}')
    @example(text='{"format": "budgetperf/1", "year" : 2022, "year": 2022}')
    @example(text='\ufeff{"format": "budgetperf/1"}')
    @example(text='{"format": "budgetperf/2"}')
    @example(text='{"format": "budgetperf/1", "year": NaN}')
    @example(text="[" * 5000)
    @example(text='{"format": "budgetperf/1", "scorecards": ' + "[" * 300 + "]" * 300 + "}")
    @given(text=st.text())
    def test_any_text_is_read_alike(self, text: str) -> None:
        """What is no document at all is nothing to be quick about."""
        found = quickly(text)
        assert found is None or same(found, by_hooks(text))


class TestQuickWriting:
    """Quick writing equals strict writing, or leaves it to that."""

    @settings(max_examples=60)
    @given(filing=filings() | scored_filings() | consistent_filings())
    def test_what_is_written_is_the_same(self, filing: Filing) -> None:
        """The same bytes, and an equal filing when it is read."""
        strict = write_json(_unstructure(filing))
        assert strict == bp.to_json(filing)
        try:
            assert strict == write_quickly(filing, FORMAT, optional_keys)
        except Doubt:
            return
        assert same(by_hooks(strict), filing)

    @settings(max_examples=60)
    @given(filing=scored_filings(), data=st.data())
    def test_what_does_not_belong_is_left_to_the_hooks(self, filing: Filing, data: st.DataObject) -> None:
        """A field without a converter may hold anything at all: then it is in doubt, or no reader minds."""
        card = filing.scorecards[0]
        records: list[Any] = [filing, card, card.heading, *card.indicators[:1]]
        place = data.draw(st.integers(0, len(records) - 1))
        fields = [part.name for part in attrs.fields(type(records[place])) if part.converter is None]
        value = data.draw(st.sampled_from([*ODD, card, filing.scorecards]))
        odd: Any = attrs.evolve(records[place], **{data.draw(st.sampled_from(fields)): value})
        changes: list[dict[str, Any]] = [{}, {}, {"heading": odd}, {"indicators": [odd]}]
        cards = [odd if place == 1 else attrs.evolve(card, **changes[place])]
        whole: Filing = odd if place == 0 else attrs.evolve(filing, scorecards=cards)
        try:
            found = write_quickly(whole, FORMAT, optional_keys)
        except Doubt:
            return
        assert found == write_json(_unstructure(whole))


def by_events(text: str) -> object:
    """The plain data that the parser of all YAML reads; an error where it refuses."""
    try:
        return _read_events(text)
    except bp.StructureError as error:
        return error


def in_blocks(text: str) -> object:
    """The plain data that is read line by line; None where it is in doubt."""
    try:
        return read_block_yaml(text)
    except Doubt:
        return None


# What YAML reads in its own way, and what it does not read at all.
SCALARS = (
    "null", "~", "", "Null", "true", "True", "false", "9.5", "9.50", "-1", "-0.5", "- 1", "--", "-a", "012", "1e5",
    "12:30", "a: b", "a : b", "a:b", "a #b", "a#b", "#", "a:", "'a'", "''", "'a''b'", "'a", "'a' b", '"a"', '"a\\nb"',
    '"\\u4e00"', '"a" b', '"a\\"b"', "[]", "{}", "[a]", "{a: 1}", "&a", "*a", "!a", "|", "|-", "|+", "|2-", ">", ">-",
    "? a", "?", "@a", "%a", "`a", "<<", "=", "..", "88万元", "96.73万元", "95%", "9.5.1%", "≥95%", "（一）", "一：二",
    "a ", " a", "a\tb", "\u3000", "a\u3000", "\ufeff", "\u2028", "×", "- a", "- a: b", "-", "---", "...", "2023-01-01",
    ".inf", "0x1F", "- - a", "-  a", "a, b", "a]", "｛a｝", "1_000", "٣",
)  # fmt: skip


class TestQuickYaml:
    """Reading blocks of YAML line by line equals reading their events, or leaves it to that."""

    @settings(max_examples=40)
    @given(filing=filings() | scored_filings() | consistent_filings())
    def test_what_is_written_is_read_alike(self, filing: Filing) -> None:
        """Any filing, with whatever a form may hold."""
        text = bp.to_yaml(filing)
        found = in_blocks(text)
        assert found is None or alike(found, by_events(text))
        assert same(bp.from_yaml(text), _structure(_read_events(text)))

    @settings(max_examples=400)
    @given(
        st.lists(
            st.tuples(
                st.sampled_from(["", "  ", "    ", " ", "   ", "      "]),
                st.sampled_from(["", "- ", "-   ", "# "]),
                st.sampled_from(["a: ", "b: ", "a:", "b:", "a-1: ", "名称: ", "'a': ", "a b: ", "1: ", "null: ", ""]),
                st.sampled_from(SCALARS) | st.text(max_size=4),
            ),
            max_size=7,
        ),
        st.sampled_from(["\n", "\n", "\n\n", "", " \n", "\r\n"]),
    )
    @example([("", "", "a:", ""), ("", "- ", "b: ", "1"), ("  ", "", "a: ", "2"), ("", "", "b:", "")], "\n")
    @example([("", "", "a: ", "|-"), ("  ", "", "", "x"), ("    ", "", "", "y"), ("", "", "", "")], "\n")
    @example([("", "", "a: ", "|"), ("  ", "", "", "x"), ("   ", "", "", ""), ("", "", "b: ", "1")], "\n")
    @example([("", "", "a:", ""), ("", "- ", "", "|-"), ("  ", "", "", "x"), (" ", "", "", "y")], "\n")
    @example([("", "- ", "", "a")], "\n")
    def test_any_lines_are_read_alike(self, lines: list[tuple[str, str, str, str]], end: str) -> None:
        """Lines of every indentation, with every kind of value: what is not refused is the same."""
        text = "\n".join("".join(line) for line in lines) + end
        found = in_blocks(text)
        assert found is None or alike(found, by_events(text))

    @settings(max_examples=60)
    @given(filing=scored_filings(), data=st.data())
    def test_what_is_spoilt_is_read_alike(self, filing: Filing, data: st.DataObject) -> None:
        """A line of a filing moved, taken away or replaced, as a person may leave it."""
        lines = bp.to_yaml(filing).split("\n")
        at = data.draw(st.integers(0, len(lines) - 1))
        blanks = len(lines[at]) - len(lines[at].lstrip())
        spoilt = data.draw(st.sampled_from(["", " " + lines[at], lines[at][1:], lines[at] + " ", "# " + lines[at]]))
        scalar = " " * blanks + "name: " + data.draw(st.sampled_from(SCALARS))
        lines[at : at + 1] = data.draw(st.sampled_from([[spoilt], [lines[at], scalar], [scalar], [lines[at]] * 2]))
        text = "\n".join(lines)
        found = in_blocks(text)
        assert found is None or alike(found, by_events(text))


def alike(one: object, other: object) -> bool:
    """Whether plain data is the same, and bare where the other is."""
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(alike(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(alike(*both) for both in zip(one, other, strict=True))
    return type(one) is type(other) and one == other


def _places(document: Any) -> Any:
    """Every place of a document."""
    items = document.items() if isinstance(document, dict) else enumerate(document)
    for key, value in items:
        yield document, key
        if isinstance(value, (dict, list)):
            yield from _places(value)


@pytest.mark.parametrize("name", ["filing-2022.yaml", "filing-clean.yaml"])
def test_ordinary_filings_are_read_quickly(name: str) -> None:
    """The law would hold of a way that is always in doubt: this one reads the filings that people file."""
    text = bp.to_json(bp.from_yaml((EXAMPLES / name).read_text(encoding="utf-8")))
    found, strict = quickly(text), by_hooks(text)
    assert found is not None
    assert strict is not None
    assert same(found, strict)
    assert same(found, read_quickly(text.encode(), FORMAT))
    assert text == write_quickly(found, FORMAT, optional_keys)
    page = bp.to_yaml(found)
    assert alike(read_block_yaml(page), _read_events(page))
    assert same(found, make_quickly(read_block_yaml(page), FORMAT))
