"""Figures in running text: what is found in many sentences, and what holds for every text."""

from __future__ import annotations

import re
import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from budgetperf.domain.quantity import Count, Money, Quantity, Rate, as_quantity
from budgetperf.domain.quotation import Quotation, quotations
from budgetperf.testing import decimals, moneys, rates

# A sentence, and the figures in it, separated by blanks; ~ before those that are not exact.
AMOUNTS = {
    "2022年整体支出384.22万元，由基本支出287.49万元、项目支出96.73万元构成。": "384.22万元 287.49万元 96.73万元",
    "“三公”经费年初预算10.7万元，决算4.08万元，其中公务接待费4.08万元。": "10.7万元 4.08万元 4.08万元",
    "收入1,322.76万元，较上年增加126.40万元，增长10.57%。": "1322.76万元 126.40万元 10.57%",
    "办公费5.21万元、水费0.15万元、电费1.3万元、邮电费0.96万元": "5.21万元 0.15万元 1.3万元 0.96万元",
    "因公出国（境）费0元，公务用车购置费0万元，保有量0辆": "0元 0万元 0辆",
    "预算88万元（其中：上级30万元、本级58万元）。": "88万元 30万元 58万元",
    "由年初88万元调整为96.73万元，调增8.73万元；企业由3家增至8家": "88万元 96.73万元 8.73万元 3家 8家",
    "分别支出52.19万元、9.35万元和2.89万元": "52.19万元 9.35万元 2.89万元",
    "2021年88.5万元，2022年度96.73万元，3月28日拨付20万元": "88.5万元 96.73万元 20万元",
    "每村补助2万元，共12个村24万元；1户5万元，2户3万元": "2万元 12个 24万元 1户 5万元 2户 3万元",
    "人民币96.73万元整，￥96.73万元，¥500元，共计96.730万元": "96.73万元 96.73万元 500元 96.730万元",
    "投资1.2亿元，5千元，3元钱，1234567.89元，1,234,567.89元": "1.2亿元 5千元 3元 1234567.89元 1234567.89元",
    "接待53批次480人次4.08万元，一次性补助5万元1户": "53批次 480人次 4.08万元 5万元 1户",
    "支出4.08万元.接待53批次,480人次;": "4.08万元 53批次 480人次",
    "基本支出——287.49万元，**96.73万元，“96.73万元”": "287.49万元 96.73万元",
    "结余-3.2万元，变动额为－3.2万元，增长率−5.3%，（-5.00%）": "-3.2万元 -3.2万元 -5.3% -5.00%",
    "收入384.22万元-支出384.22万元=0万元": "384.22万元 384.22万元 0万元",
    "96.73万元÷88万元×100%=109.9%，得分=10×98.5%=9.85分": "96.73万元 109.9% 9.85分",
    "人均1200元，500元/人，1.2万元/公里，5元/平方米·月": "1200元 500元/人 1.2万元/公里 5元/平方米·月",
}
RATES = {
    "预算执行率95.0%，占三公经费的25.2％，达100﹪": "95.0% 25.2% 100%",
    "占１２．５％，支出９６．７３万元，１５次": "12.5% 96.73万元 15次",
    "15%的增长率，其中30%用于办公、70%用于活动": "15% 30% 70%",
    "资金到位率100%(88万元/88万元)，“两个100%”": "100% 88万元 88万元 100%",
    "提高1.2个百分点，提升3百分点，0.5‰，1.5倍": "1.2个百分点 3百分点 0.5‰ 1.5倍",
    "6月底达50%，9月底达75%，12月31日达100%。": "50% 75% 100%",
    "100%、98%、95.5%和90%": "100% 98% 95.5% 90%",
}
COUNTS = {
    "全年公务接待53批次480人次。": "53批次 480人次",
    "15次专题调研，8个调研报告；传达学习4次；大讲堂22期": "15次 8个 4次 22期",
    "企业家沙龙5场次，新增国家级小巨人企业3家、社区1个": "5场次 3家 1个",
    "编制20名，2022年实际在职18人，离退休15人，内设4个股室": "20名 18人 15人 4个",
    "馆藏数字化6300卷，修复档案20800页，著录45000条，接待群众9240人次。": "6300卷 20800页 45000条 9240人次",
    "绩效自评分数98分，等级为优；满意度10分得10分；98分等次为优": "98分 10分 10分 98分",
    "12项指标中11项达到年度目标，处理信访件12件次": "12项 11项 12件次",
    "接待53批（次）、480人（次）；电脑5台（套）；12项(次)": "53批次 480人次 5台套 12项次",
    "53批次/480人次，100分/100分，3次/年，扣0.5分/次": "53批次 480人次 100分 100分 3次/年 0.5分/次",
    "2万人次，12.5万册，2.5万平方米，1.2亿人次，35.6万亩": "2万人次 12.5万册 2.5万平方米 1.2亿人次 35.6万亩",
    "修缮3栋15间、1200平方米，硬化2.3公里，绿化12.6km，15㎡，12m2": "3栋 15间 1200平方米 2.3公里 12.6km 15㎡ 12m2",
    "历时10个月，30个工作日，24小时值班，98分钟，5人次日报到": "10个月 30个工作日 24小时 98分钟 5人次",
    "2022年12次会议，6月3次，15日5人，8月、9月各1场": "12次 3次 5人 1场",
    "人数10人，次数4次，分数98分，目前20人，此前3次，其余5名": "10人 4次 98分 20人 3次 5名",
    "3家（其中外资1家），20人（含借调3人）": "3家 1家 20人 3人",
    "在14个县（市、区）中排名第2位，256个村（社区）": "14个 256个",
    "其中5人事业编制，2人工作组，3名录用，5家属于小微企业，3次要求": "5人 2人 3名 5家 3次",
    "建成3个多功能厅、2个体育场，完成15项目标，队伍3支队伍": "3个 2个 15项 3支",
}
ABOUT = {
    "捐款600余万元，近2000余万元，600万余元，5万多元，10余万元": "~600万元 ~2000万元 ~600万元 ~5万元 ~10万元",
    "20多家，30来人，20几个，100+人，10万+人次，2万余人次": "~20家 ~30人 ~20个 ~100人 ~10万人次 ~2万人次",
    "10万元左右，30人以上，10天内，8小时之内，5公里以外，3人及以下": "~10万元 ~30人 ~10天 ~8小时 ~5公里 ~3人",
    "80%（含）以上，30人不等，50万元出头，5万元多，60周岁以上": "~80% ~30人 ~50万元 ~5万元 ~60周岁",
    "约30人，近300人，接近95%，逾5万元，超8.73万元，超过88万元": "~30人 ~300人 ~95% ~5万元 ~8.73万元 ~88万元",
    "投资约为1.2亿元，约占45%，大约有300户，大概50人": "~1.2亿元 ~45% ~300户 ~50人",
    "不足5万元，不到3次，未达到95%，不少于5次，不低于90%，低于3人": "~5万元 ~3次 ~95% ~5次 ~90% ~3人",
    "≥95%，≤ 4.08万元，＜3人，>=5次，≧5次，大于等于3个": "~95% ~4.08万元 ~3人 ~5次 ~5次 ~3个",
    "控制在10.7万元，预计96.73万元，至少召开会议5次，最高95分": "~10.7万元 ~96.73万元 ~5次 ~95分",
    "约占全年总支出的25%，约需资金50万元，不低于上年的90%": "~25% ~50万元 ~90%",
    # Words that look like these, and are none.
    "节约10%，签约项目15个，预约30人，履约3家，约谈企业3家，约束性指标5个": "10% 15个 30人 3家 3家 5个",
    "最近3次，附近5个村，超额完成15个，超支8.73万元，超预算8.73万元": "3次 5个 15个 8.73万元 8.73万元",
    "编制20名内设机构4个，12人内部培训，50万元余款，20人上下班": "20名 4个 12人 50万元 20人",
    "至今未付3万元，至年末完成3次，高于全市平均水平2.1个百分点": "3万元 3次 2.1个百分点",
    "规模以上企业20家，以上3项，超过年初预算8.73万元，年内完成5次": "20家 3项 8.73万元 5次",
}
LEFT_OUT = {
    # Dates, times, years.
    "2022年6月15日，2023.6.15，2022-06-15，2022/6/15，2022年1-12月，6月，3月至5月，2022年度，22年": "",
    "8:30，15：30，9时，8时30分，9点15分，2小时30分，3分20秒": "",
    "近3年，为期3年，5年期，2022-2023学年，2022元旦，2022元月，2022起，95后": "",
    "2年3个月，2天半，3个半月，3个多月，5小时半，3天5小时": "",
    # Ranges, ratios, products, enumerations.
    "80%—90%，5%-10%，5-10%，5%~10%，5%至10%，5～10％，-5%至5%，±5%以内": "",
    "3-5个，1至3次，3个至5个，3个或5个，3、5个，2至约3次，第3次至5次": "",
    "80～90万元，80万元－90万元，80万－90万元，80至90万元，从88万元到96.73万元，5亿元至10亿元": "",
    "在80%和90%之间，80与90%之间": "",
    "比例3:1，6：4，1/20，2/3以上，1：2.5倍，7×24小时，3m×5m，20人×500元，3人*2天，30×50%": "",
    "“1+3+N”，“30+30+20+20”，2×3米，10.7、4.08万元": "",
    # Ordinals, list numbers, documents, codes.
    "第3次，第 3 批次，第1、2、3次，第1-3期，第22期、23期，第3、4季度": "",
    "附件2份，附表3张，财预〔2020〕10号，10号文，第三十二条": "",
    "1.15次专题调研，2.3个项目": "",
    "1.5万元用于培训；2.95%以上满意。3.10.7万元": "",
    "G107国道，A4纸，HP1020台，12345热线，4A级，3G，PM2.5，“4321”工作法": "",
    "0731-82212345，13874912345，账号4300123456789012345，编号000123个，007次": "",
    "前3名，前5个月，最后3名，倒数2名，每3个月，每100人，每隔2天，满分5分制": "",
    # Numbers that are not, or not certainly, whole.
    "1万2千元，2亿3000万元，3元5角，3百万元，2千万元，2.5万亿元，8百元，数百万元，十1.2万元": "",
    "百分之95，万分之3人，三分之2人，达数10次，几10个，负3万元": "",
    "9 6.73万元，96. 73万元，96 .73万元，9\n6.73万元，96.\n73万元，1 234元": "",
    "96，73万元，96。73万元，1，234元，1,23万元，12,34元，0,5元，00.1万元，.5万元": "",
    "接待费 - 4.08万元，结余- 4.08万元，项目支出—96.73万元，党员-3名，3月-5%": "",
    # No unit, or none that is certain.
    "100万，88，480，1000余，2000万、1.2亿，96.73（万元），（万元）：96.73": "",
    "500万美元，3万港币，$5万元，3千人，5百人，万": "",
    "3家（个），20名（位），500元/桌，5个·届": "",
    "100人民币，3人大代表，4次品，5家庭，12项目，20户外活动，98分别，5元素，15人员": "",
    "三家，十次，两个，一百万元，“十四五”，二〇二二年": "",
    "12.5人，2.5次，增加-3人": "",
}
BLANKS = {
    "实际支出96.73\n万元，96.73万\n元，53批\n次480\n人次": "96.73万元 96.73万元 53批次 480人次",
    "支出 96.73 万 元 ，执 行 率 95 % ，98.5　分": "96.73万元 95% 98.5分",
    "实际支出\n96.73万元，\u200b53批次\ufeff480人次": "96.73万元 53批次 480人次",
    "每\n3个月，约\n30人，≥\n95%，不超过 \n 88万元，第\n3次，捐款600 余 万 元": "~30人 ~95% ~88万元 ~600万元",
    "完成调研\n2.95%以上群众满意\n3.5个报告\n4.3.5万元": "",
    "完成调研\n2、5个报告\n3、96%满意": "5个 96%",
}
LISTS = {
    "1.绩效管理15次；2、3个项目；（1）5次；①会议2次": "15次 3个 5次 2次",
    "1、早编细编预算；2、15次专题调研；3、4次传达学习。": "15次 4次",
    "1)15次;2)8个，一是召开会议5次": "15次 8个 5次",
    "目标1：15次专题调研；目标2：8个报告；目标3:完成22期": "15次 8个 22期",
    "1．完成调研15次，1.编制20名": "15次 20名",
}
SENTENCES = AMOUNTS | RATES | COUNTS | ABOUT | LEFT_OUT | BLANKS | LISTS

