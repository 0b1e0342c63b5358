"""Commands whose help and mistakes are told in the language of the call, and groups that load what is called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import click

from budgetperf.cli.language import lang_of, mark, say
from budgetperf.cli.mistakes import meant
from budgetperf.cli.page import Page

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

__all__ = ["Argument", "Command", "Group", "Lazy", "Option"]

# Short options with a value that was not asked for.
_GIVEN_ALONE: Final = re.compile(r"-[^-=]+=")
_OPTIONS, _COMMAND = mark("[选项]"), mark("命令 [参数]…")


class Lazy(NamedTuple):
    """
    A command that is loaded when it is called.

    Attributes:
        place: Where it is: ``module:name``.

        summary: What it does, in one sentence, so that a list of commands need not load it.
    """

    place: str
    summary: str

    def load(self) -> click.Command:
        """The command."""
        module, _, name = self.place.partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command


class _Context(click.Context):
    formatter_class = Page


class Option(click.Option):
    """An option; what stands for its value is told in the language of the call."""

    def make_metavar(self, ctx: click.Context) -> str:
        """What stands for the value."""
        return say(lang_of(ctx), super().make_metavar(ctx))


class Argument(click.Argument):
    """An argument; its name is told in the language of the call."""

    def make_metavar(self, ctx: click.Context) -> str:
        """What stands for the argument."""
        return say(lang_of(ctx), super().make_metavar(ctx))


class _Told(click.Command):
    """What a command says of itself."""

    context_class = _Context

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **({"options_metavar": _OPTIONS} | kwargs))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Options and arguments; whoever refuses them need not know of whom they are."""
        typed = tuple(args)
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            error.ctx = error.ctx or ctx
            # Of -q=3 click says that there is no option -=.
            alone = next((word for word in typed if error.option_name == "-=" and _GIVEN_ALONE.match(word)), None)
            if alone is None:
                raise
            name = f"-{alone.partition('=')[0][-1]}"
            raise click.BadOptionUsage(name, error.message, ctx) from error
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """The rest of the line that says how the command is called."""
        return [say(lang_of(ctx), piece) for piece in super().collect_usage_pieces(ctx)]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """How the command is called."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, say(lang_of(ctx), "用法："))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What the command does: the sentence of its group, and more."""
        group = ctx.parent.command if ctx.parent is not None else None
        known = group.families.get(ctx.info_name or "") if isinstance(group, Group) else None
        for text in (None if known is None else known.summary, self.help):
            if text:
                formatter.write_paragraph()
                with formatter.indentation():
                    formatter.write_text(say(lang_of(ctx), text))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, and what each does."""
        lang = lang_of(ctx)
        rows = [(names, say(lang, meaning)) for names, meaning in self._options(ctx)]
        with formatter.section(say(lang, "选项：")):
            formatter.write_dl(rows)

    def _options(self, ctx: click.Context) -> Iterator[tuple[str, str]]:
        for param in self.get_params(ctx):
            record = param.get_help_record(ctx)
            if isinstance(param, click.Option) and record is not None:
                yield record[0], self._meaning(param, ctx)

    def _meaning(self, option: click.Option, ctx: click.Context) -> str:
        return mark("显示说明并退出") if option is self.get_help_option(ctx) else option.help or ""

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The options, with what each does."""
        from click.shell_completion import CompletionItem

        meanings = {
            name: say(lang_of(ctx), self._meaning(param, ctx))
            for param in self.get_params(ctx)
            if isinstance(param, click.Option)
            for name in (*param.opts, *param.secondary_opts)
        }
        # The commands of a group are not asked for: they would all be loaded.
        found = click.Command.shell_complete(self, ctx, incomplete)
        return [CompletionItem(item.value, type=item.type, help=meanings.get(item.value) or None) for item in found]


class Command(_Told):
    """One command."""

    # What is too much is refused below, in the language of the call.
    allow_extra_args = True

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Options and arguments, and nothing more."""
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            raise click.UsageError(say(lang_of(ctx), "多余的参数：{rest}", rest=" ".join(rest)), ctx)
        return rest


class Group(_Told, click.Group):
    """
    Commands by their names.

    Args:
        families: The commands, in the order in which they are listed.
    """

    def __init__(self, *args: Any, families: Mapping[str, Lazy], **kwargs: Any) -> None:
        super().__init__(*args, **({"subcommand_metavar": _COMMAND} | kwargs))
        self.families = families

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names."""
        del ctx
        return list(self.families)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, which is loaded now."""
        del ctx
        known = self.families.get(cmd_name)
        return None if known is None else known.load()

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is called; else the one that may have been meant."""
        name = args[0]
        if name not in self.families and not name.startswith("-") and not ctx.resilient_parsing:
            lang = lang_of(ctx)
            close = meant(name, self.families, lang)
            known = say(lang, "、").join(self.families)
            said = say(lang, "没有命令“{name}”{close}可用的有：{known}", name=name, close=close, known=known)
            raise click.UsageError(said, ctx)
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, then the commands, each with its sentence."""
        super().format_options(ctx, formatter)
        lang = lang_of(ctx)
        with formatter.section(say(lang, "命令：")):
            formatter.write_dl([(name, say(lang, lazy.summary)) for name, lazy in self.families.items()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The commands, none of which is loaded, and the options."""
        from click.shell_completion import CompletionItem

        lang = lang_of(ctx)
        found = [(name, lazy.summary) for name, lazy in self.families.items() if name.startswith(incomplete)]
        commands = [CompletionItem(name, help=say(lang, summary)) for name, summary in found]
        return [*commands, *super().shell_complete(ctx, incomplete)]
