"""Everything that is made from the code, as files among the documents: written only where it changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from generated.api import api_pages
from generated.commands import commands_page
from generated.explanations import findings_page, identities_page
from generated.formats import format_page
from generated.repository import project_pages
from generated.rulebooks import rulebook_pages

__all__ = ["made_pages", "write_pages"]

LANGUAGES = ("zh", "en")
FOLDER = "made"
"""What the folder holds is made; `.gitignore` names it."""


def made_pages() -> Iterator[tuple[str, str]]:
    """The pages, each with its file."""
    for lang in LANGUAGES:
        folder = f"{FOLDER}/{lang}"
        yield f"{folder}/findings.md", findings_page(lang)
        yield f"{folder}/identities.md", identities_page(lang)
        yield f"{folder}/commands.md", commands_page(lang)
        for name in ("filing", "review", "rulebook"):
            yield f"{folder}/{name}.md", format_page(name, lang)
        yield from _chapter(f"{folder}/rulebooks", rulebook_pages(lang))
    yield from _chapter(f"{FOLDER}/en/api", api_pages())
    for name, text in project_pages().items():
        yield f"{FOLDER}/project/{name}.md", text


def _chapter(folder: str, pages: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """A page that lists the others, and the others."""
    others = [name for name in pages if name != "index"]
    tree = "\n".join(["```{toctree}", ":hidden:", "", *others, "```"])
    yield f"{folder}/index.md", f"{pages['index']}\n{tree}\n"
    for name in others:
        yield f"{folder}/{name}.md", pages[name]


def write_pages(docs: Path) -> None:
    """Write the pages, and take away what is no longer made."""
    pages = dict(made_pages())
    for file in sorted((docs / FOLDER).glob("**/*.md")):
        if file.relative_to(docs).as_posix() not in pages:
            file.unlink()
    for name, text in pages.items():
        file = docs / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8")
