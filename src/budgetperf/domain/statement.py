"""
The one grammar for what stands in a target or an actual: ``≥95%``, ``不低于95％``, ``88万元``, ``2022年1-12月``.

The text is always kept as printed; `Target.reading` and `Actual.reading` say what it means: a `Bound`
(a number, with or without an operator), a `Period`, or `Words`.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cached_property, lru_cache

from attrs import field, frozen

from budgetperf.domain.quantity import Quantity, Unreadable, as_quantity, quantity_in
from budgetperf.domain.written import fold, quantity_error
from budgetperf.errors import QuantityError

__all__ = [
    "Actual",
    "Bound",
    "Operator",
    "Period",
    "Statement",
    "Target",
    "Words",
    "as_actual",
    "as_target",
    "looks_damaged",
    "read_statement",
]


class Operator(StrEnum):
    """The comparison that a target or actual states."""

    AT_LEAST = "≥"
    MORE_THAN = ">"
    EQUAL = "="
    AT_MOST = "≤"
    LESS_THAN = "<"


# The words for each operator, before the number. The longer word stands first where one begins with another.
_BEFORE = {
    Operator.AT_LEAST: ("≥", ">=", "=>", "大于等于", "大于或等于", "不低于", "不少于", "不小于", "至少", "最低"),
    Operator.AT_MOST: ("≤", "<=", "=<", "小于等于", "小于或等于", "不高于", "不超过", "不多于", "不大于", "至多",
                       "最高", "控制在"),
    Operator.MORE_THAN: (">", "大于", "高于", "超过", "多于"),
    Operator.LESS_THAN: ("<", "小于", "低于", "少于"),
    Operator.EQUAL: ("=", "等于"),
}  # fmt: skip
_AFTER = {
    Operator.AT_LEAST: ("及以上", "或以上", "以上"),
    Operator.AT_MOST: ("及以下", "或以下", "以下", "以内", "之内", "内"),
}
_OPERATORS = {word: operator for words in (_BEFORE, _AFTER) for operator in words for word in words[operator]}
_LEADING = re.compile("|".join(re.escape(word) for words in _BEFORE.values() for word in words))
# What is done in time: 30分钟内响应, 12月底前发放到位.
_DOING = (
    "完成|完工|竣工|结束|完毕|开工|到位|响应|解决|办结|办理|到达|到场|抵达|赶到|答复|回复|反馈|处理|处置|修复|恢复"
    "|拨付|支付|发放|受理|报告|上报|报送|交付|验收"
)
_TRAILING = re.compile(
    rf"(?:\(含\))?({'|'.join(word for words in _AFTER.values() for word in words)})(?:\(含\)|(?<=内)(?:{_DOING}))?\Z"
)
# 超过5人以上 and 控制在88万元以内 say their operator twice.
_AGAIN = {
    Operator.AT_LEAST: Operator.AT_LEAST,
    Operator.MORE_THAN: Operator.AT_LEAST,
    Operator.AT_MOST: Operator.AT_MOST,
    Operator.LESS_THAN: Operator.AT_MOST,
}
# Words that state a number without bounding it: 全年共完成12次, 培训120人. None that says more or less than before.
_STATES = re.compile(
    r"\A(?:全年|年内)?(?:共计?|累计|总计|合计)?已?"
    r"(?:达到了?|达|完成了?|实现|为|开展|举办|组织|召开|培训|检查|巡查|发放|采购|购置|建设|新建|编制|印发|救助|资助|接待)?"
    r"(?=[0-9+\-≥≤<>=])"
)
# A label before the number: 合格率≥95%. 提高满意度5% is a change, and 每季度2次 a frequency.
_LABEL = re.compile(
    r"\A(?![^0-9]*[提增降减升高长每])[\u4e00-\u9fff]{1,9}(?:率|(?<![年季月])度)[:为]?(?=[^\u4e00-\u9fff]|[不达大小多少超等控至最])"
)
# 100%完成 is 100%.
_DONE = re.compile(r"(?<=%)(?:完成|达标|合格|覆盖|到位|发放)\Z")
_PERIOD = re.compile(
    r"[0-9年月日号度份底末前之以内初中旬至到\-~—–.／/全上下半季第一二三四截止]*"
    r"(?:(?:19|20)[0-9]{2}年|(?<![0-9.])(?:0?[1-9]|1[0-2])月)"
    r"[0-9年月日号度份底末前之以内初中旬至到\-~—–./全上下半季第一二三四]*"
    rf"(?:全部|全面)?(?:{_DOING}){{0,2}}"
    r"|(?:19|20)[0-9]{2}(?:[.\-/](?:0?[1-9]|1[0-2])[.\-/][0-9]{1,2}|[\-/](?:0?[1-9]|1[0-2]))"
)
# A figure with a slip in it: digits, letters that look like digits, a short unit, and yet no number. 4A级 is a name.
_DAMAGED = re.compile(
    r"[≥≤<>=]?(?=[^0-9]*[0-9])(?:[0-9OoIl][0-9OoIl.,+_']*|[0-9.]+[eE][+-]?[0-9]+)(?:%|‰|元|千元|万元|亿元|[\u4e00-\u9fff]{0,2})"
)
# What most cells hold: an operator at most, a number, a unit. No date, and no unit ends in 以内 or 以上.
_PLAIN = re.compile(r"([≥≤<>=]?)([0-9][0-9,]*(?:\.[0-9]+)?)([^0-9年月]{0,8})")
_LONGEST_STATEMENT = 60


@frozen(kw_only=True)
class Bound:
    """
    A number, with the operator before it, or None for a bare number.

    Attributes:
        operator: The operator, or None.

        quantity: The number with its unit.
    """

    operator: Operator | None
    quantity: Quantity


@frozen(kw_only=True)
class Period:
    """A date or a period: ``2022年1-12月``. It is not a number; whether it was kept, a person judges."""

    text: str


@frozen(kw_only=True)
class Words:
    """Anything else: ``有所提升``, ``已完成``, ``无``; without white space and full width."""

    text: str


Statement = Bound | Period | Words


def read_statement(text: str) -> Statement:
    """
    Say what a target or an actual means. Never fails: what is not a number or a period is words.

    >>> read_statement("不低于９５％")
    Bound(operator=<Operator.AT_LEAST: '≥'>, quantity=Rate('95%'))
    >>> read_statement("10天以内").operator
    <Operator.AT_MOST: '≤'>
    >>> read_statement("2022年1-12月")
    Period(text='2022年1-12月')
    >>> read_statement("600余万元")
    Words(text='600余万元')
    """
    # A full stop after a number is a slip of the pen, not words.
    folded = fold(text).rstrip("。；;，,、")
    # A number is short; a paragraph need not be searched for one.
    return Words(text=folded) if len(folded) > _LONGEST_STATEMENT else _read(folded)


# The same few texts (100%, ≥95%, 已完成) fill half of the cells of a filing; what is kept of them is short and frozen.
@lru_cache(maxsize=512)
def _read(folded: str) -> Statement:
    plain = _PLAIN.fullmatch(folded)
    if plain is not None:
        operator, number, unit = plain.groups()
        quantity = quantity_in(number, unit)
        if quantity is not None:
            return Bound(operator=_OPERATORS[operator] if operator else None, quantity=quantity)
    if _PERIOD.fullmatch(folded):
        return Period(text=folded)
    operator, rest = _operator(_stated(_LABEL.sub("", folded, count=1)))
    try:
        return Bound(operator=operator, quantity=as_quantity(_DONE.sub("", _stated(rest))))
    except QuantityError:
        return Words(text=folded)


def _stated(text: str) -> str:
    """A number without the words before it that only state it."""
    return _STATES.sub("", text, count=1)


def _operator(text: str) -> tuple[Operator | None, str]:
    """Take the operator off a text, whether it stands before or after the number."""
    before = _LEADING.match(text)
    if before is None:
        return _trailing(text)
    operator, rest = _OPERATORS[before[0]], text[before.end() :]
    after, number = _trailing(rest)
    return operator, number if after is _AGAIN.get(operator) else rest


def _trailing(text: str) -> tuple[Operator | None, str]:
    after = _TRAILING.search(text)
    return (None, text) if after is None else (_OPERATORS[after[1]], text[: after.start()])


def looks_damaged(text: str) -> bool:
    """
    Whether a text was meant as a figure, and is none: ``8O.5`` (a letter O), ``9..5``, ``≥9O%``.

    >>> [looks_damaged(text) for text in ("8O.5", "≥9O%", "95%", "已完成", "3家A级")]
    [True, True, False, False, False]
    """
    folded = fold(text)
    return (
        len(folded) <= _LONGEST_STATEMENT
        and _DAMAGED.fullmatch(folded) is not None
        and isinstance(read_statement(text), Words)
    )


def _text(value: object) -> str:
    if not isinstance(value, str) or not fold(value):
        raise quantity_error(value, "指标值的文字（空白请用 None）", "the text of a target or actual", "≥95%")
    return value


@frozen
class Target:
    """
    A target (年度指标值), as printed.

    >>> Target("≥95%").reading
    Bound(operator=<Operator.AT_LEAST: '≥'>, quantity=Rate('95%'))
    """

    text: str = field(converter=_text)

    @cached_property
    def reading(self) -> Statement:
        """What the text means."""
        return read_statement(self.text)

    def __str__(self) -> str:
        return self.text


@frozen
class Actual:
    """
    What was achieved (实际完成值), as printed.

    >>> Actual("已完成").reading
    Words(text='已完成')
    """

    text: str = field(converter=_text)

    @cached_property
    def reading(self) -> Statement:
        """What the text means."""
        return read_statement(self.text)

    def __str__(self) -> str:
        return self.text


def as_target(value: Target | Unreadable | str | None) -> Target | Unreadable | None:
    """Let a person write ``"≥95%"`` where a model wants a `Target`; None is blank."""
    return Target(value) if isinstance(value, str) else _kept_target(value)


def as_actual(value: Actual | Unreadable | str | None) -> Actual | Unreadable | None:
    """Let a person write ``"96%"`` where a model wants an `Actual`; None is blank."""
    return Actual(value) if isinstance(value, str) else _kept_actual(value)


def _kept_target(value: Target | Unreadable | None) -> Target | Unreadable | None:
    if value is None or isinstance(value, (Target, Unreadable)):
        return value
    raise quantity_error(value, "指标值的文字", "the text of a target", "≥95%")


def _kept_actual(value: Actual | Unreadable | None) -> Actual | Unreadable | None:
    if value is None or isinstance(value, (Actual, Unreadable)):
        return value
    raise quantity_error(value, "完成值的文字", "the text of an actual", "96%")
