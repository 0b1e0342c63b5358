"""
附件4 and 附件5 drafted from the figures of a filing: filing and review in, reports out.

What a form states is copied or computed exactly; what no form states is left as a marked gap, and never made up.
No judgement may come in, and no file: the review judges, and the writers write.
"""

from __future__ import annotations

from budgetperf.drafting.drafts import draft
from budgetperf.drafting.marks import Gap, gaps

__all__ = ["Gap", "draft", "gaps"]
