"""The rules of a rulebook as curves: from the ratio of actual to target to the share of the weight that it earns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from attrs import frozen
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from budgetperf.charts.canvas import AMBER, BLUE, INK, RED, Canvas, Font, at, figure_of, open_canvas
from budgetperf.domain.record import Direction
from budgetperf.errors import UnknownNameError
from budgetperf.scoring.rule import Measure, Rule
from budgetperf.scoring.rulebook import DIRECTIONS, Rulebook

__all__ = ["draw_curves"]

_SIZE = (8.2, 4.6)
_MOST = Fraction(2)
_BENDS = 40
_LOOKS = ("-", (0, (6, 3)), (0, (1, 1.5)), (0, (6, 2, 1, 2)))
_COLOURS = (BLUE, RED, AMBER, INK)
_ONE = Fraction(1)
# Next to a place at which a curve may jump.
_TINY = Fraction(1, 10**9)


@frozen
class _View:
    """How a measure looks at an actual that is *x* times its target, and which *x* it takes for one of its values."""

    of: Callable[[Fraction], Fraction | None]
    back: Callable[[Fraction], tuple[Fraction, ...]]
    is_straight: bool = True


def _inverse(x: Fraction) -> Fraction | None:
    return 1 / x if x else None


def _inverse_back(value: Fraction) -> tuple[Fraction, ...]:
    return (1 / value,) if value else ()


_VIEWS: Mapping[Measure, _View] = {
    Measure.ATTAINMENT: _View(lambda x: x, lambda value: (value,)),
    Measure.INVERSE: _View(_inverse, _inverse_back, is_straight=False),
    Measure.EXCESS: _View(lambda x: x - 1, lambda value: (value + 1,)),
    Measure.DISTANCE: _View(lambda x: abs(x - 1), lambda value: (1 - value, 1 + value, _ONE)),
}


def draw_curves(
    *books: Rulebook,
    direction: Direction | str = Direction.HIGHER,
    weight: Decimal | int = 10,
    lang: str = "zh",
    axes: Axes | None = None,
    font: Font = None,
) -> Figure:
    """
    Draw the rules of a rulebook, or of several in one chart: what a row earns by the ratio of its actual to its target.

    Only rules that look at this ratio are drawn, for targets above zero; none that reads the actual by itself, or that
    is written in Python. Where a curve jumps, a dot tells which side the point belongs to.

    Args:
        books: The rulebooks.

        direction: ``higher``, ``lower`` or ``equal``: of which targets.

        weight: The weight of the row, for rules that give points instead of a share, or bind some weights only.

        lang: ``zh`` or ``en``.

        axes: Where to draw; a chart of its own by default.

        font: The file of a font; by default one that is installed and has every sign.

    Raises:
        UnknownNameError: There is no such direction.

        ExtraError: No font with Chinese signs is installed.
    """
    if direction not in DIRECTIONS:
        listed = ", ".join(DIRECTIONS)
        raise UnknownNameError(
            f"没有方向“{direction!s:.40}”；可用 {listed}", f"there is no direction {direction!s:.40}; use {listed}"
        )
    weight = Decimal(weight)
    found = [(book, rule) for book in books for rule in _rules(book, Direction(direction), weight)]
    names = [_label(book, rule, lang) for book, rule in found]
    canvas = open_canvas(axes, _SIZE, texts=names, lang=lang, font=font)
    canvas.title(canvas.words(str(direction)))
    if not found:
        canvas.nothing(canvas.words("no_curves"))
        return figure_of(canvas.axes)
    shown = [canvas.face.shown(name) for name in names]
    highest = 1.0
    for number, ((_, rule), name) in enumerate(zip(found, shown, strict=True)):
        highest = max(highest, _draw(canvas, number, rule, weight, name))
    canvas.scale("x", 0, at(_MOST), percent=True)
    canvas.scale("y", -0.02 * highest, 1.05 * highest, percent=True)
    canvas.plain("left", "bottom")
    canvas.labels(canvas.words("ratio"), canvas.words("share"))
    canvas.legend(*shown, columns=1)
    return figure_of(canvas.axes)


def _rules(book: Rulebook, direction: Direction, weight: Decimal) -> Iterator[Rule]:
    for rule in book.positive.of(direction):
        if isinstance(rule, Rule) and rule.measure in _VIEWS and (not rule.weights or weight in rule.weights):
            yield rule


def _label(book: Rulebook, rule: Rule, lang: str) -> str:
    title = rule.title if lang == "zh" else rule.title_en
    levels = f"（{'、'.join(rule.levels)}）" if rule.levels else ""
    return f"{book.name}　{title}{levels}"


def _draw(canvas: Canvas, number: int, rule: Rule, weight: Decimal, name: str) -> float:
    """One rule as a line that is broken where it jumps; how high it goes."""
    colour, look = _COLOURS[number % len(_COLOURS)], _LOOKS[number % len(_LOOKS)]
    # A later line is thinner, so that one that lies below it is still seen.
    wide = max(3.4 - 0.8 * number, 1.4)
    dots = [(at(place), at(share)) for place, share in _dots(rule, weight)]
    x, y = [], []
    for piece in _pieces(rule, weight):
        x += [at(place) for place, _ in piece] + [float("nan")]
        y += [at(share) for _, share in piece] + [float("nan")]
    canvas.axes.plot(x, y, color=colour, linestyle="-" if dots else look, linewidth=wide, label=name)
    if dots:
        canvas.axes.plot(*zip(*dots, strict=True), "o", color=colour, markersize=5)
    return max(share for share in y if share == share)  # noqa: PLR0124 - what is not a number does not equal itself


_Point = tuple[Fraction, Fraction]


def _breaks(rule: Rule) -> list[Fraction]:
    """Where the curve may bend or jump, as ratios of actual to target, between the two ends of the chart."""
    view = _VIEWS[rule.measure]
    found = {place for knot in rule.curve.knots for place in view.back(Fraction(knot.x))}
    found |= {_ONE} if rule.measure is Measure.DISTANCE else set()
    return sorted({Fraction(0), _MOST, *(place for place in found if 0 < place < _MOST)})


def _share(rule: Rule, weight: Decimal, x: Fraction) -> Fraction:
    """What a ratio earns, as a share of the weight; at nothing, what is next to nothing earns."""
    value = _VIEWS[rule.measure].of(x)
    if value is None:
        value = _VIEWS[rule.measure].of(_TINY) or Fraction(0)
    return rule.points(value, weight) / Fraction(weight)


def _pieces(rule: Rule, weight: Decimal) -> Iterator[list[_Point]]:
    """The curve between each two breaks: straight by its limits at both ends, or finely sampled."""
    for left, right in pairwise(_breaks(rule)):
        if _VIEWS[rule.measure].is_straight:
            # Between two breaks it is straight, so two points within it tell its ends.
            near, far = left + (right - left) / 3, left + 2 * (right - left) / 3
            low, high = (_share(rule, weight, place) for place in (near, far))
            yield [(left, 2 * low - high), (right, 2 * high - low)]
        else:
            inner = [left + (right - left) * step / _BENDS for step in range(1, _BENDS)]
            yield [(place, _share(rule, weight, place)) for place in (left + _TINY, *inner, right - _TINY)]


def _dots(rule: Rule, weight: Decimal) -> Iterable[_Point]:
    """The points at which it jumps."""
    for place in _breaks(rule)[1:-1]:
        here = _share(rule, weight, place)
        if any(abs(_share(rule, weight, place + step) - here) > Fraction(1, 10**6) for step in (_TINY, -_TINY)):
            yield place, here
