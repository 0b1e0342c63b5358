"""
Filling a sentence: ``{name}`` stands for a value, ``{name|… {} …}`` for a part that is there only if the value is,
``{name#point}`` for a count with its English noun: 1 point, 2 points.

``"{stated|自评 {} 分，}"`` says nothing when there is no stated score. ``{kind_word}`` is the word for the value of
``kind``. Values go in as they are: braces in a document are no slots of ours.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from budgetperf.domain.finding import Message
from budgetperf.rendering.layout import counted
from budgetperf.rendering.reasons import MESSAGES
from budgetperf.rendering.words import WORDS, Said

__all__ = ["fill", "say", "word"]


def _index(lang: str) -> int:
    return 0 if lang == "zh" else 1


def word(kind: str, value: str, lang: str = "zh") -> str:
    """
    A single word; one that is not in the table stands for itself.

    >>> word("severity", "error"), word("severity", "error", "en")
    ('错误', 'error')
    """
    said = WORDS.get(kind, {}).get(value)
    return value if said is None else said[_index(lang)]


def fill(template: Said, values: Mapping[str, str], lang: str = "zh") -> str:
    """
    Fill a sentence; what is not given is left out with the part around it.

    >>> fill(("{name}{stated|：{} 分}", ""), {"name": "总分", "stated": "98"}), fill(("{stated|：{} 分}", ""), {})
    ('总分：98 分', '')
    """
    text = template[_index(lang)]
    return "".join(_parts(text, values, lang, None))


def _parts(text: str, values: Mapping[str, str], lang: str, current: str | None) -> Iterator[str]:
    """The pieces of a filled sentence. Values go in as they are: braces in a document are no slots of ours."""
    at = 0
    while (start := text.find("{", at)) >= 0:
        yield text[at:start]
        end = _closing(text, start)
        name, bar, around = text[start + 1 : end].partition("|")
        name, counts, noun = name.partition("#")
        value = _value(name, values, lang) if name else current
        if value and counts:
            value = counted(value, noun)
        # An empty value is none: no empty quotation marks.
        if value:
            yield from _parts(around, values, lang, value) if bar else (value,)
        at = end + 1
    yield text[at:]


def _closing(text: str, start: int) -> int:
    depth = 0
    for index in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[index], 0)
        if depth == 0:
            return index
    raise ValueError(text)


def _value(name: str, values: Mapping[str, str], lang: str) -> str | None:
    kind = name.removesuffix("_word")
    return word(kind, values[kind], lang) if kind != name and kind in values else values.get(name)


def say(message: Message, lang: str = "zh", **places: str) -> str:
    """
    Say a message.

    >>> say(Message.of("sheets_missing", count=2), "en")
    '2 budget lines without a project sheet'
    """
    return fill(MESSAGES.get(message.key, (message.key, message.key)), dict(message.values) | places, lang)
