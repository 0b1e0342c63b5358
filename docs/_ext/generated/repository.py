"""
Links that lead out of the documents: a page of the repository is a page here, too; a file can be downloaded.

The pages are written for whoever reads them in the repository, so their links are those of files. What stands beside
the documents is brought in: the pages that maintainers read, each under a name of its own in ``made/project/``.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path

__all__ = ["PROJECT_PAGES", "project_pages", "rewritten"]

ROOT = Path(__file__).parents[3]
DOCS = ROOT / "docs"
PROJECT_PAGES: Mapping[str, str] = {
    "CONTRIBUTING.md": "contributing",
    "SECURITY.md": "security",
    "CHANGELOG.md": "changelog",
    "changes/README.md": "changes",
    "examples/README.md": "examples",
    "tests/README.md": "tests",
    "conformance/README.md": "conformance",
}
"""Pages of the repository and their names within ``made/project/``."""
_INSTEAD = {"README.md": "en/index.md", "README.zh-CN.md": "zh/index.md"}
_FENCE = re.compile(r"(^(?P<fence>```+).*?^(?P=fence)$)", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(?<!!)\[(?P<said>(?:[^\[\]]|\[[^\]]*\])*)\]\((?P<target>[^)#\s]+)(?P<place>#[^)\s]*)?\)")


def project_pages() -> Mapping[str, str]:
    """The pages of the repository by their names, with links that hold where they are put."""
    return {
        name: rewritten(
            (ROOT / file).read_text(encoding="utf-8"), ROOT / file, DOCS / "made" / "project" / f"{name}.md"
        )
        for file, name in PROJECT_PAGES.items()
    }


def rewritten(text: str, source: Path, page: Path) -> str:
    """
    A page with its links as they hold among the documents.

    Args:
        text: Its Markdown.

        source: Where the page is in the repository.

        page: Where it is among the documents.
    """
    parts = _FENCE.split(text)
    # The pattern has two groups, so every third part is text and what follows it a block and its fence.
    return "".join(
        _LINK.sub(_link(source, page), part) if number % 3 == 0 else part
        for number, part in enumerate(parts)
        if number % 3 < _FENCE.groups
    )


def _link(source: Path, page: Path) -> Callable[[re.Match[str]], str]:
    def link(found: re.Match[str]) -> str:
        target = found["target"]
        if "://" in target or target.startswith("mailto:"):
            return found[0]
        file = Path(os.path.normpath(source.parent / target))
        if file.is_dir() and (file / "README.md").exists():
            file /= "README.md"
        if file.is_relative_to(ROOT) and (name := _brought_in(str(file.relative_to(ROOT)))):
            file = DOCS / name
        elif file.is_dir():
            return found["said"]
        path = os.path.relpath(file, page.parent)
        return f"[{found['said']}]({path}{found['place'] or ''})"

    return link


def _brought_in(file: str) -> str | None:
    return _INSTEAD.get(file) or (f"made/project/{PROJECT_PAGES[file]}.md" if file in PROJECT_PAGES else None)
