"""
What Hypothesis calls when it is imported: ``st.from_type(Scorecard)`` then needs nothing of this room.

It may be imported in the middle of an import of this very room, so strategies are looked up when they are first used.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from budgetperf.domain import figures, finding, model, quantity, statement
from budgetperf.scoring import curve, policy, ranges, rule, rulebook

__all__ = ["STRATEGIES", "register"]

STRATEGIES: Mapping[type, str] = MappingProxyType(
    {
        quantity.Money: "quantities.moneys",
        quantity.Rate: "quantities.rates",
        quantity.Count: "quantities.counts",
        quantity.Unreadable: "quantities.unreadables",
        statement.Target: "statements.targets",
        statement.Actual: "statements.actuals",
        statement.Bound: "statements.bounds",
        statement.Period: "statements.stated_periods",
        statement.Words: "statements.stated_words",
        model.Allocation: "forms.allocations",
        model.BaseTable: "forms.base_tables",
        model.Budget: "forms.budgets",
        model.Building: "forms.buildings",
        model.Cause: "forms.causes",
        model.ColumnYears: "forms.column_years",
        model.Execution: "forms.executions",
        model.Filing: "forms.filings",
        model.FundRow: "forms.fund_rows",
        model.Funds: "forms.funds",
        model.Goal: "forms.goals",
        model.Heading: "forms.headings",
        model.Indicator: "rows.any_indicators",
        model.LevelWeight: "forms.level_weights",
        model.Operating: "forms.operatings",
        model.OperatingItem: "forms.operating_items",
        model.ProjectLine: "forms.project_lines",
        model.Projects: "forms.projects",
        model.Report: "forms.reports",
        model.Scorecard: "rows.any_scorecards",
        model.Section: "forms.sections",
        model.Signature: "forms.signatures",
        model.Staffing: "forms.staffings",
        model.ThreePublic: "forms.three_publics",
        finding.Clause: "rules.clauses",
        finding.Message: "findings.messages",
        finding.Location: "findings.locations",
        finding.Finding: "findings.findings",
        finding.Entry: "findings.entries",
        figures.Source: "findings.sources",
        figures.Reading: "findings.readings",
        ranges.Range: "curves.ranges",
        curve.Knot: "curves.knots",
        curve.Curve: "curves.curves",
        rule.Rule: "rules.rules",
        rule.FunctionRule: "rulebooks.function_rules",
        rule.Cases: "rulebooks.cases",
        policy.Alerts: "policies.alerts",
        policy.Answers: "policies.answers",
        policy.Band: "policies.bands",
        policy.Corners: "policies.corners",
        policy.Directions: "policies.bare_number_policies",
        policy.Explanation: "policies.explanations",
        policy.Grade: "policies.grades",
        policy.LevelWeights: "policies.weight_sets",
        policy.Levels: "policies.level_tables",
        policy.Limit: "policies.limits",
        policy.Manual: "policies.manuals",
        policy.Move: "policies.moves",
        policy.NotApplicable: "policies.not_applicables",
        policy.OverAttainment: "policies.over_attainments",
        policy.RateRow: "rulebooks.rate_rows",
        policy.Rounding: "policies.roundings",
        policy.Waiver: "rulebooks.waivers",
        policy.WordPair: "policies.word_pairs",
        policy.Years: "policies.years",
        rulebook.Rulebook: "rulebooks.rulebooks",
    }
)
"""The strategy of each type, by module and name within this room."""


def register() -> None:
    """Tell Hypothesis about every type; it does so itself, by way of the entry point ``hypothesis``."""
    for kind, place in STRATEGIES.items():
        st.register_type_strategy(kind, _looked_up(place))


def _looked_up(place: str) -> Callable[[type], SearchStrategy[Any]]:
    module, _, name = place.partition(".")

    def strategy(_kind: type) -> SearchStrategy[Any]:
        found: SearchStrategy[Any] = getattr(import_module(f"budgetperf.testing.{module}"), name)()
        return found

    return strategy
