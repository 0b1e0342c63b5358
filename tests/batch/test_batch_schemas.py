"""What the schemas of the room say of themselves, and what its page says of them; see also tests/test_extras.py."""

from __future__ import annotations

from pathlib import Path

from budgetperf.batch import CARD_SCORES, CARDS, INDICATOR_ROWS, ROW_SCORES
from budgetperf.batch.folders import TABLES


def test_every_column_says_what_it_means() -> None:
    """The schemas are their own documentation."""
    for schema in (INDICATOR_ROWS, ROW_SCORES, CARDS, CARD_SCORES, *TABLES.values()):
        assert all(field.metadata[b"meaning"] for field in schema)


def test_the_page_names_every_column() -> None:
    """docs/en/batch.md lists every column, and none that there is not."""
    page = (Path(__file__).parents[2] / "docs" / "en" / "batch.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1] for line in page.splitlines() if line.startswith("| `")]
    listed = {name for row in rows for name in row.replace("*", "").replace("`", "").split()}
    named = {name for schema in TABLES.values() for name in schema.names}
    assert {*INDICATOR_ROWS.names, *ROW_SCORES.names, *CARDS.names, *CARD_SCORES.names, *named} == listed
