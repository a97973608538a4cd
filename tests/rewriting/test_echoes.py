"""The word on which a blow or a sigh turns comes back, in its own sense and role only."""

from __future__ import annotations

import pytest

from tonecheck import Category, Checker
from tonecheck.rewriting.echoes import ECHOES, echoed
from tonecheck.rewriting.signs import echoes, wishes

DEMANDING, HOSTILE, SULKING = Category.DEMANDING, Category.HOSTILE, Category.SULKING


@pytest.mark.parametrize(
    ("sentence", "category", "words"),
    [
        ("As if it mattered.", SULKING, "It matters to me."),
        (
            "Nobody thought of asking me; I was not asked once.",
            SULKING,
            "I would have liked to be asked.",
        ),
        (
            "Does anybody there read what I write?",
            HOSTILE,
            "I would be grateful if you could read it once more.",
        ),
        (
            "I will not accept it.",
            DEMANDING,
            "I find it hard to accept this; could you look at it again?",
        ),
    ],
)
def test_the_word_on_which_a_sentence_turns_comes_back(sentence, category, words):
    assert words in echoed(sentence, category)


@pytest.mark.parametrize(
    ("sentence", "category"),
    [
        ("You come to the floor for nothing but shouting.", HOSTILE),
        ("The young company is paid in praise.", HOSTILE),
        ("My terrier asks better questions.", HOSTILE),
        ("A goat would have checked it, and read it too.", HOSTILE),
        ("If you had promised it, we would see.", HOSTILE),
        ("The new company has the key.", SULKING),
        ("No matter, I see the point of a rota.", SULKING),
        ("You would tell me if I was lost, would you not?", SULKING),
        ("I invited all of you.", SULKING),
        ("I do not need you to confirm it today.", DEMANDING),
        ("No refund is wanted, no explanation either.", DEMANDING),
    ],
)
def test_a_word_in_another_sense_or_role_has_no_echo(sentence, category):
    assert list(echoed(sentence, category)) == []


@pytest.mark.parametrize("category", Category)
def test_every_echo_is_clean(checker: Checker, category):
    assert [words for _, words in ECHOES[category] if checker.check(words).flagged] == []


@pytest.mark.parametrize(
    ("sentence", "is_sign", "is_wish"),
    [
        ("Zork it.", True, True),
        ("I will not zork it.", True, False),
        ("It is not mine, zork it.", True, True),
        ("Zorking is fun.", False, False),
    ],
)
def test_a_sign_is_whole_words_and_a_wish_has_no_negation_before_it(sentence, is_sign, is_wish):
    (sign, _), (wish, _) = *echoes(("zork", "z")), *wishes(("zork", "z"))
    assert bool(sign.search(sentence)) == is_sign
    assert bool(wish.search(sentence)) == is_wish
