"""The command line as an officer uses it: exit status, one message for trouble, never a traceback."""

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from docx import Document
from openpyxl import Workbook

import budgetperf as bp
from budgetperf.cli import main
from budgetperf.formats.rulebooks import shipped_names

EXAMPLES = Path(__file__).parent.parent / "examples"
WORD = EXAMPLES / "filing-2022.docx"


def run(*arguments: object) -> Result:
    """Run the program in this process; an exception that escapes it is a failure of the test."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_review_of_the_filed_example() -> None:
    """Errors were found, so the status is 1; the text begins with the name of the file."""
    result = run("review", WORD)
    assert result.exit_code == 1
    assert result.output.startswith("filing-2022.docx\n")
    for said in ("自评 98", "75.01–99.10", "92.01–99.10", "hunan-2022", "42.72万元"):
        assert said in result.output


def test_review_of_the_clean_example() -> None:
    """A filing in which everything agrees has status 0 and no finding."""
    result = run("review", EXAMPLES / "filing-clean.docx")
    assert result.exit_code == 0
    assert "没有发现问题" in result.output


def test_review_in_english() -> None:
    """The same review, for those who read English."""
    result = run("review", WORD, "--lang", "en")
    assert "stated 98    recomputed 75.01–99.10" in result.output


def test_review_as_json_into_a_file(tmp_path: Path) -> None:
    """Other programs read JSON; with -o nothing is printed."""
    target = tmp_path / "review.json"
    result = run("review", WORD, "--format", "json", "-o", target)
    assert (result.exit_code, result.output) == (1, "")
    assert json.loads(target.read_text(encoding="utf-8"))["format"] == "budgetperf-review/1"


def test_review_as_a_page(tmp_path: Path) -> None:
    """The name of the output asks for a page; it is the one that the library writes."""
    target = tmp_path / "review.html"
    result = run("review", WORD, "--lang", "en", "-o", target)
    assert (result.exit_code, result.output) == (1, "")
    reading = bp.read(WORD)
    choice = bp.choose_rulebook(reading.filing, bp.shipped_rulebooks())
    expected = bp.to_html(bp.review(reading, choice.rulebook, why=choice.why), lang="en")
    assert expected == target.read_text(encoding="utf-8")


def test_a_page_for_another_program() -> None:
    """Without an output it is printed, in UTF-8 as it says of itself."""
    result = run("review", WORD, "--format", "html")
    assert result.exit_code == 1
    assert result.output_bytes.decode("utf-8").startswith('<!DOCTYPE html>\n<html lang="zh-CN">')


@pytest.mark.parametrize(("form", "name"), [("text", "out.html"), ("json", "out.htm"), ("html", "out.docx")])
def test_a_review_in_the_wrong_file(tmp_path: Path, form: str, name: str) -> None:
    """A file whose name promises something else is not written."""
    result = run("review", WORD, "--format", form, "-o", tmp_path / name)
    assert result.exit_code == 2
    assert name in result.stderr
    assert not (tmp_path / name).exists()


def test_last_year(tmp_path: Path) -> None:
    """Last year's filing is read, too; what this year's says of last year must agree with it."""
    clean = bp.read(EXAMPLES / "filing-clean.yaml").filing
    spent = {f"base_table.three_public.{row}.spent": "9万元" for row in ("total", "hospitality")}
    before = bp.replace(clean, "year", 2021)
    for path, amount in spent.items():
        before = bp.replace(before, path, amount)
    target = tmp_path / "filing-2021.yaml"
    bp.write(before, target)
    result = run("review", EXAMPLES / "filing-clean.docx", "--previous", target)
    assert result.exit_code == 1
    assert "上年度材料的附件1“三公”经费决算数" in result.output.replace("\n", "").replace(" ", "")


def test_quiet_prints_nothing() -> None:
    """A script that only wants the verdict reads the exit status."""
    result = run("review", WORD, "--quiet")
    assert (result.exit_code, result.output) == (1, "")


def test_named_rulebook() -> None:
    """The national rulebook can be named; the weights of the Hunan forms are then a finding."""
    result = run("review", WORD, "--rulebook", "mof-2020")
    assert "BP210" in result.output


def test_rulebook_outside_its_years(tmp_path: Path) -> None:
    """A rulebook named for a year that it does not cover is refused."""
    target = tmp_path / "old.yaml"
    target.write_text("format: budgetperf/1\nyear: 2019\n", encoding="utf-8")
    result = run("review", target, "--rulebook", "hunan-2022")
    assert result.exit_code == 2
    assert "2019" in result.output
    assert "hunan-2022" in result.output


def test_misspelt_rulebook() -> None:
    """A wrong name is answered with the right one."""
    result = run("review", WORD, "--rulebook", "hunan-2002")
    assert result.exit_code == 2
    assert "hunan-2022" in result.output


def test_rulebook_list_begins_with_names() -> None:
    """One line for each book, its name first, no heading."""
    result = run("rulebook", "list")
    names = [line.split()[0] for line in result.output.splitlines()]
    assert [*shipped_names()] == names == sorted(names)
    assert {"mof-2018", "mof-2020", "mof-2021-cost", "framework-2013", "hunan-rates", "hunan-2022", "platform"} <= set(
        names
    )


@pytest.mark.parametrize("kind", ["json", "yaml"])
def test_convert_and_review_again(tmp_path: Path, kind: str) -> None:
    """A converted filing is reviewed as the original is, but for the cells."""
    target = tmp_path / f"filing.{kind}"
    assert run("convert", WORD, target).exit_code == 0
    assert without_cells(run("review", WORD, "--format", "json")) == without_cells(
        run("review", target, "--format", "json")
    )


def without_cells(result: Result) -> dict[str, object]:
    """A review without what depends on the kind of file."""
    data: dict[str, object] = json.loads(result.output)
    findings = data["findings"]
    assert isinstance(findings, list)
    data["findings"] = [{key: value for key, value in finding.items() if key != "cell"} for finding in findings]
    return {key: value for key, value in data.items() if key != "inputs"}


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "out.yaml：写入 6 个数字；读入 21 个单元格或段落，未读入 12 个"),
        ("en", "out.yaml: 6 figures written; 21 cells or paragraphs read, 12 not read"),
    ],
)
def test_convert_counts_cells(tmp_path: Path, lang: str, said: str) -> None:
    """Those that were read, and those that were not: in unknown rows and tables, hidden, or left aside."""
    workbook = Workbook()
    sheet = workbook.active
    for row in (
        ["2022年度项目支出绩效自评表"],
        ["项目名称", "甲"],
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因", "备查"],
        ["产出指标", "数量指标", "册数", "≥1册", "2册", 5, 5, "", 7],
        ["产出指标", "数量指标", "册数", "≥1册", "2册", 5, 5],
        ["总分", "", "", "", "", 5, 5],
    ):
        sheet.append(row)
    sheet.row_dimensions[5].hidden = True
    other = workbook.create_sheet("底稿")
    other["A1"], other["B1"], other["A2"] = 1, 2, 3
    other.sheet_state = "hidden"
    workbook.save(tmp_path / "a.xlsx")
    result = run("convert", tmp_path / "a.xlsx", tmp_path / "out.yaml", "--lang", lang)
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (1, f"{tmp_path}/{said}")


def test_convert_needs_two_files() -> None:
    """Nothing is converted into nothing."""
    assert run("convert", WORD).exit_code == 2


def test_convert_refuses_a_kind_it_cannot_write(tmp_path: Path) -> None:
    """The message says which kinds can be written."""
    result = run("convert", WORD, tmp_path / "out.pdf")
    assert result.exit_code == 2
    assert ".yaml" in result.output


@pytest.mark.parametrize("kind", [".docx", ".xlsx"])
def test_convert_fills_the_official_forms(kind: str, tmp_path: Path) -> None:
    """A filing in YAML becomes filled forms, and these become the same filing."""
    forms, back = tmp_path / f"forms{kind}", tmp_path / "back.yaml"
    assert run("convert", EXAMPLES / "filing-2022.yaml", forms).exit_code == 0
    assert run("convert", forms, back).exit_code == 0
    assert bp.read(back).filing == bp.read(EXAMPLES / "filing-2022.yaml").filing


def test_convert_says_what_no_form_has_a_cell_for(tmp_path: Path) -> None:
    """What is left out is named, and the exit status says that something was lost."""
    card = bp.Scorecard(kind="department", subject="县图书馆", supervisor="县文化局")
    bp.write(bp.Filing(scorecards=[card]), tmp_path / "in.yaml")
    result = run("convert", tmp_path / "in.yaml", tmp_path / "out.docx")
    assert result.exit_code == 1
    assert "scorecards[0].supervisor" in result.output


def test_convert_refuses_what_would_read_as_something_else(tmp_path: Path) -> None:
    """One message with the path, and no file."""
    card = bp.Scorecard(kind="project", indicators=[bp.Indicator(name="合计", target="1次")])
    bp.write(bp.Filing(scorecards=[card]), tmp_path / "in.yaml")
    result = run("convert", tmp_path / "in.yaml", tmp_path / "out.xlsx")
    assert result.exit_code == 2
    assert "scorecards[0].indicators" in result.output
    assert not (tmp_path / "out.xlsx").exists()


@pytest.mark.parametrize("form", ["base", "department", "project", "department-report", "project-report", "all"])
@pytest.mark.parametrize("kind", [".docx", ".xlsx"])
def test_blank_forms(form: str, kind: str, tmp_path: Path) -> None:
    """Every form can be had blank, and reads as nothing but what it prints itself."""
    path = tmp_path / f"blank{kind}"
    assert run("blank", form, path, "--year", "2023").exit_code == 0
    reading = bp.read(path)
    assert reading.filing.year == 2023
    assert {finding.code for finding in reading.findings} <= {"BP109"}


def test_a_blank_form_is_no_yaml(tmp_path: Path) -> None:
    """Forms are files of Word or Excel."""
    result = run("blank", "base", tmp_path / "blank.yaml")
    assert result.exit_code == 2
    assert ".xlsx" in result.output


def ole2(marker: str = "") -> bytes:
    """The beginning of an old Office file, or of one with a password."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + marker.encode("utf-16-le") + bytes(512)


