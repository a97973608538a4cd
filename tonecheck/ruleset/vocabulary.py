"""Words as numbers: what tries, programs and tables are made of.

A number is an entry in a list, so that compiled rules are the same in every process; a word
that no rule knows is `UNKNOWN`, since nothing can depend on which one it is.
"""

from __future__ import annotations

from collections.abc import Iterable

END = 0
"""Not a word: the key under which a tree keeps what stands behind a phrase."""
UNKNOWN = 1
FIRST, LAST = 2, 3
"""The edges of a sentence."""
_WORDS_FROM = 4

Vocabulary = dict[str, int]


def vocabulary(words: Iterable[str] = ()) -> Vocabulary:
    """The words that rules know, numbered in order."""
    return {word: number for number, word in enumerate(words, _WORDS_FROM)}


def number_of(word: str, known: Vocabulary) -> int:
    """The number of `word`, which joins the `known` ones where it is new."""
    return known.setdefault(word, len(known) + _WORDS_FROM)
