"""
The clerk who writes the reports: figures as they are quoted, and the sums that a clerk does with them.

An amount is copied as the tables print it, with or without its zeros, now and then in 元. Rates and changes are worked
out from the true amounts, or from the printed ones: both are done, and both agree with what is printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TypeVar

from attrs import frozen

from budgetperf.domain.quantity import MoneyUnit
from budgetperf.testing.accounts import Accounts, Project
from budgetperf.testing.choices import Choices
from budgetperf.testing.naming import told

__all__ = ["Clerk", "Quoted", "printed"]

T = TypeVar("T")
_TINY = 100
_SEPARATORS = ("、", "、", "，", "；", "、")
_JOINTS = ("{0}{1}", "{0}{1}", "{0}{1}", "{0}：{1}", "{0}（{1}）")
# Of what was spent only; the last one not after 主要用于.
_SPENT_JOINTS = (*_JOINTS, "{0}支出{1}", "用于{0}{1}")
_NUMBERS = ("", "", "", "（{0}）", "{0}.", "{0}、")
_MOST_QUOTED_RATE = 300


def printed(yuan: int, unit: MoneyUnit) -> int:
    """
    An amount in hundredths of a unit, half-up: what a form prints of it.

    >>> printed(39_1250, MoneyUnit.TEN_THOUSAND_YUAN), printed(-50, MoneyUnit.TEN_THOUSAND_YUAN)
    (3913, -1)
    """
    worth = int(unit.yuan)
    hundredths = (200 * abs(yuan) + worth) // (2 * worth)
    return hundredths if yuan >= 0 else -hundredths


@frozen
class Quoted:
    """
    An amount in a sentence.

    Attributes:
        yuan: What it truly is.

        worth: What is quoted, in 元.

        text: As it is quoted.
    """

    yuan: int
    worth: int
    text: str

    def __str__(self) -> str:
        return self.text


@frozen(slots=False)
class Clerk:
    """Writes of some accounts, in one unit; whatever can be said in several ways is chosen by *choices*."""

    books: Accounts
    unit: MoneyUnit
    choices: Choices

    def pick(self, options: Sequence[T]) -> T:
        """One of several ways, the plainest first."""
        return self.choices.one_of(options)

    def rarely(self, times: int) -> bool:
        """Once in so many times."""
        return self.choices.number(1, times) == times

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """The same in another order, or in the order of the forms."""
        found = list(items)
        for last in range(len(found) - 1, 0, -1):
            other = last - self.choices.number(0, last)
            found[last], found[other] = found[other], found[last]
        return found

    # Amounts

    def amount(self, yuan: int) -> Quoted:
        """An amount as the tables print it; now and then to the last 元."""
        small = 0 < abs(yuan) < _TINY
        if self.unit is not MoneyUnit.YUAN and self.rarely(2 if small else 60):
            return Quoted(yuan, yuan, f"{yuan}元")
        hundredths = printed(yuan, self.unit)
        whole, rest = divmod(hundredths, 100)
        digits = f"{whole:,}" if self.rarely(30) else f"{whole}"
        if rest or self.rarely(15):
            digits = f"{digits}.{rest:02d}"
            if not self.rarely(15):
                digits = digits.rstrip("0").rstrip(".")
        gap = " " if self.rarely(60) else ""
        return Quoted(yuan, hundredths * int(self.unit.yuan) // 100, f"{digits}{gap}{self.unit.label}")

    def rough(self, yuan: int) -> str:
        """About how much: 380余万元 for 384.22万元; nothing exact can be made of it."""
        ten_thousands = yuan // 10_000
        if ten_thousands < 10:  # noqa: PLR2004 - of less, people know the figure
            return "少量资金"
        step = 10 ** (len(str(ten_thousands)) - 1)
        step = step // 10 if step > 10 else step  # noqa: PLR2004 - two digits are kept, where there are three
        low = ten_thousands // step * step
        if low * 10_000 == yuan:
            return f"约{low}万元"
        return self.pick((f"{low}余万元", f"{low}多万元", f"近{low + step}万元", f"约{ten_thousands}万元"))

    # What is worked out of amounts

    @cached_property
    def _places(self) -> int:
        return self.pick((1, 2, 2, 0))

    def percent(self, above: int, below: int) -> str:
        """A percentage, half-up; most clerks keep the zeros at its end, some do not."""
        places = self._places if self.rarely(3) else self.books.rate_places
        scaled = 10**places
        whole, rest = divmod((200 * above * scaled + below) // (2 * below), scaled)
        digits = f"{whole}.{rest:0{places}d}" if places else f"{whole}"
        return f"{digits.rstrip('0').rstrip('.') if places and self.rarely(4) else digits}%"

    def rate(self, above: Quoted, below: Quoted) -> str | None:
        """One amount as a percentage of another; none of nothing, and none that nobody would print."""
        if below.worth <= 0 or below.yuan <= 0 or 100 * above.worth > _MOST_QUOTED_RATE * below.worth:
            return None
        if self.pick((False, True)):
            return self.percent(above.yuan, below.yuan)
        return self.percent(above.worth, below.worth)

    def with_rate(self, template: str, above: Quoted, below: Quoted) -> str:
        """A clause about a rate, or nothing if there is none: ``，执行率{}``."""
        rate = self.rate(above, below)
        return template.format(rate) if rate else ""

    def change(self, now: Quoted, before: Quoted, than: str = "上年") -> str:
        """
        How much more or less than before, and by what percentage: ``比上年增加4.22万元，增长1.1%``.

        Of nothing there is no percentage; what differs by nothing is as before.
        """
        by_print = self.pick((False, True))
        difference = now.worth - before.worth if by_print else now.yuan - before.yuan
        amount = self.amount(abs(difference))
        if amount.worth == 0:
            return f"与{than}持平"
        more = difference > 0
        verb = self.pick(("增加", "增加", "增长")) if more else self.pick(("减少", "减少", "下降"))
        phrase = f"{self.pick(('比', '较'))}{than}{verb}{amount}"
        base, top = (before.worth, amount.worth) if by_print else (before.yuan, abs(difference))
        if before.worth <= 0 or base <= 0 or 100 * top > _MOST_QUOTED_RATE * base or self.rarely(4):
            return phrase
        grown = self.pick(("增长", "增幅", "上升")) if more else self.pick(("下降", "降幅", "降低"))
        return f"{phrase}，{grown}{self.percent(top, base)}"

    def per_head(self, amount: Quoted, persons: int) -> str | None:
        """So much for each of them, in 元 with two decimals, or about so much."""
        if persons < 1 or amount.worth <= 0:
            return None
        yuan = amount.worth if self.pick((False, True)) else amount.yuan
        hundredths = (200 * yuan + persons) // (2 * persons)
        if self.rarely(4):
            return f"约{hundredths // 100}元"
        whole, rest = divmod(hundredths, 100)
        return f"{whole}.{rest:02d}元" if rest else f"{whole}元"

    # Lists

    def name(self, project: Project) -> str:
        """The name of a project, with other generic words than the form prints."""
        return told(project.line, self.choices)

    def spending(self, projects: Sequence[Project], column: str = "spent") -> list[tuple[str, Quoted]]:
        """The projects and one column of their amounts; those without any money are left out."""
        paid = [(project, getattr(project.row, column)) for project in projects]
        return [(self.name(project), self.amount(yuan)) for project, yuan in paid if yuan]

    def with_list(self, templates: Sequence[str], items: Sequence[tuple[str, Quoted]], *, planned: bool = False) -> str:
        """One of several sentences, with the names and amounts of a list in place of its ``{}``."""
        template = self.pick(templates)
        joints = _JOINTS if planned else _SPENT_JOINTS[:-1] if "用于" in template else _SPENT_JOINTS
        return template.replace("{}", self._listing(items, self.pick(joints)))

    def _listing(self, items: Sequence[tuple[str, Quoted]], joint: str) -> str:
        """
        Names and amounts, one after the other, in whatever order and with whatever signs between them.

        Signs that a name holds itself do not separate it from the next one.
        """
        separator, number = self.pick(_SEPARATORS), self.pick(_NUMBERS)
        if any(name[0].isdigit() for name, _ in items):
            number = ""  # 1.24小时书房 would be another number
        said = [
            number.format(index) + joint.format(name, amount)
            for index, (name, amount) in enumerate(self.shuffled(items), start=1)
        ]
        last = self.pick((separator, separator, "，", "以及"))
        return said[0] if len(said) == 1 else f"{separator.join(said[:-1])}{last}{said[-1]}"
