"""
Folders of filings to tables: every file is read, reviewed and scored, on all cores, and the work can be resumed.

Unlike the rest of the batch room this one knows readers and reviews; nothing but the command line comes in from above.
"""

from __future__ import annotations

from budgetperf.batch.folders.page import summary_to_text
from budgetperf.batch.folders.summary import Summary
from budgetperf.batch.folders.tables import TABLES
from budgetperf.batch.folders.work import Work, run_batch

__all__ = ["TABLES", "Summary", "Work", "run_batch", "summary_to_text"]
