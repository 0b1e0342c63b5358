"""The published JSON Schemas: made from the code, kept by everything that is written, and as strict as the reader."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from attrs import evolve
from click.testing import CliRunner
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import budgetperf as bp
from budgetperf.cli import main
from budgetperf.domain.quantity import as_count, as_money, as_points, as_rate
from budgetperf.formats.rulebooks.loading import read_bytes
from budgetperf.schemas import SCHEMAS, schema_text
from budgetperf.schemas.generation import generated
from budgetperf.testing import filings, rulebooks, scored_filings

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
FULL = json.loads(bp.to_json(bp.read(ROOT / "examples" / "filing-2022.yaml").filing))
SHIPPED = sorted((ROOT / "src" / "budgetperf" / "rulebooks").glob("*.yaml"))


@cache
def validator(name: str, *, closed: bool = False) -> Draft202012Validator:
    """The validator of a schema; closed, it lets no key through that is not described."""
    schema = bp.json_schema(name)
    return Draft202012Validator(shut(schema) if closed else schema)


def shut(schema: Any) -> Any:
    """A schema in which every object has the described keys only."""
    if isinstance(schema, list):
        return [shut(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: shut(value) for key, value in schema.items()}
    return {"additionalProperties": False, **found} if schema.get("type") == "object" else found


def faults(name: str, data: object, *, closed: bool = False) -> list[str]:
    """What a schema says against some data."""
    return [f"{error.json_path}: {error.message}" for error in validator(name, closed=closed).iter_errors(data)]


def places(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The place of everything in plain data."""
    yield at
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inner:
        yield from places(item, (*at, key))


def put(data: Any, place: tuple[Any, ...], value: object) -> Any:
    """The data with something else at one place."""
    found = copy.deepcopy(data)
    around = found
    for step in place[:-1]:
        around = around[step]
    around[place[-1]] = value
    return found


def is_read(data: object) -> bool:
    """Whether the strict reader takes it."""
    try:
        bp.from_json(json.dumps(data))
    except bp.StructureError:
        return False
    return True


class TestFiles:
    """The files that are published."""

    def test_are_what_the_code_makes_of_them(self) -> None:
        """After a change: ``python -m budgetperf.schemas``, and read the difference."""
        assert generated() == {name: schema_text(name) for name in SCHEMAS}

    @pytest.mark.parametrize("name", SCHEMAS)
    def test_are_schemas(self, name: str) -> None:
        """Of the dialect that they claim."""
        Draft202012Validator.check_schema(bp.json_schema(name))

    @pytest.mark.parametrize("name", SCHEMAS)
    def test_every_key_says_what_it_means(self, name: str) -> None:
        """Chinese first, then English."""
        schema: Any = bp.json_schema(name)
        described = [schema, *schema["$defs"].values()]
        keys = [item for one in described for item in one.get("properties", {}).values()]
        for one in [*described, *keys]:
            text = one.get("description", "")
            assert any("\u4e00" <= character <= "\u9fff" for character in text), one
            assert "None" not in text

    @pytest.mark.parametrize("name", SCHEMAS)
    def test_can_be_had_from_the_command_line(self, name: str) -> None:
        """As the contract says."""
        done = CliRunner().invoke(main, ["schema", name])
        assert (0, schema_text(name)) == (done.exit_code, done.output)

    def test_unknown_name(self) -> None:
        """What has no schema is told, with what has one."""
        with pytest.raises(bp.UnknownNameError, match="filing、review、rulebook"):
            bp.json_schema("filng")


