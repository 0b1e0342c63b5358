"""
How a filing comes in and goes out: Word, Excel, JSON, YAML, and rulebook files.

This is where I/O lives, and where files are not trusted.
Rules, scores and judgements do not come in.
"""
