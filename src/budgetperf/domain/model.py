"""
A filing, as the five attachments state it.

Every figure is as printed: a quantity, `Unreadable`, or None for a blank. Nothing here is computed or judged.
All values are frozen, compare by content, and can be built by hand; figures may be given as text::

    Indicator(level1="产出指标", name="培训班次", target="≥2次", actual="2次", weight="10", points="10")
"""

from __future__ import annotations

from attrs import field, frozen

from budgetperf.domain.base_table import (
    BaseTable,
    Building,
    ColumnYears,
    Operating,
    OperatingItem,
    ProjectLine,
    Projects,
    Staffing,
    ThreePublic,
)
from budgetperf.domain.lists import refuse_texts
from budgetperf.domain.record import (
    REPORT_KINDS,
    Direction,
    Funds,
    Heading,
    Likelihood,
    Pairs,
    Record,
    Role,
    Scope,
    ScorecardKind,
    Signature,
)
from budgetperf.domain.report import Report, Section
from budgetperf.domain.rows import Row
from budgetperf.domain.scorecard import (
    Allocation,
    Budget,
    Cause,
    Execution,
    FundRow,
    Goal,
    Indicator,
    LevelWeight,
    Scorecard,
)

__all__ = [
    "REPORT_KINDS",
    "Allocation",
    "BaseTable",
    "Budget",
    "Building",
    "Cause",
    "ColumnYears",
    "Direction",
    "Execution",
    "Filing",
    "FundRow",
    "Funds",
    "Goal",
    "Heading",
    "Indicator",
    "LevelWeight",
    "Likelihood",
    "Operating",
    "OperatingItem",
    "Pairs",
    "ProjectLine",
    "Projects",
    "Record",
    "Report",
    "Role",
    "Scope",
    "Scorecard",
    "ScorecardKind",
    "Section",
    "Signature",
    "Staffing",
    "ThreePublic",
]


@frozen(kw_only=True, field_transformer=refuse_texts)
class Filing(Record):
    """
    What one department hands in for one budget year.

    Attributes:
        year: Budget year, or None where no attachment prints it.

        department: Name of the department, as 附件2 prints it.

        base_table: 附件1, or None.

        scorecards: 附件2 first, then each 附件3 and the cards of other kinds, in the order in which they were read.

        reports: 附件4 first, then each 附件5.
    """

    year: int | None = None
    department: str | None = None
    base_table: BaseTable | None = None
    scorecards: tuple[Scorecard, ...] = field(default=(), converter=tuple[Scorecard, ...])
    reports: tuple[Report, ...] = field(default=(), converter=tuple[Report, ...])

    def to_rows(self) -> list[Row]:
        """
        The indicators of all its cards for a dataframe: one dict for each, with the path of the row.

        >>> card = Scorecard(kind="project", subject="图书购置", indicators=[Indicator(name="采购册数", points="9")])
        >>> row = Filing(department="县图书馆", year=2022, scorecards=[card]).to_rows()[0]
        >>> row["department"], row["path"], row["points"]
        ('县图书馆', 'scorecards[0].indicators[0]', Decimal('9'))
        """
        return [
            {"department": self.department, "year": self.year, **row, "path": f"scorecards[{index}].{row['path']}"}
            for index, card in enumerate(self.scorecards)
            for row in card.to_rows()
        ]
