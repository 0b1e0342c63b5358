"""`budgetperf explain` and `budgetperf schema`: what a code means, and how a file is built."""

from __future__ import annotations

import click

from budgetperf.cli.commands import Argument, Command
from budgetperf.cli.language import mark
from budgetperf.cli.options import lang_option
from budgetperf.cli.terminal import page_columns
from budgetperf.cli.values import CodeName, OneOf
from budgetperf.errors import PathError

__all__ = ["explain", "schema"]


@click.command(
    cls=Command,
    help=mark("问题代码如 BP301，勾稽关系如 X1，规则集的规则、章节或话题如 hunan-2022/cost。"),
)
@click.argument("name", cls=Argument, type=CodeName(), metavar=mark("代码|规则集/名称"))
@lang_option()
def explain(name: str, lang: str) -> None:
    """Explain a code, or a part of a rulebook."""
    from budgetperf.formats.rulebooks import load_rulebook, shipped_names
    from budgetperf.rendering.explanation import code_to_text
    from budgetperf.rendering.rulebooks.explanation import part_to_text

    book, slash, part = name.rpartition("/")
    if slash:
        click.echo(part_to_text(load_rulebook(book), part, lang=lang, columns=page_columns()), nl=False)
    elif name in shipped_names():
        raise PathError(
            f"{name} 是规则集：逐条说明用 budgetperf rulebook show {name}，解释其中一处写成 {name}/grades",
            f"{name} is a rulebook: budgetperf rulebook show {name} reads it out; a part of it is {name}/grades",
        )
    else:
        click.echo(code_to_text(name, lang=lang, columns=page_columns()), nl=False)


@click.command(cls=Command, help="")
@click.argument("name", cls=Argument, type=OneOf(["filing", "review", "rulebook"]), metavar="filing|review|rulebook")
@lang_option(expose=False)
def schema(name: str) -> None:
    """Print the published JSON Schema of a filing, a review or a rulebook."""
    from budgetperf.schemas import schema_text

    click.echo(schema_text(name), nl=False)
