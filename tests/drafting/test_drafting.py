"""Drafted sentences, by example: what is told, what is left open, and what becomes of text that was there before."""

from functools import cache
from pathlib import Path

import attrs
import pytest

import budgetperf as bp

EXAMPLES = Path(__file__).parents[2] / "examples"
BOOK = bp.load_rulebook("hunan-2022")


@cache
def example(name: str) -> bp.Filing:
    """One of the two example filings."""
    return bp.read(EXAMPLES / f"{name}.yaml").filing


def drafts(filing: bp.Filing) -> tuple[bp.Report, ...]:
    """Its drafted reports."""
    return bp.draft(filing, bp.review(filing, BOOK))


def under(report: bp.Report, title: str) -> tuple[str, ...]:
    """The paragraphs under a heading."""
    (found,) = [section.paragraphs for section in report.sections if section.title == title]
    return found


def changed(changes: dict[str, object], name: str = "filing-clean") -> bp.Filing:
    """An example without reports, after some changes."""
    filing = attrs.evolve(example(name), reports=())
    for path, value in changes.items():
        filing = bp.replace(filing, path, value)
    return filing


def with_text(title: str, *paragraphs: str) -> bp.Filing:
    """The clean example whose 附件4 says only this."""
    section = bp.Section(level=1, title=title, paragraphs=paragraphs)
    return attrs.evolve(example("filing-clean"), reports=[bp.Report(kind="department", sections=[section])])


class TestHeadings:
    """The official outlines."""

    def test_of_the_department(self) -> None:
        """附件4 has ten headings, in their order."""
        report = drafts(changed({}))[0]
        assert "".join(s.ordinal or "" for s in report.sections if s.level == 1) == "一二三四五六七八九十"
        assert report.heading.title == "2022年度某县档案馆部门整体支出绩效自评报告"

    def test_of_each_project(self) -> None:
        """There is one 附件5 for each 附件3, in their order, and its title names the project."""
        _, *projects = drafts(changed({}))
        assert [report.heading.title for report in projects] == [
            "2022年度馆藏数字化加工项目支出绩效评价报告",
            "2022年度重点档案抢救保护项目支出绩效评价报告",
        ]
        assert [len(report.sections) for report in projects] == [14, 14]

    def test_unknown_year_and_name(self) -> None:
        """What a title lacks is a gap in it."""
        (report,) = drafts(bp.Filing())
        assert report.heading.title == ("【待填写：年度】年度【待填写：部门名称】部门整体支出绩效自评报告")
        assert [gap.prompt for gap in bp.gaps(report)[:2]] == ["年度", "部门名称"]


