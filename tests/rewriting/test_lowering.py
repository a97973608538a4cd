from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonecheck import Checker
from tonecheck.rewriting.lowering import is_certain, lowered


@pytest.mark.parametrize(
    ("shouted", "calm"),
    [
        ("I TOLD YOU ABOUT THE LETTER", "I told you about the letter"),
        ("I'M STILL WAITING, I’LL CALL", "I'm still waiting, I’ll call"),
        ("YOU DON'T LISTEN", "You don't listen"),
        ("CALL ME ON MONDAY", "Call me on Monday"),
    ],
)
def test_capitals_become_small_letters_but_for_i_and_days(shouted, calm):
    assert lowered(shouted, opens=True) == calm
    assert is_certain(shouted)


def test_inside_a_sentence_the_first_letter_is_small_too():
    assert lowered("YOUR", opens=False) == "your"


@pytest.mark.parametrize(
    "doubtful",
    [
        "ANSWER ME BOB",
        "SEND THE PDF",
        "I CALLED IN MAY",
        "ASK IT WHY",
        "GO TO THE US",
        "CALL ME, WILL",
        "SEND YOUR CV",
        "NOT IN U.S. DOLLARS",
        "ÜBER ALL",
    ],
)
def test_what_may_be_a_name_or_initials_is_not_certain(doubtful):
    assert not is_certain(doubtful)


@given(st.text(alphabet="ABIS'’ ,.MONDAY", max_size=30))
def test_only_the_case_changes(words):
    assert lowered(words, opens=True).upper() == words


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("YOU HAVE NOT CALLED ME BACK.", {"You have not called me back"}),
        ("YOU HAVE NOT CALLED BOB BACK.", set()),
    ],
)
def test_a_shout_that_may_hold_a_name_is_not_lowered(checker: Checker, text, safe):
    offered = [rewrite for f in checker.check(text).findings for rewrite in f.rewrites]
    assert {r.replacement for r in offered if r.applicability == "safe"} == safe
