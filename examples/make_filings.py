"""Makes the example filings beside this script: each as Word, Excel and YAML.

Run ``python examples/make_filings.py``; the files come out the same, byte for byte, however often it runs.
"""

import datetime as dt
import re
import zipfile
from pathlib import Path
from typing import Final

import filing_2022
import filing_clean
import yaml
from contract_shape import Record
from excel_forms import write_excel
from word_forms import write_word

from printing import Printing

FOLDER: Final = Path(__file__).resolve().parent
MADE: Final = dt.datetime(2023, 6, 15, tzinfo=dt.UTC)
FILINGS: Final = {
    "filing-2022": (filing_2022.FILING, filing_2022.PRINTING),
    "filing-clean": (filing_clean.FILING, filing_clean.PRINTING),
}


class PlainDumper(yaml.SafeDumper):
    """YAML for people: no aliases, and a text of several lines as a block."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002  # the name of the parameter is PyYAML's
        """Repeated values are written out each time."""
        return True


def _represent_text(dumper: PlainDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


PlainDumper.add_representer(str, _represent_text)


def write_yaml(filing: Record, path: Path) -> None:
    """Write the filing in the shape of the contract."""
    text = yaml.dump(
        filing, Dumper=PlainDumper, allow_unicode=True, sort_keys=False, default_flow_style=False, width=10**6
    )
    path.write_text(text, encoding="utf-8", newline="\n")


def settle(path: Path) -> None:
    """Take the moment of writing out of an office file, so that the next run gives the same bytes."""
    with zipfile.ZipFile(path) as package:
        members = [(name, package.read(name)) for name in sorted(package.namelist(), key=_types_first)]
    stamp = MADE.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members:
            settled = content
            if name == "docProps/core.xml":
                settled = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, content)
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            package.writestr(entry, settled)


def _types_first(name: str) -> tuple[bool, str]:
    return name != "[Content_Types].xml", name


def make(name: str, filing: Record, printing: Printing) -> list[Path]:
    """Write one filing in its three forms."""
    word, excel, text = (FOLDER / f"{name}{ending}" for ending in (".docx", ".xlsx", ".yaml"))
    write_word(filing, printing, word, made=MADE.replace(tzinfo=None))
    write_excel(filing, printing, excel, made=MADE.replace(tzinfo=None))
    write_yaml(filing, text)
    settle(word)
    settle(excel)
    return [word, excel, text]


def main() -> None:
    """Make every example and say where it went."""
    for name, (filing, printing) in FILINGS.items():
        for path in make(name, filing, printing):
            print(path.relative_to(FOLDER.parent))


if __name__ == "__main__":
    main()
