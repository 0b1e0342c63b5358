"""A review on a terminal, in colours and as wide as it is; and anywhere else, plain and as it always was."""

from __future__ import annotations

import fcntl
import io
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

import budgetperf as bp
from budgetperf.cli import main
from budgetperf.cli.terminal import columns_of, takes_colour
from budgetperf.rendering.review_text import review_lines, review_to_text
from budgetperf.rendering.spans import Role, in_colour, paint
from budgetperf.rendering.width import width
from budgetperf.review import Review
from consistent import reviewed

EXAMPLES = Path(__file__).parent.parent / "examples"
FILED = EXAMPLES / "filing-2022.yaml"
CODES = re.compile("\x1b\\[[0-9;]*m")
UNSET = dict.fromkeys(("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "CLICOLOR", "COLUMNS", "BUDGETPERF_LANG"), "")


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """It is."""
        return True


@pytest.mark.parametrize(
    ("environment", "when", "expected"),
    [
        ({}, "auto", True),
        ({"TERM": "xterm"}, "auto", True),
        ({"TERM": "dumb"}, "auto", False),
        ({"NO_COLOR": "1"}, "auto", False),
        ({"NO_COLOR": ""}, "auto", True),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, "auto", False),
        ({"CLICOLOR": "0"}, "auto", False),
        ({"TERM": "dumb", "FORCE_COLOR": "1"}, "auto", True),
        ({"NO_COLOR": "1"}, "always", True),
        ({}, "never", False),
    ],
)
def test_colours_of_a_terminal(environment: Mapping[str, str], when: str, expected: bool) -> None:  # noqa: FBT001
    """What the call says counts first, then what the environment says, then what the terminal is."""
    assert takes_colour(Terminal(), environment, when) == expected


@pytest.mark.parametrize(
    ("environment", "when", "expected"),
    [
        ({}, "auto", False),
        ({"FORCE_COLOR": "0"}, "auto", False),
        ({"FORCE_COLOR": "1"}, "auto", True),
        ({"CLICOLOR_FORCE": "1"}, "auto", True),
        ({}, "always", True),
    ],
)
def test_colours_of_a_file(environment: Mapping[str, str], when: str, expected: bool) -> None:  # noqa: FBT001
    """None, unless somebody insists."""
    assert takes_colour(io.StringIO(), environment, when) == expected


def test_columns() -> None:
    """Those of the terminal, within reason; a file has none."""
    assert columns_of(io.StringIO(), {"COLUMNS": "80"}) is None
    wide = [columns_of(Terminal(), {"COLUMNS": columns}) for columns in ("80", "20", "500", "0", "many")]
    assert wide == [80, 38, 120, None, None]


@pytest.fixture(scope="module")
def review() -> Review:
    """A review with findings of every severity."""
    return reviewed({"scorecards[1].indicators[0].points": "19", "base_table.three_public.total.spent": "9万元"})


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("columns", [38, 40, 60, 71, 72, 80, 100, 120])
def test_colours_are_all_that_is_added(lang: str, columns: int, review: Review) -> None:
    """Without them the lines are the same; no line is wider than it may be; a hundred columns are the text of old."""
    lines = list(review_lines(review, lang=lang, columns=columns))
    plain, coloured = paint(lines), paint(lines, in_colour)
    assert "\x1b" not in plain
    assert CODES.sub("", coloured) == plain
    assert max(width(line) for line in plain.splitlines()) <= columns
    if columns == 100:
        assert plain == review_to_text(review, lang=lang)


def test_every_role_has_its_place() -> None:
    """Headings, asides and every severity can be told apart; what agrees is not coloured as what does not."""
    review = bp.review(bp.read(FILED), bp.load_rulebook("hunan-2022"))
    roles = {span.role for line in review_lines(review) for span in line}
    assert set(Role) == roles
    words = {span.text.strip(): span.role for line in review_lines(review) for span in line}
    assert (words["相符"], words["不符"]) == (Role.OK, Role.ERROR)


def test_what_a_file_says_does_not_command_the_terminal() -> None:
    """Its escape sequences are shown, not obeyed, wherever they stand; ours are the only ones."""
    evil = "\x1b[31m\x1b]0;x\x07\u202e"
    card = bp.Scorecard(
        kind="project",
        subject=f"甲{evil}",
        indicators=[
            bp.Indicator(level1="产出指标", name=f"册{evil}数", target="1", actual=evil, weight="10", points="11")
        ],
    )
    filing = bp.Filing(year=2022, department=f"局{evil}", scorecards=[card])
    found = bp.review(filing, bp.load_rulebook("mof-2020"))
    assert found.findings
    for lang in ("zh", "en"):
        text = CODES.sub("", paint(review_lines(found, lang=lang), in_colour))
        assert not {"\x1b", "\x07", "\u202e"} & set(text)


def on_terminal(columns: int, *arguments: object, **environment: str) -> str:
    """What a terminal of a width shows of a command."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    known = {name: value for name, value in {**os.environ, "TERM": "xterm", **UNSET, **environment}.items() if value}
    words = [sys.executable, "-m", "budgetperf", *map(str, arguments)]
    shown = b""
    with subprocess.Popen(words, stdout=slave, stderr=slave, env=known) as process:  # noqa: S603 - this program
        os.close(slave)
        while True:
            try:
                part = os.read(master, 65_536)
            except OSError:
                break
            if not part:
                break
            shown += part
        process.wait()
    os.close(master)
    return shown.decode().replace("\r\n", "\n")


def test_on_a_terminal() -> None:
    """Eighty columns wide, coloured; not where the user has no wish for it, and never in a file."""
    shown = on_terminal(80, "review", FILED)
    assert "\x1b[1;31m不符\x1b[0m" in shown
    plain = CODES.sub("", shown)
    assert max(width(line) for line in plain.splitlines()) == 80
    assert on_terminal(80, "review", FILED, NO_COLOR="1") == plain
    assert on_terminal(80, "review", FILED, "--color", "never") == plain
    expected = CliRunner().invoke(main, ["review", str(FILED)], env=UNSET).stdout
    assert on_terminal(100, "review", FILED, TERM="dumb") == expected


NARROW = [
    ("--help",),
    ("batch", "--help"),
    ("review", "--help"),
    ("review", FILED),
    ("rulebook", "list"),
    ("rulebook", "show", "hunan-2022"),
    ("rulebook", "verify", "hunan-2022"),
    ("rulebook", "diff", "hunan-2022", "mof-2020", FILED),
    ("explain", "BP301"),
    ("explain", "hunan-2022/cost"),
]


@pytest.mark.parametrize("arguments", NARROW, ids=lambda arguments: " ".join(map(str, arguments[:3])))
def test_no_line_is_wider_than_the_terminal(arguments: tuple[object, ...]) -> None:
    """Sentences are broken, and where no table can be read, its cells stand below each other."""
    shown = CODES.sub("", on_terminal(40, *arguments, BUDGETPERF_LANG="en"))
    assert max(width(line) for line in shown.splitlines()) <= 40
    assert len(shown.splitlines()) > 3


def test_a_row_on_a_narrow_page() -> None:
    """Its name, what was wanted, what was reached, and its figures, none of which is torn apart."""
    review = bp.review(bp.read(FILED), bp.load_rulebook("hunan-2022"))
    lines = paint(review_lines(review, columns=40)).splitlines()
    at = lines.index("走访慰问覆盖面")
    assert lines[at + 1 : at + 4] == [
        "  年度指标值  ≥95%",
        "  实际完成值  ≥95%",
        "  分值 2  自评 2  复算 2.00  相符",
    ]
    assert "三级指标" not in "".join(lines)
    assert {"  分值 2  自评 2  复算 1.60–2.00", "  在范围内"} <= set(lines)


def test_what_stands_in_the_place_of_a_figure() -> None:
    """It is shown as it is printed, and as what it is; a total, too; and it does not command the terminal."""
    filed = bp.read(FILED).filing
    unread = {
        "scorecards[1].indicators[1].points": bp.Unreadable("二\x1b分"),
        "scorecards[1].indicators[2].weight": bp.Unreadable("两分，由财政部门核定后再填"),
        "scorecards[1].stated_points": bp.Unreadable("九十八"),
    }
    for path, value in unread.items():
        filed = bp.replace(filed, path, value)
    review = bp.review(filed, bp.load_rulebook("hunan-2022"))
    narrow = paint(review_lines(review, columns=40))
    assert "自评 “九十八”（无法识别）    复算" in narrow
    assert "  分值 2  自评 二\ufffd分  复算 2.00\n  无法识别\n" in narrow
    assert "  分值 两分，由财政部门核定后…" in narrow
    wide = paint(review_lines(review))
    assert re.search(r"走访慰问覆盖面 .* 2 +二.分 +2\.00  无法识别\n", wide)
    assert "stated “九十八” (unreadable)" in paint(review_lines(review, lang="en"))
    page = bp.to_html(review)
    assert "“九十八”（无法识别）" in page
    assert "总分无法识别" in page
    assert "没有写总分" not in page


def test_a_batch_on_a_terminal(tmp_path: Path) -> None:
    """Its page is as wide as the terminal, what is kept of it as ever; a dumb terminal gets no bar."""
    for columns in (66, 40):
        shown = on_terminal(columns, "batch", FILED, "-o", tmp_path / "out", TERM="dumb")
        assert "\x1b" not in shown
        assert max(width(line) for line in shown.splitlines()) <= columns
        assert "BP205" in shown
    kept = (tmp_path / "out" / "summary.txt").read_text(encoding="utf-8")
    assert 66 < max(width(line) for line in kept.splitlines()) <= 100


def test_a_bar_fits_on_its_line(tmp_path: Path) -> None:
    """Otherwise it could not be drawn over itself."""
    shown = on_terminal(40, "batch", FILED, EXAMPLES / "filing-clean.yaml", "-o", tmp_path / "out")
    bars = [re.sub("\x1b\\[[?0-9;]*[A-Za-z]|\n.*", "", part, flags=re.DOTALL) for part in shown.split("\r")]
    drawn = [width(bar) for bar in bars if "/2" in bar]
    assert drawn
    assert max(drawn) < 40


@pytest.mark.parametrize(
    ("arguments", "status"),
    [(("review", FILED), 1), (("rulebook", "list"), 0), (("--help",), 0), (("review", "nowhere.docx"), 2)],
)
def test_nobody_listens(arguments: tuple[object, ...], status: int) -> None:
    """Closed streams change neither what is done nor the status."""
    words = [sys.executable, "-m", "budgetperf", *map(str, arguments)]
    closed = ["sh", "-c", 'exec "$@" >&- 2>&-', "sh", *words]
    assert status == subprocess.run(closed, check=False).returncode  # noqa: S603 - this program


def test_a_full_disk() -> None:
    """The help says so, too, in one sentence."""
    words = [sys.executable, "-m", "budgetperf", "--help"]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(words, stdout=full, stderr=subprocess.PIPE, check=False)  # noqa: S603 - this program
    assert (done.returncode, done.stderr.decode()) == (2, "budgetperf: 磁盘已满\n")


def test_not_on_a_terminal(tmp_path: Path) -> None:
    """Colours only for whoever insists; a file has none at all."""
    runner = CliRunner()
    plain = runner.invoke(main, ["review", str(FILED)], env=UNSET).stdout
    assert "\x1b" not in plain
    for arguments, environment in ((["--color", "always"], UNSET), ([], {**UNSET, "FORCE_COLOR": "1"})):
        coloured = runner.invoke(main, ["review", str(FILED), *arguments], env=environment, color=True).stdout
        assert coloured != plain
        assert CODES.sub("", coloured) == plain
    target = tmp_path / "review.txt"
    runner.invoke(main, ["review", str(FILED), "--color", "always", "-o", str(target)], env=UNSET)
    assert target.read_text(encoding="utf-8") == plain


def test_rulebooks_in_columns() -> None:
    """On a terminal names, years and titles stand below each other; anywhere else two blanks are between them."""
    plain = CliRunner().invoke(main, ["rulebook", "list"], env=UNSET).stdout
    shown = CODES.sub("", on_terminal(100, "rulebook", "list"))
    assert [line.split() for line in shown.splitlines()] == [line.split() for line in plain.splitlines()]
    assert len({line.index(line.split()[1]) for line in shown.splitlines()}) == 1
