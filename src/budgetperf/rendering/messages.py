"""
Filling a sentence: ``{name}`` stands for a value, ``{name|… {} …}`` for a part that is there only if the value is.

``"{stated|自评 {} 分，}"`` says nothing when there is no stated score. ``{kind_word}`` is the word for the value of
``kind``. ``{count#}`` is a value that counts: other languages choose between singular and plural by it. Values go in as
they are: braces in a document are no slots of ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from budgetperf.domain.finding import Message
from budgetperf.rendering.catalogue import SOURCE, Text, translated
from budgetperf.rendering.layout import joined
from budgetperf.rendering.reasons import MESSAGES
from budgetperf.rendering.words import WORDS

__all__ = ["fill", "message_text", "say", "typeset", "word"]


def say(lang: str, text: Text | str, /, **values: object) -> str:
    """
    Say something in a language: the text is found in its catalogue, and filled.

    Args:
        lang: The language.

        text: The text in Chinese; a plain one stands in the call itself, for catalogues are made of what stands there.

        values: What goes into its slots.

    Raises:
        UnknownNameError: There is no catalogue of the language.

    >>> say("zh", "{count#} 处", count=1), say("en", "{count#} 处", count=1), say("en", "{count#} 处", count=3)
    ('1 处', '1 place', '3 places')
    """
    return fill(text, values, lang)


def typeset(lang: str, text: Text | str, /, **values: object) -> str:
    """
    The same for a sentence whose words and figures meet: in Chinese a blank stands between them, wherever they do.

    >>> typeset("zh", "由{first}按比例到{last}", first="分值的 60%", last="满分")
    '由分值的 60% 按比例到满分'
    """
    if lang != SOURCE:
        return fill(text, values, lang)
    return joined(*_filled(_parsed(_in_language(text, values, lang)), values, lang, None))


def word(kind: str, value: str, lang: str = SOURCE) -> str:
    """
    A single word; one that is not in the table stands for itself.

    >>> word("severity", "error"), word("severity", "error", "en")
    ('错误', 'error')
    """
    said = WORDS.get(kind, {}).get(value)
    return value if said is None else translated(said, lang)


def message_text(message: Message, lang: str = SOURCE, **places: str) -> str:
    """
    Say a message of another room: the reason of a ledger entry, a step of a trace.

    Args:
        message: The message; one that is not in the table stands for its key.

        lang: The language.

        places: Words for paths that it names, and the like.

    >>> message_text(Message.of("sheets_missing", count=2), "en")
    '2 budget lines without a project sheet'
    """
    text = MESSAGES.get(message.key)
    return message.key if text is None else fill(text, dict(message.values) | places, lang)


def fill(text: Text | str, values: Mapping[str, object], lang: str = SOURCE) -> str:
    """
    Fill a sentence; what is not given is left out with the part around it.

    >>> fill("{name}{stated|：{} 分}", {"name": "总分", "stated": "98"}), fill("{stated|：{} 分}", {})
    ('总分：98 分', '')
    """
    said = _in_language(text, values, lang)
    # Many texts have no slot.
    return "".join(_filled(_parsed(said), values, lang, None)) if "{" in said else said


def _in_language(text: Text | str, values: Mapping[str, object], lang: str) -> str:
    if lang == SOURCE:
        return text if isinstance(text, str) else text.zh
    counting = _counting(text if isinstance(text, str) else text.zh)
    return translated(text, lang, None if counting is None else _number(values.get(counting)))


class _Slot(NamedTuple):
    """
    A slot of a sentence.

    Attributes:
        name: The value that goes in; empty for the value of the slot around it.

        kind: The value whose word goes in instead, if that value is given.

        counts: Whether it chooses between singular and plural.

        around: What is there only if the value is; None where that is the value alone.
    """

    name: str
    kind: str | None
    counts: bool
    around: tuple[str | _Slot, ...] | None


@cache  # one entry for each text of this library in each language
def _parsed(text: str) -> tuple[str | _Slot, ...]:
    return tuple(_parts(text))


def _parts(text: str) -> Iterator[str | _Slot]:
    at = 0
    while (start := text.find("{", at)) >= 0:
        if start > at:
            yield text[at:start]
        end = _closing(text, start)
        name, bar, around = text[start + 1 : end].partition("|")
        bare = name.removesuffix("#")
        kind = bare.removesuffix("_word") if bare.endswith("_word") else None
        yield _Slot(bare, kind, bare != name, tuple(_parts(around)) if bar else None)
        at = end + 1
    if at < len(text):
        yield text[at:]


def _closing(text: str, start: int) -> int:
    depth = 0
    for index in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[index], 0)
        if depth == 0:
            return index
    raise ValueError(text)


@cache  # one entry for each text of this library
def _counting(text: str) -> str | None:
    """The name of the value that chooses between singular and plural, if one does."""
    return next((slot.name for slot in _slots(_parsed(text)) if slot.counts), None)


def _slots(parts: Iterable[str | _Slot]) -> Iterator[_Slot]:
    for part in parts:
        if isinstance(part, _Slot):
            yield part
            yield from _slots(part.around or ())


_WHOLE = re.compile(r"([0-9]+)(?:\.0*)?")
_MANY = 2


def _number(value: object) -> int:
    """How many a value is; gettext knows whole numbers only, and half a point or 0 to 1 points are not one point."""
    whole = _WHOLE.fullmatch(str(value))
    return _MANY if whole is None else int(whole[1])


def _filled(parts: tuple[str | _Slot, ...], values: Mapping[str, object], lang: str, current: object) -> Iterator[str]:
    """The pieces of a filled sentence. Values go in as they are: braces in a document are no slots of ours."""
    for part in parts:
        if isinstance(part, str):
            yield part
            continue
        value: object = current
        if part.kind is not None and part.kind in values:
            value = word(part.kind, str(values[part.kind]), lang)
        elif part.name:
            value = values.get(part.name)
        # An empty value is none: no empty quotation marks.
        if value is None or value == "":
            continue
        if part.around is None:
            yield str(value)
        else:
            yield from _filled(part.around, values, lang, value)
