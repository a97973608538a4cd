"""Where no clause can be kept: the wish that was waved away, one's own part, the matter itself."""

from __future__ import annotations

import pytest

from tonecheck import Category
from tonecheck.rewriting.matters import on_the_matter
from tonecheck.rewriting.ownparts import own_parts
from tonecheck.rewriting.ranking import Flagged, ranked
from tonecheck.rewriting.retelling import retold
from tonecheck.rewriting.waived import waived

DEMANDING, HOSTILE, SULKING = Category.DEMANDING, Category.HOSTILE, Category.SULKING


@pytest.mark.parametrize(
    ("sentence", "category", "words"),
    [
        ("Don't bother with feedback.", SULKING, "I would be glad of some feedback."),
        ("No need for a postcard, really.", SULKING, "I would be glad of a postcard."),
        ("You needn't send me an invitation.", SULKING, "I would be glad of an invitation."),
        ("No need to write back.", SULKING, "I would be glad of a reply, even a short one."),
        ("Don't bother to keep me on the rota.", SULKING, "I would like to stay on the rota."),
        (
            "Many thanks for the lecture about manners, I needed it.",
            HOSTILE,
            "I was not happy with the lecture about manners.",
        ),
    ],
)
def test_what_is_waved_away_is_what_one_would_like(sentence, category, words):
    assert words in waived(sentence, category)


@pytest.mark.parametrize(
    ("sentence", "category"),
    [
        ("Don't bother with the receipt.", SULKING),
        ("You need not send a copy of the deed.", SULKING),
        ("No need for a card.", DEMANDING),
        ("Thanks for the idiot review, it was a joy.", HOSTILE),
        ("Thanks for the lecture about manners.", SULKING),
    ],
)
def test_nothing_is_wished_for_that_was_meant_as_it_was_said(sentence, category):
    assert list(waived(sentence, category)) == []


@pytest.mark.parametrize(
    ("sentence", "category", "words"),
    [
        (
            "We ate our soup in the shed, as there was no bench for us.",
            SULKING,
            "We ate our soup in the shed, and I was a little sad about it.",
        ),
        (
            "I had knitted scarves for the whole crew.",
            SULKING,
            "I had knitted scarves for the whole crew, so this was hard for me.",
        ),
        (
            "I only glazed the roof and hung the doors, so who am I.",
            SULKING,
            "I glazed the roof and hung the doors. A word about it would have meant a lot to me.",
        ),
        (
            "I stood by that gate for two hours, but I see the band comes first.",
            SULKING,
            "I stood by that gate for two hours, and I was a little sad about it.",
        ),
        (
            "I'll bring my own plate and sit where I'm in nobody's way.",
            SULKING,
            "I will bring my own plate.",
        ),
        (
            "I'm not in the picture, because I was the one sent to hold the lamp.",
            SULKING,
            "I was sent to hold the lamp.",
        ),
        (
            "She was given the big room upstairs, I hear.",
            SULKING,
            "I have heard that she was given the big room upstairs.",
        ),
        ("I'll sit by the door, since I count for so little.", SULKING, "I will sit by the door."),
        (
            "I am at home every evening until ten.",
            DEMANDING,
            "I am at home every evening until ten, if that helps.",
        ),
    ],
)
def test_ones_own_part_is_told_plainly(sentence, category, words):
    assert words in own_parts(sentence, category)


@pytest.mark.parametrize(
    ("sentence", "category"),
    [
        ("I thought the garden party was for everybody.", SULKING),
        ("I only came to be kind to the bride.", SULKING),
        ("I'll sit where there's room.", SULKING),
        ("I waited like a dog outside the door.", SULKING),
        ("In two weeks I will be gone.", SULKING),
        ("I painted the idiot shed for the club.", SULKING),
        ("We ate our soup in the shed.", HOSTILE),
        ("I want it at home every evening.", DEMANDING),
    ],
)
def test_a_guess_a_likeness_and_a_plan_are_no_part_of_ones_own(sentence, category):
    assert list(own_parts(sentence, category)) == []


def test_a_bare_fact_may_leave_the_door_open_and_a_plan_need_not():
    ways = ranked(Flagged("I knitted for the whole crew, as if anybody looked.", SULKING, ()))
    assert "I knitted for the whole crew, and I would be glad to talk about it." in ways
    ways = ranked(Flagged("I'll bring my own plate, since nobody counts me.", SULKING, ()))
    assert not any("plate, and I would be glad" in words for words in ways)


def test_what_one_supposes_of_others_is_not_said_for_them():
    said = retold("I rang the bell twice, but I suppose the porter had been asked too.", SULKING)
    assert not any("porter" in words for words in said)
    assert said[0].startswith("I rang the bell twice")


def test_a_request_ends_before_the_threat_that_hung_on_it():
    said = retold("You will pay it today, and until you do, nobody here works.", DEMANDING)
    assert not any("until you do" in words for words in said)


@pytest.mark.parametrize(
    ("sentence", "category", "words"),
    [
        (
            "I see the timetable is beyond you.",
            HOSTILE,
            "Could we go through the timetable together?",
        ),
        ("Your own famous router is a joke.", HOSTILE, "I would like to talk about your router."),
        (
            "As for the seating, put me with the coats.",
            SULKING,
            "I would be glad of a word about the seating.",
        ),
        (
            "Those radiators stay on or I leave.",
            DEMANDING,
            "I would be grateful for a word about the radiators.",
        ),
        (
            "It is obvious that your helpdesk sleeps.",
            HOSTILE,
            "I would like to talk about your helpdesk.",
        ),
    ],
)
def test_what_a_sentence_is_about_can_be_talked_about(sentence, category, words):
    assert on_the_matter(sentence, category)[0] == words


@pytest.mark.parametrize(
    "sentence",
    [
        "You write like the menu of a station bar.",
        "A goose would have read the manual.",
        "I waited by the window.",
        "My sister's wedding was mine to miss.",
        "The wedding cake of lies grows.",
        "Evidently the trolley pushes itself.",
        'You called the "report" finished.',
        "You are the one who broke the printer.",
    ],
)
def test_what_is_likened_scenery_or_only_half_a_name_is_no_matter(sentence):
    assert on_the_matter(sentence, HOSTILE) == ()