UNCERTAIN = re.compile(r"[\s\u200b\ufeff余多来几+()（）]")
PIECES = st.sampled_from([
    *"01239.,，、：:；-—~至到/×%％万亿千元个次人年月分第每约近余多前数（）Am５ \n\u200b",
    "10", "96.73", "100", "2022", "批次", "左右", "以上", "次）", "支出",
])  # fmt: skip
JUMBLES = st.lists(PIECES, max_size=25).map("".join)
BEFORE = st.sampled_from(["", "实际支出", "共", "比上年增加", "其中：", "（", "支出，", "2022年共", "完成率达", "一是"])
AFTER = st.sampled_from(["", "，", "。", "；其他", "（见附表）", "、其他", "已完成", "\n"])

# What a careless pattern would try to match from every place to the end, or back to the beginning.
SLOW = (
    "1", "1 ", "1,", "1-", "1.", "1、", "1:", "5万", "5个/", "/个", "5个—", "5余", "约5个", "-5个", "５", "5人（",
    "1元1", "1，234", "\n1个", " \n", "第", "万", "A1", "5\u200b万元", "约的至概",
)  # fmt: skip


def counts() -> SearchStrategy[Count]:
    """Counts as they are printed: things are whole and not negative."""
    whole = st.builds(
        Count, st.integers(0, 10**9), st.sampled_from(["个", "次", "人次", "批次", "家", "万人次", "条", "名"])
    )
    measured = st.builds(
        Count, decimals().filter(_not_signed), st.sampled_from(["分", "平方米", "公里", "万人", "倍", "元/人", "㎡"])
    )
    return whole | measured


