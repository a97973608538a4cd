"""What a sentence becomes: the wish and the fact stay, the sting goes."""

from __future__ import annotations

import re

import pytest

from tonecheck import Category, Checker
from tonecheck.rewriting.clauses import clauses
from tonecheck.rewriting.echoes import echoed
from tonecheck.rewriting.facts import facts
from tonecheck.rewriting.retelling import is_mere_venom, mentioned, retold
from tonecheck.rewriting.speech import read
from tonecheck.rewriting.standins import of_a_kind
from tonecheck.rewriting.topics import topic

DEMANDING, HOSTILE, SULKING = Category.DEMANDING, Category.HOSTILE, Category.SULKING


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "You could at least do me the courtesy of reading the contract.",
            "Could you read the contract, please?",
        ),
        (
            "Silly of me to think that ten years on the night shift would count.",
            "I had thought that ten years on the night shift would count.",
        ),
        ("How naive of us to expect an answer.", "We had expected an answer"),
    ],
)
def test_what_is_said_the_long_way_round_is_said_plainly(checker: Checker, sentence, told):
    (finding, *_) = checker.check(sentence).findings
    assert finding.rewrites[0].replacement.startswith(told)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "Repair the lift by Monday or I will move out.",
            "Could you repair the lift by Monday, as I would otherwise need to move out?",
        ),
        (
            "If you don't refund the fee, I'm going to the press.",
            "Could you refund the fee, as I would otherwise need to go to the press?",
        ),
        (
            "We cancel unless you confirm by noon.",
            "Could you confirm by noon, as we would otherwise need to cancel?",
        ),
        ("Send it by mail or by fax.", "Could you send it by mail or by fax, please?"),
        (
            "If you can't mend it then send me the address of a workshop.",
            "Could you send me the address of a workshop if you cannot mend it, please?",
        ),
        ("Refund the fee or I will tell everyone.", "Could you refund the fee, please?"),
        (
            "If you do not pay me by Friday, I will expose you.",
            "Could you pay me by Friday, if that is possible?",
        ),
    ],
)
def test_an_ultimatum_becomes_a_request_and_its_reason(sentence, told):
    assert retold(sentence, DEMANDING)[0] == told


def test_what_an_order_waits_for_is_not_asked_for():
    asked = retold("If you can't mend it, give me the name of somebody who can.", DEMANDING)
    assert not [words for words in asked if "Could you mend" in words]


def test_a_clause_may_begin_with_how_long_it_took():
    sentence = "My name is not up again this year, but after six years I have stopped looking."
    assert [clause.text for clause in clauses(read(sentence.rstrip(".")))] == [
        "my name is not up again this year",
        "after six years I have stopped looking",
    ]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Why did you cancel my order?", "Could you tell me why you cancelled my order?"),
        ("When are they going to call?", "Could you tell me when they are going to call?"),
        ("Who approved this?", "Could you tell me who approved this?"),
        (
            "Did you even open the attachment?",
            "Could you tell me whether you opened the attachment?",
        ),
        ("Where is my parcel?", "Could you tell me where my parcel is?"),
        (
            "How dare you share my address?",
            "I was surprised that you shared my address; could you tell me how that came about?",
        ),
    ],
)
def test_an_angry_question_becomes_one_that_can_be_answered(sentence, told):
    assert retold(sentence, HOSTILE)[0] == told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "Your useless portal lost my invoice again.",
            "The portal lost my invoice again; could you look into it?",
        ),
        (
            "You still haven't sent the report.",
            "I have not received the report yet; could you let me know where it stands?",
        ),
        (
            "You never answered my emails.",
            "I have not had an answer to my emails yet; could you let me know where it stands?",
        ),
        (
            "You never fixed the boiler.",
            "The boiler has not been fixed yet; could you let me know where it stands?",
        ),
        ("You deleted my files.", "My files were deleted; could you look into it?"),
        (
            "You made me wait for three hours.",
            "I had to wait for three hours; could you look into it?",
        ),
        (
            "You always forget the agenda.",
            "I have noticed that you often forget the agenda; could you look into it?",
        ),
        (
            "You never told me why the flight was cancelled.",
            "Could you tell me why the flight was cancelled?",
        ),
    ],
)
def test_a_reproach_becomes_what_was_seen(sentence, told):
    assert retold(sentence, HOSTILE)[0] == told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "Nobody ever asked me to join.",
            "I would have been glad if somebody had asked me to join.",
        ),
        (
            "Nice to know that the party went ahead without me.",
            "The party went ahead without me, and I was sorry about that.",
        ),
        (
            "I spent six weekends on the mural, as if anybody cared.",
            "I spent six weekends on the mural. A word about it would have meant a lot to me.",
        ),
    ],
)
def test_self_pity_becomes_one_honest_sentence(sentence, told):
    assert retold(sentence, SULKING)[0] == told


