"""Choosing, so that one description of how things come about serves a seeded generator and Hypothesis alike."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Protocol, TypeVar

from attrs import frozen
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

__all__ = ["Choices", "Dice", "Draw", "Drawn", "Plain"]

T = TypeVar("T")


class Choices(Protocol):
    """Whoever decides: the first of several options is the plainest one."""

    def number(self, low: int, high: int) -> int:
        """A whole number between two, both included."""

    def one_of(self, options: Sequence[T]) -> T:
        """One of a few."""


@frozen
class Dice:
    """Choices of a seeded generator: the same seed, the same choices."""

    random: Random

    def number(self, low: int, high: int) -> int:
        """A whole number between two, each as likely as another."""
        return self.random.randint(low, high)

    def one_of(self, options: Sequence[T]) -> T:
        """One of a few, each as likely as another."""
        return self.random.choice(options)


class Draw(Protocol):
    """The function by which Hypothesis hands out values, in a composite strategy or in a test."""

    def __call__(self, strategy: SearchStrategy[T], /) -> T:
        """A value of a strategy."""


@frozen
class Drawn:
    """Choices that Hypothesis makes, and shrinks towards the least number and the first option."""

    draw: Draw

    def number(self, low: int, high: int) -> int:
        """A whole number between two."""
        return self.draw(st.integers(low, high))

    def one_of(self, options: Sequence[T]) -> T:
        """One of a few."""
        return self.draw(st.sampled_from(options))


@frozen
class Plain:
    """Always the least number and the first option."""

    def number(self, low: int, high: int) -> int:  # noqa: ARG002 - the greatest is never wanted
        """The least."""
        return low

    def one_of(self, options: Sequence[T]) -> T:
        """The first."""
        return options[0]
