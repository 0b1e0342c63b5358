"""Write the schema files anew: ``python -m budgetperf.schemas``, after a field was added or a docstring changed."""

from __future__ import annotations

from pathlib import Path

from budgetperf.schemas.generation import generated

if __name__ == "__main__":
    for name, text in generated().items():
        (Path(__file__).parent / f"{name}.schema.json").write_text(text, encoding="utf-8")
