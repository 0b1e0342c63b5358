"""The code blocks of the README and of the docs run as tests, from the root of the checkout as a reader would."""

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml
from sybil import Example, Sybil
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser

from budgetperf.formats.rulebooks import load_rulebook
from budgetperf.formats.serial import from_json, from_yaml

sys.path.insert(0, str(Path(__file__).parent / "tools"))

import consoles

# What Sphinx runs can only be imported where Sphinx is installed; the build of the documents tests it.
collect_ignore = ["docs/conf.py", "docs/_ext/budgetperf_docs.py", "docs/_ext/chinese_search.py"]

# Charts need a font with Chinese signs. Where none is installed, one of boxes does; Matplotlib may look for fonts here,
# and remembers what it found here, and nowhere else.
_ROOT = Path(__file__).parent
os.environ["XDG_DATA_HOME"] = str(_ROOT / "tests" / "share")
os.environ["MPLCONFIGDIR"] = str(_ROOT / ".pytest_cache" / "matplotlib")


def _at_the_root(_namespace: dict[str, Any]) -> None:
    os.chdir(_ROOT)


def _leave(namespace: dict[str, Any]) -> None:
    if (folder := namespace.pop("_console", None)) is not None:
        folder.leave()


def _console(example: Example) -> str | None:
    """Every command of the block prints what stands below it; the commands of a page share one folder."""
    if "_console" not in example.namespace:
        example.namespace["_console"] = consoles.Folder()
    return consoles.difference(example.parsed, example.namespace["_console"])


def _yaml(example: Example) -> None:
    """The block is YAML; a whole filing or rulebook is one that is read."""
    text = example.parsed
    data = yaml.safe_load(text)
    shape = str(data.get("format")) if isinstance(data, dict) else ""
    if shape.startswith("budgetperf-rulebook/"):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"{data['name']}.yaml"
            path.write_text(text, encoding="utf-8")
            load_rulebook(path)
    elif shape.startswith("budgetperf/"):
        from_yaml(text)


def _json(example: Example) -> None:
    """The block is JSON; a whole filing is one that is read."""
    text = example.parsed
    data = json.loads(text)
    if isinstance(data, dict) and str(data.get("format")).startswith("budgetperf/"):
        from_json(text)


# The pages of engines are run by tests/batch/test_engines.py, where the engines are installed; what is generated for
# Sphinx is made of what is tested already.
pytest_collect_file = Sybil(
    parsers=[
        PythonCodeBlockParser(),
        CodeBlockParser("console", _console),
        CodeBlockParser("yaml", _yaml),
        CodeBlockParser("json", _json),
    ],
    patterns=["*.md"],
    excludes=["*engines/*.md", "*docs/made/*.md"],
    setup=_at_the_root,
    teardown=_leave,
).pytest()
