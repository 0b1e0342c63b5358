"""`tools/catalogues.py` begins a catalogue of a language, and of nothing else that is typed."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "tools"))

import catalogues


@pytest.mark.parametrize("word", ["--help", "-v", "xx", "../fr", "FR", "", "fr fr"])
def test_what_is_no_language(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    """It is refused before anything is written."""
    before = sorted(catalogues.LOCALE.iterdir())
    assert catalogues.main([word]) == 2
    assert "is no language" in capsys.readouterr().err
    assert sorted(catalogues.LOCALE.iterdir()) == before


def test_the_language_of_the_texts() -> None:
    """Chinese needs no catalogue: the texts are written in it."""
    assert catalogues.refused(["zh"]) == "'zh' is what the texts are written in"
    assert catalogues.refused(["fr", "pt_BR", "en"]) is None
