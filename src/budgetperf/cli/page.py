"""How a page of help is laid out: a Chinese character takes two columns, and may be broken after like a word."""

from __future__ import annotations

from collections.abc import Iterable

import click

from budgetperf.rendering.width import pad, width, wrap

__all__ = ["Page"]

# With fewer columns than these beside the name of a command, its arguments stand below it.
_LEAST, _INDENT = 24, 4


class Page(click.HelpFormatter):
    """A page of help; unlike that of click it counts columns, not characters, and keeps the lines of a text."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """How a command is called; what does not fit on the line goes on below its arguments."""
        before = f"{prefix or ''}{prog} "
        indent = width(before)
        if self.width - indent < _LEAST and args:
            self.write(before.rstrip() + "\n")
            before, indent = " " * _INDENT, _INDENT
        first, *more = wrap(args, self.width - indent)
        self.write(f"{before}{first}".rstrip() + "\n")
        for line in more:
            self.write(" " * indent + line + "\n")

    def write_heading(self, heading: str) -> None:
        """A heading, with the colon of its language."""
        self.write(f"{'':{self.current_indent}}{heading}\n")

    def write_text(self, text: str) -> None:
        """Every line of a text, broken where it is too long."""
        for told in text.split("\n"):
            for line in wrap(told, self.width - self.current_indent):
                self.write((" " * self.current_indent + line).rstrip() + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Names and what they mean, side by side; a long name has a line of its own, as all have on a narrow page."""
        rows = list(rows)
        left = min(max((width(name) for name, _ in rows), default=0), col_max) + col_spacing
        is_beside = self.width - self.current_indent - left >= _LEAST
        if not is_beside:
            left = _INDENT
        for name, meaning in rows:
            head = " " * self.current_indent + name
            lines = wrap(meaning, self.width - self.current_indent - left)
            if not is_beside or width(name) > left - col_spacing:
                self.write(head + "\n")
                head = ""
            for line in lines:
                self.write((pad(head, self.current_indent + left) + line).rstrip() + "\n")
                head = ""
