"""Thresholds and weights refitted to labelled mail, as the files of a rule overlay.

Nothing is learnt anew: a few hundred mails move the bias of the wording table, the weights of
the rules that hit them, and the profile's thresholds, each held by a prior at what it was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from operator import add
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import yaml

from tonecheck.errors import ConfigError
from tonecheck.extract.plain import plain_message
from tonecheck.findings import Category
from tonecheck.matching import Candidate, Matches, Reader
from tonecheck.reading import FAINTEST
from tonecheck.ruleset.compiled import Compiled, Thresholds, Tone
from tonecheck.ruleset.schema import Profile
from tonecheck.ruleset.weights import BIAS
from tonecheck.ruleset.wording import CATEGORIES, Weights
from tonecheck.scope import judge
from tonecheck.scoring import WEAK, weigh

FEWEST_ROWS, FEWEST_OF_A_KIND = 40, 10
FOLDS = 5
LARGEST_SHIFT = 3.0
LARGEST_WEIGHT = 0.98
FALSE_ALARMS = 0.01
WARNINGS = tuple(step / 100 for step in range(35, 85, 5))
"""The thresholds that are tried, beside the present one."""
# A text tells at most p(1 - p) = 1/4 about a bias; the prior is worth 20 such texts.
_PRIOR_OF_SHIFT = 20 / 4
_PRIOR_HITS = 8
_STRONG, _WEAKENED = 0.65, 0.28
_BIAS = BIAS[0]
# What `read_wording` takes at most.
_LARGEST_BIAS = 20.0

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled text; no labels: it is clean."""

    text: str
    labels: frozenset[Category]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the rules see in a `Row`, before any weight.

    `kept` holds the wording candidates of the largest shift; `odds` is the strongest sentence's
    log-odds, one a category; `fold` comes from a hash of the text, so that equal texts share it.
    """

    labels: frozenset[Category]
    fold: int
    found: Matches
    kept: tuple[Candidate, ...]
    odds: Floats


@dataclass(frozen=True, slots=True)
class Tuning:
    """What is refitted: shifts of the bias, one a category; weights by rule; thresholds."""

    thresholds: Thresholds
    shifts: tuple[float, ...] = (0.0,) * len(CATEGORIES)
    weights: dict[str, float] = field(default_factory=dict)


class Measure(NamedTuple):
    """Precision, recall and F1 on `rows` rows that have the label."""

    rows: int
    precision: float
    recall: float
    f1: float


class Quality(NamedTuple):
    """How right a tuning is: a `Measure` per category and for any, and the clean rows flagged."""

    measures: dict[str, Measure]
    false_alarms: float


def expect_enough(rows: Sequence[Row]) -> None:
    """ConfigError where `rows` are too few to learn anything from."""
    flagged = sum(bool(row.labels) for row in rows)
    clean = len(rows) - flagged
    if len(rows) < FEWEST_ROWS or min(flagged, clean) < FEWEST_OF_A_KIND:
        raise ConfigError(
            f"the data has {len(rows)} rows, {flagged} flagged and {clean} clean; expected "
            f"{FEWEST_ROWS} or more, {FEWEST_OF_A_KIND} or more of each kind"
        )


def widened(compiled: Compiled) -> Reader:
    """A reader of `compiled` with the largest shift on its bias: it finds every candidate."""
    wording = compiled.wording
    bias = tuple(said + LARGEST_SHIFT for said in wording.bias)
    return Reader(replace(compiled, wording=replace(wording, bias=bias)))


def read(row: Row, wide: Reader) -> Reading:
    """What `wide`, the reader of a `widened` set of rules, sees in `row`."""
    found = wide.match(plain_message(row.text).text)
    verdicts = judge(found, wide.compiled)
    said = [reading.log_odds for reading in found.readings]
    odds = np.array([*said, found.bias]) - LARGEST_SHIFT
    for candidate, _ in verdicts.dropped:
        if candidate.wording is not None:
            odds[candidate.sentence, _column(candidate)] = -np.inf
    digest = sha256(row.text.encode("utf-8", "surrogatepass")).digest()
    return Reading(row.labels, digest[0] % FOLDS, found, tuple(verdicts.kept), np.max(odds, axis=0))


def _column(candidate: Candidate) -> int:
    assert isinstance(candidate.owner, Tone)
    return CATEGORIES.index(candidate.owner.category)


def evidence(reading: Reading, tuning: Tuning, compiled: Compiled) -> Floats:
    """The strongest evidence of a text under `tuning`, one a category, as a `Checker` has it."""
    strongest = np.zeros(len(CATEGORIES))
    for one in weigh(_shifted(reading.found, tuning), _candidates(reading, tuning), compiled):
        column = CATEGORIES.index(one.category)
        strongest[column] = max(strongest[column], one.value)
    return strongest


def _shifted(found: Matches, tuning: Tuning) -> Matches:
    """`found` with the bias of `tuning` in the place of the largest."""
    moves = [shift - LARGEST_SHIFT for shift in tuning.shifts]
    return replace(
        found,
        bias=_raised(found.bias, moves),
        readings=[replace(r, log_odds=_raised(r.log_odds, moves)) for r in found.readings],
    )


def _raised(odds: Sequence[float], moves: Sequence[float]) -> tuple[float, ...]:
    return tuple(map(add, odds, moves))


def _candidates(reading: Reading, tuning: Tuning) -> Iterator[Candidate]:
    """The candidates of a text under `tuning`: reweighed, those grown too faint left out."""
    for candidate in reading.kept:
        owner = candidate.owner
        if not isinstance(owner, Tone):
            continue
        if candidate.wording is not None:
            column = _column(candidate)
            odds = reading.found.readings[candidate.sentence].log_odds[column] - LARGEST_SHIFT
            chance = float(_chance(odds + tuning.shifts[column]))
            if chance >= FAINTEST:
                yield candidate._replace(wording=min(owner.weight, chance))
        elif owner.id in tuning.weights:
            yield candidate._replace(owner=replace(owner, weight=tuning.weights[owner.id]))
        else:
            yield candidate


def fit(readings: Sequence[Reading], thresholds: Thresholds, compiled: Compiled) -> Tuning:
    """The tuning of `readings`, from `thresholds` and the weights of `compiled`."""
    tuning = Tuning(thresholds, fit_shifts(readings, compiled), fit_weights(readings, compiled))
    highest = np.array([evidence(reading, tuning, compiled).max() for reading in readings])
    dirty = np.array([bool(reading.labels) for reading in readings])
    warning = choose_warning(highest, dirty, thresholds.warning)
    return replace(tuning, thresholds=moved(thresholds, warning))


def fit_shifts(readings: Sequence[Reading], compiled: Compiled) -> tuple[float, ...]:
    """How far the bias of each category moves; 0.0 where its wording rule is off."""
    odds = np.array([reading.odds for reading in readings])
    return tuple(
        round(fit_shift(odds[:, column], _truth(readings, category)), 2)
        if category in compiled.by_wording
        else 0.0
        for column, category in enumerate(CATEGORIES)
    )


def fit_shift(odds: Floats, truth: Flags) -> float:
    """The constant that, added to log-odds `odds`, makes them chances of `truth`.

    The maximum a posteriori of a logistic fit with one parameter: Newton steps, or a halving
    where a step would leave the bracket. Within `LARGEST_SHIFT` of 0.
    """
    low, high, shift = -LARGEST_SHIFT, LARGEST_SHIFT, 0.0
    for _ in range(60):
        chance = _chance(odds + shift)
        slope = float(np.sum(truth - chance)) - _PRIOR_OF_SHIFT * shift
        low, high = (shift, high) if slope > 0 else (low, shift)
        step = shift + slope / (float(np.sum(chance * (1 - chance))) + _PRIOR_OF_SHIFT)
        shift = step if low <= step <= high else (low + high) / 2
    return shift


def _chance(odds: Any) -> Any:
    """The logistic function; by tanh, which cannot overflow."""
    return 0.5 * (1 + np.tanh(odds / 2))


def fit_weights(readings: Sequence[Reading], compiled: Compiled) -> dict[str, float]:
    """The new weight of each rule that hits and whose weight changes, by id.

    A rule is right on a row of its category and wrong on a clean one; other rows do not count.
    The rules that go by the wording have their bias instead.
    """
    right, wrong = Counter[str](), Counter[str]()
    for reading in readings:
        for tone in {c.owner for c in reading.kept if c.wording is None}:
            if isinstance(tone, Tone):
                right[tone.id] += tone.category in reading.labels
                wrong[tone.id] += not reading.labels
    fitted = {
        rule_id: fit_weight(compiled.tones[rule_id].weight, right[rule_id], wrong[rule_id])
        for rule_id in sorted(right)
    }
    return {
        rule_id: weight
        for rule_id, weight in fitted.items()
        if weight != compiled.tones[rule_id].weight
    }


def fit_weight(present: float, right: int, wrong: int) -> float:
    """The precision of a rule's hits, held at its `present` weight by a prior of 8 hits.

    A strong rule that is wrong more often than right falls to a weak cue, and a weak cue stays
    one: it stands in flagged mail because of its neighbours.
    """
    hits = right + wrong
    if not hits:
        return present
    weight = min(LARGEST_WEIGHT, (_PRIOR_HITS * present + right) / (_PRIOR_HITS + hits))
    if weight < _STRONG <= present and right / hits < 0.5:
        return _WEAKENED
    weight = round(weight, 2)
    return min(weight, max(present, _WEAKENED)) if present < WEAK else weight


def choose_warning(highest: Floats, dirty: Flags, present: float) -> float:
    """The threshold of the best F1 that flags at most 1 % of the clean rows.

    Where none does, the one that flags the fewest; of equals the nearest to `present`.
    """

    def rank(warning: float) -> tuple[float, float, float]:
        said = highest >= warning
        return (
            -max(_share(said & ~dirty, ~dirty), FALSE_ALARMS),
            measure(dirty, said).f1,
            -abs(warning - present),
        )

    return max(sorted({*WARNINGS, present}), key=rank)


def moved(thresholds: Thresholds, warning: float) -> Thresholds:
    """`thresholds` with this `warning`; info and error keep their distance, within 0 and 0.98."""
    info = warning - (thresholds.warning - thresholds.info)
    error = min(LARGEST_WEIGHT, warning + (thresholds.error - thresholds.warning))
    return Thresholds(
        info=round(max(0.0, info), 2), warning=warning, error=round(max(warning, error), 2)
    )


def said(readings: Sequence[Reading], tuning: Tuning, compiled: Compiled) -> Flags:
    """Whether each text is flagged under `tuning`: one row a text, one column a category."""
    values = [evidence(reading, tuning, compiled) for reading in readings]
    return np.array(values).reshape(-1, len(CATEGORIES)) >= tuning.thresholds.warning


def cross_validated(
    readings: Sequence[Reading], thresholds: Thresholds, compiled: Compiled
) -> Flags:
    """As `said`, each text judged by the tuning of the folds it is not in."""
    flags = np.zeros((len(readings), len(CATEGORIES)), dtype=np.bool_)
    folds = np.array([reading.fold for reading in readings])
    for fold in sorted(set(folds.tolist())):
        others = [reading for reading in readings if reading.fold != fold]
        tuning = fit(others, thresholds, compiled) if others else Tuning(thresholds)
        own = [reading for reading in readings if reading.fold == fold]
        flags[folds == fold] = said(own, tuning, compiled)
    return flags


def quality(readings: Sequence[Reading], flags: Flags) -> Quality:
    """How right `flags` are on the labels of `readings`."""
    dirty = np.array([bool(reading.labels) for reading in readings])
    anything = np.any(flags, axis=1)
    measures = {
        category.value: measure(_truth(readings, category), flags[:, column])
        for column, category in enumerate(CATEGORIES)
    }
    return Quality(measures | {"any": measure(dirty, anything)}, _share(anything & ~dirty, ~dirty))


def measure(truth: Flags, said: Flags) -> Measure:
    """Precision, recall and F1 of `said`; 0.0 where nothing is there to be right about."""
    precision, recall = _share(truth & said, said), _share(truth & said, truth)
    both = precision + recall
    return Measure(
        int(truth.sum()), precision, recall, 2 * precision * recall / both if both else 0
    )


def _share(part: Flags, whole: Flags) -> float:
    return float(part.sum() / whole.sum()) if whole.any() else 0.0


def _truth(readings: Sequence[Reading], category: Category) -> Flags:
    return np.array([category in reading.labels for reading in readings], dtype=np.bool_)


def wording_file(bias: Weights, tuning: Tuning, notes: Sequence[str]) -> str:
    """``wording.tsv`` with nothing but the shifted `bias`: it replaces that row of the table."""
    shifted = np.clip(np.array(bias) + tuning.shifts, -_LARGEST_BIAS, _LARGEST_BIAS)
    cells = [f"{weight:g}" for weight in np.round(shifted, 2).tolist()]
    lines = ["\t".join(("cue", *CATEGORIES)), "\t".join((_BIAS, *cells))]
    return _commented(notes) + "\n".join(lines) + "\n"


def profile_file(profile: Profile, tuning: Tuning, notes: Sequence[str]) -> str:
    """``profile.yaml``: all that `profile` says, with the weights and thresholds of `tuning`."""
    weights = dict(sorted({**profile.weights, **tuning.weights}.items()))
    tuned = profile.model_dump(mode="json", exclude_unset=True) | {
        "thresholds": tuning.thresholds._asdict(),
        "weights": weights,
    }
    text = yaml.safe_dump(tuned, sort_keys=False, allow_unicode=True, width=100)
    return _commented(notes) + text


def _commented(notes: Sequence[str]) -> str:
    """`notes` as comments, one line each whatever is in them."""
    return "".join(f"# {note.encode('unicode_escape').decode()}\n" for note in notes)
