"""The figures of a run, room by room, and the survivors with what is known of them, as Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import yaml

from mutation.mutants import Mutant
from mutation.results import GOOD, Result, interval
from mutation.scope import ROOMS

__all__ = ["reasons", "report"]

REASONS = Path(__file__).parent / "reasons.yaml"
_HEAD = (
    "| room | mutants | run | killed | of these by time or crash | survived | killed of those run |\n"
    "|---|---:|---:|---:|---:|---:|---:|"
)


def reasons() -> dict[str, str]:
    """Why a survivor may live, by its key."""
    found = yaml.safe_load(REASONS.read_text(encoding="utf-8")) if REASONS.exists() else {}
    return {str(key): reason for reason, keys in (found or {}).items() for key in keys}


def report(mutants: Sequence[Mutant], known: Mapping[str, Result]) -> str:
    """Figures and survivors."""
    mutants = [mutant for mutant in mutants if mutant.key not in known or known[mutant.key].outcome != "same"]
    rows = [_row(room, [one for one in mutants if one.path.split("/")[2] == room], known) for room in ROOMS]
    kinds = (("functions", False), ("tables and classes", True))
    rows += [_row(kind, [one for one in mutants if one.on_import == on_import], known) for kind, on_import in kinds]
    run = [known[mutant.key] for mutant in mutants if mutant.key in known]
    survivors = _survivors(result for result in run if result.outcome not in GOOD)
    return "\n".join([_HEAD, *rows, _row("all", mutants, known), "", *survivors])


def _row(name: str, mutants: Sequence[Mutant], known: Mapping[str, Result]) -> str:
    outcomes = Counter(known[mutant.key].outcome for mutant in mutants if mutant.key in known)
    tried, killed = sum(outcomes.values()), sum(outcomes[outcome] for outcome in GOOD)
    if not tried:
        return f"| {name} | {len(mutants)} | 0 | | | | |"
    low, high = interval(killed, tried, len(mutants))
    rate = f"{killed / tried:.1%}" + (f" ({low:.1%} – {high:.1%})" if low < high else "")
    cells = name, len(mutants), tried, killed, outcomes["timeout"] + outcomes["crash"], tried - killed, rate
    return f"| {' | '.join(map(str, cells))} |"


def _survivors(results: Iterable[Result]) -> list[str]:
    why = reasons()
    lines: list[str] = []
    groups: dict[str, list[Result]] = {}
    for result in results:
        groups.setdefault(why.get(result.key, "not looked at yet"), []).append(result)
    for reason, of in sorted(groups.items(), key=lambda item: (item[0] == "not looked at yet", -len(item[1]))):
        lines += [f"### {reason} ({len(of)})", "", "```text"]
        for result in sorted(of, key=lambda one: (one.path, one.line)):
            place = f"{result.path.removeprefix('src/budgetperf/')}:{result.line}"
            lines += [
                place,
                *(f"  - {line.strip()}" for line in result.minus),
                *(f"  + {line.strip()}" for line in result.plus),
            ]
        lines += ["```", ""]
    return lines
