"""What stands around a form: attachment marks, titles, covers, template instructions, notes, signature lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from attrs import frozen

from budgetperf.domain.written import fold
from budgetperf.formats.forms.labels import compact, is_blank, is_filler, label_key, one_line, year_in
from budgetperf.formats.forms.layout import TITLES, Form, Part, names
from budgetperf.formats.forms.strips import Spot, Text

__all__ = [
    "Labelled",
    "Title",
    "find_title",
    "is_date",
    "is_instruction",
    "is_numbered",
    "read_labelled",
    "read_mark",
    "read_note",
    "read_year_line",
]

_LONGEST_TITLE: Final = 80
_TITLE_LINES: Final = 4
_TITLE_ENDS: Final = ("表", "告", ")")
_LONGEST_LINE: Final = 1_000
# Half width, one character for one, so that a place in the result is a place in the text as printed.
_HALF_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}

_MARK: Final = re.compile(
    r"\s*(附\s*[件表]\s*(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:\s*[-—–之]\s*[0-9]{1,2}){0,2})(?:\s*[:、.]\s*|\s+|$)",
)
_TITLES: Final = tuple(
    (form, re.compile(rf"(?P<lead>[^。;,!?:]{{0,40}}?)(?:{name})(?:\([^()]{{0,12}}\)){{0,3}}")) for form, name in TITLES
)
_STARTS_WITH_YEAR: Final = re.compile(r"\(?(?:(?:19|20)[0-9]{2}年|[×xX_*○〇]{2,4}年度?|年度)")
_YEAR_LINE: Final = re.compile(r"\(?((?:19|20)[0-9]{2})年度?\)?|\(?(?:[×xX_]{2,4})?年度\)?")
_NUMBERED: Final = re.compile(
    r"[一二三四五六七八九十百]{1,4}、|\([一二三四五六七八九十]{1,3}\)|[0-9]{1,2}[、.](?![0-9])"
)
_INSTRUCTION: Final = re.compile(
    r"\((?:此页为封面|封面|盖章|公章|单位盖章|续|续表|接上页|接下页|样表|一个专项一行"
    r"|[^()]{0,20}(?:提纲|填写|格式|模板|样式|样表)[^()]{0,20})\)|续表|接上页|接下页|参考提纲|盖章|此页为封面"
    # The number of a page, typed as a line.
    r"|[-—–]{1,2}[0-9]{1,3}[-—–]{1,2}|第[0-9]{1,3}页(?:[,/、]?共[0-9]{1,3}页)?"
)
_TITLE_INSTRUCTION: Final = re.compile(r"[(（][^()（）]{0,12}(?:提纲|格式|模板|样式|样表)[^()（）]{0,12}[)）]$")
_SEAL: Final = re.compile(r"[(（]\s*(?:单位\s*)?[盖公]\s*章\s*[)）]|[盖公]\s*章")
_DIGIT: Final = r"[0-9〇○零一二三四五六七八九十×xX_*]"
_DATE: Final = re.compile(
    rf"{_DIGIT}{{0,6}}年{_DIGIT}{{0,3}}月(?:{_DIGIT}{{0,4}}日)?|20[0-9]{{2}}([-./])[0-9]{{1,2}}\1[0-9]{{1,2}}"
)
_BLANK_DATE: Final = re.compile(r"[年月日_\s./-]*")


def _spaced(label: str) -> str:
    return r"\s*".join(re.escape(character) for character in label)


def _labels(part: Part) -> str:
    return "|".join(_spaced(label) for label in sorted(names(part), key=len, reverse=True))


_LABELS: Final = {
    part: re.compile(rf"({_labels(part)})\s*(?:\([^()]{{0,10}}\)\s*)?:") for part in (Part.AROUND, Part.SUBJECT)
}
_NOTE: Final = re.compile(rf"[(]?(?:{_labels(Part.NOTES)})\s*(?:[0-9]\s*)?:")


@frozen(kw_only=True)
class Title:
    """A title: its form, how many texts it takes, the words as printed without white space, and its year."""

    form: Form
    lines: int
    title: str
    year: int | None


@frozen(kw_only=True)
class Labelled:
    """A field of the heading, what stands after its label, and where."""

    field: str
    label: str
    value: str | None
    spot: Spot


def read_mark(text: str) -> tuple[str, str] | None:
    """
    The mark of an attachment, and what stands behind it on the same line.

    >>> read_mark(" 附件 1 "), read_mark("附件2：2022年度部门整体支出绩效自评表"), read_mark("附件1所列")
    (('附件1', ''), ('附件2', '2022年度部门整体支出绩效自评表'), None)
    """
    first, *others = text.strip().split("\n", maxsplit=1)
    line = one_line(first).translate(_HALF_WIDTH)
    match = _MARK.match(line)
    if match is None:
        return None
    return compact(match[1]), "\n".join((line[match.end() :], *others)).strip()


def find_title(texts: Sequence[str], *, at_start: bool) -> Title | None:
    """
    The title that begins with the first of these texts, which may continue it over the next lines.

    Args:
        texts: The text in question and those that follow it.

        at_start: Whether an attachment may begin here in any case. Elsewhere a title must begin with its year or
            be nothing but the name of a form, since prose may end with such a name, too.

    >>> find_title(["2022年度部门整体支出绩效评价基础", "数据表", "说明"], at_start=False).title
    '2022年度部门整体支出绩效评价基础数据表'
    """
    folded: list[str] = []
    for count, text in enumerate(texts[:_TITLE_LINES], start=1):
        line = fold(text) if len(text) <= 2 * _LONGEST_TITLE else ""
        if not line or _NUMBERED.match(line):
            return None
        folded.append(line)
        # Most lines are prose: look closer only where a title could end.
        form = _match_title("".join(folded), at_start=at_start) if line.endswith(_TITLE_ENDS) else None
        if form is not None:
            return _make_title(form, texts[:count], folded)
    return None


def _make_title(form: Form, texts: Sequence[str], folded: Sequence[str]) -> Title | None:
    if any(is_instruction(text) or is_date(text) or read_mark(text) is not None for text in texts):
        return None
    # 县统战部 / 2022年度部门整体支出绩效自评表: the second line is a title of its own.
    continues = len(texts) == 1 or _STARTS_WITH_YEAR.match(folded[0]) is not None
    if not continues and any(find_title(texts[skip:], at_start=False) for skip in range(1, len(texts))):
        return None
    title = _TITLE_INSTRUCTION.sub("", "".join(map(compact, texts)))
    year = year_in(title)
    return Title(form=form, lines=len(texts), title=title, year=None if year is None else int(year))


def _match_title(folded: str, *, at_start: bool) -> Form | None:
    if len(folded) > _LONGEST_TITLE:
        return None
    for form, pattern in _TITLES:
        match = pattern.fullmatch(folded)
        if match is not None and (at_start or not match["lead"] or _STARTS_WITH_YEAR.match(folded)):
            return form
    return None


def read_year_line(text: str) -> tuple[int | None] | None:
    """
    The year of a line that is nothing but a year, ``(None,)`` where it is left blank; None for any other line.

    >>> read_year_line("（2022年度）"), read_year_line("（   年度）"), read_year_line("2022年度预算")
    ((2022,), (None,), None)
    """
    match = _YEAR_LINE.fullmatch(fold(text))
    if match is None:
        return None
    return (None if match[1] is None else int(match[1]),)


def is_instruction(text: str) -> bool:
    """Whether a text is what the template says to the person who fills it in: (此页为封面), (参考提纲), ……."""
    return is_filler(text) or _INSTRUCTION.fullmatch(fold(text)) is not None


def is_date(text: str) -> bool:
    """Whether a text is nothing but a date, or the blank for one."""
    return _DATE.fullmatch(fold(text)) is not None


def is_numbered(text: str) -> bool:
    """Whether a text begins with an ordinal: 一、 （一） 1、."""
    return _NUMBERED.match(fold(text[:40])) is not None


def read_note(spots: Sequence[Spot]) -> str | None:
    """
    The text of a note, or None: after 说明： or 备注：, or in the cell beside such a label.

    >>> read_note([Spot(text="备注： 一个项目一张表。", row=1)])
    '一个项目一张表。'
    """
    first = spots[0].text.strip()
    match = _NOTE.match(first.translate(_HALF_WIDTH))
    rest = "\n".join(spot.text.strip() for spot in spots[1:])
    if match is not None:
        return "\n".join(filter(None, (first[match.end() :].strip(), rest)))
    if len(spots) > 1 and spots[0].key in names(Part.NOTES):
        return rest
    return None


def read_labelled(text: Text, part: Part = Part.AROUND) -> tuple[Labelled, ...] | None:
    """
    The labels of a line and their values; None where the text says anything else.

    Args:
        text: A line of labels: of a heading, a signature, or (Part.SUBJECT) what a scorecard is about.

        part: Whose labels to look for.

    >>> line = Text(spots=(Spot(text="填表人：××   填报日期：2023.6.15", row=1),))
    >>> [(item.field, item.value) for item in read_labelled(line)]
    [('prepared_by', '××'), ('date', '2023.6.15')]
    """
    if sum(len(spot.text) for spot in text.spots) > _LONGEST_LINE:
        return None
    fields = names(part)
    found: list[Labelled] = []
    pending = False
    for spot in text.spots:
        plain = spot.text.translate(_HALF_WIDTH)
        matches = list(_LABELS[part].finditer(plain))
        label = compact(plain).removesuffix(":")
        if matches and is_blank(plain[: matches[0].start()]):
            ends = [*(match.start() for match in matches[1:]), len(plain)]
            for match, end in zip(matches, ends, strict=True):
                value = _clean_value(spot.text[match.end() : end])
                name = compact(match[1])
                found.append(Labelled(field=fields[name], label=name, value=value, spot=spot))
            pending = found[-1].value is None
        elif len(text.spots) > 1 and (name := label if label in fields else label_key(label)) in fields:
            found.append(Labelled(field=fields[name], label=name, value=None, spot=spot))
            pending = True
        elif pending:
            last = found.pop()
            found.append(Labelled(field=last.field, label=last.label, value=_clean_value(spot.text), spot=spot))
            pending = False
        else:
            return None
    return tuple(found)


def _clean_value(text: str) -> str | None:
    """What was written after a label: without the place for a seal, and None for a blank line."""
    value = one_line(_SEAL.sub("", text)).strip("_＿ \t\u3000")
    return None if is_blank(value) or _BLANK_DATE.fullmatch(value) else value
