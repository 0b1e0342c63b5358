"""Text that lines up in a terminal, whatever the document says, and however long it is."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetperf.rendering.width import pad, printable, table, width, wrap

# What documents are made of: Chinese, Latin, blanks, marks that stand over others, and signs that end a clause.
TEXTS = st.text(alphabet="预算绩效自评abcXYZ0123456789 ，。：（）%.万元\u0301🙂〇", max_size=60)


@pytest.mark.parametrize(
    ("text", "columns"),
    [("", 0), ("abc", 3), ("得分", 4), ("得分9", 5), ("（９）", 6), ("e\u0301", 1), ("🙂", 2), ("—", 1)],
)
def test_width(text: str, columns: int) -> None:
    """Chinese and full width are two columns, marks over a letter none."""
    assert width(text) == columns


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\nb\r\tc", "a b  c"),
        ("\x1b[31m", "\ufffd[31m"),
        ("\x00\x07\x7f\x85\x9b", "\ufffd" * 5),
        ("\u202e\u200d\ufeff", "\ufffd" * 3),
        ("a\u2028b\u2029c", "a b c"),
        ("\ud800", "\ufffd"),
        ("预算 9.5%", "预算 9.5%"),
    ],
)
def test_printable(text: str, expected: str) -> None:
    """Nothing that a terminal would obey: no escapes, no directions, no line ends."""
    assert printable(text) == expected


@given(st.text(alphabet=st.characters(exclude_categories=[])))
def test_printable_is_harmless(text: str) -> None:
    """Whatever a document holds, one line of visible characters comes out, as long as the text was."""
    shown = printable(text)
    assert len(shown) == len(text)
    assert {unicodedata.category(character) for character in shown}.isdisjoint({"Cc", "Cf", "Cs", "Zl", "Zp"})
    assert len(shown.splitlines()) <= 1
    assert printable(shown) == shown


@pytest.mark.parametrize(
    ("text", "columns", "expected"),
    [
        ("", 10, [""]),
        ("   ", 10, [""]),
        ("预算绩效", 4, ["预算", "绩效"]),
        ("预算，绩效", 4, ["预", "算，", "绩效"]),
        ("未填偏差原因 deviation", 12, ["未填偏差原因", "deviation"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("one two three", 7, ["one two", "three"]),
        ("abcdefgh ij", 4, ["abcd", "efgh", "ij"]),
        ("合计96.73万元", 10, ["合计", "96.73万元"]),
        ("预", 1, ["预"]),
    ],
)
def test_wrap(text: str, columns: int, expected: list[str]) -> None:
    """Between any two Chinese characters, not before a closing sign, not within a Latin word or an amount."""
    assert wrap(text, columns) == expected


@given(TEXTS, st.integers(2, 20))
def test_wrap_fits(text: str, columns: int) -> None:
    """No line is wider than it may be, none begins or ends with blanks, and nothing but blanks is lost."""
    lines = wrap(text, columns)
    assert lines
    for line in lines:
        assert width(line) <= columns
        assert line == line.strip(" ")
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(TEXTS, st.integers(0, 80), st.booleans())
def test_pad(text: str, columns: int, right: bool) -> None:  # noqa: FBT001 - drawn
    """A padded text is as wide as it must be, and still the same text."""
    padded = pad(text, columns, right=right)
    assert width(padded) == max(columns, width(text))
    assert padded == (padded[: len(padded) - len(text)] + text if right else text + padded[len(text) :])


class TestTable:
    """Rows and columns."""

    def test_lines_up(self) -> None:
        """The header has a line below it; numbers are flush right; a long cell goes on below."""
        rows = [("指标", "分值"), ("社会公众满意度", "5"), ("人次", "10")]
        assert table(rows, (8, 4), right=[1]) == [
            "指标      分值",
            "────────  ────",
            "社会公众     5",
            "满意度",
            "人次        10",
        ]

    @given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=4))
    def test_no_line_is_too_wide(self, rows: list[tuple[str, str]]) -> None:
        """Whatever the cells hold, the second column begins where it should."""
        for line in table(rows, (9, 6)):
            assert width(line) <= 17
            assert line == line.rstrip()

    def test_control_characters(self) -> None:
        """A cell cannot break the table."""
        assert table([("a\nb", "\x1b")], (4, 4)) == ["a b   \ufffd", "────  ────"]


@pytest.mark.parametrize("text", ["a" * 100_000, "预" * 100_000, "\u0301" * 100_000, " " * 100_000, "，" * 100_000])
def test_a_long_text_takes_time_in_proportion(text: str) -> None:
    """A cell of a hundred thousand characters is wrapped in a moment, whatever they are."""
    started = time.perf_counter()
    assert wrap(printable(text), 40)
    assert time.perf_counter() - started < 10
