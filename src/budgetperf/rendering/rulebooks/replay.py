"""A counterexample as one line of Python that anybody can run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from budgetperf.errors import RulebookError
from budgetperf.scoring.laws.violation import Law, Violation
from budgetperf.scoring.rule import Rule
from budgetperf.scoring.rulebook import Rulebook

__all__ = ["PREFACE", "literal", "replay"]

PREFACE = "from decimal import Decimal; import budgetperf as bp"
"""What must have been run before a line of `replay`."""

# What these break is one rule at one input.
_OF_RULES = frozenset(
    {Law.BOUNDED, Law.FULL, Law.MONOTONE, Law.AWAY, Law.EQUAL, Law.CONTINUOUS, Law.UNIT, Law.PROPORTIONAL}
)


def literal(text: str) -> str:
    r"""
    A text as Python would write it, with nothing in it that a terminal would obey.

    >>> print(literal('规则"甲".yaml\x1b'))
    "规则\"甲\".yaml\u001b"
    """
    return '"' + "".join(_character(each) for each in text) + '"'


def _character(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code < 1 << 16 else f"\\U{code:08x}"


def replay(violation: Violation, source: str, book: Rulebook) -> str | None:
    """
    One line that shows a violation again, after `PREFACE`; None for a rule that no file can hold.

    Args:
        violation: The violation.

        source: Name or path of the rulebook.

        book: The rulebook.
    """
    if violation.law is Law.DECIDED:
        return None
    load = f"bp.load_rulebook({literal(source)}, lawful=False)"
    trials = [dict(trial.given) for trial in violation.trials]
    again = _of_section(violation, trials[0], load) if trials else None
    if again is None and violation.law in _OF_RULES and all("weight" in given for given in trials) and trials:
        again = _tried(trials, violation.rule, load) if _is_rule(violation.rule, book) else _scored(trials, load)
    return again or f"[found for found in bp.verify({load}) if found.law == {literal(violation.law.value)}]"


def _of_section(violation: Violation, given: Mapping[str, str], load: str) -> str | None:
    """A law about a section that can be asked for its answer."""
    match violation.law:
        case Law.GRADES if violation.trials[0].outcome == "—":
            return f"{load}.grade({_number(given['total'])})"
        case Law.GRADES:
            return f"[grade.title for grade in {load}.grades if {_number(given['total'])} in grade.points]"
        case Law.BANDS if "share" in given:
            return f"[band.id for band in {load}.bands if {_number(given['share'])} in band.share]"
        case Law.NO_BUDGET:
            return f"bp.score({_budget(given)}, {load}).execution.low"
        case Law.TOTAL:
            return _scored([given], load)
        case _:
            return None


def _number(text: str) -> str:
    return f"Decimal({literal(text)})"


def _is_rule(name: str, book: Rulebook) -> bool:
    try:
        return isinstance(book.rule(name), Rule)
    except RulebookError:
        return False


_CELLS = ("target", "actual", "weight")


def _tried(trials: Sequence[Mapping[str, str]], rule: str, load: str) -> str:
    """The rule tried on one input, or on several with the rulebook loaded once."""

    def call(given: Mapping[str, str], book: str) -> str:
        named = ", ".join(f"{name}={literal(given[name])}" for name in _CELLS if name in given)
        return f"bp.try_rule({book}, {literal(rule)}, {named})"

    if len(trials) == 1:
        return call(trials[0], load)
    first, *rest = trials
    return f"[{', '.join([call(first, f'book := {load}'), *(call(given, 'book') for given in rest)])}]"


def _scored(trials: Sequence[Mapping[str, str]], load: str) -> str:
    """A card with one row for each input, and the points of every row."""
    rows = [
        f'bp.Indicator(level1="产出指标", name="指标", {cells})'
        for given in trials
        if (cells := ", ".join(f"{name}={literal(given[name])}" for name in _CELLS if name in given))
    ]
    card = f'bp.Scorecard(kind="project", indicators=[{", ".join(rows)}])'
    return f"[(row.low, row.high) for row in bp.score({card}, {load}).rows]"


def _budget(given: Mapping[str, str]) -> str:
    funds = f"bp.Funds(revised={literal(given['target'])}, spent={literal(given['actual'])})"
    total = f'bp.FundRow(name="年度资金总额", role="total", funds={funds})'
    execution = f"bp.Execution(weight={literal(given['weight'])})"
    return f'bp.Scorecard(kind="project", budget=bp.Budget(rows=[{total}], execution={execution}))'
