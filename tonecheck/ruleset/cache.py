"""Compiled rules on disk, so that a process starts without compiling them again.

A file is named after the SHA-256 of all that it was made from: the bytes of the rule files and
of the modules that compile them, and the versions of Python and spaCy. It holds plain data (msgpack), never a
pickle, behind the SHA-256 of that data; one that is damaged, or of another shape, is made anew.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import spacy.about
from msgpack import packb, unpackb

from tonecheck.ruleset.compiler import (
    Concept,
    Entry,
    Grace,
    GuardCue,
    Owned,
    Shared,
    Tone,
    place_of,
)
from tonecheck.ruleset.loader import RuleSet
from tonecheck.ruleset.programs import Fixed, Free, Node, Program
from tonecheck.ruleset.trie import PhraseTrie

_PACKAGE = Path(__file__).resolve().parent.parent
_COMPILING = ("ruleset/*.py", "language.py", "spelling.py", "offsets.py", "findings.py")
"""What a compiled rule depends on; a change elsewhere leaves it as it is."""
_DIGEST = hashlib.sha256().digest_size
_KEPT = 4
"""How many files of earlier rule sets may stay."""


def cache_folder() -> Path:
    """Where compiled rules are kept: ``$XDG_CACHE_HOME/tonecheck``, by default in ``~/.cache``."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "tonecheck"


def cache_file(folder: Path) -> Path:
    """The file for the rules in `folder` as they are now."""
    digest = hashlib.sha256(f"{sys.version}\0{spacy.about.__version__}".encode())
    sources = [*sorted(folder.rglob("*.yaml")), *sorted(folder.rglob("*.tsv"))]
    modules = [path for pattern in _COMPILING for path in sorted(_PACKAGE.glob(pattern))]
    for path in (*sources, *modules):
        content = path.read_bytes()
        digest.update(f"{path.name}\0{len(content)}\0".encode())
        digest.update(content)
    return cache_folder() / f"{digest.hexdigest()}.rules"


def read(path: Path, ruleset: RuleSet) -> bool:
    """Whether `path` holds `ruleset` compiled; what it holds is then in `ruleset.cache`."""
    try:
        content = path.read_bytes()
    except OSError:
        return False
    digest, data = content[:_DIGEST], content[_DIGEST:]
    if hashlib.sha256(data).digest() != digest:
        return False
    ruleset.cache.update(_thawed(unpackb(data, strict_map_key=False), ruleset))
    return True


def write(path: Path, ruleset: RuleSet) -> None:
    """Keep what `ruleset.cache` holds in `path`; where that cannot be, nothing is kept."""
    data = packb(_frozen(ruleset))
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(hashlib.sha256(data).digest() + data)
        Path(file.name).replace(path)
        _tidy(path.parent)


def _tidy(folder: Path) -> None:
    """Remove all but the newest files."""
    files = sorted(folder.glob("*.rules"), key=lambda path: path.stat().st_mtime)
    for path in files[:-_KEPT]:
        path.unlink()


def _owned(ruleset: RuleSet) -> Iterator[tuple[str, int, Owned]]:
    """Everything compiled by its name in the cache, and its place in a guard's lists."""
    names = [*ruleset.rules, *ruleset.courtesies, *(f"guard:{name}" for name in ruleset.cues)]
    names += [name for name in ruleset.cache if name.startswith("concept:")]
    for name in names:
        held = ruleset.cache[name][1]
        for index, owned in enumerate(held if isinstance(held, list) else [held]):
            yield name, index, owned


