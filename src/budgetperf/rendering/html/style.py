"""The style sheets, and the policy that lets a page have its own style sheet and nothing else."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from functools import cache
from importlib.resources import files

__all__ = ["policy", "style_sheet"]


@cache  # one entry for each style sheet that ships
def style_sheet(name: str) -> str:
    """
    A style sheet of this room.

    >>> "@page" in style_sheet("page.css")
    True
    """
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def policy(css: str) -> str:
    """
    The Content-Security-Policy of a page: no script, nothing loaded, nothing sent, and this one style sheet.

    >>> policy("p { margin: 0 }").split("; ")[0]
    "default-src 'none'"
    """
    digest = b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
