"""What is printed around a form: its mark, title, year and unit above it, notes and signature below."""

from __future__ import annotations

import re
from typing import Final

from budgetperf.domain.record import Heading, Signature
from budgetperf.printing.official import TITLES
from budgetperf.printing.sheet import Kind, Line, Look

__all__ = ["DATE", "above", "below", "mark_line", "title_text"]

DATE: Final = re.compile(r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日")
"""A date as the cover prints it."""

_LONGEST_TITLE: Final = 19
_LABELS: Final = (
    ("prepared_by", "填表人"),
    ("date", "填报日期"),
    ("phone", "联系电话"),
    ("responsible", "单位负责人签字"),
    ("finance", "财务负责人"),
)
# The lines that a form has room for although nobody has signed it yet.
_ALWAYS: Final = frozenset({"prepared_by", "date", "phone", "responsible"})
_ROOM: Final = 14
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}年")


def mark_line(kind: Kind, path: str, *, first: bool) -> Line:
    """附件1, at the top of a new page."""
    return Line(text=kind.mark, look=Look.MARK, paths=(path,), new_page=not first)


def title_text(title: str, kind: Kind) -> str:
    r"""
    A title, broken before the name of the form where it is too long for a line.

    >>> title_text("2022年度部门整体支出绩效评价基础数据表", Kind.BASE)
    '2022年度部门整体支出绩效评价基础\n数据表'
    """
    if title.startswith("年度"):
        # A year that has still to be written in.
        title = f"{' ' * _ROOM}{title}"
    if len(title.strip()) <= _LONGEST_TITLE or "\n" in title:
        return title
    name = "数据表" if kind is Kind.BASE else TITLES[kind]
    lead = title.removesuffix(name)
    return f"{lead}\n{name}" if lead and lead != title else title


def above(heading: Heading, path: str, kind: Kind) -> list[Line]:
    """Title, year and unit over a table."""
    lines = []
    if heading.title is not None:
        text = title_text(heading.title, kind)
        lines.append(Line(text=text, look=Look.TITLE, paths=(f"{path}.heading.title", f"{path}.heading.year")))
    if heading.year is not None and _YEAR.search(heading.title or "") is None:
        lines.append(Line(text=f"（{heading.year}年度）", look=Look.ABOVE, paths=(f"{path}.heading.year",)))
    if heading.unit_name is not None:
        where = (f"{path}.heading.unit_name",)
        lines.append(Line(text=f"填报单位：{heading.unit_name}", look=Look.UNIT, paths=where))
    return lines


def below(heading: Heading, path: str, label: str) -> list[Line]:
    """Notes and signature line under a table."""
    lines = []
    if heading.notes is not None:
        lines.append(Line(text=f"{label}：{heading.notes}", look=Look.NOTE, paths=(f"{path}.heading.notes",)))
    lines.append(_signature_line(heading.signature or Signature(), f"{path}.heading.signature"))
    return lines


def _signature_line(signature: Signature, path: str) -> Line:
    wanted = [(name, label) for name, label in _LABELS if name in _ALWAYS or getattr(signature, name) is not None]
    pieces = [f"{label}：{getattr(signature, name) or ''}".ljust(len(label) + 1 + _ROOM) for name, label in wanted]
    pieces[-1] = pieces[-1].rstrip()
    paths = (path, *(f"{path}.{name}" for name, _ in _LABELS))
    return Line(text="  ".join(pieces), look=Look.SIGNATURE, paths=paths)
