"""What every part of the page needs: the review, the language, and where each place is shown."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from budgetperf.domain.finding import Finding, Severity
from budgetperf.domain.model import Filing
from budgetperf.rendering.catalogue import SOURCE, Text
from budgetperf.rendering.html.base_sheet import base_sheet
from budgetperf.rendering.html.card_sheet import card_sheet
from budgetperf.rendering.html.marks import Marks, marks_of
from budgetperf.rendering.html.markup import Content, Markup, element
from budgetperf.rendering.html.report_sheet import report_sheet
from budgetperf.rendering.html.sheets import Sheet, home_of, homes, place_id
from budgetperf.rendering.messages import say, word
from budgetperf.review import Review

__all__ = ["View", "view_of"]

# One character tells the severity where there is little room; the legend says which is which.
_SHORT = {Severity.ERROR: Text("错"), Severity.WARNING: Text("疑"), Severity.ADVICE: Text("议")}


@frozen(kw_only=True)
class View:
    """
    A review as it is shown.

    Attributes:
        lang: ``zh`` or ``en``.

        sheets: The forms.

        shown: The paths that have a place on the page.

        marks: What is said of each of them.
    """

    review: Review
    lang: str
    sheets: tuple[Sheet, ...]
    shown: frozenset[str]
    marks: Mapping[str, Marks]

    @property
    def filing(self) -> Filing:
        """The filing that was reviewed."""
        return self.review.filing

    def say(self, text: Text | str, /, **values: object) -> str:
        """A text of this library in the language of the page, filled."""
        return say(self.lang, text, **values)

    def begun(self, text: str) -> str:
        """A text of this library as the beginning of a sentence."""
        return text if self.lang == SOURCE else text[:1].upper() + text[1:]

    def original(self, *content: Content, tag: str = "span", **attributes: str | int | bool | None) -> Markup:
        """An element with words of the document, which are Chinese whatever the language of the page is."""
        return element(tag, *content, lang=None if self.lang == SOURCE else "zh-CN", **attributes)

    def href(self, path: str | None) -> str | None:
        """A link to the place of a path, or None where nothing around it is shown."""
        home = home_of(path, self.shown)
        return None if home is None else f"#{place_id(home)}"

    def link(self, path: str | None, *content: Content) -> Markup:
        """Words that lead to a place of a form, if it is shown."""
        href = self.href(path)
        return element("span", *content) if href is None else element("a", *content, href=href)

    def severity(self, severity: Severity) -> Markup:
        """A severity in full."""
        return element("span", word("severity", severity, self.lang), class_=f"badge {severity}")

    def flag(self, finding: Finding) -> Markup:
        """A link to a finding, small enough for a cell."""
        # What is seen begins the name, so that whoever speaks to the machine can call it by what stands there.
        seen = f"{self.say(_SHORT[finding.severity])} {finding.id}"
        return element(
            "a",
            seen,
            class_=f"flag {finding.severity}",
            href=f"#{finding.id}",
            aria_label=f"{seen} {word('severity', finding.severity, self.lang)}",
        )


def view_of(review: Review, lang: str) -> View:
    """Lay out the forms of a review, and find the place of everything that is said of them."""
    filing = review.filing
    sheets = [base_sheet(filing.base_table, lang)] if filing.base_table is not None else []
    sheets += [card_sheet(card, score, lang) for card, score in zip(filing.scorecards, review.scores, strict=True)]
    sheets += [report_sheet(report, f"reports[{index}]", lang) for index, report in enumerate(filing.reports)]
    shown = homes(sheets)
    return View(review=review, lang=lang, sheets=tuple(sheets), shown=shown, marks=marks_of(review, shown))
