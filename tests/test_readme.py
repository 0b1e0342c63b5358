"""The README is the first thing a user runs; what it says must be what the build runs."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
LONGEST_EXAMPLE = 40


def commands(name: str) -> list[str]:
    """The shell commands of a page."""
    return re.findall(r"```sh\n(.*?)\n```", (ROOT / name).read_text(encoding="utf-8"), re.DOTALL)


def test_both_languages_give_the_same_commands() -> None:
    """A reader of either README runs the same two commands."""
    assert commands("README.md") == commands("README.zh-CN.md")
    assert len(commands("README.md")) == 2


def test_ci_runs_the_test_command_of_the_readme() -> None:
    """The build calls the very command that the README gives."""
    assert commands("README.md")[1] in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_library_example_is_short() -> None:
    """Some thirty lines of Python do the same as the command; they run as a test of their own."""
    example = re.search(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert example is not None
    assert len(example[1].splitlines()) <= LONGEST_EXAMPLE


def test_links_lead_somewhere() -> None:
    """Every relative link of the READMEs and the docs leads to a file."""
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/*.md"), *ROOT.glob("tests/*.md")]
    # What the build of the documents has made is no page of the repository, and Sphinx looks after its links.
    for page in (page for page in pages if "made" not in page.parts):
        for target in re.findall(r"\]\((?!https://)([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
