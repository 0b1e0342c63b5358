"""`budgetperf rulebook …` as a finance officer uses it: text to read, exit status, one message for every trouble."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from budgetperf.cli import main
from budgetperf.formats.rulebooks import shipped_names
from budgetperf.rendering.width import width

FILING = Path(__file__).parent.parent / "examples" / "filing-2022.yaml"
HEAD = """
format: budgetperf-rulebook/1
name: county
extends: mof-2020
title: 某县规则集
title_en: a county's rulebook
documents: {county: {title: 某县财政局通知, number: 县财〔2023〕1号, year: 2023}}
"""
GAP = "grades: [{title: 优, title_en: excellent, above: 90}, {title: 良, title_en: good, below: 90}]\n"
WHOLE = "rounding: {row: 0, clause: {document: county, status: seen}}\n"
STEPS = """
positive:
  lower:
    - id: steps
      title: 每超 1% 扣 0.5 分
      title_en: half a point for every per cent
      measure: excess
      scale: deduction
      curve: {above: 0%, every: 1%, by: 0.5, to: 10}
      clause: {document: county, status: seen}
"""


def run(*arguments: object) -> Result:
    """Run the program in this process; an exception that escapes it is a failure of the test."""
    result = CliRunner().invoke(main, ["rulebook", *(str(argument) for argument in arguments)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def book(folder: Path, section: str = "", name: str = "county.yaml") -> Path:
    """A county's own rulebook."""
    path = folder / name
    path.write_text(HEAD + section, encoding="utf-8")
    return path


class TestShow:
    """`rulebook show`."""

    @pytest.mark.parametrize("name", shipped_names())
    def test_shipped(self, name: str) -> None:
        """Every book that ships can be read."""
        result = run("show", name)
        assert result.exit_code == 0
        assert result.stdout.startswith(f"{name}  ")
        assert "数值依据  共 " in result.stdout

    def test_own_file_in_english(self, tmp_path: Path) -> None:
        """A user's own file is shown with what it inherits."""
        result = run("show", book(tmp_path, STEPS), "--lang", "en")
        assert result.exit_code == 0
        assert "half a point for every per cent〔steps〕" in result.stdout
        assert "0.5 points off for every whole 1%" in result.stdout
        assert "execution rate times weight" in result.stdout

    def test_unknown_name(self) -> None:
        """A wrong name is answered with the right one, and status 2."""
        result = run("show", "hunan-2002")
        assert result.exit_code == 2
        assert result.stdout == ""
        assert "hunan-2022" in result.stderr

    def test_broken_file(self, tmp_path: Path) -> None:
        """Every problem at once, each with its line."""
        result = run("show", book(tmp_path, "foo: 1\nbar: 2\n"))
        assert result.exit_code == 2
        assert "第 8 行 foo" in result.stderr
        assert "第 9 行 bar" in result.stderr


class TestVerify:
    """`rulebook verify`."""

    def test_all(self) -> None:
        """Without arguments every book that ships is verified, one block for each."""
        result = run("verify")
        assert result.exit_code == 0
        blocks = result.stdout.split("\n\n")
        assert [block.split()[0] for block in blocks] == list(shipped_names())
        assert all("符合全部定律" in block for block in blocks)

    def test_own_file(self, tmp_path: Path) -> None:
        """A law that does not hold: status 1, and the line of the file."""
        path = book(tmp_path, GAP)
        result = run("verify", path)
        assert result.exit_code == 1
        for said in (
            "违反定律 1 处",
            "等级从 0 分到 100 分不重不漏",
            "等级，第 8 行",
            "总分 90，没有等级",
            '.grade(Decimal("90"))',
        ):
            assert said in result.stdout

    def test_several(self, tmp_path: Path) -> None:
        """One file that cannot be read does not keep the others from being verified; the worst status counts."""
        broken = book(tmp_path, "foo: 1\n", "broken.yaml")
        result = run("verify", book(tmp_path, GAP), broken, "mof-2020", "--lang", "en")
        assert result.exit_code == 2
        assert "1 violation" in result.stdout
        assert "mof-2020  Project self-evaluation" in result.stdout
        assert "line 8 foo: unknown key" in result.stderr

    def test_missing_file(self) -> None:
        """A path that leads nowhere is named."""
        result = run("verify", "nowhere/county.yaml")
        assert (result.exit_code, result.stdout) == (2, "")
        assert "nowhere/county.yaml" in result.stderr

    def test_a_file_cannot_command_the_terminal(self, tmp_path: Path) -> None:
        """What a file says reaches the terminal without its control characters, in text and in messages."""
        evil = 'weights: [{id: "a\\e[31m", execution: 10, levels: {甲: 80}, clause: {document: "%s", status: seen}}]\n'
        for document, status in (("county", 1), ("\\e[1m", 2)):
            result = run("verify", book(tmp_path, evil % document))
            assert result.exit_code == status
            assert "\x1b" not in result.stdout + result.stderr


