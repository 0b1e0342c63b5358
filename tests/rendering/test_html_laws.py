"""Laws of the page: whatever a file says, only text comes of it; and whoever cannot see or click can still read it."""

import re
from contextlib import suppress
from fractions import Fraction
from itertools import pairwise

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from page_reading import Page, read_page

import budgetperf as bp
from budgetperf.rendering.html.markup import ATTRIBUTES, ELEMENTS, visible
from budgetperf.rendering.html.style import policy, style_sheet
from budgetperf.testing import filings
from consistent import BOOK, LIBRARY_FILING

FEW = settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])

SCRIPTS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</style><script>alert(1)</script>",
    "</title><svg onload=alert(1)>",
    "javascript:alert(1)",
    "<!-- ",
    "]]><![CDATA[",
    "<?php ?>",
    "&lt;script&gt;&#60;script&#62;",
    "\x00<\x00script>",
    "\u202e<script>\u2066",
    "\ud800",
    "<a href='https://example.org'>",
    "{name|{}}",
    "\u2028\r\n",
]
hostile = st.one_of(st.sampled_from(SCRIPTS), st.text(max_size=20), st.lists(st.sampled_from(SCRIPTS)).map("".join))
# Where a file may say what it likes.
PLACES = [
    "department",
    "base_table.austerity",
    "base_table.heading.title",
    "base_table.projects.lines[0].name",
    "base_table.operating.items[0].name",
    "scorecards[0].subject",
    "scorecards[1].subject",
    "scorecards[1].implementer",
    "scorecards[1].heading.notes",
    "scorecards[1].indicators[0].name",
    "scorecards[1].indicators[0].level1",
    "scorecards[1].indicators[0].target",
    "scorecards[1].indicators[0].actual",
    "scorecards[1].indicators[1].deviation_note",
    "scorecards[1].indicators[1].actual",
    "reports[0].heading.title",
    "reports[0].sections[0].title",
    "reports[0].sections[0].ordinal",
    "reports[0].sections[0].paragraphs[0]",
]
REPORT = bp.Report(
    kind="department",
    sections=[bp.Section(level=1, ordinal="一", title="支出", paragraphs=["项目支出96.73万元。", "没有其他资金。"])],
)
FILING = evolve(LIBRARY_FILING, reports=[REPORT])


def filled(said: dict[str, str]) -> bp.Filing:
    """The library's filing with other words in it."""
    filing = FILING
    for path, text in said.items():
        # A target or an actual says something, or is blank.
        with suppress(bp.QuantityError):
            filing = bp.replace(filing, path, text)
    return filing


def page_of(filing: bp.Filing, lang: str = "zh", file: str = "自评表.docx") -> Page:
    """The page of its review."""
    reading = bp.Reading(filing=filing, sources=[bp.Source(file=file, sha256="0" * 64)])
    return read_page(bp.to_html(bp.review(reading, BOOK), lang=lang))


def assert_only_text(page: Page) -> None:
    """Nothing but the elements and attributes of the fixed set, no link that leads away, and a policy that forbids."""
    assert page.faults == []
    assert set() == {element.tag for element in page.elements} - ELEMENTS
    assert set() == {name for element in page.elements for name in element.attributes} - ATTRIBUTES
    assert ELEMENTS.isdisjoint({"script", "iframe", "object", "embed", "img", "link", "base", "form", "input"})
    assert not [name for name in ATTRIBUTES if name.startswith("on") or name in ("style", "src", "srcset", "action")]
    links = [element.attributes["href"] or "" for element in page.all("a")]
    assert [link for link in links if not link.startswith("#")] == []
    css = style_sheet("page.css")
    assert css == page.one("style").text
    first, second = page.all("meta")[:2]
    assert first.attributes == {"charset": "utf-8"}
    assert {"http-equiv": "Content-Security-Policy", "content": policy(css)} == second.attributes


@pytest.mark.parametrize("lang", ["zh", "en"])
@FEW
@given(said=st.dictionaries(st.sampled_from(PLACES), hostile, min_size=4), file=hostile)
def test_no_text_of_a_file_runs(lang: str, said: dict[str, str], file: str) -> None:
    """Names, labels, cells, reports and names of files are text on the page, whatever they hold."""
    assert_only_text(page_of(filled(said), lang, file))


