"""Guards by cue words, after ConText (Harkema et al. 2009, J. Biomed. Inform. 42(5)).

The words, their direction and their reach are data: rules/<language>/_cues/.
"""

from __future__ import annotations

from collections.abc import Iterable

from tonecheck.matching import Candidate, CueHit, Matches
from tonecheck.ruleset.compiled import Compiled

_BARE_THANKS = 4
"""Tokens of "Thank you very much": a courtesy this short is a formula."""


def guarding_cue(
    candidate: Candidate, found: Matches, guards: frozenset[str], compiled: Compiled
) -> str | None:
    """ "guard: reason" of the first cue that takes `candidate` out of account, or None."""
    here = found.cues(candidate.sentence, compiled)
    following = _following(candidate, found, compiled)
    if not here and not following:
        return None
    for hit in (*here, *following):
        guard = hit.owner.guard.name
        if hit.owner.role != "cue" or guard not in guards:
            continue
        if _reaches(hit, candidate) and not _is_undone(hit, candidate, here, following):
            return f"{guard}: {hit.owner.guard.reason}"
    return None


def _following(candidate: Candidate, found: Matches, compiled: Compiled) -> list[CueHit]:
    """The cues of the next sentence of the same paragraph; a closing "Thanks." softens nothing."""
    after = candidate.sentence + 1
    if after == len(found.sentences):
        return []
    start, end = found.sentences[after]
    cues = found.cues(after, compiled) if start == found.sentences[after - 1].end else []
    return [] if end - start <= _BARE_THANKS and _is_courtesy(after, found) else cues


def _is_courtesy(sentence: int, found: Matches) -> bool:
    return any(courtesy.sentence == sentence for courtesy in found.courtesies)


def _reaches(hit: CueHit, candidate: Candidate) -> bool:
    if hit.start < candidate.end and candidate.start < hit.end:
        return False
    guard = hit.owner.guard
    follows = hit.start >= candidate.end
    in_sentence = hit.sentence == candidate.sentence
    match guard.direction:
        case "forward":
            return in_sentence and not follows and candidate.start - hit.end < guard.reach
        case "backward":
            return in_sentence and follows and hit.start - candidate.end < guard.reach
        case "sentence":
            return in_sentence
        case _:
            return follows or in_sentence


def _is_undone(
    hit: CueHit, candidate: Candidate, here: list[CueHit], following: Iterable[CueHit]
) -> bool:
    """Whether the cue only looks like one, or something ends or blocks its reach."""
    guard = hit.owner.guard
    first, last = min(hit.end, candidate.end), max(hit.start, candidate.start)
    for other in (*here, *following):
        if other.owner.guard is not guard or other.owner.role == "cue":
            continue
        if other.owner.role == "pseudo" and other.start <= hit.start and hit.end <= other.end:
            return True
        if other.owner.role == "end" and first <= other.start and other.end <= last:
            return True
        if other.owner.role == "block" and other.sentence == candidate.sentence:
            return True
    return False
