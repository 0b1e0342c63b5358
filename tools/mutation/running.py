"""
One process per change: forked off one that has imported and collected everything, it makes the change and runs tests.

What an import does already (tables, classes) needs a process that has not imported the package yet; that takes seconds.
"""

from __future__ import annotations

import gc
import importlib
import importlib.util
import json
import os
import random
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType
from typing import IO

from attrs import define, evolve, field

from mutation.mutants import Mutant, difference, read, source_with
from mutation.results import LATER, Result
from mutation.scope import LOOKING, PACKAGE, ROOT
from mutation.session import Session, collect
from mutation.swapping import Living, change_between, compiled, living_functions, swap
from mutation.tracing import Trace

__all__ = ["run"]

# A changed loop may have no end, and a changed list may have none either.
_MEMORY = 4 << 30
_SECONDS, _TIMES = 4.0, 10
# What it costs to collect one more file of tests.
_COLLECTING = 0.5
# And to run one more test.
_RUNNING = 0.002
# So many tests that run more of a module than all others are run, however long they take.
_MOST = 3


@define
class _Work:
    """What is known while it runs: which tests there are, and which have killed before."""

    trace: Trace
    limit: float
    jobs: int
    note: Callable[[Result], None]
    killers: dict[tuple[str, str], Counter[str]] = field(factory=dict)
    later: list[Mutant] = field(factory=list)
    worths: dict[str, Counter[int]] = field(factory=dict)

    def order(self, mutant: Mutant, tests: Iterable[int]) -> list[str]:
        """Who killed a neighbour comes first, then the quickest, then those that run most of the module."""
        before = self.killers.get((mutant.path, mutant.place), Counter())
        seconds, names = self.trace.seconds, self.trace.tests
        known = sorted(tests, key=lambda test: (-before[names[test]], seconds[test], test))
        quick = _up_to(self.limit / 2, known, seconds)
        worth = self.worth(mutant.path)
        rest = sorted(set(known) - set(quick), key=lambda test: (-worth[test], seconds[test], test))
        return [names[test] for test in (*quick, *_up_to(self.limit / 2, rest, seconds))]

    def worth(self, path: str) -> Counter[int]:
        """How many lines of a file each test runs; whoever forks has it counted before."""
        if path not in self.worths:
            self.worths[path] = self.trace.worth(path)
        return self.worths[path]

    def take(self, mutant: Mutant, result: Result) -> None:
        """Write down what became of it, unless another process has to look again."""
        if result.outcome == LATER:
            self.later.append(mutant)
        if result.by:
            self.killers.setdefault((mutant.path, mutant.place), Counter())[result.by] += 1
        self.note(result)


def _up_to(limit: float, tests: Iterable[int], seconds: Sequence[float]) -> list[int]:
    """The first of some tests, as many as take so many seconds; one at least."""
    chosen: list[int] = []
    spent = 0.0
    for test in tests:
        spent += seconds[test]
        if chosen and spent > limit:
            break
        chosen.append(test)
    return chosen


def run(
    mutants: Sequence[Mutant],
    trace: Trace,
    *,
    cold: AbstractSet[str],
    jobs: int,
    limit: float,
    note: Callable[[Result], None],
) -> None:
    """Make every change, and note what became of it at once; *cold* are those that no running process shows."""
    os.environ["HYPOTHESIS_NO_PLUGINS"] = "1"
    for module in ("hypothesis", "attrs", "cattrs", "yaml", "babel", "click", "decimal", "fractions", "sybil"):
        importlib.import_module(module)
    gc.collect()
    living = [mutant for mutant in mutants if not mutant.on_import and mutant.key not in cold]
    later = _in_a_child(lambda: _warm(living, trace, jobs=jobs, limit=limit, note=note)) if living else "[]"
    work = _Work(trace=trace, limit=limit, jobs=jobs, note=note)
    keys = {*json.loads(later), *cold, *(mutant.key for mutant in mutants if mutant.on_import)}
    others = [mutant for mutant in mutants if mutant.key in keys]
    # Those take long: in any order, so that what has been done when it is stopped is a sample, too.
    random.Random(len(others)).shuffle(others)  # noqa: S311 - nothing is to be kept secret
    _all(others, work, lambda mutant: _cold(mutant, work))


