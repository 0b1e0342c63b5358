"""What bad input gets: one clear message or finding, in both languages, within 512 MB of memory and 10 s of work."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import confined
import pytest
from openpyxl import Workbook
from wordml import TRANSITIONAL, members, p, package, part, r, tbl, tc, tr, zipped

EXAMPLES = Path(__file__).parents[2] / "examples"
WORD = (EXAMPLES / "filing-2022.docx").read_bytes()
EXCEL = (EXAMPLES / "filing-2022.xlsx").read_bytes()
OLD = (Path(__file__).parent / "files" / "old.xls").read_bytes()
NOISE = random.Random(5).randbytes(50_000)  # noqa: S311 - the same bytes every time
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HTML = b"<html><body><table><tr><td>1</td></tr></table></body></html>"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(64)

TITLE = "2022年度项目支出绩效自评表"
SUBJECT = ("项目名称", "甲项目")
FUNDS = ("年度预算申请（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
TOTAL = ("", "年度资金总额", "10", "10", "9", "10", "90%", "9")
PART = ("", "其中：当年财政拨款", "10", "10", "9", "", "", "")
COLUMNS = {
    "一级指标": "产出指标",
    "二级指标": "数量指标",
    "三级指标": "册数",
    "年度指标值": "≥95册",
    "实际完成值": "96册",
    "分值": "10",
    "得分": "10",
    "偏差原因分析及改进措施": "",
}


def card(*rows: tuple[str, ...]) -> bytes:
    """A Word file with one scorecard of these rows."""
    return package(p(TITLE) + tbl(*(tr(*map(tc, row)) for row in (SUBJECT, *rows))) + p())


def indicators(without: str = "", count: int = 1) -> tuple[tuple[str, ...], ...]:
    """The block of indicators, without one of its columns."""
    kept = {head: text for head, text in COLUMNS.items() if head != without}
    return (tuple(kept), *(tuple(kept.values()),) * count)


def ole2(stream: str) -> bytes:
    """The beginning of an old Office file that holds this stream."""
    return OLE2 + bytes(504) + stream.encode("utf-16-le") + bytes(512)


def body(content: bytes, times: int = 1) -> bytes:
    """A Word file whose body is *content*, many times; made in pieces, as it may be large."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        for name, text in members("").items():
            if name != "word/document.xml":
                archive.writestr(name, text)
        with archive.open("word/document.xml", "w") as document:
            document.write(b'<w:document xmlns:w="%s"><w:body>' % TRANSITIONAL.encode())
            for _ in range(times // 1000):
                document.write(content * 1000)
            document.write(content * (times % 1000) + b"</w:body></w:document>")
    return stream.getvalue()


def inflating(member: str, megabytes: int) -> bytes:
    """An archive with a member that inflates to so much."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open(member, "w", force_zip64=True) as document:
            for _ in range(megabytes):
                document.write(bytes(1_000_000))
    return stream.getvalue()


def xml(*, word: bool = True, **changes: str) -> bytes:
    """The example with some parts replaced; ``document`` is that of Word."""
    names = {"document": "word/document.xml", "sheet": "xl/worksheets/sheet1.xml", "relations": RELATIONS}
    with ZipFile(BytesIO(WORD if word else EXCEL)) as archive:
        parts: dict[str, Any] = {name: archive.read(name) for name in archive.namelist()}
    return zipped(parts | {names[name]: text for name, text in changes.items()})


RELATIONS = "word/_rels/document.xml.rels"
ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "9999999999">'
    + "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY i SYSTEM "file:///etc/hostname">]>'


def linked() -> bytes:
    """A form with a template, a picture and a part of its text elsewhere."""
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = "".join(
        f'<Relationship Id="r{kind}" Type="{relation}/{kind}" Target="{target}" TargetMode="External"/>'
        for kind, target in (
            ("attachedTemplate", "http://127.0.0.1:9/a.dotm"),
            ("image", "file:///dev/zero"),
            ("styles", "http://127.0.0.1:9/a.xml"),
            ("footnotes", "file:///dev/zero"),
        )
    )
    parts = members(p(TITLE) + tbl(*(tr(*map(tc, row)) for row in (SUBJECT, FUNDS, TOTAL, *indicators()))) + p())
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return zipped(parts | {RELATIONS: f'<Relationships xmlns="{space}">{links}</Relationships>'})


def sheet_rows(count: int) -> bytes:
    """A workbook with a scorecard of so many indicators."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("附件3")
    for row in ((TITLE,), SUBJECT, *indicators()):
        sheet.append(row)
    stream = BytesIO()
    workbook.save(stream)
    cells = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in COLUMNS.values())
    name = "xl/worksheets/sheet1.xml"
    with ZipFile(stream) as archive:
        parts: dict[str, Any] = {other: archive.read(other) for other in archive.namelist()}
    parts[name] = parts[name].decode().replace("</sheetData>", f"<row>{cells}</row>" * count + "</sheetData>")
    return zipped(parts)


