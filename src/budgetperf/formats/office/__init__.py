"""
What Word and Excel files share: the archive that nobody vouches for, and the pages that a reader makes of it.

Nothing of either format, and nothing of what a form means, comes in.
"""
