"""P13: rows with the same target and the same actual earn the same share of their weight."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from attrs import frozen

from budgetperf.checks.case import Case, Checked, Ruling, without_answers, without_cards
from budgetperf.checks.clauses import CHOSEN
from budgetperf.checks.stated import is_explained, text
from budgetperf.domain.finding import Finding, Severity
from budgetperf.domain.model import Indicator
from budgetperf.domain.rounding import exact
from budgetperf.domain.statement import Bound, Statement
from budgetperf.scoring.comparison import reading_of
from budgetperf.scoring.row_score import RowScore, Standing

__all__ = ["check_alike"]

_NAMED = 3
_SETTLED = (Standing.EQUAL, Standing.EXPLAINED)


@frozen
class _Row:
    indicator: Indicator
    score: RowScore

    @property
    def share(self) -> Fraction:
        return exact(self.score.stated or Decimal(0)) / exact(self.score.weight or Decimal(1))

    def earns_like(self, other: _Row) -> bool:
        """Whether both earn the same share: mostly they state the same points of the same weight."""
        here, there = self.score, other.score
        return (here.stated == there.stated and here.weight == there.weight) or self.share == other.share


def check_alike(case: Case) -> Iterator[Checked]:
    """Every group of rows that say the same."""
    yield from without_cards(case, "P13")
    yield from without_answers(case, "P13")
    for index, score in enumerate(case.scores):
        if not score.kind.is_evaluation:
            continue
        groups: dict[object, list[_Row]] = {}
        for indicator, row in zip(case.filing.scorecards[index].indicators, score.rows, strict=True):
            target, actual = reading_of(indicator.target), reading_of(indicator.actual)
            if row.weight and row.weight > 0 and row.stated is not None and target is not None and actual is not None:
                # 100 to be reached and 100 not to be exceeded are not the same target.
                direction = row.stance and row.stance.direction
                groups.setdefault((_said(target), _said(actual), direction), []).append(_Row(indicator, row))
        alike = [_group(rows) for rows in groups.values() if len(rows) > 1]
        yield from alike or [Ruling(code="P13", path=f"scorecards[{index}].indicators").not_applicable("none_alike")]


def _said(statement: Statement) -> object:
    """What a target or actual says, in whatever spelling: 99% is 99.0%, 不少于5次 is ≥5次."""
    return (statement.operator, statement.quantity) if isinstance(statement, Bound) else statement.text


def _group(rows: Sequence[_Row]) -> Checked:
    ruling = Ruling(code="P13", path=rows[0].score.path)
    # Rounding may give different shares for one attainment; what a rule explains is not a contradiction.
    if all(row.score.standing in _SETTLED for row in rows) or all(row.earns_like(rows[0]) for row in rows[1:]):
        return ruling.holds()
    shares = Counter([row.share for row in rows])
    right = {row.share for row in rows if row.score.standing is Standing.EQUAL}
    usual = max(shares, key=lambda share: (shares[share], share in right))
    peers = [row for row in rows if row.share == usual]
    odd = [row for row in rows if row.share != usual and not is_explained(row.indicator)]
    if not odd:
        return ruling.holds("explained_by_note")
    named = "、".join(f"{row.score.label} {row.score.stated:f}/{row.score.weight:f}" for row in peers[:_NAMED])
    return ruling.violated(
        *(
            Finding(
                code="BP207",
                severity=Severity.WARNING,
                path=f"{row.score.path}.points",
                stated=text(row.score.stated),
                clause=CHOSEN,
                details={
                    "target": row.indicator.target,
                    "actual": row.indicator.actual,
                    "weight": text(row.score.weight),
                    "alike": named,
                    "more": len(peers) if len(peers) > _NAMED else None,
                },
                entry=f"P13:{rows[0].score.path}",
            )
            for row in odd
        )
    )
