"""The comments of a written Word file: what a reviewer says of a cell, in the margin beside it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from attrs import define, field

from budgetperf.formats.office.packing import AUTHOR, DECLARATION, markup
from budgetperf.formats.word.stationery import NAMESPACE

__all__ = ["Comments"]

_INITIALS: Final = "bp"
_SIZE: Final = '<w:rPr><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr>'


@define(kw_only=True)
class Comments:
    """
    Puts each comment at the first place that prints its path.

    Attributes:
        wanted: What has still to be said, by printed path.

        texts: What has been said, in the order of the document.
    """

    wanted: dict[str, str]
    texts: list[str] = field(factory=list)

    def around(self, run: str, paths: Iterable[str]) -> str:
        """A run of text, with the comments on what it prints."""
        for path in paths if self.wanted else ():
            text = self.wanted.pop(path, None)
            if text is not None:
                number = len(self.texts)
                self.texts.append(text)
                run = (
                    f'<w:commentRangeStart w:id="{number}"/>{run}<w:commentRangeEnd w:id="{number}"/>'
                    f'<w:r><w:commentReference w:id="{number}"/></w:r>'
                )
        return run

    def part(self) -> str:
        """The texts as a part of the package; a comment tells neither a person nor a time."""
        comments = "".join(
            f'<w:comment w:id="{number}" w:author="{AUTHOR}" w:initials="{_INITIALS}">{_paragraphs(text)}</w:comment>'
            for number, text in enumerate(self.texts)
        )
        return f"{DECLARATION}<w:comments {NAMESPACE}>{comments}</w:comments>"


def _paragraphs(text: str) -> str:
    return "".join(
        f'<w:p><w:r>{_SIZE}<w:t xml:space="preserve">{markup(line)}</w:t></w:r></w:p>' for line in text.split("\n")
    )
