"""How far a long work is: a bar on the terminal, where there is one, and only if the work takes its time."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from time import monotonic
from typing import Final

import click

__all__ = ["PATIENCE", "steps"]

PATIENCE: Final = 1.0
"""Seconds that are waited for without being told of."""


# A bar of more columns shows no more; beside it stand the steps and the time.
_WIDEST, _BESIDE = 36, 18


def _bar_width(total: int) -> int:
    """The columns of a bar: a line that does not fit on the terminal could not be drawn over."""
    try:
        columns = os.get_terminal_size(sys.stderr.fileno()).columns
    except (ValueError, OSError):
        columns = 80
    return max(1, min(_WIDEST, columns - _BESIDE - 2 * len(str(total))))


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
    # A bar is drawn over itself, which a dumb terminal cannot do.
    silent = quiet or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb"
    with ExitStack() as stack:

        def advance(count: int) -> None:
            nonlocal done, show
            done += count
            if show is not None:
                show(count)
            elif not silent and monotonic() - begun >= patience and done < total:
                bar = click.progressbar(length=total, file=sys.stderr, show_pos=True, width=_bar_width(total))
                show = stack.enter_context(bar).update
                show(done)

        advance(0)
        yield advance
