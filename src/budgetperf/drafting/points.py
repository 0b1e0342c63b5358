"""What the reports say of points: the total and its grade, the parts of a card, and every point that was lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from attrs import frozen

from budgetperf.domain.model import Scorecard
from budgetperf.domain.names import level_name
from budgetperf.domain.written import EXACT, is_none
from budgetperf.drafting.wording import points_told
from budgetperf.scoring.row_score import points_or_none
from budgetperf.scoring.rulebook import Rulebook

__all__ = ["EXECUTION", "Lost", "Part", "counted", "lost", "parts_of", "told_part", "told_parts", "told_total"]

EXECUTION = "预算执行指标"
_ENDS = "。；;，,、 "


@frozen(kw_only=True)
class Part:
    """A level-1 part of a card, or its budget execution, with its weight and its points."""

    name: str
    weight: Decimal
    points: Decimal


@frozen(kw_only=True)
class Lost:
    """
    A row that has less than its weight.

    Attributes:
        name: Its name.

        sentence: What is told of it.

        explained: Whether the card states the reason, or has no cell for one.
    """

    name: str
    sentence: str
    explained: bool


def told_total(card: Scorecard, book: Rulebook, whose: str) -> str | None:
    """The total as 总分 states it, with its grade; None where it is blank."""
    stated = points_or_none(card.stated_points)
    if stated is None or stated < 0:
        return None
    grade = book.grade(stated)
    return f"{whose}自评得分{points_told(stated)}{'' if grade is None else f'，等级为{grade.title}'}。"


def parts_of(card: Scorecard) -> tuple[Part, ...]:
    """Budget execution, then each level-1 part all of whose rows state weight and points."""
    found: dict[str, list[tuple[Decimal | None, Decimal | None]]] = {}
    execution = card.budget.execution
    if execution.weight is not None:
        found[EXECUTION] = [(points_or_none(execution.weight), points_or_none(execution.points))]
    for row in card.indicators:
        name = "".join((row.level1 or "").split())
        if name and not (row.weight is None and row.points is None):
            found.setdefault(level_name(name), []).append((points_or_none(row.weight), points_or_none(row.points)))
    parts = (_part(name, rows) for name, rows in found.items())
    return tuple(part for part in parts if part is not None)


def _part(name: str, rows: list[tuple[Decimal | None, Decimal | None]]) -> Part | None:
    weight = points = Decimal(0)
    for most, got in rows:
        if most is None or got is None or most < 0 or got < 0:
            return None
        weight, points = EXACT.add(weight, most), EXACT.add(points, got)
    return Part(name=name, weight=weight, points=points)


def told_parts(parts: Iterable[Part]) -> str | None:
    """One sentence of several parts."""
    told = "；".join(map(told_part, parts))
    return f"{told}。" if told else None


def told_part(part: Part) -> str:
    """
    The weight and the points of a part.

    >>> told_part(Part(name="产出指标", weight=Decimal(30), points=Decimal("29.50")))
    '产出指标分值30分，得分29.5分'
    """
    # Every figure stands behind 指标 or 得分, so that nobody takes the points of a part for those of the card.
    return f"{part.name}分值{points_told(part.weight)}，得分{points_told(part.points)}"


def counted(card: Scorecard) -> str | None:
    """How many rows have their full weight; None where one of them states no points."""
    rows = [
        (points_or_none(row.weight), points_or_none(row.points)) for row in card.indicators if row.weight is not None
    ]
    known = [(most, got) for most, got in rows if most is not None and got is not None and most > 0 and got >= 0]
    if not rows or len(known) < len(rows):
        return None
    full = sum(got >= most for most, got in known)
    if full == len(rows):
        return f"共设三级指标{len(rows)}项，得分全部为满分。"
    if full == 0:
        return f"共设三级指标{len(rows)}项，均有扣分。"
    return f"共设三级指标{len(rows)}项，其中得满分的指标{full}项，扣分的指标{len(rows) - full}项。"


def lost(card: Scorecard) -> Iterator[Lost]:
    """Each row that has less than its weight: weight, points, the difference, and the reason that the card states."""
    execution = card.budget.execution
    # The fund block has no cell for a reason.
    yield from _lost(EXECUTION, execution.weight, execution.points, None, has_note=False)
    for row in card.indicators:
        name = "".join(row.name.split())
        yield from _lost(f"指标“{name}”", row.weight, row.points, row.deviation_note)


def _lost(name: str, weight: object, points: object, note: str | None, *, has_note: bool = True) -> Iterator[Lost]:
    if not isinstance(weight, Decimal) or not isinstance(points, Decimal) or not 0 <= points < weight:
        return
    less = points_told(EXACT.subtract(weight, points))
    reason = "" if is_none(note) else "".join((note or "").split()).strip(_ENDS).replace("。", "；")
    why = f"，原因：{reason}" if reason else ""
    sentence = f"{name}分值{points_told(weight)}，得分{points_told(points)}，扣{less}{why}。"
    yield Lost(name=name, sentence=sentence, explained=bool(reason) or not has_note)
