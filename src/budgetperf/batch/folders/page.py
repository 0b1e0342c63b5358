"""A summary in words: one page for whoever is responsible for all departments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from budgetperf.batch.folders.summary import Summary
from budgetperf.domain.rounding import interval
from budgetperf.rendering.catalogue import Text
from budgetperf.rendering.layout import COLUMNS, indented, to_page
from budgetperf.rendering.messages import say, word
from budgetperf.rendering.width import pad, printable, width

__all__ = ["summary_to_text"]

# Columns that the widest table takes whose columns are not cut on any page.
_NARROW = 76
# On a page with fewer columns than these no table can be read.
_STACKED = 60
# The heads of the tables.
_DEPARTMENTS = (Text("单位", "summary"), Text("材料", "summary"), Text("错误", "summary"), Text("疑点", "summary"))
_COMMON = (
    Text("编码", "summary"),
    Text("程度", "summary"),
    Text("次数", "summary"),
    Text("材料", "summary"),
    Text("例", "summary"),
)
_DIFFERENCES = (
    Text("单位 / 项目", "summary"),
    Text("自评", "summary"),
    Text("复算", "summary"),
    Text("相差", "summary"),
)
_AMOUNTS = (Text("问题", "summary"), Text("相差（元）", "summary"))


def summary_to_text(summary: Summary, *, lang: str = "zh", columns: int = COLUMNS) -> str:
    """The page, as wide as it may be, with no control characters from the files."""
    blocks = (
        _head(summary, lang),
        _departments(summary, lang, columns),
        _common(summary, lang, columns),
        _bands(summary, lang, columns),
        _differences(summary, lang, columns),
        _amounts(summary, lang, columns),
        _unread(summary, lang, columns),
    )
    return "\n".join(to_page(lines, columns) for block in blocks if (lines := list(block)))


def _head(summary: Summary, lang: str) -> Iterator[str]:
    yield say(lang, "批量复核汇总")
    said = say(
        lang,
        "材料 {filings} 份，评价表 {cards} 张，指标及执行率 {rows} 行",
        filings=summary.filings,
        cards=summary.cards,
        rows=summary.rows,
    )
    yield from indented(said, 0)
    said = say(
        lang,
        "结论：一致 {clean} 份，仅有建议 {advice} 份，有疑点 {warnings} 份，有错误 {errors} 份",
        **{name: summary.verdicts.get(name, 0) for name in ("clean", "advice", "warnings", "errors")},
    )
    yield from indented(said, 0)
    said = say(
        lang,
        "问题：错误 {error} 处，疑点 {warning} 处，建议 {advice} 处",
        **{name: summary.severities.get(name, 0) for name in ("error", "warning", "advice")},
    )
    yield from indented(said, 0)


def _departments(summary: Summary, lang: str, columns: int) -> Iterator[str]:
    if not summary.departments:
        return
    yield from indented(say(lang, "一、错误最多的单位"), 0)
    header = [say(lang, head) for head in _DEPARTMENTS]
    unknown = say(lang, "（单位名称不明）")
    rows = [(one.name or unknown, str(one.filings), str(one.errors), str(one.warnings)) for one in summary.departments]
    yield from _table([header, *rows], columns, (columns - 40, 10, 10, 10))


def _common(summary: Summary, lang: str, columns: int) -> Iterator[str]:
    if not summary.common:
        return
    yield from indented(say(lang, "二、最常见的问题"), 0)
    header = [say(lang, head) for head in _COMMON]
    rows = [
        (one.code, word("severity", one.severity, lang), str(one.count), str(one.filings), one.example)
        for one in summary.common
    ]
    yield from _table([header, *rows], columns, (7, 10, 9, 9, columns - 37), left=(0, 1, 4))


def _bands(summary: Summary, lang: str, columns: int) -> Iterator[str]:
    if not any(map(any, summary.bands.values())):
        return
    yield from indented(say(lang, "三、得分分布（张）"), 0)
    header = ("", *(say(lang, "90 以上"), "80–90", "60–80", say(lang, "60 以下")))
    names = {"stated_points": say(lang, "自评得分"), "low": say(lang, "复算下限"), "high": say(lang, "复算上限")}
    rows = [(name, *map(str, summary.bands[key])) for key, name in names.items()]
    yield from _table([header, *rows], columns, (20, 14, 8, 8, 10) if columns < _NARROW else (24, 14, 12, 12, 12))


def _differences(summary: Summary, lang: str, columns: int) -> Iterator[str]:
    if not summary.differences:
        return
    yield from indented(
        say(lang, "四、自评与复算相差最大的（共 {outside#} 张的自评得分在复算范围之外）", outside=summary.outside), 0
    )
    header = [say(lang, head) for head in _DIFFERENCES]
    rows = []
    for one in summary.differences:
        names = [name for name in dict.fromkeys((one.department, one.subject)) if name]
        rows.append((" / ".join(names), _plain(one.stated), interval(one.low, one.high), f"{one.off:+f}"))
    trimmed = [(*row[:3], _trim(row[3])) for row in rows]
    yield from _table([header, *trimmed], columns, (columns - 40, 10, 16, 10))


def _amounts(summary: Summary, lang: str, columns: int) -> Iterator[str]:
    if not summary.amounts:
        return
    yield from indented(say(lang, "五、金额相差最大的"), 0)
    header = [say(lang, head) for head in _AMOUNTS]
    rows = [(f"{one.department or ''} {one.message}".strip(), _trim(f"{one.off:+,f}")) for one in summary.amounts]
    yield from _table([header, *rows], columns, (columns - 22, 20))


def _unread(summary: Summary, lang: str, columns: int) -> Iterator[str]:
    if not summary.troubles:
        return
    kinds = say(lang, "，").join(f"{_kind(kind, lang)} {count}" for kind, count in sorted(summary.troubles.items()))
    yield from indented(say(lang, "六、未读取的文件：{kinds}；详见 errors.parquet", kinds=kinds), 0)
    yield from (_cut(f"  {printable(name)}", columns) for name in summary.unread)


_KINDS = {
    "FileError": Text("无法读取"),
    "MissingFileError": Text("不存在"),
    "NotInForceError": Text("规则集不适用"),
    "left_aside": Text("类型不支持"),
    "crashed": Text("进程异常结束"),
    "too_slow": Text("耗时过长"),
    "internal": Text("程序出错"),
}


def _kind(kind: str, lang: str) -> str:
    known = _KINDS.get(kind)
    return kind if known is None else say(lang, known)


def _plain(number: Decimal) -> str:
    return _trim(f"{number:f}")


def _trim(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def _table(
    rows: Sequence[Sequence[str]], columns: int, widths: Sequence[int], *, left: Sequence[int] = (0,)
) -> Iterator[str]:
    """A line for each row: on a page of many, what is too long is cut; on a narrow page its cells stand below it."""
    if columns < _STACKED:
        header, *more = rows
        for first, *cells in more:
            yield from indented(first, 2)
            said = (f"{head} {cell}" for head, cell in zip(header[1:], cells, strict=True) if cell)
            yield from indented("  ".join(said), 4)
        return
    for row in rows:
        cells = [
            pad(_cut(printable(cell), size - 2), size - 2, right=place not in left)
            for place, (cell, size) in enumerate(zip(row, widths, strict=True))
        ]
        yield f"  {'  '.join(cells)}".rstrip()


def _cut(text: str, columns: int) -> str:
    if width(text) <= columns:
        return text
    while width(text) > columns - 1:
        text = text[:-1]
    return f"{text}…"
