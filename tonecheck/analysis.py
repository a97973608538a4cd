"""A message analysed: what stands in it, what of that counts and what it weighs.

Everything in it goes by tokens of the writer's own words; here is the way back to the source.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tonecheck.findings import ELEMENTS, Cue, Note, Span, Suppressed
from tonecheck.matching import Candidate, Matches
from tonecheck.message import Message
from tonecheck.ruleset.compiled import Tone
from tonecheck.scope import Verdicts
from tonecheck.scoring import Evidence


class Analysis(NamedTuple):
    """A message on its way to a report.

    The configuration `suppressed` candidates, comments `silenced` what would be findings and
    left `notes`; from the offset `unread` of the source on nothing was read, None where all was.
    """

    message: Message
    found: Matches
    verdicts: Verdicts
    suppressed: list[Candidate]
    evidence: list[Evidence]
    silenced: tuple[Suppressed, ...] = ()
    notes: tuple[Note, ...] = ()
    unread: int | None = None

    def place(self, candidate: Candidate) -> tuple[int, int, str]:
        """Where `candidate` stands in the source, and its words there."""
        return self.text_at(candidate.start, candidate.end)

    def text_at(self, first: int, last: int) -> tuple[int, int, str]:
        """Where tokens `first` to `last` stand in the source, and their words there."""
        start, end = self.message.offsets.to_source(*self.found.place(first, last))
        return start, end, self.message.source[start:end]

    def sentence_at(self, sentence: int) -> tuple[int, int, str]:
        """Where a sentence stands in the source, and its words there."""
        return self.text_at(*self.found.sentences[sentence])


def first_courtesies(analysis: Analysis) -> dict[str, Span | None]:
    """The first courtesy of each element; None where it is missing."""
    first: dict[str, Span | None] = dict.fromkeys(ELEMENTS)
    for candidate in analysis.found.courtesies:
        owner = candidate.owner
        if not isinstance(owner, Tone) and first[owner.element] is None:
            first[owner.element] = Span(*analysis.place(candidate))
    return first


def courtesies(analysis: Analysis) -> Iterator[tuple[str, Span]]:
    """Every courtesy: rule id and place."""
    for candidate in analysis.found.courtesies:
        yield candidate.owner.id, Span(*analysis.place(candidate))


def structures(analysis: Analysis) -> Iterator[tuple[str, Span]]:
    """Every structure: its name and place."""
    found = analysis.found
    for reading, (first, _) in zip(found.readings, found.sentences, strict=True):
        for name, places in reading.structures.items():
            for start, end in places:
                yield name, Span(*analysis.text_at(first + start, first + end))


def cues(analysis: Analysis) -> Iterator[Cue]:
    """Every cue that counts, whatever it adds up to."""
    for evidence in analysis.evidence:
        for cue in evidence.cues:
            place = analysis.place(cue.candidate)
            yield Cue(cue.candidate.owner.id, *place, cue.weight)
