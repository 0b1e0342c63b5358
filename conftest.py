"""The code blocks of the README and of the docs run as tests, from the root of the checkout as a reader would."""

import os
from pathlib import Path
from typing import Any

from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser

# Charts need a font with Chinese signs. Where none is installed, one of boxes does; Matplotlib may look for fonts here,
# and remembers what it found here, and nowhere else.
_ROOT = Path(__file__).parent
os.environ["XDG_DATA_HOME"] = str(_ROOT / "tests" / "share")
os.environ["MPLCONFIGDIR"] = str(_ROOT / ".pytest_cache" / "matplotlib")


def _at_the_root(_namespace: dict[str, Any]) -> None:
    os.chdir(_ROOT)


# The pages of engines are run by tests/batch/test_engines.py, where the engines are installed.
pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser()], patterns=["*.md"], excludes=["*engines/*.md"], setup=_at_the_root
).pytest()
