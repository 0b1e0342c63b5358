"""
Budget performance self-evaluation (预算绩效自评): recompute what a filing claims.

>>> import budgetperf as bp
>>> row = bp.Indicator(level1="产出指标", name="采购册数", target="≥90册", actual="81册", weight="10", points="9")
>>> card = bp.Scorecard(kind="project", indicators=[row])
>>> score = bp.score(card, bp.load_rulebook("mof-2020"))
>>> score.low, score.high, score.rows[0].standing
(Decimal('9.00'), Decimal('9.00'), <Standing.EQUAL: 'equal'>)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from budgetperf.domain.diagnosis import Change, Correction, Diagnosis, Slip
from budgetperf.domain.figures import Reading, Source, figures, look_up, replace
from budgetperf.domain.finding import Clause, Entry, Finding, Location, Message, Outcome, Severity
from budgetperf.domain.model import (
    Allocation,
    BaseTable,
    Budget,
    Building,
    Cause,
    ColumnYears,
    Direction,
    Execution,
    Filing,
    FundRow,
    Funds,
    Goal,
    Heading,
    Indicator,
    LevelWeight,
    Likelihood,
    Operating,
    OperatingItem,
    ProjectLine,
    Projects,
    Report,
    Role,
    Scope,
    Scorecard,
    ScorecardKind,
    Section,
    Signature,
    Staffing,
    ThreePublic,
)
from budgetperf.domain.quantity import Count, Money, MoneyUnit, Rate, Unreadable
from budgetperf.domain.rates import ControlRate, control_rates
from budgetperf.domain.statement import Actual, Target
from budgetperf.errors import (
    BudgetPerfError,
    FileError,
    MissingFileError,
    NotInForceError,
    PathError,
    QuantityError,
    RulebookError,
    StructureError,
    UnknownNameError,
    WriteError,
)
from budgetperf.notebook import show_in_notebooks
from budgetperf.reconciliation.coverage import Coverage
from budgetperf.reconciliation.diagnose import diagnose
from budgetperf.reconciliation.reconcile import Reconciliation, reconcile
from budgetperf.review import Review, Verdict, review
from budgetperf.scoring.choice import Choice, choose_rulebook
from budgetperf.scoring.curve import Curve, Knot
from budgetperf.scoring.laws.trying import try_rule
from budgetperf.scoring.laws.verify import verify
from budgetperf.scoring.laws.violation import Law, Trial, Violation
from budgetperf.scoring.ranges import Range
from budgetperf.scoring.rule import Cases, FunctionRule, Measure, Rule, Scale
from budgetperf.scoring.rulebook import Rulebook
from budgetperf.scoring.score import Score, score

show_in_notebooks()

if TYPE_CHECKING:
    from budgetperf._version import __version__
    from budgetperf.drafting import Gap, draft, gaps
    from budgetperf.embedding import to_html, to_json, to_rows
    from budgetperf.formats.canonical import canonical, left_out
    from budgetperf.formats.reader import read, write
    from budgetperf.formats.rulebooks import load_rulebook, shipped_rulebooks
    from budgetperf.formats.serial import configure_converter, from_json, from_yaml, make_converter, to_yaml
    from budgetperf.printing.blank import blank_filing
    from budgetperf.schemas import json_schema
    from budgetperf.scoring.study.differences import differences
    from budgetperf.scoring.study.impact import impact

__all__ = [
    "Actual",
    "Allocation",
    "BaseTable",
    "Budget",
    "BudgetPerfError",
    "Building",
    "Cases",
    "Cause",
    "Change",
    "Choice",
    "Clause",
    "ColumnYears",
    "ControlRate",
    "Correction",
    "Count",
    "Coverage",
    "Curve",
    "Diagnosis",
    "Direction",
    "Entry",
    "Execution",
    "FileError",
    "Filing",
    "Finding",
    "FunctionRule",
    "FundRow",
    "Funds",
    "Gap",
    "Goal",
    "Heading",
    "Indicator",
    "Knot",
    "Law",
    "LevelWeight",
    "Likelihood",
    "Location",
    "Measure",
    "Message",
    "MissingFileError",
    "Money",
    "MoneyUnit",
    "NotInForceError",
    "Operating",
    "OperatingItem",
    "Outcome",
    "PathError",
    "ProjectLine",
    "Projects",
    "QuantityError",
    "Range",
    "Rate",
    "Reading",
    "Reconciliation",
    "Report",
    "Review",
    "Role",
    "Rule",
    "Rulebook",
    "RulebookError",
    "Scale",
    "Scope",
    "Score",
    "Scorecard",
    "ScorecardKind",
    "Section",
    "Severity",
    "Signature",
    "Slip",
    "Source",
    "Staffing",
    "StructureError",
    "Target",
    "ThreePublic",
    "Trial",
    "UnknownNameError",
    "Unreadable",
    "Verdict",
    "Violation",
    "WriteError",
    "__version__",
    "blank_filing",
    "canonical",
    "choose_rulebook",
    "configure_converter",
    "control_rates",
    "diagnose",
    "differences",
    "draft",
    "figures",
    "from_json",
    "from_yaml",
    "gaps",
    "impact",
    "json_schema",
    "left_out",
    "load_rulebook",
    "look_up",
    "make_converter",
    "read",
    "reconcile",
    "replace",
    "review",
    "score",
    "shipped_rulebooks",
    "to_html",
    "to_json",
    "to_rows",
    "to_yaml",
    "try_rule",
    "verify",
    "write",
]

# What brings in cattrs, YAML, Babel or an office format is imported when it is first used, and so is what few need, so
# that whoever only needs the values and the rules does not pay for it.
_LAZY = {
    "__version__": "budgetperf._version",
    "differences": "budgetperf.scoring.study.differences",
    "impact": "budgetperf.scoring.study.impact",
    "draft": "budgetperf.drafting",
    "gaps": "budgetperf.drafting",
    "Gap": "budgetperf.drafting",
    "to_html": "budgetperf.embedding",
    "json_schema": "budgetperf.schemas",
    "to_json": "budgetperf.embedding",
    "to_rows": "budgetperf.embedding",
    "blank_filing": "budgetperf.printing.blank",
    "canonical": "budgetperf.formats.canonical",
    "left_out": "budgetperf.formats.canonical",
    "read": "budgetperf.formats.reader",
    "write": "budgetperf.formats.reader",
    "load_rulebook": "budgetperf.formats.rulebooks",
    "shipped_rulebooks": "budgetperf.formats.rulebooks",
    "configure_converter": "budgetperf.formats.serial",
    "from_json": "budgetperf.formats.serial",
    "from_yaml": "budgetperf.formats.serial",
    "make_converter": "budgetperf.formats.serial",
    "to_yaml": "budgetperf.formats.serial",
}


def __getattr__(name: str) -> object:
    """Import a name on its first use."""
    if name not in _LAZY:
        raise AttributeError(f"module 'budgetperf' has no attribute {name!r}")
    value = getattr(import_module(_LAZY[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names."""
    return sorted(__all__)
