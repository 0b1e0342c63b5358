"""Rulebooks as files: the ones that ship, and what a user's own may say."""

from __future__ import annotations

import decimal
import errno
import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

import attrs
import pytest
from attrs import evolve

from budgetperf.domain.finding import Clause, ClauseStatus
from budgetperf.errors import QuantityError, RulebookError
from budgetperf.formats.rulebooks import load_rulebook, shipped_names, shipped_rulebooks
from budgetperf.scoring.curve import Knot
from budgetperf.scoring.laws.verify import verify
from budgetperf.scoring.laws.violation import Law
from budgetperf.scoring.policy import LevelWeights, Years
from budgetperf.scoring.ranges import Range
from budgetperf.scoring.rule import FunctionRule
from budgetperf.scoring.rulebook import Rulebook

# The budget years of the rulebooks that must ship.
NAMED = {
    "mof-2018": (2016, 2019),
    "mof-2020": (2020, None),
    "mof-2021-cost": (2022, None),
    "framework-2013": (2013, None),
    "hunan-rates": (2015, 2020),
    "yueyang-rates": (None, 2020),
    "hunan-2022": (2022, None),
}
OWN = """
format: budgetperf-rulebook/1
name: my-county
extends: mof-2020
title: 某县自评办法
title_en: rules of some county
years: {first: 2023, last: null}
documents:
  county: {title: 某县财政局通知, number: 无文号, year: 2023}
weights:
  - id: county
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


def weighted(execution: str, **levels: str) -> Rulebook:
    """The national rulebook with other weights."""
    mof = load_rulebook("mof-2020")
    pairs = tuple((level, Decimal(weight)) for level, weight in levels.items())
    weights = LevelWeights(id="own", execution=execution, levels=pairs, clause=mof.weights[0].clause)
    return evolve(mof, weights=[weights])


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
        names = [book.name for book in shipped_rulebooks()]
        assert [*shipped_names()] == names == sorted(names)
        assert set(NAMED) <= set(names)

    @pytest.mark.parametrize(("name", "years"), NAMED.items())
    def test_years(self, name: str, years: tuple[int | None, int | None]) -> None:
        """The budget years in force, as documented."""
        book = load_rulebook(name)
        assert years == (book.years.first, book.years.last)

    @pytest.mark.parametrize(
        ("name", "levels"),
        [
            ("mof-2020", [{"产出指标": 50, "效益指标": 30, "满意度指标": 10}]),
            ("hunan-2022", [{"产出指标": 30, "效益指标": 30, "满意度指标": 10, "成本指标": 20}]),
            (
                "mof-2021-cost",
                [
                    {"成本指标": 20, "产出指标": 40, "效益指标": 20, "满意度指标": 10},
                    {"产出指标": 50, "效益指标": 30, "满意度指标": 10},
                ],
            ),
        ],
    )
    def test_weights(self, name: str, levels: list[dict[str, int]]) -> None:
        """The sets of weights as documented, with ten points for execution."""
        found = load_rulebook(name).weights
        assert [Decimal(10)] * len(levels) == [one.execution for one in found]
        assert [{level: Decimal(weight) for level, weight in one.items()} for one in levels] == [
            dict(one.levels) for one in found
        ]

    @pytest.mark.parametrize("book", shipped_rulebooks(), ids=lambda book: book.name)
    def test_every_law_holds(self, book: Rulebook) -> None:
        """Or is waived, with a reason in both languages and a clause."""
        assert verify(book) == ()
        for waiver in book.waivers:
            assert waiver.reason
            assert waiver.reason_en
            assert waiver.clause.document

    @pytest.mark.parametrize("book", shipped_rulebooks(), ids=lambda book: book.name)
    def test_what_was_seen_can_be_found(self, book: Rulebook) -> None:
        """A value marked seen has the title, number (or 无文号) and year of its document."""
        for clause in clauses(book):
            if clause.status is ClauseStatus.SEEN:
                assert clause.document
                assert clause.number
                assert clause.year

    @pytest.mark.parametrize("book", shipped_rulebooks(), ids=lambda book: book.name)
    def test_every_rule_has_a_clause(self, book: Rulebook) -> None:
        """Seen, recalled or chosen; never an article number, and never a quotation of what is only recalled."""
        found = list(clauses(book))
        assert len(found) > 5
        for clause in found:
            assert clause.document
            assert clause.status in ClauseStatus
            assert re.search(r"第[0-9一二三四五六七八九十百]+条", f"{clause.place}{clause.note}") is None
            assert clause.status is not ClauseStatus.RECALLED or "“" not in (clause.note or "")

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
        (weights,) = book.weights
        assert ("my-county", Decimal("12.5")) == (book.name, weights.execution)
        assert (
            weights.clause.document,
            weights.clause.number,
            weights.clause.year,
        ) == ("某县财政局通知", "无文号", 2023)
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
  weights: [10]
  curve: [[0, 0], {x: 0.8, left: 0, at: 7, right: 7}, {x: 1, left: 7, at: 10, right: 10}]
  clause: {document: county, status: chosen}
"""
        execution = load_rulebook(own(tmp_path, OWN + rule)).execution
        assert execution is not None
        expected = (Knot(0, 0), Knot("0.8", 7, left=0, right=7), Knot(1, 10, left=7, right=10))
        assert expected == execution.curve.knots

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            (("budgetperf-rulebook/1", "budgetperf-rulebook/9"), "budgetperf-rulebook/1"),
            (("format: budgetperf-rulebook/1\n", ""), "budgetperf-rulebook/1"),
            (("extends: mof-2020", "extends: mof-1949"), "mof-2020"),
            (("extends: mof-2020", "extends: [mof-2020]"), "mof-2020"),
            (("extends: mof-2020", "extends: my-county"), "my-county → my-county"),
            (("extends: mof-2020\n", ""), "rounding"),
            (("document: county", "document: nowhere"), "nowhere"),
            (("document: county", "document: [county]"), "county"),
            (("execution: 12.5", "execution: 13"), "100.5"),
            (("execution: 12.5", "execution: 1e1"), "weights[0].execution"),
            (("execution: 12.5", "execution: .nan"), "weights[0].execution"),
            (("execution: 12.5", "execution: 十"), "weights[0].execution"),
            (("execution: 12.5", "execution: null"), "weights[0].execution"),
            (("execution: 12.5", "execution: [12.5]"), "weights[0].execution"),
            (("execution: 12.5", "more: 1\n    execution: 12.5"), "more"),
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
        ("grades", "said"),
        [
            ("[{title: 优, title_en: a, from: 90}]", "0 不在任何一档"),
            ("[{title: 优, title_en: a, above: 90}, {title: 差, title_en: d, below: 90}]", "90 不在任何一档"),
            ("[{title: 优, title_en: a, from: 90}, {title: 差, title_en: d, to: 90}]", "90 同时在 优、差"),
            ("[{title: 优, title_en: a, from: 90, below: 80}, {title: 差, title_en: d, below: 90}]", "空的"),
            ("[{title: 优, title_en: a, from: 90, above: 80}, {title: 差, title_en: d, below: 90}]", "只能写一个"),
            ("[{title: 优, title_en: a, low: 90}, {title: 差, title_en: d}]", "未知的键"),
        ],
    )
    def test_bad_grades(self, tmp_path: Path, grades: str, said: str) -> None:
        """Every total must have one grade; whose a bound is must be said once."""
        with pytest.raises(RulebookError) as caught:
            load_rulebook(own(tmp_path, f"{OWN}\ngrades: {grades}\n"))
        assert said in caught.value.zh

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

    @pytest.mark.parametrize("asked", ["my-county", "city"])
    def test_no_permission(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: str) -> None:
        """A file that is there and may not be read is named, whether it was asked for or is extended by another."""
        closed, opened = own(tmp_path), Path.open
        city = "format: budgetperf-rulebook/1\nname: city\nextends: my-county\n"
        (tmp_path / "city.yaml").write_text(city, encoding="utf-8")

        def guarded(self: Path, *args: Any, **options: Any) -> Any:
            if self == closed:
                raise PermissionError(errno.EACCES, "Permission denied", str(self))
            return opened(self, *args, **options)

        monkeypatch.setattr(Path, "open", guarded)
        with pytest.raises(RulebookError, match=r"my-county\.yaml.*没有权限"):
            load_rulebook(tmp_path / f"{asked}.yaml")

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