class TestDiff:
    """`rulebook diff`."""

    def test_equal(self, tmp_path: Path) -> None:
        """Equal books say so; a book that only adds a clause is told to score alike."""
        assert "两个规则集的数值全部相同" in run("diff", "mof-2020", "mof-2020").stdout
        same = run("diff", "mof-2020", book(tmp_path, WHOLE.replace("row: 0", "row: 2")), "--lang", "en")
        assert same.exit_code == 0
        assert "the two rulebooks say the same everywhere" in same.stdout
        assert "more values are the same on another clause: rounding" in same.stdout

    def test_values(self, tmp_path: Path) -> None:
        """Old and new value, each with its clause."""
        result = run("diff", "mof-2020", book(tmp_path, WHOLE))
        assert result.exit_code == 0
        for said in (
            "mof-2020 → county",
            "取整\n  每行小数位数：2 位小数 → 整数\n    原依据  某省级",
            "    新依据  某县财政局通知（县财〔2023〕1号，2023）〔已见原件〕",
        ):
            assert said in result.stdout

    def test_rules(self, tmp_path: Path) -> None:
        """A rule that only one book has is told in words."""
        result = run("diff", "mof-2020", book(tmp_path, STEPS))
        for said in (
            "  − 反向比例法（A/B）〔inverse〕：只在 mof-2020",
            "  + 每超 1% 扣 0.5 分〔steps〕：只在 county",
            "超出率不超过 0% 得满分；超过 0% 后每满 1% 扣 0.5 分（不满 1% 不扣），最多扣 10 分，扣完为止",
        ):
            assert said in result.stdout

    def test_a_changed_rule(self, tmp_path: Path) -> None:
        """What a rule earned and what it earns now stand below each other; of words, what was added and left out."""
        section = (
            "execution: {id: execution, title: 封顶, title_en: capped, measure: execution, weights: [10], "
            "curve: [[50%, 0], [100%, 1]], clause: {document: county, status: seen}}\n"
            "bands: [{id: partly, words: [部分达成, 大部分完成]}]\n"
            "explanation: {low: 70%, execution: 90%, clause: {document: county, status: seen}}\n"
            "over_attainment: {ratio: 1.2, severity: error, kept: [[1.2, 1], [2, 0.5]], "
            "clause: {document: county, status: seen}}\n"
            "waivers: [{law: full, rule: over_attainment, reason: 试行, reason_en: on trial, "
            "clause: {document: county, status: seen}}]\n"
        )
        told = run("diff", "mof-2020", book(tmp_path, section)).stdout
        for said in (
            "    原得分  执行率 0% 得 0 分，100% 得满分",
            "    新得分  执行率 50% 得 0 分，100% 得满分",
            "    适用分值：（无） → 10",
            "    用语：增加 大部分完成；删去 部分完成、部分达成年度指标并具有一定效果",
            "  低于预算的比例：80% → 70%",
            "  执行率低于：（无） → 90%",
            "  未说明的列为：建议 → 错误",
            "  至多保留的得分：（无） → 完成率 120% 得满分",
            "  + over_attainment：达到目标得满分：只在 county\n    试行",
        ):
            assert said in told

    @pytest.mark.parametrize("name", shipped_names())
    def test_shipped(self, name: str) -> None:
        """Whatever two books that ship differ in can be told, on a page of a hundred columns."""
        for arguments in (("hunan-rates", name, "--lang", "en"), (name, "platform-guangxi", FILING)):
            result = run("diff", *arguments)
            assert result.exit_code == 0
            for line in result.stdout.splitlines():
                assert width(line) <= 100
                assert not any(sign in line for sign in ("None", "Decimal(", "Range(", "Curve(", "{", "Clause("))

    def test_filings(self, tmp_path: Path) -> None:
        """For every card the interval and grade under both books, the rows that change, and why."""
        result = run("diff", "hunan-2022", book(tmp_path, STEPS), FILING)
        assert result.exit_code == 0
        told = result.stdout.partition("━━ ")[2]
        for said in (
            "filing-2022.yaml",
            "  附件2  ",
            "    75.01–99.10 分，中–优 → 71.50–95.50 分，中–优",
            "    · “控制在预算内”（分值 10）：9.01–9.10 → 5.50",
            "目标 88，实际 96.73，分值 10，得分 5.5 → 5.50〔steps〕",
            "      原因  目标值大于 0 的指标，越低越好",
        ):
            assert said in told

    def test_filings_that_stay(self, tmp_path: Path) -> None:
        """A filing of which nothing changes says so; outside the years of a book that is told, too."""
        years = "years: {first: 2023, last: null, clause: {document: county, status: seen}}\n"
        result = run("diff", "mof-2020", book(tmp_path, years), FILING, "--lang", "en")
        assert "rulebook county is in force for 2023–, this filing is of 2022: only compared" in " ".join(
            result.stdout.split()
        )
        assert "score and grade stay: 75.01–99.10 points, fair–excellent" in result.stdout

    def test_a_filing_without_cards(self, tmp_path: Path) -> None:
        """There is nothing to score, and that is said."""
        path = tmp_path / "empty.yaml"
        path.write_text("format: budgetperf/1\nyear: 2022\n", encoding="utf-8")
        assert "没有评分表" in run("diff", "mof-2020", "hunan-2022", path).stdout

    def test_unreadable_filing(self) -> None:
        """A filing that cannot be read: status 2, one message, and no half of an answer."""
        result = run("diff", "mof-2020", "hunan-2022", "nowhere.docx")
        assert (result.exit_code, result.stdout) == (2, "")
        assert "nowhere.docx" in result.stderr
