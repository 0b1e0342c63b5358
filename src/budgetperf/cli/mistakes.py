"""What was wrong with a call, said in its language: what, what was expected, and how to go on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, Any, Final

import click

from budgetperf.cli.language import lang_of, mark, say
from budgetperf.errors import BudgetPerfError, reason_of

__all__ = ["CANNOT", "Mistake", "complain", "meant", "said_by_system", "told"]

CANNOT: Final = 2
"""The exit status of what cannot be done."""

# What click says in its own words, without an exception of its own.
_SAID: Final = {"Missing command.": mark("缺少命令")}


class Mistake(click.ClickException):
    """A call that cannot be understood; it is shown with how the command is called."""

    exit_code = CANNOT

    def __init__(self, error: click.UsageError, ctx: click.Context) -> None:
        self.lang = lang_of(error.ctx or ctx)
        self.ctx = error.ctx or ctx
        super().__init__(told(error, self.lang))

    def show(self, file: IO[Any] | None = None) -> None:
        """On standard error; what it quotes from the call must not command the terminal."""
        from budgetperf.rendering.width import printable

        asked = say(self.lang, "查看说明：{command} --help", command=self.ctx.command_path)
        wrong = say(self.lang, "错误：{message}", message=self.message)
        for line in (*self.ctx.get_usage().split("\n"), asked, "", *wrong.split("\n")):
            click.echo(printable(line), file=file, err=True)


def told(error: click.UsageError, lang: str) -> str:
    """What is wrong with a call."""
    if isinstance(error, click.NoSuchOption):
        close = meant(error.option_name, error.possibilities or (), lang)
        return say(lang, "没有选项 {name}{close}", name=error.option_name, close=close)
    if isinstance(error, click.MissingParameter):
        return _missing(error, lang)
    if isinstance(error, click.BadParameter):
        hint = _named(error)
        # Whoever chooses an argument from a few words sees which one is meant.
        is_plain = isinstance(error.param, click.Argument) and isinstance(error.param.type, click.Choice)
        return error.message if is_plain or not hint else f"{hint}{say(lang, '：')}{error.message}"
    if isinstance(error, click.BadOptionUsage):
        alone = any(
            isinstance(param, click.Option)
            and param.is_flag
            and error.option_name in (*param.opts, *param.secondary_opts)
            for param in ([] if error.ctx is None else error.ctx.command.get_params(error.ctx))
        )
        sentence = mark("选项 {name} 不带值") if alone else mark("选项 {name} 后面应有一个值")
        return say(lang, sentence, name=error.option_name)
    return say(lang, _SAID.get(error.message, error.message))


def _missing(error: click.MissingParameter, lang: str) -> str:
    sentence = mark("缺少参数 {name}")
    if isinstance(error.param, click.Option):
        sentence = mark("缺少选项 {name}")
    said = say(lang, sentence, name=_named(error))
    more = None if error.param is None else error.param.type.get_missing_message(error.param, error.ctx)
    return f"{said}{say(lang, '；')}{more}" if more else said


def _named(error: click.BadParameter) -> str:
    """The option as it is typed, or the argument as the usage calls it."""
    if error.param is None:
        return ""
    if isinstance(error.param, click.Option):
        return " / ".join(error.param.opts)
    return error.param.human_readable_name if error.ctx is None else error.param.make_metavar(error.ctx)


def meant(word: str, known: Iterable[str], lang: str) -> str:
    """
    Which word was probably meant, as the end of a sentence.

    >>> meant("reveiw", ["review", "rulebook"], "zh"), meant("x", ["review"], "zh")
    ('；是否指 review？', '。')
    """
    from difflib import get_close_matches

    close = get_close_matches(word, list(known), n=1, cutoff=0.5)
    if close:
        return say(lang, "；是否指 {word}？", word=close[0])
    return say(lang, "。")


def complain(error: BudgetPerfError, lang: str) -> None:
    """Say what is wrong on standard error; what it quotes from a file must not command the terminal."""
    from budgetperf.rendering.width import printable

    said = f"budgetperf: {error.zh if lang == 'zh' else error.en}"
    click.echo("\n".join(map(printable, said.split("\n"))), err=True)


def said_by_system(error: OSError, lang: str) -> str:
    """
    What the system says of a file.

    >>> said_by_system(PermissionError(13, "Permission denied", "a.docx"), "zh")
    'a.docx：没有权限'
    """
    reason = reason_of(error)[0 if lang == "zh" else 1]
    return f"{error.filename}{say(lang, '：')}{reason}" if error.filename else reason
