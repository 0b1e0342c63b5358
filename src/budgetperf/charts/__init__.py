"""
Charts of reviews and rulebooks, as Matplotlib figures that write Chinese wherever a font for it is installed.

The only room that knows Matplotlib (``pip install 'budgetperf[charts]'``); no other room may import it, or this one.
Nothing here is kept between two calls: no pyplot, and no setting of Matplotlib is changed.
"""

from __future__ import annotations

from budgetperf.errors import ExtraError

try:
    from budgetperf.charts.canvas import Chart
    from budgetperf.charts.curves import draw_curves
    from budgetperf.charts.impacts import draw_impact
    from budgetperf.charts.lines import draw_spending
    from budgetperf.charts.many import draw_distribution, draw_totals
    from budgetperf.charts.scores import draw_scores
except ModuleNotFoundError as error:
    if (error.name or "").partition(".")[0] not in {"matplotlib", "numpy", "PIL"}:
        raise
    raise ExtraError(
        '画图需要 matplotlib，但它没有安装。请运行 pip install "budgetperf[charts]"。',
        'charts need matplotlib, which is not installed. Run pip install "budgetperf[charts]".',
    ) from error

__all__ = [
    "Chart",
    "draw_curves",
    "draw_distribution",
    "draw_impact",
    "draw_scores",
    "draw_spending",
    "draw_totals",
]
