"""What only stands in a jibe is not kept, not asked about, and not taken for the matter."""

from __future__ import annotations

import pytest

from tonecheck import Category
from tonecheck.rewriting.clauses import clauses
from tonecheck.rewriting.facts import facts, mocked
from tonecheck.rewriting.questions import wondered
from tonecheck.rewriting.retelling import mentioned, retold
from tonecheck.rewriting.speech import read
from tonecheck.rewriting.topics import topic
from tonecheck.rewriting.venom import calmed

DEMANDING, HOSTILE, SULKING = Category.DEMANDING, Category.HOSTILE, Category.SULKING


@pytest.mark.parametrize(
    "question",
    [
        "Is answering the phone beneath you?",
        "Are footnotes above your pay grade?",
        "Is a second page too much for you?",
        "Was the second key too hard for you?",
        "Is politeness a foreign word in Accounts?",
        "Does counting go beyond the office's talents?",
    ],
)
def test_contempt_in_the_form_of_a_question_is_not_asked_politely(question):
    (clause,) = clauses(read(calmed(question)))
    assert wondered(clause) is None


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Funny how 'MatePrize' always ends up with your cousins.", "MatePrize"),
        ("My niece makes sturdier shelves out of Meccano.", "Meccano"),
        ("Does reading go beyond the Sales people?", "Sales"),
    ],
)
def test_a_name_that_stands_in_a_jibe_only_may_go_and_is_no_topic(sentence, name):
    assert mocked(sentence) == {name}
    assert name not in facts(sentence)
    assert name not in topic(sentence).about


def test_a_name_that_stands_elsewhere_too_is_kept():
    assert facts("Ask Meccano why my son builds better things out of Meccano.") == {"Meccano"}


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Others are better partners for English.", "I would like to come back to English."),
        ("The rest of us, 4-7, heard nothing.", "I would like to come back to 4-7."),
    ],
)
def test_of_figures_and_languages_one_can_talk_but_nothing_went_well_with_them(sentence, words):
    assert mentioned(sentence, SULKING)[0] == words


def test_a_compound_noun_stays_whole():
    assert topic("I lost the HR data set.").things == ("the HR data set",)


@pytest.mark.parametrize(
    "sentence",
    [
        "I sew them by hand, but I'm sure they are no match for the ones in the shop.",
        "I sew them by hand, and no doubt they are far too plain for your table.",
    ],
)
def test_what_belittles_ones_own_is_meant_the_other_way_round(sentence):
    assert retold(sentence, SULKING)[0].startswith("I sew them by hand")
    assert not any("match" in words or "plain" in words for words in retold(sentence, SULKING))


def test_what_one_foolishly_said_is_what_one_had_expected():
    told = retold("I had naively promised my class that honest marks are given.", SULKING)
    assert told[0] == "I had expected that honest marks would be given."


def test_a_sneer_at_the_reader_is_not_known_for_a_fact():
    told = retold("You found the bar at once, so I know your eyes are fine.", HOSTILE)
    assert not any("eyes" in words for words in told)


@pytest.mark.parametrize(
    ("sentence", "calm"),
    [
        ("We all tried; even Petra left.", "We all tried; Petra left."),
        ("We all tried, even my mother gave up.", "We all tried, my mother gave up."),
        ("We all (even Petra) tried.", "We all (Petra) tried."),
        ("We left (obviously).", "We left."),
        ("Send it, immediately.", "Send it."),
    ],
)
def test_the_mark_before_a_word_that_goes_stays_where_a_clause_follows(sentence, calm):
    assert calmed(sentence) == calm
