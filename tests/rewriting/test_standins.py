"""Where nothing of a sentence can be kept, what fits the kind of blow it was stands in."""

from __future__ import annotations

import pytest

from tonecheck import Category, Checker
from tonecheck.rewriting.hooks import EVENTS, LINES, SUMS, WORKS, one, the
from tonecheck.rewriting.retelling import struck_at
from tonecheck.rewriting.standins import _KINDS, _OTHERWISE, of_a_kind, of_any_kind

DEMANDING, HOSTILE, SULKING = Category.DEMANDING, Category.HOSTILE, Category.SULKING


@pytest.mark.parametrize(
    ("sentence", "category", "words"),
    [
        ("You have never opened the brief.", HOSTILE, "Could we go through the brief together?"),
        (
            "You made it up.",
            HOSTILE,
            "I remember this differently; could we go through it together?",
        ),
        ("It is your fault.", HOSTILE, "I would like to find out together how this happened"),
        (
            "Folk of that kind are all of you the same.",
            HOSTILE,
            "I would rather talk about this one case.",
        ),
        ("My lawyer will be in touch.", HOSTILE, "If we cannot settle this between us"),
        (
            "Nobody told me about the dinner.",
            SULKING,
            "I would have liked to be at the dinner too.",
        ),
        ("Fine.", SULKING, "I understand."),
        (
            "You have had the order for weeks, deliver it now.",
            DEMANDING,
            "It would help me to know when I can expect the order.",
        ),
        ("This is not up for debate.", DEMANDING, "It matters to me that this works out"),
    ],
)
def test_what_is_said_instead_answers_the_kind_of_blow(sentence, category, words):
    assert any(said.startswith(words) for said in of_a_kind(sentence, category))


def test_a_sentence_of_no_kind_has_a_general_one():
    assert of_a_kind("The moon is a cheese.", HOSTILE) == ()
    assert of_any_kind("The moon is a cheese.", HOSTILE)[0] == "I was not happy with how this went."
    assert of_any_kind("Rubbish.", HOSTILE, "your plan")[0] == "I was not happy with your plan."


@pytest.mark.parametrize(
    ("sort", "sentence", "thing"),
    [
        (EVENTS, "You had my barbecue without me.", "my barbecue"),
        (SUMS, "Explain that absurd new surcharge.", "the surcharge"),
        (WORKS, "It reads like a report.", ""),
        (WORKS, "He can code and design.", ""),
        (WORKS, "Is it in the minutes?", ""),
        (WORKS, "Your so-called feedback was late.", "your feedback"),
    ],
)
def test_only_what_is_named_and_known_is_named_again(sort, sentence, thing):
    assert the(sort, sentence) == thing


def test_one_of_a_sort_has_its_article():
    assert one(LINES, "You could have sent a postcard.") == "a postcard"
    assert one(LINES, "Not even an answer.") == "an answer"


@pytest.mark.parametrize(
    ("sort", "sentence", "thing"),
    [
        (EVENTS, "Nobody came to my brother's wedding.", ""),
        (EVENTS, "You missed my brother's wedding.", "my brother's wedding"),
        (WORKS, "Even the kitten sends clearer letters.", ""),
        (WORKS, "Was the report form too long?", ""),
    ],
)
def test_a_thing_keeps_its_owner_and_its_whole_name(sort, sentence, thing):
    assert the(sort, sentence) == thing


def test_nobody_is_unhappy_with_their_own_work():
    assert "I was not happy with my drawing." not in of_a_kind(
        "Bravo, you sold my drawing.", HOSTILE
    )


def _all_words() -> list[str]:
    things = {"the": "the report", "one": "a call", "about": "the report"}
    kinds = [kind for kinds in _KINDS.values() for kind in kinds] + [*_OTHERWISE.values()]
    return [words.format(**things) for kind in kinds for words in kind.instead]


def test_every_ready_sentence_is_clean(checker: Checker):
    assert [words for words in _all_words() if checker.check(words).flagged] == []


def test_an_insult_of_work_is_about_what_the_sentence_before_names():
    assert struck_at("A goat would have drawn it better.", "The logo on the van is new.") == (
        "the logo"
    )
    assert struck_at("A goat would have done better.", "Your deposit is back on your card.") == ""
