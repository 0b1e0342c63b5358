"""
Wing one: what should the score be?

Curves, rulebooks as values, and the score of a card as an interval with its trace.
Nothing of reconciliation, formats or rendering comes in.
"""