# Everything that can be wrong at once, and the line of each.
WRONG = """format: budgetperf-rulebook/1
name: my-county
extends: your-county
title: 某县自评办法
title_en: rules of some county
years: {first: 2023, last: 2020}
surprise: 1
documents:
  county: {title: 某县财政局通知, yaer: 2023}
weights:
  - id: county
    execution: 12.5
    levels: {产出指标: 48, 效益指标: 30, 满意度指标: 10}
    clause: {document: county, status: seen}
positive:
  higher:
    - id: gap
      title: 分档
      title_en: bands
      measure: attainment
      curve: [{from: 90%, value: 1}, {below: 80%, value: 0}]
      clause: {document: nowhere, status: chosen}
    - id: overlap
      title: 分档
      title_en: bands
      measure: attainmint
      curve: [{from: 80%, value: 1}, {to: 80%, value: 0}]
      clause: {document: county, status: certain}
  lower:
    - id: unsorted
      title: 反向
      title_en: lower
      measure: excess
      curve: [[1, 0], [0, 1]]
grades:
  - {title: 优, title_en: a, above: 90}
  - {title: 良, title_en: b, from: 80, below: 90}
  - {title: 差, title_en: d, to: 80}
"""
PROBLEMS = (
    (3, "your-county"),
    (6, "2020"),
    (7, "surprise"),
    (9, "yaer"),
    (9, "documents.county"),
    (11, "100.5"),
    (21, "0.80"),
    (22, "nowhere"),
    (26, "attainmint"),
    (27, "0.80"),
    (28, "certain"),
    (30, "clause"),
    (34, "0"),
    (35, "90"),
    (38, "80"),
)


