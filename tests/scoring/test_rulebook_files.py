"""Rulebooks as files: the ones that ship, and what a user's own may say."""

from __future__ import annotations

import decimal
import re
from collections.abc import Iterator
from decimal import Decimal
from hashlib import sha256
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import attrs
import pytest
from attrs import evolve

from budgetperf.domain.finding import Clause, ClauseStatus
from budgetperf.errors import RulebookError
from budgetperf.formats.rulebooks import load_rulebook, shipped_names, shipped_rulebooks
from budgetperf.scoring.curve import Knot
from budgetperf.scoring.rulebook import LevelWeights, Rulebook

OWN = """
format: budgetperf-rulebook/1
name: my-county
extends: mof-2020
title: 某县自评办法
title_en: rules of some county
years: {first: 2023, last: null}
documents:
  county: {title: 某县财政局通知, year: 2023}
weights:
  execution: 12.5
  levels: {产出指标: 47.5, 效益指标: 30, 满意度指标: 10}
  clause: {document: county, status: seen, place: 表头}
"""


def own(tmp_path: Path, text: str = OWN) -> Path:
    """A rulebook of one's own, as a file."""
    path = tmp_path / "my-county.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def without(text: str, section: str) -> str:
    """A rulebook without one of its sections."""
    return re.sub(rf"^{section}:.*\n(?:[ ].*\n)*", "", text, flags=re.MULTILINE)


def clauses(value: object) -> Iterator[Clause]:
    """Every clause in a rulebook."""
    if isinstance(value, Clause):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from clauses(item)
    elif attrs.has(type(value)):
        for inner in attrs.asdict(value, recurse=False).values():  # type: ignore[arg-type] # `has` has just said so
            yield from clauses(inner)


