"""The language of everything that the command line says: Chinese, unless English was asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import click

__all__ = ["LANGUAGES", "VARIABLE", "asked_for", "lang_of", "mark", "remember", "say"]

LANGUAGES = ("zh", "en")
"""Those of the catalogues; to look there would take longer than all the rest of a page of help."""

VARIABLE = "BUDGETPERF_LANG"
"""The environment variable that says the language where ``--lang`` does not."""

_OPTION, _KEY = "--lang", "budgetperf.lang"


def asked_for(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """
    The language that a call asks for, before it is parsed: a call that cannot be parsed is answered in it, too.

    >>> asked_for(["reveiw", "a.docx", "--lang", "en"], {}), asked_for(["review"], {}), asked_for([], {VARIABLE: "en"})
    ('en', 'zh', 'en')
    """
    said = [environment.get(VARIABLE, "")]
    for before, argument in pairwise(["", *arguments]):
        if before == _OPTION:
            said.append(argument)
        elif argument.startswith(f"{_OPTION}="):
            said.append(argument.removeprefix(f"{_OPTION}="))
    return next((lang for lang in reversed(said) if lang in LANGUAGES), LANGUAGES[0])


def remember(ctx: click.Context, lang: str) -> None:
    """Whatever is said in this call is said in this language."""
    ctx.meta[_KEY] = lang


def lang_of(ctx: click.Context | None) -> str:
    """The language of a call; Chinese for a context of nobody's making."""
    lang: str = LANGUAGES[0] if ctx is None else ctx.meta.get(_KEY, LANGUAGES[0])
    return lang


def mark(zh: str) -> str:
    """
    A text that is said later: `tools/catalogues.py` finds it here.

    A `Text` would do the same, but to help it is to wait for catalogues, which Chinese does not need.
    """
    return zh


def say(lang: str, text: str, /, **values: object) -> str:
    """
    Say something in a language: a text in Chinese, which stands in the call itself or is marked, and its values.

    >>> say("en", "选项 {name} 不带值", name="--quiet"), say("zh", "选项 {name} 不带值", name="--quiet")
    ('the option --quiet takes no value', '选项 --quiet 不带值')
    """
    if values:
        from budgetperf.rendering import messages

        return messages.say(lang, text, **values)
    if lang == LANGUAGES[0]:
        return text
    from budgetperf.rendering.catalogue import translated

    return translated(text, lang)
