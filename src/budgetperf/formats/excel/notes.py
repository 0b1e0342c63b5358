"""Notes beside the cells of a written workbook: what a cell says besides its figure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from budgetperf.formats.excel.sheet import Position, write_address
from budgetperf.formats.excel.stationery import MAIN_NAMESPACE
from budgetperf.formats.office.packing import AUTHOR, DECLARATION, markup
from budgetperf.printing.measure import line_count

__all__ = ["comments_part", "drawing_part"]

_WIDTH: Final = 180
_SIZE: Final = 9
_SHAPE: Final = (
    '<v:shape id="n{number}" type="#note" style="position:absolute;margin-left:80pt;margin-top:5pt;width:{width}pt;'
    'height:{height}pt;z-index:{number};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
    '<v:fill color2="#ffffe1"/><v:shadow color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox><div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/>'
    "<x:SizeWithCells/><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column>"
    "</x:ClientData></v:shape>"
)


def comments_part(notes: Mapping[Position, str]) -> str:
    """The texts of notes, by the cells at which they stand."""
    comments = "".join(
        f'<comment ref="{write_address(*position)}" authorId="0">'
        f'<text><t xml:space="preserve">{markup(text)}</t></text></comment>'
        for position, text in sorted(notes.items())
    )
    return (
        f'{DECLARATION}<comments xmlns="{MAIN_NAMESPACE}"><authors><author>{AUTHOR}</author></authors>'
        f"<commentList>{comments}</commentList></comments>"
    )


def drawing_part(notes: Mapping[Position, str]) -> str:
    """The boxes in which the notes are shown; Excel does not show a note that has none."""
    shapes = "".join(
        _SHAPE.format(
            number=number,
            width=_WIDTH,
            height=round(line_count(text, _WIDTH - 12, _SIZE) * _SIZE * 1.5 + 12),
            row=row - 1,
            column=column - 1,
        )
        for number, ((row, column), text) in enumerate(sorted(notes.items()), start=1)
    )
    return (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
        ' xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shapetype id="note" coordsize="21600,21600" o:spt="202"'
        ' path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
        f'<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>{shapes}</xml>'
    )