class TestSentences:
    """What is told of figures."""

    def test_three_public(self) -> None:
        """Against the budget and against last year, with the parts that are filled."""
        said = under(drafts(changed({}))[0], "基本支出情况")[2]
        assert said.startswith(
            "“三公”经费预算3.50万元，决算3.15万元，控制率90.00%，比预算节约0.35万元；比上年减少0.11万元，下降3.37%。"
        )
        assert "公务接待费预算1.50万元，决算1.30万元，比预算节约0.20万元" in said
        assert "出国" not in said

    @pytest.mark.parametrize(
        ("spent", "told"),
        [("3.50万元", "与预算持平"), ("4万元", "比预算超支0.50万元"), ("35000元", "与预算持平")],
    )
    def test_direction(self, spent: str, told: str) -> None:
        """The sign of the difference chooses the word, whatever the units."""
        report = drafts(changed({"base_table.three_public.total.spent": spent}))[0]
        assert told in under(report, "基本支出情况")[2].split("。")[0]

    def test_no_rate_over_zero(self) -> None:
        """A share of nothing is not told."""
        report = drafts(changed({"base_table.three_public.total.initial": "0万元"}))[0]
        assert "“三公”经费预算0万元，决算3.15万元，比预算超支3.15万元" in under(report, "基本支出情况")[2]

    def test_revised_by_nature(self) -> None:
        """Amounts by nature that are of the revised budget are not told as spending."""
        filing = changed({
            "scorecards[0].budget.by_nature[0].amount": "225.25万元",
            "scorecards[0].budget.by_nature[1].amount": "86.75万元",
        })  # fmt: skip
        assert (
            "其中：基本支出225.25万元，占72.92%；项目支出83.63万元"
            in under(drafts(filing)[0], "一般公共预算支出情况")[0]
        )

    def test_lines(self) -> None:
        """Both lists have their totals, and what is far from its budget is told."""
        report = drafts(changed({}, "filing-2022"))[0]
        assert under(report, "专项资金安排落实、总投入等情况分析")[0].startswith("项目支出预算88万元，其中：民族及宗教")
        assert under(report, "专项资金实际使用情况分析")[0].startswith(
            "专项资金实际支出96.73万元，主要用于：民族及宗教"
        )
        problems = under(report, "存在的问题及原因分析")
        assert "起义投诚人员生活补助：预算4万元，决算0.28万元，比预算节约3.72万元。" in problems

    @pytest.mark.parametrize("name", ["下乡补助5人", "其中：购书", "购书。", ""])
    def test_a_name_that_would_be_misread(self, name: str) -> None:
        """No list is written with it; the gap says which one is missing."""
        report = drafts(changed({"base_table.projects.lines[0].name": name}))[0]
        assert not any("主要用于" in text for text in under(report, "专项资金实际使用情况分析"))
        assert "【待填写：各专项的决算数（附件1）】" in under(report, "专项资金实际使用情况分析")

    def test_points(self) -> None:
        """The total with its grade, the parts, and the reason of each deduction as the card states it."""
        _, project, _ = drafts(changed({}))
        assert under(project, "项目支出主要绩效及评价结论")[0] == "项目自评得分99分，等级为优。"
        assert (
            under(project, "项目支出绩效目标完成程度")[0] == "共设三级指标12项，其中得满分的指标11项，扣分的指标1项。"
        )
        (lost,) = [text for text in under(project, "主要经验及做法、存在的问题及原因分析") if "目录著录条数" in text]
        assert lost == (
            "指标“目录著录条数”分值5分，得分4.5分，扣0.5分，原因：部分案卷需先除尘修补，著录顺延；下年一季度补齐。"
        )

    def test_a_reason_that_is_missing(self) -> None:
        """It is a gap that names the row and the form."""
        report = drafts(changed({}, "filing-2022"))[0]
        assert "指标“控制在预算内”的扣分原因（附件2）" in under(report, "存在的问题及原因分析")[-2]


class TestBlanks:
    """What a form leaves blank."""

    def test_a_blank_amount(self) -> None:
        """Nothing is said of it; its form and its name are in a gap."""
        report = drafts(changed({"scorecards[0].budget.rows[0].funds.revised": None}))[0]
        said = under(report, "一般公共预算支出情况")
        assert said[1] == "整体支出年初预算305.50万元，实际支出308.88万元，比年初预算增加3.38万元。"
        assert said[2] == "【待填写：部门整体支出全年预算数（附件2）】"

    @pytest.mark.parametrize("value", [bp.Unreadable("8O.5"), "-3万元"])
    def test_no_amount_to_tell(self, value: object) -> None:
        """What cannot be read, or is below zero, is not told either."""
        report = drafts(changed({"base_table.three_public.total.spent": value}))[0]
        said = under(report, "基本支出情况")
        assert said[2].startswith("“三公”经费预算3.50万元。公务用车")
        assert "“三公”经费决算数（附件1）" in said[3]

    @pytest.mark.parametrize(
        ("amount", "told"),
        [
            ("5万元", "政府性基金预算支出5万元。"),
            ("0万元", "没有政府性基金预算支出。"),
            (None, "【待填写：政府性基金预算支出情况，没有的写明没有】"),
        ],
    )
    def test_other_funds(self, amount: str | None, told: str) -> None:
        """An amount is told, and so is a zero; a blank is a gap."""
        report = drafts(changed({"scorecards[0].budget.by_source[1].amount": amount}))[0]
        assert under(report, "政府性基金预算支出情况") == (told,)


