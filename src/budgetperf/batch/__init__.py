"""
A whole province at once: Arrow tables of rows and cards in, the same with scores out.

The room knows Arrow and NumPy, which nothing else here does, and stands above scoring; no reader, no sentence and
no review comes in. What it computes column by column equals `budgetperf.scoring` row by row.
"""

from __future__ import annotations

from budgetperf.errors import ExtraError

try:
    from budgetperf.batch.checking import check_cards, check_rows
    from budgetperf.batch.plain import SCORED_ROWS, SCORES, plain
    from budgetperf.batch.schema import CARD_SCORES, CARDS, INDICATOR_ROWS, ROW_KEYS, ROW_SCORES
    from budgetperf.batch.scoring import score_batches, score_table
    from budgetperf.batch.streams import read_json_lines, read_parquet, write_json_lines, write_parquet
    from budgetperf.batch.tables import cards_table, rows_table
    from budgetperf.batch.totals import score_cards
except ModuleNotFoundError as error:
    if (error.name or "").partition(".")[0] not in {"numpy", "pyarrow"}:
        raise
    raise ExtraError(
        '批量处理需要 pyarrow 和 numpy，但没有装全。请运行 pip install "budgetperf[batch]"。',
        'batch needs pyarrow and numpy, which are not both installed. Run pip install "budgetperf[batch]".',
    ) from error

__all__ = [
    "CARDS",
    "CARD_SCORES",
    "INDICATOR_ROWS",
    "ROW_KEYS",
    "ROW_SCORES",
    "SCORED_ROWS",
    "SCORES",
    "cards_table",
    "check_cards",
    "check_rows",
    "plain",
    "read_json_lines",
    "read_parquet",
    "rows_table",
    "score_batches",
    "score_cards",
    "score_table",
    "write_json_lines",
    "write_parquet",
]
