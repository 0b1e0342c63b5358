"""How targets and actuals are written: P11, P12, blanks, and slips of the pen."""

import time

import pytest

import budgetperf as bp
from budgetperf.domain.finding import Finding
from consistent import reviewed

HOLDS, VIOLATED = bp.Outcome.HOLDS, bp.Outcome.VIOLATED
NOT_APPLICABLE, NOT_EVALUABLE = bp.Outcome.NOT_APPLICABLE, bp.Outcome.NOT_EVALUABLE
ROW = "scorecards[1].indicators[0]"
ON_TIME = "scorecards[1].indicators[1]"
UNREADABLE = bp.Unreadable("8O.5")


def row(target: object = "≥5000册", actual: object = "5100册") -> dict[str, object]:
    """Another target or actual in the row of new books."""
    return {f"{ROW}.target": target, f"{ROW}.actual": actual}


def found(code: str, changes: dict[str, object]) -> list[Finding]:
    """The findings of one code."""
    return [finding for finding in reviewed(changes).findings if finding.code == code]


def outcome(code: str, changes: dict[str, object]) -> tuple[bp.Outcome, str | None]:
    """What the ledger says of the row of new books."""
    entry = next(entry for entry in reviewed(changes).ledger if entry.id == f"{code}:{ROW}")
    reason = entry.reason
    return entry.outcome, None if reason is None else " ".join([reason.key, *(value for _, value in reason.values)])


class TestNumericAnswers:
    """P11: a target that is a number is answered with a number."""

    @pytest.mark.parametrize(
        ("target", "actual", "kind"),
        [
            ("≥5000册", "5100册", None),
            ("≥95%", "96％", None),
            ("0起", "0起", None),
            ("≥95%", "≥95%", "bound"),
            ("99%", "不低于99%", "bound"),
            ("≥5000册", "达到预期目标", "words"),
            ("≥5000册", "5000余册", "words"),
            ("≥5000册", "2022年12月", "words"),
        ],
    )
    def test_answers(self, target: str, actual: str, kind: str | None) -> None:
        """A bound or words are a warning that says which."""
        findings = found("BP104", row(target, actual))
        assert [dict(finding.details)["kind"] for finding in findings] == ([] if kind is None else [kind])
        assert outcome("P11", row(target, actual)) == (HOLDS if kind is None else VIOLATED, None)
        for finding in findings:
            assert (finding.severity, finding.path, finding.stated) == ("warning", f"{ROW}.actual", actual)
            assert dict(finding.details)["target"] == target

    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            (row(target="有所提升"), (NOT_APPLICABLE, "target_in_words")),
            (row(target="2022年1-12月"), (NOT_APPLICABLE, "target_in_words")),
            (row(target=None), (NOT_EVALUABLE, f"missing_figure {ROW}.target")),
            (row(actual=None), (NOT_EVALUABLE, f"missing_figure {ROW}.actual")),
            (row(target=UNREADABLE), (NOT_EVALUABLE, f"unreadable_figure {ROW}.target")),
            (row(actual=UNREADABLE), (NOT_EVALUABLE, f"unreadable_figure {ROW}.actual")),
        ],
    )
    def test_undecided(self, changes: dict[str, object], expected: tuple[bp.Outcome, str]) -> None:
        """Words are answered with anything; what is missing is named."""
        assert outcome("P11", changes) == expected
        assert found("BP104", changes) == []


