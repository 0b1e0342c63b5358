"""What the pages print is what the program prints, and no code block goes unrun in silence."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "tools"))

import consoles

ROOT = Path(__file__).parent.parent
RUN = {"python", "console", "yaml", "json"}
"""What conftest.py runs."""
NO_CODE = {"", "text", "mermaid"}
NOT_RUN = {
    ("README.md", "needs a network"),
    ("README.zh-CN.md", "needs a network"),
    ("docs/en/mutation.md", "takes minutes to a night"),
    ("docs/zh/mutation.md", "takes minutes to a night"),
    ("docs/en/tutorial.md", "needs a network"),
    ("docs/zh/tutorial.md", "needs a network"),
}
"""Every block that is not run, and why: `<!-- not run: why -->` stands above it."""
FENCE = re.compile(
    r"(?:<!-- not run: (?P<why>.+?) -->\n\n?)?^```(?P<language>[^\n]*)\n.*?^```$", re.MULTILINE | re.DOTALL
)


def pages() -> Iterator[Path]:
    """The pages that are tested; engines have a test of their own, and what is made for Sphinx is no source."""
    yield from ROOT.glob("README*.md")
    for page in sorted((ROOT / "docs").glob("**/*.md")):
        if not {"engines", "made"} & set(page.relative_to(ROOT).parts):
            yield page


def test_every_block_runs_or_says_why_not() -> None:
    """Whoever adds a block that is not run says so in the page and here."""
    found = set()
    for page in pages():
        for block in FENCE.finditer(page.read_text(encoding="utf-8")):
            name, language = str(page.relative_to(ROOT)), block["language"]
            if language not in NO_CODE | RUN:
                found.add((name, block["why"]))
            else:
                assert block["why"] is None, f"{name}: the block is run"
    assert found == NOT_RUN


def test_a_block_is_commands_and_their_output() -> None:
    """A command may go on in a second line; what stands below is its output."""
    (first, second) = consoles.steps("$ ls \\\n> -a\none\n\ntwo\n$ true\n")
    assert first == consoles.Step("ls \\\n-a", ("one", "", "two"))
    assert second == consoles.Step("true", ())


def test_a_block_begins_with_a_command() -> None:
    """Output without a command is a slip of the author."""
    with pytest.raises(ValueError, match="begins with a command"):
        list(consoles.steps("one\n"))


@pytest.fixture(scope="module")
def folder() -> Iterator[consoles.Folder]:
    """A folder like that of a page."""
    made = consoles.Folder()
    yield made
    made.leave()


def test_a_reader_sits_beside_the_examples(folder: consoles.Folder) -> None:
    """Files stay from one command to the next, and so does where one is."""
    assert folder.run("cp examples/filing-clean.yaml mine.yaml") == ()
    assert folder.run("ls") == ("examples", "mine.yaml")
    assert folder.run("cd examples && ls *.docx") == ("filing-2022.docx", "filing-clean.docx")
    assert folder.run("cd ..") == ()


@pytest.mark.parametrize(("command", "status"), [("review examples/filing-2022.yaml", 1), ("review no-such-file", 2)])
def test_the_program_says_what_it_says_in_a_terminal(folder: consoles.Folder, command: str, status: int) -> None:
    """The quick way through this process and the way through a shell: the same lines, the same status."""
    quick = folder.run(f"budgetperf {command}"), folder.run("echo $?")
    slow = folder.run(f"budgetperf {command};"), folder.run("echo $?")
    assert quick == slow
    assert quick[1] == (str(status),)


def test_output_goes_on_through_a_pipe(folder: consoles.Folder) -> None:
    """What is told on standard error does not."""
    assert folder.run("budgetperf rulebook list | grep -c mof") == ("3",)
    (said,) = folder.run("budgetperf review no-such-file --lang en | grep nothing")
    assert said.startswith("budgetperf: ")
    assert folder.run("echo $?") == ("1",)


def test_a_difference_is_told(folder: consoles.Folder) -> None:
    """With the command, what stands there and what is printed."""
    assert consoles.difference("$ echo one\none\n", folder) is None
    assert consoles.difference("$ echo one\ntwo\n", folder) == "$ echo one\nstands there:\ntwo\nis printed:\none"


def test_a_page_is_written_anew(folder: consoles.Folder) -> None:
    """What differs is replaced; where lines are left out, a person must look."""
    page = "A:\n\n```console\n$ echo one\ntwo\n$ printf '1\\n2\\n'\n…\n3\n```\n"
    assert consoles.page_with(page, folder) == (page.replace("\ntwo\n", "\none\n"), ["printf '1\\n2\\n'"])
