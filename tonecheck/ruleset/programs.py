"""Patterns made ready to match: which phrases to look for, and how to verify the rest.

Words are numbers of the vocabulary here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from msgpack import packb, unpackb

from tonecheck.ruleset.vocabulary import END

Phrase = tuple[int, ...]
Captures = tuple[tuple[str, int, int], ...]


class Sought(Protocol):
    """What the phrase trie is to have at one place: the phrases by first word; perhaps nothing."""

    @property
    def phrases(self) -> Iterable[Phrase]: ...
    @property
    def firsts(self) -> Iterable[int]: ...
    @property
    def rests(self) -> Mapping[int, Iterable[Phrase]]: ...
    @property
    def is_optional(self) -> bool: ...


class Fixed:
    """A finite part, one of `phrases`; from disk they come as what may follow each first word.

    What may follow a first word is made into a tree, in which `END` marks a phrase's last word,
    when a pattern is first run there: most never are.
    """

    __slots__ = ("_behind", "_trees", "longest", "name", "optional")

    def __init__(
        self,
        phrases: Iterable[Phrase] | Mapping[int, bytes | list[Phrase]],
        *,
        longest: int,
        optional: bool,
        name: str | None = None,
    ) -> None:
        self.longest = longest
        self.optional = optional
        self.name = name
        self._behind = phrases if isinstance(phrases, Mapping) else by_first(phrases)
        self._trees: dict[int, dict[int, Any]] = {}

    @property
    def packed(self) -> dict[int, bytes]:
        """What may follow each first word, as bytes."""
        return {word: _packed(behind) for word, behind in self._behind.items()}

    def below(self, word: int) -> dict[int, Any] | None:
        """The tree of what may follow `word`, None where no phrase begins with it."""
        tree = self._trees.get(word)
        if tree is None and word in self._behind:
            behind = self._behind[word]
            tree = self._trees[word] = _tree(
                unpackb(behind) if isinstance(behind, bytes) else behind
            )
        return tree


def by_first(phrases: Iterable[Phrase]) -> dict[int, list[Phrase]]:
    """What may follow each first word of `phrases`."""
    behind: dict[int, list[tuple[int, ...]]] = {}
    for phrase in phrases:
        if phrase:
            behind.setdefault(phrase[0], []).append(phrase[1:])
    return behind


def _packed(behind: bytes | list[tuple[int, ...]]) -> bytes:
    return behind if isinstance(behind, bytes) else packb(behind)


class Free(NamedTuple):
    """A gap or a slot: from `least` to `most` tokens of any kind; `greedy` at a pattern's end."""

    least: int
    most: int
    name: str | None = None
    greedy: bool = False


Node = Fixed | Free


@dataclass(frozen=True, slots=True, eq=False)
class Program:
    """One pattern of one owner (a rule, a courtesy, a guard or a concept), ready to match.

    One of each of `phrases` in a row is looked for; where `direct`, a hit is a match, else `nodes`
    are run on the sentence from up to `before` tokens left of the hit; a match begins with one of
    `first`, has one of `ahead` before the hit, one of `after` behind it and one of `also` in the
    sentence (none: any).
    A token pattern matches only in a Doc that has the annotations it `needs`.
    """

    owner: Any
    phrases: tuple[Sought, ...]
    direct: bool
    nodes: tuple[Node, ...]
    before: int
    token_pattern: tuple[dict[str, Any], ...] | None = None
    needs: tuple[str, ...] = ()
    shape: str | None = None
    first: frozenset[int] = frozenset()
    ahead: frozenset[int] = frozenset()
    after: frozenset[int] = frozenset()
    also: frozenset[int] = frozenset()

    def match(self, norms: list[int], start: int, limit: int) -> tuple[int, Captures] | None:
        """The end and the captures of a match that begins at `start` and ends by `limit`.

        Optional words are taken when they can be, gaps are as short as they can be. Each
        (node, position) is tried once, so the work is linear in both.
        """
        return _run(self.nodes, norms, start, limit, 0, set())

    def search(self, norms: list[int], start: int, limit: int) -> bool:
        """Whether the pattern matches anywhere in `norms[start:limit]`."""
        first = self.first
        if first and first.isdisjoint(norms):
            return False
        return any(
            (not first or norms[at] in first) and self.match(norms, at, limit) is not None
            for at in range(start, limit)
        )


def _run(
    nodes: tuple[Node, ...],
    norms: list[int],
    at: int,
    limit: int,
    index: int,
    tried: set[tuple[int, int]],
) -> tuple[int, Captures] | None:
    if index == len(nodes):
        return at, ()
    if (index, at) in tried:
        return None
    tried.add((index, at))
    node = nodes[index]
    for end in _ends(node, norms, at, limit):
        rest = _run(nodes, norms, end, limit, index + 1, tried)
        if rest is not None:
            if node.name is None:
                return rest
            return rest[0], ((node.name, at, end), *rest[1])
    return None


def _ends(node: Node, norms: list[int], at: int, limit: int) -> Iterable[int]:
    if isinstance(node, Free):
        ends = range(at + node.least, min(at + node.most, limit) + 1)
        return reversed(ends) if node.greedy else ends
    found = [at] if node.optional else []
    position = at
    tree = node.below(norms[at]) if at < limit else None
    while tree is not None:
        position += 1
        if END in tree:
            found.append(position)
        tree = tree.get(norms[position]) if position < limit else None
    found.reverse()
    return found


def _tree(phrases: Iterable[Sequence[int]]) -> dict[int, Any]:
    tree: dict[int, Any] = {}
    for phrase in phrases:
        branch = tree
        for norm in phrase:
            branch = branch.setdefault(norm, {})
        branch[END] = True
    return tree
