"""
Processes that do the work, each a job at a time.

A process is started afresh (spawned), so that it is the same on every system, and ends when this one does, however that
ends: its pipe closes. One that dies over a file is replaced, and that file is told to whoever does the job next.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from time import monotonic
from typing import Final

from attrs import evolve, field, frozen, mutable

from budgetperf.batch.folders.units import Unit
from budgetperf.errors import BudgetPerfError

__all__ = ["Doing", "Job", "carry_out"]

_READY, _BEGUN, _DONE, _FAILED = range(4)
_MOST_STARTS: Final = 3
"""Processes that may die one after the other without having begun anything."""


@frozen(kw_only=True)
class Job:
    """
    Some units that are done together.

    Attributes:
        lost: What became of those with which a process ended: ``crashed`` or ``too_slow``, by their place.
    """

    units: tuple[Unit, ...] = field(converter=tuple[Unit, ...])
    lost: tuple[tuple[int, str], ...] = ()


Doing = Callable[[Job], Iterator[None]]
"""Does a job, and yields before each of its units."""


@mutable(kw_only=True)
class _Worker:
    """A process, and what it is doing."""

    process: SpawnProcess
    pipe: Connection
    job: Job | None = None
    place: int | None = None
    is_ready: bool = False
    since: float = field(factory=monotonic)


def carry_out(
    jobs: Sequence[Job], start: Callable[[], Doing], *, workers: int, seconds: float
) -> Iterator[tuple[Job, int]]:
    """
    Do all jobs.

    Args:
        jobs: The jobs.

        start: Is called in each process, and gives what does a job there; it must be possible to pickle it.

        workers: How many processes.

        seconds: How long one unit may take before its process is ended.

    Yields:
        Each job with the number of its units that were done since it was last yielded.

    Raises:
        BudgetPerfError: What a process says of itself, and not of a file: there is no room to write.
    """
    crew = _Crew(start=start, most=workers, waiting=deque(jobs))
    try:
        while crew.is_busy:
            crew.hire()
            crew.assign()
            for worker in crew.heard():
                yield from crew.hear(worker)
            crew.replace_slow(seconds)
    finally:
        crew.dismiss()


@mutable(kw_only=True)
class _Crew:
    """The processes, and the jobs that nobody does yet."""

    start: Callable[[], Doing]
    most: int
    waiting: deque[Job]
    workers: list[_Worker] = field(factory=list)
    starts: int = 0

    @property
    def is_busy(self) -> bool:
        """Whether there is anything left to do."""
        return bool(self.waiting) or any(worker.job is not None for worker in self.workers)

    def hire(self) -> None:
        """Start processes: no more than there are jobs."""
        busy = sum(worker.job is not None for worker in self.workers)
        while len(self.workers) < min(self.most, len(self.waiting) + busy):
            self.workers.append(_hire(self.start))

    def heard(self) -> list[_Worker]:
        """Those who have something to say, within a second."""
        pipes = wait([worker.pipe for worker in self.workers], timeout=1.0)
        return [worker for worker in self.workers if worker.pipe in pipes]

    def hear(self, worker: _Worker) -> Iterator[tuple[Job, int]]:
        """Listen to one of them: what it has done, and give it more to do."""
        try:
            kind, value = worker.pipe.recv()
        except (EOFError, OSError):
            self.starts = self.starts + 1 if worker.place is None else 0
            if self.starts == _MOST_STARTS:
                raise _unable() from None
            self._bury(worker, "crashed")
            return
        worker.since = monotonic()
        if kind == _FAILED:
            raise value
        # That a unit is begun says that the one before it is done.
        if worker.job is not None and (kind == _DONE or (kind == _BEGUN and value)):
            yield worker.job, 1
        if kind == _BEGUN:
            worker.place, self.starts = value, 0
            return
        worker.job, worker.place, worker.is_ready = None, None, True

    def assign(self) -> None:
        """Give jobs to those who have none: also to whoever had been told that there are no more."""
        for worker in [one for one in self.workers if one.is_ready]:
            if not self.waiting:
                return
            worker.job, worker.is_ready, worker.since = self.waiting.popleft(), False, monotonic()
            # Whoever has died meanwhile will be found dead when it is listened to.
            with suppress(OSError):
                worker.pipe.send(worker.job)

    def replace_slow(self, seconds: float) -> None:
        """End the processes that have been over one unit for too long."""
        for worker in list(self.workers):
            if worker.job is not None and monotonic() - worker.since > seconds:
                self._bury(worker, "too_slow")

    def _bury(self, worker: _Worker, what: str) -> None:
        """Give the job of a process that died to the next one, with the unit over which it died."""
        self._end(worker)
        if worker.job is not None:
            lost = () if worker.place is None else ((worker.place, what),)
            self.waiting.appendleft(evolve(worker.job, lost=(*worker.job.lost, *lost)))

    def _end(self, worker: _Worker) -> None:
        self.workers.remove(worker)
        worker.process.kill()
        worker.process.join()
        worker.pipe.close()

    def dismiss(self) -> None:
        """End all of them: their work is written, or it is to be broken off."""
        for worker in list(self.workers):
            self._end(worker)


def _hire(start: Callable[[], Doing]) -> _Worker:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, start), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process=process, pipe=ours)


def _unable() -> BudgetPerfError:
    return BudgetPerfError(
        "处理进程无法启动。若从脚本调用，请把调用放在 if __name__ == '__main__': 之下；否则可能是内存不足。",
        "the processes that do the work cannot be started. In a script, call it under if __name__ == '__main__':; "
        "else there may be too little memory.",
    )


def _serve(pipe: Connection, start: Callable[[], Doing]) -> None:
    """What a process does: job after job, until nobody has another one."""
    # Whoever interrupts the program ends it in one place, and that closes this pipe.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        doing = start()
        pipe.send((_READY, None))
        while True:
            for place, _ in enumerate(doing(pipe.recv())):
                pipe.send((_BEGUN, place))
            pipe.send((_DONE, None))
    except (EOFError, BrokenPipeError):
        return
    except BudgetPerfError as error:
        pipe.send((_FAILED, error))