def test_of_two_clauses_the_one_that_was_flagged_goes():
    told = retold("The room was cold, and you are a joke of a landlord.", HOSTILE)
    assert told[0].startswith("The room was cold.")


def test_what_keeps_more_facts_comes_first():
    ways = retold("If Ann does not hear by 14:00, she walks, and so do I.", DEMANDING)
    assert all("14:00" in words for words in ways[:1])


def test_the_name_by_which_the_reader_is_called_stays():
    assert retold("Where is my deposit, Alan?", DEMANDING)[0] == (
        "Could you tell me where my deposit is, Alan?"
    )


def test_several_ways_differ_in_warmth():
    assert len(retold("Send me the file.", DEMANDING)) >= 3


def test_a_sentence_of_which_nothing_can_be_made_has_no_way():
    assert retold("Typical.", HOSTILE) == ()


def test_mere_venom_may_go_and_a_fact_may_not():
    assert is_mere_venom("You absolute idiots.")
    assert not is_mere_venom("You idiots lost 40 parcels.")
    assert is_mere_venom("Truly world-class.")
    assert not is_mere_venom("The dingo came.")
    assert not is_mere_venom("The room on the left was cold.")


def test_facts_are_mentioned_where_nothing_else_can_be_said():
    assert mentioned("What a circus!", HOSTILE) == ()
    assert "May" in mentioned("What a circus that was in May!", HOSTILE)[0]
    assert "Oslo" in mentioned("What a circus that was in Oslo!", HOSTILE)[0]


@pytest.mark.parametrize(
    "sentence",
    [
        "Send me the scoring sheet by Friday.",
        "You still haven't sent the report.",
        "Your useless portal lost my invoice again.",
        "Why did you cancel my order?",
    ],
)
def test_the_first_ways_are_clean(checker: Checker, sentence):
    for category in (DEMANDING, HOSTILE):
        assert not checker.check(retold(sentence, category)[0]).flagged


def test_a_name_goes_with_the_threat_to_shame_that_it_stands_in_and_a_date_stays():
    assert facts("Pay me by 4 May or Radio Hull will hear of it.") == {"4", "May"}
    assert facts("I told Radio Hull that you paid me.") >= {"Radio", "Hull"}


@pytest.mark.parametrize(
    "sentence",
    [
        "I took the night shift, and what a gift for timing he has.",
        "The hall was full, but evidently the posters were hung by magic.",
        "I did the accounts, so I will just sit here with my tea.",
    ],
)
def test_the_mocking_half_goes(sentence):
    told = retold(sentence, SULKING)
    assert told
    assert not any(re.search(r"gift|posters|tea", words) for words in told)


def test_a_clause_of_two_coordinations_has_no_wish_behind_it():
    told = retold(
        "The others sang and danced and laughed until nine, as if I were not there.", SULKING
    )
    assert told
    assert not any(" and I " in words for words in told)


def test_a_topic_is_what_the_main_clause_turns_on():
    assert (
        topic("Your report came from a drawer in the cellar of the shop.").things[0]
        == "your report"
    )
    assert topic("It is as dead as the post.").about == ""
    assert not topic("When your report came, it snowed on my students.").is_telling


def test_places_and_times_keep_their_prepositions():
    assert mentioned("What a farce that was in Leeds!", HOSTILE)[0] == (
        "I was not happy with how things went in Leeds."
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "I am told that the multiplication table is out of fashion in offices.",
        "I have a nephew of six years in the workshop who saw it, so I ask what you were doing.",
        "We gather that you are above reading contracts.",
    ],
)
def test_a_gibe_is_not_kept_as_a_statement(sentence):
    assert not any(
        re.search("fashion|nephew|above", words) for words in retold(sentence, HOSTILE)[:1]
    )


