"""Candidates: every place where a rule's pattern stands, before scope has its say.

One pass of the phrase trie over the Doc says where anything could be; only there, and only
in that sentence, the rest of a pattern is verified. Python-level work happens per hit.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from spacy.attrs import IS_DIGIT, NORM
from spacy.matcher import Matcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from tonecheck.findings import Category
from tonecheck.quotation import quoted_tokens
from tonecheck.ruleset.compiler import Compiled, Concept, Entry, Grace, GuardCue, Tone
from tonecheck.ruleset.programs import Captures, Program
from tonecheck.ruleset.schema import Where
from tonecheck.ruleset.wording import CATEGORIES, NUMBER_HASH, Hashes, Said, WordingCue
from tonecheck.shapes import SHAPES

_ENDERS = (".", "!", "?")
_ELLIPSIS = "..."
_CLOSERS = ('"', "'", ")", "]", "''", "»", *_ENDERS, _ELLIPSIS)
_SKIPPED_AT_START = frozenset(
    "and so then now just but or well ok okay also again honestly seriously look oh hey hi no yes "
    "please really actually anyway - , : ... * \" ' (".split()
)
_SKIPPED_AT_END = frozenset("! ? . ... \" ' ) , : ; then please now thanks anyway".split())
_READER = ("you", "your", "yours", "yourself", "yourselves", "u")
_SELF = ("i", "me", "my", "mine", "we", "us", "our", "ours", "myself", "ourselves")

FAINTEST = 0.25
"""Evidence below which the wording of a sentence is no candidate."""

MAX_SENTENCE = 150
"""Tokens after which a sentence ends, whatever its marks: it bounds the work of every hit."""


class Sentence(NamedTuple):
    """Tokens `start` to `end` of a Doc: one sentence without the white space around it."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pattern of `owner` standing at tokens `start` to `end`, in sentence `sentence`.

    `wording` is the evidence of the sentence's cue phrases, for the rules that go by them.
    """

    owner: Tone | Grace
    program: Program
    start: int
    end: int
    sentence: int
    wording: float | None = None

    @property
    def weight(self) -> float:
        """Its evidence, 0..1: the rule's, or what the wording adds up to."""
        assert isinstance(self.owner, Tone)
        return self.owner.weight if self.wording is None else self.wording


@dataclass(frozen=True, slots=True)
class CueHit:
    """A word of a cue file at tokens `start` to `end`, in sentence `sentence`."""

    owner: GuardCue
    start: int
    end: int
    sentence: int


