"""A chunk, text without white space, as tokens: what spaCy says of it, asked once a chunk.

spaCy's tokenizer splits at white space first and then takes each chunk for itself, so what it
makes of a chunk is the same wherever it stands. A word with a mark or two around it is split
here in the same way, so that an ordinary mail can be read before spaCy is imported.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, lru_cache
from itertools import takewhile
from threading import Lock
from typing import Any, NamedTuple

from tonecheck.spelling import Normaliser

KEPT_CHUNKS = 30_000
"""Chunks whose tokens are kept, the latest used: about all that a person writes in a year."""

# "word", '"Word', "(2024)," - and what may stand behind a word, each sign a token of its own.
_PLAIN = re.compile(r"([\"(]?)([A-Z]?[a-z]+|[A-Z]+|[0-9]+)([,;:!?.)\"]{0,2})")
# A full stop after one capital, or after a mark, may belong to what stands before it.
_UNSURE = re.compile(r"[A-Z]\.|(?:^|[^A-Z])[A-Z]\.|[,;:!?.)\"]\.|[0-9]+:")
_ENDERS = frozenset(".!?")
_ELLIPSIS = "..."
_CLOSERS = frozenset(('"', "'", ")", "]", "''", "»", _ELLIPSIS, *_ENDERS))


class Token(NamedTuple):
    """A token at `start` to `end` of its chunk, and its NORM."""

    norm: str
    start: int
    end: int
    is_number: bool


class Piece(NamedTuple):
    """The tokens of one chunk: `norms` as numbers of the vocabulary, `places` are start and end.

    `said` has one number for all numbers. The chunk `ends` a sentence, or `trails` off in dots,
    which end one where a capital follows.
    """

    norms: tuple[int, ...]
    said: tuple[int, ...]
    places: tuple[tuple[int, int], ...]
    ends: bool
    trails: bool


class Tokenizer:
    """Chunks to tokens, with NORMs as numbers of `known` words.

    `special` are the chunks that spaCy's rules treat as a whole ("don't", "e.g.").
    """

    def __init__(
        self, known: Mapping[str, int], special: Iterable[str], unknown: int, number: int
    ) -> None:
        self._known = known
        self._special = frozenset(special)
        self._unknown = unknown
        self._number = number
        self._lock = Lock()
        self.normalise = Normaliser()
        self.normalise.learn(known)
        self.piece: Callable[[str], Piece] = lru_cache(KEPT_CHUNKS)(self._piece)

    @cached_property
    def nlp(self) -> Any:
        """The spaCy Language that splits what is not plain; importing it takes its time."""
        from tonecheck.language import language

        return language(self.normalise)

    def tokens(self, chunk: str) -> list[Token]:
        """The tokens of a chunk."""
        return self._plain(chunk) or self._by_spacy(chunk)

    def _piece(self, chunk: str) -> Piece:
        return self._numbered(self.tokens(chunk))

    def _plain(self, chunk: str) -> list[Token] | None:
        """The tokens of a chunk that can be split without spaCy, or None."""
        found = _PLAIN.fullmatch(chunk)
        if found is None or _UNSURE.search(chunk):
            return None
        first, last = found.span(2)
        if not self._special.isdisjoint(
            chunk[start:end] for start in {0, first} for end in range(last, len(chunk) + 1)
        ):
            return None
        bounds = [*((i, i + 1) for i in range(first)), (first, last)]
        bounds += [(i, i + 1) for i in range(last, len(chunk))]
        return [
            Token(self.normalise(chunk[start:end]), start, end, chunk[start:end].isdigit())
            for start, end in bounds
        ]

    def _by_spacy(self, chunk: str) -> list[Token]:
        # What spaCy notes of a word goes with the zone, of which there may be one at a time.
        with self._lock, self.nlp.memory_zone():
            return [
                Token(token.norm_, token.idx, token.idx + len(token), token.is_digit)
                for token in self.nlp.tokenizer(chunk)
            ]

    def _numbered(self, tokens: list[Token]) -> Piece:
        known, unknown = self._known, self._unknown
        norms = tuple(known.get(token.norm, unknown) for token in tokens)
        numbers = [token.is_number for token in tokens]
        tail = list(takewhile(_CLOSERS.__contains__, (token.norm for token in reversed(tokens))))
        return Piece(
            norms,
            tuple(self._number if n else norm for n, norm in zip(numbers, norms, strict=True)),
            tuple((token.start, token.end) for token in tokens),
            ends=not _ENDERS.isdisjoint(tail),
            trails=tail[:1] == [_ELLIPSIS],
        )
