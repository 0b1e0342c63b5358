"""Numbers and ranges of a rulebook in words: whose each end is, is always told."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from budgetperf.domain.written import EXACT
from budgetperf.rendering.catalogue import Text
from budgetperf.rendering.messages import say
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
        return say(lang, "任何数值")
    if least is None:
        assert most is not None  # noqa: S101 - looked at
        return say(lang, "不超过 {value}" if most_in else "低于 {value}", value=write(most))
    if most is None:
        return say(lang, "不低于 {value}" if least_in else "超过 {value}", value=write(least))
    if least == most:
        return say(lang, "等于 {value}", value=write(least))
    return say(lang, _FROM[least_in], value=write(least)) + say(lang, _TO[most_in], value=write(most))


_FROM = {True: Text("{value}（含）"), False: Text("{value}（不含）"), None: Text("{value} ")}
_TO = {True: Text("至 {value}（含）"), False: Text("至 {value}（不含）"), None: Text("至 {value}")}
