"""
What is wrong with a JSON or YAML document: one problem per place, each with what was found and what was expected.

A hook raises a `StructureError` whose paths start at its own value (``$``); `gather` puts the whole paths together.
"""

from __future__ import annotations

from collections.abc import Iterator

from cattrs.errors import BaseValidationError, ClassValidationError, IterableValidationError

from budgetperf.errors import BudgetPerfError, StructureError

__all__ = [
    "HERE",
    "MAX_PROBLEMS",
    "Problem",
    "count",
    "gather",
    "joined",
    "quoted",
    "refusal",
    "shown",
    "spelled",
    "unfit",
]

Problem = tuple[str, str, str]
"""Path, message in Chinese, message in English."""

HERE = "$"
"""The path of the value itself; of a whole document, the document."""

MAX_PROBLEMS = 1_000
"""Nobody reads more, and a hostile document must not make us hold more."""

_LONGEST_SHOWN = 60
_CONTAINERS = (((list, tuple), "列表", "a list"), (dict, "对象", "an object"))
_WORDS = {"None": "null", "True": "true", "False": "false"}


def refusal(zh: str, en: str, at: str = HERE) -> StructureError:
    """
    One problem, at a value or at a part of it.

    >>> refusal("没有", "missing", "name").problems
    (('name', '没有', 'missing'),)
    """
    return StructureError(((at, zh, en),))


def unfit(value: object, zh: str, en: str, example: str, at: str = HERE) -> StructureError:
    """
    Say what was found, what was expected, and how to write it.

    >>> unfit([], "文字", "text", '"县图书馆"').problems[0][2]
    'found a list, expected text, such as "县图书馆"'
    """
    found_zh, found_en = shown(value)
    return refusal(
        f"读到{found_zh}，应为{zh}，例如 {example}", f"found {found_en}, expected {en}, such as {example}", at
    )


def quoted(text: str) -> str:
    r"""
    A text between quotes, shortened, with nothing in it that a terminal would obey.

    >>> print(quoted("8O.5\x1b"))
    "8O.5\x1b"
    """
    more = "…" if len(text) > _LONGEST_SHOWN else ""
    return f'"{repr(text[:_LONGEST_SHOWN])[1:-1]}{more}"'


def shown(value: object) -> tuple[str, str]:
    """
    A value in a message, in Chinese and in English.

    >>> shown({"a": 1}), shown("县图书馆")
    (('对象', 'an object'), ('"县图书馆"', '"县图书馆"'))
    """
    if isinstance(value, str):
        return quoted(value), quoted(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return f"数字 {spelled(value)}", f"the number {spelled(value)}"
    for kinds, zh, en in _CONTAINERS:
        if isinstance(value, kinds):
            return zh, en
    name = _WORDS.get(repr(value)) if value is None or isinstance(value, bool) else type(value).__name__
    return f" {name}", str(name)


def spelled(number: float) -> str:
    """
    A number with the digits it was written with, where those are known, and shortened.

    >>> spelled(9.5), spelled(10**5000)
    ('9.5', '…')
    """
    # `str` of an int with thousands of digits is refused by Python itself.
    if isinstance(number, int) and abs(number) >= 10**_LONGEST_SHOWN:
        return "…"
    digits = str(number)
    return digits if len(digits) <= _LONGEST_SHOWN else f"{digits[:_LONGEST_SHOWN]}…"


def joined(whole: str, part: str) -> str:
    """
    The path of a part of a value.

    >>> joined("$", "scorecards"), joined("scorecards", "[1]"), joined("scorecards[1]", "kind"), joined("kind", "$")
    ('scorecards', 'scorecards[1]', 'scorecards[1].kind', 'kind')
    """
    if HERE in (whole, part):
        return part if whole == HERE else whole
    return f"{whole}{part}" if part.startswith("[") else f"{whole}.{part}"


def count(error: BaseException) -> int:
    """How many problems an error holds."""
    if isinstance(error, BaseValidationError):
        return sum(count(inner) for inner in error.exceptions)
    return len(error.problems) if isinstance(error, StructureError) else 1


def gather(error: BaseException) -> StructureError:
    """All problems of a document in one error, with whole paths, in the order of the document's fields."""
    problems = tuple(_walk(error, HERE))
    if len(problems) > MAX_PROBLEMS:
        rest = (
            HERE,
            "问题过多，其余未列出；请先改正以上各处",
            "too many problems, the rest is not listed; correct these first",
        )
        problems = (*problems[:MAX_PROBLEMS], rest)
    return StructureError(problems)


def _walk(error: BaseException, path: str) -> Iterator[Problem]:
    if isinstance(error, ClassValidationError):
        named, others = error.group_exceptions()
        for inner, note in named:
            yield from _walk(inner, joined(path, note.name))
        for inner in others:
            yield from _walk(inner, path)
    elif isinstance(error, IterableValidationError):
        for inner, place in error.group_exceptions()[0]:
            yield from _walk(inner, joined(path, f"[{place.index}]"))
    elif isinstance(error, StructureError):
        for part, zh, en in error.problems:
            yield joined(path, part), zh, en
    elif isinstance(error, KeyError):
        yield path, "缺少此项，必须填写", "missing; this key is required"
    elif isinstance(error, BudgetPerfError):
        yield path, error.zh, error.en
    else:
        # Whatever a hook that somebody else registered for a part of a filing has to say.
        yield path, str(error), str(error)
