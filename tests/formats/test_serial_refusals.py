"""What JSON and YAML are refused for: where, and in which words."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable

import pytest
import yaml

from budgetperf.domain.model import Filing
from budgetperf.errors import StructureError
from budgetperf.formats.plain import literals, yaml_text
from budgetperf.formats.plain.json_text import read_json
from budgetperf.formats.serial import from_json, from_yaml, to_json

Read = Callable[[str | bytes], Filing]
Problems = list[tuple[str, str]]

YEAR = "expected a whole number from 1949 to 2100, without quotes, such as 2022"
POINTS = "expected plain points without a unit"
MONEY = "expected an amount of money with its unit"
NO_CHARACTER = "which YAML does not allow; write it between double quotes, with a backslash escape"
UNREADABLE = 'found an object, expected text, or what could not be read, such as {"unreadable": "8O.5"}'
OWN = "keys of your own start with x-"
LONG = "expected a number of ordinary size; write others as text, between quotes"
ROOT = "format, year, department, base_table, scorecards, reports"
HALF_A = "half a character (a lone surrogate)"
HALF = f"the text holds {HALF_A}"


def problems(read: Read, text: str | bytes) -> Problems:
    """Path and English message of everything that is wrong with a document."""
    with pytest.raises(StructureError) as caught:
        read(text)
    assert all(zh and en for _, zh, en in caught.value.problems)
    return [(path, en) for path, _, en in caught.value.problems]


def document(**keys: object) -> str:
    """A JSON document of the right format with these keys."""
    return json.dumps({"format": "budgetperf/1", **keys}, ensure_ascii=False)


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("points", 9.5, f'found the number 9.5, {POINTS}, as text: write "9.5"'),
        ("weight", 10, f'found the number 10, {POINTS}, as text: write "10"'),
        ("weight", 1e30, f'found the number 1e+30, {POINTS}, as text: write "9.5"'),
        ("points", "1e3", f'found "1e3", {POINTS}, such as "9.5"'),
        ("points", ["9"], f'found a list, {POINTS}, such as "9.5"'),
        ("points", {"value": "9"}, UNREADABLE),
        ("points", {"unreadable": 9}, UNREADABLE),
        ("points", {"unreadable": "9", "x-a": 1}, UNREADABLE),
        ("points", "", "found blank text; null means blank"),
        ("target", " \u3000", "found blank text; null means blank"),
        ("target", 95, 'found the number 95, expected the text of a target, as text: write "95"'),
        ("actual", True, 'found true, expected the text of an actual, such as "96%"'),
        ("name", None, 'found null, expected text, such as "县图书馆"'),
        ("direction", "up", 'found "up", expected one of higher|lower|equal|judged, such as "higher"'),
        ("direction", "jugded", 'found "jugded", expected one of higher|lower|equal|judged, such as "judged"'),
        ("direction", 1, 'found the number 1, expected one of higher|lower|equal|judged, such as "higher"'),
        ("core", "yes", 'found "yes", expected true or false, such as true'),
        ("core", 1, "found the number 1, expected true or false, such as true"),
        ("wieght", "10", f'unknown key "wieght"; did you mean weight? {OWN}'),
    ],
)
def test_indicators_are_refused(key: str, value: object, message: str) -> None:
    """One problem: where it is, what was found, what was expected, and how to write it."""
    text = document(scorecards=[{"kind": "project", "indicators": [{"name": "培训班次", key: value}]}])

    assert [(f"scorecards[0].indicators[0].{key}", message)] == problems(from_json, text)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (96.73, f'found the number 96.73, {MONEY}, as text: write "96.73万元"'),
        ("96.73", f'found "96.73", {MONEY}, such as "96.73万元"'),
        ("１２０.５ 万", f'found "１２０.５ 万", {MONEY}, such as "120.5万元"'),
        ("5次", f'found "5次", {MONEY}, such as "96.73万元"'),
        ("99999999999999999", f'found "99999999999999999", {MONEY}, such as "96.73万元"'),
        (False, f'found false, {MONEY}, such as "96.73万元"'),
    ],
)
def test_amounts_are_refused(value: object, message: str) -> None:
    """Without a unit an amount may be off by a factor of ten thousand; the right spelling keeps its digits."""
    expected = [("base_table.procurement.spent", message)]

    assert expected == problems(from_json, document(base_table={"procurement": {"spent": value}}))


@pytest.mark.parametrize(
    ("keys", "path", "message"),
    [
        ({"year": "2022"}, "year", f'found "2022", {YEAR}'),
        ({"year": 2022.0}, "year", f"found the number 2022.0, {YEAR}"),
        ({"year": True}, "year", f"found true, {YEAR}"),
        ({"year": 22}, "year", f"found the number 22, {YEAR}"),
        ({"department": 193}, "department", 'found the number 193, expected text, such as "193"'),
        ({"reports": {}}, "reports", "found an object, expected a list, such as []"),
        ({"reports": "附件4"}, "reports", 'found "附件4", expected a list, such as []'),
        ({"scorecards": [None]}, "scorecards[0]", 'found null, expected an object, such as {"kind": …}'),
        ({"scorecards": [{}]}, "scorecards[0].kind", "missing; this key is required"),
        (
            {"base_table": {"staffing": {"stated_rate": 38.13}}},
            "base_table.staffing.stated_rate",
            'found the number 38.13, expected a percentage with its sign, as text: write "38.13%"',
        ),
        (
            {"base_table": {"staffing": {"actual": 21}}},
            "base_table.staffing.actual",
            'found the number 21, expected a count, with or without a unit, as text: write "21"',
        ),
        (
            {"base_table": {"labels": {"special": 5}}},
            "base_table.labels.special",
            'found the number 5, expected text, such as "5"',
        ),
        (
            {"base_table": {"labels": []}},
            "base_table.labels",
            'found a list, expected an object of text by key, such as {"special": "县级专项资金"}',
        ),
        (
            {"reports": [{"kind": "project", "sections": [{"level": 0}]}]},
            "reports[0].sections[0].level",
            "found the number 0, expected a whole number from 1 to 9, without quotes, such as 1",
        ),
        (
            {"reports": [{"kind": "project", "sections": [{"level": 1, "paragraphs": ["一", 2]}]}]},
            "reports[0].sections[0].paragraphs[1]",
            'found the number 2, expected text, such as "2"',
        ),
        (
            {"scorecards": [{"kind": "project", "goals": [{"说明": "无"}]}]},
            "scorecards[0].goals[0]",
            f'unknown key "说明"; known here: expected, actual, long_term; {OWN}',
        ),
        (
            {"scorecards": [{"kind": "project", "goals": [{"extras": {"x-a": 1}}]}]},
            "scorecards[0].goals[0].extras",
            f'unknown key "extras"; known here: expected, actual, long_term; {OWN}',
        ),
        (
            {"reports": [{"kind": "target"}]},
            "reports[0].kind",
            'found "target", expected one of department|project, such as "department"',
        ),
        (
            {"scorecards": [{"kind": "targets"}]},
            "scorecards[0].kind",
            'found "targets", expected one of department|project|target|monitoring|rates, such as "target"',
        ),
        (
            {"scorecards": [{"kind": "target", "scope": "rates"}]},
            "scorecards[0].scope",
            'found "rates", expected one of department|project, such as "department"',
        ),
        (
            {"scorecards": [{"kind": "monitoring", "indicators": [{"name": "册数", "likelihood": "确定能"}]}]},
            "scorecards[0].indicators[0].likelihood",
            'found "确定能", expected one of certain|possible|impossible, such as "certain"',
        ),
        (
            {"scorecards": [{"kind": "monitoring", "indicators": [{"name": "册数", "causes": "经费保障"}]}]},
            "scorecards[0].indicators[0].causes",
            'found "经费保障", expected a list, such as []',
        ),
        (
            {"scorecards": [{"kind": "target", "indicators": [{"name": "册数", "long_term": "是"}]}]},
            "scorecards[0].indicators[0].long_term",
            'found "是", expected true or false, such as true',
        ),
        (
            {"scorecards": [{"kind": "monitoring", "budget": {"rows": [{"name": "总额", "funds": {"to_date": 5}}]}}]},
            "scorecards[0].budget.rows[0].funds.to_date",
            'found the number 5, expected an amount of money with its unit, as text: write "5万元"',
        ),
    ],
)
def test_records_are_refused(keys: dict[str, object], path: str, message: str) -> None:
    """Nothing is turned into another type, and nothing is dropped."""
    assert [(path, message)] == problems(from_json, document(**keys))


@pytest.mark.parametrize(
    ("text", "path", "message"),
    [
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
        ('{"format": "budgetperf/1", "x-a": [{"b": 1, "b": 2}]}', "x-a", 'keys stand twice: "b"; keep one of each'),
        (
            '{"format": "budgetperf/1", "scorecards": [{"kind": "project", "stated_points": NaN}]}',
            "scorecards[0].stated_points",
            f'found the number NaN, {POINTS}, as text: write "9.5"',
        ),
        ('{"format": "budgetperf/1", "x-a": -Infinity}', "x-a", f"found the number -Infinity, {LONG}"),
        ('{"format": "budgetperf/1", "x-a": 1e999}', "x-a", f"found the number 1e999, {LONG}"),
        ('{"format": "budgetperf/1", "department": "\\ud800"}', "department", HALF),
        ('{"format": "budgetperf/1", "x-a": {"\\ud800": 1}}', "x-a", HALF),
        ('{"format": "budgetperf/1", "x-\\ud800": 1}', "$", rf'unknown key "x-\ud800"; known here: {ROOT}; {OWN}'),
        ('{"a": "\ud800"}', "$", f"line 1, column 8 holds {HALF_A}, which is not Unicode text"),
        (f'{{"format": "budgetperf/1", "x-a": {"[" * 34}{"]" * 34}}}', "x-a", "nested more than 32 deep"),
        ('{\n "year": }', "$", "JSON syntax error at line 2, column 10: Expecting value"),
        ('{"a": 1} {', "$", "JSON syntax error at line 1, column 10: Extra data"),
        (" \n", "$", "the document is empty, expected JSON text"),
        ("[" * 100_000, "$", "line 1, column 65: nested more than 64 deep, which is not read"),
    ],
)  # fmt: skip
def test_json_is_refused(text: str, path: str, message: str) -> None:
    """What Python's own loader lets pass, or breaks off at with an error of its own."""
    assert [(path, message)] == problems(from_json, text)


