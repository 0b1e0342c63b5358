"""The page that shows how to add a layout: its table reads its form."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pages import card, kinds, read_one, table

from budgetperf.domain.model import Scorecard
from budgetperf.formats.forms import layout
from budgetperf.formats.forms.layout import LAYOUTS, Layout, Part, layout_problems, merged
from budgetperf.formats.serial import from_yaml

PAGE = (Path(__file__).parents[2] / "docs" / "en" / "new-layout.md").read_text(encoding="utf-8")
TITLE = "2022年度项目支出绩效自评表"


def block(language: str) -> str:
    """The first block of the page in a language."""
    found = re.search(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    assert found is not None
    return found[1]


def table_of_the_page() -> Layout:
    """The layout that the page writes down."""
    space: dict[str, Layout] = {}
    exec(block("python"), space)  # noqa: S102 - the page's own example, run as its reader would
    return space["TIANHU"]


def expected() -> Scorecard:
    """The card that the page says will be read."""
    lines = block("yaml").splitlines()
    indented = "\n".join(f"    {line}" for line in lines)
    title = f"heading: {{title: {TITLE}, year: 2022}}"
    text = f"format: budgetperf/1\nscorecards:\n  - kind: project\n    {title}\n{indented}\n"
    return from_yaml(text).scorecards[0]


def test_the_form_is_read_by_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the table among the others nothing is lost."""
    monkeypatch.setattr(layout, "_NAMES", merged([*LAYOUTS.values(), table_of_the_page()]))
    read = read_one(TITLE, table(block("text")))
    assert kinds(read.findings) == []
    assert expected() == card(TITLE, table(block("text")))


def test_every_label_of_the_table_is_new() -> None:
    """Else the page would show nothing."""
    for part, fields in table_of_the_page().items():
        for labels in fields.values():
            assert [label for label in labels if label in layout.names(part)] == []


def test_every_block_is_on_the_page() -> None:
    """A block, and every field that its readers know."""
    for part in Part:
        assert f"`{part.name}`" in PAGE


def test_shipped_tables_have_no_problems() -> None:
    """Each by itself, beside all the others."""
    assert {name: layout_problems(edition) for name, edition in LAYOUTS.items()} == dict.fromkeys(LAYOUTS, ())
