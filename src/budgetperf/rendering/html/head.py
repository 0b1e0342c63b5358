"""The top of the page: whose filing, what is wrong with it in one word, and the way to everything else."""

from __future__ import annotations

from collections import Counter

from budgetperf.domain.finding import Severity
from budgetperf.rendering.catalogue import Text
from budgetperf.rendering.html.markup import Content, Markup, element
from budgetperf.rendering.html.view import View
from budgetperf.rendering.ledger_text import last_year_line
from budgetperf.rendering.messages import word
from budgetperf.rendering.said import reason_text
from budgetperf.rendering.story import is_consequence
from budgetperf.rendering.titles import title_of
from budgetperf.review import Verdict

__all__ = ["navigation", "page_head", "page_title"]

# A sign beside the word, so that nobody needs the colour.
_SIGNS = {Verdict.CLEAN: "✓", Verdict.ADVICE: "i", Verdict.WARNINGS: "?", Verdict.ERRORS: "!"}


def page_title(view: View) -> str:
    """What the page is about, in one line."""
    filing = view.filing
    unit = filing.department or view.say(Text("单位名称不明", "title"))
    return view.say("{unit} {year|{} 年度}绩效自评复核", unit=unit, year=filing.year)


def page_head(view: View) -> Markup:
    """Unit and year, the verdict with its counts, and what was reviewed by which rulebook."""
    filing, book = view.filing, view.review.rulebook
    year = view.say("年度不明")
    if filing.year is not None:
        year = view.say("{year} 年度", year=filing.year)
    unit = filing.department or view.say("单位名称不明")
    title = title_of(book, view.lang)
    files = [element("li", source.file) for source in view.review.sources]
    compared = last_year_line(view.review, view.lang)
    facts: list[Content] = [
        _fact(view.say("材料"), element("ul", *files, class_="plain")) if files else None,
        _fact(
            view.say("规则集"),
            [element("code", book.name), f" {title}{view.say('；')}"],
            reason_text(view.review.why, filing, view.lang),
        ),
        _fact(view.say("上年"), compared) if compared else None,
    ]
    return element(
        "header",
        element("p", view.say("预算绩效自评复核"), class_="kicker"),
        element("h1", view.original(unit), " ", element("span", year, class_="year")),
        _verdict(view),
        element("dl", *facts, class_="facts"),
    )


def _fact(label: str, *content: Content) -> Markup:
    return element("div", element("dt", label), element("dd", *content))


def _verdict(view: View) -> Markup:
    verdict = view.review.verdict
    # What another finding explains is told with it, and not counted again.
    told = Counter(finding.severity for finding in view.review.findings if not is_consequence(finding))
    counts = [
        element("li", element("span", word("severity", severity, view.lang)), " ", element("b", str(told[severity])))
        for severity in Severity
    ]
    return element(
        "div",
        element(
            "p",
            element("span", _SIGNS[verdict], class_="sign", aria_hidden="true"),
            element("span", view.say("结论："), class_="unseen"),
            element("strong", word("verdict", verdict, view.lang)),
        ),
        element("ul", *counts, class_="counts"),
        class_=f"verdict {verdict}",
    )


def navigation(view: View, sections: list[tuple[str, str, str]]) -> Markup:
    """The sections of the page, each with how much is in it."""
    return element(
        "nav",
        element(
            "ul",
            *(
                element("li", element("a", label, href=f"#{at}"), element("small", f" {count}") if count else None)
                for at, label, count in sections
            ),
        ),
        aria_label=view.say("本页内容"),
    )
