"""What the shell offers while a command is typed: by the protocol of each shell, and in a real one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from budgetperf.cli import main
from budgetperf.formats.rulebooks import shipped_names
from budgetperf.rendering.codes import CODES
from budgetperf.rendering.identities import IDENTITIES


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as an officer has it."""
    for name in ("材料 2022.docx", "材料.xlsx", "材料.pdf", "规则.yaml", ".隐藏.docx"):
        (tmp_path / name).touch()
    (tmp_path / "附件").mkdir()
    (tmp_path / "附件" / "附件3.docx").touch()
    return tmp_path


def offered(typed: str, folder: Path, shell: str = "bash", **environment: str) -> list[str]:
    """What the program tells a shell; the last word is the one that is being typed."""
    words = f"budgetperf {typed}".split(" ")
    asked = {
        "COMP_WORDS": " ".join(words),
        "COMP_CWORD": str(len(words) - 1),
        "_BUDGETPERF_COMPLETE": f"{shell}_complete",
    }
    if shell == "fish":
        asked |= {"COMP_WORDS": " ".join(words[:-1]), "COMP_CWORD": words[-1]}
    done = subprocess.run(
        [sys.executable, "-c", "from budgetperf.cli import main\nmain(prog_name='budgetperf')"],
        env={**os.environ, **asked, **environment},
        cwd=folder,
        capture_output=True,
        check=True,
    )
    return done.stdout.decode().splitlines()


def test_commands_and_their_options(folder: Path) -> None:
    """What begins as what was typed."""
    assert offered("re", folder) == ["plain,review"]
    assert offered("rulebook ", folder) == [f"plain,{name}" for name in ("list", "show", "verify", "diff")]
    assert offered("review --q", folder) == ["plain,--quiet"]
    assert offered("review --format ", folder) == ["plain,text", "plain,json", "plain,html"]
    assert offered("blank department", folder) == ["plain,department", "plain,department-report"]
    assert offered("completion ", folder) == ["plain,bash", "plain,zsh", "plain,fish"]


def test_meanings_in_the_language_of_the_call(folder: Path) -> None:
    """Shells that show what an option does show it as the help does."""
    assert offered("rev", folder, "zsh") == ["plain", "review", "复核一份自评材料（可由多个文件组成）。"]
    said = ["plain,review\tReview one filing, in one or several files."]
    assert offered("rev", folder, "fish", BUDGETPERF_LANG="en") == said
    assert offered("--lang en schema --he", folder, "fish") == ["plain,--help\tshow this page and exit"]


def test_rulebooks(folder: Path) -> None:
    """The names that ship, and files that may hold one."""
    for typed in ("review a.docx --rulebook ", "rulebook show ", "rulebook verify mof-2020 ", "rulebook diff "):
        expected = [*(f"plain,{name}" for name in shipped_names()), "file,规则.yaml", "file,附件/"]
        assert offered(typed, folder) == expected
    assert offered("rulebook diff mof-2020 hunan-2", folder) == ["plain,hunan-2022"]


def test_codes(folder: Path) -> None:
    """Of findings and identities; then the rulebooks, of which a part may be named."""
    names = [*CODES, *IDENTITIES, *(f"{name}/" for name in shipped_names())]
    assert offered("explain ", folder) == [f"plain,{name}" for name in names]
    assert offered("explain bp30", folder) == [f"plain,{code}" for code in CODES if code.startswith("BP30")]
    assert offered("explain BP301", folder, "zsh") == ["plain", "BP301", "各分项合计不等于总数"]
    assert offered("explain mof-2020/inv", folder) == ["plain,mof-2020/inverse"]
    assert offered("explain nowhere/", folder) == [""]


def test_files(folder: Path) -> None:
    """Only those that a command reads or writes, and folders; one within a folder, too."""
    assert offered("review ", folder) == [
        f"file,{name}" for name in ("材料 2022.docx", "材料.xlsx", "规则.yaml", "附件/")
    ]
    assert offered("review 附件/", folder) == ["file,附件/附件3.docx"]
    assert offered("review a.docx --ledger 材", folder) == ["file,材料 2022.docx", "file,材料.xlsx"]
    assert "file,材料.pdf" in offered("review a.docx -o ", folder)
    assert offered("batch 附件 -o ", folder) == ["dir,附件/"]
    assert offered("review nowhere/", folder) == [""]
    assert offered("review ~/材料.x", folder, HOME=str(folder)) == ["file,~/材料.xlsx"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("budgetperf rev", ["review"]),
        ("budgetperf review --rulebook hunan-2", ["hunan-2022"]),
        ("budgetperf review 材料\\ ", ["材料 2022.docx"]),
        ("budgetperf review 附", ["附件"]),
        ("budgetperf review 无", []),
        ("budgetperf explain X1", ["X1", *(f"X1{number}" for number in range(10))]),
    ],
)
def test_in_bash(line: str, expected: list[str], folder: Path) -> None:
    """The script itself, by the function that bash calls."""
    program = folder / "bin" / "budgetperf"
    program.parent.mkdir()
    program.write_text(
        f"#!{sys.executable}\nfrom budgetperf.cli import main\nmain(prog_name='budgetperf')\n", encoding="utf-8"
    )
    program.chmod(0o755)
    words = line.replace("\\ ", "\x00").split(" ")
    asked = " ".join(f"'{word}'" for word in (word.replace("\x00", "\\ ") for word in words))
    script = (
        'eval "$(budgetperf completion bash)"\n'
        f"COMP_WORDS=({asked}) COMP_CWORD={len(words) - 1}\n"
        '_budgetperf_completion budgetperf\n(( ${#COMPREPLY[@]} == 0 )) || printf "%s\\n" "${COMPREPLY[@]}"\n'
    )
    done = subprocess.run(  # noqa: S603 - the script above
        ["bash", "--norc", "-c", script],  # noqa: S607 - wherever it is
        env={**os.environ, "PATH": f"{program.parent}:{os.environ['PATH']}"},
        cwd=folder,
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode().splitlines() == expected


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_scripts(shell: str) -> None:
    """The same in both languages; each names the variable by which the program knows that it is asked."""
    printed = [CliRunner().invoke(main, ["completion", shell, "--lang", lang]).stdout for lang in ("zh", "en")]
    assert printed[0] == printed[1]
    assert f"{shell}_complete" in printed[0]
