"""One filing in a ``.zip``: spread over its members, and never over anything else."""

from __future__ import annotations

import stat
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from wordml import p, package, tbl, tc, tr, zipped

from budgetperf.domain.figures import Reading
from budgetperf.errors import FileError
from budgetperf.formats import reader
from budgetperf.formats.losses import is_lost
from budgetperf.formats.office import zipping
from budgetperf.formats.reader import read
from budgetperf.rendering.said import sentence

EXAMPLES = Path(__file__).parents[2] / "examples"
HEAD = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因")


def card(subject: str) -> bytes:
    """A Word file with the scorecard of a project."""
    rows = (("项目名称", subject), HEAD, ("产出指标", "数量指标", "册数", "≥1册", "2册", "5", "5", ""))
    return package(p("2022年度项目支出绩效自评表") + tbl(*(tr(*map(tc, row)) for row in rows)) + p())


def read_zip(folder: Path, data: bytes | Mapping[str, str | bytes]) -> Reading:
    """Read an archive of this name in this folder."""
    path = folder / "材料.zip"
    path.write_bytes(data if isinstance(data, bytes) else zipped(data))
    return read(path)


def refuse(folder: Path, data: bytes | Mapping[str, str | bytes]) -> tuple[str, str]:
    """What is said of an archive that is not read."""
    with pytest.raises(FileError) as caught:
        read_zip(folder, data)
    assert "材料.zip" in caught.value.zh
    return caught.value.zh, caught.value.en


def subjects(reading: Reading) -> list[str | None]:
    """What the scorecards are about."""
    return [card.subject for card in reading.filing.scorecards]


def write_member(info: ZipInfo, content: bytes = b"x") -> bytes:
    """An archive with a good member, and with one that is described by *info*."""
    stream = BytesIO()
    with ZipFile(stream, "w") as made:
        made.writestr("甲.docx", card("甲"))
        made.writestr(info, content)
    return stream.getvalue()


def test_members_are_one_filing(tmp_path: Path) -> None:
    """In the order of their paths, in all folders of the archive."""
    reading = read_zip(tmp_path, {"b/乙.docx": card("乙"), "a/c/甲.docx": card("甲"), "丙.DOCX": card("丙")})
    assert subjects(reading) == ["甲", "乙", "丙"]
    assert [source.file for source in reading.sources] == ["甲.docx", "乙.docx", "丙.DOCX"]
    assert reading.locations["scorecards[1].indicators[0].target"].file == "乙.docx"


def test_an_archive_says_what_its_file_says(tmp_path: Path) -> None:
    """Nothing changes on the way."""
    word = EXAMPLES / "filing-2022.docx"
    assert read(word).filing == read_zip(tmp_path, {"县档案馆/自评.docx": word.read_bytes()}).filing


def test_what_is_left_aside_is_reported(tmp_path: Path) -> None:
    """Other kinds and archives within the archive are a finding each; what systems leave behind is not."""
    reading = read_zip(
        tmp_path,
        {
            "甲.docx": card("甲"),
            "扫描件.pdf": b"%PDF-",
            "更早.zip": zipped({"乙.docx": card("乙")}),
            "附.rar": b"Rar!",
            "~$甲.docx": b"lock",
            "__MACOSX/._甲.docx": b"resource",
            "Thumbs.db": b"x",
        },
    )
    aside = [finding for finding in reading.findings if finding.code == "BP906"]
    assert [(finding.stated, dict(finding.details)["kind"]) for finding in aside] == [
        ("扫描件.pdf", "file"),
        ("更早.zip", "archive"),
        ("附.rar", "archive"),
    ]
    assert all(map(is_lost, aside))
    said = sentence(aside[1], reading.filing, "zh")
    assert said == "更早.zip：压缩包里或文件夹里的压缩包，未读取"


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_names_of_chinese_systems(tmp_path: Path, encoding: str) -> None:
    """Their archives do not say how names are written."""
    name = "附件3 文物保护.docx"
    placeholder = "x" * len(name.encode(encoding))
    data = zipped({placeholder: card("甲")}).replace(placeholder.encode(), name.encode(encoding))
    assert [source.file for source in read_zip(tmp_path, data).sources] == [name]


def test_backslashes_are_folders(tmp_path: Path) -> None:
    """Some programs of Windows write them."""
    assert [source.file for source in read_zip(tmp_path, {"a\\甲.docx": card("甲")}).sources] == ["甲.docx"]


