"""Reading a filing from files, and writing it."""

from __future__ import annotations

import os
import stat
from hashlib import sha256
from pathlib import Path

import pytest
from attrs import evolve
from docx import Document
from openpyxl import Workbook

from budgetperf.domain.figures import Reading, figures, look_up
from budgetperf.domain.finding import Finding, Location
from budgetperf.domain.model import Filing, Scorecard, ScorecardKind
from budgetperf.domain.quantity import Unreadable
from budgetperf.errors import FileError, MissingFileError
from budgetperf.formats import intake
from budgetperf.formats.losses import is_lost
from budgetperf.formats.reader import read
from budgetperf.formats.saving import write, write_text
from budgetperf.formats.serial import from_yaml, to_yaml

EXAMPLES = Path(__file__).parents[2] / "examples"
HEAD = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因"]


def save_word(path: Path, *blocks: str | list[list[str]]) -> Path:
    """A Word file of paragraphs and tables."""
    document = Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        grid = document.add_table(len(block), max(map(len, block)))
        for row, texts in enumerate(block):
            for column, text in enumerate(texts):
                grid.cell(row, column).text = text
    document.save(os.fspath(path))
    return path


def save_card(path: Path, subject: str, label: str = "项目名称", title: str = "项目支出绩效自评表") -> Path:
    """A Word file with one scorecard."""
    rows = [[label, subject], HEAD, ["产出指标", "数量指标", f"{subject}册数", "≥1册", "2册", "5", "5", ""]]
    return save_word(path, f"2022年度{title}", rows)


def save_department(path: Path, subject: str = "县图书馆") -> Path:
    """A Word file with the scorecard of a department."""
    return save_card(path, subject, "预算部门名称", "部门整体支出绩效自评表")


def subjects(reading: Reading) -> list[str | None]:
    """What the scorecards are about."""
    return [card.subject for card in reading.filing.scorecards]


def found(reading: Reading) -> list[Finding]:
    """The findings, but for the funds that the small cards of these tests do without."""
    return [finding for finding in reading.findings if finding.code != "BP109"]


@pytest.mark.parametrize("name", ["filing-2022", "filing-clean"])
class TestExamples:
    """The example filings say the same in every format."""

    def test_word_says_what_the_yaml_says(self, name: str) -> None:
        """Every figure and text of the Word file, and nothing else."""
        word = read(EXAMPLES / f"{name}.docx")
        plain = read(EXAMPLES / f"{name}.yaml")
        assert plain.filing == word.filing
        assert {path: str(figure) for path, figure in figures(plain.filing).items()} == {
            path: str(figure) for path, figure in figures(word.filing).items()
        }
        assert (word.findings, plain.findings, plain.locations) == ((), (), {})

    def test_excel_says_the_same_but_for_reports(self, name: str) -> None:
        """The workbook holds the three tables."""
        word, excel = read(EXAMPLES / f"{name}.docx"), read(EXAMPLES / f"{name}.xlsx")
        assert evolve(word.filing, reports=()) == excel.filing
        assert excel.findings == ()

    @pytest.mark.parametrize("suffix", ["docx", "xlsx"])
    def test_every_figure_has_its_cell(self, name: str, suffix: str) -> None:
        """No figure without a place, and no place that names nothing."""
        reading = read(EXAMPLES / f"{name}.{suffix}")
        assert set() == set(figures(reading.filing)) - set(reading.locations)
        for path, place in reading.locations.items():
            look_up(reading.filing, path)
            assert f"{name}.{suffix}" == place.file


def test_several_files_are_one_filing(tmp_path: Path) -> None:
    """The department comes first, then the projects in the order in which they were read."""
    second, first = save_card(tmp_path / "b.docx", "乙"), save_card(tmp_path / "a.docx", "甲")
    department = save_department(tmp_path / "c.docx")
    reading = read(second, first, department)
    assert subjects(reading) == ["县图书馆", "乙", "甲"]
    assert (reading.filing.year, reading.filing.department) == (2022, "县图书馆")
    assert [source.file for source in reading.sources] == ["b.docx", "a.docx", "c.docx"]
    assert sha256(second.read_bytes()).hexdigest() == reading.sources[0].sha256
    assert reading.locations["scorecards[1].indicators[0].points"].file == "b.docx"
    assert reading.locations["scorecards[0].subject"] == reading.locations["department"]


