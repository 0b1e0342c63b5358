"""X18: the grade that a report states, against the score that it states and that of its card."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from budgetperf.checks.case import Case, Checked, Ruling
from budgetperf.checks.passages import FAR, LONGEST_LEAD, Passage, is_of_this_year
from budgetperf.domain.finding import Finding, Severity

__all__ = ["rulings_on_grades"]

# 优 in 优化 or 优良学风 is no grade: what follows must end it.
_OPEN, _CLOSE = "[“‘\"'「《(]{0,2}", "[”’\"'」》)]{0,2}"
_GRADE = "(?P<grade>优秀|良好|中等|较差|不合格|合格|一般|优|良|中|差)"
_EVALUATED = "(?:自评|评定|评分|(?:绩效|综合|自我|整体|总体|最终|项目)评价|评价(?=结论|结果)|综合(?=评定|结论|结果))"
_QUOTED_GRADE = f"{_OPEN}{_GRADE}{_CLOSE}"
_GRADES = tuple(
    re.compile(f"{before}{_QUOTED_GRADE}{after}(?=[,。;!?:、()\\]]|$|并|且)")
    for before, after in (
        # 等级为优; 评价等级“良”; 自评等次属于良好
        (
            "(?:等级|等次|档次|评级|定级)(?:评定|确定|综合|结果){0,2}(?:为|是|:|属于?|达到)?",
            "(?:等?级|等次|档次?|等)?",
        ),
        # 综合评价结果为优秀; 自评结论为优; 绩效自评为“良”
        (
            f"{_EVALUATED}(?:结论|结果)?(?:综合|最终|总体)?(?:评定|确定|认定|定)?(?:为|是|:|属于?)",
            "(?:等?级|等次|档次?|等)?",
        ),
        # 属优秀等次; 达到“优”级
        ("(?:属于?|达到|为|评定为|列为)", "(?:等级|等次|档次|级|档)"),
        # 自评得分99分（优）
        ("分\\(", ""),
    )
)
_ANY_GRADE = re.compile("[优良中差]|合格|一般")
_SAME_GRADE = {"优秀": "优", "良好": "良", "中等": "中", "较差": "差"}
# A grade of the self-evaluation, not of water, of persons, or of a satisfaction poll.
_EVALUATION = re.compile("绩效|自评|评价|评分|得分|总分|综合评定|[0-9]分")
_OTHER_GRADE = re.compile(
    "满意|社会|群众|公众|对象|水质|水环境|空气|质量|信用|信誉|(?<!绩效)考核|资质|验收|风险|文明|景区|食品|公开|星级|测评"
    "|职称|干部|人员|获|荣"
)
# 自评得分99分; 绩效自评分数99.9分; 总分为98分
_QUOTED = re.compile(
    r"(?:自评|评价|综合|绩效|总)(?:得分|评分|分数|总分|分|成绩)?(?:合计|共计|总计|为|是|:|得){0,2}"
    r"(?P<points>[0-9]{1,3}(?:\.[0-9]{1,2})?)分(?![之数值项部类别批档钟])"
)


def rulings_on_grades(case: Case, report: int, said: Iterable[Passage]) -> Iterator[Checked]:
    """X18 for one report and its paragraphs."""
    # X18: 报告所称等级与得分相符
    if not case.book.grades:
        yield Ruling(code="X18", path=f"reports[{report}]").not_applicable("no_rule")
        return
    card = case.reports.topics[report].card
    silent = True
    for passage in said:
        for match in _grade_words(passage, case.filing.year):
            silent = False
            strange = case.reports.names_another(passage.text[max(0, match.start() - FAR) : match.start()], report)
            yield _graded(case, passage, match, card, strange=strange)
    if silent:
        yield Ruling(code="X18", path=f"reports[{report}]").not_applicable("no_grade_word")


def _grade_words(passage: Passage, year: int | None) -> Iterator[re.Match[str]]:
    if _ANY_GRADE.search(passage.text) is None:
        return
    end = 0
    found = (match for pattern in _GRADES for match in pattern.finditer(passage.text))
    for match in sorted(found, key=lambda match: match.start("grade")):
        near = passage.text[max(0, match.start() - LONGEST_LEAD) : match.start("grade")]
        if match.start("grade") < end or _EVALUATION.search(near) is None or _OTHER_GRADE.search(near):
            continue
        if is_of_this_year(passage.before(match.start("grade")), year):
            end = match.end("grade")
            yield match


def _graded(case: Case, passage: Passage, match: re.Match[str], card: int | None, *, strange: bool) -> Checked:
    start, end = match.span("grade")
    ruling = Ruling(code="X18", path=passage.span(start, end))
    sentence = f"{passage.before(start)}{passage.after(start)}"
    quoted = {Decimal(found["points"]) for found in _QUOTED.finditer(sentence)}
    scores = list(quoted) if len(quoted) == 1 else []
    if not strange and card is not None and isinstance(stated := case.filing.scorecards[card].stated_points, Decimal):
        scores.append(stated)
    if not scores:
        if strange or card is None:
            return ruling.not_evaluable("other_subject" if strange else "report_unmatched")
        return ruling.undecided(case, f"scorecards[{card}].stated_points")
    word = _SAME_GRADE.get(match["grade"], match["grade"])
    titles = [_SAME_GRADE.get(grade.title, grade.title) for grade in case.book.grades]
    if word not in titles:
        return ruling.not_evaluable("unknown_grade", name=match["grade"])
    earned = [case.book.grade(score) for score in scores]
    # A quoted score that is not the card's is X10's to report; the grade may go with either.
    if any(grade is not None and _SAME_GRADE.get(grade.title, grade.title) == word for grade in earned):
        return ruling.holds()
    if earned[0] is None:
        return ruling.not_evaluable("no_grade_for", score=scores[0])
    return ruling.violated(
        Finding(
            code="BP218",
            severity=Severity.ERROR,
            path=ruling.path,
            stated=passage.quote(start, end),
            expected=earned[0].title,
            clause=case.book.grades_clause,
            details={"score": scores[0], "expected_en": earned[0].title_en},
            entry=f"X18:{ruling.path}",
        )
    )
