"""What a file that is no ``.docx`` or ``.xlsx`` is instead, told from its first bytes or its members."""

from __future__ import annotations

from typing import Final

__all__ = [
    "explain_foreign",
    "explain_foreign_archive",
    "explain_foreign_zip",
    "explain_no_old_workbook",
    "explain_unlike",
]

Explanation = tuple[str, str]

_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_OLE2: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD: Final = 1_024
_MAGICS: Final = {".doc": _OLE2, ".wps": _OLE2, ".rtf": b"{\\rtf", ".odt": b"PK\x03\x04", ".ods": b"PK\x03\x04"}

# First bytes, and what they are called.
_MAGIC: Final = (
    (b"%PDF", "PDF 文件", "a PDF file"),
    (b"{\\rtf", "RTF 文件", "an RTF file"),
    (b"\x89PNG", "图片", "a picture"),
    (b"\xff\xd8\xff", "图片", "a picture"),
    (b"GIF8", "图片", "a picture"),
    (b"II*\0", "图片", "a picture"),
    (b"MM\0*", "图片", "a picture"),
    (b"Rar!", "RAR 压缩包", "a RAR archive"),
    (b"7z\xbc\xaf", "7z 压缩包", "a 7z archive"),
    (b"\x1f\x8b", "gzip 压缩包", "a gzip archive"),
    (b"mime-version:", "网页存档（MHT）", "a web archive (MHT)"),
    (b"<?xml", "单个 XML 文件", "a single XML file"),
)


def explain_foreign(data: bytes) -> Explanation | None:
    r"""
    Say in Chinese and English why these bytes are no Office Open XML file, or None when they look like one.

    >>> explain_foreign(b"PK\x03\x04...") is None
    True
    >>> explain_foreign(b"")[1]
    'the file is empty (0 bytes). A .docx or .xlsx file was expected; download or copy it again.'
    """
    if not data:
        zh = "文件是空的（0 字节）。应为 .docx 或 .xlsx 文件，请重新下载或复制。"
        en = "the file is empty (0 bytes). A .docx or .xlsx file was expected; download or copy it again."
        return zh, en
    if data.startswith(_ZIP):
        return None
    if data.startswith(_OLE2):
        return _explain_ole2(data)
    name_zh, name_en = _name_format(data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip())
    zh = (
        f"文件不是 .docx 或 .xlsx，看起来是{name_zh}，也许只是改了扩展名。"
        "请用 Word、Excel 或 WPS 打开，另存为 .docx 或 .xlsx。"
    )
    en = (
        f"the file is not a .docx or .xlsx; it looks like {name_en}, perhaps under a changed extension. "
        "Open it in Word, Excel or WPS and save it as .docx or .xlsx."
    )
    return zh, en


def explain_foreign_archive(data: bytes) -> Explanation | None:
    r"""
    Say in Chinese and English why these bytes are no zip archive, or None when they look like one.

    >>> explain_foreign_archive(b"PK\x03\x04...") is None
    True
    """
    if not data:
        zh = "文件是空的（0 字节）。应为 .zip 压缩包，请重新下载或复制。"
        return zh, "the file is empty (0 bytes). A .zip archive was expected; download or copy it again."
    if data.startswith(_ZIP):
        return None
    old = ("旧版 Office 文件", "an old Office file")
    name_zh, name_en = old if data.startswith(_OLE2) else _name_format(data[:_HEAD].lstrip())
    zh = f"文件不是 .zip 压缩包，看起来是{name_zh}，也许只是改了扩展名。请用压缩软件重新打包成 zip。"
    en = (
        f"the file is no .zip archive; it looks like {name_en}, perhaps under a changed extension. "
        "Pack the files again, as a zip."
    )
    return zh, en


def explain_foreign_zip(names: frozenset[str]) -> Explanation:
    """
    Say in Chinese and English what a zip archive without ``[Content_Types].xml`` is.

    >>> explain_foreign_zip(frozenset({"mimetype", "content.xml"}))[1].split(";")[0]
    'the file is not a .docx or .xlsx: it looks like an OpenDocument file (.odt, .ods)'
    """
    if "content.xml" in names:
        name_zh, name_en = "OpenDocument 文件（.odt、.ods）", "an OpenDocument file (.odt, .ods)"
    elif "OFD.xml" in names:
        name_zh, name_en = "OFD 版式文件", "an OFD file"
    else:
        name_zh, name_en = "普通的 zip 压缩包", "a plain zip archive"
    zh = (
        f"文件不是 .docx 或 .xlsx：里面没有 [Content_Types].xml，看起来是{name_zh}。"
        "请解压出里面的表格，或用 Word、Excel 或 WPS 另存为 .docx 或 .xlsx。"
    )
    en = (
        f"the file is not a .docx or .xlsx: it looks like {name_en}; it has no [Content_Types].xml. "
        "Take the form out of it, or save it as .docx or .xlsx in Word, Excel or WPS."
    )
    return zh, en


