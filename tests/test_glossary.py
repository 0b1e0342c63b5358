"""The glossary names terms, and where they stand in the data: both languages alike, and every place exists."""

import re
from itertools import chain
from pathlib import Path

import attrs
import pytest

import budgetperf as bp
from budgetperf.formats.forms.layouts.hunan import HUNAN_2022

DOCS = Path(__file__).parent.parent / "docs"
LANGUAGES = ("zh", "en")

# Parts of a filing whose every figure and passage has a label on some form.
LABELLED = (
    bp.Staffing,
    bp.ThreePublic,
    bp.Projects,
    bp.Building,
    bp.BaseTable,
    bp.Funds,
    bp.Execution,
    bp.Budget,
    bp.Goal,
    bp.LevelWeight,
    bp.Indicator,
    bp.Scorecard,
    bp.Signature,
    bp.Filing,
)
# What is no term of the field, but of the program: other people's keys, labels as printed, what stands around a form.
OURS = {"extras", "heading", "labels", "scope", "budget"}
# Labels of layout rather than of a figure: the unit of money over a table, and a sum within one.
NO_TERMS = {"金额单位", "小计"}


def rows(lang: str) -> list[list[str]]:
    """The cells of every row of the tables: term, English, meaning, places."""
    text = (DOCS / lang / "glossary.md").read_text(encoding="utf-8")
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line[:1] == "|"]
    return [row for row in cells if row[0] not in ("术语", "term") and not row[0].startswith("---")]


def places(row: list[str]) -> list[str]:
    """The places that a row names, without their backticks."""
    return re.findall(r"`([^`]+)`", row[3])


def test_both_languages_have_the_same_terms() -> None:
    """Term, English and places are the same, in the same order; only the meaning is told in the other language."""
    chinese, english = ([[*row[:2], *places(row)] for row in rows(lang)] for lang in LANGUAGES)
    assert chinese == english


def test_no_term_is_told_twice() -> None:
    """A reader who looks for a term finds one row."""
    terms = [row[0] for row in rows("zh")]
    assert sorted(set(terms)) == sorted(terms)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_row_is_complete(lang: str) -> None:
    """A row says its English and its meaning."""
    assert [row for row in rows(lang) if len(row) != 4 or not all(row[:3])] == []


@pytest.mark.parametrize("place", sorted({place for row in rows("zh") for place in places(row)}))
def test_every_place_exists(place: str) -> None:
    """A place is a public class, one of its fields or properties, or a member of an enumeration."""
    owner, _, name = place.partition(".")
    assert owner in bp.__all__
    assert not name or hasattr(getattr(bp, owner), name)


@pytest.mark.parametrize("kind", LABELLED)
def test_every_labelled_field_is_told(kind: type[attrs.AttrsInstance]) -> None:
    """Whoever meets a key in the data finds the term of the form that it stands for."""
    told = set(chain.from_iterable(places(row) for row in rows("zh")))
    names = {f"{kind.__name__}.{name}" for name in attrs.fields_dict(kind) if name not in OURS}
    assert names - told == set()


def test_every_label_of_the_official_forms_is_told() -> None:
    """What the five attachments print over a row or a column stands among the terms, or in what they mean."""
    text = re.sub(r"[“”]", "", (DOCS / "zh" / "glossary.md").read_text(encoding="utf-8"))
    labels = {names[0] for part in HUNAN_2022.values() for names in part.values()} - NO_TERMS
    assert [label for label in sorted(labels) if label not in text] == []
