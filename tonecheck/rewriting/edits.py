"""The rewrites of one finding: its rule's templates, filled, as edits of the source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tonecheck.analysis import Analysis
from tonecheck.findings import Rewrite
from tonecheck.matching import Candidate
from tonecheck.rewriting.kept import filled, keeping
from tonecheck.rewriting.lowering import is_certain, lowered
from tonecheck.rewriting.slots import fill, request_of, slots_of, trimmed
from tonecheck.ruleset.compiled import Tone
from tonecheck.scoring import Evidence, Weighed

MOST_FLAGGED = 3
"""How many phrases of a sentence's wording no kept clause may hold."""


def rewrites(
    evidence: Evidence, analysis: Analysis, fallback: Sequence[str]
) -> tuple[Rewrite, ...]:
    """The rewrites of a finding, best first: of the whole sentence, then mere touches."""
    cue, own = _own(evidence, analysis)
    start, end, _ = analysis.sentence_at(evidence.sentence)
    whole = [rewrite for rewrite in own if (rewrite.start, rewrite.end) == (start, end)]
    # What retells a sentence is not loaded for a calm mail.
    from tonecheck.rewriting.ranking import Flagged, ranked

    ways = ranked(
        Flagged(
            sentence=_said(*analysis.found.sentences[evidence.sentence], analysis),
            category=evidence.category,
            cues=_flagged_words(evidence, analysis),
            known=_known(cue.candidate, analysis),
            before=_before(evidence.sentence, analysis),
            own=tuple(rewrite.replacement for rewrite in whole),
            fallback=tuple(fallback),
        )
    )
    offered = [one for one in own if one not in whole]
    offered += [Rewrite(start, end, words) for words in ways]
    # What mends no more than a few words of the sentence comes last, for `--fix` to try.
    for touch in filter(_is_safe, evidence.cues):
        offered += rewrites_of_cue(touch.candidate, analysis)
    return tuple(keeping(dict.fromkeys(offered), analysis.message))


def _before(sentence: int, analysis: Analysis) -> str:
    """What the sentence before says; "" for the first."""
    return _said(*analysis.found.sentences[sentence - 1], analysis) if sentence else ""


def _own(evidence: Evidence, analysis: Analysis) -> tuple[Weighed, tuple[Rewrite, ...]]:
    """The heaviest cue whose rule offers rewrites, and these; mere touches only of the first."""
    first = evidence.cues[0]
    for cue in evidence.cues:
        if cue is first or not _is_safe(cue):
            offered = tuple(rewrites_of_cue(cue.candidate, analysis))
            if offered:
                return cue, offered
    return first, ()


def _is_safe(cue: Weighed) -> bool:
    owner = cue.candidate.owner
    return isinstance(owner, Tone) and owner.safe


def rewrites_of_cue(candidate: Candidate, analysis: Analysis) -> Iterator[Rewrite]:
    """The rewrites that a cue's own rule offers, best first."""
    owner = candidate.owner
    assert isinstance(owner, Tone)
    if not owner.rewrite:
        return
    is_span = owner.replace == "span"
    start, end, replaced = (
        analysis.place(candidate) if is_span else analysis.sentence_at(candidate.sentence)
    )
    values = _values(candidate, analysis) if any(map(slots_of, owner.rewrite)) else {}
    for template in owner.rewrite:
        words = fill(template, values)
        if words is not None:
            if is_span and _opens_sentence(candidate, analysis):
                words = _opening(words, replaced)
            yield Rewrite(start, end, words, "safe" if owner.safe else "review")


def _opens_sentence(candidate: Candidate, analysis: Analysis) -> bool:
    return candidate.start == analysis.found.sentences[candidate.sentence].start


def _opening(words: str, replaced: str) -> str:
    """`words` with a capital where what they replace begins with one."""
    return words[:1].upper() + words[1:] if replaced[:1].isupper() else words


def _values(candidate: Candidate, analysis: Analysis) -> dict[str, str]:
    values = {
        name: trimmed(_said(start, end, analysis))
        for name, start, end in analysis.found.captures(candidate)
    }
    _, end = analysis.found.sentences[candidate.sentence]
    values.setdefault("request", request_of(_said(candidate.start, end, analysis)))
    shouted = _said(candidate.start, candidate.end, analysis)
    if is_certain(shouted):
        values["lowered"] = lowered(shouted, opens=_opens_sentence(candidate, analysis))
    return values


def _said(start: int, end: int, analysis: Analysis) -> str:
    """What tokens `start` to `end` of one sentence say, with its placeholders."""
    first, last = analysis.found.place(start, end)
    return filled(analysis.found.text[first:last], first, analysis.message)


def _flagged_words(evidence: Evidence, analysis: Analysis) -> tuple[str, ...]:
    """The words for which a sentence was flagged, of its wording the heaviest phrases."""
    whole = analysis.found.sentences[evidence.sentence]
    wording = analysis.found.readings[evidence.sentence].wording.get(evidence.category, ())
    spans = [(whole.start + cue.start, whole.start + cue.end) for cue in wording[:MOST_FLAGGED]]
    spans += [(cue.candidate.start, cue.candidate.end) for cue in evidence.cues]
    narrow = [span for span in spans if span != (whole.start, whole.end)]
    return tuple(dict.fromkeys(_said(*span, analysis) for span in narrow))


def _known(candidate: Candidate, analysis: Analysis) -> str:
    """The words that a rule matched; "" for one that goes by wording."""
    if candidate.wording is not None:
        return ""
    return _said(candidate.start, candidate.end, analysis)
