"""
What has been done of a work, on the disk: a folder for each handful of units, with its tables and a list of the units.

A part is written beside its place and renamed: it is there as a whole or not at all. The lists of all parts are the
manifest of the work: there is no other, so none that could say something else.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

import pyarrow as pa
from attrs import field, frozen

from budgetperf.batch.folders.tables import TABLES
from budgetperf.errors import FileError, reason_of

__all__ = ["Part", "Parts"]

_UNITS = "units.json"
_BESIDE = ".tmp"


@frozen(kw_only=True)
class Part:
    """
    A part of a work that is done.

    Attributes:
        name: Of its folder.

        marks: Those of its units.
    """

    name: str
    marks: tuple[str, ...] = field(converter=tuple[str, ...])


@frozen
class Parts:
    """The parts of a work, in a folder of their own."""

    folder: Path

    def done(self) -> list[Part]:
        """The parts that are there; what a process left half done is no part, and is cleared away."""
        self.folder.mkdir(parents=True, exist_ok=True)
        found = []
        for place in sorted(self.folder.iterdir()):
            if place.name.endswith(_BESIDE):
                shutil.rmtree(place, ignore_errors=True)
            elif (place / _UNITS).is_file():
                found.append(self._part(place))
        return found

    def _part(self, place: Path) -> Part:
        try:
            marks = json.loads((place / _UNITS).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            # What cannot be read stands for nothing, and is done again.
            marks = []
        return Part(name=place.name, marks=marks)

    def write(self, marks: Sequence[str], tables: Mapping[str, pa.Table]) -> Part:
        """
        Write a part.

        Raises:
            FileError: There is no room, or no right to write.
        """
        name = sha256("\n".join(marks).encode()).hexdigest()[:20]
        place, beside = self.folder / name, self.folder / f"{name}-{os.getpid()}{_BESIDE}"
        try:
            beside.mkdir(parents=True)
            for table, rows in tables.items():
                with pa.OSFile(str(_file(beside, table)), "wb") as sink, pa.ipc.new_file(sink, TABLES[table]) as writer:
                    writer.write_table(rows.unify_dictionaries().combine_chunks())
            (beside / _UNITS).write_text(json.dumps(list(marks)), encoding="utf-8")
            self.drop([name])
            beside.rename(place)
        except OSError as error:
            zh, en = reason_of(error)
            raise FileError(
                str(place),
                f"无法写入：{zh}；请检查磁盘空间和权限，然后再运行一次，已完成的部分不会重做",
                f"cannot be written: {en}; check room and rights and run it again: what is done is kept",
            ) from error
        return Part(name=name, marks=marks)

    def drop(self, names: Iterable[str]) -> None:
        """Remove parts."""
        for name in names:
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def read(self, part: Part, table: str) -> Iterator[pa.RecordBatch]:
        """The rows of a table in a part."""
        with pa.OSFile(str(_file(self.folder / part.name, table))) as source:
            reader = pa.ipc.open_file(source)
            for number in range(reader.num_record_batches):
                yield reader.get_batch(number)


def _file(place: Path, table: str) -> Path:
    return place / f"{table}.arrow"
