"""Plain sentences that take up the word on which a blow or a sigh turns.

Who says "nobody thought of asking me" would have liked to be asked; who says "as if it mattered"
means that it did. The word itself comes back, and what it was wrapped in does not. It comes back
only in the sense and the role it had: signs name who did it to whom, and what is said of a
comparison or of what might be is no sign of anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tonecheck.findings import Category
from tonecheck.rewriting.blows import BLOWS
from tonecheck.rewriting.pleas import PLEAS
from tonecheck.rewriting.sighs import SIGHS
from tonecheck.rewriting.signs import Echo

# What a thing is likened to, and what only would be: "a goat would have checked it".
_UNREAL = re.compile(
    r"(?:\blike (?:an?|the|some|my)\b|\bthan\b|(?<!as )\b(?:if|unless)\b|"
    r"\b(?:\w+ ){0,3}(?:would|could|might|should) have\b|\banything but\b|\blet alone\b|"
    r"\bas \w+ as\b)[^,;.!?]*",
    re.IGNORECASE,
)
ECHOES: Mapping[Category, tuple[Echo, ...]] = {
    Category.HOSTILE: BLOWS,
    Category.SULKING: SIGHS,
    Category.DEMANDING: PLEAS,
}
"""What may come back of a sentence of each category, best first."""


def echoed(sentence: str, category: Category) -> Iterator[str]:
    """The sentences that take up a word of `sentence`, in the order of the list."""
    real = _UNREAL.sub(" ", sentence.replace("’", "'"))
    return (words for sign, words in ECHOES[category] if sign.search(real))
