"""
From pages to a filing: which cell is which field, found by its printed label.

`layout` is data; nothing of Word or Excel comes in.
"""
