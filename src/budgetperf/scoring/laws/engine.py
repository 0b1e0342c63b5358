"""The laws of everything around the rules: blanks, budgets of nothing, negatives, rounding, sums, over-attainment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise, permutations

from budgetperf.domain.model import Budget, Execution, FundRow, Funds, Indicator, Scorecard
from budgetperf.domain.rounding import interval
from budgetperf.domain.written import EXACT
from budgetperf.errors import RulebookError
from budgetperf.scoring.laws.trying import number_text
from budgetperf.scoring.laws.violation import Law, Trial, Violation
from budgetperf.scoring.policy import OverAttainment, Treatment
from budgetperf.scoring.row import score_row
from budgetperf.scoring.row_score import RowScore, round_row
from budgetperf.scoring.rule import FunctionRule
from budgetperf.scoring.rulebook import Rulebook
from budgetperf.scoring.score import score

__all__ = ["engine_violations"]

_WEIGHT = Decimal(10)
_LITTLE = Fraction(1, 10**6)
_STEPS = (-_LITTLE, Fraction(0), _LITTLE)
# Every kind of cell that a form can hold, on either side.
_CELLS = (
    *(None, "≥90%", "≤90%", "=90%", ">0", "<0", "=0", "-5", "=-5", "96.73万元"),
    *("2022年1-12月", "已完成", "无", "？"),
)


def engine_violations(book: Rulebook) -> Iterator[Violation]:
    """What a rulebook breaks in the cells and sums that no single rule speaks of."""
    unanswered = [*_total(book)]
    yield from unanswered
    yield from _no_budget(book)
    yield from _rounding(book)
    if not unanswered:
        yield from _corners(book)
        yield from _sum(book)
    if book.over_attainment is not None:
        yield from _over_attainment(book.over_attainment)


def _total(book: Rulebook) -> Iterator[Violation]:
    # 任何填报都有得分，或说明须人工判断
    for target in _CELLS:
        for actual in _CELLS:
            row = Indicator(level1="产出指标", name="指标", target=target, actual=actual, weight=_WEIGHT)
            outcome, rule = _missing_answer(row, book)
            if outcome is not None:
                trial = Trial(given={"target": target, "actual": actual, "weight": _WEIGHT}, outcome=outcome)
                yield Violation(law=Law.TOTAL, rule=rule, path="positive", trials=[trial])
                return


def _missing_answer(row: Indicator, book: Rulebook) -> tuple[str | None, str]:
    """Why a row has no score, and by which rule; None where it has one."""
    try:
        found = score_row(row, "row", book)
    except RulebookError as error:
        functions = [rule.id for _, _, rules in book.cases() for rule in rules if isinstance(rule, FunctionRule)]
        return error.en, next((name for name in functions if name in error.en), "—")
    return ("—" if found.weight is not None and (found.low is None or found.high is None) else None), "—"


def _corners(book: Rulebook) -> Iterator[Violation]:
    # 负的实际完成值改为 0 再计分：目标也为负时，达到的不一定得满分，做得更好的可能少得分
    if book.corners.negative_actual is not Treatment.ZERO:
        return
    yield from _equal_to_zero(book)
    broken: set[Law] = set()
    for sign, better in (("≥", 1), ("≤", -1), ("=", 0)):
        tried = [(actual, _try(f"{sign}{_GOAL}%", f"{actual}%", book)) for actual in (-8, -5, -2, 0, 3)]
        for actual, one in tried:
            met = actual == _GOAL if better == 0 else (actual - _GOAL) * better >= 0
            if met and Law.FULL not in broken and _ends_of(one[2]) != (_WEIGHT, _WEIGHT):
                broken.add(Law.FULL)
                yield _of_corners(Law.FULL, book, [one], f"{_WEIGHT}")
        for (_, before), (_, after) in pairwise(tried):
            worse, best = (before[2], after[2]) if better > 0 else (after[2], before[2])
            if better and Law.MONOTONE not in broken and _ends_of(best) < _ends_of(worse):
                broken.add(Law.MONOTONE)
                yield _of_corners(Law.MONOTONE, book, [before, after], None)


_GOAL = -5


def _equal_to_zero(book: Rulebook) -> Iterator[Violation]:
    # 等于 0 的指标，负数改为 0 之后也算相等
    tried = _try("=0", "-3", book)
    if _ends_of(tried[2]) == (_WEIGHT, _WEIGHT):
        yield _of_corners(Law.EQUAL, book, [tried], f"< {_WEIGHT}")


Tried = tuple[str, str, RowScore]


def _try(target: str, actual: str, book: Rulebook) -> Tried:
    row = Indicator(level1="产出指标", name="指标", target=target, actual=actual, weight=_WEIGHT)
    return target, actual, score_row(row, "row", book)


def _ends_of(row: RowScore) -> tuple[Decimal, Decimal]:
    return row.low or Decimal(0), row.high or Decimal(0)


def _span(row: RowScore) -> str:
    return interval(*_ends_of(row))


def _of_corners(law: Law, book: Rulebook, tried: Sequence[Tried], expected: str | None) -> Violation:
    trials = [
        Trial(given={"target": target, "actual": actual, "weight": _WEIGHT}, outcome=_span(found))
        for target, actual, found in tried
    ]
    return Violation(
        law=law,
        rule="corners",
        path="corners",
        clause=book.corners.clause_of("negative_actual"),
        trials=trials,
        expected=expected,
    )


def _no_budget(book: Rulebook) -> Iterator[Violation]:
    # 没有预算就没有执行得分
    for budget, spent in (("0万元", "0万元"), ("0万元", "5万元"), ("-1万元", "5万元")):
        total = FundRow(name="年度资金总额", role="total", funds=Funds(revised=budget, spent=spent))
        card = Scorecard(kind="project", budget=Budget(rows=[total], execution=Execution(weight=_WEIGHT)))
        found = score(card, book).execution
        if book.execution is not None and found is not None and found.low != 0 and found.rule is not None:
            trial = Trial(given={"target": budget, "actual": spent, "weight": _WEIGHT}, outcome=f"{found.low}")
            yield Violation(
                law=Law.NO_BUDGET,
                rule=book.execution.id,
                path="execution",
                clause=book.execution.clause,
                trials=[trial],
                expected="0",
            )
            return


def _rounding(book: Rulebook) -> Iterator[Violation]:
    # 取整不改变高低，差不超过半个末位
    policy, weight = book.rounding, Decimal(100)
    for places in {policy.row, policy.row if policy.total is None else policy.total}:
        step = Fraction(1, 10**places)
        exact = [step * eighth / 8 for eighth in range(17)]
        rounded = [Fraction(round_row(points, weight, places, policy.mode)) for points in exact]
        for points, result in zip(exact, rounded, strict=True):
            if abs(points - result) > step / 2:
                trial = Trial(given={"points": number_text(points)}, outcome=number_text(result))
                yield Violation(
                    law=Law.ROUNDING,
                    rule="rounding",
                    path="rounding",
                    clause=policy.clause,
                    trials=[trial],
                    expected=number_text(points - step / 2) + "–" + number_text(points + step / 2),
                )
                return
        if any(after < before for before, after in pairwise(rounded)):
            yield Violation(law=Law.ROUNDING, rule="rounding", path="rounding", clause=policy.clause)
            return


def _sum(book: Rulebook) -> Iterator[Violation]:
    # 总分等于各行之和，与次序无关
    rows = [
        Indicator(level1="产出指标", name=f"指标{index}", target="≥3", actual=str(index), weight=_WEIGHT)
        for index in range(3)
    ]
    totals = [_totals(order, book) for order in permutations(rows)]
    parts = [score_row(row, "row", book) for row in rows]
    exact = [EXACT.add(EXACT.add(*ends[:2]), ends[2]) for ends in (_ends(parts, "low"), _ends(parts, "high"))]
    if len(set(totals)) > 1 or (book.rounding.total is None and totals[0] != tuple(exact)):
        trial = Trial(given={"rows": "0, 1, 2 ÷ 3"}, outcome=f"{totals[0][0]}–{totals[0][1]}")
        yield Violation(law=Law.SUM, rule="rounding", path="rounding", clause=book.rounding.clause, trials=[trial])


def _totals(rows: Sequence[Indicator], book: Rulebook) -> tuple[Decimal | None, Decimal | None]:
    found = score(Scorecard(kind="project", indicators=rows), book)
    return found.low, found.high


def _ends(parts: Sequence[object], name: str) -> list[Decimal]:
    return [getattr(part, name) for part in parts]


def _over_attainment(policy: OverAttainment) -> Iterator[Violation]:
    def broken(law: Law, *trials: Trial, expected: str | None = None) -> Violation:
        return Violation(
            law=law,
            rule="over_attainment",
            path="over_attainment",
            clause=policy.clause,
            trials=trials,
            expected=expected,
        )

    if policy.zero is not None and policy.zero > 0:
        # A number without a unit is another number in every unit.
        inside = Trial(given={"target": "0", "actual": f"{policy.zero:f}元"}, outcome="≥")
        outside = Trial(
            given={"target": "0", "actual": f"{EXACT.divide(policy.zero, Decimal(10**4)):f}万元"}, outcome="<"
        )
        yield broken(Law.UNIT, inside, outside)
    if policy.kept is None:
        return
    ratio = Fraction(policy.ratio)
    at_ratio = policy.kept.limits(ratio)
    beyond = [Fraction(knot.x) for knot in policy.kept.knots if knot.x > policy.ratio]
    # What is just right of a point is shown by a number a little beyond it.
    values = [(ratio, at_ratio.at), (ratio + _LITTLE, at_ratio.right)]
    values += [(x + step, end) for x in beyond for step, end in zip(_STEPS, policy.kept.limits(x), strict=True)]
    before = (max(Fraction(1), ratio - _LITTLE), Fraction(1))

    def trial(x: Fraction, value: Fraction) -> Trial:
        given = {"target": "100", "actual": number_text(100 * x), "weight": _WEIGHT}
        return Trial(given=given, outcome=number_text(value * Fraction(_WEIGHT)))

    wrong = [pair for pair in values if not 0 <= pair[1] <= 1]
    less = [pair for pair in values if pair[1] < 1]
    falls = [(one, other) for one, other in pairwise([before, *values]) if other[1] < one[1]]
    if wrong:
        yield broken(Law.BOUNDED, trial(*wrong[0]), expected="0–10")
    if less:
        yield broken(Law.FULL, trial(*less[0]), expected="10")
    if falls:
        yield broken(Law.MONOTONE, trial(*falls[0][0]), trial(*falls[0][1]))
