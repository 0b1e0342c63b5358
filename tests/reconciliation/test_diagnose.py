"""Which cell is wrong, and what it should say: in the library's filing, where everything else agrees."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

import budgetperf as bp
from budgetperf.rendering.review_text import review_to_text
from consistent import BOOK, LIBRARY_FILING, changed

LINES, PUBLIC = "base_table.projects.lines", "base_table.three_public"
SHEET, OTHER_SHEET = "scorecards[1]", "scorecards[2]"
DEPARTMENT = "scorecards[0]"
TOTAL = "budget.rows[0].funds"

FILED = bp.read(Path(__file__).parents[2] / "examples" / "filing-2022.yaml").filing
CLEAN = bp.read(Path(__file__).parents[2] / "examples" / "filing-clean.yaml").filing

Changes = Mapping[str, object]


def diagnosed(changes: Changes) -> tuple[bp.Diagnosis, ...]:
    """What is wrong after these changes, by the sums alone."""
    return bp.diagnose(bp.reconcile(changed(changes)))


def cells(change: bp.Change) -> dict[str, str | None]:
    """The cells of a change with what they should say."""
    return {correction.path: correction.proposed for correction in change.any_of}


def first(changes: Changes) -> list[dict[str, str | None]]:
    """The changes of the first diagnosis."""
    return [cells(change) for change in diagnosed(changes)[0].changes]


def test_nothing_is_wrong() -> None:
    """Where nothing contradicts anything, there is nothing to explain."""
    assert diagnosed({}) == ()


class TestOneCell:
    """One wrong cell."""

    @pytest.mark.parametrize(
        ("path", "wrong", "right", "pattern"),
        [
            (f"{LINES}[0].funds.spent", "93万元", "39万元", "swapped"),
            (f"{SHEET}.{TOTAL}.spent", "390万元", "39万元", "shifted"),
            (f"{SHEET}.{TOTAL}.revised", "42元", "42万元", "unit"),
            ("base_table.projects.total.spent", "56.05万元", "56.50万元", "swapped"),
            (f"{SHEET}.indicators[0].weight", "2", "20", "shifted"),
            (f"{SHEET}.budget.execution.weight", "1", "10", "shifted"),
        ],
    )
    def test_named(self, path: str, wrong: str, right: str, pattern: str) -> None:
        """Where several places agree against one, that one is named, with what it should say, and the slip."""
        (diagnosis,) = diagnosed({path: wrong})
        ((correction,),) = [change.any_of for change in diagnosis.changes]
        assert (path, right, pattern) == (correction.path, correction.proposed, correction.pattern)
        assert len(correction.confirmed_by) > 1
        assert diagnosis.complete

    def test_cannot_be_told_apart(self) -> None:
        """A total and its parts that nothing else confirms: each of them could be the wrong one, and all are named."""
        (change,) = first({f"{PUBLIC}.total.prior": "5万元"})
        assert f"{PUBLIC}.total.prior" in change
        assert f"{PUBLIC}.hospitality.prior" in change
        assert change[f"{PUBLIC}.total.prior"] == "3.5万元"

    def test_left_out(self) -> None:
        """A cell that was left blank is found, too."""
        changes = {f"{LINES}[0].funds.spent": None}
        (change,) = first(changes)
        assert {f"{LINES}[0].funds.spent": "39万元"} == change
        assert diagnosed(changes)[0].changes[0].any_of[0].pattern == "missing"

    def test_at_most(self) -> None:
        """A part above its whole: what it should be is not known, only what it can be at most."""
        (diagnosis,) = diagnosed({"base_table.operating.items[0].funds.spent": "280万元"})
        found = {correction.path: correction for correction in diagnosis.changes[0].any_of}
        item = found["base_table.operating.items[0].funds.spent"]
        assert (item.proposed, item.at_least, item.at_most) == (None, None, "8.3万元")
        total = found["base_table.operating.total.spent"]
        assert (total.proposed, total.at_least, total.at_most) == (None, "284.1万元", None)

    def test_likely_ones_first(self) -> None:
        """Of cells that cannot be told apart, one that looks like a slip comes before one that does not."""
        (diagnosis,) = diagnosed({f"{PUBLIC}.total.prior": "5.3万元"})
        assert f"{PUBLIC}.total.prior" == diagnosis.changes[0].any_of[0].path
        assert diagnosis.changes[0].any_of[0].pattern == "swapped"


class TestRounding:
    """Amounts are printed rounded, and so is what a cell should say."""

    def test_nothing_left(self) -> None:
        """A part that would have to be a little less than nothing may be nothing: it could be the wrong one, too."""
        wrong = changed({f"{LINES}[1].funds.prior": "4.73万元"}, FILED)
        (change,) = bp.diagnose(bp.reconcile(wrong))[0].changes
        assert cells(change)[f"{LINES}[2].funds.prior"] == "0.00万元"

    def test_a_unit_says_two_things(self) -> None:
        """Of 96.73元 beside 96.73万元 either is wrong: the part, in its unit, or the total, then almost nothing."""
        wrong = changed({f"{SHEET}.budget.rows[1].funds.revised": "96.73元"}, FILED)
        (change,) = bp.diagnose(bp.reconcile(wrong))[0].changes
        assert cells(change)[f"{SHEET}.budget.rows[1].funds.revised"] == "96.73万元"
        assert cells(change)[f"{SHEET}.{TOTAL}.revised"] == "0.01万元"

    def test_counts_in_a_text_come_whole(self) -> None:
        """A text that counts whole persons is not asked to count tenths of them."""
        wrong = changed({f"{SHEET}.indicators[5].actual": "416.5人次"}, CLEAN)
        (change,) = bp.diagnose(bp.reconcile(wrong))[0].changes
        assert list(cells(change).values()) == ["4160人次"]


class TestRules:
    """What the rules say tells cells apart that the sums cannot."""

    def test_points(self) -> None:
        """Of twenty rows and a total, only one row has points that its rule does not give."""
        filing = changed({f"{SHEET}.indicators[1].points": "1"})
        by_sums = bp.diagnose(bp.reconcile(filing))[0].changes[0]
        by_rules = bp.review(filing, BOOK).diagnoses[0].changes[0]
        assert {f"{SHEET}.indicators[1].points", f"{SHEET}.stated_points"} <= cells(by_sums).keys()
        assert {f"{SHEET}.indicators[1].points": "10"} == cells(by_rules)

    def test_bounds(self) -> None:
        """Bounds are paths of points with the least and the greatest number that the rules allow."""
        changes = {f"{SHEET}.indicators[1].points": "1"}
        bounds = {f"{SHEET}.indicators[1].points": (10, 10)}
        exact = {path: (bp.Rate(low).percent, bp.Rate(high).percent) for path, (low, high) in bounds.items()}
        (found,) = bp.diagnose(bp.reconcile(changed(changes)), exact)
        assert {f"{SHEET}.indicators[1].points": "10"} == cells(found.changes[0])

    def test_no_row_earns_more_than_its_weight(self) -> None:
        """A gap that no row can make up by itself: the rows that earn less than they may are named, and no value."""
        wrong = {f"{SHEET}.indicators[{row}].points": value for row, value in ((2, "3"), (3, None))}
        (diagnosis,) = bp.review(changed(wrong, CLEAN), BOOK).diagnoses
        (change,) = diagnosis.changes
        assert wrong.keys() <= cells(change).keys()
        assert {None} == set(cells(change).values())
        assert all(correction.at_most is not None for correction in change.any_of)
        assert not diagnosis.is_certain
        assert "只改一处不够" in review_to_text(bp.review(changed(wrong, CLEAN), BOOK))

    def test_impossible_points_do_not_stay(self) -> None:
        """A row with more points than its weight is wrong, even if another row alone could make up the sum."""
        rows = f"{SHEET}.indicators"
        (diagnosis,) = bp.review(changed({f"{rows}[0].points": "9", f"{rows}[4].points": "11"}, CLEAN), BOOK).diagnoses
        assert [{f"{rows}[0].points": "10"}, {f"{rows}[4].points": "5"}] == list(map(cells, diagnosis.changes))

    def test_a_blank_weight_is_no_licence(self) -> None:
        """Points of a row whose weight is left blank are at most what its level leaves it."""
        blank = {f"{SHEET}.indicators[{row}].{column}": None for row in (0, 1, 4) for column in ("weight", "points")}
        diagnoses = bp.review(changed(blank, CLEAN), BOOK).diagnoses
        of_points = [one for one in diagnoses if one.explains == (f"P8:{SHEET}.stated_points",)]
        assert of_points
        for change in (change for diagnosis in of_points for change in diagnosis.changes):
            assert all(Decimal(one.proposed or one.at_most or "99") <= 25 for one in change.any_of)

    def test_a_wrong_weight_is_no_limit(self) -> None:
        """Where the weight of a row is wrong as well, its points may be what the right weight allows."""
        row = f"{SHEET}.indicators[3]"
        diagnoses = bp.review(changed({f"{row}.weight": "1", f"{row}.points": "5"}, CLEAN), BOOK).diagnoses
        changes = [change for diagnosis in diagnoses if diagnosis.rank == 1 for change in diagnosis.changes]
        assert [{f"{row}.weight": "10"}, {f"{row}.points": "10"}] == list(map(cells, changes))


class TestSeveralCells:
    """Errors that come together."""

    def test_apart(self) -> None:
        """Contradictions that share no cell are clusters of their own."""
        found = diagnosed({f"{LINES}[0].funds.spent": "93万元", "base_table.staffing.stated_rate": "59.0%"})
        assert [diagnosis.cluster for diagnosis in found] == [1, 2]

    def test_two(self) -> None:
        """Two wrong cells in one sum are both named, each with its own value."""
        changes = first({f"{LINES}[0].funds.spent": "93万元", f"{LINES}[1].funds.spent": "15.1万元"})
        assert [{f"{LINES}[0].funds.spent": "39万元"}, {f"{LINES}[1].funds.spent": "11.5万元"}] == changes

    def test_three(self) -> None:
        """Three, as well, be they of one cluster or of several."""
        found = diagnosed(
            {
                f"{LINES}[0].funds.spent": "93万元",
                f"{LINES}[1].funds.spent": "15.1万元",
                "base_table.projects.maintenance.spent": "60万元",
            }
        )
        right = {
            f"{LINES}[0].funds.spent": "39万元",
            f"{LINES}[1].funds.spent": "11.5万元",
            "base_table.projects.maintenance.spent": "6万元",
        }
        changes = [change for diagnosis in found if diagnosis.rank == 1 for change in diagnosis.changes]
        assert right == {path: value for change in changes for path, value in cells(change).items()}

    def test_that_cancel_out(self) -> None:
        """Two errors that cancel out in their sum still contradict the sheets, and belong together."""
        found = diagnosed({f"{LINES}[0].funds.spent": "40万元", f"{LINES}[1].funds.spent": "10.5万元"})
        assert [diagnosis.cluster for diagnosis in found] == [1]
        paths = [f"{LINES}[0].funds.spent", f"{LINES}[1].funds.spent"]
        assert paths == [path for change in found[0].changes for path in cells(change)]

    def test_too_many(self) -> None:
        """More errors in one sum than are searched for: the search says that it stopped, and guesses nothing."""
        wrong = {f"{SHEET}.indicators[{row}].weight": f"{31 + 7 * row}" for row in range(6)}
        found = diagnosed(wrong)
        assert [(one.cluster, one.rank, one.changes, one.complete) for one in found] == [(1, 1, (), False)]
        assert found[0].explains

    def test_in_the_order_of_the_ledger(self) -> None:
        """Clusters are numbered as their first contradiction stands in the ledger, wherever their last one does."""
        wrong = {
            "base_table.three_public.total.spent": "93万元",
            "base_table.staffing.stated_rate": "59.0%",
            f"{LINES}[0].funds.spent": "93万元",
            f"{LINES}[1].funds.spent": "15.1万元",
            f"{SHEET}.indicators[0].weight": "2",
            f"{DEPARTMENT}.indicators[0].weight": "77",
        }
        order = [entry.id for entry in bp.reconcile(changed(wrong)).ledger]
        first_of = {one.cluster: min(map(order.index, one.explains)) for one in diagnosed(wrong)}
        assert len(first_of) > 2
        assert sorted(first_of.values()) == list(first_of.values())


def test_proposals_fit_their_cells() -> None:
    """What is proposed can be written into the cell, and then nothing is contradicted any more."""
    broken = changed({f"{SHEET}.indicators[4].target": "50万元"})
    (change,) = [change for diagnosis in bp.diagnose(bp.reconcile(broken)) for change in diagnosis.changes]
    for path, proposed in cells(change).items():
        mended = bp.reconcile(bp.replace(broken, path, proposed))
        assert [entry.id for entry in mended.ledger if entry.outcome is bp.Outcome.VIOLATED] == []


def test_a_cost_row_keeps_its_words() -> None:
    """A target that is a bound is proposed as a bound, in the words that stand there."""
    (change,) = first({f"{SHEET}.indicators[4].target": "≤ 50万元"})
    assert change[f"{SHEET}.indicators[4].target"] == "≤ 40万元"


class TestConsequences:
    """Whatever is found only because of a wrong cell hangs on the finding that names it."""

    @pytest.mark.parametrize(
        ("path", "wrong", "code"),
        [
            (f"{DEPARTMENT}.{TOTAL}.revised", "99万元", "BP203"),
            (f"{DEPARTMENT}.stated_weights[0].weight", "35", "BP210"),
            (f"{LINES}[0].funds.initial", "4万元", "BP304"),
            (f"{SHEET}.indicators[0].weight", "21", "BP205"),
        ],
    )
    def test_belongs(self, path: str, wrong: str, code: str) -> None:
        """The execution score, the weights of the rulebook, an overspent line, a deduction: all gone with the error."""
        review = bp.review(changed({path: wrong}), BOOK)
        assert [path] == [change.any_of[0].path for change in review.diagnoses[0].changes]
        heads = [finding for finding in review.findings if finding.caused_by is None]
        assert len(heads) == 1
        assert code in {finding.code for finding in review.findings if finding.caused_by is not None}

    def test_counted_twice(self) -> None:
        """A line that stands there twice is the one cause of every sum that it upsets, and as grave as they are."""
        lines = CLEAN.base_table.projects.lines if CLEAN.base_table else ()
        review = bp.review(bp.replace(CLEAN, "base_table.projects.lines", [*lines, lines[0]]), BOOK)
        (cause,) = [finding for finding in review.findings if finding.caused_by is None]
        assert (cause.code, cause.severity) == ("BP114", bp.Severity.ERROR)
        assert [finding.code for finding in review.findings if finding.caused_by == cause.id] == ["BP301"] * 3

    @pytest.mark.parametrize(
        "rows",
        [
            "scorecards[1].budget.rows[1]",
            "scorecards[0].budget.by_nature[1]",
            "scorecards[0].budget.by_source[0]",
            "base_table.operating.items[1]",
        ],
    )
    @pytest.mark.parametrize("times", [1, 3])
    def test_a_part_counted_twice(self, rows: str, times: int) -> None:
        """So is a row of funds, a share, or an item, however often it stands there; if the sum is off because of it."""
        place = rows.rpartition("[")[0]
        parts, row = bp.look_up(CLEAN, place), bp.look_up(CLEAN, rows)
        assert isinstance(parts, tuple)
        review = bp.review(bp.replace(CLEAN, place, (*parts, *[row] * times)), BOOK)
        heads = [finding for finding in review.findings if finding.caused_by is None]
        sums = [finding for finding in review.findings if finding.entry is not None]
        assert [finding.code for finding in heads] == ["BP114"] * bool(sums)
        assert {finding.severity for finding in heads} <= {bp.Severity.ERROR}

    def test_two_rows_of_one_name(self) -> None:
        """Two rows with one name and one amount that both belong to their sum are no finding."""
        card = "scorecards[1].budget.rows"
        halves = {f"{card}[{row}].funds.{column}": "31.20万元" for row in (1, 3) for column in ("initial", "revised")}
        halves |= {f"{card}[{row}].funds.spent": "29.64万元" for row in (1, 3)}
        named = {f"{card}[3].{part}": bp.look_up(CLEAN, f"{card}[1].{part}") for part in ("name", "role")}
        assert bp.review(changed(halves | named, CLEAN), BOOK).findings == ()

    def test_a_sheet_without_a_line_is_no_cause_by_itself(self) -> None:
        """A sheet of another name is not accused of a sum that is off for another reason."""
        wrong = {f"{SHEET}.subject": "陈列展览", f"{LINES}[0].funds.prior": "85.20万元"}
        found = {finding.code for finding in bp.review(changed(wrong, CLEAN), BOOK).findings}
        assert "BP301" in found
        kinds = [dict(finding.details).get("kind") for finding in bp.review(changed(wrong, CLEAN), BOOK).findings]
        assert "line" not in kinds

    @pytest.mark.parametrize("kept", [0, 1])
    def test_a_line_left_out(self, kept: int) -> None:
        """A sheet whose line was left out of 附件1 explains every sum that lacks it, and the totals if they lack it."""
        lines = CLEAN.base_table.projects.lines if CLEAN.base_table else ()
        for totals in ({}, {"total": lines[kept].funds, "special": lines[kept].funds}):
            wrong = {f"base_table.projects.{row}": funds for row, funds in totals.items()}
            review = bp.review(changed({LINES: [lines[kept]], **wrong}, CLEAN), BOOK)
            (cause,) = [finding for finding in review.findings if finding.caused_by is None]
            assert (cause.code, cause.path) == ("BP109", f"scorecards[{2 - kept}]")
            assert cause.severity is bp.Severity.ERROR

    def test_a_sheet_from_elsewhere(self) -> None:
        """So does a sheet that belongs to no line at all; what is wrong in it by itself does not hang on that."""
        stray = bp.replace(bp.replace(CLEAN, f"{SHEET}.subject", "陈列展览"), f"{SHEET}.stated_points", "98")
        filing = bp.replace(CLEAN, "scorecards", (*CLEAN.scorecards, stray.scorecards[1]))
        heads = [finding for finding in bp.review(filing, BOOK).findings if finding.caused_by is None]
        assert {("BP109", "scorecards[3]"), ("BP301", "scorecards[3].stated_points")} == {
            (finding.code, finding.path) for finding in heads
        }

    def test_each_by_its_own(self) -> None:
        """However many clusters there are, what is found of a card hangs on the one that has a wrong cell in it."""
        cards = [f"scorecards[{index}]" for index in range(3)]
        wrong = {f"{card}.{TOTAL}.spent": f"1{20 + place}.00万元" for place, card in enumerate(cards)}
        review = bp.review(changed({**wrong, f"{PUBLIC}.total.spent": "3.51万元"}, CLEAN), BOOK)
        own = {path: one.cluster for one in review.diagnoses for change in one.changes for path in cells(change)}
        executions = [finding for finding in review.findings if finding.code == "BP203"]
        assert len(executions) > 1
        for finding in executions:
            card = str(finding.path).partition(".")[0]
            assert own[f"{card}.{TOTAL}.spent"] == finding.cluster
        assert len([finding for finding in review.findings if finding.caused_by is None]) == len(set(own.values()))

    def test_of_what_is_certain(self) -> None:
        """Where one of two wrong cells is certain, what is found because of it hangs on the contradiction, too."""
        rows = f"{SHEET}.budget.rows"
        wrong = {f"{rows}[{row}].funds.spent": "58.00万元" for row in (0, 1)}
        single = changed(wrong, bp.replace(CLEAN, "base_table", None))
        review = bp.review(single, BOOK)
        assert not review.diagnoses[0].is_certain
        (execution,) = [finding for finding in review.findings if finding.code == "BP203"]
        assert execution.cluster == 1

    def test_repeated_sheets(self) -> None:
        """A sheet that stands there twice is said to, and no sum is accused because of it."""
        filing = bp.replace(LIBRARY_FILING, "scorecards", (*LIBRARY_FILING.scorecards, LIBRARY_FILING.scorecards[1]))
        review = bp.review(filing, BOOK)
        assert [finding.code for finding in review.findings] == ["BP114"]
        assert review.diagnoses == ()


def test_last_year_is_not_corrected() -> None:
    """Last year's filing is evidence; it is this year's column that must follow it."""
    before = bp.replace(LIBRARY_FILING, "year", LIBRARY_FILING.year - 1) if LIBRARY_FILING.year else LIBRARY_FILING
    found = bp.diagnose(bp.reconcile(LIBRARY_FILING, before))
    assert found
    assert not any(
        correction.path.startswith("previous.")
        for diagnosis in found
        for change in diagnosis.changes
        for correction in change.any_of
    )


@pytest.mark.parametrize("row", ["three_public.total", "projects.total", "projects.lines[0].funds"])
def test_an_error_of_last_year(row: str) -> None:
    """Where one figure of last year's filing is behind it all, no figures of this year are bent to fit it."""
    columns = {path: figure for path, figure in bp.figures(CLEAN).items() if path.endswith(".prior")}
    before = bp.replace(CLEAN, "year", 2021)
    for path, figure in columns.items():
        before = bp.replace(before, f"{path.removesuffix('prior')}spent", figure)
    assert bp.diagnose(bp.reconcile(CLEAN, before)) == ()
    before = bp.replace(before, f"base_table.{row}.spent", "7999.99万元")
    review = bp.review(CLEAN, BOOK, previous=before)
    assert [diagnosis.changes for diagnosis in review.diagnoses] == [()]
    assert "只与上年度材料不符" in review_to_text(review)
