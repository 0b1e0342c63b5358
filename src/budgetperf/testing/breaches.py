"""The laws of one function that is asked one question: those that it breaks, and the numbers that show it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, pairwise
from types import MappingProxyType

from attrs import field, frozen

from budgetperf.domain.record import Direction
from budgetperf.scoring.laws.trying import number_text
from budgetperf.scoring.laws.violation import Law, Trial
from budgetperf.testing.answers import EXPECTED, Ask, Refusal
from budgetperf.testing.jumps import find_jump
from budgetperf.testing.probes import Probe, plainness

__all__ = ["LAWS", "Breach", "Question"]


@frozen(kw_only=True)
class Breach:
    """A law that does not hold, and the inputs that show it."""

    law: Law
    trials: tuple[Trial, ...]
    expected: str | None = None


@frozen(kw_only=True)
class Question:
    """
    A function, and what it is asked.

    Attributes:
        ask: The function.

        probe: The question.

        direction: Which way is better.

        jumps: Where it says that it jumps, as actual ÷ target.

        step: What it rounds to by itself; zero where it does not.
    """

    ask: Ask
    probe: Probe
    direction: Direction
    jumps: tuple[Fraction, ...] = ()
    step: Fraction = Fraction(0)
    points: tuple[tuple[Fraction, Fraction], ...] = field(init=False, repr=False)

    @points.default
    def _all_points(self) -> tuple[tuple[Fraction, Fraction], ...]:
        """Every actual that has an answer, with its answer, in the order of the actuals."""
        found = ((actual, self.at(actual)) for actual in self.probe.actuals)
        return tuple((actual, points) for actual, points in found if not isinstance(points, Refusal))

    def at(self, actual: Fraction) -> Fraction | Refusal:
        """What an actual earns."""
        return self.ask(self.probe.target, actual, self.probe.weight)

    def trial(self, actual: Fraction, *, scale: Fraction = Fraction(1), weight: Fraction | None = None) -> Trial:
        """One input of this question, and what comes out."""
        target, weight = self.probe.target * scale, self.probe.weight if weight is None else weight
        points = self.ask(target, actual * scale, weight)
        given = {"target": target, "actual": actual * scale, "weight": weight}
        return Trial(
            given={name: number_text(number) for name, number in given.items()},
            outcome=points.text if isinstance(points, Refusal) else number_text(points),
        )

    def trials(self, *actuals: Fraction) -> tuple[Trial, ...]:
        """Several inputs of this question."""
        return tuple(map(self.trial, actuals))

    def met(self, actual: Fraction) -> bool:
        """Whether an actual reaches the target."""
        gap = actual - self.probe.target
        return gap == 0 if self.direction is Direction.EQUAL else gap * self.better >= 0

    @property
    def better(self) -> int:
        """The sign of an improvement."""
        return -1 if self.direction is Direction.LOWER else 1

    def plainest(self, wrong: Callable[[Fraction, Fraction], bool]) -> Fraction | None:
        """The plainest actual whose points are wrong."""
        found = [actual for actual, points in self.points if wrong(actual, points)]
        return min(found, key=plainness, default=None)


def _plainest_pair(
    points: Sequence[tuple[Fraction, Fraction]], wrong: Callable[[Fraction, Fraction], bool]
) -> tuple[Fraction, ...]:
    """The plainest two actuals, in order, whose points contradict each other."""
    if not any(wrong(one, other) for (_, one), (_, other) in pairwise(points)):
        return ()  # an order that all neighbours keep is kept by all
    found = [(one, other) for (one, first), (other, second) in combinations(points, 2) if wrong(first, second)]
    return min(found, key=lambda both: plainness(*both), default=())


def _total(question: Question) -> Breach | None:
    # 任何填报都有得分，或说明须人工判断
    found = [actual for actual in question.probe.actuals if isinstance(question.at(actual), Refusal)]
    if not found:
        return None
    return Breach(law=Law.TOTAL, trials=question.trials(min(found, key=plainness)), expected=EXPECTED)


def _bounded(question: Question) -> Breach | None:
    # 得分不低于 0、不超过分值
    weight = question.probe.weight
    actual = question.plainest(lambda _, points: not 0 <= points <= weight)
    return _one(Law.BOUNDED, question, actual, f"0–{number_text(weight)}")


def _full(question: Question) -> Breach | None:
    # 达到目标得满分
    weight, step = question.probe.weight, question.step
    actual = question.plainest(lambda actual, points: question.met(actual) and abs(points - weight) > step)
    return _one(Law.FULL, question, actual, number_text(weight))


def _equal(question: Question) -> Breach | None:
    # “等于”指标只有等于目标才得满分
    probe, step = question.probe, question.step

    def told_apart(actual: Fraction) -> bool:
        # Rounding hides what is lost close to the target; ten of its steps it does not.
        lost = probe.weight * abs(actual - probe.target) / (abs(probe.target) or 1)
        return lost > 10 * step

    actual = question.plainest(
        lambda actual, points: actual != probe.target and told_apart(actual) and points >= probe.weight
    )
    return _one(Law.EQUAL, question, actual, f"< {number_text(probe.weight)}")


def _monotone(question: Question) -> Breach | None:
    # 做得更好不少得分
    better = question.better
    found = _plainest_pair(question.points, lambda one, other: (other - one) * better < 0)
    return _two(Law.MONOTONE, question, found)


def _away(question: Question) -> Breach | None:
    # 离目标越远，得分不增加
    target = question.probe.target
    sides = [
        [found for found in question.points if found[0] >= target],
        [found for found in question.points if found[0] <= target][::-1],
    ]
    found = [pair for side in sides if (pair := _plainest_pair(side, lambda near, far: far > near))]
    return _two(Law.AWAY, question, min(found, key=lambda both: plainness(*both), default=()))


def _continuous(question: Question) -> Breach | None:
    # 得分没有未声明的跳跃
    unit = question.probe.target or Fraction(1)
    declared = [jump * unit for jump in question.jumps]
    pairs = [
        (abs(after - before), low, high)
        for (low, before), (high, after) in pairwise(question.points)
        if abs(after - before) > question.step and not any(low <= jump <= high for jump in declared)
    ]
    if not pairs:
        return None
    # Where it changes most, where it is steepest, and anywhere.
    steepest = max(pairs, key=lambda pair: pair[0] / (pair[2] - pair[1]))
    for _, low, high in dict.fromkeys((max(pairs), steepest, pairs[question.probe.pick % len(pairs)])):
        found = find_jump(question.at, low, high, step=question.step, walls=declared, unit=unit)
        if found is not None:
            return _two(Law.CONTINUOUS, question, found)
    return None


def _no_budget(question: Question) -> Breach | None:
    # 没有预算就没有执行得分
    return _one(Law.NO_BUDGET, question, question.plainest(lambda _, points: points != 0), "0")


def _unit(question: Question) -> Breach | None:
    # 换一个单位书写，得分不变
    probe, scale = question.probe, question.probe.scale

    def differs(actual: Fraction, points: Fraction) -> bool:
        there = question.ask(probe.target * scale, actual * scale, probe.weight)
        return not isinstance(there, Refusal) and abs(there - points) > question.step

    actual = question.plainest(differs)
    if actual is None:
        return None
    return Breach(law=Law.UNIT, trials=(question.trial(actual), question.trial(actual, scale=scale)))


def _proportional(question: Question) -> Breach | None:
    # 取整之前，得分与分值成正比
    probe, both = question.probe, question.probe.weight + question.probe.other

    def differs(actual: Fraction, points: Fraction) -> bool:
        there = question.ask(probe.target, actual, probe.other)
        if isinstance(there, Refusal):
            return False
        return abs(there * probe.weight - points * probe.other) > question.step * both

    actual = question.plainest(differs)
    if actual is None:
        return None
    return Breach(law=Law.PROPORTIONAL, trials=(question.trial(actual), question.trial(actual, weight=probe.other)))


def _one(law: Law, question: Question, actual: Fraction | None, expected: str) -> Breach | None:
    return None if actual is None else Breach(law=law, trials=question.trials(actual), expected=expected)


def _two(law: Law, question: Question, actuals: Sequence[Fraction]) -> Breach | None:
    return Breach(law=law, trials=question.trials(*actuals)) if actuals else None


LAWS: Mapping[Law, Callable[[Question], Breach | None]] = MappingProxyType(
    {
        Law.TOTAL: _total,
        Law.BOUNDED: _bounded,
        Law.FULL: _full,
        Law.MONOTONE: _monotone,
        Law.AWAY: _away,
        Law.EQUAL: _equal,
        Law.CONTINUOUS: _continuous,
        Law.NO_BUDGET: _no_budget,
        Law.UNIT: _unit,
        Law.PROPORTIONAL: _proportional,
    }
)
"""The laws that a function can break, and how each is looked for."""
