"""What a diagnosis says in words: which cell is wrong, what it should say, and which places agree on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from budgetperf.domain.diagnosis import Change, Correction
from budgetperf.domain.finding import Finding
from budgetperf.rendering.catalogue import Text
from budgetperf.rendering.messages import say, word
from budgetperf.rendering.places import describe
from budgetperf.rendering.said import location_text
from budgetperf.review import Review

__all__ = ["bound_text", "consequences", "is_consequence", "story"]

_NAMED, _OTHERS = 6, 2
# Places that agree: of a correction by itself, and of one among several.
_PLACES, _FEWER = 3, 2


def is_consequence(finding: Finding) -> bool:
    """Whether a finding is told under the one that explains it, and not counted again."""
    return finding.cluster is not None and finding.caused_by is not None


def consequences(finding: Finding, review: Review) -> Iterator[Finding]:
    """What is told under a finding: the rest of its cluster, and what it causes in other clusters."""
    clusters = {other.cluster for other in review.findings if other.caused_by == finding.id} | {finding.cluster}
    for other in review.findings:
        if other.cluster is not None and other.cluster in clusters and other.id != finding.id:
            yield other


def story(review: Review, cluster: int, lang: str) -> Iterator[str]:
    """The correction that explains a cluster of contradictions, and the other ones that would."""
    found = [diagnosis for diagnosis in review.diagnoses if diagnosis.cluster == cluster]
    first = found[0]
    if not first.changes:
        if all(entry.startswith("L6:") for entry in first.explains):
            yield say(lang, "这里的数与本年其他各数没有矛盾，只与上年度材料不符；请核对两年的材料")
        else:
            yield say(lang, "没有找到三处以内的改动能同时解释这些矛盾；请逐项核对")
        return
    yield from _changes(first.changes, review, lang)
    for other in found[1 : 1 + _OTHERS]:
        cells = say(lang, "；").join(_cell(change, review, lang) for change in other.changes)
        yield say(lang, "也可能是：{cells}", cells=cells)
    more = len(found) - 1 - _OTHERS
    if more > 0:
        yield say(lang, "另有 {more#} 种同样多处的改法", more=more)
    if not first.complete:
        yield say(lang, "查找已达上限，可能还有别的解释")


def _changes(changes: Sequence[Change], review: Review, lang: str) -> Iterator[str]:
    if len(changes) > 1:
        yield say(lang, "须同时改正 {count} 处：", count=len(changes))
    for number, change in enumerate(changes, start=1):
        # Of several changes each has its number, so that a list of cells is seen to be one of them.
        first = say(lang, "（{number}）", number=number) if len(changes) > 1 else ""
        count = len(change.any_of)
        # Where nothing agrees after any of them, none is enough by itself.
        is_enough = any(one.confirmed_by or one.proposed is not None for one in change.any_of)
        if count == 1:
            more = "" if is_enough else say(lang, "；只改这一处还不够")
            yield first + _correction(change.any_of[0], review, lang) + more
            continue
        if is_enough:
            said = say(lang, "下列 {count} 处有一处错了，材料本身不能区分是哪一处（较可能的在前）：", count=count)
        else:
            said = say(lang, "只改一处不够：下列 {count} 处中错了不止一处，材料本身不能区分是哪几处：", count=count)
        yield first + said
        for correction in change.any_of[:_NAMED]:
            yield f"· {_short(correction, review, lang)}{_confirmed(correction, review, lang, most=_FEWER)}"
        if count > _NAMED:
            yield say(lang, "· … 等 {count} 处", count=count)


def _correction(correction: Correction, review: Review, lang: str) -> str:
    place = review.location(correction.path)
    where = "" if place is None else say(lang, "〔{place}〕", place=location_text(place, lang))
    return f"{_short(correction, review, lang)}{_confirmed(correction, review, lang)}{where}"


def _confirmed(correction: Correction, review: Review, lang: str, *, most: int = _PLACES) -> str:
    """Which identities agree once the cell is corrected, and where the figures stand that say so; the first few."""
    agreeing = Counter(entry.partition(":")[0] for entry in correction.confirmed_by)
    if not agreeing:
        return ""
    codes = say(lang, "、").join(code if count == 1 else f"{code}×{count}" for code, count in agreeing.items())
    is_one = len(correction.confirmed_by) == 1
    said = say(
        lang, Text("，改后 {codes} 相符", "one") if is_one else Text("，改后 {codes} 相符", "several"), codes=codes
    )
    places = list(dict.fromkeys(describe(review.filing, path, lang) for path in _witnesses(correction, review)))
    if not places:
        return said
    named = say(lang, Text("、", "between places")).join(places[:most])
    if len(places) > most:
        return said + say(lang, "（见{named}等 {count} 处）", named=named, count=len(places))
    return said + say(lang, "（见{named}）", named=named)


def _witnesses(correction: Correction, review: Review) -> Iterator[str]:
    """For each entry that agrees, the figure that it sets against the corrected one."""
    confirming = set(correction.confirmed_by)
    for entry in review.ledger:
        if entry.id in confirming:
            # The judged figure comes first; where that is the corrected one, the first of the others speaks for them.
            yield from [path for path in entry.paths if path != correction.path][:1]


def _short(correction: Correction, review: Review, lang: str) -> str:
    where = describe(review.filing, correction.path, lang)
    slip = None if correction.pattern == "other" else word("slip", correction.pattern, lang)
    # A figure in prose stands in the words that are quoted.
    stated = None if "@" in correction.path else correction.stated or say(lang, "空白")
    if correction.proposed is None:
        should = bound_text(correction, lang)
    else:
        should = say(lang, "应为 {proposed}", proposed=correction.proposed)
    return say(
        lang,
        "{where}{stated| {}}，{should}{slip|（像是{}）}",
        where=where,
        stated=stated,
        should=should,
        slip=slip,
    )


def bound_text(correction: Correction, lang: str) -> str:
    """What is known of a figure that is only bounded."""
    if correction.at_most is not None:
        return say(lang, "至多 {at_most}", at_most=correction.at_most)
    return say(lang, "至少 {at_least}", at_least=correction.at_least)


def _cell(change: Change, review: Review, lang: str) -> str:
    best = _short(change.any_of[0], review, lang)
    more = len(change.any_of) - 1
    return best + say(lang, "（或另外 {more#} 处之一）", more=more) if more else best
