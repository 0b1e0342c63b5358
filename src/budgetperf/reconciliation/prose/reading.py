"""Reading a text: every figure with its subject, which amount of it is meant, and whether that is certain."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from attrs import define, field

from budgetperf.domain.quantity import Count, Money, Quantity, Rate
from budgetperf.domain.quotation import Quotation, quotations
from budgetperf.domain.written import fold
from budgetperf.reconciliation.prose.hindsight import reconsidered
from budgetperf.reconciliation.prose.labels import Label, Words, read_label
from budgetperf.reconciliation.prose.lexicon import (
    ANY_COLUMN,
    BESIDE,
    BUDGET,
    LINES,
    PRIOR,
    SPENT,
    THREE_PUBLIC,
    Columns,
    Subject,
    are_alike,
    is_under,
)
from budgetperf.reconciliation.prose.mentions import Mention, Role
from budgetperf.reconciliation.prose.naming import SUM, Draft, Naming
from budgetperf.reconciliation.prose.passages import Kind, Passage
from budgetperf.reconciliation.prose.phrases import (
    CONTROL,
    EACH,
    EXECUTION,
    FOREIGN,
    FORMULA,
    PAYOUT,
    PER_HEAD,
    read_change,
    read_part_of_budget,
    read_share,
)
from budgetperf.reconciliation.prose.times import TIME_SIGNS, is_off, year_in
from budgetperf.reconciliation.prose.walk import Walk, sentence_ends

__all__ = ["read_mentions"]

# 年初设定馆藏数字化6000卷; 馆藏数字化6000卷的年度目标
_SET = re.compile("设定|设置|确定的?(?:目标|任务)|目标(?:任务)?(?:为|是)")
# 馆藏数字化加工（一期）20.00万元 is a part of its line.
_STAGES = ("期", "批", "批次", "标段", "阶段", "包")
_STAGE = re.compile(f"第?[一二三四五六七八九十0-9]+(?:{'|'.join(_STAGES)})$")
_AIM = re.compile("的?(?:年度|全年|绩效|年初|预期)*(?:目标|指标值|任务)")
_AIM_SIGNS = frozenset("的年全绩预目指任")
# What is called by its name alone is what was spent on it.
_COSTS = frozenset((*THREE_PUBLIC, Subject.TOTAL, Subject.BASIC, Subject.STAFF, Subject.OPERATING, Subject.UNKNOWN))
# 完成年初预算86.75万元的96.4%
_OF_BUDGET = re.compile("完成|为|占|达到|相当于")
_OF_IT = ("的", "的比例为")
# 比年初预算3.50万元减少, 与上年3.26万元相比
_COMPARED = re.compile("[比较](?=.)|[与同](?=上年|去年|20[0-9]{2}年|年初)")
_COMPARED_SIGNS = frozenset("比较与同")
_BUDGETS = frozenset(BUDGET)
_WHOLES = frozenset((Subject.BASIC, Subject.PROJECTS))
# Amounts beside the budget and the spending: they are of the same subject, and no column holds them.
_BESIDE = re.compile(
    "(?:年末)?(?:结转结余|结余|结转|剩余|节余)(?:资金)?(?:为|共)?"
    "|(?:资金|财政|县财政|实际|全年|已|共|累计)*(?:到位|下达|拨付|收到|拨款)(?:资金|金额|经费)?(?:为|共|了)?"
)
# So are the parts of what is called by such a name: 专项资金到位86.75万元，其中馆藏数字化62.40万元.
_CAME_IN = re.compile(
    "(?:到位|下达|拨付|拨入|收到|(?<!财政)拨款|结转结余|结余|结转|剩余|节余)(?:了|资金|金额|经费|数|总额|共计?|合计|为)*$"
)
# 与本项目合计支出: the project is but a part of it.
_TOGETHER = re.compile("(?:与|和|同|连同).*(?:合计|共计|总计|共)")
_TOGETHER_SIGNS = frozenset("与和同连")
# Marks between the items of a list, as against those between clauses, which may stand side by side, too.
_LISTS = ("、", "和", "及", "与", "以及")
_CLAUSES = (",", ";")
_STRANGE = Label(subject=Subject.UNKNOWN)


def read_mentions(passage: Passage, words: Words, topic: str | None = None) -> tuple[Mention, ...]:
    """
    Read the figures of a text.

    Args:
        passage: The text.

        words: The names that mean something in it.

        topic: What it speaks of where nothing is named.

    >>> from budgetperf.reconciliation.prose.passages import Kind
    >>> text = "“三公”经费年初预算10.7万元，决算4.08万元。"
    >>> passage = Passage(path="p", text=text, kind=Kind.DEPARTMENT, card=None)
    >>> [(str(found.figure), str(found.subject), found.columns) for found in read_mentions(passage, Words(names={}))]
    [('10.7万元', 'three_public', ('initial',)), ('4.08万元', 'three_public', ('spent',))]
    """
    found = quotations(passage.text)
    if not found:
        return ()
    walk = Walk(words=words, kind=passage.kind)
    reader = _Reader(passage=passage, walk=walk, naming=Naming(walk=walk, topic=topic))
    return reconsidered(reader.read(found), passage.text, words.year)


@define(kw_only=True)
class _Reader:
    """Says what each figure of a text is."""

    passage: Passage
    walk: Walk
    naming: Naming
    # Whether the figure before is a budget that something is a part of.
    of_budget: bool = field(default=False)

    def read(self, found: Sequence[Quotation]) -> Iterator[Mention]:
        """The figures, each with what is said of it."""
        text, walk = self.passage.text, self.walk
        ends = sentence_ends(text, found)
        # Folding the whole is cheaper than folding what stands between its figures, where nothing moves.
        folded = fold(text)
        words = folded if len(folded) == len(text) else text
        sentence, at = -1, 0
        for index, quotation in enumerate(found):
            current = bisect_right(ends, quotation.start)
            first = current != sentence
            if first and sentence >= 0:
                self.naming.turn()
            begin = max(at, ends[current - 1] if current else 0)
            sentence, at = current, quotation.start + quotation.length
            gap = words[begin : quotation.start]
            label = walk.label(gap, words[at : at + 1], first=first)
            if "分别" in gap:
                walk.share_out(gap, found[index:], text)
            yield self._mention(quotation, label, sentence)

    def _mention(self, quotation: Quotation, label: str, sentence: int) -> Mention:
        walk = self.walk
        draft = Draft(label, walk.name, walk.state.topic)
        role = self._role(quotation.figure, draft)
        end = quotation.start + quotation.length
        if role is Role.COUNT and self.passage.text[end : end + 1] in _AIM_SIGNS and _AIM.match(self.passage.text, end):
            role = Role.OTHER
        mention = Mention(
            f"{self.passage.path}@{quotation.start}+{quotation.length}",
            quotation.figure,
            not quotation.about,
            quotation.start,
            end,
            sentence,
            role,
            walk.depth,
            draft.label,
            draft.name,
            draft.subjects,
            draft.named,
            draft.bare,
            draft.general,
            draft.sure,
            draft.columns,
            draft.sign,
            draft.reference,
            draft.share,
            draft.topic,
            walk.opening,
            walk.separator,
            walk.each,
        )
        self._leave(mention)
        return mention

    def _leave(self, mention: Mention) -> None:
        """Go on behind a figure."""
        figure = mention.figure
        if isinstance(figure, Count):
            self.walk.pass_count(self.passage.text[mention.start : mention.end])
            self.walk.state.counted |= len(mention.label) > 1
        elif isinstance(figure, Rate):
            self.walk.joined, self.walk.state.unrated = "", ()
        else:
            self.walk.pass_amount()
            self.walk.state.counted = False
            if mention.is_amount:
                self.walk.state.unrated = (*self.walk.state.unrated[-1:], mention.subject)
            budget = bool(mention.columns) and _BUDGETS.issuperset(mention.columns)
            self.of_budget = budget and _OF_BUDGET.match(mention.label) is not None

    def _role(self, figure: Quantity, draft: Draft) -> Role:
        if isinstance(figure, Money):
            return self._money(draft)
        if isinstance(figure, Rate):
            return self._rate(draft)
        return self._count(draft.label)

    def _count(self, label: str) -> Role:
        """A count; what is said of the first of several holds for the others: 计划馆藏数字化7000卷，修复22000页."""
        state = self.walk.state
        if self.walk.beside:
            state.subject = Subject.UNKNOWN
        state.goal |= self.passage.kind not in (Kind.EXPECTED, Kind.TARGET) and _SET.search(label) is not None
        change = read_change(label, self.walk.words.year)
        if change is not None and change.reference:
            # 执行率99%，比上年提高1.5个百分点；…: the sentence goes on with this year.
            return Role.OTHER
        return Role.OTHER if self._turns_away(label) or state.goal else Role.COUNT

    def _turns_away(self, label: str) -> bool:
        """Take in the time that a label names; whether it is another year, a part of this one, or a plan."""
        state = self.walk.state
        if TIME_SIGNS.search(label) is not None:
            state.year = year_in(label, self.walk.words.year) or state.year
            state.off |= is_off(label, self.passage.kind)
        return state.off or state.year in ("prior", "other")

    # Money

    def _money(self, draft: Draft) -> Role:
        walk = self.walk
        if walk.shared_out:
            draft.label = draft.name = walk.shared_out.pop(0)
        label = draft.label
        if draft.name.endswith(_STAGES) and _STAGE.search(draft.name):
            return Role.OTHER
        who, heads, what = label.partition("人均")
        if heads and (read_label(who, walk.words).subject is None or PER_HEAD.search(label)):
            self.naming.inherit(draft, read_label(label if who and PER_HEAD.search(label) else what, walk.words))
            # 人均100元，比上年减少4元: what follows may be of this, or of the whole.
            walk.state.clouded = True
            return Role.PER_HEAD
        change = read_change(label, walk.words.year)
        if change is not None:
            walk.state.reference = change.reference or walk.state.reference
            draft.sign, draft.reference = change.sign, walk.state.reference
            of = read_label(change.subject, walk.words)
            if walk.beside and of.subject is not None:
                of = _STRANGE
            walk.state.changed = of.subject
            self.naming.inherit(draft, of)
            return Role.CHANGE
        compared = _COMPARED.match(label) if label[:1] in _COMPARED_SIGNS else None
        if compared is not None:
            return self._reference(draft, read_label(label[compared.end() :], walk.words))
        each = EACH.search(label) if "均" in label or "每" in label else None
        if each is not None or _BESIDE.fullmatch(label):
            walk.state.clouded |= each is not None
            walk.state.meant = () if each is not None else BESIDE
            return Role.OTHER
        together = label[:1] in _TOGETHER_SIGNS and _TOGETHER.match(label)
        return self._amount(draft, _STRANGE if together else self._label(label))

    def _label(self, label: str) -> Label:
        """The label; where a count stands in the name of a line, together with it: 24小时书房支出."""
        joined = self.walk.joined
        said = read_label(label, self.walk.words)
        name = self.walk.name
        if name not in (label, joined) and name.endswith(label):
            # 文旅推介（冬季）专项资金: brackets within the name of a line.
            whole = read_label(name, self.walk.words)
            if whole.subject is not None and whole.subject.startswith(LINES):
                return whole
        if joined != label and (said.subject in (None, Subject.UNKNOWN) or not label):
            longer = read_label(joined, self.walk.words)
            if longer.subject not in (None, Subject.UNKNOWN):
                return longer
        return said

    def _reference(self, draft: Draft, said: Label) -> Role:
        """An amount that another one is compared with: 比年初预算10.7万元减少."""
        state = self.walk.state
        columns = PRIOR if said.year == "prior" else said.columns
        state.reference = columns if said.is_known and columns else FOREIGN
        if not said.is_known or not columns or state.off:
            return Role.OTHER
        draft.columns = columns
        self.naming.inherit(draft, said)
        return Role.REFERENCE

    def _amount(self, draft: Draft, said: Label) -> Role:
        state = self.walk.state
        said = self._named(draft, said)
        if said.subject is None and len(state.known) > 1 and SUM.search(draft.label):
            # 合计86.75万元，当年支出83.63万元: what follows is of all of them, not of the last one.
            state.subject, state.opened, state.row = Subject.UNKNOWN, False, ()
            self.walk.name_next()
        draft.topic = state.topic
        state.year = said.year or state.year
        if state.year == "other" or state.off:
            return Role.OTHER
        draft.columns = self._columns(said, draft.label)
        if (said.weak or not said.columns) and _CAME_IN.search(draft.label):
            draft.columns = BESIDE
        elif said.columns:
            state.opened &= draft.columns == state.columns
            state.columns = draft.columns
        elif draft.columns == SPENT:
            state.columns = SPENT
        state.meant = draft.columns
        if said.year == "prior":
            state.columns = PRIOR
            state.reference = state.reference or PRIOR
        self.naming.inherit(draft, said)
        if said.subject is not None:
            state.known |= {said.subject}
            mark = self.walk.separator
            beside = mark in _LISTS or (mark in _CLAUSES and are_alike(said.subject, state.last))
            state.row = (*(state.row[-1:] if beside else ()), draft.columns)
            state.last = said.subject
        return Role.AMOUNT

    def _named(self, draft: Draft, said: Label) -> Label:
        """Keep what a label names, if that can be trusted."""
        walk, state = self.walk, self.walk.state
        if said.subject == Subject.TOTAL and len(state.known) > 1 and SUM.search(draft.label):
            # A 59.28万元、B 24.35万元，支出合计83.63万元: of A and B, if these are not all that there is.
            said = said if state.known & _WHOLES else _STRANGE
        if said.foreign:
            state.foreign = True
        elif state.foreign and said.subject is not None and not said.columns:
            said = _STRANGE  # 追加人员经费3万元、公用经费3.50万元: what was said of the first holds for the second
        again = said.subject == state.head in state.known and said.subject not in (None, Subject.OWN)
        if walk.opening and again and not said.columns:
            said = _STRANGE  # 公务接待费1.30万元，其中公务接待0.98万元: a part under the name of the whole
        if walk.beside and said.subject is not None:
            said = _STRANGE  # 人员经费、公用经费225.25万元: of both
        if state.within is not None and said.is_known and said.subject is not None:
            said = said if is_under(said.subject, state.within) else _STRANGE
        if said.subject is None and (said.general or not (draft.label or draft.name)):
            said = _STRANGE  # 一般公共预算支出 is a part of something
        state.changed = None
        if said.subject is not None:
            walk.name_next()
            state.subject, state.clouded, state.measured = said.subject, False, bool(said.columns)
            if state.head is not None and said.is_known and not is_under(said.subject, state.head):
                state.head = None
        return said

    def _columns(self, said: Label, label: str) -> Columns:
        state = self.walk.state
        if (said.columns == ANY_COLUMN or said.weak) and state.opened and state.columns:
            return state.columns
        # 2021年A支出58.20万元，B支出23.60万元
        spent_then = state.year == "prior" and said.year != "this" and said.columns == SPENT
        if said.columns and not spent_then:
            return said.columns
        if state.year == "prior":
            # The year was named for an earlier figure; this one may be of this year again.
            return (*PRIOR, *SPENT)
        if said.year == "this" and state.columns == PRIOR:
            return SPENT
        if state.columns and (said.subject is None or state.opened or state.columns == SPENT):
            return state.columns
        # 基本支出年初预算200万元，项目支出83万元: the second may be of either kind.
        # 项目资金62.40万元 may be what there was to spend.
        spent = said.subject in _COSTS or "支出" in label
        return SPENT if spent and not (state.columns or state.budget) else ANY_COLUMN

    # Rates

    def _rate(self, draft: Draft) -> Role:
        walk = self.walk
        walk.shared_out.clear()
        if draft.label.endswith("=") and (formula := FORMULA.fullmatch(draft.label)) is not None:
            draft.label = formula["name"]
        label = draft.label
        if (role := self._growth(draft)) is not None:
            return role
        if self._turns_away(label):
            return Role.OTHER
        if (share := read_share(label) if "占" in label else None) is not None:
            part = read_label(share.part, walk.words)
            among = walk.state.among if walk.state.head is None else ""
            draft.share, draft.named = share.whole or among, part.subject is not None
            draft.subjects = () if part.subject is None else (part.subject,)
            return Role.SHARE
        draft.columns = read_part_of_budget(label) if "预算" in label else ()
        if draft.columns or (label in _OF_IT and self.of_budget):
            self.naming.inherit(draft, Label())
            draft.sure &= not (draft.columns and walk.state.is_of_both)
            return Role.EXECUTION
        for role, pattern in ((Role.EXECUTION, EXECUTION), (Role.CONTROL, CONTROL), (Role.EXECUTION, PAYOUT)):
            found = pattern.search(label) if "率" in label else None
            if found is not None:
                self.naming.inherit(draft, read_label(label[: found.start()], walk.words))
                draft.sure &= pattern is not PAYOUT and not (draft.bare and walk.state.is_of_both)
                return role
        return Role.OTHER if walk.state.goal else Role.RATE

    def _growth(self, draft: Draft) -> Role | None:
        """A rate of change, or None."""
        state, words = self.walk.state, self.walk.words
        change = read_change(draft.label, words.year)
        if change is None:
            return None
        state.reference = change.reference or state.reference
        if state.off:
            return Role.OTHER
        draft.sign, draft.reference = change.sign, state.reference
        of = read_label(change.subject, words)
        self.naming.inherit(draft, of if of.subject is not None else Label(subject=state.changed))
        return Role.GROWTH
