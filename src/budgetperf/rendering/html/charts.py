"""Charts as inline SVG: intervals, marks and bars on a scale. Each stands beside the figures that it shows."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from budgetperf.domain.rounding import round_half_up
from budgetperf.rendering.html.markup import Content, Markup, element

__all__ = ["budget_bar", "interval_bar", "score_scale"]

_PLACES = 2


def _percent(value: Fraction, most: Fraction) -> str:
    """A place on the scale; what lies beyond it stands at its end."""
    share = min(max(value / most, Fraction(0)), Fraction(1)) if most > 0 else Fraction(0)
    return f"{round_half_up(100 * share, _PLACES):f}%"


def _bar(low: Fraction, high: Fraction, most: Fraction, **attributes: str | int) -> Markup:
    low, high = max(low, Fraction(0)), min(max(high, low), most)
    return element("rect", x=_percent(low, most), width=_percent(max(high - low, Fraction(0)), most), **attributes)


def _given(low: Fraction, high: Fraction, most: Fraction, top: int, height: int) -> Markup:
    """What the rules give. A single number is a mark: browsers do not draw a bar without a width, nor its outline."""
    if low == high:
        return _tick(low, most, top, top + height, "given")
    return _bar(low, high, most, y=top, height=height, class_="given")


def _tick(at: Fraction, most: Fraction, top: int, bottom: int, kind: str) -> Markup:
    place = _percent(at, most)
    return element("line", x1=place, x2=place, y1=top, y2=bottom, class_=kind)


_HEIGHT = 16


def interval_bar(low: Fraction | None, high: Fraction | None, stated: Fraction | None, most: Fraction) -> Markup:
    """
    What the rules give, from *low* to *high*, and what is stated, on a scale from nothing to *most*.

    The figures stand in the cells beside it, so that a screen reader passes it over.
    """
    return element(
        "svg",
        element("rect", x=0, y=5, width="100%", height=6, class_="track"),
        None if low is None or high is None else _given(low, high, most, 3, 10),
        None if stated is None else _tick(stated, most, 0, _HEIGHT, "stated"),
        class_="bar",
        height=_HEIGHT,
        width="100%",
        aria_hidden="true",
    )


def budget_bar(budget: Fraction | None, spent: Fraction | None, most: Fraction) -> Markup:
    """Spending within its budget: a filled bar in an outline, beyond it where more was spent."""
    zero = Fraction(0)
    return element(
        "svg",
        None if budget is None else _bar(zero, budget, most, y=1, height=14, class_="budget"),
        None if spent is None else _bar(zero, spent, most, y=5, height=6, class_="spent"),
        None if budget is None else _tick(budget, most, 1, 15, "limit"),
        class_="bar",
        height=_HEIGHT,
        width="100%",
        aria_hidden="true",
    )


Span = tuple[Fraction, Fraction]
Tick = tuple[Fraction, str]
# Beyond this share of the scale a text over a mark would leave the picture, and ends at it instead.
_RIGHT, _LEFT = Fraction(9, 10), Fraction(1, 10)


def score_scale(given: Span, stated: Tick | None, ticks: Iterable[Tick], most: Fraction, said: str) -> Markup:
    """
    The recomputed total as a bar, the stated one as a mark, on a scale with the grades below it.

    Args:
        given: The least and the greatest recomputed total.

        stated: The stated total and what is written over it, or None.

        ticks: Where each grade begins, and what is written there.

        most: The end of the scale.

        said: The same in words, for whoever does not see it.
    """
    return element(
        "svg",
        element("rect", x=0, y=26, width="100%", height=6, class_="track"),
        _given(*given, most, 22, 14),
        *(_grade(at, text, most) for at, text in ticks),
        None if stated is None else [_tick(stated[0], most, 16, 42, "stated"), _over(stated, most)],
        class_="scale",
        height=64,
        width="100%",
        role="img",
        aria_label=said,
    )


def _over(stated: Tick, most: Fraction) -> Markup:
    at, text = stated
    return _label(at, text, most, 11, "above")


def _grade(at: Fraction, text: str, most: Fraction) -> Content:
    return [_tick(at, most, 38, 44, "tick"), _label(at, text, most, 58, "below")]


def _label(at: Fraction, text: str, most: Fraction, y: int, kind: str) -> Markup:
    anchor = "end" if at > _RIGHT * most else "start" if at < _LEFT * most else "middle"
    return element("text", text, x=_percent(at, most), y=y, text_anchor=anchor, class_=kind)
