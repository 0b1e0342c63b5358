"""
JSON and YAML: text to plain data, plain data to values, each strict, with every problem told at once.

Nothing of office files comes in.
"""
