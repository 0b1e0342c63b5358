"""`budgetperf batch`: folders of filings on all cores, into tables and a page."""

from __future__ import annotations

from typing import Final

import click

from budgetperf.cli.commands import Argument, Command, Option
from budgetperf.cli.language import mark
from budgetperf.cli.options import lang_option, quiet_option, rulebook_option
from budgetperf.cli.progress import steps
from budgetperf.cli.terminal import page_columns
from budgetperf.cli.values import FilingName, FolderName, Whole

__all__ = ["batch"]

_FINDINGS: Final = 1


@click.command(
    cls=Command,
    help=mark(
        "给出的文件夹中，每个文件是一份材料，每个子文件夹也是一份。中断后再运行一次即可继续。\n\n"
        "退出码：0 没有错误；1 有错误或未能读取的文件；2 无法进行"
    ),
)
@click.argument("inputs", cls=Argument, nargs=-1, required=True, type=FilingName(), metavar=mark("输入…"))
@click.option(
    "-o",
    "--output",
    cls=Option,
    required=True,
    type=FolderName(),
    metavar=mark("文件夹"),
    help=mark("结果文件夹（必填）"),
)
@rulebook_option
@click.option("--jobs", cls=Option, type=Whole(min=1), metavar=mark("数"), help=mark("进程数，默认用全部核心"))
@quiet_option(mark("不输出汇总和进度；汇总在结果文件夹的 summary.txt 里"))
@lang_option()
def batch(inputs: tuple[str, ...], output: str, book: str | None, jobs: int | None, quiet: bool, lang: str) -> None:
    """Review folders of filings; what was broken off is gone on with."""
    from budgetperf.batch.folders import Work, summary_to_text

    work = Work.of(inputs, output, rulebook=book, lang=lang)
    with steps(len(work.left), quiet=quiet, patience=0) as advance:
        for done in work.carry_out(jobs=jobs):
            advance(done)
    summary = work.finish()
    if not quiet:
        click.echo(summary_to_text(summary, lang=lang, columns=page_columns()), nl=False)
    if summary.has_errors:
        raise SystemExit(_FINDINGS)
