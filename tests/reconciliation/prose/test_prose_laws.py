"""Laws of quoted figures: what must be so in every filing, whatever stands in its reports."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from quoting import CLEAN, FILED, ledger, outcomes, quoted, violated, written

import budgetperf as bp
from budgetperf.domain.names import name_key
from budgetperf.reconciliation.identity import Identity
from budgetperf.reconciliation.prose.quoted import prose_identities
from budgetperf.testing import consistent_filings, filings

HOLDS, WITHIN, VIOLATED = bp.Outcome.HOLDS, bp.Outcome.WITHIN_ROUNDING, bp.Outcome.VIOLATED

# What a clerk writes between names and amounts, and what may stand in any text.
_SUBJECTS = [
    "三公经费",
    "“三公”经费",
    "公务接待费",
    "基本支出",
    "人员经费",
    "公用经费",
    "项目支出",
    "专项资金",
    "整体支出",
]
_NAMES = ["馆藏数字化加工", "重点档案抢救保护", "24小时", "一是", "1."]
_MEASURES = ["年初预算", "全年预算", "决算", "实际支出", "上年", "2021年", "2022年", "2023年", "结余", "目标", "将"]
_TURNS = ["其中", "用于", "由", "构成", "包括", "合计", "分别为", "比上年增加", "同比下降", "占", "的", "等", "和"]
_RATES = ["执行率", "控制率", "人均", "自评得分"]
_SIGNS = ["（", "）", "：", "，", "、", "；", "。", "\n", "“", "”"]
_FIGURES = [
    "3.15万元",
    "83.63万元",
    "0万元",
    "-3万元",
    "约5万元",
    "95%",
    "16批次",
    "130人次",
    "99分",
    "８３．６３万元",
    "万元",
]
_PIECES = [*_SUBJECTS, *_NAMES, *_MEASURES, *_TURNS, *_RATES, *_SIGNS, *_FIGURES]


_GENERIC = ("", "专项", "经费", "工作经费", "专项资金", "项目", "项目经费")
_NUMBERS = ("", "（{}）", "{}.", "{}、")
_MARKS = ("、", "，", "；")


@st.composite
def _lists(draw: st.DrawFn) -> str:
    """The lines of the filed example in any order, with other generic words, numbers and marks."""
    assert FILED.base_table is not None
    lines = draw(st.permutations(FILED.base_table.projects.lines))
    number, mark = draw(st.sampled_from(_NUMBERS)), draw(st.sampled_from(_MARKS))
    items = [
        f"{number.format(index)}{name_key(line.name)}{draw(st.sampled_from(_GENERIC))}{line.funds.spent}"
        for index, line in enumerate(lines, start=1)
    ]
    opening = draw(st.sampled_from(("，其中：", "，主要用于：", "，包括", "，具体为：", "：")))
    return f"项目支出96.73万元{opening}{mark.join(items)}。"


class TestNames:
    """Lines that are put in another order, and named with other generic words, still meet their rows."""

    @given(_lists())
    def test_meet(self, text: str) -> None:
        """All nine of them hold, and so does their sum."""
        found = outcomes(text, filing=FILED)
        held = [key for key, outcome in found.items() if key.startswith("X8") and outcome is HOLDS]
        assert (9, set()) == (len(held), violated(text, filing=FILED))
        assert [outcome for key, outcome in found.items() if key.startswith("X9")] == [HOLDS]


class TestSpendingOfAList:
    """What was spent on a list of lines is the sum of what was spent on each."""

    @given(st.data())
    def test_of_all_of_them(self, data: st.DataObject) -> None:
        """In any order, whichever lines they are; and never the last one's alone."""
        assert FILED.base_table is not None
        lines = data.draw(st.permutations(FILED.base_table.projects.lines))[: data.draw(st.integers(2, 9))]
        spent = [line.funds.spent for line in lines]
        assert all(isinstance(amount, bp.Money) for amount in spent)
        names = "、".join(f"{name_key(line.name)}{number}万元" for number, line in enumerate(lines, start=500))
        total = sum(amount.amount for amount in spent if isinstance(amount, bp.Money))
        text = f"安排{names}，合计{sum(range(500, 500 + len(lines)))}万元，当年支出{{}}万元。"
        right, wrong = (f"{total + off:f}" for off in (Decimal(0), Decimal(1)))
        held, failed = (outcomes(text.format(number), filing=FILED) for number in (right, wrong))
        assert (held[f"X8 {right}万元"], failed[f"X8 {wrong}万元"]) == (HOLDS, VIOLATED)


class TestNoFalseAlarm:
    """Where everything agrees, no sentence is accused."""

    @given(consistent_filings())
    def test_nothing_is_violated(self, filing: bp.Filing) -> None:
        """Whatever the department and its clerk."""
        assert [(entry.id, entry.stated, entry.expected) for entry in ledger(filing) if entry.outcome is VIOLATED] == []


class TestAnything:
    """Any text can be read."""

    @given(st.lists(st.sampled_from(_PIECES), max_size=40).map("".join))
    def test_any_words(self, text: str) -> None:
        """Ids are unique, and every figure that an identity uses is in the filing or among the quoted ones."""
        self._is_sound(written(text))

    @given(filings())
    def test_any_filing(self, filing: bp.Filing) -> None:
        """Of any shape."""
        self._is_sound(filing)

    @staticmethod
    def _is_sound(filing: bp.Filing) -> None:
        found, stated = quoted(filing), bp.figures(filing)
        ids = [identity.id for identity in found.identities]
        assert len(set(ids)) == len(ids)
        assert all(identity.forms or identity.absent or identity.doubt for identity in found.identities)
        texts = [path for identity in found.identities for path in identity.paths if "@" in path]
        assert [path for path in texts if path not in found.figures] == []
        assert len(ledger(filing)) == len(ids)
        assert set(found.figures).isdisjoint(stated)


def _without_doubts(identities: Sequence[Identity]) -> list[Identity]:
    return [identity._replace(doubt=None) for identity in identities]


class TestStructure:
    """Which identities there are follows from words and from what is filled in, never from amounts."""

    @given(st.sampled_from([CLEAN, FILED]), st.integers(1, 10**6))
    @settings(max_examples=20)
    def test_other_amounts(self, filing: bp.Filing, yuan: int) -> None:
        """With another amount in every cell there are the same identities with the same readings."""
        figures = bp.figures(filing)
        others = {
            path: bp.Money(yuan, "元") if isinstance(figure, bp.Money) else figure for path, figure in figures.items()
        }
        found, changed = (prose_identities(filing, stated).identities for stated in (figures, others))
        assert _without_doubts(found) == _without_doubts(changed)


@pytest.mark.parametrize("filing", [pytest.param(CLEAN, id="clean"), pytest.param(FILED, id="filed")])
def test_spans(filing: bp.Filing) -> None:
    """Every quoted figure is where its path says."""
    for path, figure in quoted(filing).figures.items():
        text_path, _, span = path.partition("@")
        start, length = map(int, span.split("+"))
        whole = bp.look_up(filing, text_path)
        printed = str(getattr(whole, "text", whole))[start : start + length]
        number = f"{figure:f}" if isinstance(figure, Decimal) else str(figure)
        assert printed.startswith(number)
