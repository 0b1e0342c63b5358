"""
Makes the forms of this folder anew: ``python tests/forms/make_forms.py [NAME…]``. Needs python-docx, openpyxl and,
for those that LibreOffice converts, ``soffice``.

None goes through budgetperf, and nothing here writes what a form says: that is in its ``.yaml``, by hand.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import more_forms
import program_forms
import word_habits
import word_tables

__all__ = ["FILES", "FOLDER"]

FOLDER: Final = Path(__file__).parent / "files"

FILES: Final[Mapping[str, Callable[[], bytes]]] = {
    **word_habits.FILES,
    **word_tables.FILES,
    **program_forms.FILES,
    **more_forms.FILES,
}
"""How each file is made, by its name."""


def main(names: list[str]) -> None:
    """Write the files of these names, or all."""
    FOLDER.mkdir(exist_ok=True)
    for name, make in FILES.items():
        if not names or name in names:
            path = FOLDER / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(make())


if __name__ == "__main__":
    main(sys.argv[1:])
