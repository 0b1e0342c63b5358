"""
How a sheet shows a number: the stored digits, dressed by a number format.

A cell holds a binary double and a format; what an officer reads, and what is compared with the
printed form, is the text that the two make. Digits are kept rather than rounded away: a format
decides how a figure looks, and only what a formula leaves behind (a third, in sixteen digits)
is cut to what the sheet shows.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final

from attrs import frozen

__all__ = ["show_number"]

_SIGNIFICANT: Final = 15  # Excel itself shows no more
_TYPED_DECIMALS: Final = 6  # beyond this nobody typed the figure: it is the result of a formula
_LONGEST: Final = 255  # Excel accepts no longer number format

_CURRENCY: Final = str.maketrans("", "", "¥￥$€£")
_DASHES: Final = frozenset("-–—－")

_TOKEN: Final = re.compile(
    r"""
      "(?P<quoted>[^"]*)"?
    | [\\!](?P<escaped>.)
    | [_*].                            # room as wide as a character; a character that fills the cell
    | \[(?P<bracket>[^\]]*)\]?
    | (?P<general>General|G/通用格式|@)
    | (?P<plain>[Ee][+-]|/\s*[0-9\#?])  # an exponent, a fraction
    | (?P<end>;)
    | (?P<place>[0\#?.,])
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_CONDITION: Final = re.compile(r"(<=|>=|<>|<|>|=)\s*([+-]?[0-9]+(?:\.[0-9]+)?)")


@frozen(kw_only=True)
class _Section:
    """One of the sections that semicolons cut a format into."""

    prefix: str = ""
    suffix: str = ""
    whole: str = ""  # the places before the point: 0 # ?
    decimals: str = ""  # the places after it
    shift: int = 0  # decimal places that the value is moved to the left
    general: bool = False
    text: bool = False
    condition: tuple[str, Decimal] | None = None

    @property
    def numeric(self) -> bool:
        return self.general or bool(self.whole or self.decimals)


def show_number(value: float, pattern: str) -> str:
    """
    The text of a number under an Excel number format, in plain notation and without thousands separators.

    A percentage is multiplied by a hundred. At least the decimals of the format are shown, and all
    the decimals that are stored; more than six of them come from a formula and are rounded, half up,
    to those of the format. Text that the format adds is kept; currency signs, padding and colours are
    not. A negative number always carries its minus sign, also where the sheet uses red or brackets,
    and a zero that the accounting formats print as a dash is ``0``.

    >>> show_number(1, "0.0%"), show_number(4.9, "0.00"), show_number(0.1 + 0.2, "General")
    ('100.0%', '4.90', '0.3')
    >>> show_number(96.73, '#,##0.0"万元"'), show_number(2 / 3, "0.00%")
    ('96.73万元', '66.67%')

    Args:
        value: A finite number.

        pattern: The number format, in its stored (English) spelling.
    """
    number = Context(prec=_SIGNIFICANT, rounding=ROUND_HALF_UP).create_decimal(repr(value))
    sections = _parse_sections(pattern if len(pattern) <= _LONGEST else "General")
    section = _choose(sections, number)
    shown = _dress(section, number)
    if shown in _DASHES and not number:
        return "0"
    # A format such as ``;;;`` hides its figures; a figure other than zero is never lost that way.
    return shown if shown or not number else _spell(number)


def _dress(section: _Section, number: Decimal) -> str:
    prefix, suffix = section.prefix.strip(), section.suffix.rstrip()
    digits, negative = "", number < 0
    if section.numeric:
        scaled = _context().scaleb(number.copy_abs(), -section.shift)
        digits = _spell(scaled) if section.general else _fit(section, scaled)
        negative = negative and any(digit in "123456789" for digit in digits)
    if number < 0:
        # The section for negative numbers writes its own sign, or none at all.
        prefix = prefix.strip("-－")
        if prefix.endswith("(") and suffix.endswith(")"):
            prefix, suffix = prefix[:-1], suffix[:-1]
    sign = "-" if negative and section.numeric else ""
    return f"{sign}{prefix}{digits}{suffix}".strip()


def _fit(section: _Section, number: Decimal) -> str:
    """The digits of a number that is not negative, with at least the places that the section asks for."""
    if not number and "0" not in section.whole + section.decimals:
        return ""
    most, least = len(section.decimals), section.decimals.count("0")
    stored = len(_spell(number).partition(".")[2])
    if stored > _TYPED_DECIMALS and stored > most:
        number = number.quantize(Decimal(f"1e-{most}"), rounding=ROUND_HALF_UP, context=_context())
    before, _, after = _spell(number).partition(".")
    before = before.zfill(section.whole.count("0"))
    after = after.ljust(least, "0")
    return f"{before}.{after}" if after else before


def _context() -> Context:
    # Never the context of the caller's thread; roomy enough that nothing is rounded by accident.
    return Context(prec=2 * _SIGNIFICANT)


def _spell(number: Decimal) -> str:
    """A number in plain notation, without trailing zeros."""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def _choose(sections: tuple[_Section, ...], number: Decimal) -> _Section:
    """The section for a number; see ECMA-376, part 1, 18.8.31."""
    first, *rest = sections
    second = rest[0] if rest else first
    third = rest[1] if len(rest) > 1 else first
    if first.condition is None and second.condition is None:
        return second if number < 0 else first if number > 0 else third
    for section in (first, second):
        if section.condition is not None and _holds(section.condition, number):
            return section
    return third if first.condition is not None and second.condition is not None and len(rest) > 1 else second


def _holds(condition: tuple[str, Decimal], number: Decimal) -> bool:
    operator, bound = condition
    return {
        "<": number < bound,
        "<=": number <= bound,
        ">": number > bound,
        ">=": number >= bound,
        "=": number == bound,
        "<>": number != bound,
    }[operator]


def _parse_sections(pattern: str) -> tuple[_Section, ...]:
    """The sections for numbers, at least one."""
    sections: list[_Section] = []
    tokens: list[re.Match[str]] = []
    for token in _TOKEN.finditer(pattern):
        if token["end"]:
            sections.append(_parse_section(tokens))
            tokens = []
        else:
            tokens.append(token)
    sections.append(_parse_section(tokens))
    # The fourth section is for text, and so is the last one when it has an @.
    numeric = [section for section in sections[:3] if not section.text or len(sections) == 1]
    return tuple(numeric) or (_Section(general=True),)


def _parse_section(tokens: list[re.Match[str]]) -> _Section:
    prefix: list[str] = []
    suffix: list[str] = []
    places, shift = "", 0
    moved = general = text = False
    condition = None
    for token in tokens:
        literal = token["quoted"] or token["escaped"] or token["other"]
        if token["place"]:
            if "." in suffix and "." not in places:
                # A literal point among the digits moves the value: ``0\\.0000`` shows 15000 as 1.5000.
                places, moved = f"{places}.", True
            suffix.clear()
            places += token["place"]
        elif token["general"] or token["plain"]:
            general, text = True, text or token["general"] == "@"
        elif token["bracket"] is not None:
            found = _CONDITION.fullmatch(token["bracket"])
            condition = (found[1], Decimal(found[2])) if found else condition
        elif literal:
            shift -= 2 if token["other"] == "%" else 0
            (suffix if places or general else prefix).append(literal.translate(_CURRENCY))
    whole, _, decimals = places.partition(".")
    # A comma after the last place divides by a thousand; between places it only groups them.
    shift += 3 * (len(whole) - len(whole.rstrip(",")) + len(decimals) - len(decimals.rstrip(",")))
    shift += len(decimals.rstrip(",")) if moved else 0
    return _Section(
        prefix="".join(prefix),
        suffix="".join(suffix),
        whole=whole.replace(",", ""),
        decimals=decimals.replace(",", ""),
        shift=shift,
        general=general,
        text=text,
        condition=condition,
    )
