"""The numbers that Word puts before paragraphs by itself: 一、 （二） 1.2. They are in no text run."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Final
from xml.etree.ElementTree import Element

from attrs import Factory, define, field, frozen

from budgetperf.formats.office.package import Package
from budgetperf.formats.word.markup import KIND, find, flag, value, whole
from budgetperf.formats.word.numerals import write_number
from budgetperf.formats.word.parts import read_part

__all__ = ["Numbering"]

_LEVELS: Final = 9
_LEVEL_NAMES: Final = {str(level): level for level in range(_LEVELS)}
_MAX_STYLES: Final = 100
_MAX_PATTERN: Final = 100
_PLACE: Final = re.compile("%([1-9])")

# After these nothing separates the number from the text; Word itself puts a tab, which is only width.
_CLOSING: Final = tuple("、，。．：；）】〕》」』)")


@frozen(kw_only=True)
class _Level:
    """One level of a list: where it starts, and how its number is written."""

    start: int = 1
    style: str = "decimal"
    pattern: str = ""
    separator: str = " "
    restart: int | None = None
    legal: bool = False
    linked: str | None = None


@frozen(kw_only=True)
class _List:
    """
    A list as paragraphs refer to it.

    Attributes:
        counters: Id of the list whose counters it shares.

        levels: The levels, its own where it has some, else those of the shared list.

        starts: Number with which this list starts a level anew.
    """

    counters: str
    levels: Mapping[int, _Level]
    starts: Mapping[int, int]

    def start(self, level: int) -> int:
        return self.starts.get(level, self.levels[level].start if level in self.levels else 1)

    def linked_to(self, styles: tuple[str, ...]) -> int:
        """The level that one of these paragraph styles stands for."""
        return next((index for index, level in self.levels.items() if level.linked in styles), 0)


@frozen(kw_only=True)
class _Style:
    """What a paragraph style says about numbering, if anything."""

    list_id: str | None
    level: str | None
    parent: str | None


# Not `define`'s slots: the parts are read when the first paragraph needs them, if one does.
@define(kw_only=True, slots=False)
class Numbering:
    """
    The lists of a document, and how far each has been counted.

    Paragraphs must be asked for in the order of the document, each once.
    """

    _package: Package
    _document: str
    _counts: dict[str, list[int | None]] = field(init=False, default=Factory(dict))
    _begun: set[tuple[str, int]] = field(init=False, default=Factory(set))

    def label(self, settings: Mapping[str, Element]) -> str:
        """
        Count a paragraph, and write the number that Word prints before it, with what separates it.

        Args:
            settings: What is in the ``w:pPr`` of the paragraph, by kind.

        Returns:
            The number, or nothing where the paragraph has none, or only a bullet.
        """
        own, style = settings.get("numPr"), value(settings.get("pStyle"))
        if style is None and own is None:
            return ""
        list_id, level = value(find(own, "numId")), value(find(own, "ilvl"))
        chain: tuple[str, ...] = ()
        if style is not None and (list_id is None or level is None):
            chain, styled_list, styled_level = self._inherit(style)
            list_id = styled_list if list_id is None else list_id
            level = styled_level if level is None else level
        numbered = None if list_id is None else self._lists.get(list_id)
        if numbered is None or list_id is None:
            return ""
        index = numbered.linked_to(chain) if level is None else _LEVEL_NAMES.get(level)
        return "" if index is None else self._count(list_id, numbered, index)

    def _inherit(self, style: str) -> tuple[tuple[str, ...], str | None, str | None]:
        """The list and the level that a style has from itself or from those it is based on."""
        chain: list[str] = []
        list_id = level = None
        name: str | None = style
        # Bounded, for styles may be based on each other in a circle.
        while name is not None and len(chain) < _MAX_STYLES:
            found = self._styles.get(name)
            if found is None:
                break
            chain.append(name)
            list_id = found.list_id if list_id is None else list_id
            level = found.level if level is None else level
            if list_id is not None and level is not None:
                break
            name = found.parent
        return tuple(chain), list_id, level

    def _count(self, list_id: str, numbered: _List, level: int) -> str:
        counts = self._counts.setdefault(numbered.counters, [None] * _LEVELS)
        now = counts[level]
        begins = level in numbered.starts and (list_id, level) not in self._begun
        self._begun.add((list_id, level))
        counts[level] = numbered.start(level) if now is None or begins else now + 1
        for deeper in range(level + 1, _LEVELS):
            restart = numbered.levels[deeper].restart if deeper in numbered.levels else None
            if restart is None or level < restart:
                counts[deeper] = None
        return _write(numbered, level, counts)

    @cached_property
    def _lists(self) -> Mapping[str, _List]:
        part = self._package.related(self._document, "numbering")
        root = None if part is None else self._package.xml(part)
        return {} if root is None else _read_lists(root)

    @cached_property
    def _styles(self) -> Mapping[str, _Style]:
        # Styles are the largest part of many a file, and mostly number nothing.
        has_lists = self._package.related(self._document, "numbering") is not None
        part = self._package.related(self._document, "styles") if has_lists else None
        data = None if part is None else self._package.part(part)
        if part is None or data is None or b"numPr" not in data:
            return {}
        root = read_part(self._package, part)
        return {} if root is None else _read_styles(root)


def _write(numbered: _List, level: int, counts: list[int | None]) -> str:
    shown = numbered.levels.get(level)
    if shown is None or shown.style == "bullet":
        return ""

    def write(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        count = counts[index]
        if index > level:
            return ""
        style = numbered.levels[index].style if index in numbered.levels else "decimal"
        if shown.legal and style != "none":
            style = "decimal"
        # A level that was passed over counts as the first of its kind.
        return write_number(numbered.start(index) if count is None else count, style)

    text = _PLACE.sub(write, shown.pattern)
    return text if not text or text.endswith(_CLOSING) else text + shown.separator


def _read_lists(root: Element) -> dict[str, _List]:
    shared = {
        name: element
        for element in root
        if KIND.get(element.tag) == "abstractNum" and (name := value(element, "abstractNumId")) is not None
    }
    # A list may have its levels in a numbering style, which then has the counters, too.
    styles = {value(find(element, "styleLink")): name for name, element in shared.items()}
    links = {
        name: styles[link]
        for name, element in shared.items()
        if (link := value(find(element, "numStyleLink"))) is not None and link in styles
    }
    levels = {name: _read_levels(element) for name, element in shared.items()}
    lists = {}
    for element in root:
        name = value(element, "numId")
        if KIND.get(element.tag) == "num" and name is not None and name != "0":  # 0 says: not numbered
            counters = value(find(element, "abstractNumId")) or ""
            counters = links.get(counters, counters)
            lists[name] = _read_list(element, counters, levels.get(counters, {}))
    return lists


def _read_list(element: Element, counters: str, levels: Mapping[int, _Level]) -> _List:
    starts: dict[int, int] = {}
    own: dict[int, _Level] = {}
    for override in element:
        index = _LEVEL_NAMES.get(value(override, "ilvl") or "")
        if KIND.get(override.tag) == "lvlOverride" and index is not None:
            level, start = find(override, "lvl"), find(override, "startOverride")
            if level is not None:
                own[index] = _read_level(level)
            if start is not None:
                starts[index] = whole(value(start), 1)
    return _List(counters=counters, levels={**levels, **own} if own else levels, starts=starts)


def _read_levels(element: Element) -> dict[int, _Level]:
    return {
        _LEVEL_NAMES[index]: _read_level(child)
        for child in element
        if KIND.get(child.tag) == "lvl" and (index := value(child, "ilvl")) in _LEVEL_NAMES and index is not None
    }


def _read_level(element: Element) -> _Level:
    pattern = value(find(element, "lvlText")) or ""
    suffix = value(find(element, "suff"))
    restart = find(element, "lvlRestart")
    return _Level(
        start=whole(value(find(element, "start")), 0),
        style=_read_style(element),
        # What is longer, or shows more levels than there are, is no number.
        pattern=pattern if len(pattern) <= _MAX_PATTERN and pattern.count("%") <= _LEVELS else "",
        separator="" if suffix == "nothing" else " ",
        restart=None if restart is None else whole(value(restart), 0),
        legal=flag(find(element, "isLgl")),
        linked=value(find(element, "pStyle")),
    )


def _read_style(level: Element) -> str:
    # A format of its own making ("001, 002, …") has one of the known ones to fall back on.
    found = find(level, "numFmt")
    if found is None:
        found = find(level, "AlternateContent", "Fallback", "numFmt")
    return value(found) or "decimal"


def _read_styles(root: Element) -> dict[str, _Style]:
    styles = {}
    for element in root:
        name = value(element, "styleId")
        if KIND.get(element.tag) == "style" and name is not None:
            numbering = find(element, "pPr", "numPr")
            styles[name] = _Style(
                list_id=value(find(numbering, "numId")),
                level=value(find(numbering, "ilvl")),
                parent=value(find(element, "basedOn")),
            )
    return styles
