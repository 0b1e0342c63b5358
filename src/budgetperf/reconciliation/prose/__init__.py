"""
Figures that the reports and the goal cells quote, matched to what they speak of, as identities.
Words come in as tables; no amount is compared here, no finding is made, no sentence written.
What is not understood word by word is left alone.
"""
