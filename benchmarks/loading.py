"""Reading YAML, against PyYAML with libyaml (G12)."""

from __future__ import annotations

import yaml
import yaml_rs

import budgetperf as bp
from budgetperf.formats.plain.yaml_text import read_yaml
from corpus import filings
from turns import Row, in_turns, shares

__all__ = ["measure"]

_FILINGS = 5


def measure(rounds: int) -> list[Row]:
    """Our reader, which keeps every scalar as text; and the fastest parser there is, which does not."""
    texts = {turn: [bp.to_yaml(filing) for filing in filings(_FILINGS, turn)] for turn in range(rounds + 1)}
    for text in texts[0]:
        # PyYAML takes numbers for numbers; ours are text, digit by digit, and so are told apart by their text only.
        if _as_text(yaml.load(text, yaml.CBaseLoader)) != _as_text(read_yaml(text)):  # noqa: S506 - text only
            raise SystemExit("the readers do not agree")
    times = in_turns(
        {
            "PyYAML": lambda turn: [yaml.load(text, yaml.CSafeLoader) for text in texts[turn]],
            "ours": lambda turn: [read_yaml(text) for text in texts[turn]],
            "yaml-rs": lambda turn: [yaml_rs.loads(text) for text in texts[turn]],
        },
        rounds,
    )
    found = shares(times, "PyYAML")
    return [
        Row(goal="G12", metric="YAML load", against="PyYAML with libyaml", share=found["ours"], target=0.2),
        Row(goal="", metric="yaml-rs, which turns 9.50 into a float", against="the same", share=found["yaml-rs"]),
    ]


def _as_text(value: object) -> object:
    if isinstance(value, dict):
        return {key: _as_text(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_as_text(one) for one in value]
    return "" if value is None or value in {"null", "~"} else str(value)
