"""
The changelog by fragments: ``python tools/changelog.py`` checks them, and with a version and a date moves them.

    python tools/changelog.py 0.2.0 2027-01-31
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

__all__ = ["CHANGES", "KINDS", "faults", "released", "section"]

ROOT = Path(__file__).parent.parent
CHANGES, CHANGELOG = ROOT / "changes", ROOT / "CHANGELOG.md"
KINDS = {
    "added": "新增 · Added",
    "changed": "变更 · Changed",
    "deprecated": "弃用 · Deprecated",
    "removed": "移除 · Removed",
    "fixed": "修正 · Fixed",
    "security": "安全 · Security",
}
_NAME = re.compile(rf"[a-z0-9][a-z0-9-]*\.({'|'.join(KINDS)})\.md")
_PLACE = "<!-- versions, the latest first -->\n"
_NONE_YET = "\nNo version has been released yet.\n"
_HAN = re.compile("[\u4e00-\u9fff]")
_LINES = 2


def fragments() -> list[Path]:
    """The fragments, by name."""
    return sorted(path for path in CHANGES.iterdir() if path.name != "README.md")


def faults(name: str, text: str) -> list[str]:
    r"""
    What is wrong with a fragment.

    >>> faults("schemas.added.md", "发布 JSON Schema。\nJSON Schemas are published.\n")
    []
    """
    found = []
    if _NAME.fullmatch(name) is None:
        found.append(f"{name}: a fragment is called SOME-NAME.KIND.md, KIND one of {', '.join(KINDS)}")
    lines = text.splitlines()
    if len(lines) != _LINES or not text.endswith("\n"):
        return [*found, f"{name}: it has {len(lines)} lines; expected two, one in Chinese and one in English"]
    if _HAN.search(lines[0]) is None or not lines[0].endswith("。"):
        found.append(f"{name}: its first line is Chinese, and ends with 。")
    if not lines[1].endswith(".") or not lines[1].isprintable():
        found.append(f"{name}: its second line is English, and ends with a full stop")
    return found


def section(version: str, date: str, named: Iterable[tuple[str, str]]) -> str:
    """The section of a version: its fragments under their kinds."""
    texts = dict(named)
    lines = [f"## {version} ({date})"]
    for kind, title in KINDS.items():
        items = [text for name, text in texts.items() if name.endswith(f".{kind}.md")]
        lines += [f"\n### {title}\n", *("- " + "\n  ".join(text.splitlines()) for text in items)] if items else []
    return "\n".join(lines) + "\n"


def released(page: str, text: str) -> str:
    """The changelog with another section on top."""
    before, place, after = page.partition(_PLACE)
    return f"{before}{place}\n{text}{'' if after == _NONE_YET else after}"


def main(words: Sequence[str]) -> int:
    """Check the fragments, and move them where a version and its date are given."""
    named = [(path.name, path.read_text(encoding="utf-8")) for path in fragments()]
    wrong = [fault for name, text in named for fault in faults(name, text)]
    if wrong or len(words) not in {0, 2}:
        print("\n".join(wrong) or "give a version and its date, or neither", file=sys.stderr)
        return 1
    version, date = words or ("next", "not released")
    text = section(version, date, named)
    if not words:
        print(text, end="")
        return 0
    CHANGELOG.write_text(released(CHANGELOG.read_text(encoding="utf-8"), text), encoding="utf-8")
    for path in fragments():
        path.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
