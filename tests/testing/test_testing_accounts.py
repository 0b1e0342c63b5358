"""The books of departments, and the filings printed from them: what is printed adds up, and says what the books say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from attrs import asdict, evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import budgetperf as bp
from budgetperf.domain.names import name_key
from budgetperf.domain.quotation import quotations
from budgetperf.testing.accounts import COLUMNS, Accounts, Project, Row, previous_accounts
from budgetperf.testing.arguments import ArgumentError
from budgetperf.testing.choices import Drawn
from budgetperf.testing.departments import accounts, consistent_filings, random_accounts
from budgetperf.testing.naming import stems, told
from budgetperf.testing.printing import print_accounts, print_previous

BOOK = bp.load_rulebook("hunan-2022")
TEN_THOUSAND = bp.MoneyUnit.TEN_THOUSAND_YUAN
# Where a list of names and amounts begins, and what may stand between two of its items.
LIST_BEGINS = re.compile("(?:主要用于|具体为|包括|其中)：?")
BETWEEN = re.compile(r"^[、，；）]*(?:以及)?(?:（[0-9]+）|[0-9]+[.、])?(?:用于)?")
ONE_PROJECT = Project(line="图书购置专项", sheet="图书购置经费", row=Row(1, 2, 3, 4), own=Row())


def seeded(seed: int) -> Random:
    """A generator that always gives the same."""
    return Random(seed)  # noqa: S311 - nothing is secret here


def paragraphs(filing: bp.Filing) -> Iterator[str]:
    """Every paragraph of its reports, and the texts of its goals."""
    for report in filing.reports:
        for section in report.sections:
            yield from section.paragraphs
    for card in filing.scorecards:
        for goal in card.goals:
            yield from (text for text in (goal.expected, goal.actual) if text)


def titled(filing: bp.Filing, title: str, report: int = 0) -> tuple[str, ...]:
    """The paragraphs under one heading of one report."""
    (found,) = (section for section in filing.reports[report].sections if section.title == title)
    return found.paragraphs


def listed(text: str) -> dict[str, bp.Money]:
    """The names of a list, normalised, with their amounts."""
    found: dict[str, bp.Money] = {}
    end = 0
    for quotation in quotations(text):
        if isinstance(quotation.figure, bp.Money):
            name = BETWEEN.sub("", LIST_BEGINS.split(text[end : quotation.start])[-1].rpartition("。")[2])
            found[name_key(name.removesuffix("：").removesuffix("（").removesuffix("支出"))] = quotation.figure
            end = quotation.start + quotation.length
    return found


def violated(filing: bp.Filing) -> list[str]:
    """The ids of the identities that do not hold."""
    return [entry.id for entry in bp.reconcile(filing).ledger if entry.outcome is bp.Outcome.VIOLATED]


class TestPrinting:
    """What is printed is what the books say, rounded once."""

    @given(accounts(prose=False))
    def test_tables_add_up_to_the_books(self, books: Accounts) -> None:
        """In 元, lines and parts make the true totals; a blank is a zero."""
        base = print_accounts(books, bp.MoneyUnit.YUAN).base_table
        assert base is not None
        budget = "revised" if books.revised_column else "initial"
        for column, true in (("prior", "prior"), ("initial", budget), ("spent", "spent")):
            parts = [base.projects.operations, base.projects.maintenance, *(line.funds for line in base.projects.lines)]
            yuan = [0 if (amount := getattr(part, column)) is None else amount.yuan for part in parts]
            assert getattr(books.project_spending, true) == sum(yuan)
            assert getattr(books.three_public, true) == getattr(base.three_public.total, column).yuan
            assert getattr(books.operating, true) == getattr(base.operating.total, column).yuan

    @given(accounts(prose=False))
    def test_rounding(self, books: Accounts) -> None:
        """In 万元, every amount is within half of its last digit of the amount in 元."""
        exact = bp.figures(print_accounts(books, bp.MoneyUnit.YUAN))
        for path, figure in bp.figures(print_accounts(books)).items():
            if isinstance(figure, bp.Money):
                true = exact[path]
                assert isinstance(true, bp.Money)
                assert abs(figure.yuan - true.yuan) <= 50
                assert Fraction(figure.yuan) % 100 == 0

    @given(st.integers(0, 2**64), st.integers(1, 6))
    @settings(max_examples=30)
    def test_the_same_seed_the_same_filing(self, seed: int, projects: int) -> None:
        """Books and filings are made anew from a seed, word by word; another wording changes words only."""
        books = random_accounts(seeded(seed), projects)
        assert random_accounts(seeded(seed), projects) == books
        filing = print_accounts(books)
        assert print_accounts(books) == filing
        other = print_accounts(evolve(books, wording=books.wording + 1))
        assert other.base_table == filing.base_table
        assert [evolve(card, goals=()) for card in other.scorecards] == [
            evolve(card, goals=()) for card in filing.scorecards
        ]

    def test_without_prose(self) -> None:
        """The flag leaves goals and reports empty, and the tables as they are."""
        books = random_accounts(seeded(4))
        bare = print_accounts(evolve(books, prose=False))
        assert list(paragraphs(bare)) == []
        assert print_accounts(books).base_table == bare.base_table

    def test_many_projects(self) -> None:
        """Three hundred projects have three hundred lines with different keys, and as many sheets and reports."""
        books = evolve(random_accounts(seeded(9), 300), umbrella=False, one_report=False)
        filing = print_accounts(books)
        assert filing.base_table is not None
        assert len({name_key(line.name) for line in filing.base_table.projects.lines}) == 300
        assert len(filing.scorecards) == len(filing.reports) == 1 + len(books.projects)

    @given(accounts())
    @settings(max_examples=30)
    def test_json(self, books: Accounts) -> None:
        """A filing survives being written and read."""
        filing = print_accounts(books)
        assert bp.from_json(bp.to_json(filing)) == filing


class TestAgreement:
    """Nothing in a printed filing contradicts anything else."""

    @given(consistent_filings(projects=(1, 5), rulebook=BOOK))
    @settings(max_examples=60)
    def test_review(self, filing: bp.Filing) -> None:
        """No identity is violated, and no finding is an error."""
        review = bp.review(filing, BOOK)
        assert violated(filing) == []
        assert [finding for finding in review.findings if finding.severity is bp.Severity.ERROR] == []

    @given(accounts())
    @settings(max_examples=30)
    def test_other_unit(self, books: Accounts) -> None:
        """The same in 元."""
        assert violated(print_accounts(books, bp.MoneyUnit.YUAN)) == []

    @given(accounts())
    def test_previous_year(self, books: Accounts) -> None:
        """What last year's filing says was spent is what this year's says of last year; it agrees with itself, too."""
        last, this = print_previous(books), print_accounts(books)
        assert last.year == books.year - 1
        assert last.base_table is not None
        assert this.base_table is not None
        prior = {
            path: figure
            for path, figure in bp.figures(this).items()
            if path.startswith("base_table") and "prior" in path
        }
        stated = bp.figures(last)
        assert prior == {path: stated[path.replace("prior", "spent")] for path in prior}
        assert violated(last) == []
        assert books == previous_accounts(previous_accounts(evolve(books, year=books.year + 2)))


class TestProse:
    """What a clerk writes is what the tables say, in other words."""

    @given(st.data())
    def test_names(self, data: st.DataObject) -> None:
        """However a name is told, its key is that of its line; names of different projects have different keys."""
        choices = Drawn(data.draw)
        names = stems(choices, 5)
        assert len({name_key(name) for name in names}) == 5
        for name in names:
            assert name_key(told(f"{name}专项工作", choices)) == name_key(name)

    @given(accounts(projects=(1, 5)))
    def test_lists(self, books: Accounts) -> None:
        """The list of 专项 names every line with money by its key, with the printed amount or the true one."""
        printed = print_accounts(books).base_table
        assert printed is not None
        text = titled(print_accounts(books), "专项资金实际使用情况分析")[0]
        found = listed(text)
        for line, project in zip(printed.projects.lines, books.specials, strict=True):
            if project.row.spent:
                amounts = (line.funds.spent, bp.Money(project.row.spent, "元"))
                assert found[name_key(line.name)] in amounts, text

    @given(accounts())
    def test_every_figure_is_read(self, books: Accounts) -> None:
        """What is written as an amount or a percentage is one to whoever reads it."""
        for text in paragraphs(print_accounts(books)):
            read = [(found.start, found.start + found.length) for found in quotations(text)]
            for figure in re.finditer(r"[0-9][0-9,.]* ?(?:余|多)?(?:亿|万)?(?:元|%)", text):
                assert any(start <= figure.start() and figure.end() <= end for start, end in read), text

    @given(accounts(projects=(1, 4)))
    @settings(max_examples=50)
    def test_scores(self, books: Accounts) -> None:
        """Quoted totals are those of the cards, and the grade is theirs."""
        filing = print_accounts(books, rulebook=BOOK)
        text = titled(filing, "部门整体支出绩效自评结果拟应用和公开情况")[0]
        assert f"{filing.scorecards[0].stated_points}分" in text
        total = filing.scorecards[0].stated_points
        assert not isinstance(total, bp.Unreadable)
        assert total is not None
        grade = BOOK.grade(total)
        assert grade is not None
        assert {grade.title} >= set(re.findall("[优良中差]", text))
        if len(filing.reports) == len(filing.scorecards):
            for index, card in enumerate(filing.scorecards[1:], start=1):
                said = titled(filing, "项目支出主要绩效及评价结论", index)[0]
                assert f"{card.stated_points}分" in said or not quotations(said)

    @given(accounts(projects=(1, 4)))
    @settings(max_examples=50)
    def test_denials(self, books: Accounts) -> None:
        """What there was none of is denied only where there was none."""
        filing = print_accounts(books)
        said = "".join(titled(filing, "基本支出情况"))
        assert not (books.purchase.spent and "未购置公务用车" in said)
        assert not (books.abroad.spent and "无因公出国" in said)
        assert not (books.hospitality.spent and "没有发生公务接待" in said)
        funds = titled(filing, "政府性基金预算支出情况")[0]
        has_funds = books.other_source == "政府性基金拨款" and books.other_funds != 0
        assert has_funds == bool(quotations(funds))

    def test_plainest_wording(self) -> None:
        """Wording 0 takes the first of all ways; a failing example of Hypothesis shrinks to it."""
        filing = print_accounts(
            Accounts(
                specials=[evolve(ONE_PROJECT, row=Row(0, 40_0000, 40_0000, 39_1250))],
                other_operating=Row(spent=10_0000),
                staff=Row(spent=90_0000),
                staffing=(20, 19),
            )
        )
        assert titled(filing, "基本支出情况") == (
            "本年基本支出100万元，其中人员经费90万元、日常公用经费10万元。",
            "“三公”经费年初预算0万元，决算0万元。",
            "本年未购置公务用车，无因公出国（境）支出。",
        )
        assert titled(filing, "专项资金实际使用情况分析") == (
            "专项资金共支出39.13万元，主要用于：图书购置经费39.13万元。",
        )


# What occurs in the prose of a few hundred departments, and what it looks like there.
CORNERS = {
    "in 元": r"[0-9]元",
    "zeros kept": r"\.[0-9]0万元",
    "thousands": r"[0-9],[0-9]{3}",
    "about": "[余多]万元",
    "a blank before the unit": "[0-9] 万元",
    "growth": r"比上年增加[0-9.]+万元，增长[0-9.]+%",
    "decline": "下降[0-9.]+%",
    "as before": "与上年持平",
    "a share": "，占",
    "a rate": "执行率[0-9.]+%",
    "per head": "人均",
    "guests": "[0-9]批次",
    "a list with numbers": "（2）",
    "a list with 分号": "元；[^。]*元；",
    "a name with a separator": "“送书、送戏、送电影”",
    "a total after its list": "以上专项资金合计",
    "two names for one thing": "“三公经费”",
    "budget against spending": "[比较]预算",
    "added in the year": "预算调增",
    "all of it came": "全额拨付到位",
    "all met": "达到预期指标",
    "some missed": "6项指标中[0-5]项",
    "another fund": "政府性基金预算(?:支出|安排)[0-9]",
    "no other fund": "没有国有资本经营预算支出",
    "a document": "〔20[0-9]{2}〕",
    "projects in a goal": "共[0-9]个子项",
    "many scores": "自评得分：.*分、",
    "a count against its target": "比目标少",
    "a budget list": r"项目支出年初预算[0-9.,]+万元，其中：",
    "where it came from": "当年财政拨款.*上年结转资金",
}


@pytest.fixture(scope="module")
def prose() -> str:
    """The prose of many departments, scored."""
    made = seeded(20)
    filings = (print_accounts(random_accounts(made, made.randint(1, 4)), rulebook=BOOK) for _ in range(250))
    return "\n".join(text for filing in filings for text in paragraphs(filing))


@pytest.mark.parametrize("pattern", [pytest.param(found, id=name) for name, found in CORNERS.items()])
def test_corner_occurs(prose: str, pattern: str) -> None:
    """A few hundred departments come by every way of saying things."""
    assert re.search(pattern, prose)


def test_books_of_every_kind() -> None:
    """Every choice of how to write things down is made by some of two hundred departments."""
    made = [asdict(random_accounts(seeded(seed)), recurse=False) for seed in range(200)]
    for name, several in (
        ("umbrella", 2), ("one_report", 2), ("blank_zeros", 2), ("bare_costs", 2), ("detailed", 2), ("nature_of", 2),
        ("revised_column", 2), ("adjustment", 3), ("rate_places", 3), ("other_source", 3), ("operations", 50),
        ("maintenance", 50), ("building", 50),
    ):  # fmt: skip
        assert len({found[name] for found in made}) >= several, name
    rows = [row for found in made for row in (found["running"], *found["items"])]
    assert any(row.initial != row.revised for row in rows)
    assert any(row.spent == row.revised > 0 for row in rows)
    for column in COLUMNS:
        assert {0} < {getattr(row, column) for row in rows}


class TestArguments:
    """What no books can be is refused, with the way on."""

    @pytest.mark.parametrize("projects", [(0, 3), (3, 2), (1, 2000)])
    def test_sizes(self, projects: tuple[int, int]) -> None:
        """No projects, fewer than the least, more than there are names."""
        with pytest.raises(ArgumentError):
            accounts(projects=projects)
        with pytest.raises(ArgumentError):
            consistent_filings(projects=projects)

    @pytest.mark.parametrize("projects", [0, 2000])
    def test_random_sizes(self, projects: int) -> None:
        """The same for the generator."""
        with pytest.raises(ArgumentError):
            random_accounts(seeded(0), projects)

    @pytest.mark.parametrize("wrong", [{"nature_of": "prior"}, {"adjustment": "both"}, {"guests": (0, 5)}])
    def test_ways_of_writing(self, wrong: dict[str, Any]) -> None:
        """An unknown way of writing, and guests that cost nothing."""
        with pytest.raises(ArgumentError):
            evolve(random_accounts(seeded(0)), **wrong)
