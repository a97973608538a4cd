"""Compiled rules on disk, so that a process starts without reading YAML or importing spaCy.

A file is named after the BLAKE2b of all that it was made from: the bytes of the rule files and
of the modules that compile them, and the versions of Python and spaCy. It holds plain data
(msgpack), never a pickle, behind the BLAKE2b of that data; one that is damaged is made anew.
What a mail does not need is never unpacked.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache, cached_property, partial
from importlib.util import find_spec
from itertools import accumulate
from pathlib import Path
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
from tonecheck.ruleset.wording import Wording

_PACKAGE = Path(__file__).resolve().parent.parent
_COMPILING = (
    "ruleset/*.py",
    "language.py",
    "spelling.py",
    "shapes.py",
    "offsets.py",
    "findings.py",
)
"""What a compiled rule depends on; a change elsewhere leaves it as it is."""
_DIGEST = hashlib.blake2b().digest_size
_KEPT = 4
"""How many files of earlier rule sets may stay."""


def cache_folder() -> Path:
    """Where compiled rules are kept: ``$XDG_CACHE_HOME/tonecheck``, by default in ``~/.cache``."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "tonecheck"


def cache_file(folder: Path) -> Path:
    """The file for the rules in `folder` as they are now."""
    digest = hashlib.blake2b(sys.version.encode() + _about_spacy())
    sources = [*sorted(folder.rglob("*.yaml")), *sorted(folder.rglob("*.tsv"))]
    modules = [path for pattern in _COMPILING for path in sorted(_PACKAGE.glob(pattern))]
    for path in (*sources, *modules):
        content = path.read_bytes()
        digest.update(f"{path.name}\0{len(content)}\0".encode())
        digest.update(content)
    return cache_folder() / f"{digest.hexdigest()[:64]}.rules"


def _about_spacy() -> bytes:
    """SpaCy's version, without importing spaCy."""
    spec = find_spec("spacy")
    return Path(spec.origin).with_name("about.py").read_bytes() if spec and spec.origin else b""


