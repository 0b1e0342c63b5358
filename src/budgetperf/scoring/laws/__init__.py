"""
What a rulebook must make true, whoever fills in the form: the laws, and the proof that it does or the input on which
it fails. Exact: nothing here samples; a Python function is searched by `budgetperf.testing` instead.
"""
