"""A chunk, text without white space, as tokens: what spaCy says of it, asked once a chunk.

spaCy's tokenizer splits at white space first and then takes each chunk for itself, so what it
makes of a chunk is the same wherever it stands. A word with a mark or two around it is split
here in the same way, so that an ordinary mail can be read before spaCy is imported.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import takewhile
from threading import Lock
from typing import Any, NamedTuple

from tonecheck.spelling import Normaliser

KEPT_CHUNKS = 30_000
"""Chunks whose tokens are kept, the latest used: about all that a person writes in a year."""

# "Word", "Zoë", "2024", "9:30", "12th", "well-known", "Bob's", "£9.50", "15%": words and numbers
# that spaCy splits at hyphens, before an 's, behind a currency and before a percent sign only.
_LETTER = "A-Za-zÀ-ÖØ-öø-ſ"
_PLAIN = re.compile(
    rf"(?P<stem>[{_LETTER}]+(?:-[{_LETTER}]+)*)(?:['’]s)?"
    r"|[$£€]?[0-9]+(?:[.,:/][0-9]+)*%?|[0-9]+(?:st|nd|rd|th)"
)
_WORD = re.compile(rf"[{_LETTER}]+|['’]s|[0-9][0-9.,:/]*(?:st|nd|rd|th)?|--+|.")
# Marks that are a token of their own before and behind a word; further ones are left to spaCy.
_OPENING = '"(['
_CLOSING = ',;:!?.)]"'
# A full stop behind a single capital, as in "J.", or behind another one belongs to it.
_UNSURE = re.compile(r"(?:(?<![A-Z])[A-ZÀ-ÞĀ-ſ]|\.)\.|:[)\]]")
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


Special = Mapping[str, Sequence[tuple[int, str]]]
"""Chunks that spaCy's rules treat as a whole: the length and the NORM of each token.

No NORM is the word's own.
"""


class Tokenizer:
    """Chunks to tokens, with NORMs as numbers of `known` words."""

    def __init__(
        self, known: Mapping[str, int], special: Special, unknown: int, number: int
    ) -> None:
        self._known = known
        self._special = special
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
        if chunk in self._special:
            return self._ruled(chunk, 0)
        first = int(len(chunk) > 1 and chunk[0] in _OPENING)
        last = len(chunk)
        while last > first + 1 and chunk[last - 1] in _CLOSING:
            last -= 1
        ruled = [
            (start, end)
            for end in range(last, len(chunk) + 1)
            for start in {0, first}
            if chunk[start:end] in self._special
        ]
        if ruled:
            last = ruled[0][1]
            is_word = chunk[first].isalnum()
            if ruled != [(first, last)] or not is_word or _UNSURE.search(chunk, last - 1):
                return None
            inner = self._ruled(chunk[first:last], first)
        elif self._is_plain(chunk, first, last):
            inner = [self._token(chunk, *m.span()) for m in _WORD.finditer(chunk, first, last)]
        else:
            return None
        marks = (*range(first), *range(last, len(chunk)))
        outer = [self._token(chunk, at, at + 1) for at in marks]
        tokens = [*outer[:first], *inner, *outer[first:]]
        whole = chunk[first:last] if ruled else ""
        return None if self._may_merge(chunk, tokens, whole) else tokens

    def _may_merge(self, chunk: str, tokens: list[Token], whole: str) -> bool:
        """Whether tokens side by side other than the `whole` have a rule: "):", "one's"."""
        runs = {
            chunk[first.start : last.end]
            for length in (1, 2)
            for first, last in zip(tokens, tokens[length:], strict=False)
        }
        return any(run in self._special for run in runs - {whole})

    def _is_plain(self, chunk: str, first: int, last: int) -> bool:
        if len(chunk) == 1 or set(chunk) == {"-"}:
            return True
        word = _PLAIN.fullmatch(chunk, first, last)
        if word is None or _UNSURE.search(chunk):
            return False
        stem = word["stem"] or ""
        return stem not in self._special and not self.normalise.is_disguise(stem or word[0])

    def _token(self, chunk: str, start: int, end: int) -> Token:
        word = chunk[start:end]
        return Token(self.normalise(word), start, end, word.isdigit())

    def _ruled(self, chunk: str, at: int) -> list[Token]:
        """The tokens of a chunk that has a rule of its own, as they stand from `at`."""
        tokens, start = [], 0
        for length, norm in self._special[chunk]:
            word = chunk[start : start + length]
            said = norm or self.normalise(word)
            tokens.append(Token(said, at + start, at + start + length, word.isdigit()))
            start += length
        return tokens

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
        said = tuple(self._number if n else norm for n, norm in zip(numbers, norms, strict=True))
        tail = list(takewhile(_CLOSERS.__contains__, (token.norm for token in reversed(tokens))))
        return Piece(
            norms,
            said if any(numbers) else norms,
            tuple((token.start, token.end) for token in tokens),
            ends=not _ENDERS.isdisjoint(tail),
            trails=tail[:1] == [_ELLIPSIS],
        )
