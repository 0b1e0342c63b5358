"""The pages that are made from the code: each room of this package says in Markdown what a part of the program is."""
