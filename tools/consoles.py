"""
The ``console`` blocks of the documents: run, compared with what stands below each command, or written anew.

Every page has a folder of its own, in which `examples` lies as in a checkout. A line that begins with ``$`` is a
command; one that begins with ``>`` continues it. bash runs it, but for the program itself, which is called within this
process: it says the same, and need not be loaded anew for every line. What follows is the output, of both streams; a
line that is only ``…`` stands for one line or more. ``echo $?`` shows the status of the command before, as in a
terminal.

``python tools/consoles.py`` runs the pages and writes their output anew; ``python tools/consoles.py PAGE`` one of them.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from click.testing import CliRunner, Result

from budgetperf.cli import main

__all__ = ["Folder", "Step", "agrees", "difference", "page_with", "steps"]

ROOT = Path(__file__).parent.parent
_FILES = ("*.docx", "*.xlsx", "*.yaml")
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_ELLIPSIS = "…"
_LONGEST_SECONDS = 120
# The program, its arguments without anything that only a shell understands, and what its output goes through.
_CALL = re.compile(r"(?P<call>budgetperf(?: [^|&;<>$*?`\\\n]*)?)(?:\|(?P<rest>.*))?")
_ENVIRONMENT = {"LC_ALL": "C.UTF-8", "COLUMNS": "100"}


class Step(NamedTuple):
    """A command and the lines that stand below it."""

    command: str
    lines: tuple[str, ...]


def steps(source: str) -> Iterator[Step]:
    """
    The commands of a block.

    Raises:
        ValueError: The block does not begin with a command.

    >>> list(steps("$ true"))
    [Step(command='true', lines=())]
    """
    commands: list[str] = []
    outputs: list[list[str]] = []
    for line in source.splitlines():
        if line.startswith("$ "):
            commands.append(line[2:])
            outputs.append([])
        elif not commands:
            raise ValueError(f"a console block begins with a command, not with {line!r}")
        elif line.startswith("> ") and not outputs[-1]:
            commands[-1] += "\n" + line[2:]
        else:
            outputs[-1].append(line.rstrip())
    for command, output in zip(commands, outputs, strict=True):
        yield Step(command, tuple(output))


def agrees(expected: Sequence[str], printed: Sequence[str]) -> bool:
    """
    Whether what was printed is what stands there.

    >>> agrees(["one", "…", "four"], ["one", "two", "three", "four"])
    True
    >>> agrees(["one", "…"], ["one"])
    False
    """
    pattern = "".join("(?:.*\n)+?" if line == _ELLIPSIS else re.escape(line) + "\n" for line in expected)
    return re.fullmatch(pattern, "".join(line + "\n" for line in printed)) is not None


class Folder:
    """A folder in which a reader sits: the examples in it, the program on the path, the status of the last command."""

    def __init__(self) -> None:
        self._holder = tempfile.TemporaryDirectory(prefix="pages-")
        self._state = Path(self._holder.name) / "state"
        self._here = str(Path(self._holder.name) / "budgetperf")
        self._status = 0
        examples = Path(self._here) / "examples"
        examples.mkdir(parents=True)
        for pattern in _FILES:
            for file in (ROOT / "examples").glob(pattern):
                shutil.copy(file, examples)

    def run(self, command: str) -> tuple[str, ...]:
        """What a command prints, line by line."""
        if (called := _CALL.fullmatch(command)) is None:
            said = self._shell(command)
        elif called["rest"] is None:
            said = self._call(called["call"]).output
        else:
            # What is told on standard error goes past the pipe.
            done = self._call(called["call"])
            said = done.stderr + self._shell(called["rest"], done.stdout)
        return tuple(line.rstrip() for line in said.splitlines())

    def _call(self, call: str) -> Result:
        before = Path.cwd()
        os.chdir(self._here)
        try:
            done = CliRunner(env=_ENVIRONMENT).invoke(main, shlex.split(call)[1:], prog_name="budgetperf")
        finally:
            os.chdir(before)
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        self._status = done.exit_code
        return done

    def _shell(self, command: str, given: str = "") -> str:
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.defpath}"
        kept = {name: os.environ[name] for name in ("PYTHONPATH", "HOME", "TMPDIR") if name in os.environ}
        done = subprocess.run(  # noqa: S603 - the commands are those of our own pages
            ["/bin/bash", "-c", f'(exit {self._status})\n{command}\n{{ echo $?; pwd; }} > "$STATE"\n'],
            cwd=self._here,
            env={**kept, **_ENVIRONMENT, "PATH": path, "STATE": str(self._state)},
            input=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=_LONGEST_SECONDS,
            check=False,
        )
        status, self._here = self._state.read_text(encoding="utf-8").splitlines()
        self._status = int(status)
        return done.stdout

    def leave(self) -> None:
        """Take the folder away."""
        self._holder.cleanup()


def difference(source: str, folder: Folder) -> str | None:
    """What a block says otherwise than the program, or None."""
    said = []
    for step in steps(source):
        printed = folder.run(step.command)
        if not agrees(step.lines, printed):
            said.append("\n".join([f"$ {step.command}", "stands there:", *step.lines, "is printed:", *printed]))
    return "\n\n".join(said) or None


def page_with(page: str, folder: Folder) -> tuple[str, list[str]]:
    """The page with the output as it is, and the commands whose output has a `…` and differs: a person must look."""
    by_hand = []

    def block(found: re.Match[str]) -> str:
        lines = []
        for step in steps(found[1]):
            printed = folder.run(step.command)
            output = step.lines
            if not agrees(step.lines, printed):
                if _ELLIPSIS in step.lines:
                    by_hand.append(step.command)
                else:
                    output = printed
            lines += [f"$ {step.command}".replace("\n", "\n> "), *output]
        return "```console\n" + "".join(line + "\n" for line in lines) + "```"

    return _BLOCK.sub(block, page), by_hand


def _main(names: Sequence[str]) -> int:
    pages = [Path(name) for name in names] or sorted((ROOT / "docs").glob("**/*.md"))
    status = 0
    for path in pages:
        page, folder = path.read_text(encoding="utf-8"), Folder()
        try:
            written, by_hand = page_with(page, folder)
        finally:
            folder.leave()
        if written != page:
            path.write_text(written, encoding="utf-8")
            print(f"{path}: written anew")
        for command in by_hand:
            print(f"{path}: correct by hand what stands around … below: {command}")
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1:]))
