"""Orders, obligations, demands and outcomes: what each of them asks for."""

from __future__ import annotations

import pytest

from tonecheck import Category
from tonecheck.rewriting.demands import needed, refused, wanted
from tonecheck.rewriting.obligations import arranged, deadline, headed, overdue
from tonecheck.rewriting.orders import forbidden, ordered
from tonecheck.rewriting.outcomes import due, ruled
from tonecheck.rewriting.retelling import retold
from tonecheck.rewriting.saying import Saying

DEMANDING = Category.DEMANDING


@pytest.mark.parametrize(
    ("reader", "clause", "said"),
    [
        (ordered, "send me the keys", Saying("ask", "send me the keys")),
        (ordered, "see to the gate", Saying("ask", "see to the gate")),
        (ordered, "see the gate", None),
        (ordered, "help yourself", None),
        (forbidden, "never call my mother again", Saying("ask", "please not call my mother again")),
        (forbidden, "stop calling my mother", Saying("ask", "stop calling my mother")),
        (forbidden, "do not bother", None),
        (headed, "you must call the plumber", Saying("ask", "call the plumber")),
        (headed, "we expect you to reply", Saying("ask", "reply")),
        (headed, "you will have no end of fun", None),
        (arranged, "you are making the cake", Saying("ask", "make the cake")),
        (arranged, "you are the cake", None),
        (overdue, "it is high time you fixed the gate", Saying("ask", "fix the gate")),
        (deadline, "you have until noon to reply", Saying("ask", "reply by noon")),
        (deadline, "i give you two days", Saying("ask", "let me know within the next two days")),
        (deadline, "you have two cats", None),
        (wanted, "i want my deposit", Saying("have", "my deposit")),
        (wanted, "i want to speak to her", Saying("may", "speak to her")),
        (wanted, "i need to know why it broke", Saying("know", "why it broke")),
        (wanted, "i want them to leave", Saying("let", "leave", "they")),
        (wanted, "where are my keys", Saying("know", "where my keys are")),
        (wanted, "i want nothing", None),
        (needed, "the client needs an answer", Saying("have", "an answer")),
        (needed, "a promise will not do", Saying("have", "more than a promise")),
        (refused, "i refuse to accept the fee", Saying("know", "more about the fee")),
        (refused, "i refuse to sing", None),
        (ruled, "we insist that the sign comes down", Saying("let", "come down", "the sign")),
        (ruled, "we insist that you never come", None),
        (due, "the fence must be moved", Saying("let", "be moved", "the fence")),
        (
            due,
            "the fee is on our account by May",
            Saying("let", "be on our account by May", "the fee"),
        ),
        (due, "it must be a joy", None),
    ],
)
def test_a_clause_is_read_by_what_it_asks(reader, clause, said):
    assert reader(clause) == said


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "Send me the scoring sheet by Friday.",
            "Could you send me the scoring sheet by Friday, if that is possible?",
        ),
        ("Reset my password NOW!!!", "Could you reset my password, please?"),
        ("You need to restart the server.", "Could you restart the server, please?"),
        ("You had better bring the keys.", "Could you bring the keys, please?"),
        (
            "I expect you to reply by Tuesday.",
            "Could you reply by Tuesday, if that is possible?",
        ),
        ("I demand a written apology.", "Could I have a written apology, please?"),
        ("You owe me an explanation.", "Could I have an explanation, please?"),
        ("This must be fixed today.", "Could this be fixed today, if that is possible?"),
        ("I want to speak to your manager.", "Could I speak to your manager, please?"),
        ("Don't email my colleagues.", "Could you please not email my colleagues?"),
        ("Stop calling me at work.", "Could you stop calling me at work, please?"),
        (
            "You have until noon to cancel the order.",
            "Could you cancel the order by noon, if that is possible?",
        ),
        ("It is about time you answered my letter.", "Could you answer my letter, please?"),
    ],
)
def test_an_order_becomes_a_request(sentence, told):
    assert retold(sentence, DEMANDING)[0] == told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Look at page four of the lease again.", "Could you look at page four of the lease again"),
        ("Prioritise the login bug.", "Could you prioritise the login bug"),
        (
            "Take it or leave it, but you will have to decide by Monday.",
            "Could you decide by Monday",
        ),
    ],
)
def test_an_order_is_known_by_its_verb(sentence, told):
    assert retold(sentence, DEMANDING)[0].startswith(told)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            ("The rent is in my account by Friday."),
            "Could the rent be in my account by Friday, if that is possible?",
        ),
        ("My client needs the draft.", "Could I have the draft, please?"),
        ("A form letter will not do.", "Could I have more than a form letter, please?"),
        ("You decide this today.", "Could you decide this today, if that is possible?"),
        ("Let someone who can count count the chairs again.", None),
        ("Send me somebody who can read.", "Could you send me somebody, please?"),
        ("I expect him to leave my team.", "Could he leave my team, please?"),
        (
            ("Move it to Monday or the next bill stays unpaid."),
            "Could you move it to Monday, as the next bill stays unpaid otherwise?",
        ),
    ],
)
def test_what_is_said_as_if_it_were_settled_is_asked_for(sentence, told):
    ways = retold(sentence, DEMANDING)
    assert (ways[0] if ways else None) == told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "I have rung twice, and the visa is to be in my letter box by Monday.",
            "Could the visa be in my letter box by Monday, if that is possible?",
        ),
        (
            "We ask that you remove the logo by 3 March and tell us in writing.",
            "Could you remove the logo by 3 March and tell us in writing, if that is possible?",
        ),
        (
            "I insist that the fence comes down and stays down.",
            "Could the fence come down and stay down, please?",
        ),
        (
            "The rent is not what we agreed, so it drops to £1,200 by June or you find a tenant.",
            "Could it drop to £1,200 by June, if that is possible?",
        ),
    ],
)
def test_a_request_carries_its_thing_and_its_date(sentence, told):
    assert told in retold(sentence, DEMANDING)[:3]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Merge the patch and stop making excuses.", "Could you merge the patch, please?"),
        (
            "I want the keys on Monday and will not hear another word about it.",
            "Could I have the keys on Monday, if that is possible?",
        ),
        (
            "Remove our name and stop using our logo.",
            "Could you remove our name and stop using our logo, please?",
        ),
    ],
)
def test_of_an_order_the_half_that_only_presses_goes(sentence, told):
    assert retold(sentence, DEMANDING)[0] == told


@pytest.mark.parametrize(
    "sentence",
    [
        "It must be a joy to own the place.",
        "Find yourself another fool.",
        "Please note that I keep a list.",
    ],
)
def test_a_guess_a_gibe_or_a_notice_asks_for_nothing(sentence):
    assert not any(words.startswith("Could") for words in retold(sentence, DEMANDING))


@pytest.mark.parametrize(
    "sentence",
    [
        "I would ask you to look at your own garden and then explain to yourself why.",
        "Put me at the end of the table if that is where I belong.",
        "Or was the brief too demanding?",
        "Might I suggest that one reads before one writes?",
    ],
)
def test_a_gibe_in_the_form_of_a_request_asks_for_nothing(sentence):
    assert not any(words.startswith("Could you") for words in retold(sentence, DEMANDING))


def test_disbelief_is_no_request():
    ways = retold("We paid the fine, and you will not believe it, with a smile.", DEMANDING)
    assert not any("believe" in words for words in ways if words.startswith("Could"))
