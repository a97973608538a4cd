"""TextBlob's sentiment lexicon over words that are already tokenised.

TextBlob is imported on first use: it costs more than everything else that a check does, and
only a report whose polarity somebody asks for needs it. Its lexicon is in its wheel; nothing
is downloaded.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_BOUNDS = struct.Struct("=II")


@dataclass(frozen=True, slots=True)
class Words:
    """Tokens of `text`, kept as `bounds`: start and length of each, as unsigned 32-bit pairs.

    A list of strings would cost every check more than matching does; few callers ask.
    """

    text: str = ""
    bounds: bytes = b""

    def __iter__(self) -> Iterator[str]:
        for start, length in _BOUNDS.iter_unpack(self.bounds):
            yield self.text[start : start + length]


def sentiment(words: Sequence[str]) -> tuple[float, float]:
    """Polarity in [-1, 1] and subjectivity in [0, 1] of `words`; (0.0, 0.0) for no words.

    Source: the Pattern lexicon (De Smedt & Daelemans 2012) as shipped in TextBlob.
    """
    if not words:
        return 0.0, 0.0
    from textblob.en import sentiment as lexicon_sentiment

    polarity, subjectivity = lexicon_sentiment([word.lower() for word in words])
    return float(polarity), float(subjectivity)
