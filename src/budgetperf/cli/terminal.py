"""What a stream can show: colours or none, and how many columns."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import IO, Final

__all__ = ["WHEN", "columns_of", "page_columns", "takes_colour"]

WHEN: Final = ("auto", "always", "never")
"""What may be said of colours."""

# With fewer columns nothing can be read; with more, no line is read from its end to the next one.
_NARROWEST, _WIDEST = 38, 120


def takes_colour(stream: IO[str], environment: Mapping[str, str], when: str = "auto") -> bool:
    """
    Whether to colour what is written to a stream.

    What the call says counts first; then the conventions that programs share: NO_COLOR, then FORCE_COLOR and
    CLICOLOR_FORCE. Otherwise only a terminal that understands colours gets them.

    >>> import io
    >>> takes_colour(io.StringIO(), {}), takes_colour(io.StringIO(), {"FORCE_COLOR": "1"})
    (False, True)
    """
    if when != "auto":
        return when == "always"
    if environment.get("NO_COLOR"):
        return False
    if any(environment.get(name, "0") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    return stream.isatty() and environment.get("TERM") != "dumb" and environment.get("CLICOLOR") != "0"


def columns_of(stream: IO[str], environment: Mapping[str, str]) -> int | None:
    """The columns of a terminal, within reason; None for what is no terminal."""
    if not stream.isatty():
        return None
    try:
        columns = int(environment.get("COLUMNS") or os.get_terminal_size(stream.fileno()).columns)
    except (ValueError, OSError):
        return None
    return max(_NARROWEST, min(columns, _WIDEST)) if columns > 0 else None


def page_columns() -> int:
    """The columns of a page of text on standard output: those of the terminal, or those of a page that is kept."""
    from budgetperf.rendering.layout import COLUMNS

    return columns_of(sys.stdout, os.environ) or COLUMNS