def test_a_folder_is_its_files(tmp_path: Path) -> None:
    """In the order of their names; without lock files and hidden files. Other kinds and subfolders are reported."""
    save_card(tmp_path / "2.DOCX", "乙")
    save_card(tmp_path / "1.docx", "甲")
    (tmp_path / "~$1.docx").write_bytes(b"lock")
    (tmp_path / ".1.docx").write_bytes(b"hidden")
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    (tmp_path / "old.docx").mkdir()
    reading = read(tmp_path)
    assert subjects(reading) == ["甲", "乙"]
    aside = [(finding.stated, dict(finding.details)["kind"]) for finding in found(reading)]
    assert aside == [("notes.txt", "file"), ("old.docx", "folder")]
    assert subjects(read(tmp_path, tmp_path / "1.docx")) == ["甲", "乙"]


def test_a_workbook(tmp_path: Path) -> None:
    """A sheet for each form, figures as the sheet shows them."""
    workbook = Workbook()
    for number, name in enumerate(("甲", "乙")):
        page = workbook.active if number == 0 else workbook.create_sheet(name)
        page.title = name
        rows: list[list[object]] = [["2022年度项目支出绩效自评表"], ["项目名称", name], [*HEAD]]
        for row in [*rows, ["产出指标", "质量指标", "完好率", 0.955, "=1/2", 5, 4.5]]:
            page.append(row)
        page["D4"].number_format = "0.0%"
    path = tmp_path / "a.xlsx"
    workbook.save(path)
    reading = read(path)
    assert subjects(reading) == ["甲", "乙"]
    indicator = reading.filing.scorecards[1].indicators[0]
    assert (str(indicator.target), str(indicator.points)) == ("95.5%", "4.5")
    assert isinstance(indicator.actual, Unreadable)
    (finding, _) = found(reading)
    assert (finding.code, finding.path) == ("BP901", "scorecards[0].indicators[0].actual")
    expected = Location(file="a.xlsx", table="乙", row=4, column=4, address="D4", label="完好率")
    assert expected == reading.locations["scorecards[1].indicators[0].target"]


def test_findings_get_the_path_of_the_filing(tmp_path: Path) -> None:
    """What is read second may come first in the filing."""
    rows = [["项目名称", "甲"], HEAD, ["产出指标", "数量指标", "册数", "8O.5", "2册", "5", "5", ""]]
    project = save_word(tmp_path / "a.docx", "2022年度项目支出绩效自评表", rows)
    reading = read(project, save_department(tmp_path / "b.docx"))
    (finding,) = found(reading)
    assert finding.path == "scorecards[1].indicators[0].target"
    assert reading.locations[finding.path] == finding.location


def test_the_year_of_most_attachments(tmp_path: Path) -> None:
    """One title with another year does not change the year of the filing."""
    files = [
        save_word(tmp_path / f"{year}{name}.docx", f"{year}年度项目支出绩效自评表", [["项目名称", name], HEAD])
        for year, name in ((2021, "甲"), (2022, "乙"), (2022, "丙"))
    ]
    assert read(*files).filing.year == 2022
    assert read(*files[:2]).filing.year == 2021


