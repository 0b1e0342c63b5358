"""What the command line does with the names of files: none is lost, and none is written that nobody meant."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import budgetperf as bp
from budgetperf.cli import main

EXAMPLES = Path(__file__).parent.parent / "examples"
WORD, YAML = EXAMPLES / "filing-2022.docx", EXAMPLES / "filing-2022.yaml"


def run(*arguments: object) -> Result:
    """Run the program in this process; an exception that escapes it is a failure of the test."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.mark.parametrize(
    "command",
    [("draft", YAML), ("blank", "all"), ("review", YAML, "-o"), ("review", YAML, "--ledger")],
    ids=lambda command: f"{command[0]} {command[-1]}" if str(command[-1])[0] == "-" else command[0],
)
@pytest.mark.parametrize("kind", [".docx", ".XLSX", ".yaml"])
def test_what_somebody_works_in_is_kept(command: tuple[object, ...], kind: str, tmp_path: Path) -> None:
    """Whoever forgets the output names the last form twice, and whoever drafts again has filled the draft since."""
    if kind == ".yaml" and command[0] in {"blank", "review"}:
        return
    target = tmp_path / f"mine{kind}"
    target.write_bytes(b"the work of a week")
    refused = run(*command, target)
    assert (refused.exit_code, target.read_bytes()) == (2, b"the work of a week")
    assert f"{target} 已存在，未写出；换一个文件名，或加 --overwrite 覆盖它" in refused.output
    written = run(*command, target, "--overwrite")
    assert written.exit_code in {0, 1}
    assert target.read_bytes().startswith(b"format: budgetperf/1" if kind == ".yaml" else b"PK")


@pytest.mark.parametrize("source", [WORD, YAML], ids=["Word", "YAML"])
def test_a_forgotten_output(source: Path, tmp_path: Path) -> None:
    """Who lists the forms and no output names the last form as output; it is of their kind, and is kept."""
    target = tmp_path / f"mine{source.suffix}"
    target.write_bytes(b"the work of a week")
    refused = run("convert", source, target)
    assert (refused.exit_code, target.read_bytes()) == (2, b"the work of a week")
    assert f"{target} 已存在，未写出；换一个文件名，或加 --overwrite 覆盖它" in refused.output
    assert run("convert", source, target, "--overwrite").exit_code in {0, 1}
    assert bp.read(target).filing.year == 2022


@pytest.mark.parametrize("kind", [".docx", ".xlsx", ".yaml", ".json"])
def test_another_kind_is_converted_again(kind: str, tmp_path: Path) -> None:
    """What is made from a filing in another kind of file is made again each time."""
    source = YAML if kind in {".docx", ".xlsx"} else WORD
    target = tmp_path / f"made{kind}"
    target.write_text("old", encoding="utf-8")
    assert run("convert", source, target).exit_code in {0, 1}
    assert bp.read(target).filing.year == 2022


def test_what_only_programs_read_is_replaced(tmp_path: Path) -> None:
    """JSON, pages and texts are made anew, and a job that makes them is run again."""
    for command, name in (("convert", "a.json"), ("review", "a.html"), ("review", "a.txt")):
        target = tmp_path / name
        target.write_text("old", encoding="utf-8")
        run(command, YAML, *(["-o"] if command == "review" else []), target)
        assert target.read_text(encoding="utf-8") != "old"


def test_the_name_says_what_is_written(tmp_path: Path) -> None:
    """A file that ends in .json holds JSON, and nothing else by that name."""
    target = tmp_path / "review.json"
    assert run("review", YAML, "-o", target).exit_code == 1
    assert json.loads(target.read_text(encoding="utf-8"))["format"] == "budgetperf-review/1"
    for form, name in (("text", "a.json"), ("html", "a.json"), ("json", "a.html"), ("text", "a.pdf")):
        refused = run("review", YAML, "--format", form, "-o", tmp_path / name)
        assert refused.exit_code == 2
        assert f"不能把 {form} 写成" in refused.output
        assert ".docx、.xlsx 的为加了批注的自评材料" in refused.output
        assert not (tmp_path / name).exists()


@pytest.mark.parametrize(
    "call",
    [
        ("review", ""),
        ("review", YAML, "-o", ""),
        ("review", YAML, "--previous", ""),
        ("review", YAML, "--rulebook", ""),
        ("convert", YAML, ""),
        ("batch", YAML, "-o", ""),
    ],
    ids=lambda call: " ".join(str(word) for word in call if word is not YAML),
)
def test_an_empty_name(call: tuple[object, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable that was not set is no name; it once was the folder that one is in."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yaml").write_bytes(YAML.read_bytes())
    result = run(*call)
    assert result.exit_code == 2
    assert "名是空的" in result.output


def test_a_folder_is_no_rulebook(tmp_path: Path) -> None:
    """It is called what it is, whatever its name ends in."""
    for name in ("book", "book.yaml"):
        (tmp_path / name).mkdir()
        result = run("rulebook", "show", tmp_path / name)
        assert result.exit_code == 2
        assert "是一个文件夹，应为规则集的名称或一个 YAML 文件" in result.output
    assert "没有规则集" in run("rulebook", "show", "x" * 5000).output


def test_a_short_option_and_an_equals_sign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It belongs to long options; after a short one it would begin the name of a file."""
    monkeypatch.chdir(tmp_path)
    result = run("review", YAML, "-o=review.html")
    assert result.exit_code == 2
    assert "“=review.html”以等号开头；短选项与值之间用空格，如 -o review.html" in result.output
    assert [*tmp_path.iterdir()] == []


def test_a_flag_with_a_value() -> None:
    """It is named, and not the equals sign."""
    for call in (["-q=3"], ["-q=3", "--lang", "zh"]):
        result = run("review", *call, YAML)
        assert result.exit_code == 2
        assert "选项 -q 不带值" in result.output
    assert "没有选项 -x" in run("review", "-qx", YAML).output
    assert "选项 -h 不带值" in run("-h=1").output


@pytest.mark.parametrize("command", ["convert", "draft"])
def test_what_cannot_be_written_names_its_file(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A year that no budget has is refused by JSON, and it is said for which file."""
    reading = bp.read(YAML)
    odd = bp.Reading(filing=bp.Filing(year=3000, scorecards=reading.filing.scorecards))
    monkeypatch.setattr("budgetperf.cli.converting.read_all", lambda *_, **__: odd)
    monkeypatch.setattr("budgetperf.cli.drafts.read_all", lambda *_, **__: odd)
    target = tmp_path / "out.json"
    for lang, said in (("zh", "未写出。自评材料中有读不回来的内容"), ("en", "nothing was written. The filing holds")):
        result = run(command, "a.docx", target, "--lang", lang)
        assert result.exit_code == 2
        assert str(target) in result.output
        assert said in result.output
        assert "3000" in result.output
    assert not target.exists()


def test_what_a_form_cannot_hold_names_its_file(tmp_path: Path) -> None:
    """Forms are made of tables and cards; a filing without any has nothing to print."""
    empty, target = tmp_path / "a.yaml", tmp_path / "out.docx"
    empty.write_text("format: budgetperf/1\n", encoding="utf-8")
    result = run("convert", empty, target)
    assert result.exit_code == 2
    assert f"budgetperf: {target}：" in result.output
