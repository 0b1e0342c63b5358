"""A filing from files and into a file: what `budgetperf.read` and `budgetperf.write` do."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final

from attrs import evolve, frozen

from budgetperf.domain.figures import Reading, Source
from budgetperf.domain.finding import Finding, Location, Severity
from budgetperf.domain.model import Filing, Pairs
from budgetperf.errors import FileError, StructureError, reason_of
from budgetperf.formats.forms.absences import report_missing_blocks
from budgetperf.formats.forms.attachments import Attachment, read_forms
from budgetperf.formats.forms.merge import attachments_of, merge_attachments, report_unreadable
from budgetperf.formats.intake import READABLE, File, open_files
from budgetperf.formats.losses import is_lost
from budgetperf.formats.office.archive import open_archive
from budgetperf.formats.office.conversion import CONVERTED, convert
from budgetperf.formats.office.grid import Pages
from budgetperf.formats.office.package import measure_xml
from budgetperf.formats.office.sniffing import explain_unlike

__all__ = [
    "MAX_XML_BYTES",
    "READABLE",
    "WRITABLE",
    "count_cells",
    "is_lost",
    "read",
    "read_files",
    "require_writable",
    "write",
    "write_bytes",
    "write_text",
]

MAX_XML_BYTES: Final = 96 * 2**20
"""Bytes that the XML in all files of one filing may inflate to: hundreds of forms."""

WRITABLE: Final = (".docx", ".xlsx", ".json", ".yaml", ".yml")
"""The kinds of files that are written."""

# What was never seen is no part of what was there to be read.
_UNSEEN: Final = frozenset({"BP902", "BP906"})

_OFFICE: Final = frozenset({".docx", ".xlsx", ".xls", ".et", *CONVERTED})


@frozen(kw_only=True)
class _Part:
    """What one file holds."""

    source: Source
    attachments: tuple[Attachment, ...]
    findings: tuple[Finding, ...] = ()
    filing: Filing | None = None
    cells: int = 0


def read(*paths: str | os.PathLike[str]) -> Reading:
    """
    Read one filing from one or several files.

    A folder counts as the files in it, in the order of their names, without its subfolders; a ``.zip`` as the files in
    it, with its subfolders. What in them is of no kind that is read is reported (BP906); hidden files and the lock
    files of office programs are passed over. A file that is named twice is read once.

    Args:
        paths: Files (``.docx``, ``.xlsx``, ``.json``, ``.yaml``, ``.yml``; ``.xls`` and ``.et`` with xlrd; ``.doc``,
            ``.wps``, ``.rtf``, ``.odt`` and ``.ods`` where LibreOffice is installed), archives (``.zip``) or
            folders of one filing.

    Returns:
        The filing, where its figures stand, and what could not be read or was read with a guess.

    Raises:
        MissingFileError: There is no such file.

        FileError: A file is of another kind, too large or damaged, has no form in it, or has one that cannot be
            read; or two of them hold what a filing has only once.

    >>> read("附件1.doc")
    Traceback (most recent call last):
    budgetperf.errors.MissingFileError: 附件1.doc：没有这个文件...
    """
    return read_files(open_files(paths))


def read_files(files: Iterable[File | Finding]) -> Reading:
    """
    Read one filing from files that are open; who opens them one after the other sees how far the reading is.

    Args:
        files: What `open_files` gives.

    Raises:
        FileError: As `read`, and whatever the opening raises.
    """
    parts: list[_Part] = []
    aside: list[Finding] = []
    room = MAX_XML_BYTES
    for file in files:
        if isinstance(file, Finding):
            aside.append(file)
            continue
        room -= measure_xml(file.data) if file.suffix in (".docx", ".xlsx") else 0
        if room < 0 and parts:
            raise _refuse_all(file.name)
        parts.append(_read_file(file.name, file.suffix, file.data))
    merged = merge_attachments([attachment for part in parts for attachment in part.attachments])
    filings = [part.filing for part in parts if part.filing is not None]
    # A filing that came in one piece is kept as it is, in its own order.
    filing = filings[0] if len(parts) == len(filings) == 1 else _add_stated(merged.filing, filings)
    return Reading(
        filing=filing,
        locations=merged.locations,
        findings=(
            *aside,
            *(finding for part in parts for finding in part.findings),
            *merged.findings,
            *(report_unreadable(filing) if filings else ()),
        ),
        sources=[part.source for part in parts],
        cells=sum(part.cells for part in parts),
    )


def _add_stated(filing: Filing, stated: list[Filing]) -> Filing:
    """What a JSON or YAML file says of the filing as a whole goes before what its attachments let one conclude."""
    extras: dict[str, str] = {}
    for other in stated:
        extras = dict(other.extras) | extras
    pairs: Pairs = tuple(extras.items())
    return evolve(
        filing,
        year=next((other.year for other in stated if other.year is not None), filing.year),
        department=next((other.department for other in stated if other.department is not None), filing.department),
        extras=pairs,
    )


def _refuse_all(name: str) -> FileError:
    limit = MAX_XML_BYTES // 2**20
    return FileError(
        name,
        f"读到此文件时，各文件的内容合计已超过 {limit} MB，不像一个单位的材料，出于安全不予读取。请分单位读取。",
        f"with this file the content of all files exceeds {limit} MB, far more than one department hands in; it is "
        "not read, for safety. Read the filing of each department by itself.",
    )


def _read_file(name: str, suffix: str, data: bytes) -> _Part:
    if suffix not in READABLE:
        raise _refuse_kind(name, suffix)
    source = Source(file=Path(name).name, sha256=sha256(data).hexdigest())
    if suffix in _OFFICE:
        pages = _read_office(name, suffix, data)
        attachments, outside = read_forms(pages)
        findings = tuple(_bare(finding, name) for finding in pages.findings)
        return _Part(
            source=source,
            attachments=tuple(map(_complete, attachments)),
            findings=(*findings, *outside),
            cells=pages.cells,
        )
    filing = _read_serial(name, suffix, data)
    return _Part(source=source, attachments=attachments_of(name, filing), filing=filing)


def _complete(attachment: Attachment) -> Attachment:
    """The attachment, with a finding for each block that its form should have and has not."""
    place = Location(file=Path(attachment.file).name, table=attachment.name or None)
    missing = report_missing_blocks(attachment.value, place)
    return evolve(attachment, findings=(*attachment.findings, *missing)) if missing else attachment


def _kind_said(suffix: str) -> tuple[str, str]:
    return (
        (f"扩展名为“{suffix}”", f"with the extension {suffix!r}") if suffix else ("没有扩展名", "without an extension")
    )


def _refuse_kind(name: str, suffix: str) -> FileError:
    zh, en = _kind_said(suffix)
    return FileError(
        name,
        f"不能读取{zh}的文件。可读取：{'、'.join(READABLE)}。",
        f"files {en} are not read. These are read: {' '.join(READABLE)}.",
    )


def _read_office(name: str, suffix: str, data: bytes) -> Pages:
    if suffix in CONVERTED:
        foreign = explain_unlike(data, suffix)
        if foreign is not None:
            raise FileError(name, *foreign)
        if suffix in (".odt", ".ods"):
            open_archive(name, data)  # for its bounds only
        pages = _read_office(name, CONVERTED[suffix], convert(name, data, suffix))
        place = Location(file=Path(name).name)
        details = {"from": suffix, "to": CONVERTED[suffix]}
        told = Finding(code="BP907", severity=Severity.ADVICE, details=details, location=place)
        return evolve(pages, findings=(told, *pages.findings))
    # Only what is read is loaded.
    if suffix == ".docx":
        from budgetperf.formats.word.document import read_word  # noqa: PLC0415 - see above

        return read_word(name, data)
    if suffix == ".xlsx":
        from budgetperf.formats.excel.workbook import read_excel  # noqa: PLC0415 - see above

        return read_excel(name, data)
    from budgetperf.formats.excel.old_workbook import read_old_excel  # noqa: PLC0415 - see above

    return read_old_excel(name, data)


def _read_serial(name: str, suffix: str, data: bytes) -> Filing:
    from budgetperf.formats.serial import from_json, from_yaml  # noqa: PLC0415 - loads the converter

    try:
        return from_json(data) if suffix == ".json" else from_yaml(data)
    except StructureError as error:
        raise FileError(name, error.zh, error.en) from error


def _bare(finding: Finding, name: str) -> Finding:
    """The finding of an office reader, which was given the whole path, with the bare name of the file."""
    place = finding.location
    if place is None or place.file != name:
        return finding
    return evolve(finding, location=evolve(place, file=Path(name).name))


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
        zh, en = _kind_said(suffix)
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


def count_cells(reading: Reading) -> tuple[int, int]:
    """
    How many cells and paragraphs were read, and how many were not, hidden ones included.

    >>> lost = Finding(code="BP903", severity="warning", details={"kind": "unknown_row", "cells": "3"})
    >>> count_cells(Reading(filing=Filing(), findings=(lost,), cells=20))
    (17, 3)
    """
    lost = [(finding, _size(finding)) for finding in reading.findings if is_lost(finding)]
    seen = sum(size for finding, size in lost if finding.code not in _UNSEEN)
    return max(0, reading.cells - seen), sum(size for _, size in lost)


def _size(finding: Finding) -> int:
    return int(dict(finding.details).get("cells") or 1)


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
