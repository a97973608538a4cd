"""Cue phrases with fitted weights: what single words and short phrases say, added up.

``rules/<language>/_weights/wording.tsv`` (`weights`) holds them. Here they are a table that is
asked about all runs of one to three words of a sentence at once.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import repeat
from math import fsum
from typing import NamedTuple

from tonecheck.findings import Category
from tonecheck.ruleset.vocabulary import FIRST, LAST

Weights = tuple[float, ...]
CATEGORIES = tuple(Category)
LARGEST = 20.0
"""Log-odds at which a wording is as good as certain, or impossible."""
LONGEST = 3
"""Words of a cue at most: that many numbers of words have room in 64 bits."""
# More than there are words; odd, so that the low bits of a key, by which a dict goes, differ.
_BASE = 1_000_003
_NO_ROW = -1


class WordingCue(NamedTuple):
    """A cue at tokens `start` to `end`; `weight` is its log-odds, above 0.

    `concept` names the lexicon it is a term of, if any.
    """

    start: int
    end: int
    weight: float
    concept: str = ""


class Said(NamedTuple):
    """What the wording of a sentence says: `log_odds`, one a category, and the `rows` it uses."""

    log_odds: Weights
    rows: Collection[int]


class LaterRows:
    """Rows that are brought in when a text has their first word: a mail has few of them.

    `keys` are in order of their first words; those of word `w` are `keys[ends[w - 1] : ends[w]]`.
    """

    __slots__ = ("_brought", "_ends", "_keys")

    def __init__(self, keys: Sequence[int], ends: Sequence[int]) -> None:
        self._keys = keys
        self._ends = ends
        self._brought: set[int] = set()

    def bring(self, words: Iterable[int], rows: dict[int, int]) -> None:
        """Add to `rows` all that begin with one of `words`."""
        fresh = set(words) - self._brought
        if fresh:
            ends, keys = self._ends, self._keys
            for word in fresh:
                if 0 < word < len(ends):
                    rows.update((keys[row], row) for row in range(ends[word - 1], ends[word]))
            self._brought |= fresh

    def bring_all(self, rows: dict[int, int]) -> None:
        """Add every row to `rows`."""
        self.bring(range(len(self._ends)), rows)


@dataclass(frozen=True, slots=True)
class Wording:
    """A table of cues.

    `rows` leads from a cue's key to its row in `weights`, one array a category; `plain` says of
    each row whether a reader can see its point; `longest` is in words. Rows that come `later` are
    not in `rows` before somebody asks about their first word.
    """

    rows: dict[int, int]
    weights: tuple[array[float], ...]
    plain: bytes
    bias: Weights
    longest: int
    later: LaterRows | None = None

    def only(self, categories: Collection[Category]) -> Wording:
        """This table with nothing to say for other categories than `categories`."""
        bias = tuple(
            said if category in categories else -LARGEST
            for category, said in zip(CATEGORIES, self.bias, strict=True)
        )
        weights = tuple(
            said if category in categories else array("d", bytes(8 * len(said)))
            for category, said in zip(CATEGORIES, self.weights, strict=True)
        )
        return replace(self, weights=weights, bias=bias)

    def read(self, words: Sequence[int]) -> Said:
        """What the `words` of one sentence say; a cue that stands there twice counts once."""
        known = self.rows
        whole = (FIRST, *words, LAST)
        if self.later is not None:
            self.later.bring(whole, known)
        rows: set[int] = set()
        for _, keys in _ngrams(whole, self.longest):
            rows.update(map(known.get, keys, repeat(_NO_ROW)))
        rows.discard(_NO_ROW)
        odds = tuple(
            fsum((bias, *map(column.__getitem__, rows)))
            for bias, column in zip(self.bias, self.weights, strict=True)
        )
        return Said(odds, rows)

    def cues(self, words: Sequence[int], category: Category) -> Iterator[WordingCue]:
        """The plain cues that speak for `category` in a sentence of `words`."""
        column = self.weights[CATEGORIES.index(category)]
        whole = (FIRST, *words, LAST)
        if self.later is not None:
            self.later.bring(whole, self.rows)
        seen: set[int] = set()
        for length, keys in _ngrams(whole, self.longest):
            for at, key in enumerate(keys):
                row = self.rows.get(key)
                if row is None or row in seen or not self.plain[row] or column[row] <= 0:
                    continue
                seen.add(row)
                # The edge of a sentence is a word to a cue, and none to a reader.
                first, last = max(at - 1, 0), min(at - 1 + length, len(words))
                yield WordingCue(first, last, column[row])


def first_of(key: int) -> int:
    """The first word of the run whose number is `key`."""
    while key >= _BASE:
        key //= _BASE
    return key


def key_of(words: Sequence[int]) -> int:
    """A run of at most `LONGEST` words as one number."""
    key = 0
    for word in words:
        key = key * _BASE + word
    return key


def _ngrams(words: Sequence[int], longest: int) -> Iterator[tuple[int, list[int]]]:
    """The length and the keys of all runs of 1, 2, ... `longest` words."""
    keys = list(words)
    yield 1, keys
    for length in range(2, min(longest, len(words)) + 1):
        keys = [
            before * _BASE + word for before, word in zip(keys, words[length - 1 :], strict=False)
        ]
        yield length, keys