def nested(depth: int) -> bytes:
    """A table in a table in a table."""
    inner = p("产出 100")
    for _ in range(depth):
        inner = tbl(tr(tc(inner=inner + p())))
    return package(p(TITLE) + inner + p())


def side_by_side(count: int) -> bytes:
    """A form with so many tables in one of its cells."""
    inner = (tbl(tr(tc("≥95册"))) + p()) * count
    cells = [tc(text) if head != "年度指标值" else tc(inner=inner) for head, text in COLUMNS.items()]
    rows = [tr(*map(tc, row)) for row in (SUBJECT, FUNDS, TOTAL, tuple(COLUMNS))]
    return package(p(TITLE) + tbl(*rows, tr(*cells)) + p())


def spread(name: str, content: bytes | str) -> bytes:
    """A package with one more part."""
    return zipped({**members(p("照片")), name: content})


Case = tuple[Callable[[], bytes], str, str]

# What is wrong: how the file comes about, and a piece of the message in either language.
REFUSED: Mapping[str, Case] = {
    "zero.docx": (bytes, "文件是空的（0 字节）", "the file is empty"),
    "zero.xlsx": (bytes, "文件是空的（0 字节）", "the file is empty"),
    "truncated.docx": (lambda: WORD[: len(WORD) // 2], "不完整或已损坏", "incomplete or damaged"),
    "truncated.xlsx": (lambda: EXCEL[: len(EXCEL) // 2], "不完整或已损坏", "incomplete or damaged"),
    "random.docx": (lambda: NOISE, "无法识别的格式", "an unknown format"),
    "random.xlsx": (lambda: NOISE, "无法识别的格式", "an unknown format"),
    "random-archive.docx": (lambda: b"PK\x03\x04" + NOISE, "不完整或已损坏", "incomplete or damaged"),
    "password.docx": (lambda: ole2("EncryptedPackage"), "打开密码", "protected by a password"),
    "password.xlsx": (lambda: ole2("EncryptedPackage"), "打开密码", "protected by a password"),
    "workbook.docx": (lambda: EXCEL, "看起来是 Excel 工作簿", "looks like an Excel workbook"),
    "document.xlsx": (lambda: WORD, "看起来是 Word 文档", "looks like a Word document"),
    "web.xls": (lambda: HTML, "网页（HTML）", "a web page (HTML)"),
    "zero.xls": (bytes, "文件是空的（0 字节）", "the file is empty"),
    "random.xls": (lambda: NOISE, "无法识别的格式", "an unknown format"),
    "truncated.xls": (lambda: OLD[: len(OLD) // 2], "无法解读", "cannot be made out"),
    "workbook.xls": (lambda: EXCEL, "新版 Excel 工作簿（.xlsx）", "a new Excel workbook (.xlsx)"),
    "climbing.zip": (lambda: zipped({"../../a.docx": WORD}), "会解到压缩包以外", "would be unpacked outside"),
    "bomb.zip": (lambda: inflating("a.docx", 1_100), "解压后超过", "inflates to more than"),
    "many-bombs.zip": (
        lambda: zipped({f"{number}.docx": body(b"<w:p/>", 1_900_000) for number in range(20)}),
        "段落多于 80000 个",
        "more than 80,000 paragraphs",
    ),
    "web.docx": (lambda: HTML, "网页（HTML）", "a web page (HTML)"),
    "web.xlsx": (lambda: HTML, "网页（HTML）", "a web page (HTML)"),
    "blank.docx": (lambda: package(""), "文件是空白的", "the document is blank"),
    "letter.docx": (lambda: package(p(TITLE) + p("各位同事")), "文件中没有表格", "it has text, but no table"),
    "pictures.docx": (
        lambda: zipped({**members(p() * 3), "word/media/1.png": PICTURE, "word/media/2.png": PICTURE}),
        "只有图片（2 张）",
        "the file holds 2 pictures and no text",
    ),
    "no-target.docx": (
        lambda: card(*indicators("年度指标值")),
        "缺少必要的列，应有列名：“年度指标值”",
        "lacks a column that it needs",
    ),
    "no-actual.docx": (
        lambda: card(*indicators("实际完成值")),
        "缺少必要的列，应有列名：“实际完成值”",
        "lacks a column that it needs",
    ),
    "no-weight.docx": (
        lambda: card(*indicators("分值")),
        "缺少必要的列，应有列名：“分值”",
        "lacks a column that it needs",
    ),
    "no-score.docx": (
        lambda: card(*indicators("得分")),
        "缺少必要的列，应有列名：“得分”",
        "lacks a column that it needs",
    ),
    "bomb.docx": (lambda: inflating("word/document.xml", 1_100), "解压后超过", "inflates to more than"),
    "bomb.xlsx": (lambda: inflating("xl/workbook.xml", 70), "解压后超过", "inflates to more than"),
    "entities.docx": (
        lambda: xml(document=ENTITIES + part("document", "<w:body>" + p(inner=r(inner="&i;")) + "</w:body>")),
        "实体声明",
        "declares a document type or entities",
    ),
    "entities.xlsx": (lambda: xml(word=False, sheet=ENTITIES + "<worksheet/>"), "实体声明", "or entities"),
    "outside.docx": (lambda: xml(document=OUTSIDE + part("document", "<w:body/>")), "实体声明", "or entities"),
    "rows.docx": (lambda: card(*indicators(count=100_000)), "大得不像一份自评表", "far larger than"),
    "rows.xlsx": (lambda: sheet_rows(100_000), "大得不像一份自评表", "far larger than"),
    "narrow-rows.docx": (
        lambda: body(
            b"<w:tbl>" + b"<w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr>" * 100_000 + b"</w:tbl>"
        ),
        "单元格多于 60000 个",
        "more than 60,000 cells",
    ),
    "wide-row.docx": (
        lambda: body(
            b"<w:tbl><w:tr>" + b"<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>" * 59_000 + b"</w:tr></w:tbl>"
        ),
        "没有找到任何一种自评材料",
        "a document without a form",
    ),
    "paragraphs.docx": (lambda: body(b"<w:p/>", 1_900_000), "段落多于 80000 个", "more than 80,000 paragraphs"),
    "titles.docx": (
        lambda: body(p(TITLE).encode(), 79_000),
        "文件中没有表格",
        "it has text, but no table",
    ),
    "long-text.docx": (
        lambda: body(b"<w:p><w:r><w:t>" + b"1" * 60_000_000 + b"</w:t></w:r></w:p>"),
        "没有表格",
        "no table",
    ),
    "nested.docx": (lambda: nested(1000), "嵌套超过 200 层", "nested over 200 deep"),
    "tables.docx": (lambda: package(p(TITLE) + (tbl(tr(tc("a"), tc("1"))) + p()) * 1000), "没有找到", "without a form"),
}

# A file that is read, and the findings that say what is wrong with it.
READ: Mapping[str, tuple[Callable[[], bytes], list[list[str | None]]]] = {
    "whole.docx": (lambda: card(FUNDS, TOTAL, PART, *indicators()), []),
    "no-funds.docx": (lambda: card(*indicators()), [["BP109", "no_funds"]]),
    "no-total.docx": (lambda: card(FUNDS, PART, *indicators()), [["BP103", None]]),
    "no-indicators.docx": (lambda: card(FUNDS, TOTAL), [["BP109", "no_indicators"]]),
    "linked.docx": (linked, []),
    "many-rows.docx": (lambda: card(FUNDS, TOTAL, *indicators(count=2_000)), []),
    "many-rows.xlsx": (lambda: sheet_rows(2_000), [["BP109", "no_funds"]]),
    "tables-in-a-cell.docx": (lambda: side_by_side(1000), [["BP903", "nested_table"]]),
}


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, dict[str, Any]]]:
    """What came of each file, read within its bounds."""
    folder = tmp_path_factory.mktemp("bad")
    paths = [folder / name for name in (*REFUSED, *READ)]
    for path in paths:
        make = REFUSED[path.name][0] if path.name in REFUSED else READ[path.name][0]
        path.write_bytes(make())
    command = [sys.executable, confined.__file__, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own script
    yield {path.name: json.loads(line) for path, line in zip(paths, done.stdout.splitlines(), strict=True)}
    for path in paths:
        path.unlink()


@pytest.mark.parametrize("name", REFUSED)
def test_one_clear_message(name: str, outcomes: Mapping[str, dict[str, Any]]) -> None:
    """It names the file and says what is wrong, in Chinese and in English."""
    outcome = outcomes[name]
    assert {"zh", "en"} == outcome.keys(), outcome
    for said, piece in zip((outcome["zh"], outcome["en"]), REFUSED[name][1:], strict=True):
        assert name in said
        assert piece in said
        assert "\n" not in said


@pytest.mark.parametrize("name", READ)
def test_one_clear_finding(name: str, outcomes: Mapping[str, dict[str, Any]]) -> None:
    """What is there is read, and a finding says what is not."""
    assert {"findings": READ[name][1]} == outcomes[name]
