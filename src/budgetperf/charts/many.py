"""The totals of many cards: each beside its recomputed interval, and how all of them are spread."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

from attrs import frozen
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from budgetperf.charts.canvas import AMBER, BLUE, GREY, INK, RED, Canvas, Font, at, figure_of, open_canvas
from budgetperf.review import Review
from budgetperf.scoring.policy import Grade
from budgetperf.scoring.score import Score

__all__ = ["draw_distribution", "draw_totals"]

_SIZE = (8.6, 4.4)
_BIN = 5
_MOST_BINS = 60
_MOST_TOLD = 12
_THIN, _THICK, _FEW = 1.6, 6.0, 240


@frozen
class _Total:
    stated: Decimal | None
    low: Decimal
    high: Decimal

    @property
    def side(self) -> str | None:
        """Where the stated total stands to the interval."""
        if self.stated is None:
            return None
        return "above_of" if self.stated > self.high else "below_of" if self.stated < self.low else "within_of"

    def nearest(self, value: Decimal) -> Decimal:
        """The number of the interval that is nearest to some total."""
        return min(max(value, self.low), self.high)


def draw_totals(reviews: Iterable[Review], *, lang: str = "zh", axes: Axes | None = None, font: Font = None) -> Figure:
    """
    Draw the total of every card of many reviews: the recomputed interval as a line, the stated total as a mark on it.

    The cards stand in the order of their stated totals, those without one first. Where all reviews used one rulebook,
    its grades are drawn across.

    Args:
        reviews: The reviews.

        lang: ``zh`` or ``en``.

        axes: Where to draw; a chart of its own by default.

        font: The file of a font; by default one that is installed.

    Raises:
        ExtraError: No font with Chinese signs is installed.
    """
    found = list(reviews)
    totals = sorted(_totals(found), key=lambda one: (-1 if one.stated is None else one.stated, one.low, one.high))
    grades = _grades(found)
    canvas = open_canvas(axes, _SIZE, texts=[grade.title for grade in grades], lang=lang, font=font)
    canvas.title(canvas.words("totals"))
    if totals:
        _draw_totals(canvas, totals, grades)
    else:
        canvas.nothing(canvas.words("no_scores"))
    return figure_of(canvas.axes)


def _scores(reviews: Iterable[Review]) -> Iterator[Score]:
    for review in reviews:
        yield from review.scores


def _totals(reviews: Iterable[Review]) -> Iterator[_Total]:
    for score in _scores(reviews):
        if score.low is not None and score.high is not None:
            yield _Total(score.stated, score.low, score.high)


def _grades(reviews: list[Review]) -> tuple[Grade, ...]:
    sets = {review.rulebook.grades for review in reviews}
    return sets.pop() if len(sets) == 1 else ()


def _draw_totals(canvas: Canvas, totals: list[_Total], grades: tuple[Grade, ...]) -> None:
    wide = min(max(_FEW / len(totals), _THIN), _THICK)
    places, given = list(range(len(totals))), canvas.words("given_of", len(totals))
    keys = [given]
    canvas.axes.vlines(
        places,
        [at(one.low) for one in totals],
        [at(one.high) for one in totals],
        color=BLUE,
        linewidth=wide,
        label=given,
    )
    # What lies outside belongs to the interval of its column, however far away that is.
    apart = [(x, one.stated, one.nearest(one.stated)) for x, one in enumerate(totals) if one.stated is not None]
    canvas.axes.vlines(
        [x for x, *_ in apart],
        [at(nearest) for *_, nearest in apart],
        [at(stated) for _, stated, _ in apart],
        color=GREY,
        linewidth=0.6,
        zorder=0.8,
    )
    # An interval that is a single number has no length, and is seen as a dot.
    canvas.axes.plot(places, [at(one.low) for one in totals], "s", color=BLUE, markersize=wide, markeredgewidth=0)
    for side, colour, shape in (("within_of", INK, "D"), ("above_of", RED, "v"), ("below_of", AMBER, "^")):
        marks = [(x, at(one.stated)) for x, one in enumerate(totals) if one.stated is not None and one.side == side]
        if marks:
            x, y = zip(*marks, strict=True)
            size = min(max(2 * wide, 3.5), 8)
            label = canvas.words(side, len(marks))
            canvas.axes.plot(x, y, shape, color=colour, markersize=size, markeredgewidth=0, label=label)
            keys.append(label)
    values = [at(value) for one in totals for value in (one.low, one.high, one.stated) if value is not None]
    low, high = min(values), max([*values, 100.0])
    _across(canvas, grades, low)
    canvas.scale("y", max(low - 3, min(low, 0.0)), high + 1)
    canvas.ticks("x", [], [])
    canvas.axes.set_xlim(-1, len(totals))
    canvas.plain("left")
    canvas.labels(canvas.words("cards"), canvas.words("points"))
    canvas.legend(*keys, below=26)


def _across(canvas: Canvas, grades: tuple[Grade, ...], lowest: float) -> None:
    """Where each grade begins, as a thin line with its name at the end."""
    for grade in grades:
        least = grade.points.low
        if least is not None and at(least) >= lowest:
            canvas.axes.axhline(at(least), color=GREY, linewidth=0.8, linestyle=(0, (4, 4)), zorder=0.5)
            title = canvas.face.shown(grade.title if canvas.lang == "zh" else grade.title_en)
            place = {"xycoords": canvas.axes.get_yaxis_transform(), "xytext": (4, 0), "va": "center"}
            canvas.write(1, at(least), f"{title} ≥ {least:f}", **place)


def draw_distribution(
    reviews: Iterable[Review], *, lang: str = "zh", axes: Axes | None = None, font: Font = None
) -> Figure:
    """
    Draw how many cards have which total: as stated, at least by the rules, and at most.

    Args:
        reviews: The reviews.

        lang: ``zh`` or ``en``.

        axes: Where to draw; a chart of its own by default.

        font: The file of a font; by default one that is installed.

    Raises:
        ExtraError: No font with Chinese signs is installed.
    """
    totals = list(_totals(reviews))
    canvas = open_canvas(axes, _SIZE, texts=(), lang=lang, font=font)
    canvas.title(canvas.words("distribution"))
    if not totals:
        canvas.nothing(canvas.words("no_scores"))
        return figure_of(canvas.axes)
    series = {
        "stated": [one.stated for one in totals if one.stated is not None],
        "low": [one.low for one in totals],
        "high": [one.high for one in totals],
    }
    held = {key: [_bin(value) for value in values] for key, values in series.items()}
    last = max(max(numbers, default=0) for numbers in held.values())
    first = max(min(min(numbers, default=last) for numbers in held.values()), last - _MOST_BINS)
    looks: dict[str, dict[str, Any]] = {
        "stated": {"color": INK},
        "low": {"color": BLUE},
        "high": {"color": "white", "edgecolor": BLUE},
    }
    most = 1
    for beside, (key, numbers) in enumerate(held.items()):
        counts = [sum(max(number, first) == place for number in numbers) for place in range(first, last + 1)]
        most = max([most, *counts])
        x = [place + 0.28 * (beside - 1) for place in range(len(counts))]
        bars = canvas.axes.bar(x, counts, width=0.26, label=canvas.words(key), linewidth=1.2, **looks[key])
        for bar, count in zip(bars, counts, strict=True):
            if count and len(counts) <= _MOST_TOLD:
                canvas.write(bar.get_x() + bar.get_width() / 2, count, str(count), xytext=(0, 2), ha="center", size=8)
    canvas.ticks("x", range(last - first + 1), [_span(place) for place in range(first, last + 1)])
    canvas.scale("y", 0, most * 1.1, whole=True)
    canvas.plain("left", "bottom")
    canvas.labels(canvas.words("points"), canvas.words("number"))
    canvas.legend(*(canvas.words(key) for key in ("stated", "low", "high")))
    return figure_of(canvas.axes)


# A full score is the top of the last bin below it, and not a bin of its own.
_FULL = Decimal(100)
_FARTHEST = Decimal(1000)


def _bin(value: Decimal) -> int:
    return floor(Fraction(min(max(value, _FARTHEST.copy_negate()), _FARTHEST)) / _BIN) - (value == _FULL)


def _span(place: int) -> str:
    low, high = place * _BIN, (place + 1) * _BIN
    return f"{low}–{high}".replace("-", "−")
