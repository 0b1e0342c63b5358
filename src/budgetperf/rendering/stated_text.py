"""What a card states as its total or a row as its points, where it can be read and where it cannot."""

from __future__ import annotations

from decimal import Decimal

from budgetperf.domain.quantity import Unreadable
from budgetperf.rendering.messages import say

__all__ = ["printed_figure", "stated_total"]

# Characters that are shown of what stands where a figure belongs.
_LONGEST = 12


def printed_figure(known: Decimal | None, printed: object) -> str:
    """
    A figure that could be read, or what stands in its place.

    >>> printed_figure(Decimal("98"), Decimal("98")), printed_figure(None, Unreadable("9八"))
    ('98', '9八')
    """
    if known is not None:
        return f"{known:f}"
    if not isinstance(printed, Unreadable):
        return "—"
    return printed.text if len(printed.text) <= _LONGEST else printed.text[: _LONGEST - 1] + "…"


def stated_total(known: Decimal | None, printed: object, lang: str) -> str:
    """
    A total beside nothing that says of it whether it could be read.

    >>> stated_total(None, Unreadable("9八"), "zh"), stated_total(None, Unreadable("9八"), "en")
    ('“9八”（无法识别）', '“9八” (unreadable)')
    """
    text = printed_figure(known, printed)
    return say(lang, "“{text}”（无法识别）", text=text) if isinstance(printed, Unreadable) else text
