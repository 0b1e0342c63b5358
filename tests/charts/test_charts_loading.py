"""The room of charts keeps nothing, and leaves the settings of its host alone; see also tests/test_extras.py."""

from __future__ import annotations

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
