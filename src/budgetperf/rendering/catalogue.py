"""
What this library says in other languages: gettext catalogues, looked up by the Chinese that stands in the code.

A catalogue is ``locale/LANGUAGE/LC_MESSAGES/budgetperf.po``, compiled to the ``.mo`` beside it by
``python tools/catalogues.py``; a new language is a new one of these, and nothing else. What a catalogue lacks is said
in Chinese, and a test tells that it lacks it.

Not here, on purpose: exceptions carry both languages (`budgetperf.errors`), because they are raised where nothing is
read and no language is known; and what a rulebook calls its rules and grades is its own (``title``, ``title_en``).
"""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations
from pathlib import Path
from typing import NamedTuple

from budgetperf.errors import UnknownNameError

__all__ = ["SOURCE", "Text", "languages", "translated"]

SOURCE = "zh"
"""The language in which texts stand in the code."""

# Not by way of importlib.resources, which loads what unpacks archives: a page of help in English would wait for it.
_LOCALE = Path(__file__).parent / "locale"


class Text(NamedTuple):
    """
    A text of this library that is kept in a table.

    Attributes:
        zh: The text in Chinese.

        context: What tells it from the same words elsewhere that another language tells otherwise, or None.
    """

    zh: str
    context: str | None = None


@cache
def languages() -> tuple[str, ...]:
    """
    The languages in which this library speaks.

    >>> languages()
    ('zh', 'en')
    """
    return (SOURCE, *sorted(entry.name for entry in _LOCALE.iterdir() if entry.is_dir()))


@cache  # one entry for each language that ships
def _catalogue(lang: str) -> GNUTranslations:
    if lang not in languages():
        known = languages()
        raise UnknownNameError(
            f"没有语言“{lang}”的译文；可用的有：{'、'.join(known)}",
            f"nothing is said in the language {lang!r}; it may be one of: {', '.join(known)}",
        )
    with (_LOCALE / lang / "LC_MESSAGES" / "budgetperf.mo").open("rb") as file:
        return GNUTranslations(file)


def translated(text: Text | str, lang: str, number: int | None = None) -> str:
    """
    A text in a language, as it stands in the catalogue.

    Args:
        text: The text; a plain one has no context.

        lang: The language.

        number: How many, for a text that some languages say otherwise of one.

    Raises:
        UnknownNameError: There is no catalogue of the language.

    >>> translated("没有分项", "en"), translated("没有分项", "zh")
    ('there is no breakdown', '没有分项')
    >>> translated("{count#} 处", "en", 1), translated("{count#} 处", "en", 2)
    ('{count} place', '{count} places')
    """
    zh, context = (text, None) if isinstance(text, str) else text
    if lang == SOURCE:
        return zh
    catalogue = _catalogue(lang)
    if number is None:
        return catalogue.gettext(zh) if context is None else catalogue.pgettext(context, zh)
    if context is None:
        return catalogue.ngettext(zh, zh, number)
    return catalogue.npgettext(context, zh, zh, number)
