"""
Rulebooks looked at as a whole: every value with its clause, how two of them differ, and whose score that changes.

Values only; how they are said is for `budgetperf.rendering.rulebooks`.
"""
