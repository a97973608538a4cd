"""From cues to evidence: odds per sentence and category, and one bounded score a message.

After SpamAssassin: many explainable rules with a weight each. The chance that at least one of
them means what it says is a noisy-or, 1 - prod(1 - w), were they independent (Pearl 1988). How
the sentence is worded, the sum of fitted log-odds, is where its odds begin, and the rules
multiply them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, inf, log, prod
from typing import NamedTuple

from tonecheck.findings import SOFTENING, Category, Severity
from tonecheck.matching import Candidate, Matches
from tonecheck.polarity import Words, sentiment
from tonecheck.reading import FAINTEST
from tonecheck.ruleset.compiled import Compiled, Thresholds, Tone
from tonecheck.ruleset.wording import CATEGORIES

WEAK = 0.3
"""A cue below this weight counts with others only: `Thresholds` decide, it never flags alone."""
_NEIGHBOUR = 0.5
_REPEAT = 0.5
_INTENSITY = 0.25
_MOST_MARKS = 2
_COURTESY = {Category.HOSTILE: 0.9, Category.SULKING: 0.85, Category.DEMANDING: 0.7}
_SECOND, _THIRD = 0.3, 0.1
# TextBlob's polarity is asked only where other cues leave a doubt, and never alone.
_DOUBT = (0.4, 0.6)
_NEGATIVE = -0.5
_POLARITY_WEIGHT = 0.2
# "PLEASE": a word of four letters or more
_LONG_WORD = re.compile(r"(?<!\w)[^\W\d_]{4,}(?!\w)")
# A rule of weight w multiplies the odds of the wording by (1 - w) ** -_RULE (held-out text).
# So .7 flags where the wording says nothing, and not where all of it is calm.
_RULE = 2.5
FLAGS_ALONE = 0.75
"""The weight from which a rule flags however calm the other words are, courtesies apart."""
# Log-odds below which calm wording does not lower what rules say, from where they say nothing to
# where they flag alone.
_CALMEST = (-5.0, -3.0)
# Log-odds that wording is short of where no rule bears it out (held-out text): what nobody can
# point at needs a little more to be said.
_UNAIDED = 0.3
# Log-odds of wording in which a reader sees no cue.
_NO_CUE = log(FAINTEST / (1 - FAINTEST))
# The company of a sentence, chosen on held-out text: so many on either side; the log-odds of the
# usual neighbour, which neither raises nor lowers; and the bounds of what a neighbour says.
_NEAR = 3
_USUAL = -3.0
_CALM, _SHARP = -5.0, -1.0
# The most that a cue can say: certainty would be infinite odds.
_SURE = 0.9999


class Weighed(NamedTuple):
    """One cue and its weight after repetition."""

    candidate: Candidate
    weight: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for `category` in one sentence: 0..1, and the cues, weightiest first.

    A rule with a rewrite of its own comes before the wording, and that before mere cues.

    `polarity` is the weight of TextBlob's verdict where it counted, else 0.0; `company` that of the
    sentences around, where they raised it: as much as a rule of that weight would.
    """

    category: Category
    sentence: int
    value: float
    cues: tuple[Weighed, ...]
    polarity: float = 0.0
    company: float = 0.0


def weigh(found: Matches, kept: Iterable[Candidate], compiled: Compiled) -> list[Evidence]:
    """The evidence of every sentence and category that has a cue, in order of sentence."""
    grouped: dict[tuple[int, Category], list[Candidate]] = defaultdict(list)
    for candidate in kept:
        if isinstance(candidate.owner, Tone):
            grouped[candidate.sentence, candidate.owner.category].append(candidate)
    polite: dict[int, int] = defaultdict(int)
    for courtesy in found.courtesies:
        if not isinstance(courtesy.owner, Tone) and courtesy.owner.element in SOFTENING:
            polite[courtesy.sentence] += 1
    weighed = {place: _weigh_cues(cues) for place, cues in grouped.items()}
    around = company(found) if weighed else []
    return [
        _evidence(place, weighed, polite[place[0]], around[place[0]], found, compiled)
        for place in sorted(weighed)
    ]


def company(found: Matches) -> list[float]:
    """For each sentence what the three on either side add to its log-odds: -2.0 to 2.0.

    The mean of what their wording says at worst: a calm neighbourhood lowers, a sharp one raises,
    none does nothing. What stands further away has no say, so that length alone changes nothing.
    """
    said = [max(_CALM, min(max(reading.log_odds), _SHARP)) for reading in found.readings]
    around = (
        said[max(0, at - _NEAR) : at] + said[at + 1 : at + 1 + _NEAR] for at in range(len(said))
    )
    return [sum(near) / len(near) - _USUAL if near else 0.0 for near in around]


def severity(value: float, thresholds: Thresholds) -> Severity | None:
    """The severity of evidence `value`, None below the lowest threshold."""
    if value >= thresholds.error:
        return Severity.ERROR
    if value >= thresholds.warning:
        return Severity.WARNING
    return Severity.INFO if value >= thresholds.info else None


