"""A scoring curve in words: what is proportional, what goes by bands, and whose each end is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from types import MappingProxyType

from attrs import evolve, frozen

from budgetperf.rendering.catalogue import Text, translated
from budgetperf.rendering.messages import say, typeset
from budgetperf.rendering.rulebooks.ranges import number_text, percent_text, span_text
from budgetperf.rendering.rulebooks.steps import steps_sentence
from budgetperf.scoring.curve import Curve
from budgetperf.scoring.rule import Measure, Scale

__all__ = ["curve_lines", "measure_text"]

# What a rule looks at: its short name, and what it is.
_MEASURES: Mapping[Measure, tuple[Text, Text]] = MappingProxyType(
    {
        Measure.ATTAINMENT: (Text("完成率"), Text("实际完成值 ÷ 年度指标值")),
        Measure.INVERSE: (Text("反向完成率"), Text("年度指标值 ÷ 实际完成值")),
        Measure.EXCESS: (Text("超出率"), Text("（实际完成值 − 年度指标值）÷ 年度指标值")),
        Measure.DISTANCE: (Text("偏离率"), Text("|实际完成值 − 年度指标值| ÷ 年度指标值")),
        Measure.ACTUAL: (Text("实际完成值"), Text("以填报的单位计")),
        Measure.RATE: (Text("比率"), Text("填报的百分比")),
        Measure.DAYS_LATE: (Text("逾期天数"), Text("实际完成日期晚于目标日期的天数")),
        Measure.EXECUTION: (Text("执行率", "the rate itself"), Text("全年执行数 ÷ 全年预算数")),
    }
)
_NEVER_NEGATIVE = (Measure.INVERSE, Measure.DISTANCE, Measure.EXECUTION)


def measure_text(measure: Measure, lang: str = "zh") -> str:
    """
    What a rule looks at.

    >>> measure_text(Measure.EXECUTION)
    '执行率 = 全年执行数 ÷ 全年预算数'
    """
    name, meaning = (translated(said, lang) for said in _MEASURES[measure])
    sign = translated("：", lang) if measure in _BY_ITSELF else " = "
    return f"{name}{sign}{meaning}"


_BY_ITSELF = (Measure.ACTUAL, Measure.RATE, Measure.DAYS_LATE)


def curve_lines(
    curve: Curve, measure: Measure, scale: Scale, weights: Sequence[Decimal] = (), lang: str = "zh"
) -> list[str]:
    """
    What each value of a measure earns: one sentence, or one line for each band.

    >>> from budgetperf.scoring.curve import Knot
    >>> proportional = Curve(knots=[Knot(0, 0), Knot(1, 1)])
    >>> curve_lines(proportional, Measure.INVERSE, Scale.SHARE)
    ['反向完成率 0% 得 0 分，100% 得满分，其间按比例；超过 100% 不再增加']
    """
    write = writer(measure, lang)
    name = translated(_MEASURES[measure][0], lang)
    pieces = _pieces(curve)
    if len(pieces) == 1 and not pieces[0].slopes:
        return [say(lang, "一律{worth}", worth=_earns(pieces[0].first, scale, lang))]
    sentence = steps_sentence(curve, scale, weights, write, lang) or _proportional(curve, pieces, measure, scale, lang)
    if sentence is None:
        lines = [_piece_text(piece, scale, write, lang) for piece in pieces]
        sentence = _few(pieces, lines, lang)
        if sentence is None:
            return [say(lang, "{span}：{worth}", span=span, worth=noun) for span, noun, _ in lines]
    return [typeset(lang, "{measure}{sentence}", measure=name, sentence=sentence)]


def _few(pieces: Sequence[_Piece], lines: Sequence[tuple[str, str, str]], lang: str) -> str | None:
    """Two bands, or one point and all the rest, in one sentence; None for more."""
    if any(piece.slopes for piece in pieces):
        return None
    if len(pieces) == _TWO + 1 and pieces[1].low == pieces[1].high and pieces[0].last == pieces[2].first:
        (point, _, value), (_, _, otherwise) = lines[1], lines[0]
        return typeset(lang, "{point}{worth}，否则{otherwise}", point=point, worth=value, otherwise=otherwise)
    if len(pieces) == _TWO:
        return say(lang, Text("，", "between bands")).join(
            typeset(lang, "{span}{worth}", span=span, worth=value) for span, _, value in lines
        )
    return None


_TWO = 2


def writer(measure: Measure, lang: str) -> Callable[[Decimal], str]:
    """How the values of a measure are written: as days, as a number, else in per cent."""
    if measure is Measure.DAYS_LATE:
        return lambda value: say(lang, "{number#} 天", number=number_text(value))
    return number_text if measure is Measure.ACTUAL else percent_text


def worth(height: Decimal, scale: Scale, lang: str) -> str:
    """One value of a curve, as what is earned or taken off."""
    number = number_text(height)
    if scale is Scale.DEDUCTION:
        if not height:
            return say(lang, "不扣分")
        return say(lang, "扣 {number#} 分", number=number)
    if not height:
        return say(lang, "0 分")
    if scale is Scale.POINTS:
        return say(lang, "{number#} 分", number=number)
    if height == 1:
        return say(lang, "满分")
    return say(lang, "分值的 {share}", share=percent_text(height))


def _earns(height: Decimal, scale: Scale, lang: str) -> str:
    """The same with its verb."""
    text = worth(height, scale, lang)
    return text if scale is Scale.DEDUCTION else typeset(lang, "得{worth}", worth=text)


@frozen(kw_only=True)
class _Piece:
    """
    A stretch of a curve without jump or bend.

    Attributes:
        first: The value at its lower end.

        last: The value at its upper end.

        low_in: Whether the lower end belongs to it; None where the neighbour has the same value there.

        endless: Whether it goes on rising or falling without end.
    """

    low: Decimal | None = None
    high: Decimal | None = None
    low_in: bool | None = False
    high_in: bool | None = False
    first: Decimal
    last: Decimal
    endless: bool = False

    @property
    def slopes(self) -> bool:
        return self.endless or self.first != self.last


def _pieces(curve: Curve) -> list[_Piece]:
    """The stretches of a curve, in order; each bend or jump belongs to one of them, or stands for itself."""
    knots = curve.knots
    before, after = curve.slopes
    following = [
        *(_Piece(low=one.x, high=two.x, first=one.right, last=two.left) for one, two in pairwise(knots)),
        _Piece(low=knots[-1].x, first=knots[-1].right, last=knots[-1].right, endless=after != 0),
    ]
    found: list[_Piece] = []
    current = _Piece(high=knots[0].x, first=knots[0].left, last=knots[0].left, endless=before != 0)
    for knot, piece in zip(knots, following, strict=True):
        left, right = current.last == knot.at, piece.first == knot.at
        if left and right and not current.slopes and not piece.slopes:
            current = evolve(current, high=piece.high, last=piece.last)
            continue
        found.append(evolve(current, high_in=None if right and left else left))
        if not left and not right:
            found.append(_Piece(low=knot.x, high=knot.x, low_in=True, high_in=True, first=knot.at, last=knot.at))
        current = evolve(piece, low_in=None if right and left else right)
    return [*found, current]


def _proportional(curve: Curve, pieces: Sequence[_Piece], measure: Measure, scale: Scale, lang: str) -> str | None:
    """A straight line between two points, and what is beyond them; None for anything else."""
    knots = curve.knots
    if len(knots) != _TWO or any(not knot.left == knot.at == knot.right for knot in knots) or len(pieces) == 1:
        return None
    write = writer(measure, lang)
    one, other = knots
    first, last = (_earns(knot.at, scale, lang) for knot in knots)
    said = typeset(
        lang,
        "{low}{first}，{high}{last}，其间按比例",
        low=write(one.x),
        first=first,
        high=write(other.x),
        last=last,
    )
    if curve.continued:
        return say(lang, "{said}，两端以外也按此比例，不设上下限", said=said)
    rises = (other.at > one.at) != (scale is Scale.DEDUCTION)
    above = Text("超过 {value} 不再增加") if rises else Text("超过 {value} 不再减少")
    beyond = [say(lang, above, value=write(other.x))]
    if measure not in _NEVER_NEGATIVE or one.x > 0:
        below = Text("低于 {value} 不再减少") if rises else Text("低于 {value} 不再增加")
        beyond.append(say(lang, below, value=write(one.x)))
    return f"{said}{say(lang, '；')}{say(lang, '，').join(beyond)}"


def _piece_text(piece: _Piece, scale: Scale, write: Callable[[Decimal], str], lang: str) -> tuple[str, str, str]:
    """Where a piece lies, what it earns there, and the same with its verb."""
    span = span_text((piece.low, piece.low_in), (piece.high, piece.high_in), write, lang)
    if not piece.slopes:
        return span, worth(piece.first, scale, lang), _earns(piece.first, scale, lang)
    if piece.endless:
        said = say(lang, "继续按旁边一段的比例")
        return span, said, said
    first, last = worth(piece.first, scale, lang), worth(piece.last, scale, lang)
    said = typeset(lang, "由{first}按比例到{last}", first=first, last=last)
    return span, said, said
