"""The tables of a batch of files: filings, scorecards, indicators, findings, errors. Documented in docs/en/batch.md."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import pyarrow as pa

from budgetperf.batch.schema import AMOUNT, CARD_SCORES, CARDS, INDICATOR_ROWS, NAMES, ROW_SCORES, documented

__all__ = ["TABLES"]

_COUNT = pa.int32()
_NAME_LIST = pa.list_(pa.string())

_FILING = {"filing": (pa.int64(), False, "number of the filing, as in filings")}

_FILINGS: Final = documented(
    {
        "filing": (pa.int64(), False, "number of the filing; rises from row to row"),
        "input": (pa.string(), False, "the file or folder it was read from"),
        "files": (_NAME_LIST, False, "names of its files"),
        "sha256": (_NAME_LIST, False, "their hashes"),
        "department": (pa.string(), True, "name of the department"),
        "year": (pa.int32(), True, "budget year"),
        "rulebook": (NAMES, False, "name of the rulebook it was scored by"),
        "why": (NAMES, False, "named, matched, fallback or nothing_scored"),
        "verdict": (NAMES, False, "clean, advice, warnings or errors"),
        "errors": (_COUNT, False, "how many findings are errors"),
        "warnings": (_COUNT, False, "how many are warnings"),
        "advice": (_COUNT, False, "how many are advice"),
        "cards": (_COUNT, False, "how many scorecards it has"),
        "holds": (_COUNT, False, "how many identities hold"),
        "within_rounding": (_COUNT, False, "how many hold but for rounding"),
        "violated": (_COUNT, False, "how many do not hold"),
        "not_applicable": (_COUNT, False, "how many do not apply"),
        "not_evaluable": (_COUNT, False, "how many could not be checked"),
    }
)

_FINDINGS: Final = documented(
    {
        **_FILING,
        "department": (pa.string(), True, "name of the department"),
        "id": (pa.string(), False, "f1, f2, … within the filing"),
        "code": (NAMES, False, "BP301"),
        "severity": (NAMES, False, "error, warning or advice"),
        "path": (pa.string(), True, "path of the figure within the filing"),
        "stated": (pa.string(), True, "what the document says, as text"),
        "expected": (pa.string(), True, "what it should say, as text"),
        "difference": (pa.string(), True, "stated less expected, as text"),
        "stated_value": (AMOUNT, True, "stated as a number, where it is one: amounts in 元, rates in per cent"),
        "expected_value": (AMOUNT, True, "likewise"),
        "difference_value": (AMOUNT, True, "likewise"),
        "unit": (NAMES, True, "of these numbers: 元, %, or as printed; null for points"),
        "message": (pa.string(), False, "the finding in a sentence"),
        "clause": (pa.string(), True, "the rule behind it"),
        "entry": (pa.string(), True, "id of the identity it stems from"),
        "caused_by": (pa.string(), True, "id of the finding that explains this one"),
        "cluster": (_COUNT, True, "number of the cluster of contradictions that it belongs to"),
        "file": (pa.string(), True, "where it stands: name of the file"),
        "table": (pa.string(), True, "attachment or sheet"),
        "row": (_COUNT, True, "row of the table, from 1"),
        "column": (_COUNT, True, "cell of the row, from 1"),
        "address": (pa.string(), True, "address of the cell in Excel"),
        "label": (pa.string(), True, "printed label of the row"),
    }
)

_ERRORS: Final = documented(
    {
        "input": (pa.string(), False, "the file or folder that was to be a filing"),
        "file": (pa.string(), False, "the file at fault"),
        "kind": (NAMES, False, "name of the exception, or left_aside, crashed, too_slow, internal"),
        "zh": (pa.string(), False, "what is wrong and what to do, in Chinese"),
        "en": (pa.string(), False, "the same in English"),
    }
)

_OF_CARDS = documented(
    {
        "rulebook": (NAMES, False, "name of the rulebook it was scored by"),
        "points_off": (AMOUNT, True, "stated_points less the nearer end of low to high; 0 within"),
    }
)

_OF_ROWS = documented(_FILING | {"path": (pa.string(), False, "path of the row within the filing")})

TABLES: Final[Mapping[str, pa.Schema]] = MappingProxyType(
    {
        "filings": _FILINGS,
        "scorecards": pa.schema([*CARDS, *CARD_SCORES, *_OF_CARDS]),
        "indicators": pa.schema([*_OF_ROWS, *INDICATOR_ROWS, *ROW_SCORES]),
        "findings": _FINDINGS,
        "errors": _ERRORS,
    }
)
"""The schema of each table by its name."""
