"""Findings, ledger reasons, traces and clauses of a review, in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import overload

from attrs import evolve

from budgetperf.domain.figures import look_up
from budgetperf.domain.finding import Clause, ClauseStatus, Finding, Location, Message
from budgetperf.domain.model import Filing
from budgetperf.domain.quantity import Money
from budgetperf.domain.rates import PREVIOUS
from budgetperf.domain.rounding import shorten
from budgetperf.errors import PathError, QuantityError
from budgetperf.rendering.catalogue import SOURCE, Text
from budgetperf.rendering.clause_words import clause_words
from budgetperf.rendering.messages import fill, message_text, say, word
from budgetperf.rendering.money import format_money
from budgetperf.rendering.places import attachment_text, describe
from budgetperf.rendering.sentences import FINDINGS

__all__ = ["advice", "basis_text", "clause_text", "location_text", "reason_text", "sentence"]


def sentence(finding: Finding, filing: Filing, lang: str = "zh") -> str:
    """What a finding says: where, what is stated, what was expected, and the difference."""
    return fill(FINDINGS[finding.code][0], _values(finding, filing, lang), lang)


def advice(finding: Finding, filing: Filing, lang: str = "zh") -> str:
    """What to do about a finding."""
    return fill(FINDINGS[finding.code][1], _values(finding, filing, lang), lang)


def _values(finding: Finding, filing: Filing, lang: str) -> Mapping[str, str]:
    """Everything that a sentence may name."""
    stated = {"stated": finding.stated, "expected": finding.expected}
    values = dict(finding.details) | {name: _trimmed(value) for name, value in stated.items() if value is not None}
    for name in {"stated", "expected", "budget", "revised", "initial", "spent", "amount"} & values.keys():
        values[name] = _amount(values[name], lang)
    if lang != SOURCE:
        values |= {name: _listed_rows(values[name], lang) for name in _listing(finding) & values.keys()}
    if "others" in values:
        values["others_where"] = _others(values["others"].split(), filing, lang)
    if finding.code in _AGAINST:
        values |= _sides(finding, values, filing, lang)
    if finding.difference is not None:
        values["off"] = _off(finding.difference, lang)
    return values | _places(finding, values, filing, lang)


def _places(finding: Finding, values: Mapping[str, str], filing: Filing, lang: str) -> dict[str, str]:
    """The places that a sentence names, in words."""
    paths = {"where": finding.path or "", **{f"{name}_where": values.get(name, "") for name in ("first", "other")}}
    places = {name: describe(filing, path, lang) for name, path in paths.items() if path}
    if finding.code == "BP110":
        # The rows have one name, so only their number tells them apart.
        places = {name: place + _number(paths[name], lang) for name, place in places.items()}
    return {"where": location_text(finding.location, lang)} | places


def _number(path: str, lang: str) -> str:
    """The number of a row in its list, from 1."""
    found = re.findall(r"\[([0-9]+)\]", path)
    if not found:
        return ""
    number = int(found[-1]) + 1
    return say(lang, "（第 {number} 项）", number=number)


# Rows of a card stand in a list with a figure each: “参会人员满意度”2/2、“参训人员满意度”3/3.
_NEXT_ROW = re.compile(r"(?<=[0-9])、")
_AFTER_NAME = re.compile(r"”(?=[0-9—-])")
# The weight of the execution rate has no level-1 name of the form; a row of a card would be followed by its share.
_EXECUTION = re.compile(r"^预算执行率 (?=[0-9.]+(?:,|$))")


def _listing(finding: Finding) -> set[str]:
    return {"alike", "rows", "missed"} | ({"stated", "expected"} if finding.code == "BP210" else set())


def _listed_rows(rows: str, lang: str) -> str:
    execution, between = f"{say(lang, '执行率')} ", say(lang, "、")
    return _EXECUTION.sub(execution, _AFTER_NAME.sub("” ", _NEXT_ROW.sub(between, rows)))


# 5.00 is 5 for a reader; the zeros say only how the rulebook rounds.
_ZEROS = re.compile(r"(?<=[0-9])(?:\.0+|(?<=\.[0-9])0+|(\.[0-9]*[1-9])0+)(?![0-9])")
_LISTED = 6


def _trimmed(text: str) -> str:
    return _ZEROS.sub(lambda match: match[1] or "", text) if _POINTS.fullmatch(text) else text


_POINTS = re.compile(r"[0-9.]+(?:–[0-9.]+)?")


def _off(difference: str, lang: str) -> str:
    """
    A difference in words.

    >>> _off("-1.00", "zh"), _off("+8.73万元", "zh"), _off("-1.00", "en")
    ('少 1 分', '多 8.73万元', '1 too little')
    """
    match = re.fullmatch(r"([+-]?)([0-9.]+)(.*)", difference)
    if match is None:
        return difference
    number, unit = _trimmed(match[2]), match[3].removesuffix("分")
    if unit == "%":
        # Two rates differ by percentage points.
        amount = say(lang, "{number} 个百分点", number=f"{shorten(Fraction(number), 2):f}")
    elif unit:
        amount = number + unit
    else:
        amount = say(lang, Text("{number} 分", "difference"), number=number)
    return say(lang, "少 {amount}" if match[1] == "-" else "多 {amount}", amount=amount)


def _others(signed: list[str], filing: Filing, lang: str) -> str:
    """The figures on the other side of an identity with their signs; of many, the first few."""
    figures = [(path[0], path[1:], _figure(filing, path[1:])) for path in signed]
    filled = [(sign, path, value) for sign, path, value in figures if value is not None]
    said = [
        (sign, f"{describe(filing, path, lang)} {_shown(path, value, lang)}".rstrip())
        for sign, path, value in filled[:_LISTED]
    ]
    if signed and signed[0].startswith(","):
        return say(lang, Text("、", "between places")).join(words for _, words in said)
    words = [f"{'−' if sign == '-' else '+'} {text}" for sign, text in said]
    more = len(filled) - len(words)
    if more > 0:
        words.append(say(lang, "+ …（共 {count} 项）", count=len(filled)))
    return " ".join(words).removeprefix("+ ")


# What says that two sides differ, and leaves open which of them is wrong.
_AGAINST = ("BP401", "BP501")


def _sides(finding: Finding, values: Mapping[str, str], filing: Filing, lang: str) -> dict[str, str]:
    """Both sides of a disagreement: what is stated here, unless the place quotes it, and what stands against it."""
    path = finding.path or ""
    places = [path, *(other[1:] for other in values.get("others", "").split())]
    said = {"goal": describe(filing, path.partition(".")[0], lang)}
    if any(place.startswith("reports") for place in places):
        said = {"report": "1"}
    if "stated" in values and "”" not in describe(filing, path, lang)[-1:]:
        said["here"] = values["stated"]
    others, expected = values.get("others", "").split(), values.get("expected", "")
    filled = [path for path in others if _figure(filing, path[1:]) is not None]
    if not filled:
        return said | {"alone": expected}
    where = values["others_where"]
    if len(filled) > 1 or filled[0].startswith("-"):
        return said | {"against": say(lang, " {where} = {expected} ", where=where, expected=expected)}
    # Last year's filing is not at hand, and a quotation holds its figure; any other figure stands after its place.
    bare = filled[0][1:].startswith(PREVIOUS)
    return said | {"against": f"{where} {expected}" if bare else where}


def _shown(path: str, value: object, lang: str) -> str:
    """A figure after its place; one that is quoted stands in the quotation already."""
    return "" if "@" in path else _amount(str(value), lang)


def _figure(filing: Filing, path: str) -> object:
    """What stands at a path; of last year's filing, which is not at hand, no more than that it is there."""
    try:
        return look_up(filing, path)
    except PathError:
        return ""


