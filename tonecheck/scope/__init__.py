"""Which candidates count, and the reason why each of the others does not."""

from __future__ import annotations

from typing import NamedTuple

from tonecheck.matching import Candidate, Matches
from tonecheck.ruleset.compiled import Compiled, Tone
from tonecheck.scope.cues import guarding_cue

__all__ = ["Verdicts", "judge"]


class Verdicts(NamedTuple):
    """Candidates that count, and those that do not with the reason."""

    kept: list[Candidate]
    dropped: list[tuple[Candidate, str]]


def judge(found: Matches, compiled: Compiled) -> Verdicts:
    """Every candidate of `found`, kept or dropped; the first guard that applies is the reason."""
    kept: list[Candidate] = []
    dropped = [(candidate, "exception: an `unless` of the rule") for candidate in found.exceptions]
    if not found.candidates:
        return Verdicts(kept, dropped)
    for candidate in found.candidates:
        reason = _reason(candidate, found, compiled)
        if reason is None:
            kept.append(candidate)
        else:
            dropped.append((candidate, reason))
    return Verdicts(kept, dropped)


def _reason(candidate: Candidate, found: Matches, compiled: Compiled) -> str | None:
    owner = candidate.owner
    guards = owner.guards if isinstance(owner, Tone) else frozenset(("negation",))
    if candidate.quoted and "quotation" in guards:
        return "quotation: stands in quotation marks"
    return guarding_cue(candidate, found, guards, compiled)
