"""What the officer has written already: which sentences of it a draft keeps, and which it says itself."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise

from attrs import field, frozen

from budgetperf.domain.quotation import quotations
from budgetperf.drafting.marks import is_mark
from budgetperf.reconciliation.identity import Identity

__all__ = ["Ties", "Written", "kept", "sentences", "ties_of"]

Cells = frozenset[str]

_SENTENCE = re.compile("[^。！？!?]*[。！？!?]+|[^。！？!?]+")
_DIGIT = re.compile("[0-9０-９]")
_NUMBER = re.compile("[0-9０-９][0-9０-９,.]*")
_TURN = re.compile("增加|减少|超支|节约|增长|下降")
_REASON = "原因："
# Words between figures that only join them; anything longer tells something, and is kept.
_JOINT = re.compile("其中|(?:主要)?用于|包括|具体为|(?:与|和|同)?(?:上年|去年|年初预算|预算)相?[比较]")
_CLAUSE = re.compile("[，,；;：:。！？!?（）()]")
_TAIL = 4
# A paragraph that names capital outlays changes how others are read, and is never dropped.
_CAPITAL = "资本性支出"
_DERIVED = ("T1", "T2", "T3", "T4")


@frozen(kw_only=True)
class Ties:
    """
    What the figures of some texts are tied to.

    Attributes:
        cells: By path of the figure, the sets of cells that it is compared with.

        derived: Figures that follow from others in their own text.
    """

    cells: Mapping[str, Collection[Cells]]
    derived: Collection[str]


def ties_of(identities: Iterable[Identity]) -> Ties:
    """What the identities tie quoted figures to, where nothing is in doubt."""
    cells: dict[str, set[Cells]] = {}
    derived: set[str] = set()
    for identity in identities:
        for form in identity.forms if identity.doubt is None else ():
            paths = {term.path for term in form.terms}
            quoted = {path for path in paths if "@" in path}
            if len(quoted) == 1 and len(paths) > 1:
                cells.setdefault(quoted.pop(), set()).add(frozenset(path for path in paths if "@" not in path))
            elif quoted and identity.code in _DERIVED and len({path.partition("@")[0] for path in quoted}) == 1:
                derived.add(identity.place)
    return Ties(cells=cells, derived=derived)


def sentences(text: str) -> list[str]:
    """
    The sentences of a text, each with the sign that ends it; together they are the text.

    >>> sentences("编制21人。实际在职20人！")
    ['编制21人。', '实际在职20人！']
    """
    return _SENTENCE.findall(text)


def _shape(sentence: str) -> str:
    """A sentence of ours without its figures and turns: the same when a form has been corrected since."""
    return _TURN.sub("~", _NUMBER.sub("#", sentence.strip().partition(_REASON)[0]))


@frozen(kw_only=True)
class Written:
    """
    What a draft says in one report.

    Attributes:
        sentences: Its sentences.

        shapes: The shapes of those that state figures.

        cells: The cells whose figures it states.
    """

    sentences: Collection[str]
    shapes: Collection[str]
    cells: Collection[Cells] = field(factory=frozenset)

    @classmethod
    def of(cls, paragraphs: Iterable[str], cells: Collection[Cells]) -> Written:
        """What these paragraphs say."""
        said = {sentence.strip() for text in paragraphs for sentence in sentences(text)}
        shapes = {_shape(sentence) for sentence in said if _DIGIT.search(sentence)}
        return cls(sentences=said, shapes=shapes, cells=cells)


def kept(text: str, written: Written, ties: Mapping[str, tuple[str, Ties]]) -> str:
    """
    A paragraph of the officer's without the sentences that the draft says itself; blank if none is left.

    Args:
        text: The paragraph.

        written: What the draft says.

        ties: By sentence, its path where it was read alone, and what its figures are tied to there.
    """
    if is_mark(text):
        return ""
    own = sentences(text)
    rest = [sentence for sentence in own if not _is_said(sentence.strip(), written, ties)]
    return text if len(rest) == len(own) else "".join(rest).strip()


def _is_said(sentence: str, written: Written, ties: Mapping[str, tuple[str, Ties]]) -> bool:
    if sentence in written.sentences:
        return True
    if not _DIGIT.search(sentence) or _CAPITAL in sentence:
        return False
    return _shape(sentence) in written.shapes or _is_covered(sentence, written, ties)


def _is_covered(sentence: str, written: Written, ties: Mapping[str, tuple[str, Ties]]) -> bool:
    """Whether a sentence tells nothing but figures that the draft states of the same cells."""
    found = quotations(sentence)
    if not found or sentence not in ties or not _is_bare(sentence, [(one.start, one.length) for one in found]):
        return False
    path, known = ties[sentence]
    stated = 0
    for one in found:
        place = f"{path}@{one.start}+{one.length}"
        if any(cells in written.cells for cells in known.cells.get(place, ())):
            stated += 1
        elif place not in known.derived:
            return False
    return stated > 0 and not any(one.about for one in found)


def _is_bare(sentence: str, found: Sequence[tuple[int, int]]) -> bool:
    """Whether there is nothing in a sentence but figures and what they are of."""
    stops = [0, *(stop.end() for stop in _CLAUSE.finditer(sentence)), len(sentence)]
    starts = [start for start, _ in found]
    for begin, end in pairwise(stops):
        clause = _CLAUSE.sub("", sentence[begin:end]).strip()
        own = [(start, length) for start, length in found if begin <= start < end]
        if not own:
            after = any(start >= end for start in starts)
            # A name may hold a mark: “迎老乡、回故乡” is followed by its amount.
            if clause and not (_JOINT.search(clause) and after):
                return False
        elif end - (own[-1][0] + own[-1][1]) - 1 > _TAIL:
            return False
    return True
