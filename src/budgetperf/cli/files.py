"""Which files a command reads and which it writes, and that these are not those; and the rulebook they are held to."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from budgetperf.cli.language import mark, say
from budgetperf.cli.progress import steps
from budgetperf.cli.values import FORMS

if TYPE_CHECKING:
    from budgetperf.domain.figures import Reading
    from budgetperf.domain.finding import Finding
    from budgetperf.domain.model import Filing
    from budgetperf.formats.intake import File
    from budgetperf.scoring.choice import Choice

__all__ = ["choose", "in_and_out", "is_of_a_kind", "keep_apart", "keep_forms", "read_all", "writing_to"]

# JSON, pages and texts nobody writes by hand: they are made anew.
_WORKED_IN = (*FORMS, ".yaml", ".yml")


def in_and_out(files: Sequence[str], lang: str) -> tuple[Sequence[str], str]:
    """The files to be read, and the one to be written, which is the last."""
    if len(files) < 2:  # noqa: PLR2004 - one file in, one out
        raise click.UsageError(say(lang, "应给出至少一个输入文件和一个输出文件"))
    return files[:-1], files[-1]


def keep_apart(inputs: Iterable[str], outputs: Iterable[str | None], lang: str) -> None:
    """Refuse to write over what is read, and to write two things to one file."""
    taken = {os.path.realpath(read) for name in inputs for read in (name, *_within(name))}
    for output in outputs:
        if output is None:
            continue
        if os.path.realpath(output) in taken:
            said = mark("{output} 已用作输入或另一个输出，请换一个文件名")
            raise click.UsageError(say(lang, said, output=output))
        taken.add(os.path.realpath(output))


def keep_forms(outputs: Iterable[str | None], lang: str, *, overwrite: bool) -> None:
    """Refuse to write over a file in which somebody may have worked since, unless it was asked for."""
    for output in outputs:
        if output is not None and not overwrite and output.lower().endswith(_WORKED_IN) and os.path.isfile(output):  # noqa: PTH113 - no other path is needed
            said = mark("{output} 已存在，未写出；换一个文件名，或加 --overwrite 覆盖它")
            raise click.UsageError(say(lang, said, output=output))


def is_of_a_kind(output: str, inputs: Iterable[str]) -> bool:
    """Whether an output ends as one of the inputs does, so that it may be one itself."""
    endings = {name.lower().rpartition(".")[2] for name in inputs if "." in name}
    return any(output.lower().endswith(f".{ending}") for ending in endings)


@contextmanager
def writing_to(output: str) -> Iterator[None]:
    """Whatever of a filing cannot be written: it is said for which file that was."""
    from budgetperf.errors import BudgetPerfError, StructureError, WriteError

    try:
        yield
    except WriteError as error:
        raise BudgetPerfError(f"{output}：{error.zh}", f"{output}: {error.en}") from error
    except StructureError as error:
        zh, en = ("\n".join(f"  {line}" for line in said.split("\n")) for said in (error.zh, error.en))
        raise BudgetPerfError(
            f"{output}：未写出。自评材料中有读不回来的内容，请在输入文件中改正：\n{zh}",
            f"{output}: nothing was written. The filing holds what could not be read back; correct the input:\n{en}",
        ) from error


def _within(name: str) -> Iterator[str]:
    """A folder counts as the files in it that are read."""
    from pathlib import Path

    from budgetperf.formats.intake import READABLE

    folder = Path(name)
    if folder.is_dir():
        yield from (str(path) for path in folder.iterdir() if path.suffix.lower() in READABLE)


def read_all(names: Sequence[str], *, quiet: bool) -> Reading:
    """One filing from its files and folders; of many files it is shown how far the reading is."""
    from budgetperf.formats.intake import File, open_files
    from budgetperf.formats.reader import read_files

    # A file, or those in a folder; the files in an archive are not known before it is opened.
    total = sum(sum(1 for _ in _within(name)) or 1 for name in names)

    def counted() -> Iterator[File | Finding]:
        for file in open_files(tuple(names)):
            yield file
            # What is left aside was not counted.
            advance(isinstance(file, File))

    with steps(total, quiet=quiet) as advance:
        return read_files(counted())


def choose(filing: Filing, book: str | None) -> Choice:
    """The rulebook that was asked for, or the one that fits."""
    from budgetperf.formats.rulebooks import load_rulebook, shipped_rulebooks
    from budgetperf.scoring.choice import choose_rulebook, require_in_force

    if book is None:
        return choose_rulebook(filing, shipped_rulebooks())
    return require_in_force(load_rulebook(book), filing)
