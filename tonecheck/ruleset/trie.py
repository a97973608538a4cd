"""The phrase trie: every phrase of every rule, guard and courtesy, found in one pass.

A tree of dicts over words, as numbers of the vocabulary. In Python it beats spaCy's
PhraseMatcher, whose hits come back through a callback each, and unlike it can be written to disk
and read again as plain data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from msgpack import packb, unpackb

from tonecheck.ruleset.vocabulary import END


class PhraseTrie:
    """Phrases as runs of words, each with the one thing that stands behind it.

    A trie that was read from disk has `branches`: of every first word the number of its packed
    branch, which is unpacked when a text has that word; there a number stands behind a phrase,
    and `entry_of` tells what it stands for.
    """

    __slots__ = ("_branches", "_entry_of", "_root")

    def __init__(
        self,
        root: dict[int, Any] | None = None,
        branches: Sequence[bytes] = (),
        entry_of: Callable[[int], object] | None = None,
    ) -> None:
        self._root: dict[int, Any] = {} if root is None else root
        self._branches = branches
        self._entry_of = entry_of

    def add(self, phrase: Iterable[int], entry: object) -> None:
        """Let `phrase` stand for `entry`; a phrase that is already there is replaced."""
        node = self._root
        for norm in phrase:
            node = node.setdefault(norm, {})
        node[END] = entry

    def hits(self, norms: list[int]) -> list[tuple[Any, int, int]]:
        """`(entry, start, end)` of every phrase in `norms`, by start, then end."""
        root = self._root
        if not root:
            return []
        found = []
        length = len(norms)
        for start, norm in enumerate(norms):
            node = root.get(norm)
            if node is None:
                continue
            if node.__class__ is int:
                node = root[norm] = _unpacked(self._branches[node])
            end = start + 1
            while node is not None:
                if END in node:
                    found.append((node[END], start, end))
                if end == length:
                    break
                below = node.get(norms[end])
                if below.__class__ is bytes:
                    below = node[norms[end]] = _unpacked(below)
                node = below
                end += 1
        if self._entry_of is None:
            return found
        return [(self._entry_of(number), start, end) for number, start, end in found]

    def packed(self, number_of: Callable[[Any], int]) -> dict[int, bytes]:
        """Every branch as bytes, with the number that `number_of` gives behind each phrase."""
        return {norm: packed(_numbered(branch, number_of)) for norm, branch in self._root.items()}


def packed(branch: dict[int, Any]) -> bytes:
    """A branch as bytes, in which what follows each second word is bytes again."""
    made: bytes = packb({w: node if w == END else packb(node) for w, node in branch.items()})
    return made


def _unpacked(branch: bytes | memoryview) -> dict[int, Any]:
    made: dict[int, Any] = unpackb(branch, strict_map_key=False)
    return made


def _numbered(node: dict[int, Any], number_of: Callable[[Any], int]) -> dict[int, Any]:
    return {
        key: number_of(value) if key == END else _numbered(value, number_of)
        for key, value in node.items()
    }
