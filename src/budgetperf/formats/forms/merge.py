"""The attachments of several files as one filing, each figure and finding under its path there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeVar

from attrs import evolve, frozen

from budgetperf.domain.figures import figures
from budgetperf.domain.finding import Finding, Location, Severity
from budgetperf.domain.model import BaseTable, Filing, Heading, Report, Scope, Scorecard, ScorecardKind
from budgetperf.domain.quantity import Unreadable
from budgetperf.errors import FileError
from budgetperf.formats.forms.attachments import Attachment
from budgetperf.formats.forms.layout import FORM_NAMES, Form

__all__ = [
    "Merged",
    "attachments_of",
    "find_department",
    "find_year",
    "join_paths",
    "merge_attachments",
    "report_unreadable",
]

_Value = TypeVar("_Value", BaseTable, Scorecard, Report)

_KINDS: Final = {
    "stated_rate": "rate",
    "score_share": "rate",
    "stated_area_rate": "rate",
    "stated_investment_rate": "rate",
    "established": "count",
    "approved_area": "count",
    "actual_area": "count",
    "weight": "points",
    "points": "points",
    "deduction": "points",
    "stated_weight": "points",
    "stated_points": "points",
    "target": "target",
    "initial_target": "target",
    "actual": "actual",
}


@frozen(kw_only=True)
class Merged:
    """A filing, where its figures stand, and what was found in its attachments, in reading order."""

    filing: Filing
    locations: Mapping[str, Location]
    findings: tuple[Finding, ...]


def join_paths(prefix: str, path: str) -> str:
    """
    A path within a part of a filing as a path of the filing.

    >>> join_paths("scorecards[0]", "budget.rows[1]"), join_paths("base_table", "")
    ('scorecards[0].budget.rows[1]', 'base_table')
    """
    return f"{prefix}.{path}" if prefix and path else prefix or path


def attachments_of(file: str, filing: Filing) -> tuple[Attachment, ...]:
    """The attachments of a filing that came in one piece; they have no places."""
    bases = () if filing.base_table is None else (filing.base_table,)
    return tuple(Attachment(file=file, name="", value=value) for value in (*bases, *filing.scorecards, *filing.reports))


def report_unreadable(filing: Filing) -> tuple[Finding, ...]:
    """
    BP901 for every figure that was handed on as unreadable.

    >>> from budgetperf.domain.quantity import Unreadable
    >>> card = Scorecard(kind="project", stated_points=Unreadable("9B"))
    >>> [(finding.path, finding.stated) for finding in report_unreadable(Filing(scorecards=[card]))]
    [('scorecards[0].stated_points', '9B')]
    """
    return tuple(
        Finding(
            code="BP901",
            severity=Severity.ERROR,
            path=path,
            stated=figure.text,
            details={"kind": _kind_at(path)},
        )
        for path, figure in figures(filing).items()
        if isinstance(figure, Unreadable)
    )


def _kind_at(path: str) -> str:
    """Which kind of figure stands at a path. A few words name one thing in one table and another in the next."""
    *_, row, name = ("", *path.split("."))
    if row == "staffing" and name == "actual":
        return "count"
    if row.startswith("indicators") and name in ("to_date", "forecast"):
        return "actual"
    return _KINDS.get(name, "money")


def merge_attachments(attachments: Sequence[Attachment]) -> Merged:
    """
    Put attachments together: those of the department first, the others in the order in which they were read.

    Raises:
        FileError: There are two base tables, two scorecards or two reports of a department; it names both files.
    """
    bases = _pick(attachments, BaseTable)
    cards = sorted(_pick(attachments, Scorecard), key=lambda pair: pair[1].kind is not ScorecardKind.DEPARTMENT)
    reports = sorted(_pick(attachments, Report), key=lambda pair: pair[1].kind is not ScorecardKind.DEPARTMENT)
    _refuse_second([attachment for attachment, _ in bases], Form.BASE)
    _refuse_second([attachment for attachment, card in cards if _is_department(card)], Form.DEPARTMENT_CARD)
    _refuse_second([attachment for attachment, report in reports if _is_department(report)], Form.DEPARTMENT_REPORT)

    paths = {id(attachment): "base_table" for attachment, _ in bases}
    paths |= {id(attachment): f"scorecards[{index}]" for index, (attachment, _) in enumerate(cards)}
    paths |= {id(attachment): f"reports[{index}]" for index, (attachment, _) in enumerate(reports)}
    locations: dict[str, Location] = {}
    findings: list[Finding] = []
    for attachment in attachments:
        path = paths[id(attachment)]
        locations |= {join_paths(path, inner): place for inner, place in attachment.locations.items()}
        findings += [
            finding if finding.path is None else evolve(finding, path=join_paths(path, finding.path))
            for finding in attachment.findings
        ]
    filing = Filing(
        base_table=bases[0][1] if bases else None,
        scorecards=[card for _, card in cards],
        reports=[report for _, report in reports],
    )
    year, year_path = find_year(filing)
    department, department_path = find_department(filing)
    for name, source in (("year", year_path), ("department", department_path)):
        if source in locations:
            locations[name] = locations[source]
    return Merged(
        filing=evolve(filing, year=year, department=department), locations=locations, findings=tuple(findings)
    )


def _pick(attachments: Sequence[Attachment], kind: type[_Value]) -> list[tuple[Attachment, _Value]]:
    return [(attachment, attachment.value) for attachment in attachments if isinstance(attachment.value, kind)]


def _is_department(value: Scorecard | Report) -> bool:
    return value.kind is ScorecardKind.DEPARTMENT


def _refuse_second(attachments: Sequence[Attachment], form: Form) -> None:
    if len(attachments) > 1:
        first, second = (attachment.file for attachment in attachments[:2])
        name = FORM_NAMES[form]
        raise FileError(
            second,
            f"又有一份{name}，而 {first} 中已有一份。一次只读取一个部门一个年度的材料，请只保留其中一份。",
            f"it holds a second {name} ({form.value}); {first} already holds one. "
            "Only the papers of one department and one year are read together: keep one of the two.",
        )


def _headings(filing: Filing) -> Iterator[tuple[str, Heading]]:
    if filing.base_table is not None:
        yield "base_table", filing.base_table.heading
    for index, card in enumerate(filing.scorecards):
        yield f"scorecards[{index}]", card.heading
    for index, report in enumerate(filing.reports):
        yield f"reports[{index}]", report.heading


def find_year(filing: Filing) -> tuple[int | None, str]:
    """The year that most attachments print, the first of several; and where. Next year's plan may lie beside them."""
    plans = {f"scorecards[{index}]" for index, card in enumerate(filing.scorecards) if not card.kind.is_scored}
    printed = [(heading.year, path) for path, heading in _headings(filing) if heading.year is not None]
    years = [(year, path) for year, path in printed if path not in plans] or printed
    if not years:
        return None, ""
    # Counter keeps the order of first appearance among equals.
    year = Counter(year for year, _ in years).most_common(1)[0][0]
    return year, next(f"{path}.heading.year" for printed, path in years if printed == year)


def find_department(filing: Filing) -> tuple[str | None, str]:
    """The name of the department: as 附件2 or a form in its place has it, else 附件1, else 附件4; and where."""
    for index, card in enumerate(filing.scorecards):
        if _is_department(card) and card.subject is not None:
            return card.subject, f"scorecards[{index}].subject"
    for index, card in enumerate(filing.scorecards):
        is_of_unit = card.kind is ScorecardKind.RATES or card.scope is Scope.DEPARTMENT
        if is_of_unit and card.subject is not None:
            return card.subject, f"scorecards[{index}].subject"
    if filing.base_table is not None and filing.base_table.heading.unit_name is not None:
        return filing.base_table.heading.unit_name, "base_table.heading.unit_name"
    for index, report in enumerate(filing.reports):
        if _is_department(report) and report.heading.unit_name is not None:
            return report.heading.unit_name, f"reports[{index}].heading.unit_name"
    return None, ""
