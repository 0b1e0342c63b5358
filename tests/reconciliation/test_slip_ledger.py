"""
What one wrong figure brings about: the identities that break, by how much, and what is proposed, word by word.

`ledgers/slips.txt` has, for both examples, every identity in full, and then the difference that one slip makes, in a
figure out of seven; `ledgers/slips-of-two.txt` has what two of them make together.
``python tests/reconciliation/test_slip_ledger.py`` writes both anew, after a deliberate change. Read the difference.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import cycle
from pathlib import Path
from random import Random

import budgetperf as bp
from budgetperf.domain.diagnosis import Correction, Diagnosis
from budgetperf.domain.finding import Entry
from budgetperf.testing import print_accounts, print_previous, random_accounts

ROOT = Path(__file__).parent.parent.parent
LEDGER = ROOT / "tests" / "ledgers" / "slips.txt"
LEDGER_OF_TWO = ROOT / "tests" / "ledgers" / "slips-of-two.txt"
BOOK = bp.load_rulebook("hunan-2022")
STEP = 7


def digit(text: str) -> str:
    """Another first digit."""
    at = next(index for index, sign in enumerate(text) if sign.isdigit())
    return f"{text[:at]}{(int(text[at]) + 3) % 10}{text[at + 1 :]}"


def swapped(text: str) -> str:
    """Two digits beside each other the other way round."""
    at = next((i for i in range(len(text) - 1) if text[i : i + 2].isdigit() and text[i] != text[i + 1]), None)
    return digit(text) if at is None else f"{text[:at]}{text[at + 1]}{text[at]}{text[at + 2 :]}"


def shifted(text: str) -> str:
    """A decimal point that slipped."""
    return f"1{text}" if "." not in text else text.replace(".", "", 1)


def signed(text: str) -> str:
    """A minus that nobody meant."""
    return f"-{text}"


# What is no slip: cells left blank, years that are none, parts that were not sent.
CHANGES: tuple[tuple[str, object], ...] = (
    ("base_table.column_years.prior", "上年"),
    ("base_table.column_years.initial", None),
    ("base_table.column_years.spent", "2021年"),
    ("base_table.heading.year", None),
    ("base_table.staffing.established", None),
    ("base_table.three_public.total.spent", None),
    ("base_table.three_public.hospitality.spent", bp.Unreadable("1.3O")),
    ("base_table.projects.lines[0].name", "别的项目"),
    ("base_table.projects.lines[0].funds.initial", None),
    ("base_table.operating.total.spent", bp.Money.parse("-1万元")),
    ("scorecards[0].budget.rows[0].funds.revised", None),
    ("scorecards[0].budget.by_nature", ()),
    ("scorecards[0].stated_points", None),
    ("scorecards[1].subject", "别的项目"),
    ("scorecards[1].budget.execution.stated_rate", None),
    ("scorecards[1].stated_weights", ()),
    ("scorecards[1].indicators[0].points", bp.Unreadable("两分")),
    ("scorecards[1].indicators[0].weight", None),
    ("scorecards", ()),
    ("reports", ()),
    ("year", None),
    ("department", None),
)
SLIPS: tuple[Callable[[str], str], ...] = (digit, swapped, shifted, signed)


def told(entry: Entry) -> str:
    """A line of the ledger with all that it says."""
    reason = ""
    if entry.reason is not None:
        reason = f"{entry.reason.key}({', '.join(f'{name}={value}' for name, value in entry.reason.values)})"
    sums = " ".join(f"{sign:+}·{path}" for path, sign in zip(entry.paths, entry.signs, strict=False))
    figures = f"{entry.stated} ~ {entry.expected} by {entry.residual} of {entry.bound} {entry.unit}"
    return f"{entry.outcome} {entry.id}: {figures}; {reason} [{sums or ' '.join(entry.paths)}]"


def proposed(diagnosis: Diagnosis) -> str:
    """One explanation, all of it."""
    changes = " and ".join(" or ".join(map(corrected, change.any_of)) for change in diagnosis.changes)
    whole = "" if diagnosis.complete else ", perhaps not all"
    certain = ", certain" if diagnosis.is_certain else ""
    place = f"{diagnosis.cluster}.{diagnosis.rank}{certain}{whole}"
    return f"{place}: {changes or '?'} explains {', '.join(diagnosis.explains)}"


def corrected(one: Correction) -> str:
    """A cell, what it should say, and which lines say so."""
    value = one.proposed or f"{one.at_least}…{one.at_most}"
    return f"{one.path} {one.stated} → {value} ({one.pattern}; {', '.join(one.confirmed_by)})"


def differing(filing: bp.Filing, usual: set[str], before: bp.Filing | None) -> Iterator[str]:
    """What the ledger says otherwise, and what is made of it."""
    review = bp.review(filing, BOOK, previous=before)
    yield from (f"  {line}" for entry in review.reconciled.ledger if (line := told(entry)) not in usual)
    yield from (f"  {proposed(diagnosis)}" for diagnosis in review.diagnoses)
    # The same without the rules, which know what is earned with another weight.
    rows = [row for score in review.scores for row in score.rows]
    bounds = {f"{row.path}.points": (row.low, row.high) for row in rows if row.low is not None and row.high is not None}
    alone = bp.diagnose(review.reconciled, bounds)
    yield from (f"  by sums: {proposed(diagnosis)}" for diagnosis in alone if diagnosis not in review.diagnoses)


def slipped(filing: bp.Filing, before: bp.Filing | None = None, start: int = 0) -> Iterator[str]:
    """One slip after the other."""
    usual = {told(entry) for entry in bp.reconcile(filing, before).ledger}
    stated = [
        item for item in bp.figures(filing).items() if isinstance(item[1], bp.Money | bp.Rate | bp.Count | Decimal)
    ]
    for (path, figure), slip in zip(stated[start::STEP], cycle(SLIPS), strict=False):
        text = slip(str(figure))
        yield f"{path}: {figure} → {text}"
        yield from differing(bp.replace(filing, path, text), usual, before)


def doubled(filing: bp.Filing, start: int, apart: int) -> Iterator[str]:
    """Two slips at once, so many figures apart."""
    usual = {told(entry) for entry in bp.reconcile(filing).ledger}
    stated = [item for item in bp.figures(filing).items() if isinstance(item[1], bp.Money | bp.Rate | Decimal)]
    pairs = zip(stated[start::STEP], stated[start + apart :: STEP], strict=False)
    for (one, other), first, second in zip(pairs, cycle(SLIPS), cycle(SLIPS[1:]), strict=False):
        changes = {one[0]: first(str(one[1])), other[0]: second(str(other[1]))}
        yield " and ".join(f"{path}: {text}" for path, text in changes.items())
        wrong = filing
        for path, text in changes.items():
            wrong = bp.replace(wrong, path, text)
        yield from differing(wrong, usual, None)


def ledger() -> str:
    """Both examples, and a department that is made up, with its last year."""
    lines = []
    for name in ("filing-2022", "filing-clean"):
        filing = bp.read(ROOT / "examples" / f"{name}.yaml").filing
        lines += [name, *(told(entry) for entry in bp.reconcile(filing).ledger), *slipped(filing)]
    clean = bp.read(ROOT / "examples" / "filing-clean.yaml").filing
    usual = {told(entry) for entry in bp.reconcile(clean).ledger}
    for path, value in CHANGES:
        lines += [f"{path}: {value}", *differing(bp.replace(clean, path, value), usual, None)]
    for kind in ("department", "project", "target", "monitoring", "rates"):
        blank = bp.Filing(year=2022, base_table=bp.BaseTable(), scorecards=[bp.Scorecard(kind=kind)])
        lines += [f"a blank {kind}", *(told(entry) for entry in bp.reconcile(blank).ledger)]
    books = random_accounts(Random("a department"), 2)  # noqa: S311 - nothing is to be kept secret
    now, before = print_accounts(books, rulebook=BOOK), print_previous(books, rulebook=BOOK)
    lines += ["made up", *(told(entry) for entry in bp.reconcile(now, before).ledger)]
    lines += slipped(now, before, start=1)
    return "\n".join(lines) + "\n"


def ledger_of_two() -> str:
    """Two slips at once, beside each other and far apart."""
    clean = bp.read(ROOT / "examples" / "filing-clean.yaml").filing
    return "\n".join([*doubled(clean, 0, 1), *doubled(clean, 5, 40)]) + "\n"


def test_line_by_line() -> None:
    """The same slips break the same identities, and are found in the same cells, as ever."""
    assert LEDGER.read_text(encoding="utf-8").splitlines() == ledger().splitlines()


def test_two_at_once() -> None:
    """Two slips are told apart, or taken together, as ever."""
    assert LEDGER_OF_TWO.read_text(encoding="utf-8").splitlines() == ledger_of_two().splitlines()


if __name__ == "__main__":
    LEDGER.write_text(ledger(), encoding="utf-8")
    LEDGER_OF_TWO.write_text(ledger_of_two(), encoding="utf-8")
