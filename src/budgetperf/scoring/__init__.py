"""
Wing one, what the score should be.

Curves, rulebooks as values, and the score of a card as an interval with its trace.
Nothing of reconciliation, formats or rendering comes in.
"""
