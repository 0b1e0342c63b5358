"""How far a long work is: a bar on the terminal, where there is one, and only if the work takes its time."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from time import monotonic
from typing import Final

import click

__all__ = ["PATIENCE", "steps"]

PATIENCE: Final = 1.0
"""Seconds that are waited for without being told of."""


@contextmanager
def steps(total: int, *, quiet: bool = False, patience: float = PATIENCE) -> Iterator[Callable[[int], object]]:
    """
    A function to be called with how many steps were done since.

    Args:
        total: How many there are; where nobody knows, a guess: a bar that is full stays full.

        quiet: Nothing is shown.

        patience: Seconds before anything is shown.

    >>> with steps(2, quiet=True) as advance:
    ...     advance(1)
    """
    begun = monotonic()
    done = 0
    show: Callable[[int], object] | None = None
    silent = quiet or not sys.stderr.isatty()
    with ExitStack() as stack:

        def advance(count: int) -> None:
            nonlocal done, show
            done += count
            if show is not None:
                show(count)
            elif not silent and monotonic() - begun >= patience and done < total:
                show = stack.enter_context(click.progressbar(length=total, file=sys.stderr, show_pos=True)).update
                show(done)

        advance(0)
        yield advance
