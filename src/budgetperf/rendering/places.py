"""A path in words: which attachment, which row, which column."""

from __future__ import annotations

import re
from collections.abc import Iterator

from budgetperf.domain.base_table import BaseTable
from budgetperf.domain.figures import look_up
from budgetperf.domain.model import Filing, Scorecard, ScorecardKind, Section
from budgetperf.domain.rates import PREVIOUS
from budgetperf.errors import PathError

__all__ = ["attachment_of", "attachment_text", "card_name", "describe", "field_name", "field_words"]

_STEP = re.compile(r"([a-z_0-9]+)(?:\[([0-9]+)\])?")

# Field names that stand for a row or a column of a form, in Chinese and English. What is not here needs no words.
_WORDS: dict[str, tuple[str, str]] = {
    "three_public.total": ("“三公”经费", "three public expenses"),
    "three_public.vehicles": ("公务用车购置和维护经费", "official vehicles"),
    "three_public.vehicle_purchase": ("公车购置", "vehicle purchase"),
    "three_public.vehicle_running": ("公车运行维护", "vehicle running costs"),
    "three_public.abroad": ("出国经费", "travel abroad"),
    "three_public.hospitality": ("公务接待", "official hospitality"),
    "projects.total": ("项目支出", "project expenditure"),
    "projects.operations": ("业务工作经费", "operations"),
    "projects.maintenance": ("运行维护经费", "maintenance"),
    "projects.special": ("专项资金", "special funds"),
    "operating.total": ("公用经费", "operating expenses"),
    "procurement": ("政府采购金额", "government procurement"),
    "basic_adjustment": ("部门基本支出预算调整", "adjustment of basic expenditure"),
    "staffing": ("财政供养人员情况", "staffing"),
    "buildings": ("楼堂馆所控制情况", "buildings"),
    "column_years": ("列标题年度", "years of the columns"),
    "budget.execution": ("预算执行率", "budget execution"),
    "budget.execution.stated_rate": ("预算执行率", "budget execution rate"),
    "execution": ("执行率", "execution"),
    "execution.stated_rate": ("执行率", "execution rate"),
    "budget.by_source": ("按收入性质分", "by source"),
    "budget.by_nature": ("按支出性质分", "by nature"),
    "budget.rows": ("资金", "funds"),
    "stated_weights": ("一级指标分值", "level weights"),
    "stated_weight": ("总分值", "total weight"),
    "stated_points": ("总分", "total points"),
    "subject": ("项目名称", "name of the project"),
    "supervisor": ("主管部门", "supervising department"),
    "implementer": ("实施单位", "implementing unit"),
    "indicators": ("绩效指标", "indicators"),
    "goals": ("年度总体目标", "goals"),
    "goals.expected": ("年度总体目标（预期）", "goals as set"),
    "goals.actual": ("年度总体目标（完成情况）", "goals as reached"),
    "heading.unit_name": ("部门（单位）名称", "name of the unit"),
    "heading.year": ("年度", "year"),
    "heading.title": ("标题", "title"),
    "heading.notes": ("备注", "notes"),
    "signature.date": ("填报日期", "date"),
    "signature.prepared_by": ("填表人", "prepared by"),
    "prior": ("上年决算数", "prior outturn"),
    "initial": ("年初预算数", "initial budget"),
    "revised": ("全年预算数", "revised budget"),
    "spent": ("执行数", "spending"),
    "amount": ("金额", "amount"),
    "established": ("编制数", "established posts"),
    "staffing.established": ("财政供养人员编制数", "established posts"),
    "staffing.actual": ("财政供养人员实际在职人数", "persons in post"),
    "staffing.stated_rate": ("在职人员控制率", "staffing control rate"),
    "approved_area": ("批复规模", "approved area"),
    "actual_area": ("实际规模", "actual area"),
    "planned_investment": ("预算投资", "planned investment"),
    "actual_investment": ("实际投资", "actual investment"),
    "stated_rate": ("比率", "rate"),
    "stated_area_rate": ("规模控制率", "area control rate"),
    "stated_investment_rate": ("投资概算控制率", "investment control rate"),
    "level1": ("一级指标", "level 1"),
    "level2": ("二级指标", "level 2"),
    "target": ("年度指标值", "target"),
    "initial_target": ("年初指标值", "initial target"),
    "deduction": ("扣分", "deduction"),
    "actual": ("实际完成值", "actual"),
    "weight": ("分值", "weight"),
    "points": ("得分", "points"),
    "deviation_note": ("偏差原因分析及改进措施", "deviation note"),
    "to_date": ("截至监控月份的数", "figure to date"),
    "funds.to_date": ("截至监控月份的执行数", "spending to date"),
    "forecast": ("全年预计数", "forecast for the year"),
    "funds.forecast": ("全年预计执行数", "forecast spending"),
    "score_share": ("得分系数", "share of the weight"),
    "causes": ("偏差原因", "causes"),
    "likelihood": ("完成目标可能性", "likelihood"),
    "remarks": ("备注", "remarks"),
    "attribute": ("项目属性", "attribute"),
    "period": ("起止时间", "period"),
    "starts": ("开始时间", "start"),
    "ends": ("结束时间", "end"),
    "conclusion": ("评价结论", "conclusion"),
    "problems": ("存在问题", "problems"),
    "improvements": ("改进措施", "improvements"),
    "austerity": ("厉行节约保障措施", "austerity measures"),
}
# 附件1 prints other words over its columns, and 附件2 is not of a project.
_BASE_WORDS = {"initial": ("预算数", "budget"), "spent": ("决算数", "outturn")}
_DEPARTMENT_WORDS = {"subject": ("部门（单位）名称", "name of the unit")}
# The name and year of the filing, where no form prints them: a file of plain data has them at its head.
_OF_THE_FILING = {
    "department": ("材料所填的单位名称", "the filing's own department"),
    "year": ("材料所填的年度", "the filing's own year"),
}
_SECTION_STEPS = 2
# How much of the text before a quoted figure is told: its own words, back to a stop.
_LEAD = 20
_BREAK = re.compile(r"[，。；：、,;:\n]")
_NAMES = {"lines", "items", "rows", "by_source", "by_nature", "indicators", "stated_weights"}


