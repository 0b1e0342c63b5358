"""Which test runs which line, and how long it takes: measured once, by coverage, test by test."""

from __future__ import annotations

import gc
import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import _lru_cache_wrapper
from pathlib import Path

import coverage
from attrs import field, frozen

from mutation.scope import PACKAGE, ROOMS, ROOT, TESTS
from mutation.session import Session, collect

__all__ = ["Trace", "current", "digests", "trace"]

EARLY = ""


@frozen(kw_only=True)
class Trace:
    """The seconds of each test; the tests of each line by their numbers, -1 for what an import does."""

    tests: Sequence[str]
    seconds: Sequence[float]
    lines: Mapping[str, Mapping[int, frozenset[int]]]
    digests: Mapping[str, str] = field(factory=dict)

    def reaching(self, path: str, first: int, last: int) -> frozenset[int]:
        """The tests that run one of these lines."""
        lines = self.lines.get(path, {})
        return frozenset().union(*(lines.get(line, frozenset()) for line in range(first, last + 1)))

    def reaching_file(self, path: str) -> frozenset[int]:
        """The tests that run anything in a file."""
        return frozenset().union(*self.lines.get(path, {}).values())

    def worth(self, path: str) -> Counter[int]:
        """How many lines of a file each test runs."""
        return Counter(test for found in self.lines.get(path, {}).values() for test in found)

    def write(self, path: Path) -> None:
        """Keep it for the next run."""
        lines = {name: {line: sorted(found) for line, found in of.items()} for name, of in self.lines.items()}
        path.write_text(
            json.dumps({"tests": self.tests, "seconds": self.seconds, "lines": lines, "digests": self.digests}), "utf-8"
        )

    @classmethod
    def read(cls, path: Path) -> Trace:
        """What was kept."""
        kept = json.loads(path.read_text(encoding="utf-8"))
        lines = {
            name: {int(line): frozenset(found) for line, found in of.items()} for name, of in kept["lines"].items()
        }
        return cls(tests=kept["tests"], seconds=kept["seconds"], lines=lines, digests=kept["digests"])

    def renewed(self, other: Trace) -> Trace:
        """The same, but for the tests of the files that the other one has."""
        files = {name.split("::")[0] for name in other.tests}
        kept = [number for number, name in enumerate(self.tests) if name.split("::")[0] not in files]
        new_number = {old: new for new, old in enumerate(kept)} | {-1: -1}
        shifted = {number: number + len(kept) for number in range(len(other.tests))} | {-1: -1}
        lines: dict[str, dict[int, frozenset[int]]] = {}
        for of, numbers in ((self.lines, new_number), (other.lines, shifted)):
            for path, found in of.items():
                for line, tests in found.items():
                    now = frozenset(numbers[test] for test in tests if test in numbers)
                    there = lines.setdefault(path, {})
                    there[line] = there.get(line, frozenset()) | now
        return Trace(
            tests=[*(self.tests[number] for number in kept), *other.tests],
            seconds=[*(self.seconds[number] for number in kept), *other.seconds],
            lines=lines,
            digests={**self.digests, **other.digests},
        )


def trace(paths: Sequence[str]) -> Trace:
    """Run the tests of these paths, and note for each which lines of the rooms it runs."""
    sources = [str(PACKAGE / room) for room in ROOMS]
    measure = coverage.Coverage(data_file=None, config_file=False, include=[f"{source}/*" for source in sources])
    measure.start()
    seconds: dict[str, float] = {}

    def work(session: Session) -> None:
        caches = [thing for thing in gc.get_objects() if isinstance(thing, _lru_cache_wrapper)]
        caches = [cache for cache in caches if any(f"budgetperf.{room}" in str(cache.__module__) for room in ROOMS)]

        def before(name: str) -> None:
            for cache in caches:
                cache.cache_clear()  # else only the first test would be seen to run what is remembered
            measure.switch_context(name)

        for name in session.items:
            if session.run([name], before=before) is not None:
                raise RuntimeError(f"{name} fails before anything is changed")
        seconds.update(session.seconds)

    if not collect(paths, work) or not seconds:
        raise RuntimeError(f"the tests of {', '.join(paths)} cannot be collected")
    measure.stop()
    tests = list(seconds)
    numbers = {name: number for number, name in enumerate(tests)} | {EARLY: -1}
    data = measure.get_data()
    lines = {
        str(Path(path).relative_to(ROOT)): {
            line: frozenset(numbers[name] for name in names if name in numbers)
            for line, names in data.contexts_by_lineno(path).items()
        }
        for path in data.measured_files()
    }
    return Trace(tests=tests, seconds=[seconds[name] for name in tests], lines=lines, digests=digests(paths))


def digests(paths: Sequence[str]) -> dict[str, str]:
    """What the files of the rooms and of these tests are now."""
    places = [*(PACKAGE / room for room in ROOMS), *(ROOT / path for path in paths)]
    files = {file for place in places for file in ([place] if place.is_file() else place.rglob("*.py"))}
    return {str(file.relative_to(ROOT)): hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(files)}


def current(path: Path) -> Trace:
    """The trace that was kept, or what has become of it: a changed test is traced again, a changed room altogether."""
    now = digests(TESTS)
    if path.exists():
        kept = Trace.read(path)
        changed = [file for file, digest in now.items() if kept.digests.get(file) != digest]
        if not changed:
            return kept
        tests = [file for file in changed if Path(file).name.startswith("test_")]
        made = kept.renewed(trace(tests)) if len(tests) == len(changed) else trace(TESTS)
    else:
        made = trace(TESTS)
    made.write(path)
    return made