def _amount(text: str, lang: str) -> str:
    """An amount as a reader of the language writes it; anything else as it is."""
    if lang == SOURCE:
        return text
    try:
        return f"{text} ({format_money(Money.parse(text), lang=lang)})"
    except QuantityError:
        return text


def reason_text(message: Message | None, filing: Filing, lang: str = "zh") -> str | None:
    """A reason of the ledger or a step of a trace, with the paths in it said in words."""
    if message is None:
        return None
    values = dict(message.values)
    places = {f"{name}_where": describe(filing, values[name], lang) for name in ("path", "line") if name in values}
    if "attachment" in values:
        places["attachment"] = attachment_text(values["attachment"], lang)
    return message_text(message, lang, **places)


def clause_text(clause: Clause | None, lang: str = "zh", *, always: bool = False) -> str | None:
    """
    A clause: document, number, year, place and note, with its status wherever it was not seen.

    Titles are the documents' own; where in them, and why, is ours to say.

    Args:
        clause: The clause.

        lang: ``zh`` or ``en``.

        always: Whether to tell the status of what was seen, too.

    >>> clause_text(Clause(document="《办法》", number="财预〔2020〕10号", year=2020, status="recalled"))
    '《办法》（财预〔2020〕10号，2020）〔未见原文，待核〕'
    """
    return None if clause is None else _clause(_told(clause, lang), lang, always=always)


