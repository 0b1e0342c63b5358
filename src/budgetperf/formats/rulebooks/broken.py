"""A law of form that a file breaks, said so that its author can mend it: where, what, what instead, an example."""

from __future__ import annotations

from budgetperf.formats.plain.problems import Problem
from budgetperf.scoring.laws.violation import Law, Violation

__all__ = ["problem_of"]

_EXAMPLES = {
    Law.YEARS: "years: {first: 2023, last: null}",
    Law.WEIGHTS: "execution: 10, levels: {产出指标: 50, 效益指标: 30, 满意度指标: 10}",
    Law.GRADES: "[{title: 优, title_en: excellent, from: 90}, {title: 良, title_en: good, from: 80, below: 90}, …]",
    Law.BANDS: "reached: {from: 80%, to: 100%}, partly: {from: 60%, below: 80%}, missed: {from: 0%, below: 60%}",
    Law.REACH: "weights: [5, 8], curve: {above: 100%, every: 1%, by: 0.5, to: 8}",
    Law.ONE_RULE: "weights: [5] | weights: [8]",
    Law.NAMES: "id: attainment-2",
}
_INSTEAD = {
    Law.ONE_RULE: (
        "用 weights 或 levels 写明各自适用的行；若尚无定论、两条都在用，给后一条写 alternative_to: 前一条的 id",
        "say with weights or levels for which rows each is, or write alternative_to where both are in use",
    ),
    Law.NAMES: ("每个编号、每个词只写一次", "write every id and every word once"),
}


def problem_of(violation: Violation) -> Problem:
    """The path of a law that is broken, and what to say of it in both languages."""
    law = violation.law
    strange = dict(violation.trials[0].given).get("weight") if law is Law.NAMES else None
    if strange is not None:
        return (
            violation.path,
            f"规则用于分值 {strange}，而本行的 weights 只有 {violation.expected}；请补上，或改正",
            f"the rule is for a weight of {strange}, the row has {violation.expected}; add it, or correct it",
        )
    found = _found(violation)
    instead = _INSTEAD.get(law, (law.zh, law.en))
    example = _EXAMPLES.get(law)
    return (
        violation.path,
        f"{found[0]}；{instead[0]}" + (f"，例如 {example}" if example else ""),
        f"{found[1]}; {instead[1]}" + (f", for example {example}" if example else ""),
    )


def _found(violation: Violation) -> tuple[str, str]:
    """What is wrong in this file."""
    trial = violation.trials[0]
    given = dict(trial.given)
    listed = "、".join(f"{name} {value}" for name, value in trial.given if name != "rules")
    number = given.get("total") or given.get("share")
    if number is not None and trial.outcome == "—":
        return f"{number} 不在任何一档", f"{number} lies in no band"
    if number is not None:
        return f"{number} 同时在 {trial.outcome}", f"{number} lies in {trial.outcome} at once"
    if "alternative_to" in given:
        name = given["alternative_to"]
        return f"同一情形中没有另一条规则 {name}", f"there is no other rule {name} in the same case"
    if "rules" in given:
        return f"{given['rules']} 同时适用于 {listed}", f"{given['rules']} both apply to {listed}"
    said = {
        Law.REACH: (f"{listed}，却写到扣 {trial.outcome} 分", f"{trial.outcome} taken off {listed}"),
        Law.WEIGHTS: (f"{listed}，合计 {trial.outcome}", f"{listed} add up to {trial.outcome}"),
    }
    return said.get(violation.law, (listed, listed))
