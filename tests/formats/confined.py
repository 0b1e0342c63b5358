"""
Reads each file named on the command line in a process of its own with 512 MB of memory and 10 seconds of work.

Prints one line of JSON for each: the message of the exception in both languages, or the findings; a file on which the
reader ran out of its bounds, or raised anything but its own exceptions, is told by what was raised.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import traceback

import budgetperf
from budgetperf.errors import BudgetPerfError

MEMORY = 512 * 2**20
SECONDS = 10


def confine() -> None:
    """Bound this process. Seconds of work are counted, not those in which other programs have the machine."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))


def read(path: str) -> dict[str, object]:
    """What comes of a file."""
    try:
        reading = budgetperf.read(path)
    except BudgetPerfError as error:
        return {"zh": error.zh, "en": error.en}
    except BaseException:  # noqa: BLE001 - whatever else is raised is what the test looks for
        return {"raised": traceback.format_exc()[-2000:]}
    return {"findings": [[finding.code, dict(finding.details).get("kind")] for finding in reading.findings]}


def main(paths: list[str]) -> None:
    """One child for each file."""
    for path in paths:
        receiver, sender = os.pipe()
        child = os.fork()
        if not child:
            confine()
            with os.fdopen(sender, "w") as stream:
                json.dump(read(path), stream)
            os._exit(0)
        os.close(sender)
        with os.fdopen(receiver) as stream:
            text = stream.read()
        _, status = os.waitpid(child, 0)
        sys.stdout.write((text or json.dumps({"raised": f"killed by signal {status & 127}"})) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
