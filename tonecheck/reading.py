"""One sentence as the rules see it, wherever it stands: what matches in it, and what it says.

One pass of the phrase trie says where anything could be; only there the rest of a pattern is
verified. Python-level work happens per hit. Tokens are counted from the sentence's start.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp
from typing import TYPE_CHECKING, Any, NamedTuple

from tonecheck.findings import Category
from tonecheck.ruleset.compiled import (
    Compiled,
    Concept,
    Entry,
    Grace,
    GuardCue,
    Marks,
    Structure,
    Tone,
    Where,
)
from tonecheck.ruleset.programs import Program
from tonecheck.ruleset.wording import CATEGORIES, Weights, WordingCue
from tonecheck.shapes import ANY, SHAPES
from tonecheck.tokens import Piece

if TYPE_CHECKING:
    from spacy.tokens import Doc

FAINTEST = 0.3
"""Evidence below which the wording of a sentence is no candidate."""

Place = tuple[int, int]


class Hit(NamedTuple):
    """A pattern of `owner` standing at tokens `start` to `end`; quoted words are not the writer's.

    `wording` is the evidence of the sentence's cue phrases, for the rules that go by them.
    """

    owner: Tone | Grace
    program: Program
    start: int
    end: int
    quoted: bool = False
    wording: float | None = None


@dataclass(slots=True)
class Words:
    """The tokens of a sentence: `norms` as numbers, `said` with one for all numbers.

    `quoted` are those between quotation marks.
    """

    text: str
    norms: list[int]
    said: list[int]
    quoted: frozenset[int]
    piece_of: Callable[[str], Piece]
    _places: list[Place] | None = None

    @classmethod
    def of(cls, text: str, quoted: Sequence[Place], piece_of: Callable[[str], Piece]) -> Words:
        """The tokens of `text`, of which the characters in `quoted` are somebody else's."""
        pieces = [piece_of(chunk) for chunk in text.split(" ") if chunk]
        norms = [norm for piece in pieces for norm in piece.norms]
        has_numbers = any(piece.said is not piece.norms for piece in pieces)
        said = [w for piece in pieces for w in piece.said] if has_numbers else norms
        words = cls(text, norms, said, frozenset(), piece_of)
        if quoted:
            places = words.places()
            spans = (range(*_overlapping(places, start, end)) for start, end in quoted)
            words.quoted = frozenset(token for span in spans for token in span)
        return words

    def places(self) -> list[Place]:
        """Where in `text` each token stands: few sentences are ever asked, and those again."""
        if self._places is None:
            self._places = self._found_places()
        return self._places

    def _found_places(self) -> list[Place]:
        places: list[Place] = []
        at = 0
        for chunk in self.text.split(" "):
            if chunk:
                places += [(at + s, at + e) for s, e in self.piece_of(chunk).places]
            at += len(chunk) + 1
        return places


def _overlapping(places: list[Place], start: int, end: int) -> Place:
    """The tokens at `places` that have a part in the characters `start` to `end`."""
    first = bisect_right(places, start, key=lambda place: place[1])
    return first, bisect_left(places, end, lo=first, key=lambda place: place[0])


@dataclass(slots=True)
class Reading:
    """What the rules see in one sentence.

    An `unless` took the `exceptions` away. `log_odds` is what the wording and the concepts say
    for each category; `wording` has the cues for those that are
    candidates, heaviest first; `structures` has the places of each. The wording does not count
    the tokens `unsaid`: quoted ones, and what is denied.
    """

    words: Words
    log_odds: Weights
    candidates: tuple[Hit, ...]
    exceptions: tuple[Hit, ...]
    courtesies: tuple[Hit, ...]
    wording: dict[Category, list[WordingCue]]
    structures: Mapping[str, Sequence[Place]]
    unsaid: frozenset[int]
    _cues: tuple[tuple[GuardCue, int, int], ...] | None = None

    def cues(self, compiled: Compiled) -> tuple[tuple[GuardCue, int, int], ...]:
        """The words of guards that stand here, looked for when they are first asked for."""
        if self._cues is None:
            norms = self.words.norms
            self._cues = tuple(
                (program.owner, start, end)
                for programs, first, last in compiled.cues.hits(norms)
                for program in programs
                for start, end in _verified(program, first, last, norms)
            )
        return self._cues


def read_sentence(words: Words, compiled: Compiled, doc: Callable[[], Doc]) -> Reading:
    """What `compiled` sees in a sentence; `doc` makes the spaCy Doc that token patterns want."""
    seen = _Sentence(words, compiled, doc)
    seen.match_phrases()
    seen.match_shapes()
    seen.match_structures()
    return seen.finish()