class TestSupplied:
    """What was written before."""

    def test_a_figure_of_the_forms(self) -> None:
        """A sentence that states nothing but what the draft states goes, even if it is wrong."""
        filing = with_text(
            "一般公共预算支出情况", "2022年整体支出308.18万元，由基本支出225.25万元、项目支出83.63万元构成。"
        )
        said = under(drafts(filing)[0], "一般公共预算支出情况")
        assert len(said) == 2
        assert "308.18" not in "".join(said)

    def test_a_figure_with_its_story(self) -> None:
        """A sentence that tells more stays, and so does a figure that no form holds."""
        told = ("因人员增资，整体支出308.88万元。", "本年基本支出225.25万元，其中人员经费182.45万元。")
        assert told == under(drafts(with_text("一般公共预算支出情况", *told))[0], "一般公共预算支出情况")[2:]

    def test_what_was_drafted_from_other_figures(self) -> None:
        """A sentence that was drafted before a form was corrected is drafted anew."""
        before = drafts(changed({"base_table.staffing.actual": "21"}))
        after = drafts(attrs.evolve(example("filing-clean"), reports=before))
        assert under(after[0], "机构设置情况")[0] == "编制数20人，实际在职18人，在职人员控制率90.00%。"
        assert len(under(after[0], "机构设置情况")) == 2

    def test_a_gap_that_was_filled(self) -> None:
        """It is not asked for again."""
        assert under(drafts(with_text("部门职责", "收集档案。"))[0], "部门职责") == ("收集档案。",)

    def test_headings_of_ones_own(self) -> None:
        """They stay behind the official heading that they followed, and no official heading comes under them."""
        sections = [
            bp.Section(level=2, ordinal="（一）", title="部门职责"),
            bp.Section(level=1, ordinal="附", title="下一步打算", paragraphs=["多写。"]),
            bp.Section(level=2, title="细目", paragraphs=["再写。"]),
        ]
        filing = attrs.evolve(example("filing-clean"), reports=[bp.Report(kind="department", sections=sections)])
        titles = [section.title for section in drafts(filing)[0].sections]
        assert titles[2:6] == ["机构设置情况", "下一步打算", "细目", "一般公共预算支出情况"]

    def test_a_report_of_several_projects(self) -> None:
        """It is drafted as it is: one for all of them, under its own title, and each is told by its name."""
        common = bp.Report(kind="project", heading=bp.Heading(title="2022年度各专项绩效评价报告"))
        department, report = drafts(attrs.evolve(example("filing-clean"), reports=[common]))
        assert (bp.ScorecardKind.DEPARTMENT, common.heading.title) == (department.kind, report.heading.title)
        told = [text for section in report.sections for text in section.paragraphs]
        assert "馆藏数字化加工自评得分" in "".join(told)

    def test_two_reports_of_projects_stay_two(self) -> None:
        """What belongs to no card, and is not the only one, is left as it is behind the others."""
        common = bp.Report(kind="project", heading=bp.Heading(title="2022年度各专项绩效评价报告"))
        reports = drafts(attrs.evolve(example("filing-clean"), reports=[common, common]))
        assert (5, common, common) == (len(reports), *reports[-2:])


class TestGaps:
    """What is still to be written."""

    def test_paths(self) -> None:
        """Each gap is where its path says."""
        report = drafts(changed({}))[0]
        filing = attrs.evolve(example("filing-clean"), reports=[report])
        for gap in bp.gaps(report, "reports[0]"):
            path, _, span = gap.path.partition("@")
            start, length = map(int, span.split("+"))
            text = str(bp.look_up(filing, path))[start : start + length]
            assert f"【待填写：{gap.prompt}】" == text
