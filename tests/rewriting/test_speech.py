"""Words, tags and verb forms of one sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonecheck.rewriting.clauses import clauses, is_order
from tonecheck.rewriting.facts import facts, missing
from tonecheck.rewriting.gist import carries
from tonecheck.rewriting.questions import embedded
from tonecheck.rewriting.speech import form, is_base, joined, lemma, read
from tonecheck.rewriting.topics import topic
from tonecheck.rewriting.venom import calmed


@pytest.mark.parametrize(
    ("sentence", "written_out"),
    [
        ("You haven't paid.", "You have not paid."),
        ("We can't, it won't do.", "We can not, it will not do."),
        ("It's Ann's, and I'd like it.", "It is Ann's, and I would like it."),
        ("You'd better go.", "You had better go."),
        ("I'd already let it go.", "I had already let it go."),
        ("u know ur right", "you know your right"),
        ("Tom's painting the hall.", "Tom is painting the hall."),
        ("The bus is here and the train's leaving.", "The bus is here and the train is leaving."),
        ("My cousin's wedding can't wait.", "My cousin's wedding can not wait."),
        ("Ann's meeting on Friday was lost.", "Ann's meeting on Friday was lost."),
        ("My aunt's due date is near.", "My aunt's due date is near."),
    ],
)
def test_contractions_are_written_out(sentence, written_out):
    assert joined(read(sentence)) == written_out


@pytest.mark.parametrize(
    "token",
    ["https://a.example/x?y=1", "ann@b.example", "{{first_name}}", "£63.40", "14:02", "%name%"],
)
def test_links_addresses_placeholders_and_amounts_are_one_word(token):
    assert token in [word.text for word in read(f"Send it to {token} now.")]


def test_verbs_have_their_forms():
    assert (lemma("lost"), form("lose", "VBN"), form("are", "VBD")) == ("lose", "lost", "was")
    assert [form(word, "VBN") for word in ("", "'", "4")] == ["", "", ""]
    assert is_base("send")
    assert not is_base("sent")
    assert not is_base("the")


@given(st.text(max_size=80))
def test_any_text_can_be_read_taken_apart_and_calmed(text):
    words = read(text)
    assert [word.start for word in words] == sorted(word.start for word in words)
    assert sum(len(clause.words) for clause in clauses(words)) <= len(words)
    assert isinstance(calmed(text), str)
    topic(text)


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("It rained, and you left.", [("", "it rained"), ("and", "you left")]),
        ("Tea and cake were there.", [("", "tea and cake were there")]),
        ("If it rains, stay.", [("", "if it rains, stay")]),
        ("Fix it or I leave.", [("", "fix it"), ("or", "I leave")]),
        ("Call as soon as you land.", [("", "call as soon as you land")]),
        ("It broke; call me.", [("", "it broke"), ("", "call me")]),
    ],
)
def test_a_sentence_comes_apart_at_its_clauses(sentence, parts):
    assert [(clause.link, clause.text) for clause in clauses(read(sentence))] == parts


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("send me the file", True),
        ("correct your records", True),
        ("tell me why it was late", True),
        ("answer is below", False),
        ("my reply is below", False),
        ("would be nice", False),
    ],
)
def test_an_order_is_told_from_a_statement(words, expected):
    assert is_order(read(words)) is expected


@pytest.mark.parametrize(
    ("sentence", "calm"),
    [
        ("Your useless portal is down.", "Your portal is down."),
        ("That was a pathetic answer.", "That was an answer."),
        ("Oh, and for once in your life, send it, you idiot!", "send it!"),
        ("Send it immediately, no excuses.", "Send it."),
        ("The portal is down.", "The portal is down."),
        ("ANSWER THE PHONE", "Answer the phone"),
    ],
)
def test_calming_takes_contempt_and_pressure_away(sentence, calm):
    assert calmed(sentence) == calm


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pay £63.40 to Ann by 5 May.", {"£63.40", "Ann", "5", "May"}),
        ("See https://a.example/x or mail b@c.example.", {"https://a.example/x", "b@c.example"}),
        ("Dear {{name}}, I am here.", {"{{name}}"}),
        ("I AM NOT HAPPY", set()),
        ("What an Idiot he is.", set()),
        ("Ask the CTO.", {"CTO"}),
    ],
)
def test_facts_are_numbers_names_links_and_placeholders(text, expected):
    assert facts(text) == expected


def test_a_lost_fact_is_missing():
    assert missing("Pay Ann £5.", "Could you pay Ann?") == 1


def test_a_stock_phrase_carries_nothing():
    assert carries("Your portal lost my form.", "The portal lost my form.")
    assert not carries("Your portal lost my form.", "I see this differently.")


@pytest.mark.parametrize(
    ("question", "turned"),
    [
        ("why did you leave", "why you left"),
        ("where is the key", "where the key is"),
        ("how long does it take", "how long it takes"),
        ("what the plan was", "what the plan was"),
    ],
)
def test_a_question_is_turned_to_follow_tell_me(question, turned):
    saying = embedded(question)
    assert saying is not None
    assert saying.words == turned


@pytest.mark.parametrize(
    ("sentence", "about"),
    [
        ("You are hopeless with my invoice.", "my invoice"),
        ("What did Ann do with the parcel?", "the parcel and Ann"),
        ("While your report was late, I slept.", ""),
        ("Your invoice came to grief in Oslo.", "your invoice in Oslo"),
        ("You are all the same.", ""),
    ],
)
def test_a_sentence_is_about_the_things_it_names(sentence, about):
    assert topic(sentence).about == about
