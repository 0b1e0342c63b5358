"""The command line: what every command says when it is asked for help."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import click
from click.testing import CliRunner

from budgetperf.cli import main
from generated.markdown import block, heading, joined

__all__ = ["commands_page"]


class _Words(NamedTuple):
    title: str
    introduction: str


_SAID = {
    "zh": _Words(
        title="命令行",
        introduction="由程序写成，与 `budgetperf COMMAND --help` 所说相同。退出码：0 没有错误 · 1 有错误或有内容丢失 ·"
        " 2 无法进行。",
    ),
    "en": _Words(
        title="The command line",
        introduction="Made from the program; the same as `budgetperf COMMAND --help --lang en`. Exit status: 0 nothing"
        " is wrong · 1 errors were found, or something was lost · 2 it cannot be done.",
    ),
}


def commands_page(lang: str) -> str:
    """Every command."""
    said = _SAID[lang]
    runner = CliRunner(env={"BUDGETPERF_LANG": lang, "COLUMNS": "100"})
    parts = [said.introduction, block(_help(runner, []))]
    for path in _commands(main, []):
        parts += [heading(2, " ".join(["budgetperf", *path])), block(_help(runner, path))]
    return joined(heading(1, said.title), *parts)


def _help(runner: CliRunner, path: list[str]) -> str:
    return runner.invoke(main, [*path, "--help"], prog_name="budgetperf", catch_exceptions=False).output


def _commands(group: click.Group, path: list[str]) -> Iterator[list[str]]:
    """The words by which each command is called."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None or command.hidden:
            continue
        if isinstance(command, click.Group):
            yield from _commands(command, [*path, name])
        else:
            yield [*path, name]
