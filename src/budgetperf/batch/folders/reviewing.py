"""One unit of the work: files in, reviewed filings and troubles out; nothing is raised, whatever a file may do."""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Sequence

from attrs import frozen

from budgetperf.batch.folders.units import Trouble, Unit
from budgetperf.domain.figures import Reading
from budgetperf.errors import BudgetPerfError, FileError
from budgetperf.formats.reader import read
from budgetperf.formats.rulebooks import load_rulebook, shipped_rulebooks
from budgetperf.review import Review, review
from budgetperf.scoring.choice import choose_rulebook, require_in_force
from budgetperf.scoring.rulebook import Rulebook

__all__ = ["Reviewed", "Reviewer"]


@frozen(kw_only=True)
class Reviewed:
    """
    A filing that was read and reviewed.

    Attributes:
        name: The file or folder it came from.
    """

    name: str
    review: Review


@frozen(eq=False)
class Reviewer:
    """
    Reads and reviews, under one rulebook or under that which fits each filing.

    Attributes:
        book: The rulebook that was named, if one was.

        books: The rulebooks to choose from.
    """

    book: Rulebook | None
    books: Sequence[Rulebook]

    @classmethod
    def of(cls, rulebook: str | None) -> Reviewer:
        """
        A reviewer by the name or path of a rulebook.

        Raises:
            RulebookError: It cannot be used.
        """
        return cls(None, shipped_rulebooks()) if rulebook is None else cls(load_rulebook(rulebook), ())

    def outcomes(self, unit: Unit) -> Iterator[Reviewed | Trouble]:
        """The filings of a unit, and what of it could not be read."""
        for name, found in _readings(unit):
            if isinstance(found, Trouble):
                yield found
                continue
            try:
                yield Reviewed(name=name, review=self._review(found))
            except BudgetPerfError as error:
                yield Trouble(input=unit.name, file=name, kind=type(error).__name__, zh=error.zh, en=error.en)
            except Exception as error:  # noqa: BLE001 - our mistake with one filing must not cost the other thousands
                yield _mistake(unit.name, name, error)

    def _review(self, reading: Reading) -> Review:
        filing = reading.filing
        choice = choose_rulebook(filing, self.books) if self.book is None else require_in_force(self.book, filing)
        return review(reading, choice.rulebook, why=choice.why)


def _readings(unit: Unit) -> Iterator[tuple[str, Reading | Trouble]]:
    """
    The filing that the files of a unit are together.

    Where one of them cannot be read, it is told and the others are read; where they hold what a filing has only once,
    they are the papers of several departments, and each file is a filing.
    """
    together = _read(unit, unit.name, unit.files)
    if isinstance(together, Reading) or len(unit.files) == 1:
        yield unit.name, together
        return
    alone = [(file, _read(unit, file, [file])) for file in unit.files]
    yield from ((file, found) for file, found in alone if isinstance(found, Trouble))
    whole = [(file, found) for file, found in alone if isinstance(found, Reading)]
    if whole and len(whole) < len(alone):
        rest = whole[0][1] if len(whole) == 1 else _read(unit, unit.name, [file for file, _ in whole])
        if isinstance(rest, Reading):
            yield unit.name, rest
            return
    yield from whole


def _read(unit: Unit, name: str, files: Sequence[str]) -> Reading | Trouble:
    try:
        return read(*files)
    except FileError as error:
        return Trouble.of(unit.name, error.file or name, error)
    except BudgetPerfError as error:
        return Trouble(input=unit.name, file=name, kind=type(error).__name__, zh=error.zh, en=error.en)
    except Exception as error:  # noqa: BLE001 - our mistake with one file must not cost the other thousands
        return _mistake(unit.name, name, error)


def _mistake(unit: str, name: str, error: Exception) -> Trouble:
    told = "".join(traceback.format_exception_only(error)).strip()
    place = traceback.extract_tb(error.__traceback__)[-1:]
    where = "".join(f" ({frame.name}:{frame.lineno})" for frame in place)
    return Trouble(
        input=unit,
        file=name,
        kind="internal",
        zh=f"{name}：本程序出错，请连同文件报告：{told}{where}",
        en=f"{name}: a mistake of this program, report it with the file: {told}{where}",
    )
