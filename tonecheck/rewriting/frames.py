"""Turns of phrase that tire a reader when a draft has them twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

_FRAMES = re.compile(
    r"\b(thank|grateful|appreciate|glad to talk|come back to|disappointed|not happy|"
    r"had hoped for|a little sad|if you like|glad to hear|"
    r"where it stands|look into|differently|a word about|when you have a moment|"
    r"if that is possible|"
    r"talk it through|could we talk|help me to understand|be glad to have|thankful)",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def frames(text: str) -> Sequence[str]:
    """Every such turn in `text`, in order, in small letters."""
    return tuple(found.lower() for found in _FRAMES.findall(text))
