"""
What is said twice (X14): in goals, in rows of cards, and in two reports, and which place is held against which.

``ledgers/repeats.txt`` has every combination of a few rows, goals and paragraphs that tell of the same things;
``python tests/reconciliation/prose/test_repeat_ledger.py`` writes it anew, after a deliberate change. Read the
difference.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import attrs
import pytest
from quoting import CLEAN, ledger

import budgetperf as bp
from budgetperf.domain.quantity import Quantity, as_quantity
from budgetperf.reconciliation.prose.repeats import _is_evidence

LEDGER = Path(__file__).parents[2] / "ledgers" / "repeats.txt"
VISITS, TRAINING, PAPERS = ("走访企业数量", "≥45家", "45家"), ("培训人次", "120", "130"), ("资料", "=5000份", "4999份")
# Which rows the two project cards have.
ROWS = {
    "no rows": ((), ()),
    "rows of one card": ((VISITS, TRAINING, PAPERS), ()),
    "rows of both cards": ((VISITS, TRAINING), (VISITS, ("举办培训人次数", "120人次", "＝130人次"))),
    "rows in words": (
        (
            (
                "主要工作",
                "走访企业45家，培训120人次，发放资料5000份，举办讲座12场",
                "走访企业54家，培训130人次，发放资料5000份，举办讲座12场",
            ),
        ),
        (("其他工作", "走访企业45家，举办讲座12场", "走访企业40家，发放资料5000份，举办讲座12场"),),
    ),
    "a row twice": ((VISITS, TRAINING, VISITS), (("走访企业", "45户", "四十五家"),)),
}
GOALS = {
    "no goals": ("", ""),
    "goals": ("走访企业45家，培训120人次，发放资料5000份。", "走访企业45家，培训130人次，发放资料5000份，满意度96%。"),
    "goals that differ": ("走访企业40家，走访企业45家。", "已走访企业54家；培训130人次，发放资料5000份，满意度96%。"),
}
DEPARTMENT = {
    "told": "全年走访企业45家，培训130人次，发放资料5000份，满意度96%。",
    "told otherwise": "全年走访企业54家，培训130人次，发放资料5000份，满意度95%，年初计划走访企业40家。",
    "told of a part": "全县走访企业54家。其中培训130人次（含网上），馆藏数字化加工项目发放资料4999份。",
}
PROJECT = {
    "told": "走访企业45家，培训130人次，发放资料5000份，满意度96%。",
    "told otherwise": "走访企业54家，其中走访企业9家，培训130人次，发放资料5000份，走访企业年度目标45家。",
    "nothing": "",
}


# A number in a row, as people write it.
CELLS = (
    *(
        "45",
        "45家",
        "≥45家",
        "≤45家",
        "≧45",
        "≦45家",
        "＞45家",
        "＜45家",
        ">45家",
        "<45家",
        ">=45家",
        "=45家",
        "＝45家",
    ),
    *(
        "４５家",
        "45 家",
        " 45家 ",
        "4,5家",
        "45.0家",
        "４５．０家",
        "45余家",
        "45左右",
        "4-5家",
        "四十五家",
        "45万家",
        "45人",
    ),
)
NAMES = (
    "走访企业",
    "走访企业数",
    "走访企业数量",
    "走访企业次数",
    "走访企业家数",
    "“走访”企业数量",
    "《走访》企业",
    "全年走访企业",
    "走访",
)


def filing(rows: str, goals: str, department: str, project: str) -> bp.Filing:
    """A filing that says no more than this."""
    cards = [attrs.evolve(card, goals=(), indicators=()) for card in CLEAN.scorecards]
    for index, own in enumerate(ROWS[rows], start=1):
        indicators = [row(*cells) for cells in own]
        cards[index] = attrs.evolve(cards[index], indicators=indicators)
    expected, actual = GOALS[goals]
    cards[1] = attrs.evolve(cards[1], goals=[bp.Goal(expected=expected or None, actual=actual or None)])
    reports = []
    for report, text in zip(CLEAN.reports, (DEPARTMENT[department], PROJECT[project], ""), strict=False):
        first, *_ = report.sections
        reports.append(
            attrs.evolve(report, sections=[attrs.evolve(first, title="主要工作", paragraphs=[text] if text else [])])
        )
    return attrs.evolve(CLEAN, scorecards=cards, reports=reports)


def lines() -> Iterator[str]:
    """Every combination, and each line of the ledger that is about one figure and others."""
    yield from (f"{name}: {text}" for part in (DEPARTMENT, PROJECT, GOALS) for name, text in part.items())
    for names in product(ROWS, GOALS, DEPARTMENT, PROJECT):
        yield f"── {', '.join(names)}"
        yield from ties(filing(*names))
    usual = filing("rows of one card", "goals", "told", "nothing")
    for cell in CELLS:
        yield f"── {cell!r} as target and as actual"
        cells = {"target": bp.Target(cell), "actual": bp.Actual(cell)}
        yield from ties(bp.replace(usual, "scorecards[1].indicators", [row(NAMES[0], **cells)]), "indicators")
    for target, actual in ((None, "45家"), ("45家", None), (None, None), (bp.Unreadable("45家"), "45家")):
        yield f"── {target} and {actual}"
        yield from ties(bp.replace(usual, "scorecards[1].indicators", [row(NAMES[0], target, actual)]), "indicators")
    yield "── short names, of which another card has the rows"
    rows = [row(name, cell, cell) for name, cell in (("走访企业", "45家"), ("培训", "130人次"), ("发资料", "4999份"))]
    whole = bp.replace(filing("no rows", "no goals", "told", "nothing"), "scorecards[1].indicators", rows)
    text = "走访企业45家，培训130人次，发资料5000份。"
    yield from ties(bp.replace(whole, "reports[0].sections[0].paragraphs", [text]))
    for name in NAMES:
        yield f"── {name} as name of a row"
        yield from ties(bp.replace(usual, "scorecards[1].indicators", [row(name, "50家", "45家")]), "indicators")


def row(name: str, target: object, actual: object) -> bp.Indicator:
    """A row of a card."""
    return bp.Indicator(level1="产出指标", name=name, target=target, actual=actual)  # type: ignore[arg-type] # or a text


def ties(whole: bp.Filing, of: str = "") -> Iterator[str]:
    """The figures of a filing that stand in several places, one of them of some kind."""
    for entry in ledger(whole):
        if entry.code == "X14" and any(of in path for path in entry.paths):
            one, *others = (f"{bp.look_up(whole, path)} ({path})" for path in entry.paths)
            reason = "" if entry.reason is None else f" {entry.reason.key} {dict(entry.reason.values)}"
            yield f"  {one} {entry.outcome} {', '.join(others)}{reason}"


def test_line_by_line() -> None:
    """The same figures are held against the same others as ever."""
    assert LEDGER.read_text(encoding="utf-8").splitlines() == [*lines()]


@pytest.mark.parametrize(
    ("pairs", "evidence"),
    [
        ("", False),
        # Figures of two digits tell as much as four small ones, and five small ones are enough.
        ("12次 12次", False),
        ("12次 12次 9次 9次", True),
        ("10次 10次 1次 1次", True),
        ("9次 9次 9次 9次 9次 9次 9次 9次", False),
        ("9次 9次 9次 9次 9次 9次 9次 9次 1次 1次", True),
        ("12万元 12万元 9.99万元 9.99万元", True),
        ("9.99万元 9.99万元 9.99万元 9.99万元", False),
        # Rates agree by chance, and nothing agrees with nothing.
        ("99% 99% 98% 98% 97% 97%", False),
        ("12次 12次 99% 99%", False),
        ("12次 12次 0次 0次", False),
        # One of them may differ, but not two.
        ("12次 12次 12次 12次 1次 2次", True),
        ("12次 12次 12次 12次 1次 2次 3次 4次", False),
        ("12次 13次", False),
    ],
)
def test_evidence(pairs: str, evidence: bool) -> None:  # noqa: FBT001 - a column of the table above
    """Whether so many figures agree that it can be no chance."""
    figures: list[Quantity] = [as_quantity(text) for text in pairs.split()]
    assert evidence is _is_evidence(zip(figures[::2], figures[1::2], strict=True))


if __name__ == "__main__":
    LEDGER.write_text("\n".join(lines()) + "\n", encoding="utf-8")
