"""
A review as one page for a browser or a printer, and the values of this library in a notebook.

Every element is made by `markup.element`, which escapes all text and knows no script; nothing is loaded from anywhere.
No sums are done here, and no sentence of a finding is written: that is said in the rooms around.
"""