class _Freezer:
    """Programs to plain data; parts that several share are written once."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []
        self.words: dict[int, int] = {}
        self.programs: list[bytes] = []
        self._numbers: dict[int, int] = {}
        self._alive: list[object] = []

    def program(self, program: Program, owner: int, *, bare: bool = False) -> int:
        """The number of `program`; a `bare` one is only ever a hit of the trie, or captures."""
        number = self._number(program)
        if number is None:
            number = self._numbers[id(program)] = len(self.programs)
            self.programs.append(
                packb(
                    [
                        owner,
                        program.direct,
                        [] if bare and _is_plain(program) else self._nodes(program),
                        program.before,
                        program.token_pattern,
                        program.needs,
                        program.is_cue,
                        program.shape,
                        *map(list, (program.first, program.ahead, program.after, program.also)),
                        [list(phrase) for phrase in program.phrases] if program.is_cue else [],
                    ]
                )
            )
        return number

    def _nodes(self, program: Program) -> list[Any]:
        return [self._node(node) for node in program.nodes]

    def _number(self, item: object) -> int | None:
        self._alive.append(item)
        return self._numbers.get(id(item))

    def _node(self, node: Node) -> Any:
        if isinstance(node, Free):
            return [node.least, node.most, node.name, node.greedy]
        number = self._number(node)
        if number is None:
            number = self._numbers[id(node)] = len(self.parts)
            phrases = [[self._word(norm) for norm in phrase] for phrase in node.phrases]
            self.parts.append(packb([node.longest, node.optional, node.name, packb(phrases)]))
        return number

    def _word(self, norm: int) -> int:
        return self.words.setdefault(norm, len(self.words))


def _is_plain(program: Program) -> bool:
    return program.direct and not any(node.name for node in program.nodes)


def _frozen(ruleset: RuleSet) -> dict[str, Any]:
    freezer = _Freezer()
    owned = [*_owned(ruleset)]
    behind = []
    for number, (name, index, (owner, programs)) in enumerate(owned):
        rows = [freezer.program(program, number, bare=not program.is_cue) for program in programs]
        wordless = [
            row
            for row, program in zip(rows, programs, strict=True)
            if program.shape or program.is_cue
        ]
        extra = [
            [freezer.program(program, number) for program in getattr(owner, key, ())]
            for key in ("unless", "requires")
        ]
        behind.append([name, index, getattr(owner, "role", ""), wordless, *extra])
    numbers = {id(owner): number for number, (_, _, (owner, _)) in enumerate(owned)}
    entries: dict[tuple[int, ...], int] = {}

    by_entry: dict[int, int] = {}

    def number_of(entry: Entry) -> int:
        if id(entry) not in by_entry:
            programs = {id(p): p for p in entry.programs()}.values()
            rows = tuple(freezer.program(p, numbers[id(p.owner)]) for p in programs)
            by_entry[id(entry)] = entries.setdefault(rows, len(entries))
        return by_entry[id(entry)]

    shared: Shared = ruleset.cache["shared"][1]
    return {
        "trie": shared.trie.packed(number_of),
        "words": [*freezer.words],
        "owned": behind,
        "known": sorted(shared.known),
        "entries": [list(rows) for rows in entries],
        "programs": freezer.programs,
        "parts": freezer.parts,
    }


class _Thawer:
    """Plain data to programs, each when it is first asked for."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._data = data
        self.owners: list[Any] = []
        self.part = cache(self._part)
        self.program = cache(self._program)
        self.entry = cache(self._entry)

    def programs(self, rows: Iterable[int]) -> tuple[Program, ...]:
        return tuple(map(self.program, rows))

    def _part(self, number: int) -> Fixed:
        longest, optional, name, phrases = unpackb(self._data["parts"][number])
        words = self._data["words"]

        def hashed() -> Iterator[tuple[int, ...]]:
            return (tuple(words[word] for word in phrase) for phrase in unpackb(phrases))

        return Fixed(hashed, longest=longest, optional=optional, name=name)

    def _node(self, data: Any) -> Node:
        return self.part(data) if isinstance(data, int) else Free(*data)

    def _program(self, number: int) -> Program:
        (
            owner, direct, nodes, before, token_pattern, needs, is_cue, shape,
            first, ahead, after, also, phrases,
        ) = unpackb(self._data["programs"][number])  # fmt: skip
        return Program(
            self.owners[owner],
            frozenset(map(tuple, phrases)),
            direct,
            tuple(map(self._node, nodes)),
            before,
            token_pattern=None if token_pattern is None else tuple(token_pattern),
            needs=tuple(needs),
            is_cue=is_cue,
            shape=shape,
            first=frozenset(first),
            ahead=frozenset(ahead),
            after=frozenset(after),
            also=frozenset(also),
        )

    def _entry(self, number: int) -> Entry:
        return Entry.of(self.programs(self._data["entries"][number]))


def _thawed(data: dict[str, Any], ruleset: RuleSet) -> dict[str, Any]:
    """What the compiler keeps in `ruleset.cache`."""
    thawer = _Thawer(data)
    thawer.owners.extend(_owner(name, role, ruleset) for name, _, role, *_ in data["owned"])
    held: dict[str, Any] = {}
    for owner, (name, _, _, wordless, unless, requires) in zip(
        thawer.owners, data["owned"], strict=True
    ):
        if isinstance(owner, Tone | Grace):
            owner.unless, owner.requires = thawer.programs(unless), thawer.programs(requires)
        owned = Owned(owner, list(thawer.programs(wordless)))
        source = _source(name, ruleset)
        if name.startswith("guard:"):
            held.setdefault(name, (source, []))[1].append(owned)
        else:
            held[name] = (source, owned)
    owners = frozenset(map(id, thawer.owners))
    trie = PhraseTrie(data["trie"], thawer.entry)
    held["shared"] = (None, Shared(trie, owners, frozenset(data["known"])))
    return held


def _source(name: str, ruleset: RuleSet) -> object:
    """What the compiler's cache knows `name` by."""
    if name.startswith("guard:"):
        return ruleset.cues[name.removeprefix("guard:")][0]
    return ruleset.rules.get(name) or ruleset.courtesies.get(name)


def _owner(name: str, role: Any, ruleset: RuleSet) -> Tone | Grace | GuardCue | Concept:
    kind, _, rest = name.partition(":")
    if kind == "concept":
        return Concept(rest)
    if kind == "guard":
        return GuardCue(ruleset.cues[rest][0], role)
    if name in ruleset.rules:
        loaded = ruleset.rules[name]
        rule = loaded.rule
        where = place_of(rule.where)
        return Tone(name, loaded.category, rule.weight, rule, loaded.guards, where)
    courtesy = ruleset.courtesies[name].rule
    return Grace(name, courtesy.element, place_of(courtesy.where))


__all__: Sequence[str] = ("cache_file", "cache_folder", "read", "write")
