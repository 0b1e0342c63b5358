"""A review as a page: what stands on it, and where its links lead."""

import re
from fractions import Fraction

import pytest
from attrs import evolve
from page_reading import Element, Page, read_page
from test_html_laws import assert_only_text, assert_readable

import budgetperf as bp
from budgetperf.domain.spending import spending
from budgetperf.rendering.html.charts import interval_bar, score_scale
from budgetperf.rendering.said import sentence
from consistent import BOOK, LIBRARY_FILING, changed, reviewed

# Two digits of a line are swapped, so that it is known which cell is wrong; and a row has a point too few.
WRONG = "base_table.projects.lines[0].funds.spent"


def page_of(review: bp.Review, lang: str = "zh") -> Page:
    """The page of a review, which is sound."""
    page = read_page(bp.to_html(review, lang=lang))
    assert_only_text(page)
    assert_readable(page)
    return page


def swapped() -> bp.Review:
    """The example filing with two digits swapped in 附件1."""
    reading = bp.read("examples/filing-2022.docx")
    return bp.review(evolve(reading, filing=bp.replace(reading.filing, WRONG, "52.91万元")), BOOK)


@pytest.fixture(scope="module")
def review() -> bp.Review:
    """A filing with a contradiction whose cause is known."""
    return swapped()


@pytest.fixture(scope="module")
def page(review: bp.Review) -> Page:
    """Its page in Chinese."""
    return page_of(review)


def inside(page: Page, at: str, tag: str) -> list[Element]:
    """The elements of one name below the element of an id."""
    start = next(number for number, one in enumerate(page.elements) if one.attributes.get("id") == at)
    count = len(page.elements[start].inner)
    return [one for one in page.elements[start + 1 : start + 1 + count] if one.tag == tag]


def test_head(page: Page, review: bp.Review) -> None:
    """Whose filing, which year, the verdict, the rulebook; and the language of the page."""
    assert page.one("html").attributes == {"lang": "zh-CN"}
    assert page.one("title").text == "某县委统一战线工作部 2022 年度绩效自评复核"
    assert page.one("h1").text == "某县委统一战线工作部 2022 年度"
    head = page.one("header").text
    assert "有错误，须改正" in head
    assert review.rulebook.name in head
    assert "filing-2022.docx" in head


def test_sections_in_order(page: Page) -> None:
    """The way of a reader: scores, money, what is wrong, the forms, what was checked, what it rests on."""
    titles = ["得分", "预算与支出", "发现的问题", "自评材料", "勾稽关系", "复核依据"]
    assert titles == [element.text for element in page.all("h2")]
    assert titles == [re.sub(r" \d+$", "", link.text) for link in page.all("a") if "nav" in link.above]


def test_the_first_stop_of_the_keyboard_leads_to_the_content(page: Page) -> None:
    """Whoever goes by the keyboard can pass over the head of the page."""
    first = next(one for one in page.elements if one.tag in ("a", "summary") or one.attributes.get("tabindex") == "0")
    assert first.attributes["href"] == f"#{page.one('main').attributes['id']}"


def test_totals_and_firmness(page: Page) -> None:
    """Every card with what it states, what the rules give, and what its grade hangs on."""
    totals = next(table for table in page.all("table") if table.attributes["class"] == "totals").text
    assert "75.01–99.10" in totals
    assert "保持“优”，待定的 24.09 分中须得到 14.99 分" in totals
    assert "“优”：无论如何判断都不变" in totals


def test_dimensions_add_up(page: Page) -> None:
    """The chart by dimension has its figures beside it."""
    tables = [table for table in page.all("table") if table.attributes["class"] == "dimensions"]
    assert len(tables) == 2
    assert all(name in tables[0].text for name in ("预算执行率", "产出指标", "满意度指标", "17.01–19.10"))
    assert tables[0].inner.count("svg") == 5


def test_a_single_number_can_be_seen() -> None:
    """Where the rules give one number, the chart marks it: browsers draw nothing of a bar without a width."""
    one, some = (interval_bar(Fraction(9), Fraction(high), Fraction(8), Fraction(10)).html for high in (9, 10))
    assert '<line x1="90.00%" x2="90.00%" y1="3" y2="13" class="given">' in one
    assert 'width="10.00%" y="3" height="10" class="given"' in some
    assert 'class="given"' in score_scale((Fraction(98), Fraction(98)), None, [], Fraction(100), "").html
    assert 'width="0.00%"' not in one


def test_links_are_called_by_what_is_seen_of_them(page: Page) -> None:
    """Whoever speaks to the machine calls a link by its text; a name that is read out instead begins with it."""
    links = page.all("a")
    assert [link.attributes["aria-label"] for link in links if "flag" in (link.attributes.get("class") or "")]
    for link in links:
        assert (link.attributes.get("aria-label") or link.text).startswith(link.text)
    names = [link.text for link in links if link.attributes.get("class") == "see"]
    assert len(names) == len(set(names))