def _in_a_child(task: Callable[[], str]) -> str:
    """Do it in a process of its own, so that what it imports stays there."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        try:
            os.write(writer, task().encode())
        except BaseException:  # noqa: BLE001 - the process ends here, whatever it is
            sys.excepthook(*sys.exc_info())
            os._exit(1)
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as answer:
        said = answer.read()
    if os.waitpid(child, 0)[1]:
        raise RuntimeError("the process that runs the tests has failed")
    return said


def _warm(mutants: Sequence[Mutant], trace: Trace, *, jobs: int, limit: float, note: Callable[[Result], None]) -> str:
    work = _Work(trace=trace, limit=limit, jobs=jobs, note=note)

    def go(session: Session) -> None:
        living = living_functions(PACKAGE)
        gc.collect()
        gc.freeze()
        _all(mutants, work, lambda mutant: _swapped(mutant, work, session, living))

    _register()
    files = sorted({name.split("::")[0] for name in trace.tests})
    if not collect(files, go):
        raise RuntimeError("the tests cannot be collected")
    return json.dumps([mutant.key for mutant in work.later])


def _all(mutants: Sequence[Mutant], work: _Work, task: Callable[[Mutant], Iterator[Result]]) -> None:
    """So many at a time, each in a child of its own."""
    running: dict[int, tuple[Mutant, IO[bytes], float]] = {}
    waiting = iter(mutants)
    more = True
    while running or more:
        while more and len(running) < work.jobs:
            mutant = next(waiting, None)
            more = mutant is not None
            if mutant is not None:
                work.worth(mutant.path)
                _before(read(ROOT / mutant.path).module.code, ROOT / mutant.path)
                answer: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - it is read when the child has ended
                running[_start(mutant, task, answer)] = mutant, answer, time.monotonic()
        if running:
            pid, status = os.wait()
            ended, said, began = running.pop(pid)
            with said:
                said.seek(0)
                lines = said.read().decode().splitlines()
            work.take(ended, _told(ended, lines, status, time.monotonic() - began))


def _start(mutant: Mutant, task: Callable[[Mutant], Iterator[Result]], answer: IO[bytes]) -> int:
    pid = os.fork()
    if pid:
        return pid
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    silence = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(silence, stream)
    try:
        for result in task(mutant):
            os.write(answer.fileno(), result.line_of_text().encode())
    except BaseException:  # noqa: BLE001 - the process ends here, whatever it is
        os.write(answer.fileno(), _result(mutant, "error", by=traceback.format_exc()).line_of_text().encode())
    finally:
        os._exit(0)


def _told(mutant: Mutant, lines: Sequence[str], status: int, seconds: float) -> Result:
    """The last thing that a child said; if it could not end, its change is one that a test noticed."""
    said = [Result(**json.loads(line)) for line in lines if line.endswith("}")]
    last = said[-1] if said else _result(mutant, "killed", by="")
    if last.outcome == "begun":
        timeout = os.WIFSIGNALED(status) and os.WTERMSIG(status) in {signal.SIGALRM, signal.SIGPROF}
        last = evolve(last, outcome="timeout" if timeout else "crash")
    return evolve(last, seconds=round(seconds, 3))


def _result(mutant: Mutant, outcome: str, **more: object) -> Result:
    known = {name: getattr(mutant, name) for name in ("key", "path", "line", "place", "operator")}
    return Result(**known, outcome=outcome, **more)  # type: ignore[arg-type]


def _watch(seconds: float) -> None:
    """The system ends this process if a test takes many times as long as it did."""
    limit = _SECONDS + _TIMES * seconds
    signal.setitimer(signal.ITIMER_PROF, limit)
    signal.setitimer(signal.ITIMER_REAL, 10 * limit)


def _made(mutant: Mutant) -> tuple[Result, CodeType, CodeType]:
    path = ROOT / mutant.path
    before, after = source_with(path, mutant.number)
    minus, plus = difference(before, after)
    return _result(mutant, "begun", minus=minus, plus=plus), _before(before, path), compiled(after, path)


_before = lru_cache(maxsize=2)(compiled)


def _swapped(mutant: Mutant, work: _Work, session: Session, living: Living) -> Iterator[Result]:
    _watch(10)
    begun, before, after = _made(mutant)
    change = change_between(before, after)
    if not change.codes and not change.on_import:
        yield evolve(begun, outcome="same")
        return
    if not swap(change, living):
        yield evolve(begun, outcome=LATER)
        return
    tests = work.trace.reaching(mutant.path, mutant.line, mutant.end)
    early, tests = -1 in tests, tests - {-1}
    seconds = dict(zip(work.trace.tests, work.trace.seconds, strict=True))
    names = work.order(mutant, tests)
    killer = ""
    for name in names:
        yield evolve(begun, by=name, tests=len(names))
        _watch(seconds[name])
        if session.run([name]) is not None:
            killer = name
            break
    survived = LATER if early else "survived" if names else "untested"
    yield evolve(begun, outcome="killed" if killer else survived, by=killer, tests=len(names))


def _chosen(mutant: Mutant, work: _Work) -> tuple[dict[str, list[str]], list[str]]:
    """The tests that may notice what an import does otherwise, by their files, and the files in a good order."""
    trace, names = work.trace, work.trace.tests
    tests = trace.reaching(mutant.path, mutant.line, mutant.end)
    files: dict[str, list[str]] = {}
    # Who runs most of the module is the likeliest to notice; who runs what uses it may do so, too.
    worth = Counter(work.worth(mutant.path))
    if -1 in tests or not tests:
        for path in _users(mutant.path):
            for test in trace.reaching_file(path):
                worth[test] += 1
        files = {name.split("::")[0]: [name] for name in names if name.split("::")[0] in LOOKING}
    else:
        worth = Counter({test: worth[test] for test in tests})
    del worth[-1]
    value: Counter[str] = Counter()
    cost: dict[str, float] = {}
    ranked = sorted(worth, key=lambda test: (trace.seconds[test] + _RUNNING) / worth[test])
    most = sorted(worth, key=lambda test: (-worth[test], trace.seconds[test]))[:_MOST]
    for test in dict.fromkeys((*_up_to(work.limit, ranked, trace.seconds), *most)):
        file = names[test].split("::")[0]
        if file in LOOKING:
            continue
        files.setdefault(file, []).append(names[test])
        value[file] += worth[test]
        cost[file] = cost.get(file, _COLLECTING) + trace.seconds[test]
    before = Counter(
        file.split("::")[0] for (path, _), of in work.killers.items() if path == mutant.path for file in of
    )
    return files, sorted(files, key=lambda file: (-before[file], file not in LOOKING, -value[file] / cost.get(file, 1)))


def _cold(mutant: Mutant, work: _Work) -> Iterator[Result]:
    _watch(30)
    begun, _, after = _made(mutant)
    try:
        _import_as(ROOT / mutant.path, after)
    except Exception:  # noqa: BLE001 - whatever it is, nobody could overlook it
        yield evolve(begun, outcome="killed", by="import")
        return
    seconds = dict(zip(work.trace.tests, work.trace.seconds, strict=True))
    files, order = _chosen(mutant, work)
    for file in order[: 2 + int(work.limit / _COLLECTING)]:
        wanted = files[file]
        _watch(30 + sum(seconds[name] for name in wanted))
        killer = [file]
        yield evolve(begun, by=file, tests=sum(map(len, files.values())))

        def go(session: Session, wanted: Sequence[str] = wanted, killer: list[str] = killer) -> None:
            killer[:] = filter(None, [session.run(wanted)])

        collect([file], go)
        if killer:
            yield evolve(begun, outcome="killed", by=killer[0], tests=sum(map(len, files.values())))
            return
    yield evolve(begun, outcome="survived" if files else "untested", tests=sum(map(len, files.values())))


def _import_as(path: Path, code: CodeType) -> None:
    """From now on an import of this file yields this code."""
    usual = SourceFileLoader.get_code

    def get_code(self: SourceFileLoader, fullname: str) -> CodeType | None:
        return code if self.path == str(path) else usual(self, fullname)

    SourceFileLoader.get_code = get_code  # type: ignore[method-assign,assignment]
    _register()


def _register() -> None:
    """What Hypothesis does when it is imported; it was kept from it, so that the package was not imported, either."""
    os.environ.pop("HYPOTHESIS_NO_PLUGINS", None)
    importlib.import_module("budgetperf.testing.registration").register()


def _users(name: str) -> list[str]:
    """The file, and those of the rooms that import something from it."""
    module = name.removeprefix("src/").removesuffix(".py").replace("/", ".").removesuffix(".__init__")
    texts = {path: path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")}
    return [name, *(str(path.relative_to(ROOT)) for path, text in texts.items() if f"{module} import" in text)]
