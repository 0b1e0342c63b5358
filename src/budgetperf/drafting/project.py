"""附件5: what the forms say of one project under each of its headings."""

from __future__ import annotations

from budgetperf.domain.figures import look_up
from budgetperf.domain.model import Filing, Funds, Role, Scorecard
from budgetperf.domain.quantity import Money
from budgetperf.drafting.department import over_and_under
from budgetperf.drafting.facts import lines_of, total_funds
from budgetperf.drafting.points import EXECUTION, counted, parts_of, told_parts, told_total
from budgetperf.drafting.said import Said
from budgetperf.drafting.wording import change, grown, in_list, is_tellable, money, percent
from budgetperf.reconciliation.prose.books import Books, Scope
from budgetperf.review import Review

__all__ = ["project_report"]

_SOURCES = (Role.APPROPRIATION, Role.CARRYOVER, Role.OTHER)
# Under which heading the points of a part are told; other parts are told with the total only.
_PARTS = {
    "process": (EXECUTION,),
    "output": ("产出指标", "成本指标"),
    "effect": ("效益指标", "满意度指标"),
}


def project_report(filing: Filing, card: int, review: Review, books: Books) -> Said:
    """What the forms say of the project of a card, by the keys of the headings of 附件5."""
    said, scope = Said(), books.scope_of_card(card)
    form = filing.scorecards[card]
    funds = total_funds(form)
    _budget(said, filing, funds, scope)
    _uses(said, filing, form, scope)
    _points(said, form, review, funds)
    paths = {path for path, _, _ in lines_of(filing.base_table) if scope.whole or path == scope.line}
    said.write_lost("problems", form, "附件3")
    for sentence in over_and_under(filing, review, paths):
        said.write("problems", sentence)
    return said


def _budget(said: Said, filing: Filing, funds: Funds, scope: Scope) -> None:
    initial, revised, spent = (money(amount) for amount in (funds.initial, funds.revised, funds.spent))
    clauses = [f"年初预算{initial}"] if initial is not None else []
    clauses += [f"全年预算{revised}"] if revised is not None else []
    if spent is not None:
        clauses.append(f"实际支出{spent}")
        rate = None if revised is None else percent(spent, revised)
        clauses += [f"预算执行率{rate}"] if rate else []
        clauses += [change(spent, initial, "年初预算")] if initial is not None else []
    if clauses:
        prior = _prior(filing, scope)
        against = f"；{grown(spent, prior)}" if spent is not None and prior is not None else ""
        said.write("budget", f"本项目{'，'.join(clauses)}{against}。")
    for name, amount in (("年初预算数", initial), ("全年预算数", revised), ("全年执行数", spent)):
        if amount is None:
            said.miss("budget", name, "附件3")


def _prior(filing: Filing, scope: Scope) -> Money | None:
    """What was spent last year, where 附件1 says it of this project."""
    if filing.base_table is None:
        return None
    path = "base_table.projects.total" if scope.whole else scope.line
    return None if path is None else money(look_up(filing, f"{path}.prior"))


def _uses(said: Said, filing: Filing, card: Scorecard, scope: Scope) -> None:
    spent = money(total_funds(card).spent)
    if spent is None:
        return
    rows = [(row.name, money(row.funds.spent)) for row in card.budget.rows if row.role in _SOURCES]
    filled = [(name, amount) for name, amount in rows if amount is not None and amount.amount and is_tellable(name)]
    if len(filled) > 1:
        said.write("used", f"项目支出{spent}，其中：{in_list(filled)}。")
    elif len(filled) == 1 and filled[0][1] == spent:
        said.write("used", f"项目支出{spent}，全部来自{filled[0][0]}。")
    lines = [(name, money(funds.spent)) for _, name, funds in lines_of(filing.base_table)] if scope.whole else []
    known = [(name, amount) for name, amount in lines if amount is not None]
    listed = in_list(known)
    if listed and all(is_tellable(name) for name, _ in known):
        said.write("used", f"项目支出{spent}，主要用于：{listed}。")


def _points(said: Said, card: Scorecard, review: Review, funds: Funds) -> None:
    said.write("goals", counted(card))
    whole = told_total(card, review.rulebook, "项目")
    if whole is None:
        said.miss("conclusion", "自评总分", "附件3")
    parts = parts_of(card)
    said.write("conclusion", whole)
    said.write("conclusion", told_parts(parts))
    revised, spent = money(funds.revised), money(funds.spent)
    rate = percent(spent, revised) if revised is not None and spent is not None else None
    for key, names in _PARTS.items():
        told = told_parts(part for part in parts if part.name in names)
        said.write(key, f"预算执行率{rate}。" if key == "process" and rate else None, told)
