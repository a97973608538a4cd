"""Who counts years, times or doctors says how long or how often it was, and no more."""

from __future__ import annotations

import pytest

from tonecheck import Category
from tonecheck.rewriting.spans import spans

DEMANDING, HOSTILE, SULKING = Category.DEMANDING, Category.HOSTILE, Category.SULKING


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        (
            "After nine seasons of painting your sets, one is thanked by a machine.",
            "After nine seasons of painting your sets, this is hard for me.",
        ),
        (
            "After two rehearsals and a fitting in the rain I had pictured a warmer note.",
            "After two rehearsals and a fitting in the rain, this is hard for me.",
        ),
        (
            "In nine seasons I've painted every set, not that it shows.",
            "In nine seasons I have painted every set, so this is hard for me.",
        ),
        (
            "I had dreamt that twelve years of ringing those bells would count, silly me.",
            "After twelve years of ringing those bells, this is hard for me.",
        ),
        (
            "I hadn't known that ten years of being first in the hall counted for so little.",
            "After ten years of being first in the hall, this is hard for me.",
        ),
        (
            "Give the part to whom you please; after six winters I have stopped asking.",
            "After six winters, this is hard for me.",
        ),
        (
            "I am pleased my forty years could be of use as a warning.",
            "After forty years, this is hard for me.",
        ),
        (
            "Fifteen times I have been told that the list is short, and fifteen times it grew.",
            "I have been told fifteen times that the list is short, so this is hard for me.",
        ),
        (
            "That'll be the fourth nurse this week, but who counts the old ones.",
            "That will be the fourth nurse this week, and I find that hard.",
        ),
    ],
)
def test_a_sigh_says_how_long_or_how_often_it_was(sentence, words):
    assert words in spans(sentence, SULKING)


@pytest.mark.parametrize("category", [HOSTILE, SULKING])
def test_the_wait_before_a_word_came_was_long(category):
    said = list(spans("Lovely to hear from you after five months.", category))
    assert said == ["Five months was a long time for me."]


@pytest.mark.parametrize(
    ("sentence", "category"),
    [
        ("In two weeks I will be gone.", SULKING),
        ("Fifteen times I have been told you would write, so there.", SULKING),
        ("That is the second idiot this week, but never mind.", SULKING),
        ("Answer me after two days, or I go.", DEMANDING),
        ("Your twelve years of barking orders would fill a stable.", HOSTILE),
        ("A word after five months in the cellar.", SULKING),
    ],
)
def test_what_is_to_come_or_counted_in_contempt_is_not_told(sentence, category):
    assert list(spans(sentence, category)) == []
