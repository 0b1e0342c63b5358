"""The language of everything that the command line says: Chinese, unless English was asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import click

__all__ = ["LANGUAGES", "VARIABLE", "asked_for", "lang_of", "mark", "remember", "say"]

LANGUAGES = ("zh", "en")

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
    """A sentence that is said later: the Chinese one, by which the English one is found."""
    return zh


def say(lang: str, zh: str, **values: object) -> str:
    """
    A sentence in a language, with its values.

    >>> say("en", "选项 {name} 不带值", name="--quiet"), say("zh", "选项 {name} 不带值", name="--quiet")
    ('the option --quiet takes no value', '选项 --quiet 不带值')
    """
    text = zh
    if lang != LANGUAGES[0]:
        from budgetperf.cli.english import ENGLISH

        text = ENGLISH.get(zh, zh)
    return text.format(**values) if values else text
