"""What a filing holds that a text may speak of: its lines and cards by name, and what each report is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from attrs import frozen

from budgetperf.domain.base_table import ORDINARY_LINES
from budgetperf.domain.figures import Figure
from budgetperf.domain.model import Filing, ScorecardKind
from budgetperf.domain.names import NameIndex, NameKey, leading_name, name_key, plain_name
from budgetperf.domain.quantity import Money
from budgetperf.domain.written import fold
from budgetperf.reconciliation.identity import Given, Premise
from budgetperf.reconciliation.parties import CardAt, Parties, holds_initial, holds_revised
from budgetperf.reconciliation.prose.labels import Label, Words
from budgetperf.reconciliation.prose.lexicon import Subject

__all__ = ["Books", "Scope"]

_SHORTEST_KEY = 2
_CAPITAL = re.compile("(?<![无未])(?<!没有)资本性支出")
# Names made of nothing but words that any budget uses; 其他资金 in a text is hardly the line 其他专项.
_COMMON = frozenset(
    [
        "其他",
        "其它",
        "支出",
        "预算",
        "决算",
        "本级",
        "县级",
        "市级",
        "省级",
        "中央",
        "上级",
        "财政",
        "部门",
        "单位",
        "办公",
        "人员",
        "公用",
    ]
)


@frozen(kw_only=True)
class Scope:
    """
    What a project report or a card is about.

    Attributes:
        cards: Indices of the cards.

        line: Path of its line in 附件1, or None.

        whole: Whether it is about all projects together.
    """

    cards: tuple[int, ...] = ()
    line: str | None = None
    whole: bool = False

    @property
    def is_known(self) -> bool:
        """Whether anything is known of it."""
        return bool(self.cards) or self.line is not None or self.whole


@frozen(kw_only=True, slots=False)
class Books:
    """
    A filing, laid open.

    Attributes:
        filing: The filing.

        figures: Its figures by path; what is not there is blank.

        parties: Its base table and cards.

        lines: The budget lines of 附件1 by normalised name, each with the path of its funds.

        reports: What each project report is about, by index of the report.

        other_sources: Whether money of another fund than the general budget was spent.

        capital: Whether a department report names capital outlays, which 附件1 leaves out of 公用经费.

        initial_held: What must be so for the budget column of 附件1 to hold the initial budget.

        revised_held: What must be so for it to hold the revised one; None where nothing shows that.

        either_held: What must be so for it to hold one as well as the other.
    """

    filing: Filing
    figures: Mapping[str, Figure]
    parties: Parties
    lines: Mapping[NameKey, str]
    reports: Mapping[int, Scope]
    other_sources: bool
    capital: bool
    initial_held: Given = ()
    revised_held: Given | None = None
    either_held: Given = ()

    @classmethod
    def of(cls, filing: Filing, figures: Mapping[str, Figure]) -> Books:
        """Lay a filing open."""
        parties = Parties.of(filing)
        lines = _only(_lines(filing))
        kinds = [report.kind for report in filing.reports]
        titles = _Titles.of(parties, lines, single=kinds.count(ScorecardKind.PROJECT) == 1)
        return cls(
            filing=filing,
            figures=figures,
            parties=parties,
            lines=lines,
            reports={
                index: titles.scope_of(report.heading.title or "")
                for index, report in enumerate(filing.reports)
                if report.kind is ScorecardKind.PROJECT
            },
            other_sources=_other_sources(parties.department),
            capital=any(
                _CAPITAL.search(text)
                for report in filing.reports
                if report.kind is ScorecardKind.DEPARTMENT
                for section in report.sections
                for text in section.paragraphs
            ),
            initial_held=holds_initial(parties),
            revised_held=holds_revised(parties),
            either_held=tuple((Premise(form=form),) for form in parties.budget_readings),
        )

    def scope_of_card(self, card: int) -> Scope:
        """What a project card is about."""
        return _card_scope(self.parties, card)

    def card_at(self, index: int) -> CardAt | None:
        """A card, by its index."""
        return self._cards.get(index)

    @cached_property
    def _cards(self) -> Mapping[int, CardAt]:
        return {card.index: card for card in self.parties.cards}

    def sheet_of(self, line: str) -> CardAt | None:
        """The card that is the sheet of a budget line."""
        index = self._sheets.get(line)
        return None if index is None else self.card_at(index)

    @cached_property
    def _sheets(self) -> Mapping[str, int]:
        return {line: index for index, line in self.parties.sheets.lines.items()}

    @cached_property
    def words(self) -> Words:
        """The names that mean something in the texts of the department."""
        department = self.parties.department
        found = [self.filing.department, None if department is None else department.card.subject]
        for card in self.parties.projects:
            found += [card.card.supervisor, card.card.implementer]
        units = {plain for name in dict.fromkeys(found) if name and len(plain := plain_name(name)) > 1}
        names: dict[NameKey, str] = dict(self.lines)
        exact: dict[str, str] = {}
        for card in self.parties.projects:
            subject = self.parties.sheets.lines.get(card.index, card.place)
            names.setdefault(name_key(card.card.subject or ""), subject)
            # 统战部专项 is a project, 统战部 is the department.
            exact.setdefault(plain_name(card.card.subject or ""), subject)
        if self.filing.base_table is not None:
            printed = dict(self.filing.base_table.labels).get("special")
            if printed:
                exact[plain_name(printed)] = Subject.SPECIAL
        for name in [name for name in names if not _means_much(name) or name in units]:
            del names[name]
        for printed_name in [name for name in exact if not name or name in units]:
            del exact[printed_name]
        return Words(
            names=names,
            exact=exact,
            units=sorted(units, key=lambda name: (-len(name), name)),
            year=self.filing.year,
        )

    def words_of(self, scope: Scope | None) -> Words:
        """The names that mean something in the texts of a project; without one, in those of the department."""
        if scope is None:
            return self.words
        card = self.card_at(scope.cards[0]) if len(scope.cards) == 1 else None
        subject = (card.card.subject if card is not None else None) or ""
        names = {name_key(subject), plain_name(subject)}
        line = self._keys.get(scope.line or "")
        names |= set() if line is None else {line}
        words = self.words
        own = {name: Subject.OWN for name in names if _means_much(name) and name not in words.units}
        return Words(
            names=words.names,
            exact=words.exact,
            units=words.units,
            year=words.year,
            own=True,
            own_names=own,
            begin=words.begin.union(name[0] for name in own),
            known=self._known,
        )

    @cached_property
    def names(self) -> NameIndex:
        """What the texts of the department may name, to be found in them."""
        return NameIndex.of(self.words.names)

    @cached_property
    def _known(self) -> dict[str, Label]:
        """What labels say in the texts of all projects."""
        return {}

    @cached_property
    def _keys(self) -> Mapping[str, NameKey]:
        return {line: key for key, line in self.lines.items()}


def _means_much(name: str) -> bool:
    return len(name) >= _SHORTEST_KEY and name not in _COMMON


def _only(found: Iterable[tuple[NameKey, str]]) -> Mapping[NameKey, str]:
    """Names that name one thing; a name that two lines share names neither."""
    paths: dict[NameKey, list[str]] = {}
    for key, path in found:
        paths.setdefault(key, []).append(path)
    return {key: named[0] for key, named in paths.items() if key and len(named) == 1}


def _lines(filing: Filing) -> Iterator[tuple[NameKey, str]]:
    base = filing.base_table
    if base is None:
        return
    for index, line in enumerate(base.projects.lines):
        yield name_key(line.name), f"base_table.projects.lines[{index}].funds"
    labels = dict(base.labels)
    for row, usual in ORDINARY_LINES:
        funds = getattr(base.projects, row)
        if any(amount is not None for amount in (funds.prior, funds.initial, funds.revised, funds.spent)):
            yield name_key(labels.get(row, usual)), f"base_table.projects.{row}"


@frozen(kw_only=True)
class _Titles:
    """What the titles of project reports may name: the cards, or without any the lines, by normalised name."""

    parties: Parties
    lines: Mapping[NameKey, str]
    single: bool
    projects: Mapping[NameKey, Sequence[int]]
    names: NameIndex

    @classmethod
    def of(cls, parties: Parties, lines: Mapping[NameKey, str], *, single: bool) -> _Titles:
        projects: dict[NameKey, list[int]] = {}
        for card in parties.projects:
            projects.setdefault(name_key(card.card.subject or ""), []).append(card.index)
        names = NameIndex.of(projects or [name for name in lines if len(name) > _SHORTEST_KEY])
        return cls(parties=parties, lines=lines, single=single, projects=projects, names=names)

    def scope_of(self, title: str) -> Scope:
        """What a project report is about, by its title."""
        # The title as it is printed, and as names are compared; no name goes over the end of a line.
        found = [NameKey(name) for name in self.names.within(f"{plain_name(title)}\n{name_key(title)}")]
        cards = self.parties.projects
        if not cards:
            return Scope(line=self.lines[found[0]]) if len(found) == 1 else Scope()
        named = self.projects.get(NameKey(leading_name(found) or ""), ())
        if len(named) == 1:
            return _card_scope(self.parties, named[0])
        if not found and self.single and len(cards) == 1:
            return _card_scope(self.parties, cards[0].index)
        if self.single:
            return Scope(cards=tuple(card.index for card in cards), whole=True)
        return Scope()


def _card_scope(parties: Parties, card: int) -> Scope:
    line = parties.sheets.lines.get(card)
    # A single card that is the sheet of no line is the sheet of all of them.
    whole = line is None and len(parties.projects) == 1
    return Scope(cards=(card,), line=line, whole=whole)


def _other_sources(department: CardAt | None) -> bool:
    if department is None:
        return False
    return any(
        item.amount is not None and not (isinstance(item.amount, Money) and item.amount.yuan == 0)
        for item in department.card.budget.by_source
        if "一般公共预算" not in fold(item.name)
    )
