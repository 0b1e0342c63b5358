"""The findings, grouped by cause: the wrong cell with what it should say, and under it what follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from budgetperf.domain.diagnosis import Correction
from budgetperf.domain.finding import Finding, Severity
from budgetperf.rendering.codes import CODES
from budgetperf.rendering.html.markup import Content, Markup, element
from budgetperf.rendering.html.view import View
from budgetperf.rendering.identities import IDENTITIES
from budgetperf.rendering.messages import word
from budgetperf.rendering.places import describe
from budgetperf.rendering.said import advice, basis_text, location_text, sentence
from budgetperf.rendering.story import bound_text, consequences, is_consequence, story

__all__ = ["findings_count", "findings_section"]


@frozen(kw_only=True)
class _Group:
    """Findings of one code that are settled in one way."""

    code: str
    severity: Severity
    title: str
    to_do: str
    basis: str | None
    findings: list[Finding]


def findings_section(view: View) -> Markup:
    """All findings, the gravest first."""
    return element(
        "section",
        element("h2", view.begun(view.say("发现的问题")), id="findings-title"),
        *(_by_severity(view) if view.review.findings else [element("p", _nothing(view))]),
        id="findings",
        aria_labelledby="findings-title",
    )


def _nothing(view: View) -> str:
    return view.say("没有发现问题。")


def findings_count(view: View) -> int:
    """How many findings are told by themselves."""
    return len(_told(view))


def _told(view: View) -> list[Finding]:
    """The findings that are told by themselves: what follows from another one is told under it."""
    return [finding for finding in view.review.findings if not is_consequence(finding)]


def _by_severity(view: View) -> Iterator[Markup]:
    told = _told(view)
    for severity in Severity:
        found = [finding for finding in told if finding.severity is severity]
        if not found:
            continue
        at = f"findings-{severity}"
        yield element(
            "section",
            element("h3", view.severity(severity), " ", _how_many(len(found), view), id=at),
            *(_cause(finding, view) for finding in found if finding.cluster is not None),
            *(_group(group, view) for group in _groups([one for one in found if one.cluster is None], view)),
            class_="severity",
            aria_labelledby=at,
        )


def _how_many(number: int, view: View) -> str:
    return view.say("{number#} 项", number=number)


def _groups(findings: Iterable[Finding], view: View) -> Iterable[_Group]:
    """The findings that no contradiction ties together, by what they say and how they are settled."""
    groups: dict[tuple[str, str, str | None], _Group] = {}
    for finding in findings:
        to_do = advice(finding, view.filing, view.lang)
        basis = basis_text(finding.clause, view.lang)
        group = _Group(
            code=finding.code,
            severity=Severity(finding.severity),
            title=_title(finding, view),
            to_do=to_do,
            basis=basis,
            findings=[],
        )
        groups.setdefault((finding.code, to_do, basis), group).findings.append(finding)
    return groups.values()


def _title(finding: Finding, view: View) -> str:
    """What the identity behind a finding says, or what its code means."""
    said = IDENTITIES.get((finding.entry or "").partition(":")[0]) or CODES[finding.code].title
    return view.begun(view.say(said))


def _heading(code: str, title: str, count: int, view: View) -> Markup:
    more = view.say("（{count} 处）", count=count) if count > 1 else ""
    return element("h4", element("code", code), " ", title, more)


def _group(group: _Group, view: View) -> Markup:
    return element(
        "article",
        _heading(group.code, group.title, len(group.findings), view),
        element("ul", *(_item(finding, view) for finding in group.findings), class_="places"),
        _rest(view.begun(group.to_do), group.basis, view),
        class_=f"finding {group.severity}",
    )


def _item(finding: Finding, view: View, *, under: str | None = None) -> Markup:
    """One finding in its group: its number, its sentence, its cell; its cause unless it stands under that."""
    cause = None if finding.caused_by == under else finding.caused_by
    see = None if cause is None else [view.say("；由来 "), element("a", cause, href=f"#{cause}")]
    return element(
        "li",
        element("span", finding.id, class_="number-of"),
        " ",
        sentence(finding, view.filing, view.lang),
        " ",
        element("span", _where(finding, view), see, class_="where"),
        id=finding.id,
        class_=str(finding.severity),
    )


def _where(finding: Finding, view: View) -> Iterator[Content]:
    """A link to the cell on this page, and its place in the file."""
    href = view.href(finding.path)
    if href is not None:
        # Read out of its place, a link must tell itself from the others; what is seen of it is a part of its name.
        which = element("span", f" {finding.id}", class_="unseen")
        yield element("a", view.say("看表"), which, href=href, class_="see")
    if finding.location is not None:
        yield " " + location_text(finding.location, view.lang)


def _rest(to_do: str, basis: str | None, view: View) -> Markup:
    pairs = [(view.say("处理"), to_do), (view.say("依据"), basis)]
    return element(
        "dl",
        *(element("div", element("dt", label), element("dd", text)) for label, text in pairs if text),
        class_="rest",
    )


def _cause(finding: Finding, view: View) -> Markup:
    """A contradiction: what was found, which cell is wrong, what it should say, and what follows from it."""
    follows = list(consequences(finding, view.review))
    return element(
        "article",
        _heading(finding.code, _title(finding, view), 1, view),
        element("ul", _item(finding, view), class_="places"),
        _fix(finding, view),
        _rest(view.begun(advice(finding, view.filing, view.lang)), basis_text(finding.clause, view.lang), view),
        _follows(finding, follows, view) if follows else None,
        class_=f"finding cause {finding.severity}",
    )


def _fix(finding: Finding, view: View) -> Markup:
    """The likeliest correction, and why."""
    assert finding.cluster is not None  # noqa: S101 - only contradictions come here
    first = next(one for one in view.review.diagnoses if one.cluster == finding.cluster)
    changes = [
        element(
            "li",
            view.say("其中一处错了：") if len(change.any_of) > 1 else None,
            *(_either(number, one, view) for number, one in enumerate(change.any_of[:_NAMED])),
            view.say(" 等") if len(change.any_of) > _NAMED else None,
        )
        for change in first.changes
    ]
    lines = [element("li", line) for line in story(view.review, finding.cluster, view.lang)]
    return element(
        "div",
        element("p", view.say("建议更正"), class_="label"),
        element("ul", *changes, class_="changes") if changes else None,
        element("details", element("summary", view.say("为什么是这里")), element("ul", *lines), open=not changes),
        class_="fix",
    )


_NAMED = 6


def _either(number: int, correction: Correction, view: View) -> Content:
    return [view.say("；或 ") if number else None, _change(correction, view)]


def _change(correction: Correction, view: View) -> Content:
    """A cell, what it says, and what it should say."""
    stated = correction.stated or view.say("空白")
    if correction.proposed is not None:
        proposed: Content = element("ins", correction.proposed)
    else:
        proposed = element("ins", bound_text(correction, view.lang))
    slip = "" if correction.pattern == "other" else word("slip", correction.pattern, view.lang)
    return [
        view.link(correction.path, describe(view.filing, correction.path, view.lang)),
        view.say("："),
        element("del", stated),
        element("span", " → ", aria_hidden="true"),
        element("span", view.say("，应为 "), class_="unseen"),
        proposed,
        view.say("（像是{slip}）", slip=slip) if slip else None,
    ]


# So many are told at once.
_FEW = 4


def _follows(finding: Finding, follows: list[Finding], view: View) -> Markup:
    count = len(follows)
    said = view.say("由此引起 {count#} 项，改正后自然消失", count=count)
    return element(
        "details",
        element("summary", said),
        element("ul", *(_item(one, view, under=finding.id) for one in _once(finding, follows, view)), class_="places"),
        open=count <= _FEW,
    )


def _once(finding: Finding, follows: list[Finding], view: View) -> Iterator[Finding]:
    """What is told under this finding and not under an earlier one: a place of the page has one name."""
    earlier: set[str] = set()
    for other in _told(view):
        if other.id == finding.id:
            break
        if other.cluster is not None:
            earlier |= {one.id for one in consequences(other, view.review)}
    yield from (one for one in follows if one.id not in earlier and is_consequence(one))
