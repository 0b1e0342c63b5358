"""
Rulebooks: the YAML files that ship and a user's own, read with every problem told at once, each with its line.

What a rulebook says is a value of `budgetperf.scoring`; how it is written is known here only.
"""

from budgetperf.formats.rulebooks.loading import load_rulebook, read_rulebook, shipped_names, shipped_rulebooks

__all__ = ["load_rulebook", "read_rulebook", "shipped_names", "shipped_rulebooks"]
