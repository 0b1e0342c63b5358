"""
Reading the proof: whether what is about to be written would be read back as what it is.

A text may say on paper what it does not say in a field: a row called 总分 ends a table, a paragraph that begins with
一、 is a heading. Whatever would not come back as it went is refused here, with its path, before a file is touched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import zip_longest
from typing import Final

import attrs
from attrs import evolve, frozen

from budgetperf.domain.figures import look_up
from budgetperf.domain.finding import Finding
from budgetperf.domain.model import BaseTable, Filing, Record, Report, Scorecard
from budgetperf.errors import FileError, WriteError
from budgetperf.formats.forms.attachments import read_forms
from budgetperf.formats.forms.merge import find_department, find_year, merge_attachments
from budgetperf.formats.losses import is_lost
from budgetperf.formats.office.grid import Pages
from budgetperf.formats.office.packing import first_forbidden
from budgetperf.printing.sheet import Line, Sheet

__all__ = ["check_characters", "check_pages", "find_text", "first_difference"]

_LONGEST: Final = 60
_MISSING: Final = object()


def check_characters(filing: Filing, sheets: Sequence[Sheet]) -> None:
    """
    See to it that a file can hold every character.

    Args:
        filing: A filing.

        sheets: The same as it will be printed.

    Raises:
        WriteError: A control character, or half of a surrogate pair.
    """
    path, text = find_text(filing, sheets, lambda text: first_forbidden(text) is not None) or ("", "")
    found = first_forbidden(text)
    if found is None:
        return
    code, number = f"U+{ord(found):04X}", text.index(found) + 1
    raise WriteError(
        path,
        f"第 {number} 个字符 {code} 是 Word 和 Excel 都存不下的控制字符，未写出。请删去该字符。",
        f"character {number}, {code}, is one that no Word or Excel file can hold; nothing was written. Delete it.",
    )


def find_text(filing: Filing, sheets: Sequence[Sheet], is_wanted: Callable[[str], bool]) -> tuple[str, str] | None:
    """
    The first text of a filing of a certain kind, with its path; None where no sheet prints any.

    Args:
        filing: A filing.

        sheets: The same as it will be printed.

        is_wanted: What to look for.
    """
    # Who is to blame is asked only where there is something to blame.
    if not any(is_wanted(text) for sheet in sheets for text in _texts(sheet)):
        return None
    return next((found for found in _values(filing, "") if is_wanted(found[1])), None)


def _texts(sheet: Sheet) -> Iterator[str]:
    for block in sheet.blocks:
        if isinstance(block, Line):
            yield block.text
        else:
            for row in block.rows:
                for cell in row:
                    yield cell.text


def _values(value: object, path: str) -> Iterator[tuple[str, str]]:
    """Every text of a part of a filing, with its path."""
    if isinstance(value, Record):
        for name in _parts(type(value)):  # type: ignore[arg-type] # mypy takes the hash of records for that of their class
            yield from _values(getattr(value, name), f"{path}.{name}" if path else name)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _values(item, path if path.endswith("labels") else f"{path}[{index}]")
    elif value is not None:
        yield path, str(value)


@cache  # one entry for each kind of record
def _parts(record: type[Record]) -> tuple[str, ...]:
    """The parts of a record; the year and the name of a filing, which follow from the rest of it, come last."""
    found = [part.name for part in attrs.fields(record)]
    return tuple(sorted(found, key=lambda name: record is Filing and name in ("year", "department")))


def check_pages(filing: Filing, sheets: Sequence[Sheet], pages_of: Callable[[Sequence[Sheet]], Pages]) -> None:
    """
    See to it that the pages of a file say what a filing says.

    Args:
        filing: A canonical filing.

        sheets: The same, laid out.

        pages_of: The pages that a reader would make of sheets.

    Raises:
        WriteError: The first thing that would be read back as something else, or not at all.
    """
    found = _compare(filing, pages_of(sheets))
    if found is None:
        return
    # A form that is lost makes the next one look wrong: each is looked at by itself.
    for sheet in sheets:
        part = _only(filing, sheet)
        alone = _compare(part, pages_of([sheet]))
        if alone is not None:
            number = re.fullmatch(r"([a-z_]+)\[[0-9]+\]", sheet.path)
            path = alone.path if number is None else alone.path.replace(f"{number[1]}[0]", sheet.path, 1)
            found = evolve(alone, path=path or sheet.path)
            break
    raise WriteError(found.path, found.zh, found.en)


@frozen(kw_only=True)
class _Fault:
    """What would not come back as it went, and how to say so."""

    path: str
    zh: str
    en: str


def _only(filing: Filing, sheet: Sheet) -> Filing:
    """A filing with nothing but the part that a sheet prints."""
    part = look_up(filing, sheet.path)
    if isinstance(part, BaseTable):
        held = Filing(base_table=part)
    elif isinstance(part, Scorecard):
        held = Filing(scorecards=[part])
    else:
        assert isinstance(part, Report)  # noqa: S101 - a sheet prints one of the three
        held = Filing(reports=[part])
    return evolve(held, year=find_year(held)[0], department=find_department(held)[0])


def _compare(filing: Filing, pages: Pages) -> _Fault | None:
    try:
        attachments, outside = read_forms(pages)
        merged = merge_attachments(attachments)
    except FileError as error:
        zh, en = error.zh.partition("：")[2], error.en.partition(": ")[2]
        return _Fault(
            path="",
            zh=f"写进官方表格后读不回来（{zh}），未写出。",
            en=f"once written into the forms it could not be read back ({en}); nothing was written.",
        )
    found = first_difference(filing, merged.filing)
    if found is None:
        return _find_loss(filing, (*outside, *merged.findings))
    path, stated, read = found
    return _Fault(
        path=path,
        zh=f"{_show(stated, 'zh')}写进表格后，读回来是{_show(read, 'zh')}，未写出。请改写该处或它前后的文字。",
        en=f"{_show(stated, 'en')} would be read back from the form as {_show(read, 'en')}; nothing was written. "
        "Word it, or what stands beside it, differently.",
    )


def _find_loss(filing: Filing, findings: Sequence[Finding]) -> _Fault | None:
    """What a reader would set aside, although all of the filing comes back."""
    lost = next((finding for finding in findings if is_lost(finding)), None)
    if lost is None:
        return None
    text = lost.stated or ""
    path = next((path for path, value in _values(filing, "") if value and value in text), "")
    return _Fault(
        path=path,
        zh=f"写进表格后，其中的“{text[:_LONGEST]}”会被当成表格以外的内容，读不回来，未写出。请改写该处。",
        en=f"once written into the forms, {text[:_LONGEST]!r} would be set aside as no part of them; nothing was "
        "written. Word it differently.",
    )


def _show(value: object, lang: str) -> str:
    zh = lang == "zh"
    if value is None or value is _MISSING:
        return "空白" if zh else "nothing"
    if isinstance(value, Record):
        return "这一行" if zh else "this row"
    if isinstance(value, tuple):
        return f"{len(value)} 行" if zh else f"{len(value)} rows"
    text = str(value)
    text = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return f"“{text}”" if zh else repr(text)


def first_difference(stated: object, read: object, path: str = "") -> tuple[str, object, object] | None:
    """
    The first place at which two filings, or parts of one, differ in what they print: path, and what stands there.

    Amounts that are equal and printed with other digits or units differ here.

    >>> from budgetperf.domain.model import Funds
    >>> first_difference(Funds(spent="9.50元"), Funds(spent="9.5元"))[0]
    'spent'
    """
    if type(stated) is not type(read):
        return path, stated, read
    if isinstance(stated, Record):
        for name in _parts(type(stated)):  # type: ignore[arg-type] # the same
            inner = f"{path}.{name}" if path else name
            found = first_difference(getattr(stated, name), getattr(read, name), inner)
            if found is not None:
                return found
        return None
    if isinstance(stated, tuple) and isinstance(read, tuple) and path.rpartition(".")[2] != "labels":
        for index, (one, other) in enumerate(zip_longest(stated, read, fillvalue=_MISSING)):
            # What is read back too often stands nowhere in the filing.
            found = first_difference(one, other, path if one is _MISSING else f"{path}[{index}]")
            if found is not None:
                return found
        return None
    same = stated == read if isinstance(stated, tuple) else stated is read or str(stated) == str(read)
    return None if same else (path, stated, read)
