"""One check, on an example filing after some changes."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

import budgetperf as bp
from budgetperf.checks.case import Case, Checked
from budgetperf.domain.figures import figures
from budgetperf.domain.finding import Message
from budgetperf.reconciliation.evaluate import Readings
from budgetperf.reconciliation.reconcile import Reconciliation

NOTHING = Reconciliation(decisions=(), readings=Readings.of({}))
EXAMPLES = Path(__file__).parents[2] / "examples"

Changes = Mapping[str, object]
Check = Callable[[Case], Iterator[Checked]]


@cache
def example(name: str) -> bp.Filing:
    """One of the two example filings."""
    return bp.read(EXAMPLES / f"{name}.yaml").filing


def examined(
    check: Check, changes: Changes, name: str = "filing-clean", book: str | bp.Rulebook = "hunan-2022"
) -> tuple[bp.Filing, list[Checked]]:
    """An example after some changes, and what the check says of it."""
    filing = example(name)
    for path, value in changes.items():
        filing = bp.replace(filing, path, value)
    rules = bp.load_rulebook(book) if isinstance(book, str) else book
    scores = tuple(bp.score(card, rules, path=f"scorecards[{at}]") for at, card in enumerate(filing.scorecards))
    why = Message.of("named", name=rules.name)
    case = Case(filing=filing, figures=figures(filing), book=rules, scores=scores, reconciled=NOTHING, why=why)
    return filing, list(check(case))
