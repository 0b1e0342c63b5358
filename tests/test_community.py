"""The pages for those who contribute: what they name exists, their limits are the code's, and fragments are in form."""

from __future__ import annotations

import re
import sys
from importlib import import_module
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tools"))

import changelog  # noqa: E402 - found by the path above

PAGES = ["CONTRIBUTING.md", "SECURITY.md", "changes/README.md", "conformance/README.md", "docs/en/compatibility.md"]
_LINK = re.compile(r"\]\(([^)#:]+)\)")
_PATH = re.compile(r"`(?:python )?((?:src|tests|docs|tools|conformance|examples)/[A-Za-z0-9_./-]+)`")
_LIMIT = re.compile(r"^\| (.+?) \| ([0-9,]+)( MB)? \| `([a-z_.]+)\.([A-Z_]+)` \|$", re.MULTILINE)
FRAGMENTS = [path for path in sorted(changelog.CHANGES.iterdir()) if path.name != "README.md"]
TEMPLATES = [path for path in sorted((ROOT / ".github" / "ISSUE_TEMPLATE").iterdir()) if path.name != "config.yml"]


@pytest.mark.parametrize("page", [*PAGES, ".github/pull_request_template.md"])
def test_what_a_page_names_exists(page: str) -> None:
    """Its links, and the paths that it gives."""
    text = (ROOT / page).read_text(encoding="utf-8")
    places = [(ROOT / page).parent / link for link in _LINK.findall(text)]
    places += [ROOT / path for path in _PATH.findall(text) if "NAME" not in path]
    assert [place for place in places if not place.exists()] == []


def test_contributing_is_one_page() -> None:
    """Whoever has to turn the page does not read it."""
    assert len((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").splitlines()) <= 60


def test_limits() -> None:
    """Every limit of the policy is the one of the code, and every public limit of the readers is in the policy."""
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    listed = {(module, name): int(number.replace(",", "")) for _, number, _, module, name in _LIMIT.findall(text)}
    megabytes = {(module, name) for _, _, unit, module, name in _LIMIT.findall(text) if unit}
    for (module, name), number in listed.items():
        value = getattr(import_module(f"budgetperf.formats.{module}"), name)
        assert value == number * (2**20 if (module, name) in megabytes else 1), name
    assert {name for _, name in listed} >= set(_public_limits())


def _public_limits() -> list[str]:
    sources = (ROOT / "src" / "budgetperf" / "formats").rglob("*.py")
    return [name for path in sources for name in re.findall(r"^(MAX_[A-Z_]+)\b", path.read_text("utf-8"), re.MULTILINE)]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_issue_templates(path: Path) -> None:
    """Forms that can be shown: every question has a name of its own and a label, in Chinese first."""
    form = yaml.safe_load(path.read_text(encoding="utf-8"))
    questions = [item for item in form["body"] if item["type"] != "markdown"]
    assert {"name", "description", "labels", "body"} == set(form)
    assert {item["type"] for item in questions} <= {"input", "textarea", "dropdown", "checkboxes"}
    assert len({item["id"] for item in questions}) == len(questions)
    assert all(item["attributes"]["label"][0] > "\u4e00" for item in questions)


class TestChangelog:
    """Fragments in form, and what becomes of them."""

    @pytest.mark.parametrize("path", FRAGMENTS, ids=lambda path: path.name)
    def test_fragments(self, path: Path) -> None:
        """Two lines, Chinese and English, under a kind that exists."""
        assert changelog.faults(path.name, path.read_text(encoding="utf-8")) == []

    @pytest.mark.parametrize(
        ("name", "text", "said"),
        [
            ("schemas.md", "发布。\nPublished.\n", "SOME-NAME.KIND.md"),
            ("schemas.news.md", "发布。\nPublished.\n", "SOME-NAME.KIND.md"),
            ("schemas.added.md", "Published.\n", "1 lines"),
            ("schemas.added.md", "Published.\n发布。\n", "first line is Chinese"),
            ("schemas.added.md", "发布。\nPublished\n", "full stop"),
        ],
    )
    def test_faults(self, name: str, text: str, said: str) -> None:
        """What is wrong is said."""
        assert said in changelog.faults(name, text)[0]

    def test_released(self) -> None:
        """A version goes above the one before it, with its changes by kind."""
        page = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
        named = [("b.fixed.md", "改正。\nMended.\n"), ("a.added.md", "新增。\nAdded.\n")]
        first = changelog.released(page, changelog.section("0.1.0", "2026-12-01", named[:1]))
        second = changelog.released(first, changelog.section("0.2.0", "2027-01-31", named))
        assert "No version" not in first
        assert second.index("## 0.2.0 (2027-01-31)") < second.index("## 0.1.0 (2026-12-01)")
        assert "### 新增 · Added\n\n- 新增。\n  Added.\n\n### 修正 · Fixed\n\n- 改正。\n  Mended.\n" in second
