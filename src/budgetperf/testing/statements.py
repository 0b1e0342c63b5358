"""Strategies for targets and actuals: numbers with every operator, in full and half width; dates; words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from budgetperf.domain.quantity import Quantity
from budgetperf.domain.record import Direction
from budgetperf.domain.statement import Actual, Bound, Operator, Period, Target, Words
from budgetperf.domain.written import fold
from budgetperf.testing.quantities import counts, moneys, rates, texts

__all__ = [
    "OPERATORS",
    "UNITS",
    "WORDS",
    "actuals",
    "bounds",
    "operators",
    "periods",
    "stated_periods",
    "stated_words",
    "statements",
    "targets",
    "widened",
]

OPERATORS: Mapping[Direction, tuple[tuple[str, str], ...]] = MappingProxyType(
    {
        Direction.HIGHER: (("≥", ""), (">", ""), (">=", ""), ("≧", ""), ("不低于", ""), ("超过", ""), ("", "以上")),
        Direction.LOWER: (
            ("≤", ""),
            ("<", ""),
            ("<=", ""),
            ("≦", ""),
            ("不超过", ""),
            ("低于", ""),
            ("控制在", "以内"),
        ),
        Direction.EQUAL: (("=", ""), ("等于", "")),
    }
)
"""What stands before and after a number, the usual one first."""
UNITS = ("", "%", "次", "万元", "元", "人", "万人次", "m²", "天", "元/人")
WORDS = (
    "已完成", "完成", "达成", "已达到预期目标", "部分完成", "部分达成年度指标并具有一定效果", "未完成", "基本未完成",
    "无", "无负面影响", "有所提升", "是", "否", "不适用", "未达成年度指标且效果较差", "—", "/", "持续改善", "优秀",
)  # fmt: skip
"""Words that rulebooks list, their denials, and some that no rulebook lists."""
_PERIODS = (
    "2022年", "2022年1-12月", "2022-12-31", "2022年12月31日前", "2022年6月底前", "2023年1月5日", "12月底前",
    "2022.6.30",
)  # fmt: skip
_STATEMENTS = (
    "≥95%", "≥ 95 %", "不低于９５％", "100%", "88万元", "2次", "0", "0起", "=0", "<5", "10天以内", "控制在88万元以内",
    "有所提升", "已完成", "无", "9.50", "no", "012", "12:30", "1e3", "null", "~", "true", "600余万元", "第一行\n第二行",
    " 95% ", "≥9O%", "9..5",
)  # fmt: skip
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


def widened(text: str) -> str:
    """
    A text in full width, as an input method in Chinese mode writes it.

    >>> widened(">=95.5%")
    '＞＝９５．５％'
    """
    return text.translate(_WIDE)


def operators(directions: Iterable[Direction] = tuple(Direction)) -> SearchStrategy[tuple[str, str]]:
    """What stands before and after a number that is better in one of some directions."""
    return st.sampled_from([pair for direction in directions for pair in OPERATORS.get(direction, ())] or [("", "")])


def periods() -> SearchStrategy[str]:
    """Dates and periods."""
    return st.sampled_from(_PERIODS)


def _numbers() -> SearchStrategy[str]:
    """Any quantity with any operator, or none, in either width, with or without white space."""
    quantities: SearchStrategy[Quantity] = rates() | counts() | moneys()

    def written(quantity: Quantity, around: tuple[str, str], style: int) -> str:
        text = f"{around[0]}{quantity}{around[1]}"
        return (text, widened(text), f" {around[0]} {quantity}{around[1]}")[style]

    bare = st.just(("", ""))
    return st.builds(written, quantities, bare | operators(), st.sampled_from([0, 0, 1, 2]))


def statements() -> SearchStrategy[str]:
    """The text of a target or an actual: never blank."""
    anything = texts().filter(lambda text: bool(fold(text)))
    return st.sampled_from(_STATEMENTS) | _numbers() | st.sampled_from(WORDS) | periods() | anything


def targets() -> SearchStrategy[Target]:
    """年度指标值: numbers, dates and words."""
    return st.builds(Target, statements())


def actuals() -> SearchStrategy[Actual]:
    """实际完成值: numbers, dates and words."""
    return st.builds(Actual, statements())


def bounds() -> SearchStrategy[Bound]:
    """What a target or an actual in numbers means."""
    operator = st.none() | st.sampled_from(Operator)
    return st.builds(Bound, operator=operator, quantity=rates() | counts() | moneys())


def stated_periods() -> SearchStrategy[Period]:
    """What a date or a period means."""
    return periods().map(lambda text: Period(text=fold(text)))


def stated_words() -> SearchStrategy[Words]:
    """What words mean."""
    return st.sampled_from(WORDS).map(lambda text: Words(text=fold(text)))
