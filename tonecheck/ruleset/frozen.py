"""Compiled rules as plain data and back: what msgpack can hold, and what a mail needs first.

What a mail does not need is never unpacked, nor even copied.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import accumulate
from typing import Any

from msgpack import packb, unpackb

from tonecheck.findings import Category
from tonecheck.ruleset.compiled import (
    Compiled,
    Concept,
    Entry,
    Grace,
    Guard,
    GuardCue,
    Marks,
    Owner,
    Profile,
    Structure,
    Thresholds,
    Tone,
    Where,
)
from tonecheck.ruleset.programs import Fixed, Free, Node, Program
from tonecheck.ruleset.trie import PhraseTrie
from tonecheck.ruleset.vocabulary import vocabulary
from tonecheck.ruleset.wording import LaterRows, Wording, first_of


class _Packed(Sequence[bytes]):
    """Many small byte strings as one, which costs nothing to read until one is asked for."""

    def __init__(self, ends: bytes | memoryview, joined: bytes | memoryview) -> None:
        self._ends = _array("I", ends)
        self._joined = joined

    @staticmethod
    def frozen(items: Iterable[bytes]) -> list[bytes]:
        """What `_Packed` takes."""
        held = [*items]
        return [array("I", accumulate(map(len, held), initial=0)).tobytes(), b"".join(held)]

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, number: Any) -> Any:
        return self._joined[self._ends[number] : self._ends[number + 1]]


class _Table(Mapping[str, Any]):
    """A mapping whose values are unpacked when they are asked for."""

    def __init__(
        self, keys: Sequence[str], ends: bytes | memoryview, joined: bytes | memoryview
    ) -> None:
        self._numbers = dict(zip(keys, range(len(keys)), strict=True))
        self._values = _Packed(ends, joined)

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __contains__(self, key: object) -> bool:
        return key in self._numbers

    def __getitem__(self, key: str) -> Any:
        return unpackb(self._values[self._numbers[key]])


class _Freezer:
    """Programs to plain data; what several share is written once, and named by its number."""

    def __init__(self) -> None:
        self.owners: list[Any] = []
        self.programs: list[bytes] = []
        self.parts: list[bytes] = []
        self._numbers: dict[int, int] = {}
        self._alive: list[object] = []

    def trie(self, trie: PhraseTrie) -> list[Any]:
        """A trie: its first words, their branches, and the programs behind each number in these."""
        firsts, branches, behind = trie.packed()
        rows = [packb([self.program(p) for p in programs]) for programs in behind]
        return [array("I", firsts).tobytes(), _Packed.frozen(branches), _Packed.frozen(rows)]

    def program(self, program: Program) -> int:
        """The number of `program`."""
        return self._once(program, self.programs, self._program)

    def owner(self, owner: Owner) -> int:
        """The number of `owner`."""
        return self._once(owner, self.owners, self._owner)

    def _once(self, item: Any, held: list[Any], freeze: Callable[[Any], Any]) -> int:
        number = self._numbers.get(id(item))
        if number is None:
            self._alive.append(item)
            number = self._numbers[id(item)] = len(held)
            held.append(None)
            held[number] = freeze(item)
        return number

    def _program(self, program: Program) -> Any:
        return packb(
            [
                self.owner(program.owner),
                program.direct,
                [self._node(node) for node in program.nodes],
                program.before,
                program.token_pattern,
                program.needs,
                program.shape,
                *map(list, (program.first, program.ahead, program.after, program.also)),
            ]
        )

    def _node(self, node: Node) -> Any:
        if isinstance(node, Free):
            return [node.least, node.most, node.name, node.greedy]
        return self._once(node, self.parts, _part)

    def _owner(self, owner: Owner) -> list[Any]:
        match owner:
            case Concept(name):
                return ["concept", name]
            case GuardCue(guard, role):
                return ["guard", guard.name, guard.reason, guard.direction, guard.reach, role]
            case Structure():
                said = [owner.name, owner.message, owner.denies]
                return ["structure", *said, *self._conditions(owner)]
            case Grace():
                return ["grace", owner.id, owner.element, *self._conditions(owner)]
            case Tone():
                return [
                    "tone",
                    owner.id,
                    owner.category.value,
                    owner.weight,
                    owner.message,
                    owner.why,
                    owner.rewrite,
                    owner.replace,
                    owner.safe,
                    sorted(owner.guards),
                    sorted(owner.needs),
                    *self._conditions(owner),
                ]

    def _conditions(self, owner: Tone | Grace | Structure) -> list[Any]:
        unless, requires = ([*map(self.program, p)] for p in (owner.unless, owner.requires))
        return [owner.where, unless, requires]


def _part(node: Fixed) -> Any:
    return packb([node.longest, node.optional, node.name, node.packed])


def frozen(compiled: Compiled) -> dict[str, Any]:
    """`compiled` as plain data: numbers, text, bytes, lists and mappings."""
    freezer = _Freezer()
    (trie, _), wording = compiled.tries, compiled.wording
    data = {
        "words": [*compiled.vocabulary],
        "special": [[*compiled.special], *_Packed.frozen(map(packb, compiled.special.values()))],
        "trie": freezer.trie(trie),
        "cues": freezer.trie(compiled.cues),
        "shapes": [*map(freezer.program, compiled.shapes)],
        "structures": [*map(freezer.owner, compiled.structures.values())],
        "by_structure": {
            name: [*map(freezer.program, behind)] for name, behind in compiled.by_structure.items()
        },
        "by_wording": {c.value: freezer.program(p) for c, p in compiled.by_wording.items()},
        "wording": frozen_wording(wording),
        "concepts": compiled.concepts,
        "tones": [*map(freezer.owner, compiled.tones.values())],
        "graces": [*map(freezer.owner, compiled.graces.values())],
        "profiles": [
            [
                *(p.name, p.thresholds, p.weights, p.off),
                {c.value: r for c, r in p.rewrites.items()},
                *(p.wants, p.welcomes, p.sentences),
            ]
            for p in compiled.profiles.values()
        ],
        "intensifiers": [*compiled.intensifiers],
        "off": compiled.off,
        "is_addition": compiled.is_addition,
    }
    return data | {
        "owners": freezer.owners,
        "programs": _Packed.frozen(freezer.programs),
        "parts": _Packed.frozen(freezer.parts),
    }


def frozen_wording(table: Wording) -> list[Any]:
    """A table as plain data, with its rows in order of their first words."""
    if table.later is not None:
        table.later.bring_all(table.rows)
    keys = sorted(table.rows, key=lambda key: (first_of(key), key))
    order = [table.rows[key] for key in keys]
    last = first_of(keys[-1]) if keys else 0
    counts = Counter(map(first_of, keys))
    return [
        array("Q", keys).tobytes(),
        array("I", accumulate(counts[word] for word in range(last + 1))).tobytes(),
        [array("d", map(column.__getitem__, order)).tobytes() for column in table.weights],
        bytes(map(table.plain.__getitem__, order)),
        table.bias,
        table.longest,
    ]


def thawed_wording(data: Sequence[Any]) -> Wording:
    """The table that `frozen_wording` gave; its rows come when a text has their first word."""
    keys, ends, weights, plain, bias, longest = data
    return Wording(
        {},
        tuple(_array("d", column) for column in weights),
        bytes(plain),
        tuple(bias),
        longest,
        LaterRows(_array("Q", keys), _array("I", ends)),
    )


class _Thawer:
    """Plain data to programs, each when it is first asked for."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._programs = _Packed(*data["programs"])
        self._parts = _Packed(*data["parts"])
        self._guards: dict[str, Guard] = {}
        self.part = cache(self._part)
        self.program = cache(self._program)
        self.owners = [self._owner(*owner) for owner in data["owners"]]
        for owner, (*_, unless, requires) in zip(self.owners, data["owners"], strict=True):
            if isinstance(owner, Tone | Grace | Structure):
                owner.unless, owner.requires = _Later(unless, self), _Later(requires, self)

    def trie(
        self, data: list[Any], entry_of: Callable[[tuple[Program, ...]], object]
    ) -> PhraseTrie:
        """A trie whose branches are unpacked when a text has their first word."""
        firsts, branches, behind = data
        words, rows = _array("I", firsts), _Packed(*behind)
        root = dict(zip(words, range(len(words)), strict=True))
        entries = cache(lambda number: entry_of(self.programs(unpackb(rows[number]))))
        return PhraseTrie(root, _Packed(*branches), entries)

    def programs(self, rows: Iterable[int]) -> tuple[Program, ...]:
        """The programs of these numbers."""
        return tuple(map(self.program, rows))

    def _owner(self, kind: str, *fields: Any) -> Owner:
        match kind, fields:
            case "concept", (name,):
                return Concept(name)
            case "guard", (name, reason, direction, reach, role):
                guard = self._guards.setdefault(name, Guard(name, reason, direction, reach))
                return GuardCue(guard, role)
            case "structure", (name, message, denies, where, *_):
                return Structure(name, message, where and Where(*where), denies)
            case "grace", (grace_id, element, where, *_):
                return Grace(grace_id, element, where and Where(*where))
        tone_id, category, weight, message, why, rewrite, place, safe, guards, needs, where, *_ = (
            fields
        )
        return Tone(
            tone_id,
            Category(category),
            weight,
            message,
            why,
            tuple(rewrite),
            place,
            safe,
            frozenset(guards),
            frozenset(needs),
            where and Where(*where),
        )

    def _part(self, number: int) -> Fixed:
        longest, optional, name, behind = unpackb(self._parts[number], strict_map_key=False)
        return Fixed(behind, longest=longest, optional=optional, name=name)

    def _node(self, data: Any) -> Node:
        return self.part(data) if isinstance(data, int) else Free(*data)

    def _program(self, number: int) -> Program:
        owner, direct, nodes, before, token_pattern, needs, shape, *words = unpackb(
            self._programs[number]
        )
        first, ahead, after, also = map(frozenset, words)
        return Program(
            self.owners[owner],
            (),
            direct,
            tuple(map(self._node, nodes)),
            before,
            token_pattern=None if token_pattern is None else tuple(token_pattern),
            needs=tuple(needs),
            shape=shape,
            first=first,
            ahead=ahead,
            after=after,
            also=also,
        )


