"""What an option or an argument may be: refused in the language of the call, and completed by the shell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import click

from budgetperf.cli.language import lang_of, mark, say
from budgetperf.cli.mistakes import meant

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    _Text = click.ParamType[str]
else:
    # Before its version 8.5, click's types of parameters took no type themselves.
    _Text = click.ParamType

__all__ = ["FORMS", "BookName", "CodeName", "FileName", "FilingName", "FolderName", "OneOf", "Whole"]

FORMS: Final = (".docx", ".xlsx")
"""The kinds that hold the official forms."""


class OneOf(click.Choice[str]):
    """One of a few words."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word; else the one that may have been meant."""
        if value in self.choices:
            return str(value)
        lang = lang_of(ctx)
        known = say(lang, "、").join(self.choices)
        close = meant(str(value), self.choices, lang)
        said = say(lang, "没有“{value}”{close}可以是：{known}", value=value, close=close, known=known)
        return self.fail(said, param, ctx)

    def get_missing_message(self, param: click.Parameter, ctx: click.Context | None) -> str:
        """What it may be, for whoever left it out."""
        del param
        lang = lang_of(ctx)
        return say(lang, "可以是：{known}", known=say(lang, "、").join(self.choices))


class Whole(click.IntRange):
    """A whole number between bounds."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number; else what it should have been."""
        try:
            return int(super().convert(value, param, ctx))
        except click.BadParameter:
            lang = lang_of(ctx)
        if self.max is None:
            said = say(lang, "应为不小于 {least} 的整数，不是“{value}”", least=self.min, value=value)
        else:
            wanted = mark("应为 {least} 至 {most} 的整数，不是“{value}”")
            said = say(lang, wanted, least=self.min, most=self.max, value=value)
        return self.fail(said, param, ctx)


class FileName(_Text):
    """
    The name of a file that is read, or of one that is written.

    Args:
        kinds: The extensions that the shell offers; all if none is given.

        written: Whether it is written, and so must not be a folder.
    """

    name = "file"

    def __init__(self, *kinds: str, written: bool = False) -> None:
        self._kinds = kinds
        self._written = written

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name as it was given."""
        from pathlib import Path

        if not value:
            # Of an empty name a system makes the folder one is in, and a variable that was not set is such a name.
            self.fail(say(lang_of(ctx), "文件名是空的；请写出文件名，当前文件夹写作 ."), param, ctx)
        if self._written and value.startswith("="):
            said = mark("“{value}”以等号开头；短选项与值之间用空格，如 -o {name}，确是文件名的写作 ./{value}")
            self.fail(say(lang_of(ctx), said, value=value, name=value.lstrip("=") or "x.html"), param, ctx)
        if self._written and Path(value).is_dir():
            self.fail(say(lang_of(ctx), "“{value}”是一个文件夹，应为文件名", value=value), param, ctx)
        return str(value)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The files that fit, and the folders in which there may be more."""
        from click.shell_completion import CompletionItem

        del ctx, param
        return [CompletionItem(name, type="file") for name in _beginning(incomplete, self._kinds)]


class FilingName(FileName):
    """The name of a file or a folder of a filing."""

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The kinds that are read."""
        from budgetperf.formats.intake import READABLE

        return FileName(*READABLE).shell_complete(ctx, param, incomplete)


class FolderName(_Text):
    """The name of a folder that is written to."""

    name = "folder"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name as it was given."""
        from pathlib import Path

        if not value:
            self.fail(say(lang_of(ctx), "文件夹名是空的；请写出文件夹名，当前文件夹写作 ."), param, ctx)
        if Path(value).is_file():
            self.fail(say(lang_of(ctx), "“{value}”是一个文件，应为文件夹", value=value), param, ctx)
        return str(value)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Folders only."""
        from click.shell_completion import CompletionItem

        del ctx, param
        return [CompletionItem(name, type="dir") for name in _beginning(incomplete, ("/",))]


class BookName(FileName):
    """The name of a rulebook that ships, or a file that holds one."""

    name = "rulebook"

    def __init__(self) -> None:
        super().__init__(".yaml", ".yml")

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The names first."""
        from click.shell_completion import CompletionItem

        from budgetperf.formats.rulebooks import shipped_names

        names = [CompletionItem(name) for name in shipped_names() if name.startswith(incomplete)]
        return [*names, *super().shell_complete(ctx, param, incomplete)]


class CodeName(_Text):
    """The code of a finding or of an identity, or a part of a rulebook."""

    name = "code"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Whatever was given: who explains it knows what there is."""
        del param, ctx
        return str(value)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Codes with what they mean; the names of rulebooks, and after one of these its parts."""
        from click.shell_completion import CompletionItem

        from budgetperf.formats.rulebooks import load_rulebook, shipped_names
        from budgetperf.rendering.catalogue import translated
        from budgetperf.rendering.codes import CODES
        from budgetperf.rendering.identities import IDENTITIES
        from budgetperf.rendering.rulebooks.explanation import part_names

        del param
        book, slash, _ = incomplete.partition("/")
        if slash:
            parts = part_names(load_rulebook(book)) if book in shipped_names() else ()
            return [CompletionItem(name) for part in parts if (name := f"{book}/{part}").startswith(incomplete)]
        titles = {code: known.title for code, known in CODES.items()} | dict(IDENTITIES)
        lang, typed = lang_of(ctx), incomplete.upper()
        return [
            *(
                CompletionItem(code, help=translated(title, lang))
                for code, title in titles.items()
                if code.startswith(typed)
            ),
            *(CompletionItem(f"{name}/") for name in shipped_names() if name.startswith(incomplete)),
        ]


def _beginning(incomplete: str, kinds: tuple[str, ...]) -> Iterator[str]:
    """The names in a folder that go on as what was typed, of some kinds; a folder ends in a slash."""
    from pathlib import Path

    before, slash, typed = incomplete.rpartition("/")
    folder = Path(before + slash).expanduser()
    try:
        found = sorted((path.name, path.is_dir()) for path in folder.iterdir())
    except (OSError, RuntimeError):
        return
    for name, is_folder in found:
        fits = name.startswith(typed) and (typed or not name.startswith(".")) and name.isprintable()
        if fits and (is_folder or not kinds or name.lower().endswith(kinds)):
            yield f"{before}{slash}{name}{'/' if is_folder else ''}"
