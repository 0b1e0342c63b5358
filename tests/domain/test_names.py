"""Names that mean the same line, however they are printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetperf.domain.names import NameIndex, key_of_plain, may_abbreviate, name_key, plain_name
from budgetperf.testing import texts

WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("1、培训", "培训"),
        ("（一）培训", "培训"),
        ("(12) 培训", "培训"),
        ("①培训", "培训"),
        ("★培训", "培训"),
        ("1.（2）培训", "培训"),
        ("“迎老乡、回故乡”活动", "迎老乡回故乡活动"),
        ("社会公众 满意度\n", "社会公众满意度"),
        ("ＡＢ项目", "AB项目"),
        ("2022年培训", "2022年培训"),
        ("三公经费", "三公经费"),
        ("一事一议", "一事一议"),
        ("", ""),
        ("—", ""),
    ],
)
def test_plain(printed: str, plain: str) -> None:
    """Ordinals and punctuation go; numbers and numerals that belong to the name stay."""
    assert plain == plain_name(printed)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("民族及宗教处置专项工作", "民族及宗教处置工作经费"),
        ("1、古籍修复专项", "古籍修复项目经费"),
        ("“送书下乡”专项资金", "送书下乡"),
        ("阅读推广 工作经费", "（三）阅读推广工作专项"),
    ],
)
def test_the_same_line(one: str, other: str) -> None:
    """The words that say only that it is a budget line do not tell two lines apart."""
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("古籍修复", "古籍采购"),
        ("专项经费", "工作经费"),
        ("党员教育", "党员教育培训"),
        ("一期工程", "二期工程"),
        ("2021年培训", "2022年培训"),
    ],
)
def test_different_lines(one: str, other: str) -> None:
    """Nothing that carries meaning is dropped, and generic words alone are a name."""
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize(
    ("short", "long", "may"),
    [
        ("统战部", "某县委统一战线工作部", True),
        ("某县委统一战线工作部", "统战部", True),
        ("县图书馆", "县图书馆", True),
        ("“县图”", "县图书馆", True),
        ("馆图", "县图书馆", False),
        ("教育局", "某县卫生健康局", False),
        ("局", "某县教育局", False),
        ("局", "局", True),
        ("", "某县教育局", False),
        ("", "", True),
    ],
)
def test_abbreviations(short: str, long: str, *, may: bool) -> None:
    """A short form takes characters of the long one, in order; a single character is no short form."""
    assert may == may_abbreviate(short, long)


class TestKeys:
    """A key depends on what a name says, not on how it is printed."""

    @given(texts())
    def test_width(self, name: str) -> None:
        """Full width is the same name."""
        assert (plain_name(name), name_key(name)) == (plain_name(name.translate(WIDE)), name_key(name.translate(WIDE)))

    @given(st.text("图书馆采购修复", min_size=1, max_size=6), st.sampled_from(["1、", "（二）", "③", "★", "12.", " "]))
    def test_ordinals(self, name: str, ordinal: str) -> None:
        """A numbered line is the same line."""
        assert name_key(name) == name_key(ordinal + name)

    @given(texts(), texts())
    def test_abbreviation_has_no_order(self, one: str, other: str) -> None:
        """Which of the two is the short one does not matter."""
        assert may_abbreviate(one, other) == may_abbreviate(other, one)

    @given(texts())
    def test_every_name_is_its_own_short_form(self, name: str) -> None:
        """A name always agrees with itself."""
        assert may_abbreviate(name, name)


@given(st.text(alphabet="专项资金工作经费①⑳馆藏3A"))
def test_key_of_a_part(part: str) -> None:
    """The key of what has neither marks nor white space is that of any name."""
    assert name_key(part) == key_of_plain(part)


@given(st.lists(st.text(alphabet="甲乙丙", max_size=4)), st.text(alphabet="甲乙丙丁"))
def test_names_within_a_text(names: list[str], text: str) -> None:
    """An index finds the names that stand in a text, and no others."""
    assert {name for name in names if name and name in text} == NameIndex.of(names).within(text)
