"""The styles of a workbook that is written: fonts, borders and number formats, each combination once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from attrs import define, field, frozen

from budgetperf.formats.excel.placing import SIZES
from budgetperf.formats.excel.typed import GENERAL
from budgetperf.formats.office.packing import DECLARATION, attribute
from budgetperf.printing.sheet import Look

__all__ = ["MAIN_NAMESPACE", "Format", "Stylebook"]

MAIN_NAMESPACE: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

_BODY, _HEAVY, _BRUSH, _LETTER, _TITLE = "宋体", "黑体", "楷体_GB2312", "仿宋_GB2312", "方正小标宋简体"
# The first is that of the sheet itself, by which Excel measures the widths of columns.
_SHEET: Final = (_BODY, 11.0)
_FONTS: Final[Mapping[Look | None, tuple[str, float]]] = {
    None: (_BODY, 9.0),
    **{look: (_BODY, size) for look, size in SIZES.items()},
    Look.MARK: (_HEAVY, SIZES[Look.MARK]),
    Look.TITLE: (_TITLE, SIZES[Look.TITLE]),
    Look.COVER_TITLE: (_TITLE, SIZES[Look.COVER_TITLE]),
    Look.COVER: (_LETTER, SIZES[Look.COVER]),
    Look.HEADING1: (_HEAVY, SIZES[Look.HEADING1]),
    Look.HEADING2: (_BRUSH, SIZES[Look.HEADING2]),
    Look.HEADING3: (_LETTER, SIZES[Look.HEADING3]),
    Look.BODY: (_LETTER, SIZES[Look.BODY]),
}
_LOOKS: Final = tuple(_FONTS)
_CENTRED: Final = frozenset({Look.TITLE, Look.COVER_TITLE, Look.COVER, Look.ABOVE})
_FIRST_OWN: Final = 164
_EDGES: Final = ("left", "right", "top", "bottom")
_BORDERS: Final = ((), _EDGES, ("left", "right", "bottom"), ("left", "right", "top"))


@frozen
class Format:
    """
    How a cell looks.

    Attributes:
        look: What kind of line it is, or None for a cell of a table.

        left: Whether its text begins at the left.

        border: Which lines are around it, as a place in the list of borders: all but the one above, say.

        pattern: The number format.

        quoted: Whether its text must never be taken for a formula.
    """

    look: Look | None = None
    left: bool = False
    border: int = 0
    pattern: str = GENERAL
    quoted: bool = False


@define
class Stylebook:
    """The formats that were asked for, numbered in the order in which they were."""

    _formats: dict[Format, int] = field(factory=lambda: {Format(): 0})

    def number(self, wanted: Format) -> int:
        """The number of a format."""
        return self._formats.setdefault(wanted, len(self._formats))

    def part(self) -> str:
        """The styles as a part of the workbook."""
        own = [pattern for pattern in dict.fromkeys(each.pattern for each in self._formats) if pattern != GENERAL]
        patterns = {GENERAL: 0} | {pattern: _FIRST_OWN + index for index, pattern in enumerate(own)}
        formats = "".join(
            f'<numFmt numFmtId="{number}" formatCode="{attribute(pattern)}"/>'
            for pattern, number in patterns.items()
            if number
        )
        fonts = "".join(
            f'<font><sz val="{size:g}"/><name val="{name}"/><family val="3"/><charset val="134"/></font>'
            for name, size in (_SHEET, *_FONTS.values())
        )
        borders = "".join(
            "<border>"
            + "".join(f'<{edge} style="thin"/>' if edge in around else f"<{edge}/>" for edge in _EDGES)
            + "<diagonal/></border>"
            for around in _BORDERS
        )
        cells = "".join(_xf(each, patterns[each.pattern]) for each in self._formats)
        number_formats = f'<numFmts count="{len(own)}">{formats}</numFmts>' if own else ""
        return (
            f'{DECLARATION}<styleSheet xmlns="{MAIN_NAMESPACE}">{number_formats}'
            f'<fonts count="{1 + len(_FONTS)}">{fonts}</fonts>'
            '<fills count="2"><fill><patternFill patternType="none"/></fill>'
            '<fill><patternFill patternType="gray125"/></fill></fills>'
            f'<borders count="{len(_BORDERS)}">{borders}</borders>'
            '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
            f'<cellXfs count="{len(self._formats)}">{cells}</cellXfs>'
            '<cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
        )


def _xf(each: Format, pattern: int) -> str:
    centred = each.look in _CENTRED or (each.look is None and not each.left)
    quoted = ' quotePrefix="1"' if each.quoted else ""
    return (
        f'<xf numFmtId="{pattern}" fontId="{1 + _LOOKS.index(each.look)}" fillId="0" borderId="{each.border}" xfId="0"'
        f'{quoted} applyNumberFormat="1" applyFont="1" applyBorder="1" applyAlignment="1">'
        f'<alignment horizontal="{"center" if centred else "left"}" vertical="center" wrapText="1"/></xf>'
    )
