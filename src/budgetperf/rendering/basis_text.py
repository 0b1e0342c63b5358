"""What a review rests on, as lines: version, rulebook and files with their hashes, and clauses that nobody has seen."""

from __future__ import annotations

from collections.abc import Iterator

from budgetperf._version import __version__
from budgetperf.domain.finding import ClauseStatus
from budgetperf.rendering.messages import say
from budgetperf.rendering.said import basis_text
from budgetperf.rendering.spans import Line, Role, Span, folded
from budgetperf.review import Review

__all__ = ["basis_lines"]

_BLANKS, _HANGING = 2, 2


def basis_lines(review: Review, lang: str, columns: int) -> Iterator[Line]:
    """All that is needed to repeat the review, and what its reader should look up before relying on it."""
    yield (Span(say(lang, "━━ 复核依据"), Role.HEADING),)
    said = [say(lang, "程序 budgetperf {version}", version=__version__)]
    if review.rulebook.sha256:
        said.append(_hashed(say(lang, "规则集 {name}", name=review.rulebook.name), review.rulebook.sha256))
    said += [_hashed(say(lang, "材料 {file}", file=source.file), source.sha256) for source in review.sources]
    before = review.previous_sources
    said += [_hashed(say(lang, "上年材料 {file}", file=source.file), source.sha256) for source in before]
    # Each says of itself that it was not seen.
    said += [basis_text(clause, lang) for clause in review.clauses if clause.status is ClauseStatus.RECALLED]
    for text in said:
        yield from folded([Span(text, Role.MUTED)], columns, blanks=_BLANKS, hanging=_HANGING)


def _hashed(name: str, sha256: str) -> str:
    return f"{name}  SHA-256 {sha256}"
