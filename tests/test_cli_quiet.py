"""How much the command line says: nothing but what went wrong, where that is asked for; and how far a long work is."""

from __future__ import annotations

import io
import sys
from itertools import count
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import budgetperf as bp
from budgetperf.cli import files, main, progress
from budgetperf.cli.progress import steps

EXAMPLES = Path(__file__).parent.parent / "examples"
FILED = EXAMPLES / "filing-2022.yaml"


def run(*arguments: object) -> Result:
    """A call; an exception that escapes it is a failure of the test."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)


@pytest.fixture
def lossy(tmp_path: Path) -> Path:
    """A filing of which no form can hold all."""
    path = tmp_path / "in.yaml"
    bp.write(bp.Filing(year=2022, scorecards=[bp.Scorecard(kind="department", supervisor="县文化局")]), path)
    return path


def test_only_the_file(lossy: Path, tmp_path: Path) -> None:
    """Every command that writes a file can keep quiet; the status is that of the same call without."""
    for name, source, option in (
        ("convert", lossy, ()),
        ("draft", FILED, ()),
        ("review", FILED, ("-o",)),
        ("batch", FILED, ("-o",)),
    ):
        kind = "" if name == "batch" else ".docx"
        loud = run(name, source, *option, tmp_path / f"{name}-loud{kind}")
        quiet = run(name, source, *option, tmp_path / f"{name}-quiet{kind}", "--quiet")
        assert loud.output != ""
        assert quiet.output == ""
        assert loud.exit_code == quiet.exit_code
        assert (tmp_path / f"{name}-quiet{kind}").exists()


def test_only_the_status(tmp_path: Path) -> None:
    """Of a verification, too; a file that cannot be read is told all the same."""
    assert (run("rulebook", "verify", "mof-2020", "-q").output, run("review", FILED, "-q").output) == ("", "")
    broken = tmp_path / "broken.yaml"
    broken.write_text("name: 1\n", encoding="utf-8")
    result = run("rulebook", "verify", broken, "mof-2020", "--quiet")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "broken.yaml" in result.stderr


def test_what_went_wrong_is_told_all_the_same(tmp_path: Path) -> None:
    """Whoever asks for quiet still learns why there is no file."""
    result = run("convert", FILED, tmp_path / "no" / "out.json", "--quiet")
    assert result.exit_code == 2
    assert "out.json" in result.stderr


def test_nothing_that_is_converted_is_written_over(tmp_path: Path) -> None:
    """Neither by its name, nor by another one, nor as one of the files of a folder."""
    folder = tmp_path / "材料"
    folder.mkdir()
    source = folder / "in.yaml"
    source.write_bytes(FILED.read_bytes())
    for name, output in ((source, source), (source, folder / ".." / "材料" / "in.yaml"), (folder, source)):
        result = run("convert", name, output)
        assert result.exit_code == 2
        assert "请换一个文件名" in result.stderr
    assert source.read_bytes() == FILED.read_bytes()
    assert run("convert", folder, folder / "out.docx").exit_code == 0


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """It is."""
        return True


def test_a_bar_on_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """It shows how many of how many are done; when all are, and in between."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with steps(3, patience=0) as advance:
        advance(1)
        advance(2)
    assert "0/3" in terminal.getvalue()
    assert "3/3" in terminal.getvalue()


@pytest.mark.parametrize(
    ("stream", "quiet", "patience"), [(Terminal(), True, 0.0), (Terminal(), False, 60.0), (io.StringIO(), False, 0.0)]
)
def test_no_bar(stream: io.StringIO, quiet: bool, patience: float, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: FBT001
    """Not where quiet was asked for, not for a short work, and not in a file or another program."""
    monkeypatch.setattr(sys, "stderr", stream)
    with steps(2, quiet=quiet, patience=patience) as advance:
        advance(1)
    assert stream.getvalue() == ""


def test_every_file_of_a_filing_is_a_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those in a folder, too, but none that is not read."""
    for name in ("附件2.yaml", "附件3.yaml"):
        bp.write(bp.Filing(year=2022, scorecards=[bp.Scorecard(kind="project", subject=name)]), tmp_path / name)
    (tmp_path / "note.txt").touch()
    monkeypatch.setattr(progress, "monotonic", count(0, 2).__next__)
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    reading = files.read_all([str(tmp_path)], quiet=False)
    assert len(reading.filing.scorecards) == 2
    assert "2/2" in terminal.getvalue()
