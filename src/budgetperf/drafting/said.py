"""What is written under each heading of a report: sentences, and the figures that are missing for more of them."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import define, field

from budgetperf.domain.quantity import Money
from budgetperf.domain.scorecard import Scorecard
from budgetperf.drafting.marks import mark
from budgetperf.drafting.points import lost
from budgetperf.drafting.wording import change, grown, money, percent

__all__ = ["Said", "shared", "told_of_row"]


@define
class Said:
    """
    Paragraphs by the key of their heading, and what is missing there.

    Attributes:
        paragraphs: What is written.

        missing: What a form leaves blank, so that nothing could be written of it.
    """

    paragraphs: dict[str, list[str]] = field(factory=dict)
    missing: dict[str, list[str]] = field(factory=dict)

    def write(self, key: str, *sentences: str | None) -> None:
        """Add a paragraph of these sentences; without any, none."""
        text = "".join(sentence for sentence in sentences if sentence)
        if text:
            self.paragraphs.setdefault(key, []).append(text)

    def miss(self, key: str, what: str, where: str) -> None:
        """Say which figure is missing in which form."""
        self.missing.setdefault(key, []).append(f"{what}（{where}）")

    def write_lost(self, key: str, card: Scorecard, where: str) -> None:
        """A paragraph of each row that lost points; a reason that the card does not state is missing."""
        for row in lost(card):
            self.write(key, row.sentence)
            if not row.explained:
                self.miss(key, f"{row.name}的扣分原因", where)

    def under(self, key: str) -> tuple[str, ...]:
        """What is written under a heading; what is missing comes last, as one gap."""
        missing = self.missing.get(key, [])
        return (*self.paragraphs.get(key, ()), *([mark("、".join(missing))] if missing else []))


def told_of_row(
    name: str, budget: object, spent: object, prior: object, *, rate: str | None = "控制率", colon: str = ""
) -> str | None:
    """
    One sentence of a row of 附件1: what was budgeted and spent, against the budget and against last year.

    Args:
        name: What was paid.

        budget: Its budget.

        spent: What was spent on it.

        prior: What was spent on it last year.

        rate: What spending as a share of the budget is called; None for not telling it.

        colon: What stands after the name.

    >>> told_of_row("公务接待费", Money("5", "万元"), Money("4", "万元"), Money("4", "万元"), rate=None)
    '公务接待费预算5万元，决算4万元，比预算节约1万元；与上年持平。'
    """
    planned, paid, last = money(budget), money(spent), money(prior)
    clauses: list[str] = []
    if planned is not None:
        clauses.append(f"预算{planned}")
    if paid is not None:
        clauses.append(f"决算{paid}")
    if planned is not None and paid is not None:
        share = percent(paid, planned)
        clauses += [f"{rate}{share}"] if rate and share else []
        clauses.append(change(paid, planned, "预算", more="超支", fewer="节约"))
    if not clauses:
        return None
    against = f"；{grown(paid, last)}" if paid is not None and last is not None else ""
    return f"{name}{colon}{'，'.join(clauses)}{against}。"


def shared(parts: Iterable[tuple[str, Money]], whole: Money) -> str:
    """
    The parts of a whole, each with its share.

    >>> shared([("基本支出", Money("3", "万元")), ("项目支出", Money("1", "万元"))], Money("4", "万元"))
    '基本支出3万元，占75.00%；项目支出1万元，占25.00%'
    """
    told = ((f"{name}{part}", percent(part, whole)) for name, part in parts)
    return "；".join(said if share is None else f"{said}，占{share}" for said, share in told)
