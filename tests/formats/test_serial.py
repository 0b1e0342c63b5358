"""A filing as JSON and YAML: laws of the round trip, and what is refused, where, and in which words."""

from __future__ import annotations

import json
import pickle
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import attrs
import cattrs.preconf.json
import pytest
import yaml
from cattrs import Converter, transform_error
from cattrs.errors import ClassValidationError
from hypothesis import given
from hypothesis import strategies as st

from budgetperf.domain.figures import figures
from budgetperf.domain.model import (
    Allocation,
    BaseTable,
    Budget,
    Building,
    Execution,
    Filing,
    FundRow,
    Funds,
    Goal,
    Heading,
    Indicator,
    LevelWeight,
    Operating,
    OperatingItem,
    ProjectLine,
    Projects,
    Record,
    Report,
    Scorecard,
    Section,
    Signature,
    Staffing,
)
from budgetperf.domain.quantity import Count, Money, Rate, Unreadable
from budgetperf.domain.statement import Actual, Target
from budgetperf.errors import StructureError
from budgetperf.formats import literals, yaml_text
from budgetperf.formats.json_text import read_json, write_json
from budgetperf.formats.problems import gather
from budgetperf.formats.serial import (
    configure_converter,
    from_json,
    from_yaml,
    make_converter,
    to_json,
    to_yaml,
)
from budgetperf.formats.yaml_text import read_yaml, write_yaml
from strategies import filings, json_values, texts

Read = Callable[[str], Filing]


def problems(read: Callable[[str], object], text: str) -> list[tuple[str, str]]:
    """Path and English message of everything that is wrong with a document."""
    with pytest.raises(StructureError) as caught:
        read(text)
    assert all(zh and en for _, zh, en in caught.value.problems)
    return [(path, en) for path, _, en in caught.value.problems]


def attempt(read: Callable[[str], Filing], text: str) -> tuple[Filing | None, StructureError | None]:
    """What reading a document comes to."""
    try:
        return read(text), None
    except StructureError as error:
        return None, error


def document(**keys: object) -> str:
    """A JSON document of the right format with these keys."""
    return json.dumps({"format": "budgetperf/1", **keys}, ensure_ascii=False)


def indicator(**keys: object) -> str:
    """A JSON document with one indicator."""
    return document(scorecards=[{"kind": "project", "indicators": [{"name": "培训班次", **keys}]}])


def printed(filing: Filing) -> dict[str, str]:
    """Every figure as printed: equality of figures is by value, and would not see a lost digit."""
    return {path: str(figure) for path, figure in figures(filing).items()}


# Laws.


@given(filings())
def test_json_reads_back_what_it_wrote(filing: Filing) -> None:
    """The same filing, with the same digits and units, and the same text when written again; bytes are like text."""
    text = to_json(filing)
    again = from_json(text)

    assert filing == again
    assert printed(filing) == printed(again)
    assert text == to_json(again)
    assert filing == from_json(text.encode("utf-8-sig"))


@given(filings())
def test_yaml_reads_back_what_it_wrote(filing: Filing) -> None:
    """The same filing, with the same digits and units, the same text when written again, and the same as JSON."""
    text = to_yaml(filing)
    again = from_yaml(text)

    assert filing == again
    assert printed(filing) == printed(again)
    assert text == to_yaml(again)
    assert to_json(from_json(to_json(filing))) == to_json(again)


@given(json_values())
def test_json_is_that_of_the_standard_library(value: object) -> None:
    """Our writers differ from ``json`` in the digits of numbers only."""
    assert json.dumps(value, indent=2, ensure_ascii=False) + "\n" == write_json(value)
    assert json.dumps(value, ensure_ascii=False) == literals.compact(value)


@pytest.mark.parametrize("loader", [yaml.SafeLoader, yaml_text._LOADER])
@given(text=texts())
def test_any_text_survives_yaml(loader: type[yaml.SafeLoader], text: str) -> None:
    """As a value, in a list and as a key; with either loader of PyYAML, and for its own rules of YAML 1.1."""
    data = {"value": text, "list": [text, [text]], f"x-{text}": text}
    written = write_yaml(data)

    assert data == yaml.load(written, Loader=loader)  # noqa: S506 - both loaders are safe ones
    assert data == read_yaml(written)


