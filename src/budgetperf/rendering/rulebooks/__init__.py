"""
How a rulebook reaches a person: read out clause by clause, laws and counterexamples, differences and their effect.

Nothing is decided here; what a law says stands with the laws.
"""
