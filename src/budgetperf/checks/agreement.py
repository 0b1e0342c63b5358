"""What the ledger finds: an identity that is violated, and a figure that follows although it was left blank."""

from __future__ import annotations

from collections.abc import Iterator

from budgetperf.checks.case import Case, Checked
from budgetperf.checks.clauses import clause_of
from budgetperf.domain.finding import Entry, Finding, Outcome, Severity

__all__ = ["check_agreement"]

_ERROR, _WARNING, _ADVICE = Severity.ERROR, Severity.WARNING, Severity.ADVICE

_VIOLATED = (
    dict.fromkeys(("B1", "B7", "P2"), ("BP303", _ERROR))
    | dict.fromkeys(("B2", "B3", "B4", "B5", "P1", "P4", "P5", "P6", "P8"), ("BP301", _ERROR))
    | dict.fromkeys(("B10", "X1", "X2", "X6", "X11", "X16", "L1"), ("BP401", _ERROR))
    | {"B6": ("BP302", _ERROR), "B8": ("BP106", _WARNING), "X19": ("BP519", _ADVICE)}
)
_TOTALS = ("B2", "B3", "B4", "B5", "P1", "P8")
_NOTHING = "0"


def check_agreement(case: Case) -> Iterator[Checked]:
    """Findings for the ledger of the reconciliation; its entries are already there."""
    for entry in case.ledger:
        if entry.outcome is Outcome.VIOLATED:
            code, severity = _VIOLATED[entry.code]
            yield Checked(findings=[_finding(entry, code, severity)])
        elif entry.outcome is Outcome.NOT_EVALUABLE and entry.expected is not None:
            yield from _blank(entry)


def _blank(entry: Entry) -> Iterator[Checked]:
    """A figure that was left blank, although the others say what it must be."""
    if entry.code == "B10" and not entry.expected.startswith(_NOTHING + "万"):  # type: ignore[union-attr] # the caller has looked
        yield Checked(findings=[_finding(entry, "BP305", _WARNING)])
    elif entry.code in _TOTALS:
        yield Checked(findings=[_finding(entry, "BP103", _WARNING)])


def _finding(entry: Entry, code: str, severity: Severity) -> Finding:
    return Finding(
        code=code,
        severity=severity,
        path=entry.paths[0],
        stated=entry.stated,
        expected=entry.expected,
        difference=None if entry.residual is None else f"{entry.residual:+f}{entry.unit}",
        clause=clause_of(entry.code),
        details={
            "identity": entry.code,
            "bound": None if entry.bound is None else f"{entry.bound:f}{entry.unit}",
            "others": " + ".join(entry.paths[1:]) or None,
        },
        entry=entry.id,
    )