class TestWritten:
    """Whatever is written keeps its schema."""

    @given(filings())
    @settings(max_examples=40)
    def test_filings(self, filing: bp.Filing) -> None:
        """Of every kind and with every nasty corner."""
        assert faults("filing", json.loads(bp.to_json(filing))) == []

    @given(scored_filings(), st.sampled_from(["zh", "en"]))
    @settings(max_examples=10)
    def test_reviews(self, filing: bp.Filing, lang: str) -> None:
        """And no review holds a key that its schema does not describe."""
        choice = bp.choose_rulebook(filing, bp.shipped_rulebooks())
        review = bp.review(filing, choice.rulebook, why=choice.why)
        assert faults("review", json.loads(bp.to_json(review, lang=lang)), closed=True) == []

    @given(rulebooks())
    @settings(max_examples=15)
    def test_rulebooks(self, book: bp.Rulebook) -> None:
        """Written as JSON, a rulebook keeps the schema of its files, and reads back equal."""
        text = bp.to_json(book)
        assert faults("rulebook", json.loads(text)) == []
        assert book == evolve(read_bytes("book.json", text.encode(), lawful=False).rulebook, sha256="")

    @pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
    def test_examples(self, path: Path) -> None:
        """As another YAML reader sees them, as JSON, and their review."""
        reading = bp.read(path)
        assert faults("filing", yaml.safe_load(path.read_text(encoding="utf-8"))) == []
        assert faults("filing", json.loads(bp.to_json(reading.filing))) == []
        review = bp.review(reading, bp.load_rulebook("hunan-2022"))
        assert faults("review", json.loads(bp.to_json(review)), closed=True) == []

    @pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
    def test_shipped_rulebooks(self, path: Path) -> None:
        """As another YAML reader sees them, and as JSON, which reads back equal."""
        assert faults("rulebook", yaml.safe_load(path.read_text(encoding="utf-8"))) == []
        book = evolve(bp.load_rulebook(path.stem), name="county", sha256="")
        text = bp.to_json(book)
        assert faults("rulebook", json.loads(text)) == []
        assert book == evolve(read_bytes("county.json", text.encode()).rulebook, sha256="")

    def test_a_rule_in_python(self) -> None:
        """No file can hold it, and that is said."""
        book = bp.load_rulebook("mof-2020")
        clause = book.directions.clause
        rule = bp.FunctionRule(id="own", title="函数", title_en="own", function=lambda *_: 0, clause=clause)
        with pytest.raises(bp.RulebookError, match="own"):
            bp.to_json(evolve(book, positive=bp.Cases(higher=[rule])))


# What stands in for something: other types, other words, and figures that are none.
OTHERS = st.sampled_from(
    [None, True, 0, 3, 2022, 9.5, [], {}, ["x"], {"unreadable": "8O.5"}, {"unreadable": 1}, {"unreadable": "a", "b": 1}]
) | st.sampled_from(
    ["", " ", "9", "９．５", "96.73万元", "5 亿 元", "5百万元", "95%", "9 5 ％", "2次", "1e3", "1,23", "x"]
)


class TestStrictness:
    """The schema refuses what the reader refuses, as far as a schema can say it, and nothing that the reader takes."""

    @given(st.sampled_from(list(places(FULL))[1:]), OTHERS)
    @settings(max_examples=60)
    def test_another_value(self, place: tuple[Any, ...], value: object) -> None:
        """Anywhere in a filing."""
        data = put(FULL, place, value)
        assert is_read(data) is (faults("filing", data) == [])

    @given(st.sampled_from([place for place in places(FULL) if place and isinstance(place[-1], str)]))
    @settings(max_examples=30)
    def test_another_key(self, place: tuple[Any, ...]) -> None:
        """A misspelt key is refused by both, one of somebody's own by neither, a missing one where it is needed."""
        *above, key = place
        around = FULL
        for step in above:
            around = around[step]
        assume("labels" not in above)
        for name, taken in ((f"{key}s", False), (f"x-{key}", True)):
            data = put(FULL, (*above, name), "1")
            assert (taken, taken) == (is_read(data), faults("filing", data) == []), name
        rest = {other: value for other, value in around.items() if other != key}
        data = put(FULL, tuple(above), rest) if above else rest
        assert is_read(data) is (faults("filing", data) == [])

    @given(st.text(alphabet="0１23９9,，.．+-－ 　\u200b万亿千百元%％﹪次天", max_size=12))
    @example("0000000000000000001元")
    @example("12345678901234567元")
    @example("1.00000000001元")
    @example("1,234,567.5 万 元")
    def test_figures(self, text: str) -> None:
        """The pattern of a figure takes what its parser takes; but for the units of counts, nothing else."""
        for name, parse in (("Money", as_money), ("Rate", as_rate), ("Points", as_points), ("Count", as_count)):
            schema: Any = bp.json_schema("filing")
            pattern = Draft202012Validator(schema["$defs"][name])
            try:
                read = parse(text) is not None
            except bp.QuantityError:
                read = False
            assert not read or pattern.is_valid(text), name
            assert read or name == "Count" or not pattern.is_valid(text), name


