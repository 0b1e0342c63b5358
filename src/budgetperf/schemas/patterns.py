"""
How figures are written, as patterns that both ECMA-262 and Python understand, without look-around.

A pattern takes whatever the strict reader takes, full width and blanks within a figure included; what only a program
can know (百万元 is no unit of money) it lets through.
"""

from __future__ import annotations

__all__ = ["CODE", "COUNT", "DECIMAL_OR_PERCENT", "MONEY", "NUMBER", "PLAIN", "RATE", "SHA256", "SOME_TEXT"]

# What is white space to one of the two languages is so to the other only if it is listed.
_BLANKS = r"\s\u001c-\u001f\u0085\u200b\ufeff"
_W = f"[{_BLANKS}]*"
_DIGIT = f"[0-9０-９]{_W}"
_WHOLE = f"(?:(?:[0０]{_W})*(?:{_DIGIT}){{1,16}}|(?:{_DIGIT}){{1,3}}(?:[,，]{_W}(?:{_DIGIT}){{3}})+)"
_SIGNED = rf"{_W}(?:[+\-＋－−]{_W})?{_WHOLE}(?:[.．]{_W}(?:{_DIGIT}){{1,10}})?"
_PERCENT = f"[%％﹪]{_W}"
_ANY = f"[^%％﹪{_BLANKS}]{_W}"
# 元 begins a unit of things only before a stroke: 元/人.
_ANY_BUT_MONEY = f"(?:[^元0-9０-９%％﹪.．,，{_BLANKS}]{_W}(?:[0-9０-９]{_W})?|元{_W}[/／]{_W})"

SOME_TEXT = f"[^{_BLANKS}]"
"""Text with something in it: blank is null, and not ``""``."""

PLAIN = f"^{_SIGNED}$"
"""Points and weights: a decimal, at most 16 digits before the point and 10 after it."""

DECIMAL_OR_PERCENT = f"^{_SIGNED}(?:{_PERCENT})?$"
"""A number of a rulebook."""

RATE = f"^{_SIGNED}{_PERCENT}$"
"""A percentage with its sign."""

MONEY = f"^{_SIGNED}(?:[千万亿]{_W})?元{_W}$"
"""An amount in 元, 千元, 万元 or 亿元."""

COUNT = f"^{_SIGNED}(?:元{_W}[/／]{_W}(?:{_ANY}){{0,6}}|(?:{_ANY_BUT_MONEY}){{1,8}})?$"
"""A count with a short unit, or none."""

NUMBER = r"^-?[0-9]+(?:\.[0-9]+)?$"
"""A decimal as this program writes it."""

SHA256 = "^(?:[0-9a-f]{64})?$"
"""The hash of a file; empty for what was made in code."""

CODE = "^BP[0-9]{3}$"
"""The code of a finding."""