class TestShipped:
    """The rulebooks that ship."""

    def test_names(self) -> None:
        """Sorted, and each loads under its own name."""
        assert [*shipped_names()] == [book.name for book in shipped_rulebooks()] == ["hunan-2022", "mof-2020"]

    @pytest.mark.parametrize(
        ("name", "levels", "first"),
        [
            ("mof-2020", {"产出指标": 50, "效益指标": 30, "满意度指标": 10}, 2020),
            ("hunan-2022", {"产出指标": 30, "效益指标": 30, "满意度指标": 10, "成本指标": 20}, 2022),
        ],
    )
    def test_weights(self, name: str, levels: dict[str, int], first: int) -> None:
        """Weights and first budget year as documented; open-ended."""
        book = load_rulebook(name)
        weights = {level: Decimal(weight) for level, weight in levels.items()}
        assert (Decimal(10), weights) == (book.weights.execution, dict(book.weights.levels))
        assert (first, None) == (book.years.first, book.years.last)

    @pytest.mark.parametrize("book", shipped_rulebooks(), ids=lambda book: book.name)
    def test_every_rule_has_a_clause(self, book: Rulebook) -> None:
        """Seen, recalled or chosen; never an article number, and never a quotation of what is only recalled."""
        found = list(clauses(book))
        assert len(found) > 15
        for clause in found:
            assert clause.document
            assert clause.status in ClauseStatus
            assert re.search(r"第[0-9一二三四五六七八九十百]+条", f"{clause.place}{clause.note}") is None
            assert clause.status is not ClauseStatus.RECALLED or "“" not in (clause.note or "")

    @pytest.mark.parametrize("book", shipped_rulebooks(), ids=lambda book: book.name)
    def test_rules_have_their_own_ids(self, book: Rulebook) -> None:
        """A trace names a rule by its id."""
        cases = (book.positive, book.zero)
        ids = [rule.id for case in cases for rule in (*case.higher, *case.lower, *case.equal)]
        ids += [book.execution.id, *(band.id for band in book.bands)]
        assert sorted(set(ids)) == sorted(ids)

    @pytest.mark.parametrize("book", shipped_rulebooks(), ids=lambda book: book.name)
    def test_no_case_is_without_a_rule(self, book: Rulebook) -> None:
        """Every direction has a rule, for targets of zero and above."""
        assert all(getattr(case, way) for case in (book.positive, book.zero) for way in ("higher", "lower", "equal"))

    @pytest.mark.parametrize("book", shipped_rulebooks(), ids=lambda book: book.name)
    def test_bands_leave_no_gap(self, book: Rulebook) -> None:
        """From nothing to everything, each ending where the better one begins, and that end is the better one's."""
        ends = [(band.low, band.high, band.high_open) for band in book.bands]
        assert (Decimal(1), False, Decimal(0)) == (ends[0][1], ends[0][2], ends[-1][0])
        assert all(below[1:] == (above[0], True) for above, below in pairwise(ends))

    @pytest.mark.parametrize("book", shipped_rulebooks(), ids=lambda book: book.name)
    def test_no_word_is_in_two_bands(self, book: Rulebook) -> None:
        """And no listed word is caught by a denial."""
        words = [word for band in book.bands for word in band.words]
        denials = [part for band in book.bands for part in band.contains]
        assert sorted(set(words)) == sorted(words)
        assert not [word for band in book.bands[:-1] for word in band.words if any(part in word for part in denials)]

    @pytest.mark.parametrize("book", shipped_rulebooks(), ids=lambda book: book.name)
    def test_weighted_levels_have_names(self, book: Rulebook) -> None:
        """Every level-1 name that has a weight says which level-2 names belong under it."""
        assert dict(book.weights.levels).keys() <= dict(book.levels.names).keys()

    def test_what_is_not_said_is_inherited(self) -> None:
        """The Hunan forms print weights and names; the rules are the national ones."""
        hunan, mof = load_rulebook("hunan-2022"), load_rulebook("mof-2020")
        same = ("positive", "zero", "execution", "bands", "pairs", "rounding", "grades", "directions")
        assert all(getattr(hunan, section) == getattr(mof, section) for section in same)
        assert hunan.weights != mof.weights

    def test_the_hash_is_of_every_file_that_went_in(self) -> None:
        """A change of the inherited file changes the hash, too."""
        folder = files("budgetperf") / "rulebooks"
        mof, hunan = ((folder / f"{name}.yaml").read_bytes() for name in ("mof-2020", "hunan-2022"))
        assert sha256(mof).hexdigest() == load_rulebook("mof-2020").sha256
        assert sha256(hunan + mof).hexdigest() == load_rulebook("hunan-2022").sha256

    @pytest.mark.parametrize("name", shipped_names())
    def test_files_can_be_read_by_any_yaml(self, name: str) -> None:
        """UTF-8, Unix line ends, no tabs, and a first key that says what it is."""
        text = (files("budgetperf") / "rulebooks" / f"{name}.yaml").read_bytes().decode("utf-8")
        assert ("\r" in text, "\t" in text, "format: budgetperf-rulebook/1\n" in text) == (False, False, True)


