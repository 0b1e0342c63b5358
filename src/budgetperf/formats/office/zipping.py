"""Opening a zip that nobody vouches for: its members are counted and measured before any of them is inflated."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from enum import StrEnum
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from attrs import frozen

__all__ = [
    "CORRUPT",
    "MAX_MEMBERS",
    "MAX_MEMBER_BYTES",
    "MAX_TOTAL_BYTES",
    "Trouble",
    "ZipTrouble",
    "find_trouble",
    "inflate",
    "open_zip",
]

MAX_MEMBERS: Final = 2_000
"""Members of a zip. A filing has some twenty; a long report with pictures a few hundred."""

MAX_MEMBER_BYTES: Final = 64 * 2**20
"""Bytes that one member may inflate to."""

MAX_TOTAL_BYTES: Final = 128 * 2**20
"""Bytes that all members together may inflate to."""

_DIRECTORY_ENTRY: Final = b"PK\x01\x02"
_ENTRY_BYTES: Final = 46  # at the least
_ENCRYPTED: Final = 0x1
_MILLION: Final = 2**20

CORRUPT: Final = (
    BadZipFile,
    EOFError,
    IndexError,
    OSError,
    OverflowError,
    RuntimeError,
    UnicodeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What zipfile lets through when the bytes it reads are not what they promise to be."""


class Trouble(StrEnum):
    """Why a zip is not opened."""

    TOO_MANY = "too many members"
    DAMAGED = "damaged"
    TWICE = "a member twice"
    LOCKED = "encrypted"
    ODD = "compressed in an uncommon way"
    LARGE = "a member that is too large"
    ALL_LARGE = "too large as a whole"


@frozen
class ZipTrouble:
    """
    What is wrong with a zip.

    Attributes:
        kind: What.

        member: With which member, if with one.

        limit: What it goes beyond, if anything: members, or million bytes.
    """

    kind: Trouble
    member: str = ""
    limit: int = 0


def open_zip(data: bytes) -> ZipFile | ZipTrouble:
    """
    The bytes of a zip, opened; what is wrong where they cannot be.

    >>> open_zip(b"PK...")
    ZipTrouble(kind=<Trouble.DAMAGED: 'damaged'>, member='', limit=0)
    """
    # The directory is counted before ZipFile makes an object of every entry in it.
    if len(data) > MAX_MEMBERS * _ENTRY_BYTES and data.count(_DIRECTORY_ENTRY) > MAX_MEMBERS:
        return ZipTrouble(Trouble.TOO_MANY, limit=MAX_MEMBERS)
    try:
        return ZipFile(BytesIO(data))
    except CORRUPT:
        return ZipTrouble(Trouble.DAMAGED)


def find_trouble(members: Iterable[tuple[str, ZipInfo]]) -> ZipTrouble | None:
    """
    What forbids to inflate these members, or None.

    Args:
        members: The members, each under the name that counts.
    """
    members = list(members)
    # Two names that differ in case only are one name twice, too.
    if len({name.casefold() for name, _ in members}) != len(members):
        return ZipTrouble(Trouble.TWICE)
    for name, info in members:
        if info.flag_bits & _ENCRYPTED:
            return ZipTrouble(Trouble.LOCKED, name)
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            # Only these two can be inflated piece by piece, and office programs write no others.
            return ZipTrouble(Trouble.ODD, name)
        if info.file_size > MAX_MEMBER_BYTES:
            return ZipTrouble(Trouble.LARGE, name, MAX_MEMBER_BYTES // _MILLION)
    total = sum(info.file_size for _, info in members)
    return ZipTrouble(Trouble.ALL_LARGE, limit=MAX_TOTAL_BYTES // _MILLION) if total > MAX_TOTAL_BYTES else None


def inflate(archive: ZipFile, member: ZipInfo) -> bytes | None:
    """The bytes of a member that `find_trouble` has passed; None where it is damaged or holds more than it declares."""
    # The declared size has been looked at, and ZipFile never hands out more than that.
    try:
        with archive.open(member) as stream:
            data = stream.read(MAX_MEMBER_BYTES)
    except CORRUPT:
        return None
    return data if len(data) == member.file_size else None
