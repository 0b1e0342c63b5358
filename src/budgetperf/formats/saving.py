"""A filing into a file: what `budgetperf.write` does; and how any file is written, whole or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from budgetperf.domain.model import Filing
from budgetperf.errors import FileError, reason_of
from budgetperf.formats.intake import kind_said

__all__ = ["WRITABLE", "require_writable", "write", "write_bytes", "write_text"]

WRITABLE: Final = (".docx", ".xlsx", ".json", ".yaml", ".yml")
"""The kinds of files that are written."""


def write(filing: Filing, path: str | os.PathLike[str]) -> None:
    """
    Write a filing to a file, of the kind that its extension says.

    The file is written beside its place and then moved there: what was there before is replaced as a whole or not at
    all.

    Args:
        filing: The filing.

        path: Where to; ``.docx`` or ``.xlsx`` for the official forms, which hold `canonical` of the filing; ``.json``,
            ``.yaml`` or ``.yml`` for all of it.

    Raises:
        FileError: The kind cannot be written, or the place cannot be written to.

        WriteError: The official forms cannot hold something of the filing as it is.

        StructureError: The filing holds what could not be read back.

    >>> write(Filing(), "out.pdf")
    Traceback (most recent call last):
    budgetperf.errors.FileError: out.pdf：不能写出扩展名为“.pdf”的文件...
    """
    name = os.fspath(path)
    suffix = require_writable(name, WRITABLE)
    if suffix in (".docx", ".xlsx"):
        from budgetperf.formats.writing import forms_bytes  # noqa: PLC0415 - only what is written is loaded

        write_bytes(forms_bytes(filing, suffix), name)
        return
    from budgetperf.formats.serial import to_json, to_yaml  # noqa: PLC0415 - loads the converter

    write_text(to_json(filing) if suffix == ".json" else to_yaml(filing), name)


def require_writable(name: str, kinds: Sequence[str]) -> str:
    """
    The extension of a file that is to be written.

    Raises:
        FileError: It is none of these kinds.
    """
    suffix = Path(name).suffix.lower()
    if suffix not in kinds:
        kinds_zh, kinds_en = "、".join(kinds), " ".join(kinds)
        zh, en = kind_said(suffix)
        raise FileError(
            name,
            f"不能写出{zh}的文件。可写出：{kinds_zh}。",
            f"files {en} are not written. These are: {kinds_en}.",
        )
    return suffix


def write_bytes(data: bytes, path: str | os.PathLike[str]) -> None:
    """
    Write bytes to a file, whole or not at all.

    Raises:
        FileError: The place cannot be written to.
    """
    _replace_file(os.fspath(path), data)


def write_text(text: str, path: str | os.PathLike[str]) -> None:
    """
    Write a text to a file in UTF-8, whole or not at all.

    Raises:
        FileError: The place cannot be written to.
    """
    _replace_file(os.fspath(path), text.encode())


def _replace_file(name: str, data: bytes) -> None:
    try:
        place = Path(name)
        if place.exists() and not (place.is_file() or place.is_dir()):
            # A pipe or a device is written to; a file in its place would take it from everybody else.
            place.write_bytes(data)
            return
        target = Path(os.path.realpath(name))
        beside = target.with_name(f".{secrets.token_hex(8)}.tmp")
        try:
            with beside.open("xb") as stream:
                stream.write(data)
            beside.replace(target)
        except BaseException:
            with suppress(OSError):
                beside.unlink()
            raise
    except (OSError, ValueError) as error:
        zh, en = reason_of(error)
        raise FileError(
            name,
            f"无法写入（{zh}）。请检查文件夹是否存在、是否有权限，文件是否正被打开。",
            f"it cannot be written ({en}). Check that the folder exists and is writable, "
            "and that the file is not open elsewhere.",
        ) from error
