"""A summary in words: one page for whoever is responsible for all departments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from budgetperf.batch.folders.summary import Summary
from budgetperf.domain.rounding import interval
from budgetperf.rendering.layout import pick
from budgetperf.rendering.messages import word
from budgetperf.rendering.width import pad, printable, width

__all__ = ["summary_to_text"]

_COLUMNS = 100


def summary_to_text(summary: Summary, *, lang: str = "zh") -> str:
    """The page, a hundred columns wide, with no control characters from the files."""
    blocks = (
        _head(summary, lang),
        _departments(summary, lang),
        _common(summary, lang),
        _bands(summary, lang),
        _differences(summary, lang),
        _amounts(summary, lang),
        _unread(summary, lang),
    )
    return "\n\n".join("\n".join(lines) for block in blocks if (lines := list(block))) + "\n"


def _head(summary: Summary, lang: str) -> Iterator[str]:
    yield pick(lang, "批量复核汇总", "Summary of the batch")
    yield pick(
        lang,
        f"材料 {summary.filings} 份，评价表 {summary.cards} 张，指标及执行率 {summary.rows} 行",
        f"{summary.filings} filings, {summary.cards} scorecards, {summary.rows} rows",
    )
    verdicts = [summary.verdicts.get(name, 0) for name in ("clean", "advice", "warnings", "errors")]
    yield pick(
        lang,
        "结论：一致 {} 份，仅有建议 {} 份，有疑点 {} 份，有错误 {} 份",
        "verdicts: {} clean, {} advice only, {} warnings, {} errors",
    ).format(*verdicts)
    counts = [summary.severities.get(name, 0) for name in ("error", "warning", "advice")]
    yield pick(
        lang, "问题：错误 {} 处，疑点 {} 处，建议 {} 处", "findings: {} errors, {} warnings, {} pieces of advice"
    ).format(*counts)


def _departments(summary: Summary, lang: str) -> Iterator[str]:
    if not summary.departments:
        return
    yield pick(lang, "一、错误最多的单位", "1. Departments by number of errors")
    header = _either(lang, ("单位", "材料", "错误", "疑点"), ("department", "filings", "errors", "warnings"))
    unknown = pick(lang, "（单位名称不明）", "(name unknown)")
    rows = [(one.name or unknown, str(one.filings), str(one.errors), str(one.warnings)) for one in summary.departments]
    yield from _table([header, *rows], (60, 10, 10, 10))


def _common(summary: Summary, lang: str) -> Iterator[str]:
    if not summary.common:
        return
    yield pick(lang, "二、最常见的问题", "2. Most frequent findings")
    header = _either(lang, ("编码", "程度", "次数", "材料", "例"), ("code", "severity", "count", "filings", "example"))
    rows = [
        (one.code, word("severity", one.severity, lang), str(one.count), str(one.filings), one.example)
        for one in summary.common
    ]
    yield from _table([header, *rows], (7, 10, 9, 9, 63), left=(0, 1, 4))


def _bands(summary: Summary, lang: str) -> Iterator[str]:
    if not any(map(any, summary.bands.values())):
        return
    yield pick(lang, "三、得分分布（张）", "3. Scores (cards)")
    header = (
        "",
        *_either(lang, ("90 以上", "80–90", "60–80", "60 以下"), ("90 and above", "80–90", "60–80", "below 60")),
    )
    names = {
        "stated_points": pick(lang, "自评得分", "stated"),
        "low": pick(lang, "复算下限", "recomputed, least"),
        "high": pick(lang, "复算上限", "recomputed, greatest"),
    }
    rows = [(name, *map(str, summary.bands[key])) for key, name in names.items()]
    yield from _table([header, *rows], (24, 14, 12, 12, 12))


def _differences(summary: Summary, lang: str) -> Iterator[str]:
    if not summary.differences:
        return
    yield pick(
        lang,
        f"四、自评与复算相差最大的（共 {summary.outside} 张的自评得分在复算范围之外）",
        f"4. Largest differences between stated and recomputed ({summary.outside} cards are outside)",
    )
    header = _either(
        lang, ("单位 / 项目", "自评", "复算", "相差"), ("department / project", "stated", "recomputed", "off")
    )
    rows = []
    for one in summary.differences:
        names = [name for name in dict.fromkeys((one.department, one.subject)) if name]
        rows.append((" / ".join(names), _plain(one.stated), interval(one.low, one.high), f"{one.off:+f}"))
    trimmed = [(*row[:3], _trim(row[3])) for row in rows]
    yield from _table([header, *trimmed], (60, 10, 16, 10))


def _amounts(summary: Summary, lang: str) -> Iterator[str]:
    if not summary.amounts:
        return
    yield pick(lang, "五、金额相差最大的", "5. Largest differences of amounts")
    header = _either(lang, ("问题", "相差（元）"), ("finding", "off (yuan)"))
    rows = [(f"{one.department or ''} {one.message}".strip(), _trim(f"{one.off:+,f}")) for one in summary.amounts]
    yield from _table([header, *rows], (78, 20))


def _unread(summary: Summary, lang: str) -> Iterator[str]:
    if not summary.troubles:
        return
    kinds = pick(lang, "，", ", ").join(
        f"{_kind(kind, lang)} {count}" for kind, count in sorted(summary.troubles.items())
    )
    yield pick(
        lang, f"六、未读取的文件：{kinds}；详见 errors.parquet", f"6. Files not read: {kinds}; see errors.parquet"
    )
    yield from (_cut(f"  {printable(name)}", _COLUMNS) for name in summary.unread)


_KINDS = {
    "FileError": ("无法读取", "unreadable"),
    "MissingFileError": ("不存在", "missing"),
    "NotInForceError": ("规则集不适用", "rulebook not in force"),
    "left_aside": ("类型不支持", "of another kind"),
    "crashed": ("进程异常结束", "crashed"),
    "too_slow": ("耗时过长", "too slow"),
    "internal": ("程序出错", "internal mistake"),
}


def _kind(kind: str, lang: str) -> str:
    zh, en = _KINDS.get(kind, (kind, kind))
    return pick(lang, zh, en)


def _either(lang: str, zh: tuple[str, ...], en: tuple[str, ...]) -> tuple[str, ...]:
    return zh if lang == "zh" else en


def _plain(number: Decimal) -> str:
    return _trim(f"{number:f}")


def _trim(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def _table(rows: Sequence[Sequence[str]], widths: Sequence[int], *, left: Sequence[int] = (0,)) -> Iterator[str]:
    """A line for each row: on a page of many, what is too long is cut."""
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