@dataclass(slots=True)
class Matches:
    """All that stands in one Doc of `text`; an `unless` took the `exceptions` away.

    `quoted` are the tokens between quotation marks; `log_odds` is what the wording of each
    sentence (row) says for each category (column), and `bias` what no words at all say.
    """

    doc: Doc
    text: str
    norms: list[int]
    sentences: list[Sentence]
    quoted: frozenset[int]
    log_odds: npt.NDArray[np.float64]
    bias: npt.NDArray[np.float64]
    candidates: list[Candidate] = field(default_factory=list)
    exceptions: list[Candidate] = field(default_factory=list)
    courtesies: list[Candidate] = field(default_factory=list)
    cues: dict[int, list[CueHit]] = field(default_factory=dict)
    memo: dict[tuple[int, int], bool] = field(default_factory=dict)
    seen: set[tuple[int, int, int]] = field(default_factory=set)
    concepts: dict[int, list[tuple[str, int, int]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    wording: dict[tuple[int, Category], list[WordingCue]] = field(default_factory=dict)
    word_sets: dict[int, frozenset[int]] = field(default_factory=dict)

    def words(self, sentence: int) -> frozenset[int]:
        """The NORMs of a sentence."""
        known = self.word_sets.get(sentence)
        if known is None:
            start, end = self.sentences[sentence]
            known = self.word_sets[sentence] = frozenset(self.norms[start:end])
        return known

    def holds(self, programs: tuple[Program, ...], sentence: int) -> bool:
        """Whether one of `programs` matches in a sentence; asked once for each of both."""
        key = (id(programs), sentence)
        known = self.memo.get(key)
        if known is None:
            bounds = self.sentences[sentence]
            known = any(program.search(self.norms, *bounds) for program in programs)
            self.memo[key] = known
        return known


def match(doc: Doc, text: str, compiled: Compiled) -> Matches:
    """Every candidate, courtesy and cue in `doc` of `text`, in order of start."""
    words: npt.NDArray[np.uint64] = doc.to_array([NORM, IS_DIGIT]).astype(np.uint64)
    norms = words[:, 0].tolist()
    quoted = quoted_tokens(doc, text)
    bounds = sentences(doc, norms)
    own = _own_words(words, quoted)
    said = compiled.wording.read(own, bounds)
    found = Matches(doc, text, norms, bounds, quoted, said.log_odds, compiled.wording.bias)
    starts = [sentence.start for sentence in found.sentences]
    for entry, start, end in chain.from_iterable(trie.hits(norms) for trie in compiled.tries):
        at = bisect_right(starts, start) - 1
        if at < 0 or end > bounds[at].end:
            continue
        for program in _programs(entry, norms, start, end):
            if not compiled.silent or id(program.owner) not in compiled.silent:
                _try(program, start, end, found, at)
    _weigh_concepts(found, compiled)
    _match_shapes(found, compiled, starts)
    _match_wording(found, said, compiled)
    found.candidates = _longest(found.candidates)
    found.courtesies = _longest(found.courtesies)
    found.exceptions.sort(key=lambda c: (c.start, c.owner.id))
    if found.candidates:
        _place_cues(found, compiled)
    return found


def _programs(entry: Entry, norms: list[int], start: int, end: int) -> Sequence[Program]:
    """The programs of `entry` that the words beside the hit do not already rule out."""
    programs = entry.sure
    if entry.after and end < len(norms) and norms[end] in entry.after:
        programs = programs + entry.after[norms[end]]
    if entry.ahead and start > 0 and norms[start - 1] in entry.ahead:
        programs = programs + entry.ahead[norms[start - 1]]
    return programs


def _try(program: Program, start: int, end: int, found: Matches, at: int) -> None:
    """Sort in the matches of `program` around its hit in sentence `at`."""
    if program.direct:
        _take(program, start, end, found, at)
    elif _may_match(program, start, found, at):
        for first, last in _verified(program, start, end, found, at):
            if (id(program), first, last) not in found.seen:
                found.seen.add((id(program), first, last))
                _take(program, first, last, found, at)


def _take(program: Program, start: int, end: int, found: Matches, at: int) -> None:
    """What a match of `program` is: a word of a concept, or a candidate of its rule."""
    if program.owner.__class__ is Concept:
        _count(program.owner, start, end, found, at)
    else:
        _sort_in(found, Candidate(program.owner, program, start, end, at))


def _count(concept: Concept, start: int, end: int, found: Matches, at: int) -> None:
    """Note a term of `concept`, once and unless it is quoted."""
    if start not in found.quoted and (concept.name, start, end) not in found.concepts[at]:
        found.concepts[at].append((concept.name, start, end))


def _weigh_concepts(found: Matches, compiled: Compiled) -> None:
    """Add what the concepts of each sentence say to its log-odds."""
    for at, hits in found.concepts.items():
        rows = [compiled.concepts[name] for name in {name for name, _, _ in hits}]
        found.log_odds[at] += np.sum(rows, axis=0)


def captures(candidate: Candidate, found: Matches) -> Captures:
    """What the names in braces of a candidate's pattern hold, as token spans."""
    if candidate.program.token_pattern or not candidate.program.nodes:
        return ()
    matched = candidate.program.match(found.norms, candidate.start, candidate.end)
    return matched[1] if matched else ()


def sentences(doc: Doc, norms: list[int]) -> list[Sentence]:
    """The sentences of `doc`: split after . ! ? and at line breaks that end a thought."""
    marks = _marks(doc)
    bounds: list[Sentence] = []
    start, at, length = 0, 0, len(norms)
    while at < length:
        norm = norms[at]
        if norm in marks.ends:
            at += 1
            while at < length and norms[at] in marks.closers and at - start < MAX_SENTENCE:
                at += 1
            _close(bounds, start, at, norms, marks.blanks)
            start = at
        elif norm == marks.newline:
            _close(bounds, start, at, norms, marks.blanks)
            at += 1
            start = at
        elif at - start >= MAX_SENTENCE:
            _close(bounds, start, at, norms, marks.blanks)
            start = at
        elif norm == marks.ellipsis and at + 1 < length and doc[at + 1].is_title:
            at += 1
            _close(bounds, start, at, norms, marks.blanks)
            start = at
        else:
            at += 1
    _close(bounds, start, length, norms, marks.blanks)
    return bounds


def _close(
    bounds: list[Sentence], start: int, end: int, norms: list[int], blanks: frozenset[int]
) -> None:
    while start < end and norms[start] in blanks:
        start += 1
    while start < end and norms[end - 1] in blanks:
        end -= 1
    if start < end:
        bounds.append(Sentence(start, end))


class _Marks(NamedTuple):
    ends: frozenset[int]
    closers: frozenset[int]
    blanks: frozenset[int]
    newline: int
    ellipsis: int
    at_start: frozenset[int]
    at_end: frozenset[int]
    question: int
    exclamation: int
    reader: frozenset[int]
    self: frozenset[int]


@lru_cache(maxsize=1)
def _marks_of(strings: object) -> _Marks:
    def hashed(words: object) -> frozenset[int]:
        return frozenset(strings.add(word) for word in words)  # type: ignore[attr-defined]

    return _Marks(
        ends=hashed(_ENDERS),
        closers=hashed(_CLOSERS),
        blanks=hashed(("\n", " ")),
        newline=strings.add("\n"),  # type: ignore[attr-defined]
        ellipsis=strings.add(_ELLIPSIS),  # type: ignore[attr-defined]
        at_start=hashed(_SKIPPED_AT_START),
        at_end=hashed(_SKIPPED_AT_END),
        question=strings.add("?"),  # type: ignore[attr-defined]
        exclamation=strings.add("!"),  # type: ignore[attr-defined]
        reader=hashed(_READER),
        self=hashed(_SELF),
    )


def _marks(doc: Doc) -> _Marks:
    return _marks_of(doc.vocab.strings)


def _may_match(program: Program, start: int, found: Matches, at: int) -> bool:
    """Whether what `program` wants beside its anchor is there at all: two cheap questions."""
    if program.ahead and (start == 0 or found.norms[start - 1] not in program.ahead):
        return False
    return not program.also or not program.also.isdisjoint(found.words(at))


def _verified(
    program: Program, start: int, end: int, found: Matches, at: int
) -> Iterator[tuple[int, int]]:
    """The full matches of `program` around the trie's hit at tokens `start` to `end`."""
    sentence = found.sentences[at]
    if program.direct:
        yield start, end
    elif program.token_pattern is not None:
        yield from _token_matches(program, found.doc, sentence, start, end)
    else:
        for first in range(max(sentence.start, start - program.before), start + 1):
            if program.first and found.norms[first] not in program.first:
                continue
            matched = program.match(found.norms, first, sentence.end)
            if matched is not None and matched[0] >= end:
                yield first, matched[0]
                return


def _token_matches(
    program: Program, doc: Doc, sentence: Sentence, start: int, end: int
) -> Iterator[tuple[int, int]]:
    if not all(doc.has_annotation(need) for need in program.needs):
        return
    for _, first, last in _matcher(program, doc.vocab)(doc[sentence.start : sentence.end]):
        if sentence.start + first <= start and end <= sentence.start + last:
            yield sentence.start + first, sentence.start + last


@lru_cache(maxsize=1024)
def _matcher(program: Program, vocab: Vocab) -> Matcher:
    matcher = Matcher(vocab)
    matcher.add("pattern", [list(program.token_pattern or ())], greedy="LONGEST")
    return matcher


def _sort_in(found: Matches, candidate: Candidate) -> None:
    owner = candidate.owner
    if owner.where is not None and not _stands_where(owner.where, candidate, found):
        return
    if owner.requires and not found.holds(owner.requires, candidate.sentence):
        return
    if owner.unless and found.holds(owner.unless, candidate.sentence):
        if isinstance(owner, Tone):
            found.exceptions.append(candidate)
    elif isinstance(owner, Tone):
        found.candidates.append(candidate)
    else:
        found.courtesies.append(candidate)


def _stands_where(where: Where, candidate: Candidate, found: Matches) -> bool:
    sentence = found.sentences[candidate.sentence]
    marks = _marks(found.doc)
    norms = found.norms
    people = marks.reader if where.addressee == "reader" else marks.self
    starts = marks.at_start.issuperset(norms[sentence.start : candidate.start])
    ends = marks.at_end.issuperset(norms[candidate.end : sentence.end])
    return (
        (where.position not in ("start", "alone") or starts)
        and (where.position not in ("end", "alone") or ends)
        and (where.message is None or _stands_in_message(where.message, candidate, found))
        and (where.sentence is None or where.sentence == _kind(norms, sentence, marks))
        and (where.addressee is None or not people.isdisjoint(found.words(candidate.sentence)))
    )


def _stands_in_message(place: str, candidate: Candidate, found: Matches) -> bool:
    first = candidate.sentence == 0
    last = candidate.sentence == len(found.sentences) - 1
    return {"first": first, "last": last, "only": first and last}[place]


def _kind(norms: list[int], sentence: Sentence, marks: _Marks) -> str:
    tail = norms[max(sentence.start, sentence.end - 4) : sentence.end]
    if marks.question in tail:
        return "question"
    return "exclamation" if marks.exclamation in tail else "statement"


def _match_shapes(found: Matches, compiled: Compiled, starts: list[int]) -> None:
    if not compiled.shapes:
        return
    open_gates: dict[re.Pattern[str], bool] = {}
    for program in compiled.shapes:
        gate, shape = SHAPES[program.shape or ""]
        if gate not in open_gates:
            open_gates[gate] = gate.search(found.text) is not None
        for place in shape.finditer(found.text) if open_gates[gate] else ():
            span = found.doc.char_span(*place.span(), alignment_mode="expand")
            if span is None:
                continue
            at = bisect_right(starts, span.start) - 1
            if at >= 0 and span.end <= found.sentences[at].end:
                _sort_in(found, Candidate(program.owner, program, span.start, span.end, at))


def _own_words(words: npt.NDArray[np.uint64], quoted: frozenset[int]) -> Hashes:
    """The NORM hashes with one hash for all numbers, and none for somebody else's words."""
    own = np.where(words[:, 1] == 1, np.uint64(NUMBER_HASH), words[:, 0])
    if quoted:
        own[list(quoted)] = 0
    return own


def _match_wording(found: Matches, said: Said, compiled: Compiled) -> None:
    """A candidate for every sentence whose cue phrases say enough, with a cue one can see."""
    if not compiled.by_wording:
        return
    evidence = 1 / (1 + np.exp(-found.log_odds))
    for at, column in np.argwhere(evidence >= FAINTEST).tolist():
        program = compiled.by_wording.get(CATEGORIES[column])
        cues = program and _wording_cues(found, said, at, CATEGORIES[column], compiled)
        if not program or not cues:
            continue
        first, last = found.sentences[at]
        weight = min(program.owner.weight, float(evidence[at, column]))
        found.wording[at, CATEGORIES[column]] = cues
        _sort_in(found, Candidate(program.owner, program, first, last, at, weight))


def _wording_cues(
    found: Matches, said: Said, at: int, category: Category, compiled: Compiled
) -> list[WordingCue]:
    """What a reader can see the point of in the wording of sentence `at`, heaviest first."""
    cues = compiled.wording.cues(said, at, found.sentences[at], category)
    column = CATEGORIES.index(category)
    for name, first, last in found.concepts.get(at, ()):
        weight = compiled.concepts[name][column]
        if weight > 0:
            cues.append(WordingCue(first, last, weight, name))
    return sorted(cues, key=lambda cue: (-cue.weight, cue.start, cue.end))


def _longest(candidates: list[Candidate]) -> list[Candidate]:
    """Of overlapping candidates of one rule the longest, in order of start, then rule id."""
    if len(candidates) < 2:
        return candidates
    candidates.sort(key=lambda c: (c.owner.id, c.start, -c.end))
    kept: list[Candidate] = []
    for candidate in candidates:
        last = kept[-1] if kept else None
        if last is None or last.owner is not candidate.owner or candidate.start >= last.end:
            kept.append(candidate)
        elif candidate.end - candidate.start > last.end - last.start:
            kept[-1] = candidate
    kept.sort(key=lambda c: (c.start, c.owner.id))
    return kept


def _place_cues(found: Matches, compiled: Compiled) -> None:
    """The cues of every sentence that a candidate could look at: its own and the next."""
    wanted = {c.sentence + step for c in found.candidates for step in (0, 1)}
    for at in sorted(wanted):
        if at == len(found.sentences):
            continue
        first, last = found.sentences[at]
        found.cues[at] = [
            CueHit(program.owner, start, end, at)
            for programs, hit_start, hit_end in compiled.cues.hits(found.norms[first:last])
            for program in programs
            for start, end in _verified(program, first + hit_start, first + hit_end, found, at)
        ]
