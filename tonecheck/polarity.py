"""TextBlob's sentiment lexicon over words that are already tokenised.

TextBlob is imported on first use: it costs more than everything else that a check does, and
only a report whose polarity somebody asks for needs it. Its lexicon is in its wheel; nothing
is downloaded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# "do" "n't", "I" "'m", "time", "!"
_WORD = re.compile(r"\w+(?=n['’]t\b)|n['’]t\b|['’]\w+|\w+(?:-\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of `text`, split when somebody asks: few callers do."""

    text: str = ""

    def __iter__(self) -> Iterator[str]:
        for word in _WORD.finditer(self.text):
            yield word[0].replace("’", "'")


def sentiment(words: Sequence[str]) -> tuple[float, float]:
    """Polarity in [-1, 1] and subjectivity in [0, 1] of `words`; (0.0, 0.0) for no words.

    Source: the Pattern lexicon (De Smedt & Daelemans 2012) as shipped in TextBlob.
    """
    if not words:
        return 0.0, 0.0
    from textblob.en import sentiment as lexicon_sentiment

    polarity, subjectivity = lexicon_sentiment([word.lower() for word in words])
    return float(polarity), float(subjectivity)