@pytest.mark.parametrize(
    ("text", "path", "message"),
    [
        ("year: '2022'", "year", f'found "2022", {YEAR}'),
        ("year: 2022.0", "year", f'found "2022.0", {YEAR}'),
        ("year: 2022\nyear: 2023", "year", 'the key "year" stands more than once; keep one'),
        (
            "base_table: {procurement: {spent: 96.73}}",
            "base_table.procurement.spent",
            f'found "96.73", {MONEY}, such as "96.73万元"',
        ),
        ("scorecards: [{kind: project, stated_points: 1e3}]", "scorecards[0].stated_points",
         f'found "1e3", {POINTS}, such as "9.5"'),
        ("scorecards: [{kind: project, stated_points: .inf}]", "scorecards[0].stated_points",
         f'found ".inf", {POINTS}, such as "9.5"'),
        ("scorecards: [{kind: project, stated_points: .nan}]", "scorecards[0].stated_points",
         f'found ".nan", {POINTS}, such as "9.5"'),
        ("scorecards: [{kind: project, indicators: [{name: a, core: yes}]}]", "scorecards[0].indicators[0].core",
         'found "yes", expected true or false, such as true'),
        ("<<: {year: 2022}", "$", f'unknown key "<<"; known here: {ROOT}; {OWN}'),
        ("x-a: 1e999", "x-a", f"found the number 1e999, {LONG}"),
        ("a: &name b", "$", "line 2, column 4: anchors (&) are not read; remove it"),
        ("a: *name", "$", "line 2, column 4: aliases (*) are not read; write the value out"),
        ("a: !!python/object:os.system b", "$", "line 2, column 4: tags (!) are not read; put text between quotes"),
        ("---\nyear: 2022", "$", "line 2, column 1: only one document may stand here; this is another"),
        ("? [a, b]\n: 1", "$", "line 2, column 3: a key must be text, not a list or an object"),
        ("a: \x07", "$", f"line 2, column 4 holds U+0007, {NO_CHARACTER}"),
        ("a: b: c", "$", None),
    ],
)  # fmt: skip
@pytest.mark.parametrize("loader", [yaml.SafeLoader, yaml_text._LOADER])
def test_yaml_is_refused(
    monkeypatch: pytest.MonkeyPatch, loader: type[yaml.SafeLoader], text: str, path: str, message: str | None
) -> None:
    """The same with either loader of PyYAML; they differ in the words for a mistake only."""
    monkeypatch.setattr(yaml_text, "_LOADER", loader)

    found = problems(from_yaml, f"format: budgetperf/1\n{text}")

    if message is None:
        message = found[0][1]
        assert message.startswith("YAML syntax error at line 2, column 5: ")
    assert [(path, message)] == found


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("%YAML 1.2\n%TAG !e! a\n--- b", "line 2: %TAG directives are not read; remove it"),
        ("# nothing\n", "the document is empty, expected YAML text"),
        ("", "the document is empty, expected YAML text"),
        ("~", 'found null, expected an object, such as {"year": …}'),
        ("[" * 100_000, "line 1, column 65: nested more than 64 deep, which is not read"),
        ("- " * 100_000, "line 1, column 129: nested more than 64 deep, which is not read"),
    ],
)
def test_yaml_documents_are_refused(text: str, message: str) -> None:
    """No filing in it, or more of something than we read."""
    assert [("$", message)] == problems(from_yaml, text)


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
            assert problems(read, text) == [("$", "the document is larger than 1 MB, which is not read")]
    with pytest.raises(StructureError, match="larger than 1 MB"):
        to_json(Filing(department=large))


def test_number_of_values_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small values take far more memory than text; commas within text do not count."""
    for module in ("json_text", "yaml_text", "literals"):
        monkeypatch.setattr(f"budgetperf.formats.plain.{module}.MAX_VALUES", 100)
    many = f"[{'0, ' * 200}0]"
    expected = [("$", "the document has more than 100 values, which is not read")]

    assert expected == problems(from_json, many)
    assert expected == problems(from_yaml, many)
    assert read_json(f'"{", " * 200}"') == ", " * 200


@pytest.mark.parametrize("read", [from_json, from_yaml])
def test_only_utf8_is_read(read: Read) -> None:
    """The byte is named, because the text before it may look right."""
    found = problems(read, document(department="县图书馆").encode("gb18030"))

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