def _told(clause: Clause, lang: str) -> Clause:
    """A clause with its place and its note in a language."""
    if lang == SOURCE:
        return clause
    return evolve(
        clause, place=clause_words(clause.place, lang), note=clause.note_en or clause_words(clause.note, lang)
    )


_CLAUSE = Text("{document}{printed|（{}）}{place| {}}{note|；{}}{status|〔{}〕}")


def _clause(clause: Clause, lang: str, *, always: bool) -> str:
    # A document without a number is told by its title and year.
    number = None if clause.number in (None, "", _UNNUMBERED) else clause.number
    return say(
        lang,
        _CLAUSE,
        document=clause.document,
        printed=say(lang, "，").join(str(part) for part in (number, clause.year) if part is not None),
        place=clause.place,
        note=clause.note,
        status=word("status", clause.status, lang) if always or clause.status != "seen" else None,
    )


_UNNUMBERED = "无文号"


@overload
def basis_text(clause: Clause, lang: str = "zh") -> str: ...


@overload
def basis_text(clause: None, lang: str = "zh") -> None: ...


def basis_text(clause: Clause | None, lang: str = "zh") -> str | None:
    """
    What a finding rests on, for a reader: a clause, or that there is none and this library chose.

    >>> basis_text(Clause(document="budgetperf", note="由表式推得，未见条文"))
    '本库选定；由表式推得，未见条文'
    >>> basis_text(Clause(document="budgetperf", note="由表式推得，未见条文"), "en")
    'chosen by this library; follows from the layout of the form, no text seen'
    """
    if clause is None:
        return None
    clause = _told(clause, lang)
    if clause.document != _OURS or clause.status is not ClauseStatus.CHOSEN:
        return _clause(clause, lang, always=False)
    chosen = say(lang, Text("本库选定", "basis"))
    parts = [part for part in (clause.place, clause.note) if part]
    return say(lang, "；").join([chosen, *(parts or [say(lang, "未见文件规定")])])


_OURS = "budgetperf"


def location_text(location: Location | None, lang: str = "zh") -> str:
    """
    A place in a file.

    >>> location_text(Location(file="自评表.docx", table="附件3", row=9, column=5))
    '自评表.docx 附件3 第9行第5格'
    """
    if location is None:
        return say(lang, "自评材料")
    parts = [location.file, location.table or ""]
    if location.address:
        parts.append(location.address)
    elif location.row is not None:
        parts.append(say(lang, "第{row}行{column|第{}格}", row=location.row, column=location.column))
    return " ".join(part for part in parts if part)
