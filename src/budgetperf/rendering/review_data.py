"""
The shape of a review as JSON, `budgetperf-review/1`: what `review_to_data` returns, key by key, with its meaning.

Type checkers hold the writer to it, and the published JSON Schema is made of it. Every number is exact text; only
counts, ranks, rows and columns are ints.
"""

from __future__ import annotations

from typing import Annotated, TypedDict

from budgetperf.domain.diagnosis import Slip
from budgetperf.domain.finding import ClauseStatus, Outcome, Severity
from budgetperf.domain.record import ScorecardKind
from budgetperf.review import Verdict
from budgetperf.scoring.row_score import Standing

__all__ = [
    "CardData",
    "CellData",
    "ChangeData",
    "ClauseData",
    "CorrectionData",
    "CoverageData",
    "DiagnosisData",
    "EntryData",
    "ExplainedData",
    "FindingData",
    "InputData",
    "IntervalData",
    "LedgerData",
    "RateData",
    "RatePointsData",
    "ReviewData",
    "RowData",
    "RulebookData",
    "WordsData",
]


class InputData(TypedDict):
    """所读的一个文件。A file that was read."""

    file: Annotated[str, "文件名。Its name."]
    sha256: Annotated[str, "文件内容的 SHA-256。The hash of its bytes."]


class ClauseData(TypedDict):
    """复核所依据的一个条款。A clause that the review rests on."""

    clause: Annotated[str, "条款，一句话。The clause, as a sentence."]
    status: Annotated[
        ClauseStatus,
        "seen 见过原文，recalled 凭记忆、待核，chosen 本程序自定。How it is known.",
    ]


class RulebookData(TypedDict):
    """所用的规则集。The rulebook that was used."""

    name: Annotated[str, "名称。Its name."]
    sha256: Annotated[str, "规则集文件的 SHA-256；在程序中写成的为空。The hash of its files; empty if made in code."]
    why: Annotated[str | None, "为何用它。Why this one, as a sentence."]


class IntervalData(TypedDict):
    """区间，两端均含；单位为分。A closed interval, in points."""

    low: Annotated[str, "下端，精确的数。The lower end, exact."]
    high: Annotated[str, "上端，精确的数。The upper end, exact."]


class WordsData(TypedDict):
    """两端各是什么等级。The grade at either end."""

    low: Annotated[str, "下端的等级。The grade of the lower end."]
    high: Annotated[str, "上端的等级。The grade of the upper end."]


class CellData(TypedDict):
    """文件中的位置。Where in a file."""

    file: Annotated[str, "文件名。Name of the file."]
    table: Annotated[str | None, "附件或工作表。The attachment or sheet."]
    row: Annotated[int | None, "行（或段），从 1 数起。Row or paragraph, counted from 1."]
    column: Annotated[int | None, "列，从 1 数起。Cell of the row, counted from 1."]
    address: Annotated[str | None, "单元格地址，如 I28。Address of the cell, such as I28."]
    label: Annotated[str | None, "行上印的名称。The printed label of the row."]


class ExplainedData(TypedDict):
    """自评得分是哪条规则按几位小数取整的结果。Which rules, rounded to how many places, give the stated score."""

    rules: Annotated[list[str], "规则编号。Ids of rules."]
    places: Annotated[int, "小数位数。Decimal places."]


class RowData(TypedDict):
    """一行的得分：指标或预算执行。The score of a row: an indicator, or budget execution."""

    path: Annotated[str, "这一行的路径。Path of the row."]
    weight: Annotated[str | None, "分值，单位分。Weight, in points."]
    stated: Annotated[str | None, "自评得分，单位分。Stated score, in points."]
    recomputed: Annotated[IntervalData | None, "按规则应得；无分值的为 null。What the rules give."]
    standing: Annotated[
        Standing | None,
        "自评与应得的关系：equal 相符，explained 取整后相符，within 在区间内，outside 任何规则都得不出，"
        "open 须人工判断。"
        "How the stated score stands to the recomputed one.",
    ]
    rule: Annotated[str | None, "规则编号。Id of the rule."]
    explained_by: Annotated[ExplainedData | None, "取整后相符时，是哪些规则。What explains it, where rounding does."]
    clause: Annotated[str | None, "依据。The clause, as a sentence."]
    trace: Annotated[list[str], "逐步的计算。The steps, as sentences."]


