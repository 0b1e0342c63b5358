"""
Whole forms as they come, each read and compared with what a person says it says: see `README.md`.

A file is never made or read here by the code under test but by `budgetperf.read`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from attrs import frozen
from make_forms import FILES

from budgetperf.domain.figures import Reading, figures, look_up
from budgetperf.domain.finding import Finding
from budgetperf.domain.model import Filing
from budgetperf.formats.losses import is_lost
from budgetperf.formats.reader import read
from budgetperf.formats.serial import from_yaml, to_yaml

HERE: Final = Path(__file__).parent
EXPECTED: Final = sorted((HERE / "expected").glob("*.yaml"))


@frozen(kw_only=True)
class Expected:
    """What a person says of one filing: its files, what is in them, and what must be said about them."""

    name: str
    files: tuple[str, ...]
    findings: tuple[str, ...]
    lost: int
    filing: Filing


def load(path: Path) -> Expected:
    """Two documents: about the files, and the filing."""
    about, filing = path.read_text("utf-8").split("\n---\n", maxsplit=1)
    said: dict[str, Any] = yaml.safe_load(about)
    assert {"files", "made_with", "shows", "findings", "lost"} == said.keys()
    return Expected(
        name=path.stem,
        files=tuple(said["files"]),
        findings=tuple(said["findings"]),
        lost=said["lost"],
        filing=from_yaml(filing),
    )


def short(finding: Finding) -> str:
    """Code, kind and cell: ``BP902 tracked 4/5``, ``BP901 money D5``."""
    place = finding.location
    cell = "" if place is None else place.address or "/".join(str(at) for at in (place.row, place.column) if at)
    return " ".join(filter(None, (finding.code, dict(finding.details).get("kind"), cell)))


CASES: Final = [load(path) for path in EXPECTED]


@pytest.fixture(params=CASES, ids=lambda case: case.name, scope="module")
def case(request: pytest.FixtureRequest) -> Expected:
    """One filing of the corpus."""
    expected: Expected = request.param
    return expected


@pytest.fixture(scope="module")
def reading(case: Expected) -> Reading:
    """What the reader makes of it."""
    return read(*(HERE / "files" / name for name in case.files))


def test_every_figure_and_text_is_read_as_a_person_reads_it(case: Expected, reading: Reading) -> None:
    """The whole filing, each figure with the digits and the unit that the form prints."""
    assert to_yaml(case.filing) == to_yaml(reading.filing)


def test_what_gave_pause_is_said_with_its_cell(case: Expected, reading: Reading) -> None:
    """Nothing more and nothing less than the findings that a person expects."""
    assert sorted(case.findings) == sorted(map(short, reading.findings))


def test_what_is_lost_is_counted(case: Expected, reading: Reading) -> None:
    """A loss is a finding that `convert` counts."""
    assert case.lost == sum(map(is_lost, reading.findings))


def test_every_figure_has_its_cell(case: Expected, reading: Reading) -> None:
    """No figure without a place, and no place that names nothing."""
    assert set() == set(figures(reading.filing)) - set(reading.locations)
    for path, place in reading.locations.items():
        look_up(reading.filing, path)
        assert place.file in {Path(name).name for name in case.files} or any(
            (HERE / "files" / name).is_dir() for name in case.files
        )


def test_every_file_has_its_recipe_and_its_reading() -> None:
    """A file that nobody made or nobody reads proves nothing."""
    files = {path.relative_to(HERE / "files").as_posix() for path in (HERE / "files").rglob("*") if path.is_file()}
    read_ones = {
        name if (HERE / "files" / name).is_file() else member.relative_to(HERE / "files").as_posix()
        for case in CASES
        for name in case.files
        for member in (
            (HERE / "files" / name).rglob("*") if (HERE / "files" / name).is_dir() else [HERE / "files" / name]
        )
    }
    assert files == set(FILES)
    assert files == read_ones
