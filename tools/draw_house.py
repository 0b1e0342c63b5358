"""
Draw the house as its imports build it: ``python tools/draw_house.py`` writes the diagram in docs/en/house.md anew.

A room is a package or a module directly within `budgetperf`. An arrow leads from the room that imports to the one
that is imported; one that is walked by way of other rooms anyway is left out, so that what remains can be seen.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

__all__ = ["PAGE", "drawn", "imports", "libraries", "listed_rooms", "page_with", "rooms"]

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "en" / "house.md"
SOURCE = ROOT / "src" / "budgetperf"
_BEGIN, _END = "<!-- drawn by tools/draw_house.py -->", "<!-- end of the drawing -->"
# The door, the version and `python -m` are no rooms.
_NO_ROOMS = frozenset({"__init__", "__main__", "_version"})
_LISTED = re.compile(r"^(?:├──|└──)\s+(.+?)\s{2,}", re.MULTILINE)

Arrows = Mapping[str, frozenset[str]]


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


def drawn() -> str:
    """The diagram in Mermaid, and who knows which library."""
    arrows = imports()
    lines = ["```mermaid", "flowchart TD"]
    lines += [f"    {room}[{room}]" for room in arrows]
    lines += [f"    {room} --> {to}" for room, found in sorted(_shortest(arrows).items()) for to in sorted(found)]
    lines += ["```", "", "| room | what it is for | libraries |", "|---|---|---|"]
    known = libraries()
    lines += [f"| `{room}` | {purpose} | {', '.join(sorted(known[room]))} |" for room, purpose in rooms().items()]
    return "\n".join(lines)


def listed_rooms(page: str) -> list[str]:
    """The rooms that the listing on the page names."""
    names = [name for line in _LISTED.findall(page) for name in line.split()]
    return [name.removesuffix("/").removesuffix(".py") for name in names]


def page_with(page: str) -> str:
    """The page with the diagram as it should be."""
    before, begin, rest = page.partition(_BEGIN)
    _, end, after = rest.partition(_END)
    if not begin or not end:
        sys.exit(f"{PAGE.name} has lost the place of the drawing: {_BEGIN} … {_END}")
    return f"{before}{begin}\n\n{drawn()}\n\n{end}{after}"


if __name__ == "__main__":
    PAGE.write_text(page_with(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
