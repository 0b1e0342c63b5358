"""
The sections of a rulebook besides its rules: weights, words, corners, rounding, grades. Values only.

Every section says where it comes from; what a rulebook does not need is None or empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

from attrs import field, frozen
from attrs.converters import optional

from budgetperf.domain.finding import Clause, Severity
from budgetperf.domain.lists import refuse_texts
from budgetperf.domain.written import plain
from budgetperf.errors import RulebookError
from budgetperf.scoring.curve import Curve
from budgetperf.scoring.ranges import Range
from budgetperf.scoring.rule import Rule, weights_of

__all__ = [
    "Alerts",
    "Answers",
    "Band",
    "ClausesByName",
    "Corners",
    "Directions",
    "Explanation",
    "Grade",
    "LevelWeights",
    "Levels",
    "Limit",
    "Manual",
    "Move",
    "NotApplicable",
    "OverAttainment",
    "RateRow",
    "Rounding",
    "RoundingMode",
    "Section",
    "Treatment",
    "Waiver",
    "WordPair",
    "Years",
]

_PLACES = 6
# What is brought down, kept at none or dealt with is better high.
_LOWERED = re.compile("降|减|缩短|遏制|零|处理|处置")

ClausesByName = tuple[tuple[str, Clause], ...]
"""The clauses of single values of a section, by their names."""


@frozen(kw_only=True)
class Section:
    """
    A section whose values may rest on different clauses.

    Attributes:
        clause: What it rests on.

        clauses: What single values of it rest on instead, by their names.
    """

    clause: Clause
    clauses: ClausesByName = ()

    def clause_of(self, name: str) -> Clause:
        """The clause of one value."""
        return dict(self.clauses).get(name, self.clause)


@frozen(kw_only=True)
class Years:
    """Budget years in force: from *first* on, to *last*; None is open-ended."""

    first: int | None = None
    last: int | None = None
    clause: Clause | None = None

    def __contains__(self, year: int | None) -> bool:
        """A filing without a year is inside every rulebook's years."""
        return year is None or ((self.first or year) <= year <= (self.last or year))

    def __str__(self) -> str:
        return f"{self.first or ''}–{self.last or ''}"


def _weights_by_name(levels: Iterable[tuple[str, object]]) -> tuple[tuple[str, Decimal], ...]:
    """Let a person write the weights of levels as text or whole numbers."""
    return tuple((name, plain(weight)) for name, weight in levels)


@frozen(kw_only=True)
class LevelWeights:
    """
    One set of level-1 weights in points; with execution they make up 100.

    Attributes:
        id: Name of the set within its rulebook, ``with-cost``.

        levels: Level-1 names and their weights.

        free: What the levels that are not named share as they like.

        execution_in: The level among whose weight a form prints that of execution, too; None where it stands apart.
    """

    id: str
    execution: Decimal = field(converter=plain)
    levels: tuple[tuple[str, Decimal], ...] = field(default=(), converter=_weights_by_name)
    free: Decimal = field(default=Decimal(0), converter=plain)
    execution_in: str | None = None
    clause: Clause


@frozen(kw_only=True)
class Move:
    """Whither the weight of a level goes on a card that has no row of it."""

    level: str
    to: str
    clause: Clause


@frozen(kw_only=True)
class Levels:
    """Which level-2 names belong under which level-1 name; spellings that mean the same stand side by side."""

    names: tuple[tuple[str, tuple[str, ...]], ...]
    clause: Clause


@frozen(kw_only=True)
class Directions:
    """
    When a bare number is better low.

    Attributes:
        lower_levels: Level-2 names under which it is (经济成本指标).

        lower_names: Ends of indicator names for which it is (控制率, 变动率, 结转结余率).
    """

    lower_levels: tuple[str, ...]
    lower_names: tuple[str, ...]
    clause: Clause

    def is_lower(self, key: str) -> bool:
        """Whether an indicator of this name (its `rate_key`) is better low: 事故发生率, and not 降低事故发生率."""
        return key.endswith(self.lower_names) and _LOWERED.search(key) is None


