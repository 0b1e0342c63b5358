"""Every text of this library stands in every catalogue, and a language is a catalogue and nothing else."""

import ast
import re
import sys
from collections.abc import Iterator
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

import budgetperf as bp
from budgetperf.checks.clauses import clause_of
from budgetperf.domain.finding import Message as Said
from budgetperf.errors import UnknownNameError
from budgetperf.rendering import catalogue
from budgetperf.rendering.catalogue import Text, languages, translated
from budgetperf.rendering.codes import CODES
from budgetperf.rendering.explanation import code_to_text
from budgetperf.rendering.identities import IDENTITIES
from budgetperf.rendering.messages import message_text, say
from budgetperf.rendering.review_text import review_to_text
from budgetperf.rendering.rulebooks.laws import verification_to_text
from budgetperf.rendering.rulebooks.rulebook import rulebook_to_text
from budgetperf.scoring.laws.verify import examine
from consistent import BOOK, reviewed

ROOT = Path(bp.__file__).parent
sys.path.insert(0, str(ROOT.parent.parent / "tools"))

from catalogues import LOCALE, compiled, extracted, forms, read, texts_in  # noqa: E402 - a script, no package

TEMPLATE = extracted()
CATALOGUES = sorted(LOCALE.glob("*/LC_MESSAGES/budgetperf.po"))
HAN = re.compile("[\u4e00-\u9fff]+")
# What a form is called, what a unit is called, and what stands on a form: the same in every language.
OF_FORMS = re.compile("万元|元|附件[1-5]|其中|无")

every_catalogue = pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parent.parent.name)


def keys(of: Catalog) -> set[tuple[str | None, tuple[str, ...]]]:
    """The texts of a catalogue, each with its context."""
    return {(message.context, forms(message.id)) for message in of if message.id}


def texts(of: Catalog) -> Iterator[tuple[Message, str]]:
    """The messages of a catalogue, with each form of their translation."""
    yield from ((message, said) for message in of if message.id for said in forms(message.string))


def test_the_template_is_what_the_code_says() -> None:
    """After a text came, went or changed: ``python tools/catalogues.py``."""
    assert keys(TEMPLATE) == keys(read(LOCALE / "budgetperf.pot"))


@every_catalogue
def test_a_catalogue_is_complete(path: Path) -> None:
    """It has every text of the code and no other; none is blank, none is doubtful, none is left from earlier."""
    found = read(path)
    assert keys(TEMPLATE) == keys(found)
    assert [message.id for message, said in texts(found) if message.fuzzy or not said] == []
    assert found.obsolete == {}


@every_catalogue
def test_a_catalogue_is_compiled(path: Path) -> None:
    """What is read when the library runs says what the catalogue says that people edit."""
    assert held(compiled(read(path))) == held(path.with_suffix(".mo").read_bytes())


def held(file: bytes) -> tuple[dict[object, str], list[int]]:
    """What gettext finds in a compiled catalogue: its texts, and the form of each number."""
    found = vars(GNUTranslations(BytesIO(file)))
    # The text of nothing is the head of the file, which names the version of Babel.
    return found["_catalog"] | {"": ""}, [found["plural"](number) for number in range(200)]


# What Chinese tells and another language need not.
MAY_LACK = {"待定的 {open} 分在哪些行：{count} 行，": {"count"}}
SLOT = re.compile(r"\{([a-z0-9_]*)(#?)")


def slots(text: str) -> set[str]:
    """The values that a text names, but not whether it is their English twin."""
    return {name.removesuffix("_en") for name, _ in SLOT.findall(text)} - {""}


@every_catalogue
def test_a_translation_has_the_slots_of_its_text(path: Path) -> None:
    """Nothing that is told in one language is left out in another; only a form for one may leave the number out."""
    for message, said in texts(read(path)):
        text = forms(message.id)[0]
        assert said.count("{") == said.count("}")
        counting = {name for name, counts in SLOT.findall(text) if counts}
        may_lack = counting if message.pluralizable and said == forms(message.string)[0] else MAY_LACK.get(text, set())
        assert slots(text) - may_lack <= slots(said) <= slots(text), (text, said)
        assert len(counting) == message.pluralizable


@every_catalogue
def test_a_translation_has_the_blanks_and_stops_of_a_whole(path: Path) -> None:
    """No Chinese is left but what forms are printed with, and no full-width stop."""
    left = [
        said
        for _, said in texts(read(path))
        if re.search("[\u3000-\u303f\uff00-\uffef]", said) or HAN.search(OF_FORMS.sub("", said))
    ]
    assert left == []


class TestExtracting:
    """What the script takes for a text."""

    def test_a_text_that_is_put_together(self) -> None:
        """Nobody could translate it, so it is refused."""
        for source in ('say(lang, f"共 {count} 项")', 'say(lang, "共" if one else f"{two}")', "Text(zh)"):
            with pytest.raises(SyntaxError, match="one literal"):
                list(texts_in(source))

    def test_what_is_no_text(self) -> None:
        """A text of a table is found in the table, and the name of a language is none."""
        assert list(texts_in('say(lang, known)\ntranslated(known, "en")\nprint("项")')) == []

    def test_methods(self) -> None:
        """A page knows its language."""
        assert list(texts_in('view.say("项", count=1)')) == [("项", None)]


