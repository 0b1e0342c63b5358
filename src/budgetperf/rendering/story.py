"""What a diagnosis says in words: which cell is wrong, what it should say, and which places agree on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from budgetperf.domain.diagnosis import Change, Correction
from budgetperf.domain.finding import Finding
from budgetperf.rendering.layout import counted, pick
from budgetperf.rendering.messages import word
from budgetperf.rendering.places import describe
from budgetperf.rendering.said import location_text
from budgetperf.review import Review

__all__ = ["consequences", "is_consequence", "story"]

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
        yield pick(
            lang,
            "没有找到三处以内的改动能同时解释这些矛盾；请逐项核对",
            "no change of up to three cells explains these contradictions together; check each figure",
        )
        return
    yield from _changes(first.changes, review, lang)
    for other in found[1 : 1 + _OTHERS]:
        cells = pick(lang, "；", "; ").join(_cell(change, review, lang) for change in other.changes)
        yield pick(lang, f"也可能是：{cells}", f"or else: {cells}")
    more = len(found) - 1 - _OTHERS
    if more > 0:
        yield pick(lang, f"另有 {more} 种同样多处的改法", f"{counted(more, 'more explanation')} of as many cells")
    if not first.complete:
        yield pick(lang, "查找已达上限，可能还有别的解释", "the search stopped at its bound; there may be others")


def _changes(changes: Sequence[Change], review: Review, lang: str) -> Iterator[str]:
    if len(changes) > 1:
        yield pick(lang, f"须同时改正 {len(changes)} 处：", f"{len(changes)} cells must change together:")
    for number, change in enumerate(changes, start=1):
        # Of several changes each has its number, so that a list of cells is seen to be one of them.
        first = pick(lang, f"（{number}）", f"({number}) ") if len(changes) > 1 else ""
        count = len(change.any_of)
        if count == 1:
            yield first + _correction(change.any_of[0], review, lang)
            continue
        yield first + pick(
            lang,
            f"下列 {count} 处有一处错了，材料本身不能区分是哪一处（较可能的在前）：",
            f"one of these {count} cells is wrong; nothing in the filing tells which (likelier ones first):",
        )
        for correction in change.any_of[:_NAMED]:
            yield f"· {_short(correction, review, lang)}{_confirmed(correction, review, lang, most=_FEWER)}"
        if count > _NAMED:
            yield pick(lang, f"· … 等 {count} 处", f"· … {count} in all")


def _correction(correction: Correction, review: Review, lang: str) -> str:
    place = review.location(correction.path)
    where = "" if place is None else pick(lang, f"〔{location_text(place, lang)}〕", f" [{location_text(place, lang)}]")
    return f"{_short(correction, review, lang)}{_confirmed(correction, review, lang)}{where}"


def _confirmed(correction: Correction, review: Review, lang: str, *, most: int = _PLACES) -> str:
    """Which identities agree once the cell is corrected, and where the figures stand that say so; the first few."""
    agreeing = Counter(entry.partition(":")[0] for entry in correction.confirmed_by)
    if not agreeing:
        return ""
    codes = pick(lang, "、", ", ").join(code if count == 1 else f"{code}×{count}" for code, count in agreeing.items())
    agrees = "agrees" if len(correction.confirmed_by) == 1 else "agree"
    said = pick(lang, f"，改后 {codes} 相符", f"; then {codes} {agrees}")
    places = list(dict.fromkeys(describe(review.filing, path, lang) for path in _witnesses(correction, review)))
    if not places:
        return said
    named = pick(lang, "、", "; ").join(places[:most])
    if len(places) > most:
        return said + pick(lang, f"（见{named}等 {len(places)} 处）", f" (see {named}; {len(places)} places in all)")
    return said + pick(lang, f"（见{named}）", f" (see {named})")


def _witnesses(correction: Correction, review: Review) -> Iterator[str]:
    """For each entry that agrees, the figure that it sets against the corrected one."""
    confirming = set(correction.confirmed_by)
    for entry in review.ledger:
        if entry.id in confirming:
            # The judged figure comes first; where that is the corrected one, the first of the others speaks for them.
            yield from [path for path in entry.paths if path != correction.path][:1]


def _short(correction: Correction, review: Review, lang: str) -> str:
    where = describe(review.filing, correction.path, lang)
    pattern = "" if correction.pattern == "other" else word("slip", correction.pattern, lang)
    # A figure in prose stands in the words that are quoted.
    stated = "" if "@" in correction.path else " " + (correction.stated or pick(lang, "空白", "blank"))
    if correction.proposed is not None:
        should = pick(lang, f"应为 {correction.proposed}", f"should be {correction.proposed}")
    elif correction.at_most is not None:
        should = pick(lang, f"至多 {correction.at_most}", f"at most {correction.at_most}")
    else:
        should = pick(lang, f"至少 {correction.at_least}", f"at least {correction.at_least}")
    looks = pick(lang, f"（像是{pattern}）", f" (looks like {pattern})") if pattern else ""
    return pick(lang, f"{where}{stated}，{should}{looks}", f"{where}{stated and f':{stated}'}, {should}{looks}")


def _cell(change: Change, review: Review, lang: str) -> str:
    best = _short(change.any_of[0], review, lang)
    more = len(change.any_of) - 1
    return best + (
        pick(lang, f"（或另外 {more} 处之一）", f" (or {'another cell' if more == 1 else f'one of {more} others'})")
        if more
        else ""
    )
