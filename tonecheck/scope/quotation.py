"""Quotation: words between quotation marks are somebody else's, or are only mentioned."""

from __future__ import annotations

import re

from tonecheck.matching import Matches

_PAIRS = {'"': '"', "“": "”", "„": "“", "«": "»", "``": "''", "‘": "’"}
_MARKS = ('"', "“", "«", "„", "``", "‘", "'")
# 'Why me?' and 'don't mind me', but no apostrophe of the dogs' or of 'tis.
_SINGLE = re.compile(r"(?<![\w'])'(?=\w)(?:[^'\n]|(?<=\w)'(?=\w)){1,120}?(?<=[\w?.!,])'(?!\w)")


def quoted_tokens(found: Matches) -> frozenset[int]:
    """The tokens between quotation marks; a pair opens and closes in one paragraph."""
    text = found.text
    if not any(mark in text for mark in _MARKS):
        return frozenset()
    quoted = _single_quoted(found)
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


def _single_quoted(found: Matches) -> set[int]:
    quoted: set[int] = set()
    for place in _SINGLE.finditer(found.text):
        span = found.doc.char_span(*place.span(), alignment_mode="expand")
        if span is not None:
            quoted.update(range(span.start, span.end))
    return quoted
