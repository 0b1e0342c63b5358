"""The house on paper is the house that stands: its rooms, its arrows, and no way round in a circle."""

from __future__ import annotations

import sys
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
