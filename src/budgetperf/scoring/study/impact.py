"""What another rulebook does to given scorecards: whose score and grade change, which rows, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs
from attrs import field, frozen

from budgetperf.domain.model import Filing, Scorecard
from budgetperf.domain.rates import ControlRate, control_rates
from budgetperf.scoring.row_score import RowScore
from budgetperf.scoring.rulebook import CASES, Rulebook
from budgetperf.scoring.score import Score, score
from budgetperf.scoring.study.differences import differences

__all__ = ["CardImpact", "RowImpact", "impact"]


@frozen(kw_only=True)
class RowImpact:
    """
    A row that the two rulebooks do not score alike.

    Attributes:
        old: Its score under the first rulebook, with rules and trace.

        new: Its score under the second.

        causes: The sections (``positive.lower``, ``rounding``) any one of which changes the row if it alone is taken
            over from the second rulebook; where none does so alone, every section that differs.
    """

    old: RowScore
    new: RowScore
    causes: tuple[str, ...] = field(default=(), converter=tuple[str, ...])


@frozen(kw_only=True)
class CardImpact:
    """
    A scorecard under two rulebooks.

    Attributes:
        old: Its score under the first rulebook.

        new: Its score under the second.

        rows: The rows that change, the execution row first.

        causes: The sections any one of which changes the total or the grade; as for a row.
    """

    old: Score
    new: Score
    rows: tuple[RowImpact, ...] = field(default=(), converter=tuple[RowImpact, ...])
    causes: tuple[str, ...] = field(default=(), converter=tuple[str, ...])

    @property
    def score_changes(self) -> bool:
        """Whether the recomputed total changes."""
        return (self.old.low, self.old.high) != (self.new.low, self.new.high)

    @property
    def grade_changes(self) -> bool:
        """Whether the grade of either end changes."""
        return _grades(self.old) != _grades(self.new)


def impact(filing: Filing, old: Rulebook, new: Rulebook) -> tuple[CardImpact, ...]:
    """
    Score every card that has points under two rulebooks, whatever their budget years, and lay the results side by side.

    >>> from budgetperf.domain.model import Indicator
    >>> from budgetperf.formats.rulebooks import load_rulebook
    >>> book = load_rulebook("mof-2020")
    >>> whole = attrs.evolve(book, rounding=attrs.evolve(book.rounding, row=0))
    >>> row = Indicator(name="采购册数", target="≥90册", actual="83册", weight="10")
    >>> (found,) = impact(Filing(scorecards=[Scorecard(kind="project", indicators=[row])]), book, whole)
    >>> found.old.high, found.new.high, found.rows[0].causes
    (Decimal('9.22'), Decimal('9'), ('rounding',))
    """
    steps = _steps(old, new)
    rates = control_rates(filing)
    return tuple(
        _of_card(card, f"scorecards[{index}]", (old, new), steps, rates)
        for index, card in enumerate(filing.scorecards)
        if card.kind.is_scored
    )


def _steps(old: Rulebook, new: Rulebook) -> Mapping[str, Rulebook]:
    """The first rulebook with one section of the second, for each section of which a value differs."""
    found: dict[str, Rulebook] = {}
    for difference in differences(old, new):
        name, _, rest = difference.section.partition(".")
        if name in CASES:
            cases = attrs.evolve(getattr(old, name), **{rest: getattr(getattr(new, name), rest)})
            found[difference.section] = _with(old, name, cases)
        elif name not in _NO_REASONS:
            found[name] = _with(old, name, getattr(new, name))
    return found


# No score depends on these.
_NO_REASONS = ("years", "supersedes", "explanation", "alerts", "waivers")


def _with(book: Rulebook, section: str, value: Any) -> Rulebook:
    return attrs.evolve(book, **{section: value})


def _of_card(
    card: Scorecard,
    path: str,
    books: tuple[Rulebook, Rulebook],
    steps: Mapping[str, Rulebook],
    rates: Iterable[ControlRate],
) -> CardImpact:
    before, after = (score(card, book, path=path, rates=rates) for book in books)
    between = {name: score(card, book, path=path, rates=rates) for name, book in steps.items()}
    rows = []
    for index, (one, other) in enumerate(zip(_rows(before), _rows(after), strict=True)):
        if _worth(one) != _worth(other):
            changed = [name for name, found in between.items() if _worth(_rows(found)[index]) != _worth(one)]
            rows.append(RowImpact(old=one, new=other, causes=changed or list(steps)))
    causes: list[str] = []
    if _total(before) != _total(after):
        causes = [name for name, found in between.items() if _total(found) != _total(before)] or list(steps)
    return CardImpact(old=before, new=after, rows=rows, causes=causes)


def _rows(found: Score) -> tuple[RowScore, ...]:
    return (found.execution, *found.rows) if found.execution is not None else found.rows


def _worth(row: RowScore) -> tuple[object, ...]:
    return row.low, row.high, row.basis


def _grades(found: Score) -> tuple[str | None, ...]:
    return tuple(None if grade is None else grade.title for grade in (found.grade_low, found.grade_high))


def _total(found: Score) -> tuple[object, ...]:
    return found.low, found.high, *_grades(found)
