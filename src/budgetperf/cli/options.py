"""The options that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from budgetperf.cli.commands import Option
from budgetperf.cli.language import LANGUAGES, lang_of, mark, remember
from budgetperf.cli.values import BookName, OneOf

__all__ = ["lang_option", "overwrite_option", "quiet_option", "rulebook_option"]

_Command = TypeVar("_Command", bound=Callable[..., Any])


def lang_option(*, expose: bool = True) -> Callable[[_Command], _Command]:
    """``--lang``; without it the language that was asked for elsewhere in the call, or in the environment."""
    return click.option(
        "--lang",
        cls=Option,
        type=OneOf(LANGUAGES),
        default=lambda: lang_of(click.get_current_context(silent=True)),
        is_eager=True,
        expose_value=expose,
        callback=_remember,
        help=mark("全部输出的语言；默认 zh，或环境变量 BUDGETPERF_LANG 所定"),
    )


def _remember(ctx: click.Context, _parameter: click.Parameter, value: str) -> str:
    remember(ctx, value)
    return value


def rulebook_option(command: _Command) -> _Command:
    """``--rulebook``: a name that ships, or a file."""
    return click.option(
        "--rulebook",
        "book",
        cls=Option,
        type=BookName(),
        metavar=mark("名称|文件"),
        help=mark("规则集：随附的名称，或一个 YAML 文件；默认按年度和一级指标分值选用"),
    )(command)


def overwrite_option(command: _Command) -> _Command:
    """``--overwrite``: whether a file that people work in, and that is there already, may be replaced."""
    meaning = mark("覆盖已有的 .docx、.xlsx、.yaml 文件；不加则拒绝")
    return click.option("--overwrite", is_flag=True, cls=Option, help=meaning)(command)


def quiet_option(meaning: str) -> Callable[[_Command], _Command]:
    """``--quiet``: nothing is printed but what went wrong."""
    return click.option("--quiet", "-q", is_flag=True, cls=Option, help=meaning)
