"""The room is there for who asks for it, and costs nobody else anything."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from budgetperf import batch
from budgetperf.batch import CARD_SCORES, CARDS, INDICATOR_ROWS, ROW_SCORES
from budgetperf.batch.folders import TABLES


def said_by(code: str) -> list[str]:
    """What a fresh interpreter prints."""
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603
    return done.stdout.splitlines()


def test_nothing_of_it_is_loaded_unasked() -> None:
    """Neither `import budgetperf` nor its command line loads Arrow, NumPy or this room."""
    for module in ("budgetperf", "budgetperf.cli", "budgetperf.formats.reader"):
        loaded = set(said_by(f"import sys, {module}\nprint('\\n'.join(sys.modules))"))
        assert set() == loaded & {"pyarrow", "numpy", "budgetperf.batch"}


def test_without_the_extra_one_error_says_how_to_get_it() -> None:
    """In both languages, and as the ImportError that a caller would catch."""
    for package in ("pyarrow", "numpy"):
        code = f"""
import sys
from pathlib import Path
sys.modules[{package!r}] = None
try:
    import budgetperf.batch
except ImportError as error:
    print(type(error).__name__, error.zh, error.en, sep="\\n")
"""
        kind, zh, en = said_by(code)
        assert kind == "ExtraError"
        assert "请运行 pip install" in zh
        assert 'pip install "budgetperf[batch]"' in en


def test_every_public_name_exists() -> None:
    """What `__all__` names can be had, and is sorted."""
    assert sorted(batch.__all__) == batch.__all__
    assert all(getattr(batch, name) is not None for name in batch.__all__)


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
