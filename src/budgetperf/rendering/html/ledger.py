"""The coverage ledger: every identity with what became of it, and every figure that nothing confirms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from budgetperf.domain.finding import Entry, Outcome
from budgetperf.rendering.catalogue import SOURCE, Text
from budgetperf.rendering.html.forms import scrolling
from budgetperf.rendering.html.markup import Content, Markup, element
from budgetperf.rendering.html.view import View
from budgetperf.rendering.identities import IDENTITIES
from budgetperf.rendering.ledger_text import coverage_line, untied_lines
from budgetperf.rendering.messages import word
from budgetperf.rendering.places import attachment_of, describe
from budgetperf.rendering.said import reason_text

__all__ = ["ledger_section"]

# The outcomes that somebody must look at come first.
_ORDER = (
    Outcome.VIOLATED,
    Outcome.NOT_EVALUABLE,
    Outcome.WITHIN_ROUNDING,
    Outcome.NOT_APPLICABLE,
    Outcome.HOLDS,
)


def ledger_section(view: View) -> Markup:
    """The ledger by identity, then line by line for each outcome, and the figures that nothing confirms."""
    entries = view.review.ledger
    untied = [element("li", line) for line in untied_lines(view.review, view.lang)]
    return element(
        "section",
        element("h2", view.begun(view.say(Text("勾稽关系", "section"))), id="ledger-title"),
        element("p", view.begun(coverage_line(view.review.coverage, view.lang)), view.say("。"), class_="note"),
        _by_identity(entries, view),
        *(_outcome(outcome, [one for one in entries if one.outcome is outcome], view) for outcome in _ORDER),
        element(
            "details",
            element("summary", view.say("无从印证的数字 {count}", count=len(view.review.coverage.untied))),
            element("ul", *untied),
        )
        if untied
        else None,
        id="ledger",
        aria_labelledby="ledger-title",
    )


def _by_identity(entries: Iterable[Entry], view: View) -> Markup:
    """How often each identity was asked, and what came of it."""
    counts: dict[str, Counter[Outcome]] = {}
    for entry in entries:
        counts.setdefault(entry.code, Counter())[entry.outcome] += 1
    total = sum(counts.values(), Counter[Outcome]())
    heads = [element("th", word("outcome", outcome, view.lang), scope="col", class_="number") for outcome in Outcome]
    rows = [
        element(
            "tr",
            element("th", element("code", code), " ", _identity(code, view), scope="row", class_="name"),
            *(_count(found[outcome], outcome) for outcome in Outcome),
        )
        for code, found in counts.items()
    ]
    return scrolling(
        element(
            "table",
            element("caption", view.say("各项勾稽关系核对的结果（次数）"), id="ledger-caption"),
            element("thead", element("tr", element("th", view.say("勾稽关系"), scope="col"), *heads)),
            element("tbody", *rows),
            element(
                "tfoot",
                element(
                    "tr",
                    element("th", view.say(Text("合计", "of entries")), scope="row", class_="name"),
                    *(_count(total[outcome], outcome) for outcome in Outcome),
                ),
            ),
            class_="ledger",
        ),
        "ledger-caption",
    )


def _count(number: int, outcome: Outcome) -> Markup:
    if not number:
        return element("td", "·", class_="number none")
    return element("td", str(number), class_=f"number {outcome}")


def _identity(code: str, view: View) -> str:
    said = IDENTITIES.get(code)
    return "" if said is None else view.begun(view.say(said))


def _outcome(outcome: Outcome, entries: list[Entry], view: View) -> Markup | None:
    """Every line of the ledger with one outcome."""
    if not entries:
        return None
    title = word("outcome", outcome, view.lang)
    at = f"ledger-{outcome.replace('_', '-')}"
    told = entries[0].outcome in (Outcome.NOT_APPLICABLE, Outcome.NOT_EVALUABLE)
    body = _reasons(entries, title, at, view) if told else _figures(entries, title, at, view)
    return element(
        "details",
        element(
            "summary", f"{view.begun(title)} {len(entries)}", element("span", _meaning(outcome, view), class_="meaning")
        ),
        body,
        id=at,
        # What could not be checked is nobody's to look for.
        open=outcome is Outcome.NOT_EVALUABLE,
    )


def _meaning(outcome: Outcome, view: View) -> str:
    match outcome:
        case Outcome.HOLDS:
            said = Text("数字完全相符")
        case Outcome.WITHIN_ROUNDING:
            said = Text("相差在四舍五入可以解释的范围内")
        case Outcome.VIOLATED:
            said = Text("相差超出四舍五入可以解释的范围")
        case Outcome.NOT_APPLICABLE:
            said = Text("前提不成立，不必核对")
        case _:
            said = Text("缺少数字，或须由人判断")
    return view.say(said)


def _table(caption: str, at: str, heads: Iterable[tuple[str, str]], rows: Iterable[Markup]) -> Markup:
    return scrolling(
        element(
            "table",
            element("caption", caption, id=f"{at}-caption"),
            element("thead", element("tr", *(element("th", text, scope="col", class_=kind) for text, kind in heads))),
            element("tbody", *rows),
            class_="entries",
        ),
        f"{at}-caption",
    )


def _figures(entries: list[Entry], title: str, at: str, view: View) -> Markup:
    """What is stated, what the others make it, and the gap."""
    say = view.say
    heads = [
        (say(Text("位置", "column")), "name"),
        (say("勾稽"), "text"),
        (say("所填"), "number"),
        (say("应为"), "number"),
        (say(Text("相差", "column")), "number"),
        (say("说明"), "text"),
    ]
    rows = [
        element(
            "tr",
            element("th", view.link(_place(entry), _words(entry, view)), scope="row", class_="name"),
            element("td", element("code", entry.code), " ", _identity(entry.code, view), class_="text"),
            element("td", entry.stated or "—", class_="number"),
            element("td", entry.expected or "—", class_="number"),
            element("td", _gap(entry, view), class_="number"),
            element("td", reason_text(entry.reason, view.filing, view.lang), class_="text"),
        )
        for entry in entries
    ]
    return _table(title, at, heads, rows)


def _gap(entry: Entry, view: View) -> str:
    if entry.residual is None:
        return "—"
    # Points bear no unit in the columns beside it, and outside Chinese the word is none of the document's.
    unit = "" if view.lang != SOURCE and entry.unit == _POINT else entry.unit
    return f"{entry.residual:f}{unit}".replace("-", "−")


_POINT = "分"


def _place(entry: Entry) -> str:
    return entry.paths[0] if entry.paths else entry.id.partition(":")[2]


def _words(entry: Entry, view: View) -> str:
    """The place of an identity in words; one that stands nowhere by its id."""
    place = _place(entry)
    if attachment_of(view.filing, place) is None:
        place = entry.id.partition(":")[2]
    if attachment_of(view.filing, place) is None:
        return view.say("全部材料")
    return describe(view.filing, place, view.lang)


def _reasons(entries: list[Entry], title: str, at: str, view: View) -> Markup:
    """Why it was not checked: one row for each identity and reason, with its places."""
    groups: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        reason = reason_text(entry.reason, view.filing, view.lang) or "—"
        groups.setdefault((entry.code, reason), []).append(entry)
    heads = [
        (view.say("勾稽"), "name"),
        (view.say("原因"), "text"),
        (view.say("次数"), "number"),
        (view.say(Text("位置", "column of many")), "text"),
    ]
    rows = [
        element(
            "tr",
            element("th", element("code", code), " ", _identity(code, view), scope="row", class_="name"),
            element("td", reason, class_="text"),
            element("td", str(len(found)), class_="number"),
            element("td", _places(found, view), class_="text"),
        )
        for (code, reason), found in groups.items()
    ]
    return _table(title, at, heads, rows)


# Of so many places all are named at once.
_FEW = 3


def _places(entries: list[Entry], view: View) -> Content:
    between = view.say(Text("、", "between places"))
    said: list[Content] = []
    for entry in entries:
        said += [between if said else None, view.link(_place(entry), _words(entry, view))]
    if len(entries) <= _FEW:
        return said
    return element("details", element("summary", view.say("{count#} 处", count=len(entries))), *said)
