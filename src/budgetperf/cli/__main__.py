"""``python -m budgetperf.cli``: the command line."""

from budgetperf.cli import main

if __name__ == "__main__":
    main()
