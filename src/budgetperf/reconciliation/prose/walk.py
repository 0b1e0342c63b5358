"""The words between the figures of a sentence: what they name, where lists open, and which words label which figure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from attrs import define, evolve, field

from budgetperf.domain.quotation import Quotation
from budgetperf.domain.written import fold
from budgetperf.reconciliation.prose.labels import Words, read_label
from budgetperf.reconciliation.prose.lexicon import (
    ANY_COLUMN,
    BESIDE,
    THREE_PUBLIC,
    Columns,
    Subject,
    is_under,
    measure_of,
)
from budgetperf.reconciliation.prose.passages import Kind
from budgetperf.reconciliation.prose.phrases import opening_of, read_reference
from budgetperf.reconciliation.prose.times import is_off, year_in

__all__ = ["State", "Walk", "sentence_ends"]

# Signs that end a sentence, or line breaks. A pattern that begins with one set of signs is found fast.
_STOPS = re.compile(r"[。！？!?\n](?:(?<!\n)[。！？!?]*|(?<=\n)\n*)")
# A sentence that goes on with the list of the one before.
_GOES_ON = re.compile(r"\s*(?:其中|包括|主要用于|具体为|具体用于|分别为)")
_FAR = 240
# No list has items with longer names.
_LONGEST_NAME = 80
# Stops are marks where the sentence goes on behind them: 决算4.08万元。其中公务接待费1.30万元.
_MARKS = re.compile(r"([,;:、。!?\n()\[\]【】])")
_OPEN, _CLOSE = "([【", ")]】"
_BRACKETS = frozenset(_OPEN + _CLOSE)
# （购置费10万元。）: what stands in brackets is told within the sentence.
_CLOSING = frozenset(_CLOSE + "）")
_NUMBERED = re.compile(
    r"(?:(?<=[,;:、。)])|(?<=其中|包括|用于|以及)|^)"
    r"(?:\([0-9一二三四五六七八九十]{1,2}\)|[0-9]{1,2}[、.](?![0-9])|[①-⑳]|[一二三四五六七八九十]是)"
)
# 、 within quotation marks separates nothing, and 因公出国（境）费 is one word.
_WITHIN = re.compile(r"[“\"‘《「『][^”\"’》」』]{1,40}[”\"’》」』]|\(境\)")
# With these signs what is quoted and what is numbered begins, and the list of what 一是 tells.
_UNUSUAL = re.compile('[“"‘《「『境0-9①-⑳(是]')
_JOINS = ("以及", "和", "及", "与")
_BETWEEN = ("、", "和", "及", "与", ",", "以及")
_APPORTIONED = re.compile("分别(?:为|是|达到?|支出|安排|用于)?$")
_GOAL = re.compile("目标(?![0-9一二三四五六七八九十])|指标值|预期")
# 主要原因是与上年持平: this year is spoken of.
_COMPARED = re.compile("(?:与|同|比|较|相较于)(?:上年|去年|上一年|20[0-9]{2}年)")
# Clauses that turn to somebody else: 下属单位…，公用经费5万元.
_OTHERS = re.compile("下属|所属|二级(?:单位|机构)|直属|乡镇|街道|各单位|兄弟单位|全县|全市|全省|全国|县直")


def sentence_ends(text: str, found: Sequence[Quotation]) -> list[int]:
    """Where sentences end, but for the last; not within a figure, and not where the next one goes on with a list."""
    ends: list[int] = []
    starts: list[int] = []
    for stop in _STOPS.finditer(text):
        begin, end = stop.span()
        if end == len(text):
            break  # most texts are one sentence
        starts = starts or [quotation.start for quotation in found]
        at = bisect_right(starts, begin) - 1
        within = at >= 0 and begin < starts[at] + found[at].length
        if not within and text[end] not in _CLOSING and _GOES_ON.match(text, end) is None:
            ends.append(end)
    return ends


@define(kw_only=True)
class State:
    """
    What the words of a sentence have said so far.

    Attributes:
        subject: What was named last.

        head: The whole whose parts are listed.

        columns: Which amounts were spoken of last.

        year: Which year: ``prior``, ``this``, ``other``, or empty.

        reference: What changes are compared with.

        clouded: Whether a clause with other words has come since the subject was named.

        off: Whether it speaks of a plan or of a part of the year.

        goal: Whether it tells what was to be reached.

        opened: Whether a list was opened since the measure was named.

        budget: Whether 预算 was spoken of in words that were not understood.

        foreign: Whether something known was named after words that are not: 追加人员经费.

        measured: Whether the subject was named with its own measure: 公务接待费年初预算.

        changed: What the last change was of, where its own label named that.

        within: What the figures are parts of: 项目支出中，人员经费5万元.

        among: The words for that.

        topic: The number of what was named last.

        known: All that its amounts were named after.

        unrated: What the last two amounts are of, if no rate has come since.

        counted: Whether the figure before is a count of something: 采购扫描仪3台，支出4.20万元.

        row: The columns of the last two amounts of a list that goes on: A 62.40万元、B 24.35万元.

        last: What the last amount was named after.

        meant: Which amounts the last one may be, and so the parts of a list that opens behind it.
    """

    subject: str | None = None
    head: str | None = None
    columns: Columns = ()
    year: str = ""
    reference: Columns = ()
    clouded: bool = False
    off: bool = False
    goal: bool = False
    opened: bool = False
    budget: bool = False
    foreign: bool = False
    measured: bool = False
    changed: str | None = None
    within: str | None = None
    among: str = ""
    topic: int = 0
    known: frozenset[str] = frozenset()
    unrated: tuple[str | None, ...] = ()
    counted: bool = False
    row: tuple[Columns, ...] = ()
    last: str | None = None
    meant: Columns = ()

    @property
    def is_of_both(self) -> bool:
        """Whether a rate may be of two things side by side: 基本支出225.25万元，项目支出83.63万元，执行率99%."""
        known = {subject for subject in self.unrated if subject not in (None, Subject.UNKNOWN)}
        return self.head is None and len(known) > 1 and not is_under(*map(str, self.unrated))


@define(kw_only=True)
class Walk:
    """
    The way through a text, from figure to figure.

    Attributes:
        words: The names that mean something in it.

        kind: What the text is.

        state: What its sentence has said so far.

        number: How many things it has named so far.

        depth: In how many brackets it is.

        name: The words since the last amount.

        joined: The words since the last mark or amount, counts among them.

        opening: How a list was opened since the last amount.

        separator: The first mark since the last amount.

        each: Whether the label begins with 用于.

        beside: What was named right before the label, with 、 between them: 人员经费、公用经费225.25万元.

        shared_out: Labels for the next figures, which stand before all of them.
    """

    words: Words
    kind: Kind
    state: State = field(factory=State)
    number: int = 0
    depth: int = 0
    name: str = ""
    joined: str = ""
    opening: str | None = None
    separator: str = ""
    each: bool = False
    beside: str = ""
    shared_out: list[str] = field(factory=list)
    _last_each: bool = False
    # Whether the figure stands alone in its brackets: 馆藏数字化（59.28万元）.
    _boxed: bool = False
    _outside: list[State] = field(factory=list)

    def turn(self) -> None:
        """Begin a new sentence."""
        self.state = State()
        self.depth, self.name, self.joined, self._boxed = 0, "", "", False
        self.opening, self.separator, self.shared_out, self._outside = None, "", [], []
        self.each = self._last_each = False

    def pass_amount(self) -> None:
        """Leave an amount behind."""
        self.name = self.joined = self.separator = ""
        self.opening, self._last_each, self.each = None, self.each, False

    def pass_count(self, printed: str) -> None:
        """Leave a count behind, which may be a part of a name: 24小时书房."""
        self._add(fold(printed))

    def label(self, gap: str, after: str, *, first: bool) -> str:
        """
        Take in the words before a figure; the last of them are its label.

        Args:
            gap: The words since the figure before, or since the sentence began.

            after: The sign right after the figure.

            first: Whether it is the first figure of the sentence.
        """
        if len(gap) > _FAR:
            gap, self.state.clouded, self.separator = gap[-_FAR:], True, "…"
        *parts, label = _MARKS.split(self._plain(fold(gap), after, first=first))
        self.beside = ""
        if parts:
            self._take(parts, first=first)
        label = self._opened(label)
        if not self.separator and not parts and label.startswith(_JOINS):
            self.separator = next(word for word in _JOINS if label.startswith(word))
        self._add(label)
        return label

    def _take(self, parts: Sequence[str], *, first: bool) -> None:
        """Take in the words before the label, each followed by a mark."""
        narrowed = False
        for place in range(0, len(parts), 2):
            chunk, mark = parts[place], parts[place + 1]
            tail = place == 0 and not first
            beside, number = self.beside, self.number
            if chunk:
                self._chunk(chunk, tail=tail)
            self.beside = chunk if mark == "、" and (beside or self.number > number) else ""
            if beside and self.number > number:
                self.state.subject = Subject.UNKNOWN  # 人员经费、公用经费，共225.25万元: of both
            if mark in _OPEN:
                # 高标准农田建设（2021年结转项目）50万元 is of a part of it
                narrowed = bool(chunk) and not tail
            if mark in _BRACKETS:
                clouded = self.state.clouded and narrowed and mark in _CLOSE
                self._bracket(mark)
                self.state.clouded |= clouded
            self.separator = self.separator or mark
            if tail and not chunk and mark == ":" and self.opening is None:
                self._open("made_of")
        self.joined = ""

    def _plain(self, words: str, after: str, *, first: bool) -> str:
        """The words without list numbers, without brackets around the figure alone, and without a colon before it."""
        if self._boxed and words.startswith(")"):
            words, self._boxed = words[1:], False
        if _UNUSUAL.search(words) is not None:
            if not first and "一是" in words and self.opening is None:
                self._open("made_of")
            words = _WITHIN.sub(lambda found: _MARKS.sub("", found[0]), words)
            words = _NUMBERED.sub("", words)
        if words.endswith("(") and after in (")", "）"):
            words, self._boxed = words[:-1], True
        return words.removesuffix(":") if len(words) > 1 else words

    def _opened(self, label: str) -> str:
        """What is left of a label that opens a list."""
        while (opened := opening_of(label)) is not None:
            self.each = opened[0] == "used_for"
            if self.opening is None:
                self._open(opened[0])
            label = opened[1]
            self.name = self.joined = ""
        return label

    def _bracket(self, mark: str) -> None:
        """What is said in brackets holds no longer than they do."""
        if mark in _OPEN:
            self.depth += 1
            self._outside.append(evolve(self.state))
        elif self.depth:
            self.depth -= 1
            said, self.state = self.state, self._outside.pop()
            # 公务接待费、公车运行费（“三公”经费）决算总额: of all that is listed, and not of what was named last.
            self.state.clouded |= said.subject != self.state.subject and said.subject in THREE_PUBLIC

    def _add(self, words: str) -> None:
        self.name = (self.name + words)[-_LONGEST_NAME:]
        self.joined = (self.joined + words)[-_LONGEST_NAME:]

    def _open(self, kind: str) -> None:
        self.opening = kind
        # 用于设备租用18.20万元、用于扫描外包26.00万元: the first is not the whole of the second.
        if self.state.subject is not None and not (self.each and self._last_each):
            self.state.head = self.state.subject
        self.state.opened = True
        if self.state.meant == BESIDE or (self.state.columns and self.state.meant == ANY_COLUMN):
            # 专项资金到位86.75万元，其中A 62.40万元: A is neither budget nor spending.
            # 项目支出年初预算88万元，项目支出96.73万元，其中A 52.19万元: A is not of the budget before.
            self.state.columns = self.state.meant

    def _chunk(self, chunk: str, *, tail: bool) -> None:
        """Take in words between two marks; those right after a figure say little."""
        opened = opening_of(chunk)
        if opened is not None and (not tail or chunk.startswith(("其中", "用于", "主要用于")) or not opened[1]):
            self._open(opened[0])
            self.name, chunk = "", opened[1]
        elif tail:
            self._counted_name(chunk)
            return
        if not chunk:
            return
        self.name = (self.name + chunk)[-_LONGEST_NAME:]
        reference = read_reference(chunk, self.words.year)
        if reference:
            self.state.reference = reference
            return
        self._clause(chunk)

    def _clause(self, chunk: str) -> None:
        """Take in a clause that labels no figure."""
        state = self.state
        state.off |= is_off(chunk, self.kind)
        state.goal |= self.kind not in (Kind.EXPECTED, Kind.TARGET) and _GOAL.search(chunk) is not None
        state.foreign |= _OTHERS.search(chunk) is not None
        said = read_label(chunk, self.words)
        if said.subject == Subject.UNKNOWN:
            if chunk.endswith("中"):
                state.within, state.among = read_label(chunk[:-1], self.words).subject, chunk[:-1]
            state.clouded = True
            state.year = year_in(_COMPARED.sub("", chunk), self.words.year) or state.year
            state.budget |= "预算" in chunk
            return
        state.year = said.year or state.year
        if said.subject is not None:
            state.subject, state.columns, state.clouded, state.opened = said.subject, said.columns, False, False
            self.name_next()
        elif said.columns:
            state.columns = said.columns

    def name_next(self) -> None:
        """Something is named, known or not."""
        self.number += 1
        self.state.topic = self.number

    def _counted_name(self, chunk: str) -> None:
        """Take in the name of a line with a count in it: 24小时书房，年初预算156万元."""
        said = read_label(self.joined + chunk, self.words) if self.joined else None
        if said is not None and said.subject not in (None, Subject.UNKNOWN):
            self.state.subject, self.state.columns, self.state.clouded = said.subject, said.columns, False
            self.name_next()

    def share_out(self, gap: str, found: Sequence[Quotation], text: str) -> None:
        """人员经费、公用经费分别为182.45万元、42.80万元: the names before go to the figures one by one."""
        clause = re.split("[,;:。]", fold(gap[-_FAR:]))[-1]
        if _APPORTIONED.search(clause) is None:
            return
        names = [name for name in re.split("[、和及与]", clause.partition("分别")[0]) if name]
        figures = 1
        for one, other in pairwise(found[: len(names) + 1]):
            if fold(text[one.start + one.length : other.start]) not in _BETWEEN:
                break
            figures += 1
        if len(names) != figures or figures == 1:
            return
        # 三公经费、公务接待费年初预算分别为: the measure is that of both.
        measure = measure_of(names[-1])
        self.beside = ""
        self.shared_out = [name if measure_of(name) else name + measure for name in names]
