"""How firm a grade is, in one sentence."""

from __future__ import annotations

from budgetperf.domain.written import EXACT
from budgetperf.rendering.layout import pick
from budgetperf.scoring.firmness import Firmness, Hold
from budgetperf.scoring.policy import Grade
from budgetperf.scoring.score import Score

__all__ = ["firmness_text", "grade_title", "grades_text", "open_text"]


def grade_title(grade: Grade, lang: str) -> str:
    """The name of a grade in the language."""
    return grade.title if lang == "zh" else grade.title_en


def grades_text(score: Score, lang: str) -> str:
    """The grades that the recomputed total may have: one, or the lowest and the highest; empty where there is none."""
    if score.grade_low is None or score.grade_high is None:
        return ""
    low, high = (grade_title(grade, lang) for grade in (score.grade_low, score.grade_high))
    return low if low == high else f"{low}–{high}"


def firmness_text(firmness: Firmness, score: Score, lang: str) -> str:
    """What the stated grade rests on: nothing that is open, or so many of the open points."""
    if firmness.grade is None:
        return _without_grade(score, lang)
    grade = f"“{grade_title(firmness.grade, lang)}”"
    return pick(lang, *_said(firmness, grade, score, lang))


def _said(firmness: Firmness, grade: str, score: Score, lang: str) -> tuple[str, str]:
    """The sentence in both languages."""
    match firmness.hold:
        case Hold.FIRM if not firmness.open:
            return f"{grade}：各行都由规则算出", f"{grade}: every row follows from the rules"
        case Hold.FIRM:
            return f"{grade}：无论如何判断都不变", f"{grade} whatever the judge decides"
        case Hold.AT_LEAST:
            best = "" if score.grade_high is None else f"“{grade_title(score.grade_high, lang)}”"
            return f"至少是{grade}，待定的分给足可到{best}", f"at least {grade}; {best} if enough is granted"
        case Hold.NEEDS:
            more, over = ("超过", "more than ") if firmness.above else ("得到", "")
            return (
                f"保持{grade}，待定的 {firmness.open:f} 分中须{more} {firmness.needed:f} 分",
                f"needs {over}{firmness.needed:f} of the {firmness.open:f} open points to stay {grade}",
            )
        case Hold.BELOW:
            return f"按规则高于自评的{grade}", f"the rules give more than the stated {grade}"
        case _:
            return (
                f"待定的分即使全部给足，也达不到自评的{grade}",
                f"the stated {grade} is out of reach, even if every open point is granted",
            )


def _without_grade(score: Score, lang: str) -> str:
    grades = grades_text(score, lang)
    if score.stated is None:
        said = pick(lang, "没有写总分", "no total is stated")
    else:
        said = pick(lang, "规则集没有与自评总分对应的等级", "the rulebook has no grade for the stated total")
    return said + (pick(lang, f"；复算为“{grades}”", f"; recomputed “{grades}”") if grades else "")


def open_text(firmness: Firmness, lang: str) -> str:
    """What the open points hang on: a person's judgement, or rules between which no text decides."""
    judged, unsettled = firmness.judged, EXACT.subtract(firmness.open, firmness.judged)
    parts = []
    if judged:
        parts.append(pick(lang, f"{judged:f} 分须人工判断", f"{judged:f} left to a person's judgement"))
    if unsettled:
        parts.append(pick(lang, f"{unsettled:f} 分因规则未定", f"{unsettled:f} settled by no text"))
    return pick(lang, "，", ", ").join(parts)
