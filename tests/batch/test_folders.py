"""Folders of filings to tables: what each review says, nothing lost, nothing twice, whatever a file may do."""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from time import monotonic, sleep

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from attrs import evolve
from click.testing import CliRunner

import budgetperf as bp
from budgetperf.batch.folders import TABLES, Work, run_batch, summary_to_text
from budgetperf.batch.folders.crew import Doing, Job, carry_out
from budgetperf.batch.folders.units import Trouble, Unit, find_units
from budgetperf.cli import main
from budgetperf.domain.model import Budget, Filing, FundRow, Funds, Indicator, Scorecard
from budgetperf.errors import BudgetPerfError, FileError, MissingFileError
from budgetperf.scoring.choice import choose_rulebook

EXAMPLES = Path(__file__).parents[2] / "examples"


def small(number: int, points: str = "9") -> Filing:
    """A filing of one card, with a score that is right or wrong."""
    row = Indicator(level1="产出指标", name="册数", target="≥90册", actual="81册", weight="10", points=points)
    card = Scorecard(kind="project", subject=f"项目{number}", indicators=[row], stated_points=points)
    return Filing(year=2022, department=f"第{number % 3}局", scorecards=[card])


def unsummed() -> Filing:
    """A filing whose parts do not make the total."""
    rows = [
        FundRow(name="年度资金总额", role="total", funds=Funds(revised="100万元", spent="90万元")),
        FundRow(name="当年财政拨款", parent="年度资金总额", funds=Funds(revised="60.5万元", spent="90万元")),
    ]
    return evolve(small(1), scorecards=[Scorecard(kind="project", subject="分项不符", budget=Budget(rows=rows))])


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a bureau has it: filings of all kinds, folders of papers, and files that are none."""
    folder = tmp_path_factory.mktemp("in")
    for number in range(9):
        bp.write(small(number, "9" if number % 2 else "4"), folder / f"{number}.json")
    for name in ("filing-2022.docx", "filing-clean.yaml"):
        shutil.copy(EXAMPLES / name, folder / name)
    bp.write(unsummed(), folder / "unsummed.json")
    (folder / "broken.docx").write_bytes(b"nothing")
    (folder / "~$lock.docx").write_bytes(b"lock")
    (folder / "list.pdf").write_bytes(b"%PDF")
    papers = folder / "one" / "papers"
    papers.mkdir(parents=True)
    shutil.copy(EXAMPLES / "filing-clean.xlsx", papers / "all.xlsx")
    (papers / "bad.json").write_text("{", encoding="utf-8")
    two = folder / "two"
    two.mkdir()
    for name in ("a.docx", "b.docx"):
        shutil.copy(EXAMPLES / "filing-clean.docx", two / name)
    return folder


@pytest.fixture(scope="module")
def output(inputs: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of that folder."""
    folder = tmp_path_factory.mktemp("out")
    run_batch([inputs], folder, jobs=2)
    return folder


def rows_of(folder: Path, table: str) -> list[dict[str, object]]:
    """The rows of a table."""
    found = pq.read_table(folder / f"{table}.parquet")
    assert found.schema.names == TABLES[table].names
    return [dict(row) for row in found.to_pylist()]


def test_every_filing_is_there_once(inputs: Path, output: Path) -> None:
    """Each file of the folder, and each folder in it, is a filing; two whole sets of papers in one are two."""
    names = [str(Path(str(row["input"])).relative_to(inputs)) for row in rows_of(output, "filings")]
    papers = ["filing-2022.docx", "filing-clean.yaml", "one/papers", "two/a.docx", "two/b.docx", "unsummed.json"]
    assert sorted([*(f"{number}.json" for number in range(9)), *papers]) == sorted(names)


def test_what_could_not_be_read_is_told(inputs: Path, output: Path) -> None:
    """One row for each file, in both languages; a lock file is no file of anybody's."""
    found = {Path(str(row["file"])).name: row for row in rows_of(output, "errors")}
    assert {"broken.docx", "bad.json", "list.pdf"} == set(found)
    assert [found[name]["kind"] for name in sorted(found)] == ["FileError", "FileError", "left_aside"]
    assert found["bad.json"]["input"] == str(inputs / "one" / "papers")
    for row in found.values():
        assert row["zh"]
        assert row["en"]


