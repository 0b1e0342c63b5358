"""The whole work: what is to do, what of it is done already, the rest on all cores, and the tables at the end."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from hashlib import sha256
from pathlib import Path

from attrs import field, frozen

from budgetperf._version import __version__
from budgetperf.batch.folders.crew import Doing, Job, carry_out
from budgetperf.batch.folders.joining import join_parts
from budgetperf.batch.folders.page import summary_to_text
from budgetperf.batch.folders.parts import Part, Parts
from budgetperf.batch.folders.records import tables_of
from budgetperf.batch.folders.reviewing import Reviewed, Reviewer
from budgetperf.batch.folders.summary import Summary, summarize
from budgetperf.batch.folders.units import Trouble, Unit, find_units
from budgetperf.embedding import to_json
from budgetperf.errors import FileError, reason_of
from budgetperf.formats.rulebooks import load_rulebook
from budgetperf.formats.saving import write_text

__all__ = ["Work", "run_batch"]

_UNITS_OF_JOB = 8
"""Units that are done together: few, so that little is done again after a loss, and many, so that parts are few."""

_SECONDS = 600.0

_LOST = {
    "crashed": (
        "读取时进程异常结束，可能是内存不足；请单独用 budgetperf review 检查这份文件",
        "the process that read it ended; memory may have run out: look at it by itself with budgetperf review",
    ),
    "too_slow": (
        "读取时间过长，已放弃；请单独用 budgetperf review 检查这份文件",
        "it took too long and was given up: look at it by itself with budgetperf review",
    ),
}


@frozen(kw_only=True)
class Work:
    """
    Files and folders that are to become tables in a folder.

    Attributes:
        output: The folder of the tables.

        units: What may be filings, each once.

        aside: What in the folders is of no kind that is read.

        done: The parts that need not be done again.

        stale: The parts of files that have changed or gone, or were made in another way.
    """

    output: Path
    rulebook: str | None = None
    lang: str = "zh"
    units: tuple[Unit, ...] = field(converter=tuple[Unit, ...])
    aside: tuple[Trouble, ...] = field(converter=tuple[Trouble, ...])
    done: tuple[Part, ...] = field(converter=tuple[Part, ...])
    stale: tuple[Part, ...] = field(converter=tuple[Part, ...])

    @classmethod
    def of(
        cls,
        inputs: Iterable[str | os.PathLike[str]],
        output: str | os.PathLike[str],
        *,
        rulebook: str | None = None,
        lang: str = "zh",
    ) -> Work:
        """
        Look at what there is to do.

        Args:
            inputs: Files and folders; see `find_units` for what is a filing.

            output: The folder for the tables. If it holds work that was broken off, that is gone on with.

            rulebook: Name or path of the rulebook; None for that which fits each filing.

            lang: Language of the messages, ``zh`` or ``en``.

        Raises:
            MissingFileError: An input is not there.

            FileError: The folder cannot be written to, or there is nothing in the inputs.

            RulebookError: The rulebook cannot be used.
        """
        found = list(find_units(inputs, but=output))
        how = _settings(rulebook, lang)
        units = [_marked(one, how) for one in found if isinstance(one, Unit)]
        if not units:
            raise FileError(
                " ".join(os.fspath(path) for path in inputs) or ".",
                "其中没有可读取的文件。可读取 Word、Excel、JSON、YAML 和 zip。",
                "there is no file in it that can be read. Word, Excel, JSON, YAML and zip are.",
            )
        parts = _there(output)
        wanted = {unit.mark for unit in units}
        fresh: list[Part] = []
        for part in parts:
            # A unit in two parts would be counted twice.
            if part.marks and wanted.issuperset(part.marks):
                wanted.difference_update(part.marks)
                fresh.append(part)
        return cls(
            output=Path(output),
            rulebook=rulebook,
            lang=lang,
            units=units,
            aside=[one for one in found if isinstance(one, Trouble)],
            done=fresh,
            stale=[part for part in parts if part not in fresh],
        )

    @property
    def left(self) -> tuple[Unit, ...]:
        """What is still to be done."""
        done = {mark for part in self.done for mark in part.marks}
        return tuple(unit for unit in self.units if unit.mark not in done)

    def carry_out(self, *, jobs: int | None = None, seconds: float = _SECONDS) -> Iterator[int]:
        """
        Do what is left.

        Args:
            jobs: How many processes; None for one on each core.

            seconds: How long one filing may take.

        Yields:
            Again and again, how many units have been done since.

        Raises:
            FileError: The folder cannot be written to.
        """
        left = self.left
        todo = [Job(units=left[at : at + _UNITS_OF_JOB]) for at in range(0, len(left), _UNITS_OF_JOB)]
        start = partial(_begin, self.output, self.rulebook, self.lang)
        # Newer Pythons know how many of the cores this process may use.
        cores = getattr(os, "process_cpu_count", os.cpu_count)()
        for _, count in carry_out(todo, start, workers=jobs or cores or 1, seconds=seconds):
            yield count

    def finish(self) -> Summary:
        """
        Make the tables of all parts, and the page that sums them up.

        Raises:
            FileError: Something is left to do, or the folder cannot be written to.
        """
        parts = Parts(_parts(self.output))
        order = {unit.mark: place for place, unit in enumerate(self.units)}
        done = [part for part in parts.done() if part.marks and order.keys() >= set(part.marks)]
        missing = order.keys() - {mark for part in done for mark in part.marks}
        if missing:
            raise FileError(
                str(self.output),
                f"还有 {len(missing)} 份未处理，请先运行 carry_out",
                f"{len(missing)} are left to do: carry_out comes first",
            )
        done.sort(key=lambda part: order[part.marks[0]])
        join_parts(parts, done, self.output, self.aside)
        summary = summarize(self.output)
        write_text(summary_to_text(summary, lang=self.lang), self.output / "summary.txt")
        parts.drop(part.name for part in self.stale)
        return summary


def run_batch(
    inputs: Iterable[str | os.PathLike[str]],
    output: str | os.PathLike[str],
    *,
    rulebook: str | None = None,
    lang: str = "zh",
    jobs: int | None = None,
) -> Summary:
    """
    Read, review and score all filings in some files and folders into tables in a folder, on all cores.

    Call it under ``if __name__ == "__main__":``, for it starts processes. The arguments and errors are those of `Work`.
    """
    work = Work.of(inputs, output, rulebook=rulebook, lang=lang)
    for _ in work.carry_out(jobs=jobs):
        pass
    return work.finish()


def _settings(rulebook: str | None, lang: str) -> str:
    """What the result depends on besides the files."""
    book = None if rulebook is None else to_json(load_rulebook(rulebook))
    return repr((__version__, book, lang))


def _marked(unit: Unit, how: str) -> Unit:
    mark = sha256(f"{how}\n{unit.mark}".encode()).hexdigest()[:32]
    return Unit(name=unit.name, files=unit.files, mark=mark)


def _parts(output: str | os.PathLike[str]) -> Path:
    return Path(output) / "parts"


def _there(output: str | os.PathLike[str]) -> list[Part]:
    try:
        return Parts(_parts(output)).done()
    except OSError as error:
        raise FileError(
            os.fspath(output),
            f"无法写入：{reason_of(error)[0]}；请给出一个可写的文件夹",
            f"cannot be written: {reason_of(error)[1]}; give a folder that can be",
        ) from error


def _begin(output: Path, rulebook: str | None, lang: str) -> Doing:
    """In a process of its own: what does a job."""
    return partial(_do, Parts(_parts(output)), Reviewer.of(rulebook), lang)


def _do(parts: Parts, reviewer: Reviewer, lang: str, job: Job) -> Iterator[None]:
    reviewed: list[Reviewed] = []
    troubles: list[Trouble] = []
    lost: Mapping[int, str] = dict(job.lost)
    for place, unit in enumerate(job.units):
        yield
        if place in lost:
            troubles.append(_lost(unit, lost[place]))
            continue
        for outcome in reviewer.outcomes(unit):
            if isinstance(outcome, Trouble):
                troubles.append(outcome)
            else:
                reviewed.append(outcome)
    parts.write([unit.mark for unit in job.units], tables_of(reviewed, troubles, lang))


def _lost(unit: Unit, kind: str) -> Trouble:
    zh, en = _LOST[kind]
    return Trouble(input=unit.name, file=unit.name, kind=kind, zh=f"{unit.name}：{zh}", en=f"{unit.name}: {en}")