class _Later(Sequence[Program]):
    """Programs that are made when somebody first goes through them."""

    def __init__(self, rows: list[int], thawer: _Thawer) -> None:
        self._rows = rows
        self._thawer = thawer

    @cached_property
    def _programs(self) -> tuple[Program, ...]:
        return self._thawer.programs(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, at: Any) -> Any:
        return self._programs[at]

    def __iter__(self) -> Iterator[Program]:
        return iter(self._programs)


def thawed(data: dict[str, Any]) -> Compiled:
    """The rules that `frozen` gave."""
    thawer = _Thawer(data)
    words = vocabulary(data["words"])
    return Compiled(
        vocabulary=words,
        special=_Table(*data["special"]),
        marks=Marks.of(words.__getitem__),
        tries=(thawer.trie(data["trie"], Entry.of), PhraseTrie()),
        cues=thawer.trie(data["cues"], tuple),
        shapes=thawer.programs(data["shapes"]),
        wording=thawed_wording(data["wording"]),
        structures={
            o.name: o
            for o in map(thawer.owners.__getitem__, data["structures"])
            if isinstance(o, Structure)
        },
        by_structure={n: thawer.programs(rows) for n, rows in data["by_structure"].items()},
        by_wording={Category(c): thawer.program(row) for c, row in data["by_wording"].items()},
        concepts={name: tuple(row) for name, row in data["concepts"].items()},
        tones={
            o.id: o for o in map(thawer.owners.__getitem__, data["tones"]) if isinstance(o, Tone)
        },
        graces={
            o.id: o for o in map(thawer.owners.__getitem__, data["graces"]) if isinstance(o, Grace)
        },
        profiles={made.name: made for made in map(_profile, data["profiles"])},
        intensifiers=frozenset(data["intensifiers"]),
        off=tuple(data["off"]),
        is_addition=data["is_addition"],
    )


def _profile(data: list[Any]) -> Profile:
    name, thresholds, weights, off, rewrites, wants, welcomes, sentences = data
    by_category = {Category(c): tuple(words) for c, words in rewrites.items()}
    return Profile(
        name, Thresholds(*thresholds), weights, tuple(off), by_category,
        tuple(wants), tuple(welcomes), sentences,
    )  # fmt: skip


def _array(kind: str, data: bytes | memoryview) -> array[Any]:
    made = array(kind)
    made.frombytes(data)
    return made
