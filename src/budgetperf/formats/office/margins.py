"""What is printed at the head and foot of every page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

__all__ = ["says_more"]

_PAGE: Final = re.compile(r"(?:[\s0-9第共页总—–―－/\-·.,，、()（）]|page|of)*", re.IGNORECASE)


def says_more(margin: str, texts: Iterable[str]) -> bool:
    """
    Whether the head or foot of a page says anything but the number of the page and what the file says in its text, too.

    >>> says_more("第 1 页 共 3 页", ()), says_more("某局", ("填报单位：某局",)), says_more("单位：元", ("某局",))
    (False, False, True)

    Args:
        margin: The text of the head or foot.

        texts: The texts of the file.
    """
    said = "".join(margin.split())
    if _PAGE.fullmatch(said) is not None:
        return False
    return said not in "".join("".join(text.split()) for text in texts)