def test_every_line_has_its_spending(page: Page, review: bp.Review) -> None:
    """One row for each line of 附件1, with a mark in words where more was spent than there was."""
    table = next(table for table in page.all("table") if table.attributes["class"] == "spending")
    assert len(spending(review.filing)) == table.inner.count("tr") - 1
    assert "超预算" in table.text


def test_every_finding_is_told_once(page: Page, review: bp.Review) -> None:
    """Each finding has one place, its sentence, and a link to the cell that it speaks of."""
    for finding in review.findings:
        item = page.at(finding.id)
        assert sentence(finding, review.filing, "zh") in item.text
        assert "a" in item.inner


def test_a_cause_and_what_follows_from_it(page: Page, review: bp.Review) -> None:
    """A contradiction shows the wrong cell struck out, what it should say, and what would go with it."""
    (diagnosis,) = review.diagnoses
    head = next(one for one in review.findings if one.cluster == diagnosis.cluster and one.caused_by is None)
    assert [element.text for element in page.all("del")] == ["52.91万元"]
    assert {"52.19万元", "应为 52.19万元"} == {element.text for element in page.all("ins")}
    follows = [one.id for one in review.findings if one.caused_by == head.id and one.cluster is not None]
    assert follows
    told = {one.attributes["id"] for one in page.all("li") if "details" in one.above and "id" in one.attributes}
    assert set(follows) == told


def test_a_wrong_cell_is_marked(page: Page) -> None:
    """The cell says that it is wrong by its class, by words, and by links to what is said of it."""
    cell = page.at("base_table-projects-lines-0-funds-spent")
    assert "error" in (cell.attributes["class"] or "")
    assert "52.91万元" in cell.text
    assert "应为 52.19万元" in cell.text
    assert inside(page, "base_table-projects-lines-0-funds-spent", "a")


@pytest.mark.parametrize(
    ("path", "wrong", "said"),
    [
        ("base_table.operating.items[0].funds.spent", "900万元", {"或至少 904.1万元", "或至多 8.3万元"}),
        ("base_table.staffing.stated_rate", "10%", {"或应为 190", "或应为 2", "或应为 95%"}),
    ],
)
def test_cells_that_cannot_be_told_apart(path: str, wrong: str, said: set[str]) -> None:
    """Where one of several cells is wrong, each of them says what it should be then, and is no more than doubtful."""
    page = page_of(reviewed({path: wrong}))
    proposals = [one for one in page.all("ins") if one.attributes.get("class") == "proposal"]
    assert said == {one.text for one in proposals}
    assert "其中一处错了" in page.at("findings").text
    english = page_of(reviewed({path: wrong}), "en")
    assert "One of these is wrong" in english.at("findings").text


def test_a_quoted_figure_is_marked_in_its_report(page: Page) -> None:
    """What a report says otherwise is marked in its sentence."""
    assert [one for one in page.all("mark") if one.text == "52.19万元"]


def test_every_score_has_its_trace(page: Page, review: bp.Review) -> None:
    """How a score comes about opens on demand; where it is not simply the recomputed one it is open already."""
    for score in review.scores:
        for row in score.rows:
            name = row.path.replace("[", "-").replace("].", "-").replace("]", "").replace(".", "-")
            (details,) = inside(page, f"{name}-recomputed", "details")
            assert ("open" in details.attributes) == (row.standing in ("outside", "explained"))
            assert details.inner.count("li") == len(row.trace)


def test_the_ledger_is_complete(page: Page, review: bp.Review) -> None:
    """Every identity with its outcomes, and their sum is the whole ledger."""
    table = next(table for table in page.all("table") if table.attributes["class"] == "ledger")
    assert {entry.code for entry in review.ledger} <= set(re.findall(r"[A-Z]\d+", table.text))
    outcomes = {entry.outcome for entry in review.ledger}
    for outcome in outcomes:
        count = sum(entry.outcome is outcome for entry in review.ledger)
        assert str(count) in page.at(f"ledger-{outcome.replace('_', '-')}").text


def test_what_it_rests_on(page: Page, review: bp.Review) -> None:
    """Hashes of the files and of the rulebook, so that the review can be repeated."""
    footer = page.one("footer").text
    assert all(source.sha256 in footer for source in review.sources)
    assert review.rulebook.sha256 in footer


