"""What a function is asked: one target, the actuals around it, and the same in another unit and at another weight."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from attrs import frozen
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

__all__ = ["Probe", "plainness", "probes"]

# Where rules turn: nothing, the thresholds and bounds in use, the target, a little above it, far beyond it.
_RATIOS = tuple(
    map(Fraction, (
        "0", "1", "2", "-1", "10", "0.5", "0.6", "0.8", "0.9", "0.7", "0.85", "0.95", "0.99", "1.01", "1.1", "1.2",
        "1.3", "1.5", "3", "100", "-2", "0.01", "0.92", "0.928", "0.9927", "1.05", "0.999", "1.001",
    ))
)  # fmt: skip
_WEIGHTS = tuple(map(Fraction, ("10", "5", "2", "8", "1", "20", "30", "100", "2.5", "22.5", "12.5", "0.5")))
_SCALES = (Fraction(10), Fraction(100), Fraction(1000), Fraction(10_000), Fraction(1, 10), Fraction(1, 10_000))
_TARGETS = tuple(
    map(Fraction, (
        "100", "90", "95", "88", "96.73", "99.9", "2022", "0.01", "0.0001", "123456789.01", "9999999999999999",
    ))
)  # fmt: skip
_NEAR = Fraction(1, 1000)


@frozen(kw_only=True)
class Probe:
    """
    One question, or rather a bundle of them.

    Attributes:
        target: The target.

        actuals: The actuals to ask about, sorted.

        weight: The weight.

        other: Another weight.

        scale: By how much the figures grow in another unit.

        pick: Which of several intervals to look into.
    """

    target: Fraction
    actuals: tuple[Fraction, ...]
    weight: Fraction
    other: Fraction
    scale: Fraction
    pick: int


def plainness(*numbers: Fraction) -> tuple[int, int, int]:
    """How plain some numbers look; the less, the plainer. Figures below zero are rare on a form."""
    return (
        sum(number < 0 for number in numbers),
        max(number.denominator for number in numbers),
        sum(abs(number.numerator) for number in numbers),
    )


def probes(sign: int, *, weights: Sequence[Decimal] = (), jumps: Sequence[Fraction] = ()) -> SearchStrategy[Probe]:
    """
    Questions about targets above zero (1), of zero (0), below zero (−1).

    Args:
        sign: Which of them.

        weights: The weights that the function is written for; none means any.

        jumps: Where it says that it jumps, as actual ÷ target.
    """
    asked = st.sampled_from([Fraction(weight) for weight in weights]) if weights else _any_weights()
    turns = {*_RATIOS, *jumps, *(jump + near for jump in jumps for near in (_NEAR, -_NEAR))}

    def probe(
        size: Fraction, drawn: list[Fraction], shares: list[Fraction], asked: tuple[Fraction, Fraction], turn: int
    ) -> Probe:
        target = sign * size
        unit = target or Fraction(1)
        around = {ratio * unit for ratio in (*turns, *shares)}
        return Probe(
            target=target,
            actuals=tuple(sorted({*around, *drawn, Fraction(0)})),
            weight=asked[0],
            other=asked[1],
            scale=_SCALES[turn % len(_SCALES)],
            pick=turn,
        )

    return st.builds(
        probe,
        _sizes() if sign else st.just(Fraction(0)),
        st.lists(_numbers(), max_size=2),
        st.lists(_shares(), max_size=2),
        st.tuples(asked, asked),
        st.integers(0, 59),
    )


def _any_weights() -> SearchStrategy[Fraction]:
    return st.sampled_from(_WEIGHTS) | st.builds(Fraction, st.integers(1, 10_000), st.just(100))


def _sizes() -> SearchStrategy[Fraction]:
    """Targets: small whole numbers, the ones that forms print, amounts to the cent, and any size."""
    amounts = st.builds(Fraction, st.integers(1, 10**8), st.sampled_from([1, 10, 100]))
    return st.integers(1, 12).map(Fraction) | st.sampled_from(_TARGETS) | amounts


def _numbers() -> SearchStrategy[Fraction]:
    return st.integers(-20, 200).map(Fraction) | st.builds(Fraction, st.integers(-(10**8), 10**8), st.just(100))


def _shares() -> SearchStrategy[Fraction]:
    return st.builds(Fraction, st.integers(0, 3_000), st.just(1_000))
