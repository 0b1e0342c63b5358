"""The figures of a run, room by room, and the survivors with what is known of them, as Markdown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import yaml

from mutation.mutants import Mutant
from mutation.results import GOOD, LATER, Result, interval
from mutation.scope import ROOMS

__all__ = ["reasons", "report"]

REASONS = Path(__file__).parent / "reasons.yaml"
_NOT_YET = "Not looked at yet"
# So many words and signs of what stays are shown on either side of what is changed.
_AROUND = 8
_WORD = re.compile(r"\w+|\W")
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
    known = {key: result for key, result in known.items() if result.outcome != LATER}
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
        groups.setdefault(why.get(result.key, _NOT_YET), []).append(result)
    for reason, of in sorted(groups.items(), key=lambda item: (item[0] == _NOT_YET, -len(item[1]))):
        lines += [f"**{reason}** ({len(of)})", "", "```text"]
        lines += [_line(result) for result in sorted(of, key=lambda one: (one.path, one.line, one.plus))]
        lines += ["```", ""]
    return lines


def _line(result: Result) -> str:
    place = f"{result.path.removeprefix('src/budgetperf/')}:{result.line}"
    was, now = (_WORD.findall(" ".join(text.strip() for text in side)) for side in (result.minus, result.plus))
    before = _alike(was, now)
    after = _alike(was[before:][::-1], now[before:][::-1])
    first, last = max(0, before - _AROUND), min(len(was), len(was) - after + _AROUND)
    dots = "…" if first else "", "…" if last < len(was) else ""
    changed = "".join(now[before : len(now) - after]) or "(nothing)"
    old, left, right = was[before : len(was) - after], was[first:before], was[len(was) - after : last]
    return f"{place}  {dots[0]}{''.join(left)}⟦{''.join(old)}⟧{''.join(right)}{dots[1]}  →  {changed}"


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words are the same at the beginning."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
