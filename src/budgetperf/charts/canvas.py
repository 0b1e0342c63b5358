"""
What the charts share: a figure that shows itself, and axes on which every text has a font that can write it.

Here, and nowhere before, exact numbers become floats: a place on paper needs no more digits.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from os import PathLike
from typing import Any, Final

from attrs import frozen
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Annotation
from matplotlib.ticker import MaxNLocator
from matplotlib.transforms import ScaledTranslation
from PIL import Image

from budgetperf.charts.fonts import Face, find_face
from budgetperf.charts.words import words_of
from budgetperf.rendering.width import width, wrap

__all__ = ["AMBER", "BLUE", "GREY", "INK", "PALE", "RED", "Canvas", "Chart", "Font", "at", "figure_of", "open_canvas"]

Exact = Decimal | Fraction | int
Font = str | PathLike[str] | None

# Told apart by whoever sees few colours, and on white and on black paper; and none says anything that no shape says.
BLUE: Final = "#4f81b0"
RED: Final = "#c0392b"
AMBER: Final = "#c77f0a"
GREY: Final = "#8a949f"
PALE: Final = "#d5dce3"
INK: Final = "#3d4650"

_FAR = 10**15
_SHARP, _SCREEN = 144, 96
# A chart has few colours; more of them is only the blur of its edges, and makes a notebook five times as large.
_COLOURS = 128
_TEXT, _SMALL, _TITLE = 10.0, 9.0, 12.0
# Below the marks of an axis and what it measures, in points of print.
_BELOW, _PER_INCH = 38.0, 72
# Between two columns of figures, and for each digit of one.
_GAP, _COLUMN = 16.0, 5.2
_MOST_LINES = 2
_MOST_COLUMNS = 28


def at(value: Exact) -> float:
    """
    Where a number lies on paper; what is absurdly far lies at the end of the world.

    >>> at(Decimal("9.25")), at(Fraction(1, 4)), at(10**400)
    (9.25, 0.25, 1000000000000000.0)
    """
    return float(min(max(value, -_FAR), _FAR))


class Chart(Figure):
    """A Matplotlib figure that a notebook shows as it is, without pyplot."""

    def _repr_png_(self) -> tuple[bytes, dict[str, int]]:
        """Sharp enough for print, and shown at the size that it was drawn for."""
        drawn, held = BytesIO(), BytesIO()
        self.savefig(drawn, format="png", dpi=_SHARP)
        few = Image.open(drawn).convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
        few.save(held, "png", optimize=True)
        wide, high = (round(float(inches) * _SCREEN) for inches in self.get_size_inches())
        return held.getvalue(), {"width": wide, "height": high}


def figure_of(axes: Axes) -> Figure:
    """The figure that axes stand in, whole."""
    found = axes.get_figure(root=True)
    assert found is not None  # noqa: S101 - axes that are drawn on stand in a figure
    return found


@frozen(eq=False)
class Canvas:
    """
    Axes, with the face for every text on them.

    A dollar sign in a name is a dollar sign: nothing is read as a formula, whatever the reader's settings are.
    """

    axes: Axes
    face: Face
    lang: str

    def words(self, key: str, value: object = "") -> str:
        """Words of the charts, with a value in its place."""
        return words_of(key, self.lang, value)

    def title(self, text: str) -> None:
        """What the chart shows."""
        self.axes.set_title(self.face.shown(text), loc="left", pad=12, **self._style(_TITLE))

    def labels(self, x: str = "", y: str = "") -> None:
        """What the two axes measure."""
        self.axes.set_xlabel(self.face.shown(x), **self._style(_TEXT))
        self.axes.set_ylabel(self.face.shown(y), **self._style(_TEXT))

    def name(self, text: str) -> str:
        """A name from a file, on one line or two; what is longer ends in an ellipsis."""
        shown = self.face.shown(text)
        # Two lines of one length, instead of a full one and a single sign below it.
        lines = wrap(shown, _MOST_COLUMNS)
        if len(lines) == _MOST_LINES:
            even = wrap(shown, width(shown) // _MOST_LINES + 2)
            lines = even if len(even) == _MOST_LINES else lines
        if len(lines) > _MOST_LINES:
            last = lines[_MOST_LINES - 1]
            while width(last) > _MOST_COLUMNS - 2:
                last = last[:-1]
            lines = [*lines[: _MOST_LINES - 1], f"{last}…"]
        return "\n".join(lines)

    def columns(self, *columns: Sequence[str]) -> list[float]:
        """Where columns of figures end that stand side by side right of the chart, in points of print from its edge."""
        ends, end = [], 0.0
        for texts in columns:
            end += _GAP + _COLUMN * max(map(width, texts))
            ends.append(end)
        return ends

    def write(self, x: float, y: float, text: str, **more: Any) -> Annotation:
        """A text beside a point; ``xytext`` moves it by so many points of print."""
        style = self._style(more.pop("size", _SMALL))
        return self.axes.annotate(text, (x, y), textcoords="offset points", annotation_clip=False, **style, **more)

    def ticks(self, which: str, places: Sequence[float], texts: Sequence[str]) -> None:
        """Marks of the axis ``x`` or ``y``, each with its text."""
        axis = self.axes.xaxis if which == "x" else self.axes.yaxis
        axis.set_ticks(list(places), list(texts), linespacing=1.1, **self._style(_SMALL))
        axis.set_tick_params(length=0 if which == "y" else 3)

    def scale(self, which: str, low: float, high: float, *, whole: bool = False, percent: bool = False) -> None:
        """Round numbers along the axis ``x`` or ``y``, from *low* to *high*."""
        marks = [
            mark
            for mark in MaxNLocator(nbins=7, steps=[1, 2, 2.5, 5, 10], integer=whole).tick_values(low, high)
            if low <= mark <= high
        ]
        self.ticks(which, marks, [_mark(mark, percent=percent) for mark in marks])
        (self.axes.set_xlim if which == "x" else self.axes.set_ylim)(low, high)

    def legend(self, *keys: str, columns: int = 4, below: float = _BELOW) -> None:
        """
        What the marks mean, under the chart.

        Args:
            keys: The labels in their order; those of marks that are not there are passed over.

            columns: How many stand side by side.

            below: Points of print from the lower end of the axes.
        """
        handles = dict(zip(*reversed(self.axes.get_legend_handles_labels()), strict=True))
        shown = [key for key in keys if key in handles]
        style = self._style(_SMALL)
        legend = self.axes.legend(
            [handles[key] for key in shown],
            shown,
            ncols=columns,
            frameon=False,
            prop=style["fontproperties"],
            loc="upper left",
            bbox_to_anchor=(0, 0),
            bbox_transform=self.axes.transAxes
            + ScaledTranslation(0, -below / _PER_INCH, figure_of(self.axes).dpi_scale_trans),
            borderaxespad=0,
            borderpad=0,
            handlelength=2.2,
        )
        for text in legend.get_texts():
            text.set_parse_math(False)
            text.set_usetex(False)

    def plain(self, *kept: str) -> None:
        """Leave out the lines of the frame that say nothing."""
        for side in ("left", "right", "top", "bottom"):
            self.axes.spines[side].set_visible(side in kept)
        self.axes.set_axisbelow(True)

    def nothing(self, text: str) -> None:
        """Say that there is nothing to be drawn."""
        self.plain()
        self.axes.set_xlim(0, 1)
        self.axes.set_ylim(0, 1)
        for which in ("x", "y"):
            self.ticks(which, [], [])
        self.write(0.5, 0.5, text, xytext=(0, 0), ha="center", va="center", size=_TEXT)

    def _style(self, size: float) -> dict[str, Any]:
        return {"fontproperties": self.face.of_size(size), "parse_math": False, "usetex": False}


def _mark(value: float, *, percent: bool) -> str:
    shown = f"{100 * value:.10g}%" if percent else f"{value:,.10g}"
    return shown.replace("-", "−")


def open_canvas(axes: Axes | None, size: tuple[float, float], *, texts: Iterable[str], lang: str, font: Font) -> Canvas:
    """
    Axes to draw on: those that are given, or the only ones of a new chart.

    Args:
        axes: Where to draw, or None.

        size: Width and height of a new chart, in inches.

        texts: The texts from files that will be drawn.

        lang: ``zh`` or ``en``.

        font: The file of a font, or None for one that is installed.
    """
    face = find_face(texts, font)
    if axes is None:
        axes = Chart(figsize=size, layout="constrained").subplots()
    return Canvas(axes, face, lang)
