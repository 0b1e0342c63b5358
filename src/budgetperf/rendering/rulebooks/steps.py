"""A regular staircase in words: so many points for every whole step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import pairwise

from attrs import frozen

from budgetperf.domain.written import EXACT
from budgetperf.rendering.layout import joined, pick
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
        head = _beside(lang, pick(lang, f"等于 {start}", f"exactly {start}:"), _nothing(scale, lang))
        where = pick(lang, f"高于或低于 {start}，", f"above or below {start}:")
        return pick(lang, "；", "; ").join([head, _beside(lang, where, *_each(above, scale, weights, write, lang))])
    parts = [_beside(lang, _flat(below, above, write, lang), _nothing(scale, lang))]
    for side in flights:
        word = pick(lang, "超过", "above") if side is above else pick(lang, "低于", "below")
        where = joined(word, write(side.start), "后") if lang == "zh" else f"{word} {write(side.start)}:"
        parts.append(_beside(lang, where, *_each(side, scale, weights, write, lang)))
    return pick(lang, "；", "; ").join(parts)


def _beside(lang: str, *parts: str) -> str:
    return joined(*parts) if lang == "zh" else " ".join(parts)


def _flat(below: _Stairs | None, above: _Stairs | None, write: Callable[[Decimal], str], lang: str) -> str:
    """Where nothing is counted."""
    if below and above:
        low, high = write(below.start), write(above.start)
        return joined(low, "至", high) if lang == "zh" else f"{low} to {high}:"
    if above:
        return pick(lang, f"不超过 {write(above.start)}", f"at most {write(above.start)}:")
    assert below is not None  # noqa: S101 - one of the two there is
    return pick(lang, f"不低于 {write(below.start)}", f"at least {write(below.start)}:")


def _nothing(scale: Scale, lang: str) -> str:
    """What is earned before the first step."""
    if scale is Scale.DEDUCTION:
        return pick(lang, "得满分", "the full weight")
    return pick(lang, "得 0 分", "nothing")


def _each(
    stairs: _Stairs, scale: Scale, weights: Sequence[Decimal], write: Callable[[Decimal], str], lang: str
) -> list[str]:
    """What every step is worth, and where the steps end."""
    every, off = write(stairs.every), scale is Scale.DEDUCTION
    if lang == "zh":
        less = ("不扣" if off else "不计") if stairs.whole else joined("按", every, "计")
        rest = joined("（不满", every, less) + "）"
        verb = "扣" if off else "得"
        said = ["每满" if stairs.whole else "每", every, joined(verb, _height(stairs.by, scale, lang)) + rest]
    else:
        verb = "off" if off else "earned"
        step = f"for every {'whole' if stairs.whole else 'begun'} {every}"
        said = [_height(stairs.by, scale, lang), verb, step]
    return [*said[:-1], said[-1] + _end(stairs.most, scale, weights, lang)]


def _height(value: Decimal, scale: Scale, lang: str) -> str:
    """So many points, or so much of the weight."""
    if scale is Scale.SHARE:
        return pick(lang, f"分值的 {percent_text(value)}", f"{percent_text(value)} of the weight")
    number = number_text(value)
    return pick(lang, f"{number} 分", f"{number} {'point' if value == 1 else 'points'}")


def _end(most: Decimal, scale: Scale, weights: Sequence[Decimal], lang: str) -> str:
    limit, empty = _height(most, scale, lang), pick(lang, "，扣完为止", ", until nothing is left")
    if scale is not Scale.DEDUCTION:
        return joined("，最多", limit) if lang == "zh" else f", at most {limit}"
    if weights and all(weight <= most for weight in weights):
        return empty
    return pick(lang, f"，最多扣 {limit}", f", at most {limit}") + ("" if weights else empty)


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
    widths = {abs(EXACT.subtract(two.x, one.x)) for (one, _, _), (two, _, _) in pairwise(steps)}
    rises = [EXACT.subtract(outer, inner) for _, inner, outer in steps]
    owned = all(whole) or all(knot.at == inner for knot, inner, _ in steps)
    if not owned or len(widths) != 1 or len(set(rises[:-1])) != 1 or not 0 < rises[-1] <= rises[0]:
        return None
    every = widths.pop()
    first = steps[0][0].x
    inside = EXACT.subtract(first, every) if sign > 0 else EXACT.add(first, every)
    return _Stairs(start=inside if all(whole) else first, every=every, by=rises[0], most=steps[-1][2], whole=all(whole))
