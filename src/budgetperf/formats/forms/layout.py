"""
Which form a title names, and which field a printed label is: the tables of all editions, read as one.

The tables themselves are in `layouts`, a module for each edition.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from budgetperf.formats.forms.labels import label_key
from budgetperf.formats.forms.layouts import LAYOUTS
from budgetperf.formats.forms.layouts.parts import Layout, Part
from budgetperf.printing.official import BASE_LABELS

__all__ = [
    "FORM_NAMES",
    "LAYOUTS",
    "TITLES",
    "USUAL_LABELS",
    "Form",
    "Layout",
    "Part",
    "accepted",
    "layout_problems",
    "merged",
    "names",
]


class Form(StrEnum):
    """The five attachments of a filing, and the forms that are filled in beside them."""

    BASE = "base"
    DEPARTMENT_CARD = "department"
    PROJECT_CARD = "project"
    TARGET_CARD = "target"
    MONITORING_CARD = "monitoring"
    RATE_CARD = "rates"
    DEPARTMENT_REPORT = "department-report"
    PROJECT_REPORT = "project-report"

    @property
    def is_card(self) -> bool:
        """Whether this is a scorecard of any kind."""
        return self in _CARDS

    @property
    def is_evaluation(self) -> bool:
        """Whether this is 附件2 or 附件3."""
        return self in (Form.DEPARTMENT_CARD, Form.PROJECT_CARD)

    @property
    def is_report(self) -> bool:
        """Whether this is a report."""
        return self in (Form.DEPARTMENT_REPORT, Form.PROJECT_REPORT)


_CARDS: Final = frozenset(
    {Form.DEPARTMENT_CARD, Form.PROJECT_CARD, Form.TARGET_CARD, Form.MONITORING_CARD, Form.RATE_CARD}
)

FORM_NAMES: Final[Mapping[Form, str]] = MappingProxyType(
    {
        Form.BASE: "基础数据表",
        Form.DEPARTMENT_CARD: "部门整体支出绩效自评表",
        Form.PROJECT_CARD: "项目支出绩效自评表",
        Form.TARGET_CARD: "绩效目标申报表",
        Form.MONITORING_CARD: "绩效运行监控表",
        Form.RATE_CARD: "绩效评价指标评分表",
        Form.DEPARTMENT_REPORT: "部门整体支出绩效自评报告",
        Form.PROJECT_REPORT: "项目支出绩效评价报告",
    }
)
"""What an attachment is called where it prints no mark of its own."""

_WHOSE: Final = r"(?:部门|单位|部门\(单位\)|单位\(部门\)|项目|专项)?(?:预算)?(?:整体)?(?:支出|资金)?(?:预算)?绩效"
_MARKED: Final = r"(?:评分|计分|打分)"
TITLES: Final[tuple[tuple[Form, str], ...]] = (
    (Form.BASE, r"(?:部门|单位)?(?:整体)?(?:支出)?(?:绩效)?(?:评价|自评)?基础数据(?:情况|统计|采集)?表"),
    (
        Form.DEPARTMENT_CARD,
        r"(?:部门|单位|部门\(单位\)|单位\(部门\))?(?:预算)?整体(?:支出)?(?:预算)?绩效(?:目标)?(?:自评|自我评价)(?:价)?(?:情况)?(?:评分)?表",
    ),
    (
        Form.PROJECT_CARD,
        r"(?:项目|专项)(?:支出|资金)?(?:预算)?绩效(?:目标)?(?:自评|自我评价)(?:价)?(?:情况)?(?:评分)?表",
    ),
    (Form.TARGET_CARD, rf"{_WHOSE}目标(?:申报|申请|批复|填报|审核)?表"),
    (Form.MONITORING_CARD, rf"{_WHOSE}(?:目标)?(?:运行|执行)?(?:情况)?(?:跟踪)?(?:监控|跟踪|监测)(?:情况)?(?:记录)?表"),
    (
        Form.RATE_CARD,
        rf"{_WHOSE}(?:自评|评价|自我评价)(?:共性)?(?:指标(?:及|和)?{_MARKED}?|\(?{_MARKED}\)?)(?:标准)?(?:\({_MARKED}\))?表",
    ),
    (
        Form.DEPARTMENT_REPORT,
        r"(?:部门|单位|部门\(单位\)|单位\(部门\))?(?:预算)?整体(?:支出)?(?:预算)?绩效(?:自评|评价|自我评价)(?:工作)?(?:的)?(?:情况)?(?:的)?报告",
    ),
    (
        Form.PROJECT_REPORT,
        r"(?:项目|专项)(?:支出|资金)?(?:预算)?绩效(?:自评|评价|自我评价)(?:工作)?(?:的)?(?:情况)?(?:的)?报告",
    ),
)
"""How the title of each form ends, as patterns over folded text; what stands before is a year and a name."""


USUAL_LABELS: Final[Mapping[str, str]] = MappingProxyType({**BASE_LABELS, "three_public": "三公经费"})
"""The labels of 附件1 that `BaseTable.labels` leaves out."""


def merged(layouts: Iterable[Layout]) -> Mapping[Part, Mapping[str, str]]:
    """
    Several editions as one: for each block the field of every label.

    >>> merged([{Part.TOTALS: {"total": ("总分",)}}, {Part.TOTALS: {"total": ("合计",)}}])[Part.TOTALS]["合计"]
    'total'
    """
    found: dict[Part, dict[str, str]] = {part: {} for part in Part}
    for layout in layouts:
        for part, fields in layout.items():
            found[part] |= {label: name for name, labels in fields.items() for label in labels}
    return MappingProxyType({part: MappingProxyType(labels) for part, labels in found.items()})


def layout_problems(layout: Layout) -> tuple[tuple[Part, str, str], ...]:
    """
    What is wrong with a new edition: the block and label of each problem, and what the label should be or already is.

    A label that is not written the way it is looked up would never be found; the right spelling is told. One that names
    another field of the same block would be read as that field in the forms of another place, and that field is told.
    Labels around a form are looked for in running text, and may have brackets.

    >>> layout_problems({Part.INDICATORS: {"points": ("得分(分)", "分值"), "weight": ("应得分",)}})
    ((<Part.INDICATORS: 'indicators'>, '得分(分)', '得分'), (<Part.INDICATORS: 'indicators'>, '分值', 'weight'))
    """
    found: list[tuple[Part, str, str]] = []
    for part, fields in layout.items():
        for name, labels in fields.items():
            for label in labels:
                key, known = label_key(label), names(part).get(label, name)
                if key != label and part is not Part.AROUND:
                    found.append((part, label, key))
                elif known != name:
                    found.append((part, label, known))
    return tuple(found)


_NAMES: Final = merged(LAYOUTS.values())


def names(part: Part) -> Mapping[str, str]:
    """
    The fields of a part by their labels.

    >>> names(Part.FUNDS)["全年执行数"]
    'spent'
    """
    return _NAMES[part]


def accepted(part: Part, *fields: str) -> tuple[str, ...]:
    """
    The labels under which a field would have been found.

    >>> accepted(Part.INDICATORS, "points")
    ('得分', '自评得分', '指标得分', '自评总分', '评价得分', '实际得分', '自评分')
    """
    return tuple(label for label, name in _NAMES[part].items() if name in fields)
