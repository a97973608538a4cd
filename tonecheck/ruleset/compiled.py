"""Rules made ready to match: plain values, so that they can be kept on disk and read at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, NamedTuple

from tonecheck.errors import ConfigError, suggest
from tonecheck.findings import Category, Element, Register
from tonecheck.ruleset.programs import Program
from tonecheck.ruleset.selectors import check_selectors, matches
from tonecheck.ruleset.trie import PhraseTrie
from tonecheck.ruleset.vocabulary import Vocabulary
from tonecheck.ruleset.wording import CATEGORIES, Weights, Wording

Role = Literal["cue", "end", "pseudo", "block"]


class Where(NamedTuple):
    """Where in its sentence, and in what kind of sentence, a match counts; None: anywhere."""

    addressee: str | None = None
    sentence: str | None = None
    position: str | None = None
    message: str | None = None


@dataclass(slots=True, eq=False)
class Tone:
    """A rule: what the steps after matching need of it."""

    id: str
    category: Category
    weight: float
    message: str
    why: str
    rewrite: tuple[str, ...]
    replace: str
    safe: bool
    guards: frozenset[str]
    needs: frozenset[str]
    where: Where | None = None
    unless: Sequence[Program] = ()
    requires: Sequence[Program] = ()


@dataclass(slots=True, eq=False)
class Grace:
    """A courtesy."""

    id: str
    element: Element
    where: Where | None = None
    unless: Sequence[Program] = ()
    requires: Sequence[Program] = ()


@dataclass(frozen=True, slots=True)
class Guard:
    """What takes a candidate out of account: cues that reach `direction` for `reach` tokens."""

    name: str
    reason: str
    direction: str
    reach: int


@dataclass(slots=True, eq=False)
class GuardCue:
    """One list of a guard: its cues, or its ends, pseudo-cues or blocks."""

    guard: Guard
    role: Role


@dataclass(frozen=True, slots=True)
class Concept:
    """A lexicon whose terms have a fitted weight."""

    name: str


@dataclass(slots=True, eq=False)
class Structure:
    """A way of putting things: rules may look for it, and the wording may weigh it.

    One that `denies` takes back the words after its first one.
    """

    name: str
    message: str | None = None
    where: Where | None = None
    denies: bool = False
    unless: Sequence[Program] = ()
    requires: Sequence[Program] = ()


Owner = Tone | Grace | GuardCue | Concept | Structure


class Entry(NamedTuple):
    """The programs behind one phrase of the trie, by what has to be asked before they are run.

    `after` holds those that want one certain word behind the hit, under that word; `ahead` the
    others that want one before it; `sure` those that ask neither.
    """

    sure: tuple[Program, ...]
    after: dict[int, tuple[Program, ...]]
    ahead: dict[int, tuple[Program, ...]]

    @classmethod
    def of(cls, programs: Iterable[Program]) -> Entry:
        """The entry of `programs`."""
        after: dict[int, tuple[Program, ...]] = {}
        ahead: dict[int, tuple[Program, ...]] = {}
        sure = []
        for program in programs:
            if program.direct or not (program.after or program.ahead):
                sure.append(program)
            else:
                wanted = after if program.after else ahead
                for word in program.after or program.ahead:
                    wanted[word] = (*wanted.get(word, ()), program)
        return cls(tuple(sure), after, ahead)

    def programs(self) -> Iterator[Program]:
        """All of them; one that wants several words comes more than once."""
        yield from self.sure
        for behind in (*self.after.values(), *self.ahead.values()):
            yield from behind


_SKIPPED_AT_START = (
    "and so then now just but or well ok okay also again honestly seriously look oh hey hi no yes "
    "please really actually anyway - , : ... * \" ' ("
).split()
_SKIPPED_AT_END = "! ? . ... \" ' ) , : ; then please now thanks anyway".split()
_READER = "you your yours yourself yourselves u".split()
_SELF = "i me my mine we us our ours myself ourselves".split()


class Marks(NamedTuple):
    """The words that say where in a sentence something stands, what kind it is and about whom."""

    at_start: frozenset[int]
    at_end: frozenset[int]
    question: int
    exclamation: int
    reader: frozenset[int]
    self: frozenset[int]

    @classmethod
    def of(cls, number: Callable[[str], int]) -> Marks:
        """The marks as the numbers that `number` gives."""
        starts, ends, reader, self = (
            frozenset(map(number, words))
            for words in (_SKIPPED_AT_START, _SKIPPED_AT_END, _READER, _SELF)
        )
        return cls(starts, ends, number("?"), number("!"), reader, self)


class Thresholds(NamedTuple):
    """Evidence from which a finding has each severity."""

    info: float
    warning: float
    error: float


@dataclass(frozen=True, slots=True)
class Profile:
    """What one kind of reply wants, and how strictly."""

    name: str
    thresholds: Thresholds
    weights: Mapping[str, float]
    off: tuple[str, ...]
    rewrites: Mapping[Category, tuple[str, ...]]
    wants: tuple[Element, ...] = ()
    welcomes: tuple[Element, ...] = ()
    sentences: Mapping[Element, Mapping[Register, Sequence[str]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Compiled:
    """All rules behind phrase tries.

    Each of `tries` leads to an `Entry` a phrase: the first holds the built-in rules, the second
    what a user's folders add. `swapped` says by identity which owners stand for others there:
    None for one that is off. `cues` leads to the guards' programs and is only asked about
    sentences in which a rule matched. `shapes` are the programs without words, `by_structure`
    those that go by one of `structures`, under its name, `by_wording` those that go by the sum
    of cue phrases in `wording`; `concepts` has the log-odds, one a category, of the lexicons and
    structures that count there. `skipped` names the rules that need annotations
    the pipeline does not have; `special` are the chunks that spaCy treats as a whole.
    What `is_addition` holds only what a user's folders say: it is there to be put `over` others.
    """

    vocabulary: Vocabulary
    special: Mapping[str, Sequence[tuple[int, str]]]
    marks: Marks
    tries: tuple[PhraseTrie, ...]
    cues: PhraseTrie
    shapes: tuple[Program, ...]
    structures: dict[str, Structure]
    by_structure: dict[str, tuple[Program, ...]]
    wording: Wording
    by_wording: dict[Category, Program]
    concepts: dict[str, Weights]
    tones: dict[str, Tone]
    graces: dict[str, Grace]
    profiles: dict[str, Profile]
    intensifiers: frozenset[int]
    off: tuple[str, ...] = ()
    swapped: Mapping[int, Owner | None] = field(default_factory=dict)
    skipped: tuple[str, ...] = ()
    is_addition: bool = False

    def profile(self, name: str) -> Profile:
        """The profile called `name`; ConfigError lists what there is."""
        if name not in self.profiles:
            raise ConfigError(f"there is no profile `{name}`; {suggest(name, self.profiles)}")
        return self.profiles[name]

    def over(self, own: Compiled) -> Compiled:
        """These rules and, over them, the addition `own`: what it replaces is off here."""
        held: dict[str, Tone | Grace] = {**self.tones, **self.graces}
        gone = {id(held[name]): None for name in (*own.tones, *own.graces) if name in held}

        def kept(programs: Iterable[Program]) -> tuple[Program, ...]:
            return tuple(program for program in programs if id(program.owner) not in gone)

        return replace(
            self,
            vocabulary=own.vocabulary,
            tries=(self.tries[0], own.tries[0]),
            cues=own.cues or self.cues,
            shapes=(*kept(self.shapes), *own.shapes),
            structures={**self.structures, **own.structures},
            by_structure={
                name: (*kept(self.by_structure.get(name, ())), *own.by_structure.get(name, ()))
                for name in self.by_structure | own.by_structure
            },
            wording=own.wording if own.wording.longest else self.wording,
            by_wording={p.owner.category: p for p in kept(self.by_wording.values())}
            | own.by_wording,
            concepts=own.concepts or self.concepts,
            tones={**self.tones, **own.tones},
            graces={**self.graces, **own.graces},
            profiles=own.profiles,
            off=own.off,
            swapped={**self.swapped, **gone},
        )

    def switched(
        self,
        off: Iterable[str] = (),
        select: Iterable[str] = (),
        weights: Mapping[str, float] | None = None,
        annotations: frozenset[str] = frozenset(),
    ) -> Compiled:
        """These rules without those that are `off` (ids, categories, globs) or not in `select`.

        `weights` are by rule id; `annotations` says whether the pipeline sets "pos" and "dep".
        Raises ConfigError for a selector or an id that means no rule.
        """
        weights = weights or {}
        known = [*self.tones, *self.graces]
        select = tuple(select)
        silent = [*self.off, *off]
        check_selectors((*select, *silent, *weights), known)
        skipped = [t.id for t in self.tones.values() if not t.needs <= annotations]
        gone = {i for i in known if any(matches(selector, i) for selector in silent)}
        gone.update(skipped)
        if select:
            gone |= {i for i in self.tones if not any(matches(chosen, i) for chosen in select)}
        if not gone and not weights:
            return self
        swapped: dict[int, Owner | None] = {
            id(owner): None for owner in self._owners() if owner.id in gone
        }
        for rule_id, weight in weights.items():
            if rule_id not in gone:
                swapped[id(self.tones[rule_id])] = replace(self.tones[rule_id], weight=weight)
        return self._with(swapped, gone, tuple(i for i in skipped if i in gone))

    def _owners(self) -> Iterator[Tone | Grace]:
        yield from self.tones.values()
        yield from self.graces.values()

    def _with(
        self, swapped: dict[int, Owner | None], gone: set[str], skipped: tuple[str, ...]
    ) -> Compiled:
        def owner_of(owner: Any) -> Any:
            return swapped.get(id(owner), owner)

        def kept(programs: Iterable[Program]) -> tuple[Program, ...]:
            return tuple(
                replace(program, owner=owner_of(program.owner))
                for program in programs
                if owner_of(program.owner) is not None
            )

        by_wording = {p.owner.category: p for p in kept(self.by_wording.values())}
        counts = [category in by_wording for category in CATEGORIES]
        return replace(
            self,
            shapes=kept(self.shapes),
            by_structure={name: kept(behind) for name, behind in self.by_structure.items()},
            wording=self.wording.only(by_wording),
            by_wording=by_wording,
            concepts={
                name: tuple(weight * count for weight, count in zip(row, counts, strict=True))
                for name, row in self.concepts.items()
            },
            tones={i: owner_of(tone) for i, tone in self.tones.items() if i not in gone},
            graces={i: grace for i, grace in self.graces.items() if i not in gone},
            swapped={**self.swapped, **swapped},
            skipped=skipped,
        )
