"""
What would nobody miss? Every small change of three rooms is made in turn, and the tests are to notice it.

`python -m mutation` in `tools/` (or `.ci/mutation`) runs it; docs/en/mutation.md says how it works and what it found.
"""
