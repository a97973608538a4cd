from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tonecheck import tuning
from tonecheck.errors import ConfigError
from tonecheck.findings import Category
from tonecheck.matching import Reader
from tonecheck.ruleset.compiled import Thresholds
from tonecheck.ruleset.schema import Profile
from tonecheck.ruleset.weights import read_wording
from tonecheck.ruleset.wording import CATEGORIES
from tonecheck.scope import judge
from tonecheck.scoring import weigh
from tonecheck.tuning import Row, Tuning

TEXTS = (
    "Answer by Friday or else.",
    "Fine. I suppose nobody cares what I do anyway.",
    "You are a complete idiot, and your plan is garbage!!",
    "Thank you for your time. I look forward to hearing from you.",
    'The song is called "or else". Please find attached the invoice.',
    "Whatever. I guess you know best.\n\nI expect a full refund TODAY.",
    "  \n",
)
NOW = Thresholds(info=0.3, warning=0.5, error=0.8)
weights = st.integers(1, 98).map(lambda percent: percent / 100)
counts = st.integers(0, 200)
odds = st.lists(st.tuples(st.floats(-30, 30), st.booleans()), max_size=60)
shifts = st.tuples(*[st.floats(-3, 3)] * len(CATEGORIES))


@pytest.fixture(scope="module")
def readings(checker):
    wide = tuning.widened(checker.compiled)
    return [tuning.read(Row(text, frozenset()), wide) for text in TEXTS]


@given(weights, counts, counts)
def test_a_right_hit_never_lowers_a_weight_and_a_wrong_one_never_raises_it(present, right, wrong):
    weight = tuning.fit_weight(present, right, wrong)
    assert tuning.fit_weight(present, right + 1, wrong) >= weight
    assert tuning.fit_weight(present, right, wrong + 1) <= weight
    assert 0 <= weight <= 0.98


@given(weights)
def test_a_rule_without_hits_keeps_its_weight(present):
    assert tuning.fit_weight(present, 0, 0) == present


WEIGHTS = {
    "shrunk": (0.5, 8, 0, 0.75),
    "capped": (0.98, 900, 0, 0.98),
    "wrong more often than right": (0.9, 2, 6, 0.28),
    "lower, yet right more often": (0.7, 6, 6, 0.58),
    "not strong before": (0.6, 0, 8, 0.3),
    "a weak cue stays weak": (0.2, 90, 0, 0.28),
    "a weak cue falls": (0.2, 0, 8, 0.1),
}


@pytest.mark.parametrize(("present", "right", "wrong", "expected"), WEIGHTS.values(), ids=WEIGHTS)
def test_weights(present, right, wrong, expected):
    assert tuning.fit_weight(present, right, wrong) == pytest.approx(expected)


@given(odds)
@example([(0.0, True)] * 500)
@example([(30.0, False)] * 50)
def test_a_shift_balances_the_chances_against_the_prior(pairs):
    values = np.array([value for value, _ in pairs])
    truth = np.array([flag for _, flag in pairs], dtype=np.bool_)
    shift = tuning.fit_shift(values, truth)
    slope = np.sum(truth - 1 / (1 + np.exp(-(values + shift)))) - 5 * shift
    assert abs(shift) <= 3
    assert abs(slope) < 1e-6 or (abs(abs(shift) - 3) < 1e-9 and slope * shift > 0)


def test_few_texts_move_the_bias_less_than_many():
    few, many = (tuning.fit_shift(np.full(n, -2.0), np.ones(n, dtype=np.bool_)) for n in (5, 100))
    assert 0 < few < many <= 3
    assert tuning.fit_shift(np.zeros(0), np.zeros(0, dtype=np.bool_)) == 0


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=80), weights)
def test_the_warning_keeps_the_clean_rows_clean_where_it_can(pairs, present):
    highest = np.array([value for value, _ in pairs])
    dirty = np.array([flag for _, flag in pairs], dtype=np.bool_)
    clean = highest[~dirty]

    def alarms(warning):
        return float(np.mean(clean >= warning)) if len(clean) else 0.0

    chosen = tuning.choose_warning(highest, dirty, present)
    tried = {*tuning.WARNINGS, present}
    assert chosen in tried
    assert alarms(chosen) <= max(0.01, min(map(alarms, tried)))


def test_of_equal_thresholds_the_present_one_stays():
    assert tuning.choose_warning(np.array([0.1, 0.9]), np.array([False, True]), 0.52) == 0.52


@given(st.lists(weights, min_size=3, max_size=3).map(sorted), st.sampled_from(tuning.WARNINGS))
def test_moved_thresholds_stay_in_order(levels, warning):
    info, present, error = levels
    now = tuning.moved(Thresholds(info=info, warning=present, error=error), warning)
    assert 0 <= now.info <= now.warning == warning <= now.error <= 0.98


