"""Budget against spending, line by line."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from budgetperf.charts.canvas import BLUE, GREY, RED, Canvas, Font, at, figure_of, open_canvas
from budgetperf.domain.model import Filing
from budgetperf.domain.quantity import Money
from budgetperf.domain.rounding import round_half_up
from budgetperf.domain.spending import Spending, spending
from budgetperf.review import Review

__all__ = ["draw_spending"]

_ROW, _AROUND, _WIDE = 0.4, 1.5, 8.6
_BUDGET_HIGH, _SPENT_HIGH = 0.62, 0.34
_TEN_THOUSAND = 10_000

_Row = tuple[int, Spending, Fraction | None, Fraction | None]


def draw_spending(subject: Review | Filing, *, lang: str = "zh", axes: Axes | None = None, font: Font = None) -> Figure:
    """
    Draw what each 专项 was given and what it spent: every line of 附件1, or every project card where there is no 附件1.

    Args:
        subject: A review, or a filing.

        lang: ``zh`` or ``en``; names are written as the form has them. Amounts are in 万元 (in 元 where all of them are
            less), in English in CNY.

        axes: Where to draw; a chart of its own by default.

        font: The file of a font; by default one that is installed and has every sign.

    Raises:
        ExtraError: No font with Chinese signs is installed.
    """
    filing = subject.filing if isinstance(subject, Review) else subject
    lines = spending(filing)
    size = (_WIDE, _AROUND + _ROW * max(len(lines), 2))
    canvas = open_canvas(axes, size, texts=[line.name for line in lines], lang=lang, font=font)
    canvas.title(canvas.words("spending"))
    if lines:
        _draw(canvas, lines)
    else:
        canvas.nothing(canvas.words("no_spending"))
    return figure_of(canvas.axes)


def _draw(canvas: Canvas, lines: tuple[Spending, ...]) -> None:
    yuan = [amount for line in lines for amount in (_yuan(line.budget), _yuan(line.spent)) if amount is not None]
    is_large = canvas.lang == "zh" and max(map(Decimal.copy_abs, yuan), default=0) >= _TEN_THOUSAND
    unit = _TEN_THOUSAND if is_large else 1
    rows = [(place, line, _of(line.budget, unit), _of(line.spent, unit)) for place, line in enumerate(lines)]
    _bars(canvas, rows)
    amounts = [at(value) for *_, budget, spent in rows for value in (budget, spent) if value is not None]
    low, high = min([0.0, *amounts]), max([0.0, *amounts])
    high = high if high > low else 1.0
    canvas.scale("x", low * 1.03, high * 1.03)
    canvas.ticks("y", range(len(rows)), [canvas.name(line.name) or canvas.words("nameless") for _, line, *_ in rows])
    canvas.axes.set_ylim(len(rows) - 0.4, -1.0)
    canvas.plain("left", "bottom")
    canvas.labels(canvas.words("ten_thousand" if is_large else "yuan"))
    _figures(canvas, rows)
    canvas.legend(*(canvas.words(key) for key in ("budget", "spent", "over")))


def _bars(canvas: Canvas, rows: list[_Row]) -> None:
    budgets = [(place, at(budget)) for place, _, budget, _ in rows if budget is not None]
    within = [(place, at(spent)) for place, _, budget, spent in rows if spent is not None and not _over(budget, spent)]
    over = [(place, at(spent)) for place, _, budget, spent in rows if spent is not None and _over(budget, spent)]
    hollow: dict[str, Any] = {"facecolor": "none", "edgecolor": GREY, "linewidth": 1.2, "height": _BUDGET_HIGH}
    filled: dict[str, Any] = {"color": BLUE, "height": _SPENT_HIGH}
    for key, bars, look in (
        ("budget", budgets, hollow),
        ("spent", within, filled),
        ("over", over, filled | {"color": RED, "hatch": "///", "edgecolor": "white"}),
    ):
        if bars:
            y, widths = zip(*bars, strict=True)
            canvas.axes.barh(y, widths, label=canvas.words(key), **look)


def _over(budget: Fraction | None, spent: Fraction | None) -> bool:
    return budget is not None and spent is not None and spent > budget


def _figures(canvas: Canvas, rows: list[_Row]) -> None:
    """The same in figures, in three columns right of the bars."""
    amounts = [value for *_, budget, spent in rows for value in (budget, spent) if value is not None]
    places = 0 if canvas.lang != "zh" and all(value.denominator == 1 for value in amounts) else 2
    table = [
        (_text(budget, places), _text(spent, places), _percent(line.rate), _over(budget, spent))
        for _, line, budget, spent in rows
    ]
    edges = canvas.columns(
        [canvas.words("budget"), *(row[0] for row in table)],
        [canvas.words("spent"), *(row[1] for row in table)],
        [canvas.words("executed"), *(row[2] for row in table)],
    )
    more = {"xycoords": canvas.axes.get_yaxis_transform(), "ha": "right", "va": "center"}
    for x, key in zip(edges, ("budget", "spent", "executed"), strict=True):
        canvas.write(1, -0.8, canvas.words(key), xytext=(x, 0), **more)
    for (place, *_), (*texts, over) in zip(rows, table, strict=True):
        for x, text, is_marked in zip(edges, texts, (False, over, over), strict=True):
            canvas.write(1, place, text, xytext=(x, 0), **more, **({"color": RED} if is_marked else {}))


def _text(amount: Fraction | None, places: int) -> str:
    return "—" if amount is None else f"{round_half_up(amount, places):,f}".replace("-", "−")


def _percent(rate: Fraction | None) -> str:
    return "—" if rate is None else f"{round_half_up(100 * rate, 1):,f}%".replace("-", "−")


def _yuan(amount: object) -> Decimal | None:
    return amount.yuan if isinstance(amount, Money) else None


def _of(amount: object, unit: int) -> Fraction | None:
    yuan = _yuan(amount)
    return None if yuan is None else Fraction(yuan) / unit
