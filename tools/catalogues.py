"""
The catalogues of what this library says: ``python tools/catalogues.py`` extracts, updates and compiles all of them.

    python tools/catalogues.py        # after a text was added or changed
    python tools/catalogues.py fr     # begins the catalogue of another language

A text stands in the code in Chinese: in a call, ``say(lang, "第 {row} 行", row=9)``, or in a table, ``Text("分值")``,
on the command line ``mark("分值")``.
All of them go into ``budgetperf.pot``; each ``LANGUAGE/LC_MESSAGES/budgetperf.po`` gets what is new, blank or marked as
fuzzy, and loses what is no longer said; its ``.mo``, which is what the library reads, is compiled. A translator fills
the blanks, takes the marks away, and runs this again. Where two branches meet, merge the ``.po`` as text, keep either
``.pot`` and ``.mo``, and run this.

Babel keeps the catalogues. The texts are found in the syntax tree, and not by its reader of tokens, which takes a
choice between two texts for one text, and passes over one that is put together.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from babel.core import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

__all__ = ["LOCALE", "Found", "compiled", "extracted", "forms", "main", "read", "refused", "texts_in", "written"]

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src"
LOCALE = SOURCE / "budgetperf" / "rendering" / "locale"
SOURCE_LANGUAGE = "zh"
_NAME = "budgetperf"
_HEADER = """\
# What budgetperf says, from Chinese. {name} is a value, {name|…} a part that is there only if the value is, {name#} a
# value that chooses between singular and plural; {name_en} is the English twin of a value that has one."""
# What says who wrote the file with what, and when it was released.
_OUTSIDE = (b'"Generated-By', b'"Project-Id-Version', b'"Report-Msgid-Bugs-To')
# Babel takes our slots for those of Python, and tools would complain of them.
_OTHER_GRAMMARS = {"python-format", "python-brace-format"}
_MAKERS = "The budgetperf maintainers"
# The day is that of the first catalogue: a date that changes would change every file with every run.
_SINCE = datetime(2026, 11, 1, tzinfo=UTC)
# Among how many of the first arguments a text stands: the language may stand before it.
_CALLS = {"say": 2, "typeset": 2, "translated": 1, "mark": 1}


class Found(NamedTuple):
    """A text in the code, and what tells it from the same words elsewhere."""

    text: str
    context: str | None = None


def texts_in(source: str) -> Iterator[Found]:
    """
    The texts of a module.

    Raises:
        SyntaxError: A text is put together, so that nobody could translate it.

    >>> list(texts_in('say(lang, "（见{places}）" if places else "（无）", places=say(lang, Text("、", "places")))'))
    [Found(text='（见{places}）', context=None), Found(text='（无）', context=None), Found(text='、', context='places')]
    """
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    for node in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name == "Text":
            yield Found(*map(_literal, node.args))
        # A text that is no literal stands in a table.
        yield from (Found(text) for arg in node.args[: _CALLS.get(name, 0)] for text in _choices(arg))


def _choices(node: ast.expr) -> Iterator[str]:
    """A literal text, or either of two."""
    if isinstance(node, ast.IfExp):
        yield from _choices(node.body)
        yield from _choices(node.orelse)
    elif isinstance(node, ast.JoinedStr | ast.Constant):
        yield _literal(node)


def _literal(node: ast.expr) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    raise SyntaxError(f"line {node.lineno}: a text is one literal, and what changes in it goes into its slots")


def extracted() -> Catalog:
    """Every text of the library, module by module."""
    catalogue = _empty()
    for path in sorted(SOURCE.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        # Who does not know the room of the catalogues says nothing: other rooms have other things of these names.
        if "from budgetperf.rendering" not in source and "from budgetperf.cli.language" not in source:
            continue
        for text, context in texts_in(source):
            # Chinese has one form for any number.
            forms_of = (text, text) if "#}" in text or "#|" in text else text
            catalogue.add(forms_of, locations=[(path.relative_to(ROOT).as_posix(), 1)], context=context)
    return catalogue


def _empty(lang: str | None = None) -> Catalog:
    return Catalog(
        locale=lang,
        header_comment=_HEADER,
        last_translator=_MAKERS,
        language_team=_MAKERS,
        creation_date=_SINCE,
        revision_date=_SINCE,
        fuzzy=False,
    )


def read(path: Path) -> Catalog:
    """A catalogue from its file."""
    with path.open("rb") as file:
        return read_po(file, locale=None if path.suffix == ".pot" else path.parent.parent.name)


def written(catalogue: Catalog) -> bytes:
    """A catalogue as text: the same texts give the same bytes, whoever writes them."""
    for message in catalogue:
        message.flags -= _OTHER_GRAMMARS
    buffer = BytesIO()
    write_po(buffer, catalogue, width=0, ignore_obsolete=True, include_lineno=False)
    lines = buffer.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(_OUTSIDE))


def compiled(catalogue: Catalog) -> bytes:
    """A catalogue as the library reads it; what is fuzzy is left out."""
    buffer = BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def forms(said: str | Sequence[str] | None) -> tuple[str, ...]:
    """The forms of a text, singular and plural, or the one that it has."""
    return (said or "",) if said is None or isinstance(said, str) else tuple(said)


def refused(new: Sequence[str]) -> str | None:
    """
    Why a catalogue cannot be begun, if it cannot.

    >>> refused(["fr", "pt_BR"]), refused(["zh"])
    (None, "'zh' is what the texts are written in")
    >>> refused(["--help"])
    "'--help' is no language; name one as in: python tools/catalogues.py fr"
    """
    for lang in new:
        if lang.partition("_")[0] == SOURCE_LANGUAGE:
            return f"{lang!r} is what the texts are written in"
        try:
            known = str(Locale.parse(lang)) == lang
        except (ValueError, UnknownLocaleError):
            known = False
        if not known:
            return f"{lang!r} is no language; name one as in: python tools/catalogues.py fr"
    return None


def main(new: Sequence[str]) -> int:
    """
    Bring every catalogue up to date, and begin new ones.

    The status is 1 while something is not translated, and 2 for what is no language: nothing is written then.
    """
    wrong = refused(new)
    if wrong is not None:
        print(wrong, file=sys.stderr)
        return 2
    template, status = extracted(), 0
    LOCALE.joinpath(f"{_NAME}.pot").write_bytes(written(template))
    for lang in sorted({*new, *(path.name for path in LOCALE.iterdir() if path.is_dir())}):
        path = LOCALE / lang / "LC_MESSAGES" / f"{_NAME}.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        catalogue = read(path) if path.exists() else _empty(lang)
        catalogue.update(template)
        catalogue.revision_date = _SINCE
        path.write_bytes(written(catalogue))
        path.with_suffix(".mo").write_bytes(compiled(catalogue))
        blank = [one for one in catalogue if one.id and (one.fuzzy or not all(forms(one.string)))]
        print(f"{path.relative_to(ROOT)}: {len(catalogue)} texts, {len(blank)} to be translated")
        for message in blank:
            print(f"  {forms(message.id)[0]}")
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
