"""Everything that the command line says is said in one language: help, mistakes, and what click would say itself."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import budgetperf as bp
from budgetperf.cli import main
from budgetperf.cli.language import LANGUAGES
from budgetperf.rendering.catalogue import languages
from budgetperf.rendering.width import width

ROOT = Path(__file__).parent.parent
FILED = ROOT / "examples" / "filing-2022.yaml"
COMMANDS = (
    *("review", "convert", "draft", "blank", "batch", "rulebook", "explain", "schema", "completion"),
    *(f"rulebook {name}" for name in ("list", "show", "verify", "diff")),
)
CHINESE = re.compile("[一-鿿，。：；、“”]")
# Names of the forms stay as they are printed; the other language is offered in its own.
NAMED = re.compile("附件[1-5]|中文说明：.*")


def run(*arguments: object, **environment: str) -> Result:
    """A call; an exception that escapes it is a failure of the test."""
    words = [str(argument) for argument in arguments]
    return CliRunner().invoke(main, words, env={"BUDGETPERF_LANG": ""} | environment, catch_exceptions=False)


def test_languages() -> None:
    """The command line speaks every language that has a catalogue; what it says is in them with all the rest."""
    assert languages() == LANGUAGES


MISTAKES = {
    "": "用法",
    "reveiw": "；是否指 review？",
    "--foo": "没有选项 --foo",
    "rulebook shwo x": "；是否指 show？",
    "rulebook": "规则集：",
    "review": "缺少参数 文件…",
    "review a.docx --rulebok x": "；是否指 --rulebook？",
    "review a.docx --format txt": "--format：没有“txt”；是否指 text？可以是：text、json、html",
    "review a.docx --quiet=1": "选项 --quiet 不带值",
    "review a.docx --output": "选项 --output 后面应有一个值",
    "review a.docx -o x.pdf": "不能把 text 写成 x.pdf",
    "review a.docx -o {folder}": "是一个文件夹，应为文件名",
    "review nowhere.docx": "没有这个文件",
    "review {filed} --rulebook hunan-2020": "是否指 hunan-2022？",
    "review {filed} --rulebook nowhere.yaml": "没有这个规则集文件",
    "review {filed} --previous {filed}": "--previous 应为 2021 年度的自评材料，所给的是 2022 年度的",
    "convert a.docx": "应给出至少一个输入文件和一个输出文件",
    "convert {filed} {filed}": "请换一个文件名",
    "convert {filed} a.pdf": "不能写出扩展名为“.pdf”的文件",
    "convert {filed} a": "不能写出没有扩展名的文件",
    "convert {filed} {folder}/none/a.yaml": "无法写入",
    "blank": "缺少参数 表；可以是：base、department",
    "blank departement a.docx": "没有“departement”；是否指 department？可以是：",
    "blank base a.docx --year 1800": "--year：应为 1949 至 2100 的整数，不是“1800”",
    "blank base a.docx --year last": "--year：应为 1949 至 2100 的整数，不是“last”",
    "batch {folder}": "缺少选项 -o / --output",
    "batch {folder} -o {filed}": "是一个文件，应为文件夹",
    "batch {folder} -o {folder}/out --jobs 0": "--jobs：应为不小于 1 的整数，不是“0”",
    "schema revew": "没有“revew”；是否指 review？",
    "schema filing review": "多余的参数：review",
    "explain BP3O1": "；是否指 BP301",
    "explain hunan-2022": "hunan-2022 是规则集：逐条说明用 budgetperf rulebook show hunan-2022",
    "explain hunan-2022/cots": "；是否指 cost？",
    "completion powershell": "没有“powershell”",
}


@pytest.mark.parametrize("call", MISTAKES)
def test_mistakes(call: str, tmp_path: Path) -> None:
    """Status 2, nothing on standard output, one message, in Chinese without a word of click's and in English alone."""
    words = call.format(filed=FILED, folder=tmp_path).split()
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert MISTAKES[call] in result.stderr
    for word in ("Usage", "Error", "Try ", "Missing", "No such", "Invalid", "Options", "Did you", "Got "):
        assert word not in result.stderr
    result = run(*words, BUDGETPERF_LANG="en")
    assert (result.exit_code, result.stdout) == (2, "")
    assert CHINESE.findall(NAMED.sub("", result.stderr)) == []


