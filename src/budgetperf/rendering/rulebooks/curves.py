"""A scoring curve in words: what is proportional, what goes by bands, and whose each end is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from types import MappingProxyType

from attrs import evolve, frozen

from budgetperf.rendering.layout import joined, pick
from budgetperf.rendering.rulebooks.ranges import number_text, percent_text, span_text
from budgetperf.rendering.rulebooks.steps import steps_sentence
from budgetperf.rendering.words import Said
from budgetperf.scoring.curve import Curve
from budgetperf.scoring.rule import Measure, Scale

__all__ = ["curve_lines", "measure_text"]

# What a rule looks at: its short name, and what it is.
_MEASURES: Mapping[Measure, tuple[Said, Said]] = MappingProxyType(
    {
        Measure.ATTAINMENT: (("完成率", "attainment"), ("实际完成值 ÷ 年度指标值", "actual ÷ target")),
        Measure.INVERSE: (("反向完成率", "inverse attainment"), ("年度指标值 ÷ 实际完成值", "target ÷ actual")),
        Measure.EXCESS: (
            ("超出率", "excess"),
            ("（实际完成值 − 年度指标值）÷ 年度指标值", "(actual − target) ÷ target"),
        ),
        Measure.DISTANCE: (
            ("偏离率", "distance"),
            ("|实际完成值 − 年度指标值| ÷ 年度指标值", "|actual − target| ÷ target"),
        ),
        Measure.ACTUAL: (("实际完成值", "actual"), ("以填报的单位计", "in the unit of the form")),
        Measure.RATE: (("比率", "rate"), ("填报的百分比", "the percentage that is stated")),
        Measure.DAYS_LATE: (
            ("逾期天数", "days late"),
            ("实际完成日期晚于目标日期的天数", "days from the date of the target to that of the actual"),
        ),
        Measure.EXECUTION: (("执行率", "execution rate"), ("全年执行数 ÷ 全年预算数", "spent ÷ revised budget")),
    }
)
_NEVER_NEGATIVE = (Measure.INVERSE, Measure.DISTANCE, Measure.EXECUTION)


def measure_text(measure: Measure, lang: str = "zh") -> str:
    """
    What a rule looks at.

    >>> measure_text(Measure.EXECUTION)
    '执行率 = 全年执行数 ÷ 全年预算数'
    """
    name, meaning = (said[0 if lang == "zh" else 1] for said in _MEASURES[measure])
    sign = "：" if measure in _BY_ITSELF and lang == "zh" else ": " if measure in _BY_ITSELF else " = "
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
    name = _MEASURES[measure][0][0 if lang == "zh" else 1]
    pieces = _pieces(curve)
    if len(pieces) == 1 and not pieces[0].slopes:
        return [pick(lang, "一律", "always ") + _earns(pieces[0].first, scale, lang)]
    sentence = steps_sentence(curve, scale, weights, write, lang) or _proportional(curve, pieces, measure, scale, lang)
    if sentence is None:
        lines = [_piece_text(piece, scale, write, lang) for piece in pieces]
        sentence = _few(pieces, lines, lang)
        if sentence is None:
            return [f"{span}{pick(lang, '：', ': ')}{noun}" for span, noun, _ in lines]
    return [joined(name, sentence) if lang == "zh" else f"{name} {sentence}"]


def _few(pieces: Sequence[_Piece], lines: Sequence[tuple[str, str, str]], lang: str) -> str | None:
    """Two bands, or one point and all the rest, in one sentence; None for more."""
    if any(piece.slopes for piece in pieces):
        return None
    if len(pieces) == _TWO + 1 and pieces[1].low == pieces[1].high and pieces[0].last == pieces[2].first:
        (point, _, value), (_, _, otherwise) = lines[1], lines[0]
        return joined(point, value, "，否则", otherwise) if lang == "zh" else f"{point}: {value}; else {otherwise}"
    if len(pieces) == _TWO:
        return pick(lang, "，", "; ").join(
            joined(span, value) if lang == "zh" else f"{span}: {value}" for span, _, value in lines
        )
    return None


_TWO = 2


def writer(measure: Measure, lang: str) -> Callable[[Decimal], str]:
    """How the values of a measure are written: as days, as a number, else in per cent."""
    if measure is Measure.DAYS_LATE:
        return lambda value: f"{number_text(value)} {pick(lang, '天', 'day(s)')}"
    return number_text if measure is Measure.ACTUAL else percent_text


def worth(height: Decimal, scale: Scale, lang: str) -> str:
    """One value of a curve, as what is earned or taken off."""
    number = number_text(height)
    if scale is Scale.DEDUCTION:
        if not height:
            return pick(lang, "不扣分", "nothing off")
        return pick(lang, f"扣 {number} 分", f"{number} {points_word(height)} off")
    if not height:
        return pick(lang, "0 分", "nothing")
    if scale is Scale.POINTS:
        return pick(lang, f"{number} 分", f"{number} {points_word(height)}")
    if height == 1:
        return pick(lang, "满分", "the full weight")
    return pick(lang, f"分值的 {percent_text(height)}", f"{percent_text(height)} of the weight")


def points_word(number: Decimal) -> str:
    """One point, two points."""
    return "point" if number == 1 else "points"


def _earns(height: Decimal, scale: Scale, lang: str) -> str:
    """The same with its verb."""
    text = worth(height, scale, lang)
    if lang != "zh" or scale is Scale.DEDUCTION:
        return text
    return joined("得", text)


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
    if lang == "zh":
        said = f"{joined(write(one.x), first)}，{joined(write(other.x), last)}，其间按比例"
    else:
        said = f"{write(one.x)}: {first}, {write(other.x)}: {last}, in proportion between"
    if curve.continued:
        return said + pick(lang, "，两端以外也按此比例，不设上下限", " and beyond, without limit on either side")
    rises = (other.at > one.at) != (scale is Scale.DEDUCTION)
    above = pick(
        lang, f"超过 {write(other.x)} 不再{_turn(rises, lang)}", f"no {_turn(rises, lang)} above {write(other.x)}"
    )
    below = pick(
        lang, f"低于 {write(one.x)} 不再{_turn(not rises, lang)}", f"no {_turn(not rises, lang)} below {write(one.x)}"
    )
    reachable = measure not in _NEVER_NEGATIVE or one.x > 0
    return said + pick(lang, "；", "; ") + pick(lang, "，", ", ").join([above, below] if reachable else [above])


def _turn(rises: bool, lang: str) -> str:  # noqa: FBT001 - one of two words
    return pick(lang, "增加" if rises else "减少", "more" if rises else "less")


def _piece_text(piece: _Piece, scale: Scale, write: Callable[[Decimal], str], lang: str) -> tuple[str, str, str]:
    """Where a piece lies, what it earns there, and the same with its verb."""
    span = span_text((piece.low, piece.low_in), (piece.high, piece.high_in), write, lang)
    if not piece.slopes:
        return span, worth(piece.first, scale, lang), _earns(piece.first, scale, lang)
    if piece.endless:
        said = pick(lang, "继续按旁边一段的比例", "on along the slope beside it")
        return span, said, said
    first, last = worth(piece.first, scale, lang), worth(piece.last, scale, lang)
    said = joined("由", first, "按比例到", last) if lang == "zh" else f"in proportion from {first} to {last}"
    return span, said, said