def test_info_and_error_keep_their_distance():
    assert tuning.moved(NOW, 0.6) == Thresholds(info=0.4, warning=0.6, error=0.9)


def test_present_evidence_is_the_checkers(checker, readings):
    flags = tuning.said(readings, Tuning(NOW), checker.compiled)
    for text, row in zip(TEXTS, flags, strict=True):
        said = {CATEGORIES[column] for column in np.flatnonzero(row)}
        assert said == checker.check(text).flagged


@given(st.integers(0, len(TEXTS) - 1), shifts)
def test_a_shift_does_what_the_same_bias_does(checker, readings, index, moves):
    compiled = checker.compiled
    wording = compiled.wording
    bias = tuple(map(sum, zip(wording.bias, moves, strict=True)))
    moved = replace(compiled, wording=replace(wording, bias=bias))
    found = Reader(moved).match(TEXTS[index])
    expected = np.zeros(len(CATEGORIES))
    for one in weigh(found, judge(found, compiled).kept, compiled):
        column = CATEGORIES.index(one.category)
        expected[column] = max(expected[column], one.value)
    given_shift = tuning.evidence(readings[index], Tuning(NOW, moves), compiled)
    assert given_shift == pytest.approx(expected, abs=2e-4)


def test_a_new_weight_counts(checker, readings):
    rule = Tuning(NOW, weights={"demanding.or-else": 0.05})
    column = CATEGORIES.index(Category.DEMANDING)
    before = tuning.evidence(readings[0], Tuning(NOW), checker.compiled)
    assert tuning.evidence(readings[0], rule, checker.compiled)[column] < before[column]


def test_equal_texts_share_a_fold(checker):
    wide = tuning.widened(checker.compiled)
    folds = {tuning.read(Row("Hello.", labels), wide).fold for labels in (frozenset(), {"hostile"})}
    assert len(folds) == 1


def test_cross_validation_does_not_use_a_rows_own_label(checker):
    """Twenty like texts are one fold: what their labels say must not reach their own verdict."""
    wide = tuning.widened(checker.compiled)
    angry, calm = TEXTS[2], "The meeting is at noon in room five."
    rows = [Row(angry, frozenset())] * 20 + [Row(calm, frozenset())] * 20
    read = [tuning.read(row, wide) for row in rows]
    assert read[0].fold != read[-1].fold
    flags = tuning.cross_validated(read, NOW, checker.compiled)
    assert flags[:20].any(axis=1).all()
    tuned = tuning.fit(read, NOW, checker.compiled)
    strongest = tuning.evidence(read[0], tuned, checker.compiled).max()
    assert strongest < tuning.evidence(read[0], Tuning(NOW), checker.compiled).max()


TOO_FEW = {"rows": (10, 29), "flagged": (9, 91), "clean": (91, 9)}


@pytest.mark.parametrize(("flagged", "clean"), TOO_FEW.values(), ids=TOO_FEW)
def test_too_few_rows_are_refused(flagged, clean):
    rows = [Row("x", frozenset({Category.HOSTILE}))] * flagged + [Row("x", frozenset())] * clean
    with pytest.raises(ConfigError, match=f"{flagged} flagged and {clean} clean; expected 40"):
        tuning.expect_enough(rows)


def test_quality_counts():
    truth, said = np.array([True, True, False, False]), np.array([True, False, True, False])
    assert tuning.measure(truth, said) == (2, 0.5, 0.5, 0.5)
    assert tuning.measure(truth, ~truth) == (2, 0, 0, 0)


@given(shifts, st.lists(st.text(max_size=40), max_size=3))
def test_the_wording_file_reads_back_whatever_the_notes(moves, notes):
    bias = (-3.0, -4.0, -20.0)
    table = read_wording("x", tuning.wording_file(bias, Tuning(NOW, moves), notes))
    assert [*table] == [("(bias)",)]
    (row,) = table.values()
    expected = np.maximum(np.array(bias) + moves, -20)
    assert row == pytest.approx(tuple(expected), abs=0.0051)


def test_the_profile_file_keeps_what_it_does_not_tune():
    profile = Profile.model_validate({
        "profile": "ours", "description": "no: \"quoted\"", "thresholds": NOW._asdict(),
        "wants": ["thanks"], "off": ["sulking.*"], "weights": {"a.b": 0.5, "a.c": 0.5},
        "rewrites": {"hostile": ["Émile, yes."]},
    })  # fmt: skip
    text = tuning.profile_file(profile, Tuning(NOW, weights={"a.b": 0.7}), ["note\nbreak: x"])
    from tonecheck.ruleset.strict_yaml import read

    again = Profile.model_validate(read(text, "profile.yaml").data)
    assert again == profile.model_copy(update={"weights": {"a.b": 0.7, "a.c": 0.5}})
