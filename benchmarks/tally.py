"""Counts of judged errors, and the tables that show them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from attrs import field, frozen

from study import Double, Said, Single

__all__ = ["Failure", "Tally", "doubles_table", "failures", "singles_table"]

_FIRST_RANKS = 3


@frozen
class Tally:
    """
    How many of a number of errors.

    Attributes:
        errors: All of them.

        seen: Change an outcome.

        tied: Break a sum beyond rounding, by the oracle's arithmetic.

        tied_missed: Of these, not contradicted by the ledger.

        contradicted: Contradict the ledger: what can be detected at all.

        detected: Of these, those that `diagnose` has an explanation of.

        judged: Those of them where the cell that is wrong is still there: no figure left out of a sentence.

        named: The cell that is wrong is in the first diagnosis.

        agreed: The first diagnosis has just the cells that the oracle cannot tell apart.

        alone_at_best: The oracle leaves the wrong cell alone.

        alone: `diagnose` does.

        determined: Only one printed value of the wrong cell leaves no contradiction, and the cell is not ruled out.

        proposed: Of these, `diagnose` proposes what was there before.
    """

    errors: int = 0
    seen: int = 0
    tied: int = 0
    tied_missed: int = 0
    contradicted: int = 0
    detected: int = 0
    judged: int = 0
    named: int = 0
    agreed: int = 0
    alone_at_best: int = 0
    alone: int = 0
    determined: int = 0
    proposed: int = 0

    @classmethod
    def of(cls, singles: Sequence[Single], said: Callable[[Single], Said | None]) -> Tally:
        """Count them."""
        pairs = [(one, found) for one in singles if (found := said(one)) is not None]
        settled = [(one, found) for one, found in pairs if _is_settled(one, found)]
        return cls(
            errors=len(singles),
            seen=sum(one.seen for one in singles),
            tied=sum(one.tied for one in singles),
            tied_missed=sum(one.tied and not one.contradicted for one in singles),
            contradicted=sum(one.contradicted for one in singles),
            detected=sum(one.contradicted and one.diagnosed for one in singles),
            judged=len(pairs),
            named=sum(one.case.path in found.first for one, found in pairs),
            agreed=sum(found.first == found.possible for _, found in pairs),
            alone_at_best=sum(found.possible == (one.case.path,) for one, found in pairs),
            alone=sum(found.first == (one.case.path,) for one, found in pairs),
            determined=len(settled),
            proposed=sum(found.right for one, found in settled),
        )


def _is_settled(one: Single, found: Said) -> bool:
    return one.determined and one.case.path in found.possible


@frozen(kw_only=True)
class Failure:
    """An error of which the study and `diagnose` say different things."""

    filing: str
    path: str
    slip: str
    stated: str | None
    original: str | None
    what: str
    first: tuple[str, ...] = field(converter=tuple[str, ...])
    possible: tuple[str, ...] = field(converter=tuple[str, ...])
    proposed: str | None


def failures(filing: str, singles: Iterable[Single]) -> Iterable[Failure]:
    """What went wrong: errors missed or imagined, classes that differ, values that were determined and not proposed."""
    for one in singles:
        if one.tied and not one.contradicted:
            yield _failure(filing, one, "a broken sum is not seen", None)
        if one.diagnosed != one.contradicted:
            yield _failure(filing, one, "diagnosed, not contradicted, or the other way round", None)
        for mode, said in (("figures", one.said), ("scores", one.said_with_scores)):
            if said is not None and said.first != said.possible:
                yield _failure(filing, one, f"{mode}: other cells", said)
            elif said is not None and _is_settled(one, said) and not said.right:
                yield _failure(filing, one, f"{mode}: other value", said)


def _failure(filing: str, one: Single, what: str, said: Said | None) -> Failure:
    return Failure(
        filing=filing,
        path=one.case.path,
        slip=f"{one.case.slip.kind} {one.case.slip.size}",
        stated=one.case.slip.text,
        original=one.original,
        what=what,
        first=() if said is None else said.first,
        possible=() if said is None else said.possible,
        proposed=None if said is None else said.proposed,
    )


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---", *["--:"] * (len(heads) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def share(some: int, every: int) -> str:
    """
    A share for a table, with both numbers; never 100 % where one is missing.

    >>> share(999, 1000), share(1000, 1000), share(0, 0)
    ('99.9 % (999/1000)', '100 % (1000/1000)', '–')
    """
    if every == 0:
        return "–"
    tenths = some * 1000 // every
    return f"{tenths // 10}{f'.{tenths % 10}' if tenths % 10 else ''} % ({some}/{every})"


def singles_table(head: str, groups: Mapping[str, Sequence[Single]], said: Callable[[Single], Said | None]) -> str:
    """One row for each group of errors."""
    heads = (
        head, "errors", "change an outcome", "contradict (ceiling)", "detected", "named", "cells = oracle's",
        "alone: oracle", "alone: found", "value determined", "… and proposed",
    )  # fmt: skip
    rows = []
    for name, singles in groups.items():
        tally = Tally.of(singles, said)
        rows.append(
            [
                name,
                str(tally.errors),
                str(tally.seen),
                str(tally.contradicted),
                share(tally.detected, tally.contradicted),
                share(tally.named, tally.judged),
                share(tally.agreed, tally.judged),
                str(tally.alone_at_best),
                str(tally.alone),
                str(tally.determined),
                share(tally.proposed, tally.determined),
            ]
        )
    return _table(heads, rows)


def doubles_table(groups: Mapping[str, Sequence[Double]]) -> str:
    """One row for each group of simultaneous errors."""
    heads = (
        "filing", "cases", "fewer cells explain all", "decided by the oracle", "named by the first diagnosis",
        "by one of the first three", "not decided", "by one of the first three",
    )  # fmt: skip
    rows = []
    for name, doubles in groups.items():
        decided, open_ = (
            [one for one in doubles if not one.one_cell and one.decided is which] for which in (True, False)
        )
        rows.append(
            [
                name,
                str(len(doubles)),
                str(sum(one.one_cell for one in doubles)),
                str(len(decided)),
                share(sum(one.named_first for one in decided), len(decided)),
                share(sum(one.together for one in decided), len(decided)),
                str(len(open_)),
                share(sum(one.together for one in open_), len(open_)),
            ]
        )
    return _table(heads, rows)