def test_the_tables_say_what_the_reviews_say(output: Path) -> None:
    """Verdicts, findings, totals and rows are those of `review`, and all tables meet by their numbers."""
    tables = {name: rows_of(output, name) for name in TABLES}
    books = bp.shipped_rulebooks()
    for row in tables["filings"]:
        reading = bp.read(str(row["input"])) if Path(str(row["input"])).is_file() else None
        if reading is None:
            continue
        choice = choose_rulebook(reading.filing, books)
        review = bp.review(reading, choice.rulebook, why=choice.why)
        assert (row["rulebook"], row["verdict"]) == (choice.rulebook.name, review.verdict.value)
        findings = [one for one in tables["findings"] if one["filing"] == row["filing"]]
        assert [(one["code"], one["path"], one["stated"]) for one in findings] == [
            (one.code, one.path, one.stated) for one in review.findings
        ]
        cards = [one for one in tables["scorecards"] if one["filing"] == row["filing"]]
        assert [(one["path"], one["low"], one["high"]) for one in cards] == [
            (one.path, one.low, one.high) for one in review.scores
        ]
        for card, score in zip(cards, review.scores, strict=True):
            placed = [*([score.execution] if score.execution else []), *score.rows]
            found = [one for one in tables["indicators"] if one["card"] == card["card"]]
            assert [(one["path"], one["low"], one["high"], one["standing"]) for one in found] == [
                (one.path, one.low, one.high, one.standing and one.standing.value) for one in placed
            ]
    for name, column in (("filings", "filing"), ("scorecards", "card")):
        assert list(range(len(tables[name]))) == [one[column] for one in tables[name]]


def test_figures_are_decimals() -> None:
    """No column of any table is floating point."""
    assert not [
        (name, field.name) for name, schema in TABLES.items() for field in schema if pa.types.is_floating(field.type)
    ]


def test_findings_have_their_figures_as_numbers(output: Path) -> None:
    """What is stated, expected and the difference, in 元 or per cent, beside the text."""
    names = ("stated_value", "expected_value", "difference_value")
    amounts = [[row[name] for name in names] for row in rows_of(output, "findings") if row["unit"] == "元"]
    assert [1_000_000, 605_000, 395_000] in amounts


def test_the_page(output: Path) -> None:
    """Chinese first: departments, findings, scores, differences, and what could not be read."""
    page = (output / "summary.txt").read_text(encoding="utf-8")
    for said in (
        "金额相差最大",
        "批量复核汇总",
        "材料 15 份",
        "错误最多的单位",
        "最常见的问题",
        "得分分布",
        "自评与复算相差最大",
        "未读取的文件",
    ):
        assert said in page
    assert page.count("\n") < 70
    assert "/ 项目" in page.split("相差最大")[1]
    assert "-5" in page.split("相差最大")[1]


def test_a_second_run_does_nothing_again(inputs: Path, output: Path) -> None:
    """What is done is done; only a file that is new, changed or gone makes a difference."""
    assert Work.of([inputs], output).left == ()
    assert len(Work.of([inputs], output, lang="en").left) == len(Work.of([inputs], output).units)
    assert len(Work.of([inputs], output, rulebook="mof-2020").left) > 0


def test_changed_and_removed_files(tmp_path: Path) -> None:
    """A change makes its part be done again, and nothing else; a file that is gone is in no table any more."""
    given, output = tmp_path / "in", tmp_path / "out"
    given.mkdir()
    for number in range(18):
        bp.write(small(number), given / f"{number:02}.json")
    run_batch([given], output, jobs=1)
    parts = {part.name for part in (output / "parts").iterdir()}
    bp.write(small(99), given / "00.json")
    (given / "17.json").unlink()
    bp.write(small(50), given / "50.json")
    work = Work.of([given], output)
    assert ["00.json", *(f"{number:02}.json" for number in range(1, 8)), "16.json", "50.json"] == [
        Path(unit.name).name for unit in work.left
    ]
    for _ in work.carry_out(jobs=1):
        pass
    work.finish()
    subjects = sorted(str(row["subject"]) for row in rows_of(output, "scorecards"))
    assert sorted(f"项目{number}" for number in (99, 50, *range(1, 17))) == subjects
    assert len(parts & {part.name for part in (output / "parts").iterdir()}) == 1


