"""
Wing two, whether the figures of a filing agree with each other.

Identities, and the ledger that holds the outcome of every one of them.
Nothing of scoring, formats or rendering comes in.
"""
