"""
The text of one Word paragraph, as it would print once every tracked change is accepted.

What is set aside on the way is kept as `Remarks`, so that nothing is dropped in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final
from xml.etree.ElementTree import Element

from attrs import Factory, define, field

from budgetperf.domain.finding import Finding, Location
from budgetperf.formats.word.markup import FOLDED_CELL, FOLDED_PARAGRAPH, KIND, children, find, flag, value, wrapped
from budgetperf.formats.word.symbols import read_symbol

__all__ = ["Notes", "Remarks", "read_bare", "read_paragraph", "shorten"]

Notes = Callable[[str, str], str | None]
"""Gives the beginning of a footnote or endnote: its kind (``footnote``) and its id."""

BareParagraph = tuple[str, Mapping[str, Element]]
"""The text of a paragraph without anything else to it, and its properties by kind."""

_EXCERPT: Final = 40
_NO_SETTINGS: Final[Mapping[str, Element]] = MappingProxyType({})
_TEXTS: Final = frozenset({"t", "delText", "mathText", FOLDED_CELL, FOLDED_PARAGRAPH})
_BREAKS: Final = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_BOXES: Final = frozenset({"drawing", "pict", "object"})
_DRAWN: Final = frozenset({"picture", "embedded"})
# What a reference leads to, and what that is called.
_REFERENCES: Final = {
    "footnoteReference": ("footnote", "footnote"),
    "endnoteReference": ("endnote", "footnote"),
    "commentReference": ("comment", "comment"),
}
# Fields that show a figure or a sign, and not only do something.
_SHOWN_FIELDS: Final = ("=", "EQ ")
_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# What a run may be that keeps it out of the text: not printed, or crossed out by hand.
_ASIDE: Final = {"vanish": "hidden", "strike": "struck", "dstrike": "struck"}
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
        """Remark text that is not part of the flow: *kind* is hidden, struck, text_box, footnote or the like."""
        self._set_aside[kind] = (self._set_aside.get(kind, "") + text)[:_EXCERPT]

    def findings(self, location: Location) -> Iterator[Finding]:
        """One finding for each kind of remark."""
        kinds = {"tracked": self._change()} if self.tracked else {}
        for kind, text in (kinds | self._set_aside).items():
            # A seal or a photograph beside the text is no figure; in a cell a picture stands for what should be there.
            if kind == "picture" and location.column is None:
                continue
            yield Finding(code="BP902", severity="warning", details={"kind": kind, "text": text}, location=location)
        if self.nested:
            yield Finding(code="BP903", severity="warning", details={"kind": "nested_table"}, location=location)

    def _change(self) -> str:
        if not (self.deleted or self.inserted):
            return ""
        # Both sides must be seen, however long the first one is.
        half = _EXCERPT // 2
        return f"{self.deleted[: max(half, _EXCERPT - 1 - len(self.inserted))]}→{self.inserted}"[:_EXCERPT]


def read_bare(paragraph: Element) -> BareParagraph | None:
    """A paragraph that holds nothing but runs of text; None where there is more to it than that."""
    if KIND[paragraph.tag] != "p":
        return paragraph.text or "", _NO_SETTINGS
    text, settings = "", _NO_SETTINGS
    for run in paragraph:
        kind = KIND.get(run.tag)
        if kind == "r":
            for piece in run:
                if KIND.get(piece.tag) != "t":
                    return None
                text += piece.text or ""
        elif kind == "pPr":
            settings = children(run)
            if "rPr" in settings:
                return None
        elif kind is not None:
            return None
    return text, settings


def read_paragraph(paragraph: Element, pieces: list[str], remarks: Remarks, notes: Notes) -> None:
    """
    Add the text of a paragraph to *pieces*, and what was set aside to *remarks*.

    Args:
        paragraph: The ``w:p``.

        pieces: Where its text goes, piece by piece.

        remarks: Where the rest goes.

        notes: Looks up footnotes.
    """
    if KIND[paragraph.tag] != "p":
        pieces.append(paragraph.text or "")
    _Reader(pieces=pieces, remarks=remarks, notes=notes).read(paragraph, inserted=False)


@define(kw_only=True)
class _Reader:
    """
    Reads one paragraph.

    Attributes:
        instructions: For each field that is open, its instruction as long as it still runs. A field that
            is still in its instruction when the paragraph ends is broken, and must not swallow the
            rest of the document: hence this state dies with the paragraph.
    """

    pieces: list[str]
    remarks: Remarks
    notes: Notes
    instructions: list[str | None] = Factory(list)
    silent: int = 0

    def read(self, element: Iterable[Element], *, inserted: bool) -> None:
        for child in element:
            kind = KIND.get(child.tag)
            if kind == "r":
                self._read_run(child, aside=None, inserted=inserted)
            elif kind == "oMath":
                self._read_formula(child, inserted=inserted)
            elif kind in {"del", "moveFrom"}:
                self.remarks.delete(shorten(child.iter()))
            else:
                content = wrapped(kind, child)
                if content is not None:
                    self.read(content, inserted=inserted or kind in {"ins", "moveTo"})

    def _read_run(self, run: Iterable[Element], *, aside: str | None, inserted: bool) -> None:
        is_raised = False
        for child in run:
            kind = KIND.get(child.tag)
            if kind is None:
                continue
            if kind == "rPr":
                settings = children(child)
                aside = next((_ASIDE[kind] for kind, on in settings.items() if kind in _ASIDE and flag(on)), None)
                is_raised = value(settings.get("vertAlign")) == "superscript"
            elif kind == "fldChar":
                self._turn_field(child, aside=aside, inserted=inserted)
            elif kind == "AlternateContent":
                branch = wrapped(kind, child)
                self._read_run(() if branch is None else branch, aside=aside, inserted=inserted)
            elif kind == "ruby":
                # The reading printed above the words is not part of them.
                base = find(child, "rubyBase")
                self.read(() if base is None else base, inserted=inserted)
            elif kind in _BOXES:
                self._set_boxes_aside(child)
            elif kind in _REFERENCES:
                part, name = _REFERENCES[kind]
                text = self.notes(part, value(child, "id") or "")
                if text is not None:
                    self.remarks.set_aside(name, text)
            else:
                text = self._spell(child, kind)
                # A raised digit behind a digit is no part of the number.
                is_apart = is_raised and "".join(self.pieces)[-1:].isdecimal()
                self._put(text.translate(_RAISED) if is_apart else text, aside=aside, inserted=inserted)

    def _spell(self, child: Element, kind: str) -> str:
        if kind == "t":
            return child.text or ""
        if kind == "sym":
            return read_symbol(value(child, "char"), value(child, "font"))
        if kind == "instrText" and self.instructions and self.instructions[-1] is not None:
            self.instructions[-1] += child.text or ""
        return _BREAKS.get(kind, "")

    def _read_formula(self, formula: Element, *, inserted: bool) -> None:
        text = [piece.text or "" for piece in formula.iter() if KIND.get(piece.tag) == "mathText"]
        is_one_line = all(KIND.get(child.tag) == "mathRun" for child in formula)
        if is_one_line:
            self._put("".join(text), aside=None, inserted=inserted)
        elif any(text):
            # Of a fraction or a power only the parts are known: side by side, they make no figure.
            shown = " ".join(filter(None, text))
            self.remarks.set_aside("formula", shown)
            self._put(shown, aside=None, inserted=inserted)

    def _put(self, text: str, *, aside: str | None, inserted: bool) -> None:
        if self.silent or not text:
            return
        if aside is not None:
            if text.strip():
                self.remarks.set_aside(aside, text)
            return
        self.pieces.append(text)
        if inserted:
            self.remarks.insert(text)

    def _turn_field(self, character: Element, *, aside: str | None, inserted: bool) -> None:
        turn = value(character, "fldCharType")
        if turn == "begin":
            box = find(character, "ffData", "checkBox")
            if box is not None:
                self._put(_draw_checkbox(box), aside=aside, inserted=inserted)
            self.instructions.append("")
            self.silent += 1
        elif turn == "separate" and self.instructions and self.instructions[-1] is not None:
            self.instructions[-1] = None
            self.silent -= 1
        elif turn == "end" and self.instructions and (instruction := self.instructions.pop()) is not None:
            self.silent -= 1
            if instruction.lstrip().upper().startswith(_SHOWN_FIELDS):
                self.remarks.set_aside("field", instruction.strip())

    def _set_boxes_aside(self, drawing: Element) -> None:
        # The only text in a drawing is that of its text boxes.
        text = shorten(drawing.iter())
        if text.strip():
            self.remarks.set_aside("text_box", text)
        drawn = {KIND.get(child.tag, "") for child in drawing.iter()} & _DRAWN
        if drawn:
            # The picture of an embedded object only shows it.
            self.remarks.set_aside(min(drawn), "")


def _draw_checkbox(box: Element) -> str:
    state = find(box, "checked")
    return _CHECKED if flag(find(box, "default") if state is None else state) else _UNCHECKED
