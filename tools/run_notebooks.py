"""
Run the notebooks of examples/ as Jupyter would, and keep what they show: ``python tools/run_notebooks.py``.

With ``--check`` nothing is written; it fails if a cell fails, or says something else than what is kept. Pictures are
not compared, for they depend on the fonts of the machine.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

__all__ = ["NOTEBOOKS", "executed", "shown"]

EXAMPLES = Path(__file__).parent.parent / "examples"
NOTEBOOKS = sorted(EXAMPLES.glob("*.ipynb"))
_SECONDS = 120


def executed(path: Path) -> Any:
    """
    A notebook as it is after every cell was run from the top, without anything that tells of the machine.

    Raises:
        nbclient.exceptions.CellExecutionError: A cell failed.
    """
    notebook = nbformat.read(path, as_version=4)
    with tempfile.TemporaryDirectory() as own:
        # No history is kept, and no settings of whoever runs it are read.
        environment = {**os.environ, "IPYTHONDIR": own, "JUPYTER_CONFIG_DIR": own, "PYTHONHASHSEED": "0"}
        client = NotebookClient(
            notebook,
            timeout=_SECONDS,
            kernel_name="python3",
            record_timing=False,
            extra_arguments=["--log-level=ERROR"],
            resources={"metadata": {"path": str(path.parent)}},
        )
        client.execute(env=environment)
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            # What is shown as a table or a picture need not be told a second time.
            if data.keys() & {"text/html", "image/png"}:
                data.pop("text/plain", None)
    return notebook


def shown(notebook: Any) -> list[list[str]]:
    """What each cell shows, as text; of a picture, that it is one."""
    return [[text for output in cell.get("outputs", ()) for text in _texts(output)] for cell in notebook.cells]


def _texts(output: Any) -> Iterator[str]:
    if output.output_type == "stream":
        yield output.text
    for kind, content in sorted(output.get("data", {}).items()):
        yield _Visible.of(content) if kind == "text/html" else content if kind.startswith("text/") else kind


class _Visible(HTMLParser):
    """The text of a page that a reader sees; how it is laid out may differ from one version of pandas to the next."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[str] = []
        self._hidden = 0

    @classmethod
    def of(cls, page: str) -> str:
        parser = cls()
        parser.feed(page)
        return " ".join(" ".join(parser._parts).split())

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        self._hidden += tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag == "style"

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._parts.append(data)


def _differences(path: Path, notebook: Any) -> Iterator[str]:
    kept, now = shown(nbformat.read(path, as_version=4)), shown(notebook)
    for number, (before, after) in enumerate(zip(kept, now, strict=True), start=1):
        if before != after:
            yield f"{path.name}, cell {number}:\n  kept: {before}\n  now:  {after}"


def main(arguments: list[str]) -> int:
    """Run the notebooks that are named, or all of them."""
    names = [argument for argument in arguments if not argument.startswith("--")]
    found: list[str] = []
    for path in [EXAMPLES / name for name in names] or NOTEBOOKS:
        notebook = executed(path)
        if "--check" in arguments:
            found += _differences(path, notebook)
        else:
            nbformat.write(notebook, path)
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
