"""Candidates: every place where a rule's pattern stands, before scope has its say.

A sentence is read once, wherever it stands: a `Reader` keeps its last readings, so that a draft
that is edited, or rewritten, costs its changed sentences only.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from tonecheck.lines import sentences
from tonecheck.quotation import quotations
from tonecheck.reading import Hit, Place, Reading, Words, read_sentence
from tonecheck.ruleset.compiled import Compiled, Grace, GuardCue, Tone
from tonecheck.ruleset.programs import Captures, Program
from tonecheck.ruleset.vocabulary import UNKNOWN
from tonecheck.ruleset.wording import Weights
from tonecheck.tokens import Tokenizer

if TYPE_CHECKING:
    from spacy.tokens import Doc

KEPT_READINGS = 8192
"""Sentences whose reading is kept, the latest used: some 10 MB."""
UNBOUNDED = 1 << 62


class Sentence(NamedTuple):
    """Tokens `start` to `end` of a message; a line's end counts as a token between two."""

    start: int
    end: int


class Candidate(NamedTuple):
    """A pattern of `owner` standing at tokens `start` to `end`, in sentence `sentence`.

    `wording` is the evidence of the sentence's cue phrases, for the rules that go by them.
    """

    owner: Tone | Grace
    program: Program
    start: int
    end: int
    sentence: int
    quoted: bool = False
    wording: float | None = None

    @property
    def weight(self) -> float:
        """Its evidence, 0..1: the rule's, or what the wording adds up to."""
        assert isinstance(self.owner, Tone)
        return self.owner.weight if self.wording is None else self.wording


class CueHit(NamedTuple):
    """A word of a guard at tokens `start` to `end`, in sentence `sentence`."""

    owner: GuardCue
    start: int
    end: int
    sentence: int


@dataclass(slots=True)
class Matches:
    """All that stands in the own words `text` of a message; an `unless` took `exceptions` away.

    `sentences` are in tokens, `offsets` says where in `text` each of them begins, `readings`
    what is in it; `bias` is the log-odds of no words at all.
    """

    text: str
    bias: Weights
    readings: list[Reading] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)
    exceptions: list[Candidate] = field(default_factory=list)
    courtesies: list[Candidate] = field(default_factory=list)
    _cues: dict[int, list[CueHit]] = field(default_factory=dict)

    def place(self, start: int, end: int) -> Place:
        """The characters of `text` that tokens `start` to `end`, of one sentence, are."""
        at = bisect_right(self.sentences, (start, UNBOUNDED)) - 1
        places = self.readings[at].words.places()
        base, offset = self.sentences[at].start, self.offsets[at]
        return offset + places[start - base][0], offset + places[end - 1 - base][1]

    def cues(self, sentence: int, compiled: Compiled) -> list[CueHit]:
        """The words of guards in a sentence."""
        known = self._cues.get(sentence)
        if known is None:
            base = self.sentences[sentence].start
            known = self._cues[sentence] = [
                CueHit(owner, base + start, base + end, sentence)
                for owner, start, end in self.readings[sentence].cues(compiled)
            ]
        return known

    def captures(self, candidate: Candidate) -> Captures:
        """What the names in braces of a candidate's pattern hold, as token spans."""
        program = candidate.program
        if program.token_pattern or not program.nodes:
            return ()
        base = self.sentences[candidate.sentence].start
        norms = self.readings[candidate.sentence].words.norms
        matched = program.match(norms, candidate.start - base, candidate.end - base)
        spans = matched[1] if matched else ()
        return tuple((name, base + start, base + end) for name, start, end in spans)


class Reader:
    """Reads messages by the rules of `compiled`, and keeps what it read of each sentence."""

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self.tokens = Tokenizer(
            compiled.vocabulary, compiled.special, UNKNOWN, compiled.vocabulary["9"]
        )
        self._kept = lru_cache(KEPT_READINGS)(self._read)

    @property
    def read_count(self) -> int:
        """How many sentences had to be read so far; those it remembered are not among them."""
        return self._kept.cache_info().misses

    def match(self, text: str, annotated: Doc | None = None) -> Matches:
        """Every candidate and courtesy in `text`, in order of start.

        Token patterns see the tags and labels of `annotated`, a Doc of `text`.
        """
        found = Matches(text, self.compiled.wording.bias)
        quoted = quotations(text)
        base = 0
        for start, end, ends_line in sentences(text, self.tokens.piece):
            within = _within(quoted, start, end) if quoted else ()
            # What follows on the line tells whether dots trail off.
            sentence = text[start : end + (not ends_line)]
            if annotated is None:
                reading = self._kept(sentence, within)
            else:
                reading = self._read(sentence, within, partial(_part_of, annotated, start))
            found.readings.append(reading)
            found.offsets.append(start)
            length = len(reading.words.norms)
            found.sentences.append(Sentence(base, base + length))
            base += length + ends_line
        _collect(found)
        return found

    def _read(
        self,
        sentence: str,
        quoted: tuple[Place, ...],
        annotate: Callable[[Doc], Doc] | None = None,
    ) -> Reading:
        words = Words.of(sentence, quoted, self.tokens.piece)

        def doc() -> Doc:
            made: Doc = self.tokens.nlp.tokenizer(sentence.rstrip(" "))
            return annotate(made) if annotate else made

        return read_sentence(words, self.compiled, doc)


def _within(quoted: Sequence[Place], start: int, end: int) -> tuple[Place, ...]:
    """What of `quoted`, in order, lies in the characters `start` to `end`, counted from there."""
    first = bisect_right(quoted, start, key=lambda place: place[1])
    last = bisect_left(quoted, end, lo=first, key=lambda place: place[0])
    return tuple(
        (max(opened, start) - start, min(closed, end) - start)
        for opened, closed in quoted[first:last]
    )


def _part_of(annotated: Doc, offset: int, doc: Doc) -> Doc:
    """`doc`, with the tags and labels of those tokens of `annotated` that begin where its do."""
    by_start = {token.idx: token for token in annotated}
    for token in doc:
        other = by_start.get(offset + token.idx)
        if other is not None:
            token.tag_, token.pos_ = other.tag_, other.pos_
            if annotated.has_annotation("DEP"):
                token.dep_ = other.dep_
    return doc


def _collect(found: Matches) -> None:
    """The hits of all readings, as they stand in the message."""
    last = len(found.readings) - 1
    for at, reading in enumerate(found.readings):
        for hits, held in (
            (reading.candidates, found.candidates),
            (reading.exceptions, found.exceptions),
            (reading.courtesies, found.courtesies),
        ):
            if hits:
                held.extend(_placed(hits, at, last, found.sentences[at].start))


def _placed(hits: Sequence[Hit], at: int, last: int, base: int) -> Iterator[Candidate]:
    for owner, program, start, end, quoted, wording in hits:
        place = owner.where.message if owner.where else None
        if place is None or _stands_in_message(place, at, last):
            yield Candidate(owner, program, base + start, base + end, at, quoted, wording)


def _stands_in_message(place: str, at: int, last: int) -> bool:
    return {"first": at == 0, "last": at == last, "only": at == last == 0}[place]