@FEW
@given(filing=filings())
def test_any_filing_has_a_page(filing: bp.Filing) -> None:
    """Whatever can be a filing has a page, which encodes, and whose links lead to places on it."""
    text = bp.to_html(bp.review(filing, BOOK))
    text.encode()
    page = read_page(text)
    assert_only_text(page)
    assert_readable(page)


def assert_readable(page: Page) -> None:
    """What an assistive program needs: names, order, and no place with two names."""
    ids = [element.attributes["id"] for element in page.elements if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    links = {(element.attributes["href"] or "")[1:] for element in page.all("a")}
    labels = {name for element in page.elements for name in (element.attributes.get("aria-labelledby") or "").split()}
    assert set() == (links | labels) - set(ids)
    levels = [int(element.tag[1]) for element in page.all("h1", "h2", "h3", "h4")]
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))
    for table in page.all("table"):
        assert {"caption", "thead", "tbody"} <= set(table.inner)
    assert {"col", "row", "rowgroup"} >= {cell.attributes.get("scope") for cell in page.all("th")}
    assert {"0", "-1", None} >= {element.attributes.get("tabindex") for element in page.elements}
    for tag in ("header", "nav", "main", "footer", "title"):
        page.one(tag)
    for section in page.all("section", "article", "nav"):
        named = {"aria-label", "aria-labelledby"} & set(section.attributes)
        assert named or section.tag == "article"
    for picture in page.all("svg"):
        assert picture.attributes.get("aria-hidden") == "true" or picture.attributes.get("aria-label")


@FEW
@given(name=hostile)
def test_what_a_file_says_is_shown(name: str) -> None:
    """Escaping loses nothing: the name of an indicator stands on the page as it was written."""
    page = page_of(filled({"scorecards[1].indicators[0].name": name}))
    assert visible(name) in page.at("scorecards-1-indicators-0").text


@FEW
@given(said=st.dictionaries(st.sampled_from(PLACES), hostile, min_size=4))
def test_no_text_of_a_file_runs_in_a_notebook(said: dict[str, str]) -> None:
    """What a notebook shows is as harmless as the page."""
    filing = filled(said)
    review = bp.review(filing, BOOK)
    for shown in (filing, *filing.scorecards, *review.scores, review, BOOK):
        page = read_page(shown._repr_html_())  # type: ignore[attr-defined] # notebooks know it, types need not
        assert page.faults == []
        assert set() == {element.tag for element in page.elements} - ELEMENTS
        assert set() == {name for element in page.elements for name in element.attributes} - ATTRIBUTES


COLOURS = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", style_sheet("page.css")))
# Ink and the grounds that it stands on.
PAIRS = [
    ("ink", ("paper", "wash", "error-wash", "warning-wash", "advice-wash", "good-wash")),
    ("soft", ("paper", "wash")),
    ("accent", ("paper", "wash", "error-wash", "warning-wash", "advice-wash")),
    ("error", ("paper", "wash", "error-wash")),
    ("warning", ("paper", "warning-wash")),
    ("advice", ("paper", "advice-wash")),
    ("good", ("paper", "wash", "good-wash", "error-wash", "warning-wash", "advice-wash")),
    ("paper", ("error", "accent")),
]


def luminance(colour: str) -> float:
    """The relative luminance of a colour, as WCAG 2 defines it."""
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> Fraction:
    """How far apart two colours are, from 1 to 21."""
    light, dark = sorted((luminance(COLOURS[one]), luminance(COLOURS[other])), reverse=True)
    return Fraction((light + 0.05) / (dark + 0.05))


@pytest.mark.parametrize(("ink", "ground"), [(ink, ground) for ink, grounds in PAIRS for ground in grounds])
def test_text_can_be_read(ink: str, ground: str) -> None:
    """Every ink stands out from every ground that it stands on by 4.5 : 1."""
    assert contrast(ink, ground) >= Fraction("4.5")


@pytest.mark.parametrize("shape", ["bar", "hollow", "ink"])
def test_charts_can_be_seen(shape: str) -> None:
    """What a chart draws stands out from the page by 3 : 1."""
    assert contrast(shape, "paper") >= 3
