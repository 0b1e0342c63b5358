"""The last day that a date or period names."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetperf.domain.dates import last_day

DAYS = st.dates(date(1949, 10, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022年1-12月", "2022-12-31"),
        ("2022年1—6月", "2022-06-30"),
        ("2022年12月31日前完成", "2022-12-31"),
        ("2022年2月", "2022-02-28"),
        ("2024年2月底前", "2024-02-29"),
        ("2022年底", "2022-12-31"),
        ("2022年度", "2022-12-31"),
        ("2022年全年", "2022-12-31"),
        ("２０２２年６月３０日", "2022-06-30"),
        ("2022年1月1日至2022年12月31日", "2022-12-31"),
        ("2022年1月1日-3月15日", "2022-03-15"),
        ("2021年7月至2022年6月", "2022-06-30"),
        ("2022/6/30", "2022-06-30"),
        ("2022.6.30", "2022-06-30"),
        ("2022-06", "2022-06-30"),
        ("2022年6月5号", "2022-06-05"),
    ],
)
def test_read(text: str, expected: str) -> None:
    """A period ends with its last day."""
    assert date.fromisoformat(expected) == last_day(text)


@pytest.mark.parametrize(
    "text",
    [
        "12月31日",
        "6月底前",
        "2022年二季度",
        "2022年上半年",
        "2022年6月中旬",
        "2022年年初",
        "2022-2-30",
        "已完成",
        "",
        "年",
    ],
)
def test_left_alone(text: str) -> None:
    """Without a year, with a word that names no day, or of a day that there is not: a person must say."""
    assert last_day(text) is None


@given(
    DAYS, st.sampled_from(["{0}年{1}月{2}日", "{0}-{1}-{2}", "{0}.{1}.{2}", "{0}/{1}/{2}", "{0}年{1:02}月{2:02}日前"])
)
def test_every_day(day: date, form: str) -> None:
    """However a day is written, it is that day."""
    assert day == last_day(form.format(day.year, day.month, day.day))


@given(DAYS)
def test_every_month(day: date) -> None:
    """A month ends with its last day."""
    last = date(day.year, day.month, monthrange(day.year, day.month)[1])
    assert last == last_day(f"{day.year}年1-{day.month}月") == last_day(f"{day.year}年{day.month}月")
