"""The room of charts is there for who asks for it, keeps nothing, and costs nobody else anything."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pytest

import budgetperf as bp
from budgetperf import charts

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def filed() -> bp.Review:
    """The review of the filed example."""
    return bp.review(bp.read(EXAMPLES / "filing-2022.yaml"), bp.load_rulebook("hunan-2022"))


def said_by(code: str) -> list[str]:
    """What a fresh interpreter prints."""
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603
    return done.stdout.splitlines()


def test_nothing_of_it_is_loaded_unasked() -> None:
    """Neither a review nor the command line loads Matplotlib or this room."""
    for module in ("budgetperf.cli", "budgetperf.embedding, budgetperf.notebook, budgetperf.formats.reader"):
        loaded = set(said_by(f"import sys, {module}\nprint('\\n'.join(sys.modules))"))
        assert set() == loaded & {"matplotlib", "PIL", "budgetperf.charts"}


def test_pyplot_stays_out() -> None:
    """It keeps every figure that it ever made."""
    assert "matplotlib.pyplot" not in said_by("import sys, budgetperf.charts\nprint('\\n'.join(sys.modules))")


def test_without_the_extra_one_error_says_how_to_get_it() -> None:
    """In both languages, and as the ImportError that a caller would catch."""
    for package in ("matplotlib", "PIL"):
        code = f"""
import sys
sys.modules[{package!r}] = None
try:
    import budgetperf.charts
except ImportError as error:
    print(type(error).__name__, error.zh, error.en, sep="\\n")
"""
        kind, zh, en = said_by(code)
        assert kind == "ExtraError"
        assert "请运行 pip install" in zh
        assert 'pip install "budgetperf[charts]"' in en


def test_every_public_name_exists() -> None:
    """What `__all__` names can be had, and is sorted."""
    assert sorted(charts.__all__) == charts.__all__
    assert all(getattr(charts, name) is not None for name in charts.__all__)


def test_settings_stay_as_they_were(filed: bp.Review) -> None:
    """Drawing and rendering change no setting of Matplotlib."""
    before = dict(mpl.rcParams)
    chart: Any = charts.draw_scores(filed)
    chart._repr_png_()
    assert before == dict(mpl.rcParams)


def test_the_readers_settings_cannot_break_a_chart(filed: bp.Review) -> None:
    """TeX, another font, an ASCII minus: what a chart writes does not depend on them."""
    plain: Any = charts.draw_spending(filed)
    with mpl.rc_context({"text.usetex": True, "font.family": "DejaVu Serif", "axes.unicode_minus": False}):
        other: Any = charts.draw_spending(filed)
        assert plain._repr_png_() == other._repr_png_()
