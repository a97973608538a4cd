"""The rewrites of one finding: its rule's templates, filled, as edits of the source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tonecheck.findings import Rewrite
from tonecheck.matching import Candidate, Matches
from tonecheck.message import Message
from tonecheck.rewriting.kept import filled, keeping
from tonecheck.rewriting.lowering import is_certain, lowered
from tonecheck.rewriting.slots import fill, request_of, slots_of, trimmed
from tonecheck.ruleset.compiled import Tone
from tonecheck.scoring import Evidence, Weighed

MOST_FLAGGED = 3
"""How many phrases of a sentence's wording no kept clause may hold."""


def rewrites(
    evidence: Evidence, found: Matches, message: Message, fallback: Sequence[str]
) -> tuple[Rewrite, ...]:
    """The rewrites of a finding, best first: of the whole sentence, then mere touches."""
    cue, own = _own(evidence, found, message)
    start, end = sentence_span(evidence.sentence, found, message)
    whole = [rewrite for rewrite in own if (rewrite.start, rewrite.end) == (start, end)]
    # What retells a sentence is not loaded for a calm mail.
    from tonecheck.rewriting.ranking import Flagged, ranked

    ways = ranked(
        Flagged(
            sentence=_said(*found.sentences[evidence.sentence], found, message),
            category=evidence.category,
            cues=_flagged_words(evidence, found, message),
            known=_known(cue.candidate, found, message),
            before=_before(evidence.sentence, found, message),
            own=tuple(rewrite.replacement for rewrite in whole),
            fallback=tuple(fallback),
        )
    )
    offered = [one for one in own if one not in whole]
    offered += [Rewrite(start, end, words) for words in ways]
    # What mends no more than a few words of the sentence comes last, for `--fix` to try.
    for touch in filter(_is_safe, evidence.cues):
        offered += rewrites_of_cue(touch.candidate, found, message)
    return tuple(keeping(dict.fromkeys(offered), message))


def _before(sentence: int, found: Matches, message: Message) -> str:
    """What the sentence before says; "" for the first."""
    return _said(*found.sentences[sentence - 1], found, message) if sentence else ""


def _own(
    evidence: Evidence, found: Matches, message: Message
) -> tuple[Weighed, tuple[Rewrite, ...]]:
    """The heaviest cue whose rule offers rewrites, and these; mere touches only of the first."""
    first = evidence.cues[0]
    for cue in evidence.cues:
        if cue is first or not _is_safe(cue):
            offered = tuple(rewrites_of_cue(cue.candidate, found, message))
            if offered:
                return cue, offered
    return first, ()


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
    values = _values(candidate, found, message) if any(map(slots_of, owner.rewrite)) else {}
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
    values = {
        name: trimmed(_said(start, end, found, message))
        for name, start, end in found.captures(candidate)
    }
    sentence = found.sentences[candidate.sentence]
    values.setdefault("request", request_of(_said(candidate.start, sentence.end, found, message)))
    shouted = _said(candidate.start, candidate.end, found, message)
    if is_certain(shouted):
        values["lowered"] = lowered(shouted, opens=candidate.start == sentence.start)
    return values


def _said(start: int, end: int, found: Matches, message: Message) -> str:
    """What tokens `start` to `end` of one sentence say, with its placeholders."""
    first, last = found.place(start, end)
    return filled(found.text[first:last], first, message)


def _flagged_words(evidence: Evidence, found: Matches, message: Message) -> tuple[str, ...]:
    """The words for which a sentence was flagged, of its wording the heaviest phrases."""
    whole = found.sentences[evidence.sentence]
    wording = found.readings[evidence.sentence].wording.get(evidence.category, ())
    spans = [(whole.start + cue.start, whole.start + cue.end) for cue in wording[:MOST_FLAGGED]]
    spans += [(cue.candidate.start, cue.candidate.end) for cue in evidence.cues]
    narrow = [span for span in spans if span != (whole.start, whole.end)]
    return tuple(dict.fromkeys(_said(*span, found, message) for span in narrow))


def _known(candidate: Candidate, found: Matches, message: Message) -> str:
    """The words that a rule matched; "" for one that goes by wording."""
    if candidate.wording is not None:
        return ""
    return _said(candidate.start, candidate.end, found, message)
