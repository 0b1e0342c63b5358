"""A small part of the error-injection study; `python benchmarks/injection.py` runs all of it."""

from __future__ import annotations

import doctest
import re
import sys
from functools import cache
from pathlib import Path
from random import Random

import pytest
from attrs import evolve

import budgetperf as bp
from budgetperf.testing.departments import random_accounts
from budgetperf.testing.printing import print_accounts

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))

import chinese
import forms
import injection
import slips
import study
import tally
import trials

BOOK = bp.load_rulebook("hunan-2022")


@cache
def subject() -> study.Subject:
    """A department with one project, small enough to be searched by brute force."""
    books = random_accounts(Random(5), 1, prose=False)  # noqa: S311 - the same books every time
    books = evolve(books, umbrella=False, operations=None, maintenance=None)
    return study.Subject("small", print_accounts(books, rulebook=BOOK), BOOK)


def errors(count: int) -> list[study.Case]:
    """Some errors of every kind, the same ones every time."""
    found = list(subject().cases(1))
    Random(1).shuffle(found)  # noqa: S311 - the same errors every time
    kinds = dict.fromkeys(case.slip.kind for case in found)
    each = [[case for case in found if case.slip.kind == kind] for kind in kinds]
    return [case for cases in each for case in cases[: -(-count // len(each))]]


@pytest.mark.parametrize("module", [chinese, forms, slips, study, tally, trials], ids=lambda module: module.__name__)
def test_examples_of_the_docstrings(module: object) -> None:
    """What the docstrings of the study show is so."""
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type] # parametrize has forgotten the type


class TestOneError:
    """What the library says of one error is what can be said of it."""

    def test_every_kind(self) -> None:
        """Every broken sum is seen; the first diagnosis has the cells that brute force cannot tell apart."""
        judged = [subject().single(case) for case in errors(48)]
        assert list(tally.failures("small", judged)) == []
        assert set(slips.KINDS) >= {one.case.slip.kind for one in judged}
        assert sum(one.contradicted for one in judged) > len(judged) // 4

    def test_no_error(self) -> None:
        """What says the same in other words is no error."""
        path, text = next((path, text) for path, text in subject().trials.texts.items() if text.endswith("万元"))
        case = study.Case(path, slips.Slip("other", "same", f"0{text}"))
        judged = subject().single(case)
        assert (judged.seen, judged.contradicted, judged.diagnosed) == (False, False, False)


class TestSeveralErrors:
    """Two errors at once, each of which contradicts something alone."""

    def test_two(self) -> None:
        """Of pairs that the oracle can decide, both cells are named within the first three ranks."""
        seen = [case for case in errors(60) if subject().trials.violated({case.path: case.slip.text})]
        pairs = [pair for pair in zip(seen[::2], seen[1::2], strict=False) if pair[0].path != pair[1].path][:6]
        judged = [found for pair in pairs if (found := subject().several(pair)) is not None]
        decided = [found for found in judged if found.decided]
        assert decided
        assert [found.cases for found in decided if not found.together] == []


class TestOracle:
    """The oracle learns from `reconcile` alone what the entries compute."""

    def test_every_entry_is_understood(self) -> None:
        """Each entry that was evaluated is a sum or a rate whose residual its own arithmetic gives again."""
        evaluated = {line.id for line in subject().trials.ledger({}).values() if line.residual is not None}
        assert evaluated <= set(subject().oracle.lessons.forms)

    def test_a_cell_that_stands_alone(self) -> None:
        """A total that three places confirm is the only one to blame, and there is one value for it."""
        path = "scorecards[0].budget.rows[0].funds.spent"
        explained = subject().oracle.explain({path: "1.11万元"}, tried=True)
        assert [path] == [one.path for one in explained]
        assert study.same_figure(subject().trials.texts[path], explained[0].values[0])

    def test_nothing_to_explain(self) -> None:
        """Without a contradiction there is nothing to explain."""
        assert subject().oracle.explain({}, tried=True) == ()


class TestNames:
    """Places in a text move when a figure before them gets longer; their names do not."""

    @pytest.mark.parametrize("text", ["1.5万元", "1234567.89万元", None])
    def test_moved(self, text: str | None) -> None:
        """A figure after a changed one is called by where it stood before."""
        section = bp.Section(level=1, title="支出", paragraphs=["支出96.73万元，其中接待4.08万元。"])
        filing = bp.Filing(reports=[bp.Report(kind="department", sections=[section])])
        place = "reports[0].sections[0].paragraphs[0]"
        changed, names = trials.changed(filing, {f"{place}@2+7": text})
        start = str(bp.look_up(changed, place)).index("4.08")
        assert f"X3:{place}@14+6" == names.original(f"X3:{place}@{start}+6")
        assert names.original("X1:scorecards[0]") == "X1:scorecards[0]"


def test_no_false_alarm() -> None:
    """Filings printed from consistent books contradict nothing, with last year's filing and without."""
    assert dict(injection.find_alarms((1, 0, 20))) == {"filings": 20, "diagnoses": 0}


def test_the_page_has_a_place_for_the_tables(tmp_path: Path) -> None:
    """The tables go between the two comments, and replace what stood there; nothing else of the page changes."""
    page = tmp_path / "injection.md"
    page.write_text(injection.PAGE.read_text(encoding="utf-8"), encoding="utf-8")
    injection.write_page("one", page)
    injection.write_page("two", page)
    before, tables, after = page.read_text(encoding="utf-8").partition(
        "<!-- tables -->\n\ntwo\n\n<!-- end of tables -->"
    )
    assert tables
    old = injection.PAGE.read_text(encoding="utf-8")
    assert old.startswith(before)
    assert old.endswith(after)


def test_the_chinese_page_has_the_same_tables() -> None:
    """Every row of the English page, and no English word is left of it but names of files and of code."""
    tables = chinese.in_chinese(injection.tables_of(injection.PAGE))
    assert tables == injection.tables_of(injection.CHINESE_PAGE)
    assert {"filing-clean", "filing-2022", "from_json"} == set(re.findall(r"[a-z][\w-]+", tables))
