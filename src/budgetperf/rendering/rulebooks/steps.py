"""A regular staircase in words: so many points for every whole step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import pairwise

from attrs import frozen

from budgetperf.domain.written import EXACT
from budgetperf.rendering.catalogue import Text
from budgetperf.rendering.messages import say, typeset
from budgetperf.rendering.rulebooks.ranges import number_text, percent_text
from budgetperf.scoring.curve import Curve, Knot
from budgetperf.scoring.rule import Scale

__all__ = ["steps_sentence"]

# Fewer steps than these are told as bands: what is earned is written as bands, what is taken off as steps.
_FEWEST_OFF, _FEWEST_EARNED = 2, 13


@frozen(kw_only=True)
class _Stairs:
    """
    A flight of steps away from where nothing is counted yet.

    Attributes:
        start: Where it begins.

        every: How wide a step is.

        by: How high it is; the last one may be lower.

        most: How high they all are together.

        whole: Whether a step counts when it is complete, and not when it is begun.
    """

    start: Decimal
    every: Decimal
    by: Decimal
    most: Decimal
    whole: bool


def steps_sentence(
    curve: Curve, scale: Scale, weights: Sequence[Decimal], write: Callable[[Decimal], str], lang: str
) -> str | None:
    """
    A curve that goes by regular steps up from nothing, on one side or on both; None for any other curve.

    >>> curve = Curve.of_steps(above=Decimal(1), every=Decimal("0.01"), by=Decimal("0.5"), to=Decimal(5))
    >>> steps_sentence(curve, Scale.DEDUCTION, [Decimal(5)], percent_text, "zh")
    '不超过 100% 得满分；超过 100% 后每满 1% 扣 0.5 分（不满 1% 不扣），扣完为止'
    """
    sides = _sides(curve, _FEWEST_OFF if scale is Scale.DEDUCTION else _FEWEST_EARNED)
    if sides is None:
        return None
    below, above = sides
    flights = [side for side in (above, below) if side]
    if below and above and below == above:
        start = write(above.start)
        head = _beside(say(lang, "等于 {start}", start=start), _nothing(scale, lang), lang)
        where = say(lang, "高于或低于 {start}，", start=start)
        return say(lang, "；").join([head, _beside(where, _each(above, scale, weights, write, lang), lang)])
    parts = [_beside(_flat(below, above, write, lang), _nothing(scale, lang), lang)]
    for side in flights:
        text = Text("超过{start}后") if side is above else Text("低于{start}后")
        where = typeset(lang, text, start=write(side.start))
        parts.append(_beside(where, _each(side, scale, weights, write, lang), lang))
    return say(lang, "；").join(parts)


def _beside(where: str, earned: str, lang: str) -> str:
    return typeset(lang, "{where}{earned}", where=where, earned=earned)


def _flat(below: _Stairs | None, above: _Stairs | None, write: Callable[[Decimal], str], lang: str) -> str:
    """Where nothing is counted."""
    if below and above:
        low, high = write(below.start), write(above.start)
        return typeset(lang, "{low}至{high}", low=low, high=high)
    if above:
        return say(lang, "不超过 {start}", start=write(above.start))
    assert below is not None  # noqa: S101 - one of the two there is
    return say(lang, "不低于 {start}", start=write(below.start))


def _nothing(scale: Scale, lang: str) -> str:
    """What is earned before the first step."""
    if scale is Scale.DEDUCTION:
        return say(lang, "得满分")
    return say(lang, "得 0 分")


def _each(stairs: _Stairs, scale: Scale, weights: Sequence[Decimal], write: Callable[[Decimal], str], lang: str) -> str:
    """What every step is worth, and where the steps end."""
    return typeset(
        lang,
        _STEPS[scale is Scale.DEDUCTION, stairs.whole],
        every=write(stairs.every),
        height=_height(stairs.by, scale, lang),
        end=_end(stairs.most, scale, weights, lang),
    )


# By whether points are taken off, and whether only whole steps count.
_STEPS = {
    (True, True): Text("每满{every}扣{height}（不满{every}不扣）{end}"),
    (True, False): Text("每{every}扣{height}（不满{every}按{every}计）{end}"),
    (False, True): Text("每满{every}得{height}（不满{every}不计）{end}"),
    (False, False): Text("每{every}得{height}（不满{every}按{every}计）{end}"),
}


def _height(value: Decimal, scale: Scale, lang: str) -> str:
    """So many points, or so much of the weight."""
    if scale is Scale.SHARE:
        return say(lang, "分值的 {share}", share=percent_text(value))
    return say(lang, "{number#} 分", number=number_text(value))


def _end(most: Decimal, scale: Scale, weights: Sequence[Decimal], lang: str) -> str:
    limit = _height(most, scale, lang)
    if scale is not Scale.DEDUCTION:
        return typeset(lang, "，最多{limit}", limit=limit)
    if weights and all(weight <= most for weight in weights):
        return say(lang, "，扣完为止")
    text = Text("，最多扣 {limit}") if weights else Text("，最多扣 {limit}，扣完为止")
    return say(lang, text, limit=limit)


def _sides(curve: Curve, fewest: int) -> tuple[_Stairs | None, _Stairs | None] | None:
    """The steps below and above the stretch that counts nothing; None where the curve is no such thing."""
    knots = curve.knots
    if any(curve.slopes) or any(one.right != two.left for one, two in pairwise(knots)):
        return None
    heights = [knots[0].left, *(knot.right for knot in knots)]
    if 0 not in heights:
        return None
    middle = heights.index(Decimal(0))
    below, above = knots[:middle][::-1], knots[middle:]
    left = _stairs([(knot, knot.right, knot.left) for knot in below], -1, fewest)
    right = _stairs([(knot, knot.left, knot.right) for knot in above], 1, fewest)
    if (below and left is None) or (above and right is None) or not knots:
        return None
    return left, right


def _stairs(steps: Sequence[tuple[Knot, Decimal, Decimal]], sign: int, fewest: int) -> _Stairs | None:
    """Knots with their inner and outer heights, from the inside out, as one flight of steps; None where they differ."""
    if len(steps) < fewest:
        return None
    whole = [knot.at == outer for knot, _, outer in steps]
    widths = {EXACT.subtract(two.x, one.x).copy_abs() for (one, _, _), (two, _, _) in pairwise(steps)}
    rises = [EXACT.subtract(outer, inner) for _, inner, outer in steps]
    owned = all(whole) or all(knot.at == inner for knot, inner, _ in steps)
    if not owned or len(widths) != 1 or len(set(rises[:-1])) != 1 or not 0 < rises[-1] <= rises[0]:
        return None
    every = widths.pop()
    first = steps[0][0].x
    inside = EXACT.subtract(first, every) if sign > 0 else EXACT.add(first, every)
    return _Stairs(start=inside if all(whole) else first, every=every, by=rises[0], most=steps[-1][2], whole=all(whole))
