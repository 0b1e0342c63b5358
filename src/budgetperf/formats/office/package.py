"""
Opening an Office Open XML package (``.docx``, ``.xlsx``) that nobody vouches for.

Everything here is bounded: the number of members, what they inflate to, the number and depth
of the elements. What is refused is refused with a sentence that a clerk can act on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from posixpath import dirname, join, normpath, split
from types import MappingProxyType
from typing import Final
from xml.etree import ElementTree as ET
from zipfile import ZipFile, ZipInfo

from attrs import field, frozen

from budgetperf.errors import FileError
from budgetperf.formats.office.sniffing import explain_foreign, explain_foreign_zip
from budgetperf.formats.office.zipping import (
    Trouble,
    ZipTrouble,
    find_trouble,
    inflate,
    open_zip,
)

__all__ = [
    "MAX_DEPTH",
    "MAX_NAMESPACE",
    "MAX_NODES",
    "Package",
    "check_xml",
    "measure_xml",
    "open_package",
    "parse_xml",
    "refuse_large",
]

MAX_NODES: Final = 2_000_000
"""Elements and attributes of one XML part: in memory each is many times its four bytes in the file."""

MAX_DEPTH: Final = 200
"""Levels of nesting of one XML part. Word itself stays below fifty."""

MAX_NAMESPACE: Final = 128
"""Bytes of a namespace name: it is repeated in memory for every name that uses it."""

_LONG_NAMESPACE: Final = re.compile(
    rb"""xmlns(?:[^=<>"'\s]{%(n)d}|[^=<>"'\s]{0,%(n)d}\s*+=\s*+(?:"[^"<]{%(n)d}|'[^'<]{%(n)d}))"""
    % {b"n": MAX_NAMESPACE + 1}
)


@frozen(kw_only=True)
class Package:
    """
    The parts of an opened package. A part is inflated, and its checksum compared, when it is asked for.

    Attributes:
        file: Name of the file, for messages.

        names: Names of its parts: ``word/document.xml``.
    """

    file: str
    names: frozenset[str]
    _members: Mapping[str, ZipInfo] = field(repr=False, eq=False)
    _archive: ZipFile = field(repr=False, eq=False)
    _relations: dict[str, tuple[tuple[str, str], ...]] = field(init=False, factory=dict, repr=False, eq=False)

    @property
    def pictures(self) -> int:
        """How many pictures are in it: office programs keep them in a folder ``media``."""
        return sum("/media/" in name for name in self.names)

    def part(self, name: str) -> bytes | None:
        """
        The bytes of a part, or None where the package has no such part.

        Raises:
            FileError: The part is damaged, or holds more than it declares.
        """
        member = self._members.get(name)
        if member is None:
            return None
        data = inflate(self._archive, member)
        if data is None:
            raise _damaged(self.file, name)
        return data

    def xml(self, name: str) -> ET.Element | None:
        """
        A part as an element tree, or None where the package has no such part.

        Raises:
            FileError: The part is damaged, or is refused by `parse_xml`.
        """
        data = self.part(name)
        return None if data is None else parse_xml(self.file, name, data)

    def related(self, source: str, kind: str) -> str | None:
        """
        The name of the part of a kind that *source* (empty: the package) refers to, or None.

        Producers are free to call their parts what they like; only the relationship says
        which one is the document, or its styles.

        Args:
            source: Name of a part, or the empty string for the package as a whole.

            kind: Last word of the type of the relationship: ``officeDocument``, ``styles``.

        Raises:
            FileError: The part that holds the relationships is damaged.
        """
        return next(self.all_related(source, kind), None)

    def all_related(self, source: str, kind: str) -> Iterator[str]:
        """
        The names of all parts of a kind that *source* refers to, as for `related`.

        Raises:
            FileError: The part that holds the relationships is damaged.
        """
        if source not in self._relations:
            self._relations[source] = tuple(self._read_relations(source))
        for named, target in self._relations[source]:
            name = normpath(join("/", dirname(source), target)).lstrip("/") if named == kind else ""
            if name in self.names:
                yield name

    def _read_relations(self, source: str) -> Iterator[tuple[str, str]]:
        folder, base = split(source)
        root = self.xml(join(folder, "_rels", f"{base}.rels"))
        for relation in () if root is None else root:
            if relation.get("TargetMode") != "External":
                yield relation.get("Type", "").rpartition("/")[2], relation.get("Target", "")


def open_package(file: str, data: bytes) -> Package:
    """
    Open the bytes of a ``.docx`` or ``.xlsx`` file.

    >>> open_package("a.docx", b"%PDF-1.7")
    Traceback (most recent call last):
    budgetperf.errors.FileError: a.docx：... (a.docx: ...)

    Args:
        file: Name of the file, for messages.

        data: Its bytes.

    Raises:
        FileError: The bytes are no such file, or one that is damaged, locked or unreasonably large.
    """
    foreign = explain_foreign(data)
    if foreign is not None:
        raise FileError(file, *foreign)
    archive = open_zip(data)
    if isinstance(archive, ZipTrouble):
        raise _explain(file, archive)
    members = archive.infolist()
    trouble = find_trouble((member.filename, member) for member in members)
    if trouble is not None:
        raise _explain(file, trouble)
    parts = {member.filename: member for member in members if not member.is_dir()}
    if "[Content_Types].xml" not in parts:
        raise FileError(file, *explain_foreign_zip(frozenset(parts)))
    return Package(file=file, names=frozenset(parts), members=MappingProxyType(parts), archive=archive)


def measure_xml(data: bytes) -> int:
    """
    The bytes that the XML of a package says it inflates to; 0 where its directory cannot be read.

    >>> measure_xml(b"%PDF-1.7")
    0
    """
    archive = open_zip(data)
    members = () if isinstance(archive, ZipTrouble) else archive.infolist()
    return sum(member.file_size for member in members if member.filename.endswith((".xml", ".rels")))


def _explain(file: str, trouble: ZipTrouble) -> FileError:
    member, limit = trouble.member, trouble.limit
    match trouble.kind:
        case Trouble.TOO_MANY:
            return refuse_large(file, f"压缩包内的文件多于 {limit} 个", f"it has more than {limit:,} members")
        case Trouble.LARGE:
            return refuse_large(
                file,
                f"其中 {member!r} 解压后超过 {limit} MB",
                f"its member {member!r} inflates to more than {limit} MB",
            )
        case Trouble.ALL_LARGE:
            return refuse_large(file, f"解压后共超过 {limit} MB", f"it inflates to more than {limit} MB")
        case Trouble.DAMAGED:
            zh = (
                "文件不完整或已损坏：压缩包的目录读不出来。"
                "应为完整的 .docx 或 .xlsx 文件，请重新下载、复制，或从原文件另存一份。"
            )
            en = (
                "the file is incomplete or damaged: the directory of its zip archive cannot be read. A complete "
                ".docx or .xlsx file was expected; download or copy it again, or save it anew from the original."
            )
        case Trouble.TWICE:
            zh = "压缩包里有重名的文件，无法确定哪一份有效。请用 Word、Excel 或 WPS 打开后另存一份。"
            en = (
                "its zip archive holds two members of the same name, and which one counts cannot be known. "
                "Open it in Word, Excel or WPS and save it again."
            )
        case Trouble.LOCKED:
            zh = f"压缩包内的 {member!r} 已加密。请去掉密码后另存为普通的 .docx 或 .xlsx 文件。"
            en = (
                f"the member {member!r} of its zip archive is encrypted. "
                "Remove the password and save it as a plain .docx or .xlsx file."
            )
        case Trouble.ODD:
            zh = f"压缩包内的 {member!r} 用了 Office 不支持的压缩方式。请用 Word、Excel 或 WPS 打开后另存一份。"
            en = (
                f"the member {member!r} of its zip archive is compressed in a way that Office does not "
                "know. Open it in Word, Excel or WPS and save it again."
            )
    return FileError(file, zh, en)


def check_xml(file: str, name: str, data: bytes) -> None:
    """
    Refuse the bytes of an XML part that no office program writes and that could do harm.

    Raises:
        FileError: The part declares a document type or entities, is not UTF-8, has too many nodes or an
            overlong namespace.
    """
    if b"\0" in data:
        raise FileError(
            file,
            f"部件 {name} 不是 UTF-8 编码的 XML。请用 Word、Excel 或 WPS 打开后另存一份。",
            f"its part {name} is not XML in UTF-8. Open it in Word, Excel or WPS and save it again.",
        )
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise FileError(
            file,
            f"部件 {name} 含有文档类型或实体声明，正常的 Office 文件不会有，出于安全不予读取。请核对文件来源。",
            f"its part {name} declares a document type or entities, which no office program writes; it is not "
            "read, for safety. Check where the file comes from.",
        )
    # Never less than there are: comments, and signs within the text, count as well.
    if len(data) > MAX_NODES and data.count(b"<") - data.count(b"</") + data.count(b"=") > MAX_NODES:
        raise refuse_large(file, f"部件 {name} 的元素和属性多于 {MAX_NODES} 个", f"{name} has over {MAX_NODES:,} nodes")
    if _LONG_NAMESPACE.search(data):
        raise refuse_large(file, f"部件 {name} 的命名空间名称过长", f"{name} names an overlong namespace")


def parse_xml(file: str, name: str, data: bytes) -> ET.Element:
    """
    Parse a part of a package.

    >>> parse_xml("a.docx", "word/document.xml", b"<a><b/></a>").tag
    'a'

    Args:
        file: Name of the file, for messages.

        name: Name of the part, for messages.

        data: Its bytes.

    Raises:
        FileError: It is not well-formed, is nested deeper than `MAX_DEPTH`, or is refused by `check_xml`.
    """
    check_xml(file, name, data)
    # The encoding is fixed here, not by the declaration: what was checked above is then what is parsed.
    parser = ET.XMLParser(encoding="utf-8")  # noqa: S314 - no document type, hence no entities, gets this far
    try:
        parser.feed(data)
        root: ET.Element = parser.close()
    except (ET.ParseError, ValueError) as error:
        raise FileError(
            file,
            f"部件 {name} 不是格式正确的 XML（{error}），文件可能已损坏。请用 Word、Excel 或 WPS 修复后另存一份。",
            f"its part {name} is not well-formed XML ({error}); the file may be damaged. "
            "Repair it in Word, Excel or WPS and save it again.",
        ) from error
    # Only what holds others is looked into: most elements of a form hold none.
    level, depth = [root] if len(root) else [], 1
    while level:
        depth += 1
        if depth > MAX_DEPTH:
            raise refuse_large(file, f"部件 {name} 嵌套超过 {MAX_DEPTH} 层", f"{name} is nested over {MAX_DEPTH} deep")
        level = [child for element in level for child in element if len(child)]
    return root


def _damaged(file: str, name: str) -> FileError:
    return FileError(
        file,
        f"文件已损坏：其中的 {name} 无法解压或校验不符。请重新下载、复制，或从原文件另存一份。",
        f"the file is damaged: its part {name} cannot be inflated or fails its checksum. "
        "Download or copy it again, or save it anew from the original.",
    )


def refuse_large(file: str, zh: str, en: str) -> FileError:
    """The exception for a file beyond one of the limits; *zh* and *en* say which."""
    return FileError(
        file,
        f"文件大得不像一份自评表：{zh}，出于安全不予读取。请只保留自评表格后另存一份。",
        f"the file is far larger than a self-evaluation form can be: {en}; it is not read, for safety. "
        "Save a copy that holds the forms only.",
    )
