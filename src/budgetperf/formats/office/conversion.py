"""Old and foreign kinds of documents, turned into ``.docx`` or ``.xlsx`` by LibreOffice where it is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

from budgetperf.errors import FileError

__all__ = ["CONVERTED", "MAX_SECONDS", "convert"]

CONVERTED: Final = {
    ".doc": ".docx",
    ".wps": ".docx",
    ".rtf": ".docx",
    ".odt": ".docx",
    ".ods": ".xlsx",
}
"""What becomes of which kind."""

MAX_SECONDS: Final = 60
"""How long LibreOffice may take. It starts in a few seconds and needs less than one for a form."""

MAX_BYTES: Final = 64 * 2**20
"""Bytes of what it makes."""

_PROGRAMS: Final = ("soffice", "libreoffice")
_PLACES: Final = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
)

# No macro runs, no link is followed or updated, and whatever is asked of the network ends at a closed door.
_SETTINGS: Final = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "2"),
    ("Office.Calc/Content/Update", "Link", "2"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
_PROXIES: Final = ("http_proxy", "https_proxy", "ftp_proxy", "all_proxy")


def convert(file: str, data: bytes, suffix: str) -> bytes:
    """
    The same document as ``.docx`` or ``.xlsx``.

    LibreOffice runs with a profile of its own that is thrown away, runs no macros, follows no links, and is ended
    after `MAX_SECONDS`.

    Args:
        file: Name of the file, for messages.

        data: Its bytes.

        suffix: Its kind, one of `CONVERTED`.

    Raises:
        FileError: LibreOffice is not installed, or makes nothing of it.
    """
    target = CONVERTED[suffix]
    program = _find_program()
    if program is None:
        raise FileError(
            file,
            f"读取 {suffix} 文件需要 LibreOffice，本机没有安装。请安装它，"
            f"或用 Word、Excel、WPS 打开，另存为 {target}。",
            f"reading {suffix} files needs LibreOffice, which is not installed here. Install it, or open the file in "
            f"Word, Excel or WPS and save it as {target}.",
        )
    try:
        with tempfile.TemporaryDirectory(prefix="budgetperf-", ignore_cleanup_errors=True) as folder:
            made = _run(program, Path(folder), data, suffix, target)
    except OSError as error:
        raise _failed(file, suffix, target, error.strerror or str(error), str(error)) from error
    except subprocess.TimeoutExpired as error:
        zh, en = f"超过 {MAX_SECONDS} 秒没有转换完", f"it took more than {MAX_SECONDS} seconds"
        raise _failed(file, suffix, target, zh, en) from error
    if not made:
        zh, en = "文件可能已损坏或设有密码", "the file may be damaged, or protected by a password"
        raise _failed(file, suffix, target, zh, en)
    if len(made) > MAX_BYTES:
        limit = MAX_BYTES // 2**20
        raise _failed(file, suffix, target, f"转换结果超过 {limit} MB", f"it becomes more than {limit} MB")
    return made


def _find_program() -> str | None:
    found = (shutil.which(program) for program in (*_PROGRAMS, *_PLACES))
    return next((program for program in found if program is not None), None)


def _run(program: str, folder: Path, data: bytes, suffix: str, target: str) -> bytes:
    """What LibreOffice makes of the document, at most one byte more than is read; nothing where it fails."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_write_settings(), encoding="utf-8")
    # A name of ours: that of the file may be read as an option.
    source = folder / f"document{suffix}"
    source.write_bytes(data)
    output = folder / "output"
    command = [
        program,
        f"-env:UserInstallation={profile.as_uri()}",
        *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"),
        *("--convert-to", target.removeprefix("."), "--outdir", str(output), str(source)),
    ]
    environment = {**os.environ, **dict.fromkeys(_PROXIES, "http://127.0.0.1:9")}
    with subprocess.Popen(  # noqa: S603 - our own command; the document is a file, not an argument
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=environment,
        start_new_session=True,
    ) as process:
        try:
            process.wait(timeout=MAX_SECONDS)
        finally:
            _end(process)
    made = output / f"document{target}"
    if not made.is_file():
        return b""
    with made.open("rb") as stream:
        return stream.read(MAX_BYTES + 1)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program and those that it has started: what is called ``soffice`` is often a script."""
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def _write_settings() -> str:
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    return f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'


def _failed(file: str, suffix: str, target: str, zh: str, en: str) -> FileError:
    return FileError(
        file,
        f"LibreOffice 没能把 {suffix} 文件转换成 {target}（{zh}）。请用 Word、Excel 或 WPS 打开，另存为 {target}。",
        f"LibreOffice could not turn the {suffix} file into {target} ({en}). "
        f"Open it in Word, Excel or WPS and save it as {target}.",
    )
