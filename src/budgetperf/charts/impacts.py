"""Two rulebooks over many cards: each card as a line, from its least totals under both to its greatest."""

from __future__ import annotations

from collections.abc import Iterable

from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure

from budgetperf.charts.canvas import BLUE, GREY, RED, Canvas, Font, at, figure_of, open_canvas
from budgetperf.scoring.rulebook import Rulebook
from budgetperf.scoring.study.impact import CardImpact

__all__ = ["draw_impact"]

_SIZE = (6.4, 6.4)
_Ends = tuple[tuple[float, float], tuple[float, float]]


def draw_impact(
    impacts: Iterable[CardImpact],
    old: Rulebook,
    new: Rulebook,
    *,
    lang: str = "zh",
    axes: Axes | None = None,
    font: Font = None,
) -> Figure:
    """
    Draw what another rulebook does to many cards: the total under one along, under the other upwards.

    A card of which a part is open is a line between its least totals and its greatest; whatever lies on the diagonal
    does not change. A card without a total is left out.

    Args:
        impacts: What `budgetperf.impact` found, of one filing or of many.

        old: The first rulebook, for its name.

        new: The second.

        lang: ``zh`` or ``en``.

        axes: Where to draw; a chart of its own by default.

        font: The file of a font; by default one that is installed.

    Raises:
        ExtraError: No font with Chinese signs is installed.
    """
    groups: dict[str, list[_Ends]] = {"same": [], "changed": [], "regraded": []}
    for one in impacts:
        ends = _ends(one)
        if ends is not None:
            groups["regraded" if one.grade_changes else "changed" if one.score_changes else "same"].append(ends)
    canvas = open_canvas(axes, _SIZE, texts=[old.name, new.name], lang=lang, font=font)
    canvas.title(canvas.words("impact"))
    if any(groups.values()):
        _draw(canvas, groups)
        canvas.labels(*(canvas.words("under", canvas.face.shown(book.name)) for book in (old, new)))
    else:
        canvas.nothing(canvas.words("no_scores"))
    return figure_of(canvas.axes)


def _ends(one: CardImpact) -> _Ends | None:
    """The least totals under both, and the greatest."""
    old, new = one.old, one.new
    if old.low is None or old.high is None or new.low is None or new.high is None:
        return None
    return (at(old.low), at(new.low)), (at(old.high), at(new.high))


def _draw(canvas: Canvas, groups: dict[str, list[_Ends]]) -> None:
    values = [value for group in groups.values() for ends in group for end in ends for value in end]
    low, high = min(values), max([*values, 100.0])
    low, high = low - 0.03 * (high - low), high + 0.03 * (high - low)
    keys = [canvas.words("diagonal")]
    canvas.axes.plot([low, high], [low, high], color=GREY, linewidth=1, linestyle=(0, (4, 4)), label=keys[0])
    for key, colour, shape in (("same", GREY, "o"), ("changed", BLUE, "s"), ("regraded", RED, "^")):
        group = groups[key]
        if group:
            canvas.axes.add_collection(LineCollection(group, colors=colour, linewidths=1.1, alpha=0.55))
            x, y = zip(*(end for ends in group for end in ends), strict=True)
            label = canvas.words(key, len(group))
            canvas.axes.plot(x, y, shape, color=colour, markersize=4.5, alpha=0.8, markeredgewidth=0, label=label)
            keys.append(label)
    for which in ("x", "y"):
        canvas.scale(which, low, high)
    canvas.axes.set_aspect("equal")
    canvas.plain("left", "bottom")
    canvas.legend(*keys, columns=2)
