"""The phrase trie: every phrase of every rule, guard and courtesy, found in one pass.

A tree of dicts over NORM hashes. In Python it beats spaCy's PhraseMatcher, whose hits come back
through a callback each, and unlike it can be written to disk and read again as plain data.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

END = 0
"""The key under which a node keeps what stands behind its phrase; no word hashes to 0."""


class PhraseTrie:
    """Phrases as tuples of NORM hashes, each with the one thing that stands behind it."""

    __slots__ = ("_root",)

    def __init__(self) -> None:
        self._root: dict[int, Any] = {}

    def add(self, phrase: Iterable[int], entry: object) -> None:
        """Let `phrase` stand for `entry`; a phrase that is already there is replaced."""
        node = self._root
        for norm in phrase:
            node = node.setdefault(norm, {})
        node[END] = entry

    def hits(self, norms: list[int]) -> list[tuple[Any, int, int]]:
        """`(entry, start, end)` of every phrase in `norms`, by start, then end."""
        root = self._root
        found = []
        length = len(norms)
        for start, norm in enumerate(norms):
            node = root.get(norm)
            end = start + 1
            while node is not None:
                if END in node:
                    found.append((node[END], start, end))
                if end == length:
                    break
                node = node.get(norms[end])
                end += 1
        return found
