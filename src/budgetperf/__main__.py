"""``python -m budgetperf``: the command line."""

from budgetperf.cli import main

main()
