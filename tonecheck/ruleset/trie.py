"""The phrase trie: every phrase of every rule, guard and courtesy, found in one pass.

A tree of dicts over words, as numbers of the vocabulary. In Python it beats spaCy's
PhraseMatcher, whose hits come back through a callback each, and unlike it can be written to disk
and read again as plain data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any

from msgpack import packb, unpackb

from tonecheck.ruleset.programs import Sought
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

    def __bool__(self) -> bool:
        return bool(self._root)

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

    def packed(self) -> tuple[list[int], list[bytes], list[tuple[Any, ...]]]:
        """First words, their packed branches, and the items behind each number in these.

        Only of a trie that `Growing` made.
        """
        grown = self._branches
        assert isinstance(grown, Growing)
        return [*self._root], [*grown], grown.behind


def _packed(branch: dict[int, Any]) -> bytes:
    """A branch as bytes, in which what follows each second word is bytes again."""
    made: bytes = packb({w: node if w == END else packb(node) for w, node in branch.items()})
    return made


def _unpacked(branch: bytes | memoryview) -> dict[int, Any]:
    made: dict[int, Any] = unpackb(branch, strict_map_key=False)
    return made


class Growing(Sequence[bytes]):
    """The branches of a trie that items are added to, each made when somebody asks for it.

    `behind` holds, by the number at a phrase's end, the items that stand there.
    """

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}
        self._wanted: list[tuple[int, list[_Wanted]]] = []
        self._rows: dict[tuple[int | None, int], int] = {}
        self.behind: list[tuple[Any, ...]] = []

    def add(self, parts: tuple[Sought, ...], item: object) -> None:
        """Let `item` stand, after what stands there, behind what has one of each of `parts`."""
        for at, part in enumerate(parts, 1):
            for word in part.firsts:
                self._of(word).append((part, parts[at:], item))
            if not part.is_optional:
                break

    def _of(self, word: int) -> list[_Wanted]:
        """What is to stand in the branch of `word`."""
        if word not in self._numbers:
            self._numbers[word] = len(self._wanted)
            self._wanted.append((word, []))
        return self._wanted[self._numbers[word]][1]

    def trie(self, entry_of: Callable[[tuple[Any, ...]], object]) -> PhraseTrie:
        """The trie, with what `entry_of` makes of the items behind each phrase."""
        return PhraseTrie(
            {**self._numbers}, self, cache(lambda number: entry_of(self.behind[number]))
        )

    def __len__(self) -> int:
        return len(self._wanted)

    def __getitem__(self, number: Any) -> Any:
        return _packed(self._branch(*self._wanted[number]))

    def _branch(self, word: int, wanted: Iterable[_Wanted]) -> dict[int, Any]:
        branch: dict[int, Any] = {}
        for first, parts, item in wanted:
            nodes = [_below(branch, rest) for rest in first.rests[word]]
            for part in parts:
                nodes = [_below(node, phrase) for node in nodes for phrase in part.phrases]
            self._put(nodes, item)
        return branch

    def _put(self, nodes: Iterable[dict[int, Any]], item: object) -> None:
        """Let `item` stand behind phrases that end in `nodes`, once in each."""
        numbers: dict[int | None, int] = {}
        for node in nodes:
            held = node.get(END)
            if held not in numbers:
                numbers[held] = self._with(item, held)
            node[END] = numbers[held]

    def _with(self, item: object, held: int | None) -> int:
        """The number of what `held` is the number of, and `item`."""
        before = () if held is None else self.behind[held]
        if held is not None and before[-1] is item:
            return held
        key = held, id(item)
        if key not in self._rows:
            self._rows[key] = len(self.behind)
            self.behind.append((*before, item))
        return self._rows[key]


_Wanted = tuple[Sought, tuple[Sought, ...], object]


def _below(node: dict[int, Any], phrase: Iterable[int]) -> dict[int, Any]:
    """The node of `phrase` below `node`, made where it is missing."""
    for word in phrase:
        below = node.get(word)
        if below is None:
            below = node[word] = {}
        node = below
    return node