@pytest.mark.parametrize(
    ("sentence", "sigh"),
    [
        ("I told them twice in the meeting, but I know I mumble.", "mumble"),
        ("I must be the most boring uncle in town, so I brought cake.", "boring"),
        ("Somebody has to, and it is a fine way of meeting the bins.", "bins"),
        ("They sang all night, though I realise that grief has no timetable.", "grief"),
        ("I would love to say that the rota surprised me.", "rota surprised"),
    ],
)
def test_a_sigh_about_oneself_or_in_passing_is_not_kept(sentence, sigh):
    assert not any(sigh in words for words in retold(sentence, SULKING)[:1])


def test_what_others_have_is_heard_of_and_no_reason_to_be_sorry():
    told = retold("I hear that Ines got the window office, lucky her.", SULKING)
    assert told[0] == "I hear that Ines got the window office."
    assert not any("sorry" in words for words in told[:2])


def test_a_count_of_things_without_a_verb_is_stated():
    told = retold("9 comments on my post and a parade for Ola's, but sure, it is fine.", SULKING)
    assert told[0].startswith("There were 9 comments on my post")


@pytest.mark.parametrize(
    "sentence", ["I do not need a reply this month.", "There is no rush with the contract today."]
)
def test_of_a_wish_that_is_none_nothing_is_asked(sentence):
    ways = (*retold(sentence, DEMANDING), *mentioned(sentence, DEMANDING))
    assert not any("Could you" in words for words in ways)
    assert not any("today" in words for words in echoed(sentence, DEMANDING))
    assert of_a_kind(sentence, DEMANDING)[0].startswith("There is no hurry with")


@pytest.mark.parametrize(
    ("sentence", "category", "words"),
    [
        (
            "It was only to please Karla.",
            SULKING,
            "I was sorry about how it went with Karla.",
        ),
        ("What a thing to say to poor old Edwin!", SULKING, "I would like to come back to Edwin."),
        ("One rotten Tuesday is what sticks.", SULKING, "how things went on Tuesday."),
        ("At 40 nobody laughs.", HOSTILE, "the figure of 40."),
    ],
)
def test_what_is_named_in_passing_is_not_what_hurt(sentence, category, words):
    assert mentioned(sentence, category)[0].endswith(words)


@pytest.mark.parametrize(
    ("sentence", "category", "told"),
    [
        (
            "I found my name on the list, right below the office cat.",
            SULKING,
            "I found my name on the list, and I was",
        ),
        (
            "I have not had a day off since Monday, but naturally it is always me who sweeps.",
            SULKING,
            "I have not had a day off since Monday",
        ),
        ("I had ironed the flags, but flags do not care.", SULKING, "I had ironed the flags."),
        (
            "Considering the years I gave you, the least you can do is sign the form.",
            DEMANDING,
            "Could you sign the form, please?",
        ),
        (
            "Send the keys, dont wait, im locked out.",
            DEMANDING,
            "I am locked out; could you send the keys and please not wait?",
        ),
        (
            "Print the deck by noon and don't come with excuses about the printer.",
            DEMANDING,
            "Could you print the deck by noon",
        ),
        (
            "I will accept £80 for the lamp and nothing below that.",
            DEMANDING,
            "Could I have £80 for the lamp, please?",
        ),
    ],
)
def test_a_whole_clause_is_carried_and_what_hangs_on_it_goes(sentence, category, told):
    assert retold(sentence, category)[0].startswith(told)


def test_what_was_is_not_asked_for():
    told = mentioned("As I wrote on Tuesday, I will not change my mind.", DEMANDING)
    assert "possible" not in told[0]


def test_a_commonplace_heard_somewhere_is_not_kept():
    for sentence in (
        "I hear that spoons are still made of metal.",
        "I could spell it for you if that would be of any help.",
    ):
        assert not any("spoons" in words or "spell" in words for words in retold(sentence, SULKING))


@pytest.mark.parametrize(
    ("sentence", "unfit"),
    [
        ("You have until five, then I am off and you can start your search afresh.", "search"),
        ("I stayed in the cellar, in case anyone wondered.", "a hand"),
    ],
)
def test_neither_a_dismissal_nor_a_mere_stay_asks_for_anything(sentence, unfit):
    for category in (DEMANDING, SULKING):
        assert not any(unfit in words for words in retold(sentence, category))


@pytest.mark.parametrize("name", ["Bob", "{{name}}", "{first_name}"])
def test_whom_a_sentence_hails_is_hailed_and_is_not_its_matter(checker: Checker, name):
    rewritten = checker.check(f"You are an idiot, {name}.").rewritten
    assert rewritten.endswith(f", {name}.")
    assert f"about {name}" not in rewritten
