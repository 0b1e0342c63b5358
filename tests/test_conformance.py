"""The conformance corpus: what the code says of it, what it covers, and a runner that sees every difference."""

from __future__ import annotations

import json
import shlex
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import budgetperf as bp
from budgetperf.rendering.sentences import FINDINGS

FOLDER = Path(__file__).parent.parent / "conformance"
sys.path.insert(0, str(FOLDER))

import make_corpus  # noqa: E402 - found by the path above
import run  # noqa: E402 - the same

CASES = {path.parent.name: json.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("cases/*/expected.json"))}
# Those of reading need Word or Excel files. BP211 needs a rulebook outside its years, which no command line takes.
NOT_OF_DATA = {"BP211", "BP902", "BP903", "BP904", "BP905", "BP906", "BP907"}


def test_is_what_the_code_makes_of_it() -> None:
    """After a deliberate change: ``python conformance/make_corpus.py``, and read the difference."""
    on_disk = {
        folder.name: {path.name: path.read_text("utf-8") for path in folder.iterdir()}
        for folder in (FOLDER / "cases").iterdir()
    }
    assert make_corpus.corpus() == on_disk


def test_every_code_has_a_case() -> None:
    """Every finding that plain data can give rise to is expected somewhere."""
    found = {one["code"] for case in CASES.values() for one in case["expected"].get("findings", [])}
    assert set(FINDINGS) - NOT_OF_DATA == found


def test_every_rulebook_has_a_case() -> None:
    """Every one that ships."""
    assert {book.name for book in bp.shipped_rulebooks()} == {case["rulebook"] for case in CASES.values()} - {None}


def test_filings_keep_their_schema() -> None:
    """So that other tools can read them."""
    validator = Draft202012Validator(bp.json_schema("filing"))
    for path in sorted(FOLDER.glob("cases/*/filing.json")):
        assert validator.is_valid(json.loads(path.read_text("utf-8"))), path


def command(code: str) -> str:
    """A program of one line."""
    return f"{sys.executable} -c {shlex.quote(code)} {{filing}}"


class TestRunner:
    """It runs any program, and tells what differs."""

    def test_this_program(self, capsys: pytest.CaptureFixture[str]) -> None:
        """That of this Python agrees with the corpus, ledger and diagnoses included; last year's filing goes along."""
        status = run.main(["--only", "bp401-l*", "--parts", ",".join(run.PARTS)])
        assert (status, capsys.readouterr().out) == (0, "ok  bp401-last-year\n1 of 1 cases agree\n")

    def test_a_difference(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """What was expected and what was found, at its place."""
        review: dict[str, Any] = {"verdict": "clean", "findings": [], "scorecards": [], "rates": []}
        (tmp_path / "review.json").write_text(json.dumps(review), encoding="utf-8")
        words = command(f"print(open({str(tmp_path / 'review.json')!r}).read())")
        assert run.main(["--command", words, "--only", "bp303*", "--parts", "verdict"]) == 1
        assert 'verdict: expected "errors", found "clean"' in capsys.readouterr().out

    @pytest.mark.parametrize(
        ("code", "said"),
        [
            ("import sys; sys.exit('broken')", "printed no JSON (exit status 1): broken"),
            ("print('{}')", "its JSON is no review: KeyError 'verdict'"),
            ("print('[]')", "its JSON is no review: TypeError"),
        ],
    )
    def test_a_program_that_fails(self, code: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
        """It is told, and the next case is run."""
        assert run.main(["--command", command(code), "--only", "plan*", "--parts", "verdict"]) == 1
        out = capsys.readouterr().out
        assert out.count(said) == 2
        assert "0 of 2 cases agree" in out

    def test_no_program(self, capsys: pytest.CaptureFixture[str]) -> None:
        """A command that does not exist."""
        assert run.main(["--command", "no-such-command {filing}", "--only", "plan"]) == 1
        assert "cannot be run" in capsys.readouterr().out

    def test_no_case(self, capsys: pytest.CaptureFixture[str]) -> None:
        """A pattern that fits nothing is not a success."""
        assert run.main(["--only", "nothing"]) == 2
        assert "0 of 0" in capsys.readouterr().out

    def test_unknown_part(self, capsys: pytest.CaptureFixture[str]) -> None:
        """It is told with the parts that there are."""
        with pytest.raises(SystemExit):
            run.main(["--parts", "colour"])
        assert "no part is called 'colour'" in capsys.readouterr().err

    def test_arguments(self) -> None:
        """What a case does not have is left out, with the option before it."""
        values = {"filing": "a.json", "previous": None, "rulebook": None}
        words = run.arguments("check {filing} --last {previous} --rules={rulebook} -v", values)
        assert words == ["check", "a.json", "-v"]
