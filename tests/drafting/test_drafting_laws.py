"""Laws of drafted reports: they agree with the forms, drafting again changes nothing, and nothing supplied is lost."""

import re
from collections.abc import Iterator

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

import budgetperf as bp
from budgetperf.domain.quantity import Money, Rate
from budgetperf.domain.quotation import quotations
from budgetperf.domain.written import fold
from budgetperf.drafting.marks import has_mark, is_mark
from budgetperf.formats.canonical import canonical
from budgetperf.formats.excel.workbook import read_excel
from budgetperf.formats.forms.attachments import read_forms
from budgetperf.formats.forms.merge import merge_attachments
from budgetperf.formats.word.document import read_word
from budgetperf.formats.writing import forms_bytes
from budgetperf.testing import accounts, consistent_filings, filings, print_accounts
from budgetperf.testing.quantities import texts

BOOK = bp.load_rulebook("hunan-2022")
_EVALUATED = (bp.Outcome.HOLDS, bp.Outcome.WITHIN_ROUNDING)
# What no identity has a kind for: rates that the forms tie nowhere, and other funds, which are compared by a check.
_UNTIED = re.compile("政府采购|楼堂馆所|^(?:政府性基金|国有资本经营|社会保险基金)预算支出")
_PROSE = re.compile("BP5|BP218")


def drafted(filing: bp.Filing) -> bp.Filing:
    """The filing with its drafted reports."""
    return attrs.evolve(filing, reports=bp.draft(filing, bp.review(filing, BOOK)))


def bare(filing: bp.Filing) -> bp.Filing:
    """The filing without reports."""
    return attrs.evolve(filing, reports=())


def violated(filing: bp.Filing) -> list[tuple[str, str | None, str | None]]:
    """The violated entries of the ledger."""
    ledger = bp.reconcile(filing).ledger
    return [(entry.id, entry.stated, entry.expected) for entry in ledger if entry.outcome is bp.Outcome.VIOLATED]


def paragraphs(filing: bp.Filing) -> Iterator[tuple[str, str]]:
    """Every paragraph of the reports with its path."""
    for number, report in enumerate(filing.reports):
        for at, section in enumerate(report.sections):
            for order, text in enumerate(section.paragraphs):
                yield f"reports[{number}].sections[{at}].paragraphs[{order}]", text


class TestAgreement:
    """Where the forms agree, the reports drafted from them agree, too."""

    @given(consistent_filings())
    @settings(max_examples=60)
    def test_drafted_from_the_forms(self, filing: bp.Filing) -> None:
        """Nothing is violated, and the review finds nothing wrong in the prose."""
        done = drafted(bare(filing))
        assert violated(done) == []
        findings = bp.review(done, BOOK).findings
        assert [(found.code, found.path, found.details) for found in findings if _PROSE.match(found.code)] == []

    @given(accounts().map(print_accounts))
    @settings(max_examples=60)
    def test_around_a_narrative(self, filing: bp.Filing) -> None:
        """Drafted sentences beside those of a clerk, who may have written one report of all projects."""
        done = drafted(filing)
        ours = 1 + sum(card.kind is bp.ScorecardKind.PROJECT for card in done.scorecards)
        wrong = [entry for entry in violated(done) if not _is_of_report(entry[0], range(ours, len(done.reports)))]
        assert wrong == []

    @given(accounts(prose=False).map(print_accounts))
    @settings(max_examples=60)
    def test_every_figure_is_tied(self, filing: bp.Filing) -> None:
        """Each amount and rate in a drafted sentence is compared with the forms, and agrees."""
        done = drafted(bare(filing))
        ledger = bp.reconcile(done).ledger
        tied = {path for entry in ledger if entry.outcome in _EVALUATED for path in entry.paths}
        loose = [
            (path, str(found.figure), text)
            for path, text in paragraphs(done)
            for found in quotations(text)
            if _is_money_or_rate(found.figure)
            and f"{path}@{found.start}+{found.length}" not in tied
            and not _UNTIED.search(text)
        ]
        assert loose == []


def _is_of_report(entry: str, reports: range) -> bool:
    return any(f":reports[{number}]." in entry for number in reports)


def _is_money_or_rate(figure: object) -> bool:
    """Counts and points aside; and what is nothing may be blank in another form, with which nothing is compared."""
    return isinstance(figure, Rate) or (isinstance(figure, Money) and figure.yuan != 0)


class TestAgain:
    """Drafting is idempotent."""

    @given(accounts().map(print_accounts))
    @settings(max_examples=60)
    def test_of_consistent_filings(self, filing: bp.Filing) -> None:
        """Around what a clerk wrote."""
        once = drafted(filing)
        assert drafted(once).reports == once.reports

    @given(filings())
    @settings(max_examples=60)
    def test_of_any_filing(self, filing: bp.Filing) -> None:
        """Of any shape, with whatever attachments."""
        once = drafted(filing)
        assert drafted(once).reports == once.reports