class _Sentence:
    """The state of one reading."""

    def __init__(self, words: Words, compiled: Compiled, doc: Callable[[], Doc]) -> None:
        self._words = words
        self._norms = words.norms
        self._compiled = compiled
        self._doc = doc
        self._marks = compiled.marks
        self._seen: set[tuple[int, int, int]] = set()
        self._held: dict[int, bool] = {}
        self._concepts: dict[tuple[str, int, int], None] = {}
        self._structures: dict[str, list[Place]] = {}
        self._candidates: list[Hit] = []
        self._exceptions: list[Hit] = []
        self._courtesies: list[Hit] = []

    def match_phrases(self) -> None:
        """Sort in what the tries lead to."""
        norms = self._norms
        for trie in self._compiled.tries:
            for entry, start, end in trie.hits(norms):
                for program in _programs(entry, norms, start, end):
                    self._try(program, start, end)

    def match_shapes(self) -> None:
        """Sort in the shapes that no words can name."""
        text = self._words.text
        if ANY.search(text) is None:
            return
        for program in self._compiled.shapes:
            gate, shape = SHAPES[program.shape or ""]
            if gate.search(text) is None:
                continue
            for place in shape.finditer(text):
                places = self._words.places()
                start, end = _overlapping(places, *place.span())
                if start < end:
                    self._sort_in(program.owner, program, start, end)

    def match_structures(self) -> None:
        """Sort in what goes by the structures that were found."""
        for name, places in self._structures.items():
            for start, end in places:
                if name in self._compiled.concepts and start not in self._words.quoted:
                    self._concepts[name, start, end] = None
                for program in self._compiled.by_structure.get(name, ()):
                    self._sort_in(program.owner, program, start, end)

    def finish(self) -> Reading:
        """The reading."""
        compiled, words = self._compiled, self._words
        said, unsaid = words.said, words.quoted
        if self._structures and (denied := self._denied()):
            unsaid |= denied
            kept = (place for place in self._concepts if place[1] not in denied)
            self._concepts = dict.fromkeys(kept)
        if unsaid:
            said = [0 if at in unsaid else word for at, word in enumerate(said)]
        log_odds = compiled.wording.read(said).log_odds
        names = {name for name, _, _ in self._concepts}
        if names:
            rows = [log_odds, *(compiled.concepts[name] for name in sorted(names))]
            log_odds = tuple(map(sum, zip(*rows, strict=True)))
        wording: dict[Category, list[WordingCue]] = {}
        for column, odds in enumerate(log_odds):
            chance = 1 / (1 + exp(-odds))
            if chance >= FAINTEST:
                self._match_wording(CATEGORIES[column], chance, said, wording)
        return Reading(
            words,
            log_odds,
            _longest(self._candidates),
            tuple(sorted(self._exceptions, key=lambda hit: (hit.start, hit.owner.id))),
            _longest(self._courtesies),
            wording,
            self._structures,
            unsaid,
        )

    def _denied(self) -> frozenset[int]:
        """The tokens that a structure takes back: "lazy" in "You are not lazy"."""
        structures = self._compiled.structures
        return frozenset(
            token
            for name, places in self._structures.items()
            if structures[name].denies
            for start, end in places
            for token in range(start + 1, end)
        )

    def _match_wording(
        self,
        category: Category,
        chance: float,
        said: list[int],
        wording: dict[Category, list[WordingCue]],
    ) -> None:
        """A candidate if the cue phrases say enough, and one of them is a cue one can see."""
        program = self._compiled.by_wording.get(category)
        cues = self._wording_cues(category, said) if program else []
        if program and cues:
            wording[category] = cues
            weight = min(program.owner.weight, chance)
            self._sort_in(program.owner, program, 0, len(self._norms), weight)

    def _wording_cues(self, category: Category, said: list[int]) -> list[WordingCue]:
        """What a reader can see the point of, heaviest first."""
        column = CATEGORIES.index(category)
        cues = [*self._compiled.wording.cues(said, category)]
        for name, first, last in self._concepts:
            weight = self._compiled.concepts[name][column]
            if weight > 0:
                cues.append(WordingCue(first, last, weight, name))
        return sorted(cues, key=lambda cue: (-cue.weight, cue.start, cue.end))

    def _try(self, program: Program, start: int, end: int) -> None:
        """Sort in the matches of `program` around its hit."""
        owner = program.owner
        swapped = self._compiled.swapped
        if swapped and id(owner) in swapped:
            owner = swapped[id(owner)]
            if owner is None:
                return
        if program.direct:
            self._take(owner, program, start, end)
        elif self._may_match(program, start):
            for first, last in self._verified(program, start, end):
                key = (id(program), first, last)
                if key not in self._seen:
                    self._seen.add(key)
                    self._take(owner, program, first, last)

    def _take(self, owner: Any, program: Program, start: int, end: int) -> None:
        """What a match of `program` is: a term of a concept, or a candidate of its rule."""
        if owner.__class__ is not Concept:
            self._sort_in(owner, program, start, end)
        elif start not in self._words.quoted:
            self._concepts[owner.name, start, end] = None

    def _may_match(self, program: Program, start: int) -> bool:
        """Whether what `program` wants beside its anchor is there at all: two cheap questions."""
        if program.ahead and (start == 0 or self._norms[start - 1] not in program.ahead):
            return False
        return not program.also or not program.also.isdisjoint(self._norms)

    def _verified(self, program: Program, start: int, end: int) -> Iterator[Place]:
        if program.token_pattern is None:
            return _verified(program, start, end, self._norms)
        return _token_matches(program, self._doc(), start, end)

    def _sort_in(
        self,
        owner: Tone | Grace | Structure,
        program: Program,
        start: int,
        end: int,
        wording: float | None = None,
    ) -> None:
        if owner.where is not None and not self._stands_where(owner.where, start, end):
            return
        if owner.requires and not self._holds(owner.requires):
            return
        if isinstance(owner, Structure):
            if not (owner.unless and self._holds(owner.unless)):
                self._structures.setdefault(owner.name, []).append((start, end))
            return
        quoted = self._words.quoted
        is_quoted = bool(quoted) and start in quoted and end - 1 in quoted
        hit = Hit(owner, program, start, end, is_quoted, wording)
        if owner.unless and self._holds(owner.unless):
            if owner.__class__ is Tone:
                self._exceptions.append(hit)
        elif owner.__class__ is Tone:
            self._candidates.append(hit)
        else:
            self._courtesies.append(hit)

    def _holds(self, programs: Sequence[Program]) -> bool:
        """Whether one of `programs` matches; asked once."""
        known = self._held.get(id(programs))
        if known is None:
            known = any(program.search(self._norms, 0, len(self._norms)) for program in programs)
            self._held[id(programs)] = known
        return known

    def _stands_where(self, where: Where, start: int, end: int) -> bool:
        """All of `where` but the place in the message, which `matching` knows."""
        norms, marks = self._norms, self._marks
        people = marks.reader if where.addressee == "reader" else marks.self
        position = where.position
        return (
            (position not in ("start", "alone") or marks.at_start.issuperset(norms[:start]))
            and (position not in ("end", "alone") or marks.at_end.issuperset(norms[end:]))
            and (where.sentence is None or where.sentence == _kind(norms, marks))
            and (where.addressee is None or not people.isdisjoint(norms))
        )


