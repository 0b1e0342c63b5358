"""
What makes a number a figure, and an exact one: the same numbers after and before every sign and word that matters.

`ledgers/quotations.txt` has them line by line; ``python tests/domain/test_quotation_ledger.py`` writes it anew, after a
deliberate change. Read the difference.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from budgetperf.domain.quotation import quotations

LEDGER = Path(__file__).parent.parent / "ledgers" / "quotations.txt"
BEFORE = """
≥ ≤ < > ≈ ≥= ≤= <= >= => =< 约 近 逾 超 超过 超出 突破 不到 不足 不下 不下于 不止 不满 不及 未满 未到 未达
达不到 高于 低于 多于 少于 大于 小于 大于等于 小于等于 大于或等于 小于或等于 至少 至多 最少 最多 最高 最低 起码
控制在 控制到 大概 大致 大体 估计 预计 预估 估算 差不多 约为 约有 约占 约达 约到 约达到 约共 约计 约共计 约合
约需 节约 预约 签约 公约 制约 契约 合约 条约 履约 集约 违约 特约 相约 邀约 守约 缔约 如约 简约 最近 附近 临近
就近 靠近 邻近 新近 约占总支出的 至少召开 大概有个 至多安排了 不低于上年的 高于全省平均的 接近去年的
超过了计划的 约谈了 约束在 不足之处， 第 负 几 每 隔 十 百 千 万 亿 零 × * ~ 〜 — – ― - . ± # @ $ € £ _ ^ - 附件
附表 附录 附图 分之 最后 倒数 前 目前 当前 此前 以前 之前 提前 年前 月前 日前 会前 事前 先前 第2- 第2— 第2个、
第2次和 第3条及 数 人数 了数 到数 有数 过数 A G ） ” 级 级- 万- 年- 3月- 2022年 2年 3天 8时 8小时 12年 3至 3或
3和 3约 目标2： 2、 指标3: 。2、 。3. 结余- =
""".split()  # noqa: SIM905 - a table of words, one sign each, is read as a table
AFTER = """
% ％ ﹪ ‰ 个百分点 百分点 万元 亿元 千元 百元 元 千万元 万 亿 千 次 人次 万人次 平方米 m² kg 小时 分 分钟 个月
元/人 元/人·月 次/年 元（每人） 余次 多次 来次 几次 +次 次余 万余元 余万元 多万人 次左右 次以上 次以下 次以内
次之内 次不等 次有余 次出头 次开外 次以外 次以外 次之外 次之间 次上下 次上下班 次上下游 次内 次内部 次内容
次及以上 次或以上 次及其以上 次（含）以上 次(不含)以下 次多。 次余， 次不到 次+ 次+3 元旦 元素 人民 人工 人才
个体 个性 次要 次数 名录 位置 家庭 户籍 批复 期末 项目 场地 条件 份额 件套 台账 个体育 人工作 次要求 元5角
元50分 分30秒 天5小时 小时30分 类34款 类（ mm kmh m2a kg3 -12 ～90 至5 或5 、5 ,5 ，5 .5 :1 ：1 /2 ×50 x50 *2 ÷2
月15日 年 月 日 （人） (次) （万元） —90% 个至5个 %和90%之间 次至第5次 次/ 次·月
""".split()  # noqa: SIM905 - the same

# White space within, before and after.
BLANKS = (
    "3次 和 5 次",
    "3 次，5 次",
    " 96.73 万元，其中 88\n万元",
    "96\n.73万元 以上",
    "9 6.73万元",
    "3次\n2、5次",
    "约 3 次 左右",
    "A 3次 % 5%",
    "完成 95 %，\u3000共 5 家",
)


def lines() -> Iterator[str]:
    """Every text, and the figures that are found in it."""
    texts = [f"{before}{number}" for before in BEFORE for number in ("3次", "80%")]
    texts += [f"共{number}{after}" for after in AFTER for number in ("3", "80", "1,234.50")]
    for text in dict.fromkeys((*texts, *BLANKS)):
        found = quotations(text)
        shown = " ".join(f"{one.figure}{'~' if one.about else ''}@{one.start}+{one.length}" for one in found)
        yield f"{text!r}: {shown}".rstrip()


def test_line_by_line() -> None:
    """The same figures are found in the same places as ever."""
    assert LEDGER.read_text(encoding="utf-8").splitlines() == [*lines()]


if __name__ == "__main__":
    LEDGER.write_text("\n".join(lines()) + "\n", encoding="utf-8")
