"""
A font that has every sign that is to be drawn, found among those that are installed.

Matplotlib's own font has no Chinese, and says so with an empty box for each sign. What is looked for here is not a name
but signs: whichever font has all of them. The letterforms of the mainland go first, then sans before serif.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from os import PathLike, fspath
from pathlib import Path

from attrs import frozen
from matplotlib.font_manager import FontEntry, FontPath, FontProperties, findSystemFonts, fontManager
from matplotlib.ft2font import FT2Font

from budgetperf.charts.words import signs_of_words
from budgetperf.errors import ExtraError, FileError, MissingFileError

__all__ = ["Face", "find_face"]

# What is on most desks and servers. Any other font will do that has the signs.
_FIRST = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "PingFang SC",
    "Hiragino Sans GB",
    "Microsoft YaHei",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "SimHei",
    "Droid Sans Fallback",
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "Songti SC",
    "SimSun",
)
_IN_BROWSERS = ("Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "sans-serif")
# A font that has a box with a question mark for everything has nothing.
_LAST_RESORT = "Last Resort"
_ASCII = frozenset(range(0x20, 0x7F))
_USUAL_WEIGHTS = range(350, 501)
# What stands for a sign that no font has, the first of them that the font does have.
_SUBSTITUTES = "�〓□?"


@frozen
class Face:
    """
    One face of a font, and the signs that it has.

    Attributes:
        name: Its family, ``Noto Sans CJK SC``.

        path: Its file, and its number in that file.

        signs: Code points.
    """

    name: str
    path: FontPath
    signs: frozenset[int]

    def of_size(self, points: float) -> FontProperties:
        """The face for a text; and names, for a picture that leaves the letters to a browser."""
        return FontProperties(family=[self.name, *_IN_BROWSERS], fname=self.path, size=points)

    def shown(self, text: str) -> str:
        """A text on one line, with another sign in place of each that would not be seen."""
        instead = next((sign for sign in _SUBSTITUTES if ord(sign) in self.signs), "?")
        line = "".join(instead if _is_unseen(sign) else sign for sign in " ".join(text.split()))
        return "".join(sign if ord(sign) in self.signs else instead for sign in line)

    def lacks(self, signs: Iterable[int]) -> int:
        """How many of some signs it has not."""
        return sum(sign not in self.signs for sign in signs)


def _is_unseen(sign: str) -> bool:
    return unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Cn", "Co"}


def find_face(texts: Iterable[str], font: str | PathLike[str] | None = None) -> Face:
    """
    The face for some texts: the first one that has all their signs, or the one that lacks the fewest.

    Args:
        texts: What will be drawn, beside the words of the charts.

        font: The file of a font that is to be used whatever it has.

    Raises:
        ExtraError: No font is installed that has the words of the charts.

        FileError: The file is no font.
    """
    if font is not None:
        return _given(font)
    wanted = {ord(sign) for text in texts for sign in text if not sign.isspace() and not _is_unseen(sign)}
    best, least = None, 0
    for face in _faces():
        lacking = face.lacks(wanted)
        if not lacking:
            return face
        if best is None or lacking < least:
            best, least = face, lacking
    if best is None:
        raise ExtraError(
            "画图需要中文字体，但没有找到。请安装一种，例如 Debian、Ubuntu 上运行 apt install fonts-noto-cjk；"
            "或用 font= 给出字体文件（.ttf、.otf、.ttc）。",
            "charts need a font with Chinese signs, and none was found. Install one, for example with "
            "apt install fonts-noto-cjk on Debian and Ubuntu, or name a font file (.ttf, .otf, .ttc) as font=.",
        )
    return best


def _given(font: str | PathLike[str]) -> Face:
    name = fspath(font)
    if not Path(name).is_file():
        raise MissingFileError(Path(name).name, "找不到这个字体文件", "there is no such font file")
    opened = _open(name, 0)
    if opened is None:
        raise FileError(
            Path(name).name,
            "不是能用的字体文件；须为 .ttf、.otf 或 .ttc",
            "is no font file that can be used; it takes a .ttf, .otf or .ttc",
        )
    return Face(opened.family_name, FontPath(name, 0), _signs(name, 0))


def _faces() -> Iterator[Face]:
    """
    The upright faces of a usual weight that have the words of the charts, the best first.

    Matplotlib remembers which fonts there are; what was installed since then is looked for only if nothing else does.
    """
    needed = _ASCII.union(map(ord, signs_of_words()))
    known = [entry for entry in fontManager.ttflist if _is_usual(entry)]
    found = False
    for entry in sorted(known, key=_rank):
        signs = _signs(str(entry.fname), entry.index)
        if signs >= needed:
            found = True
            yield Face(entry.name, FontPath(entry.fname, entry.index), signs)
    if not found:
        seen = {entry.fname for entry in fontManager.ttflist}
        for file in sorted(set(findSystemFonts()) - seen):
            opened = _open(file, 0)
            if opened is not None and _signs(file, 0) >= needed and _LAST_RESORT not in opened.family_name:
                yield Face(opened.family_name, FontPath(file, 0), _signs(file, 0))


def _is_usual(entry: FontEntry) -> bool:
    weight = entry.weight if isinstance(entry.weight, int) else 400
    return entry.style == "normal" and weight in _USUAL_WEIGHTS and _LAST_RESORT not in entry.name


def _rank(entry: FontEntry) -> tuple[int, str, str]:
    place = _FIRST.index(entry.name) if entry.name in _FIRST else len(_FIRST)
    return place, entry.name, str(entry.fname)


def _open(file: str, index: int) -> FT2Font | None:
    """A face of a file; None where the file is gone, or is no font."""
    try:
        return FT2Font(file, face_index=index)
    except (OSError, RuntimeError, ValueError):
        return None


@lru_cache(maxsize=512)  # the table of a large font takes a moment to read, and a chart asks all of them at worst
def _signs(file: str, index: int) -> frozenset[int]:
    opened = _open(file, index)
    return frozenset() if opened is None else frozenset(opened.get_charmap())
