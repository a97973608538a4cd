"""The rewrites of one finding: its rule's templates, filled, as edits of the source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tonecheck.findings import Rewrite
from tonecheck.matching import Candidate, Matches
from tonecheck.message import Message
from tonecheck.rewriting.kept import filled, keeping
from tonecheck.rewriting.lowering import is_certain, lowered
from tonecheck.rewriting.slots import fill, request_of, trimmed
from tonecheck.ruleset.compiled import Tone
from tonecheck.scoring import Evidence, Weighed


def rewrites(
    evidence: Evidence, found: Matches, message: Message, fallback: Sequence[str]
) -> tuple[Rewrite, ...]:
    """The rewrites of a finding, best first: its heaviest rule's, `fallback`, mere touches."""
    ranked: dict[tuple[int, int, str], Rewrite] = {}
    for cue in evidence.cues:
        if _is_safe(cue) and cue is not evidence.cues[0]:
            continue
        for rewrite in rewrites_of_cue(cue.candidate, found, message):
            ranked.setdefault((rewrite.start, rewrite.end, rewrite.replacement), rewrite)
        if ranked:
            break
    start, end = sentence_span(evidence.sentence, found, message)
    for words in fallback:
        ranked.setdefault((start, end, words), Rewrite(start, end, words))
    # What mends no more than a few words of the sentence comes last, for `--fix` to try.
    for cue in filter(_is_safe, evidence.cues):
        for rewrite in rewrites_of_cue(cue.candidate, found, message):
            ranked.setdefault((rewrite.start, rewrite.end, rewrite.replacement), rewrite)
    return tuple(keeping(ranked.values(), message))


def _is_safe(cue: Weighed) -> bool:
    owner = cue.candidate.owner
    return isinstance(owner, Tone) and owner.safe


def sentence_span(sentence: int, found: Matches, message: Message) -> tuple[int, int]:
    """Where a sentence stands in the source."""
    return source_span(*found.sentences[sentence], found, message)


def source_span(first: int, last: int, found: Matches, message: Message) -> tuple[int, int]:
    """Where tokens `first` to `last` stand in the source."""
    return message.offsets.to_source(*found.place(first, last))


def rewrites_of_cue(candidate: Candidate, found: Matches, message: Message) -> Iterator[Rewrite]:
    """The rewrites that a cue's own rule offers, best first."""
    owner = candidate.owner
    assert isinstance(owner, Tone)
    if not owner.rewrite:
        return
    is_span = owner.replace == "span"
    if is_span:
        start, end = source_span(candidate.start, candidate.end, found, message)
    else:
        start, end = sentence_span(candidate.sentence, found, message)
    values = _values(candidate, found, message)
    for template in owner.rewrite:
        words = fill(template, values)
        if words is not None:
            if is_span and candidate.start == found.sentences[candidate.sentence].start:
                words = _opening(words, message.source[start:end])
            yield Rewrite(start, end, words, "safe" if owner.safe else "review")


def _opening(words: str, replaced: str) -> str:
    """`words` with a capital where what they replace begins with one."""
    return words[:1].upper() + words[1:] if replaced[:1].isupper() else words


def _values(candidate: Candidate, found: Matches, message: Message) -> dict[str, str]:
    def said(start: int, end: int) -> str:
        first, last = found.place(start, end)
        return filled(found.text[first:last], first, message)

    values = {name: trimmed(said(start, end)) for name, start, end in found.captures(candidate)}
    sentence = found.sentences[candidate.sentence]
    values.setdefault("request", request_of(said(candidate.start, sentence.end)))
    shouted = said(candidate.start, candidate.end)
    if is_certain(shouted):
        values["lowered"] = lowered(shouted, opens=candidate.start == sentence.start)
    return values
