"""
The control rates (控制率) as data: what each is called, which figures it asks for, and how it is made of them.

Where two definitions of one rate are in use, each has an id and a name of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from attrs import field, frozen

from budgetperf.domain.quantity import Count, Money, Quantity, Rate, as_quantity
from budgetperf.domain.written import plain, quantity_error

__all__ = ["RATE_FORMULAS", "RateFormula", "RateShape", "Term"]


class RateShape(StrEnum):
    """How a rate is made of its two sides; there are no other ways."""

    QUOTIENT = "quotient"  # a ÷ b
    CHANGE = "change"  # (a − b) ÷ b
    REST = "rest"  # 1 − a ÷ b


@frozen(kw_only=True)
class Term:
    """One figure that a formula asks for, in words."""

    zh: str
    en: str


@frozen(kw_only=True)
class RateFormula:
    """
    One control rate.

    Attributes:
        id: ``three_public_control``.

        names: How it is called, the usual name first.

        title_en: The same in English.

        shape: How its two sides, *a* and *b*, make the rate.

        above: The figures that add up to *a*.

        below: The figures that add up to *b*.

    >>> RATE_FORMULAS["three_public_control"].expression()
    '“三公经费”实际支出数 ÷ “三公经费”预算安排数'
    """

    id: str
    names: tuple[str, ...]
    title_en: str
    shape: RateShape = field(default=RateShape.QUOTIENT, converter=RateShape)
    above: tuple[Term, ...]
    below: tuple[Term, ...]

    @property
    def terms(self) -> tuple[Term, ...]:
        """Every figure that it asks for, in the order in which `value` takes them."""
        return (*self.above, *self.below)

    def name(self, lang: str = "zh") -> str:
        """Its usual name."""
        return self.names[0] if lang == "zh" else self.title_en

    def expression(self, lang: str = "zh") -> str:
        """The formula in words."""
        above, below = (_sum(terms, lang) for terms in (self.above, self.below))
        match self.shape:
            case RateShape.QUOTIENT:
                return f"{above} ÷ {below}"
            case RateShape.CHANGE:
                return f"{_bracketed(f'{above} − {below}', lang)} ÷ {below}"
            case RateShape.REST:
                return f"1 − {above} ÷ {below}"

    def value(self, *figures: Quantity | Decimal | Fraction | int | str) -> Fraction:
        """
        The exact rate of some figures, as a share.

        Args:
            figures: One for each of `terms`, all amounts, all counts of one thing, or all rates; text is read the way
                the forms write it.

        Raises:
            QuantityError: There are too few or too many, they are of different kinds, or there is nothing to divide by.

        >>> RATE_FORMULAS["three_public_control"].value("4.08万元", "10.7万元")
        Fraction(204, 535)
        >>> RATE_FORMULAS["cost_saving"].value("9万元", "100000元")
        Fraction(1, 10)
        """
        if len(figures) != len(self.terms):
            raise quantity_error(
                figures,
                f" {len(self.terms)} 个数：{'、'.join(term.zh for term in self.terms)}",
                f"{len(self.terms)} figures: {', '.join(term.en for term in self.terms)}",
                "21",
            )
        measured = [_measured(figure) for figure in figures]
        if len({unit for _, unit in measured if unit}) > 1:
            raise quantity_error(figures, "同类的数", "figures of one kind", "4.08万元、10.7万元")
        numbers = [number for number, _ in measured]
        above, below = sum(numbers[: len(self.above)], Fraction(0)), sum(numbers[len(self.above) :], Fraction(0))
        if below <= 0:
            name = " + ".join(term.zh for term in self.below)
            raise quantity_error(figures, f"大于 0 的{name}，作为分母", "something above zero to divide by", "21")
        return self.of(above, below)

    def of(self, above: Fraction, below: Fraction) -> Fraction:
        """The exact rate of its two sides; the lower one must be above zero."""
        match self.shape:
            case RateShape.QUOTIENT:
                return above / below
            case RateShape.CHANGE:
                return above / below - 1
            case RateShape.REST:
                return 1 - above / below


def _sum(terms: Sequence[Term], lang: str) -> str:
    said = " + ".join(term.zh if lang == "zh" else term.en for term in terms)
    return _bracketed(said, lang) if len(terms) > 1 else said


def _bracketed(text: str, lang: str) -> str:
    return f"（{text}）" if lang == "zh" else f"({text})"


def _measured(figure: Quantity | Decimal | Fraction | int | str) -> tuple[Fraction, str]:
    """A figure as a number, and the unit that it is in; empty where it has none."""
    if isinstance(figure, Fraction):
        return figure, ""
    if isinstance(figure, str):
        figure = as_quantity(figure)
    match figure:
        case Money():
            return Fraction(figure.yuan), "元"
        case Rate():
            return Fraction(figure.percent), "%"
        case Count():
            number, unit = figure.base
            return Fraction(number), unit
        case _:
            return Fraction(plain(figure)), ""


def _formula(
    name: str,
    names: Sequence[str],
    title_en: str,
    above: Sequence[tuple[str, str]],
    below: Sequence[tuple[str, str]],
    *,
    shape: RateShape = RateShape.QUOTIENT,
) -> RateFormula:
    first, second = (tuple(Term(zh=zh, en=en) for zh, en in terms) for terms in (above, below))
    return RateFormula(id=name, names=tuple(names), title_en=title_en, shape=shape, above=first, below=second)


_FORMULAS = (
    # 附件1：财政供养人员与经费控制
    _formula(
        "staffing_control",
        ["在职人员控制率", "财政供养人员控制率"],
        "staffing control rate",
        [("实际在职人数", "persons in post")],
        [("编制数", "established posts")],
    ),
    # 本年比上年有两种算法：预算比预算，决算比决算。
    _formula(
        "three_public_budget_change",
        ["“三公经费”变动率", "“三公经费”预算变动率"],
        "three public change, budget on budget",
        [("本年度“三公经费”预算数", "this year's three public budget")],
        [("上年度“三公经费”预算数", "last year's three public budget")],
        shape=RateShape.CHANGE,
    ),
    _formula(
        "three_public_outturn_change",
        ["“三公经费”决算变动率"],
        "three public change, outturn on outturn",
        [("本年度“三公经费”决算数", "this year's three public outturn")],
        [("上年度“三公经费”决算数", "last year's three public outturn")],
        shape=RateShape.CHANGE,
    ),
    _formula(
        "hospitality_change",
        ["公务招待费变动率", "公务接待费变动率"],
        "official hospitality change",
        [("本年度公务接待费预算数", "this year's hospitality budget")],
        [("上年度公务接待费预算数", "last year's hospitality budget")],
        shape=RateShape.CHANGE,
    ),
    _formula(
        "vehicle_change",
        ["公务用车购置运行费变动率", "公务用车购置和运行费变动率"],
        "official vehicles change",
        [("本年度公务用车购置和运行费预算数", "this year's vehicles budget")],
        [("上年度公务用车购置和运行费预算数", "last year's vehicles budget")],
        shape=RateShape.CHANGE,
    ),
    _formula(
        "three_public_control",
        ["“三公经费”控制率"],
        "three public control rate",
        [("“三公经费”实际支出数", "three public spending")],
        [("“三公经费”预算安排数", "three public budget")],
    ),
    _formula(
        "operating_control",
        ["公用经费控制率"],
        "operating expenses control rate",
        [("实际支出公用经费总额", "operating expenses spent")],
        [("预算安排公用经费总额", "operating expenses budgeted")],
    ),
    _formula(
        "procurement_execution",
        ["政府采购执行率"],
        "procurement execution rate",
        [("实际政府采购金额", "procurement spent")],
        [("政府采购预算数", "procurement budget")],
    ),
    # 附件1：楼堂馆所
    _formula(
        "building_area_control",
        ["规模控制率", "新建楼堂馆所面积控制率", "新建楼堂馆所规模控制率"],
        "building area control rate",
        [("实际建设面积", "area built")],
        [("批准建设面积", "area approved")],
    ),
    _formula(
        "building_investment_control",
        ["投资概算控制率", "新建楼堂馆所投资概算控制率"],
        "building investment control rate",
        [("实际投资", "actual investment")],
        [("批准投资", "approved investment")],
    ),
    # 执行率有两个分母：全年预算数，到位资金。
    _formula(
        "execution_rate",
        ["预算执行率", "执行率"],
        "execution rate",
        [("全年执行数", "spending")],
        [("全年预算数", "revised budget")],
    ),
    _formula(
        "execution_rate_of_received",
        ["到位资金执行率"],
        "execution rate of funds received",
        [("实际支出资金", "funds spent")],
        [("实际到位资金", "funds received")],
    ),
    # 部门整体支出：预算执行
    _formula(
        "budget_completion",
        ["预算完成率"],
        "budget completion rate",
        [("预算完成数", "budget carried out")],
        [("预算数", "budget")],
    ),
    # 湖南另一种算法：可用资金中没有结余下来的份额。
    _formula(
        "budget_completion_of_available",
        ["可用预算完成率"],
        "completion rate of the budget available",
        [("年末结余", "balance at the end of the year")],
        [
            ("上年结转", "carried over from last year"),
            ("年初预算", "initial budget"),
            ("本年追加预算", "additions during the year"),
        ],
        shape=RateShape.REST,
    ),
    _formula(
        "budget_adjustment",
        ["预算调整率"],
        "budget adjustment rate",
        [("预算调整数", "adjustments of the budget")],
        [("预算数", "budget")],
    ),
    _formula(
        "budget_control",
        ["预算控制率"],
        "budget control rate",
        [("本年追加预算", "additions during the year")],
        [("年初预算", "initial budget")],
    ),
    _formula(
        "payment_progress",
        ["支付进度率"],
        "payment progress rate",
        [("实际支付进度", "actual payment progress")],
        [("既定支付进度", "planned payment progress")],
    ),
    # 结转结余率有两个分母：支出预算数，支出完成数。
    _formula(
        "carryover",
        ["结转结余率"],
        "carry-over rate",
        [("结转结余总额", "carry-over and balance")],
        [("支出预算数", "budget of expenditure")],
    ),
    _formula(
        "carryover_of_outturn",
        ["结转结余占支出比率"],
        "carry-over rate of outturn",
        [("本年结转结余", "carry-over and balance of the year")],
        [("本年一般公共预算支出完成数", "general public budget outturn")],
    ),
    _formula(
        "carryover_change",
        ["结转结余变动率"],
        "carry-over change",
        [("本年度累计结转结余", "this year's carry-over and balance")],
        [("上年度累计结转结余", "last year's carry-over and balance")],
        shape=RateShape.CHANGE,
    ),
    _formula(
        "key_spending",
        ["重点支出安排率"],
        "key spending rate",
        [("重点项目支出", "spending on key projects")],
        [("项目总支出", "spending on all projects")],
    ),
    _formula(
        "fixed_asset_use",
        ["固定资产利用率"],
        "fixed asset use rate",
        [("实际在用固定资产总额", "fixed assets in use")],
        [("所有固定资产总额", "all fixed assets")],
    ),
    # 项目过程与产出
    _formula(
        "fund_receipt",
        ["资金到位率"],
        "fund receipt rate",
        [("实际到位资金", "funds received")],
        [("预算资金", "funds budgeted")],
    ),
    _formula(
        "actual_completion",
        ["实际完成率"],
        "completion rate",
        [("实际完成数", "output completed")],
        [("计划完成数", "output planned")],
    ),
    # 质量达标率有两个分母：实际产出数，计划工作数。
    _formula(
        "quality",
        ["质量达标率", "产出质量达标率"],
        "quality rate of output",
        [("质量达标产出数", "output up to standard")],
        [("实际产出数", "actual output")],
    ),
    _formula(
        "quality_of_plan",
        ["工作质量达标率"],
        "quality rate of the plan",
        [("质量达标实际工作数", "work up to standard")],
        [("计划工作数", "work planned")],
    ),
    _formula(
        "timeliness",
        ["完成及时率"],
        "timeliness rate",
        [("及时完成实际工作数", "work done in time")],
        [("计划工作数", "work planned")],
    ),
    _formula(
        "key_work_completion",
        ["重点工作办结率"],
        "key work completion rate",
        [("重点工作实际完成数", "key tasks completed")],
        [("交办或下达数", "key tasks assigned")],
    ),
    _formula(
        "cost_saving",
        ["成本节约率"],
        "cost saving rate",
        [("实际成本", "actual cost")],
        [("计划成本", "planned cost")],
        shape=RateShape.REST,
    ),
)

RATE_FORMULAS: Mapping[str, RateFormula] = MappingProxyType({formula.id: formula for formula in _FORMULAS})
"""Every control rate by its id."""
