"""Reading a label: the few words before a figure, which are understood completely or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from attrs import field, frozen

from budgetperf.domain.names import NameKey, key_of_plain, plain_name
from budgetperf.reconciliation.prose.lexicon import (
    ANY_COLUMN,
    ENDINGS,
    GENERAL_BUDGET,
    OPENINGS,
    OWN_WORDS,
    PRIOR,
    SPENT,
    SUBJECT_AT_END,
    SUBJECT_SIGNS,
    WEAK,
    Columns,
    Subject,
    endings_of,
    measure_of,
)

__all__ = ["Label", "Words", "read_label"]

_LONGEST = 40
_YEAR = re.compile("(?:(20[0-9]{2})(?:年度?|财年)|(上年度?|去年|上一年度?)|本年度?|今年|当年)(?:同期)?")
_YEAR_AT_END = re.compile("(?:(20[0-9]{2})年度?|(上年度?|去年|上一年度?)|本年度?|今年|当年)$")
_WE = re.compile("(?:我|本)(?:县|市|区|州)?(?:单位|部门|委|局|馆|部|办|中心|院|镇|乡|街道|站|会|所|队|校|处|厅|社)?")
_SHORTEST_NAME = 2
_GENERIC = frozenset("专工项经资")
_OPENING = re.compile("|".join(sorted(map(re.escape, OPENINGS), key=len, reverse=True)))
_FUND = re.compile("|".join(GENERAL_BUDGET))
# With these signs the words before a subject begin that are no unit; most words begin with others.
_OPENING_SIGNS = frozenset(word[0] for word in (*OPENINGS, *GENERAL_BUDGET)) | frozenset("2上去本今当我")


@frozen(kw_only=True)
class Words:
    """
    The names that mean something in one text.

    Attributes:
        names: The budget lines and projects, by normalised name, each with the subject that it names.

        exact: Names that mean something only as they are printed, without marks and white space.

        units: The names of the department, without white space.

        year: The budget year, or None.

        own: Whether 项目, 专项资金 and the like mean the one project that the text is about.

        own_names: The names of that project, normalised and as they are printed.

        begin: The signs with which the names begin.

        known: What labels say in which no name of the project can stand, for the texts of all projects.
    """

    names: Mapping[NameKey, str]
    exact: Mapping[str, str] = field(factory=dict)
    units: tuple[str, ...] = field(default=(), converter=tuple[str, ...])
    year: int | None = None
    own: bool = False
    own_names: Mapping[str, str] = field(factory=dict)
    begin: frozenset[str] = field()
    # Reports say the same again and again, and of each project: it is read but once. It is gone with the reading.
    known: dict[str, Label] = field(factory=dict, eq=False, repr=False)

    @begin.default
    def _begin(self) -> frozenset[str]:
        return frozenset(name[0] for name in (*self.names, *self.exact, *self.own_names) if name)


@frozen(kw_only=True)
class Label:
    """
    What a label says.

    Attributes:
        subject: What it names: a `Subject`, the path of a budget line, *unknown* where it names something else,
            or None where it names nothing.

        columns: Which columns its words allow; none where it does not say.

        general: Whether it says that only the general budget is meant.

        year: ``prior``, ``this``, ``other``, or empty.

        foreign: Whether it names something known after words that are not: 追加人员经费.

        weak: Whether only a word such as 支出 says which columns, which may mean no more than the money.
    """

    subject: str | None = None
    columns: Columns = ()
    general: bool = False
    year: str = ""
    weak: bool = False
    foreign: bool = False

    @property
    def is_known(self) -> bool:
        """Whether every word was understood."""
        return self.subject != Subject.UNKNOWN and self.year != "other"


_UNKNOWN = Label(subject=Subject.UNKNOWN)


def read_label(text: str, words: Words) -> Label:
    """
    Read a label.

    >>> label = read_label("2022年“三公”经费年初预算", Words(names={}, year=2022))
    >>> label.subject, label.columns
    (<Subject.THREE_PUBLIC: 'three_public'>, ('initial',))
    >>> read_label("追加项目支出", Words(names={})).subject
    <Subject.UNKNOWN: 'unknown'>
    """
    plain = plain_name(text)
    if len(plain) > _LONGEST:
        return _UNKNOWN
    for name in words.own_names:
        if name[:1] in plain and name[-1:] in plain:
            return _read(plain, words)
    label = words.known.get(plain)
    if label is None:
        label = words.known[plain] = _read(plain, words)
    return label


def _read(plain: str, words: Words) -> Label:
    # 基本支出合计 is 基本支出 and 合计, though 支出合计 is a word as well: what names a subject is tried first.
    trials: list[tuple[str, tuple[str, ...], str]] = [(plain, (), "")]
    tried: set[int] = set()
    bare: Label | None = None
    foreign = False
    while trials:
        rest, said, year = trials.pop()
        if len(rest) in tried:
            continue
        tried.add(len(rest))
        subject, before = _subject_at_end(rest, words)
        label = _read_opening(subject, before, words, said, year)
        if label is None and subject is not None:
            foreign = True
            # 以及少儿家谱专项经费: what ends like 专项经费 may be the name of a line.
            label = _read_opening(None, rest, words, said, year)
        if label is not None and label.subject is not None:
            return label
        bare = bare or label
        dated = _YEAR_AT_END.search(rest) if not year and rest.endswith(("年", "度")) else None
        if dated is not None:
            # 该项目2021年支出58.20万元
            trials.append((rest[: dated.start()], said, _which_year(dated, words)))
        trials += [(rest[: -len(word)], (*said, word), year) for word in endings_of(rest)]
    if bare is not None:
        return bare
    return Label(subject=Subject.UNKNOWN, columns=_columns_at_end(plain), foreign=foreign)


def _columns_at_end(text: str) -> Columns:
    """Which amount is meant of something that is not known: 扫描外包预算."""
    if measure := measure_of(text):
        return ENDINGS[measure]
    return ANY_COLUMN if "预算" in text else ()


def _subject_at_end(rest: str, words: Words) -> tuple[str | None, str]:
    """The subject at the end of these words, and what stands before it."""
    name = _named(rest, words)
    if name is not None:
        return name, ""
    found = SUBJECT_AT_END.search(rest) if rest[-1:] in SUBJECT_SIGNS else None
    if found is None:
        return None, rest
    subject = Subject(str(found.lastgroup))
    if words.own and subject in (Subject.PROJECTS, Subject.SPECIAL):
        subject = Subject.OWN
    return subject, rest[: found.start()]


def _named(rest: str, words: Words) -> str | None:
    """The line or project that goes by this name."""
    if words.own and rest in OWN_WORDS:
        return Subject.OWN
    # Keys are dear: a name begins as one of the names does, or with a word that its key leaves out.
    if len(rest) < _SHORTEST_NAME or not (rest[0] in words.begin or rest[0] in _GENERIC):
        return None
    key = key_of_plain(rest)
    own = words.own_names.get(rest) or words.own_names.get(key)
    return own or words.exact.get(rest) or words.names.get(key)


def _read_opening(subject: str | None, rest: str, words: Words, said: tuple[str, ...], dated: str) -> Label | None:
    """The label, if the words before its subject are understood as well."""
    if not rest:
        return _meaning(subject, said, (), dated, general=False)
    # Where no subject stands at its end, these words themselves were asked for already, and name nothing.
    start = _opening(rest, words, named=subject is not None)
    if start is None:
        return None
    rest, name, year, general, openings = start
    if subject is None and name is not None:
        # 2022年馆藏数字化: the name stands behind other words.
        subject, rest = name, ""
    if (rest and not _is_unit(rest, words)) or (dated and year):
        return None
    return _meaning(subject, said, openings, dated or year, general=general)


def _opening(rest: str, words: Words, *, named: bool) -> tuple[str, str | None, str, bool, list[str]] | None:
    """
    What is left of the words before a subject, and what that names.

    Then which year the words name, whether they say 一般公共预算, and the words.

    Args:
        rest: The words before the subject.

        words: The names that mean something.

        named: Whether all these words together may name something.
    """
    name: str | None = None
    year, general = "", False
    said: list[str] = []
    while rest and (name := _named(rest, words) if named else None) is None:
        named = True
        if rest[0] not in _OPENING_SIGNS and not rest.startswith(words.units):
            break
        dated = _YEAR.match(rest)
        if dated is not None:
            if year:
                return None
            year = _which_year(dated, words)
            rest = rest[dated.end() :]
            continue
        if (fund := _FUND.match(rest)) is not None:
            general, rest = True, rest[fund.end() :]
        elif rest.startswith(words.units):
            rest = next(rest[len(unit) :] for unit in words.units if rest.startswith(unit))
        elif (word := _OPENING.match(rest)) is not None:
            said.append(word[0])
            rest = rest[word.end() :]
        elif (ours := _WE.match(rest)) is not None:
            rest = rest[ours.end() :]
        else:
            break
    return rest, name, year, general, said


def _which_year(found: re.Match[str], words: Words) -> str:
    if found[1] is None:
        return "prior" if found[2] else "this"
    if words.year is None:
        return "other"
    return {words.year: "this", words.year - 1: "prior"}.get(int(found[1]), "other")


def _is_unit(rest: str, words: Words) -> bool:
    """Whether these words are a short form of the department's name: 统战部 of 某县委统一战线工作部."""
    if len(rest) < _SHORTEST_NAME:
        return False
    for unit in words.units:
        letters = iter(unit)
        if rest[-1] == unit[-1] and all(letter in letters for letter in rest):
            return True
    return False


def _meaning(
    subject: str | None, endings: Iterable[str], openings: Sequence[str], year: str, *, general: bool
) -> Label | None:
    columns: Columns = ()
    weak = False
    said = [(word, ENDINGS[word]) for word in endings]
    for word in openings:
        # 决算3.15万元，预算3.50万元: before nothing that is named, 预算 is no opening of 预算项目支出.
        alone = subject is None and openings[-1:] == [word]
        said.append((word, ENDINGS.get(word, OPENINGS[word]) if alone else OPENINGS[word]))
    for word, meant in said:
        if word in WEAK:
            weak = True
        elif meant:
            columns = tuple([column for column in meant if column in columns]) if columns else meant
            if not columns:
                return None
    weak &= not columns
    if weak:
        columns = SPENT
    if year == "prior":
        if columns and columns != SPENT:
            return Label(subject=subject, columns=columns, general=general, year="other")
        columns = PRIOR
    return Label(subject=subject, columns=columns, general=general, year=year, weak=weak)
