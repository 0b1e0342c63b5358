"""Counts in the report of the department that can only be those of one row of a project card (X14)."""

from collections.abc import Mapping

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from quoting import CLEAN, DEPARTMENT, entries_of, ledger, violated

import budgetperf as bp

HOLDS, VIOLATED, NOT_EVALUABLE = bp.Outcome.HOLDS, bp.Outcome.VIOLATED, bp.Outcome.NOT_EVALUABLE
# 馆藏数字化加工: 目录著录条数, ≥50000条, of which 45000条 were done. No other card has such a row.
CARD = 1
ACTUAL, TARGET = f"scorecards[{CARD}].indicators[1].actual@0+6", f"scorecards[{CARD}].indicators[1].target@1+6"


def tied(text: str, filing: bp.Filing = CLEAN) -> Mapping[str, tuple[bp.Outcome, str]]:
    """The outcome of X14 for each figure of a paragraph of 附件4, and the figure it is compared with."""
    found = [(printed, entry) for printed, entry in entries_of(text, DEPARTMENT, filing) if entry.code == "X14"]
    return {printed: (entry.outcome, entry.paths[-1]) for printed, entry in found}


@given(number=st.integers(10_000, 99_999))
def test_done(number: int) -> None:
    """What was done is the actual of the row, and nothing else."""
    outcome = HOLDS if number == 45_000 else VIOLATED
    assert tied(f"完成目录著录{number}条。") == {f"{number}条": (outcome, ACTUAL)}


@pytest.mark.parametrize(
    "wording", ["年初计划目录著录{}条。", "2022年，计划完成目录著录{}条。", "目录著录年度目标为{}条。"]
)
@given(number=st.integers(10_000, 99_999))
def test_planned(wording: str, number: int) -> None:
    """What was planned for the year is its target, whatever was done."""
    outcome = HOLDS if number == 50_000 else VIOLATED
    assert tied(wording.format(number)) == {f"{number}条": (outcome, TARGET)}


@pytest.mark.parametrize(
    "text",
    [
        "计划目录著录60000条。",
        "下一步计划目录著录60000条。",
        "2023年计划目录著录60000条。",
        "2021年目录著录60000条。",
        "上半年目录著录60000条。",
        "目录著录60000余条。",
        "累计目录著录60000条。",
        "目录著录60000册。",
        "平均每人目录著录60000条。",
    ],
)
def test_something_else(text: str) -> None:
    """Another year, another unit, a part of the year, a plan of no known year, and a mean are left alone."""
    assert tied(text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "重点档案抢救保护项目实施后，目录著录60000条。",
        "整理档案9万件，其中目录著录60000条。",
        "各乡镇，目录著录60000条。",
        "全县目录著录60000条。",
        "目录著录60000条（含外包）。",
    ],
)
def test_uncertain(text: str) -> None:
    """Another project, a part, or more than the project accuses nobody."""
    assert [outcome for outcome, path in tied(text).values() if path == ACTUAL] == [NOT_EVALUABLE]
    assert violated(text) == set()


def test_two_rows() -> None:
    """Where another card has such a row, too, it is uncertain which of them is meant."""
    cards = list(CLEAN.scorecards)
    row = attrs.evolve(cards[CARD].indicators[1], actual="45200条")
    cards[2] = attrs.evolve(cards[2], indicators=[*cards[2].indicators, row])
    found = tied("完成目录著录46000条。", attrs.evolve(CLEAN, scorecards=cards))
    assert [outcome for outcome, _ in found.values()] == [NOT_EVALUABLE]


def test_rates_stay_uncertain() -> None:
    """A rate of the department may well be another one than that of a project."""
    assert [outcome for outcome, _ in tied("合同款支付及时率98%。").values()] == [NOT_EVALUABLE]


def test_of_the_named_project() -> None:
    """The project that the row belongs to may be named."""
    assert tied("馆藏数字化加工项目完成后，目录著录46000条。") == {"46000条": (VIOLATED, ACTUAL)}


@pytest.mark.parametrize(
    ("titles", "outcome"),
    [
        (("主要工作",), VIOLATED),
        (("重点档案抢救保护", "主要工作"), VIOLATED),
        (("主要工作", "重点档案抢救保护"), NOT_EVALUABLE),
        (("重点档案抢救保护", "馆藏数字化加工"), VIOLATED),
    ],
)
def test_the_nearest_heading(titles: tuple[str, ...], outcome: bp.Outcome) -> None:
    """A heading that names another project tells that the count may be of that; one further out does not."""
    text = "完成目录著录46000条。"
    sections = [
        bp.Section(level=level, ordinal="一", title=title, paragraphs=[text] if level == len(titles) else [])
        for level, title in enumerate(titles, start=1)
    ]
    report = attrs.evolve(CLEAN.reports[0], sections=sections)
    found = ledger(attrs.evolve(CLEAN, reports=[report]))
    assert [outcome] == [entry.outcome for entry in found if entry.code == "X14" and ACTUAL in entry.paths]
