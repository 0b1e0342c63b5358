"""The laws of single rules, decided on every segment and on both sides of every jump."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from itertools import islice, pairwise

from budgetperf.domain.record import Direction
from budgetperf.scoring.laws.profile import Profile, weights_to_try
from budgetperf.scoring.laws.trying import number_text
from budgetperf.scoring.laws.violation import Law, Trial, Violation
from budgetperf.scoring.rule import Measure, Rule

__all__ = ["rule_violations"]

_TARGETS = {"positive": 1, "zero": 0, "negative": -1, "execution": 1, "dates": 0}
_BY_VALUE = (Measure.RATE, Measure.ACTUAL)
_NEAR = (2, 6, 12, 40)

Found = Iterator[tuple[Law, tuple[Trial, ...], str | None]]


def rule_violations(rule: Rule, case: str, direction: Direction | None, path: str) -> Iterator[Violation]:
    """
    Every law that one rule breaks, each with one counterexample.

    Args:
        rule: The rule.

        case: ``positive``, ``zero``, ``negative``, ``dates``, ``execution`` or ``rates``.

        direction: Which way is better; None for rates, where that is what the rule says.

        path: Its path in the rulebook.
    """
    seen: set[Law] = set()
    for weight in weights_to_try(rule):
        target = None if case == "rates" else _TARGETS[case]
        profile = Profile(rule=rule, target=target, weight=weight)
        for law, trials, expected in _laws(profile, case, direction):
            if law not in seen:
                seen.add(law)
                yield Violation(law=law, rule=rule.id, path=path, clause=rule.clause, trials=trials, expected=expected)


def _laws(profile: Profile, case: str, direction: Direction | None) -> Found:
    yield from _bounded(profile)
    yield from _continuous(profile)
    if case == "rates":
        yield from _one_summit(profile)
        return
    if case == "execution":
        direction = Direction.HIGHER
    elif case == "dates":
        direction = Direction.LOWER
    if direction is Direction.EQUAL:
        yield from _equal(profile)
    else:
        yield from _monotone(profile, better=1 if direction is Direction.HIGHER else -1)
        yield from _full(profile, better=1 if direction is Direction.HIGHER else -1)
    if profile.rule.measure is Measure.ACTUAL:
        yield from _unit(profile)


# ── inputs ───────────────────────────────────────────────────────────────────────────────────────


def _trial(profile: Profile, actual: Fraction, target: Fraction | None = None) -> Trial:
    """An input as a form would state it, and what it earns."""
    rule, base = profile.rule, profile.target
    points = number_text(profile.points(actual))
    goal = target if target is not None else (None if base is None else Fraction(base))
    given: dict[str, object]
    if rule.measure is Measure.RATE:
        given = {
            "target": None if goal is None else f"{number_text(goal * 100)}%",
            "actual": f"{number_text(actual * 100)}%",
        }
    elif rule.measure in {Measure.ACTUAL, Measure.DAYS_LATE}:
        shown = goal if rule.measure is Measure.ACTUAL else None
        given = {"target": None if shown is None else number_text(shown), "actual": number_text(actual)}
    else:
        # A ratio is the same in every unit, so one is taken in which both figures are plain numbers.
        scale = actual.denominator if "/" in number_text(actual) else 1
        given = {"target": number_text(Fraction(base or 1) * scale), "actual": number_text(actual * scale)}
    return Trial(given={**given, "weight": f"{profile.weight:f}"}, outcome=points)


def _candidates(profile: Profile, near: int) -> list[Fraction]:
    """Actuals that show whatever the limits say, the nearer to the spots the more of them."""
    found: set[Fraction] = {spot.actual for spot in profile.spots} | set(profile.middles())
    for spot in profile.spots:
        for sign in (-1, 1):
            found |= set(islice(profile.near(spot.actual, sign), near))
    for sign in (-1, 1):
        found |= set(islice(profile.far(sign), 2 * near))
    return sorted(found)


def _first(profile: Profile, wrong: Callable[[Fraction], bool], nearer: tuple[int, ...] = _NEAR) -> Fraction | None:
    """
    A plain number for which something is wrong.

    Between two spots a rule is a straight line or a hyperbola, cut off at nothing: where it has one value at three
    numbers, it has it all along. So the first few numbers decide whether points differ from a value anywhere; to look
    nearer is for what the limits have already told.
    """
    for near in nearer:
        found = [actual for actual in _candidates(profile, near) if wrong(actual)]
        if found:
            return min(found, key=lambda actual: (actual.denominator, abs(actual)))
    return None


def _limits(profile: Profile) -> Iterator[Fraction]:
    for spot in profile.spots:
        yield from spot.points


# ── laws ─────────────────────────────────────────────────────────────────────────────────────────


def _bounded(profile: Profile) -> Found:
    # 得分不低于 0、不超过分值
    weight = Fraction(profile.weight)
    endless = None in profile.outer
    if not endless and all(0 <= points <= weight for points in (*_limits(profile), *_known(profile.outer))):
        return
    actual = _first(profile, lambda actual: not 0 <= profile.points(actual) <= weight)
    if actual is not None:
        yield Law.BOUNDED, (_trial(profile, actual),), f"0–{profile.weight:f}"


def _known(values: Iterable[Fraction | None]) -> list[Fraction]:
    return [value for value in values if value is not None]


def _continuous(profile: Profile) -> Found:
    # 得分没有未声明的跳跃
    for spot in profile.spots:
        left, at, right = spot.points
        if not left == at == right and not spot.declared:
            sign = 1 if at != right else -1
            beside = next(actual for actual in profile.near(spot.actual, sign) if profile.points(actual) != at)
            yield Law.CONTINUOUS, (_trial(profile, spot.actual), _trial(profile, beside)), None
            return


def _values(profile: Profile) -> list[tuple[Fraction, Fraction]]:
    """Everything that the points come to, in the order of the actuals: at and beside every spot, and far out."""
    below, above = profile.outer
    first, last = profile.spots[0].actual, profile.spots[-1].actual
    inner = [(spot.actual, points) for spot in profile.spots for points in spot.points]
    return [*_end(profile, first, below, -1), *inner, *_end(profile, last, above, 1)]


def _end(profile: Profile, spot: Fraction, value: Fraction | None, sign: int) -> list[tuple[Fraction, Fraction]]:
    """What it comes to in the end; where that has no end, the way there."""
    if value is not None:
        return [(spot + sign, value)]
    return sorted((actual, profile.points(actual)) for actual in profile.far(sign))


def _pair(profile: Profile, wrong: Callable[[Fraction, Fraction], bool]) -> tuple[Fraction, ...]:
    """Two neighbouring inputs that show what the limits have said."""
    for near in _NEAR:
        for one, other in pairwise(_candidates(profile, near)):
            if wrong(one, other):
                return one, other
    return ()


def _trials(profile: Profile, actuals: Iterable[Fraction]) -> tuple[Trial, ...]:
    return tuple(_trial(profile, actual) for actual in actuals)


def _monotone(profile: Profile, better: int) -> Found:
    # 做得更好不少得分
    values = [points for _, points in _values(profile)]
    falls = any((after - before) * better < 0 for before, after in pairwise(values))
    if falls or None in profile.outer:
        pair = _pair(profile, lambda one, other: (profile.points(other) - profile.points(one)) * better < 0)
        if pair:
            yield Law.MONOTONE, _trials(profile, pair), None


def _full(profile: Profile, better: int) -> Found:
    # 达到目标得满分
    weight = Fraction(profile.weight)
    if profile.rule.measure in _BY_VALUE and profile.target:
        # The rule does not look at the target: any actual meets a target that is the same.
        def wrong(actual: Fraction) -> bool:
            return actual * (profile.target or 1) > 0 and profile.points(actual) != weight

        actual = _first(profile, wrong, _NEAR[:1])
        if actual is not None:
            yield Law.FULL, (_trial(profile, actual, target=actual),), f"{profile.weight:f}"
        return
    goal = Fraction(profile.target or 0)

    def missing(actual: Fraction) -> bool:
        return (actual - goal) * better >= 0 and profile.points(actual) != weight

    actual = _first(profile, missing, _NEAR[:1])
    if actual is not None:
        yield Law.FULL, (_trial(profile, actual),), f"{profile.weight:f}"


def _equal(profile: Profile) -> Found:
    weight, goal = Fraction(profile.weight), Fraction(profile.target or 0)
    if profile.rule.measure in _BY_VALUE and profile.target:
        # The rule does not look at the target: it is either full for all, or not full for some target that was met.
        yield from _full(profile, 1)
    if profile.points(goal) != weight:
        yield Law.FULL, (_trial(profile, goal),), f"{profile.weight:f}"
    # “等于”指标只有等于目标才得满分
    everywhere = (*_limits(profile), *_known(profile.outer))
    too_much = any(points > weight for points in everywhere) or None in profile.outer
    nearer = _NEAR if too_much else _NEAR[:1]
    actual = _first(profile, lambda actual: actual != goal and profile.points(actual) >= weight, nearer)
    if actual is not None:
        yield Law.EQUAL, (_trial(profile, actual),), f"< {profile.weight:f}"
    # 离目标越远，得分不增加
    above = [points for actual, points in _values(profile) if actual > goal]
    below = [points for actual, points in _values(profile) if actual < goal][::-1]
    left, at, right = next(spot.points for spot in profile.spots if spot.actual == goal)
    rises = any(
        after > before for side in ([at, right, *above], [at, left, *below]) for before, after in pairwise(side)
    )

    def farther_earns_more(one: Fraction, other: Fraction) -> bool:
        closer, farther = (one, other) if one >= goal else (other, one)
        return profile.points(farther) > profile.points(closer)

    if rises or None in profile.outer:
        pair = sorted(_pair(profile, farther_earns_more), key=lambda actual: abs(actual - goal))
        if pair:
            yield Law.AWAY, _trials(profile, pair), None


def _one_summit(profile: Profile) -> Found:
    # 一项比率有一段最好的取值，在那里得满分，向两边得分都不增加
    weight = Fraction(profile.weight)
    values = _values(profile)
    summit, most = max(values, key=lambda found: found[1])
    if most != weight:
        yield Law.FULL, (_trial(profile, summit),), f"{profile.weight:f}"
    points = [value for _, value in values]
    best = points.index(most)
    rising, falling = points[: best + 1], points[best:]
    unlike = any(after < before for before, after in pairwise(rising))
    if unlike or any(after > before for before, after in pairwise(falling)):

        def turns(one: Fraction, other: Fraction) -> bool:
            step = profile.points(other) - profile.points(one)
            return step < 0 if other <= summit else (step > 0 and one >= summit)

        yield Law.MONOTONE, _trials(profile, _pair(profile, turns)), None


def _unit(profile: Profile) -> Found:
    # 换一个单位书写，得分不变
    for sign in (-1, 1):
        same = [actual for actual in _candidates(profile, _NEAR[0]) if actual * sign > 0]
        for one, other in pairwise(same):
            if profile.points(one) != profile.points(other):
                yield Law.UNIT, (_trial(profile, one), _trial(profile, other)), None
                return
