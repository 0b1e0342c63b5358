"""Ask a grade table that is a Python function about every total that a card can have."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from attrs import frozen

from budgetperf.domain.rounding import written
from budgetperf.scoring.laws.violation import Law, Trial, Violation
from budgetperf.testing.answers import Refusal, shortened
from budgetperf.testing.arguments import ArgumentError

__all__ = ["verify_grades"]

_TOTALS = tuple(written(hundredths, 2) for hundredths in range(10_001))
_NO_GRADE = "—"


@frozen
class _Run:
    """Neighbouring totals that have one grade; None where they have none."""

    grade: object
    totals: tuple[Decimal, ...]

    @property
    def plainest(self) -> Decimal:
        """The total with the fewest digits."""
        return min(self.totals, key=lambda total: (len(_text(total)), total))


def verify_grades(function: Callable[[Decimal], object], *, name: str | None = None) -> tuple[Violation, ...]:
    """
    Ask a function about every total from 0 to 100 in steps of 0.01, which are all that a card can have.

    Every total has a grade, and what has one grade is one stretch of totals: a better total never falls back.

    Args:
        function: From a total to its grade; None (or empty text) is no grade.

        name: What to call it; its own name if none is given.

    >>> def table(total):
    ...     return "优" if total > 90 else "良" if 80 <= total < 90 else "中" if total >= 60 and total < 80 else (
    ...         "差" if total < 60 else None)
    >>> [str(trial) for violation in verify_grades(table) for trial in violation.trials]
    ['total=90 → —']
    """
    if not callable(function):
        raise ArgumentError(
            f"应为函数 (total) -> 等级，实际为 {type(function).__name__}",
            f"expected a function (total) -> grade, not {type(function).__name__}",
        )
    title = name or str(getattr(function, "__name__", type(function).__name__))
    found = groupby(_TOTALS, key=lambda total: _grade(function, total))
    runs = [_Run(grade, tuple(totals)) for grade, totals in found]
    return (*_gaps(runs, title), *_falls(runs, title))


def _grade(function: Callable[[Decimal], object], total: Decimal) -> object:
    try:
        return function(total) or None
    except Exception as error:  # noqa: BLE001 - whatever it raises is the counterexample
        return Refusal(shortened(f"{type(error).__name__}: {error}"))


def _text(total: Decimal) -> str:
    text = f"{total:f}"
    return text.rstrip("0").rstrip(".")


def _trial(run: _Run, total: Decimal) -> Trial:
    match run.grade:
        case None:
            outcome = _NO_GRADE
        case Refusal():
            outcome = run.grade.text
        case _:
            outcome = str(run.grade)
    return Trial(given={"total": _text(total)}, outcome=outcome)


def _gaps(runs: Sequence[_Run], name: str) -> Iterator[Violation]:
    for run in runs:
        if run.grade is None or isinstance(run.grade, Refusal):
            yield Violation(law=Law.GRADES, rule=name, path="grades", trials=[_trial(run, run.plainest)], expected="1")


def _falls(runs: Sequence[_Run], name: str) -> Iterator[Violation]:
    """Grades that come back after another one."""
    named = [run for run in runs if run.grade is not None and not isinstance(run.grade, Refusal)]
    for index, run in enumerate(named):
        before = [place for place, other in enumerate(named[:index]) if other.grade == run.grade]
        if before and before[-1] < index - 1:
            trials = [_trial(one, one.plainest) for one in (named[before[-1]], named[index - 1], run)]
            yield Violation(law=Law.MONOTONE, rule=name, path="grades", trials=trials)