def _explain_ole2(data: bytes) -> Explanation:
    if _holds_stream(data, "EncryptedPackage"):
        zh = "文件设有打开密码，内容已加密。请在 Word、Excel 或 WPS 中去掉密码后另存一份。"
        en = (
            "the file is protected by a password and its content is encrypted. "
            "Remove the password in Word, Excel or WPS and save it again."
        )
        return zh, en
    if _holds_stream(data, "WordDocument"):
        name_zh, name_en = "旧版 Word（.doc、.wps）", "the old Word format (.doc, .wps)"
        target_zh = target_en = ".docx"
    elif _holds_stream(data, "Workbook") or _holds_stream(data, "Book"):
        name_zh, name_en = "旧版 Excel（.xls、.et）", "the old Excel format (.xls, .et)"
        target_zh = target_en = ".xlsx"
    else:
        name_zh, name_en = "旧版 Office（.doc、.xls、.wps、.et）", "an old Office format (.doc, .xls, .wps, .et)"
        target_zh, target_en = ".docx 或 .xlsx", ".docx or .xlsx"
    zh = f"文件是{name_zh}格式，不能直接读取。请用 Word、Excel 或 WPS 打开，另存为 {target_zh}。"
    en = f"the file is in {name_en}, which is not read. Open it in Word, Excel or WPS and save it as {target_en}."
    return zh, en


def _holds_stream(data: bytes, name: str) -> bool:
    return name.encode("utf-16-le") in data


def _name_format(head: bytes) -> Explanation:
    lower = head.lower()
    if b"<html" in lower or lower.startswith(b"<!doctype html"):
        return "网页（HTML）", "a web page (HTML)"
    for magic, zh, en in _MAGIC:
        if head.startswith(magic) or lower.startswith(magic):
            return zh, en
    # Text has no control characters but white space, in UTF-8 as in GB 18030.
    if not any(byte < 0x20 and byte not in b"\t\n\f\r" for byte in head):  # noqa: PLR2004 - the first printable byte
        return "纯文本", "plain text"
    return "无法识别的格式", "an unknown format"


def explain_no_old_workbook(data: bytes) -> Explanation | None:
    r"""
    Say in Chinese and English why these bytes are no old Excel workbook, or None when they look like one.

    >>> explain_no_old_workbook(b"PK\x03\x04...")[1].split(";")[0]
    'the file is no .xls workbook'
    """
    if data.startswith(_OLE2):
        if _holds_stream(data, "EncryptedPackage") or _holds_stream(data, "WordDocument"):
            return _explain_ole2(data)
        return None
    if not data:
        zh = "文件是空的（0 字节）。应为 .xls 工作簿，请重新下载或复制。"
        return zh, "the file is empty (0 bytes). An .xls workbook was expected; download or copy it again."
    name_zh, name_en = _name_packed(data) or _name_format(data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip())
    zh = f"文件不是 .xls 工作簿，看起来是{name_zh}，也许只是改了扩展名。请用 Excel 或 WPS 打开，另存为 .xlsx。"
    en = (
        f"the file is no .xls workbook; it looks like {name_en}, perhaps under a changed extension. "
        "Open it in Excel or WPS and save it as .xlsx."
    )
    return zh, en


def _name_packed(data: bytes) -> Explanation | None:
    if not data.startswith(_ZIP):
        return None
    if b"xl/workbook.xml" in data:
        return "新版 Excel 工作簿（.xlsx）", "a new Excel workbook (.xlsx)"
    if b"word/document.xml" in data:
        return "新版 Word 文档（.docx）", "a new Word document (.docx)"
    return "zip 压缩包", "a zip archive"


def explain_unlike(data: bytes, suffix: str) -> Explanation | None:
    r"""
    Say why these bytes are not of an old or foreign kind of document, or None when they look like it.

    >>> explain_unlike(b"{\\rtf1 ...", ".rtf") is None
    True
    >>> explain_unlike(b"{\\rtf1 ...", ".doc")[1].split(",")[0]
    'the file is no .doc; it looks like an RTF file'
    """
    if not data:
        zh = f"文件是空的（0 字节）。应为 {suffix} 文件，请重新下载或复制。"
        return zh, f"the file is empty (0 bytes). A {suffix} file was expected; download or copy it again."
    if data.startswith(_OLE2) and _holds_stream(data, "EncryptedPackage"):
        return _explain_ole2(data)
    if data.startswith(_MAGICS[suffix]):
        return None
    old = ("旧版 Office 文件", "an old Office file") if data.startswith(_OLE2) else None
    name_zh, name_en = old or _name_packed(data) or _name_format(data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip())
    zh = (
        f"文件不是 {suffix}，看起来是{name_zh}，也许只是改了扩展名。"
        "请用 Word、Excel 或 WPS 打开，另存为 .docx 或 .xlsx。"
    )
    en = (
        f"the file is no {suffix}; it looks like {name_en}, perhaps under a changed extension. "
        "Open it in Word, Excel or WPS and save it as .docx or .xlsx."
    )
    return zh, en