def read(path: Path) -> Compiled | None:
    """The rules that `path` holds, None where it is missing or damaged."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    digest, data = content[:_DIGEST], content[_DIGEST:]
    if hashlib.blake2b(data).digest() != digest:
        return None
    return _thawed(unpackb(data, strict_map_key=False))


def write(path: Path, compiled: Compiled) -> None:
    """Keep `compiled` in `path`; where that cannot be, nothing is kept."""
    data = packb(_frozen(compiled))
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(hashlib.blake2b(data).digest() + data)
        Path(file.name).replace(path)
        _tidy(path.parent)


def _tidy(folder: Path) -> None:
    """Remove all but the newest files."""
    files = sorted(folder.glob("*.rules"), key=lambda path: path.stat().st_mtime)
    for path in files[:-_KEPT]:
        path.unlink()


class _Packed(Sequence[bytes]):
    """Many small byte strings as one, which costs nothing to read until one is asked for."""

    def __init__(self, ends: bytes, joined: bytes) -> None:
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

    def __init__(self, keys: Sequence[str], ends: bytes, joined: bytes) -> None:
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
        self._entries: dict[tuple[int, ...], int] = {}
        self._numbers: dict[int, int] = {}
        self._alive: list[object] = []

    @property
    def entries(self) -> list[bytes]:
        """The programs of each entry."""
        return [*map(packb, self._entries)]

    def trie(self, trie: PhraseTrie) -> list[Any]:
        """A trie: its first words, and their branches."""
        branches = trie.packed(self.entry)
        return [array("I", branches).tobytes(), *_Packed.frozen(branches.values())]

    def program(self, program: Program, *, is_sought: bool = False) -> int:
        """The number of `program`; one that `is_sought` by the trie may need no nodes."""
        return self._once(program, self.programs, partial(self._program, is_sought=is_sought))

    def entry(self, entry: Entry | tuple[Program, ...]) -> int:
        """The number of what stands behind a phrase."""
        programs = entry.programs() if isinstance(entry, Entry) else entry
        rows = tuple(dict.fromkeys(self.program(p, is_sought=True) for p in programs))
        return self._entries.setdefault(rows, len(self._entries))

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

    def _program(self, program: Program, *, is_sought: bool) -> Any:
        is_plain = program.direct and not any(node.name for node in program.nodes)
        return packb(
            [
                self.owner(program.owner),
                program.direct,
                [] if is_sought and is_plain else [self._node(node) for node in program.nodes],
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
                return ["structure", owner.name, owner.message, *self._conditions(owner)]
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
    return packb([node.longest, node.optional, node.name, packb([*node.phrases])])


def _frozen(compiled: Compiled) -> dict[str, Any]:
    freezer = _Freezer()
    (trie, _), wording = compiled.tries, compiled.wording
    frozen = {
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
        "wording": [
            array("Q", wording.rows).tobytes(),
            [column.tobytes() for column in wording.weights],
            wording.plain,
            wording.bias,
            wording.longest,
        ],
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
    }
    return frozen | {
        "owners": freezer.owners,
        "programs": _Packed.frozen(freezer.programs),
        "parts": _Packed.frozen(freezer.parts),
        "entries": _Packed.frozen(freezer.entries),
    }


class _Thawer:
    """Plain data to programs, each when it is first asked for."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._programs = _Packed(*data["programs"])
        self._parts = _Packed(*data["parts"])
        self._entries = _Packed(*data["entries"])
        self._guards: dict[str, Guard] = {}
        self.part = cache(self._part)
        self.program = cache(self._program)
        self.entry = cache(self._entry)
        self.owners = [self._owner(*owner) for owner in data["owners"]]
        for owner, (*_, unless, requires) in zip(self.owners, data["owners"], strict=True):
            if isinstance(owner, Tone | Grace | Structure):
                owner.unless, owner.requires = _Later(unless, self), _Later(requires, self)

    def trie(self, data: list[bytes], entry_of: Callable[[int], object]) -> PhraseTrie:
        """A trie whose branches are unpacked when a text has their first word."""
        firsts, ends, joined = data
        words = _array("I", firsts)
        root = dict(zip(words, range(len(words)), strict=True))
        return PhraseTrie(root, _Packed(ends, joined), entry_of)

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
            case "structure", (name, message, where, *_):
                return Structure(name, message, where and Where(*where))
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
        longest, optional, name, phrases = unpackb(self._parts[number])
        return Fixed(_Phrases(phrases), longest=longest, optional=optional, name=name)

    def _node(self, data: Any) -> Node:
        return self.part(data) if isinstance(data, int) else Free(*data)

    def _program(self, number: int) -> Program:
        owner, direct, nodes, before, token_pattern, needs, shape, *words = unpackb(
            self._programs[number]
        )
        first, ahead, after, also = map(frozenset, words)
        return Program(
            self.owners[owner],
            frozenset(),
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

    def _entry(self, number: int) -> Entry:
        return Entry.of(self.programs(unpackb(self._entries[number])))

    def cue(self, number: int) -> tuple[Program, ...]:
        """What stands behind a phrase of a guard."""
        return self.programs(unpackb(self._entries[number]))


class _Phrases:
    """Phrases that are unpacked each time somebody goes through them."""

    def __init__(self, packed: bytes) -> None:
        self._packed = packed

    def __iter__(self) -> Iterator[tuple[int, ...]]:
        return iter(unpackb(self._packed))


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


def _thawed(data: dict[str, Any]) -> Compiled:
    thawer = _Thawer(data)
    keys, weights, plain, bias, longest = data["wording"]
    rows = _array("Q", keys)
    words = vocabulary(data["words"])
    return Compiled(
        vocabulary=words,
        special=_Table(*data["special"]),
        marks=Marks.of(words.__getitem__),
        tries=(thawer.trie(data["trie"], thawer.entry), PhraseTrie()),
        cues=thawer.trie(data["cues"], thawer.cue),
        shapes=thawer.programs(data["shapes"]),
        wording=Wording(
            dict(zip(rows, range(len(rows)), strict=True)),
            tuple(_array("d", column) for column in weights),
            plain,
            tuple(bias),
            longest,
        ),
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
    )


def _profile(data: list[Any]) -> Profile:
    name, thresholds, weights, off, rewrites, wants, welcomes, sentences = data
    by_category = {Category(c): tuple(words) for c, words in rewrites.items()}
    return Profile(
        name, Thresholds(*thresholds), weights, tuple(off), by_category,
        tuple(wants), tuple(welcomes), sentences,
    )  # fmt: skip


def _array(kind: str, data: bytes) -> array[Any]:
    made = array(kind)
    made.frombytes(data)
    return made
