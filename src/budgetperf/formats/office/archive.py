"""A ``.zip`` in which the files of a filing were sent: opened in memory, within the bounds of `zipping`."""

from __future__ import annotations

import stat
from collections.abc import Mapping
from pathlib import PurePosixPath, PureWindowsPath
from typing import Final
from zipfile import ZipFile, ZipInfo

from attrs import field, frozen

from budgetperf.errors import FileError
from budgetperf.formats.office.sniffing import explain_foreign_archive
from budgetperf.formats.office.zipping import (
    Trouble,
    ZipTrouble,
    find_trouble,
    inflate,
    open_zip,
)

__all__ = ["Archive", "open_archive"]

_UTF_8: Final = 0x800
_MODE: Final = 16  # where the mode of a file stands in the attributes that Unix writes


@frozen(kw_only=True)
class Archive:
    """
    An opened archive.

    Attributes:
        file: Its name, for messages.

        members: The paths of the files in it, sorted.
    """

    file: str
    members: tuple[str, ...]
    _infos: Mapping[str, ZipInfo] = field(repr=False, eq=False)
    _archive: ZipFile = field(repr=False, eq=False)

    def read(self, member: str) -> bytes:
        """
        The bytes of a file in it.

        Raises:
            FileError: It is damaged, or holds more or less than it declares.
        """
        data = inflate(self._archive, self._infos[member])
        if data is not None:
            return data
        raise FileError(
            self.file,
            f"压缩包已损坏：其中的 {member!r} 无法解压或校验不符。请重新下载、复制，或重新打包。",
            f"the archive is damaged: its member {member!r} cannot be inflated or fails its checksum. "
            "Download or copy it again, or pack it anew.",
        )


def open_archive(file: str, data: bytes) -> Archive:
    """
    Open the bytes of a ``.zip``.

    >>> open_archive("a.zip", b"Rar!...")
    Traceback (most recent call last):
    budgetperf.errors.FileError: a.zip：文件不是 .zip 压缩包，看起来是RAR 压缩包...

    Args:
        file: Name of the file, for messages.

        data: Its bytes.

    Raises:
        FileError: The bytes are no such archive, or one that is damaged, locked, unreasonably large, or has members
            that would end up outside the folder that it is unpacked to.
    """
    foreign = explain_foreign_archive(data)
    if foreign is not None:
        raise FileError(file, *foreign)
    archive = open_zip(data)
    if isinstance(archive, ZipTrouble):
        raise _explain(file, archive)
    infos = [(_decode_name(info), info) for info in archive.infolist()]
    for name, info in infos:
        _check_member(file, name, info)
    trouble = find_trouble(infos)
    if trouble is not None:
        raise _explain(file, trouble)
    if any(name == "[Content_Types].xml" for name, _ in infos):
        raise FileError(
            file,
            "文件不是普通的 zip 压缩包，看起来是 Word 或 Excel 文件，只是扩展名改成了 .zip。"
            "请把扩展名改回 .docx 或 .xlsx 再试。",
            "the file is no plain zip archive; it looks like a Word or Excel file under the extension .zip. "
            "Give it the extension .docx or .xlsx and try again.",
        )
    files = {name: info for name, info in infos if not name.endswith("/")}
    return Archive(file=file, members=tuple(sorted(files)), infos=files, archive=archive)


def _decode_name(info: ZipInfo) -> str:
    """
    The name of a member, with ``/`` between its folders.

    Chinese systems write names in GBK and some programs in UTF-8, without saying so; `zipfile` then assumes CP 437.
    """
    name = info.filename
    if not info.flag_bits & _UTF_8:
        try:
            raw = name.encode("cp437")
        except UnicodeEncodeError:
            raw = b""
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding) or name
                break
            except UnicodeDecodeError:
                continue
    return name.replace("\\", "/")


def _check_member(file: str, name: str, info: ZipInfo) -> None:
    mode = info.external_attr >> _MODE
    if ".." in PurePosixPath(name).parts or name.startswith("/") or PureWindowsPath(name).drive:
        raise FileError(
            file,
            f"压缩包里的 {name!r} 会解到压缩包以外的地方，正常的压缩包不会这样，出于安全不予读取。请核对文件来源。",
            f"its member {name!r} would be unpacked outside the archive, which no ordinary archive does; "
            "it is not read, for safety. Check where the file comes from.",
        )
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise FileError(
            file,
            f"压缩包里的 {name!r} 是链接或设备，不是文件，出于安全不予读取。请把文件本身打包。",
            f"its member {name!r} is a link or a device, not a file; it is not read, for safety. Pack the file itself.",
        )


def _explain(file: str, trouble: ZipTrouble) -> FileError:
    member, limit = trouble.member, trouble.limit
    match trouble.kind:
        case Trouble.TOO_MANY:
            return _refuse_large(file, f"里面的文件多于 {limit} 个", f"it has more than {limit:,} members")
        case Trouble.LARGE:
            return _refuse_large(
                file,
                f"其中 {member!r} 解压后超过 {limit} MB",
                f"its member {member!r} inflates to more than {limit} MB",
            )
        case Trouble.ALL_LARGE:
            return _refuse_large(file, f"解压后共超过 {limit} MB", f"it inflates to more than {limit} MB")
        case Trouble.DAMAGED:
            zh = "压缩包不完整或已损坏，目录读不出来。请重新下载、复制，或重新打包。"
            en = (
                "the archive is incomplete or damaged: its directory cannot be read. "
                "Download or copy it again, or pack it anew."
            )
        case Trouble.TWICE:
            zh = "压缩包里有重名的文件，无法确定哪一份有效。请重新打包。"
            en = "the archive holds two members of the same name, and which one counts cannot be known. Pack it anew."
        case Trouble.LOCKED:
            zh = f"压缩包设有密码（{member!r} 已加密）。请解压后重新打包，不设密码。"
            en = (
                f"the archive is protected by a password ({member!r} is encrypted). Unpack it, and pack it without one."
            )
        case Trouble.ODD:
            zh = f"压缩包里的 {member!r} 用了不常见的压缩方式。请解压后重新打包成普通的 zip。"
            en = f"its member {member!r} is compressed in an uncommon way. Unpack it, and pack it as a plain zip."
    return FileError(file, zh, en)


def _refuse_large(file: str, zh: str, en: str) -> FileError:
    return FileError(
        file,
        f"压缩包大得不像一份自评材料：{zh}，出于安全不予读取。请只打包自评表格和报告。",
        f"the archive is far larger than a filing can be: {en}; it is not read, for safety. "
        "Pack only the forms and reports.",
    )
