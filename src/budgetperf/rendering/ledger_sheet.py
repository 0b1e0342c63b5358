"""整改台账: the list that a bureau keeps of what a department has still to put right."""

from __future__ import annotations

from typing import Final

from budgetperf.domain.finding import Finding
from budgetperf.printing.sheet import Cell, Line, Look, Row, Sheet, Table
from budgetperf.rendering.catalogue import Text
from budgetperf.rendering.messages import say, word
from budgetperf.rendering.places import attachment_of, attachment_text, describe
from budgetperf.rendering.said import advice, basis_text, location_text, sentence
from budgetperf.review import Review

__all__ = ["ledger_sheet"]

_HEADS: Final = (Text("序号"), Text("附件"), Text("单元格"), Text("问题"), Text("依据"), Text("应为"), Text("整改情况"))
_WIDTHS: Final = (480, 850, 1450, 3150, 1550, 1150, 1000)


def ledger_sheet(review: Review, lang: str = "zh") -> Sheet:
    """
    The findings of a review as a table, one a row, with a blank column for what was done about each.

    Args:
        review: The review.

        lang: ``zh`` or ``en``.

    >>> from budgetperf.domain.model import Filing, Scorecard
    >>> from budgetperf.formats.rulebooks import load_rulebook
    >>> from budgetperf.review import review
    >>> found = review(Filing(scorecards=[Scorecard(kind="project")]), load_rulebook("mof-2020"))
    >>> sheet = ledger_sheet(found)
    >>> len(sheet.tables[0].rows) == 1 + len(found.findings)
    True
    """
    filing = review.filing
    title = say(lang, "{year|{}年度}预算绩效自评整改台账", year=filing.year)
    unit = say(lang, "单位：") + (filing.department or "")
    rows = [tuple([Cell(text=say(lang, head)) for head in _HEADS])]
    rows += [_row(number, finding, review, lang) for number, finding in enumerate(review.findings, start=1)]
    return Sheet(
        kind=None,
        path="",
        name=say(lang, "整改台账"),
        blocks=(
            Line(text=title, look=Look.TITLE),
            Line(text=unit, look=Look.UNIT),
            Table(widths=_WIDTHS, rows=tuple(rows), heads=1),
        ),
    )


def _row(number: int, finding: Finding, review: Review, lang: str) -> Row:
    filing = review.filing
    attachment = attachment_of(filing, finding.path)
    if attachment is not None:
        form = attachment_text(attachment, lang)
    elif finding.location is not None and finding.location.table:
        form = finding.location.table
    else:
        form = say(lang, "全部材料")
    severity = word("severity", finding.severity, lang)
    problem = f"{severity} {finding.code}  {sentence(finding, filing, lang)}"
    to_do = advice(finding, filing, lang)
    return (
        Cell(text=str(number), figure=True),
        Cell(text=form, left=True),
        Cell(text=_cell(finding, review, lang), left=True),
        Cell(text=f"{problem}\n{to_do}" if to_do else problem, left=True),
        Cell(text=basis_text(finding.clause, lang) or "", left=True),
        Cell(text=finding.expected or "", left=True),
        Cell(left=True),
    )


def _cell(finding: Finding, review: Review, lang: str) -> str:
    """What the cell is called, and where it stands in the file that was handed in."""
    place = None if finding.location is None else location_text(finding.location, lang)
    name = describe(review.filing, finding.path, lang) if finding.path else None
    return "\n".join(part for part in (name, place) if part) or say(lang, "全部材料")
