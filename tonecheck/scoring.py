"""From cues to evidence: a noisy-or per sentence and category, and one bounded score a message.

After SpamAssassin: many explainable rules with a weight each. Evidence is the chance that at
least one cue means what it says, 1 - prod(1 - w), were they independent (Pearl 1988).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import prod

from tonecheck.findings import Category, Severity
from tonecheck.matching import Candidate, Matches
from tonecheck.polarity import sentiment
from tonecheck.ruleset.compiler import Compiled, Tone
from tonecheck.ruleset.schema import Thresholds

WEAK = 0.3
"""A cue below this weight counts with others only: `Thresholds` decide, it never flags alone."""
_NEIGHBOUR = 0.5
_REPEAT = 0.5
_INTENSITY = 0.25
_MOST_MARKS = 2
_COURTESY = {Category.HOSTILE: 0.9, Category.SULKING: 0.85, Category.DEMANDING: 0.7}
_SECOND, _THIRD = 0.3, 0.1
# TextBlob's polarity is asked only where other cues leave a doubt, and never alone.
_DOUBT = (0.3, 0.5)
_NEGATIVE = -0.5
_POLARITY_WEIGHT = 0.2


@dataclass(frozen=True, slots=True)
class Weighed:
    """One cue and its weight after repetition."""

    candidate: Candidate
    weight: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for `category` in one sentence: 0..1, and the cues, heaviest first.

    `polarity` is the weight of TextBlob's verdict where it counted, else 0.0.
    """

    category: Category
    sentence: int
    value: float
    cues: tuple[Weighed, ...]
    polarity: float = 0.0


def weigh(found: Matches, kept: Iterable[Candidate], compiled: Compiled) -> list[Evidence]:
    """The evidence of every sentence and category that has a cue, in order of sentence."""
    grouped: dict[tuple[int, Category], list[Candidate]] = defaultdict(list)
    for candidate in kept:
        if isinstance(candidate.owner, Tone):
            grouped[candidate.sentence, candidate.owner.category].append(candidate)
    polite: dict[int, int] = defaultdict(int)
    for courtesy in found.courtesies:
        polite[courtesy.sentence] += 1
    weighed = {place: _weigh_cues(cues) for place, cues in grouped.items()}
    return [
        _evidence(place, weighed, polite[place[0]], found, compiled) for place in sorted(weighed)
    ]


def severity(value: float, thresholds: Thresholds) -> Severity | None:
    """The severity of evidence `value`, None below the lowest threshold."""
    if value >= thresholds.error:
        return Severity.ERROR
    if value >= thresholds.warning:
        return Severity.WARNING
    return Severity.INFO if value >= thresholds.info else None


def message_scores(evidence: Sequence[Evidence]) -> dict[str, float]:
    """0.0 (calm) to 1.0 per category: the strongest sentence, and a little of the next two.

    Calm sentences change nothing, so length alone does not either.
    """
    scores = {}
    for category in Category:
        values = sorted((e.value for e in evidence if e.category is category), reverse=True)
        first, second, third = [*values, 0.0, 0.0, 0.0][:3]
        calm = (1 - first) * (1 - _SECOND * second) * (1 - _THIRD * third)
        scores[category.value] = round(1 - calm, 4)
    return scores


def _weigh_cues(candidates: list[Candidate]) -> tuple[Weighed, ...]:
    seen: dict[str, int] = defaultdict(int)
    cues = []
    for candidate in candidates:
        owner = candidate.owner
        assert isinstance(owner, Tone)
        cues.append(Weighed(candidate, round(owner.weight * _REPEAT ** seen[owner.id], 4)))
        seen[owner.id] += 1
    cues.sort(key=lambda cue: (-cue.weight, cue.candidate.start, cue.candidate.owner.id))
    return tuple(cues)


def _evidence(
    place: tuple[int, Category],
    weighed: dict[tuple[int, Category], tuple[Weighed, ...]],
    courtesies: int,
    found: Matches,
    compiled: Compiled,
) -> Evidence:
    sentence, category = place
    cues = weighed[place]
    calm = prod(1 - cue.weight for cue in cues)
    for step in (-1, 1):
        for cue in weighed.get((sentence + step, category), ()):
            if cue.weight < WEAK:
                calm *= 1 - _NEIGHBOUR * cue.weight
    marks = _intensity(found, sentence, compiled)
    calm **= (1 + _INTENSITY * marks) * _COURTESY[category] ** min(courtesies, _MOST_MARKS)
    value = round(1 - calm, 4)
    if _DOUBT[0] <= value < _DOUBT[1] and _is_negative(found, sentence):
        value = round(1 - calm * (1 - _POLARITY_WEIGHT), 4)
        return Evidence(category, sentence, value, cues, _POLARITY_WEIGHT)
    return Evidence(category, sentence, value, cues)


def _is_negative(found: Matches, sentence: int) -> bool:
    start, end = found.sentences[sentence]
    return sentiment([token.text for token in found.doc[start:end]])[0] <= _NEGATIVE


def _intensity(found: Matches, sentence: int, compiled: Compiled) -> int:
    """How many marks of intensity a sentence has: "!!", a word in capitals, "absolutely"."""
    start, end = found.sentences[sentence]
    norms = found.norms[start:end]
    marks = sum(norm in compiled.intensifiers for norm in norms)
    marks += norms.count(compiled.exclamation) >= 2
    marks += any(
        len(token) > 3 and token.is_upper and token.is_alpha for token in found.doc[start:end]
    )
    return min(marks, _MOST_MARKS)
