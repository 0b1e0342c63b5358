"""
Filings printed from accounts: the tables first, then what a clerk writes of them.

Everything in such a filing agrees, or would but for the rounding of what is printed.
"""

from __future__ import annotations

from random import Random

from attrs import evolve

from budgetperf.domain.model import REPORT_KINDS, Filing, Heading, Report, Scorecard
from budgetperf.domain.quantity import MoneyUnit
from budgetperf.scoring.rulebook import Rulebook
from budgetperf.testing.accounts import Accounts, previous_accounts
from budgetperf.testing.choices import Choices, Dice, Plain
from budgetperf.testing.clerk import Clerk
from budgetperf.testing.department_prose import department_report
from budgetperf.testing.earning import earned, marks_of
from budgetperf.testing.project_prose import department_goal, project_goal, project_reports
from budgetperf.testing.tables import Tables

__all__ = ["print_accounts", "print_previous"]


def print_accounts(
    books: Accounts, unit: MoneyUnit = MoneyUnit.TEN_THOUSAND_YUAN, *, rulebook: Rulebook | None = None
) -> Filing:
    """
    The filing of a department, with its amounts in one unit.

    Args:
        books: Its accounts.

        unit: The unit of the tables; sentences name an amount in 元 now and then.

        rulebook: Whose least points the rows have, with a note beside each deduction; without one, every row has its
            full weight, met or not.

    >>> from random import Random
    >>> from budgetperf.reconciliation.reconcile import reconcile
    >>> from budgetperf.testing.departments import random_accounts
    >>> filing = print_accounts(random_accounts(Random(1), projects=2))
    >>> [report.kind.value for report in filing.reports][:2], len(filing.base_table.projects.lines)
    (['department', 'project'], 2)
    >>> [entry.id for entry in reconcile(filing).ledger if entry.outcome == "violated"]
    []
    """
    tables = Tables(books, unit)
    cards = list(tables.cards())
    if rulebook is not None:
        cards = [earned(card, rulebook) for card in cards]
    clerk = Clerk(books, unit, _choices(books.wording))
    return Filing(
        year=books.year,
        department=books.unit_name,
        base_table=tables.base_table(),
        scorecards=_with_goals(clerk, cards) if books.prose else cards,
        reports=_reports(clerk, cards, rulebook) if books.prose else _blank_reports(books),
    )


def print_previous(
    books: Accounts, unit: MoneyUnit = MoneyUnit.TEN_THOUSAND_YUAN, *, rulebook: Rulebook | None = None
) -> Filing:
    """
    The filing of the year before, whose spending is what this year's filing says of last year.

    >>> from random import Random
    >>> from budgetperf.testing.departments import random_accounts
    >>> books = random_accounts(Random(1))
    >>> print_previous(books).base_table.projects.total.spent == print_accounts(books).base_table.projects.total.prior
    True
    """
    return print_accounts(previous_accounts(books), unit, rulebook=rulebook)


def _choices(wording: int) -> Choices:
    # Not for secrets: the same books must be written of in the same words.
    return Dice(Random(wording)) if wording else Plain()  # noqa: S311


def _with_goals(clerk: Clerk, cards: list[Scorecard]) -> list[Scorecard]:
    goals = [department_goal(clerk), *(project_goal(clerk, project) for project in clerk.books.sheets)]
    return [evolve(card, goals=[goal]) for card, goal in zip(cards, goals, strict=True)]


def _reports(clerk: Clerk, cards: list[Scorecard], rulebook: Rulebook | None) -> list[Report]:
    department, *projects = (marks_of(card, rulebook) for card in cards)
    return [department_report(clerk, department), *project_reports(clerk, projects)]


def _blank_reports(books: Accounts) -> list[Report]:
    heading = Heading(year=books.year, unit_name=books.unit_name)
    return [Report(kind=kind, heading=heading) for kind in REPORT_KINDS]