@pytest.mark.parametrize("call", ["reveiw", "review --foo", "blank departement"])
def test_a_call_that_cannot_be_parsed_is_answered_in_its_language(call: str) -> None:
    """Wherever it asks for it: before the command, after it, or in the environment, which the call overrules."""
    first, *rest = call.split()
    said = run(*call.split(), BUDGETPERF_LANG="en").stderr
    assert "Error: no " in said
    assert run("--lang", "en", first, *rest).stderr == said
    assert run(first, *rest, "--lang=en").stderr == said
    assert "错误：没有" in run(first, *rest, "--lang", "zh", BUDGETPERF_LANG="en").stderr


def test_a_language_that_is_not_spoken() -> None:
    """A wrong value is refused, of the option and of the variable."""
    assert "没有“fr”。可以是：zh、en" in run("review", "a.docx", "--lang", "fr").stderr
    result = run("rulebook", "list", BUDGETPERF_LANG="fr")
    assert result.exit_code == 2
    assert "环境变量 BUDGETPERF_LANG 应为 zh 或 en，不是“fr”" in result.stderr


def test_the_language_of_the_environment_is_that_of_the_output() -> None:
    """Not only of what goes wrong."""
    assert run("rulebook", "list", "--lang", "en").stdout == run("rulebook", "list", BUDGETPERF_LANG="en").stdout
    assert "stated 98" in run("--lang", "en", "review", FILED).stdout


@pytest.mark.parametrize("call", ["", *COMMANDS])
def test_help(call: str) -> None:
    """A page in Chinese, a page in English; both fit eighty columns, and the first shows the way to the second."""
    zh, en = (page(f"{call} --help --lang {lang}") for lang in ("zh", "en"))
    assert zh.startswith(f"用法：budgetperf {call}".rstrip())
    assert en.startswith(f"Usage: budgetperf {call}".rstrip())
    assert "显示说明并退出" in zh
    assert CHINESE.findall(NAMED.sub("", en)) == []
    assert all(width(line) <= 78 for line in (zh + en).splitlines())
    for word in ("Usage", "Options", "Show", "Commands"):
        assert word not in zh
    if not call:
        assert "In English: budgetperf --lang en --help" in zh
        assert page("") == zh


def page(call: str) -> str:
    """A page of help."""
    result = CliRunner().invoke(
        main, call.split(), prog_name="budgetperf", terminal_width=78, env={"BUDGETPERF_LANG": ""}
    )
    return result.output


def test_a_page_of_help_fits_the_terminal() -> None:
    """A Chinese character takes two columns of it."""
    environment = {**os.environ, "COLUMNS": "60"}
    for command in COMMANDS:
        words = [sys.executable, "-m", "budgetperf", *command.split(), "--help"]
        done = subprocess.run(words, capture_output=True, env=environment, check=True)  # noqa: S603
        assert all(width(line) <= 58 for line in done.stdout.decode().splitlines()), command


def test_version() -> None:
    """The name and the number."""
    result = CliRunner().invoke(main, ["--version"], prog_name="budgetperf")
    assert re.fullmatch(r"budgetperf \d+\.\d+\.\d+\n", result.stdout)


@pytest.mark.parametrize("module", ["budgetperf", "budgetperf.cli"])
def test_as_a_module(module: str) -> None:
    """Where the program is not on the path, Python finds it."""
    done = subprocess.run([sys.executable, "-m", module, "--version"], capture_output=True, check=True)  # noqa: S603
    assert done.stdout.decode().split()[-1] == bp.__version__


def test_broken_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever breaks a command off is told so, and the status is not that of errors that were found."""

    def interrupt(name: str) -> str:
        raise KeyboardInterrupt(name)

    monkeypatch.setattr("budgetperf.schemas.schema_text", interrupt)
    result = run("schema", "filing")
    assert (result.exit_code, result.stderr) == (2, "\nbudgetperf: 已中断\n")


def test_what_the_system_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the language of the call, where it is known."""

    def fail(name: str) -> str:
        raise PermissionError(13, "Permission denied", name)

    monkeypatch.setattr("budgetperf.schemas.schema_text", fail)
    assert run("schema", "filing").stderr == "budgetperf: filing：没有权限\n"
    assert run("schema", "filing", "--lang", "en").stderr == "budgetperf: filing: permission denied\n"
