"""How firm a grade is, in one sentence."""

from __future__ import annotations

from budgetperf.domain.quantity import Unreadable
from budgetperf.domain.written import EXACT
from budgetperf.rendering.catalogue import Text
from budgetperf.rendering.messages import say
from budgetperf.rendering.titles import title_of
from budgetperf.scoring.firmness import Firmness, Hold
from budgetperf.scoring.score import Score

__all__ = ["firmness_text", "grades_text", "open_text"]


def grades_text(score: Score, lang: str) -> str:
    """The grades that the recomputed total may have: one, or the lowest and the highest; empty where there is none."""
    if score.grade_low is None or score.grade_high is None:
        return ""
    low, high = (title_of(grade, lang) for grade in (score.grade_low, score.grade_high))
    return low if low == high else f"{low}–{high}"


def firmness_text(firmness: Firmness, score: Score, lang: str, *, printed: object = None) -> str:
    """What the stated grade rests on: nothing that is open, or so many of the open points; *printed* is the total."""
    if firmness.grade is None:
        return _without_grade(score, lang, printed)
    grade = title_of(firmness.grade, lang)
    match firmness.hold:
        case Hold.FIRM:
            text = Text("“{grade}”：无论如何判断都不变") if firmness.open else Text("“{grade}”：各行都由规则算出")
            return say(lang, text, grade=grade)
        case Hold.AT_LEAST:
            best = None if score.grade_high is None else title_of(score.grade_high, lang)
            return say(lang, "至少是“{grade}”，待定的分给足可到{best|“{}”}", grade=grade, best=best)
        case Hold.NEEDS:
            text = (
                Text("保持“{grade}”，待定的 {open} 分中须超过 {needed} 分")
                if firmness.above
                else Text("保持“{grade}”，待定的 {open} 分中须得到 {needed} 分")
            )
            return say(lang, text, grade=grade, open=f"{firmness.open:f}", needed=f"{firmness.needed:f}")
        case Hold.BELOW:
            return say(lang, "按规则高于自评的“{grade}”", grade=grade)
        case _:
            return say(lang, "待定的分即使全部给足，也达不到自评的“{grade}”", grade=grade)


def _without_grade(score: Score, lang: str, printed: object) -> str:
    grades = grades_text(score, lang)
    if isinstance(printed, Unreadable):
        return say(lang, "总分无法识别{grades|；复算为“{}”}", grades=grades)
    if score.stated is None:
        return say(lang, "没有写总分{grades|；复算为“{}”}", grades=grades)
    return say(lang, "规则集没有与自评总分对应的等级{grades|；复算为“{}”}", grades=grades)


def open_text(firmness: Firmness, lang: str) -> str:
    """What the open points hang on: a person's judgement, or rules between which no text decides."""
    judged, unsettled = firmness.judged, EXACT.subtract(firmness.open, firmness.judged)
    parts = []
    if judged:
        parts.append(say(lang, "{judged} 分须人工判断", judged=f"{judged:f}"))
    if unsettled:
        parts.append(say(lang, "{unsettled} 分因规则未定", unsettled=f"{unsettled:f}"))
    return say(lang, "，").join(parts)