# A notebook speaks Chinese only; the JSON is described in both languages at once.
OF_THEIR_OWN = {"glances.py", "review_data.py"}
# What is looked for in documents, typed in a command, shown as Python, or is the grammar of Chinese.
NO_TEXTS = {
    *("附件", "无文号", "^预算执行率 (?=[0-9.]+(?:,|$))", "分"),
    *("产出", "效益", "满意度", "成本", "管理"),
    *('bp.FundRow(name="年度资金总额", role="total", funds=', 'bp.Indicator(level1="产出指标", name="指标", '),
    *("万亿千元分", "0123456789万亿千", "一二三四五六七八九十", "十", "的"),
    # Said to those who cannot read the rest of the page.
    "中文说明：budgetperf --lang zh --help",
}


def unsaid(path: Path) -> Iterator[str]:
    """Chinese that stands in a module, but is no text of a catalogue."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    known = {found.text for found in texts_in(path.read_text(encoding="utf-8"))}
    skipped = {id(inner) for node in ast.walk(tree) for inner in left_out(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
            text = OF_FORMS.sub("", node.value)
            if HAN.search(text) and node.value not in known | NO_TEXTS:
                yield node.value


def left_out(node: ast.AST) -> Iterator[ast.AST]:
    """Docstrings, and what exceptions say in both languages."""
    if isinstance(node, ast.Expr):
        yield node.value
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id.endswith("Error"):
        yield from ast.walk(node)


@pytest.mark.parametrize(
    "path",
    [
        path
        for room in ("cli", "rendering")
        for path in sorted((ROOT / room).rglob("*.py"))
        if path.name not in OF_THEIR_OWN
    ],
    ids=lambda path: path.stem,
)
def test_all_chinese_is_a_text(path: Path) -> None:
    """What this library says is in the catalogues: no sentence stands in the code for one language only."""
    assert list(unsaid(path)) == []


class TestLanguages:
    """A language is a catalogue."""

    def test_known(self) -> None:
        """Chinese, and whatever has a catalogue."""
        assert languages() == ("zh", *(path.parent.parent.name for path in CATALOGUES))

    @pytest.mark.parametrize("lang", ["fr", "", "..", "../locale/en", "en\x00"])
    def test_unknown(self, lang: str) -> None:
        """A language without a catalogue is refused, whatever its name."""
        with pytest.raises(UnknownNameError, match="zh, en"):
            say(lang, "没有分项")

    def test_unknown_to_whoever_embeds(self) -> None:
        """A page, rows or JSON in such a language are refused, too, and not given in another one."""
        review = reviewed({"scorecards[1].indicators[0].points": "19"})
        for make in (bp.to_json, bp.to_html, bp.to_rows):
            with pytest.raises(UnknownNameError, match="'xx'"):
                make(review, lang="xx")

    def test_what_a_catalogue_lacks(self) -> None:
        """It is said in Chinese rather than not at all."""
        assert translated("从未写过", "en") == "从未写过"
        assert translated(Text("从未写过", "某处"), "en", 1) == "从未写过"

    def test_context(self) -> None:
        """The same words are told otherwise elsewhere."""
        assert (translated("执行率", "en"), translated(Text("执行率", "column"), "en")) == ("execution", "rate")

    def test_a_message_without_a_sentence(self) -> None:
        """It stands for its key, whatever that is."""
        assert message_text(Said.of("{x", count=1), "en") == "{x"


@pytest.fixture
def mirror(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A language in which every word is ω: what is not in a catalogue shows."""
    made = Catalog(locale="el")
    for message in read(LOCALE / "en" / "LC_MESSAGES" / "budgetperf.po"):
        if message.id:
            said = tuple(WORD.sub("ω", text) for text in forms(message.string))
            made.add(message.id, said if message.pluralizable else said[0], context=message.context)
    target = tmp_path / "el" / "LC_MESSAGES" / "budgetperf.mo"
    target.parent.mkdir(parents=True)
    target.write_bytes(compiled(made))
    monkeypatch.setattr(catalogue, "_LOCALE", tmp_path)
    languages.cache_clear()
    yield "el"
    languages.cache_clear()


# The words of a translation, but not the names of its slots; and signs, in which anything may be written.
WORD = re.compile(r"(?<![{\w])\w+(?![\w|}#])|[^\w{}|#]+")
# Rows that a form is printed with.
ROWS = {"政府性基金", "社会保险", "运行维护经费"}


def test_another_language_is_a_catalogue(mirror: str) -> None:
    """Everything is said in a language whose catalogue is all there is of it; only documents stay Chinese."""
    assert languages() == ("zh", "el")
    review = reviewed({"scorecards[1].indicators[0].points": "19", "base_table.three_public.total.spent": "9万元"})
    pages = [review_to_text(review, lang=mirror), bp.to_json(review, lang=mirror), bp.to_html(review, lang=mirror)]
    pages += [code_to_text(code, lang=mirror) for code in (*CODES, *IDENTITIES)]
    pages += [rulebook_to_text(BOOK, lang=mirror), verification_to_text("x", BOOK, examine(BOOK), lang=mirror)]
    theirs = bp.to_json(review.filing) + bp.to_json(BOOK) + "".join(map(str, map(clause_of, IDENTITIES)))
    ours = {run for page in pages for run in HAN.findall(OF_FORMS.sub("", page)) if run not in theirs}
    assert set() == ours - ROWS
