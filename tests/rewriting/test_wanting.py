"""What is wanted where nobody asks for it: a list, a reason, a word of notice."""

from __future__ import annotations

import pytest

from tonecheck import Category
from tonecheck.rewriting.wanting import wanting

DEMANDING, HOSTILE, SULKING = Category.DEMANDING, Category.HOSTILE, Category.SULKING


@pytest.mark.parametrize(
    ("sentence", "category", "words"),
    [
        (
            "Before we meet: rent, deposit, heating bill, all of it.",
            DEMANDING,
            "Could I have the rent, deposit and heating bill, please?",
        ),
        (
            "Names, dates, your invoice numbers, by Friday.",
            DEMANDING,
            "Could I have the names, dates and your invoice numbers by Friday, if that is possible?",
        ),
        (
            "The printer needs your copy NOW, not next year.",
            DEMANDING,
            "The printer needs your copy; could I have it soon?",
        ),
        (
            "My editor is waiting for the slides on Monday, chop chop.",
            DEMANDING,
            "My editor needs the slides on Monday; could I have it by then?",
        ),
        (
            "Two front-row seats for the spring are the least I'll accept.",
            DEMANDING,
            "Could I have two front-row seats for the spring, please?",
        ),
        (
            "I'm not leaving the shop without a good reason why the piano was sold.",
            DEMANDING,
            "Could you tell me why the piano was sold?",
        ),
        (
            "Why would we pay for a desk we've already paid for?",
            DEMANDING,
            "We have already paid for the desk.",
        ),
        (
            "Why must I return the key that I have already handed in?!",
            HOSTILE,
            "I have already handed in the key.",
        ),
        (
            "I want each of you to tell me to my face why the roof was left open.",
            DEMANDING,
            "Could you tell me why the roof was left open?",
        ),
        (
            "The crates are packed, just need a label for the big one.",
            SULKING,
            "Could I have a label for the big one, please?",
        ),
        (
            "Tell your brother the gate is locked, that is all I am good for.",
            SULKING,
            "Could you tell your brother that the gate is locked, please?",
        ),
        (
            "I would have brought a cake, only nobody told me there was a do.",
            SULKING,
            "I would have brought a cake if I had known.",
        ),
        (
            "We'd have come along, but nobody asked us.",
            SULKING,
            "We would have come along if we had been asked.",
        ),
        (
            "I'd only thought that I might like one walk with all of them before winter.",
            SULKING,
            "I would like one walk with all of them.",
        ),
        (
            "I wonder whether anyone noticed my new porch, but the street rolls on.",
            SULKING,
            "A word about my new porch would have meant a lot to me.",
        ),
        (
            "It was only my silver jubilee, so what.",
            SULKING,
            "It was my silver jubilee, so it mattered to me.",
        ),
        (
            "I had a seat booked, but it's only my sister's christening.",
            SULKING,
            "It is my sister's christening, so it matters to me.",
        ),
        (
            "I suppose no one cared to tell me that my stall wasn't needed.",
            SULKING,
            "I would have been glad to be told that my stall was not needed.",
        ),
        (
            "How do four grown men manage to lose one ladder?",
            HOSTILE,
            "I would like to understand how the ladder came to be lost.",
        ),
    ],
)
def test_what_is_wanted_is_asked_for(sentence, category, words):
    assert words in wanting(sentence, category)


@pytest.mark.parametrize(
    ("sentence", "category"),
    [
        ("Lies, excuses, silence.", DEMANDING),
        ("I know three things about you: you lie, you cheat, you run.", DEMANDING),
        ("The printer needs to be shot.", DEMANDING),
        ("Tell your brother he is a fool.", SULKING),
        ("I would have brought a cake, but I was ill.", SULKING),
        ("Nobody noticed.", SULKING),
        ("How do you manage to be so rude?", HOSTILE),
    ],
)
def test_what_is_no_wish_is_not_asked_for(sentence, category):
    assert list(wanting(sentence, category)) == []
