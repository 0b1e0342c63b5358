"""What the parts of a filing have in common: room for other people's keys, choices, amounts and headings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from enum import StrEnum
from typing import Final

from attrs import field, frozen

from budgetperf.domain.quantity import Money, Unreadable, as_money
from budgetperf.domain.written import quantity_error

__all__ = [
    "REPORT_KINDS",
    "Direction",
    "Funds",
    "Heading",
    "Likelihood",
    "Pairs",
    "Record",
    "Role",
    "Scope",
    "ScorecardKind",
    "Signature",
    "as_direction",
    "as_kind",
    "as_likelihood",
    "as_report_kind",
    "as_role",
    "as_scope",
    "sorted_pairs",
]

Pairs = tuple[tuple[str, str], ...]


def _pairs(value: Mapping[str, str] | Iterable[tuple[str, str]]) -> Pairs:
    """Freeze a mapping; a tuple of pairs is hashable, can be pickled, and compares by content."""
    return tuple(value.items()) if isinstance(value, Mapping) else tuple(value)


def sorted_pairs(value: Mapping[str, str] | Iterable[tuple[str, str]]) -> Pairs:
    """Labels mean the same in any order."""
    return tuple(sorted(_pairs(value)))


def _choice(value: object, words: Iterable[StrEnum]) -> str:
    words = list(words)
    listed = "|".join(words)
    if value not in words:
        # The example is what was probably meant.
        close = get_close_matches(str(value), words, n=1) or words
        raise quantity_error(value, f" {listed} 之一", f"one of {listed}", str(close[0]))
    return str(value)


@frozen(kw_only=True)
class Record:
    """
    What every part of a filing has: room for other people's keys.

    Attributes:
        extras: Keys starting with ``x-`` and their values as JSON text. They are carried along, and never read.
    """

    extras: Pairs = field(default=(), converter=_pairs, repr=False)


class Role(StrEnum):
    """What a row of the fund block is: its total, this year's appropriation, last year's carry-over, or other funds."""

    TOTAL = "total"
    APPROPRIATION = "appropriation"
    CARRYOVER = "carryover"
    OTHER = "other"


class ScorecardKind(StrEnum):
    """
    What a card is: 附件2 (a department) or 附件3 (a project), and the forms that are filled in beside them.

    A *target* card is 绩效目标申报表, before the year; *monitoring* is 绩效运行监控表, in the middle of it; *rates* is
    a 评分表, whose rows are scored by the values of rates and against no target.

    >>> [kind.value for kind in ScorecardKind if kind.is_scored]
    ['department', 'project', 'rates']
    """

    DEPARTMENT = "department"
    PROJECT = "project"
    TARGET = "target"
    MONITORING = "monitoring"
    RATES = "rates"

    @property
    def is_scored(self) -> bool:
        """Whether such a form has points at all."""
        return self not in (ScorecardKind.TARGET, ScorecardKind.MONITORING)

    @property
    def is_evaluation(self) -> bool:
        """Whether it is 附件2 or 附件3: a self-evaluation by targets and actuals, with budget execution."""
        return self in REPORT_KINDS


REPORT_KINDS: Final = (ScorecardKind.DEPARTMENT, ScorecardKind.PROJECT)
"""What a report may be about."""


class Scope(StrEnum):
    """Whether a target or monitoring card is about a project, or about all that a department spends."""

    DEPARTMENT = "department"
    PROJECT = "project"


class Likelihood(StrEnum):
    """完成目标可能性 of a monitoring card: 确定能, 有可能, 完全不可能."""

    CERTAIN = "certain"
    POSSIBLE = "possible"
    IMPOSSIBLE = "impossible"


class Direction(StrEnum):
    """Which way an indicator is better; *judged* where a person must say so."""

    HIGHER = "higher"
    LOWER = "lower"
    EQUAL = "equal"
    JUDGED = "judged"


def as_kind(value: ScorecardKind | str) -> ScorecardKind:
    """Take a kind of card, or its name."""
    return ScorecardKind(_choice(value, ScorecardKind))


def as_report_kind(value: ScorecardKind | str) -> ScorecardKind:
    """Take a kind of report, or its name: there are reports on departments and on projects only."""
    return ScorecardKind(_choice(value, REPORT_KINDS))


def as_scope(value: Scope | str) -> Scope:
    """Take a scope, or its name."""
    return Scope(_choice(value, Scope))


def as_likelihood(value: Likelihood | str) -> Likelihood:
    """Take a likelihood, or its name."""
    return Likelihood(_choice(value, Likelihood))


def as_role(value: Role | str) -> Role:
    """Take a role of a fund row, or its name."""
    return Role(_choice(value, Role))


def as_direction(value: Direction | str) -> Direction:
    """Take a direction, or its name."""
    return Direction(_choice(value, Direction))


@frozen(kw_only=True)
class Funds(Record):
    """
    The amounts of one row of a form.

    Attributes:
        prior: 上年决算数, last year's outturn.

        initial: 年初预算数; in 附件1 whatever the one budget column holds.

        revised: 全年预算数, the budget after adjustment.

        spent: 全年执行数 or 决算数, this year's spending.

        to_date: 1-7月执行数 of a monitoring card, spending up to the month of monitoring.

        forecast: 全年预计执行数 of a monitoring card, what will have been spent by the end of the year.
    """

    prior: Money | Unreadable | None = field(default=None, converter=as_money)
    initial: Money | Unreadable | None = field(default=None, converter=as_money)
    revised: Money | Unreadable | None = field(default=None, converter=as_money)
    spent: Money | Unreadable | None = field(default=None, converter=as_money)
    to_date: Money | Unreadable | None = field(default=None, converter=as_money)
    forecast: Money | Unreadable | None = field(default=None, converter=as_money)


@frozen(kw_only=True)
class Signature(Record):
    """
    The signature line of a form: 填表人, 填报日期, 联系电话, 单位负责人签字, as printed.

    Attributes:
        responsible: 单位负责人 or 项目负责人.

        finance: 财务负责人, where the form has a line for it.
    """

    prepared_by: str | None = None
    date: str | None = None
    phone: str | None = None
    responsible: str | None = None
    finance: str | None = None


@frozen(kw_only=True)
class Heading(Record):
    """
    What stands around a form: its title, year, unit, notes and signature line, as printed.

    Attributes:
        title: Title without white space.

        unit_name: 填报单位 or the name on a cover, where the form prints one.

        year: Budget year of the title.

        notes: The text after 说明 or 备注.

        signature: The signature line, or None where there is none.
    """

    title: str | None = None
    unit_name: str | None = None
    year: int | None = None
    notes: str | None = None
    signature: Signature | None = None