class CardData(TypedDict):
    """一张表的得分。The score of a card."""

    path: Annotated[str, "这张表的路径。Path of the card."]
    kind: Annotated[ScorecardKind, "种类。What the card is."]
    subject: Annotated[str | None, "部门或项目名称。Name of the department or project."]
    stated: Annotated[str | None, "自评总分，单位分。Stated total, in points."]
    recomputed: Annotated[IntervalData | None, "应得总分；不计分的表为 null。The recomputed total."]
    width: Annotated[str | None, "区间的宽度，单位分：须由人判断的部分。Width of the interval, in points."]
    grade: Annotated[WordsData | None, "等级；规则集没有等级的为 null。Grades; null where the rulebook has none."]
    execution: Annotated[RowData | None, "预算执行得分；没有分值的为 null。Budget execution; null without weight."]
    indicators: Annotated[list[RowData], "各行，依表上的次序。The rows, in order."]


class RatePointsData(TypedDict):
    """一个比率在一种分值下的得分。What a rate earns at one weight."""

    weight: Annotated[str | None, "分值，单位分。Weight, in points."]
    points: Annotated[str | None, "得分，单位分，或其区间。Points, or their interval."]
    rule: Annotated[str | None, "规则编号。Id of the rule."]
    clause: Annotated[str | None, "依据。The clause."]


class RateData(TypedDict):
    """一个控制率。A control rate."""

    id: Annotated[str, "编号，如 three_public_control。Its id."]
    value: Annotated[str | None, "百分数，两位小数；算不出的为 null。A percentage, or null."]
    exact: Annotated[str | None, "精确值，分数，如 204/535。The exact share, as a fraction."]
    inputs: Annotated[list[str], "所用数字的路径。Paths of the figures."]
    score: Annotated[str | None, "第一种分值下的得分。What it earns at its first weight."]
    weight: Annotated[str | None, "第一种分值，单位分。Its first weight, in points."]
    scores: Annotated[list[RatePointsData], "各种分值下的得分。What it earns at each weight."]
    note: Annotated[str | None, "为何算不出，或有何推定。Why it is unknown, or what it presumes."]
    trace: Annotated[list[str], "公式。The formula."]


class EntryData(TypedDict):
    """台账的一条：一个勾稽关系及其结果。A ledger entry: an identity and its outcome."""

    id: Annotated[str, "编号，在台账中唯一。Unique within the ledger."]
    code: Annotated[str, "勾稽关系的编号，如 B5。Code of the identity."]
    identity: Annotated[str | None, "勾稽关系，一句话。The identity, as a sentence."]
    outcome: Annotated[
        Outcome,
        "结果：holds 成立，within_rounding 四舍五入可以解释，violated 不成立，not_applicable 不适用，"
        "not_evaluable 无从核对。"
        "What became of it.",
    ]
    paths: Annotated[list[str], "所用数字的路径，第一个是被核对的。Paths of the figures; the first is the one judged."]
    residual: Annotated[str | None, "差额：所填减应为。Stated minus expected, in the unit."]
    reason: Annotated[str | None, "为何不适用或无从核对，或哪种读法成立。Why, as a sentence."]
    stated: Annotated[str | None, "所填。What is stated."]
    expected: Annotated[str | None, "应为。What the others make it."]
    unit: Annotated[str | None, "差额的单位：万元、%、分。Unit of residual and bound."]
    bound: Annotated[str | None, "四舍五入可以解释的界限（不含）。The rounding envelope, open."]


class LedgerData(TypedDict):
    """核对台账：每一个勾稽关系的结果。The outcome of every identity."""

    counts: Annotated[dict[Outcome, int], "各种结果的条数。How many entries have each outcome."]
    entries: Annotated[list[EntryData], "各条。The entries."]