def command(*arguments: object) -> list[str]:
    """The command line in a process of its own."""
    return [sys.executable, "-m", "budgetperf", "batch", *map(str, arguments)]


def test_killed_and_gone_on_with(tmp_path: Path) -> None:
    """However often the process is killed in the middle: in the end every filing is there once, as without that."""
    given, output, calm = tmp_path / "in", tmp_path / "out", tmp_path / "calm"
    given.mkdir()
    for number in range(28):
        bp.write(small(number), given / f"{number:02}.json")
    known: dict[str, int] = {}
    for wanted in (1, 2):
        process = subprocess.Popen(command(given, "-o", output, "--jobs", 1), start_new_session=True)  # noqa: S603
        wait_until(lambda: len(finished(output)) >= wanted or process.poll() is not None)  # noqa: B023 - called here
        process.kill()
        process.wait()
        # Whoever is killed cannot say so: the others notice that it is gone, and end.
        wait_until(lambda: not is_running(process.pid))  # noqa: B023 - called here
        # No part that was done is done again.
        assert known.items() <= finished(output).items()
        known = finished(output)
        assert len(known) >= wanted
    work = Work.of([given], output)
    assert 28 - len(work.left) == sum(len(part.marks) for part in work.done)
    assert len(work.done) == len(known)
    assert run_batch([given], output, jobs=2) == run_batch([given], calm, jobs=1)
    assert known.items() <= finished(output).items()
    for name in TABLES:
        assert rows_of(output, name) == rows_of(calm, name)


def wait_until(holds: Callable[[], bool]) -> None:
    """Wait, but not for ever."""
    deadline = monotonic() + 120
    while not holds():
        assert monotonic() < deadline
        sleep(0.005)


