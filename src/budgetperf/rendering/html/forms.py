"""The forms as they were handed in, with what is said of each cell, and how each score comes about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetperf.domain.rounding import interval
from budgetperf.rendering.catalogue import SOURCE, Text
from budgetperf.rendering.html.marks import Flag, Marks, Proposal
from budgetperf.rendering.html.markup import Content, Markup, element
from budgetperf.rendering.html.sheets import Cell, Column, Passage, Sheet, Table, place_id
from budgetperf.rendering.html.view import View
from budgetperf.rendering.messages import word
from budgetperf.rendering.said import basis_text, reason_text
from budgetperf.rendering.story import bound_text
from budgetperf.scoring.row_score import RowScore, Standing

__all__ = ["forms_section", "scrolling"]

_NOTHING = Marks()


def forms_section(view: View) -> Markup:
    """Every form of the filing."""
    return element(
        "section",
        element("h2", view.say(Text("自评材料", "heading")), id="forms-title"),
        _legend(view),
        *(_sheet(sheet, view) for sheet in view.sheets),
        id="forms",
        aria_labelledby="forms-title",
    )


def _legend(view: View) -> Markup:
    said = view.say("表中文字照原件。有标记的单元格有问题，标记链接到“发现的问题”；下划线处是建议的更正。")
    marks = [
        element("span", view.say("错 f1"), class_="flag error"),
        f" {word('severity', 'error', view.lang)}　",
        element("span", view.say("疑 f2"), class_="flag warning"),
        f" {word('severity', 'warning', view.lang)}　",
        element("span", view.say("议 f3"), class_="flag advice"),
        f" {word('severity', 'advice', view.lang)}",
    ]
    return element("p", said, " ", element("span", *marks, class_="legend"), class_="note")


def _sheet(sheet: Sheet, view: View) -> Markup:
    at = place_id(sheet.path)
    return element(
        "article",
        element("h3", sheet.name, _flags(view.marks.get(sheet.path, _NOTHING), view), id=f"{at}-title"),
        _facts(sheet, view),
        *(_table(part, view) if isinstance(part, Table) else _passage(part, view) for part in sheet.parts),
        class_="sheet",
        id=at,
        aria_labelledby=f"{at}-title",
    )


def _facts(sheet: Sheet, view: View) -> Markup | None:
    if not sheet.facts:
        return None
    pairs = [element("div", element("dt", label), _marked("dd", cell, view, "")) for label, cell in sheet.facts]
    return element("dl", *pairs, class_="facts")


def scrolling(table: Markup, caption_id: str, *, fits: bool = False) -> Markup:
    """
    A table that may be wider than the screen: it scrolls by itself, with the keyboard, too.

    Args:
        table: The table.

        caption_id: The id of its caption, which names what scrolls.

        fits: Whether it fits every screen: then the keyboard need not stop at it.
    """
    if fits:
        return element("div", table, class_="scroll")
    return element("div", table, class_="scroll", role="group", aria_labelledby=caption_id, tabindex=0)


def _table(table: Table, view: View) -> Markup:
    path = table.path or table.caption
    at = place_id(path)
    own = view.marks.get(path, _NOTHING)
    heads = [element("th", column.label, scope="col", class_=column.kind) for column in table.columns]
    *rows, last = [None, *table.rows] if table.has_total else [*table.rows, None]
    return scrolling(
        element(
            "table",
            element("caption", table.caption, _flags(own, view), id=f"{at}-caption"),
            element("thead", element("tr", heads)),
            element("tbody", *(_row(row, table.columns, view) for row in rows if row is not None)),
            None if last is None else element("tfoot", _row(last, table.columns, view)),
            id=at,
            class_=f"form {_room(table)}".strip(),
        ),
        f"{at}-caption",
        fits=_room(table) in ("narrow", "even"),
    )


# A table of so few columns, none of them of text, takes no more room than its figures; one of so many wants all.
_NARROW, _WIDE = 4, 6


def _room(table: Table) -> str:
    if len(table.columns) > _WIDE:
        return "wide"
    if all(column.kind == "text" for column in table.columns):
        return "even"
    has_text = any(column.kind in ("text", "score") for column in table.columns)
    return "" if has_text or len(table.columns) > _NARROW else "narrow"


def _row(row: Sequence[Cell | None], columns: Sequence[Column], view: View) -> Markup:
    return element("tr", *_cells(row, columns, view))


def _cells(row: Sequence[Cell | None], columns: Sequence[Column], view: View) -> Iterator[Markup]:
    for cell, column in zip(row, columns, strict=True):
        if cell is None:
            continue
        if cell.score is not None:
            yield _score(cell.score, cell, view)
        elif column.kind == "name" or (column.kind == "short" and cell.rows > 1):
            yield _marked("th", cell, view, column.kind, scope="row" if cell.rows == 1 else "rowgroup")
        else:
            yield _marked("td", cell, view, column.kind)


_DEEPEST_PART = 2


def _marked(name: str, cell: Cell, view: View, kind: str, *, scope: str | None = None) -> Markup:
    """A cell with its marks: its colour is never the only one."""
    marks = view.marks.get(cell.path or "", _NOTHING)
    classes = [kind, marks.severity, f"in{min(cell.level, _DEEPEST_PART)}" if cell.level else None]
    return element(
        name,
        element("span", cell.text, class_="figure") if kind == "number" else _text(cell, marks, view),
        _flags(marks, view, whole_only=True),
        *(_proposal(proposal, view) for proposal in marks.proposals),
        id=place_id(cell.path) if cell.path else None,
        class_=" ".join(filter(None, classes)) or None,
        scope=scope,
        rowspan=cell.rows if cell.rows > 1 else None,
        lang="zh-CN" if view.lang != SOURCE and not cell.is_own and cell.text else None,
    )


def _text(cell: Cell, marks: Marks, view: View) -> Iterator[Content]:
    """The text of a cell, with what a finding quotes of it marked."""
    at = 0
    spans = sorted({flag.span for flag in marks.flags if flag.span is not None})
    for start, end in spans:
        if start < at or end > len(cell.text):
            continue
        flags = [flag for flag in marks.flags if flag.span == (start, end)]
        yield cell.text[at:start]
        yield element("mark", cell.text[start:end], class_=flags[0].finding.severity)
        yield [_flag(flag, view) for flag in flags]
        at = end
    yield cell.text[at:]


def _flags(marks: Marks, view: View, *, whole_only: bool = False) -> list[Content]:
    shown = [flag for flag in marks.flags if flag.span is None or not whole_only]
    return [_flag(flag, view) for flag in shown]


def _flag(flag: Flag, view: View) -> Content:
    return [" ", view.flag(flag.finding)]


def _proposal(proposal: Proposal, view: View) -> Content:
    one = proposal.correction
    if one.proposed is not None:
        said = view.say("应为 {proposed}", proposed=one.proposed)
    elif one.at_most is not None or one.at_least is not None:
        said = bound_text(one, view.lang)
    else:
        return None
    if not proposal.is_certain:
        said = view.say("或{said}", said=said)
    shown = element("ins", said, class_="proposal")
    return [" ", shown if proposal.finding is None else element("a", shown, href=f"#{proposal.finding}")]


# A score that is not simply the recomputed one tells at once how it comes about.
_TOLD = (Standing.OUTSIDE, Standing.EXPLAINED)


def _score(score: RowScore, cell: Cell, view: View) -> Markup:
    """The recomputed score of a row, and on demand how it comes about."""
    span = "—" if score.low is None or score.high is None else interval(score.low, score.high)
    standing = score.standing
    head: list[Content] = [element("span", span, class_="span")]
    if standing is not None:
        head += [" ", element("span", word("standing", standing, view.lang), class_=f"standing {standing}")]
    steps = [element("li", reason_text(step, view.filing, view.lang)) for step in score.trace]
    basis = basis_text(score.clause, view.lang)
    clause = element("p", view.say("依据："), basis, class_="clause") if basis else None
    inner: list[Content] = head
    if steps or clause:
        inner = [
            element(
                "details",
                element("summary", *head),
                element("ol", *steps) if steps else None,
                clause,
                open=standing in _TOLD,
            )
        ]
    return element(
        "td",
        *inner,
        id=place_id(cell.path) if cell.path else None,
        class_="score outside" if standing is Standing.OUTSIDE else "score",
    )


def _passage(passage: Passage, view: View) -> Markup:
    marks = view.marks.get(passage.path, _NOTHING)
    return element(
        "div",
        view.original(passage.title, _flags(marks, view), tag="h4") if passage.title else None,
        *(_marked("p", cell, view, "") for cell in passage.paragraphs),
        class_=f"passage level{min(max(passage.level, 1), 3)}",
        id=place_id(passage.path),
    )
