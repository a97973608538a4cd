"""A rewrite is a whole sentence."""

from __future__ import annotations

import pytest

from tonecheck.rewriting.soundness import is_sound


@pytest.mark.parametrize(
    "words",
    [
        "I must be the last one by, and I would be glad of a call.",
        "Could you bring the, please?",
        "I was told that the the door was shut.",
        "That we could come, and we were glad.",
        "Could it be over, I will not wait, please?",
        "I would be glad if you had done it the way they.",
        "A parcel for the office are on the way.",
        "Could you seat me by the door, I won't say a word?",
        "There is a cake in the hall that I made, considering.",
        "It rained, and it blew, and it froze, and I was sorry about that.",
    ],
)
def test_what_hangs_runs_on_or_stammers_is_no_rewrite(words):
    assert not is_sound(words, "It was meant otherwise.")


@pytest.mark.parametrize(
    ("words", "original"),
    [
        ("Could you tell me what it was for?", "Tell me what it was for, you crook."),
        ("Could you move it by Friday, as I would otherwise need to call?", "Move it or I call."),
        ("I was sorry about that.", "Typical."),
        ("A lot of us are waiting.", "Hurry."),
        ("A lamp that we have is broken.", "Fix it."),
        ("Please come in.", "Come in or go."),
    ],
)
def test_what_hung_before_may_hang(words, original):
    assert is_sound(words, original)


@pytest.mark.parametrize(
    "words",
    [
        "Could they do not mind it, please?",
        "Could that not be mine, that be yours, please?",
        "Could you fix, today, or the name of the fitter, please?",
        "Would you be able to send, today, or a date?",
        "Could you point by point, please?",
        "Could I have it by noon, as that is late, and otherwise?",
        "Could I have the sum tonight The van can come on Friday, please?",
    ],
)
def test_a_question_that_broke_does_not_stand(words):
    assert not is_sound(words, "Anything at all.")


@pytest.mark.parametrize(
    "words",
    [
        "Could you explain, in writing, why it was late, please?",
        "Could you tell me why you did not call?",
        "Could you pay, and could I see it this week, if that is possible?",
    ],
)
def test_a_question_with_a_question_in_it_stands(words):
    assert is_sound(words, "Anything at all.")
