"""What a code means, for whoever meets it in a review: a finding, or an identity of the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from budgetperf.checks.clauses import clause_of
from budgetperf.errors import PathError
from budgetperf.rendering.catalogue import Text
from budgetperf.rendering.codes import CODES
from budgetperf.rendering.identities import IDENTITIES
from budgetperf.rendering.layout import COLUMNS, columns_of, indented, labelled, to_page
from budgetperf.rendering.messages import fill, say, word
from budgetperf.rendering.said import basis_text
from budgetperf.rendering.sentences import FINDINGS

__all__ = ["code_to_text"]

_INDENT = 2


def code_to_text(code: str, *, lang: str = "zh", columns: int = COLUMNS) -> str:
    """
    A finding code or the code of an identity in words.

    Args:
        code: Such as ``BP301`` or ``X1``, in capitals or not.

        lang: ``zh`` or ``en``.

        columns: How wide the page is.

    Raises:
        PathError: There is no such code.

    >>> code_to_text("bp301").splitlines()[0]
    'BP301  错误  各分项合计不等于总数'
    >>> code_to_text("B1", lang="en").splitlines()[0]
    'B1  staffing control rate = persons in post ÷ established posts'
    """
    known = code.upper()
    if known in CODES:
        lines = list(_finding(known, lang))
    elif known in IDENTITIES:
        lines = list(_identity(known, lang))
    else:
        raise _unknown(code)
    return to_page(lines, columns)


def _unknown(code: str) -> PathError:
    close = get_close_matches(code.upper(), [*CODES, *IDENTITIES], n=3, cutoff=0.5)
    hint = "、".join(close)
    return PathError(
        f"没有代码“{code}”"
        + (f"；是否指 {hint}？" if close else "。")
        + "问题代码如 BP301，勾稽关系如 X1，规则集的条款写成 hunan-2022/grades",
        f"no code {code!r}"
        + (f"; did you mean {', '.join(close)}?" if close else ".")
        + " A finding is written BP301, an identity X1, a part of a rulebook hunan-2022/grades",
    )


_LABELS = (Text("处理"), Text("勾稽"), Text("依据"), Text("不符", "explanation"))


def _columns(lang: str) -> int:
    return columns_of(say(lang, label) for label in _LABELS)


def _finding(code: str, lang: str) -> Iterator[str]:
    known = CODES[code]
    severity = word("severity", known.severity, lang)
    yield from indented(f"{code}  {severity}  {say(lang, known.title)}", 0)
    _, to_do = FINDINGS[code]
    yield from labelled(say(lang, "处理"), fill(to_do, {}, lang), _INDENT, _columns(lang))
    for identity in known.identities:
        yield from labelled(say(lang, "勾稽"), _named(identity, lang), _INDENT, _columns(lang))
    for text in dict.fromkeys(_basis(identity, lang) for identity in known.identities):
        yield from labelled(say(lang, "依据"), text, _INDENT, _columns(lang))


def _identity(code: str, lang: str) -> Iterator[str]:
    yield from indented(_named(code, lang), 0)
    for finding, known in CODES.items():
        if code in known.identities:
            said = f"{finding} {say(lang, known.title)}"
            yield from labelled(say(lang, Text("不符", "explanation")), said, _INDENT, _columns(lang))
    yield from labelled(say(lang, "依据"), _basis(code, lang), _INDENT, _columns(lang))


def _named(identity: str, lang: str) -> str:
    return f"{identity}  {say(lang, IDENTITIES[identity])}"


def _basis(identity: str, lang: str) -> str:
    return basis_text(clause_of(identity), lang) or ""
