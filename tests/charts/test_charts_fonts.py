"""A font is chosen by the signs that it has, and a sign that none has is never drawn as nothing."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.font_manager import FontEntry, fontManager

from budgetperf.charts import fonts
from budgetperf.charts.fonts import Face, find_face
from budgetperf.errors import ExtraError, FileError, MissingFileError

sys.path.insert(0, str(Path(__file__).parents[1] / "share"))

import make_boxes


@pytest.fixture(scope="module")
def boxes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A font with Chinese signs."""
    path = tmp_path_factory.mktemp("fonts") / "boxes.ttf"
    path.write_bytes(make_boxes.boxes())
    return path


@pytest.fixture(scope="module")
def latin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A font without any."""
    path = tmp_path_factory.mktemp("fonts") / "latin.ttf"
    path.write_bytes(make_boxes.boxes("Latin for tests", chinese=False))
    return path


def installed(monkeypatch: pytest.MonkeyPatch, *files: Path, new: tuple[Path, ...] = ()) -> None:
    """Let Matplotlib know these fonts and no others; *new* ones are there, but it has not noticed."""
    entries = [FontEntry(fname=str(file), name=file.stem, style="normal", weight=400, index=0) for file in files]
    monkeypatch.setattr(fontManager, "ttflist", entries)
    monkeypatch.setattr(fonts, "findSystemFonts", lambda: [str(file) for file in (*files, *new)])


def test_the_font_of_boxes_is_what_its_script_makes() -> None:
    """The same bytes every time."""
    assert make_boxes.FONT.read_bytes() == make_boxes.boxes()


def test_the_font_that_has_the_signs(monkeypatch: pytest.MonkeyPatch, boxes: Path, latin: Path) -> None:
    """Not the first one that is there."""
    installed(monkeypatch, latin, boxes)
    assert (str(boxes), 0) == (find_face(["统战部专项"]).path.path, find_face(["统战部专项"]).path.face_index)


def test_a_font_that_was_installed_meanwhile(monkeypatch: pytest.MonkeyPatch, boxes: Path, latin: Path) -> None:
    """Matplotlib remembers a list of fonts, and would not see it."""
    installed(monkeypatch, latin, new=(boxes,))
    assert str(boxes) == find_face(["统战部专项"]).path.path


def test_no_font(monkeypatch: pytest.MonkeyPatch, latin: Path) -> None:
    """The error says what to install, in both languages."""
    installed(monkeypatch, latin, latin.parent / "gone.ttf")
    with pytest.raises(ExtraError, match="apt install fonts-noto-cjk") as raised:
        find_face(())
    assert "请安装" in raised.value.zh
    assert "font=" in raised.value.en


def test_a_font_by_its_file(boxes: Path, latin: Path) -> None:
    """It is taken whatever it has."""
    assert find_face(["统"], boxes).name == "Boxes for tests"
    assert find_face(["统"], latin).shown("统A") == "□A"


def test_no_such_file(tmp_path: Path) -> None:
    """A file that is not there, or is no font, is an error of this library."""
    with pytest.raises(MissingFileError, match="font file"):
        find_face((), tmp_path / "none.ttf")
    (tmp_path / "text.ttf").write_text("no font", encoding="utf-8")
    with pytest.raises(FileError, match="no font file that can be used"):
        find_face((), tmp_path / "text.ttf")


def test_a_sign_that_no_font_has(monkeypatch: pytest.MonkeyPatch, boxes: Path) -> None:
    """The font that lacks the fewest is taken, and the sign is shown as a mark."""
    installed(monkeypatch, boxes)
    assert find_face(["统\U0001f600"]).shown("统\U0001f600") == "统�"


def test_mainland_letterforms_go_first() -> None:
    """Where the fonts of Noto are installed, it is the face SC of their collection, and not the first one, JP."""
    names = {entry.name for entry in fontManager.ttflist}
    wanted = next((name for name in fonts._FIRST if name in names), find_face(()).name)
    assert wanted == find_face(["项目支出绩效自评"]).name


@settings(max_examples=50)
@given(st.text())
def test_what_is_shown_can_be_drawn(text: str) -> None:
    """On one line, nothing unseen, and every sign is one that the font has."""
    face: Face = find_face([text])
    shown = face.shown(text)
    assert face.lacks(map(ord, shown)) == 0
    assert not any(fonts._is_unseen(sign) for sign in shown)
    assert len(shown) <= len(text)
