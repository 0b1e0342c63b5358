"""The reference that is made from the code: nothing that the program knows is missing, no link is broken."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

import budgetperf
import budgetperf.batch
import budgetperf.charts
import budgetperf.testing
from budgetperf.formats.rulebooks import shipped_names
from budgetperf.rendering.codes import CODES
from budgetperf.rendering.identities import IDENTITIES
from budgetperf.schemas import SCHEMAS, json_schema

sys.path.insert(0, str(Path(__file__).parent.parent / "docs" / "_ext"))

from generated.api import api_pages
from generated.explanations import explained
from generated.formats import in_language
from generated.made import made_pages, write_pages
from generated.parts import with_trees
from generated.repository import DOCS, rewritten

PAGES = dict(made_pages())
LINK = re.compile(r"\]\(([^)#\s:]+\.md)(?:#[^)]*)?\)")
CHINESE = re.compile(r"[一-鿿]")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("page", "codes"), [("findings", CODES), ("identities", IDENTITIES)])
def test_every_code_is_explained(lang: str, page: str, codes: dict[str, object]) -> None:
    """Each under a heading of its own, with at least what to do or by which clause."""
    headings = re.findall(r"^## ([A-Z]+\d+) ", PAGES[f"made/{lang}/{page}.md"], re.MULTILINE)
    assert sorted(headings) == sorted(codes)
    assert all(explained(code, lang).items for code in codes)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_rulebook_is_read_out(lang: str) -> None:
    """A page for each, which says how its values are known; the index leads to it."""
    index = PAGES[f"made/{lang}/rulebooks/index.md"]
    for name in shipped_names():
        assert f"]({name}.md)" in index
        page = PAGES[f"made/{lang}/rulebooks/{name}.md"]
        assert page.startswith(f"# {name} ")
        assert len(re.findall("^## ", page, re.MULTILINE)) >= 5


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", SCHEMAS)
def test_every_key_is_listed(lang: str, name: str) -> None:
    """The keys of a document, and of every kind of object within it."""
    page = PAGES[f"made/{lang}/{name}.md"]
    assert re.match(r"# [A-Z][a-z]+ budgetperf" if lang == "en" else "# [一-鿿]+ budgetperf", page)
    schema = json_schema(name)
    definitions = schema["$defs"]
    assert isinstance(definitions, dict)
    for part in [schema, *definitions.values()]:
        for key in part.get("properties", {}):
            assert f"| `{key}`" in page
    for key in definitions:
        assert f"\n## {key}\n" in page


def test_a_description_is_in_one_language() -> None:
    """Chinese stands before its first full stop, English after it; a description in one language is shown whole."""
    assert in_language("预算年度。Budget year, or null.", "zh") == "预算年度"
    assert in_language("预算年度。Budget year, or null.", "en") == "Budget year, or null."
    assert in_language("Budget year.", "zh") == "Budget year."


def test_every_public_name_stands_once() -> None:
    """On one page of the API."""
    listed = [
        name for page in api_pages().values() for name in re.findall(r"^\.\. auto\w+:: (\S+)", page, re.MULTILINE)
    ]
    public = [f"budgetperf.{name}" for name in budgetperf.__all__]
    for room in (budgetperf.batch, budgetperf.charts, budgetperf.testing):
        public += [f"{room.__name__}.{name}" for name in room.__all__]
    assert sorted(listed) == sorted(public)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_command_is_there(lang: str) -> None:
    """Also those of a group, each with its options."""
    page = PAGES[f"made/{lang}/commands.md"]
    for command in ("review", "convert", "draft", "blank", "batch", "explain", "schema", "rulebook show"):
        assert f"\n## budgetperf {command}\n" in page
    assert "-o, --output" in page


def test_links_of_what_is_made_lead_somewhere() -> None:
    """To a page that is made as well, or to one that is written."""
    for name, text in PAGES.items():
        for target in LINK.findall(re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)):
            file = (DOCS / name).parent / target
            assert file.resolve().exists() or file.resolve().relative_to(DOCS).as_posix() in PAGES, (name, target)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_page_is_in_the_contents(lang: str) -> None:
    """Written or made: it stands in a tree, so it is found beside every page."""
    folder = DOCS / lang
    index = (folder / "index.md").read_text(encoding="utf-8")
    page = with_trees(rewritten(index, folder / "index.md", folder / "index.md"), lang)
    trees = "\n".join(re.findall(r"^```\{toctree\}\n.*?^```$", page, re.MULTILINE | re.DOTALL))
    written = {file.relative_to(folder).as_posix().removesuffix(".md") for file in folder.rglob("*.md")} - {"index"}
    made = {
        f"../{name.removesuffix('.md')}" for name in PAGES if re.fullmatch(rf"made/{lang}/(\w+|\w+/index)\.md", name)
    }
    assert (written | made) - set(trees.splitlines()) == set()
    assert len(re.findall(r"^:caption: ", trees, re.MULTILINE)) in {4, 5}


def test_links_out_of_the_documents() -> None:
    """A page of the repository is a page here; a file stays a file; a folder is no place to go; code is left alone."""
    page = DOCS / "en" / "page.md"
    assert rewritten("[s](../../SECURITY.md#limits)", page, page) == "[s](../made/project/security.md#limits)"
    assert rewritten("[e](../../examples)", page, page) == "[e](../made/project/examples.md)"
    assert rewritten("[r](../../README.zh-CN.md)", page, page) == "[r](../zh/index.md)"
    assert rewritten("[f](../../examples/filing-2022.yaml)", page, page) == "[f](../../examples/filing-2022.yaml)"
    assert rewritten("[src](../../src)", page, page) == "src"
    assert rewritten("[w](https://example.org)", page, page) == "[w](https://example.org)"
    code = "```\n[s](../../SECURITY.md)\n```"
    assert rewritten(code, page, page) == code


def test_pages_are_written_where_they_changed(tmp_path: Path) -> None:
    """What is no longer made goes; what is as it was keeps its date, so that Sphinx does not read it again."""
    write_pages(tmp_path)
    kept, gone = tmp_path / "made/zh/commands.md", tmp_path / "made/zh/no-such-page.md"
    before = kept.stat().st_mtime_ns
    gone.write_text("# Gone\n", encoding="utf-8")
    write_pages(tmp_path)
    assert kept.stat().st_mtime_ns == before
    assert not gone.exists()
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.md")} == set(PAGES)