# What an officer may write anywhere: no figure, or one that stands in no form.
_NARRATIVE = (
    "内设股室若干，没有下属单位。",
    "走访企业12家，解决问题30个。",
    "1.预算编制偏粗。\n2.支出进度偏慢！",
    "达到预期指标",
    "无",
    "累计捐款600余万元。",
    "××捐资260万元修路，群众满意。",
)


class TestNarrative:
    """What the officer supplied stays where it is."""

    @given(st.data())
    @settings(max_examples=60)
    def test_is_kept(self, data: st.DataObject) -> None:
        """Any paragraph, under any heading, in its order; and it fills the gap."""
        before = drafted(bare(data.draw(accounts(prose=False).map(print_accounts))))
        number = data.draw(st.integers(0, len(before.reports) - 1))
        report = before.reports[number]
        at = data.draw(st.integers(0, len(report.sections) - 1))
        wordless = texts().filter(lambda text: not re.search("[0-9０-９]", text) and fold(text) and not has_mark(text))
        own = data.draw(st.lists(st.sampled_from(_NARRATIVE) | wordless, min_size=1, max_size=3, unique=True))
        section = report.sections[at]
        where = data.draw(st.integers(0, len(section.paragraphs)))
        section = attrs.evolve(section, paragraphs=[*section.paragraphs[:where], *own, *section.paragraphs[where:]])
        sections = [*report.sections[:at], section, *report.sections[at + 1 :]]
        reports = [*before.reports[:number], attrs.evolve(report, sections=sections), *before.reports[number + 1 :]]
        after = drafted(attrs.evolve(before, reports=reports)).reports[number]
        was, now = report.sections[at].paragraphs, after.sections[at].paragraphs
        expected = [text for text in was if not is_mark(text)]
        assert [*expected, *own] == [text for text in now if not is_mark(text)]
        assert len(now) - len(own) <= len(was)

    @given(filings())
    @settings(max_examples=60)
    def test_of_any_filing(self, filing: bp.Filing) -> None:
        """Every sentence without a figure is still there, whatever the headings."""
        after = "\n".join(text for _, text in paragraphs(drafted(filing)))
        for _, text in paragraphs(filing):
            if fold(text) and not re.search("[0-9０-９]", text) and not is_mark(text):
                assert text in after


class TestBlanks:
    """Of a blank nothing is said."""

    @given(filings().map(bare))
    @settings(max_examples=60)
    def test_any_filing(self, filing: bp.Filing) -> None:
        """There is one report of the department and one of each project card, and each has its gaps."""
        reports = drafted(filing).reports
        projects = sum(card.kind is bp.ScorecardKind.PROJECT for card in filing.scorecards)
        assert ["department", *["project"] * projects] == [report.kind.value for report in reports]
        assert all(bp.gaps(report) for report in reports)

    def test_a_blank_filing(self) -> None:
        """Nothing but gaps, under every heading that holds text."""
        (report,) = drafted(bp.Filing()).reports
        written = [text for section in report.sections for text in section.paragraphs]
        assert all(map(is_mark, written))
        assert has_mark(report.heading.title)


class TestTogether:
    """One 附件5 for all projects."""

    @given(consistent_filings())
    @settings(max_examples=60)
    def test_it_agrees_with_the_forms(self, filing: bp.Filing) -> None:
        """Nothing is violated, nothing is found wrong in its prose, and drafting it again changes nothing."""
        forms = bare(filing)
        reports = bp.draft(forms, bp.review(forms, BOOK), together=True)
        done = attrs.evolve(forms, reports=reports)
        several = sum(card.kind is bp.ScorecardKind.PROJECT for card in forms.scorecards) > 1
        assert len(reports) == (2 if several else 1 + len(forms.scorecards) - 1)
        assert violated(done) == []
        findings = bp.review(done, BOOK).findings
        assert [(found.code, found.path, found.details) for found in findings if _PROSE.match(found.code)] == []
        assert bp.draft(done, bp.review(done, BOOK)) == reports


class TestOnPaper:
    """What is drafted can be handed in."""

    @given(consistent_filings())
    @settings(max_examples=20, deadline=None)
    def test_a_drafted_report_is_written_and_read_again(self, filing: bp.Filing) -> None:
        """The official forms hold it, gaps included, and it comes back as it was drafted."""
        done = canonical(drafted(bare(filing)))
        for suffix in (".docx", ".xlsx"):
            pages = (read_word if suffix == ".docx" else read_excel)("a", forms_bytes(done, suffix))
            assert merge_attachments(read_forms(pages)[0]).filing.reports == done.reports