class TestUnits:
    """P12: target and actual have one unit."""

    @pytest.mark.parametrize(
        ("target", "actual", "kind"),
        [
            ("≥2次", "2次", None),
            ("≥2万人次", "21000人次", None),
            ("≤88万元", "870000元", None),
            ("≤2%", "0", None),
            ("0", "0起", None),
            ("≥4次/年", "4次", None),
            ("50元/人/月", "50元/人·月", None),
            ("1", "2次", "missing"),
            ("88万元", "96.73", "missing"),
            ("≥95%", "96", "missing"),
            ("≥2次", "2场", "different"),
            ("≥95%", "96次", "different"),
        ],
    )
    def test_units(self, target: str, actual: str, kind: str | None) -> None:
        """A unit on one side only is told apart from another unit."""
        findings = found("BP107", row(target, actual))
        assert [dict(finding.details)["kind"] for finding in findings] == ([] if kind is None else [kind])
        assert outcome("P12", row(target, actual)) == (HOLDS if kind is None else VIOLATED, None)
        for finding in findings:
            assert (finding.severity, finding.path, finding.stated) == ("warning", f"{ROW}.actual", actual)

    @pytest.mark.parametrize("changes", [row(target="有所提升"), row(actual="已完成"), row(actual=None)])
    def test_not_both_numbers(self, changes: dict[str, object]) -> None:
        """Words have no unit."""
        assert outcome("P12", changes) == (NOT_APPLICABLE, "not_both_numbers")


class TestBlanks:
    """A row with a weight has a target, an actual and points."""

    @pytest.mark.parametrize("part", ["target", "actual", "points"])
    def test_blank(self, part: str) -> None:
        """Each blank is a warning at its own place."""
        (finding,) = found("BP105", {f"{ROW}.{part}": None})
        assert (finding.severity, finding.path) == ("warning", f"{ROW}.{part}")
        assert dict(finding.details)["part"] == part

    def test_a_row_without_weight_may_be_blank(self) -> None:
        """An 其中 row states no weight, and need not state a score."""
        assert found("BP105", {f"{ROW}.{part}": None for part in ("weight", "target", "actual", "points")}) == []

    def test_unreadable_is_not_blank(self) -> None:
        """What cannot be read is another finding."""
        assert found("BP105", {f"{ROW}.actual": UNREADABLE}) == []


class TestSlips:
    """What looks like a slip of the pen is advice."""

    @pytest.mark.parametrize("name", ["指标1", "指标1：", "指标", "指标二:", "新增……", "××年新书", "新书XX万元"])
    def test_residue_of_the_template(self, name: str) -> None:
        """Names that the template prints, dots and crosses where a figure belongs."""
        (finding,) = found("BP111", {f"{ROW}.name": name})
        assert (finding.severity, finding.path, finding.stated) == ("advice", f"{ROW}.name", name)

    def test_residue_in_a_target(self) -> None:
        """A target with crosses is named as a target."""
        (finding,) = found("BP111", row(target="完成××个"))
        assert (finding.path, finding.stated) == (f"{ROW}.target", "完成××个")

    @pytest.mark.parametrize("name", ["指标体系建设", "新书册数", "XX县的书", "3.5倍"])
    def test_no_residue(self, name: str) -> None:
        """Ordinary names are left alone."""
        assert found("BP111", {f"{ROW}.name": name}) == []

    @pytest.mark.parametrize(("target", "count"), [("已创建2个", 1), ("已有标准的执行", 0), ("创建2个", 0)])
    def test_target_that_is_an_achievement(self, target: str, count: int) -> None:
        """A target tells what is to be reached, not what was."""
        findings = found("BP112", row(target=target))
        assert [(finding.severity, finding.path) for finding in findings] == [("advice", f"{ROW}.target")] * count

    @pytest.mark.parametrize(
        ("target", "count"), [("≥5000册", 1), ("≥95%", 0), ("≤10天", 0), ("100", 0), ("≤3‰", 0), ("≥50元/人", 0)]
    )
    def test_count_under_quality(self, target: str, count: int) -> None:
        """A number of things is no quality; a rate is."""
        changes = row(target=target, actual=target.lstrip("≥≤")) | {f"{ROW}.level2": "质量指标"}
        findings = found("BP113", changes)
        assert [(finding.severity, finding.path) for finding in findings] == [("advice", f"{ROW}.target")] * count

    def test_a_page_of_crosses(self) -> None:
        """Looking for residue takes time in proportion to the text, whatever the text."""
        started = time.perf_counter()
        assert found("BP111", {f"{ROW}.name": "x" * 200_000}) == []
        assert time.perf_counter() - started < 10
