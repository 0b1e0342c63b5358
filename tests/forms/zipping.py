"""Archives that are the same bytes whenever they are made."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

__all__ = ["settled", "zipped"]

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
# Who saved a file, with what and when, says nothing about reading it and changes from day to day.
_ABOUT = re.compile(r"docProps/|customXml/")
_TIME = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z?")


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip archive of these members."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            member = ZipInfo(name, _LONG_AGO)
            member.compress_type = ZIP_DEFLATED
            archive.writestr(member, content)
    return stream.getvalue()


def settled(data: bytes) -> bytes:
    """An office file without the hour at which it was saved."""
    with ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    return zipped(
        {
            name: _TIME.sub(b"2023-06-15T00:00:00Z", content) if _ABOUT.match(name) else content
            for name, content in parts.items()
        }
    )