def without_form() -> bytes:
    """A Word document that holds nothing but a letter."""
    letter = Document()
    letter.add_paragraph("各位同事：请按时报送。")
    stream = io.BytesIO()
    letter.save(stream)
    return stream.getvalue()


def bomb() -> bytes:
    """A Word document whose text inflates far beyond its size."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", b" " * 200_000_000)
    return stream.getvalue()


BAD = {
    "empty.docx": b"",
    "truncated.docx": WORD.read_bytes()[:20_000],
    "random.docx": bytes(range(256)) * 64,
    "password.docx": ole2("EncryptedPackage"),
    "old.doc": ole2("WordDocument"),
    "renamed.docx": b"%PDF-1.7\n",
    "page.xlsx": b"<html><body><table><tr><td>1</td></tr></table></body></html>",
    "letter.docx": without_form(),
    "bomb.docx": bomb(),
    "broken.json": b'{"format": "budgetperf/1", "year": 2022,',
    "number.yaml": b"format: budgetperf/1\nyear: twenty\nscorecards: 7\n",
    "picture.png": b"\x89PNG\r\n",
}


@pytest.mark.parametrize("name", BAD)
def test_bad_file_is_one_message(tmp_path: Path, name: str) -> None:
    """Whatever is wrong with a file: status 2, one message that names it, no traceback, no partial result."""
    path = tmp_path / name
    path.write_bytes(BAD[name])
    result = CliRunner().invoke(main, ["review", str(path)])
    assert result.exit_code == 2
    assert isinstance(result.exception, SystemExit)
    assert result.stdout == ""
    assert name in result.stderr
    assert "Traceback" not in result.stderr


def test_missing_path() -> None:
    """A path that leads nowhere is named."""
    result = run("review", "nowhere/filing.docx")
    assert result.exit_code == 2
    assert "nowhere/filing.docx" in result.output


def test_two_department_cards_are_refused(tmp_path: Path) -> None:
    """All files of one review are one filing; two of a kind are an error that names both files."""
    second = tmp_path / "again.docx"
    second.write_bytes(WORD.read_bytes())
    result = run("review", WORD, second)
    assert result.exit_code == 2
    assert "filing-2022.docx" in result.output
    assert "again.docx" in result.output


def test_unwritable_output(tmp_path: Path) -> None:
    """An output that cannot be written is one message, too."""
    result = run("review", WORD, "-o", tmp_path / "no" / "such" / "folder" / "out.txt")
    assert result.exit_code == 2
    assert "out.txt" in result.output


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "gbk"])
@pytest.mark.parametrize(
    ("call", "status", "said"),
    [(["review", str(WORD)], 1, b"98"), (["--help"], 0, b"--lang"), (["reveiw"], 2, b"review")],
)
def test_a_terminal_without_chinese(encoding: str, call: list[str], status: int, said: bytes, tmp_path: Path) -> None:
    """A terminal that cannot show a character gets another one, not a traceback."""
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "budgetperf", *call]
    done = subprocess.run(command, capture_output=True, env=environment, cwd=tmp_path, check=False)  # noqa: S603
    assert done.returncode == status
    assert b"Traceback" not in done.stderr
    assert said in done.stdout + done.stderr


@pytest.mark.parametrize(("name", "said"), [("BP301", "各分项合计不等于总数"), ("hunan-2022/cost", "成本指标 20")])
def test_explain(name: str, said: str) -> None:
    """What a code or a part of a rulebook means."""
    result = run("explain", name)
    assert result.exit_code == 0
    assert said in result.output


@pytest.mark.parametrize(
    ("name", "hint"), [("BP3O1", "BP301"), ("hunna-2022/cost", "hunan-2022"), ("hunan-2022/cots", "cost")]
)
def test_explain_what_is_not_there(name: str, hint: str) -> None:
    """One message that names what was probably meant."""
    result = run("explain", name, "--lang", "en")
    assert result.exit_code == 2
    assert f"did you mean {hint}" in result.stderr
