"""What reviewing costs, as a multiple of reading the same filing from JSON: both measured side by side, in one run."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from random import Random

from attrs import evolve

import budgetperf as bp
from budgetperf.formats.plain.json_text import read_json
from budgetperf.testing.departments import random_accounts
from budgetperf.testing.printing import print_accounts

__all__ = ["costs_table", "measure_costs"]

_BOOK = "hunan-2022"
_WRONG_TOTAL = "base_table.three_public.total.spent"


def measure_costs(seed: int, sizes: Sequence[int], rounds: int) -> list[dict[str, float]]:
    """
    The seconds that it takes to decode, to reconcile, to diagnose two errors, and to review.

    Decoding is measured by the strict hooks, which look at every value of any document, and as `from_json` does it,
    which reads what this library has written by a shorter way.

    Args:
        seed: Of the filings.

        sizes: Their numbers of project scorecards.

        rounds: How often each time is taken; the shortest counts.
    """
    book = bp.load_rulebook(_BOOK)
    found = []
    for size in sizes:
        books = random_accounts(Random(seed), size)  # noqa: S311 - the same filings every time
        # Every size in the same way: a sheet and a report for each project.
        books = evolve(books, operations=None, maintenance=None, umbrella=False, one_report=False, detailed=True)
        filing = print_accounts(books, rulebook=book)
        jobs = _jobs(filing, book)
        times = {name: float("inf") for name in jobs}
        for _ in range(rounds):
            for name, job in jobs.items():
                times[name] = min(times[name], _timed(job))
        found.append({"scorecards": float(len(filing.scorecards) - 1), **times})
    return found


def _jobs(filing: bp.Filing, book: bp.Rulebook) -> Mapping[str, Callable[[], object]]:
    text = bp.to_json(filing)
    wrong = bp.reconcile(_with_two_errors(filing))
    converter = bp.make_converter()
    alone = evolve(filing, reports=[report for report in filing.reports if report.kind == "department"])
    alone_text = bp.to_json(alone)
    return {
        "decode": lambda: converter.structure(read_json(text), bp.Filing),
        "decode quickly": lambda: bp.from_json(text),
        "decode alone": lambda: converter.structure(read_json(alone_text), bp.Filing),
        "review alone": lambda: bp.review(alone, book),
        "reconcile": lambda: bp.reconcile(filing),
        "diagnose": lambda: bp.diagnose(wrong),
        "review": lambda: bp.review(filing, book),
    }


def _with_two_errors(filing: bp.Filing) -> bp.Filing:
    """The filing with one amount of 附件1 and one number of points that are wrong."""
    total = bp.look_up(filing, _WRONG_TOTAL)
    assert isinstance(total, bp.Money)  # noqa: S101 - printed filings have one
    wrong = bp.replace(filing, _WRONG_TOTAL, bp.Money(total.amount + 9, total.unit))
    return bp.replace(wrong, "scorecards[0].stated_points", "12.5")


def _timed(job: Callable[[], object]) -> float:
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def costs_table(rows: Sequence[Mapping[str, float]]) -> str:
    """One row for each size."""
    heads = (
        "| project scorecards | decode, ms | reconcile ÷ decode | diagnose ÷ decode | review ÷ decode "
        "| review ÷ decode, 附件4 alone | from_json ÷ decode |"
    )
    lines = [
        f"| {row['scorecards']:.0f} | {1000 * row['decode']:.1f} | {row['reconcile'] / row['decode']:.2f} "
        f"| {row['diagnose'] / row['decode']:.2f} | {row['review'] / row['decode']:.2f} "
        f"| {row['review alone'] / row['decode alone']:.2f} | {row['decode quickly'] / row['decode']:.2f} |"
        for row in rows
    ]
    return "\n".join([heads, "|--:|--:|--:|--:|--:|--:|--:|", *lines])
