"""Strategies for what is said about a document: findings, ledger entries, and readings of files."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from budgetperf.domain.figures import Reading, Source, figures
from budgetperf.domain.finding import Entry, Finding, Location, Message, Outcome, Severity
from budgetperf.domain.model import Filing
from budgetperf.testing.forms import filings
from budgetperf.testing.quantities import decimals, texts
from budgetperf.testing.rules import clauses

__all__ = ["entries", "findings", "locations", "messages", "readings", "sources"]

_CODES = ("BP101", "BP203", "BP301", "BP401", "BP501", "BP901")
_PATHS = (
    "scorecards[0].indicators[3].points",
    "base_table.staffing.actual",
    "reports[0].sections[3].paragraphs[2]@12+5",
)
_IDENTITIES = ("B2", "P4", "X10")


def messages() -> SearchStrategy[Message]:
    """Things to be said."""
    values = st.dictionaries(st.sampled_from(["path", "stated", "rule"]), texts(), max_size=3)
    return st.builds(Message, key=st.sampled_from(["missing_figure", "open_words", "explained"]), values=values)


def locations() -> SearchStrategy[Location]:
    """Places in a file."""
    number = st.none() | st.integers(1, 10_000)
    return st.builds(
        Location,
        file=st.sampled_from(["filing.docx", "自评表.xlsx"]),
        table=st.none() | texts(),
        row=number,
        column=number,
        address=st.none() | st.sampled_from(["I28", "AA1"]),
        label=st.none() | texts(),
    )


def findings() -> SearchStrategy[Finding]:
    """What is wrong, doubtful or unchecked."""
    text = st.none() | texts()
    return st.builds(
        Finding,
        code=st.sampled_from(_CODES),
        severity=st.sampled_from(Severity),
        path=st.none() | st.sampled_from(_PATHS),
        stated=text,
        expected=text,
        difference=text,
        clause=st.none() | clauses(),
        entry=st.none() | st.sampled_from(_IDENTITIES).map(lambda code: f"{code}:base_table"),
        location=st.none() | locations(),
    )


def entries() -> SearchStrategy[Entry]:
    """Lines of the ledger."""
    number = st.none() | decimals(max_places=2)
    return st.builds(
        lambda code, place, **others: Entry(id=f"{code}:{place}", code=code, paths=(place,), **others),
        st.sampled_from(_IDENTITIES),
        st.sampled_from(_PATHS),
        outcome=st.sampled_from(Outcome),
        stated=st.none() | texts(),
        expected=st.none() | texts(),
        residual=number,
        unit=st.sampled_from(["万元", "%", "分", ""]),
        bound=number,
        reason=st.none() | messages(),
    )


def sources() -> SearchStrategy[Source]:
    """Files that something was read from."""
    return st.builds(
        Source,
        file=st.sampled_from(["filing.docx", "自评表.xlsx"]),
        sha256=st.binary(min_size=32, max_size=32).map(bytes.hex),
    )


def readings() -> SearchStrategy[Reading]:
    """What a reader made of files: a filing, and where its figures stand."""

    def reading(filing: Filing) -> SearchStrategy[Reading]:
        paths = list(figures(filing))
        places = st.dictionaries(st.sampled_from(paths), locations(), max_size=3) if paths else st.just({})
        return st.builds(
            Reading,
            filing=st.just(filing),
            locations=places,
            findings=st.lists(findings(), max_size=2),
            sources=st.lists(sources(), max_size=2),
        )

    return filings().flatmap(reading)
