"""Search a rule that is a Python function for inputs on which it breaks a law of scoring."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from budgetperf.domain.record import Direction
from budgetperf.errors import BudgetPerfError
from budgetperf.scoring.laws.violation import Law, Violation
from budgetperf.scoring.rule import RuleFunction, weights_of
from budgetperf.scoring.rulebook import CASES
from budgetperf.testing.answers import asking
from budgetperf.testing.arguments import ArgumentError, chosen
from budgetperf.testing.inquiry import EXAMPLES, EXECUTION, Inquiry

__all__ = ["verify_function"]

T = TypeVar("T")
_MOST_PLACES = 10


def verify_function(
    function: RuleFunction,
    *,
    direction: Direction | str | None = None,
    case: str | None = None,
    weights: Iterable[Decimal | int | str] = (),
    jumps: Iterable[Fraction | Decimal | int | str] = (),
    places: int | None = None,
    waive: Iterable[Law | str] = (),
    name: str | None = None,
    max_examples: int = EXAMPLES,
) -> tuple[Violation, ...]:
    """
    Search a function for inputs on which it breaks a law of scoring. None found is no proof, but a good sign.

    Args:
        function: From target, actual and weight, as exact fractions in one unit, to points before rounding: a
            Fraction, Decimal or int. Anything else that it returns, and whatever it raises, is a violation.

        direction: Which way is better: ``higher``, ``lower`` or ``equal``. For budget execution it is not needed.

        case: ``positive``, ``zero`` or ``negative`` asks for targets of that sign only; ``execution`` gives the
            function the budget as target and what was spent as actual. None asks for every target.

        weights: The weights that it is written for; then it need not be proportional to them. None means every weight.

        jumps: Where it jumps on purpose, as actual ÷ target; for a target of zero, as the actual itself.

        places: The decimal places to which it rounds by itself; None where it gives exact points, as it should.

        waive: Laws that it breaks on purpose.

        name: What to call it; its own name if none is given.

        max_examples: How long to search.

    Returns:
        At most one violation for each law and case, each with the plainest counterexample, the same in every run.

    Raises:
        ArgumentError: There is no such direction, case or law.

    >>> def reverse(target, actual, weight):
    ...     return weight if actual <= target else max(0, weight * (2 - actual / target))
    >>> verify_function(reverse, direction="lower", case="positive")
    ()
    >>> for violation in verify_function(reverse, direction="lower", case="zero"):
    ...     print(violation.law, *violation.trials)
    total target=0, actual=1, weight=10 → ZeroDivisionError: Fraction(1, 0)
    """
    if not callable(function):
        raise ArgumentError(
            f"应为函数 (target, actual, weight) -> 得分，实际为 {type(function).__name__}",
            f"expected a function (target, actual, weight) -> points, not {type(function).__name__}",
        )
    if places is not None and places not in range(_MOST_PLACES + 1):
        raise ArgumentError(
            f"places 应为 0 至 {_MOST_PLACES} 的整数，实际为 {places!r}",
            f"places is a whole number from 0 to {_MOST_PLACES}, not {places!r}",
        )
    inquiry = Inquiry(
        ask=asking(function),
        weights=_read("weights", lambda: weights_of(weights)),
        jumps=_read("jumps", lambda: tuple(Fraction(jump) for jump in jumps)),
        step=Fraction(0) if places is None else Fraction(1, 10**places),
        waived=_laws(waive),
        max_examples=max_examples,
    )
    title = name or str(getattr(function, "__name__", type(function).__name__))
    asked = [(one, _direction(direction, one)) for one in _cases(case)]
    return tuple(violation for one, better in asked for violation in inquiry.violations(one, better, name=title))


def _read(name: str, read: Callable[[], tuple[T, ...]]) -> tuple[T, ...]:
    try:
        return read()
    except (BudgetPerfError, ValueError, TypeError) as error:
        raise ArgumentError(f"{name}：{error}", f"{name}: {error}") from None


def _laws(waive: Iterable[Law | str]) -> frozenset[Law]:
    given = [waive] if isinstance(waive, str) else list(waive)
    return frozenset(chosen("waive", given, Law)) if given else frozenset()


def _cases(case: str | None) -> tuple[str, ...]:
    if case is None:
        return CASES
    if case not in (*CASES, EXECUTION):
        listed = ", ".join((*CASES, EXECUTION))
        raise ArgumentError(f"case 应为 {listed} 之一，实际为 {case!r}", f"case is one of {listed}, not {case!r}")
    return (case,)


def _direction(direction: Direction | str | None, case: str) -> Direction:
    if case == EXECUTION and direction is None:
        return Direction.HIGHER
    known = [Direction.HIGHER] if case == EXECUTION else [one for one in Direction if one is not Direction.JUDGED]
    if direction is None or direction not in known:
        listed = "|".join(known)
        raise ArgumentError(
            f"direction 应为 {listed} 之一，实际为 {direction!r}", f"direction is one of {listed}, not {direction!r}"
        )
    return Direction(direction)
