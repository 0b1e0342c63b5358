"""
The text of one Word paragraph, as it would print once every tracked change is accepted.

What is set aside on the way is kept as `Remarks`, so that nothing is dropped in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final
from xml.etree.ElementTree import Element

from attrs import Factory, define, field

from budgetperf.domain.finding import Finding, Location
from budgetperf.formats.word.markup import KIND, find, flag, value, wrapped
from budgetperf.formats.word.symbols import read_symbol

__all__ = ["Notes", "Remarks", "read_paragraph", "shorten"]

Notes = Callable[[str, str], str]
"""Gives the beginning of a footnote or endnote: its kind (``footnote``) and its id."""

_EXCERPT: Final = 40
_TEXTS: Final = frozenset({"t", "delText"})
_BREAKS: Final = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_BOXES: Final = frozenset({"drawing", "pict", "object"})
_REFERENCES: Final = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_CHECKED: Final = "☑"
_UNCHECKED: Final = "□"


def shorten(element: Iterable[Element]) -> str:
    """
    The first characters of all text in an element, deleted or not.

    Args:
        element: The elements in it, at every depth, in order.
    """
    text = ""
    for child in element:
        if KIND.get(child.tag) in _TEXTS and child.text:
            text += child.text[:_EXCERPT]
            if len(text) >= _EXCERPT:
                break
    return text[:_EXCERPT]


@define(kw_only=True)
class Remarks:
    """
    What was met in one paragraph or cell and is not plainly text of the document.

    Attributes:
        tracked: Whether there are tracked changes. What they took away and put in is kept as well.

        nested: Whether there is a table within the cell.
    """

    tracked: bool = False
    nested: bool = False
    deleted: str = ""
    inserted: str = ""
    _set_aside: dict[str, str] = field(init=False, default=Factory(dict))

    @property
    def blank(self) -> bool:
        """Whether there is nothing to remark."""
        return not (self.tracked or self.nested or self._set_aside)

    def delete(self, text: str) -> None:
        """Remark text that a tracked change took away."""
        self.tracked = True
        self.deleted = (self.deleted + text)[:_EXCERPT]

    def insert(self, text: str) -> None:
        """Remark text that a tracked change put in."""
        self.tracked = True
        self.inserted = (self.inserted + text)[:_EXCERPT]

    def set_aside(self, kind: str, text: str) -> None:
        """Remark text that is not part of the flow: *kind* is hidden, text_box or footnote."""
        self._set_aside[kind] = (self._set_aside.get(kind, "") + text)[:_EXCERPT]

    def findings(self, location: Location) -> Iterator[Finding]:
        """One finding for each kind of remark."""
        kinds = {"tracked": self._change()} if self.tracked else {}
        for kind, text in (kinds | self._set_aside).items():
            yield Finding(code="BP902", severity="warning", details={"kind": kind, "text": text}, location=location)
        if self.nested:
            yield Finding(code="BP903", severity="warning", details={"kind": "nested_table"}, location=location)

    def _change(self) -> str:
        if not (self.deleted or self.inserted):
            return ""
        # Both sides must be seen, however long the first one is.
        half = _EXCERPT // 2
        return f"{self.deleted[: max(half, _EXCERPT - 1 - len(self.inserted))]}→{self.inserted}"[:_EXCERPT]


def read_paragraph(paragraph: Element, pieces: list[str], remarks: Remarks, notes: Notes) -> None:
    """
    Add the text of a paragraph to *pieces*, and what was set aside to *remarks*.

    Args:
        paragraph: The ``w:p``.

        pieces: Where its text goes, piece by piece.

        remarks: Where the rest goes.

        notes: Looks up footnotes.
    """
    _Reader(pieces=pieces, remarks=remarks, notes=notes).read(paragraph, inserted=False)


@define(kw_only=True)
class _Reader:
    """
    Reads one paragraph.

    Attributes:
        instructions: For each field that is open, whether its instruction still runs. A field that
            is still in its instruction when the paragraph ends is broken, and must not swallow the
            rest of the document: hence this state dies with the paragraph.
    """

    pieces: list[str]
    remarks: Remarks
    notes: Notes
    instructions: list[bool] = Factory(list)
    silent: int = 0

    def read(self, element: Iterable[Element], *, inserted: bool) -> None:
        for child in element:
            kind = KIND.get(child.tag)
            if kind == "r":
                self._read_run(child, hidden=False, inserted=inserted)
            elif kind in {"del", "moveFrom"}:
                self.remarks.delete(shorten(child.iter()))
            else:
                content = wrapped(kind, child)
                if content is not None:
                    self.read(content, inserted=inserted or kind in {"ins", "moveTo"})

    def _read_run(self, run: Iterable[Element], *, hidden: bool, inserted: bool) -> None:
        for child in run:
            kind = KIND.get(child.tag)
            if kind is None:
                continue
            if kind == "rPr":
                hidden = flag(find(child, "vanish"))
            elif kind == "fldChar":
                self._turn_field(child, hidden=hidden, inserted=inserted)
            elif kind == "AlternateContent":
                branch = wrapped(kind, child)
                self._read_run(() if branch is None else branch, hidden=hidden, inserted=inserted)
            elif kind == "ruby":
                # The reading printed above the words is not part of them.
                base = find(child, "rubyBase")
                self.read(() if base is None else base, inserted=inserted)
            elif kind in _BOXES:
                self._set_boxes_aside(child)
            elif kind in _REFERENCES:
                self.remarks.set_aside("footnote", self.notes(_REFERENCES[kind], value(child, "id") or ""))
            else:
                self._put(_spell(child, kind), hidden=hidden, inserted=inserted)

    def _put(self, text: str, *, hidden: bool, inserted: bool) -> None:
        if self.silent or not text:
            return
        if hidden:
            if text.strip():
                self.remarks.set_aside("hidden", text)
            return
        self.pieces.append(text)
        if inserted:
            self.remarks.insert(text)

    def _turn_field(self, character: Element, *, hidden: bool, inserted: bool) -> None:
        turn = value(character, "fldCharType")
        if turn == "begin":
            box = find(character, "ffData", "checkBox")
            if box is not None:
                self._put(_draw_checkbox(box), hidden=hidden, inserted=inserted)
            self.instructions.append(True)
            self.silent += 1
        elif turn == "separate" and self.instructions and self.instructions[-1]:
            self.instructions[-1] = False
            self.silent -= 1
        elif turn == "end" and self.instructions and self.instructions.pop():
            self.silent -= 1

    def _set_boxes_aside(self, drawing: Element) -> None:
        # The only text in a drawing is that of its text boxes.
        text = shorten(drawing.iter())
        if text.strip():
            self.remarks.set_aside("text_box", text)


def _spell(child: Element, kind: str) -> str:
    if kind == "t":
        return child.text or ""
    if kind == "sym":
        return read_symbol(value(child, "char"), value(child, "font"))
    return _BREAKS.get(kind, "")


def _draw_checkbox(box: Element) -> str:
    state = find(box, "checked")
    return _CHECKED if flag(find(box, "default") if state is None else state) else _UNCHECKED
