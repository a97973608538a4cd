"""What stands beside a sting and stings nobody is said in a sentence of its own."""

from __future__ import annotations

import pytest

from tonecheck import Category
from tonecheck.rewriting.besides import besides

DEMANDING, HOSTILE, SULKING = Category.DEMANDING, Category.HOSTILE, Category.SULKING


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        (
            "I won't drive out twice for one signature, full stop.",
            "I would rather not drive out twice for one signature.",
        ),
        ("I won't be signing today.", "I would rather not sign today."),
        (
            "We are not prepared to be sent round the houses.",
            "We would rather not be sent round the houses.",
        ),
        ("There is nothing you must do tonight.", "There is no need to do anything tonight."),
        ("We do not lend out ladders, ever.", "We would rather not lend out ladders."),
        (
            "I am not going to sort any of your boxes.",
            "I would rather not sort any of your boxes.",
        ),
        (
            "There is nothing else you have to sign.",
            "There is no need to sign anything else.",
        ),
        ("You needn't print the tickets.", "There is no need to print the tickets."),
        (
            "I will not be at the fair on Sunday, you'll survive.",
            "I will not be at the fair on Sunday.",
        ),
        ("Wednesdays are of no use to me.", "Wednesdays do not work for me."),
        ("We expect to be home by six, rain or shine.", "We should be home by six."),
        (
            "I have rung four times since Easter and will go on ringing.",
            "I have rung four times since Easter; could you let me know where it stands?",
        ),
        ("Copying your director so that somebody wakes up.", "Your director has a copy of this."),
    ],
)
def test_a_demand_has_a_refusal_or_a_fact_beside_it(sentence, words):
    assert words in besides(sentence, DEMANDING)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        (
            "As any child finds out, the lid has to be locked before the drum starts.",
            "The lid has to be locked before the drum starts.",
        ),
        (
            "Funny how our bins always turn up in the hedge.",
            "I have noticed that our bins always turn up in the hedge.",
        ),
    ],
)
def test_a_taunt_has_advice_or_something_seen_beside_it(sentence, words):
    assert words in besides(sentence, HOSTILE)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        (
            "There's a plum pie in the oven that I baked for nobody.",
            "There is a plum pie in the oven.",
        ),
        (
            "It'll be strange singing without a second voice, but I dare say one gets used to it.",
            "It will be strange singing without a second voice.",
        ),
        (
            "As my garden was left off the tour, I take it that weeds are out of fashion.",
            "My garden was left off the tour, and I find that hard.",
        ),
        (
            "I won't be joining the walk, so nobody has to wait for me.",
            "I will not be joining the walk.",
        ),
    ],
)
def test_a_sigh_has_a_thing_a_feeling_or_a_plan_beside_it(sentence, words):
    assert words in besides(sentence, SULKING)


@pytest.mark.parametrize(
    ("sentence", "category"),
    [
        ("I will not hesitate to ring the mayor.", DEMANDING),
        ("I will not leave until the heating works.", DEMANDING),
        ("You don't have to lie to us.", DEMANDING),
        ("I won't sweep the yard for idiots.", DEMANDING),
        ("Your brain has to be plugged in before it works.", HOSTILE),
        ("Funny how you only ring on moving day.", HOSTILE),
        ("There is no pie in the oven.", SULKING),
        ("As I am clearly not to be trusted with a whisk, perhaps you would bake.", SULKING),
    ],
)
def test_what_stings_or_presses_is_not_said(sentence, category):
    assert list(besides(sentence, category)) == []
