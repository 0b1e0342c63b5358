"""The house on paper is the house that stands: its rooms, its arrows, and no way round in a circle."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tools"))

import pytest

import draw_house

PAGES = {lang: page.read_text(encoding="utf-8") for lang, page in draw_house.PAGES.items()}


@pytest.mark.parametrize("lang", PAGES)
def test_the_drawing(lang: str) -> None:
    """After a room or an import came or went: ``python tools/draw_house.py``."""
    assert draw_house.page_with(PAGES[lang], lang) == PAGES[lang]


@pytest.mark.parametrize("lang", PAGES)
def test_the_listing(lang: str) -> None:
    """Every room stands in the listing, and so do the folders that hold data; nothing else does."""
    data = {path.name for path in draw_house.SOURCE.iterdir() if path.is_dir() and any(path.glob("*.yaml"))}
    assert sorted({*draw_house.rooms(), *data}) == sorted(draw_house.listed_rooms(PAGES[lang]))


def test_no_circles() -> None:
    """Whoever leaves a room by its arrows never comes back."""
    arrows = {room: set(found) for room, found in draw_house.imports().items()}
    while leaves := [room for room, found in arrows.items() if not found]:
        for leaf in leaves:
            del arrows[leaf]
        for found in arrows.values():
            found -= set(leaves)
    assert arrows == {}


def test_every_room_says_what_it_is_for() -> None:
    """In its first sentence; and in Chinese, where the page of the house is drawn from."""
    assert [room for room, purpose in draw_house.rooms().items() if not purpose] == []
    assert set(draw_house.rooms()) == set(draw_house.PURPOSES_ZH)


def exported(tree: ast.Module) -> set[str] | None:
    """What the ``__all__`` of a module names; None where it has none."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and "__all__" in {ast.unparse(target) for target in node.targets}:
            return set(ast.literal_eval(node.value)) if isinstance(node.value, ast.List) else None
    return None


def taken(tree: ast.Module) -> Iterator[tuple[Path, str]]:
    """What a module takes of others of the package, each with the file that it is taken from."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("budgetperf."):
            place = draw_house.SOURCE.joinpath(*str(node.module).split(".")[1:])
            file = place.with_suffix(".py")
            yield from ((file, name.name) for name in node.names if file.exists())


def test_what_is_taken_is_offered() -> None:
    """What a module takes of another one stands in its ``__all__``; the rest is its own business."""
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in draw_house.SOURCE.rglob("*.py")}
    offered = {path: exported(tree) for path, tree in trees.items()}
    private = {
        (file.name, name)
        for tree in trees.values()
        for file, name in taken(tree)
        if name not in (offered[file] or {name})
    }
    assert private == set()
