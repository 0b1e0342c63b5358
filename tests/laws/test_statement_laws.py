"""Laws of the grammar of targets and actuals."""

from __future__ import annotations

from itertools import takewhile

from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from budgetperf.domain.quantity import Quantity
from budgetperf.domain.statement import (
    Actual,
    Bound,
    Operator,
    Period,
    Target,
    Words,
    looks_damaged,
    read_statement,
)
from budgetperf.testing import counts, moneys, rates, statements, texts

WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
# How people say each operator, before a number and after it.
BEFORE = {
    "≥": ("≥", ">=", "≧", "不低于", "不少于", "至少", "大于等于", "大于或等于"),
    ">": (">", "＞", "大于", "超过", "高于"),
    "=": ("=", "＝", "等于"),
    "≤": ("≤", "<=", "≦", "不超过", "不高于", "不大于", "控制在", "小于等于"),
    "<": ("<", "＜", "小于", "低于", "少于"),
}
AFTER = {"≥": ("以上", "及以上", "或以上"), "≤": ("以下", "以内", "之内", "内", "及以下")}
# The few that mean the same when they are said twice.
TWICE = (
    ("不低于", "以上", "≥"),
    ("超过", "以上", ">"),
    ("不超过", "以内", "≤"),
    ("控制在", "以内", "≤"),
    ("低于", "以下", "<"),
)


def figures() -> SearchStrategy[Quantity]:
    """Figures of every kind."""
    return moneys() | rates() | counts()


class TestAlwaysAnAnswer:
    """Whatever stands in a cell is a number, a period or words; reading it never fails, and keeps the text."""

    @given(texts() | statements() | st.text(max_size=80))
    def test_every_text(self, text: str) -> None:
        """Any text that Unicode knows."""
        assert isinstance(read_statement(text), (Bound, Period, Words))
        assert not looks_damaged(text) or isinstance(read_statement(text), Words)

    @given(st.text("0123456789年月日.-至前≥控制在以内，%万元次OI ", max_size=70))
    def test_near_misses(self, text: str) -> None:
        """Text made of the very pieces of which the grammar is made."""
        assert isinstance(read_statement(text), (Bound, Period, Words))
        assert not looks_damaged(text) or isinstance(read_statement(text), Words)

    @given(statements())
    def test_the_text_is_kept(self, text: str) -> None:
        """A target and an actual are as printed."""
        assert (text, text) == (Target(text).text, Actual(text).text)
        assert Target(text).reading == Actual(text).reading == read_statement(text)


class TestWidth:
    """Full width, white space and a stop at the end change nothing of what a statement means."""

    @given(figures(), st.sampled_from(["。", "；", "，", "、"]))
    def test_a_full_stop(self, figure: Quantity, stop: str) -> None:
        """A stop after a number is a slip of the pen."""
        assert read_statement(str(figure)) == read_statement(f"{figure}{stop}")

    @given(statements() | texts())
    def test_wide(self, text: str) -> None:
        """All of ASCII in full width."""
        assert read_statement(text) == read_statement(text.translate(WIDE))

    @given(statements(), st.sampled_from([" ", "\n", "\u3000", "\xa0"]))
    def test_space(self, text: str, blank: str) -> None:
        """Blanks between any two characters."""
        assert read_statement(text) == read_statement(blank.join(text))


class TestOperators:
    """A number with an operator reads as just these two, wherever the operator stands and however it is said."""

    @given(figures())
    def test_bare(self, figure: Quantity) -> None:
        """A figure alone has no operator."""
        assert Bound(operator=None, quantity=figure) == read_statement(str(figure))

    @given(figures(), st.sampled_from(sorted(BEFORE)), st.data())
    def test_before(self, figure: Quantity, sign: str, data: st.DataObject) -> None:
        """不低于95%."""
        text = f"{data.draw(st.sampled_from(BEFORE[sign]))}{figure}"
        assert Bound(operator=Operator(sign), quantity=figure) == read_statement(text)

    @given(figures(), st.sampled_from(sorted(AFTER)), st.data())
    def test_after(self, figure: Quantity, sign: str, data: st.DataObject) -> None:
        """95%以上."""
        text = f"{figure}{data.draw(st.sampled_from(AFTER[sign]))}"
        assert Bound(operator=Operator(sign), quantity=figure) == read_statement(text)

    @given(figures(), st.sampled_from(TWICE))
    def test_twice(self, figure: Quantity, said: tuple[str, str, str]) -> None:
        """控制在88万元以内."""
        before, after, sign = said
        assert Bound(operator=Operator(sign), quantity=figure) == read_statement(f"{before}{figure}{after}")

    @given(figures(), st.sampled_from(sorted(BEFORE)), st.sampled_from(sorted(AFTER)), st.data())
    def test_contradictions(self, figure: Quantity, sign: str, other: str, data: st.DataObject) -> None:
        """不低于95%以下 says nothing that could be computed with."""
        assume((sign in "≥>") != (other in "≥>") or sign == "=")
        before, after = data.draw(st.sampled_from(BEFORE[sign])), data.draw(st.sampled_from(AFTER[other]))
        assert isinstance(read_statement(f"{before}{figure}{after}"), Words)

    @given(
        figures(),
        st.sampled_from(["余", "多", "来"]),
        st.sampled_from(["左右", "上下", "不等"]),
        st.sampled_from("约近"),
    )
    def test_guesses(self, figure: Quantity, within: str, after: str, before: str) -> None:
        """20余人, 20人左右 and 约20人 are not meant exactly, and are never taken so."""
        number = "".join(takewhile("-0123456789.".__contains__, str(figure)))
        inside = f"{number}{within}{str(figure).removeprefix(number)}"
        for text in (inside, f"{figure}{after}", f"{before}{figure}"):
            assert isinstance(read_statement(text), Words)
