"""Hypothesis profiles, and where the tests find what they share."""

import os
import sys
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings

# Whoever runs the tests may have wishes for the command line; the tests have their own.
for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "BUDGETPERF_LANG"):
    os.environ.pop(name, None)

for folder in (Path(__file__).parent, Path(__file__).parent / "faults"):
    sys.path.insert(0, str(folder))

# The same examples every time: a red build must mean a change, not luck. Luck is what "deep" is for.
settings.register_profile("ci", derandomize=True, max_examples=100, deadline=None)
# For measuring which lines are reached, where every example costs several times as much.
settings.register_profile("quick", derandomize=True, max_examples=8, deadline=None)
# For mutation testing: what is wrong is wrong, no smaller example is looked for, and the code may be of any slowness.
settings.register_profile(
    "mutation",
    derandomize=True,
    max_examples=20,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
    report_multiple_bugs=False,
)
settings.register_profile("deep", max_examples=2000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))
