"""
Which files make one filing, and what in the folders is left aside.

A file that is named, or that lies in a folder that is named, is a filing. A folder below such a folder is one: its own
files, without those of its subfolders, which are filings in turn.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from attrs import field, frozen

from budgetperf.errors import FileError, MissingFileError, reason_of
from budgetperf.formats.intake import READABLE, is_foreign

__all__ = ["Trouble", "Unit", "find_units"]

_MOST_OF_ONE = 60
"""Files in a folder, beyond which each is a filing: no department hands in so many."""

_LEAVE = (".part", ".tmp")


@frozen(kw_only=True)
class Unit:
    """
    Files that may be one filing.

    Attributes:
        name: What was found: a file or a folder.

        files: Its files.

        mark: Changes when a file does.
    """

    name: str
    files: tuple[str, ...] = field(converter=tuple[str, ...])
    mark: str


@frozen(kw_only=True)
class Trouble:
    """
    Something that could not be read, in both languages.

    Attributes:
        input: The file or folder that was to be a filing.

        file: The file that is at fault.

        kind: Name of the exception; ``left_aside`` for a file of a kind that is not read; ``crashed`` and ``too_slow``
            for one with which a process ended; ``internal`` for a mistake of this library.
    """

    input: str
    file: str
    kind: str
    zh: str
    en: str

    @classmethod
    def of(cls, unit: str, file: str, error: FileError) -> Trouble:
        """What an exception says."""
        return cls(input=unit, file=file, kind=type(error).__name__, zh=error.zh, en=error.en)


def find_units(
    inputs: Iterable[str | os.PathLike[str]], *, but: str | os.PathLike[str] | None = None
) -> Iterator[Unit | Trouble]:
    """
    The filings that some paths lead to, and what of their folders is left aside, in the order of the paths and names.

    Args:
        inputs: Files and folders.

        but: A folder that is not looked into: the one that is written to.

    Raises:
        MissingFileError: A path leads to nothing.
    """
    seen: set[str] = set()
    for given in inputs:
        path = os.fspath(given)
        place = Path(path)
        if place.is_dir():
            found = _in_folder(path, but)
        elif place.exists():
            found = iter([_unit(path, [path])])
        else:
            raise MissingFileError(path, "没有这个文件或文件夹，请检查路径", "no such file or folder: check the path")
        for one in found:
            files = one.files if isinstance(one, Unit) else (one.file,)
            real = {os.path.realpath(file) for file in files}
            # A folder within a folder that is named as well is looked into once.
            if not real <= seen:
                yield one
            seen |= real


def _in_folder(root: str, but: str | os.PathLike[str] | None) -> Iterator[Unit | Trouble]:
    output = None if but is None else os.path.realpath(but)
    refused: list[OSError] = []
    for folder, below, names in os.walk(root, onerror=refused.append):
        below[:] = sorted(
            name for name in below if not is_foreign(name) and os.path.realpath(Path(folder, name)) != output
        )
        files = []
        for name in sorted(names):
            path = str(Path(folder, name))
            if is_foreign(name) or name.endswith(_LEAVE):
                continue
            if Path(name).suffix.lower() in READABLE:
                files.append(path)
            else:
                yield _aside(path)
        if folder == root or len(files) > _MOST_OF_ONE:
            yield from (_unit(file, [file]) for file in files)
        elif files:
            yield _unit(folder, files)
    for error in refused:
        yield _closed(root, error)


def _unit(name: str, files: Iterable[str]) -> Unit:
    files = tuple(files)
    return Unit(name=name, files=files, mark=_mark(files))


def _mark(files: Iterable[str]) -> str:
    """Names, sizes and times of files: a file that was changed has another one of these."""
    told = []
    for file in files:
        try:
            found = Path(file).stat()
            told.append((os.path.realpath(file), found.st_size, found.st_mtime_ns))
        except OSError:
            told.append((file, -1, -1))
    return sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()


def _aside(path: str) -> Trouble:
    kinds = "、".join(READABLE)
    return Trouble(
        input=path,
        file=path,
        kind="left_aside",
        zh=f"{path}：不是可读取的类型，未读取。可读取：{kinds}。",
        en=f"{path}: is of no kind that is read, and was left aside. These are: {' '.join(READABLE)}.",
    )


def _closed(root: str, error: OSError) -> Trouble:
    name = str(error.filename or root)
    zh, en = reason_of(error)
    said = {"zh": f"无法打开文件夹（{zh}）", "en": f"the folder cannot be opened ({en})"}
    trouble: Mapping[str, str] = {lang: f"{name}: {text}" for lang, text in said.items()}
    return Trouble(input=name, file=name, kind="FileError", zh=trouble["zh"], en=trouble["en"])
