"""The program itself: its commands, and what becomes of whatever goes wrong in one of them."""

from __future__ import annotations

import io
import os
import sys
from typing import Any, Final

import click

from budgetperf.cli.commands import Group, Lazy
from budgetperf.cli.language import LANGUAGES, VARIABLE, asked_for, lang_of, mark, remember, say
from budgetperf.cli.mistakes import CANNOT, Mistake, complain, said_by_system
from budgetperf.cli.options import lang_option
from budgetperf.errors import BudgetPerfError

__all__ = ["main"]

_FAMILIES: Final = {
    "review": Lazy("budgetperf.cli.reviewing:review", mark("复核一份自评材料（可由多个文件组成）。")),
    "convert": Lazy("budgetperf.cli.converting:convert", mark("转换格式，或填写官方表格。")),
    "draft": Lazy("budgetperf.cli.drafts:draft", mark("按各表数字起草附件4、附件5，连同各表写出。")),
    "blank": Lazy("budgetperf.cli.converting:blank", mark("写出空白的官方表格（.docx 或 .xlsx）。")),
    "batch": Lazy("budgetperf.cli.batches:batch", mark("批量复核：文件夹中的材料写成 Parquet 表和一页汇总。")),
    "rulebook": Lazy("budgetperf.cli.books:rulebook", mark("规则集：列出、说明、验证、比较。")),
    "explain": Lazy("budgetperf.cli.lookups:explain", mark("解释问题代码、勾稽关系或规则集的条款。")),
    "schema": Lazy("budgetperf.cli.lookups:schema", mark("输出公开的 JSON Schema（draft 2020-12）。")),
    "completion": Lazy("budgetperf.cli.completion:completion", mark("输出命令行补全脚本。")),
}


# What each language says to those who read another.
_OTHERWISE: Final = {
    "zh": "中文说明：budgetperf --lang zh --help",
    "en": "In English: budgetperf --lang en --help, or set BUDGETPERF_LANG=en",
}


class _Program(Group):
    """Every mistake of a caller or a file is one message and status 2; only a mistake of ours shows a traceback."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Call the program; what it says on a stream that was closed is for nobody."""
        for name in ("stdout", "stderr"):
            if getattr(sys, name) is None:
                setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - Path is not loaded yet; it stays open
        return super().main(*args, **kwargs)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The language is found before anything else: whatever is wrong is said in it."""
        for stream in (sys.stdout, sys.stderr):
            # A terminal that cannot show a character gets another one, not a traceback; in a page of help, too.
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="replace")
        remember(ctx, asked_for(args, os.environ))
        try:
            self._check_variable(ctx)
            return super().parse_args(ctx, args)
        except click.exceptions.NoArgsIsHelpError:
            raise
        except click.UsageError as error:
            raise Mistake(error, ctx) from error
        except OSError as error:
            # The help and the version are printed here.
            self._complain_of_system(error, lang_of(ctx))
            return ctx.exit(CANNOT)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What the program does, and how to be told in another language."""
        super().format_help_text(ctx, formatter)
        with formatter.indentation():
            formatter.write_text("\n".join(said for lang, said in _OTHERWISE.items() if lang != lang_of(ctx)))

    @staticmethod
    def _complain_of_system(error: OSError, lang: str) -> None:
        # Whoever stopped listening is not told so.
        if isinstance(error, BrokenPipeError):
            raise error
        click.echo(f"budgetperf: {said_by_system(error, lang)}", err=True)

    def _check_variable(self, ctx: click.Context) -> None:
        wanted = os.environ.get(VARIABLE)
        if wanted and wanted not in LANGUAGES and not ctx.resilient_parsing:
            sentence = mark("环境变量 {name} 应为 zh 或 en，不是“{value}”")
            raise click.UsageError(say(lang_of(ctx), sentence, name=VARIABLE, value=wanted), ctx)

    def invoke(self, ctx: click.Context) -> Any:
        """Call the command."""
        lang = lang_of(ctx)
        try:
            return super().invoke(ctx)
        except click.exceptions.NoArgsIsHelpError:
            raise
        except click.UsageError as error:
            raise Mistake(error, ctx) from error
        except BudgetPerfError as error:
            complain(error, lang)
        except OSError as error:
            self._complain_of_system(error, lang)
        except (KeyboardInterrupt, click.Abort):
            click.echo(f"\nbudgetperf: {say(lang, '已中断')}", err=True)
        return ctx.exit(CANNOT)


def _columns() -> int:
    """The width of the help. To find it, click would load what packs archives: a tenth of the time that help takes."""
    try:
        columns = int(os.environ.get("COLUMNS") or os.get_terminal_size().columns)
    except (ValueError, OSError):
        columns = 80
    return max(min(columns, 100) - 2, 38)


@click.group(
    cls=_Program,
    families=_FAMILIES,
    context_settings={"help_option_names": ["-h", "--help"], "terminal_width": _columns()},
    help=mark("预算绩效自评复核：重算得分，核对勾稽关系。"),
)
@lang_option(expose=False)
@click.version_option(package_name="budgetperf", message="%(prog)s %(version)s", help=mark("显示版本并退出"))
def main() -> None:
    """Review budget performance self-evaluations."""
