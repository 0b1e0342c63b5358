"""
Old and foreign kinds of files: workbooks (``.xls``) through xlrd, the others through LibreOffice where it is installed.

``files/old.xls`` and ``files/aside.xls`` were made by LibreOffice; the LibreOffice of these tests is a script that they
write.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wordml import zipped

from budgetperf.domain.figures import figures
from budgetperf.domain.finding import Finding
from budgetperf.errors import FileError
from budgetperf.formats.excel import old_workbook, visible
from budgetperf.formats.excel.old_workbook import read_old_excel
from budgetperf.formats.office import conversion
from budgetperf.formats.reader import read

OLD = Path(__file__).parent / "files" / "old.xls"
EXAMPLES = Path(__file__).parents[2] / "examples"
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refuse(path: Path, data: bytes) -> tuple[str, str]:
    """What is said of a file that is not read."""
    path.write_bytes(data)
    with pytest.raises(FileError) as caught:
        read(path)
    assert path.name in caught.value.zh
    return caught.value.zh, caught.value.en


def tell(findings: tuple[Finding, ...]) -> list[tuple[str, str | None, str | None]]:
    """Code, kind and name of findings."""
    return [(each.code, dict(each.details).get("kind"), dict(each.details).get("name")) for each in findings]


class TestOldWorkbooks:
    """What holds of a new workbook holds of an old one."""

    def test_figures_as_the_sheet_shows_them(self) -> None:
        """Results of formulas, percentages, dates, and numbers that were stored as text."""
        found = {path.removeprefix("scorecards[0]."): str(value) for path, value in figures(read(OLD).filing).items()}
        assert {
            "budget.rows[0].funds.initial": "1234.50万元",
            "budget.rows[0].funds.revised": "1234.50万元",
            "budget.rows[0].funds.spent": "1111.05万元",
            "budget.execution.stated_rate": "90.0%",
            "indicators[0].target": "2022年12月31日",
            "indicators[0].actual": "2022-12-30",
            "indicators[1].target": "95%",
            "indicators[1].actual": "96.50%",
            "indicators[2].target": "#DIV/0!",
            "indicators[2].actual": "１２",
        }.items() <= found.items()

    def test_what_stands_in_no_cell_is_reported(self) -> None:
        """A text box, a comment, and the head of the pages, but not their number: ``files/aside.xls``."""
        found = tell(read(OLD.with_name("aside.xls")).findings)
        assert {
            ("BP902", "page_margin", "附件3 单位：元"),
            ("BP902", "text_box", "文本框里的话 45万元"),
            ("BP902", "comment", "批注文字"),
        } == set(found)

    def test_what_is_hidden_is_reported(self) -> None:
        """Rows, columns, sheets and comments; and a result that is an error is no figure."""
        reading = read(OLD)
        assert tell(reading.findings) == [
            ("BP902", "hidden_row", "8"),
            ("BP902", "hidden_column", "I"),
            ("BP902", "comment", "应在 11 月完成"),
            ("BP902", "hidden_sheet", "备用"),
            ("BP901", "no_cached_value", None),
        ]
        place = reading.locations["scorecards[0].indicators[1].target"]
        assert (place.file, place.table, place.address) == ("old.xls", "附件3", "D7")

    @pytest.mark.parametrize(
        ("data", "zh", "en"),
        [
            (b"", "文件是空的", "the file is empty"),
            (b"<html><table><tr><td>1", "网页（HTML）", "a web page (HTML)"),
            (b'\xef\xbb\xbf<?xml version="1.0"?>', "单个 XML 文件", "a single XML file"),
            ((EXAMPLES / "filing-2022.xlsx").read_bytes(), "新版 Excel 工作簿", "a new Excel workbook (.xlsx)"),
            ((EXAMPLES / "filing-2022.docx").read_bytes(), "新版 Word 文档", "a new Word document (.docx)"),
            (zipped({"a": "b"}), "zip 压缩包", "a zip archive"),
            (OLE2 + bytes(504) + "EncryptedPackage".encode("utf-16-le"), "打开密码", "protected by a password"),
            (OLE2 + bytes(504) + "WordDocument".encode("utf-16-le"), "旧版 Word", "the old Word format"),
            (OLE2 + bytes(600), "无法解读", "cannot be made out"),
            (OLD.read_bytes()[:3000], "无法解读", "cannot be made out"),
            (random.Random(1).randbytes(5000), "无法识别的格式", "an unknown format"),  # noqa: S311 - the same each time
        ],
    )
    def test_what_is_no_old_workbook(self, tmp_path: Path, data: bytes, zh: str, en: str) -> None:
        """Web pages above all: many systems hand them out under this name."""
        said = refuse(tmp_path / "表.xls", data)
        assert zh in said[0]
        assert en in said[1]

    def test_a_password_that_is_asked_for_when_it_is_opened(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The old encryption hides the records, not the workbook."""

        def refuse_password(**_: object) -> None:
            raise ValueError("Workbook is encrypted")

        monkeypatch.setattr("xlrd.open_workbook", refuse_password)
        with pytest.raises(FileError, match="protected by a password"):
            read(OLD)

    def test_limits(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The same as of new workbooks."""
        monkeypatch.setattr(visible, "MAX_CELLS", 5)
        with pytest.raises(FileError, match="at most 5"):
            read(OLD)
        monkeypatch.setattr(old_workbook, "MAX_OLD_BYTES", 2**20)
        with pytest.raises(FileError, match="more than 1 MB"):
            read_old_excel("a.xls", OLD.read_bytes() + bytes(2**20))

    def test_missing_xlrd_is_named_with_its_remedy(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The package is optional."""
        monkeypatch.setitem(sys.modules, "xlrd", None)
        with pytest.raises(FileError) as caught:
            read(OLD)
        assert 'pip install "budgetperf[xls]"' in caught.value.zh
        assert "save it as .xlsx" in caught.value.en

    @settings(max_examples=60)
    @given(st.data())
    def test_mutated_bytes_are_read_or_refused(self, data: st.DataObject) -> None:
        """Whatever happened to the file, there is a reading or a message."""
        content = bytearray(OLD.read_bytes())
        for _ in range(data.draw(st.integers(1, 8))):
            content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
        with suppress(FileError):
            read_old_excel("a.xls", bytes(content[: data.draw(st.integers(len(content) // 2, len(content)))]))


Office = Callable[[str], None]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Puts a program called soffice in the place of LibreOffice; it runs these lines of a shell script."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setattr(conversion, "_PLACES", ())
    monkeypatch.setenv("PATH", str(folder))

    def install(lines: str) -> None:
        program = folder / "soffice"
        program.write_text(f"#!/bin/sh\nPATH=/bin:/usr/bin\n{lines}\n", encoding="utf-8")
        program.chmod(0o755)

    return install


def converting(source: Path) -> str:
    """A script that makes this file, whatever it is given, and notes how it was called."""
    return (
        'while [ "$1" != "--outdir" ]; do echo "$1" >> "$(dirname "$0")/called"; shift; done\n'
        'env | grep -i _proxy >> "$(dirname "$0")/called"\n'
        'cat profile/user/registrymodifications.xcu >> "$(dirname "$0")/called"\n'
        f'mkdir -p "$2" && cp "{source}" "$2/document{source.suffix}"'
    )


class TestConversion:
    """LibreOffice converts, or the message says how to."""

    @pytest.mark.parametrize(
        ("suffix", "head", "example"),
        [
            (".doc", OLE2, "filing-2022.docx"),
            (".wps", OLE2, "filing-2022.docx"),
            (".rtf", b"{\\rtf1", "filing-2022.docx"),
            (".odt", zipped({"content.xml": "<a/>"}), "filing-2022.docx"),
            (".ods", zipped({"content.xml": "<a/>"}), "filing-2022.xlsx"),
        ],
    )
    def test_what_it_makes_is_read(
        self, tmp_path: Path, office: Office, suffix: str, head: bytes, example: str
    ) -> None:
        """With a finding that says so; the places are those of the file that was given."""
        office(converting(EXAMPLES / example))
        path = tmp_path / f"-自评{suffix}"
        path.write_bytes(head)
        reading = read(path)
        assert reading.filing == read(EXAMPLES / example).filing
        assert [(each.code, dict(each.details)["from"]) for each in reading.findings] == [("BP907", suffix)]
        assert {place.file for place in reading.locations.values()} == {path.name}

    def test_no_macros_no_links_no_network(self, tmp_path: Path, office: Office) -> None:
        """It has a profile of its own, which says so, and is gone afterwards."""
        office(converting(EXAMPLES / "filing-2022.docx"))
        (tmp_path / "a.doc").write_bytes(OLE2)
        read(tmp_path / "a.doc")
        called = (tmp_path / "bin" / "called").read_text(encoding="utf-8")
        for piece in ("--headless", "DisableMacrosExecution", "BlockUntrustedRefererLinks", "https_proxy=http://127.0"):
            assert piece in called
        (profile,) = (line for line in called.splitlines() if line.startswith("-env:UserInstallation=file://"))
        assert not Path(profile.partition("file://")[2]).exists()

    @pytest.mark.parametrize(
        ("script", "said"),
        [
            ("exit 0", "the file may be damaged, or protected by a password"),
            ("exit 81", "the file may be damaged"),
            ("sleep 60 & sleep 60", "it took more than 0.3 seconds"),
        ],
    )
    def test_when_it_fails(
        self, tmp_path: Path, office: Office, monkeypatch: pytest.MonkeyPatch, script: str, said: str
    ) -> None:
        """Nothing, an error, or no end."""
        monkeypatch.setattr(conversion, "MAX_SECONDS", 0.3 if "sleep" in script else 60)
        office(script)
        zh, en = refuse(tmp_path / "a.doc", OLE2)
        assert said in en
        assert "另存为 .docx" in zh

    def test_what_it_makes_is_bounded(self, tmp_path: Path, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
        """What it made is as little trusted as what it was given."""
        monkeypatch.setattr(conversion, "MAX_BYTES", 1000)
        office(converting(EXAMPLES / "filing-2022.docx"))
        _, en = refuse(tmp_path / "a.doc", OLE2)
        assert "it becomes more than" in en

    def test_without_it(self, tmp_path: Path, office: Office) -> None:
        """How to go on: install it, or convert the file oneself."""
        assert callable(office)
        zh, en = refuse(tmp_path / "a.doc", OLE2)
        assert "需要 LibreOffice，本机没有安装" in zh
        assert "另存为 .docx" in zh
        assert "save it as .docx" in en

    @pytest.mark.parametrize(
        ("name", "data", "said"),
        [
            ("a.doc", b"", "the file is empty"),
            ("a.doc", b"<html>", "it looks like a web page (HTML)"),
            ("a.doc", b"{\\rtf1", "it looks like an RTF file"),
            ("a.doc", (EXAMPLES / "filing-2022.docx").read_bytes(), "it looks like a new Word document (.docx)"),
            ("a.rtf", OLE2 + bytes(600), "it looks like an old Office file"),
            ("a.doc", OLE2 + bytes(504) + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
            ("a.ods", zipped({"../a": "b"}), "would be unpacked outside the archive"),
        ],
    )
    def test_what_is_something_else_is_not_handed_on(
        self, tmp_path: Path, office: Office, name: str, data: bytes, said: str
    ) -> None:
        """Whatever it is, a program as large as LibreOffice needs not open it."""
        office("touch called; exit 0")
        _, en = refuse(tmp_path / name, data)
        assert said in en
        assert not (tmp_path / "called").exists()
