"""``st.from_type`` works for every type, without anybody importing this room."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from enum import Enum
from importlib.metadata import EntryPoint
from pathlib import Path
from types import ModuleType
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgetperf import testing
from budgetperf.domain import figures, finding, model, quantity, statement
from budgetperf.scoring import curve, policy, ranges, rule, rulebook
from budgetperf.testing.registration import STRATEGIES, register

ROOT = Path(__file__).parent.parent.parent
ENTRY_POINTS: dict[str, str] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"][
    "entry-points"
]["hypothesis"]
MODULES = (figures, finding, model, quantity, statement, curve, policy, ranges, rule, rulebook)

register()


def kinds_of(module: ModuleType) -> Iterator[type]:
    """The values that a module offers."""
    for name in module.__all__:
        found = getattr(module, name)
        if isinstance(found, type) and (attrs.has(found) or issubclass(found, Enum)):
            yield found


KINDS = sorted({kind for module in MODULES for kind in kinds_of(module)}, key=lambda kind: (kind.__name__, repr(kind)))


@pytest.mark.parametrize("kind", KINDS, ids=[kind.__qualname__ for kind in KINDS])
def test_every_type_has_values(kind: type) -> None:
    """Whatever a person can build by hand, Hypothesis can build."""

    @given(st.from_type(kind))
    @settings(max_examples=3)
    def is_one(value: object) -> None:
        assert isinstance(value, kind)

    is_one()


def test_every_registered_strategy_is_public() -> None:
    """What `st.from_type` uses, a person can import; but for what a statement means, which is read and not built."""
    named = {place.partition(".")[2] for place in STRATEGIES.values()}
    assert {"stated_periods", "stated_words"} == named - set(testing.__all__)


def test_the_entry_point_is_this_function() -> None:
    """What the package announces is there, and registers."""
    (value,) = ENTRY_POINTS.values()
    assert register is EntryPoint(name="budgetperf", value=value, group="hypothesis").load()


def run(code: str, installed: Path) -> str:
    """What some code prints in an interpreter that has the package installed with its entry point."""
    package = installed / "announced-1.0.dist-info"
    package.mkdir(exist_ok=True)
    (package / "METADATA").write_text("Metadata-Version: 2.1\nName: announced\nVersion: 1.0\n", encoding="utf-8")
    lines = ["[hypothesis]", *(f"{name} = {value}" for name, value in ENTRY_POINTS.items())]
    (package / "entry_points.txt").write_text("\n".join(lines), encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(installed), str(ROOT / "src")])}
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-W", "error", "-c", code], check=True, capture_output=True, text=True, env=environment
    )
    return done.stdout.strip()


IMPORTS = [
    "import hypothesis; from budgetperf import Scorecard",
    "from budgetperf import Scorecard; import hypothesis",
    "import budgetperf.testing; from budgetperf import Scorecard",
    "from budgetperf.testing.registration import register; from budgetperf import Scorecard",
]


@pytest.mark.parametrize("imports", IMPORTS)
def test_from_type_just_works(imports: str, tmp_path: Path) -> None:
    """In whatever order things are imported: Hypothesis calls the entry point in the middle of it."""
    code = f"""{imports}
from hypothesis import given, settings, strategies as st
@settings(max_examples=3, database=None)
@given(st.from_type(Scorecard))
def test(card):
    assert isinstance(card, Scorecard)
test()
print("fine")
"""
    assert run(code, tmp_path) == "fine"


def test_every_public_name_exists() -> None:
    """What the room offers is there, sorted, and says what it is for."""
    assert sorted(testing.__all__) == testing.__all__
    for name in testing.__all__:
        found: Any = getattr(testing, name)
        assert found.__doc__, name
