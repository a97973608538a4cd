"""Quotation: words between quotation marks are somebody else's, or are only mentioned."""

from __future__ import annotations

from tonecheck.matching import Matches

_PAIRS = {'"': '"', "“": "”", "„": "“", "«": "»", "``": "''", "‘": "’"}
_MARKS = ('"', "“", "«", "„", "``", "‘")


def quoted_tokens(found: Matches) -> frozenset[int]:
    """The tokens between quotation marks; a pair opens and closes in one paragraph."""
    text = found.text
    if not any(mark in text for mark in _MARKS):
        return frozenset()
    quoted: set[int] = set()
    opened: tuple[int, str] | None = None
    for token in found.doc:
        mark = token.text
        if opened is None and mark in _PAIRS:
            opened = (token.i, _PAIRS[mark])
        elif opened is not None and "\n\n" in mark:
            opened = None
        elif opened is not None and mark == opened[1]:
            quoted.update(range(opened[0], token.i + 1))
            opened = None
    return frozenset(quoted)