class FindingData(TypedDict):
    """一个发现：错误、疑点或建议。A finding."""

    id: Annotated[str, "编号 f1、f2……。Its id within the review."]
    code: Annotated[str, "代码，如 BP301；含义永不改变。A code, which never changes its meaning."]
    severity: Annotated[Severity, "error 错误，warning 疑点，advice 建议。How much it matters."]
    path: Annotated[str | None, "数字的路径。Path of the figure."]
    cell: Annotated[CellData | None, "在文件中的位置；不是从文件读入的为 null。Where in the file."]
    stated: Annotated[str | None, "所填，带单位。What is stated, with its unit."]
    expected: Annotated[str | None, "应为，带单位。What it should say, with its unit."]
    difference: Annotated[str | None, "差额，带单位。Stated minus expected, with its unit."]
    message: Annotated[str, "一句话。The finding as a sentence."]
    clause: Annotated[str | None, "依据。The clause, as a sentence."]
    caused_by: Annotated[str | None, "是哪个发现的后果。Id of the finding that explains this one."]
    cluster: Annotated[int | None, "属于哪一组矛盾。Number of its cluster of contradictions."]


class CoverageData(TypedDict):
    """多少数字有勾稽关系约束。How many figures an identity ties."""

    figures: Annotated[int, "材料中的数字个数。Figures of the filing."]
    tied: Annotated[int, "有勾稽关系的个数。Those that are tied."]
    untied: Annotated[list[str], "没有的，其路径。Paths of those that nothing confirms."]


class CorrectionData(TypedDict):
    """一个单元格及其应为。A cell, and what it should say."""

    path: Annotated[str, "路径。Path of the cell."]
    cell: Annotated[CellData | None, "在文件中的位置。Where in the file."]
    stated: Annotated[str | None, "所填；空白为 null。What it says; null if blank."]
    proposed: Annotated[str | None, "应为；只知范围的为 null。What it should say; null where it is only bounded."]
    at_least: Annotated[str | None, "至少。The least it could be."]
    at_most: Annotated[str | None, "至多。The most it could be."]
    pattern: Annotated[Slip, "像哪种笔误。Which slip of a person it looks like."]
    confirmed_by: Annotated[list[str], "改正后相符的台账编号。Ledger entries that then agree."]


class ChangeData(TypedDict):
    """一处错误：其中正好一个单元格。One wrong cell: exactly one of these."""

    any_of: Annotated[list[CorrectionData], "无从区分的单元格，最可能的在前。Cells that cannot be told apart."]


class DiagnosisData(TypedDict):
    """对一组矛盾的一种解释；各处改动缺一不可。An explanation of a cluster; all its changes are needed."""

    cluster: Annotated[int, "组号。Number of the cluster."]
    rank: Annotated[int, "在该组中的名次，从 1 起。Rank within the cluster."]
    explains: Annotated[list[str], "所解释的台账编号。Ids of ledger entries."]
    complete: Annotated[bool, "是否穷尽了这么多处的改动。Whether the search tried everything of this size."]
    changes: Annotated[list[ChangeData], "各处改动；没有找到的为空。The changes; empty where none was found."]


class ReviewData(TypedDict):
    """一次复核的结果。What a review says."""

    format: Annotated[str, "格式名称。The name of the format."]
    version: Annotated[str, "本程序的版本。Version of this program."]
    inputs: Annotated[list[InputData], "所读的文件。The files read."]
    previous: Annotated[list[InputData], "所比较的上年材料。The files of last year's filing."]
    rulebook: Annotated[RulebookData, "所用的规则集。The rulebook used."]
    clauses: Annotated[list[ClauseData], "所依据的条款，依首次用到的次序。The clauses used, by their first use."]
    verdict: Annotated[Verdict, "最严重的发现。The gravest finding, in one word."]
    scorecards: Annotated[list[CardData], "各表的得分。The score of each card."]
    rates: Annotated[list[RateData], "各控制率。The control rates."]
    ledger: Annotated[LedgerData, "核对台账。The ledger."]
    findings: Annotated[list[FindingData], "各发现，先按轻重，再按位置。By severity, then place."]
    coverage: Annotated[CoverageData, "覆盖程度。Coverage."]
    diagnoses: Annotated[list[DiagnosisData], "最可能写错的单元格。The cells most likely wrong."]
