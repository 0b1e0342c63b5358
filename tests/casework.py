"""The worked cases of `cases/*.yaml` as plain data, and what a case states as values of the model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from budgetperf.domain.finding import Clause
from budgetperf.domain.model import Budget, Execution, FundRow, Funds, Indicator, LevelWeight, Scorecard
from budgetperf.formats.plain.yaml_text import read_yaml
from budgetperf.formats.rulebooks import load_rulebook, shipped_rulebooks
from budgetperf.scoring.row_score import RowScore
from budgetperf.scoring.score import score

__all__ = [
    "BOOKS",
    "EXECUTIONS",
    "FILES",
    "INDICATORS",
    "Case",
    "budget_of",
    "card_of",
    "each",
    "number",
    "read_file",
    "row_of",
    "said",
    "scored",
    "section",
]

Case = dict[str, Any]
# The books of single rates have cases, and a runner, of their own.
RATE_BOOKS = ("framework-2013", "hunan-rates", "yueyang-rates")
RATE_CASES = "rates.yaml"
BOOKS = [book for book in shipped_rulebooks() if book.name not in RATE_BOOKS]


def read_file(path: Path) -> dict[str, Any]:
    """A YAML file that holds sections."""
    found = read_yaml(path.read_bytes())
    assert isinstance(found, dict)
    return found


FILES: dict[str, dict[str, list[Case]]] = {
    path.name: read_file(path)
    for path in sorted((Path(__file__).parent / "cases").glob("*.yaml"))
    if path.name != RATE_CASES
}


def section(*names: str) -> list[Case]:
    """Every case of some sections, of all files."""
    return [case for file in FILES.values() for name in names for case in file.get(name, ())]


def each(cases: Iterable[Case]) -> pytest.MarkDecorator:
    """Every case, under every rulebook that it names."""
    pairs = [(case, name) for case in cases for name in case["rulebook"]]
    return pytest.mark.parametrize(("case", "book"), pairs, ids=[f"{case['name']}-{name}" for case, name in pairs])


def _of_ladder(case: Case) -> Iterator[Case]:
    """The cases of a ladder: one sentence, one target, and what each actual earns."""
    for actual, points in case["steps"]:
        low, high = points if isinstance(points, list) else (points, points)
        budget = "revised" in case["input"]
        yield {
            "name": f"{case['name']}：{actual}",
            "rulebook": case["rulebook"],
            "input": {**case["input"], "spent" if budget else "actual": actual, "points": None},
            "expected": {"low": low, "high": high, "standing": None, "rule": case["rule"]},
            "clause": case["clause"],
        }


def _of_judged(case: Case) -> Iterator[Case]:
    """The cases of a judged row: one interval, and how each stated score stands to it."""
    for points, standing in case["stated"].items():
        yield {
            **case,
            "name": f"{case['name']}：{points}",
            "input": {**case["input"], "points": points},
            "expected": {**case["expected"], "standing": standing},
        }


_LADDERS = [step for case in section("ladders") for step in _of_ladder(case)]
INDICATORS = [
    *section("indicators"),
    *(step for step in _LADDERS if "actual" in step["input"]),
    *(one for case in section("judged") for one in _of_judged(case)),
]
EXECUTIONS = [*section("execution"), *(step for step in _LADDERS if "spent" in step["input"])]


def said(clause: Clause | None) -> str | None:
    """A clause as the cases write it: document（number） · place."""
    if clause is None:
        return None
    numbered = f"（{clause.number}）" if clause.number not in {None, "无文号"} else ""
    return " · ".join(filter(None, (f"{clause.document}{numbered}", clause.place)))


def number(text: str | None) -> Decimal | None:
    """A figure of a case; equal figures may be written with different zeros."""
    return None if text is None else Decimal(text)


def row_of(stated: Case) -> Indicator:
    """An indicator as a case states it."""
    return Indicator(**{"name": "指标", "level1": "产出指标", **stated})


def budget_of(stated: Case | None) -> Budget:
    """A budget as a case states it."""
    if stated is None:
        return Budget()
    funds = Funds(initial=stated.get("initial"), revised=stated["revised"], spent=stated["spent"])
    total = FundRow(name="年度资金总额", role="total", funds=funds)
    return Budget(rows=[total], execution=Execution(weight=stated.get("weight"), points=stated.get("points")))


def card_of(stated: Case) -> Scorecard:
    """A card that prints these level-1 weights."""
    levels = [LevelWeight(level1=name, weight=weight) for name, weight in stated.items() if name != "execution"]
    return Scorecard(
        kind="project", budget=Budget(execution=Execution(weight=stated["execution"])), stated_weights=levels
    )


def scored(stated: Case, book: str) -> RowScore:
    """An indicator as it is scored on a card of its own."""
    return score(Scorecard(kind="project", indicators=[row_of(stated)]), load_rulebook(book)).rows[0]
