"""Whatever a file holds, reading it gives attachments or a FileError, and every figure has its place."""

from __future__ import annotations

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from pages import pages

from budgetperf.domain.figures import figures, look_up
from budgetperf.domain.model import Heading, Likelihood, Scorecard
from budgetperf.domain.quantity import Unreadable
from budgetperf.errors import FileError
from budgetperf.formats.forms.attachments import Attachment, read_forms
from budgetperf.formats.forms.labels import label_key
from budgetperf.formats.forms.layout import LAYOUTS, Part, names
from budgetperf.formats.forms.merge import Merged, merge_attachments
from budgetperf.formats.office.grid import Block, Cell, Grid, Line, Pages
from budgetperf.testing import monitoring_scorecards, target_scorecards

_LABELS = sorted({label for part in Part for label in names(part)})
_FIGURES = ["88", "96.73万元", "100.0%", "≥95%", "8O.5", "9..5", "1", "0", "无", "—", "10分", "-5", "12\n34", "5 6"]
_AROUND = [
    "附件1", "附件2", "附件3：2022年度项目支出绩效自评表", "附件4", "附件5",
    "2022年度部门整体支出绩效评价基础", "数据表",
    "2022年度部门整体支出绩效自评表", "2022年度项目支出绩效自评表", "2022年度部门整体支出绩效自评报告", "（2022年度）",
    "项目支出绩效评价报告", "（参考提纲）", "一、基本情况", "（一）职责", "1、措施，略。", "2023年6月15日", "单位：元",
    "填表人：甲 联系电话：", "备注：一个项目一张表。", "填报单位：县图书馆", "产出指标(30分)", "产出指标（3O分）",
    "指标1：★册数", "其中：读者", "……", "其中：一般公共预算：384.22", "按收入性质分：基本支出5", "预期目标：做好",
    "2022年度项目支出绩效目标申报表", "2022年度项目支出绩效运行监控表", "2022年度部门整体支出绩效评价指标(评分)表",
    "年度资金总额：100", "中期资金总额：9O", "总体目标：建馆", "确定能□有可能√", "√", "评价结论：好", "新增□延续√",
    "2021年决算数",
    "3、县级专项资金\n(一个专项一行)", "文字，一段。",
]  # fmt: skip
_ROWS = [
    ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因"],
    ["三级指标", "指标性质", "指标值", "度量单位", "完成值", "权重", "得分"],
    ["项目资金", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
    ["经费控制情况(万元)", "2021年决算数", "2022年预算数", "2022年决算数"],
    ["编制数", "2022年实际在职人数", "控制率"],
    ["批复规模", "实际规模", "规模控制率", "预算投资", "实际投资", "投资概算控制率"],
    ["一级指标", "二级指标", "三级指标", "指标值", "备注"],
    ["一级指标", "二级指标", "三级指标", "指标值", "二级指标", "三级指标", "指标值"],
    ["一级指标", "二级指标", "三级指标", "评分标准", "分值", "自评得分", "扣分原因"],
    ["三级指标", "年度指标值", "1-7月完成情况", "全年预计完成情况", "偏差原因分析", "完成目标可能性", "备注"],
    ["", "", "", "", "经费保障", "确定能", "其他"],
    ["项目资金", "年初预算数", "1-7月执行数", "执行率", "全年预计执行数"],
    ["项目资金(元)", "年度资金总额", "财政拨款", "其他资金"],
    ["总体目标", "中期目标", "年度目标"],
    ["项目名称", "图书采购"],
    ["预期目标", "实际完成情况"],
    ["按收入性质分：", "按支出性质分："],
]

_TITLES = [text for text in _AROUND if text.startswith("2022年度")]

figure_texts = st.sampled_from(_FIGURES)
labels = st.sampled_from(_LABELS)
around = st.sampled_from(_AROUND)
texts = st.one_of(labels, figure_texts, around, st.just(""))
rows_of_figures = st.tuples(st.one_of(labels, around), st.lists(st.one_of(figure_texts, texts), max_size=8)).map(
    lambda row: [row[0], *row[1]]
)


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    """Tables that begin like one of the forms and go on with rows of figures; with slips, holes and merged cells."""
    rows: list[list[str]] = []
    for header in draw(st.lists(st.sampled_from(_ROWS), min_size=1, max_size=3)):
        rows += [header, *draw(st.lists(rows_of_figures, max_size=4))]
    columns = 1
    columns = max(columns, *map(len, rows), 1)
    cells: list[Cell] = []
    taken: set[tuple[int, int]] = set()
    name = draw(st.sampled_from([None, "表1"]))
    for row, line in enumerate(rows):
        for column in range(columns):
            slip = draw(st.integers(0, 30))
            if (row, column) in taken or slip == 1:
                continue
            colspan = draw(st.integers(1, min(3, columns - column))) if slip in (2, 3) else 1
            rowspan = draw(st.integers(1, min(3, len(rows) - row))) if slip in (3, 4) else 1
            area = {(row + down, column + right) for down in range(rowspan) for right in range(colspan)}
            if area & taken:
                area, colspan, rowspan = {(row, column)}, 1, 1
            taken |= area
            cells.append(
                Cell(
                    row=row,
                    column=column,
                    number=column + 1,
                    rowspan=rowspan,
                    colspan=colspan,
                    text=line[column] if column < len(line) else "",
                    address=f"{chr(65 + column)}{row + 1}" if name else None,
                    broken=slip == 5,
                )
            )
    return Grid(cells=tuple(cells), rows=len(rows), columns=columns, sheet=name)


def _line(text: str) -> Line:
    return Line(text=text, index=1)


lines = st.one_of(around.map(_line), st.builds(Line, text=texts, index=st.integers(1, 99), sheet=st.just("表1")))
titled = st.tuples(st.sampled_from(_TITLES).map(_line), grids()).map(list)
blocks: st.SearchStrategy[list[Block]] = st.one_of(
    titled, titled, st.lists(lines, max_size=4), grids().map(lambda grid: [grid])
)
files = st.lists(blocks, max_size=4).map(
    lambda groups: Pages(file="a.docx", blocks=tuple(block for group in groups for block in group))
)


def _read(file: Pages) -> tuple[tuple[Attachment, ...], Merged] | None:
    try:
        attachments, _ = read_forms(file)
        return attachments, merge_attachments(attachments)
    except FileError:
        return None


class TestAnyPages:
    """Any pages are read, or refused with a FileError."""

    @given(files)
    def test_every_figure_has_a_place_and_every_place_a_name(self, file: Pages) -> None:
        """No figure without its location, and no location that names nothing."""
        read = _read(file)
        if read is not None:
            _, merged = read
            assert set() == set(figures(merged.filing)) - set(merged.locations)
            for path in merged.locations:
                look_up(merged.filing, path)

    @given(files)
    def test_every_unreadable_figure_is_reported(self, file: Pages) -> None:
        """What could not be read stands in the filing, and a BP901 finding names it."""
        read = _read(file)
        if read is not None:
            _, merged = read
            unreadable = {path for path, figure in figures(merged.filing).items() if isinstance(figure, Unreadable)}
            reported = {finding.path for finding in merged.findings if finding.code == "BP901"}
            assert set() == unreadable - reported

    @given(files)
    def test_findings_name_their_cell_and_their_path(self, file: Pages) -> None:
        """Every finding has a place, and its path names something."""
        read = _read(file)
        if read is not None:
            attachments, merged = read
            assert len(merged.findings) == sum(len(attachment.findings) for attachment in attachments)
            for finding in merged.findings:
                assert finding.location is not None
                if finding.path is not None:
                    look_up(merged.filing, finding.path)

    @given(files)
    def test_reading_twice_is_reading_once(self, file: Pages) -> None:
        """Nothing is remembered between two files."""
        assert _read(file) == _read(file)


class TestByLabel:
    """A form is read by its labels, never by position."""

    @given(st.permutations(range(8)), st.permutations(range(6)), st.sampled_from([None, "表1"]))
    def test_columns_may_stand_in_any_order(self, order: list[int], funds: list[int], name: str | None) -> None:
        """The same card, its columns in another order, reads the same."""
        usual = _read(_card(list(range(8)), list(range(6)), name))
        other = _read(_card(order, funds, name))
        assert usual is not None
        assert other is not None
        assert usual[1].filing == other[1].filing
        assert usual[1].findings == other[1].findings == ()


def _card(order: list[int], funds: list[int], name: str | None) -> Pages:
    indicators = [
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因"],
        ["产出指标(50分)", "数量指标", "册数", "≥100册", "120册", "20", "18", "缺货"],
        ["", "质量指标", "完好率", "95%", "96%", "30", "30", ""],
        ["总分", "", "", "", "", "50", "48", ""],
    ]
    amounts = [
        ["年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
        ["88", "96.73", "96.73元", "10", "100.0%", "9"],
    ]
    labels = ["项目资金（万元）", "年度资金总额"]
    rows = [["项目名称", "图书购置"]]
    rows += [[label, *(row[at] for at in funds)] for label, row in zip(labels, amounts, strict=True)]
    rows += [[row[at] for at in order] for row in indicators]
    cells = tuple(
        Cell(row=row, column=column, number=column + 1, text=texts[column] if column < len(texts) else "")
        for row, texts in enumerate(rows)
        for column in range(8)
    )
    return Pages(file="a.docx", blocks=(Grid(cells=cells, rows=len(rows), columns=8, sheet=name),))


def test_every_label_is_its_own_key() -> None:
    """A label in a layout is written the way it is looked up, or it would never be found."""
    parts = [part for part in Part if part is not Part.AROUND]
    labels = [
        label
        for layout in LAYOUTS.values()
        for part in parts
        for found in layout.get(part, {}).values()
        for label in found
    ]
    assert [label for label in labels if label_key(label) != label] == []


def test_no_label_has_two_fields() -> None:
    """Within one block a label names one field, in whatever edition."""
    for part in Part:
        found: dict[str, set[str]] = {}
        for layout in LAYOUTS.values():
            for name, labels in layout.get(part, {}).items():
                for label in labels:
                    found.setdefault(label, set()).add(name)
        assert {label: fields for label, fields in found.items() if len(fields) > 1} == {}


def test_pages_without_a_form() -> None:
    """A letter is refused, and the message says what was looked for."""
    assert _read(pages("关于召开会议的通知", "各科室：", "定于明天开会。")) is None


class TestPlans:
    """What a plan or a monitoring card says is what is read of it."""

    @given(target_scorecards())
    def test_targets(self, card: Scorecard) -> None:
        """Of this year alone, or of several years on the left."""
        assert _by_term(card) == _by_term(_read_card("项目支出绩效目标申报表", _plan(card)))

    @given(monitoring_scorecards())
    def test_monitoring(self, card: Scorecard) -> None:
        """Spending, results so far, forecasts, causes and likelihood."""
        assert card == evolve(_read_card("项目支出绩效运行监控表", _monitoring(card)), heading=Heading())


def _read_card(title: str, rows: list[list[str]]) -> Scorecard:
    columns = max(map(len, rows))
    cells = tuple(
        Cell(row=row, column=column, number=column + 1, text=texts[column] if column < len(texts) else "")
        for row, texts in enumerate(rows)
        for column in range(columns)
    )
    (attachment,), outside = read_forms(pages(title, Grid(cells=cells, rows=len(rows), columns=columns)))
    assert (*outside, *attachment.findings) == ()
    assert isinstance(attachment.value, Scorecard)
    return attachment.value


def _by_term(card: Scorecard) -> Scorecard:
    """The card with what is of several years first, and without its title."""
    return evolve(
        card,
        heading=Heading(),
        budget=evolve(card.budget, rows=sorted(card.budget.rows, key=lambda row: not row.long_term)),
        goals=sorted(card.goals, key=lambda goal: not goal.long_term),
        indicators=sorted(card.indicators, key=lambda row: not row.long_term),
    )


def _heading(card: Scorecard) -> list[list[str]]:
    return [
        ["项目名称", card.subject or ""],
        ["主管部门", card.supervisor or "", "实施单位", card.implementer or ""],
    ]


def _number(amount: object) -> str:
    return str(amount).removesuffix("万元")


def _plan(card: Scorecard) -> list[list[str]]:
    rows = [*_heading(card), ["项目属性", card.attribute or "", "起止时间", card.period or ""]]
    later = [row for row in card.budget.rows if row.long_term]
    this = [row for row in card.budget.rows if not row.long_term]
    for number, row in enumerate(this):
        pairs = [later[number], row] if later else [row]
        cells = [text for pair in pairs for text in (pair.name, _number(pair.funds.initial))]
        rows.append(["项目资金（万元）" if number == 0 else "", *cells])
    labels = ["中期目标", "年度目标"] if later else ["年度目标"]
    rows += [["总体目标", *labels], ["", *(goal.expected or "" for goal in card.goals)]]
    half = ["二级指标", "三级指标", "指标值"]
    rows.append(["一级指标", *half, *(half if later else [])])
    for aim in card.indicators:
        if not aim.long_term:
            cells = [aim.level2 or "", aim.name, str(aim.target)]
            rows.append([aim.level1 or "", *cells, *(cells if later else [])])
    return rows


def _monitoring(card: Scorecard) -> list[list[str]]:
    rows = _heading(card)
    rows.append(["项目资金（万元）", "年初预算数", f"{card.months}执行数", "执行率", "全年预计执行数"])
    for row in card.budget.rows:
        rate = str(card.budget.execution.stated_rate) if row.parent is None else ""
        amounts = (row.funds.initial, row.funds.to_date)
        rows.append([row.name, *map(_number, amounts), rate, _number(row.funds.forecast)])
    rows += [["年度总体目标", card.goals[0].expected or ""]]
    results = [f"{card.months}完成情况", "全年预计完成情况", "偏差原因分析", "完成目标可能性"]
    rows.append(["一级指标", "二级指标", "三级指标", "年度指标值", *results])
    rows.append(["", "", "", "", "", "", "经费保障", "确定能", "有可能", "完全不可能"])
    for aim in card.indicators:
        ticks = ["√" if aim.likelihood is likelihood else "" for likelihood in Likelihood]
        rows.append(
            [
                *(aim.level1 or "", aim.level2 or "", aim.name, str(aim.target)),
                *("" if said is None else str(said) for said in (aim.to_date, aim.forecast)),
                *("√" if aim.causes else "", *ticks),
            ]
        )
    return rows
