"""What a figure speaks of: what its own words name, or what was named before it."""

from __future__ import annotations

import re

from attrs import define, field

from budgetperf.reconciliation.prose.labels import Label
from budgetperf.reconciliation.prose.lexicon import LINES, Columns, Subject
from budgetperf.reconciliation.prose.passages import Kind
from budgetperf.reconciliation.prose.walk import Walk

__all__ = ["SUM", "Draft", "Naming"]

_TOTAL = re.compile("(?:以上)?(?:各项|上述|[两三四五六]项|以上)*(?:合计|共计|总计|小计)")
# 年初预算合计86.75万元, after several things were named: of all of them.
SUM = re.compile("合计|共计|总计|小计|^[一总]?共(?:支出|为)?$")
# 采购扫描仪3台，支出4.20万元: what these cost.
_COST = re.compile("支[出付]|使用|列支|花费|投入|费用")
# In the report of one project, 我馆项目支出 may be that of all of them.
_OF_ALL = re.compile("(?:[我本全](?:单位|部门|[委局馆部办院镇乡站会所队校处厅社])|部门|单位)[^本该]*(?:项目|专项)")


@define
class Draft:
    """What is known of a figure while its words are read; as in `Mention`."""

    label: str
    name: str
    topic: int
    subjects: tuple[str, ...] = ()
    named: bool = False
    bare: bool = False
    general: bool = False
    sure: bool = True
    columns: Columns = ()
    sign: int = 1
    reference: Columns = ()
    share: str | None = None


@define(kw_only=True)
class Naming:
    """
    Says what the figures of a text speak of.

    Attributes:
        walk: The way through the text.

        topic: What it speaks of where nothing is named.

        strayed: Whether an earlier sentence spoke of something else.
    """

    walk: Walk
    topic: str | None
    strayed: bool = field(default=False)

    def turn(self) -> None:
        """Begin a new sentence."""
        self.strayed |= self.walk.state.subject not in (None, self.topic)
        self.walk.turn()

    def inherit(self, draft: Draft, said: Label) -> None:
        """The subject: named in its own label, or before, or the topic of the text."""
        state = self.walk.state
        draft.topic = state.topic
        if self.walk.beside and said.subject is not None:
            said = Label(subject=Subject.UNKNOWN)
        if said.subject is not None:
            draft.subjects, draft.named, draft.general = (said.subject,), said.is_known, said.general
            if said.subject == Subject.OWN and _OF_ALL.search(draft.label):
                draft.subjects = (Subject.OWN, Subject.PROJECTS)
            return
        draft.bare = True
        # A 62.40万元、B 24.35万元，当年支出83.63万元: it may be of B, or of both.
        listed, state.row = len(state.row) > 1 and len(set(state.row)) == 1, ()
        if state.subject is not None:
            nearest = self._nearest(draft.label)
            draft.subjects = (Subject.UNKNOWN,) if Subject.UNKNOWN in nearest else nearest
            # What follows is of the same thing, whichever that is.
            state.clouded |= listed
            draft.sure = not state.clouded
        elif self.topic is not None:
            draft.subjects, draft.sure = (self.topic,), not state.clouded and not self.strayed
        draft.sure &= not (state.counted and self._is_of_counted(draft))

    def _is_of_counted(self, draft: Draft) -> bool:
        """Whether an amount may be what the things cost that were counted before it, and not all of a project."""
        if self.walk.kind not in (Kind.DEPARTMENT, Kind.PROJECT) or _COST.search(draft.label) is None:
            return False
        return any(subject == Subject.OWN or subject.startswith(LINES) for subject in draft.subjects)

    def _nearest(self, label: str) -> tuple[str, ...]:
        """What a label that names nothing speaks of: the last thing named, or the whole whose parts were named last."""
        state = self.walk.state
        last = state.subject or Subject.UNKNOWN
        if _TOTAL.match(label) or (len(state.known) > 1 and SUM.search(label)):
            return (state.head or Subject.UNKNOWN,)
        if state.head in (None, last):
            return (last,)
        return (last, state.head) if state.measured else (state.head, last)
