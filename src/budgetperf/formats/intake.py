"""
From the paths that a caller names to the bytes of files: folders, archives, and what in them is left aside.

Nothing is unpacked to the disk, and nothing is read that is larger than a filing can be.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final

from attrs import frozen

from budgetperf.domain.finding import Finding, Location, Severity
from budgetperf.errors import FileError, MissingFileError, reason_of
from budgetperf.formats.office.archive import open_archive

__all__ = ["ARCHIVE", "MAX_BYTES", "MAX_FILES", "READABLE", "File", "is_foreign", "kind_said", "open_files"]

MAX_BYTES: Final = 64 * 2**20
"""Bytes of one file. A filing with pictures has a few million."""

MAX_FILES: Final = 1_000
"""Files of one filing."""

READABLE: Final = (
    *(".docx", ".xlsx", ".xls", ".et", ".doc", ".wps", ".rtf", ".odt", ".ods"),
    *(".json", ".yaml", ".yml", ".zip"),
)
"""The kinds of files that are read; the old and foreign ones where the package or program is there that they need."""

ARCHIVE: Final = ".zip"

_NESTED: Final = (".zip", ".rar", ".7z", ".tar", ".gz")
_SYSTEM: Final = frozenset({"thumbs.db", "desktop.ini", "__macosx"})


@frozen(kw_only=True)
class File:
    """
    A file that is to be read.

    Attributes:
        name: Its name, with the folder or archive that it was found in.

        data: Its bytes.
    """

    name: str
    data: bytes

    @property
    def suffix(self) -> str:
        """Its extension in small letters: ``.docx``."""
        return _suffix(self.name)


def open_files(paths: tuple[str | os.PathLike[str], ...]) -> Iterator[File | Finding]:
    """
    The files that these paths lead to, one after the other, and BP906 for what in a folder or archive is left aside.

    Files in a folder or archive come in the order of their names; of a folder without its subfolders, of an archive
    with them. Hidden files and the lock files of office programs are no part of a filing. A file that is named twice
    is read once.

    Raises:
        MissingFileError: There is no such file.

        FileError: A file cannot be opened, is too large, or is an archive that is damaged, locked or hostile.
    """
    if not paths:
        raise FileError("", "没有给出要读取的文件", "no file to read was given")
    seen: set[str] = set()
    for path in paths:
        for file in _list_files(os.fspath(path)):
            if isinstance(file, Finding):
                yield file
                continue
            real = os.path.realpath(file)
            if real in seen:
                continue
            seen.add(real)
            if len(seen) > MAX_FILES:
                raise FileError(
                    file,
                    f"一份自评材料多于 {MAX_FILES} 个文件，不予读取。请确认所给的是一个单位的材料。",
                    f"one filing of more than {MAX_FILES:,} files is not read. Give the files of one department.",
                )
            yield from _open(file)


def _open(name: str) -> Iterator[File | Finding]:
    # A kind that is not read needs not be opened to say so.
    is_known = _suffix(name) in READABLE
    data = _read_bytes(name) if is_known else b""
    if _suffix(name) != ARCHIVE:
        yield File(name=name, data=data)
        return
    archive = open_archive(name, data)
    found = False
    for member in archive.members:
        if is_foreign(member):
            continue
        inner = f"{name}/{member}"
        if _suffix(member) not in READABLE or _suffix(member) == ARCHIVE:
            yield _leave_aside(inner, "archive" if _suffix(member) in _NESTED else "file", member)
        else:
            found = True
            yield File(name=inner, data=archive.read(member))
    if not found:
        kinds = [kind for kind in READABLE if kind != ARCHIVE]
        raise FileError(
            name,
            f"压缩包中没有可读取的文件。可读取：{'、'.join(kinds)}；里面的压缩包请先解开。",
            f"the archive holds no file that can be read. These are read: {' '.join(kinds)}; "
            "unpack an archive within it first.",
        )


def _list_files(name: str) -> Iterator[str | Finding]:
    if not _is_folder(name):
        yield name
        return
    try:
        entries = sorted((entry.name, entry.is_file()) for entry in Path(name).iterdir())
    except OSError as error:
        raise _unreadable(name, error) from error
    found = False
    for entry, is_file in entries:
        path = str(Path(name, entry))
        if is_foreign(entry):
            continue
        if is_file and _suffix(entry) in READABLE:
            found = True
            yield path
        else:
            kind = "folder" if not is_file else "archive" if _suffix(entry) in _NESTED else "file"
            yield _leave_aside(path, kind, entry)
    if not found:
        kinds = "、".join(READABLE)
        raise FileError(
            name,
            f"文件夹中没有可读取的文件。可读取：{kinds}。",
            f"the folder holds no file that can be read. These are read: {' '.join(READABLE)}.",
        )


def is_foreign(name: str) -> bool:
    """Whether a name is one that systems and office programs leave behind, and people never look at."""
    parts = PurePosixPath(name).parts
    return any(part.startswith((".", "~$")) or part.lower() in _SYSTEM for part in parts)


def _leave_aside(name: str, kind: str, shown: str) -> Finding:
    return Finding(
        code="BP906",
        severity=Severity.WARNING,
        stated=shown,
        details={"kind": kind},
        location=Location(file=Path(name).name),
    )


def _suffix(name: str) -> str:
    return Path(name).suffix.lower()


def _is_folder(name: str) -> bool:
    try:
        return stat.S_ISDIR(Path(name).stat().st_mode)
    except (OSError, ValueError) as error:
        raise _missing(name) if _does_not_exist(error) else _unreadable(name, error) from error


def _does_not_exist(error: Exception) -> bool:
    return isinstance(error, (FileNotFoundError, NotADirectoryError, ValueError))


def _missing(name: str) -> MissingFileError:
    return MissingFileError(
        name,
        "没有这个文件。请检查路径和扩展名是否写对。",
        "no such file. Check the path and the extension.",
    )


def _unreadable(name: str, error: Exception) -> FileError:
    zh, en = reason_of(error)
    return FileError(
        name,
        f"无法读取（{zh}）。请检查权限，并关闭正在使用它的程序。",
        f"it cannot be read ({en}). Check its permissions, and close the program that uses it.",
    )


def _read_bytes(name: str) -> bytes:
    try:
        # A pipe would wait for ever, and a device might never end.
        if not stat.S_ISREG(Path(name).stat().st_mode):
            raise FileError(name, "不是普通文件，不予读取。", "it is not a regular file, and is not read.")
        with Path(name).open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        if isinstance(error, FileError):
            raise
        raise _missing(name) if _does_not_exist(error) else _unreadable(name, error) from error
    if len(data) > MAX_BYTES:
        limit = MAX_BYTES // 2**20
        raise FileError(
            name,
            f"文件超过 {limit} MB，不像一份自评材料，出于安全不予读取。请删去图片等附带内容后另存一份。",
            f"it is larger than {limit} MB, far more than a filing needs, and is not read, for safety. "
            "Remove pictures and other attachments and save it again.",
        )
    return data


def kind_said(suffix: str) -> tuple[str, str]:
    """An extension in words, Chinese and English; a file may have none."""
    return (
        (f"扩展名为“{suffix}”", f"with the extension {suffix!r}") if suffix else ("没有扩展名", "without an extension")
    )
