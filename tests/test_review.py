"""The review as a whole: what it joins, in which order, and that no filing can upset it."""

import unicodedata
from decimal import Context, Inexact, Rounded, localcontext
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given

import budgetperf as bp
from budgetperf.domain.figures import place_order
from budgetperf.domain.finding import Finding
from budgetperf.rendering.review_text import review_to_text
from budgetperf.rendering.width import width
from budgetperf.testing import filings
from consistent import BOOK, LIBRARY_FILING, changed, reviewed

CODES = {
    *(f"B{number}" for number in range(1, 11)),
    *(f"P{number}" for number in range(1, 18)),
    *(f"X{number}" for number in range(1, 20)),
    *(f"L{number}" for number in range(1, 7)),
    *(f"T{number}" for number in range(1, 6)),
}  # fmt: skip
SEVERITIES = [bp.Severity.ERROR, bp.Severity.WARNING, bp.Severity.ADVICE]
BOOKS = "scorecards[1].indicators[0]"
STAFF = "base_table.staffing.actual"


def cell(address: str) -> bp.Location:
    """A cell of a workbook."""
    return bp.Location(file="自评表.xlsx", table="附件1", address=address)


@pytest.fixture(scope="module")
def review() -> bp.Review:
    """The review of the filed example, from its YAML."""
    filing = bp.read(Path(__file__).parent.parent / "examples" / "filing-2022.yaml").filing
    choice = bp.choose_rulebook(filing, bp.shipped_rulebooks())
    return bp.review(filing, choice.rulebook, why=choice.why)


class TestExample:
    """The filed example: 98 points stated on both cards, not one sum wrong, and much to explain."""

    def test_findings(self, review: bp.Review) -> None:
        """Every kind of finding that the filing gives rise to, and how many there are of it."""
        codes = [finding.code for finding in review.findings]
        counts = {code: codes.count(code) for code in dict.fromkeys(codes)}
        assert counts == {
            "BP205": 4, "BP304": 7, "BP305": 1, "BP104": 4, "BP101": 2, "BP107": 2, "BP206": 1, "BP207": 1,
            "BP112": 1, "BP209": 4, "BP504": 1,
        }  # fmt: skip

    def test_consequence_names_its_cause(self, review: bp.Review) -> None:
        """社会公众满意度 differs from its peers because it was deducted although it was met."""
        by_code = {finding.code: finding for finding in review.findings}
        assert by_code["BP207"].caused_by == by_code["BP206"].id
        assert by_code["BP207"].path == by_code["BP206"].path

    def test_sums_hold(self, review: bp.Review) -> None:
        """Not one sum, rate or transfer is wrong."""
        wrong = {entry.code for entry in review.ledger if entry.outcome is bp.Outcome.VIOLATED}
        assert wrong == {"B9", "P9", "P10", "P11", "P12", "P13", "P17", "X12"}


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({}, bp.Verdict.CLEAN),
        ({f"{BOOKS}.actual": "9000册"}, bp.Verdict.ADVICE),
        ({"scorecards[1].supervisor": None}, bp.Verdict.WARNINGS),
        ({"base_table.staffing.stated_rate": "1%"}, bp.Verdict.ERRORS),
        ({"base_table.staffing.stated_rate": "1%", "scorecards[1].supervisor": None}, bp.Verdict.ERRORS),
    ],
)
def test_verdict(changes: dict[str, object], verdict: bp.Verdict) -> None:
    """A filing is judged by its gravest finding."""
    assert reviewed(changes).verdict is verdict


def test_order_of_findings() -> None:
    """By severity, then by place in the forms; numbered in that order."""
    findings = reviewed({
        "scorecards[2].supervisor": None,
        "scorecards[1].supervisor": None,
        f"{BOOKS}.actual": "9000册",
        "scorecards[1].stated_points": "1",
        "base_table.staffing.stated_rate": "1%",
        "reports": (),
    }).findings  # fmt: skip
    assert [(finding.id, finding.code, finding.path) for finding in findings] == [
        ("f1", "BP303", "base_table.staffing.stated_rate"),
        ("f2", "BP301", "scorecards[1].stated_points"),
        ("f3", "BP101", "scorecards[1].supervisor"),
        ("f4", "BP101", "scorecards[2].supervisor"),
        ("f5", "BP109", None),
        ("f6", "BP109", None),
        ("f7", "BP209", f"{BOOKS}.actual"),
    ]


class TestCells:
    """A finding says which cell of the file it is about."""

    def found(self, locations: dict[str, bp.Location]) -> bp.Location | None:
        """The cell of a wrong staffing rate."""
        filing = changed({"base_table.staffing.stated_rate": "1%"})
        (finding,) = bp.review(bp.Reading(filing=filing, locations=locations), BOOK).findings
        return finding.location

    def test_own_cell(self) -> None:
        """The cell of its path."""
        locations = {"base_table.staffing.stated_rate": cell("D5"), "base_table.staffing": cell("A5")}
        assert self.found(locations) == cell("D5")

    def test_nearest_cell(self) -> None:
        """Else the cell of what is around it."""
        assert self.found({"base_table.staffing": cell("A5"), "base_table": cell("A1")}) == cell("A5")

    def test_no_cell(self) -> None:
        """A filing made by hand has none."""
        assert self.found({}) is None