def message_scores(
    found: Matches, evidence: Iterable[Evidence], dropped: Iterable[Candidate]
) -> dict[str, float]:
    """0.0 (calm) to 1.0 per category: the strongest sentence, and a little of the next two.

    A sentence without evidence counts with its wording, unless that was `dropped`. Calm
    sentences that are not near change nothing, so length alone does not either.
    """
    odds = [
        [said + around - _UNAIDED for said in reading.log_odds]
        for reading, around in zip(found.readings, company(found), strict=True)
    ]
    for candidate in dropped:
        if candidate.wording is not None and isinstance(candidate.owner, Tone):
            odds[candidate.sentence][CATEGORIES.index(candidate.owner.category)] = -inf
    values: dict[Category, list[float]] = {category: [] for category in CATEGORIES}
    for one in evidence:
        odds[one.sentence][CATEGORIES.index(one.category)] = -inf
        values[one.category].append(one.value)
    for category, column in zip(CATEGORIES, zip(*odds, strict=True), strict=False):
        values[category] += [1 / (1 + exp(-said)) for said in sorted(column)[-3:]]
    return {category.value: _strongest(values[category]) for category in CATEGORIES}


def _strongest(values: Sequence[float]) -> float:
    first, second, third = sorted((*values, 0.0, 0.0, 0.0), reverse=True)[:3]
    calm = 1 - first
    if second >= FAINTEST:
        calm *= 1 - _SECOND * second
    if third >= FAINTEST:
        calm *= 1 - _THIRD * third
    return round(1 - calm, 4)


def _weigh_cues(candidates: list[Candidate]) -> tuple[Weighed, ...]:
    seen: dict[str, int] = defaultdict(int)
    cues = []
    for candidate in candidates:
        owner = candidate.owner
        assert isinstance(owner, Tone)
        cues.append(Weighed(candidate, round(candidate.weight * _REPEAT ** seen[owner.id], 4)))
        seen[owner.id] += 1
    cues.sort(key=lambda cue: (-cue.weight, cue.candidate.start, cue.candidate.owner.id))
    cues.sort(key=_speaks_last)
    return tuple(cues)


def _speaks_last(cue: Weighed) -> int:
    """0 for a rule that has something to say instead, 1 for wording, 2 for a mere cue.

    A rule that only mends the wording of its own few words is a mere cue.

    What a rule says of its own words helps a writer more than what is said of the sum of all.
    """
    owner = cue.candidate.owner
    assert isinstance(owner, Tone)
    if cue.candidate.wording is not None:
        return 1
    return 0 if owner.rewrite and not owner.safe else 2


def _evidence(
    place: tuple[int, Category],
    weighed: dict[tuple[int, Category], tuple[Weighed, ...]],
    courtesies: int,
    around: float,
    found: Matches,
    compiled: Compiled,
) -> Evidence:
    sentence, category = place
    cues = weighed[place]
    calm = prod(1 - min(_SURE, cue.weight) for cue in cues if cue.candidate.wording is None)
    for step in (-1, 1):
        for cue in weighed.get((sentence + step, category), ()):
            if cue.weight < WEAK:
                calm *= 1 - _NEIGHBOUR * cue.weight
    if category in compiled.by_wording:
        said = _worded(found, cues, place) + around - (_UNAIDED if calm == 1 else 0.0)
        odds = exp(max(said, _calmest(1 - calm))) * calm**-_RULE
        calm = 1 / (1 + odds)
    marks = _intensity(found, sentence, compiled)
    calm **= (1 + _INTENSITY * marks) * _COURTESY[category] ** min(courtesies, _MOST_MARKS)
    value, polarity = round(1 - calm, 4), 0.0
    if _DOUBT[0] <= value < _DOUBT[1] and _is_negative(found, sentence):
        value, polarity = round(1 - calm * (1 - _POLARITY_WEIGHT), 4), _POLARITY_WEIGHT
    raised = round(1 - exp(-around / _RULE), 4) if len(found.readings) > 1 else 0.0
    return Evidence(category, sentence, value, cues, polarity, max(raised, 0.0))


def _calmest(ruled: float) -> float:
    """The lowest log-odds of wording that rules which say `ruled` together are lowered to."""
    nothing, alone = _CALMEST
    return nothing + (alone - nothing) * min(1.0, ruled / FLAGS_ALONE)


def _worded(found: Matches, cues: Iterable[Weighed], place: tuple[int, Category]) -> float:
    """The log-odds that the wording of a sentence gives: no more than its rule is trusted."""
    sentence, category = place
    said = found.readings[sentence].log_odds[CATEGORIES.index(category)]
    trusted = [min(_SURE, cue.weight) for cue in cues if cue.candidate.wording is not None]
    most = log(trusted[0] / (1 - trusted[0])) if trusted else _NO_CUE
    return min(said, most)


def _is_negative(found: Matches, sentence: int) -> bool:
    return sentiment([*Words(found.readings[sentence].words.text)])[0] <= _NEGATIVE


def _intensity(found: Matches, sentence: int, compiled: Compiled) -> int:
    """How many marks of intensity a sentence has: "!!", a word in capitals, "absolutely"."""
    words = found.readings[sentence].words
    marks = sum(map(compiled.intensifiers.__contains__, words.norms))
    marks += words.norms.count(compiled.marks.exclamation) >= 2
    marks += any(run[0].isupper() for run in _LONG_WORD.finditer(words.text))
    return min(marks, _MOST_MARKS)