def test_yaml_among_other_files(tmp_path: Path) -> None:
    """What a YAML file says of the filing goes before what the forms let one conclude."""
    stated = Filing(
        year=2020,
        department="县档案馆",
        scorecards=[Scorecard(kind="project", subject="丙", stated_points=Unreadable("9B"))],
        extras={"x-no": "1"},
    )
    path = tmp_path / "a.yaml"
    path.write_text(to_yaml(stated), encoding="utf-8")
    alone, joined = read(path), read(path, save_department(tmp_path / "b.docx"))
    assert stated == alone.filing
    assert [(finding.code, finding.path, finding.stated) for finding in alone.findings] == [
        ("BP901", "scorecards[0].stated_points", "9B")
    ]
    assert (
        subjects(joined),
        joined.filing.year,
        joined.filing.department,
        joined.filing.extras,
    ) == (["县图书馆", "丙"], 2020, "县档案馆", (("x-no", "1"),))
    assert [finding.path for finding in found(joined)] == ["scorecards[1].stated_points"]


@pytest.mark.parametrize("kind", ["base", "card", "report"])
def test_two_of_what_a_filing_has_once(tmp_path: Path, kind: str) -> None:
    """Two base tables, or two scorecards or reports of a department, are an error that names both files."""
    first, second = tmp_path / "甲.docx", tmp_path / "乙.docx"
    for path in (first, second):
        if kind == "base":
            save_word(
                path, "部门整体支出绩效评价基础数据表", [["经费", "2021年决算数", "2022年预算数", "2022年决算数"]]
            )
        elif kind == "card":
            save_department(path)
        else:
            save_word(path, "部门整体支出绩效自评报告", "一、概况")
    with pytest.raises(FileError) as caught:
        read(first, second)
    assert str(second) == caught.value.file
    assert str(first) in caught.value.zh
    assert str(first) in caught.value.en


