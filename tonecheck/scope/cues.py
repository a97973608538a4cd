"""Guards by cue words, after ConText (Harkema et al. 2009, J. Biomed. Inform. 42(5)).

The words, their direction and their reach are data: rules/<language>/_cues/.
"""

from __future__ import annotations

from collections.abc import Iterable

from tonecheck.matching import Candidate, CueHit, Matches

_BARE_THANKS = 4
"""Tokens of "Thank you very much": a courtesy this short is a formula."""


def guarding_cue(candidate: Candidate, found: Matches, guards: frozenset[str]) -> str | None:
    """ "guard: reason" of the first cue that takes `candidate` out of account, or None."""
    here = found.cues.get(candidate.sentence, [])
    following = _following(candidate, found)
    if not here and not following:
        return None
    for hit in (*here, *following):
        guard = hit.owner.cues.guard
        if hit.owner.role != "cue" or guard not in guards:
            continue
        if _reaches(hit, candidate) and not _is_undone(hit, candidate, here, following):
            return f"{guard}: {hit.owner.cues.reason}"
    return None


def _following(candidate: Candidate, found: Matches) -> list[CueHit]:
    """The cues of the next sentence of the same paragraph; a closing "Thanks." softens nothing."""
    after = candidate.sentence + 1
    cues = found.cues.get(after, [])
    if not cues or found.sentences[after].start != found.sentences[after - 1].end:
        return []
    start, end = found.sentences[after]
    return [] if end - start <= _BARE_THANKS and _is_courtesy(after, found) else cues


def _is_courtesy(sentence: int, found: Matches) -> bool:
    return any(courtesy.sentence == sentence for courtesy in found.courtesies)


def _reaches(hit: CueHit, candidate: Candidate) -> bool:
    if hit.start < candidate.end and candidate.start < hit.end:
        return False
    cues = hit.owner.cues
    follows = hit.start >= candidate.end
    in_sentence = hit.sentence == candidate.sentence
    match cues.direction:
        case "forward":
            return in_sentence and not follows and candidate.start - hit.end < cues.reach
        case "backward":
            return in_sentence and follows and hit.start - candidate.end < cues.reach
        case "sentence":
            return in_sentence
        case "next":
            return follows or in_sentence


def _is_undone(
    hit: CueHit, candidate: Candidate, here: list[CueHit], following: Iterable[CueHit]
) -> bool:
    """Whether the cue only looks like one, or something ends or blocks its reach."""
    cues = hit.owner.cues
    first, last = min(hit.end, candidate.end), max(hit.start, candidate.start)
    for other in (*here, *following):
        if other.owner.cues is not cues or other.owner.role == "cue":
            continue
        if other.owner.role == "pseudo" and other.start <= hit.start and hit.end <= other.end:
            return True
        if other.owner.role == "end" and first <= other.start and other.end <= last:
            return True
        if other.owner.role == "block" and other.sentence == candidate.sentence:
            return True
    return False
