"""A filing from files: what `budgetperf.read` does."""

from __future__ import annotations

import os
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Final

from attrs import evolve, frozen

from budgetperf.domain.figures import Reading, Source
from budgetperf.domain.finding import Finding, Location, Severity
from budgetperf.domain.model import Filing, Pairs
from budgetperf.errors import FileError, StructureError
from budgetperf.formats.forms.absences import report_missing_blocks
from budgetperf.formats.forms.attachments import Attachment, read_forms
from budgetperf.formats.forms.merge import attachments_of, merge_attachments, report_unreadable
from budgetperf.formats.intake import READABLE, File, kind_said, open_files
from budgetperf.formats.office.archive import open_archive
from budgetperf.formats.office.conversion import CONVERTED, convert
from budgetperf.formats.office.grid import Pages
from budgetperf.formats.office.package import measure_xml
from budgetperf.formats.office.sniffing import explain_unlike

__all__ = ["MAX_XML_BYTES", "READABLE", "read", "read_files"]

MAX_XML_BYTES: Final = 96 * 2**20
"""Bytes that the XML in all files of one filing may inflate to: hundreds of forms."""

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


def _refuse_kind(name: str, suffix: str) -> FileError:
    zh, en = kind_said(suffix)
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
