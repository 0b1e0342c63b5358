"""What the tests of quoted figures share: the example filings, with one paragraph of their reports written anew."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import attrs

import budgetperf as bp
from budgetperf.domain.finding import Entry
from budgetperf.reconciliation.evaluate import Readings, decide
from budgetperf.reconciliation.prose.books import Books
from budgetperf.reconciliation.prose.lexicon import Subject
from budgetperf.reconciliation.prose.mentions import Mention
from budgetperf.reconciliation.prose.passages import passages
from budgetperf.reconciliation.prose.quoted import Quoted, prose_identities
from budgetperf.reconciliation.prose.texts import read_texts

_EXAMPLES = Path(__file__).parents[3] / "examples"
CLEAN = bp.read(_EXAMPLES / "filing-clean.yaml").filing
FILED = bp.read(_EXAMPLES / "filing-2022.yaml").filing

# The paragraph that is written anew: in 附件4 under 基本支出情况, in the first 附件5 under 项目支出概况.
DEPARTMENT, PROJECT = (0, 4), (1, 1)
GENERAL, OWN = "一般公共预算支出情况", "项目支出概况"


def quoted(filing: bp.Filing) -> Quoted:
    """What the prose of a filing says."""
    return prose_identities(filing, bp.figures(filing))


def ledger(filing: bp.Filing) -> list[Entry]:
    """The entries of its prose."""
    found = quoted(filing)
    readings = Readings.of({**bp.figures(filing), **found.figures})
    return [decide(identity, readings.values).told(readings) for identity in found.identities]


def written(text: str, at: tuple[int, int] = DEPARTMENT, filing: bp.Filing = CLEAN) -> bp.Filing:
    """The filing with this paragraph alone in its reports."""
    report, section = at
    reports = []
    for index, each in enumerate(filing.reports):
        sections = [attrs.evolve(own, paragraphs=[]) for own in each.sections]
        if index == report:
            sections[section] = attrs.evolve(sections[section], paragraphs=[text])
        reports.append(attrs.evolve(each, sections=sections))
    return attrs.evolve(filing, reports=reports)


def path_of(at: tuple[int, int] = DEPARTMENT) -> str:
    """The path of that paragraph."""
    return f"reports[{at[0]}].sections[{at[1]}].paragraphs[0]"


def entries_of(text: str, at: tuple[int, int] = DEPARTMENT, filing: bp.Filing = CLEAN) -> Iterator[tuple[str, Entry]]:
    """What the ledger says of the figures of a paragraph, each as it is printed."""
    whole = written(text, at, filing)
    for entry in ledger(whole):
        place = entry.id.partition(":")[2].partition("/")[0]
        if place.startswith(path_of(at)):
            yield str(bp.look_up(whole, place)), entry


def outcomes(text: str, at: tuple[int, int] = DEPARTMENT, filing: bp.Filing = CLEAN) -> Mapping[str, bp.Outcome]:
    """The outcome for each code and figure of a paragraph: ``X7 3.15万元``; the worst where there are several."""
    order = list(bp.Outcome)
    found: dict[str, bp.Outcome] = {}
    for printed, entry in entries_of(text, at, filing):
        key = f"{entry.code} {printed}"
        found[key] = max(found.get(key, entry.outcome), entry.outcome, key=order.index)
    return found


def violated(text: str, at: tuple[int, int] = DEPARTMENT, filing: bp.Filing = CLEAN) -> set[str]:
    """The codes that a paragraph violates."""
    return {entry.code for _, entry in entries_of(text, at, filing) if entry.outcome is bp.Outcome.VIOLATED}


def agreeing(text: str, at: tuple[int, int] = DEPARTMENT, filing: bp.Filing = CLEAN) -> set[str]:
    """The codes that hold, or hold but for rounding, wherever a paragraph is judged by them."""
    fine = (bp.Outcome.HOLDS, bp.Outcome.WITHIN_ROUNDING)
    found = list(entries_of(text, at, filing))
    return {entry.code for _, entry in found if entry.outcome in fine} - violated(text, at, filing)


def meanings(filing: bp.Filing) -> Mapping[str, list[str]]:
    """What every figure of the prose is said to be, by the path of its text."""
    books = Books.of(filing, bp.figures(filing))
    return {
        text.passage.path: [_meaning(mention, books) for mention in text.mentions]
        for text in read_texts(passages(books), books)
    }


def _meaning(mention: Mention, books: Books) -> str:
    about = "" if mention.exact else "about "
    if mention.role in ("count", "rate"):
        return f"{about}{mention.figure} {mention.role}: {mention.label}"
    subject = mention.subject or "nothing"
    if subject.startswith("base_table."):
        subject = str(bp.look_up(books.filing, subject.removesuffix(".funds") + ".name"))
    columns = "/".join(mention.columns) if subject != Subject.UNKNOWN else ""
    return f"{about}{mention.figure} {mention.role} of {subject} {columns}".rstrip()
