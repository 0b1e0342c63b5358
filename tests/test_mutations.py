"""
Change one thing in a rulebook that ships, and somebody notices: the loader, `verify`, or a worked case.

Every number is moved, the owner of every bound is changed, every choice is replaced by each other one, every word is
left out, one at a time, in the text of the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files
from typing import Any

import pytest
from attrs import frozen

import casework
import test_cases
import test_rate_cases
from budgetperf.errors import RulebookError
from budgetperf.formats.rulebooks import load_rulebook, shipped_names, shipped_rulebooks
from budgetperf.formats.rulebooks.loading import read_bytes
from budgetperf.scoring.laws.verify import verify
from budgetperf.scoring.rulebook import Rulebook

# What says where a value comes from and what it is called, and not what it is.
SAID = re.compile(
    r"#[^\n]*"
    r"|^(?:format|name|extends|title|title_en|supersedes):[^\n]*"
    r"|^ +(?:- )?title(?:_en)?:[^\n]*"
    r"|\b(?:title|title_en|reason|reason_en|id|note|place):[^\n,}]*"
    r"|^documents:\n(?:[ ]+[^\n]*\n)+"
    r"|^waivers:\n(?:[ ]+[^\n]*\n)+"
    r"|\b\w*clause: \{[^}]*\}"
    r"|^ +clauses:\n(?: {4}[^\n]*\n)+",
    re.MULTILINE,
)
NUMBER = re.compile(r"(?<![\w.%-])-?\d+(?:\.\d+)?%?(?![\w.])")
OWNERS = {"from": "above", "above": "from", "to": "below", "below": "to"}
OWNER = re.compile(r"\b(from|above|to|below)(?=: -?[\d.])")
KNOT = re.compile(r"\{x: [^,]+, left: (?P<left>[^,]+), at: (?P<at>[^,]+), right: (?P<right>[^}]+)\}")
CHOICES = (
    ("attainment", "inverse", "excess", "distance", "actual", "rate"),
    ("share", "points", "deduction"),
    ("error", "warning", "advice"),
    ("half-up", "down"),
    ("judged", "nothing"),
    ("kept", "zero"),
    ("true", "false"),
)
CHOICE = re.compile(r"(?<=: )(" + "|".join(word for words in CHOICES for word in words) + r")(?=[,}\n])")
LIST = re.compile(r"(?P<key>[\w\"]+): \[(?P<items>[^\[\]{}]*)\]")


@frozen
class Mutation:
    """One change of a file."""

    line: int
    old: str
    new: str
    text: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.old} → {self.new}"


def mutations(text: str) -> Iterator[Mutation]:
    """Every change of one value."""
    masked = SAID.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    for match, new in _changes(masked):
        line = text.count("\n", 0, match[0]) + 1
        yield Mutation(line, text[match[0] : match[1]], new, text[: match[0]] + new + text[match[1] :])


Change = tuple[tuple[int, int], str]


def _changes(masked: str) -> Iterator[Change]:
    yield from _moved(masked)
    for match in CHOICE.finditer(masked):
        words = next(words for words in CHOICES if match[0] in words)
        yield from ((match.span(), word) for word in words if word != match[0])
    for match in LIST.finditer(masked):
        items = [item.strip() for item in match["items"].split(",")]
        if len(items) > 1 or not NUMBER.fullmatch(items[0] or "0"):
            for index in range(len(items)):
                yield match.span("items"), ", ".join(items[:index] + items[index + 1 :])


def _moved(masked: str) -> Iterator[Change]:
    """Numbers moved, and bounds given to the other side."""
    for match in NUMBER.finditer(masked):
        for new in _other_numbers(match[0]):
            yield match.span(), new
    for match in OWNER.finditer(masked):
        yield match.span(), OWNERS[match[0]]
    for match in KNOT.finditer(masked):
        for side in ("left", "right"):
            if match[side].strip() != match["at"].strip():
                yield match.span("at"), match[side]


def _other_numbers(text: str) -> Iterator[str]:
    sign = "%" if text.endswith("%") else ""
    number, places = text.rstrip("%"), len(text.rstrip("%").partition(".")[2])
    step = 10**-places if places else 1
    for other in (float(number) + step, float(number) - step):
        yield f"{other:.{places}f}{sign}"


def cases_of(name: str) -> list[tuple[Callable[..., None], Mapping[str, Any]]]:
    """Every worked case of a rulebook, with the test that runs it."""
    found = []
    for module in (test_cases, test_rate_cases):
        for test in vars(module).values():
            for mark in getattr(test, "pytestmark", ()):
                if mark.name == "parametrize" and mark.args[0] == ("case", "book"):
                    pairs = [getattr(pair, "values", pair) for pair in mark.args[1]]
                    found += [(test, case) for case, book in pairs if book == name]
    return found


def is_noticed(name: str, text: str, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether a changed file is refused, breaks a law, or fails a case: of its own, or of a book that extends it."""
    data = {**SHIPPED, name: text.encode()}
    try:
        changed = {other: read_bytes(other, data[other], find=data.get).rulebook for other in (name, *HEIRS[name])}
    except RulebookError:
        return True

    def load(asked: str) -> Rulebook:
        return changed.get(asked) or load_rulebook(asked)

    def shipped() -> tuple[Rulebook, ...]:
        return tuple(changed.get(book.name, book) for book in shipped_rulebooks())

    for module in (casework, test_cases, test_rate_cases):
        monkeypatch.setattr(module, "load_rulebook", load)
        monkeypatch.setattr(module, "shipped_rulebooks", shipped, raising=False)
    for book in changed:
        for test, case in CASES[book]:
            try:
                test(case, book)
            except (AssertionError, RulebookError, StopIteration):
                return True
    return any(verify(book) for book in changed.values())


SHIPPED = {name: (files("budgetperf") / "rulebooks" / f"{name}.yaml").read_bytes() for name in shipped_names()}
HEIRS = {
    name: [other for other, data in SHIPPED.items() if f"\nextends: {name}\n".encode() in data] for name in SHIPPED
}
CASES = {name: cases_of(name) for name in SHIPPED}
PARTS = 8


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("name", shipped_names())
def test_every_change_is_noticed(name: str, part: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """In slices, so that several processes can share the work."""
    text = SHIPPED[name].decode()
    changes = list(mutations(text))[part::PARTS]
    missed = [str(change) for change in changes if not is_noticed(name, change.text, monkeypatch)]
    assert missed == []


@pytest.mark.parametrize("name", shipped_names())
def test_the_file_itself_is_sound(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is noticed is the change, and not the file."""
    text = SHIPPED[name].decode()
    assert not is_noticed(name, text, monkeypatch)
