"""
The ground floor: pure values of budget performance self-evaluation.

What may come in: attrs and the standard library.
What may not: any other room of this house, any I/O, clock, format or sentence for people.
"""
