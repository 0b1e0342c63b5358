"""A path in words: which attachment, which row, which column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from budgetperf.domain.base_table import BaseTable
from budgetperf.domain.figures import look_up
from budgetperf.domain.model import Filing, Scorecard, ScorecardKind, Section
from budgetperf.domain.rates import PREVIOUS
from budgetperf.errors import PathError
from budgetperf.rendering.catalogue import SOURCE, Text, translated
from budgetperf.rendering.messages import say

__all__ = ["attachment_of", "attachment_text", "card_name", "describe", "field_name", "field_words"]

_STEP = re.compile(r"([a-z_0-9]+)(?:\[([0-9]+)\])?")

# Field names that stand for a row or a column of a form, as forms print it. What is not here needs no words.
_WORDS: dict[str, Text] = {
    "three_public.total": Text("“三公”经费"),
    "three_public.vehicles": Text("公务用车购置和维护经费"),
    "three_public.vehicle_purchase": Text("公车购置"),
    "three_public.vehicle_running": Text("公车运行维护"),
    "three_public.abroad": Text("出国经费"),
    "three_public.hospitality": Text("公务接待"),
    "projects.total": Text("项目支出"),
    "projects.operations": Text("业务工作经费"),
    "projects.maintenance": Text("运行维护经费"),
    "projects.special": Text("专项资金"),
    "operating.total": Text("公用经费"),
    "procurement": Text("政府采购金额"),
    "basic_adjustment": Text("部门基本支出预算调整"),
    "staffing": Text("财政供养人员情况"),
    "buildings": Text("楼堂馆所控制情况"),
    "column_years": Text("列标题年度"),
    "budget.execution": Text("预算执行率"),
    "budget.execution.stated_rate": Text("预算执行率", "the rate itself"),
    "execution": Text("执行率"),
    "execution.stated_rate": Text("执行率", "the rate itself"),
    "budget.by_source": Text("按收入性质分"),
    "budget.by_nature": Text("按支出性质分"),
    "budget.rows": Text("资金"),
    "stated_weights": Text("一级指标分值"),
    "stated_weight": Text("总分值"),
    "stated_points": Text("总分"),
    "subject": Text("项目名称"),
    "supervisor": Text("主管部门"),
    "implementer": Text("实施单位"),
    "indicators": Text("绩效指标"),
    "goals": Text("年度总体目标"),
    "goals.expected": Text("年度总体目标（预期）"),
    "goals.actual": Text("年度总体目标（完成情况）"),
    "heading.unit_name": Text("部门（单位）名称"),
    "heading.year": Text("年度"),
    "heading.title": Text("标题"),
    "heading.notes": Text("备注"),
    "signature.date": Text("填报日期"),
    "signature.prepared_by": Text("填表人"),
    "prior": Text("上年决算数"),
    "initial": Text("年初预算数"),
    "revised": Text("全年预算数"),
    "spent": Text("执行数"),
    "amount": Text("金额"),
    "established": Text("编制数"),
    "staffing.established": Text("财政供养人员编制数"),
    "staffing.actual": Text("财政供养人员实际在职人数"),
    "staffing.stated_rate": Text("在职人员控制率"),
    "approved_area": Text("批复规模"),
    "actual_area": Text("实际规模"),
    "planned_investment": Text("预算投资"),
    "actual_investment": Text("实际投资"),
    "stated_rate": Text("比率"),
    "stated_area_rate": Text("规模控制率"),
    "stated_investment_rate": Text("投资概算控制率"),
    "level1": Text("一级指标"),
    "level2": Text("二级指标"),
    "target": Text("年度指标值"),
    "initial_target": Text("年初指标值"),
    "deduction": Text("扣分"),
    "actual": Text("实际完成值"),
    "weight": Text("分值"),
    "points": Text("得分"),
    "deviation_note": Text("偏差原因分析及改进措施"),
    "to_date": Text("截至监控月份的数"),
    "funds.to_date": Text("截至监控月份的执行数"),
    "forecast": Text("全年预计数"),
    "funds.forecast": Text("全年预计执行数"),
    "score_share": Text("得分系数"),
    "causes": Text("偏差原因"),
    "likelihood": Text("完成目标可能性"),
    "remarks": Text("备注", "column"),
    "attribute": Text("项目属性"),
    "period": Text("起止时间"),
    "starts": Text("开始时间"),
    "ends": Text("结束时间"),
    "conclusion": Text("评价结论"),
    "problems": Text("存在问题"),
    "improvements": Text("改进措施"),
    "austerity": Text("厉行节约保障措施"),
}
# 附件1 prints other words over its columns, and 附件2 is not of a project.
_BASE_WORDS = {"initial": Text("预算数"), "spent": Text("决算数")}
_DEPARTMENT_WORDS = {"subject": Text("部门（单位）名称")}
# The name and year of the filing, where no form prints them: a file of plain data has them at its head.
_OF_THE_FILING = {"department": Text("材料所填的单位名称"), "year": Text("材料所填的年度")}
_SECTION_STEPS = 2
# How much of the text before a quoted figure is told: its own words, back to a stop.
_LEAD = 20
_BREAK = re.compile(r"[，。；：、,;:\n]")
# A name that is longer tells nobody more; whoever fills a cell with a book does not get it said in every sentence.
_LONGEST_NAME = 80
_NAMES = {"lines", "items", "rows", "by_source", "by_nature", "indicators", "stated_weights"}


def field_words(record: str, name: str) -> tuple[str, str] | None:
    """
    What the field of a record is called on a form, in Chinese and English; None where it needs no words.

    >>> field_words("funds", "revised"), field_words("three_public", "abroad")[0]
    (('全年预算数', 'revised budget'), '出国经费')
    """
    text = _WORDS.get(f"{record}.{name}") or _WORDS.get(name)
    return None if text is None else (text.zh, translated(text, "en"))


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
# The forms that are no numbered attachments.
_OTHER_FORMS = {text.zh: text for text in (Text("绩效目标表"), Text("绩效监控表"), Text("指标评分表"))}


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
    if lang == SOURCE:
        return attachment
    if attachment in _OTHER_FORMS:
        return say(lang, _OTHER_FORMS[attachment])
    return say(lang, "附件{number}", number=attachment.removeprefix("附件"))


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
    return translated(_own_words(attachment).get(key, _WORDS[key]), lang)


def _own_words(attachment: str) -> dict[str, Text]:
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
    if path in _OF_THE_FILING and getattr(filing, path) is not None:
        printed = _origin(filing, path)
        return translated(_OF_THE_FILING[path], lang) if printed is None else describe(filing, printed, lang)
    attachment = attachment_of(filing, path)
    if path is None or attachment is None:
        return translated("自评材料", lang)
    steps = path.split("@")[0].split(".")
    if steps[0].startswith("reports") and len(steps) > 1:
        return f"{attachment_text(attachment, lang)}{_section(filing, steps, lang)}{_quote(filing, path, lang)}"
    words = list(_row_and_column(filing, steps, attachment, lang))
    subject = _subject(filing, steps[0])
    head = attachment_text(attachment, lang)
    if subject:
        head = say(lang, "{form}“{subject}”", form=head, subject=subject)
    return _placed(head, words, lang, after="的" if subject else "") + _quote(filing, path, lang)


def _placed(head: str, words: Sequence[str], lang: str, *, after: str = "") -> str:
    """A form, and the words for a row and a column of it: Chinese sets them side by side, other languages apart."""
    if lang != SOURCE:
        return ", ".join([head, *words])
    return f"{head}{after if words else ''}{''.join(words)}"


def _last_year(path: str, lang: str) -> str:
    """A place in last year's filing, whose rows may stand in another order; it meets this year's by its name."""
    filing, steps = Filing(base_table=BaseTable()), path.split(".")
    attachment = attachment_of(filing, path)
    if attachment is None:
        place = translated("自评材料", lang)
    else:
        row = [translated("同名一行", lang)] if any(_bare(step) in _NAMES for step in steps) else []
        words = [*row, *_row_and_column(filing, steps, attachment, lang)]
        place = _placed(attachment_text(attachment, lang), words, lang)
    return say(lang, "上年度材料的{place}", place=place)


def _row_and_column(filing: Filing, steps: list[str], attachment: str, lang: str) -> Iterator[str]:
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
                yield translated("表头", lang)
            yield translated(own.get(key, _WORDS[key]), lang)
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
        words = _WORDS.get(key) or _WORDS.get(key.removeprefix("heading."))
        # The heading of a report is its cover page.
        return say(lang, "封面{words|的{}}", words=None if words is None else translated(words, lang))
    try:
        section = look_up(filing, ".".join(steps[:2]))
    except PathError:
        return ""
    title = _shortened(section.title) if isinstance(section, Section) and section.title else None
    number = _STEP.match(steps[2]) if len(steps) > _SECTION_STEPS else None
    many = isinstance(section, Section) and len(section.paragraphs) > 1
    paragraph = int(number[2] or 0) + 1 if number and many else None
    if title:
        return say(lang, "“{title}”{paragraph|第{}段}", title=title, paragraph=paragraph)
    return say(lang, "无标题的部分{paragraph|第{}段}", paragraph=paragraph)


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
    said = f"{before}{_shortened(str(quoted))}".replace("“", "‘").replace("”", "’")
    return say(lang, "的“{said}”", said=said)


def _bare(step: str) -> str:
    return step.partition("[")[0]


def _subject(filing: Filing, step: str) -> str:
    """The name of a project, which tells its card from the others; a department has one card."""
    match = _STEP.match(step)
    if match is None or match[1] != "scorecards":
        return ""
    card = filing.scorecards[int(match[2] or 0)]
    return "" if card.kind is ScorecardKind.DEPARTMENT else _shortened(card.subject or "")


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
            return _shortened(value).replace("“", "‘").replace("”", "’")
    return None


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
