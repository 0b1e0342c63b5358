"""What a code or a part of a rulebook means, for whoever meets it in a review."""

import pytest

import budgetperf as bp
from budgetperf.rendering.codes import CODES
from budgetperf.rendering.explanation import code_to_text
from budgetperf.rendering.identities import IDENTITIES
from budgetperf.rendering.rulebooks.explanation import TOPICS, part_to_text
from budgetperf.rendering.sentences import FINDINGS
from budgetperf.rendering.width import width

BOOKS = bp.shipped_rulebooks()
HUNAN = bp.load_rulebook("hunan-2022")


def test_every_finding_is_explained() -> None:
    """No code of a review is without a meaning, and every meaning names identities that exist."""
    assert set(FINDINGS) == set(CODES)
    assert {identity for code in CODES.values() for identity in code.identities} <= set(IDENTITIES)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("code", [*CODES, *IDENTITIES])
def test_a_code_fits_a_terminal(code: str, lang: str) -> None:
    """The code stands first, no line is wider than a hundred columns, and no slot is left unfilled."""
    text = code_to_text(code, lang=lang)
    assert text.startswith(f"{code}  ")
    assert max(map(width, text.splitlines())) <= 100
    assert "{" not in text


def test_a_finding_and_its_identity_name_each_other() -> None:
    """From BP401 one finds X1, and from X1 BP401."""
    assert "X1  附件1 项目支出决算" in code_to_text("BP401")
    assert "BP401" in code_to_text("X1")


@pytest.mark.parametrize(("code", "close"), [("BP3O1", "BP301"), ("X77", "X7")])
def test_a_code_that_is_not_there(code: str, close: str) -> None:
    """What comes close is named, and how a code is written."""
    with pytest.raises(bp.PathError) as caught:
        code_to_text(code)
    assert close in caught.value.zh
    assert close in caught.value.en


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)
def test_every_rule_is_explained(book: bp.Rulebook, lang: str) -> None:
    """Each rule of each rulebook can be asked for by its id."""
    for _, _, rules in book.cases():
        for rule in rules:
            text = part_to_text(book, rule.id, lang=lang)
            assert text.startswith(f"{book.name}  ")
            assert f"〔{rule.id}〕" in text


def test_a_section() -> None:
    """A section is read out as `rulebook show` does."""
    assert "优：不低于 90 分" in part_to_text(HUNAN, "grades")


def test_a_topic() -> None:
    """Cost: its weight, its level-2 names, that it is better low, and the rules for that."""
    text = part_to_text(HUNAN, "cost")
    assert all(
        said in text for said in ("成本指标 20", "越低越好", "〔inverse〕", "〔linear-excess〕", "〔zero-kept〕")
    )
    assert text == part_to_text(HUNAN, "成本")
    assert "〔inverse〕" not in part_to_text(HUNAN, "satisfaction")


def test_nothing_under_a_name() -> None:
    """What comes close is named, and everything that there is."""
    with pytest.raises(bp.RulebookError) as caught:
        part_to_text(HUNAN, "grade")
    assert "是否指 grades" in caught.value.zh
    assert "did you mean grades?" in caught.value.en
    assert all(topic in caught.value.en for topic in TOPICS)
