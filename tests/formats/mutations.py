"""Forms of which the figures can be told apart, and the things that go wrong with a form, one by one, at random."""

from __future__ import annotations

import copy
import random
import re
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from typing import Final
from xml.etree import ElementTree as ET
from zipfile import ZIP_DEFLATED, ZipFile

__all__ = ["mutate", "number_figures", "pack", "unpack"]

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
S: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
DOCUMENT: Final = "word/document.xml"
STRINGS: Final = "xl/sharedStrings.xml"

# A number, with what may stand around it in a cell.
_VALUE: Final = re.compile(r"\s*([≥≤><=]?)\s*[0-9][0-9.,]*(\s*\D{0,4})")
_FIRST: Final = 10_007

Parts = dict[str, bytes]
Random = random.Random


def unpack(data: bytes) -> Parts:
    """The parts of a package."""
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(parts: Parts) -> bytes:
    """A package of these parts."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


# Figures that can be told apart


def number_figures(data: bytes) -> bytes:
    """The same package with each figure in a cell replaced by a number that occurs once."""
    parts = unpack(data)
    numbers = iter(range(_FIRST, 100_000, 3))
    if DOCUMENT in parts:
        root = ET.fromstring(parts[DOCUMENT])  # noqa: S314 - our own example
        for cell in root.iter(f"{W}tc"):
            texts = list(cell.iter(f"{W}t"))
            _renumber("".join(node.text or "" for node in texts), texts, numbers)
        return pack({**parts, DOCUMENT: ET.tostring(root)})
    for name in parts:
        if name == STRINGS or name.startswith("xl/worksheets/sheet"):
            root = ET.fromstring(parts[name])  # noqa: S314 - our own example
            for node in (*root.iter(f"{S}si"), *root.iter(f"{S}c")):
                is_number = node.get("t") in {None, "n"} and node.tag == f"{S}c"
                texts = list(node.iter(f"{S}v" if is_number else f"{S}t"))
                _renumber("".join(each.text or "" for each in texts), texts, numbers)
            parts[name] = ET.tostring(root)
    return pack(parts)


def _renumber(text: str, nodes: Sequence[ET.Element], numbers: Iterator[int]) -> None:
    match = _VALUE.fullmatch(text)
    if match is None or "年" in match[2] or not nodes:
        return
    nodes[0].text = f"{match[1]}{next(numbers)}{match[2].strip()}"
    for node in nodes[1:]:
        node.text = ""


# What goes wrong


def mutate(data: bytes, chance: Random) -> bytes:
    """The package with one to six things wrong in it; now and then the file itself is damaged, too."""
    parts = unpack(data)
    change = _mutate_word if DOCUMENT in parts else _mutate_excel
    change(parts, chance)
    made = bytearray(pack(parts))
    damage = chance.random()
    if damage < 0.04:
        return bytes(made[: chance.randrange(len(made))])
    if damage < 0.08:
        for _ in range(chance.randint(1, 20)):
            made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)
    return bytes(made)


def _mutate_word(parts: Parts, chance: Random) -> None:
    root = ET.fromstring(parts[DOCUMENT])  # noqa: S314 - our own example
    for _ in range(chance.randint(1, 6)):
        tables = [node for node in root.iter(f"{W}tbl") if node.find(f"{W}tr") is not None]
        if not tables:
            break
        table = chance.choice(tables)
        chance.choice(_WORD_CHANGES)(root, table, chance)
    parts[DOCUMENT] = ET.tostring(root)


def _children(element: ET.Element, tag: str) -> list[ET.Element]:
    return [child for child in element if child.tag == W + tag]


def _shuffle_children(element: ET.Element, tag: str, chance: Random) -> None:
    """Drop, double or swap children of one kind."""
    found = _children(element, tag)
    if not found:
        return
    one, other = chance.choice(found), chance.choice(found)
    kind = chance.randrange(3)
    if kind == 0:
        element.remove(one)
    elif kind == 1:
        element.insert(list(element).index(other), copy.deepcopy(one))
    elif one is not other:
        first, second = list(element).index(one), list(element).index(other)
        element[first], element[second] = other, one


def _change_rows(_root: ET.Element, table: ET.Element, chance: Random) -> None:
    _shuffle_children(table, "tr", chance)


def _change_cells(_root: ET.Element, table: ET.Element, chance: Random) -> None:
    _shuffle_children(chance.choice(_children(table, "tr")), "tc", chance)


def _change_column(_root: ET.Element, table: ET.Element, chance: Random) -> None:
    """Drop or double a cell in every row."""
    at, doubled = chance.randrange(9), chance.random() < 0.5
    for row in _children(table, "tr"):
        cells = _children(row, "tc")
        if at < len(cells):
            if doubled:
                row.insert(list(row).index(cells[at]), copy.deepcopy(cells[at]))
            else:
                row.remove(cells[at])


def _change_span(_root: ET.Element, table: ET.Element, chance: Random) -> None:
    cells = list(table.iter(f"{W}tc"))
    if not cells:
        return
    cell = chance.choice(cells)
    settings = cell.find(f"{W}tcPr")
    if settings is None:
        settings = ET.Element(f"{W}tcPr")
        cell.insert(0, settings)
    tag = chance.choice(["gridSpan", "vMerge", "hMerge", "cellDel"])
    for old in _children(settings, tag):
        settings.remove(old)
    if chance.random() < 0.8:
        values = ["0", "1", "2", "3", "9", "63", "restart", "continue", ""]
        ET.SubElement(settings, W + tag, {f"{W}val": chance.choice(values)})


def _change_text(_root: ET.Element, table: ET.Element, chance: Random) -> None:
    texts = list(table.iter(f"{W}t"))
    if texts:
        chance.choice(texts).text = _write(chance)


def _split_table(root: ET.Element, table: ET.Element, chance: Random) -> None:
    """As a form does that goes on on the next page."""
    parent = next((node for node in root.iter() if table in list(node)), None)
    rows = _children(table, "tr")
    if parent is None or len(rows) < 2:
        return
    second = ET.Element(table.tag)
    for row in rows[chance.randrange(1, len(rows)) :]:
        table.remove(row)
        second.append(row)
    at = list(parent).index(table) + 1
    parent.insert(at, second)
    if chance.random() < 0.5:
        parent.insert(at, ET.Element(f"{W}p"))


def _move_row(root: ET.Element, table: ET.Element, chance: Random) -> None:
    target = chance.choice(list(root.iter(f"{W}tbl")))
    row = chance.choice(_children(table, "tr"))
    if target not in set(row.iter()):
        table.remove(row)
        target.insert(chance.randrange(len(target) + 1), row)


def _drop_lines(root: ET.Element, _table: ET.Element, chance: Random) -> None:
    """Titles and marks above all."""
    for body in root.iter(f"{W}body"):
        lines = _children(body, "p")
        for line in chance.sample(lines, min(len(lines), 3)):
            body.remove(line)


def _track(_root: ET.Element, table: ET.Element, chance: Random) -> None:
    """Wrap the runs of a paragraph into a tracked insertion, a content control, or a link."""
    paragraphs = [node for node in table.iter(f"{W}p") if node.find(f"{W}r") is not None]
    if not paragraphs:
        return
    paragraph = chance.choice(paragraphs)
    wrapper = ET.Element(W + chance.choice(["ins", "hyperlink", "smartTag", "moveTo", "fldSimple"]))
    for run in _children(paragraph, "r"):
        paragraph.remove(run)
        wrapper.append(run)
    paragraph.append(wrapper)


Change = Callable[[ET.Element, ET.Element, Random], None]
_WORD_CHANGES: Final[tuple[Change, ...]] = (
    _change_rows,
    _change_rows,
    _change_cells,
    _change_cells,
    _change_column,
    _change_span,
    _change_text,
    _change_text,
    _split_table,
    _move_row,
    _drop_lines,
    _track,
)

_PIECES: Final = (
    *(
        "0",
        "5",
        "100%",
        "≥",
        "≤",
        "万元",
        "元",
        "亿元",
        "分",
        "%",
        "－",
        "—",
        "/",
        "无",
        "……",
        "★",
        "其中：",
        "指标1：",
    ),
    *(
        "合计",
        "总分",
        "得分",
        "分值",
        "年度指标值",
        "实际完成值",
        "执行率",
        "产出指标",
        "年度资金总额",
        "项目名称",
        "附件2",
    ),
    *("：", ":", "、", "（", "）", "\n", " ", "\u3000", "\u200b", "１２", "八", "¥", "<", "2022年", "is", "\U0001f600"),
)


def _write(chance: Random) -> str:
    """A text of labels, signs and numbers that nobody would write."""
    pieces = [chance.choice(_PIECES) for _ in range(chance.randint(0, 4))]
    if chance.random() < 0.6:
        pieces.insert(chance.randint(0, len(pieces)), str(chance.randint(70_000, 99_999)))
    return "".join(pieces)


def _mutate_excel(parts: Parts, chance: Random) -> None:
    names = [name for name in parts if name.startswith("xl/worksheets/sheet")]
    for _ in range(chance.randint(1, 6)):
        name = chance.choice(names)
        root = ET.fromstring(parts[name])  # noqa: S314 - our own example
        _change_sheet(root, chance)
        parts[name] = ET.tostring(root)


def _change_sheet(root: ET.Element, chance: Random) -> None:
    if root.find(f"{S}sheetData/{S}row/{S}c") is not None:
        chance.choice(_SHEET_CHANGES)(root, chance)


def _pick(root: ET.Element, tag: str, chance: Random) -> ET.Element:
    return chance.choice(list(root.iter(S + tag)))


def _drop_row(root: ET.Element, chance: Random) -> None:
    for data in root.iter(f"{S}sheetData"):
        data.remove(chance.choice(list(data)))


def _drop_cell(root: ET.Element, chance: Random) -> None:
    row = chance.choice([row for row in root.iter(f"{S}row") if len(row)])
    row.remove(chance.choice(list(row)))


def _change_value(root: ET.Element, chance: Random) -> None:
    _set_text(_pick(root, "c", chance), _write(chance))


def _change_merge(root: ET.Element, chance: Random) -> None:
    edges = [f"{chance.choice('ABCDEFGH')}{chance.randint(1, 40)}" for _ in range(2)]
    for merge in chance.sample(list(root.iter(f"{S}mergeCell")), 1) if any(root.iter(f"{S}mergeCell")) else ():
        merge.set("ref", ":".join(sorted(edges)))


def _swap_cells(root: ET.Element, chance: Random) -> None:
    one, other = _pick(root, "c", chance), _pick(root, "c", chance)
    one.attrib["t"], other.attrib["t"] = other.get("t", "n"), one.get("t", "n")
    one[:], other[:] = list(other), list(one)


def _change_attribute(root: ET.Element, chance: Random) -> None:
    style = str(chance.randint(0, 40))
    _pick(root, "c", chance).set(*chance.choice([("s", style), ("t", "str"), ("t", "e"), ("t", "b"), ("r", "A1")]))


def _change_row(root: ET.Element, chance: Random) -> None:
    number = str(chance.randint(1, 60))
    _pick(root, "row", chance).set(*chance.choice([("hidden", "1"), ("ht", "0"), ("r", number)]))


def _forget_result(root: ET.Element, chance: Random) -> None:
    cell = _pick(root, "c", chance)
    for value in cell.findall(f"{S}v"):
        cell.remove(value)
    ET.SubElement(cell, f"{S}f").text = "A1*2"


_SHEET_CHANGES: Final[tuple[Callable[[ET.Element, Random], None], ...]] = (
    _drop_row,
    _drop_cell,
    _change_value,
    _change_merge,
    _swap_cells,
    _change_attribute,
    _change_row,
    _forget_result,
)


def _set_text(cell: ET.Element, text: str) -> None:
    for child in list(cell):
        cell.remove(child)
    cell.set("t", "inlineStr")
    ET.SubElement(ET.SubElement(cell, f"{S}is"), f"{S}t").text = text
