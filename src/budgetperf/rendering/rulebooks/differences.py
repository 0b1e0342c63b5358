"""What differs between two rulebooks, value by value, old beside new, each with its clause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TypeGuard

from budgetperf.domain.finding import Clause
from budgetperf.rendering.catalogue import SOURCE, Text, translated
from budgetperf.rendering.layout import COLUMNS, columns_of, indented, labelled, to_page
from budgetperf.rendering.messages import say
from budgetperf.rendering.rulebooks.curves import curve_lines
from budgetperf.rendering.rulebooks.names import field_name, listed, section_name, value_text
from budgetperf.rendering.rulebooks.rules import points_lines, rule_title
from budgetperf.rendering.rulebooks.sections import law_text, weights_text
from budgetperf.rendering.said import clause_text
from budgetperf.rendering.titles import reason_of, title_of
from budgetperf.scoring.curve import Curve
from budgetperf.scoring.policy import LevelWeights, RateRow, Waiver
from budgetperf.scoring.rule import FunctionRule, Measure, Rule, Scale
from budgetperf.scoring.rulebook import Rulebook
from budgetperf.scoring.study.differences import Difference, clause_differences, differences
from budgetperf.scoring.study.provisions import Entry, entries, is_said

__all__ = ["diff_to_text"]

_BODY, _UNDER = 2, 4
# What a rule earns for what is said in one sentence.
_OF_POINTS = frozenset({"measure", "curve", "scale", "function"})
_OLD_POINTS, _NEW_POINTS = Text("原得分"), Text("新得分")
_OLD_CLAUSE, _NEW_CLAUSE = Text("原依据"), Text("新依据")

Entries = Mapping[tuple[str, str | None], Entry]


def diff_to_text(old: Rulebook, new: Rulebook, *, lang: str = "zh", columns: int = COLUMNS) -> str:
    """
    The values that differ between two rulebooks, by section and rule.

    >>> from budgetperf.formats.rulebooks import load_rulebook
    >>> book = load_rulebook("mof-2020")
    >>> print(diff_to_text(book, book), end="")
    mof-2020 → mof-2020
      两个规则集的数值全部相同
    """
    lines = [*indented(f"{old.name} → {new.name}", 0)]
    if old.name != new.name:
        lines += indented(f"{title_of(old, lang)} → {title_of(new, lang)}", _BODY)
    found, books = differences(old, new), (_by_name(old), _by_name(new))
    if not found:
        lines += indented(say(lang, "两个规则集的数值全部相同"), _BODY)
    for section, members in groupby(found, key=lambda part: part.section):
        lines += ["", *indented(_section_title(section, books, lang), 0)]
        for _, same in groupby(members, key=lambda part: part.item):
            lines += _item(list(same), books, (old.name, new.name), lang)
    other = clause_differences(old, new)
    if other:
        sections = dict.fromkeys(section_name(part.section.partition(".")[0], lang) for part in other)
        names = say(lang, "、").join(sections)
        said = say(lang, "另有 {count} 项数值相同、依据不同：{names}", count=len(other), names=names)
        lines += ["", *indented(said, 0)]
    return to_page(lines, columns)


def _by_name(book: Rulebook) -> Entries:
    return {(entry.section, entry.item): entry for entry in entries(book)}


def _item(
    parts: Sequence[Difference], books: tuple[Entries, Entries], names: tuple[str, str], lang: str
) -> Iterator[str]:
    """Everything that differs of one rule, band or set; or that only one rulebook has it."""
    first = parts[0]
    key = (first.section, first.item)
    here, there = books[0].get(key), books[1].get(key)
    if first.name is None:
        entry, name, sign = (here, names[0], "−") if there is None else (there, names[1], "+")
        assert entry is not None  # noqa: S101 - one of the two has it
        only = say(lang, "只在 {name}", name=name)
        yield from indented(f"{sign} {_title(entry, lang)}{say(lang, '：')}{only}", _BODY)
        for line in _entry_lines(entry, lang):
            yield from indented(line, _UNDER)
        yield from _clauses([(entry.clause, entry.clause)], lang)
        return
    blanks = _BODY
    if first.item is not None and here is not None:
        yield from indented(f"~ {_title(here, lang)}", _BODY)
        blanks = _UNDER
    told: list[tuple[Clause | None, Clause | None]] = []
    points = [part for part in parts if part.name in _OF_POINTS]
    for part in parts:
        if part in points and part is not points[0]:
            continue
        if part in points and here is not None and there is not None:
            yield from _points(here.value, there.value, blanks, lang)
        else:
            yield from _change(part, blanks, lang)
        told.append((part.old_clause, part.new_clause))
    yield from _clauses(dict.fromkeys(told), lang)


def _title(entry: Entry, lang: str) -> str:
    value = entry.value
    if isinstance(value, (Rule, FunctionRule)):
        return rule_title(value, lang)
    if isinstance(value, Waiver):
        return f"{value.rule}{say(lang, '：')}{law_text(value.law, lang)}"
    title = getattr(value, "title" if lang == SOURCE else "title_en", None)
    if title is None and isinstance(value, RateRow) and value.names:
        title = value.names[0]
    if title is None:
        return entry.item or section_name(entry.section, lang)
    return str(title) if entry.item == title else f"{title}〔{entry.item}〕"


def _section_title(section: str, books: tuple[Entries, Entries], lang: str) -> str:
    """The name of a section; the rules of a rate row go by its printed name."""
    root, _, item = section.partition(".")
    entry = books[0].get((root, item)) or books[1].get((root, item))
    if entry is None:
        return section_name(section, lang)
    return f"{section_name(root, lang)}{say(lang, '：')}{_title(entry, lang)}"


def _entry_lines(entry: Entry, lang: str) -> list[str]:
    """What an entry says that has no counterpart."""
    value = entry.value
    if isinstance(value, LevelWeights):
        return [weights_text(value, lang)]
    if isinstance(value, Waiver):
        return [reason_of(value, lang)]
    said = [
        f"{field_name(entry.section, name, lang)} {_value(entry.section, name, part, lang)}"
        for name, (part, _) in entry.values.items()
        if is_said(part) and not (isinstance(value, (Rule, FunctionRule)) and name in _OF_POINTS)
    ]
    lines = points_lines(value, lang) if isinstance(value, (Rule, FunctionRule)) else []
    return [*lines, say(lang, "；").join(said)] if said else lines


def _points(old: object, new: object, blanks: int, lang: str) -> Iterator[str]:
    """What a rule earned, and what it earns now."""
    for rule, label in ((old, _OLD_POINTS), (new, _NEW_POINTS)):
        if isinstance(rule, (Rule, FunctionRule)):
            yield from labelled(say(lang, label), points_lines(rule, lang), blanks, _columns(lang))


def _columns(lang: str) -> int:
    labels = (_OLD_POINTS, _NEW_POINTS, _OLD_CLAUSE, _NEW_CLAUSE)
    return columns_of(translated(label, lang) for label in labels)


def _change(part: Difference, blanks: int, lang: str) -> Iterator[str]:
    """One value, old and new; of two lists of words only what was added and what was left out."""
    assert part.name is not None  # noqa: S101 - whole entries are told elsewhere
    label = field_name(part.section, part.name, lang)
    if _are_words(part.old) and _are_words(part.new) and part.name != "order":
        said = _words(part.old, part.new, lang)
    else:
        said = " → ".join(_value(part.section, part.name, value, lang) for value in (part.old, part.new))
    yield from indented(f"{label}{say(lang, '：')}{said}", blanks)


def _are_words(value: object) -> TypeGuard[tuple[str, ...]]:
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], str)


def _words(old: tuple[str, ...], new: tuple[str, ...], lang: str) -> str:
    more = [word for word in new if word not in old]
    less = [word for word in old if word not in new]
    parts = []
    if more:
        parts.append(say(lang, "增加 {words}", words=listed(more, lang)))
    if less:
        parts.append(say(lang, "删去 {words}", words=listed(less, lang)))
    return say(lang, "；").join(parts) or f"{listed(old, lang)} → {listed(new, lang)}"


def _value(section: str, name: str, value: object, lang: str) -> str:
    if isinstance(value, Curve):
        # The only curve that is not a rule's: what is kept of an over-attained row.
        return say(lang, "；").join(curve_lines(value, Measure.ATTAINMENT, Scale.SHARE, (), lang))
    return value_text(section, name, value, lang)


def _clauses(pairs: Iterable[tuple[Clause | None, Clause | None]], lang: str) -> Iterator[str]:
    for old, new in pairs:
        if old == new:
            yield from labelled(say(lang, "依据"), _clause(old, lang), _UNDER, _columns(lang))
            continue
        for clause, label in ((old, _OLD_CLAUSE), (new, _NEW_CLAUSE)):
            yield from labelled(say(lang, label), _clause(clause, lang), _UNDER, _columns(lang))


def _clause(clause: Clause | None, lang: str) -> str:
    return clause_text(clause, lang, always=True) or say(lang, "（没有写明）")