def field_words(record: str, name: str) -> tuple[str, str] | None:
    """
    What the field of a record is called on a form, in Chinese and English; None where it needs no words.

    >>> field_words("funds", "revised"), field_words("three_public", "abroad")[0]
    (('全年预算数', 'revised budget'), '出国经费')
    """
    return _WORDS.get(f"{record}.{name}") or _WORDS.get(name)


def attachment_of(filing: Filing, path: str | None) -> str | None:
    """
    The attachment that a path lies in.

    >>> attachment_of(Filing(), "base_table.staffing.actual")
    '附件1'
    """
    match = _STEP.match(path or "")
    if match is None:
        return None
    if match[1] == "base_table":
        return "附件1"
    number = int(match[2] or 0)
    if match[1] == "scorecards" and number < len(filing.scorecards):
        return card_name(filing.scorecards[number])
    if match[1] == "reports" and number < len(filing.reports):
        return "附件4" if filing.reports[number].kind is ScorecardKind.DEPARTMENT else "附件5"
    return None


_CARD_NAMES = {
    ScorecardKind.DEPARTMENT: "附件2",
    ScorecardKind.PROJECT: "附件3",
    ScorecardKind.TARGET: "绩效目标表",
    ScorecardKind.MONITORING: "绩效监控表",
    ScorecardKind.RATES: "指标评分表",
}
_CARD_NAMES_EN = {"绩效目标表": "Target form", "绩效监控表": "Monitoring form", "指标评分表": "Rate table"}


def card_name(card: Scorecard) -> str:
    """
    What a card is called among the attachments.

    >>> card_name(Scorecard(kind="department")), card_name(Scorecard(kind="target"))
    ('附件2', '绩效目标表')
    """
    return _CARD_NAMES[card.kind]


