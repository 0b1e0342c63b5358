"""附件2, 附件3 and the cards of other kinds, as they are shown: the form, and beside each row what the rules give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from budgetperf.domain.model import Allocation, Budget, Goal, Indicator, Likelihood, Scorecard, ScorecardKind
from budgetperf.rendering.catalogue import Text
from budgetperf.rendering.html.cells import fact, figure, filled_columns, heading_facts
from budgetperf.rendering.html.sheets import Cell, Column, Row, Sheet, Table
from budgetperf.rendering.messages import say
from budgetperf.rendering.places import attachment_text, card_name, field_name
from budgetperf.scoring.row_score import RowScore
from budgetperf.scoring.score import Score

__all__ = ["card_sheet"]

_FUNDS = ("prior", "initial", "revised", "spent", "to_date", "forecast")
_AROUND = ("subject", "supervisor", "implementer", "attribute", "period", "starts", "ends")
_BENEATH = ("conclusion", "problems", "improvements")
_SCORED = ("target", "actual", "weight", "points", "deviation_note")
_COLUMNS = (
    "initial_target",
    "target",
    "to_date",
    "forecast",
    "actual",
    "weight",
    "deduction",
    "score_share",
    "points",
    "likelihood",
    "deviation_note",
    "remarks",
)
_KINDS = {"weight": "number", "points": "number", "deduction": "number", "score_share": "number"}
_LIKELIHOODS = {
    Likelihood.CERTAIN: Text("确定能"),
    Likelihood.POSSIBLE: Text("有可能"),
    Likelihood.IMPOSSIBLE: Text("完全不可能"),
}


def card_sheet(card: Scorecard, score: Score, lang: str) -> Sheet:
    """A card as tables: funds, goals, indicators with the recomputed score of each."""
    path, attachment = score.path, card_name(card)
    name = attachment_text(attachment, lang)
    if card.kind is not ScorecardKind.DEPARTMENT and card.subject:
        name = say(lang, "{form}“{subject}”", form=name, subject=card.subject)
    facts = list(heading_facts(card.heading, path, lang))
    for key in (*_AROUND, *_BENEATH):
        value = getattr(card, key)
        if value is not None:
            facts.append(fact(key, value, f"{path}.{key}", lang, attachment=attachment))
    return Sheet(name=name, path=path, facts=facts, parts=_parts(card, score, lang))


def _parts(card: Scorecard, score: Score, lang: str) -> Iterator[Table]:
    path = score.path
    if card.budget.rows or card.kind.is_evaluation:
        yield _funds(card.budget, score, lang)
    for key in ("by_source", "by_nature"):
        rows: tuple[Allocation, ...] = getattr(card.budget, key)
        if rows:
            yield _allocations(rows, f"budget.{key}", path, lang)
    if card.goals:
        yield _goals(card.goals, f"{path}.goals", lang)
    if card.stated_weights:
        yield _weights(card, path, lang)
    yield _indicators(card, score, lang)


def _funds(budget: Budget, score: Score, lang: str) -> Table:
    """The fund block, with rate, weight and points in the total row, as the form has them."""
    path = f"{score.path}.budget"
    columns = filled_columns(_FUNDS, [row.funds for row in budget.rows], always=("initial", "revised", "spent"))
    executions = [budget.execution, *(row.execution for row in budget.rows if row.execution is not None)]
    printed = filled_columns(("stated_rate", "weight", "points"), executions)
    scored = score.execution is not None

    def row(index: int) -> Iterator[Cell]:
        one = budget.rows[index]
        at = f"{path}.rows[{index}]"
        yield Cell(one.name, at, level=0 if one.parent is None else 1)
        for name in columns:
            yield figure(getattr(one.funds, name), f"{at}.funds.{name}")
        is_total = index == budget.total_index
        own, place = (budget.execution, f"{path}.execution") if is_total else (one.execution, f"{at}.execution")
        for name in printed:
            yield figure(None if own is None else getattr(own, name), f"{place}.{name}")
        if scored:
            yield _score_cell(score.execution if is_total else None, lang)

    rates = {"stated_rate": say(lang, Text("执行率", "column")), "weight": field_name("weight", lang)}
    rates["points"] = field_name("points", lang)
    return Table(
        caption=say(lang, "年度预算及执行情况"),
        path=path,
        columns=[
            Column(say(lang, "资金"), "name"),
            *(Column(field_name(name, lang), "number") for name in columns),
            *(Column(rates[name], "number") for name in printed),
            *([Column(say(lang, "复算"), "score")] if scored else []),
        ],
        rows=[list(row(index)) for index in range(len(budget.rows))],
    )


def _score_cell(score: RowScore | None, lang: str) -> Cell:
    del lang
    return Cell("", None if score is None else f"{score.path}.recomputed", is_own=True, score=score)


def _allocations(rows: Sequence[Allocation], key: str, card: str, lang: str) -> Table:
    path = f"{card}.{key}"
    return Table(
        caption=field_name(key, lang),
        path=path,
        columns=[Column(say(lang, "名称"), "name"), Column(field_name("amount", lang), "number")],
        rows=[
            [Cell(row.name, f"{path}[{index}]"), figure(row.amount, f"{path}[{index}].amount")]
            for index, row in enumerate(rows)
        ],
    )


def _goals(goals: Sequence[Goal], path: str, lang: str) -> Table:
    return Table(
        caption=field_name("goals", lang),
        path=path,
        columns=[Column(say(lang, "预期目标")), Column(say(lang, "实际完成情况"))],
        rows=[
            [figure(goal.expected, f"{path}[{index}].expected"), figure(goal.actual, f"{path}[{index}].actual")]
            for index, goal in enumerate(goals)
        ],
    )


def _weights(card: Scorecard, path: str, lang: str) -> Table:
    """The weights printed in brackets after the level-1 and level-2 names."""
    place = f"{path}.stated_weights"
    has_level2 = any(row.level2 is not None for row in card.stated_weights)
    return Table(
        caption=say(lang, "表中括号内的分值"),
        path=place,
        columns=[
            Column(field_name("level1", lang), "name"),
            *([Column(field_name("level2", lang))] if has_level2 else []),
            Column(field_name("weight", lang), "number"),
        ],
        rows=[
            [
                Cell(row.level1, f"{place}[{index}]"),
                *([Cell(row.level2 or "", f"{place}[{index}].level2")] if has_level2 else []),
                figure(row.weight, f"{place}[{index}].weight"),
            ]
            for index, row in enumerate(card.stated_weights)
        ],
    )


def _indicators(card: Scorecard, score: Score, lang: str) -> Table:
    path = f"{score.path}.indicators"
    always = _SCORED if card.kind.is_scored else ("target",)
    columns = filled_columns(_COLUMNS, card.indicators, always=always)
    has_level2 = any(row.level2 is not None for row in card.indicators)
    scored = card.kind.is_scored
    rows: list[Row] = [
        [
            *level,
            Cell(f"★{row.name}" if row.core else row.name, f"{path}[{index}]"),
            *(_cell(row, name, f"{path}[{index}]", lang) for name in columns),
            *([_score_cell(score.rows[index], lang)] if scored else []),
        ]
        for index, (row, level) in enumerate(
            zip(card.indicators, _levels(card.indicators, has_level2=has_level2), strict=True)
        )
    ]
    has_total = card.stated_points is not None or card.stated_weight is not None
    if has_total:
        rows.append(_total(card, score.path, columns, 2 if has_level2 else 1, lang, scored=scored))
    return Table(
        caption=field_name("indicators", lang),
        path=path,
        columns=[
            Column(field_name("level1", lang), "short"),
            *([Column(field_name("level2", lang), "short")] if has_level2 else []),
            Column(say(lang, "三级指标"), "name"),
            *(Column(_heading(card, name, lang), _KINDS.get(name, "text")) for name in columns),
            *([Column(say(lang, "复算与依据"), "score")] if scored else []),
        ],
        rows=rows,
        has_total=has_total,
    )


def _heading(card: Scorecard, name: str, lang: str) -> str:
    if name == "to_date" and card.months:
        return say(lang, "{months}完成情况", months=card.months)
    return field_name(name, lang)


def _levels(rows: Sequence[Indicator], *, has_level2: bool) -> Iterator[Row]:
    """The level names of each row: a cell that covers all rows of one name, then nothing below it."""
    for level1, group in groupby(rows, key=lambda row: row.level1):
        members = list(group)
        first: Cell | None = Cell(level1 or "", rows=len(members))
        for level2, count in _runs(row.level2 for row in members):
            second: Cell | None = Cell(level2 or "", rows=count)
            for _ in range(count):
                yield [first, second] if has_level2 else [first]
                first = second = None


def _runs(values: Iterable[str | None]) -> Iterator[tuple[str | None, int]]:
    for value, group in groupby(values):
        yield value, sum(1 for _ in group)


def _cell(row: Indicator, name: str, path: str, lang: str) -> Cell:
    value = getattr(row, name)
    if isinstance(value, Likelihood):
        return Cell(say(lang, _LIKELIHOODS[value]), f"{path}.{name}", is_own=True)
    if name == "deviation_note" and row.causes:
        noted = [f"{cause.name}：{cause.note}" for cause in row.causes if cause.note]
        value = "；".join([*noted, *([value] if value else [])]) or None
    return figure(value, f"{path}.{name}")


def _total(card: Scorecard, path: str, columns: Sequence[str], levels: int, lang: str, *, scored: bool) -> Row:
    stated = {"weight": card.stated_weight, "points": card.stated_points}
    return [
        *(Cell("") for _ in range(levels)),
        Cell(say(lang, Text("总分", "row")), is_own=True),
        *(figure(stated[name], f"{path}.stated_{name}") if name in stated else Cell("") for name in columns),
        *([Cell("")] if scored else []),
    ]
