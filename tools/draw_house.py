"""
Draw the house as its imports build it: ``python tools/draw_house.py`` writes the diagram in docs/*/house.md anew.

A room is a package or a module directly within `budgetperf`. An arrow leads from the room that imports to the one
that is imported; one that is walked by way of other rooms anyway is left out, so that what remains can be seen.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

__all__ = ["PAGES", "PURPOSES_ZH", "drawn", "imports", "libraries", "listed_rooms", "page_with", "rooms"]

ROOT = Path(__file__).parent.parent
PAGES = {lang: ROOT / "docs" / lang / "house.md" for lang in ("zh", "en")}
SOURCE = ROOT / "src" / "budgetperf"
_BEGIN, _END = "<!-- drawn by tools/draw_house.py -->", "<!-- end of the drawing -->"
# The door, the version and `python -m` are no rooms.
_NO_ROOMS = frozenset({"__init__", "__main__", "_version"})
_LISTED = re.compile(r"^(?:├──|└──)\s+(.+?)\s{2,}", re.MULTILINE)

Arrows = Mapping[str, frozenset[str]]

_HEADS = {"zh": "| 模块 | 用途 | 第三方库 |", "en": "| room | what it is for | libraries |"}
# In English a room's docstring says it.
PURPOSES_ZH: Mapping[str, str] = {
    "batch": "一次处理全省：Arrow 表中的行和自评表进来，带着得分出去。",
    "basis": "复核依据：得分和问题所依据的条款，见过原文与否。",
    "causes": "哪个问题由哪个问题引起：同一原因的矛盾只说一次，不说十二次。",
    "mending": "某处更正之后材料会是怎样，由此看出什么由什么引起。",
    "charts": "复核结果和规则集画成 Matplotlib 图，凡装有中文字体的都能写中文。",
    "checks": "表式、齐全、说明：既要看数字又要看得分的检查。",
    "cli": "命令行：解析、调用、输出、退出码。0 完成 · 1 发现错误或有内容丢失 · 2 无法进行。",
    "domain": "底层：预算绩效自评的纯粹的值。",
    "drafting": "由自评材料的数字起草附件4、附件5：材料和复核结果进来，报告出去。",
    "embedding": "各种工具嵌入所持的值：JSON（自评材料和规则集可以读回）、HTML、数据行。",
    "errors": "异常：调用或文件有错。",
    "formats": "自评材料怎样读入、怎样写出：Word、Excel、JSON、YAML，以及规则集文件。",
    "notebook": "本库的值在笔记本中的样子。",
    "printing": "纸面上的自评材料：每个附件由行和表组成，印出的每个单元格都带着所填内容的路径。",
    "reconciliation": "另一翼：自评材料的数字是否相符。",
    "rendering": "复核结果怎样给人看、给其他程序用：句子、表格、JSON。",
    "review": "主要工作：复核一份自评材料。",
    "schemas": "公开的 JSON Schema（draft 2020-12）：自评材料、复核结果和规则集，供嵌入 JSON 者使用。",
    "scoring": "一翼：应得多少分。",
    "testing": "用于测试：每种类型的 Hypothesis 生成策略，以及搜寻使 Python 规则违反定律的输入。",
}


def rooms() -> dict[str, str]:
    """Every room, and what its docstring says of it first."""
    found = {}
    for path in sorted(SOURCE.iterdir()):
        module = path / "__init__.py" if path.is_dir() else path
        if module.suffix == ".py" and module.exists() and path.stem not in _NO_ROOMS:
            found[path.stem] = (ast.get_docstring(_tree(module)) or "").split("\n\n")[0].replace("\n", " ")
    return found


def imports() -> Arrows:
    """For each room the rooms that it imports, within a function or not."""
    names = rooms()
    return {room: frozenset(name for name in _imported(room, within=True) if name in names) - {room} for room in names}


def libraries() -> Arrows:
    """For each room the packages of others that it imports."""
    known = sys.stdlib_module_names | {"budgetperf"}
    return {room: frozenset(_imported(room, within=False)) - known for room in rooms()}


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _imported(room: str, *, within: bool) -> Iterator[str]:
    """The rooms (or the top-level packages) that the modules of a room import."""
    place = SOURCE / room
    for path in sorted(place.rglob("*.py")) if place.is_dir() else [place.with_suffix(".py")]:
        for node in ast.walk(_tree(path)):
            if isinstance(node, ast.Import):
                modules = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module == "budgetperf":
                modules = [f"budgetperf.{alias.name}" for alias in node.names]
            else:
                modules = [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
            for module in modules:
                steps = module.split(".")
                if not within:
                    yield steps[0]
                elif steps[0] == "budgetperf" and len(steps) > 1:
                    yield steps[1]


def _reached(start: str, arrows: Arrows) -> frozenset[str]:
    seen: set[str] = set()
    ahead = [start]
    while ahead:
        for room in arrows[ahead.pop()] - seen:
            seen.add(room)
            ahead.append(room)
    return frozenset(seen)


def _shortest(arrows: Arrows) -> Arrows:
    """The arrows without those that other arrows make up for."""
    reached = {room: _reached(room, arrows) for room in arrows}
    return {
        room: frozenset(to for to in found if not any(to in reached[other] for other in found - {to}))
        for room, found in arrows.items()
    }


def drawn(lang: str) -> str:
    """The diagram in Mermaid, and who knows which library."""
    arrows = imports()
    lines = ["```mermaid", "flowchart TD"]
    lines += [f"    {room}[{room}]" for room in arrows]
    lines += [f"    {room} --> {to}" for room, found in sorted(_shortest(arrows).items()) for to in sorted(found)]
    lines += ["```", "", _HEADS[lang], "|---|---|---|"]
    known = libraries()
    said = {room: PURPOSES_ZH.get(room, "") if lang == "zh" else purpose for room, purpose in rooms().items()}
    comma = "、" if lang == "zh" else ", "
    lines += [f"| `{room}` | {said[room]} | {comma.join(sorted(known[room]))} |" for room in said]
    return "\n".join(lines)


def listed_rooms(page: str) -> list[str]:
    """The rooms that the listing on the page names."""
    names = [name for line in _LISTED.findall(page) for name in line.split()]
    return [name.removesuffix("/").removesuffix(".py") for name in names]


def page_with(page: str, lang: str) -> str:
    """The page with the diagram as it should be."""
    before, begin, rest = page.partition(_BEGIN)
    _, end, after = rest.partition(_END)
    if not begin or not end:
        sys.exit(f"docs/{lang}/house.md has lost the place of the drawing: {_BEGIN} … {_END}")
    return f"{before}{begin}\n\n{drawn(lang)}\n\n{end}{after}"


if __name__ == "__main__":
    for language, place in PAGES.items():
        place.write_text(page_with(place.read_text(encoding="utf-8"), language), encoding="utf-8")
