"""What a refusal says, word by word and in both languages: what was stated, what was expected, and how to write it."""

from collections.abc import Callable
from typing import Any

import pytest

import budgetperf as bp
from budgetperf.domain.quantity import as_quantity, as_rate
from budgetperf.domain.rate_formulas import RATE_FORMULAS
from budgetperf.domain.record import as_kind
from budgetperf.domain.statement import as_actual, as_target
from budgetperf.domain.written import plain
from budgetperf.errors import BudgetPerfError

FILING = bp.Filing(department="县图书馆")
CONTROL = RATE_FORMULAS["three_public_control"]
NO_LIST: Any = "附件2"
REFUSED: list[tuple[Callable[[], object], str, str]] = [
    (
        lambda: bp.Filing(scorecards=NO_LIST),
        "此处应为列表，不是 '附件2'；只有一项的写成 [一项]，没有的写成 []",
        "expected a list here, not '附件2'; put a single item into a list, [item], and write [] for none",
    ),
    (
        lambda: plain(9.5),
        "无法识别 9.5：应为精确的十进制数（文字、Decimal 或整数，不可用浮点数），例如 '96.73'",
        "cannot read 9.5: expected an exact decimal, such as '96.73'",
    ),
    (
        lambda: bp.Money.parse("96.73", unit="美元"),
        "无法识别 '美元'：应为金额单位：元、千元、万元或亿元，例如 '万元'",
        "cannot read '美元': expected a unit of money, such as '万元'",
    ),
    (
        lambda: bp.Money.parse("96.73"),
        "无法识别 '96.73'：应为带单位的金额，例如 '96.73万元'",
        "cannot read '96.73': expected an amount of money with its unit, such as '96.73万元'",
    ),
    (
        lambda: bp.Rate.parse("100"),
        "无法识别 '100'：应为带百分号的比率，例如 '100.0%'",
        "cannot read '100': expected a percentage with its sign, such as '100.0%'",
    ),
    (
        lambda: bp.Count.parse("若干"),
        "无法识别 '若干'：应为数量（可带单位），例如 '2次'",
        "cannot read '若干': expected a count, with or without a unit, such as '2次'",
    ),
    (
        lambda: bp.Count(2, "%"),
        "无法识别 '%'：应为数量的单位，例如 '次'",
        "cannot read '%': expected a unit of things, such as '次'",
    ),
    (
        lambda: as_quantity("若干"),
        "无法识别 '若干'：应为一个数及其单位，例如 '2次'",
        "cannot read '若干': expected one number with its unit, such as '2次'",
    ),
    (
        lambda: as_rate(5),  # type: ignore[arg-type] # that is what is refused
        "无法识别 5：应为Rate 或文字，例如 'None'",
        "cannot read 5: expected a Rate or text, such as 'None'",
    ),
    (
        lambda: bp.Target(" "),
        "无法识别 ' '：应为指标值的文字（空白请用 None），例如 '≥95%'",
        "cannot read ' ': expected the text of a target or actual, such as '≥95%'",
    ),
    (
        lambda: as_target(95),  # type: ignore[arg-type] # the same
        "无法识别 95：应为指标值的文字，例如 '≥95%'",
        "cannot read 95: expected the text of a target, such as '≥95%'",
    ),
    (
        lambda: as_actual(96),  # type: ignore[arg-type] # the same
        "无法识别 96：应为完成值的文字，例如 '96%'",
        "cannot read 96: expected the text of an actual, such as '96%'",
    ),
    (
        lambda: as_kind("projct"),
        "无法识别 'projct'：应为 department|project|target|monitoring|rates 之一，例如 'project'",
        "cannot read 'projct': expected one of department|project|target|monitoring|rates, such as 'project'",
    ),
    (
        lambda: CONTROL.value("4.08万元"),
        "无法识别 ('4.08万元',)：应为 2 个数：“三公经费”实际支出数、“三公经费”预算安排数，例如 '21'",
        "cannot read ('4.08万元',): expected 2 figures: three public spending, three public budget, such as '21'",
    ),
    (
        lambda: CONTROL.value("4.08万元", "3人"),
        "无法识别 ('4.08万元', '3人')：应为同类的数，例如 '4.08万元、10.7万元'",
        "cannot read ('4.08万元', '3人'): expected figures of one kind, such as '4.08万元、10.7万元'",
    ),
    (
        lambda: CONTROL.value("4.08万元", "0万元"),
        "无法识别 ('4.08万元', '0万元')：应为大于 0 的“三公经费”预算安排数，作为分母，例如 '21'",
        "cannot read ('4.08万元', '0万元'): expected something above zero to divide by, such as '21'",
    ),
    (
        lambda: bp.look_up(FILING, "scorecards[0]"),
        "自评材料中没有“scorecards[0]”，路径写法如 scorecards[0].indicators[3].points",
        "no 'scorecards[0]' in this filing; a path looks like scorecards[0].indicators[3].points",
    ),
    (
        lambda: bp.replace(FILING, "year", "x" * 100),
        f"“year”处放不下 '{'x' * 79}：应与原处的值同类，可用 look_up 查看",
        f"'{'x' * 79} does not fit year: expected a value like the one there, which look_up shows",
    ),
]


@pytest.mark.parametrize(("attempt", "zh", "en"), REFUSED, ids=[en[:60] for _, _, en in REFUSED])
def test_word_by_word(attempt: Callable[[], object], zh: str, en: str) -> None:
    """An officer reads the one, an engineer the other; neither has to guess."""
    with pytest.raises(BudgetPerfError) as caught:
        attempt()
    assert (zh, en) == (caught.value.zh, caught.value.en)


@pytest.mark.parametrize("value", ["附件2", b"x", {"a": 1}, None, 5, ""])
def test_what_is_no_list(value: Any) -> None:
    """A text is not taken for its letters, and nothing else that is no list gets by, in forms and in rulebooks."""
    with pytest.raises(bp.QuantityError, match="应为列表"):
        bp.Filing(scorecards=value)
    with pytest.raises(bp.QuantityError, match="应为列表"):
        bp.Scorecard(kind="project", indicators=value)
    with pytest.raises(bp.QuantityError, match="应为列表"):
        bp.Curve(knots=value)


def test_what_is_a_list() -> None:
    """Whatever else has items is frozen: a list, a tuple, a generator."""
    rows = [bp.Indicator(name="采购册数"), bp.Indicator(name="借阅人次")]
    made = [bp.Scorecard(kind="project", indicators=given) for given in (rows, tuple(rows), iter(rows))]
    assert made[0].indicators == tuple(rows)
    assert len(set(made)) == 1
