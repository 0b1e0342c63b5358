"""
What a rulebook file says together with what it inherits: differences are written as differences.

A section that is an object is taken over key by key; bands and rates are taken over entry by entry, by their id;
every other section that is written replaces the inherited one whole. In a list of rules (or waivers) the id of an
inherited one stands for it. Clauses name their document by a key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from attrs import field, frozen

from budgetperf.errors import StructureError
from budgetperf.formats.plain.literals import Repeated
from budgetperf.formats.plain.problems import Problem, joined, quoted
from budgetperf.formats.plain.strict import repeated_keys, unknown_key
from budgetperf.formats.plain.yaml_text import read_yaml
from budgetperf.formats.rulebooks.notation import RANGE_KEYS
from budgetperf.scoring.rulebook import CASES

__all__ = ["BY_ID", "BY_KEY", "DOCUMENT", "FORMAT", "Written", "read_written"]

FORMAT = "budgetperf-rulebook/1"

BY_KEY = (*CASES, "years", "directions", "corners", "rounding", "explanation", "over_attainment")
"""The sections that a rulebook takes over key by key from the one that it extends."""

BY_ID = ("bands", "rates")
"""The sections that it takes over entry by entry, through their ids."""

_LONGEST_CHAIN = 8
DOCUMENT = ("title", "number", "year")
"""What a document of a rulebook is known by."""


@frozen(kw_only=True)
class Written:
    """
    A rulebook as it is written, with what it inherits.

    Attributes:
        sections: Plain data by section, every clause with its document.

        problems: What is wrong so far.

        places: The line of every path in the file itself.

        used: The bytes of every file that went in, the file itself first.
    """

    sections: dict[str, Any]
    problems: tuple[Problem, ...] = ()
    places: Mapping[str, int] = field(factory=dict)
    used: tuple[bytes, ...]
    documents: Mapping[str, Any] = field(factory=dict)


def read_written(data: bytes, find: Callable[[str], bytes | None], chain: tuple[str, ...] = ()) -> Written:
    """
    Read a rulebook file and what it inherits.

    Args:
        data: The file.

        find: The bytes of the rulebook of a name; None where there is none.

        chain: The names on the way here.

    Raises:
        StructureError: It is no YAML at all.
    """
    places: dict[str, int] = {}
    raw = read_yaml(data, places)
    if not isinstance(raw, dict):
        problem = ("format", f"应为规则集文件，首行写 format: {FORMAT}", f"expected a rulebook with format: {FORMAT}")
        return Written(sections={}, problems=(problem,), places=places, used=(data,))
    problems = [*repeated_keys(raw)] if isinstance(raw, Repeated) else []
    if raw.get("format") != FORMAT:
        problems.append(("format", f"首行应写 format: {FORMAT}", f"the first line must be format: {FORMAT}"))
    parent, more = _parent(raw.get("extends"), find, chain)
    problems += more
    documents = {**parent.documents, **_documents(raw.get("documents"), problems)}
    own = {key: value for key, value in raw.items() if key not in ("format", "extends", "documents")}
    resolved = {key: _resolved(value, key, documents, problems) for key, value in own.items()}
    resolved = {key: _referred(key, value, parent.sections, problems) for key, value in resolved.items()}
    problems += _unsourced(parent.sections, resolved)
    moved = _moved(parent.sections, resolved)
    return Written(
        sections=_merged(parent.sections, resolved),
        problems=tuple((moved(path), zh, en) for path, zh, en in problems),
        places={moved(path): line for path, line in places.items()},
        used=(data, *parent.used),
        documents=documents,
    )


_WHERE = (
    "extends 写随附规则集的名称，或同一文件夹中 YAML 文件的名称（不带扩展名）",
    "extends takes the name of one that ships, or of a YAML file in the same folder without its ending",
)
_NOTHING = Written(sections={}, used=())


def _parent(name: object, find: Callable[[str], bytes | None], chain: tuple[str, ...]) -> tuple[Written, list[Problem]]:
    """What a rulebook inherits, and what is wrong with how it says so."""
    if name is None:
        return _NOTHING, []
    if isinstance(name, str) and (name in chain or len(chain) >= _LONGEST_CHAIN):
        path = " → ".join((*chain, name))
        return _NOTHING, [
            (
                "extends",
                f"extends 循环引用：{path}；请去掉其中一处 extends",
                f"extends goes in a circle: {path}; remove one of them",
            )
        ]
    data = find(name) if isinstance(name, str) else None
    if not isinstance(name, str) or data is None:
        return _NOTHING, [
            (
                "extends",
                f"没有规则集 {quoted(str(name))}；{_WHERE[0]}，例如 extends: mof-2020",
                f"no rulebook {quoted(str(name))}; {_WHERE[1]}, such as extends: mof-2020",
            )
        ]
    try:
        parent = read_written(data, find, (*chain, name))
    except StructureError as error:
        return _NOTHING, [("extends", f"{name}：{zh}", f"{name}: {en}") for _, zh, en in error.problems]
    return parent, [("extends", f"{name}：{zh}", f"{name}: {en}") for _, zh, en in parent.problems]


def _documents(value: object, problems: list[Problem]) -> dict[str, Any]:
    if value is None:
        return {}
    example = "documents: {county: {title: 某县财政局通知, number: 无文号, year: 2023}}"
    if not isinstance(value, dict):
        problems.append(("documents", f"应为文件清单，例如 {example}", f"expected documents by key, as in {example}"))
        return {}
    problems += [(joined("documents", key), zh, en) for key, zh, en in repeated_keys(value)]
    for key, document in value.items():
        path = f"documents.{key}"
        problems += (
            [(joined(path, name), zh, en) for name, zh, en in repeated_keys(document)]
            if isinstance(document, dict)
            else []
        )
        if not isinstance(document, dict) or not isinstance(document.get("title"), str):
            problems.append((path, f"文件须有标题 title，例如 {example}", f"a document needs a title, as in {example}"))
        else:
            unknown = [unknown_key(name, list(DOCUMENT)) for name in document if name not in DOCUMENT]
            problems.extend((joined(path, place), zh, en) for place, zh, en in unknown)
    return value


def _referred(section: str, value: object, inherited: Mapping[str, Any], problems: list[Problem]) -> object:
    """A section in which the id of an inherited rule (or of a rule with inherited waivers) stands for it."""
    if section == "waivers" and isinstance(value, list):
        waivers = [item for item in inherited.get("waivers") or [] if isinstance(item, dict)]
        return _taken(value, section, {str(item.get("rule")): item for item in waivers}, waivers, problems)
    if section in CASES and isinstance(value, dict) and not isinstance(value, Repeated):
        cases = [case for name in CASES if isinstance(case := inherited.get(name), dict)]
        lists = [listed for case in cases for listed in case.values() if isinstance(listed, list)]
        rules = [rule for listed in lists for rule in listed if isinstance(rule, dict)]
        known = {str(rule.get("id")): rule for rule in rules}
        return {
            name: _taken(listed, f"{section}.{name}", known, rules, problems) if isinstance(listed, list) else listed
            for name, listed in value.items()
        }
    return value


def _taken(
    items: list[Any], path: str, known: Mapping[str, Any], all_items: list[Any], problems: list[Problem]
) -> list[Any]:
    found: list[Any] = []
    more: list[Any] = []
    for index, item in enumerate(items):
        if not isinstance(item, str):
            found.append(item)
        elif path == "waivers" and item in known:
            # After those that are written out, so that their places in the file stay theirs.
            more += [one for one in all_items if one.get("rule") == item]
        elif item in known:
            found.append(known[item])
        else:
            listed = "、".join(known)
            zh = f"没有可继承的 {quoted(item)}；可继承的有：{listed or '（无）'}；新的请写全"
            problems.append((f"{path}[{index}]", zh, f"nothing to inherit is called {quoted(item)}; write it out"))
            found.append(item)  # so that the places of those after it stay theirs
    return [*found, *more]


def _resolved(value: object, path: str, documents: Mapping[str, Any], problems: list[Problem]) -> object:
    """Every clause with the document that it names by key."""
    if isinstance(value, list):
        return [_resolved(item, f"{path}[{index}]", documents, problems) for index, item in enumerate(value)]
    if not isinstance(value, dict):
        return value
    problems += [(joined(path, key), zh, en) for key, zh, en in repeated_keys(value)]
    key = value.get("document")
    if key is None:
        return {name: _resolved(item, f"{path}.{name}", documents, problems) for name, item in value.items()}
    problems += _clause_problems(value, path, documents)
    document = documents.get(key) if isinstance(key, str) else None
    if not isinstance(document, dict):
        listed = "、".join(documents)
        problems.append(
            (
                f"{path}.document",
                f"documents 中没有“{key}”；有：{listed}。请先在 documents 中写明标题、文号、年份",
                f"no document {key!r}; known are: {', '.join(documents)}. List it under documents first",
            )
        )
        return {**value, "document": str(key)}
    return {**value, "document": document.get("title"), "number": document.get("number"), "year": document.get("year")}


def _clause_problems(clause: Mapping[str, Any], path: str, documents: Mapping[str, Any]) -> list[Problem]:
    """What is wrong with how a clause names its document."""
    example = "clause: {document: county, status: seen, place: 附件1}"
    found = [
        unknown_key(name, ["document", "status", "place", "note", "note_en"])
        for name in clause
        if name in {"number", "year"}
    ]
    problems = [(joined(path, name), zh, en) for name, zh, en in found]
    if "status" not in clause:
        zh = f"缺少 status（seen 见过原文 | recalled 凭记忆 | chosen 选定），例如 {example}"
        problems.append((path, zh, f"status is missing (seen, recalled or chosen), as in {example}"))
    document = documents.get(clause["document"]) if isinstance(clause["document"], str) else None
    if (
        clause.get("status") == "seen"
        and isinstance(document, dict)
        and not (document.get("number") and document.get("year"))
    ):
        place = f"documents.{clause['document']}"
        zh = "见过原文（seen）的文件须写明文号与年份，没有文号的写 number: 无文号"
        problems.append((place, zh, "a document that was seen needs its number (or 无文号) and its year"))
    return problems


def _unsourced(inherited: Mapping[str, Any], own: Mapping[str, Any]) -> Iterator[Problem]:
    """Values that are changed, and would go on under the clause of what they were."""
    for section in (name for name in BY_KEY if name not in {*CASES, "years"}):
        above, value = inherited.get(section), own.get(section)
        if not isinstance(above, dict) or not isinstance(value, dict) or "clause" in value:
            continue
        sourced = {"clauses", *(value["clauses"] if isinstance(value.get("clauses"), dict) else ())}
        for name in value:
            if name not in sourced and name in above and value[name] != above[name]:
                zh = f"改了继承来的 {name}，须写明依据：clause，或 clauses: {{{name}: …}}"
                en = f"{name} is changed; say what it rests on: clause, or clauses: {{{name}: …}}"
                yield f"{section}.{name}", zh, en
    bands, changes = inherited.get("bands"), own.get("bands")
    known = {_id(band) for band in bands} if isinstance(bands, list) else set()
    for index, change in enumerate(changes if isinstance(changes, list) else ()):
        if (
            isinstance(change, dict)
            and _id(change) in known
            and set(RANGE_KEYS) & set(change)
            and "clause" not in change
        ):
            zh = "改了继承来的档次，须写明依据 clause"
            yield f"bands[{index}]", zh, "the band is changed; say what it rests on with clause"


def _merged(inherited: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(inherited)
    for key, value in own.items():
        above = inherited.get(key)
        if key in BY_KEY and isinstance(above, dict) and isinstance(value, dict) and not isinstance(value, Repeated):
            merged[key] = above | value
            if key == "years" and "clause" not in value:
                merged[key].pop("clause", None)  # other years rest on something else, or on nothing that is said
            if isinstance(above.get("clauses"), dict) and isinstance(value.get("clauses"), dict):
                merged[key]["clauses"] = above["clauses"] | value["clauses"]
        elif key in BY_ID and isinstance(above, list) and isinstance(value, list):
            merged[key] = _by_id(above, value)
        else:
            merged[key] = value
    return merged


def _moved(inherited: Mapping[str, Any], own: Mapping[str, Any]) -> Callable[[str], str]:
    """Where a path of the file leads to, once its entries stand among those that it inherits."""
    order: dict[str, str] = {}
    for section in BY_ID:
        above, below = inherited.get(section), own.get(section)
        if not isinstance(above, list) or not isinstance(below, list):
            continue
        merged = _by_id(above, below)
        names = [_id(item) for item in merged]
        for index, item in enumerate(below):
            # An entry without an id stands where it stands: it is itself, and no other.
            same = [place for place, one in enumerate(merged) if one is item]
            place = names.index(_id(item)) if _id(item) in names and _id(item) is not None else next(iter(same), index)
            order[f"{section}[{index}]"] = f"{section}[{place}]"

    def move(path: str) -> str:
        head, bracket, tail = path.partition("]")
        return order.get(head + bracket, head + bracket) + tail

    return move


def _by_id(above: list[Any], own: list[Any]) -> list[Any]:
    changes = {item["id"]: item for item in own if isinstance(item, dict) and isinstance(item.get("id"), str)}
    known = [_id(item) for item in above]
    merged = [_changed(item, changes.get(_id(item) or "", {})) if isinstance(item, dict) else item for item in above]
    return [*merged, *(item for item in own if _id(item) is None or _id(item) not in known)]


def _id(item: object) -> str | None:
    """The id of an entry, or None where it has none."""
    name = item.get("id") if isinstance(item, dict) else None
    return name if isinstance(name, str) else None


def _changed(item: dict[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    """An entry with what is written anew; the new end of a range replaces the old one, whosever it was."""
    replaced = set()
    for ends in (RANGE_KEYS[:2], RANGE_KEYS[2:]):
        if set(ends) & set(change):
            replaced |= set(ends)
    return {key: value for key, value in item.items() if key not in replaced} | dict(change)
