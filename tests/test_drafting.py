"""Letters: whatever is answered, what comes out is calm and has all that it should have."""

from __future__ import annotations

import random
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonecheck import Checker
from tonecheck.drafting import complete, compose, declined, fitting, one_line
from tonecheck.errors import RuleError
from tonecheck.ruleset.letters import load_letters

LETTERS = load_letters()
SHORT = {
    "role": "data engineer", "company": "Harbour Maps", "interviewer": "Ms Okonjo", "name": "Ida",
    "enjoyed": "the talk about tide models", "product": "oak desk", "order": "48213",
    "problem": "one leg arrived cracked", "wish": "send a new leg", "by": "Friday",
    "reason": "the guests arrive on Saturday", "person": "Tomasz", "offer": "panel in May",
    "instead": "Renate Falk", "topic": "the lease", "date": "3 May",
    "fault": "the invoice went to the wrong street", "effect": "it cost you a morning",
    "remedy": "send the corrected invoice", "prevention": "two people check each address",
    "strength": "your clear way of explaining",
}  # fmt: skip
LONG = {
    "role": "senior geospatial data engineer and team lead", "name": "Ida Beck-Sørensen",
    "company": "Royal Society for the Study of Tides and Rivers",
    "interviewer": "Professor Dr Maria-Luisa van der Zanden",
    "enjoyed": "the long walk through the archive and the talk with the two cartographers",
    "product": "second-hand oak writing desk with the green leather top", "order": "AB-48213/7",
    "problem": "two of its four legs arrived cracked and the key was not in the box",
    "wish": "collect the desk and send me the same one again", "person": "Dr van der Zanden",
    "by": "the end of the second week of June", "reason": "the flat is let from the fifteenth",
    "offer": "panel on river names at the meeting in Gdansk", "date": "Tuesday 3 May",
    "instead": "Renate Falk, who knows far more about it than I do",
    "topic": "the lease of the workshop in Mill Lane and the deposit for it",
    "fault": "the invoice for the spring went to the wrong street",
    "effect": "it cost you a morning on the telephone with the bank",
    "remedy": "send the corrected invoice and cancel the reminder fee",
    "prevention": "two people check each address before anything is posted",
    "strength": "your clear way of explaining tides to children",
}  # fmt: skip


def combinations(letter):
    """Every way to answer yes or no, with each text answer short, long or not given at all."""
    texts = [name for name, question in letter.answers.items() if question.kind == "text"]
    switches = [name for name, question in letter.answers.items() if question.kind == "yes_no"]
    for values in product((True, False), repeat=len(switches)):
        chosen = dict(zip(switches, values, strict=True))
        for given_texts in product((True, False), repeat=len(texts)):
            named = [name for name, is_given in zip(texts, given_texts, strict=True) if is_given]
            yield {**chosen, **{name: SHORT[name] for name in named}}
        yield {**chosen, **{name: LONG[name] for name in texts}}


def parts(letter):
    return [part for paragraph in letter.paragraphs for part in paragraph]


@pytest.fixture(scope="module")
def checkers():
    return {name: Checker(profile=letter.profile) for name, letter in LETTERS.items()}


@pytest.mark.parametrize("name", LETTERS)
def test_every_combination_of_answers_passes_with_all_wanted_elements(name, checkers):
    letter, checker = LETTERS[name], checkers[name]
    choose = random.Random(name).choice
    for answers in combinations(letter):
        text = compose(letter, answers, choose)
        report = checker.check(text)
        assert not report.flagged, text
        wanted = set(checker.profile.wants) - declined(letter, answers)
        assert [e for e in wanted if report.courtesy[e] is None] == [], text
        assert "{" not in text


@pytest.mark.parametrize("name", LETTERS)
def test_every_wording_is_clean_and_is_the_element_that_it_says(name, checkers):
    for values in (SHORT, LONG):
        for part in parts(LETTERS[name]):
            for wording in part.wordings:
                report = checkers[name].check(wording.format_map(values))
                assert report.findings == (), wording
                assert part.element is None or report.courtesy[part.element], wording


@pytest.mark.parametrize("name", LETTERS)
def test_each_sentence_has_a_choice_of_wordings_whatever_is_answered(name):
    letter = LETTERS[name]
    for answers in (SHORT, {}):
        given_answers = complete(letter, {k: v for k, v in answers.items() if k in letter.answers})
        choices = [len(fitting(part, given_answers)) for part in parts(letter)]
        assert sum(number >= 2 for number in choices) >= len(choices) - 2
    assert len({compose(letter, {}, random.Random(seed).choice) for seed in range(50)}) > 25


@pytest.mark.parametrize("name", LETTERS)
def test_what_is_answered_stands_in_the_letter(name):
    letter = LETTERS[name]
    answers = {k: v for k, v in SHORT.items() if k in letter.answers}
    text = " ".join(compose(letter, answers, random.Random(1).choice).split())
    assert [value for value in answers.values() if value not in text] == []


@given(st.text())
def test_an_answer_stays_on_one_line_without_control_characters(text):
    line = one_line(text)
    assert line.isprintable()
    assert len(line.splitlines()) <= 1
    assert one_line(line) == line


GOOD = """\
draft: toast
description: x
profile: general
answers:
  person: {question: "Who?"}
  loud: {question: "Loud?", kind: yes_no}
paragraphs:
  - - when: loud
      wordings: ["Hello {person}!", "Hello!"]
"""
WRONG = {
    "unknown slot": ("{person}!", "{persn}!", 9, "has {persn}, no text answer; close: `person`"),
    "a switch as a slot": ("{person}!", "{loud}!", 9, "has {loud}, no text answer"),
    "half a brace": ('"Hello!"', '"Hello }!"', 9, "a brace without its other half"),
    "no plain wording": ('"Hello!"', '"Hi {person}!"', 9, "all have braces"),
    "one wording": (', "Hello!"', "", 9, "at least 2"),
    "unknown condition": ("when: loud", "when: lout", 8, "`when` is \"lout\", no yes-no answer"),
    "unknown key": ("when: loud", "wenn: loud", 8, "`wenn` is unknown here; close: `when`"),
    "reserved": ("  person:", "  output:", 5, "`output` is an option of every draft"),
    "wrong kind": ("kind: yes_no", "kind: maybe", 6, "'maybe'; expected 'text' or 'yes_no'"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "problem"), WRONG.values(), ids=WRONG)
def test_a_wrong_letter_is_named_in_one_line(tmp_path, old, new, line, problem):
    assert old in GOOD
    path = tmp_path / "drafts/toast.yaml"
    path.parent.mkdir()
    path.write_text(GOOD.replace(old, new, 1))
    with pytest.raises(RuleError) as caught:
        load_letters([tmp_path])
    message = str(caught.value)
    assert message.startswith(f"{path}:{line}: "), message
    assert problem in message
    assert "\n" not in message
