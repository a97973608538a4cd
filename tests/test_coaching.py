"""The coach: what is there, what is missing, and words for it in the writer's register."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonecheck import Checker
from tonecheck.coaching import coach, voice_of
from tonecheck.findings import ELEMENTS
from tonecheck.ruleset.loader import builtin

PROFILES = builtin().profiles
REGISTERS = ("stiff", "neutral", "casual")
REPLY = "Hi Dana,\n\nThanks for letting me know. I respect your decision.\n\nAll the best,\nTom\n"


def test_the_profiles_of_the_issue_are_there():
    assert set(PROFILES) >= {
        "general", "job-rejection", "recruiter", "customer-to-support", "support-to-customer",
        "colleague", "maintainer",
    }  # fmt: skip


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_a_profile_has_sentences_in_every_register_for_what_it_wants_and_welcomes(profile):
    for element in (*profile.wants, *profile.welcomes):
        assert set(profile.sentences[element]) == set(REGISTERS)
    assert not set(profile.wants) & set(profile.welcomes)


@pytest.mark.parametrize("name", PROFILES)
def test_a_sentence_that_the_coach_offers_is_clean_and_is_what_it_says(name):
    checker = Checker(profile=name)
    for element, registers in PROFILES[name].sentences.items():
        for sentence in (sentence for worded in registers.values() for sentence in worded):
            report = checker.check(sentence)
            assert report.courtesy[element] is not None, sentence
            assert not report.flagged, sentence


@pytest.mark.parametrize("name", PROFILES)
def test_a_draft_with_all_that_the_coach_offers_lacks_nothing(name):
    checker = Checker(profile=name)
    text = ""
    for advice in coach(checker.check(text), checker.profile, text).advice:
        text += f"{advice.sentences[0]}\n\n"
    assert coach(checker.check(text), checker.profile, text).missing == ()


def test_elements_come_in_the_order_of_a_reply_with_what_is_there(job_checker):
    coaching = coach(job_checker.check(REPLY), job_checker.profile, REPLY)
    elements = [advice.element for advice in coaching.advice]
    assert elements == [element for element in ELEMENTS if element in elements]
    assert {a.element for a in coaching.missing} == {"feedback_request", "interest", "goodwill"}
    for advice in coaching.advice:
        assert (advice.present is None) == bool(advice.sentences)
        if advice.present is not None:
            start, end = advice.present.start, advice.present.end
            assert REPLY[start:end] == advice.present.text


def test_a_register_without_sentences_takes_the_nearest(job_checker):
    only = {"thanks": {"neutral": ["Thank you."], "stiff": ["I thank you."]}}
    profile = replace(job_checker.profile, wants=("thanks", "goodwill"), sentences=only)
    thanks, goodwill = coach(job_checker.check("hey"), profile, "hey, it's me! cheers").missing
    assert thanks.sentences == ("Thank you.",)
    assert goodwill.sentences == ()


VOICES = {
    "a title": (
        "stiff",
        "Dear Ms Okonjo,\n\nThank you for the offer.\n\nYours sincerely,\nIda Beck",
    ),
    "nobody named": ("stiff", "To whom it may concern\n\nI enclose the form."),
    "set phrases": ("stiff", "Hello,\n\nI hereby inform you with regard to the lease."),
    "a first name": ("neutral", "Dear Ada,\n\nThank you for the offer.\n\nKind regards,\nIda"),
    "one hi": ("neutral", "Hi Ada,\n\nThank you for the offer.\n\nBest,\nIda"),
    "contractions": ("casual", "Hi Ada,\n\nThanks, I'm fine with it and don't mind.\n\nIda"),
    "no capitals": ("casual", "got it. thanks for telling me. see you there"),
    "set words": ("casual", "Hey Ada, no worries!! Ida"),
}


@pytest.mark.parametrize(("register", "text"), VOICES.values(), ids=VOICES)
def test_the_register_is_guessed_from(register, text):
    assert voice_of(text).register == register


@given(st.text())
def test_every_text_has_a_register(text):
    voice = voice_of(text)
    assert voice.register in REGISTERS
    assert voice.register == "neutral" or voice.signs
