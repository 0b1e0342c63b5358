"""How Word writes the number of a list, in the formats that Chinese documents use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

__all__ = ["write_number"]

_DIGITS: Final = "零一二三四五六七八九"
_UNITS: Final = ("千", "百", "十", "")
_LEGAL_DIGITS: Final = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_UNITS: Final = ("仟", "佰", "拾", "")
_TRADITIONAL_DIGITS: Final = "零壹貳參肆伍陸柒捌玖"

_SPELLED_BELOW: Final = 10_000
_ROMAN_BELOW: Final = 4_000
_LETTERS_UP_TO: Final = 26 * 10
_ROMAN: Final = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


def write_number(number: int, style: str) -> str:
    """
    Write the number of a list in one of the number formats of Word (``w:numFmt``).

    A format that is not known here, and a number that a format has no sign for, is written in digits,
    as Word does.

    >>> [write_number(11, style) for style in ("chineseCountingThousand", "decimalEnclosedCircle", "upperRoman")]
    ['十一', '⑪', 'XI']
    """
    write = _FORMATS.get(style)
    return str(number) if write is None else write(number)


def _spell(number: int, digits: str = _DIGITS, units: tuple[str, ...] = _UNITS) -> str:
    """
    Spell a number with its units, one 零 for a gap.

    >>> [_spell(number) for number in (10, 19, 20, 101, 110, 1001, 1010)]
    ['一十', '一十九', '二十', '一百零一', '一百一十', '一千零一', '一千零一十']
    """
    if not 0 < number < _SPELLED_BELOW:
        return digits[0] if number == 0 else str(number)
    signs = (
        digits[0] if figure == "0" else digits[int(figure)] + unit
        for figure, unit in zip(f"{number:04}", units, strict=True)
    )
    zero = digits[0]
    return zero.join(filter(None, "".join(signs).split(zero)))


def _count_thousand(number: int) -> str:
    spelled = _spell(number)
    # 十一, but 一百一十一: only the first ten goes without its one.
    return spelled.removeprefix("一") if spelled.startswith("一十") else spelled


def _count(number: int) -> str:
    # From a hundred on, this format names the digits: 一○○.
    return _count_thousand(number) if number < 100 else _name_digits(number, "○")  # noqa: PLR2004 - a hundred


def _count_japanese(number: int) -> str:
    if not 0 < number < _SPELLED_BELOW:
        return "〇" if number == 0 else str(number)
    spelled = _spell(number).replace("零", "")
    for unit in "千百十":
        spelled = spelled.replace(f"一{unit}", unit)
    return spelled


def _name_digits(number: int, zero: str = "〇") -> str:
    return "".join(zero if figure == "0" else _DIGITS[int(figure)] for figure in str(number))


def _widen(number: int) -> str:
    return "".join(chr(ord(figure) - ord("0") + ord("０")) for figure in str(number))


def _letter(number: int) -> str:
    # aa, bb, cc follow z: the letter is repeated, not counted on.
    if not 0 < number <= _LETTERS_UP_TO:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    if not 0 < number < _ROMAN_BELOW:
        return str(number)
    signs = ""
    for worth, sign in _ROMAN:
        times, number = divmod(number, worth)
        signs += sign * times
    return signs


def _from(first: str, last: int) -> Callable[[int], str]:
    """Signs that follow each other in Unicode, for 1 to *last*."""
    return lambda number: chr(ord(first) + number - 1) if 0 < number <= last else str(number)


def _out_of(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else str(number)


_FORMATS: Final[Mapping[str, Callable[[int], str]]] = {
    "none": lambda _: "",
    "bullet": lambda _: "",
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": _widen,
    "decimalFullWidth2": _widen,
    "decimalEnclosedCircle": _from("①", 20),
    "decimalEnclosedCircleChinese": _from("①", 10),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "decimalEnclosedParen": _from("⑴", 20),
    "ideographEnclosedCircle": _from("㈠", 10),
    "chineseCounting": _count,
    "taiwaneseCounting": _count,
    "chineseCountingThousand": _count_thousand,
    "taiwaneseCountingThousand": _count_thousand,
    "japaneseCounting": _count_japanese,
    "ideographDigital": _name_digits,
    "japaneseDigitalTenThousand": _name_digits,
    "taiwaneseDigital": lambda number: _name_digits(number, "○"),
    "chineseLegalSimplified": lambda number: _spell(number, _LEGAL_DIGITS, _LEGAL_UNITS),
    "ideographLegalTraditional": lambda number: _spell(number, _TRADITIONAL_DIGITS, _LEGAL_UNITS),
    "ideographTraditional": _out_of("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _out_of("子丑寅卯辰巳午未申酉戌亥"),
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}
