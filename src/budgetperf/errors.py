"""
Exceptions: the call or the file is wrong.

A document that is wrong is not an exception but a `Finding`, and is returned.
Every exception says its message twice, Chinese first::

    BudgetPerfError
    ├─ QuantityError(ValueError)        a text or number that cannot be a quantity
    ├─ PathError(LookupError)           a path that names no figure of a filing
    ├─ UnknownNameError(LookupError)    a name of something that does not exist
    ├─ StructureError(ValueError)       JSON or YAML that does not fit the model
    ├─ TableError(ValueError)           an Arrow table that has not the columns of its schema
    ├─ ExtraError(ImportError)          an optional package that is not installed
    ├─ RulebookError(ValueError)        a rulebook that cannot be used
    │  └─ NotInForceError               a rulebook used outside its budget years
    ├─ WriteError(ValueError)           a filing that a form cannot hold
    └─ FileError(ValueError)            a file that cannot be read as a filing
       └─ MissingFileError(FileNotFoundError)
"""

from __future__ import annotations

import errno

__all__ = [
    "BudgetPerfError",
    "ExtraError",
    "FileError",
    "MissingFileError",
    "NotInForceError",
    "PathError",
    "QuantityError",
    "RulebookError",
    "StructureError",
    "TableError",
    "UnknownNameError",
    "WriteError",
    "reason_of",
]

_REASONS = {
    errno.ENOENT: ("没有这个文件或文件夹", "no such file or folder"),
    errno.EEXIST: ("已有同名的文件或文件夹", "there is one of this name already"),
    errno.EACCES: ("没有权限", "permission denied"),
    errno.EPERM: ("没有权限", "permission denied"),
    errno.EROFS: ("所在的盘只能读", "the disk can only be read"),
    errno.EISDIR: ("是一个文件夹，应为文件", "it is a folder, and should be a file"),
    errno.ENOTDIR: ("路径中有一段不是文件夹", "a part of the path is no folder"),
    errno.ENAMETOOLONG: ("名称过长", "the name is too long"),
    errno.ENOSPC: ("磁盘已满", "the disk is full"),
    errno.EIO: ("磁盘读写出错", "the disk fails"),
}


def reason_of(error: Exception) -> tuple[str, str]:
    """
    Why the system would not read or write, in Chinese and in English; what is rare only in the words of the system.

    >>> reason_of(PermissionError(errno.EACCES, "Permission denied"))
    ('没有权限', 'permission denied')
    """
    if isinstance(error, OSError):
        own = error.strerror or str(error)
        return _REASONS.get(error.errno or 0, (own, own))
    return f"名称不可用：{error}", str(error)


class BudgetPerfError(Exception):
    """
    The base of every exception that this library raises on purpose.

    Attributes:
        zh: The message in Chinese.

        en: The same message in English.
    """

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh, en)
        self.zh = zh
        self.en = en

    def __str__(self) -> str:
        return f"{self.zh} ({self.en})"


class QuantityError(BudgetPerfError, ValueError):
    """A text or number that cannot be the quantity it should be."""


class PathError(BudgetPerfError, LookupError):
    """A path that names nothing in this filing."""


class UnknownNameError(BudgetPerfError, LookupError):
    """Nothing is known by this name."""


class StructureError(BudgetPerfError, ValueError):
    """
    JSON or YAML that does not fit the model.

    Attributes:
        problems: Every problem found, each ``(path, zh, en)``.
    """

    def __init__(self, problems: tuple[tuple[str, str, str], ...]) -> None:
        zh = "\n".join(f"{path}：{text}" for path, text, _ in problems)
        en = "\n".join(f"{path}: {text}" for path, _, text in problems)
        super().__init__(zh, en)
        self.problems = problems

    def __reduce__(self) -> tuple[type[StructureError], tuple[object, ...]]:
        return type(self), (self.problems,)


class TableError(BudgetPerfError, ValueError):
    """
    An Arrow table that has not the columns of its schema.

    Attributes:
        problems: Every problem found, each ``(column, zh, en)``.
    """

    def __init__(self, problems: tuple[tuple[str, str, str], ...]) -> None:
        zh = "\n".join(f"列 {column}：{text}" for column, text, _ in problems)
        en = "\n".join(f"column {column}: {text}" for column, _, text in problems)
        super().__init__(zh, en)
        self.problems = problems

    def __reduce__(self) -> tuple[type[TableError], tuple[object, ...]]:
        return type(self), (self.problems,)


class ExtraError(BudgetPerfError, ImportError):
    """An optional package is not installed; the message says how to install it."""


class RulebookError(BudgetPerfError, ValueError):
    """A rulebook that is missing, or that says something that cannot be used."""


class NotInForceError(RulebookError):
    """A rulebook named for a budget year outside its years in force."""


class WriteError(BudgetPerfError, ValueError):
    """
    A filing that a form cannot hold as it is.

    Attributes:
        path: What of the filing does not fit; empty for the filing as a whole.
    """

    def __init__(self, path: str, zh: str, en: str) -> None:
        super().__init__(f"{path}：{zh}" if path else zh, f"{path}: {en}" if path else en)
        self.path = path
        self._zh, self._en = zh, en

    def __reduce__(self) -> tuple[type[WriteError], tuple[object, ...]]:
        return type(self), (self.path, self._zh, self._en)


class FileError(BudgetPerfError, ValueError):
    """
    A file that cannot be read as (a part of) a filing.

    Attributes:
        file: The name of the file, as it was given.
    """

    def __init__(self, file: str, zh: str, en: str) -> None:
        super().__init__(f"{file}：{zh}", f"{file}: {en}")
        self.file = file
        self._zh, self._en = zh, en

    def __reduce__(self) -> tuple[type[FileError], tuple[object, ...]]:
        return type(self), (self.file, self._zh, self._en)


class MissingFileError(FileError, FileNotFoundError):
    """A path that leads to no file."""