class TestOwn:
    """A rulebook of one's own."""

    def test_read(self, tmp_path: Path) -> None:
        """Its own sections, the rest inherited, and its own clause."""
        book = load_rulebook(own(tmp_path))
        assert ("my-county", Decimal("12.5"), "某县财政局通知", 2023) == (
            book.name,
            book.weights.execution,
            book.weights.clause.document,
            book.weights.clause.year,
        )
        assert load_rulebook("mof-2020").positive == book.positive

    def test_by_text_or_path(self, tmp_path: Path) -> None:
        """A path may be given as text."""
        assert load_rulebook(own(tmp_path)) == load_rulebook(str(own(tmp_path)))

    def test_the_whole_national_file(self, tmp_path: Path) -> None:
        """A copy of a file that ships is a rulebook."""
        text = (files("budgetperf") / "rulebooks" / "mof-2020.yaml").read_text(encoding="utf-8")
        assert load_rulebook("mof-2020") == load_rulebook(own(tmp_path, text))

    def test_curves(self, tmp_path: Path) -> None:
        """Points are pairs, or say what a jump does."""
        rule = """
execution:
  id: steps
  title: 分档
  title_en: steps
  measure: execution
  scale: points
  curve: [[0, 0], {x: 0.8, left: 0, at: 7, right: 7}, {x: 1, left: 7, at: 10, right: 10}]
  clause: {document: county, status: chosen}
"""
        knots = load_rulebook(own(tmp_path, OWN + rule)).execution.curve.knots
        expected = (Knot(0, 0), Knot("0.8", 7, left=0, right=7), Knot(1, 10, left=7, right=10))
        assert expected == knots

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            (("budgetperf-rulebook/1", "budgetperf-rulebook/9"), "budgetperf-rulebook/1"),
            (("format: budgetperf-rulebook/1\n", ""), "budgetperf-rulebook/1"),
            (("extends: mof-2020", "extends: mof-1949"), "mof-2020"),
            (("extends: mof-2020", "extends: [mof-2020]"), "mof-2020"),
            (("extends: mof-2020", "extends: my-county"), "mof-2020"),
            (("extends: mof-2020\n", ""), "rounding"),
            (("document: county", "document: nowhere"), "nowhere"),
            (("document: county", "document: [county]"), "county"),
            (("execution: 12.5", "execution: 13"), "100"),
            (("execution: 12.5", "execution: 1e1"), "weights.execution"),
            (("execution: 12.5", "execution: .nan"), "weights.execution"),
            (("execution: 12.5", "execution: 十"), "weights.execution"),
            (("execution: 12.5", "execution: null"), "weights.execution"),
            (("execution: 12.5", "execution: [12.5]"), "weights.execution"),
            (("execution: 12.5", "execution: 12.5, more: 1"), "more"),
            (("status: seen", "status: certain"), "status"),
            (("first: 2023", "first: 二〇二三"), "first"),
            (("first: 2023", "first: 20230"), "first"),
            (("title: 某县自评办法", "title: [某县]"), "title"),
            (("name: my-county", "name: my-county\nname: my-county"), "name"),
            (("name: my-county", "surprise: 1\nname: my-county"), "surprise"),
            (("years: {first: 2023, last: null}", "years: 2023"), "years"),
            (("weights:", "weights: ["), ""),
        ],
    )
    def test_slips(self, tmp_path: Path, change: tuple[str, str], said: str) -> None:
        """A slip is named in both languages, with the file."""
        assert change[0] in OWN
        with pytest.raises(RulebookError) as caught:
            load_rulebook(own(tmp_path, OWN.replace(*change)))
        assert said in caught.value.zh
        assert said in caught.value.en
        assert "my-county" in caught.value.zh

    @pytest.mark.parametrize(
        "curve",
        [
            "[]",
            "5",
            "[[0, 0], [0, 1]]",
            "[[1, 0], [0, 1]]",
            "[[0]]",
            "[[0, 0, 0]]",
            "[{x: 0, at: 1}]",
            "[[0, .inf]]",
            "[a]",
        ],
    )
    def test_bad_curves(self, tmp_path: Path, curve: str) -> None:
        """A curve that is none is refused with an example."""
        rule = f"""
execution:
  id: steps
  title: 分档
  title_en: steps
  measure: execution
  curve: {curve}
  clause: {{document: county, status: chosen}}
"""
        with pytest.raises(RulebookError, match=r"execution|曲线"):
            load_rulebook(own(tmp_path, OWN + rule))

    @pytest.mark.parametrize(
        "grades",
        [
            "[]",
            "[{title: 优, title_en: a, low: 90}]",
            "[{title: 差, title_en: d, low: 0}, {title: 优, title_en: a, low: 90}]",
            "[{title: 优, title_en: a, low: 0}, {title: 差, title_en: d, low: 0}]",
        ],
    )
    def test_bad_grades(self, tmp_path: Path, grades: str) -> None:
        """Every total must have one grade."""
        with pytest.raises(RulebookError, match="等级"):
            load_rulebook(own(tmp_path, f"{OWN}\ngrades: {grades}\n"))

    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"\x00\x01",
            b"\xff\xfe\x00",
            "格式".encode("gbk"),
            b"[]",
            b"a: &x 1\nb: *x",
            b"!!python/object:x {}",
            b"{" * 10_000,
        ],
    )
    def test_no_rulebook_at_all(self, tmp_path: Path, data: bytes) -> None:
        """Whatever else a file may hold."""
        path = tmp_path / "book.yaml"
        path.write_bytes(data)
        with pytest.raises(RulebookError, match=re.escape(str(path))):
            load_rulebook(path)

    def test_too_large(self, tmp_path: Path) -> None:
        """A rulebook is a page or two; a megabyte of it is something else."""
        with pytest.raises(RulebookError, match="1 MB"):
            load_rulebook(own(tmp_path, OWN + "#" * 1_000_001))

    @pytest.mark.parametrize(
        ("name", "said"), [("hunan-2202", "hunan-2022"), ("mof2020", "mof-2020"), ("北京", "mof-2020")]
    )
    def test_unknown_name(self, name: str, said: str) -> None:
        """The nearest name is offered, and all that there are."""
        with pytest.raises(RulebookError, match=said) as caught:
            load_rulebook(name)
        assert name in caught.value.zh

    def test_a_folder(self, tmp_path: Path) -> None:
        """A folder is no file."""
        with pytest.raises(RulebookError):
            load_rulebook(tmp_path)


