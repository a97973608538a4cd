"""What only stands in a jibe is not kept, not asked about, and not taken for the matter."""

from __future__ import annotations

import pytest

from tonecheck import Category
from tonecheck.rewriting.clauses import clauses
from tonecheck.rewriting.facts import facts, mocked
from tonecheck.rewriting.hooks import WORKS, the
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
        "Why would you think about us?",
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


@pytest.mark.parametrize(
    ("sentence", "fact"),
    [
        ("'Dear Supplier' was a nice touch, I thought.", "Supplier"),
        ("Nobody there can't tell Bach from Blur.", "Blur"),
        ("Such luck is for people who live in Bristol.", "Bristol"),
        ("Was there a vacancy, or were you just collecting PDFs?", "PDFs"),
        ("She will make a marvellous Juliet.", "Juliet"),
        ("Not soon, not 'within 4-6 weeks'.", "4-6"),
        ("You 2 were there.", "2"),
        ("Pay up, I'm telling Martin who broke it.", "Martin"),
        ("Hello, Fetch me the ladder.", "Fetch"),
        ("I want it by tonight The roofer is waiting.", "The"),
    ],
)
def test_what_only_mocks_or_threatens_is_no_fact(sentence, fact):
    assert fact not in facts(sentence)


@pytest.mark.parametrize(
    ("sentence", "fact"),
    [
        ("I have 30,000 followers and time on my hands.", "30,000"),
        ("Nobody would give a lad from Bristol a job on the radio.", "Bristol"),
    ],
)
def test_a_figure_and_where_one_is_from_are_facts(sentence, fact):
    assert fact in facts(sentence)


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


def test_what_has_been_so_for_long_is_not_to_come():
    ways = mentioned("You've known about it since March.", DEMANDING)
    assert ways == ("I would like to come back to how things have gone since March.",)


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


@pytest.mark.parametrize(
    "sentence",
    [
        "I suppose I am only here to stack the chairs.",
        "I gather that I am the kind of guest one forgets.",
        "I cleared the hall, but I'm sure the committee had its reasons.",
    ],
)
def test_what_one_supposes_bitterly_is_not_said(sentence):
    told = retold(sentence, SULKING)
    assert not any(
        ("chairs" in words) or ("guest" in words) or ("its reasons" in words) for words in told
    )


def test_what_one_only_thought_one_might_like_was_hoped_for():
    told = retold("I'd only thought that I might like one dance with my son.", SULKING)
    assert told[0].startswith("I had hoped for one dance with my son")


def test_nobody_either_is_somebody():
    told = retold("Nobody there waved to me on the last day either.", HOSTILE)
    assert told[0] == "I would have been glad if somebody had waved to me on the last day."


def test_what_is_to_come_did_not_go_badly():
    assert mentioned("You will be back once Selma resigns.", HOSTILE) == (
        "I would like to come back to Selma.",
        "Could we talk about Selma?",
    )


def test_what_somebody_was_made_is_no_part_of_their_name():
    assert topic("It was odd making Tobias captain.").things == ("Tobias",)


def test_a_name_in_the_middle_keeps_its_capital():
    assert topic("I hear thanks are due to Alison.").things == ("Alison",)


def test_an_idiom_asks_for_nothing():
    assert not any(
        words.startswith("Could I have") for words in retold("You owe me one.", DEMANDING)
    )


def test_minutes_of_time_are_no_minutes_of_a_meeting():
    assert the(WORKS, "It would have taken you five minutes to look.") == ""


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
        ("I was a little surprised.", "I was a little surprised."),
        ("I have no doubt that it rained.", "I have no doubt that it rained."),
    ],
)
def test_the_mark_before_a_word_that_goes_stays_where_a_clause_follows(sentence, calm):
    assert calmed(sentence) == calm
