"""A finding, explained: what it says of its sentence, why, and which cues added up to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tonecheck.analysis import Analysis
from tonecheck.findings import Cue, Finding, Rewrite, Severity
from tonecheck.matching import Candidate
from tonecheck.ruleset.compiled import Structure, Tone
from tonecheck.scoring import Evidence, Weighed

PLAIN = 0.5
"""Log-odds from which a structure may speak for its sentence."""
MOST_WORDING_CUES = 8
"""How many phrases a finding names of a sentence whose wording adds up."""
FAINTEST_COMPANY = 0.05
"""What the sentences around must add to be named."""


def explained(
    evidence: Evidence,
    severity: Severity,
    analysis: Analysis,
    *,
    structures: Mapping[str, Structure],
    rewrites: tuple[Rewrite, ...],
) -> Finding:
    """The finding of `severity` that `evidence` is, in the words of its heaviest cue."""
    heaviest = evidence.cues[0].candidate
    owner = heaviest.owner
    assert isinstance(owner, Tone)
    start, end, text = analysis.place(heaviest)
    return Finding(
        rule_id=owner.id,
        category=evidence.category,
        severity=severity,
        score=evidence.value,
        start=start,
        end=end,
        text=text,
        message=_of_structure(heaviest, analysis, structures) or owner.message,
        why=owner.why,
        cues=tuple(_cues(evidence, analysis)),
        rewrites=rewrites,
    )


def _of_structure(
    heaviest: Candidate, analysis: Analysis, structures: Mapping[str, Structure]
) -> str | None:
    """Of a sentence that goes by its wording, what its weightiest structure says of it."""
    if heaviest.wording is None or not isinstance(heaviest.owner, Tone):
        return None
    for cue in analysis.found.readings[heaviest.sentence].wording[heaviest.owner.category]:
        if cue.weight >= PLAIN and cue.concept in structures:
            return structures[cue.concept].message
    return None


def _cues(evidence: Evidence, analysis: Analysis) -> Iterator[Cue]:
    for weighed in evidence.cues:
        yield from _said(weighed, analysis)
    if evidence.polarity:
        yield Cue("polarity", *analysis.sentence_at(evidence.sentence), evidence.polarity)
    if evidence.company >= FAINTEST_COMPANY:
        yield Cue("company", *analysis.sentence_at(evidence.sentence), evidence.company)


def _said(weighed: Weighed, analysis: Analysis) -> Iterator[Cue]:
    """The cue of one candidate; of wording the heaviest phrases, each with its share."""
    candidate = weighed.candidate
    rule_id = candidate.owner.id
    if candidate.wording is None:
        yield Cue(rule_id, *analysis.place(candidate), weighed.weight)
        return
    assert isinstance(candidate.owner, Tone)
    reading = analysis.found.readings[candidate.sentence]
    base = analysis.found.sentences[candidate.sentence].start
    cues = reading.wording[candidate.owner.category]
    total = sum(cue.weight for cue in cues)
    for cue in cues[:MOST_WORDING_CUES]:
        place = analysis.text_at(base + cue.start, base + cue.end)
        share = round(weighed.weight * cue.weight / total, 4)
        yield Cue(rule_id, *place, share, cue.concept)