class TestInCode:
    """A rulebook made in code is held to the same sums."""

    def test_weights_are_summed_exactly(self) -> None:
        """In whatever decimal context."""
        mof = load_rulebook("mof-2020")
        levels = (("产出指标", Decimal("49.995")), ("效益指标", Decimal("30.005")), ("满意度指标", Decimal("7.5")))
        weights = LevelWeights(execution="12.5", levels=levels, clause=mof.weights.clause)
        with decimal.localcontext(decimal.Context(prec=3, traps=[decimal.Inexact])):
            assert weights == evolve(mof, weights=weights).weights

    def test_weights_that_do_not_add_up(self) -> None:
        """A rounding error is an error."""
        mof = load_rulebook("mof-2020")
        weights = LevelWeights(execution="10.000001", levels=mof.weights.levels, clause=mof.weights.clause)
        with pytest.raises(RulebookError, match="100"):
            evolve(mof, weights=weights)

    @pytest.mark.parametrize(
        ("section", "change", "said"),
        [
            ("weights", {"levels": (("产出指标", Decimal(-10)), ("效益指标", Decimal(100)))}, "负"),
            ("positive", {"higher": ()}, "规则"),
            ("zero", {"equal": ()}, "规则"),
            ("rounding", {"row": -1}, "小数"),
            ("rounding", {"row": 7}, "小数"),
            ("rounding", {"total": 7}, "小数"),
            ("rounding", {"tolerated": (0, 99)}, "小数"),
            ("years", {"last": 2019}, "年度"),
            ("explanation", {"low": "1.1"}, "explanation"),
        ],
    )
    def test_what_cannot_be_scored_by(self, section: str, change: dict[str, object], said: str) -> None:
        """Negative weights, a case without a rule, roundings to nowhere, years that end before they begin."""
        mof = load_rulebook("mof-2020")
        with pytest.raises(RulebookError, match=said):
            evolve(mof, **{section: evolve(getattr(mof, section), **change)})

    def test_rules_measure_what_their_case_has(self) -> None:
        """A ratio over a target of zero does not exist, and no target is an execution rate."""
        mof = load_rulebook("mof-2020")
        for changes in (
            {"zero": mof.positive},
            {"positive": mof.zero},
            {"execution": mof.positive.higher[0]},
            {"positive": evolve(mof.positive, higher=(mof.execution,))},
        ):
            with pytest.raises(RulebookError, match="measure"):
                evolve(mof, **changes)

    @pytest.mark.parametrize(("low", "high"), [("-0.1", "1"), ("0.8", "1.1"), ("0.9", "0.8")])
    def test_bands_are_shares(self, low: str, high: str) -> None:
        """From nothing to everything, and there is at least one."""
        mof = load_rulebook("mof-2020")
        with pytest.raises(RulebookError, match="low"):
            evolve(mof, bands=(evolve(mof.bands[0], low=low, high=high),))
        with pytest.raises(RulebookError, match="low"):
            evolve(mof, bands=())
