"""
Change the rooms, and see whether the tests notice: ``python -m mutation run`` in `tools/`, or `.ci/mutation`.

    .ci/mutation run --sample 2000 --seed 1     a part of all changes, taken by chance; without --sample all of them
    .ci/mutation run --changed main             only the lines that differ from a revision
    .ci/mutation run --again                    those that survived so far, against the tests as they are now
    .ci/mutation report                         what is known by now, room by room, and the survivors

With `--unseen FILE` a sample has only what the results in that file do not know.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from attrs import asdict, define, field

from mutation.mutants import Mutant, mutants_of
from mutation.reporting import report
from mutation.results import GOOD, LATER, Result, known
from mutation.running import run
from mutation.scope import ROOMS, ROOT, files_of
from mutation.tracing import Trace

_KEPT = ROOT / ".mutation"
_PAGES = [ROOT / "docs" / lang / "mutation.md" for lang in ("zh", "en")]
_BEGIN, _END = "<!-- written by .ci/mutation report --page -->", "<!-- end of what was written -->"
_EVERY = 100
_HUNK = re.compile(r"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)


def _all_mutants() -> list[Mutant]:
    """All of them; finding them takes a minute, so those of a file that stays as it is are kept."""
    _KEPT.mkdir(exist_ok=True)
    cache = _KEPT / "mutants.json"
    kept = json.loads(cache.read_text("utf-8")) if cache.exists() else {}
    now = {}
    for path in (path for room in ROOMS for path in files_of(room)):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        now[digest] = kept.get(digest) or [asdict(one) for one in mutants_of(path, str(path.relative_to(ROOT)))]
    cache.write_text(json.dumps(now), "utf-8")
    return [Mutant(**one) for of in now.values() for one in of]


def _changed_lines(revision: str) -> set[tuple[str, int]]:
    found = set()
    for room in ROOMS:
        for path in files_of(room):
            name = str(path.relative_to(ROOT))
            command = ["git", "diff", "-U0", revision, "--", name]
            said = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout  # noqa: S603 - git, of a revision
            for first, count in _HUNK.findall(said):
                found |= {(name, int(first) + more) for more in range(int(count or 1))}
    return found


def _chosen(options: argparse.Namespace, before: dict[str, Result]) -> list[Mutant]:
    mutants = [mutant for mutant in _all_mutants() if options.only in mutant.path]
    if options.changed:
        lines = _changed_lines(options.changed)
        mutants = [one for one in mutants if any((one.path, at) in lines for at in range(one.line, one.end + 1))]
    mutants = _sample(mutants, options)
    if options.again:
        return [one for one in mutants if one.key in before and before[one.key].outcome not in {*GOOD, LATER}]
    return [mutant for mutant in mutants if mutant.key not in before or before[mutant.key].outcome == LATER]


def _sample(mutants: list[Mutant], options: argparse.Namespace) -> list[Mutant]:
    if not options.sample:
        return mutants
    by_chance = random.Random(options.seed)  # noqa: S311 - nothing is to be kept secret
    chosen = set(by_chance.sample(range(len(mutants)), min(options.sample, len(mutants))))
    # What was tried before has been learnt from: it says nothing of the rest any more.
    seen = known(Path(options.unseen)) if options.unseen else {}
    return [mutant for number, mutant in enumerate(mutants) if number in chosen and mutant.key not in seen]


def _run(options: argparse.Namespace) -> None:
    os.chdir(ROOT)
    os.environ.setdefault("HYPOTHESIS_PROFILE", "mutation")
    _KEPT.mkdir(exist_ok=True)
    # The trace is made in a process of its own: what it imports must not be here yet.
    code = "import sys; from pathlib import Path; from mutation.tracing import current; current(Path(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", code, str(_KEPT / "trace.json")], check=True)  # noqa: S603 - itself
    results = _KEPT / "results.jsonl"
    before = known(results)
    mutants = _chosen(options, before)
    cold = {mutant.key for mutant in mutants if mutant.key in before and before[mutant.key].outcome == LATER}
    if options.cold:
        cold = {mutant.key for mutant in mutants}
    with results.open("a", encoding="utf-8") as lines:
        notes = _Notes(lines=lines, of=len(mutants))
        trace = Trace.read(_KEPT / "trace.json")
        run(mutants, trace, cold=cold, jobs=options.jobs, limit=options.limit, note=notes.take)


@define
class _Notes:
    """What becomes of the mutants, written down at once, and the survivors shown."""

    lines: TextIO
    of: int
    done: int = 0
    began: float = field(factory=time.monotonic)

    def take(self, result: Result) -> None:
        self.lines.write(result.line_of_text())
        self.lines.flush()
        self.done += result.outcome != LATER
        if result.outcome not in {*GOOD, LATER}:
            change = " | ".join(text.strip() for text in (*result.minus, "->", *result.plus))
            print(f"{result.outcome} {result.path}:{result.line} {change}", flush=True)
        if self.done % _EVERY == 0 and result.outcome != LATER:
            print(f"{self.done} of {self.of} after {time.monotonic() - self.began:.0f} s", flush=True)


def main(arguments: Sequence[str]) -> None:
    """Run, or report."""
    parser = argparse.ArgumentParser(
        prog="mutation", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("command", choices=["run", "report"])
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--unseen", default="")
    parser.add_argument("--changed", default="")
    parser.add_argument("--only", default="")
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--cold", action="store_true")
    parser.add_argument("--page", action="store_true")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--limit", type=float, default=30.0)
    options = parser.parse_args(arguments)
    if options.command == "run":
        _run(options)
    else:
        mutants = _all_mutants()
        text = report(mutants, _sample(mutants, options), known(_KEPT / "results.jsonl"))
        print(text)
        if options.page:
            for page in _PAGES:
                before, _, rest = page.read_text("utf-8").partition(_BEGIN)
                page.write_text(f"{before}{_BEGIN}\n\n{text}\n{_END}{rest.partition(_END)[2]}", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
