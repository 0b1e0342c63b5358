"""
The command line: parse, call, print, exit status. 0 done · 1 errors found or something lost · 2 cannot be done.

A module for each family of commands, loaded when one of them is called; what a command calls is loaded by it alone.
"""

from __future__ import annotations

from budgetperf.cli.program import main

__all__ = ["main"]
