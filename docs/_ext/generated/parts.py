"""
The page of contents of a language: what it lists under its headings is the tree that Sphinx shows beside every page.

So the contents are written once, as a list that can be read in the repository, too. What is made from the code is
no file there; it is added to the list when the documents are built.
"""

from __future__ import annotations

import re

__all__ = ["REFERENCE", "with_trees"]

REFERENCE = {
    "zh": (
        ("../made/en/api/index.md", "接口（英文）", "每个公开的名称，取自它的说明"),
        ("../made/zh/commands.md", "命令行", "每个命令和它的选项"),
        ("../made/zh/findings.md", "问题代码：起因与处理", "逐个说明"),
        ("../made/zh/identities.md", "勾稽关系：逐项", "每项核对什么，依据哪一条"),
        ("../made/zh/rulebooks/index.md", "随附的规则集", "逐条读出，每条注明出处"),
        ("../made/zh/filing.md", "自评材料的 JSON", "每个键的值与含义"),
        ("../made/zh/review.md", "复核结果的 JSON", "每个键的值与含义"),
        ("../made/zh/rulebook.md", "规则集的 JSON 与 YAML", "每个键的值与含义"),
    ),
    "en": (
        ("../made/en/api/index.md", "The API", "every public name, from its docstring"),
        ("../made/en/commands.md", "The command line", "every command and its options"),
        ("../made/en/findings.md", "The finding codes: cause and cure", "one by one"),
        ("../made/en/identities.md", "The identities, one by one", "what is compared, by which clause"),
        ("../made/en/rulebooks/index.md", "The rulebooks that ship", "read out clause by clause"),
        ("../made/en/filing.md", "The JSON of a filing", "what stands under every key"),
        ("../made/en/review.md", "The JSON of a review", "what stands under every key"),
        ("../made/en/rulebook.md", "The JSON and YAML of a rulebook", "what stands under every key"),
    ),
}
"""What is made from the code: page, title, and what it is good for."""
_PART = re.compile(r"^## (?P<title>.+)\n(?P<body>(?:(?!## ).*\n?)*)", re.MULTILINE)
_ITEM = re.compile(r"^(?:- |  ).*$", re.MULTILINE)
# A page has one place in the trees; those of the project have theirs in the English one, as they are written.
_PAGE = {
    "zh": re.compile(r"\]\(((?:\.\./made/zh/|(?!\.\./))[^)#]+)\.md\)"),
    "en": re.compile(r"\]\(((?:\.\./made/(?:en|project)/|(?!\.\./))[^)#]+)\.md\)"),
}
_MARK = "<!-- made from the code: listed here when the documents are built -->"


def with_trees(page: str, lang: str) -> str:
    r"""
    A page of contents with what is made from the code, and with a tree for the list under each heading.

    >>> print(with_trees("# Contents\n\n## Tutorial\n\n- [One](one.md)\n", "en").rstrip())
    # Contents
    <BLANKLINE>
    ## Tutorial
    <BLANKLINE>
    - [One](one.md)
    <BLANKLINE>
    ```{toctree}
    :hidden:
    :caption: Tutorial
    <BLANKLINE>
    one
    ```
    """
    colon = "：" if lang == "zh" else ": "
    listed = "\n".join(f"- [{title}]({name}){colon}{said}" for name, title, said in REFERENCE[lang])
    return _PART.sub(lambda part: _with_tree(part, _PAGE[lang]), page.replace(_MARK, listed))


def _with_tree(part: re.Match[str], page: re.Pattern[str]) -> str:
    pages = [found for item in _ITEM.findall(part["body"]) for found in page.findall(item)]
    if not pages:
        return part[0]
    tree = "\n".join(["```{toctree}", ":hidden:", f":caption: {part['title']}", "", *pages, "```"])
    return f"{part[0].rstrip()}\n\n{tree}\n\n"
