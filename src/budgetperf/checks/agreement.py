"""What the ledger finds: an identity that is violated, and a figure that follows although it was left blank."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from budgetperf.checks.case import Case, Checked
from budgetperf.checks.clauses import clause_of
from budgetperf.domain.finding import Entry, Finding, Message, Outcome, Severity
from budgetperf.reconciliation.evaluate import Decision

__all__ = ["check_agreement"]

_ERROR, _WARNING, _ADVICE = Severity.ERROR, Severity.WARNING, Severity.ADVICE

_VIOLATED = (
    dict.fromkeys(("B1", "B7", "P2"), ("BP303", _ERROR))
    | dict.fromkeys(("B2", "B3", "B4", "B5", "P1", "P4", "P5", "P6", "P8"), ("BP301", _ERROR))
    | dict.fromkeys(("B10", "X1", "X2", "X6", "X11", "X16", "L1", "L6"), ("BP401", _ERROR))
    | dict.fromkeys(("X3", "X4", "X5", "X7", "X8", "X14", "L2", "L3"), ("BP501", _ERROR))
    | dict.fromkeys(("T1", "T2", "T4", "T5"), ("BP509", _ERROR))
    | {"X9": ("BP502", _ERROR), "X10": ("BP503", _ERROR), "T3": ("BP510", _ERROR)}
    | {"B6": ("BP302", _ERROR), "B8": ("BP106", _WARNING), "X19": ("BP519", _ADVICE)}
)
_TOTALS = ("B2", "B3", "B4", "B5", "P1", "P8")
_UNITS = "元千万亿"
_TOO_LONG = "text_too_long"
# Of these, a figure that is missing is a finding, too.
_WATCHED = (*_TOTALS, "B10", "T4")


def check_agreement(case: Case) -> Iterator[Checked]:
    """Findings for the ledger of the reconciliation; its entries are already there."""
    for decision in case.reconciled.decisions:
        if not _is_remarkable(decision):
            continue
        entry = case.reconciled.told(decision)
        if entry.outcome is Outcome.VIOLATED:
            code, severity = _VIOLATED[entry.code]
            yield Checked(findings=(_finding(entry, code, _WARNING if _may_be_partial(entry) else severity),))
        elif _is_growth_of_nothing(entry):
            yield Checked(findings=(_finding(entry, "BP511", _ERROR),))
        elif entry.reason is not None and entry.reason.key == _TOO_LONG:
            yield Checked(findings=(_unread(entry, entry.reason),))
        elif entry.outcome is Outcome.NOT_EVALUABLE and entry.expected is not None:
            yield from _blank(entry)


def _is_remarkable(one: Decision | Entry) -> bool:
    """Whether a finding may come from it; most lines of a ledger need not be told for that."""
    if one.outcome is Outcome.VIOLATED:
        return True
    unread = one.reason is not None and one.reason.key == _TOO_LONG
    return one.outcome is Outcome.NOT_EVALUABLE and (unread or one.code in _WATCHED)


def _may_be_partial(entry: Entry) -> bool:
    """Whether a list falls short of its total, and was only introduced by 其中: it may name the larger items alone."""
    kind = None if entry.reason is None else dict(entry.reason.values).get("kind")
    return entry.code == "X9" and kind == "of_which" and entry.residual is not None and entry.residual > 0


def _is_growth_of_nothing(entry: Entry) -> bool:
    return entry.code == "T4" and entry.reason is not None and entry.reason.key == "zero_denominator"


def _unread(entry: Entry, reason: Message) -> Finding:
    """A text that is too long to be read, so that nothing it quotes was checked."""
    path = entry.id.partition(":")[2]
    return Finding(code="BP905", severity=_WARNING, path=path, details=reason.values, entry=entry.id)


def _blank(entry: Entry) -> Iterator[Checked]:
    """A figure that was left blank, although the others say what it must be."""
    if entry.code == "B10":
        # An adjustment of nothing may be left blank.
        if (entry.expected or "").rstrip(_UNITS) != "0":
            yield Checked(findings=(_finding(entry, "BP305", _WARNING),))
    elif entry.code in _TOTALS:
        yield Checked(findings=(_finding(entry, "BP103", _WARNING),))


@frozen(kw_only=True)
class _Side:
    """What an identity judges: usually one figure, but it may be a sum, or a change that no single cell states."""

    path: str
    judged: str = "figure"
    against: str = "parts"
    size: int = 1


def _side(entry: Entry) -> _Side:
    place = entry.id.partition(":")[2]
    reading = None if entry.reason is None else entry.reason.key
    if entry.code == "P6":
        return _Side(path=f"{place}.stated_weights", judged="weights", against="whole")
    if entry.code == "P4" and place.endswith(".by_nature"):
        return _Side(path=place, judged="sum", against="source")
    if entry.code == "X16":
        return _Side(path=entry.paths[0], judged="change", size=2)
    if reading == "reading_before_and_after":
        return _Side(path=entry.paths[0], judged="before_and_after", size=2)
    return _Side(path=entry.paths[0])


def _premise(entry: Entry) -> str | None:
    """What must be so for a blank adjustment to follow; of the whole budget it follows without any premise."""
    nature = any(".by_nature[" in path for path in entry.paths)
    if "base_table.projects.total.initial" in entry.paths:
        return "nature" if nature else "projects"
    cards = {path.partition(".")[0] for path in entry.paths if path.startswith("scorecards")}
    return "sheets" if len(cards) > 1 else None


# A rate is made of figures that are divided, not added.
_OF_RATES = ("BP303", "BP509", "BP511")


def _sign(code: str, sign: int) -> str:
    if code in _OF_RATES:
        return ","
    return "-" if sign < 0 else "+"


def _finding(entry: Entry, code: str, severity: Severity) -> Finding:
    side = _side(entry)
    stated, expected, residual = entry.stated, entry.expected, entry.residual
    if side.against == "whole":
        # 100 is what the weights must make, not what the form states.
        stated, expected, residual = expected, stated, None if residual is None else residual.copy_negate()
    return Finding(
        code=code,
        severity=severity,
        path=side.path,
        stated=stated,
        expected=expected,
        difference=None if residual is None else f"{residual:+f}{entry.unit}",
        clause=clause_of(entry.code),
        details={
            "identity": entry.code,
            "judged": side.judged,
            "against": side.against,
            "premise": _premise(entry) if code == "BP305" else None,
            "bound": f"{entry.bound:f}{entry.unit}" if entry.bound else None,
            "others": " ".join(
                f"{_sign(code, sign)}{path}"
                for path, sign in zip(entry.paths[side.size :], entry.signs[side.size :], strict=True)
            )
            or None,
        },
        entry=entry.id,
    )
