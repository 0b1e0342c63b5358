"""The rooms of the extras are there for who asks for them, and cost nobody else anything."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module

import pytest

NEEDS = {"batch": ("pyarrow", "numpy"), "charts": ("matplotlib", "PIL")}
"""The packages of each room, which has the name of its extra."""
UNASKED = (
    "budgetperf",
    "budgetperf.cli",
    "budgetperf.formats.reader",
    "budgetperf.embedding, budgetperf.notebook",
)
"""What is imported by those who want neither."""


def said_by(code: str) -> list[str]:
    """What a fresh interpreter prints."""
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603
    return done.stdout.splitlines()


@pytest.mark.parametrize("modules", UNASKED)
def test_nothing_of_it_is_loaded_unasked(modules: str) -> None:
    """Neither the package, its command line, its readers nor its renderers load one of these rooms."""
    loaded = set(said_by(f"import sys, {modules}\nprint('\\n'.join(sys.modules))"))
    rooms = {f"budgetperf.{room}" for room in NEEDS}
    assert set() == loaded & {*rooms, *(package for packages in NEEDS.values() for package in packages)}


def test_pyplot_stays_out() -> None:
    """It keeps every figure that it ever made."""
    assert "matplotlib.pyplot" not in said_by("import sys, budgetperf.charts\nprint('\\n'.join(sys.modules))")


@pytest.mark.parametrize(("room", "package"), [(room, package) for room in NEEDS for package in NEEDS[room]])
def test_without_the_extra_one_error_says_how_to_get_it(room: str, package: str) -> None:
    """In both languages, and as the ImportError that a caller would catch."""
    code = f"""
import sys
sys.modules[{package!r}] = None
try:
    import budgetperf.{room}
except ImportError as error:
    print(type(error).__name__, error.zh, error.en, sep="\\n")
"""
    kind, zh, en = said_by(code)
    assert kind == "ExtraError"
    assert "请运行 pip install" in zh
    assert f'pip install "budgetperf[{room}]"' in en


@pytest.mark.parametrize("room", NEEDS)
def test_every_public_name_exists(room: str) -> None:
    """What `__all__` names can be had, and is sorted."""
    module = import_module(f"budgetperf.{room}")
    assert sorted(module.__all__) == module.__all__
    assert all(getattr(module, name) is not None for name in module.__all__)
