"""附件4: what the forms say under each of its headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from budgetperf.domain.base_table import BaseTable
from budgetperf.domain.model import Filing, Funds, Scorecard
from budgetperf.domain.quantity import Count
from budgetperf.domain.written import fold
from budgetperf.drafting.facts import department_of, is_near, lines_of, spending_of, total_funds
from budgetperf.drafting.points import parts_of, told_parts, told_total
from budgetperf.drafting.said import Said, shared, told_of_row
from budgetperf.drafting.wording import change, in_list, is_tellable, money, percent, rate_told, total
from budgetperf.reconciliation.prose.books import Books
from budgetperf.review import Review

__all__ = ["department_report", "listed", "missing", "over_and_under", "projects_execution"]

_THREE_PUBLIC = (
    ("vehicles", "公务用车购置及运行维护费"),
    ("abroad", "因公出国（境）费"),
    ("hospitality", "公务接待费"),
)
_VEHICLES = (("vehicle_purchase", "公务用车购置费"), ("vehicle_running", "公务用车运行维护费"))
_FUNDS = (
    ("government_funds", "政府性基金", "政府性基金预算"),
    ("state_capital", "国有资本", "国有资本经营预算"),
    ("social_insurance", "社会保险", "社会保险基金预算"),
)
_PERSONS = ("", "人", "名", "个")
_BUILDING = {"building_area_control": "规模控制率", "building_investment_control": "投资概算控制率"}


def department_report(filing: Filing, review: Review, books: Books) -> Said:
    """What the forms say of the department, by the keys of the headings of 附件4."""
    said = Said()
    base = filing.base_table
    found = department_of(filing)
    card = None if found is None else found[1]
    _staffing(said, base)
    _whole(said, filing, total_funds(card))
    _basic(said, filing, base)
    _projects(said, filing, base, books)
    _other_funds(said, card)
    _performance(said, card, base, review)
    _problems(said, card, filing, review)
    return said


def _staffing(said: Said, base: BaseTable | None) -> None:
    staffing = None if base is None else base.staffing
    established, actual = (
        _persons(None if staffing is None else getattr(staffing, part)) for part in ("established", "actual")
    )
    if established is None:
        said.miss("staffing", "编制数", "附件1")
    if actual is None:
        said.miss("staffing", "实际在职人数", "附件1")
    clauses = [f"编制数{established.number:f}人"] if established is not None else []
    clauses += [f"实际在职{actual.number:f}人"] if actual is not None else []
    if established is not None and actual is not None and established.number > 0:
        share = Fraction(actual.number) / Fraction(established.number)
        clauses.append(f"在职人员控制率{rate_told(share)}")
    if clauses:
        said.write("staffing", f"{'，'.join(clauses)}。")


def _persons(figure: object) -> Count | None:
    return figure if isinstance(figure, Count) and figure.unit in _PERSONS and figure.number >= 0 else None


def _whole(said: Said, filing: Filing, funds: Funds) -> None:
    spending = spending_of(filing)
    year = "本年度" if filing.year is None else f"{filing.year}年度"
    whole, initial, revised = spending.whole, money(funds.initial), money(funds.revised)
    parts = [("基本支出", spending.basic), ("项目支出", spending.projects)]
    known = [(name, part) for name, part in parts if part is not None]
    if whole is not None:
        among = f"，其中：{shared(known, whole)}" if known else ""
        said.write("whole", f"{year}部门整体支出{whole}{among}。")
    clauses = [f"年初预算{initial}"] if initial is not None else []
    clauses += [f"全年预算{revised}"] if revised is not None else []
    if clauses and whole is not None:
        rate = None if revised is None else percent(whole, revised)
        clauses += [f"实际支出{whole}", *([f"预算执行率{rate}"] if rate else [])]
        clauses += [change(whole, initial, "年初预算")] if initial is not None else []
    if clauses:
        said.write("whole", f"整体支出{'，'.join(clauses)}。")
    blank = (("年初预算数", initial), ("全年预算数", revised), ("全年执行数", whole))
    for name, amount in blank:
        if amount is None:
            said.miss("whole", f"部门整体支出{name}", "附件2")


def _basic(said: Said, filing: Filing, base: BaseTable | None) -> None:
    basic = spending_of(filing).basic
    operating = Funds() if base is None else base.operating.total
    paid = money(operating.spent)
    if basic is None:
        said.miss("basic", "基本支出", "附件2")
    else:
        share = percent(paid, basic) if paid is not None else None
        among = f"，其中日常公用经费{paid}" if paid is not None else ""
        said.write("basic", f"基本支出{basic}{among}{f'，占基本支出的{share}' if share else ''}。")
    row = told_of_row("日常公用经费", operating.initial, operating.spent, operating.prior)
    said.write("basic", row)
    missing(said, "basic", "公用经费", operating)
    if base is None:
        said.miss("basic", "“三公”经费预算数、决算数", "附件1")
        return
    public = base.three_public
    whole = public.total
    rows = list(_three_public(base))
    first = told_of_row("“三公”经费", whole.initial, whole.spent, whole.prior)
    said.write("basic", first, *rows)
    missing(said, "basic", "“三公”经费", whole)


def missing(said: Said, key: str, name: str, funds: Funds) -> None:
    """Note the budget and the spending of a row of 附件1 where they are blank."""
    for column, amount in (("预算数", funds.initial), ("决算数", funds.spent)):
        if money(amount) is None:
            said.miss(key, f"{name}{column}", "附件1")


def _three_public(base: BaseTable) -> Iterator[str]:
    """Each part of “三公”经费 that is filled; cars by purchase and running as well, where there was both."""
    public = base.three_public
    for row, name in _THREE_PUBLIC:
        finer = [(part, told) for part, told in _VEHICLES if row == "vehicles" and _is_filled(getattr(public, part))]
        whole = [(row, name)] if _is_filled(getattr(public, row)) else []
        for part, told in [*whole, *finer] if len(finer) > 1 else whole or finer:
            funds: Funds = getattr(public, part)
            said = told_of_row(told, funds.initial, funds.spent, funds.prior, rate=None)
            if said is not None:
                yield said


def _is_filled(funds: Funds) -> bool:
    """Whether there was any money this year or last."""
    amounts = (money(amount) for amount in (funds.initial, funds.spent, funds.prior))
    return any(amount is not None and amount.amount > 0 for amount in amounts)


def _projects(said: Said, filing: Filing, base: BaseTable | None, books: Books) -> None:
    projects = Funds() if base is None else base.projects.total
    budget = money(projects.initial)
    lines = [(name, funds) for _, name, funds in lines_of(base)]
    if budget is not None and (arranged := listed(lines, "initial")):
        said.write("arranged", f"项目支出预算{budget}，其中：{arranged}。")
    elif lines:
        said.miss("arranged", "各专项的预算数", "附件1")
    row = told_of_row("项目支出", projects.initial, projects.spent, projects.prior, rate=None)
    said.write("arranged", row, projects_execution(filing, books))
    missing(said, "arranged", "项目支出", projects)
    special = money(None if base is None else base.projects.special.spent)
    own = [] if base is None else [(line.name, line.funds) for line in base.projects.lines]
    if special is None:
        said.miss("used", "专项资金决算数", "附件1")
    elif used := listed(own, "spent"):
        said.write("used", f"专项资金实际支出{special}，主要用于：{used}。")
    else:
        said.write("used", f"专项资金实际支出{special}。")
        if own and special.amount:
            said.miss("used", "各专项的决算数", "附件1")


def listed(lines: Sequence[tuple[str, Funds]], column: str) -> str:
    """The lines with one of their amounts; nothing where one of them cannot be told, for then the rest is no list."""
    stated = [(name, getattr(funds, column)) for name, funds in lines]
    filled = [(name, money(amount)) for name, amount in stated if amount is not None]
    known = [(name, amount) for name, amount in filled if amount is not None and is_tellable(name)]
    return in_list(known) if len(known) == len(filled) else ""


def projects_execution(filing: Filing, books: Books) -> str | None:
    """The revised budget of all projects and its rate of execution, where there is a sheet of every one of them."""
    cards = [total_funds(at.card) for at in books.parties.projects]
    if books.parties.no_sums("附件3") is not None or filing.base_table is None:
        return None
    revised, spent = ([money(getattr(funds, column)) for funds in cards] for column in ("revised", "spent"))
    budget, paid = (total([amount for amount in column if amount is not None]) for column in (revised, spent))
    if None in revised or None in spent or budget is None or paid is None:
        return None
    # Of a budget that printing alone may have made, there is no rate.
    rate = None if is_near([], budget, len(cards)) else percent(paid, budget)
    stated = money(filing.base_table.projects.total.initial)
    # 附件1 may hold the revised budget: then its figure is told, from which the sum of the sheets is rounded away.
    told = stated if stated is not None and is_near([budget], stated, len(cards)) else budget
    return f"项目支出全年预算{told}{f'，预算执行率{rate}' if rate else ''}。"


def _other_funds(said: Said, card: Scorecard | None) -> None:
    """What 附件2 says of the other funds: an amount, or a zero; of a blank nothing is said."""
    for key, word, name in _FUNDS:
        rows = [] if card is None else [item for item in card.budget.by_source if word in fold(item.name)]
        amounts = [money(item.amount) for item in rows]
        found = total([amount for amount in amounts if amount is not None])
        if found is not None and None not in amounts:
            said.write(key, f"{name}支出{found}。" if found.amount else f"没有{name}支出。")


def _performance(said: Said, card: Scorecard | None, base: BaseTable | None, review: Review) -> None:
    whole = None if card is None else told_total(card, review.rulebook, "部门整体支出绩效")
    if whole is None or card is None:
        said.miss("performance", "自评总分", "附件2")
    else:
        said.write("performance", whole)
    if card is not None:
        said.write("performance", told_parts(parts_of(card)))
    if base is not None:
        bought = told_of_row(
            "政府采购", base.procurement.initial, base.procurement.spent, base.procurement.prior, rate="政府采购执行率"
        )
        said.write("performance", bought)
        missing(said, "performance", "政府采购金额", base.procurement)
        for number in range(len(base.buildings)):
            said.write("performance", _building(number, len(base.buildings), review))


def _building(number: int, count: int, review: Review) -> str | None:
    """The two control rates of a building, where they can be computed."""
    place = f"base_table.buildings[{number}]."
    rates = [rate for rate in review.rates if rate.value is not None and rate.inputs[0].startswith(place)]
    told = [f"{_BUILDING[rate.id]}{rate_told(rate.value)}" for rate in rates if rate.value is not None]
    which = f"（{number + 1}）" if count > 1 else ""
    return f"楼堂馆所{which}{'，'.join(told)}。" if told else None


def _problems(said: Said, card: Scorecard | None, filing: Filing, review: Review) -> None:
    if card is not None:
        said.write_lost("problems", card, "附件2")
    paths = {path for path, _, _ in lines_of(filing.base_table)}
    for sentence in over_and_under(filing, review, paths):
        said.write("problems", sentence)


def over_and_under(filing: Filing, review: Review, paths: set[str]) -> Iterator[str]:
    """The budget lines that the review finds far from their budget, in the order of 附件1."""
    found = {finding.path for finding in review.findings if finding.code == "BP304"}
    for path, name, funds in lines_of(filing.base_table):
        if path in paths and f"{path}.spent" in found and is_tellable(name):
            plain = "".join(name.split())
            said = told_of_row(plain, funds.initial, funds.spent, None, rate=None, colon="：")
            if said is not None and money(funds.initial) is not None and money(funds.spent) is not None:
                yield said
