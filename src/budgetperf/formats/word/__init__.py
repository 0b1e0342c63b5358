"""
A Word file as pages of lines and grids: merges, runs, tracked changes and automatic numbers are settled here.

Nothing but the standard library comes in, and nothing of what a form means.
"""
