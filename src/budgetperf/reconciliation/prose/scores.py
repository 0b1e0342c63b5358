"""The total score that a report quotes of its card (X10)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal

from budgetperf.domain.finding import Message
from budgetperf.domain.names import NameKey
from budgetperf.domain.quantity import Count
from budgetperf.domain.written import fold
from budgetperf.reconciliation.identity import Identity, Linear, terms
from budgetperf.reconciliation.parties import CardAt
from budgetperf.reconciliation.prose.books import Books
from budgetperf.reconciliation.prose.cells import card_of
from budgetperf.reconciliation.prose.labels import read_label
from budgetperf.reconciliation.prose.lexicon import Subject
from budgetperf.reconciliation.prose.mentions import Mention, Role
from budgetperf.reconciliation.prose.passages import Kind
from budgetperf.reconciliation.prose.texts import Text

__all__ = ["score_identities", "scores"]

_SAYS = "(?:为|是|达到?|共|合计|了)*$"
_SCORE = re.compile(f"(?:得分|自评得?|自我评价|评分|分数|总分|自评分|打分|计分){_SAYS}")
_ITSELF = re.compile("自评|自我评|自我评价|综合|评价|绩效|最终|最后|总得分")
# 自评结果为优，得98分
_GOT = re.compile(f"^(?:共|总计|合计|实际|最终|综合)*得{_SAYS}")
_RESULT = re.compile("自评结果|自评等级|评价结果|自我评价结果|自评等次")
_LISTED = re.compile("(?:各项目|项目)?(?:绩效)?(?:自评得分|自评分数|自评总分)(?:分别)?(?:为|是)?[:]?")
# 产出指标30分，得分29分
_PART = "产出|效益|满意度|成本|执行|数量|质量|时效|决策|过程|管理"
_OF_PART = re.compile(f"{_PART}|指标[^,]*分|扣分|得分率")
_SCORE_OF_PART = re.compile(f"(?:{_PART})[^,;]{{0,12}}[0-9]分|扣分|得分率")
_NOTHING = re.compile(
    "实际|整体|绩效|综合|评价|评定|自我|自评|最终|最后|总体|本次|此次|经过|经|对照|年度|总|各项|合计|指标|工作|结果|评分|评|表|等级|等次|部门"
    "|支出|情况|的|为|是|优秀|优|良|认为|我们|小组"
)
_OF_OTHERS = re.compile("第三方|财政(?:部门|局)?(?:重点)?评价|财政局|专家|复评|复核|抽查|考核")
_YEAR = re.compile("(20[0-9]{2})年度?")
_MIXED = re.compile("率|满分|应得|标准|权重|分值|扣|目标|上年|去年|财政|重点评价|第三方|专家|平均|复评|抽查|考核")
_BEFORE = 60
# What a score without a name is of stands in its own sentence, or was named in the ones before.
_STOPS = re.compile("[。!?]")
_FAR, _NEAR = 240, 8
_PROJECT = re.compile("项目(?!支出)")
_SUBJECTS = frozenset(Subject)
# 自评综合得分 says nothing of whose score it is; 部门整体支出自评得分 does.
_SCORED = re.compile("绩效|综合|自我|自评|评价|评定|评分|评|最终|最后|总|本次|此次|经过|经|实际|结果|的|为")


def scores(text: Text) -> Mapping[str, Decimal]:
    """The figures of a report that are scores, as points, by path."""
    if not text.passage.is_report or Role.COUNT not in text.roles:
        return {}
    return {
        mention.path: mention.figure.number
        for mention in text.mentions
        if mention.role is Role.COUNT
        and isinstance(mention.figure, Count)
        and mention.figure.unit == "分"
        and mention.exact
        and _named(text, mention) is not None
    }


def _named(text: Text, mention: Mention) -> str | None:
    """The words for what was scored; None where the figure is no total score."""
    label = mention.label
    before = fold(text.passage.text[max(0, mention.start - _BEFORE) : mention.start])
    clause = re.split("[。;!?]", before)[-1]
    lead = clause.removesuffix(label)
    if _OF_OTHERS.search(clause):
        return None
    said = _SCORE.search(label)
    if said is not None and not _MIXED.search(label):
        stem = label[: said.start()]
        plain = not _NOTHING.sub("", stem) or (_is_name(stem, text))
        itself = _ITSELF.search(label) is not None or (_ITSELF.search(lead) is not None and plain)
        # 总分100分，得分98分: the first is what can be had.
        itself &= not (said[0].startswith("总分") and any("得分" in other.label for other in text.after(mention)))
        parts = _SCORE_OF_PART if "自评" in label else _OF_PART
        return stem if itself and not parts.search(lead) else None
    if _GOT.match(label) and _RESULT.search(lead) and not _MIXED.search(lead) and not _OF_PART.search(lead):
        return re.split("[,:]", lead.rstrip(",:"))[-1]
    # 自评得分：馆藏数字化99分、重点档案100分
    if label and _LISTED.match(clause) and not _MIXED.search(clause):
        subject = read_label(label, text.words).subject
        return label if subject is not None and subject != Subject.UNKNOWN else None
    return None


def _is_name(stem: str, text: Text) -> bool:
    """Whether these words name a project."""
    subject = read_label(stem, text.words).subject
    return subject is not None and subject != Subject.UNKNOWN


def score_identities(text: Text, points: Collection[str], books: Books) -> Iterator[Identity]:
    """
    X10 for each score of a text.

    Args:
        text: The text.

        points: Paths of its figures that are scores.

        books: The filing.
    """
    for mention in text.mentions if points else ():
        if mention.path not in points:
            continue
        cards, doubt = _cards(text, mention, books)
        if cards:
            # X10: 报告所述自评得分 = 自评表总分
            forms = [Linear(stated=terms(mention.path), parts=terms(f"{card.place}.stated_points")) for card in cards]
            yield Identity(code="X10", place=mention.path, forms=tuple(forms), doubt=doubt)


def _cards(text: Text, mention: Mention, books: Books) -> tuple[Sequence[CardAt], Message | None]:
    """The cards whose score it may be, and why that is not certain; none where the words before name anything else."""
    words = _named(text, mention) or ""
    own = Subject.OWN if text.passage.kind is Kind.PROJECT else Subject.TOTAL
    year = _YEAR.search(words)
    if (own == Subject.OWN and "整体" in words) or (year is not None and int(year[1]) != books.filing.year):
        return (), None
    words = _YEAR.sub("", words)
    for rest in (words, _NOTHING.sub("", words)):
        said = read_label(rest, text.words)
        if not said.is_known:
            continue
        if said.subject in (Subject.PROJECTS, Subject.SPECIAL):
            card = _only_project(books)
        elif said.year == "prior":
            card = None
        else:
            card = card_of(own if said.subject is None else said.subject, books, text.scope)
        if card is None:
            return (), None
        return (
            _of_lead(text, mention, card, books)
            if said.subject is None and not _SCORED.sub("", words)
            else ((card,), None)
        )
    card = _only_project(books) if _NOTHING.sub("", words) == "项目" else None
    return () if card is None else (card,), None


def _of_lead(text: Text, mention: Mention, own: CardAt, books: Books) -> tuple[Sequence[CardAt], Message | None]:
    """馆藏数字化加工项目执行率95%，自评得分99分: whose score it is, where its own words do not say."""
    sentence = _STOPS.split(fold(text.passage.text[max(0, mention.start - _FAR) : mention.start]))[-1]
    told = sentence if text.topic is None else f"{text.passage.titles[-1]};{sentence}"
    # 项目名称：馆藏数字化加工；执行率：95%；自评得分：99分
    named = _names(told.rpartition(";")[2], books) or _names(told, books)
    found = [card_of(subject, books, text.scope) for subject in named]
    cards = [card for card in found if card is not None and card is not own]
    if named:
        return ((*cards, own), None) if len(named) == 1 else ((own, *cards), _uncertain(mention))
    strays = text.passage.kind is Kind.DEPARTMENT and (
        _PROJECT.search(sentence) is not None or any(_is_other(other, mention) for other in text.before(mention, _NEAR))
    )
    return (own,), _uncertain(mention) if strays else None


def _names(words: str, books: Books) -> Collection[str]:
    """The projects and lines that words name."""
    return dict.fromkeys(books.words.names[NameKey(name)] for name in books.names.within(words))


def _is_other(other: Mention, mention: Mention) -> bool:
    """Whether a figure before a score is of a line, or of something that is not known in the same sentence."""
    if other.subject is None or (other.subject == Subject.UNKNOWN and other.sentence != mention.sentence):
        return False
    return other.subject == Subject.UNKNOWN or other.subject not in _SUBJECTS


def _uncertain(mention: Mention) -> Message:
    return Message.of("uncertain_subject", words=mention.label or None)


def _only_project(books: Books) -> CardAt | None:
    """The project card, if there is but one."""
    return books.parties.projects[0] if len(books.parties.projects) == 1 else None
