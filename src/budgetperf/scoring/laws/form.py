"""
The laws of form: what can be seen from the sections alone, without scoring anything.

They take sections and not a rulebook, so that a file with a mistake in one section is still looked through.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import reduce
from itertools import product
from typing import Any

from budgetperf.domain.finding import Clause
from budgetperf.domain.names import level_name
from budgetperf.domain.written import EXACT
from budgetperf.scoring.laws.violation import Law, Trial, Violation
from budgetperf.scoring.policy import Band, Grade, LevelWeights, RateRow, Years
from budgetperf.scoring.ranges import Range, find_faults
from budgetperf.scoring.rule import AnyRule, Cases, Rule, Scale
from budgetperf.scoring.rulebook import CASES, DIRECTIONS, rate_key

__all__ = ["form_violations", "rule_groups"]

_FULL = Decimal(100)
_ALL_POINTS = Range(low=0, high=100)
_ALL_SHARES = Range(low=0, high=1)


def form_violations(sections: Mapping[str, Any]) -> Iterator[Violation]:
    """
    What is wrong with the form of a rulebook.

    Args:
        sections: Its sections by name, as far as they are known.
    """
    yield from _years(sections.get("years"))
    yield from _weights(sections.get("weights") or ())
    yield from _grades(sections.get("grades") or (), sections.get("grades_clause"))
    yield from _bands(sections.get("bands") or ())
    yield from _names(sections)
    yield from _rate_weights(sections.get("rates") or ())
    for _, path, rules in rule_groups(sections):
        yield from _one_rule(path, rules)
        yield from _reach(path, rules)


def _years(years: Years | None) -> Iterator[Violation]:
    if years and years.first is not None and years.last is not None and years.last < years.first:
        trial = Trial(given={"first": years.first, "last": years.last}, outcome="—")
        yield Violation(law=Law.YEARS, rule="years", path="years", trials=[trial], expected=f"≥ {years.first}")


def _weights(sets: Sequence[LevelWeights]) -> Iterator[Violation]:
    for index, weights in enumerate(sets):
        given = [("execution", weights.execution), *weights.levels]
        given += [("free", weights.free)] if weights.free else []
        total = reduce(EXACT.add, [weight for _, weight in given])
        negative = [weight for _, weight in given if weight < 0]
        if total != _FULL or negative:
            yield Violation(
                law=Law.WEIGHTS,
                rule=weights.id,
                path=f"weights[{index}]",
                clause=weights.clause,
                trials=[Trial(given=tuple((name, f"{weight:f}") for name, weight in given), outcome=f"{total:f}")],
                expected="100" if not negative else "≥ 0",
            )


def _grades(grades: Sequence[Grade], clause: Clause | None) -> Iterator[Violation]:
    for fault in find_faults([grade.points for grade in grades], _ALL_POINTS) if grades else ():
        held = "、".join(grades[index].title for index in fault.holders)
        trial = Trial(given={"total": fault.number}, outcome=held or "—")
        path = f"grades[{fault.holders[1]}]" if fault.holders else "grades"
        yield Violation(law=Law.GRADES, rule="grades", path=path, clause=clause, trials=[trial], expected="1")


def _bands(bands: Sequence[Band]) -> Iterator[Violation]:
    for fault in find_faults([band.share for band in bands], _ALL_SHARES) if bands else ():
        held = "、".join(bands[index].id for index in fault.holders)
        trial = Trial(given={"share": fault.number}, outcome=held or "—")
        index = fault.holders[1] if fault.holders else 0
        path = f"bands[{index}]" if fault.holders else "bands"
        yield Violation(
            law=Law.BANDS, rule="bands", path=path, clause=bands[index].clause, trials=[trial], expected="1"
        )
    for index, band in enumerate(bands):
        share = band.share
        outside = [end for end in (share.low, share.high) if end is None or end not in _ALL_SHARES]
        if outside:
            trial = Trial(given={"band": band.id}, outcome=str(share))
            yield Violation(
                law=Law.BANDS,
                rule=band.id,
                path=f"bands[{index}]",
                clause=band.clause,
                trials=[trial],
                expected="[0, 1]",
            )


def rule_groups(sections: Mapping[str, Any]) -> Iterator[tuple[str, str, Sequence[AnyRule]]]:
    """The rules that are asked about the same rows: the case, the path of their list, and the rules."""
    for name in CASES:
        cases: Cases | None = sections.get(name)
        for direction in DIRECTIONS if cases else ():
            yield name, f"{name}.{direction}", getattr(cases, direction)
    yield "dates", "dates", sections.get("dates") or ()
    for index, row in enumerate(sections.get("rates") or ()):
        yield "rates", f"rates[{index}].rules", row.rules


def _names(sections: Mapping[str, Any]) -> Iterator[Violation]:
    rules = [
        (rule.id, f"{path}[{index}]") for _, path, rules in rule_groups(sections) for index, rule in enumerate(rules)
    ]
    rules += [(sections["execution"].id, "execution")] if sections.get("execution") else []
    bands: Sequence[Band] = sections.get("bands") or ()
    rules += [(band.id, f"bands[{index}]") for index, band in enumerate(bands)]
    yield from _repeated(rules)
    for section in ("rates", "weights"):
        yield from _repeated(
            [(item.id, f"{section}[{index}]") for index, item in enumerate(sections.get(section) or ())]
        )
    words = [(word, f"bands[{index}]") for index, band in enumerate(bands) for word in (*band.words, *band.contains)]
    answers, dropped = sections.get("answers"), sections.get("not_applicable")
    words += [(word, "answers") for word in (*answers.yes, *answers.no)] if answers else []
    words += [(word, "not_applicable") for word in dropped.words] if dropped else []
    yield from _repeated(words)
    yield from _repeated(
        [(grade.title, f"grades[{index}]") for index, grade in enumerate(sections.get("grades") or ())]
    )
    yield from _moves(sections)
    sets: Sequence[LevelWeights] = sections.get("weights") or ()
    for index, weights in enumerate(sets):
        yield from _repeated([(level_name(level), f"weights[{index}].levels") for level, _ in weights.levels])
    rates: Sequence[RateRow] = sections.get("rates") or ()
    yield from _repeated([(rate_key(name), f"rates[{index}]") for index, row in enumerate(rates) for name in row.names])
    # A denial that is part of a word listed elsewhere would catch it.
    for (index, band), other in product(enumerate(bands), bands):
        caught = [word for word in band.words for part in other.contains if band.id != other.id and part in word]
        yield from (_twice(word, f"bands[{index}]") for word in caught)


def _moves(sections: Mapping[str, Any]) -> Iterator[Violation]:
    # 分值只能从一个一级指标移到另一个
    known = {level_name(level) for weights in sections.get("weights") or () for level, _ in weights.levels}
    for index, move in enumerate(sections.get("moves") or ()):
        level, to = level_name(move.level), level_name(move.to)
        if level == to or not {level, to} <= known:
            trial = Trial(given={"level": move.level, "to": move.to}, outcome="—")
            path = f"moves[{index}]"
            yield Violation(law=Law.NAMES, rule=move.level, path=path, clause=move.clause, trials=[trial])


def _rate_weights(rates: Sequence[RateRow]) -> Iterator[Violation]:
    # 规则所写的分值，应在该行见过的分值之中
    for index, row in enumerate(rates):
        for place, rule in enumerate(row.rules):
            strange = [weight for weight in rule.weights if row.weights and weight not in row.weights]
            if strange:
                listed = "、".join(f"{weight:f}" for weight in row.weights)
                trial = Trial(given={"weight": strange[0]}, outcome="—")
                path = f"rates[{index}].rules[{place}]"
                yield Violation(
                    law=Law.NAMES, rule=rule.id, path=path, clause=rule.clause, trials=[trial], expected=listed
                )


def _repeated(placed: Sequence[tuple[str, str]]) -> Iterator[Violation]:
    seen: set[str] = set()
    for name, path in placed:
        if name in seen:
            yield _twice(name, path)
        seen.add(name)


def _twice(name: str, path: str) -> Violation:
    return Violation(
        law=Law.NAMES, rule=name, path=path, trials=[Trial(given={"name": name}, outcome="2")], expected="1"
    )


def _one_rule(path: str, rules: Sequence[AnyRule]) -> Iterator[Violation]:
    ids = {rule.id for rule in rules}
    for index, rule in enumerate(rules):
        if rule.alternative_to is not None and rule.alternative_to not in ids - {rule.id}:
            yield _conflict(f"{path}[{index}]", rule, {"alternative_to": rule.alternative_to})
    for index, other in enumerate(rules):
        # One rule that claims the same rows is enough to say so.
        clashes = (both for one in rules[:index] if (both := _clash(one, other)) is not None)
        both = next(clashes, None)
        if both is not None:
            yield _conflict(f"{path}[{index}]", other, both)


def _clash(one: AnyRule, other: AnyRule) -> dict[str, object] | None:
    both = None if one.id == other.id or _declared(one, other) else _both(one, other)
    return None if both is None else {**both, "rules": f"{one.id}、{other.id}"}


def _reach(path: str, rules: Sequence[AnyRule]) -> Iterator[Violation]:
    # 扣完为止：阶梯写到比分值还多，多出的部分永远用不到，多半是笔误
    for index, rule in enumerate(rules):
        if not isinstance(rule, Rule) or rule.scale is not Scale.DEDUCTION or not rule.weights:
            continue
        most = max(value for knot in rule.curve.knots for value in (knot.left, knot.at, knot.right))
        if most > max(rule.weights):
            trial = Trial(given={"weight": max(rule.weights)}, outcome=f"{most:f}")
            yield Violation(
                law=Law.REACH,
                rule=rule.id,
                path=f"{path}[{index}]",
                clause=rule.clause,
                trials=[trial],
                expected=f"≤ {max(rule.weights):f}",
            )


def _declared(one: AnyRule, other: AnyRule) -> bool:
    """Whether one of the two, or both, are declared as an alternative to the same rule."""
    names = {one.id, other.id}
    return (
        one.alternative_to in names
        or other.alternative_to in names
        or (one.alternative_to is not None and one.alternative_to == other.alternative_to)
    )


def _both(one: AnyRule, other: AnyRule) -> dict[str, object] | None:
    """A row that both rules claim, or None."""
    if bool(one.levels) != bool(other.levels):
        return None  # the special rule goes before the general one
    levels = {level_name(name) for name in one.levels} & {level_name(name) for name in other.levels}
    weights = set(one.weights) & set(other.weights) if one.weights and other.weights else {*one.weights, *other.weights}
    if (one.levels and not levels) or (one.weights and other.weights and not weights):
        return None
    return {"weight": min(weights, default=Decimal(10)), "level": min(levels, default=None)}


def _conflict(path: str, rule: AnyRule, given: Mapping[str, object]) -> Violation:
    return Violation(
        law=Law.ONE_RULE,
        rule=rule.id,
        path=path,
        clause=rule.clause,
        trials=[Trial(given=given, outcome="—" if "alternative_to" in given else "2")],
        expected="1",
    )