@given(st.text() | st.text(alphabet='{}[]:,"-&*!|>#\n 0a%\\', max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing but `StructureError` comes out, whatever goes in."""
    for read in (from_json, from_yaml):
        filing, error = attempt(read, text)
        assert isinstance(filing, Filing) is (error is None)


@given(st.binary(max_size=40))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """Bytes that are no UTF-8 are refused like everything else."""
    for read in (from_json, from_yaml):
        with pytest.raises(StructureError):
            read(data)


EXAMPLE = Filing(
    year=2022,
    department="县图书馆",
    base_table=BaseTable(
        heading=Heading(title="部门整体支出绩效评价基础数据表", signature=Signature(date="2023年3月")),
        labels={"special": "县级专项资金"},
        staffing=Staffing(established="21", actual="21", stated_rate="100.0%"),
        projects=Projects(lines=[ProjectLine(name="图书购置", funds=Funds(spent="96.730万元"))]),
        operating=Operating(items=[OperatingItem(name="办公费", funds=Funds(initial="1200元"))]),
        buildings=[Building(approved_area="1200m²", planned_investment="0.5亿元")],
    ),
    scorecards=[
        Scorecard(
            kind="project",
            subject="图书购置",
            budget=Budget(
                rows=[FundRow(name="年度资金总额", role="total", execution=Execution(points="10"))],
                by_source=[Allocation(name="一般公共预算", amount="384.22万元")],
                execution=Execution(stated_rate="100.0%", weight="10", points=Unreadable("1O")),
            ),
            goals=[Goal(expected="购书", actual="已购书")],
            stated_weights=[LevelWeight(level1="产出指标", weight="30")],
            indicators=[
                Indicator(
                    level1="产出指标", name="购书册数", direction="higher", target="≥95%", actual="012", weight="2.50",
                    points="2", core=True, deduction="0", extras={"x-note": '{"n": 0.5}'},
                ),
            ],
            stated_points="98",
        )
    ],
    reports=[Report(kind="project", sections=[Section(level=1, ordinal="一", paragraphs=["第一段\n第二行"])])],
)  # fmt: skip


def places(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The places of all values in a document."""
    inner: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    return [path, *(found for key, item in inner for found in places(item, (*path, key)))]


def put(data: Any, path: tuple[str | int, ...], value: object) -> Any:
    """A copy of a document with another value at one place."""
    if not path:
        return value
    copy = data.copy()
    copy[path[0]] = put(copy[path[0]], path[1:], value)
    return copy


PLACES = places(json.loads(to_json(EXAMPLE)))


@given(
    place=st.sampled_from(PLACES),
    value=json_values() | st.dictionaries(st.sampled_from(["unreadable", "name", "x-a", "kind"]), json_values()),
)
def test_any_value_in_any_place_is_read_or_refused(place: tuple[str | int, ...], value: object) -> None:
    """Nothing but `StructureError` comes out, its path is at or below the place, and what is read can be written."""
    data = put(json.loads(to_json(EXAMPLE)), place, value)
    path = re.sub(r"^\.", "", "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in place))
    for read, text in ((from_json, write_json(data)), (from_yaml, write_yaml(data))):
        filing, error = attempt(read, text)
        if error is None:
            assert filing is not None
            assert filing == from_json(to_json(filing))
        else:
            # What is wrong with a key is told of the record that holds it.
            found = [at.removeprefix("$") for at, _, _ in error.problems]
            assert all(at.startswith(path) or path.startswith(at) for at in found)


# What is written.


def test_keys_stand_in_the_order_of_the_fields() -> None:
    """Every key is written, in the order of the class, and the format first."""
    indicator_keys = list(json.loads(to_json(EXAMPLE))["scorecards"][0]["indicators"][0])

    assert ["format", *names(Filing)] == list(json.loads(to_json(Filing())))
    assert [*(name for name in names(Indicator) if name not in LEFT_OUT), "x-note"] == indicator_keys


LEFT_OUT = ("initial_target", "standard", "part_of")


def names(record: type[Record]) -> list[str]:
    """The fields of a class of records, without the extras."""
    return [part.name for part in attrs.fields(record) if part.name != "extras"]


@pytest.mark.parametrize(
    ("record", "omitted"),
    [
        (FundRow(name="年度资金总额"), {"execution"}),
        (Indicator(name="购书册数"), {"initial_target", "deduction", "core", "standard", "part_of"}),
        (Execution(), set()),
        (Funds(), set()),
        (Section(level=1), set()),
        (Goal(), set()),
    ],
)
def test_only_optional_keys_are_left_out(record: Record, omitted: set[str]) -> None:
    """Null, false and empty lists are written, but for the few keys that only some forms have."""
    assert set(names(type(record))) - omitted == set(make_converter().unstructure(record))


def test_figures_are_written_as_printed() -> None:
    """Trailing zeros, units and what could not be read stay; a blank is null, and zero is zero."""
    funds = Funds(prior="96.730万元", initial=Unreadable("8O.5"), spent="0元")

    expected = {"prior": "96.730万元", "initial": {"unreadable": "8O.5"}, "revised": None, "spent": "0元"}

    assert expected == make_converter().unstructure(funds)


def test_points_are_written_without_exponent() -> None:
    """The plain decimal, where Python would print ``0E-7``."""
    assert make_converter().unstructure(Execution(points="0.0000000"))["points"] == "0.0000000"


def test_labels_are_sorted() -> None:
    """The order of the labels means nothing, so it is always the same."""
    filing = Filing(base_table=BaseTable(labels=(("special", "甲"), ("operations", "乙"))))

    assert list(json.loads(to_json(filing))["base_table"]["labels"]) == ["operations", "special"]


def test_yaml_is_written_for_people_and_other_readers() -> None:
    """Blocks for text of several lines, quotes only where another reader would see something else."""
    section = Section(
        level=1, ordinal="012", title="no", paragraphs=["第一段\n第二行", "96.73万元", "尾 \n空格", "\x00"]
    )

    expected = """\
format: budgetperf/1
year: null
department: '2022'
base_table: null
scorecards: []
reports:
- kind: department
  heading:
    title: null
    unit_name: null
    year: null
    notes: null
    signature: null
  sections:
  - level: 1
    ordinal: '012'
    title: 'no'
    paragraphs:
    - |-
      第一段
      第二行
    - 96.73万元
    - "尾 \\n空格"
    - "\\0"
"""

    assert expected == to_yaml(Filing(department="2022", reports=[Report(kind="department", sections=[section])]))


@pytest.mark.parametrize(
    "text",
    ["1e3", "0o17", "08", "12e03", "y", "NULL", "2001-12-14t21:59:43.10-05:00", "190:20:30", "0b1", "=", "", "+1"],
)
def test_what_any_reader_of_yaml_might_mistake_is_quoted(text: str) -> None:
    """YAML 1.1 and 1.2 disagree about these; quotes keep both from guessing."""
    assert f"a: '{text}'\n" == write_yaml({"a": text})


# What is read.


def test_missing_keys_take_their_default() -> None:
    """Format and kind are enough."""
    assert Filing(scorecards=[Scorecard(kind="project")]) == from_json(document(scorecards=[{"kind": "project"}]))


def test_null_is_an_empty_record_where_there_is_always_one() -> None:
    """Whoever has no figures may leave the whole block empty; a base table that is null is none at all."""
    empty = dict.fromkeys(["heading", "column_years", "labels", "staffing", "three_public", "procurement", "buildings"])

    assert Filing(base_table=BaseTable()) == from_json(document(base_table=empty))
    assert Filing() == from_json(document(base_table=None, scorecards=None))


def test_figures_are_read_as_people_write_them() -> None:
    """Full width and separators are understood, and a direction may be given."""
    read = (
        from_json(indicator(target="不低于９５％", weight="１，２３４.50", direction="higher"))
        .scorecards[0]
        .indicators[0]
    )

    assert ("不低于９５％", Decimal("1234.50"), "higher") == (str(read.target), read.weight, read.direction)


def test_yaml_takes_unquoted_text_as_it_stands() -> None:
    """Decimals, numerals, times, dates, no and true are text where text belongs, and keep every character."""
    read = from_yaml(
        """
        format: budgetperf/1
        year: 2022
        scorecards:
        - kind: project
          subject: 0301
          indicators:
          - {name: no, level1: 12:30, level2: true, target: 2022-01-01, actual: 1e3, weight: 10, points: 9.50}
        """
    )
    row = read.scorecards[0].indicators[0]

    expected = ("0301", "no", "12:30", "true", "2022-01-01", "1e3", "10", "9.50")

    assert read.year == 2022
    assert expected == (
        read.scorecards[0].subject, row.name, row.level1, row.level2, str(row.target), str(row.actual),
        str(row.weight), str(row.points),
    )  # fmt: skip


@pytest.mark.parametrize("written", ["null", "~", "", "NULL"])
def test_yaml_knows_null(written: str) -> None:
    """And nothing else is null."""
    assert from_yaml(f"format: budgetperf/1\ndepartment: {written}\n").department is None


def test_other_peoples_keys_are_kept() -> None:
    """At every record, in their order, with the digits of their numbers; after the known keys when written."""
    text = (
        '{"format": "budgetperf/1", "x-b": {"n": [0.10, 1e3, 5, true, null]}, "x-a": "0.10", "base_table": {"x-c": 1}}'
    )
    filing = from_json(text)

    assert filing.extras == (("x-b", '{"n": [0.10, 1e3, 5, true, null]}'), ("x-a", '"0.10"'))
    assert filing.base_table is not None
    assert filing.base_table.extras == (("x-c", "1"),)
    assert '  "reports": [],\n  "x-b": {\n    "n": [\n      0.10,\n      1e3,' in to_json(filing)
    assert filing == from_yaml(to_yaml(filing))
    assert from_yaml("{format: budgetperf/1, x-a: {n: 0.10, no: no}}").extras == (("x-a", '{"n": 0.10, "no": "no"}'),)


# What is refused.


@pytest.mark.parametrize(
    ("text", "path", "message"),
    [
        (
            indicator(points=9.5),
            "scorecards[0].indicators[0].points",
            'found the number 9.5, expected plain points without a unit, as text: write "9.5"',
        ),
        (
            indicator(weight=10),
            "scorecards[0].indicators[0].weight",
            'found the number 10, expected plain points without a unit, as text: write "10"',
        ),
        (
            indicator(target=95),
            "scorecards[0].indicators[0].target",
            'found the number 95, expected the text of a target, as text: write "95"',
        ),
        (
            indicator(actual=True),
            "scorecards[0].indicators[0].actual",
            'found true, expected the text of an actual, such as "96%"',
        ),
        (
            indicator(points=["9"]),
            "scorecards[0].indicators[0].points",
            'found a list, expected plain points without a unit, such as "9.5"',
        ),
        (
            indicator(points={"value": "9"}),
            "scorecards[0].indicators[0].points",
            'found an object, expected text, or what could not be read, such as {"unreadable": "8O.5"}',
        ),
        (
            indicator(points={"unreadable": 9}),
            "scorecards[0].indicators[0].points",
            'found an object, expected text, or what could not be read, such as {"unreadable": "8O.5"}',
        ),
        (indicator(points=""), "scorecards[0].indicators[0].points", "found blank text; null means blank"),
        (indicator(target=" \u3000"), "scorecards[0].indicators[0].target", "found blank text; null means blank"),
        (
            indicator(points="1e3"),
            "scorecards[0].indicators[0].points",
            'found "1e3", expected plain points without a unit, such as "9.5"',
        ),
        (
            document(base_table={"procurement": {"spent": 96.73}}),
            "base_table.procurement.spent",
            'found the number 96.73, expected an amount of money with its unit, as text: write "96.73万元"',
        ),
        (
            document(base_table={"procurement": {"spent": "96.73"}}),
            "base_table.procurement.spent",
            'found "96.73", expected an amount of money with its unit, such as "96.73万元"',
        ),
        (
            document(base_table={"procurement": {"spent": "１２０.５ 万"}}),
            "base_table.procurement.spent",
            'found "１２０.５ 万", expected an amount of money with its unit, such as "120.5万元"',
        ),
        (
            document(base_table={"procurement": {"spent": "5次"}}),
            "base_table.procurement.spent",
            'found "5次", expected an amount of money with its unit, such as "96.73万元"',
        ),
        (
            document(base_table={"staffing": {"stated_rate": 38.130}}),
            "base_table.staffing.stated_rate",
            'found the number 38.13, expected a percentage with its sign, as text: write "38.13%"',
        ),
        (
            document(base_table={"staffing": {"actual": 21}}),
            "base_table.staffing.actual",
            'found the number 21, expected a count, with or without a unit, as text: write "21"',
        ),
        (
            document(year="2022"),
            "year",
            'found "2022", expected a whole number from 1949 to 2100, without quotes, such as 2022',
        ),
        (
            document(year=2022.0),
            "year",
            "found the number 2022.0, expected a whole number from 1949 to 2100, without quotes, such as 2022",
        ),
        (
            document(year=True),
            "year",
            "found true, expected a whole number from 1949 to 2100, without quotes, such as 2022",
        ),
        (
            document(year=22),
            "year",
            "found the number 22, expected a whole number from 1949 to 2100, without quotes, such as 2022",
        ),
        (
            document(reports=[{"kind": "project", "sections": [{"level": 0}]}]),
            "reports[0].sections[0].level",
            "found the number 0, expected a whole number from 1 to 9, without quotes, such as 1",
        ),
        (
            document(reports=[{"kind": "project", "sections": [{"level": 1, "paragraphs": ["一", 2]}]}]),
            "reports[0].sections[0].paragraphs[1]",
            'found the number 2, expected text, such as "2"',
        ),
        (document(department=193), "department", 'found the number 193, expected text, such as "193"'),
        (document(reports={}), "reports", "found an object, expected a list, such as []"),
        (document(reports="附件4"), "reports", 'found "附件4", expected a list, such as []'),
        (document(scorecards=[None]), "scorecards[0]", 'found null, expected an object, such as {"kind": …}'),
        (document(scorecards=[{}]), "scorecards[0].kind", "missing; this key is required"),
        (
            document(scorecards=[{"kind": "projekt"}]),
            "scorecards[0].kind",
            'found "projekt", expected one of department|project, such as "project"',
        ),
        (
            indicator(direction="up"),
            "scorecards[0].indicators[0].direction",
            'found "up", expected one of higher|lower|equal|judged, such as "higher"',
        ),
        (
            indicator(core="yes"),
            "scorecards[0].indicators[0].core",
            'found "yes", expected true or false, such as true',
        ),
        (
            document(base_table={"labels": {"special": 5}}),
            "base_table.labels.special",
            'found the number 5, expected text, such as "5"',
        ),
        (
            document(base_table={"labels": []}),
            "base_table.labels",
            'found a list, expected an object of text by key, such as {"special": "县级专项资金"}',
        ),
        (
            indicator(wieght="10"),
            "scorecards[0].indicators[0].wieght",
            'unknown key "wieght"; did you mean weight? keys of your own start with x-',
        ),
        (
            document(scorecards=[{"kind": "project", "goals": [{"说明": "无"}]}]),
            "scorecards[0].goals[0]",
            'unknown key "说明"; known here: expected, actual; keys of your own start with x-',
        ),
        (
            document(scorecards=[{"kind": "project", "goals": [{"extras": {"x-a": 1}}]}]),
            "scorecards[0].goals[0].extras",
            'unknown key "extras"; known here: expected, actual; keys of your own start with x-',
        ),
        ("{}", "format", 'missing; expected "budgetperf/1"'),
        ('{"format": null}', "format", 'found null, expected the name of the format, such as "budgetperf/1"'),
        (
            '{"format": "budgetperf/2", "surprise": 1}',
            "format",
            'found the format "budgetperf/2", this program reads budgetperf/1 only',
        ),
        ("[]", "$", 'found a list, expected an object, such as {"year": …}'),
        ("null", "$", 'found null, expected an object, such as {"year": …}'),
        (
            '{"format": "budgetperf/1", "base_table": {"austerity": "一", "austerity": "二"}}',
            "base_table.austerity",
            'the key "austerity" stands more than once; keep one',
        ),
        (
            '{"format": "budgetperf/1", "base_table": {"labels": {"special": "一", "special": "二"}}}',
            "base_table.labels.special",
            'the key "special" stands more than once; keep one',
        ),
        ('{"format": "budgetperf/1", "x-a": [{"b": 1, "b": 2}]}', "x-a", "keys stand twice: b; keep one of each"),
        (
            '{"format": "budgetperf/1", "scorecards": [{"kind": "project", "stated_points": NaN}]}',
            "scorecards[0].stated_points",
            'found the number NaN, expected plain points without a unit, as text: write "9.5"',
        ),
        (
            '{"format": "budgetperf/1", "x-a": -Infinity}',
            "x-a",
            "found the number -Infinity, expected a number of ordinary size; write others as text, between quotes",
        ),
        (
            '{"format": "budgetperf/1", "x-a": 1e999}',
            "x-a",
            "found the number 1e999, expected a number of ordinary size; write others as text, between quotes",
        ),
        (
            '{"format": "budgetperf/1", "department": "\\ud800"}',
            "department",
            "the text holds half a character (a lone surrogate)",
        ),
        (
            '{"format": "budgetperf/1", "x-a": {"\\ud800": 1}}',
            "x-a",
            "the text holds half a character (a lone surrogate)",
        ),
        (
            '{"format": "budgetperf/1", "department": "\ud800"}',
            "$",
            "line 1, column 43 holds half a character (a lone surrogate), which is not Unicode text",
        ),
        ('{"x-a": ' + "[" * 34 + "]" * 34 + ', "format": "budgetperf/1"}', "x-a", "nested more than 32 deep"),
        ('{\n "year": }', "$", "JSON syntax error at line 2, column 10: Expecting value"),
        ('{"a": 1} {', "$", "JSON syntax error at line 1, column 10: Extra data"),
        (" \n", "$", "the document is empty, expected JSON text"),
        ("[" * 100_000, "$", "line 1, column 65: nested more than 64 deep, which is not read"),
    ],
)
def test_json_is_refused(text: str, path: str, message: str) -> None:
    """One problem: where it is, what was found, what was expected, and how to write it."""
    assert [(path, message)] == problems(from_json, text)


@pytest.mark.parametrize(
    ("text", "path", "message"),
    [
        (
            "{format: budgetperf/1, base_table: {procurement: {spent: 96.73}}}",
            "base_table.procurement.spent",
            'found "96.73", expected an amount of money with its unit, such as "96.73万元"',
        ),
        (
            "{format: budgetperf/1, scorecards: [{kind: project, stated_points: 1e3}]}",
            "scorecards[0].stated_points",
            'found "1e3", expected plain points without a unit, such as "9.5"',
        ),
        (
            "{format: budgetperf/1, scorecards: [{kind: project, stated_points: .inf}]}",
            "scorecards[0].stated_points",
            'found ".inf", expected plain points without a unit, such as "9.5"',
        ),
        (
            "{format: budgetperf/1, scorecards: [{kind: project, stated_points: .nan}]}",
            "scorecards[0].stated_points",
            'found ".nan", expected plain points without a unit, such as "9.5"',
        ),
        (
            "{format: budgetperf/1, year: '2022'}",
            "year",
            'found "2022", expected a whole number from 1949 to 2100, without quotes, such as 2022',
        ),
        (
            "{format: budgetperf/1, year: 2022.0}",
            "year",
            'found "2022.0", expected a whole number from 1949 to 2100, without quotes, such as 2022',
        ),
        (
            "{format: budgetperf/1, scorecards: [{kind: project, indicators: [{name: a, core: yes}]}]}",
            "scorecards[0].indicators[0].core",
            'found "yes", expected true or false, such as true',
        ),
        (
            "format: budgetperf/1\nyear: 2022\nyear: 2023",
            "year",
            'the key "year" stands more than once; keep one',
        ),
        (
            "format: budgetperf/1\n<<: {year: 2022}",
            "$",
            (
                'unknown key "<<"; known here: format, year, department, base_table, scorecards, reports; '
                "keys of your own start with x-"
            ),
        ),
        (
            "format: budgetperf/1\ndepartment: &name 县图书馆",
            "$",
            "line 2, column 13: anchors (&) are not read; remove it",
        ),
        (
            "format: budgetperf/1\ndepartment: !!python/object:os.system 县图书馆",
            "$",
            "line 2, column 13: tags (!) are not read; put text between quotes",
        ),
        (
            "format: budgetperf/1\n---\nyear: 2022",
            "$",
            "line 2, column 1: only one document may stand here; this is another",
        ),
        (
            "format: budgetperf/1\n? [a, b]\n: 1",
            "$",
            "line 2, column 3: a key must be text, not a list or an object",
        ),
        ("%YAML 1.2\n%TAG !e! a\n--- b", "$", "line 2: %TAG directives are not read; remove it"),
        ("# nothing\n", "$", "the document is empty, expected YAML text"),
        ("", "$", "the document is empty, expected YAML text"),
        ("~", "$", 'found null, expected an object, such as {"year": …}'),
        ("[" * 100_000, "$", "line 1, column 65: nested more than 64 deep, which is not read"),
        ("- " * 100_000, "$", "line 1, column 129: nested more than 64 deep, which is not read"),
        (
            "a: \x07",
            "$",
            (
                "line 1, column 4 holds U+0007, which YAML does not allow; "
                "write it between double quotes, with a backslash escape"
            ),
        ),
    ],
)
@pytest.mark.parametrize("loader", [yaml.SafeLoader, yaml_text._LOADER])
def test_yaml_is_refused(
    monkeypatch: pytest.MonkeyPatch, loader: type[yaml.SafeLoader], text: str, path: str, message: str
) -> None:
    """The same with either loader of PyYAML."""
    monkeypatch.setattr(yaml_text, "_LOADER", loader)

    assert [(path, message)] == problems(from_yaml, text)


@pytest.mark.parametrize(
    ("text", "line", "column"), [("year: 2022\n\tmonth: 1", 2, 1), ("a: b: c", 1, 5), ("a:\n  - [1\nb: 2", 3, 2)]
)
def test_slips_in_yaml_are_told_with_their_place(text: str, line: int, column: int) -> None:
    """Where the loader stumbled, in its own words, and what people usually got wrong."""
    ((path, message),) = problems(from_yaml, text)

    assert path == "$"
    assert message.startswith(f"YAML syntax error at line {line}, column {column}: ")
    assert message.endswith("; check indentation, colons and quotes")


def test_all_problems_are_told_at_once() -> None:
    """Each with its path, in the order of the fields; keys that are unknown come after those that are known."""
    text = json.dumps(
        {
            "year": "2022",
            "base_table": {
                "staffing": {"actual": 21, "stated_rate": "100"},
                "projects": {"lines": [{"name": None}, 3]},
            },
            "scorecards": [
                {"kind": "project"},
                {"indicators": [{"name": "a"}, {"points": 9.5, "weihgt": "10"}, {"name": "b", "target": ""}]},
            ],
            "reports": [{"kind": "department", "sections": [{"level": 10}]}],
        }
    )

    assert [path for path, _ in problems(from_json, text)] == [
        "year",
        "base_table.staffing.actual",
        "base_table.staffing.stated_rate",
        "base_table.projects.lines[0].name",
        "base_table.projects.lines[1]",
        "scorecards[1].kind",
        "scorecards[1].indicators[1].name",
        "scorecards[1].indicators[1].points",
        "scorecards[1].indicators[1].weihgt",
        "scorecards[1].indicators[2].target",
        "reports[0].sections[0].level",
        "format",
    ]


def test_problems_are_told_in_chinese_first() -> None:
    """Both messages name the path, and the error survives a process boundary."""
    with pytest.raises(StructureError) as caught:
        from_json(document(base_table={"procurement": {"spent": 96.73}}))

    zh = 'base_table.procurement.spent：读到数字 96.73，应为带单位的金额，用文字表示，请写作 "96.73万元"'

    assert zh == caught.value.zh
    assert caught.value.problems == pickle.loads(pickle.dumps(caught.value)).problems  # noqa: S301 - our own bytes


def test_all_aliases_are_told_at_once() -> None:
    """A billion laughs never gets to the second line of its joke."""
    lines = [
        "a: &a [ha, ha]",
        *(f"{new}: &{new} [*{old}, *{old}]" for old, new in zip("abcdefgh", "bcdefghi", strict=True)),
    ]

    found = [en for _, en in problems(from_yaml, "\n".join(lines))]

    assert found[0] == "line 1, column 4: anchors (&) are not read; remove it"
    assert found[2] == "line 2, column 8: aliases (*) are not read; write the value out"
    assert len(found) == 9 + 16


def test_long_numbers_are_refused_quickly() -> None:
    """Python would take the square of their length, or refuse them with an error of its own."""
    digits = "9" * 1_000_000

    assert problems(from_json, f'{{"format": "budgetperf/1", "year": {digits}}}')[0][0] == "year"
    assert problems(from_json, f'{{"format": "budgetperf/1", "x-a": {digits}}}')[0][0] == "x-a"
    assert problems(from_yaml, f"{{format: budgetperf/1, year: {digits}}}")[0][0] == "year"
    assert problems(from_yaml, f"{{format: budgetperf/1, x-a: {digits}}}")[0][0] == "x-a"
    assert all(len(en) < 300 for _, en in problems(from_json, document(year=digits, base_table=digits)))


def test_too_many_problems_are_not_all_told() -> None:
    """Nobody reads a million problems, and holding them would take gigabytes."""
    found = problems(from_json, document(scorecards=[{"kind": "project", "goals": [5] * 100_000}] * 3))

    assert len(found) == 1_001
    assert found[-1] == ("$", "too many problems, the rest is not listed; correct these first")


def test_too_many_unknown_keys_are_counted() -> None:
    """The first few are enough to see what is going on."""
    found = problems(from_json, document(**{f"k{number}": 1 for number in range(50)}))

    assert found[-1] == ("$", "30 more unknown keys")
    assert len(found) == 21


def test_size_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Too long, or too many values: refused before anything is built."""
    monkeypatch.setattr(literals, "MAX_BYTES", 2**20)
    large = "界" * 400_000

    for text in (f'"{large}"', f'"{large}"'.encode(), " " * 2_000_000):
        for read in (from_json, from_yaml):
            assert problems(read, text) == [("$", "the document is larger than 1 MB, which is not read")]  # type: ignore[arg-type]
    with pytest.raises(StructureError, match="larger than 1 MB"):
        to_json(Filing(department=large))


def test_number_of_values_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small values take far more memory than text; commas within text do not count."""
    for module in ("json_text", "yaml_text", "literals"):
        monkeypatch.setattr(f"budgetperf.formats.{module}.MAX_VALUES", 100)
    many = f"[{'0, ' * 200}0]"
    expected = [("$", "the document has more than 100 values, which is not read")]

    assert expected == problems(from_json, many)
    assert expected == problems(from_yaml, many)
    assert read_json(f'"{", " * 200}"') == ", " * 200


@pytest.mark.parametrize("read", [from_json, from_yaml])
def test_only_utf8_is_read(read: Read) -> None:
    """The byte is named, because the text before it may look right."""
    found = problems(read, document(department="县图书馆").encode("gb18030"))  # type: ignore[arg-type]

    assert found == [("$", "byte 43 is not UTF-8; save the file as UTF-8")]


@pytest.mark.parametrize("read", [from_json, from_yaml])
def test_only_text_and_bytes_are_read(read: Read) -> None:
    """A path or None is the mistake of a caller, and is told as such."""
    assert problems(read, None) == [("$", "found null, expected text or bytes")]  # type: ignore[arg-type]


def test_escapes_beyond_unicode_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pure loader lets Python's own errors through; they do not get any further."""
    monkeypatch.setattr(yaml_text, "_LOADER", yaml.SafeLoader)

    for text in (r'"\UFFFFFFFF"', r'"\U00110000"', f"%YAML 1.{'1' * 5000}\n--- a"):
        ((path, message),) = problems(from_yaml, text)
        assert path == "$"
        assert message.startswith("YAML syntax error")


# What cannot be written.


@pytest.mark.parametrize(
    ("filing", "path"),
    [
        (Filing(department=5), "department"),  # type: ignore[arg-type]
        (Filing(department="\ud800"), "department"),
        (Filing(year=22), "year"),
        (Filing(scorecards=[5]), "scorecards[0]"),  # type: ignore[list-item]
        (Filing(scorecards=[Scorecard(kind="project", heading="附件3")]), "scorecards[0].heading"),  # type: ignore[arg-type]
        (Filing(base_table=BaseTable(procurement=Goal())), "base_table.procurement.expected"),  # type: ignore[arg-type]
        (Filing(base_table=BaseTable(staffing=Staffing(actual=Count("2", "%")))), "base_table.staffing.actual"),
        (Filing(base_table=BaseTable(labels=(("a", "1"), ("a", "2")))), "base_table.labels.a"),
        (Filing(extras={"x-a": "{"}), "x-a"),
        (Filing(extras={"year": "2022"}), "year"),
        (Filing(extras={"note": "1"}), "note"),
        (None, "$"),
    ],
)
@pytest.mark.parametrize("write", [to_json, to_yaml])
def test_what_could_not_be_read_is_not_written(write: Callable[[Filing], str], filing: Filing, path: str) -> None:
    """A filing built by hand may hold anything; its file must not come as a surprise to whoever opens it."""
    with pytest.raises(StructureError) as caught:
        write(filing)

    assert path == caught.value.problems[0][0]


# The converter of an embedder.


def test_embedders_configure_their_own_converter() -> None:
    """A class of theirs may hold ours, through a preconfigured converter, whatever its settings."""

    @attrs.frozen
    class Submission:
        received: str
        filing: Filing
        fee: Money
        count: int

    converter = cattrs.preconf.json.make_converter(forbid_extra_keys=True, omit_if_default=True, use_alias=True)
    configure_converter(converter)
    submission = Submission(received="2023-03-01", filing=EXAMPLE, fee=Money("5", "元"), count=3)

    text = converter.dumps(submission)

    assert submission == converter.loads(text, Submission)
    assert json.loads(to_json(EXAMPLE)) == json.loads(text)["filing"]


def test_other_types_are_left_alone() -> None:
    """Text, numbers, bools and lists of an embedder are structured as before."""
    plain, ours = Converter(), Converter()
    configure_converter(ours)

    for value, kind in (
        ("12", int),
        (5, str),
        ("no", bool),
        ("1.5", float),
        (["1"], tuple[int, ...]),
        (["a"], list[str]),
    ):
        assert plain.structure(value, kind) == ours.structure(value, kind)
    assert ours.unstructure(Decimal("1.50")) == plain.unstructure(Decimal("1.50"))


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        ("96.730万元", Money, Money("96.730", "万元")),
        ("100.0%", Rate, Rate("100.0")),
        ("2次", Count, Count("2", "次")),
        ("≥95%", Target, Target("≥95%")),
        ("96%", Actual, Actual("96%")),
        ({"unreadable": "8O.5"}, Unreadable, Unreadable("8O.5")),
    ],
)
def test_figures_stand_by_themselves(value: object, kind: type[object], expected: object) -> None:
    """A converter reads and writes a single figure as well."""
    converter = make_converter()

    assert expected == converter.structure(value, kind)
    assert value == converter.unstructure(expected)
    wrongs: tuple[object, ...] = (None, 5, [], "", "\ud800")
    for wrong in wrongs:
        with pytest.raises(StructureError):
            converter.structure(wrong, kind)


def test_groups_have_the_shape_of_cattrs() -> None:
    """Without detailed validation, too, an embedder gets cattrs' groups, and may format them the usual way."""
    converter = Converter(detailed_validation=False)
    configure_converter(converter)

    with pytest.raises(ClassValidationError) as caught:
        converter.structure({"kind": "project", "indicators": [{"name": 5}]}, Scorecard)

    assert transform_error(caught.value) == ["invalid value for type, expected str @ $.indicators[0].name"]


def test_trouble_of_an_embedders_hook_is_told_with_its_path() -> None:
    """A hook that somebody else registers for one of our classes may raise what it likes."""

    def never(value: object, _: object) -> Goal:
        raise ValueError(f"no goals today: {value}")

    converter = make_converter()
    converter.register_structure_hook(Goal, never)

    with pytest.raises(ClassValidationError) as caught:
        converter.structure({"kind": "project", "goals": ["a"]}, Scorecard)

    assert gather(caught.value).problems == (("goals[0]", "no goals today: a", "no goals today: a"),)