@frozen(kw_only=True)
class Band:
    """
    One band of judgement (达成, 部分达成, 未达成).

    Attributes:
        share: Which shares of the weight it may earn; whose its ends are, the range says.

        words: Actuals that say so, in full.

        contains: Parts of actuals that say so: negations, looked for before everything else.
    """

    id: str
    title: str
    title_en: str
    share: Range
    words: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    clause: Clause


@frozen(kw_only=True)
class WordPair:
    """A target in words, and the actuals that mean that it was reached: 无 → 无负面影响."""

    target: str
    actuals: tuple[str, ...]


@frozen(kw_only=True)
class Answers:
    """直接赋分: actuals that earn the whole weight, and those that earn nothing."""

    yes: tuple[str, ...]
    no: tuple[str, ...]
    clause: Clause


@frozen(kw_only=True, field_transformer=refuse_texts)
class RateRow:
    """
    A row that is scored by the value of a rate (or a count), and not against a target.

    Attributes:
        id: ``three_public_control``; where it is the id of a control rate, that rate is its formula.

        names: How it is printed; the usual name first.

        rules: How its value is scored; without a rule a person must judge.

        weights: The weights that were seen for it.

        full: Words that earn everything: 无 for buildings that nobody built.

        clause: Where the row comes from.
    """

    id: str
    names: tuple[str, ...]
    rules: tuple[Rule, ...] = field(default=(), converter=tuple[Rule, ...])
    weights: tuple[Decimal, ...] = field(default=(), converter=weights_of)
    full: tuple[str, ...] = ()
    clause: Clause


class RoundingMode(StrEnum):
    """What becomes of the digits that are not kept."""

    HALF_UP = "half-up"
    DOWN = "down"  # cut off


