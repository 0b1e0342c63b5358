"""What a tool embeds of whatever it holds: JSON (filings and rulebooks can be read back), HTML, rows of data."""

from __future__ import annotations

from budgetperf._version import __version__
from budgetperf.domain.model import Filing, Scorecard
from budgetperf.domain.rows import Row
from budgetperf.formats import serial
from budgetperf.formats.rulebooks.writing import rulebook_to_json
from budgetperf.rendering.html.page import review_to_html
from budgetperf.rendering.review_json import review_to_json
from budgetperf.rendering.said import advice, sentence
from budgetperf.review import Review
from budgetperf.scoring.rulebook import Rulebook
from budgetperf.scoring.score import Score

__all__ = ["to_html", "to_json", "to_rows"]


def to_json(value: Filing | Review | Rulebook, *, lang: str = "zh") -> str:
    """
    Write a filing, a review or a rulebook as JSON; the same value gives the same bytes.

    Args:
        value: What to write.

        lang: Language of the sentences in a review, ``zh`` or ``en``.

    Raises:
        RulebookError: A rulebook holds a rule written in Python, which no file can hold.

        UnknownNameError: Nothing is said in the language.

    >>> to_json(Filing(year=2022)).splitlines()[1]
    '  "format": "budgetperf/1",'
    """
    if isinstance(value, Review):
        return review_to_json(value, version=__version__, lang=lang)
    if isinstance(value, Rulebook):
        return rulebook_to_json(value)
    return serial.to_json(value)


def to_html(review: Review, *, lang: str = "zh") -> str:
    """
    Write a review as one page of HTML, which loads nothing, runs nothing, and prints on A4.

    Args:
        review: The review.

        lang: Language of the page, ``zh`` or ``en``; what is quoted from the forms stays as it is.

    Raises:
        UnknownNameError: Nothing is said in the language.
    """
    return review_to_html(review, version=__version__, lang=lang)


def to_rows(value: Filing | Scorecard | Score | Review, *, lang: str = "zh") -> list[Row]:
    """
    Rows for a dataframe: the indicators of a filing or a card, the rows of a score, the findings of a review.

    Args:
        value: Whose rows.

        lang: Language of the sentences that stand in the findings of a review, ``zh`` or ``en``.

    Raises:
        UnknownNameError: Nothing is said in the language.

    >>> to_rows(Filing())
    []
    """
    rows = value.to_rows()
    if not isinstance(value, Review):
        return rows
    said = (
        {"message": sentence(finding, value.filing, lang), "to_do": advice(finding, value.filing, lang)}
        for finding in value.findings
    )
    return [row | more for row, more in zip(rows, said, strict=True)]
