"""
Form, completeness and explanation: what needs the figures and the scores together.

Each check returns ledger entries and findings; joining them is the business of `budgetperf.review`.
Nothing of formats or rendering comes in.
"""