def is_running(group: int) -> bool:
    """Whether there is a process left in a group."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def finished(output: Path) -> dict[str, int]:
    """The parts that are there, and when each was made."""
    parts = output / "parts"
    if not parts.is_dir():
        return {}
    return {
        place.name: (place / "units.json").stat().st_mtime_ns
        for place in parts.iterdir()
        if not place.name.endswith(".tmp")
    }


class Stumbling:
    """Does nothing with most units, and ends its process, or never ends, with some."""

    def __call__(self) -> Doing:
        return self.do

    def do(self, job: Job) -> Iterator[None]:
        """Stumble over units of certain names, unless they are known to be lost."""
        lost = dict(job.lost)
        for place, unit in enumerate(job.units):
            yield
            if unit.name == "crash" and place not in lost:
                os._exit(9)
            if unit.name == "hang" and place not in lost:
                sleep(600)
            if unit.name == "full":
                raise FileError("out", "无法写入", "cannot be written")


def unit(name: str) -> Unit:
    """A unit without files."""
    return Unit(name=name, files=(), mark=name)


def test_a_file_that_ends_its_process() -> None:
    """The process is replaced; its job is done by the next one, which knows what to leave alone."""
    jobs = [Job(units=[unit(name), unit("fine")]) for name in ("fine", "crash", "hang", "fine")]
    done = list(carry_out(jobs, Stumbling(), workers=2, seconds=3.0))
    lost = {dict(job.lost).get(0) for job, _ in done}
    assert {None, "crashed", "too_slow"} == lost
    finished = [job.units[0].name for job, count in done for _ in range(count)]
    assert {name: finished.count(name) for name in ("crash", "hang")} == {"crash": 2, "hang": 2}


def test_no_room_to_write_ends_the_work() -> None:
    """What concerns no single file is an error of the call."""
    with pytest.raises(FileError, match="cannot be written"):
        list(carry_out([Job(units=[unit("full")])], Stumbling(), workers=1, seconds=60.0))


class Unable:
    """What cannot be started."""

    def __call__(self) -> Doing:
        os._exit(3)


def test_processes_that_cannot_start() -> None:
    """There is an end to trying."""
    with pytest.raises(BudgetPerfError, match="cannot be started"):
        list(carry_out([Job(units=[unit("fine")])], Unable(), workers=1, seconds=60.0))


def run(*arguments: object) -> tuple[int, str, str]:
    """Run the command line in this process."""
    result = CliRunner().invoke(main, ["batch", *map(str, arguments)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def test_status(tmp_path: Path) -> None:
    """0 without errors, 1 with them or with files that were not read, 2 where nothing can be done; no bar in a pipe."""
    given = tmp_path / "in"
    given.mkdir()
    shutil.copy(EXAMPLES / "filing-clean.yaml", given)
    # The tables lie among the files, and are not read.
    status, page, said = run(given, "-o", given / "out", "--lang", "en")
    assert (status, said) == (0, "")
    assert "1 filings" in page
    assert "1 clean" in page
    (given / "broken.docx").write_bytes(b"nothing")
    assert run(given, "-o", given / "out")[0] == 1
    for arguments in ((tmp_path / "none",), (tmp_path / "empty",), (given, "--rulebook", "none")):
        (tmp_path / "empty").mkdir(exist_ok=True)
        status, page, said = run(*arguments, "-o", tmp_path / "other")
        assert (status, page) == (2, "")
        assert said.startswith("budgetperf: ")


def test_a_bar_on_a_terminal(tmp_path: Path) -> None:
    """Who looks on sees how far it is."""
    for number in range(3):
        bp.write(small(number), tmp_path / f"{number}.json")
    ours, theirs = pty.openpty()
    done = subprocess.run(  # noqa: S603 - our own command line
        command(tmp_path, "-o", tmp_path / "out"), stdout=subprocess.PIPE, stderr=theirs, check=False
    )
    os.close(theirs)
    shown = os.read(ours, 100_000).decode()
    os.close(ours)
    assert done.returncode in (0, 1)
    assert "3/3" in shown


def test_a_folder_in_a_folder_is_looked_into_once(tmp_path: Path) -> None:
    """A path that another one leads to as well adds nothing; one that leads nowhere is an error."""
    below = tmp_path / "below"
    below.mkdir()
    bp.write(small(1), below / "1.json")
    bp.write(small(2), tmp_path / "2.json")
    found = [one.name for one in find_units([tmp_path, below, tmp_path / "2.json"]) if isinstance(one, Unit)]
    assert [str(tmp_path / "2.json"), str(below)] == found
    with pytest.raises(MissingFileError, match="no such file or folder"):
        list(find_units([tmp_path / "none"]))


def test_a_folder_of_very_many_files(tmp_path: Path) -> None:
    """No department hands in a hundred files: each is a filing."""
    below = tmp_path / "below"
    below.mkdir()
    for number in range(100):
        (below / f"{number}.json").touch()
    assert len([one for one in find_units([tmp_path]) if isinstance(one, Unit)]) == 100
    (below / "note.txt").touch()
    assert [one.kind for one in find_units([tmp_path]) if isinstance(one, Trouble)] == ["left_aside"]


def test_a_department_without_a_name(tmp_path: Path) -> None:
    """What has no name is listed all the same, and what a file says does not command the terminal."""
    bp.write(evolve(small(1, "4"), department=None), tmp_path / "1.json")
    card = evolve(small(1, "4").scorecards[0], subject="\x1b[31m红")
    bp.write(evolve(small(1, "4"), scorecards=[card]), tmp_path / "2.json")
    summary = run_batch([tmp_path], tmp_path / "out", jobs=1)
    page = summary_to_text(summary)
    assert "单位名称不明" in page
    assert "\x1b" not in page
    assert [one.off for one in summary.differences] == [Decimal(-5), Decimal(-5)]
