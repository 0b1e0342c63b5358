"""Opening packages: what is refused, and what the refusal says."""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wordml import CONTENT_TYPES, relations, zipped

from budgetperf.errors import FileError
from budgetperf.formats.office import package, zipping
from budgetperf.formats.office.package import open_package, parse_xml

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
HIDDEN_DOCTYPE = "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"
TYPES = {"[Content_Types].xml": CONTENT_TYPES}


def refusal(data: bytes) -> FileError:
    """The error that these bytes are refused with."""
    with pytest.raises(FileError) as caught:
        open_package("自评表.docx", data)
    assert caught.value.file == "自评表.docx"
    return caught.value


def test_parts_are_read_by_name() -> None:
    """A part is its bytes; one that is not there is None; folders are no parts."""
    opened = open_package("a.docx", zipped({**TYPES, "word/": b"", "word/a.xml": b"<a/>"}))
    assert sorted(opened.names) == ["[Content_Types].xml", "word/a.xml"]
    assert opened.part("word/a.xml") == b"<a/>"
    assert opened.part("word/b.xml") is None
    assert opened.xml("word/b.xml") is None


@pytest.mark.parametrize(
    ("data", "zh", "en"),
    [
        (b"", "0 字节", "empty"),
        (b"%PDF-1.7\n", "PDF", "a PDF file"),
        (b"{\\rtf1\\ansi}", "RTF", "an RTF file"),
        (b"\xef\xbb\xbf\r\n<!doctype HTML><title>x", "网页（HTML）", "a web page"),
        (b'<?xml version="1.0"?><html>', "网页（HTML）", "a web page"),
        (b"MIME-Version: 1.0\r\n", "MHT", "a web archive"),
        (b'<?xml version="1.0"?><w:wordDocument/>', "XML", "a single XML file"),
        ("预算部门名称\t统战部\r\n".encode(), "纯文本", "plain text"),
        ("预算部门名称\t统战部\r\n".encode("gb18030"), "纯文本", "plain text"),
        (b"\x89PNG\r\n\x1a\n\0", "图片", "a picture"),
        (b"Rar!\x1a\x07\0", "RAR", "a RAR archive"),
        (b"\x01\x02\x03", "无法识别", "an unknown format"),
        (OLE2 + "EncryptedPackage".encode("utf-16-le"), "密码", "protected by a password"),
        (OLE2 + "WordDocument".encode("utf-16-le"), "另存为 .docx", "save it as .docx."),
        (OLE2 + "Workbook".encode("utf-16-le"), "另存为 .xlsx", "save it as .xlsx."),
        (OLE2, "旧版 Office", "an old Office format"),
        (zipped({"a.txt": "x"}), "zip", "a plain zip archive"),
        (zipped({}), "zip", "a plain zip archive"),
        (zipped({"content.xml": "x"}), "OpenDocument", "an OpenDocument file"),
        (zipped({"OFD.xml": "x"}), "OFD", "an OFD file"),
    ],
)
def test_foreign_file_is_named(data: bytes, zh: str, en: str) -> None:
    """A file that is something else is called what it is, in both languages, with what to do."""
    error = refusal(data)
    assert zh in error.zh
    assert en in error.en
    assert "请" in error.zh


@pytest.mark.parametrize("kept", [10, 40, -30, -1])
def test_truncated_zip_is_refused(kept: int) -> None:
    """A download that broke off is called incomplete."""
    assert "不完整" in refusal(zipped({**TYPES, "word/document.xml": "x" * 500})[:kept]).zh


def test_damaged_part_is_refused_when_read() -> None:
    """A checksum that does not fit is noticed when the part is asked for."""
    data = bytearray(zipped({**TYPES, "word/document.xml": "x" * 500}))
    data[data.index(b"word/document.xml") + len("word/document.xml")] ^= 0xFF
    opened = open_package("a.docx", bytes(data))
    with pytest.raises(FileError, match="damaged: its part word/document"):
        opened.part("word/document.xml")