def _not_signed(number: Decimal) -> bool:
    return not number.is_signed()


def shown(found: tuple[Quotation, ...]) -> str:
    """The figures as the tables above write them."""
    return " ".join(f"{'~' * one.about}{one.figure}" for one in found)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentence(sentence: str) -> None:
    """Exactly the figures that a reader would underline, and none that he would have to guess."""
    assert SENTENCES[sentence] == shown(quotations(sentence))


def test_place() -> None:
    """The place is that of number and unit, with what stands between them, and without the words around."""
    text = "捐款约600余\n万元以上，结余-3.2万元，接待480人（次）。"
    expected = ["600余\n万元", "-3.2万元", "480人（次）"]
    assert expected == [text[found.start : found.start + found.length] for found in quotations(text)]


def test_kinds() -> None:
    """Money, percentages and things; the digits stay as printed."""
    expected = (Money("96.730", "万元"), Rate("95.0"), Count("53", "批次"))
    found = tuple(one.figure for one in quotations("支出96.730万元，执行率95.0%，接待53批次"))
    assert expected == found
    assert [str(figure) for figure in expected] == [str(figure) for figure in found]


class TestEveryText:
    """Laws that hold whatever the text says."""

    @given(JUMBLES | st.text(max_size=60))
    def test_places_are_in_order(self, text: str) -> None:
        """Quotations lie in the text, one after the other, and none is empty."""
        end = 0
        for found in quotations(text):
            assert end <= found.start < found.start + found.length <= len(text)
            end = found.start + found.length

    @given(JUMBLES | st.text("0123456789.,-%％余万亿元个人（次） \n分以上约", max_size=40))
    def test_what_stands_there_is_the_figure(self, text: str) -> None:
        """The text of a quotation, without blanks, 余 and brackets, reads as its figure, digit by digit."""
        for found in quotations(text):
            plain = UNCERTAIN.sub("", text[found.start : found.start + found.length])
            assert (found.figure, str(found.figure)) == (as_quantity(plain), str(as_quantity(plain)))

    @given(JUMBLES, JUMBLES)
    def test_each_clause_by_itself(self, one: str, other: str) -> None:
        """What stands beyond a semicolon changes nothing."""
        together = quotations(f"{one}；{other}")
        behind = len(one) + 1
        expected = [(at.start, at.length, str(at.figure), at.about) for at in quotations(one)]
        expected += [(at.start + behind, at.length, str(at.figure), at.about) for at in quotations(other)]
        assert expected == [(at.start, at.length, str(at.figure), at.about) for at in together]

    @given(JUMBLES)
    def test_width(self, text: str) -> None:
        """Full width means the same as half width."""
        wide = text.translate({ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789.%-/~Am"})
        assert shown(quotations(text)) == shown(quotations(wide))


class TestEveryFigure:
    """A figure that is printed in a sentence is found there."""

    @given(moneys() | rates() | counts(), BEFORE, AFTER)
    def test_found(self, figure: Quantity, before: str, after: str) -> None:
        """It is the only one, exact, and at its place."""
        printed = f"{figure}"
        found = quotations(f"共有{before}{printed}{after}")
        expected = [(2 + len(before), len(printed), figure, printed, False)]
        assert expected == [(one.start, one.length, one.figure, str(one.figure), one.about) for one in found]

    @given(
        moneys() | counts(), st.sampled_from(["约", "近", "超过", "不足", "≥"]), st.sampled_from(["", "以上", "左右"])
    )
    def test_about(self, figure: Quantity, before: str, after: str) -> None:
        """Words around it say that it is not exact, and are no part of it."""
        found = quotations(f"支出{before}{figure}{after}，")
        expected = [(2 + len(before), len(str(figure)), figure, True)]
        assert expected == [(one.start, one.length, one.figure, one.about) for one in found]

    @given(moneys() | rates() | counts(), st.sampled_from([" ", "\n", " \n ", "\u3000"]))
    def test_broken_line(self, figure: Quantity, blank: str) -> None:
        """A blank or a line break between the number and the unit changes nothing."""
        number = str(figure).rstrip("千万亿元%个次人批家条名分平方米公里倍/㎡")
        printed = number + blank + str(figure)[len(number) :]
        found = quotations(f"实际支出{printed}，")
        assert [(4, len(printed), str(figure))] == [(one.start, one.length, str(one.figure)) for one in found]


@pytest.mark.parametrize("piece", SLOW)
def test_time_grows_with_the_text(piece: str) -> None:
    """A text that is eight times as long takes about eight times as long, whatever it is made of."""

    def seconds(length: int) -> float:
        text = f"5个{piece * (length // len(piece))}"
        spent = []
        for _ in range(3):
            begin = time.process_time()
            quotations(text)
            spent.append(time.process_time() - begin)
        return min(spent)

    assert seconds(16_000) < 32 * max(seconds(2_000), 0.0002)


def test_absurd_numbers() -> None:
    """A number of a million digits is no figure, and does no harm."""
    digits = "9" * 1_000_000
    expected = "5个"
    assert expected == shown(quotations(f"共{digits}万元，{digits}.{digits}%，99999999999999999999元，5个"))
