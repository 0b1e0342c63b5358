"""The figures of a run, room by room, and the survivors with what is known of them, as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import yaml

from mutation.mutants import Mutant
from mutation.results import GOOD, LATER, Result, interval
from mutation.scope import ROOMS

__all__ = ["reasons", "report"]

REASONS = Path(__file__).parent / "reasons.yaml"
_NOT_YET = "No reason is known: a case or a sentence that turns on it is missing"
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


def report(mutants: Sequence[Mutant], sample: Iterable[Mutant], known: Mapping[str, Result]) -> str:
    """Figures of a sample, and all survivors that are known."""
    known = {key: result for key, result in known.items() if result.outcome != LATER}
    mutants = [mutant for mutant in mutants if mutant.key not in known or known[mutant.key].outcome != "same"]
    run = {mutant.key: known[mutant.key].outcome for mutant in sample if mutant.key in known}
    rows = [_row(room, [one for one in mutants if one.path.split("/")[2] == room], run) for room in ROOMS]
    kinds = (("functions", False), ("tables and classes", True))
    rows += [_row(kind, [one for one in mutants if one.on_import == on_import], run) for kind, on_import in kinds]
    survivors = [known[one.key] for one in mutants if one.key in known and known[one.key].outcome not in GOOD]
    return "\n".join([_HEAD, *rows, _row("all", mutants, run), "", *_survivors(survivors)])


def _row(name: str, mutants: Sequence[Mutant], run: Mapping[str, str]) -> str:
    parts = [_part([one for one in mutants if one.on_import == on_import], run) for on_import in (False, True)]
    tried, killed = sum(run for _, run, _ in parts), sum(killed for killed, _, _ in parts)
    if not tried:
        return f"| {name} | {len(mutants)} | 0 | | | | |"
    share, low, high = interval([part for part in parts if part[1]])
    rate = f"{share:.1%}" + (f" ({low:.1%} – {high:.1%})" if tried < len(mutants) else "")
    by_time = sum(run.get(one.key) in {"timeout", "crash"} for one in mutants)
    cells = name, len(mutants), tried, killed, by_time, tried - killed, rate
    return f"| {' | '.join(map(str, cells))} |"


def _part(mutants: Sequence[Mutant], run: Mapping[str, str]) -> tuple[int, int, int]:
    outcomes = [run[one.key] for one in mutants if one.key in run]
    return sum(outcome in GOOD for outcome in outcomes), len(outcomes), len(mutants)


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
