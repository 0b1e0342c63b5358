"""How one filing looks on paper, where the same content may be typed in several ways."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Printing:
    """The typist's choices; none of them changes what the filing says."""

    line_breaks: Mapping[str, str] = field(default_factory=dict)  # a text and the same text with its breaks
    outline_marks: bool = False  # whether (此页为封面) and (参考提纲) of the outline were left standing
    numbered_kinds: frozenset[str] = frozenset()  # kinds of report whose headings Word numbers by itself
    in_content_control: frozenset[str] = frozenset()  # figures in a fill-in field
    in_two_runs: frozenset[str] = frozenset()  # figures of which a part was typed again later

    def printed(self, text: str) -> str:
        """The text as it stands in its cell."""
        return self.line_breaks.get(text, text)