@frozen(kw_only=True)
class Rounding(Section):
    """
    How points are rounded: each row once to *row* places; the total to *total* places, or not again.

    Attributes:
        tolerated: The numbers of places to which officers round a row, any of which explains a stated score.
    """

    row: int
    total: int | None = None
    mode: RoundingMode = field(default=RoundingMode.HALF_UP, converter=RoundingMode)
    tolerated: tuple[int, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse to round to more places than any score has."""
        if not all(0 <= places <= _PLACES for places in (self.row, self.total or 0, *self.tolerated)):
            raise RulebookError(
                f"取整的小数位数应为 0 至 {_PLACES}，例如 row: 2",
                f"rounding keeps 0 to {_PLACES} places, such as row: 2",
            )


@frozen(kw_only=True)
class Grade:
    """A grade (优, 良, 中, 差), and the totals that earn it."""

    title: str
    title_en: str
    points: Range


@frozen(kw_only=True)
class OverAttainment(Section):
    """
    From which multiple of its target on an actual needs a reason, and what comes of it.

    Attributes:
        severity: How a missing reason is reported: advice is a flag, warning and error require one.

        zero: For a target of zero, from which actual on; None never.

        kept: By how far it was exceeded (actual ÷ target), the share of the weight that may at most be kept; None
            takes nothing off.
    """

    ratio: Decimal = field(converter=plain)
    severity: Severity = field(converter=Severity)
    zero: Decimal | None = field(default=None, converter=optional(plain))
    kept: Curve | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a ratio of nothing, and a reduction without end."""
        if self.ratio <= 0:
            raise RulebookError("over_attainment 的 ratio 应大于 0，例如 ratio: 1.2", "ratio is above 0, such as 1.2")
        if self.kept is not None and self.kept.continued:
            raise RulebookError(
                "over_attainment 的 kept 不能写 continued: true，两端应封顶，例如 [[150%, 1], [200%, 0.8]]",
                "kept in over_attainment cannot be continued; write for example [[150%, 1], [200%, 0.8]]",
            )


@frozen(kw_only=True)
class Explanation(Section):
    """
    What must be explained.

    Attributes:
        low: Below which share of its budget a budget line must be.

        high: Above which share.

        execution: Below which execution rate a card must be; None never.

        adjustment: Whether every adjustment of the budget must be.

        judged: Whether every row that a person has judged must be.
    """

    low: Decimal = field(converter=plain)
    high: Decimal = field(converter=plain)
    execution: Decimal | None = field(default=None, converter=optional(plain))
    adjustment: bool = False
    judged: bool = False

    def __attrs_post_init__(self) -> None:
        """Refuse bounds that leave nothing between them."""
        if not 0 <= self.low <= self.high:
            raise RulebookError(
                "explanation 的 low 不得为负、不得大于 high，例如 low: 80%, high: 100%",
                "low is negative or exceeds high in explanation; write for example low: 80%, high: 100%",
            )


@frozen(kw_only=True)
class Alerts:
    """
    What a reviewer should look at twice.

    Attributes:
        imbalance: By which share of it the share of points earned by indicators may exceed that earned by execution.

        unspent: Which share of the revised budget may be left unspent.
    """

    imbalance: Decimal | None = field(default=None, converter=optional(plain))
    unspent: Decimal | None = field(default=None, converter=optional(plain))
    clause: Clause


class Treatment(StrEnum):
    """What becomes of a cell that no rule can take as it stands."""

    JUDGED = "judged"  # by a person: anything from nothing to the whole weight
    NOTHING = "nothing"  # the row earns nothing
    KEPT = "kept"  # as it stands
    ZERO = "zero"  # taken for zero


@frozen(kw_only=True)
class Corners(Section):
    """
    Blank and negative cells.

    Attributes:
        blank_target: judged or nothing.

        blank_actual: judged or nothing.

        negative_actual: kept or zero.

        deduction: Whether the form's own 扣分 column is taken off the computed points, down to nothing.
    """

    blank_target: Treatment = field(default=Treatment.JUDGED, converter=Treatment)
    blank_actual: Treatment = field(default=Treatment.JUDGED, converter=Treatment)
    negative_actual: Treatment = field(default=Treatment.KEPT, converter=Treatment)
    deduction: bool = False

    def __attrs_post_init__(self) -> None:
        """Refuse what a blank, or a negative, cannot become."""
        blank, negative = (Treatment.JUDGED, Treatment.NOTHING), (Treatment.KEPT, Treatment.ZERO)
        if not ({self.blank_target, self.blank_actual} <= set(blank) and self.negative_actual in negative):
            raise RulebookError(
                "corners：blank_target、blank_actual 应为 judged 或 nothing，negative_actual 应为 kept 或 zero",
                "corners: blank_target and blank_actual are judged or nothing, negative_actual is kept or zero",
            )


@frozen(kw_only=True)
class NotApplicable:
    """Actuals (or targets) that say that a row does not apply: it is dropped, and the rest rescaled to the whole."""

    words: tuple[str, ...]
    clause: Clause


@frozen(kw_only=True)
class Limit:
    """Rows that earn no more than *most* points: those under some level whose actual is one of some words."""

    levels: tuple[str, ...]
    words: tuple[str, ...]
    most: Decimal = field(converter=plain)
    clause: Clause

    def __attrs_post_init__(self) -> None:
        """Refuse less than nothing."""
        if self.most < 0:
            raise RulebookError(
                "limits 的 most 不得为负，例如 most: 5", "most in limits is not negative, as in most: 5"
            )


@frozen(kw_only=True)
class Manual:
    """
    Computed scores that a person may reduce: no less than nothing follows for them.

    Attributes:
        over: From which multiple of its target on, where more is better; None never.

        missed: Directions of targets that were missed.
    """

    over: Decimal | None = field(default=None, converter=optional(plain))
    missed: tuple[str, ...] = ()
    clause: Clause

    def __attrs_post_init__(self) -> None:
        """Refuse what no row can be."""
        if (self.over is not None and self.over <= 0) or not set(self.missed) <= {"higher", "lower", "equal"}:
            raise RulebookError(
                "manual：over 应大于 0，missed 应为 higher、lower、equal 中的几个，例如 {over: 1.2, missed: [lower]}",
                "manual: over is above 0, missed some of higher, lower, equal, as in {over: 1.2, missed: [lower]}",
            )


@frozen(kw_only=True)
class Waiver:
    """
    A law that a rulebook breaks on purpose, and why.

    Attributes:
        law: Name of the law.

        rule: Id of the rule (or section) that breaks it.
    """

    law: str
    rule: str
    reason: str
    reason_en: str
    clause: Clause
