"""A review as one page: it loads nothing, opens from a disk, prints on A4, and needs no script to be read."""

from __future__ import annotations

from budgetperf.domain.spending import spending
from budgetperf.rendering.catalogue import SOURCE, Text
from budgetperf.rendering.html.basis import basis_section
from budgetperf.rendering.html.findings import findings_count, findings_section
from budgetperf.rendering.html.forms import forms_section
from budgetperf.rendering.html.head import navigation, page_head, page_title
from budgetperf.rendering.html.ledger import ledger_section
from budgetperf.rendering.html.markup import document, element, raw_style
from budgetperf.rendering.html.scores import scores_section
from budgetperf.rendering.html.spending import spending_section
from budgetperf.rendering.html.style import policy, style_sheet
from budgetperf.rendering.html.view import View, view_of
from budgetperf.review import Review

__all__ = ["review_to_html"]


def review_to_html(review: Review, *, version: str, lang: str = "zh") -> str:
    """
    A review as one HTML page; the same review gives the same bytes.

    Args:
        review: The review.

        version: Version of this library, which the page tells.

        lang: ``zh`` or ``en``; what is quoted from the forms stays as it is.
    """
    view = view_of(review, lang)
    css = style_sheet("page.css")
    return document(
        element(
            "html",
            element(
                "head",
                element("meta", charset="utf-8"),
                element("meta", http_equiv="Content-Security-Policy", content=policy(css)),
                element("meta", name="viewport", content="width=device-width, initial-scale=1"),
                element("meta", name="referrer", content="no-referrer"),
                element("title", page_title(view)),
                raw_style(css),
            ),
            element(
                "body",
                element("a", view.say("跳到正文"), href="#content", class_="skip"),
                page_head(view),
                navigation(view, _sections(view)),
                element(
                    "main",
                    scores_section(view),
                    spending_section(view),
                    findings_section(view),
                    forms_section(view),
                    ledger_section(view),
                    id="content",
                    tabindex=-1,
                ),
                basis_section(view, version),
            ),
            lang="zh-CN" if lang == SOURCE else lang,
        )
    )


def _sections(view: View) -> list[tuple[str, str, str]]:
    """The sections that the page has: where, what, and how much."""
    say, review = view.say, view.review
    found = [
        ("scores", say(Text("得分", "section")), len(review.scores)),
        ("spending", say("预算与支出"), len(spending(view.filing))),
        ("findings", say("发现的问题"), findings_count(view)),
        ("forms", say(Text("自评材料", "section")), len(view.sheets)),
        ("ledger", say(Text("勾稽关系", "section")), len(review.ledger)),
    ]
    # What is not there has no place; that nothing was found is worth saying.
    there = [(at, label, str(count)) for at, label, count in found if count or at == "findings"]
    return [*there, ("basis", say(Text("复核依据", "section")), "")]