def test_english(review: bp.Review) -> None:
    """The words of this library are English; the words of the forms stay Chinese, and say so."""
    page = page_of(review, "en")
    assert page.one("html").attributes == {"lang": "en"}
    assert [element.text for element in page.all("h2")][:3] == ["Scores", "Budget and spending", "Findings"]
    cell = page.at("scorecards-1-indicators-0")
    assert cell.attributes["lang"] == "zh-CN"


def test_no_unit_of_ours_is_chinese_in_english(review: bp.Review) -> None:
    """A gap of points is a bare number on the English page, like the points beside it."""
    assert any(entry.unit == "分" and entry.residual is not None for entry in review.ledger)
    assert not [cell for cell in page_of(review, "en").all("td") if re.fullmatch(r"−?[0-9.]+分", cell.text)]
    assert [cell for cell in page_of(review).all("td") if re.fullmatch(r"−?[0-9.]+分", cell.text)]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_book_in_a_cell_is_told_once(lang: str) -> None:
    """A name without end stands in its cell; sentences, links and the ledger name it by its beginning."""
    name = "书" * 10_000
    review = reviewed({"scorecards[1].indicators[0].name": name, "scorecards[1].indicators[0].points": "0"})
    page = bp.to_html(review, lang=lang)
    assert page.count(name) == 1
    assert page.count("书") < 2 * len(name)
    assert "书" * 79 + "…" in page


def test_the_same_review_gives_the_same_bytes(review: bp.Review) -> None:
    """Nothing on the page depends on the time or on chance."""
    assert bp.to_html(review) == bp.to_html(swapped())


def test_nothing_found() -> None:
    """A clean filing says so."""
    page = page_of(reviewed({}))
    assert "没有发现问题。" in page.one("main").text
    assert "未发现问题" in page.one("header").text


def test_names_of_persons_stay_out() -> None:
    """Who signed a form, and their telephone, is not on the page."""
    signature = bp.Signature(prepared_by="填表甲", phone="0731-1234567", responsible="负责乙", date="2023年3月1日")
    filing = bp.replace(LIBRARY_FILING, "scorecards[1].heading.signature", signature)
    text = bp.to_html(bp.review(filing, BOOK))
    assert "2023年3月1日" in text
    assert not [name for name in ("填表甲", "0731-1234567", "负责乙") if name in text]


@pytest.mark.parametrize("kind", ["target", "monitoring"])
def test_a_form_without_points(kind: str) -> None:
    """A plan or a monitoring card by itself has no scores, and a page all the same."""
    row = bp.Indicator(level1="产出指标", name="培训班次", target="≥2次", to_date="1次", likelihood="certain")
    card = bp.Scorecard(kind=kind, subject="培训专项", scope="project", months="1-7月", indicators=[row])
    page = page_of(bp.review(bp.Filing(scorecards=[card]), BOOK))
    assert "此表不计分" in page.at("scores").text
    assert "1-7月完成情况" in page.at("forms").text


def test_one_attachment() -> None:
    """附件1 by itself: no scores, no empty section of them."""
    filing = bp.Filing(base_table=LIBRARY_FILING.base_table)
    page = page_of(bp.review(filing, BOOK))
    assert "得分" not in [element.text for element in page.all("h2")]


def test_a_card_without_weights() -> None:
    """Nothing can be recomputed, and that is said; no chart is drawn of nothing."""
    card = bp.Scorecard(
        kind="project", subject="图书购置", indicators=[bp.Indicator(name="采购册数")], stated_points="98"
    )
    page = page_of(bp.review(bp.Filing(scorecards=[card]), BOOK))
    assert "没有分值，无法复算" in page.at("scores").text
    assert "svg" not in page.at("scores").inner


def test_a_rate_earns_points() -> None:
    """Under a rulebook of rates the page tells what each rate earns."""
    page = page_of(bp.review(LIBRARY_FILING, bp.load_rulebook("hunan-rates")))
    assert re.search(r"\d+/\d+ 分", page.at("scores").text)


def test_what_no_cell_explains() -> None:
    """Where no small change explains the contradictions, the page says so, and proposes nothing."""
    wrong = {f"scorecards[1].indicators[{row}].weight": f"{31 + 7 * row}" for row in range(6)}
    review = reviewed(wrong)
    page = page_of(review)
    assert [diagnosis for diagnosis in review.diagnoses if diagnosis.changes] == []
    assert "请逐项核对" in page.at("findings").text
    assert page.all("ins") == []


def test_an_empty_filing() -> None:
    """Nothing at all has a page, too."""
    page_of(bp.review(bp.Filing(), BOOK))


def test_a_cell_that_cannot_be_read() -> None:
    """An unreadable figure stands there as it was written, with its finding."""
    filing = changed({"base_table.staffing.actual": bp.Unreadable("1O")})
    cell = page_of(bp.review(filing, BOOK)).at("base_table-staffing-actual")
    assert "1O" in cell.text
