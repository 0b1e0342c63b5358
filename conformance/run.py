"""
Hold any program that writes the JSON of a review against the conformance corpus. The standard library is enough.

    python conformance/run.py
    python conformance/run.py --command 'mytool check {filing} --rules {rulebook}' --only 'bp3*' --parts verdict

The command is run once for each case, and must print the JSON on its standard output. ``{filing}``, ``{rulebook}`` and
``{previous}`` are replaced; an argument that names something that a case does not have is left out, together with
the option before it.
"""

from __future__ import annotations

import argparse
import json
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from fnmatch import fnmatch
from importlib.util import find_spec
from pathlib import Path
from typing import Any

__all__ = ["NORMATIVE", "PARTS", "arguments", "differences", "expectation"]

CASES = Path(__file__).parent / "cases"
# The one that belongs to this Python, if it has one: nobody need have put it on the path.
_PROGRAM = f"{shlex.quote(sys.executable)} -m budgetperf" if find_spec("budgetperf") else "budgetperf"
COMMAND = f"{_PROGRAM} review {{filing}} --rulebook {{rulebook}} --previous {{previous}} --format json"
SECONDS = 120
# What the entries of a ledger are worth listing for; the others are counted.
_QUIET = ("holds", "within_rounding", "not_applicable")

Data = Any


def _pick(value: Mapping[str, Data], *names: str) -> dict[str, Data]:
    return {name: value[name] for name in names}


def _verdict(review: Data) -> Data:
    return review["verdict"]


def _findings(review: Data) -> Data:
    found = [_pick(one, "code", "severity", "path", "stated", "expected", "difference") for one in review["findings"]]
    return sorted(found, key=lambda one: [str(value) for value in one.values()])


def _scores(review: Data) -> Data:
    names = ("path", "kind", "stated", "recomputed", "grade")
    return [_pick(one, *names) | {"execution": _row(one["execution"])} for one in review["scorecards"]]


def _rows(review: Data) -> Data:
    return [_row(row) for one in review["scorecards"] for row in one["indicators"]]


def _row(row: Data) -> Data:
    return None if row is None else _pick(row, "path", "weight", "stated", "recomputed", "standing", "rule")


def _rates(review: Data) -> Data:
    return [_pick(one, "id", "value", "score") for one in review["rates"]]


def _ledger(review: Data) -> Data:
    loud = [one for one in review["ledger"]["entries"] if one["outcome"] not in _QUIET]
    listed = [_pick(one, "id", "outcome", "residual") for one in loud]
    return {"counts": review["ledger"]["counts"], "entries": sorted(listed, key=lambda one: str(one["id"]))}


def _diagnoses(review: Data) -> Data:
    first = [one for one in review["diagnoses"] if one["rank"] == 1]
    names = ("path", "stated", "proposed", "pattern")
    return [[[_pick(cell, *names) for cell in change["any_of"]] for change in one["changes"]] for one in first]


PARTS: Mapping[str, Callable[[Data], Data]] = {
    "verdict": _verdict,
    "findings": _findings,
    "scores": _scores,
    "rows": _rows,
    "rates": _rates,
    "ledger": _ledger,
    "diagnoses": _diagnoses,
}
"""What is compared of a review, by the name of the part."""

NORMATIVE = ("verdict", "findings", "scores", "rows", "rates")
"""The parts that every program must agree on; the others say how this one got there."""


def expectation(review: Data, parts: Sequence[str]) -> dict[str, Data]:
    """The parts of a review that a case may pin down."""
    return {part: PARTS[part](review) for part in parts}


def differences(expected: Data, found: Data, at: str = "") -> Iterator[str]:
    """Where two pieces of plain data differ, one line each."""
    if isinstance(expected, dict) and isinstance(found, dict) and expected.keys() == found.keys():
        for key, value in expected.items():
            yield from differences(value, found[key], f"{at}.{key}" if at else key)
    elif isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        for index, value in enumerate(expected):
            yield from differences(value, found[index], f"{at}[{index}]")
    elif expected != found:
        wanted, got = (json.dumps(value, ensure_ascii=False) for value in (expected, found))
        yield f"{at}: expected {wanted}, found {got}"


def arguments(command: str, values: Mapping[str, str | None]) -> list[str]:
    """
    A command for one case.

    >>> arguments("check {filing} --last {previous} --rules={rulebook}", {"filing": "a.json", "previous": None,
    ...           "rulebook": "hunan-2022"})
    ['check', 'a.json', '--rules=hunan-2022']
    """
    found: list[str] = []
    for word in shlex.split(command):
        missing = [name for name, value in values.items() if value is None and f"{{{name}}}" in word]
        if missing:
            if not word.startswith("-") and found and found[-1].startswith("-"):
                found.pop()
            continue
        for name, value in values.items():
            word = word.replace(f"{{{name}}}", value or "")  # noqa: PLW2901 - the word, filled in
        found.append(word)
    return found


def _run(command: str, folder: Path, case: Data, parts: Sequence[str]) -> Iterator[str]:
    """What is wrong with one case."""
    files = {name: str(folder / case[name]) if case[name] else None for name in ("filing", "previous")}
    words = arguments(command, {**files, "rulebook": case["rulebook"]})
    try:
        done = subprocess.run(words, check=False, capture_output=True, timeout=SECONDS)  # noqa: S603 - the caller's own
        review = json.loads(done.stdout)
        expected = {part: value for part, value in case["expected"].items() if part in parts}
        yield from differences(expected, expectation(review, tuple(expected)))
    except subprocess.TimeoutExpired:
        yield f"no answer within {SECONDS} seconds"
    except OSError as error:
        yield f"cannot be run: {error}"
    except ValueError:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        yield f"printed no JSON (exit status {done.returncode}){': ' + said[-1] if said else ''}"
    except (KeyError, TypeError) as error:
        yield f"its JSON is no review: {type(error).__name__} {error}"


def main(words: Sequence[str] | None = None) -> int:
    """Run every case; 0 where all agree, 1 where one does not, 2 where there is none."""
    parser = argparse.ArgumentParser(description="Run the conformance corpus.")
    parser.add_argument("--command", default=COMMAND, help="default: %(default)s")
    parser.add_argument("--cases", type=Path, default=CASES, help="folder of the cases")
    parser.add_argument("--only", default="*", help="pattern of the names of cases, such as 'bp3*'")
    parser.add_argument("--parts", default=",".join(NORMATIVE), help=f"of {','.join(PARTS)}; default: %(default)s")
    asked = parser.parse_args(words)
    parts = asked.parts.split(",")
    unknown = [part for part in parts if part not in PARTS]
    if unknown:
        parser.error(f"no part is called {unknown[0]!r}; there are {', '.join(PARTS)}")
    every = [path.parent for path in sorted(asked.cases.glob("*/expected.json"))]
    folders = [folder for folder in every if fnmatch(folder.name, asked.only)]
    failed = 0
    for folder in folders:
        case = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
        wrong = list(_run(asked.command, folder, case, parts))
        failed += bool(wrong)
        print("\n".join([f"{'FAILED' if wrong else 'ok'}  {folder.name}", *(f"  {line}" for line in wrong)]))
    print(f"{len(folders) - failed} of {len(folders)} cases agree")
    return 2 if not folders else 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
