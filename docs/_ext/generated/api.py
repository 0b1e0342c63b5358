"""The public names by theme, as pages from which Sphinx reads the docstrings."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from enum import Enum

import budgetperf
import budgetperf.batch
import budgetperf.charts
import budgetperf.testing
from generated.markdown import heading, joined

__all__ = ["THEMES", "api_pages", "theme"]

THEMES = {
    "reading": "Reading and writing",
    "reviewing": "Reviewing, reconciling, drafting",
    "filing": "What a filing is made of",
    "values": "Quantities, findings, clauses",
    "scoring": "Rulebooks and scores",
    "errors": "Exceptions",
    "charts": "Charts: budgetperf.charts",
    "batch": "Many at once: budgetperf.batch",
    "testing": "For tests: budgetperf.testing",
}
# Rooms with public names of their own, which need an extra.
_EXTRAS = {"charts": budgetperf.charts, "batch": budgetperf.batch, "testing": budgetperf.testing}
_ROOMS = {
    "budgetperf.formats": "reading",
    "budgetperf.embedding": "reading",
    "budgetperf.schemas": "reading",
    "budgetperf.printing": "reading",
    "budgetperf._version": "reading",
    "budgetperf.review": "reviewing",
    "budgetperf.reconciliation": "reviewing",
    "budgetperf.drafting": "reviewing",
    "budgetperf.domain.diagnosis": "reviewing",
    "budgetperf.domain.model": "filing",
    "budgetperf.domain.figures": "filing",
    "budgetperf.domain": "values",
    "budgetperf.scoring": "scoring",
    "budgetperf.errors": "errors",
}


def theme(module: str) -> str:
    """
    The page on which the names of a module stand: that of the innermost room that has one.

    >>> theme("budgetperf.domain.model"), theme("budgetperf.domain.quantity")
    ('filing', 'values')
    """
    parts = module.split(".")
    rooms = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((_ROOMS[room] for room in rooms if room in _ROOMS), "values")


def api_pages() -> Mapping[str, str]:
    """The pages by their names; ``index`` lists the others."""
    names: dict[str, list[str]] = {key: [] for key in THEMES}
    for name in budgetperf.__all__:
        names[theme(budgetperf._HOME[name])].append(f"budgetperf.{name}")  # noqa: SLF001 - our own; the docs are built with it
    names |= {key: [f"budgetperf.{key}.{name}" for name in room.__all__] for key, room in _EXTRAS.items()}
    lines = [
        f"- [{title}]({key}.md): " + ", ".join(f"`{name.rpartition('.')[2]}`" for name in names[key])
        for key, title in THEMES.items()
    ]
    introduction = (
        "The names of `import budgetperf as bp`, of `budgetperf.charts`, `budgetperf.batch` and `budgetperf.testing`,"
        " from their docstrings."
        " What is public, and for how long: [compatibility](../../../en/compatibility.md)."
    )
    return {
        "index": joined(heading(1, "The API"), introduction, "\n".join(lines)),
        **{key: joined(heading(1, title), *_directives(names[key])) for key, title in THEMES.items()},
    }


def _directives(names: list[str]) -> Iterator[str]:
    for name in sorted(names, key=lambda name: (not _is_function(name), name.lower())):
        yield "\n".join(["```{eval-rst}", *_directive(name), "```"])


def _value(name: str) -> object:
    module, _, attribute = name.rpartition(".")
    return getattr(_EXTRAS.get(module.rpartition(".")[2], budgetperf), attribute)


def _is_function(name: str) -> bool:
    return inspect.isroutine(_value(name))


def _directive(name: str) -> list[str]:
    value = _value(name)
    if isinstance(value, type) and issubclass(value, Exception):
        return [f".. autoexception:: {name}", "   :show-inheritance:"]
    if isinstance(value, type):
        options = ["   :members:", *(["   :undoc-members:"] if issubclass(value, Enum) else [])]
        if name.startswith("budgetperf.charts."):
            # Matplotlib makes a method `set` for every class of its kind, and describes it in roles of its own.
            options.append("   :exclude-members: __init__, __new__, set")
        return [f".. autoclass:: {name}", *options]
    if inspect.isroutine(value):
        return [f".. autofunction:: {name}"]
    return [f".. autodata:: {name}", *([] if isinstance(value, str) else ["   :no-value:"])]