def test_part_that_holds_more_than_it_declares_is_refused() -> None:
    """A member that declares ten bytes is read for ten bytes, and then fails its checksum."""
    data = zipped({**TYPES, "word/document.xml": "x" * 5000})
    lying = data.replace((5000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    opened = open_package("a.docx", lying)
    with pytest.raises(FileError, match="damaged"):
        opened.part("word/document.xml")


def test_part_that_holds_less_than_it_declares_is_refused() -> None:
    """A member that breaks off early is not taken for a short one."""
    data = zipped({**TYPES, "word/document.xml": "x" * 5000})
    lying = data.replace((5000).to_bytes(4, "little"), (6000).to_bytes(4, "little"))
    opened = open_package("a.docx", lying)
    with pytest.raises(FileError, match="damaged"):
        opened.part("word/document.xml")


def test_encrypted_member_is_refused() -> None:
    """The password of a zip archive must be taken off first."""
    data = bytearray(zipped(TYPES))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert "密码" in refusal(bytes(data)).zh


def test_unknown_compression_is_refused() -> None:
    """What cannot be inflated piece by piece is not inflated at all."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_BZIP2) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
    assert "压缩方式" in refusal(stream.getvalue()).zh


@pytest.mark.parametrize("second", ["word/document.xml", "word/Document.xml"])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_duplicate_member_is_refused(second: str) -> None:
    """Two documents in one file: nobody knows which one was signed."""
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name in ("[Content_Types].xml", "word/document.xml", second):
            archive.writestr(name, "x")
    assert "重名" in refusal(stream.getvalue()).zh


def test_too_many_members_are_refused() -> None:
    """The directory is counted before it is read."""
    data = zipped({**TYPES, **{f"{index}.xml": "" for index in range(zipping.MAX_MEMBERS)}})
    assert "2,000 members" in refusal(data).en


def test_inflated_size_is_limited_for_each_member() -> None:
    """A few kilobytes that claim to be more than a member may hold are not inflated."""
    data = zipped({**TYPES, "word/document.xml": bytes(zipping.MAX_MEMBER_BYTES + 1)})
    assert "64 MB" in refusal(data).zh


def test_inflated_size_is_limited_in_all() -> None:
    """Many members below the limit are too much together."""
    half = bytes(zipping.MAX_MEMBER_BYTES)
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        for name in ("a", "b", "c"):
            archive.writestr(name, half if name != "c" else b"x")
    assert "128 MB" in refusal(stream.getvalue()).zh


def test_stored_members_are_read() -> None:
    """A package need not be compressed."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_STORED) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
    assert open_package("a.docx", stream.getvalue()).xml("[Content_Types].xml") is not None


@pytest.mark.parametrize(
    ("target", "expected"),
    [("styles.xml", "word/styles.xml"), ("/other/s.xml", "other/s.xml"), ("../other/s.xml", "other/s.xml")],
)
def test_related_part_is_found_from_its_source(target: str, expected: str) -> None:
    """Targets are relative to the part that refers to them, or to the package."""
    parts = {"word/styles.xml": "x", "other/s.xml": "x", "word/_rels/d.xml.rels": relations(styles=target)}
    assert open_package("a.docx", zipped({**TYPES, **parts})).related("word/d.xml", "styles") == expected


def test_external_or_missing_relation_is_none() -> None:
    """Nothing outside the package is followed, and nothing that is not there."""
    outside = relations(styles="styles.xml").replace("Target=", 'TargetMode="External" Target=')
    parts = {"styles.xml": "x", "_rels/a.xml.rels": outside, "_rels/b.xml.rels": relations(styles="nowhere.xml")}
    opened = open_package("a.docx", zipped({**TYPES, **parts}))
    assert {opened.related(source, "styles") for source in ("a.xml", "b.xml", "c.xml")} == {None}


@pytest.mark.parametrize(
    ("data", "zh"),
    [
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "文档类型"),
        (b"<a><!ENTITY</a>", "文档类型"),
        ("<a/>".encode("utf-16"), "UTF-8"),
        (b"<?xml version='1.0' encoding='cp037'?>" + HIDDEN_DOCTYPE.encode("cp037"), "不是格式正确的 XML"),
        (b"<a><b></a>", "不是格式正确的 XML"),
        (b"", "不是格式正确的 XML"),
        (b"<a>" * 201 + b"</a>" * 201, "嵌套超过 200 层"),
        (b"<a xmlns:b='" + b'"u' * 80 + b"'/>", "命名空间"),
        (b"<a xmlns:" + b"b" * 200 + b"='u'/>", "命名空间"),
        (b"<a>" + b"<a/>" * package.MAX_NODES + b"</a>", "2000000 个"),
        (b"<a b='' c=''/>" + b"=" * package.MAX_NODES, "2000000 个"),
    ],
    ids=[
        "doctype",
        "entity",
        "utf-16",
        "encoding",
        "open",
        "empty",
        "deep",
        "namespace",
        "prefix",
        "wide",
        "attributes",
    ],
)
def test_harmful_or_broken_xml_is_refused(data: bytes, zh: str) -> None:
    """No declaration, no other encoding, no depth and no width beyond what forms need."""
    with pytest.raises(FileError) as caught:
        parse_xml("a.docx", "word/document.xml", data)
    assert zh in caught.value.zh


def test_deep_nesting_up_to_the_limit_is_read() -> None:
    """The limit itself is allowed."""
    assert parse_xml("a.docx", "a.xml", b"<a>" * 200 + b"</a>" * 200).tag == "a"


def test_depth_is_no_matter_of_recursion() -> None:
    """A hundred thousand levels are refused, not suffered."""
    with pytest.raises(FileError, match="nested over 200 deep"):
        parse_xml("a.docx", "a.xml", b"<a>" * 100_000 + b"</a>" * 100_000)


@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06", OLE2]))
def test_any_bytes_open_or_are_refused(data: bytes, magic: bytes) -> None:
    """Law: whatever the bytes are, there is a package or a FileError."""
    with suppress(FileError):
        assert "[Content_Types].xml" in open_package("a.docx", magic + data).names
