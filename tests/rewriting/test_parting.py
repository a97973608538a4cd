"""A sentence is taken apart where its parts are, so that the part worth keeping is found."""

from __future__ import annotations

import pytest

from tonecheck import Category, Checker
from tonecheck.rewriting.clauses import clauses
from tonecheck.rewriting.facts import facts
from tonecheck.rewriting.ranking import Flagged, ranked
from tonecheck.rewriting.retelling import retold
from tonecheck.rewriting.speech import read

DEMANDING, HOSTILE, SULKING = Category.DEMANDING, Category.HOSTILE, Category.SULKING


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        (
            "Water the ferns, and if they die I will know",
            ["water the ferns", "if they die I will know"],
        ),
        (
            "As for the roof, I mended it on my own day off",
            ["as for the roof", "I mended it on my own day off"],
        ),
        (
            "If the bus is full, that is your affair, and I will wait by the gate",
            ["if the bus is full, that is your affair", "I will wait by the gate"],
        ),
        (
            "You have the key, so at least we know where it is",
            ["you have the key", "at least we know where it is"],
        ),
        ("it is not your turn so ring the others", ["it is not your turn", "ring the others"]),
        ("what she did was so wrong", ["what she did was so wrong"]),
        (
            "the others all had maps, but I walked",
            ["the others all had maps", "I walked"],
        ),
        (
            "my aunt wept, and the children keep asking for him",
            ["my aunt wept", "the children keep asking for him"],
        ),
    ],
)
def test_clauses_end_where_the_next_begins(sentence, parts):
    assert [clause.text for clause in clauses(read(sentence))] == parts


@pytest.mark.parametrize(
    ("sentence", "category", "told"),
    [
        (
            "I want the shed painted by Monday, and if it isn't we move our bikes out.",
            DEMANDING,
            "Could I have the shed painted by Monday, if that is possible?",
        ),
        (
            "Our position is that you'll mend the pump before Easter.",
            DEMANDING,
            "Could you mend the pump before Easter, please?",
        ),
        (
            "You do need to send her the form.",
            DEMANDING,
            "Could you send her the form, please?",
        ),
        (
            "There will be a new lock on my door by Friday.",
            DEMANDING,
            "Could there be a new lock on my door by Friday, if that is possible?",
        ),
        (
            "I shall give you one week to mend it, failing that all my orders will be cancelled.",
            DEMANDING,
            "Could you mend it within one week, as all my orders will be cancelled otherwise?",
        ),
        (
            "its in the post tmrw or the stall comes down.",
            DEMANDING,
            "Could it be in the post tomorrow, as the stall comes down otherwise?",
        ),
        (
            "Failing that, we will be compelled to hire a lawyer and post about it everywhere.",
            DEMANDING,
            "We would otherwise need to hire a lawyer.",
        ),
        (
            "You have my parcel, so send it back.",
            DEMANDING,
            "Could you send my parcel back, please?",
        ),
        (
            "How much longer must I beg, and who at the library should I be writing to?",
            DEMANDING,
            "Could you tell me who at the library I should be writing to?",
        ),
        (
            "I'm taking the Monday call off the rota.",
            DEMANDING,
            "Could I take the Monday call off the rota, please?",
        ),
        ("Might I suggest that you buy one lamp?", HOSTILE, "Could you buy one lamp, please?"),
        ("So when?", DEMANDING, "Could you tell me when?"),
        (
            "I'm putting the price up to 30, take it or leave it.",
            DEMANDING,
            "Could I put the price up to 30, please?",
        ),
        ("We're moving the stall.", DEMANDING, "Could we move the stall, please?"),
        ("So you can all stop staring now.", DEMANDING, "Could you stop staring, please?"),
        (
            "You will all stay until the hall is swept.",
            DEMANDING,
            "Could you stay until the hall is swept, please?",
        ),
        (
            "I expect it to be mended tonight, and I don't want to hear that it's Easter.",
            DEMANDING,
            "Could it be mended tonight, if that is possible?",
        ),
        (
            "Next time lock the gate, if you can find the time, and stop wasting our paint.",
            DEMANDING,
            "Could you lock the gate and stop wasting our paint, please?",
        ),
        (
            "You never watered them, not even once in the heat.",
            HOSTILE,
            "I would have been glad if you had watered them.",
        ),
        (
            "I expect to be told each month what the roof has cost.",
            DEMANDING,
            "Could you tell me each month what the roof has cost, please?",
        ),
        ("You still owe us for the tent.", DEMANDING, "Could you pay us for the tent, please?"),
        (
            "I want him out of the choir by Easter.",
            DEMANDING,
            "Could he be out of the choir by Easter, please?",
        ),
        (
            "I want each of you to read the minutes.",
            DEMANDING,
            "Could you read the minutes, please?",
        ),
        (
            "Before I lay another brick, you need to show me the permit.",
            DEMANDING,
            "Could you show me the permit, please?",
        ),
        (
            "If the wheel is bent, you can give me back the old one.",
            DEMANDING,
            "Could you give me back the old one if the wheel is bent, please?",
        ),
        (
            "I am coming on the ferry anyway, so please have a key ready for me.",
            DEMANDING,
            "Could you have a key ready for me, please?",
        ),
        (
            "So now ye can find me a tent for two nights.",
            DEMANDING,
            "Could you find me a tent for two nights, please?",
        ),
        (
            "Tell that steward to stop shouting at the children like some washed-up clown.",
            HOSTILE,
            "Could you tell that steward to stop shouting at the children, please?",
        ),
        (
            "Do try and stay with the group, he got lost last year.",
            HOSTILE,
            "Could you stay with the group, please?",
        ),
        (
            "Nobody has told me yet where I am to stand, but the kerb is free.",
            SULKING,
            "Could you tell me where I am to stand?",
        ),
        (
            "Do try to bring all the keys back this time, if that isn't asking too much.",
            HOSTILE,
            "Could you bring all the keys back this time, please?",
        ),
        (
            "You said you would call within a week.",
            HOSTILE,
            "I had understood that you would call within a week; could you look into it?",
        ),
        (
            "You can't even get my address right.",
            HOSTILE,
            "My address was not right; could you look into it?",
        ),
        (
            "That is the third time you have moved my slot.",
            HOSTILE,
            "My slot was moved three times; could you look into it?",
        ),
        (
            "The invoices are in the blue folder, which may be asking a lot of you.",
            HOSTILE,
            "The invoices are in the blue folder.",
        ),
        (
            "We will of course return your ladder, and I trust the new man owns one.",
            SULKING,
            "We will return your ladder.",
        ),
        (
            "I'll come to the launch if I can bear to see my chair taken.",
            SULKING,
            "I will come to the launch if I can.",
        ),
    ],
)
def test_the_half_worth_keeping_is_kept(sentence, category, told):
    assert told in ranked(Flagged(sentence, category, cues=()))


