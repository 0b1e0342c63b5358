"""How many figures of a filing something confirms, and which ones nothing does, row by row of the forms."""

from __future__ import annotations

from collections.abc import Iterator

from budgetperf.reconciliation.coverage import Coverage
from budgetperf.rendering.layout import counted, pick
from budgetperf.rendering.messages import word
from budgetperf.rendering.places import describe
from budgetperf.review import Review

__all__ = ["coverage_line", "untied_lines"]


def coverage_line(coverage: Coverage, lang: str) -> str:
    """The count, in one sentence."""
    tied, total = len(coverage.tied), coverage.total
    if not total:
        return pick(lang, "材料中没有数字", "the filing has no figures")
    if tied == total:
        return pick(
            lang,
            f"材料中 {total} 个数字，都至少由一项勾稽关系核对过",
            f"{counted(total, 'figure')}, and nothing that is not tied by at least one identity",
        )
    return pick(
        lang,
        f"材料中 {total} 个数字，{tied} 个至少由一项勾稽关系核对过，{total - tied} 个无从印证",
        f"{counted(total, 'figure')}: {tied} tied by at least one identity, {total - tied} that nothing confirms",
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
        names = pick(lang, "、", "; ").join(_name(review, path, head, lang) for path in paths)
        if column:
            head += pick(lang, "", ", ") + word("cell", column, lang)
        yield f"{head}{pick(lang, '：', ': ')}{names}"


def _name(review: Review, path: str, head: str, lang: str) -> str:
    """A figure without its form, which stands at the head of the line; one without words of its own by its path."""
    said = describe(review.filing, path, lang).removeprefix(head).removeprefix("的").removeprefix(",").strip()
    return said or path.partition(".")[2]