@pytest.mark.parametrize(
    "name", ["../甲.docx", "a/../../甲.docx", "/etc/甲.docx", "C:/甲.docx", "..\\甲.docx", "\\\\host\\甲.docx"]
)
def test_paths_that_climb_out_are_refused(tmp_path: Path, name: str) -> None:
    """Nothing is unpacked, yet an archive like that was not made by a person who packs forms."""
    zh, en = refuse(tmp_path, {"乙.docx": card("乙"), name: card("甲")})
    assert "会解到压缩包以外的地方" in zh
    assert "would be unpacked outside the archive" in en
    assert [tmp_path / "材料.zip"] == list(tmp_path.iterdir())


def test_links_are_refused(tmp_path: Path) -> None:
    """A link may lead to any file of the reader's machine."""
    info = ZipInfo("乙.docx")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    zh, en = refuse(tmp_path, write_member(info, b"/etc/passwd"))
    assert "是链接或设备" in zh
    assert "is a link or a device" in en


def test_passwords_are_named(tmp_path: Path) -> None:
    """The reader asks for no password."""
    data = bytearray(zipped({"甲.docx": card("甲")}))
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    zh, en = refuse(tmp_path, bytes(data))
    assert "压缩包设有密码" in zh
    assert "protected by a password" in en


def test_uncommon_compression_is_refused(tmp_path: Path) -> None:
    """Only deflated members can be inflated piece by piece."""
    info = ZipInfo("乙.docx")
    info.compress_type = ZIP_BZIP2
    _, en = refuse(tmp_path, write_member(info))
    assert "compressed in an uncommon way" in en


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "the file is empty"),
        (b"Rar!\x1a\x07", "it looks like a RAR archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "it looks like an old Office file"),
        (b"PK\x03\x04" + bytes(range(256)), "incomplete or damaged"),
        (zipped({"甲.docx": card("甲")})[:-30], "incomplete or damaged"),
        (card("甲"), "under the extension .zip"),
        (zipped({"读我.txt": "x"}), "holds no file that can be read"),
        (zipped({}), "holds no file that can be read"),
        (zipped({"a.docx": b"x", "A.docx": b"y"}), "two members of the same name"),
        (zipped({"甲.docx": b""}), "材料.zip/甲.docx: the file is empty"),
    ],
)
def test_what_is_no_archive_of_forms(tmp_path: Path, data: bytes, said: str) -> None:
    """The message says what it is instead, or what is wrong with it."""
    _, en = refuse(tmp_path, data)
    assert said in en


def test_damaged_members_are_named(tmp_path: Path) -> None:
    """The checksum is compared."""
    data = bytearray(zipped({"甲.docx": card("甲")}))
    data[60] ^= 0xFF
    zh, en = refuse(tmp_path, bytes(data))
    assert "'甲.docx'" in zh
    assert "fails its checksum" in en


def test_bombs_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By what its members declare, one by one and together, and by their number."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as made:
        made.writestr("甲.docx", bytes(70_000_000))
    _, en = refuse(tmp_path, stream.getvalue())
    assert "inflates to more than 64 MB" in en
    monkeypatch.setattr(zipping, "MAX_TOTAL_BYTES", 3_000)
    _, en = refuse(tmp_path, {f"{name}.docx": bytes(1_100) for name in "abc"})
    assert "it inflates to more than" in en
    monkeypatch.setattr(zipping, "MAX_MEMBERS", 2)
    _, en = refuse(tmp_path, {f"{name}.docx": b"x" for name in "abc"})
    assert "more than 2 members" in en


def test_many_files_together_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each may be as large as a filing; all together, too, and no more."""
    monkeypatch.setattr(reader, "MAX_XML_BYTES", 10_000)
    with pytest.raises(FileError, match=r"4\.docx: with this file the content of all files exceeds"):
        read_zip(tmp_path, {f"{number}.docx": card(str(number)) for number in range(10)})


def test_an_archive_in_a_folder_is_one_of_its_files(tmp_path: Path) -> None:
    """As it would be if it were named."""
    (tmp_path / "a.zip").write_bytes(zipped({"甲.docx": card("甲")}))
    (tmp_path / "b.docx").write_bytes(card("乙"))
    assert subjects(read(tmp_path)) == ["甲", "乙"]