def attachment_text(attachment: str, lang: str = "zh") -> str:
    """
    An attachment as a reader of the language calls it.

    >>> attachment_text("附件1"), attachment_text("附件1", "en")
    ('附件1', 'Attachment 1')
    """
    if lang == "zh":
        return attachment
    return _CARD_NAMES_EN.get(attachment) or attachment.replace("附件", "Attachment ")


def field_name(key: str, lang: str = "zh", *, attachment: str = "") -> str:
    """
    What the forms call a field.

    Args:
        key: The name of the field, with that of its part where the field alone says too little.

        lang: ``zh`` or ``en``.

        attachment: The attachment, where some forms have other words.

    >>> field_name("spent"), field_name("spent", attachment="附件1"), field_name("three_public.abroad", "en")
    ('执行数', '决算数', 'travel abroad')
    """
    return _own_words(attachment).get(key, _WORDS[key])[0 if lang == "zh" else 1]


def _own_words(attachment: str) -> dict[str, tuple[str, str]]:
    return _BASE_WORDS if attachment == "附件1" else _DEPARTMENT_WORDS if attachment == "附件2" else {}


def describe(filing: Filing, path: str | None, lang: str = "zh") -> str:
    """
    Say in words where a figure stands.

    >>> from budgetperf.domain.model import Indicator, Scorecard
    >>> card = Scorecard(kind="project", subject="图书采购", indicators=[Indicator(name="采购册数")])
    >>> describe(Filing(scorecards=[card]), "scorecards[0].indicators[0].points")
    '附件3“图书采购”的“采购册数”得分'
    >>> describe(Filing(scorecards=[card]), "scorecards[0].indicators[0].points", "en")
    'Attachment 3 “图书采购”, “采购册数”, points'
    """
    if path is not None and path.startswith(PREVIOUS):
        return _last_year(path.removeprefix(PREVIOUS), lang)
    attachment = attachment_of(filing, path)
    index = 0 if lang == "zh" else 1
    if path in _OF_THE_FILING and getattr(filing, path) is not None:
        printed = _origin(filing, path)
        return _OF_THE_FILING[path][index] if printed is None else describe(filing, printed, lang)
    attachment = attachment_of(filing, path)
    if path is None or attachment is None:
        return "申报材料" if lang == "zh" else "the filing"
    steps = path.split("@")[0].split(".")
    if steps[0].startswith("reports") and len(steps) > 1:
        return f"{attachment_text(attachment, lang)}{_section(filing, steps, lang)}{_quote(filing, path, lang)}"
    words = list(_row_and_column(filing, steps, attachment, index))
    subject = _subject(filing, steps[0])
    head = attachment_text(attachment, lang) + (subject and (f" “{subject}”" if lang == "en" else f"“{subject}”"))
    quote = _quote(filing, path, lang)
    if lang == "en":
        return ", ".join([head, *words]) + quote
    return (f"{head}的{''.join(words)}" if words and subject else f"{head}{''.join(words)}") + quote


def _last_year(path: str, lang: str) -> str:
    """A place in last year's filing, whose rows may stand in another order; it meets this year's by its name."""
    said = describe(Filing(base_table=BaseTable()), path, lang)
    if any(_bare(step) in _NAMES for step in path.split(".")):
        said = said.replace("附件1", "附件1同名一行") if lang == "zh" else said.replace(", ", ", row of this name, ", 1)
    return f"上年度材料的{said}" if lang == "zh" else f"last year's {said}"


def _row_and_column(filing: Filing, steps: list[str], attachment: str, index: int) -> Iterator[str]:
    """The words of a path within a table: names as they are printed, rows and columns of the form in the language."""
    own = _own_words(attachment)
    at = 1
    while at < len(steps):
        for length in (3, 2, 1):
            key = ".".join(_bare(step) for step in steps[at : at + length])
            if key in _WORDS and at + length <= len(steps):
                break
        name = _name(filing, ".".join(steps[: at + length]))
        if name is not None:
            yield f"“{name}”"
        elif key in _WORDS:
            if key.startswith("heading."):
                yield ("表头", "heading")[index]
            yield own.get(key, _WORDS[key])[index]
        at += length