class TestReading:
    """What the reader found comes along."""

    def test_reader_findings_are_in_the_review(self) -> None:
        """They keep their place and take part in the order."""
        told = Finding(code="BP902", severity="warning", details={"kind": "hidden"}, location=cell("B2"))
        review = bp.review(bp.Reading(filing=LIBRARY_FILING, findings=[told]), BOOK)
        assert review.findings == (evolve(told, id="f1"),)
        assert review.verdict is bp.Verdict.WARNINGS

    def test_told_once(self) -> None:
        """An unreadable figure that the reader has reported is not reported again."""
        told = Finding(code="BP901", severity="error", path=STAFF, stated="8O", location=cell("C5"))
        reading = bp.Reading(filing=changed({STAFF: bp.Unreadable("8O")}), findings=[told])
        assert [finding.location for finding in bp.review(reading, BOOK).findings] == [cell("C5")]

    def test_sources(self) -> None:
        """The files are named."""
        source = bp.Source(file="自评表.xlsx", sha256="00")
        assert bp.review(bp.Reading(filing=LIBRARY_FILING, sources=[source]), BOOK).sources == (source,)


class TestRulebook:
    """Why this rulebook, is in the output."""

    def test_named(self) -> None:
        """A rulebook that was handed in was named."""
        assert bp.review(LIBRARY_FILING, BOOK).why == bp.Message.of("named", name="hunan-2022")

    def test_chosen(self) -> None:
        """One that was chosen says why."""
        choice = bp.choose_rulebook(LIBRARY_FILING, bp.shipped_rulebooks())
        assert bp.review(LIBRARY_FILING, choice.rulebook, why=choice.why).why == choice.why


def test_ledger_of_the_reconciliation_comes_first() -> None:
    """The entries of the reconciliation, in their order, then those of the checks."""
    reconciled = bp.reconcile(LIBRARY_FILING).ledger
    assert reviewed({}).ledger[: len(reconciled)] == reconciled
    assert {entry.code for entry in reviewed({}).ledger[len(reconciled) :]} == {
        "B9", "P3", "P7", "P9", "P10", "P11", "P12", "P13", "P14", "P15", "P16", "P17",
        "X12", "X13", "X15", "X17", "X18", "L4", "L5",
    }  # fmt: skip


def test_what_is_returned_can_be_a_key() -> None:
    """Equal readings, reconciliations and reviews are one key of a mapping, although mappings stand in them."""

    def made() -> tuple[object, ...]:
        reading = bp.Reading(filing=LIBRARY_FILING, locations={"department": bp.Location(file="a.docx", row=1)})
        return reading, bp.reconcile(LIBRARY_FILING), bp.review(reading, BOOK)

    assert len({*made(), *made()}) == 3


def test_the_callers_context_does_not_matter() -> None:
    """Neither a precision of two digits nor a trap changes a review, or how it is shown."""
    changes: dict[str, object] = {
        "scorecards[1].stated_weights[0].weight": "31.25",
        "scorecards[1].stated_points": "98.765",
        f"{BOOKS}.actual": "4321册",
        "base_table.three_public.total.spent": "1234.56万元",
        "base_table.basic_adjustment.spent": None,
    }
    expected = reviewed(changes)
    shown = [show(expected, lang=lang) for show in (review_to_text, bp.to_json) for lang in ("zh", "en")]
    with localcontext(Context(prec=2, traps=[Inexact, Rounded])):
        assert reviewed(changes) == expected
        assert [show(expected, lang=lang) for show in (review_to_text, bp.to_json) for lang in ("zh", "en")] == shown


def signed(filing: bp.Filing) -> bp.Filing:
    """The filing with names and telephone numbers on every attachment."""
    signature = bp.Signature(prepared_by="※甲※", phone="※乙※", responsible="※丙※")
    base = filing.base_table
    return evolve(
        filing,
        base_table=None if base is None else evolve(base, heading=evolve(base.heading, signature=signature)),
        scorecards=[evolve(card, heading=evolve(card.heading, signature=signature)) for card in filing.scorecards],
        reports=[evolve(report, heading=evolve(report.heading, signature=signature)) for report in filing.reports],
    )


class TestEveryFiling:
    """Whatever a filing holds, its review is complete, orderly, and can be shown."""

    @given(filings())
    def test_shown(self, filing: bp.Filing) -> None:
        """Text and JSON in both languages; no name of a person, and nothing that a terminal would obey."""
        review = bp.review(signed(filing), BOOK)
        for lang in ("zh", "en"):
            text = review_to_text(review, lang=lang)
            assert {unicodedata.category(character) for character in text if character != "\n"}.isdisjoint(
                {"Cc", "Cf", "Cs", "Zl", "Zp"}
            )
            assert max(width(line) for line in text.split("\n")) <= 100
            assert "※" not in text
            assert "※" not in bp.to_json(review, lang=lang)

    @given(filings())
    def test_complete_and_orderly(self, filing: bp.Filing) -> None:
        """Every identity is in the ledger, under ids of their own; findings are in order, and at what is there."""
        review = bp.review(filing, BOOK)
        outcomes = {entry.id: entry.outcome for entry in review.ledger}
        assert {entry.code for entry in review.ledger} == CODES
        assert len(outcomes) == len(review.ledger)
        ids = [finding.id for finding in review.findings]
        order = [(SEVERITIES.index(finding.severity), place_order(finding.path)) for finding in review.findings]
        assert order == sorted(order)
        assert ids == [f"f{number}" for number in range(1, len(ids) + 1)]
        for finding in review.findings:
            assert finding.caused_by is None or finding.caused_by in ids
            if finding.path is not None:
                bp.look_up(filing, finding.path)
            # Never at an identity that holds.
            if finding.entry is not None:
                assert outcomes[finding.entry] in (bp.Outcome.VIOLATED, bp.Outcome.NOT_EVALUABLE)

    @given(filings())
    def test_same_after_a_round_trip(self, filing: bp.Filing) -> None:
        """A filing that was written and read back has the same review."""
        review = bp.review(filing, BOOK)
        for again in (bp.from_json(bp.to_json(filing)), bp.from_yaml(bp.to_yaml(filing))):
            assert bp.review(again, BOOK) == review