@pytest.mark.parametrize(
    ("sentence", "category", "unfit"),
    [
        ("They will learn early, as I did, where the river flows.", SULKING, "I did."),
        ("Thats two nights now but I know ur job is the important one.", SULKING, "important"),
        ("I suppose I would find a cold too, if I had to spend a day with me.", SULKING, "a cold"),
        ("Clearly a plain loaf can't compete with your cakes.", SULKING, "loaf"),
        (
            "Until then you sweep the yard, and I won't hear another word about it.",
            DEMANDING,
            "word",
        ),
        ("You'll get your fee when it stops raining on my desk.", DEMANDING, "get your fee"),
        ("I do not wish to hear about your ferry.", DEMANDING, "ferry"),
        ("I don't want to hear about the buses on Sunday.", DEMANDING, "no need"),
        ("I had bought a map, read your book twice and packed.", HOSTILE, "Could you read"),
        ("You'll have your reasons for it.", SULKING, "reasons"),
        ("Everybody looked as if they had been asked.", SULKING, "Everybody looked."),
        ("I'm grateful to be allowed near the stove.", SULKING, "grateful to be allowed"),
        ("Windows are dear, I'd hate for you to lose the invoice.", HOSTILE, "Windows are dear"),
        ("Decent people ring the owner, they do not run.", HOSTILE, "Decent people ring"),
        ("I shall of course kneel to trim it.", SULKING, "kneel"),
        ("I have been moved, but I know there are folk who matter more.", SULKING, "folk"),
        ("It is a fine trick, having us bake your cake and leaving.", HOSTILE, "Having us"),
        ("I won't grumble in the kitchen.", DEMANDING, "grumble"),
        ("You must understand that I cannot wait.", DEMANDING, "Could you understand"),
        ("How much longer must I explain it, and will anyone lift a finger?", DEMANDING, "finger"),
    ],
)
def test_a_gibe_is_not_said_for_the_writer(sentence, category, unfit):
    assert not any(unfit in words for words in retold(sentence, category))


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("But even a Bentley stops at a red light.", set()),
        ("My ticket must have gone to a different Ruth.", set()),
        ("I do not want to hear that Berlin is closed.", set()),
        ("We met Ruth in a Bentley garage.", {"Ruth", "Bentley"}),
    ],
)
def test_a_name_that_is_only_likened_to_is_no_fact(sentence, names):
    assert facts(sentence) == names


@pytest.mark.parametrize("sentence", ["Of course they did.", "One of you should.", "I know I am."])
def test_an_answer_to_the_sentence_before_may_go(sentence):
    assert ranked(Flagged(sentence, SULKING, cues=()))[-1] == ""


def test_who_says_not_to_worry_is_not_made_to_say_it_again(checker: Checker):
    draft = "Don't worry about me, I'll just go back to watering the plants nobody sees."
    assert "worry about me" not in checker.check(draft).rewritten
