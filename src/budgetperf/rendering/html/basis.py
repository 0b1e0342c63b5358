"""What the review rests on, so that it can be repeated: files, rulebook, version, and clauses that were not seen."""

from __future__ import annotations

from collections.abc import Iterator

from budgetperf.domain.finding import Clause, ClauseStatus
from budgetperf.rendering.html.markup import Content, Markup, element
from budgetperf.rendering.html.view import View
from budgetperf.rendering.said import basis_text

__all__ = ["basis_section"]


def basis_section(view: View, version: str) -> Markup:
    """Hashes of all that went in, the version, and the recalled clauses that were used."""
    say, review = view.say, view.review
    files = [
        element("li", source.file, " ", element("code", source.sha256, class_="hash")) for source in review.sources
    ]
    recalled = sorted({basis_text(clause, view.lang) or "" for clause in _recalled(view)})
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
            _fact(say("材料（SHA-256）"), element("ul", *files, class_="plain")) if files else None,
            _fact(
                say("未见原文、待核的依据"),
                element("ul", *(element("li", text) for text in recalled), class_="plain"),
            )
            if recalled
            else None,
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


def _fact(label: str, *content: Content) -> Markup:
    return element("div", element("dt", label), element("dd", *content))


def _recalled(view: View) -> Iterator[Clause]:
    """The clauses behind findings and scores that are known from memory only."""
    rows = (row for score in view.review.scores for row in (score.execution, *score.rows) if row is not None)
    for clause in (*(finding.clause for finding in view.review.findings), *(row.clause for row in rows)):
        if clause is not None and clause.status is ClauseStatus.RECALLED:
            yield clause