class TestEveryProblemAtOnce:
    """Whoever writes a rulebook is told all that is wrong with it, each with its line and what to write instead."""

    def test_lines(self, tmp_path: Path) -> None:
        """Unknown keys, gaps, overlaps, unsorted curves, sums, years, words, documents, what is inherited."""
        with pytest.raises(RulebookError) as caught:
            load_rulebook(own(tmp_path, WRONG))
        for text, line in ((caught.value.zh, "第 {} 行"), (caught.value.en, "line {}")):
            found = text.splitlines()[1:]
            assert len(PROBLEMS) == len(found)
            for (number, word), said in zip(PROBLEMS, found, strict=True):
                assert said.lstrip().startswith(line.format(number) + " "), said
                assert word in said

    @pytest.mark.parametrize("section", ["weights", "years", "grades", "positive.higher[0].curve"])
    def test_examples(self, tmp_path: Path, section: str) -> None:
        """A problem of form shows how it is written."""
        with pytest.raises(RulebookError) as caught:
            load_rulebook(own(tmp_path, WRONG))
        said = next(
            line for line in caught.value.zh.splitlines() if f"{section}：" in line or f"{section}[0]：" in line
        )
        assert "例如" in said

    def test_two_rules_for_one_case(self, tmp_path: Path) -> None:
        """Both apply to every row, and neither says that the other is in use too."""
        rest = "title: a, title_en: a, measure: actual, curve: [[0, 1]], clause: {document: county, status: seen}"
        text = f"{OWN}\nzero:\n  lower:\n    - {{id: one, {rest}}}\n    - {{id: two, {rest}}}\n"
        with pytest.raises(
            RulebookError, match=r"第 19 行 zero.lower\[1\]：one、two 同时适用于 weight 10.*alternative_to"
        ):
            load_rulebook(own(tmp_path, text))

    def test_unlawful_books_can_be_looked_at(self, tmp_path: Path) -> None:
        """Not scored by, but verified."""
        path = own(tmp_path, OWN.replace("execution: 12.5", "execution: 13"))
        assert [found.law for found in verify(load_rulebook(path, lawful=False))] == [Law.WEIGHTS]


