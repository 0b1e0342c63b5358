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

import sys
from importlib import import_module
from types import ModuleType

# Type checkers know it by its name; importing it from typing would take as long as all of this package.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from budgetperf._version import __version__
    from budgetperf.domain.diagnosis import Change, Correction, Diagnosis, Slip
    from budgetperf.domain.figures import Reading, Source, figures, look_up, replace
    from budgetperf.domain.finding import Clause, ClauseStatus, Entry, Finding, Location, Message, Outcome, Severity
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
    from budgetperf.drafting import Gap, draft, gaps
    from budgetperf.embedding import to_html, to_json, to_rows
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
    from budgetperf.formats.canonical import canonical, left_out
    from budgetperf.formats.reader import read
    from budgetperf.formats.rulebooks import load_rulebook, shipped_rulebooks
    from budgetperf.formats.saving import write
    from budgetperf.formats.serial import configure_converter, from_json, from_yaml, make_converter, to_yaml
    from budgetperf.printing.blank import blank_filing
    from budgetperf.reconciliation.coverage import Coverage
    from budgetperf.reconciliation.diagnose import diagnose
    from budgetperf.reconciliation.reconcile import Reconciliation, reconcile
    from budgetperf.review import Review, Verdict, review
    from budgetperf.schemas import json_schema
    from budgetperf.scoring.choice import Choice, choose_rulebook
    from budgetperf.scoring.curve import Curve, Knot
    from budgetperf.scoring.laws.trying import try_rule
    from budgetperf.scoring.laws.verify import verify
    from budgetperf.scoring.laws.violation import Law, Trial, Violation
    from budgetperf.scoring.points import Points, points
    from budgetperf.scoring.ranges import Range
    from budgetperf.scoring.rule import Cases, FunctionRule, Measure, Rule, Scale
    from budgetperf.scoring.rulebook import Rulebook
    from budgetperf.scoring.score import Score, score
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
    "ClauseStatus",
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
    "Points",
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
    "points",
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

# Whoever imports the library pays for no more than is used: a name brings in its module when it is first asked for.
_HOMES = {
    "budgetperf._version": ("__version__",),
    "budgetperf.domain.diagnosis": ("Change", "Correction", "Diagnosis", "Slip"),
    "budgetperf.domain.figures": ("Reading", "Source", "figures", "look_up", "replace"),
    "budgetperf.domain.finding": (
        "Clause",
        "ClauseStatus",
        "Entry",
        "Finding",
        "Location",
        "Message",
        "Outcome",
        "Severity",
    ),
    "budgetperf.domain.model": (
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
        "ProjectLine",
        "Projects",
        "Report",
        "Role",
        "Scope",
        "Scorecard",
        "ScorecardKind",
        "Section",
        "Signature",
        "Staffing",
        "ThreePublic",
    ),
    "budgetperf.domain.quantity": ("Count", "Money", "MoneyUnit", "Rate", "Unreadable"),
    "budgetperf.domain.rates": ("ControlRate", "control_rates"),
    "budgetperf.domain.statement": ("Actual", "Target"),
    "budgetperf.drafting": ("Gap", "draft", "gaps"),
    "budgetperf.embedding": ("to_html", "to_json", "to_rows"),
    "budgetperf.errors": (
        "BudgetPerfError",
        "FileError",
        "MissingFileError",
        "NotInForceError",
        "PathError",
        "QuantityError",
        "RulebookError",
        "StructureError",
        "UnknownNameError",
        "WriteError",
    ),
    "budgetperf.formats.canonical": ("canonical", "left_out"),
    "budgetperf.formats.reader": ("read",),
    "budgetperf.formats.saving": ("write",),
    "budgetperf.formats.rulebooks": ("load_rulebook", "shipped_rulebooks"),
    "budgetperf.formats.serial": ("configure_converter", "from_json", "from_yaml", "make_converter", "to_yaml"),
    "budgetperf.printing.blank": ("blank_filing",),
    "budgetperf.reconciliation.coverage": ("Coverage",),
    "budgetperf.reconciliation.diagnose": ("diagnose",),
    "budgetperf.reconciliation.reconcile": ("Reconciliation", "reconcile"),
    "budgetperf.review": ("Review", "Verdict", "review"),
    "budgetperf.schemas": ("json_schema",),
    "budgetperf.scoring.choice": ("Choice", "choose_rulebook"),
    "budgetperf.scoring.curve": ("Curve", "Knot"),
    "budgetperf.scoring.laws.trying": ("try_rule",),
    "budgetperf.scoring.laws.verify": ("verify",),
    "budgetperf.scoring.laws.violation": ("Law", "Trial", "Violation"),
    "budgetperf.scoring.ranges": ("Range",),
    "budgetperf.scoring.rule": ("Cases", "FunctionRule", "Measure", "Rule", "Scale"),
    "budgetperf.scoring.rulebook": ("Rulebook",),
    "budgetperf.scoring.points": ("Points", "points"),
    "budgetperf.scoring.score": ("Score", "score"),
    "budgetperf.scoring.study.differences": ("differences",),
    "budgetperf.scoring.study.impact": ("impact",),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}


class _Package(ModuleType):
    """The package, in which `review` is the function and not the module of that name, whenever that is imported."""

    def __setattr__(self, name: str, value: object) -> None:
        if name == "review" and isinstance(value, ModuleType):
            value = value.review
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


if not TYPE_CHECKING:  # or a type checker would take every misspelt name for one that is there

    def __getattr__(name: str) -> object:
        """Import a name on its first use."""
        if name not in _HOME:
            raise AttributeError(f"module 'budgetperf' has no attribute {name!r}")
        value = getattr(import_module(_HOME[name]), name)
        import_module("budgetperf.notebook").show_in_notebooks()
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    """The public names."""
    return sorted(__all__)
