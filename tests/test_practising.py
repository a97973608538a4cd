"""Practice: the situations, the mark, what comes next, and the pictures of progress."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonecheck import Checker
from tonecheck.errors import RuleError
from tonecheck.practising import Attempt, mark, next_scenario
from tonecheck.report.progress import BLOCKS, PLAIN_BLOCKS, progress, situation, spark_line
from tonecheck.ruleset.scenarios import load_scenarios

SCENARIOS = load_scenarios()
MARKS = st.lists(st.integers(0, 100), max_size=80)


def tried(name: str, score: int, day: int = 1) -> Attempt:
    return Attempt(datetime(2026, 11, day, tzinfo=UTC), name, score, {"hostile": 0.0}, 1, 2)


@pytest.fixture(scope="module")
def checkers():
    return {p: Checker(profile=p) for p in {s.profile for s in SCENARIOS.values()}}


def test_there_are_at_least_40_situations_of_many_kinds():
    assert len(SCENARIOS) >= 40
    assert len({scenario.kind for scenario in SCENARIOS.values()}) >= 7
    assert len({scenario.title for scenario in SCENARIOS.values()}) == len(SCENARIOS)


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_model_answer_passes_with_all_that_its_profile_wants(name, checkers):
    scenario = SCENARIOS[name]
    checker = checkers[scenario.profile]
    report = checker.check(scenario.model)
    assert not report.flagged
    assert checker.profile.wants, "a mark needs something to want"
    assert [e for e in checker.profile.wants if report.courtesy[e] is None] == []


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_situation_fits_a_terminal(name):
    assert max(len(line) for line in situation(SCENARIOS[name]).splitlines()[1:]) <= 80


def test_marks_of_replies():
    assert mark({"hostile": 0.0}, 6, 6) == 100
    assert mark({"hostile": 0.0}, 0, 6) == 50
    assert mark({"hostile": 1.0}, 6, 6) == 0
    assert mark({"hostile": 0.9, "sulking": 0.0}, 6, 6) == 10
    assert mark({}, 0, 0) == 100


@given(st.floats(0, 1), st.floats(0, 1), st.integers(0, 6), st.integers(0, 6))
def test_a_mark_rises_with_calm_and_with_courtesy(one, other, few, many):
    less, more = sorted((few, many))
    assert mark({"x": one}, less, 6) <= mark({"x": one}, more, 6)
    assert mark({"x": max(one, other)}, less, 6) <= mark({"x": min(one, other)}, less, 6)
    assert 0 <= mark({"x": one}, few, 6) <= 100


def test_what_was_never_tried_comes_first_then_the_lowest_best_mark():
    def first(names):
        return names[0]

    assert next_scenario(["a", "b", "c"], [tried("a", 10)], first) == "b"
    held = [tried("a", 10), tried("a", 90), tried("b", 40), tried("c", 50), tried("gone", 1)]
    assert next_scenario(["a", "b", "c"], held, first) == "b"


@given(MARKS)
def test_a_spark_line_has_one_character_a_mark_and_rises_with_it(marks):
    for blocks in (BLOCKS, PLAIN_BLOCKS):
        line = spark_line(marks, blocks)
        assert len(line) == len(marks)
        heights = [blocks.index(character) for character in line]
        for (one, height), (other, taller) in zip(
            zip(marks, heights, strict=True), zip(marks[1:], heights[1:], strict=True), strict=False
        ):
            assert one > other or height <= taller


@given(MARKS)
def test_progress_can_be_drawn_of_any_marks(marks):
    names = list(SCENARIOS)
    attempts = [tried(names[i % len(names)], m, 1 + i % 28) for i, m in enumerate(marks)]
    drawn = progress(attempts, SCENARIOS, blocks=PLAIN_BLOCKS)
    assert drawn.isascii()
    assert max(len(line) for line in drawn.splitlines()) <= 80


def test_progress_in_figures():
    name = "rejection.form-letter"
    drawn = progress([tried(name, 20), tried(name, 80, 2)], SCENARIOS)
    assert drawn.splitlines()[:2] == [
        f"2 replies on 2 days, 1 of {len(SCENARIOS)} situations",
        "average mark: 20 in the first half, 80 in the second",
    ]
    assert "  job rejection   20 ->  80  ▂▇" in drawn


GOOD = """\
scenarios:
  - id: ours.one
    title: One
    kind: x
    profile: general
    happened: It rained.
    stake: A coat.
    model: Hello.
"""
WRONG = {
    "unknown key": ("    stake:", "    steak:", 7, "`steak` is unknown here; close: `stake`"),
    "both": ("    stake:", "    incoming: Hi.\n    stake:", 2, "expected `incoming` or `happened`"),
    "neither": ("    happened: It rained.\n", "", 2, "expected `incoming` or `happened`"),
    "bad id": ("ours.one", "ours", 2, "`id` is 'ours'; expected"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "problem"), WRONG.values(), ids=WRONG)
def test_a_wrong_situation_is_named_in_one_line(tmp_path, old, new, line, problem):
    path = tmp_path / "practice/ours.yaml"
    path.parent.mkdir()
    path.write_text(GOOD.replace(old, new, 1))
    with pytest.raises(RuleError) as caught:
        load_scenarios([tmp_path])
    assert str(caught.value).startswith(f"{path}:{line}: "), caught.value
    assert problem in str(caught.value)


def test_situations_of_ones_own_add_to_the_built_in_ones(tmp_path):
    (tmp_path / "practice").mkdir()
    (tmp_path / "practice/ours.yaml").write_text(GOOD)
    assert set(load_scenarios([tmp_path])) == {*SCENARIOS, "ours.one"}
    (tmp_path / "practice/again.yaml").write_text(GOOD)
    with pytest.raises(RuleError, match="a second time"):
        load_scenarios([tmp_path])