class TestNotation:
    """How values are written."""

    def test_numbers_are_exact(self, tmp_path: Path) -> None:
        """9.5 without quotes is 9.5, and 0.1 % is 0.001."""
        text = OWN.replace("12.5", "9.5").replace("47.5", "50.5")
        text += "explanation: {low: 0.1%, high: 33.33%, clause: {document: county, status: chosen}}\n"
        book = load_rulebook(own(tmp_path, text))
        assert Decimal("9.5") == book.weights[0].execution
        assert book.explanation is not None
        assert (Decimal("0.001"), Decimal("0.3333")) == (book.explanation.low, book.explanation.high)

    @pytest.mark.parametrize(
        ("curve", "points"),
        [
            ("[{from: 90%, value: 5}, {from: 80%, below: 90%, value: 4}, {below: 80%, value: 0}]", "0 4 4 5 5"),
            ("[{above: 90%, value: 5}, {above: 80%, to: 90%, value: 4}, {to: 80%, value: 0}]", "0 0 4 4 5"),
            ("{below: 100%, every: 10%, by: 2, to: 5}", "5 4 2 2 0"),
            ("{above: 80%, below: 80%, every: 10%, by: 1, to: 5}", "1 0 0 1 1"),
            ("{points: [[0, 0], [50%, 50%]], continued: true}", "0.7 0.8 0.85 0.9 0.99"),
            ("[[0%, 0], {x: 85%, left: 1, at: 2, right: 3}]", "0.82 0.94 2 3 3"),
        ],
    )
    def test_curves(self, tmp_path: Path, curve: str, points: str) -> None:
        """Bands, staircases, straight lines that go on, jumps: at 70, 80, 85, 90 and 99 %."""
        rule = "id: own, title: a, title_en: a, measure: execution, clause: {document: county, status: chosen}"
        book = load_rulebook(own(tmp_path, f"{OWN}\nexecution: {{{rule}, curve: {curve}}}\n"))
        assert book.execution is not None
        found = [book.execution.curve.at(Fraction(x)) for x in ("0.7", "0.8", "0.85", "0.9", "0.99")]
        assert [Fraction(value) for value in points.split()] == [round(value, 2) for value in found]

    def test_differences_only(self, tmp_path: Path) -> None:
        """Bands are taken over by id, cases by direction; what is not written stays."""
        text = (
            OWN
            + """
bands:
  - {id: partly, from: 50%, clause: {document: county, status: seen}}
  - {id: missed, below: 50%, clause: {document: county, status: seen}}
zero: {equal: []}
"""
        )
        mof = load_rulebook("mof-2020")
        book = load_rulebook(own(tmp_path, text))
        assert [str(band.share) for band in book.bands] == ["[0.80, 1.00]", "[0.50, 0.80)", "[0.00, 0.50)"]
        assert [band.words for band in mof.bands] == [band.words for band in book.bands]
        assert (mof.zero.lower, ()) == (book.zero.lower, book.zero.equal)

    def test_a_neighbour_can_be_extended(self, tmp_path: Path) -> None:
        """A city's rulebook beside that of its province; documents are inherited, too."""
        own(tmp_path)
        city = "format: budgetperf-rulebook/1\nname: city\nextends: my-county\ntitle: 市\ntitle_en: city\n"
        city += "explanation: {low: 0.9, high: 1, clause: {document: county, status: seen}}\n"
        (tmp_path / "city.yaml").write_text(city, encoding="utf-8")
        book = load_rulebook(tmp_path / "city.yaml")
        assert book.explanation is not None
        assert (
            book.name,
            book.weights[0].id,
            book.explanation.clause.document,
        ) == ("city", "county", "某县财政局通知")

    def test_a_circle(self, tmp_path: Path) -> None:
        """Two rulebooks that each want the other."""
        for name, other in (("a", "b"), ("b", "a")):
            text = f"format: budgetperf-rulebook/1\nname: {name}\nextends: {other}\n"
            (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
        with pytest.raises(RulebookError, match=r"a → b → a|b → a → b") as caught:
            load_rulebook(tmp_path / "a.yaml")
        assert "第 3 行 extends" in caught.value.zh

    @pytest.mark.parametrize("name", ["../my-county", "/etc/passwd", "my-county.yaml", "a/b", "..", "", "con\\x"])
    def test_extends_leaves_no_folder(self, tmp_path: Path, name: str) -> None:
        """A name is a name, and no path."""
        own(tmp_path)
        (tmp_path / "sub").mkdir()
        path = tmp_path / "sub" / "book.yaml"
        path.write_text(OWN.replace("extends: mof-2020", f"extends: '{name}'"), encoding="utf-8")
        with pytest.raises(RulebookError, match="extends"):
            load_rulebook(path)


RULE = "id: own, title: a, title_en: a, clause: {document: county, status: chosen}"


class TestRefusedWithItsLine:
    """What officers and broken files get wrong: one message, in both languages, at the line where it stands."""

    @pytest.mark.parametrize(
        ("more", "line", "said"),
        [
            # a word where a list belongs is not a list of its characters
            (f"dates: [{{{RULE}, measure: days_late, curve: [[0, 1]], levels: 产出指标}}]", 15, "应为列表"),
            (f"dates: [{{{RULE}, measure: days_late, curve: [[0, 1]], weights: 58}}]", 15, "应为列表"),
            ("not_applicable: {words: 不适用, clause: {document: county, status: seen}}", 15, "应为列表"),
            ("grades: {}", 15, "应为列表"),
            ("moves: {level: 满意度指标}", 15, "应为列表"),
            # half a clause, or one that brings its own number
            ("corners: {deduction: true, clause: {document: county}}", 15, "status"),
            ("corners: {deduction: true, clause: {document: county, status: seen, year: 1999}}", 15, "year"),
            # a value of another document under an old clause
            ("rounding: {row: 0}", 15, "须写明依据"),
            ("bands: [{id: partly, from: 50%}]", 15, "须写明依据"),
            # keys that stand twice
            ("corners: {deduction: true, deduction: false, clause: {document: county, status: seen}}", 15, "deduction"),
            (f"execution: {{{RULE}, measure: execution, curve: [{{x: 0, x: 1, left: 0, at: 1, right: 1}}]}}", 15, "x"),
            # a measure that its case does not have, and every other problem with it
            (f"dates: [{{{RULE}, measure: attainment, curve: [[0, 1]]}}]", 15, "days_late"),
            # keys in Chinese
            ("权重: 3", 15, "权重"),
            # numbers that are out of place
            ("rounding: {row: -5, clause: {document: county, status: seen}}", 15, "0 至 6"),
            ("over_attainment: {ratio: 0, clause: {document: county, status: seen}}", 15, "ratio"),
            ("moves: [{level: 满意度指标, to: 满意度, clause: {document: county, status: seen}}]", 15, "满意度"),
            # what is inherited by name, and is not there
            ("positive: {higher: [nope]}", 15, "nope"),
            ("bands: [{id: [a]}]", 15, "bands"),
        ],
    )
    def test_line(self, tmp_path: Path, more: str, line: int, said: str) -> None:
        """One more line after the weights."""
        with pytest.raises(RulebookError) as caught:
            load_rulebook(own(tmp_path, f"{OWN.rstrip()}\n{more}\n"))
        assert any(f"第 {line} 行" in one and said in one for one in caught.value.zh.splitlines()), caught.value.zh
        assert f"line {line}" in caught.value.en

    def test_full_width_signs(self, tmp_path: Path) -> None:
        """A Chinese keyboard's colon is named, at its line."""
        with pytest.raises(RulebookError, match=r"第 \d+ 行有全角标点“：”"):
            load_rulebook(own(tmp_path, OWN.replace("execution: 12.5", "execution：12.5")))

    @pytest.mark.parametrize("name", ["mof-2020", "' '", "a" * 100, '"a\\tb"'])
    def test_names(self, tmp_path: Path, name: str) -> None:
        """A name of one's own, that can be said."""
        with pytest.raises(RulebookError, match="name"):
            load_rulebook(own(tmp_path, OWN.replace("name: my-county", f"name: {name}")))

    def test_the_mistakes_of_a_neighbour_are_its_own(self, tmp_path: Path) -> None:
        """They are told with its name and its lines, not with those of the book that extends it."""
        own(tmp_path, OWN.replace("execution: 12.5", "execution: 13"))
        city = "format: budgetperf-rulebook/1\nname: city\nextends: my-county\ntitle: 市\ntitle_en: city\n"
        (tmp_path / "city.yaml").write_text(city, encoding="utf-8")
        with pytest.raises(RulebookError, match=r"my-county.yaml 有 1 处问题：\n  第 11 行 weights"):
            load_rulebook(tmp_path / "city.yaml")

    def test_lists_have_an_end(self, tmp_path: Path) -> None:
        """Nobody writes five hundred rules, and nobody reads a thousand messages."""
        rules = ", ".join(
            f"{{{RULE.replace('own', f'r{number}')}, measure: days_late, curve: [[0, 1]]}}" for number in range(501)
        )
        with pytest.raises(RulebookError, match="501 项"):
            load_rulebook(own(tmp_path, f"{OWN}\ndates: [{rules}]\n"))
        many = "".join(f"key{number}: 1\n" for number in range(200))
        with pytest.raises(RulebookError, match="另有 150 处") as caught:
            load_rulebook(own(tmp_path, OWN + many))
        assert len(caught.value.zh.splitlines()) < 60


class TestInCode:
    """A rulebook made in code is held to the same sums."""

    def test_weights_are_summed_exactly(self) -> None:
        """In whatever decimal context."""
        with decimal.localcontext(decimal.Context(prec=3, traps=[decimal.Inexact])):
            assert verify(weighted("12.5", 产出指标="49.995", 效益指标="30.005", 满意度指标="7.5")) == ()

    def test_weights_that_do_not_add_up(self) -> None:
        """A rounding error is an error."""
        (found,) = verify(weighted("10.000001", 产出指标="50", 效益指标="30", 满意度指标="10"))
        assert (found.law, found.path, found.trials[0].outcome) == ("weights", "weights[0]", "100.000001")

    def test_weights_are_exact(self) -> None:
        """As text or as whole numbers, of levels as of execution; a float is none."""
        clause = Clause(document="示例")
        weights = LevelWeights(
            id="own", execution="10", levels=[("产出指标", "49.50"), ("效益指标", 40)], clause=clause
        )
        assert weights.levels == (("产出指标", Decimal("49.50")), ("效益指标", Decimal(40)))
        with pytest.raises(QuantityError):
            LevelWeights(id="own", execution="10", levels=[("产出指标", 49.5)], clause=clause)

    def test_a_negative_weight(self) -> None:
        """Though it adds up."""
        (found,) = verify(weighted("10", 产出指标="-10", 效益指标="100"))
        assert found.law is Law.WEIGHTS

    @pytest.mark.parametrize(
        ("section", "change", "said"),
        [
            ("rounding", {"row": -1}, "小数"),
            ("rounding", {"row": 7}, "小数"),
            ("rounding", {"total": 7}, "小数"),
            ("rounding", {"tolerated": (0, 99)}, "小数"),
            ("explanation", {"low": "1.1"}, "explanation"),
        ],
    )
    def test_what_cannot_be_scored_by(self, section: str, change: dict[str, object], said: str) -> None:
        """Roundings to nowhere, and bounds that leave nothing between them."""
        mof = load_rulebook("mof-2020")
        with pytest.raises(RulebookError, match=said):
            evolve(mof, **{section: evolve(getattr(mof, section), **change)})

    def test_years_that_end_before_they_begin(self) -> None:
        """No filing has them."""
        (found,) = verify(evolve(load_rulebook("mof-2020"), years=Years(first=2020, last=2019)))
        assert found.law is Law.YEARS

    @pytest.mark.parametrize("section", ["dates", "execution", "rates"])
    def test_functions_look_at_two_numbers(self, section: str) -> None:
        """There are none where a date, a budget or a rate alone is scored."""
        mof, rates = load_rulebook("mof-2020"), load_rulebook("hunan-rates")
        clause = Clause(document="示例")
        own = FunctionRule(id="own", title="自定", title_en="own", function=lambda *_: 0, clause=clause)
        row = evolve(rates.rates[0], rules=[own])  # type: ignore[list-item] # what users give
        changed: Any = {"rates": [row], "dates": [own], "execution": own}[section]
        with pytest.raises(RulebookError, match=f"rule own: a rule in {section}.* cannot be a Python function"):
            evolve(mof, **{section: changed})

    def test_rules_measure_what_their_case_has(self) -> None:
        """A ratio over a target of zero does not exist, and no target is an execution rate."""
        mof = load_rulebook("mof-2020")
        assert mof.execution is not None
        for changes in (
            {"zero": mof.positive},
            {"positive": evolve(mof.positive, higher=(mof.execution,))},
            {"execution": mof.positive.higher[0]},
            {"negative": evolve(mof.negative, lower=mof.positive.lower)},
            {"dates": mof.zero.lower},
        ):
            with pytest.raises(RulebookError, match="measure"):
                evolve(mof, **changes)

    @pytest.mark.parametrize(("low", "high"), [("-0.1", "1"), ("0.8", "1.1"), ("0.9", "1")])
    def test_bands_are_shares(self, low: str, high: str) -> None:
        """From nothing to everything, without a gap."""
        mof = load_rulebook("mof-2020")
        best = evolve(mof.bands[0], share=Range(low=low, high=high))
        assert Law.BANDS in {found.law for found in verify(evolve(mof, bands=(best, *mof.bands[1:])))}
