"""
How a review reaches a person or another program: sentences, tables, JSON.

Findings and outcomes are data until here; money is formatted here, through Babel.
Nothing is computed, read or judged in this room.
"""