class TestRefusals:
    """A file that cannot be read: the message names it and says what to do."""

    def test_missing(self, tmp_path: Path) -> None:
        """No such file, also where a folder of the path is a file."""
        save_card(tmp_path / "a.docx", "甲")
        for path in (tmp_path / "b.docx", tmp_path / "a.docx" / "c.docx", "a\0.docx"):
            with pytest.raises(MissingFileError) as caught:
                read(path)
            assert os.fspath(path) == caught.value.file

    @pytest.mark.parametrize(
        ("suffix", "advice"), [(".doc", ".docx"), (".xls", ".xlsx"), (".pdf", ".yaml"), ("", ".docx")]
    )
    def test_unknown_kinds(self, tmp_path: Path, suffix: str, advice: str) -> None:
        """Old formats are told how to become new ones."""
        path = tmp_path / f"a{suffix}"
        path.write_bytes(b"x")
        with pytest.raises(FileError) as caught:
            read(path)
        assert not isinstance(caught.value, MissingFileError)
        assert advice in caught.value.zh

    def test_no_form(self, tmp_path: Path) -> None:
        """A letter, and a folder without files."""
        letter = save_word(tmp_path / "a.docx", "关于召开会议的通知", [["时间", "地点"]])
        with pytest.raises(FileError, match="a document without a form"):
            read(letter)
        (tmp_path / "empty").mkdir()
        with pytest.raises(FileError, match="no file that can be read"):
            read(tmp_path / "empty")
        with pytest.raises(FileError, match="no file to read"):
            read()

    def test_too_large(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Files are bounded before anything looks into them."""
        monkeypatch.setattr(intake, "MAX_BYTES", 10)
        path = tmp_path / "a.json"
        path.write_bytes(b" " * 11)
        with pytest.raises(FileError, match="larger than"):
            read(path)

    def test_what_is_no_regular_file(self, tmp_path: Path) -> None:
        """A pipe would never end."""
        path = tmp_path / "a.json"
        os.mkfifo(path)
        with pytest.raises(FileError, match="not a regular file"):
            read(path)

    def test_bad_yaml_names_the_file(self, tmp_path: Path) -> None:
        """What is wrong inside is said with the name of the file."""
        path = tmp_path / "a.yaml"
        path.write_text("format: budgetperf/1\nyear: x\n", encoding="utf-8")
        with pytest.raises(FileError, match="year") as caught:
            read(path)
        assert str(path) == caught.value.file


class TestWrite:
    """A filing is written whole or not at all."""

    @pytest.mark.parametrize("suffix", [".json", ".yaml", ".yml"])
    def test_what_is_written_is_read(self, tmp_path: Path, suffix: str) -> None:
        """Writing and reading gives the filing again."""
        filing = read(EXAMPLES / "filing-2022.yaml").filing
        path = tmp_path / f"a{suffix}"
        write(filing, path)
        assert filing == read(path).filing
        assert [path] == list(tmp_path.iterdir())

    def test_a_failure_leaves_what_was_there(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The file is replaced in one step, and nothing is left beside it."""
        path = tmp_path / "a.yaml"
        path.write_text("before", encoding="utf-8")

        def fail(self: Path, target: Path) -> None:  # noqa: ARG001 - takes the place of Path.replace
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(Path, "replace", fail)
        with pytest.raises(FileError, match="the disk is full"):
            write(Filing(), path)
        assert ("before", [path]) == (path.read_text(encoding="utf-8"), list(tmp_path.iterdir()))

    @pytest.mark.parametrize("name", ["missing/a.yaml", "folder.yaml"])
    def test_places_that_cannot_be_written(self, tmp_path: Path, name: str) -> None:
        """A folder that is not there, and one where the file should be."""
        (tmp_path / "folder.yaml").mkdir()
        with pytest.raises(FileError) as caught:
            write(Filing(), tmp_path / name)
        assert str(tmp_path / name) == caught.value.file
        assert [tmp_path / "folder.yaml"] == list(tmp_path.iterdir())

    def test_unknown_kinds(self, tmp_path: Path) -> None:
        """The message says which kinds are written, and nothing is."""
        with pytest.raises(FileError, match=r"\.json \.yaml \.yml"):
            write(Filing(), tmp_path / "a.pdf")
        assert list(tmp_path.iterdir()) == []

    def test_a_link_stays_a_link(self, tmp_path: Path) -> None:
        """The file behind it is replaced, and everyone may read it who may read others."""
        link, target = tmp_path / "a.yaml", tmp_path / "b.yaml"
        link.symlink_to(target)
        write(Filing(year=2022), link)
        assert link.is_symlink()
        assert from_yaml(target.read_bytes()).year == 2022
        write_text("x", tmp_path / "c.txt")
        (tmp_path / "d.txt").touch()
        modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("b.yaml", "c.txt", "d.txt")]
        assert len(set(modes)) == 1

    def test_a_pipe_stays_a_pipe(self, tmp_path: Path) -> None:
        """What is no file, as /dev/stdout and /dev/null, is written to and stays what it is."""
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        end = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
        try:
            write_text("差", pipe)
            assert "差".encode() == os.read(end, 100)
        finally:
            os.close(end)
        assert pipe.is_fifo()
        assert [pipe] == list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("code", "kind", "expected"),
    [
        ("BP901", "money", False),
        ("BP901", "no_cached_value", True),
        ("BP902", "tracked", False),
        ("BP902", "hidden", True),
        ("BP903", "nested_table", False),
        ("BP903", "unplaced", True),
        ("BP904", "stray_text", True),
        ("BP107", "assumed_unit", False),
    ],
)
def test_what_is_lost(code: str, kind: str, expected: bool) -> None:  # noqa: FBT001 - a column of the table above
    """Whether content of the document is missing from the filing."""
    assert expected is is_lost(Finding(code=code, severity="warning", details={"kind": kind}))


def test_the_department_card_is_the_first(tmp_path: Path) -> None:
    """Also within one file."""
    rows = [HEAD]
    path = save_word(
        tmp_path / "a.docx",
        "2022年度项目支出绩效自评表",
        [["项目名称", "甲"], *rows],
        "2022年度部门整体支出绩效自评表",
        [["预算部门名称", "县图书馆"], *rows],
    )
    cards = read(path).filing.scorecards
    assert [card.kind for card in cards] == [ScorecardKind.DEPARTMENT, ScorecardKind.PROJECT]
