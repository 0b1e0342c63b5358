"""
A filing on paper: each attachment as lines and tables, every printed cell with the path of what stands in it.

Pure, like the values it lays out: no file, no Word, no Excel, no HTML. Whoever draws a sheet decides how it looks.
"""
