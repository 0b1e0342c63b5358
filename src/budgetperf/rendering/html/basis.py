"""What the review rests on, so that it can be repeated: files, rulebook, version, and clauses that were not seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from budgetperf.domain.figures import Source
from budgetperf.domain.finding import ClauseStatus
from budgetperf.rendering.html.markup import Content, Markup, element
from budgetperf.rendering.html.view import View
from budgetperf.rendering.said import basis_text

__all__ = ["basis_section"]


def basis_section(view: View, version: str) -> Markup:
    """Hashes of all that went in, the version, and the recalled clauses that were used."""
    say, review = view.say, view.review
    recalled = [clause for clause in review.clauses if clause.status is ClauseStatus.RECALLED]
    return element(
        "footer",
        element("h2", say("复核依据"), id="basis-title"),
        element(
            "dl",
            _fact(say("程序"), f"budgetperf {version}"),
            _fact(
                say("规则集"),
                review.rulebook.name,
                [" SHA-256 ", element("code", review.rulebook.sha256, class_="hash")] if review.rulebook.sha256 else "",
            ),
            _files(say("材料（SHA-256）"), review.sources),
            _files(say("上年材料（SHA-256）"), review.previous_sources),
            _listed(say("未见原文、待核的依据"), [basis_text(clause, view.lang) for clause in recalled]),
            class_="facts",
        ),
        element(
            "p",
            say("复算区间的两端，一端是待定的分全不给，一端是全给。没有核对的，上面都列出了原因。"),
            class_="note",
        ),
        id="basis",
        aria_labelledby="basis-title",
    )


def _files(label: str, sources: Iterable[Source]) -> Markup | None:
    return _listed(label, [[source.file, " ", element("code", source.sha256, class_="hash")] for source in sources])


def _listed(label: str, items: Sequence[Content]) -> Markup | None:
    return _fact(label, element("ul", *(element("li", item) for item in items), class_="plain")) if items else None


def _fact(label: str, *content: Content) -> Markup:
    return element("div", element("dt", label), element("dd", *content))
