"""What is to be with the writer is something that the reader could send; a threat is no reason."""

from __future__ import annotations

import pytest

from tonecheck import Category
from tonecheck.rewriting.retelling import retold

DEMANDING = Category.DEMANDING


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "I will keep calling until the plan is in my inbox.",
            "Could you send me the plan, please?",
        ),
        (
            "The keys must be in our hands by Monday.",
            "Could you let us have the keys by Monday, if that is possible?",
        ),
        (
            "It has to be in my inbox by noon.",
            "Could you send it to me by noon, if that is possible?",
        ),
        (
            "The permit must be on my doormat by Saturday.",
            "Could the permit be on my doormat by Saturday, if that is possible?",
        ),
    ],
)
def test_what_shall_be_in_the_writers_hands_is_asked_of_the_reader(sentence, told):
    assert told in retold(sentence, DEMANDING)


def test_a_thing_and_when_it_is_needed_are_one_request():
    told = retold("I need 8 and 9 and I need them by noon so leave the match", DEMANDING)
    assert told[0].startswith("Could I have 8 and 9 by noon, and could you leave the match")


@pytest.mark.parametrize(
    "sentence",
    [
        "You can rest when we are done.",
        "You can drink afterwards.",
        "You can leave once the report is in.",
    ],
)
def test_leave_to_do_something_is_no_request(sentence):
    assert not any(words.startswith("Could you") for words in retold(sentence, DEMANDING))


def test_what_the_writer_will_do_next_is_no_reason():
    sentence = "You will send the list today, because my next call goes to your director."
    assert not any("director" in words for words in retold(sentence, DEMANDING))


def test_the_last_of_two_requests_stands_behind_a_comma_where_the_first_has_one():
    told = retold("Send it to Ann, the clerk, and tell her the date.", DEMANDING)
    assert told[0] == "Could you send it to Ann, the clerk, and tell her the date, please?"