def _origin(filing: Filing, path: str) -> str | None:
    """The cell of a form that prints the name or the year of the whole filing, if one does."""
    cards, reports = enumerate(filing.scorecards), enumerate(filing.reports)
    found = [(f"scorecards[{at}].subject", card.subject) for at, card in cards if card.kind is ScorecardKind.DEPARTMENT]
    headings = [("base_table", filing.base_table.heading)] if filing.base_table else []
    headings += [(f"scorecards[{at}]", card.heading) for at, card in enumerate(filing.scorecards)]
    headings += [(f"reports[{at}]", report.heading) for at, report in reports]
    if path == "year":
        years = ((f"{form}.heading.year", heading.year) for form, heading in headings)
        return next((place for place, year in years if year == filing.year), None)
    found += [(f"{form}.heading.unit_name", heading.unit_name) for form, heading in headings]
    return next((place for place, name in found if name == filing.department), None)


def _section(filing: Filing, steps: list[str], lang: str) -> str:
    """The heading that a paragraph of a report stands under, or the words for a part of its cover."""
    if not steps[1].startswith("sections"):
        key = ".".join(_bare(step) for step in steps[1:])
        words = _WORDS.get(key) or _WORDS.get(key.removeprefix("heading."), ("", ""))
        # The heading of a report is its cover page.
        return (
            (f"封面的{words[0]}" if words[0] else "封面") if lang == "zh" else f", cover page, {words[1]}".rstrip(", ")
        )
    try:
        section = look_up(filing, ".".join(steps[:2]))
    except PathError:
        return ""
    title = section.title if isinstance(section, Section) else None
    number = _STEP.match(steps[2]) if len(steps) > _SECTION_STEPS else None
    many = isinstance(section, Section) and len(section.paragraphs) > 1
    if lang != "zh":
        at = f", paragraph {int(number[2] or 0) + 1}" if number and many else ""
        return f", {f'section “{title}”' if title else 'a section without a heading'}{at}"
    at = f"第{int(number[2] or 0) + 1}段" if number and many else ""
    return f"{f'“{title}”' if title else '无标题的部分'}{at}"


def _quote(filing: Filing, path: str, lang: str) -> str:
    """The words before a figure that is quoted in prose, and the figure."""
    if "@" not in path:
        return ""
    try:
        text, quoted = look_up(filing, path.partition("@")[0]), look_up(filing, path)
    except PathError:
        return ""
    start = int(path.rpartition("@")[2].partition("+")[0])
    before = _BREAK.split(str(text)[max(0, start - _LEAD) : start])[-1].strip()
    said = f"{before}{quoted}".replace("“", "‘").replace("”", "’")
    return f"的“{said}”" if lang == "zh" else f", at “{said}”"


def _bare(step: str) -> str:
    return step.partition("[")[0]


def _subject(filing: Filing, step: str) -> str:
    """The name of a project, which tells its card from the others; a department has one card."""
    match = _STEP.match(step)
    if match is None or match[1] != "scorecards":
        return ""
    card = filing.scorecards[int(match[2] or 0)]
    return "" if card.kind is ScorecardKind.DEPARTMENT else card.subject or ""


def _name(filing: Filing, path: str) -> str | None:
    """The printed name of a row."""
    last = path.rpartition(".")[2]
    if "[" not in last or _bare(last) not in _NAMES:
        return None
    for field in ("name", "level1"):
        try:
            value = look_up(filing, f"{path}.{field}")
        except PathError:
            continue
        if isinstance(value, str):
            # Quotation marks within quotation marks are single ones.
            return value.replace("“", "‘").replace("”", "’")
    return None
