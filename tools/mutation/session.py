"""A pytest session that collects as usual, and then does what it is told with the tests."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Mapping
from itertools import chain, pairwise

import pytest
from attrs import define, field

__all__ = ["Session", "collect"]

# Coloured lines, caches and the splitting over processes are of no use here.
_OPTIONS = ["-o", "addopts=", "--strict-markers", "--doctest-modules", "--capture=sys", "--assert=plain"]
_WITHOUT = ["terminal", "cacheprovider", "xdist", "stepwise", "faulthandler"]


@define
class Session:
    """The tests of a session by name, and whether one of them has failed."""

    items: Mapping[str, pytest.Item]
    failed: bool = False
    seconds: dict[str, float] = field(factory=dict)

    def run(self, names: Iterable[str], *, before: Callable[[str], None] = lambda _name: None) -> str | None:
        """Run these tests one after the other, up to the first that fails, and say which one that was."""
        known = [name for name in names if name in self.items]
        for name, following in pairwise(chain(known, [None])):
            assert name is not None  # noqa: S101 - only the last is
            before(name)
            began = time.process_time()
            item = self.items[name]
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=self.items[following] if following else None)
            self.seconds[name] = time.process_time() - began
            if self.failed:
                return name
        return None


class _Plugin:
    def __init__(self, work: Callable[[Session], None]) -> None:
        self._work = work
        self._session: Session | None = None
        self.broken = False

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self._session = Session(items={item.nodeid: item for item in session.items})
        if not session.testsfailed:
            self._work(self._session)
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and self._session is not None:
            self._session.failed = True

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        self.broken = self.broken or report.failed


def collect(paths: Iterable[str], work: Callable[[Session], None]) -> bool:
    """Collect the tests of these paths and do the work; False if they cannot even be collected."""
    os.environ.setdefault("HYPOTHESIS_PROFILE", "mutation")
    plugin = _Plugin(work)
    without = [option for name in _WITHOUT for option in ("-p", f"no:{name}")]
    code = pytest.main([*_OPTIONS, *without, *paths], plugins=[plugin])
    return code in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED} and not plugin.broken