BOOK = yaml.safe_load((ROOT / "src" / "budgetperf" / "rulebooks" / "mof-2020.yaml").read_text(encoding="utf-8"))
BAD_BOOKS: dict[str, tuple[tuple[Any, ...], object]] = {
    "unknown section": (("weigths",), []),
    "unknown key": (("weights", 0, "excution"), 10),
    "a word for a number": (("weights", 0, "execution"), "ten"),
    "an exponent": (("weights", 0, "execution"), "1e1"),
    "a list for an object": (("weights", 0, "levels"), []),
    "a measure of another case": (("zero", "higher", 0, "measure"), "attainment"),
    "no such measure": (("positive", "higher", 0, "measure"), "attainmnt"),
    "no such status": (("directions", "clause", "status"), "believed"),
    "a clause without a status": (("directions", "clause"), {"document": "library"}),
    "no such treatment": (("corners", "blank_target"), "kept"),
    "places": (("rounding", "row"), 7),
    "a place of text": (("rounding", "tolerated"), ["two"]),
    "a needed section taken away": (("rounding",), None),
    "a point with three numbers": (("execution", "curve"), [[0, 0, 0]]),
    "a curve without points": (("execution", "curve"), []),
    "a jump without its right": (("execution", "curve"), [{"x": 0, "left": 0, "at": 1}]),
    "a staircase without an edge": (("execution", "curve"), {"every": "1%", "by": "0.5", "to": 8}),
    "more points than are read": (("execution", "curve"), [[number, 0] for number in range(501)]),
    "a curve of text": (("execution", "curve"), "straight"),
    "a point of text": (("execution", "curve"), ["straight"]),
    "a band that is none": (("execution", "curve"), [{"from": "0%", "value": 1}, [0, 0]]),
    "a band without a value": (("execution", "curve"), [{"below": "0%", "value": 0}, {"from": "0%"}]),
    "an unknown key of a band": (("execution", "curve"), [{"form": "0%", "value": 1}]),
    "points of text": (("execution", "curve"), {"points": "straight"}),
    "an unknown key of a curve": (("execution", "curve"), {"points": [[0, 0]], "continues": True}),
    "an end that is no number": (("bands", 0, "from"), "low"),
    "both lower ends": (("bands", 0, "above"), "70%"),
    "a year of text": (("years", "first"), "soon"),
    "a flag of text": (("corners", "deduction"), "perhaps"),
    "a document without a title": (("documents", "mof-10"), {"number": "无文号"}),
    "an empty name": (("name",), " "),
    "another format": (("format",), "budgetperf-rulebook/2"),
}


class TestRulebookStrictness:
    """A rulebook that its reader refuses for its form is refused by the schema."""

    @pytest.mark.parametrize("case", BAD_BOOKS)
    def test_refused_by_both(self, case: str) -> None:
        """By the reader with the same path."""
        data = put({**BOOK, "name": "county"}, *BAD_BOOKS[case])
        with pytest.raises(bp.RulebookError):
            read_bytes("county.yaml", json.dumps(data, ensure_ascii=False).encode(), lawful=False)
        assert faults("rulebook", data) != []

    @given(st.sampled_from([place for place in places(BOOK) if place and place[0] != "format"]), OTHERS)
    @settings(max_examples=60)
    def test_whatever_is_read_keeps_the_schema(self, place: tuple[Any, ...], value: object) -> None:
        """
        The schema refuses nothing that the reader takes. But where text belongs, a number or ``true`` without quotes is
        text to our reader of YAML, and not to others: the schema wants quotes there.
        """
        assume(not isinstance(value, (int, float)))
        data = {"extends": None, **put({**BOOK, "name": "county"}, place, value)}
        try:
            read_bytes("county.yaml", json.dumps(data, ensure_ascii=False).encode(), lawful=False)
        except bp.RulebookError:
            return
        assert faults("rulebook", data) == []

    def test_missing_sections_are_inherited(self) -> None:
        """With ``extends`` a file says differences only; without it, it is incomplete."""
        own = {"format": "budgetperf-rulebook/1", "name": "county", "title": "某县", "title_en": "a county"}
        more = {"bands": [{"id": "reached", "words": ["已办"]}], "positive": {"lower": ["inverse"]}}
        assert faults("rulebook", {**own, **more, "extends": "mof-2020"}) == []
        assert faults("rulebook", {**own, **more}) != []
        assert faults("rulebook", {**own, **more, "extends": None}) != []
        whole = {**BOOK, "name": "county"}
        assert faults("rulebook", whole) == []
        for section in ("directions", "corners", "rounding", "years", "title"):
            assert faults("rulebook", {key: value for key, value in whole.items() if key != section}) != []
