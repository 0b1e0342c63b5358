"""How many figures of a filing are tied by an identity, and which ones nothing confirms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import field, frozen

from budgetperf.domain.figures import Figure
from budgetperf.domain.finding import Entry, Outcome
from budgetperf.domain.rates import PREVIOUS
from budgetperf.domain.statement import Actual, Bound, Target
from budgetperf.reconciliation.evaluate import Decision

__all__ = ["Coverage", "coverage"]

_EVALUATED = (Outcome.HOLDS, Outcome.WITHIN_ROUNDING, Outcome.VIOLATED)


@frozen(kw_only=True)
class Coverage:
    """
    The figures of a filing by whether something ties them.

    Attributes:
        tied: Paths of the figures that at least one evaluated identity uses, in the order of the forms.

        untied: Paths of the others: nothing in the filing confirms or contradicts them.
    """

    tied: tuple[str, ...] = field(converter=tuple[str, ...])
    untied: tuple[str, ...] = field(converter=tuple[str, ...])

    @property
    def total(self) -> int:
        """How many figures there are."""
        return len(self.tied) + len(self.untied)


def coverage(ledger: Iterable[Decision | Entry], figures: Mapping[str, Figure]) -> Coverage:
    """Sort the figures of a filing; words, and figures of last year's filing, are none."""
    used = {path for line in ledger if line.outcome in _EVALUATED for path in line.paths}
    # A figure that fills its whole cell may be used by its place in the text, too.
    used |= {path.partition("@")[0] for path in used if "@" in path}
    stated = [path for path, figure in figures.items() if _is_figure(path, figure)]
    cells = set(stated)
    stated = [path for path in stated if "@" not in path or path.partition("@")[0] not in cells]
    return Coverage(
        tied=[path for path in stated if path in used],
        untied=[path for path in stated if path not in used],
    )


def _is_figure(path: str, figure: Figure) -> bool:
    if path.startswith(PREVIOUS):
        return False
    return not isinstance(figure, (Target, Actual)) or isinstance(figure.reading, Bound)
