"""Signs that a word is meant: who does what to whom, and how an echo of it is made of that.

A sign is a pattern, without its word boundaries; an echo is what answers a sentence that has it.
"""

from __future__ import annotations

import re

Echo = tuple[re.Pattern[str], str]
"""The pattern of a sign, and the sentence that takes up its word."""

NO = r"(?:not|never|no|nobody|nothing|none|without|neither|nor|cannot|can't|\w+n't)"
YOU = r"(?:you|nobody|no one|anyone|anybody|none of you|not one of you|they)"
"""Whoever is blamed for what did not happen."""
LACK = rf"(?:{NO}|ever|bother\w*|fail\w*|forg[eo]t\w*|refus\w+|anyone|anybody)"
"""What says that it did not happen."""
WE = r"(?:i|we|i've|we've|i have|we have|i had|we had)"


def echoes(*pairs: tuple[str, str]) -> tuple[Echo, ...]:
    """An echo of each sign and its sentence, in order."""
    return tuple((_pattern("", sign), words) for sign, words in pairs)


def wishes(*pairs: tuple[str, str]) -> tuple[Echo, ...]:
    """Echoes of what is wanted: none where a negation stands before the word in its clause."""
    clear = rf"(?:^|[,;:.!?–—]|\b(?:and|but|or|so)\b)(?:(?!\b{NO}\b)[^,;:.!?–—])*?"
    return tuple((_pattern(clear, sign), words) for sign, words in pairs)


def _pattern(before: str, sign: str) -> re.Pattern[str]:
    return re.compile(rf"{before}\b(?:{sign})\b", re.IGNORECASE)
