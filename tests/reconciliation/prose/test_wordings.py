"""
What is made of the many ways to say the same: every figure with all that is known of it, and every identity.

``wordings.yaml`` has the sentences, one point of reading after the other, and the words that stand in them;
``ledgers/wordings.txt`` has of each sentence the words that mean the same in it, and what they mean.
``python tests/reconciliation/prose/test_wordings.py`` writes it anew, after a deliberate change. Read the difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from pathlib import Path
from typing import NamedTuple

import attrs
import pytest
import yaml
from quoting import CLEAN, DEPARTMENT, PROJECT

import budgetperf as bp
from budgetperf.domain.written import fold
from budgetperf.reconciliation.evaluate import Readings, decide
from budgetperf.reconciliation.identity import Identity
from budgetperf.reconciliation.prose.books import Books
from budgetperf.reconciliation.prose.mentions import Mention
from budgetperf.reconciliation.prose.passages import passages
from budgetperf.reconciliation.prose.quoted import prose_identities
from budgetperf.reconciliation.prose.texts import read_texts

LEDGER = Path(__file__).parents[2] / "ledgers" / "wordings.txt"
_BUDGETS = [f"scorecards[{card}].budget" for card in range(3)]
_REVISED = "rows[0].funds.revised"


class Family(NamedTuple):
    """Sentences with ``{}`` for a word, and the words; where they stand, and in which filing."""

    name: str
    texts: list[str]
    words: str | Sequence[str] = ("",)
    stands: str = "department"
    filing: str = "clean"
    alone: bool = False

    @property
    def each(self) -> Sequence[str]:
        """The words, one by one."""
        return self.words.split() if isinstance(self.words, str) else self.words


FAMILIES: Mapping[str, Sequence[Family]] = {
    name: [Family(**family) for family in families]
    for name, families in yaml.safe_load(Path(__file__).with_name("wordings.yaml").read_text(encoding="utf-8")).items()
}


def changed(changes: Mapping[str, object]) -> bp.Filing:
    """The clean example with other values in some places."""
    return reduce(lambda filing, change: bp.replace(filing, *change), changes.items(), CLEAN)


FILINGS: Mapping[str, bp.Filing] = {
    "clean": CLEAN,
    # Lines with a count, and with brackets, in their names.
    "names": changed(
        {
            "base_table.projects.lines[0].name": "24小时自助查档点",
            "scorecards[1].subject": "24小时自助查档点",
            "base_table.projects.lines[1].name": "档案推介（冬季）",
            "scorecards[2].subject": "档案推介（冬季）",
        }
    ),
    # Money of another fund was spent as well.
    "funds": changed({f"{_BUDGETS[0]}.by_source[1].amount": bp.Money.parse("8.88万元")}),
    # Nothing shows which budget 附件1 holds.
    "no cards": changed({"scorecards": CLEAN.scorecards[:1]}),
    "no base": changed({"base_table": None}),
    "no year": changed({"year": None, "reports[0].heading.year": None}),
    # The breakdown is of no amount that the card has.
    "nature": changed({f"{_BUDGETS[0]}.by_nature[0].amount": bp.Money.parse("200万元")}),
    # It is of the revised budget, and nothing shows what was spent on projects.
    "revised": changed(
        {f"{_BUDGETS[0]}.by_nature[0].amount": bp.Money.parse("228.37万元"), "base_table": None},
    ),
    "twice": changed({"scorecards[2].subject": "馆藏数字化加工"}),
    "units": changed({"scorecards[1].implementer": "某县档案馆数字化中心"}),
    "one sheet": changed({"scorecards": CLEAN.scorecards[:2]}),
    "blank": changed({f"base_table.projects.special.{column}": None for column in ("prior", "initial", "spent")}),
    # More lines than cards, and some whose names mean nothing in a text.
    "lines": changed(
        {
            "base_table.projects.lines": [
                *(bp.look_up(CLEAN, f"base_table.projects.lines[{index}]") for index in range(2)),
                *(
                    bp.ProjectLine(name=name, funds=bp.Funds(initial=f"{amount + 1}万元", spent=f"{amount}万元"))
                    for name, amount in (("档案宣传活动", 8), ("库房设备更新", 3), ("其他", 2), ("市级", 5))
                ),
            ],
            "base_table.projects.operations.spent": bp.Money.parse("5万元"),
        }
    ),
    # Initial and revised budgets are the same everywhere.
    "same": changed(
        {f"{budget}.{_REVISED}": bp.look_up(CLEAN, f"{budget}.rows[0].funds.initial") for budget in _BUDGETS}
    ),
}
# The paths of the texts, by where they stand.
_PLACES = {
    "department": re.compile(r"reports\[0\]\.sections\[[0-9]+\]\.paragraphs\[([0-9]+)\]"),
    "project": re.compile(r"reports\[1\]\.sections\[[0-9]+\]\.paragraphs\[([0-9]+)\]"),
    "aims": re.compile(r"scorecards\[0\]\.goals\[([0-9]+)\]\.expected"),
    "goals": re.compile(r"scorecards\[1\]\.goals\[([0-9]+)\]\.actual"),
}


def known(mention: Mention, word: str) -> str:
    """A figure with all that is known of it."""
    about = "" if mention.exact else "about "
    marks = [
        *([] if mention.sure else ["unsure"]),
        *(["named"] if mention.named else []),
        *(["bare"] if mention.bare else []),
        *(["general"] if mention.general else []),
        *(["less"] if mention.sign < 0 else []),
        *([f"from {'/'.join(mention.reference)}"] if mention.reference else []),
        *([f"of «{mention.share}»"] if mention.share is not None else []),
        *([f"in {mention.depth} brackets"] if mention.depth else []),
        *([mention.opening] if mention.opening else []),
        *(["each"] if mention.each else []),
        *([f"after {mention.separator!r}"] if mention.separator else []),
        f"{mention.sentence}.{mention.topic}",
    ]
    words = mention.label if mention.label == mention.name else f"{mention.name}»«{mention.label}"
    said = f"{about}{mention.figure} {mention.role} «{words.replace(fold(word), '{}') if fold(word) else words}»"
    return f"{said} {'+'.join(mention.subjects) or '–'} {'/'.join(mention.columns) or '–'}: {', '.join(marks)}"


def held_against(identity: Identity, readings: Readings) -> str:
    """A line of the ledger."""
    entry = decide(identity, readings.values).told(readings)
    sums = " ".join(f"{sign:+}·{one}" for one, sign in zip(entry.paths, entry.signs, strict=False))
    reason = "" if entry.reason is None else f" {entry.reason.key} {dict(entry.reason.values) or ''}"
    sides = "" if entry.stated is None else f" {entry.stated} ~ {entry.expected} of {entry.bound} {entry.unit}"
    return f"{entry.code} {identity.place} {entry.outcome}{sides}{reason} [{sums or ' '.join(entry.paths)}]"


def made_of(texts: Sequence[str], words: Sequence[str], family: Family) -> Iterator[str]:
    """What is made of each of these paragraphs: all its figures, and what they are held against."""
    place = _PLACES[family.stands]
    quoted_in = re.compile(rf"{place.pattern}@([0-9]+)\+([0-9]+)")
    filing = FILINGS[family.filing]
    reports = [attrs.evolve(each, sections=[]) for each in filing.reports]
    if family.stands in {"aims", "goals"}:
        part, card = ("expected", 0) if family.stands == "aims" else ("actual", 1)
        goals = [bp.Goal(expected=text) if part == "expected" else bp.Goal(actual=text) for text in texts]
        filing = bp.replace(filing, f"scorecards[{card}].goals", goals)
    else:
        report, section = PROJECT if family.stands == "project" else DEPARTMENT
        sections = [attrs.evolve(each, paragraphs=[]) for each in filing.reports[report].sections]
        sections[section] = attrs.evolve(sections[section], paragraphs=texts)
        reports[report] = attrs.evolve(reports[report], sections=sections)
    filing = attrs.evolve(filing, reports=reports)
    figures = bp.figures(filing)
    books = Books.of(filing, figures)
    lines: list[list[str]] = [[] for _ in texts]
    for each in read_texts(passages(books), books):
        if (found := place.fullmatch(each.passage.path)) is not None:
            lines[int(found[1])] += [known(mention, words[int(found[1])]) for mention in each.mentions]
    quoted = prose_identities(filing, figures)
    readings = Readings.of({**figures, **quoted.figures})
    for identity in quoted.identities:
        # The paragraphs are no report: that one repeats another says nothing here.
        if (found := place.search(identity.place)) is not None and (family.alone or identity.code != "X14"):
            line = quoted_in.sub(
                lambda at: texts[int(at[1])][int(at[2]) :][: int(at[3])], held_against(identity, readings)
            )
            word = words[int(found[1])]
            lines[int(found[1])].append(line.replace(word, "{}") if word.strip() else line)
    yield from ("".join(f"\n  {line}" for line in each) for each in lines)


def compared(text: str, family: Family) -> Iterator[str]:
    """A sentence, and the words that mean the same in it, with what is made of it."""
    yield text.replace("\n", "⏎")
    texts = [text.replace("{}", word) for word in family.each]
    if family.alone:
        said = [one for each, word in zip(texts, family.each, strict=True) for one in made_of([each], [word], family)]
    else:
        said = list(made_of(texts, family.each, family))
    alike: dict[str, list[str]] = {}
    for word, lines in zip(family.each, said, strict=True):
        alike.setdefault(lines, []).append(word.replace("\n", "⏎"))
    for lines, those in alike.items():
        yield from f" {' | '.join(those)}{lines}".splitlines()


def ledger(name: str) -> list[str]:
    """All sentences of some families, each family under its name."""
    lines = [f"═══ {name}"]
    for family in FAMILIES[name]:
        lines.append(f"── {family.name}")
        for text in family.texts:
            lines += compared(text, family)
    return lines


def kept() -> dict[str, list[str]]:
    """What the ledger has, by the name of the families."""
    found: dict[str, list[str]] = {}
    for line in LEDGER.read_text(encoding="utf-8").splitlines():
        if line.startswith("═══ "):
            lines = found.setdefault(line.removeprefix("═══ "), [])
        lines.append(line)
    return found


@pytest.mark.parametrize("name", FAMILIES)
def test_line_by_line(name: str) -> None:
    """The same words mean the same as ever, and are held against the same cells."""
    assert kept()[name] == ledger(name)


if __name__ == "__main__":
    LEDGER.write_text("\n".join(line for name in FAMILIES for line in ledger(name)) + "\n", encoding="utf-8")
