"""How many figures of a filing something confirms, and which ones nothing does, row by row of the forms."""

from __future__ import annotations

from collections.abc import Iterator

from budgetperf.reconciliation.coverage import Coverage
from budgetperf.rendering.layout import pick
from budgetperf.rendering.messages import word
from budgetperf.rendering.places import attachment_of, describe
from budgetperf.review import Review

__all__ = ["coverage_line", "untied_lines"]


def coverage_line(coverage: Coverage, lang: str) -> str:
    """The count, in one sentence."""
    tied, total = len(coverage.tied), coverage.total
    return pick(
        lang,
        f"材料中 {total} 个数字，{tied} 个至少由一项勾稽关系核对过，{total - tied} 个无从印证",
        f"{tied} of {total} figures are tied by at least one identity; nothing confirms the other {total - tied}",
    )


def untied_lines(review: Review, lang: str) -> Iterator[str]:
    """The figures that nothing confirms: one line for each column of each card, one for each other figure's form."""
    groups: dict[tuple[str, str], list[str]] = {}
    for path in review.coverage.untied:
        row, _, column = path.rpartition(".")
        form = path.partition(".")[0]
        groups.setdefault((form, column if ".indicators[" in path else ""), []).append(
            row if ".indicators[" in path else path
        )
    for (form, column), paths in groups.items():
        head = describe(review.filing, form, lang)
        names = [_name(review, path, head, lang) for path in paths]
        title = f"{head} {word('cell', column, lang)}" if column else head
        yield f"{title}{pick(lang, '：', ': ')}{pick(lang, '、', ', ').join(names)}"


def _name(review: Review, path: str, head: str, lang: str) -> str:
    said = describe(review.filing, path, lang).removeprefix(head).removeprefix("的").removeprefix(", ")
    return said or (attachment_of(review.filing, path) or path)
