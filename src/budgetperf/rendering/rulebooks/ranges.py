"""Numbers and ranges of a rulebook in words: whose each end is, is always told."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from budgetperf.domain.written import EXACT
from budgetperf.rendering.layout import pick
from budgetperf.scoring.ranges import Range

__all__ = ["number_text", "percent_text", "range_text", "span_text"]

_HUNDRED = Decimal(100)


def number_text(value: Decimal) -> str:
    """
    A number without idle zeros.

    >>> number_text(Decimal("9.50")), number_text(Decimal("100"))
    ('9.5', '100')
    """
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent_text(value: Decimal) -> str:
    """
    A share in per cent.

    >>> percent_text(Decimal("0.928"))
    '92.8%'
    """
    return f"{number_text(EXACT.multiply(value, _HUNDRED))}%"


def range_text(span: Range, write: Callable[[Decimal], str] = number_text, lang: str = "zh") -> str:
    """
    A range in words.

    >>> range_text(Range(low=80, high=90, high_open=True)), range_text(Range(high=60, high_open=True), lang="en")
    ('80（含）至 90（不含）', 'below 60')
    """
    low_in, high_in = not span.low_open, not span.high_open
    return span_text((span.low, low_in), (span.high, high_in), write, lang)


End = tuple[Decimal | None, bool | None]
"""An end of a range, and whether it belongs to it; None where that makes no difference."""


def span_text(low: End, high: End, write: Callable[[Decimal], str], lang: str) -> str:
    """The same, from the two ends."""
    (least, least_in), (most, most_in) = low, high
    if least is None and most is None:
        return pick(lang, "任何数值", "any value")
    if least is None:
        assert most is not None  # noqa: S101 - looked at
        return pick(lang, "不超过" if most_in else "低于", "at most" if most_in else "below") + f" {write(most)}"
    if most is None:
        return pick(lang, "不低于" if least_in else "超过", "at least" if least_in else "above") + f" {write(least)}"
    if least == most:
        return pick(lang, f"等于 {write(least)}", f"exactly {write(least)}")
    if lang == "zh":
        return f"{write(least)}{_MARKS[least_in] or ' '}至 {write(most)}{_MARKS[most_in]}"
    first = "above" if least_in is False else "from"
    last = {True: ", up to", False: ", below", None: " to"}[most_in]
    return f"{first} {write(least)}{last} {write(most)}"


_MARKS = {True: "（含）", False: "（不含）", None: ""}
