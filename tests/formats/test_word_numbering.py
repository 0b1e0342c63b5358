"""The numbers that Word prints by itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wordml import p, package, read_grid, read_lines, tbl, tc, tr

from budgetperf.formats.word.document import read_word
from budgetperf.formats.word.numerals import write_number


def lvl(level: int, pattern: str, style: str = "decimal", *, start: int = 1, more: str = "") -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def abstract(name: int, *levels: str, more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{name}">{more}{"".join(levels)}</w:abstractNum>'


def num(name: int, levels: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{name}"><w:abstractNumId w:val="{levels}"/>{overrides}</w:num>'


def override(level: int, inner: str) -> str:
    return f'<w:lvlOverride w:ilvl="{level}">{inner}</w:lvlOverride>'


def start(number: int) -> str:
    return f'<w:startOverride w:val="{number}"/>'


def num_pr(name: int | None = None, level: int | None = None) -> str:
    ilvl = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    num_id = "" if name is None else f'<w:numId w:val="{name}"/>'
    return f"<w:numPr>{ilvl}{num_id}</w:numPr>"


def item(text: str = "", level: int | None = 0, name: int = 1) -> str:
    """A paragraph of a list."""
    return p(text, settings=num_pr(name, level))


def styled(style: str, text: str = "", settings: str = "") -> str:
    return p(text, settings=f'<w:pStyle w:val="{style}"/>{settings}')


def style(name: str, settings: str = "", parent: str = "") -> str:
    based = f'<w:basedOn w:val="{parent}"/>' if parent else ""
    properties = f"<w:pPr>{settings}</w:pPr>" if settings else ""
    return f'<w:style w:type="paragraph" w:styleId="{name}">{based}{properties}</w:style>'


OUTLINE = (
    abstract(
        0,
        lvl(0, "%1、", "chineseCountingThousand"),
        lvl(1, "（%2）", "japaneseCounting"),
        lvl(2, "%3.", "decimal"),
        lvl(3, "（%4）", "decimal"),
    )
    + num(1, 0)
    + num(2, 0)
)


def test_outline_of_a_report() -> None:
    """Levels count on their own, and begin anew below a higher one."""
    body = "".join(
        item(text, level)
        for text, level in [
            ("概况", 0),
            ("职能", 1),
            ("人员", 1),
            ("绩效", 0),
            ("产出", 1),
            ("数量", 2),
            ("质量", 2),
            ("办", 3),
        ]
    )
    assert read_lines(body, numbering=OUTLINE) == [
        "一、概况",
        "（一）职能",
        "（二）人员",
        "二、绩效",
        "（一）产出",
        "1. 数量",
        "2. 质量",
        "（1）办",
    ]


def test_number_stands_in_cells() -> None:
    """A column of numbers is a list of empty paragraphs; merged away cells are not counted."""
    gone = p(settings=num_pr(1, 0))
    body = tbl(
        tr(tc(inner=item()), tc("甲")),
        tr(tc(inner=item(), settings='<w:vMerge w:val="restart"/>')),
        tr(tc(inner=gone, settings="<w:vMerge/>")),
        tr(tc(inner=item()), tc(inner=item("乙"))),
    )
    numbering = abstract(0, lvl(0, "%1")) + num(1, 0)
    assert [cell.text for cell in read_grid(body, numbering=numbering).cells] == ["1", "甲", "2", "3", "4 乙"]


@pytest.mark.parametrize(
    ("pattern", "more", "expected"),
    [
        ("%1、", "", "1、甲"),
        ("（%1）", "", "（1）甲"),
        ("(%1)", "", "(1)甲"),
        ("%1.", "", "1. 甲"),
        ("%1.", '<w:suff w:val="space"/>', "1. 甲"),
        ("%1.", '<w:suff w:val="nothing"/>', "1.甲"),
        ("第%1章", "", "第1章 甲"),
        ("附：", "", "附：甲"),
        ("", "", "甲"),
        ("%2", "", "甲"),
        ("%1" * 10, "", "甲"),
        ("-" * 101, "", "甲"),
    ],
)
def test_what_separates_number_and_text(pattern: str, more: str, expected: str) -> None:
    """Closing punctuation needs no space after it; a tab is a space."""
    numbering = abstract(0, lvl(0, pattern, more=more)) + num(1, 0)
    assert read_lines(item("甲"), numbering=numbering) == [expected]


def test_number_of_several_levels() -> None:
    """``%1.%2`` shows the levels above, one that was passed over as its first."""
    levels = (lvl(0, "%1", "chineseCounting"), lvl(1, "%1.%2"), lvl(2, "%1.%2.%3", more="<w:isLgl/>"))
    numbering = abstract(0, *levels) + num(1, 0)
    body = item("a", 1) + item("b", 0) + item("c", 2) + item("d", 2) + item("e", 1) + item("f", 2)
    assert read_lines(body, numbering=numbering) == ["一.1 a", "一 b", "1.1.1 c", "1.1.2 d", "一.1 e", "1.1.1 f"]


@pytest.mark.parametrize(
    ("restart", "expected"),
    [("", "1 1 1"), ('<w:lvlRestart w:val="0"/>', "1 2 3"), ('<w:lvlRestart w:val="1"/>', "1 2 1")],
)
def test_restart_after_a_level(restart: str, expected: str) -> None:
    """A level begins anew below every higher one, below some only, or never."""
    numbering = abstract(0, lvl(0, "%1"), lvl(1, "%2"), lvl(2, "%3", more=restart)) + num(1, 0)
    body = item("", 2) + item("", 1) + item("", 2) + item("", 0) + item("", 2)
    assert read_lines(body, numbering=numbering)[::2] == expected.split()


def test_lists_share_counters_unless_they_start_anew() -> None:
    """Two lists of one kind count on; an override begins again, once, and after a higher level."""
    numbering = (
        abstract(0, lvl(0, "%1", start=3), lvl(1, "%2"))
        + num(1, 0)
        + num(2, 0)
        + num(3, 0, override(0, start(1)) + override(1, start(5)) + override(99, start(1)))
    )
    names = [(1, 0), (2, 0), (3, 0), (3, 0), (3, 1), (3, 1), (3, 0), (3, 1), (1, 0)]
    body = "".join(item("", level, name) for name, level in names)
    assert read_lines(body, numbering=numbering) == ["3", "4", "1", "2", "5", "6", "3", "5", "4"]


def test_level_may_be_overridden() -> None:
    """A list may write a level in its own way, and go on counting."""
    numbering = abstract(0, lvl(0, "%1.")) + num(1, 0) + num(2, 0, override(0, lvl(0, "[%1]", "upperRoman")))
    assert read_lines(item("a") + item("b", 0, 2) + item("c"), numbering=numbering) == ["1. a", "[II] b", "3. c"]


def test_levels_of_a_numbering_style() -> None:
    """A list may leave its levels to a style, and shares the counters with it."""
    numbering = (
        abstract(0, lvl(0, "%1)"), more='<w:styleLink w:val="s"/>')
        + abstract(1, more='<w:numStyleLink w:val="s"/>')
        + abstract(2, more='<w:numStyleLink w:val="nowhere"/>')
        + num(1, 0)
        + num(2, 1)
        + num(3, 2)
    )
    body = item("a", 0, 1) + item("b", 0, 2) + item("c", 0, 3)
    assert read_lines(body, numbering=numbering) == ["1)a", "2)b", "c"]


STYLES = (
    style("a", num_pr(1, 0))
    + style("b", parent="a")
    + style("c", num_pr(None, 1), parent="a")
    + style("d", num_pr(2))
    + style("e", parent="d")
    + style("f", num_pr(0), parent="a")
    + style("x", parent="y")
    + style("y", parent="x")
    + style("z", parent="nowhere")
)
LINKED = abstract(1, lvl(0, "%1."), lvl(1, "%2)", more='<w:pStyle w:val="d"/>')) + OUTLINE + num(2, 1)


@pytest.mark.parametrize(
    ("name", "settings", "expected"),
    [
        ("a", "", "一、t"),
        ("b", "", "一、t"),
        ("c", "", "（一）t"),
        ("d", "", "1)t"),
        ("e", "", "1)t"),
        ("f", "", "t"),
        ("x", "", "t"),
        ("z", "", "t"),
        ("unknown", "", "t"),
        ("a", num_pr(0), "t"),
        ("a", num_pr(None, 1), "（一）t"),
        ("a", num_pr(1, 2), "1. t"),
        ("x", num_pr(1), "一、t"),
    ],
)
def test_numbering_of_a_style(name: str, settings: str, expected: str) -> None:
    """A style has its list from itself or what it is based on; the paragraph has the last word."""
    assert read_lines(styled(name, "t", settings), numbering=LINKED, styles=STYLES) == [expected]


def test_number_belongs_to_the_mark_that_is_left() -> None:
    """Joined paragraphs have one number, that of the last; a paragraph deleted as a whole has none."""
    gone = p("甲", settings=num_pr(1, 0) + '<w:rPr><w:del w:id="1"/></w:rPr>')
    assert read_lines(gone + item("乙") + item("丙"), numbering=OUTLINE) == ["一、甲乙", "二、丙"]


def test_bullets_are_no_numbers() -> None:
    """A bullet is nothing, a format without a number is what surrounds it."""
    numbering = abstract(0, lvl(0, "", "bullet"), lvl(1, "注%2：", "none")) + num(1, 0)
    assert read_lines(item("甲", 0) + item("乙", 1) + item("丙", 5), numbering=numbering) == ["甲", "注：乙", "丙"]


def test_format_of_its_own_falls_back() -> None:
    """A format that only newer versions know stands beside one that all know."""
    own = (
        "<mc:AlternateContent><mc:Choice Requires='w14'><w:numFmt w:val='custom'/></mc:Choice>"
        "<mc:Fallback><w:numFmt w:val='decimalZero'/></mc:Fallback></mc:AlternateContent>"
    )
    level = f'<w:lvl w:ilvl="0"><w:start w:val="7"/>{own}<w:lvlText w:val="%1"/></w:lvl>'
    assert read_lines(item("甲"), numbering=abstract(0, level) + num(1, 0)) == ["07 甲"]


def test_list_without_definition_is_no_list() -> None:
    """A paragraph may name a list, level or part that is not there."""
    assert read_lines(item("甲") + p("乙", settings='<w:jc w:val="center"/><w:rPr><w:b/></w:rPr>')) == ["甲", "乙"]
    assert read_lines(item("甲", 0, 9) + item("乙", 9), numbering=OUTLINE) == ["甲", "乙"]
    assert read_lines(styled("a", "丙"), styles=STYLES) == ["丙"]
    assert read_lines(item("丁"), numbering=num(1, 5) + '<w:num/><w:abstractNum/><w:num w:numId="2"/>') == ["丁"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("decimal", "0 1 10 11 20 21 27 100 101 110 1010"),
        ("chineseCountingThousand", "零 一 十 十一 二十 二十一 二十七 一百 一百零一 一百一十 一千零一十"),
        ("chineseCounting", "零 一 十 十一 二十 二十一 二十七 一○○ 一○一 一一○ 一○一○"),
        ("japaneseCounting", "〇 一 十 十一 二十 二十一 二十七 百 百一 百十 千十"),
        ("ideographDigital", "〇 一 一〇 一一 二〇 二一 二七 一〇〇 一〇一 一一〇 一〇一〇"),
        ("taiwaneseDigital", "○ 一 一○ 一一 二○ 二一 二七 一○○ 一○一 一一○ 一○一○"),
        ("chineseLegalSimplified", "零 壹 壹拾 壹拾壹 贰拾 贰拾壹 贰拾柒 壹佰 壹佰零壹 壹佰壹拾 壹仟零壹拾"),
        ("ideographLegalTraditional", "零 壹 壹拾 壹拾壹 貳拾 貳拾壹 貳拾柒 壹佰 壹佰零壹 壹佰壹拾 壹仟零壹拾"),
        ("decimalFullWidth", "０ １ １０ １１ ２０ ２１ ２７ １００ １０１ １１０ １０１０"),
        ("decimalZero", "00 01 10 11 20 21 27 100 101 110 1010"),
        ("decimalEnclosedCircle", "0 ① ⑩ ⑪ ⑳ 21 27 100 101 110 1010"),
        ("decimalEnclosedCircleChinese", "0 ① ⑩ 11 20 21 27 100 101 110 1010"),
        ("decimalEnclosedFullstop", "0 ⒈ ⒑ ⒒ ⒛ 21 27 100 101 110 1010"),
        ("decimalEnclosedParen", "0 ⑴ ⑽ ⑾ ⒇ 21 27 100 101 110 1010"),
        ("ideographEnclosedCircle", "0 ㈠ ㈩ 11 20 21 27 100 101 110 1010"),
        ("ideographTraditional", "0 甲 癸 11 20 21 27 100 101 110 1010"),
        ("ideographZodiac", "0 子 酉 戌 20 21 27 100 101 110 1010"),
        ("lowerLetter", "0 a j k t u aa vvvv wwww fffff 1010"),
        ("upperLetter", "0 A J K T U AA VVVV WWWW FFFFF 1010"),
        ("lowerRoman", "0 i x xi xx xxi xxvii c ci cx mx"),
        ("upperRoman", "0 I X XI XX XXI XXVII C CI CX MX"),
        ("ordinal", "0 1 10 11 20 21 27 100 101 110 1010"),
    ],
)
def test_number_formats(name: str, expected: str) -> None:
    """Every format at the numbers where formats go wrong."""
    numbers = (0, 1, 10, 11, 20, 21, 27, 100, 101, 110, 1010)
    assert [write_number(number, name) for number in numbers] == expected.split()


@given(st.integers(1, 9_999))
def test_chinese_number_says_what_it_counts(number: int) -> None:
    """Law: reading the spelled number digit by digit gives the number back."""
    spelled = write_number(number, "chineseCountingThousand")
    total, figure = 0, 1 if spelled.startswith("十") else 0
    for sign in spelled:
        if sign in "千百十":
            total += figure * {"千": 1000, "百": 100, "十": 10}[sign]
            figure = 0
        else:
            figure = "零一二三四五六七八九".index(sign)
    assert total + figure == number
    assert "零零" not in spelled
    assert not spelled.startswith("一十")


@given(
    st.integers(10_000, 10**9),
    st.sampled_from(["chineseCountingThousand", "japaneseCounting", "upperRoman", "lowerLetter"]),
)
def test_number_beyond_a_format_is_written_in_digits(number: int, name: str) -> None:
    """Law: no number is too large to be written, and none becomes long."""
    assert write_number(number, name) == str(number)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 2)), max_size=12))
def test_numbering_depends_on_the_document_only(items: list[tuple[int, int]]) -> None:
    """Law: a document reads the same twice, whatever was read before."""
    data = package("".join(item("x", level, name) for level, name in items), numbering=OUTLINE)
    assert read_word("a.docx", data) == read_word("a.docx", data)


@given(st.integers(1, 60))
def test_list_counts_its_items(length: int) -> None:
    """Law: the n-th item of a list has the number n, in the body as in a table."""
    numbering = abstract(0, lvl(0, "%1")) + num(1, 0)
    expected = [str(number) for number in range(1, length + 1)]
    assert read_lines(item() * length, numbering=numbering) == expected
    cells = read_grid(tbl(*[tr(tc(inner=item()))] * length), numbering=numbering).cells
    assert [cell.text for cell in cells] == expected
