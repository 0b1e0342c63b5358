"""A filing as JSON and YAML: laws of the round trip, and what is written and read."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import attrs
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from budgetperf.domain.figures import figures
from budgetperf.domain.model import (
    Allocation,
    BaseTable,
    Budget,
    Building,
    Cause,
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
from budgetperf.domain.quantity import Unreadable
from budgetperf.errors import StructureError
from budgetperf.formats.plain import literals, yaml_text
from budgetperf.formats.plain.json_text import write_json
from budgetperf.formats.plain.yaml_text import read_yaml, write_yaml
from budgetperf.formats.serial import (
    from_json,
    from_yaml,
    make_converter,
    to_json,
    to_yaml,
)
from budgetperf.testing import filings, json_values, texts


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
        ),
        Scorecard(
            kind="target", scope="project", subject="书架", attribute="延续项目", period="2022年1月-12月",
            heading=Heading(signature=Signature(finance="××")),
            budget=Budget(rows=[FundRow(name="中期资金总额", role="total", long_term=True)]),
            goals=[Goal(expected="添书架", long_term=True)],
            indicators=[Indicator(name="书架", target="≥5个", long_term=True, remarks="分三年")],
        ),
        Scorecard(
            kind="monitoring", months="1-7月", starts="2022年1月", ends="2022年12月",
            budget=Budget(rows=[FundRow(name="年度资金总额", funds=Funds(to_date="50万元", forecast="88万元"))]),
            indicators=[
                Indicator(
                    name="书架", target="≥5个", to_date="3个", forecast="5个", likelihood="certain", score_share="60%",
                    causes=[Cause(name="经费保障", note="√")],
                )
            ],
            conclusion="正常", problems="无", improvements="加快",
        ),
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


LEFT_OUT = (
    *("initial_target", "standard", "explanation", "part_of", "score_share", "to_date", "forecast"),
    *("causes", "likelihood", "long_term", "remarks"),
)


def names(record: type[Record]) -> list[str]:
    """The fields of a class of records, without the extras."""
    return [part.name for part in attrs.fields(record) if part.name != "extras"]


@pytest.mark.parametrize(
    ("record", "omitted"),
    [
        (FundRow(name="年度资金总额"), {"execution", "long_term"}),
        (Indicator(name="购书册数"), {"deduction", "core", *LEFT_OUT}),
        (Execution(), {"standard"}),
        (Funds(), {"to_date", "forecast"}),
        (Section(level=1), set()),
        (Goal(), {"long_term"}),
        (Signature(), {"finance"}),
        (Cause(name="经费保障"), set()),
        (
            Scorecard(kind="target"),
            {"scope", "attribute", "period", "starts", "ends", "months", "conclusion", "problems", "improvements"},
        ),
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
