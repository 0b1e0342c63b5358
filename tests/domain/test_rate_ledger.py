"""
Every control rate of a filing, word by word: its figures, its value, or why it has none.

`ledgers/rates.txt` has them line by line; ``python tests/domain/test_rate_ledger.py`` writes it anew, when that is
meant. Read the difference.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from test_rates import FILING, LAST_YEAR, TOTAL

import budgetperf as bp
from budgetperf.domain.rates import ControlRate, control_rates

LEDGER = Path(__file__).parent.parent / "ledgers" / "rates.txt"
BUILDING = bp.BaseTable(
    labels={"basic_adjustment": "部门整体支出预算调整"}, basic_adjustment=bp.Funds(initial="90万元", spent="81万元")
)
CHANGES: tuple[tuple[str, object], ...] = (
    ("base_table.staffing.established", None),
    ("base_table.staffing.actual", bp.Unreadable("2l")),
    ("base_table.three_public.total.initial", bp.Money.parse("0万元")),
    ("base_table.three_public.total.prior", bp.Money.parse("-1万元")),
    ("base_table.buildings[0].actual_area", bp.Count.parse("3人")),
    ("base_table.buildings[0].actual_investment", bp.Money.parse("310万元")),
    ("base_table", None),
    ("scorecards", ()),
    (f"{TOTAL}.initial", None),
    (f"{TOTAL}.revised", bp.Money.parse("140万元")),
    (f"{TOTAL}.spent", bp.Money.parse("210万元")),
)


def told(rate: ControlRate) -> str:
    """All that is known of a rate."""
    note = ""
    if rate.note is not None:
        note = f"{rate.note.key}({', '.join(f'{name}={value}' for name, value in rate.note.values)})"
    return f"{rate.id} = {rate.value} of {', '.join(rate.inputs)}; {note}"


def lines() -> Iterator[str]:
    """The rates of the filing, without its last year, with it, and with one figure otherwise."""
    usual = [told(rate) for rate in control_rates(FILING, LAST_YEAR)]
    yield from usual
    yield "── last year not given"
    yield from (told(rate) for rate in control_rates(FILING))
    yield "── last year blank"
    yield from (told(rate) for rate in control_rates(FILING, bp.Filing()))
    yield "── before there was 附件2"
    yield from (told(rate) for rate in control_rates(bp.Filing(base_table=BUILDING)))
    for path, value in CHANGES:
        yield f"── {path}: {value}"
        found = control_rates(bp.replace(FILING, path, value), LAST_YEAR)
        yield from (line for rate in found if (line := told(rate)) not in usual)


def test_line_by_line() -> None:
    """The same rates of the same figures, and the same reasons, as ever."""
    assert LEDGER.read_text(encoding="utf-8").splitlines() == [*lines()]


if __name__ == "__main__":
    LEDGER.write_text("\n".join(lines()) + "\n", encoding="utf-8")
