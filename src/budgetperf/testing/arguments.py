"""The exception for arguments that no value and no search can satisfy."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import TypeVar

from hypothesis.errors import InvalidArgument

from budgetperf.domain.written import quantity_error
from budgetperf.errors import BudgetPerfError

__all__ = ["ArgumentError", "chosen", "in_order"]

T = TypeVar("T")
Choice = TypeVar("Choice", bound=StrEnum)


class ArgumentError(BudgetPerfError, InvalidArgument):
    """Arguments of a strategy or a search that contradict each other, or name nothing; Hypothesis' own, too."""


def in_order(name: str, least: T | None, most: T | None, *, falls: Callable[[T, T], bool]) -> None:
    """Refuse a least value above the greatest one."""
    if least is not None and most is not None and falls(least, most):
        raise ArgumentError(
            f"{name}：下限 {least} 大于上限 {most}，没有这样的值；请对调或去掉其中之一",
            f"{name}: the least value {least} is above the greatest {most}; swap them, or leave one out",
        )


def chosen(name: str, values: Iterable[Choice | str] | None, kind: type[Choice]) -> tuple[Choice, ...]:
    """Take some of a few choices, or their names; None is all of them."""
    if values is None:
        return tuple(kind)
    given = [values] if isinstance(values, str) else list(values)
    for value in given:
        if value not in list(kind):
            refusal = quantity_error(value, f" {'|'.join(kind)} 之一", f"one of {'|'.join(kind)}", next(iter(kind)))
            raise ArgumentError(f"{name}：{refusal.zh}", f"{name}: {refusal.en}")
    if not given:
        raise ArgumentError(f"{name}：至少要有一个", f"{name}: at least one is needed")
    return tuple(kind(value) for value in given)
