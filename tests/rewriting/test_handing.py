"""What is to be with the writer is something that the reader could send; a threat is no reason."""

from __future__ import annotations

import pytest

from tonecheck import Category
from tonecheck.rewriting.retelling import retold
from tonecheck.rewriting.wanting import wanting

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


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "I want to see it in my inbox.",
            "Could you send it to me, please?",
        ),
        (
            "Tell me one reason why her cake was good enough and mine was not.",
            "Could you tell me one reason why her cake was good enough and mine was not, please?",
        ),
        (
            "You will repair the pump or agree a refund by noon, and I do not propose to argue.",
            "Could you repair the pump or agree a refund by noon, if that is possible?",
        ),
        (
            "As for the £90 you kept for the paint, send it back by Friday.",
            "Could you send the £90 back by Friday, if that is possible?",
        ),
        (
            "Since the club is hardly poor, you'll settle the May account.",
            "Could you settle the May account, please?",
        ),
        (
            "You must check the list again, and be reasonable.",
            "Could you check the list again, please?",
        ),
        (
            "That will not do, and unless I have a date by Monday I will tell the union.",
            "Could I have a date by Monday, as I would otherwise need to tell the union?",
        ),
        (
            "You have the deed, so pay me by noon, because tomorrow I am coming with my brothers.",
            "Could you pay me by noon, if that is possible?",
        ),
        (
            "You shall file the form by 6 p.m.",
            "Could you file the form by 6 p.m., if that is possible?",
        ),
        (
            "I insist on speaking to the owner.",
            "Could I speak to the owner, please?",
        ),
        (
            "I insist on knowing who moved it.",
            "Could you tell me who moved it?",
        ),
        (
            "What I now want is a note of why we pay more than my uncle, who eats more.",
            "Could I have a note of why we pay more than my uncle, who eats more, please?",
        ),
        (
            "Explain to me why it sank, who decided it, and what you will do.",
            "Could you explain to me why it sank, and could you tell me who decided it, please?",
        ),
        (
            "You are to send us the list, complete, and you are to close the shop.",
            "Could you send us the list, complete, and close the shop, please?",
        ),
        ("A room will have to be found.", "Could a room be found, please?"),
        (
            "Every house is to send a helper, and those who stay away will be named.",
            "Could every house send a helper, please?",
        ),
        (
            'I want it in writing this week, and "soon" is not an answer.',
            "Could I have it in writing this week, if that is possible?",
        ),
        ("You'll have my reply by Tuesday.", "I will let you have my reply by Tuesday."),
        (
            "Put the plan in front of somebody who understands what a beam is.",
            "Could you put the plan in front of somebody else, please?",
        ),
        (
            "You tell me yes or no, and if it is no you tell me why.",
            "Could you tell me yes or no, please?",
        ),
    ],
)
def test_a_demand_is_asked_for_whole_and_no_further(sentence, told):
    assert retold(sentence, DEMANDING)[0] == told


def test_terms_are_asked_for():
    ways = list(wanting("A new lid and £40 by Friday, those are my terms.", DEMANDING))
    assert ways[0] == "Could I have a new lid and £40 by Friday, if that is possible?"


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "There is room yet, so I ask you again and I will keep asking until you say yes.",
            "Could you say yes, please?",
        ),
        (
            "It takes a minute, so I will ring at six, until you've signed the form.",
            "Could you sign the form, please?",
        ),
        (
            "I want the keys, all three, and I want them before Monday.",
            "Could I have the keys, all three, before Monday, if that is possible?",
        ),
        (
            "Find the crate until Friday, please.",
            "Could you find the crate by Friday, if that is possible?",
        ),
        (
            "I want the form signed today, please, not next week.",
            "Could I have the form signed today, if that is possible?",
        ),
    ],
)
def test_what_one_waits_for_is_asked_for_without_the_threat(sentence, told):
    assert retold(sentence, DEMANDING)[0] == told


def test_what_the_reader_did_is_not_asked_for():
    ways = retold("You read my letter, laughed and put it in the bin.", DEMANDING)
    assert not any(words.startswith("Could you read") for words in ways)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "Move her back or I will take it to the head and, if I must, the council.",
            "Could you move her back, as I would otherwise need to take it to the head?",
        ),
        (
            "I will ring at eight until you've got rid of the moths.",
            "Could you get rid of the moths, please?",
        ),
        (
            "I want it back until the weekend, and delays I will not accept.",
            "Could I have it back by the weekend, please?",
        ),
        (
            "I insist on the name of the nurse and on a written report.",
            "Could I have the name of the nurse and a written report, please?",
        ),
        (
            "If it's not done by noon I call the firm and I move out myself.",
            "Could it be done by noon, as I would otherwise need to call the firm?",
        ),
    ],
)
def test_what_stands_behind_otherwise_ends_where_its_clause_does(sentence, told):
    assert retold(sentence, DEMANDING)[0] == told


@pytest.mark.parametrize(
    "sentence",
    [
        "Everybody takes a week, starting with you, rob.",
        "On a tram you can't read it because it jumps.",
        "Then the lot goes elsewhere and you can explain it to your boss because I shall not.",
        "I am trying to find out if it is because you cannot count.",
        "They owe me a yes, and until I have all five I shall ring each of you at eight.",
    ],
)
def test_a_name_a_doubt_and_a_threat_are_no_requests(sentence):
    ways = retold(sentence, DEMANDING)
    assert not any("rob" in words or "because" in words or "shall" in words for words in ways)


def test_to_please_somebody_is_no_courtesy_to_leave_out():
    ways = retold("I wonder what I would have to do to please you.", Category.HOSTILE)
    assert any(words.endswith("to please you?") for words in ways)
