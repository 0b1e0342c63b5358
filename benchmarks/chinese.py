"""The tables of the injection study for the Chinese page: the same rows, with the words of docs/zh/injection.md."""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = ["in_chinese"]

_WORDS: Mapping[str, str] = {
    "One error, by the figures alone": "一个错误，只看数字",
    "One error, with the score intervals": "一个错误，连同得分区间",
    "The same, by the kind of slip": "同上，按笔误的种类",
    "Sums": "合计",
    "Two errors at once": "同时两个错误",
    "Three errors at once": "同时三个错误",
    "False alarms": "误报",
    "Cost": "开销",
    "filing": "材料",
    "slip": "笔误",
    "errors": "错误",
    "change an outcome": "改变结果",
    "contradict (ceiling)": "矛盾（上限）",
    "detected": "发现",
    "named": "指对",
    "cells = oracle's": "与对照相同",
    "alone: oracle": "唯一：对照",
    "alone: found": "唯一：诊断",
    "value determined": "数值确定",
    "… and proposed": "……且提出",
    "cases": "例",
    "fewer cells explain all": "更少的格即可解释",
    "decided by the oracle": "可判定",
    "named by the first diagnosis": "第一个诊断指对",
    "by one of the first three": "前三个诊断之一指对",
    "not decided": "不可判定",
    "all": "合计",
    "swapped": "颠倒",
    "digit": "错字",
    "shifted": "小数点",
    "unit": "单位",
    "sign": "正负号",
    "left out": "漏填",
    "row": "错行",
    "column": "错栏",
    "zero": "零",
    "rounding": "取整",
    "other": "其他",
    "filled": "误填",
    "project scorecards": "项目自评表",
    "decode, ms": "读入，毫秒",
    "reconcile ÷ decode": "核对 ÷ 读入",
    "diagnose ÷ decode": "诊断 ÷ 读入",
    "review ÷ decode": "复核 ÷ 读入",
    "review ÷ decode, 附件4 alone": "复核 ÷ 读入，只有附件4",
    "from_json ÷ decode": "from_json ÷ 读入",
}
_SENTENCES = (
    (r"generated, (\d+) 专项", r"生成，\1 个专项"),
    (r"(\d[\d.]*) % \((.*)\)", r"\1%（\2）"),
    (
        r"Of the errors that break a sum by more than rounding explains, (\S+) % \((\S+)\) contradict the ledger\.",
        r"使合计相差超出取整可以解释的范围的错误，\1%（\2）与勾稽清单矛盾。",
    ),
    (
        r"(\d+) violated identities and (\d+) diagnoses in (\d+) consistent filings\.",
        r"\3 份数字一致的材料中，不成立的勾稽关系 \1 项，诊断 \2 个。",
    ),
)


def in_chinese(tables: str) -> str:
    r"""
    What `injection.report` wrote, in Chinese; what has no Chinese words stays as it is.

    >>> print(in_chinese("### Sums\n\n| filing | named |\n|---|--:|\n| all | 99.9 % (7895/7896) |"))
    ### 合计
    <BLANKLINE>
    | 材料 | 指对 |
    |---|--:|
    | 合计 | 99.9%（7895/7896） |
    """
    return "\n".join(_line(line) for line in tables.split("\n"))


def _line(line: str) -> str:
    if line.startswith("### "):
        return f"### {_said(line.removeprefix('### '))}"
    if line.startswith("| "):
        return f"| {' | '.join(_said(cell.strip()) for cell in line.strip('|').split('|'))} |"
    return _said(line)


def _said(text: str) -> str:
    for pattern, sentence in _SENTENCES:
        if (found := re.fullmatch(pattern, text)) is not None:
            return found.expand(sentence)
    return _WORDS.get(text, text)