def _programs(entry: Entry, norms: list[int], start: int, end: int) -> Sequence[Program]:
    """The programs of `entry` that the words beside the hit do not already rule out."""
    programs = entry.sure
    if entry.after and end < len(norms) and norms[end] in entry.after:
        programs = programs + entry.after[norms[end]]
    if entry.ahead and start > 0 and norms[start - 1] in entry.ahead:
        programs = programs + entry.ahead[norms[start - 1]]
    return programs


def _verified(program: Program, start: int, end: int, norms: list[int]) -> Iterator[Place]:
    """The full match of `program` around the trie's hit at tokens `start` to `end`."""
    if program.direct:
        yield start, end
        return
    for first in range(max(0, start - program.before), start + 1):
        if program.first and norms[first] not in program.first:
            continue
        matched = program.match(norms, first, len(norms))
        if matched is not None and matched[0] >= end:
            yield first, matched[0]
            return


def _token_matches(program: Program, doc: Doc, start: int, end: int) -> Iterator[Place]:
    if not all(doc.has_annotation(need) for need in program.needs):
        return
    for _, first, last in _matcher(program, doc.vocab)(doc):
        if first <= start and end <= last:
            yield first, last


@lru_cache(maxsize=1024)
def _matcher(program: Program, vocab: Any) -> Any:
    from spacy.matcher import Matcher

    matcher = Matcher(vocab)
    matcher.add("pattern", [list(program.token_pattern or ())], greedy="LONGEST")
    return matcher


def _kind(norms: list[int], marks: Marks) -> str:
    if marks.question in norms[-4:]:
        return "question"
    return "exclamation" if marks.exclamation in norms[-4:] else "statement"


def _longest(hits: list[Hit]) -> tuple[Hit, ...]:
    """Of overlapping hits of one rule the longest, in order of start, then rule id."""
    if len(hits) < 2:
        return tuple(hits)
    hits.sort(key=lambda hit: (hit.owner.id, hit.start, -hit.end))
    kept: list[Hit] = []
    for hit in hits:
        last = kept[-1] if kept else None
        if last is None or last.owner is not hit.owner or hit.start >= last.end:
            kept.append(hit)
        elif hit.end - hit.start > last.end - last.start:
            kept[-1] = hit
    kept.sort(key=lambda hit: (hit.start, hit.owner.id))
    return tuple(kept)
