"""
The search of the documents, in Chinese and English: English words by their stems, Chinese by every two characters.

Two characters that follow each other need no dictionary, and find 勾稽 within 勾稽关系 and the other way round.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx.search.en import SearchEnglish

__all__ = ["SearchPairs", "terms"]

_RUN = re.compile(r"[A-Za-z0-9_]+|[\u3400-\u9fff]+")
_PAIR = 2


def terms(text: str) -> Iterator[str]:
    """
    What a text is found by.

    >>> list(terms("勾稽关系 of BP301"))
    ['勾稽', '稽关', '关系', 'of', 'BP301']
    """
    for run in _RUN.findall(text):
        if run.isascii() or len(run) < _PAIR:
            yield run
        else:
            yield from (run[start : start + _PAIR] for start in range(len(run) - 1))


class SearchPairs(SearchEnglish):
    """Takes the place of the Chinese search of Sphinx; stems and stop words are the English ones."""

    lang = "zh"
    # The same as `terms`, for what is asked in the browser.
    js_splitter_code = """
var splitQuery = function (query) {
  var runs = query.match(/[A-Za-z0-9_]+|[\\u3400-\\u9fff]+/g) || [];
  return runs.flatMap(function (run) {
    return run.length == 1 || /^[A-Za-z0-9_]/.test(run)
      ? [run]
      : Array.from({ length: run.length - 1 }, function (_, start) { return run.slice(start, start + 2); });
  });
};
"""

    def split(self, input: str) -> list[str]:  # noqa: A002 - the name that Sphinx gives it
        """The terms of a text."""
        return list(terms(input))

    def word_filter(self, word: str) -> bool:
        """Two characters of Chinese are a word; of English, three."""
        return len(word) >= _PAIR if not word.isascii() else super().word_filter(word)
