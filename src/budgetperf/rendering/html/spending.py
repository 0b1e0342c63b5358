"""Budget against spending of each 专项, as figures and as bars."""

from __future__ import annotations

from fractions import Fraction

from budgetperf.domain.quantity import Money
from budgetperf.domain.spending import Spending, spending
from budgetperf.rendering.catalogue import Text
from budgetperf.rendering.html.charts import budget_bar
from budgetperf.rendering.html.forms import scrolling
from budgetperf.rendering.html.markup import Content, Markup, element
from budgetperf.rendering.html.view import View
from budgetperf.rendering.review_json import rate_text

__all__ = ["spending_section"]


def spending_section(view: View) -> Markup | None:
    """One row for each line of 附件1, or for each project card; None where there is neither."""
    lines = spending(view.filing)
    if not lines:
        return None
    say = view.say
    most = max((amount for line in lines for amount in (_yuan(line.budget), _yuan(line.spent)) if amount), default=0)
    heads = [
        (say("专项"), "name"),
        (say("预算数"), "number"),
        (say(Text("决算数", "column of the chart")), "number"),
        (say(Text("执行率", "column of the chart")), "number"),
        (say("预算与支出"), "chart"),
    ]
    key = element(
        "span",
        element("span", class_="key budget"),
        say("预算"),
        " ",
        element("span", class_="key spent"),
        say("支出"),
        class_="keys",
        aria_hidden="true",
    )
    return element(
        "section",
        element("h2", view.begun(say("预算与支出")), id="spending-title"),
        scrolling(
            element(
                "table",
                element("caption", say("各专项的预算与支出"), " ", key, id="spending-caption"),
                element(
                    "thead", element("tr", *(element("th", text, scope="col", class_=kind) for text, kind in heads))
                ),
                element("tbody", *(_line(line, Fraction(most), view) for line in lines)),
                class_="spending",
            ),
            "spending-caption",
        ),
        id="spending",
        aria_labelledby="spending-title",
    )


def _yuan(amount: object) -> Fraction | None:
    return Fraction(amount.yuan) if isinstance(amount, Money) else None


def _line(line: Spending, most: Fraction, view: View) -> Markup:
    budget, spent = _yuan(line.budget), _yuan(line.spent)
    over = budget is not None and spent is not None and spent > budget
    mark: Content = None
    if over:
        mark = element("span", view.say("超预算"), class_="standing over")
    return element(
        "tr",
        element("th", view.link(line.spent_path, view.original(line.name)), scope="row", class_="name"),
        element("td", "—" if line.budget is None else str(line.budget), class_="number"),
        element("td", "—" if line.spent is None else str(line.spent), class_="number"),
        element("td", mark, " " if over else None, rate_text(line.rate) or "—", class_="number"),
        element("td", budget_bar(budget, spent, most), class_="chart"),
    )
