"""
A whole province at once: Arrow tables of rows and cards in, the same with scores out.

The room knows Arrow and NumPy, which nothing else here does, and stands above scoring; no reader, no sentence and
no review comes in. What it computes column by column equals `budgetperf.scoring` row by row.
"""

from __future__ import annotations

from budgetperf.errors import ExtraError

try:
    import numpy as _numpy
    import pyarrow as _pyarrow
except ImportError as _error:  # pragma: no cover - tests see it in an interpreter of their own
    raise ExtraError(
        '批量处理需要 pyarrow 和 numpy，但没有装全。请运行 pip install "budgetperf[batch]"。',
        'batch needs pyarrow and numpy, which are not both installed. Run pip install "budgetperf[batch]".',
    ) from _error

del _numpy, _pyarrow
