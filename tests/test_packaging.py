"""What the package promises to those who install it: its public names, a light import, and docs that keep up."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import budgetperf
from budgetperf.checks.agreement import _VIOLATED
from budgetperf.rendering.codes import CODES
from budgetperf.rendering.explanation import code_to_text
from budgetperf.rendering.sentences import FINDINGS

ROOT = Path(__file__).parent.parent


def modules_after(statement: str) -> set[str]:
    """The modules that are loaded in a fresh interpreter after one statement."""
    code = f"import sys\n{statement}\nprint('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603
    return set(done.stdout.split())


def test_import_is_light() -> None:
    """Importing the library loads nothing but the package itself: what is used is loaded when it is first used."""
    before, after = modules_after("pass"), modules_after("import budgetperf")
    assert {"budgetperf"} == {name for name in after if name.startswith("budgetperf")}
    assert {"__future__", "importlib", "types", "warnings"} >= {name.partition(".")[0] for name in after - before} - {
        "budgetperf"
    }


def test_values_and_scores_are_light() -> None:
    """Whoever only needs the values and the rules does not load a converter, a catalogue or an office library."""
    loaded = modules_after("import budgetperf as bp\nbp.Scorecard, bp.score, bp.reconcile, bp.review")
    heavy = {"cattrs", "babel", "yaml", "click", "openpyxl", "docx", "hypothesis", "lxml", "numpy", "pyarrow"}
    assert set() == loaded & heavy
    assert "budgetperf.formats" not in loaded
    assert "budgetperf.rendering" not in loaded


def test_help_waits_for_nothing_but_click() -> None:
    """``budgetperf --help`` loads click, the exceptions and what lays out a page; no command, and no library."""
    help_asked = (
        "import sys\nfrom budgetperf.cli import main\nsys.stdout = sys.stderr\nmain(['-h'], standalone_mode=False)"
    )
    loaded = modules_after(f"{help_asked}\nsys.stdout = sys.__stdout__") - modules_after("pass")
    cli = {"commands", "language", "mistakes", "options", "page", "program", "values"}
    assert {
        *("budgetperf", "budgetperf.cli", "budgetperf.errors", "budgetperf.rendering", "budgetperf.rendering.width"),
        *(f"budgetperf.cli.{name}" for name in cli),
    } == {name for name in loaded if name.startswith("budgetperf")}
    others = {name.partition(".")[0] for name in loaded} - sys.stdlib_module_names
    assert {"budgetperf", "click"} >= {name for name in others if not name.startswith("_")}
    assert "shutil" not in loaded


def test_review_is_the_function() -> None:
    """A module and a function have the same name: the package means the function, whoever imports what first."""
    for first in ("budgetperf.review", "budgetperf.rendering.review_text"):
        said = "import budgetperf, importlib\nprint('budgetperf.review' in sys.modules and callable(budgetperf.review))"
        assert "True" in modules_after(f"import {first}\n{said}")


def test_every_public_name_exists() -> None:
    """What `__all__` names can be had, and is what `dir` shows."""
    assert sorted(budgetperf.__all__) == dir(budgetperf)
    for name in budgetperf.__all__:
        assert getattr(budgetperf, name) is not None


def test_public_names_are_sorted() -> None:
    """A list that is sorted is a list one can read."""
    assert sorted(budgetperf.__all__) == budgetperf.__all__


def test_contract_names() -> None:
    """The names that other tools embed."""
    names = "read write load_rulebook review score reconcile figures replace to_json from_json to_yaml from_yaml"
    assert set() == set(names.split()) - set(budgetperf.__all__)


def test_unknown_name_is_an_attribute_error() -> None:
    """A misspelt name fails as in any module."""
    assert not hasattr(budgetperf, "reveiw")


def test_every_module_says_what_it_is_for() -> None:
    """Every module begins with its purpose, and lists what it offers."""
    for path in sorted((ROOT / "src").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert ast.get_docstring(tree), path


def finding_rows(lang: str) -> dict[str, tuple[str, str]]:
    """What the page of finding codes says of each: its severity and its title."""
    page = (ROOT / "docs" / lang / "findings.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1:4] for line in page.splitlines() if line.startswith("| BP")]
    return {code.strip(): (severity.strip(), title.strip()) for code, severity, title in rows}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_docs_name_every_finding(lang: str) -> None:
    """The page of finding codes is complete, and names none that does not exist."""
    assert set(FINDINGS) == set(finding_rows(lang))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_docs_and_explanations_say_the_same_of_a_finding(lang: str) -> None:
    """What `budgetperf explain` says of a code, the page of finding codes says, too."""
    for code, (severity, title) in finding_rows(lang).items():
        head = re.split(r"\n  (?=\S)", code_to_text(code, lang=lang))[0]
        full = severity if lang == "zh" else {"E": "error", "W": "warning", "A": "advice"}[severity]
        assert f"{code}{full}{title}".replace(" ", "") == "".join(head.split())


def test_every_identity_leads_to_its_finding() -> None:
    """The finding that reports a violated identity names it among those that it reports."""
    for identity, (code, _) in _VIOLATED.items():
        assert identity in CODES[code].identities


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_docs_name_every_identity(lang: str) -> None:
    """The page of identities names every code that the reconciliation can report."""
    page = (ROOT / "docs" / lang / "identities.md").read_text(encoding="utf-8")
    listed = {line.split("|")[1].strip() for line in page.splitlines() if line.startswith("| ")}
    assert set() == set(_VIOLATED) - listed


def test_typed() -> None:
    """The package tells type checkers that it is typed."""
    assert (Path(budgetperf.__file__).parent / "py.typed").exists()


def test_the_source_archive_can_be_tested() -> None:
    """Who packages the library from its source archive finds in it all that the tests read and import."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    sent = set(project["tool"]["hatch"]["build"]["targets"]["sdist"]["include"])
    assert {*project["tool"]["mypy"]["files"], "conftest.py", ".ci"} <= sent
