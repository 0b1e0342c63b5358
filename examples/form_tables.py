"""附件1, 附件2 and 附件3 as the printed tables: which text stands in which cell, for Word and Excel alike."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from contract_shape import Record

from printing import Printing

CARD_WIDTHS = (620, 880, 960, 1700, 2100, 980, 620, 860, 1040)  # twentieths of a point, as Word counts
BASE_WIDTHS = (2350, 1080, 1080, 1080, 1080, 1080, 1000, 150)

# The county form closes its brackets and breaks its lines differently from one heading to the next.
LEVEL1_LABELS = {
    "产出指标": "产出指标\n({weight}分)",
    "效益指标": "效益指标({weight}分)",
    "满意度指标": "满意度指标\n({weight}分)",
    "成本指标": "成本指标\n（{weight}分）",
}
FUND_HEADS = ("年初\n预算数", "全年\n预算数", "全年\n执行数", "分值", "执行率", "得分")


@dataclass(frozen=True)
class Cell:
    """One printed cell; ``across`` and ``down`` count the grid cells that it covers."""

    text: str = ""
    across: int = 1
    down: int = 1
    left: bool = False


Row = list[Cell]


@dataclass(frozen=True, kw_only=True)
class Form:
    """One attachment that is a table: what stands above it, in it and below it."""

    mark: str
    title_lines: tuple[str, ...]
    widths: Sequence[int]
    rows: list[Row]
    feet: tuple[str, ...]


def forms(filing: Record, printing: Printing) -> list[Form]:
    """The tables of a filing in printed order."""
    department, *projects = filing["scorecards"]
    return [
        base_form(filing["base_table"]),
        department_form(department, printing),
        *(project_form(card, printing) for card in projects),
    ]


def bare(amount: str | None) -> str:
    """An amount without the unit, which the form prints in a heading."""
    return amount.removesuffix("万元") if amount else ""


def signature_line(heading: Record) -> str:
    """The signature as one line, spaced as the form prints it."""
    signed = heading["signature"]
    return (
        f"填表人：{signed['prepared_by']}   填报日期：{signed['date']}   "
        f"联系电话：{signed['phone']}    单位负责人签字：{signed['responsible']}"
    )


def base_form(table: Record) -> Form:
    """附件1."""
    heading, year, public = table["heading"], table["heading"]["year"], table["three_public"]
    projects, operating, staffing = table["projects"], table["operating"], table["staffing"]
    columns = table["column_years"]
    first, *others = operating["items"]
    rows = [
        [Cell("财政供养人员情况(人)", down=2), *_base_columns("编制数", f"{year}年实际在职人数", "控制率")],
        _base_columns(staffing["established"], staffing["actual"], staffing["stated_rate"]),
        [
            Cell("经费控制情况(万元)"),
            *_base_columns(
                f"{columns['prior']}年决算数", f"{columns['initial']}年预算数", f"{columns['spent']}年决算数"
            ),
        ],
        _base_row("“三公”经费", public["total"]),
        _base_row("1、公务用车购置和维护经费", public["vehicles"]),
        _base_row("其中：公车购置", public["vehicle_purchase"]),
        _base_row("     公车运行维护", public["vehicle_running"]),
        _base_row("2、出国经费", public["abroad"]),
        _base_row("3、公务接待", public["hospitality"]),
        _base_row("项目支出：", projects["total"]),
        _base_row("1、业务工作经费", projects["operations"]),
        _base_row("2、运行维护经费", projects["maintenance"]),
        _base_row(f"3、{table['labels']['special']}\n(一个专项一行)", projects["special"]),
        *(_base_row(line["name"], line["funds"]) for line in projects["lines"]),
        _base_row("公用经费", operating["total"]),
        _base_row(f"其中：{first['name']}", first["funds"]),
        *(_base_row(f"   {item['name']}", item["funds"]) for item in others),
        _base_row("政府采购金额", table["procurement"]),
        _base_row("部门基本支出预算调整", table["basic_adjustment"]),
        [
            Cell(f"\n楼堂馆所控制情况\n({year}年完工项目)", down=2),
            Cell("批复规模 (m²)"),
            Cell("实际规模(m²)"),
            Cell("规模控制率"),
            Cell("预算投资\n(万元)"),
            Cell("实际投资 (万元)"),
            Cell("投资概算控制率", across=2),
        ],
        [*(Cell() for _ in range(5)), Cell(across=2)],
        [Cell("厉行节约保障措施"), Cell(table["austerity"], across=6, left=True), Cell()],
    ]
    title = heading["title"]
    return Form(
        mark="附件1",
        title_lines=(title.removesuffix("数据表"), "数据表"),
        widths=BASE_WIDTHS,
        rows=rows,
        feet=(f"说明：{heading['notes']}", signature_line(heading)),
    )


def _base_columns(prior: str, initial: str, spent: str) -> Row:
    return [Cell(prior, across=2), Cell(initial, across=2), Cell(spent, across=3)]


def _base_row(label: str, amounts: Record) -> Row:
    return [
        Cell(label, left=True),
        *_base_columns(*(bare(amounts[column]) for column in ("prior", "initial", "spent"))),
    ]


def department_form(card: Record, printing: Printing) -> Form:
    """附件2."""
    budget = card["budget"]
    (total,) = budget["rows"]
    pairs = zip(
        _inside_one_cell(budget["by_source"]), [*_inside_one_cell(budget["by_nature"]), Cell(), Cell()], strict=True
    )
    rows = [
        [Cell("预算部门\n名称"), Cell(card["subject"], across=8)],
        [Cell("\n年度预算申请(万元)", down=7), Cell(across=2), *(Cell(head) for head in FUND_HEADS)],
        [Cell(total["name"], across=2), *_fund_cells(total["funds"], budget["execution"])],
        [Cell("按收入性质分：", across=3, left=True), Cell("按支出性质分：", across=5, left=True)],
        *(
            [Cell(source.text, across=3, left=True), Cell(nature.text, across=5, left=bool(nature.text))]
            for source, nature in pairs
        ),
        *_goal_rows("年度总体 目标", card["goals"]),
        *_indicator_rows(card, printing, side="\n绩效指标\n\n", note_head="偏差原因\n分析及\n改进措施"),
        _total_row(card),
    ]
    return Form(
        mark="附件2",
        title_lines=(card["heading"]["title"],),
        widths=CARD_WIDTHS,
        rows=rows,
        feet=(signature_line(card["heading"]),),
    )


def project_form(card: Record, printing: Printing) -> Form:
    """附件3."""
    budget, heading = card["budget"], card["heading"]
    total, *parts = budget["rows"]
    rows = [
        [Cell("项目支出名称"), Cell(card["subject"], across=8)],
        [
            Cell("主管部门"),
            Cell(card["supervisor"] or "", across=3),
            Cell("实施\n单位"),
            Cell(card["implementer"], across=4),
        ],
        [Cell("项目资金 (万元)", down=5), Cell(across=2), *(Cell(head) for head in FUND_HEADS)],
        [Cell(total["name"], across=2), *_fund_cells(total["funds"], budget["execution"])],
        *(
            [
                Cell(("" if place else "其中：") + part["name"], across=2, left=not place),
                *_fund_cells(part["funds"], {}),
            ]
            for place, part in enumerate(parts)
        ),
        *_goal_rows("年度总体目标", card["goals"]),
        *_indicator_rows(card, printing, side="\n绩效指标", note_head="偏差原因分析及改进措施"),
        _total_row(card),
    ]
    return Form(
        mark="附件3",
        title_lines=(heading["title"],),
        widths=CARD_WIDTHS,
        rows=rows,
        feet=(f"备注： {heading['notes']}", signature_line(heading)),
    )


def _fund_cells(amounts: Record, execution: Record) -> Row:
    return [
        *(Cell(bare(amounts[column])) for column in ("initial", "revised", "spent")),
        *(Cell(execution.get(key) or "") for key in ("weight", "stated_rate", "points")),
    ]


def _inside_one_cell(parts: Iterable[Record]) -> Row:
    """Label and amount share a cell; the first of them says 其中."""
    return [
        Cell(("" if place else "其中：") + f"{part['name']}：{bare(part['amount'])}")
        for place, part in enumerate(parts)
    ]


def _goal_rows(label: str, goals: list[Record]) -> list[Row]:
    return [
        [Cell(label, down=1 + len(goals)), Cell("预期目标", across=3), Cell("实际完成情况", across=5)],
        *([Cell(goal["expected"], across=3, left=True), Cell(goal["actual"], across=5, left=True)] for goal in goals),
    ]


def _indicator_rows(card: Record, printing: Printing, *, side: str, note_head: str) -> list[Row]:
    """The indicator block; a level-1 or level-2 heading covers the rows that belong to it."""
    weights = {stated["level1"]: stated["weight"] for stated in card["stated_weights"]}
    heads = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", note_head)
    rows: list[Row] = []
    for level1, of_level1 in groupby(card["indicators"], lambda row: str(row["level1"])):
        branch: list[Row] = []
        for level2, of_level2 in groupby(of_level1, lambda row: str(row["level2"])):
            leaf = [_indicator_cells(row, printing) for row in of_level2]
            leaf[0].insert(0, Cell(printing.printed(level2), down=len(leaf)))
            branch += leaf
        branch[0].insert(0, Cell(LEVEL1_LABELS[level1].format(weight=weights[level1]), down=len(branch)))
        rows += branch
    return [[Cell(side, down=1 + len(rows)), *(Cell(head) for head in heads)], *rows]


def _indicator_cells(row: Record, printing: Printing) -> Row:
    name, target = printing.printed(row["name"]), row["target"]
    long_text = 20
    return [
        Cell(name, left="\n" in name and len(name) > long_text),
        Cell(target, left=len(target) > long_text),
        Cell(row["actual"]),
        Cell(row["weight"]),
        Cell(row["points"]),
        Cell(row["deviation_note"] or "", left=True),
    ]


def _total_row(card: Record) -> Row:
    return [Cell("总分", across=6), Cell(card["stated_weight"]), Cell(card["stated_points"]), Cell()]
