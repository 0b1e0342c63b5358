"""Mutated forms in a bounded number; `fuzzing` goes on for as long as one likes. What it found is here as a case."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from fuzzing import SEEDS, break_law
from mutations import mutate, number_figures
from wordml import p, package, tbl, tc, tr

from budgetperf.formats.forms.strips import Spot, holds_figure

FILES = 12
"""Mutated files for each form."""


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_forms_keep_the_law(path: Path) -> None:
    """The law is not kept merely by refusing: a form with nothing wrong in it is read, and nothing of it is lost."""
    source = number_figures(path.read_bytes())
    assert break_law(path.name, source) is None


@pytest.mark.parametrize("number", range(FILES))
@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_mutated_forms_keep_the_law(path: Path, number: int) -> None:
    """Read or refused, in bounded time, and no figure lost in silence."""
    chance = random.Random(f"{path.name} {number}")  # noqa: S311 - no secret
    data = mutate(number_figures(path.read_bytes()), chance)
    assert break_law(path.name, data) is None


HEAD = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因")
ROW = ("产出指标", "数量指标", "册数", "≥10007册", "10010册", "10013", "10016", "")
FUNDS = ("年度预算申请（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
TOTAL = ("", "年度资金总额", "10019", "10022", "10025", "10028", "10031%", "10034")
SCORE = "2022年度项目支出绩效自评表"
BASE = "部门整体支出绩效评价基础数据表"
AMOUNTS = ("经费控制情况（万元）", "2021年决算数", "2022年预算数", "2022年决算数")

STAFF = ("财政供养人员情况（人）", "编制数", "2022年实际在职人数", "控制率")

# What stood in a form that lost a figure, and which figure that was.
LOST = {
    "a total row without its label": (SCORE, (HEAD, ROW, ("10037", "10040", "", "", "", "", "", ""))),
    "a passage under the levels": (SCORE, (HEAD, ROW, ("预算资金10037万元", "", "", "", "", "", "", ""))),
    "a figure beside the levels": (SCORE, (("", *HEAD), ("10037", *ROW))),
    "a figure left of a total": (
        SCORE,
        (("", *HEAD), ("", *ROW), ("10037", "总分", "", "", "", "", "10040", "10043", "")),
    ),
    "a figure for the name of the goals": (SCORE, (("10037", "预期目标", "实际完成情况"), ("", "略", "略"), HEAD, ROW)),
    "a figure over the sources": (
        SCORE,
        (FUNDS, TOTAL, ("10037", "按收入性质分：", "", "按支出性质分："), HEAD, ROW),
    ),
    "a figure for a column of buildings": (
        BASE,
        (AMOUNTS, ("三公经费", "1", "2", "3"), ("楼堂馆所控制情况", "10037", "实际规模(m²)", "规模控制率")),
    ),
    "the staff twice": (BASE, (STAFF, ("", "10001", "10004", ""), STAFF, ("", "10037", "10040", ""), AMOUNTS)),
    "a figure for the name of the staff": (BASE, (("10037", "编制数", "2022年实际在职人数", "控制率"), AMOUNTS)),
    "amounts under no head": (
        BASE,
        (("经费控制情况（万元）", "", "2022年预算数", "2022年决算数"), ("三公经费", "10040", "10043", "10046")),
    ),
    "a figure for a column of amounts": (
        BASE,
        (("经费控制情况（万元）", "10037", "2022年预算数", "2022年决算数"), ("三公经费", "10040", "10043", "10046")),
    ),
}


@pytest.mark.parametrize("name", LOST)
def test_what_was_found(name: str) -> None:
    """Each of these once lost a figure in silence."""
    title, rows = LOST[name]
    data = package(p(title) + tbl(*(tr(*map(tc, row)) for row in rows)) + p())
    assert break_law("form.docx", data) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", False), ("产出指标（30分）", False), ("2022年", False), ("20225年", False), ("8卷", True)],
)
def test_figures_in_labels(text: str, expected: bool) -> None:  # noqa: FBT001 - a column of the table above
    """Years and weights in brackets belong to labels; other numbers do not."""
    assert expected is holds_figure(Spot(text=text, row=1))
