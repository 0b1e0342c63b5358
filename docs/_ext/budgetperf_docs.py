"""
The Sphinx side: makes the pages before they are read, sets their links, and shows every page in its own language.

Chinese and English stand in one build. A page under ``en/`` gets the English words of the theme and the English
contents beside it; every other page the Chinese ones.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config
from sphinx.environment.adapters.toctree import TocTree

from chinese_search import SearchPairs
from generated.made import FOLDER, write_pages
from generated.markdown import unbroken
from generated.parts import with_trees
from generated.repository import rewritten

__all__ = ["setup"]

_MERMAID = re.compile(r"^```mermaid$\n(?P<graph>.*?)^```$", re.MULTILINE | re.DOTALL)
_ARROW = re.compile(r"^\s*(\w+) --> (\w+)$", re.MULTILINE)
_LABELS = {"参数": "Parameters", "抛出": "Raises", "返回": "Returns", "变量": "Attributes", "生成器": "Yields"}
_BASES = "基类："
_LANGUAGES = "\n```{toctree}\n:hidden:\n\nzh/index\nen/index\n```\n"
# Words of the theme that Sphinx does not translate.
_WORDS = {"Home": "首页", "Previous": "上一页", "Next": "下一页"}
_OTHER = {"zh": ("en", "English"), "en": ("zh", "中文")}


def setup(app: Sphinx) -> dict[str, Any]:
    """What Sphinx calls."""
    app.add_search_language(SearchPairs)
    app.connect("config-inited", _make)
    app.connect("source-read", _read)
    app.connect("doctree-read", _set_in_language)
    # Before the theme, which asks for the contents.
    app.connect("html-page-context", _show, priority=400)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _make(app: Sphinx, _config: Config) -> None:
    write_pages(Path(app.srcdir))


def _read(app: Sphinx, docname: str, source: list[str]) -> None:
    lang, _, name = docname.partition("/")
    if lang == FOLDER:
        return
    if docname == app.config.root_doc:
        source[0] += _LANGUAGES
        return
    page = Path(app.srcdir) / f"{docname}.md"
    text = rewritten(source[0], page, page)
    text = _MERMAID.sub(lambda found: _drawn(found["graph"], lang), text)
    text = unbroken(text) if lang == "zh" else text
    source[0] = with_trees(text, lang) if name == "index" else text


def _set_in_language(app: Sphinx, doctree: nodes.document) -> None:
    """What Sphinx adds to an English page is English."""
    if _lang(app.env.docname) != "en":
        return
    for text in list(doctree.findall(nodes.Text)):
        if isinstance(text.parent, nodes.field_name):
            said = _LABELS.get(text, text)
        else:
            said = text.replace(_BASES, "Bases: ") if text.startswith(_BASES) else text
        if said != text:
            text.parent.replace(text, nodes.Text(said))


def _drawn(graph: str, lang: str) -> str:
    """A diagram that a browser could only draw with a script from the network, as a table of its arrows."""
    arrows: dict[str, list[str]] = {}
    for start, end in _ARROW.findall(graph):
        arrows.setdefault(start, []).append(end)
    head = "| 房间 | 直接引用 |" if lang == "zh" else "| room | imports |"
    rows = (f"| {start} | {'、'.join(ends) if lang == 'zh' else ', '.join(ends)} |" for start, ends in arrows.items())
    return "\n".join([head, "|---|---|", *rows])


def _lang(docname: str) -> str:
    """The language of a page; those of the repository are English, or both."""
    return "en" if docname.removeprefix(f"{FOLDER}/").startswith(("en/", "project/")) else "zh"


def _show(app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    lang = _lang(pagename)
    context["toctree"] = lambda **_: _contents(app, pagename, lang)
    other, title = _OTHER[lang]
    twin = f"/{pagename}".replace(f"/{lang}/", f"/{other}/").removeprefix("/")
    twin = twin if twin != pagename and twin in app.env.found_docs else f"{other}/index"
    context["language_switch"] = (context["pathto"](twin), title, other)
    if lang == "en":
        # The words of the theme are English where nothing translates them.
        context["language"] = "en"
        context["_"] = context["gettext"] = str
        context["ngettext"] = lambda one, many, number: one if number == 1 else many
    else:
        context["_"] = lambda text: _WORDS.get(text) or app.translator.gettext(text)


def _contents(app: Sphinx, pagename: str, lang: str) -> str:
    """The contents of one language, part by part."""
    tree, builder = TocTree(app.env), cast("StandaloneHTMLBuilder", app.builder)
    found = app.env.get_doctree(f"{lang}/index").findall(addnodes.toctree)
    resolved = [
        tree.resolve(pagename, builder, node, titles_only=True, collapse=True, includehidden=True) for node in found
    ]
    return "".join(builder.render_partial(part)["fragment"] for part in resolved if part is not None)
