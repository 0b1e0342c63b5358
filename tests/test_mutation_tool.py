"""The driver of the mutation tests: changes get into functions that live already, and results are kept and counted."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tools"))

from mutation.results import Result, interval, known  # noqa: E402 - found by the path above
from mutation.scope import ROOMS, TESTS, files_of  # noqa: E402 - the same
from mutation.swapping import change_between, compiled, living_functions, swap  # noqa: E402 - the same

SOURCE = """
from functools import lru_cache

LIMIT = 3

def plain(value, most=4):
    return value + 1

@lru_cache
def kept(value):
    return [plain(one) for one in range(value + 1)]

class Thing:
    name = "thing"

    @property
    def half(self):
        return (lambda value: value / 2)(LIMIT + 1)

def within(step):
    def add(value):
        return value + step
    return add

ADD = within(5)
"""


@pytest.fixture
def module(tmp_path: Path) -> ModuleType:
    """A module that has been imported."""
    path = tmp_path / "changed.py"
    path.write_text(SOURCE, encoding="utf-8")
    spec = importlib.util.spec_from_file_location("changed", path)
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def swapped(module: ModuleType, old: str, new: str) -> bool:
    """Make a change in a module that lives, and say whether that was all there is to it."""
    path = Path(str(module.__file__))
    before, after = compiled(SOURCE, path), compiled(SOURCE.replace(old, new), path)
    return swap(change_between(before, after), living_functions(path.parent))


@pytest.mark.parametrize(
    ("old", "new", "expression", "value"),
    [
        ("value + 1\n", "value - 1\n", "plain(1)", 0),
        ("range(value + 1)", "range(value)", "kept(2)", [1, 2]),
        ("LIMIT + 1)", "LIMIT - 1)", "Thing().half", 1),
        ("value / 2", "value * 2", "Thing().half", 8),
        ("value + step", "value - step", "ADD(1)", -4),
    ],
)
def test_functions_that_live(module: ModuleType, old: str, new: str, expression: str, value: object) -> None:
    """Decorated ones, properties, lambdas and closures are changed where they are."""
    assert swapped(module, old, new)
    assert value == eval(expression, vars(module))  # noqa: S307 - written above


@pytest.mark.parametrize(
    ("old", "new"),
    [("LIMIT = 3", "LIMIT = 4"), ("most=4", "most=5"), ('"thing"', '"other"'), ("within(5)", "within(6)")],
)
def test_what_an_import_has_done(module: ModuleType, old: str, new: str) -> None:
    """Tables, defaults and classes are made by then, so another process has to make them anew."""
    assert not swapped(module, old, new)


def test_results_are_kept(tmp_path: Path) -> None:
    """What was said last of a mutant counts."""
    path = tmp_path / "results.jsonl"
    lived = Result(key="a", path="x.py", line=1, place="f", operator="number", outcome="survived", plus=["2"])
    killed = Result(key="a", path="x.py", line=1, place="f", operator="number", outcome="killed", by="test", plus=["2"])
    assert known(path) == {}
    path.write_text(lived.line_of_text() + killed.line_of_text(), encoding="utf-8")
    assert {"a": killed} == known(path)


def test_a_share_and_its_bounds() -> None:
    """A sample says between which shares the whole lies, the whole says it exactly, and parts count by their size."""
    share, low, high = interval([(90, 100, 100_000)])
    assert (share, f"{low:.2f}", f"{high:.2f}") == (0.9, "0.84", "0.96")
    assert interval([(90, 100, 100)]) == (0.9, 0.9, 0.9)
    share, _, _ = interval([(90, 100, 3000), (5, 10, 1000)])
    assert round(share, 6) == 0.8


def test_the_scope() -> None:
    """The rooms have modules, and the tests that may notice are there."""
    assert all(files_of(room) for room in ROOMS)
    assert [path for path in TESTS if not (ROOT / path).exists()] == []
