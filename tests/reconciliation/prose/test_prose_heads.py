"""Head counts in the report of the department: 编制 and 在职 as 附件1 states them, and nobody else (X14)."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quoting import CLEAN, PROJECT, agreeing, entries_of, outcomes, violated

import budgetperf as bp

HOLDS, VIOLATED, NOT_EVALUABLE = bp.Outcome.HOLDS, bp.Outcome.VIOLATED, bp.Outcome.NOT_EVALUABLE

# The example has 20 posts, and 18 persons in post.
WORDINGS = (
    "内设4个股室，编制{posts}名，2022年实际在职{staff}人。",
    "核定编制{posts}名，实有在职人员{staff}人。",
    "我馆编制{posts}人，实有{staff}人。",
    "现有在职人员{staff}人，编制数{posts}名。",
    "截至2022年12月31日，编制数{posts}个，在职在编人员{staff}人，退休人员9人。",
    "机关内设股室4个，下属单位2个；全馆编制共{posts}名，现有在职干部职工{staff}人。",
)


def heads(text: str, filing: bp.Filing = CLEAN) -> Mapping[str, bp.Outcome]:
    """The outcomes of the head counts of a paragraph, by the figure as printed."""
    return {
        printed: entry.outcome
        for printed, entry in entries_of(text, filing=filing)
        if any(path.startswith("base_table.staffing") for path in entry.paths) and entry.code == "X14"
    }


@pytest.mark.parametrize("wording", WORDINGS)
@given(posts=st.integers(1, 300), staff=st.integers(1, 300))
def test_both_counts(wording: str, posts: int, staff: int) -> None:
    """Each holds exactly where it is that of 附件1, whatever the other one is."""
    found = list(entries_of(wording.format(posts=posts, staff=staff)))
    held = {entry.paths[-1].rpartition(".")[2]: entry.outcome for _, entry in found if entry.code == "X14"}
    told = {"established": posts == 20, "actual": staff == 18}
    assert held == {cell: HOLDS if right else VIOLATED for cell, right in told.items()}


@pytest.mark.parametrize(
    "text",
    [
        "离退休人员7人。", "临聘人员在职7人。", "劳务派遣7人，遗属7人。", "借调人员在职7人。", "编外聘用人员7人。",
        "年初在职7人。", "上年末在职7人。", "2021年末编制7名。", "其中在职7人。", "行政编制7名，事业编制7名。",
        "在职党员7人。", "全县在职教师7人。", "离退休人员、在职人员共7人。", "编制约7名。", "计划编制7名。",
        "编制7本。",
    ],
)  # fmt: skip
def test_other_people(text: str) -> None:
    """Other persons, other times and parts are left alone."""
    assert heads(text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "实有7人。",
        "编制20名，其中行政编制12名，在职7人。",
        "下属单位2个，编制7名。",
        "局机关编制数另行核定，所属中心编制情况：编制7名。",
        "在职7人（含临聘人员）。",
        "行政编制12名，在职7人，事业编制8名。",
        "设有3个乡镇文化站，编制7名。",
        "共有公益性机构3个，编制7名。",
        "编制12名，在职10人。编制7名，在职8人。",
    ],
)
def test_uncertain(text: str) -> None:
    """Heads that may be those of a part, or of more than the staff, accuse nobody."""
    found = heads(text)
    assert [outcome for printed, outcome in found.items() if printed.startswith("7")] == [NOT_EVALUABLE]
    assert violated(text) == set()


def test_only_the_department() -> None:
    """The report of a project may count the persons who work on it."""
    assert [key for key in outcomes("编制7名，在职7人。", PROJECT) if key.startswith("X14")] == []


def test_blank_cell() -> None:
    """What 附件1 leaves blank confirms nothing."""
    filing = bp.replace(CLEAN, "base_table.staffing.established", None)
    assert heads("编制20名，在职18人。", filing) == {"18人": HOLDS}


@pytest.mark.parametrize("words", ["在职人员控制率", "2022年末在职人员控制率为", "我馆在职人员控制率达"])
def test_control_rate(words: str) -> None:
    """The rate is tied with the year or the unit before it as well (T1)."""
    assert ({"T1"}, {"T1"}) == (agreeing(f"{words}90%。"), violated(f"{words}95.24%。"))
