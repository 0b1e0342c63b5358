"""The score of each card by dimension: what is stated, against what the rules give."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from attrs import frozen
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from budgetperf.charts.canvas import BLUE, INK, PALE, RED, Canvas, Font, at, figure_of, open_canvas
from budgetperf.charts.words import words_of
from budgetperf.domain.rounding import interval
from budgetperf.errors import PathError
from budgetperf.review import Review
from budgetperf.scoring.dimensions import Dimension, dimensions
from budgetperf.scoring.score import Score

__all__ = ["draw_scores"]

_ROW, _AROUND, _WIDE = 0.36, 1.5, 8.2
_WEIGHT_HIGH, _GIVEN_HIGH = 0.52, 0.3


@frozen
class _Line:
    """One line of the chart: the head of a card, or one of its dimensions."""

    name: str
    stated: Decimal | None
    low: Decimal | None
    high: Decimal | None
    weight: Decimal | None = None
    is_head: bool = False

    @property
    def is_outside(self) -> bool:
        known = self.stated is not None and self.low is not None and self.high is not None
        return known and not self.low <= self.stated <= self.high  # type: ignore[operator] # none of them is None


def draw_scores(
    review: Review, *, card: str | None = None, lang: str = "zh", axes: Axes | None = None, font: Font = None
) -> Figure:
    """
    Draw the dimensions of every card: the weight, the recomputed interval within it, the stated points as a mark.

    Args:
        review: The review.

        card: Path of the only card to be drawn, ``scorecards[1]``; every card by default.

        lang: ``zh`` or ``en``; names are written as the form has them.

        axes: Where to draw; a chart of its own by default.

        font: The file of a font; by default one that is installed and has every sign.

    Raises:
        PathError: The review has no card of that path.

        ExtraError: No font with Chinese signs is installed.
    """
    lines = list(_lines(review, card, lang))
    size = (_WIDE, _AROUND + _ROW * max(len(lines), 2))
    canvas = open_canvas(axes, size, texts=[line.name for line in lines], lang=lang, font=font)
    canvas.title(canvas.words("scores"))
    if lines:
        _draw(canvas, lines)
    else:
        canvas.nothing(canvas.words("no_scores"))
    return figure_of(canvas.axes)


def _lines(review: Review, path: str | None, lang: str) -> Iterator[_Line]:
    paths = [score.path for score in review.scores]
    if path is not None and path not in paths:
        listed = "、".join(paths) or "—"
        raise PathError(f"没有自评表 {path!s:.60}；有：{listed}", f"there is no card {path!r:.60}; there is: {listed}")
    for card, score in zip(review.filing.scorecards, review.scores, strict=True):
        if score.low is not None and path in {None, score.path}:
            yield _Line(_head(score, lang), score.stated, score.low, score.high, is_head=True)
            for part in dimensions(card, score):
                yield _Line(_name(part, lang), part.stated, part.low, part.high, part.weight)


def _head(score: Score, lang: str) -> str:
    kind = words_of(str(score.kind), lang)
    return f"{kind}　{score.subject}" if score.subject else kind


def _name(part: Dimension, lang: str) -> str:
    return words_of("execution", lang) if part.is_execution else part.name or words_of("nameless", lang)


def _draw(canvas: Canvas, lines: list[_Line]) -> None:
    rows = [(place, line) for place, line in enumerate(lines) if not line.is_head]
    _weights(canvas, rows)
    _given(canvas, rows)
    for key, colour, shape, size in (("within", INK, "D", 7), ("outside", RED, "X", 9)):
        marked = [(at(line.stated), place) for place, line in rows if _is_marked(line, key) and line.stated is not None]
        if marked:
            x, y = zip(*marked, strict=True)
            canvas.axes.plot(
                x, y, shape, color=colour, markersize=size, markeredgecolor="white", label=canvas.words(key)
            )
    ends = [at(value) for _, line in rows for value in (line.weight, line.high, line.stated) if value is not None]
    starts = [at(value) for _, line in rows for value in (line.low, line.stated) if value is not None]
    most = max([1.0, *ends])
    canvas.scale("x", min([0.0, *starts]) * 1.04, most * 1.04)
    canvas.ticks("y", [place for place, _ in rows], [canvas.name(line.name) for _, line in rows])
    canvas.axes.set_ylim(len(lines) - 0.4, -1.1)
    canvas.plain("bottom")
    canvas.labels(canvas.words("points"))
    _figures(canvas, lines)
    canvas.legend(*(canvas.words(key) for key in ("weight", "given", "within", "outside")))


def _is_marked(line: _Line, key: str) -> bool:
    return line.is_outside == (key == "outside")


def _weights(canvas: Canvas, rows: list[tuple[int, _Line]]) -> None:
    weighed = [(place, at(line.weight)) for place, line in rows if line.weight is not None]
    if weighed:
        y, widths = zip(*weighed, strict=True)
        canvas.axes.barh(y, widths, height=_WEIGHT_HIGH, color=PALE, label=canvas.words("weight"))


def _given(canvas: Canvas, rows: list[tuple[int, _Line]]) -> None:
    given = [
        (place, at(line.low), at(line.high)) for place, line in rows if line.low is not None and line.high is not None
    ]
    if given:
        y, low, high = zip(*given, strict=True)
        # The edge is seen where the interval is a single number, and has no width.
        canvas.axes.barh(
            y,
            [end - start for start, end in zip(low, high, strict=True)],
            left=low,
            height=_GIVEN_HIGH,
            color=BLUE,
            edgecolor=BLUE,
            linewidth=2,
            label=canvas.words("given"),
        )


def _figures(canvas: Canvas, lines: list[_Line]) -> None:
    """The same in figures, in two columns right of the scale; and the head of each card over its dimensions."""
    stated = ["—" if line.stated is None else f"{line.stated:f}" for line in lines]
    given = ["—" if line.low is None or line.high is None else interval(line.low, line.high) for line in lines]
    (end,) = canvas.columns([canvas.words("stated"), *stated])
    start = end + 16
    more = {"xycoords": canvas.axes.get_yaxis_transform(), "va": "center"}
    canvas.write(1, -0.9, canvas.words("stated"), xytext=(end, 0), ha="right", **more)
    canvas.write(1, -0.9, canvas.words("given"), xytext=(start, 0), ha="left", **more)
    for place, line in enumerate(lines):
        size = 10 if line.is_head else 9
        colour = {"color": RED} if line.is_outside else {}
        canvas.write(1, place, stated[place], xytext=(end, 0), ha="right", size=size, **more, **colour)
        canvas.write(1, place, given[place], xytext=(start, 0), ha="left", size=size, **more)
        if line.is_head:
            head = canvas.name(line.name).replace("\n", "")
            canvas.write(0, place, head, xytext=(0, 0), ha="left", size=size, **more)
