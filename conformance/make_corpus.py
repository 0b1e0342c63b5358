"""
Write the conformance corpus: ``python conformance/make_corpus.py``; the same code gives the same bytes.

What each case is stands in `cases.yaml` and in the worked cases of `tests/cases`; what is expected of it is what this
library says, and a person reads the difference before it is committed.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

import budgetperf as bp
from run import PARTS, expectation

__all__ = ["corpus"]

HERE = Path(__file__).parent
ROOT = HERE.parent
WIDTH = 118
_STEP = re.compile(r"([a-z_0-9]+)|\[([0-9]+)\]")
# How many of the worked cases of one rule go into the case of a rulebook.
_OF_EACH_RULE = 4

sys.path.insert(0, str(ROOT / "tests"))

Files = dict[str, str]


def corpus() -> dict[str, Files]:
    """The files of every case, by its name."""
    written = yaml.safe_load((HERE / "cases.yaml").read_text(encoding="utf-8"))
    found = {name: _case(name, case) for name, case in written.items()}
    found |= {f"rules-{name}": files for name, files in _of_worked_cases()}
    return found


def _case(name: str, case: Mapping[str, Any]) -> Files:
    base = _base(case.get("base", "library"))
    filing = _changed(base, case)
    previous = _changed(base, case["previous"]) if "previous" in case else None
    book = case.get("book", "hunan-2022")
    files = _files(filing, previous, book, tuple(PARTS), {"zh": case["about"], "en": case["en"]})
    codes = {finding["code"] for finding in json.loads(files["expected.json"])["expected"]["findings"]}
    wanted = case.get("finds", [])
    if wanted is not None and (not set(wanted) <= codes or (codes and not wanted)):
        sys.exit(f"{name}: expected {wanted}, found {sorted(codes)}")
    return files


def _base(name: str) -> Any:
    path = ROOT / "examples" / "filing-clean.yaml" if name == "archive" else HERE / "bases" / f"{name}.yaml"
    return json.loads(bp.to_json(bp.from_yaml(path.read_bytes())))


def _changed(base: Any, case: Mapping[str, Any]) -> bp.Filing:
    """A base after the changes of a case."""
    data = json.loads(json.dumps(base))
    if case.get("spent_is_prior"):
        _spend_prior({name: value for name, value in data["base_table"].items() if name != "column_years"})
    for path, value in case.get("set", {}).items():
        around, key = _place(data, path)
        around[key] = value
    for path, value in case.get("append", {}).items():
        around, key = _place(data, path)
        around[key].append(value)
    for path in case.get("remove", []):
        around, key = _place(data, path)
        del around[key]
    filing = bp.from_json(json.dumps(data))
    return _of_year(filing, case["years"]) if "years" in case else filing


def _place(data: Any, path: str) -> tuple[Any, Any]:
    steps = [int(number) if number else name for name, number in _STEP.findall(path)]
    for step in steps[:-1]:
        data = data[step]
    return data, steps[-1]


def _of_year(filing: bp.Filing, year: int) -> bp.Filing:
    """The same filing, of another year."""
    old = filing.year or year
    data = json.loads(bp.to_json(filing))
    _move_years(data, year - old)
    return bp.from_json(json.dumps(data))


def _move_years(data: Any, by: int) -> None:
    """Move the years of headings, and those over the columns."""
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        if key == "year" and value is not None:
            data[key] = value + by
        elif key == "column_years":
            data[key] = {name: str(int(text) + by) for name, text in value.items() if text is not None}
        elif isinstance(value, (dict, list)):
            _move_years(value, by)


def _spend_prior(data: Any) -> None:
    """Let what was spent be what this year's forms call the outturn of last year."""
    for value in data.values() if isinstance(data, dict) else data:
        if isinstance(value, dict) and {"prior", "spent"} <= value.keys():
            value["spent"] = value["prior"]
        if isinstance(value, (dict, list)):
            _spend_prior(value)


def _files(
    filing: bp.Filing, previous: bp.Filing | None, book: str | None, parts: tuple[str, ...], about: Mapping[str, str]
) -> Files:
    choice = bp.choose_rulebook(filing, bp.shipped_rulebooks()) if book is None else None
    rules = choice.rulebook if choice else bp.load_rulebook(str(book))
    review = bp.review(filing, rules, why=choice.why if choice else None, previous=previous)
    said = json.loads(bp.to_json(review))
    expected = {
        "format": "budgetperf-conformance/1",
        "about": about,
        "filing": "filing.json",
        "previous": "previous.json" if previous else None,
        "rulebook": book,
        "expected": expectation(said, parts),
    }
    files = {"filing.json": _written(json.loads(bp.to_json(filing))), "expected.json": _written(expected)}
    return files | ({"previous.json": _written(json.loads(bp.to_json(previous)))} if previous else {})


def _of_worked_cases() -> Iterator[tuple[str, Files]]:
    """For each rulebook one card, whose rows are worked cases that a finance officer has read."""
    from casework import BOOKS, INDICATORS, row_of  # noqa: PLC0415 - from the tests, found by the path above

    for book in BOOKS:
        counts: dict[Any, int] = {}
        rows = []
        for case in INDICATORS:
            rule = str(case["expected"].get("rule"))
            if book.name in case["rulebook"] and counts.get(rule, 0) < _OF_EACH_RULE:
                counts[rule] = counts.get(rule, 0) + 1
                rows.append(row_of({**case["input"], "name": case["name"]}))
        year = book.years.first or book.years.last
        filing = bp.Filing(year=year, scorecards=[bp.Scorecard(kind="project", subject="案例", indicators=rows)])
        about = {"zh": f"规则集 {book.name} 的各条规则，每行一例", "en": f"the rules of {book.name}, one row each"}
        yield book.name, _files(filing, None, book.name, ("rows",), about)


def _written(value: object) -> str:
    """JSON in which whatever fits a line, and every record of single values, stands on one."""
    return "".join(_pieces(value, "")) + "\n"


def _pieces(value: object, blanks: str) -> Iterator[str]:
    text = json.dumps(value, ensure_ascii=False)
    if len(text) + len(blanks) <= WIDTH or not isinstance(value, (dict, list)) or _is_record(value):
        yield text
        return
    inner = f"{blanks} "
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    items = value.items() if isinstance(value, dict) else ((None, item) for item in value)
    for index, (key, item) in enumerate(items):
        yield f"{',' if index else opening}\n{inner}"
        if key is not None:
            yield f"{json.dumps(key, ensure_ascii=False)}: "
        yield from _pieces(item, inner)
    yield f"\n{blanks}{closing}"


def _is_record(value: object) -> bool:
    """An object of single values reads best on a line of its own, however long."""
    return isinstance(value, dict) and not any(isinstance(item, (dict, list)) for item in value.values())


def main() -> None:
    """Write every case anew, and the list of them."""
    folder = HERE / "cases"
    shutil.rmtree(folder, ignore_errors=True)
    for name, files in corpus().items():
        (folder / name).mkdir(parents=True)
        for file, text in files.items():
            (folder / name / file).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
