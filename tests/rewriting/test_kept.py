from __future__ import annotations

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonecheck import Checker, Rewrite
from tonecheck.extract import read_source
from tonecheck.extract.pieces import WORD
from tonecheck.extract.template import template_segments
from tonecheck.rewriting.kept import filled, keeping, kept


def offered(source: str, form: str, replaced: str, words: str) -> list[tuple[str, str]]:
    """What `words` in place of `replaced` come to: the stretch replaced and what stands there."""
    start = source.index(replaced)
    rewrite = Rewrite(start, start + len(replaced), words)
    message = read_source(source, form, ["*"])
    return [(source[r.start : r.end], r.replacement) for r in keeping([rewrite], message)]


LOST = [
    ("text", "Send it by {{ date }} or else.", "Could you send it?"),
    ("text", "Send {{ a }} to {{ b }}.", "Could {{ b }} get {{ a }}?"),
    ("text", "Send {{ a }} now.", "Send {{ a }}, yes, {{ a }}."),
    ("text", "Send {{ a }} now.", f"Send {{{{ a }}}} {WORD}."),
    ("text", "You are {% if x %}late{% endif %}.", "You are early."),
    ("html", "You <a href='x'>are</a> late.", "You are early."),
    ("html", "You <b>are {{ late }}</b>.", "You are early."),
    ("markdown", "You are [late](x).", "You are early."),
    ("markdown", "You are `late`.", "You are early."),
    ("markdown", "You are <!-- so --> late.", "You are early."),
]


@pytest.mark.parametrize(("form", "replaced", "words"), LOST)
def test_a_rewrite_that_loses_something_is_none(form, replaced, words):
    assert offered(f"Hello. {replaced} Bye.", form, replaced, words) == []


HELD = [
    ("text", "Send it by {{ date }} or else.", "Could you send it by {{ date }}?"),
    ("text", "You are late.", "You are early."),
    ("html", "You <b>are <i>so</i></b> late.", "You are early."),
    ("markdown", "You are *so* **late**.", "You are early."),
]


@pytest.mark.parametrize(("form", "replaced", "words"), HELD)
def test_words_that_hold_it_all_may_stand_there(form, replaced, words):
    assert offered(f"Hello. {replaced} Bye.", form, replaced, words) == [(replaced, words)]


def test_the_word_that_stands_for_a_placeholder_becomes_it():
    words = f"Could you send it by {WORD}?"
    source = "Send it by {{ date }} or else."
    assert offered(source, "text", source, words) == [(source, words.replace(WORD, "{{ date }}"))]
    source = "Send {{ it }} by {{ date }} or else."
    assert offered(source, "text", source, words) == []


@pytest.mark.parametrize(
    ("form", "source", "replaced", "whole"),
    [
        ("markdown", "You are **late**", "You are **late", "You are **late**"),
        ("markdown", "**You** are late", "You** are late", "**You** are late"),
        ("html", "<p>You are <b>late</b></p>", "You are <b>late", "You are <b>late</b>"),
    ],
)
def test_marks_go_with_their_partners(form, source, replaced, whole):
    assert offered(source, form, replaced, "Fine.") == [(whole, "Fine.")]


@pytest.mark.parametrize(
    ("form", "source", "words", "spelled"),
    [
        ("json", '{"a": "You are late."}', 'I\'m "fine".', 'I\'m \\"fine\\".'),
        ("yaml", "a: 'You are late.'", "I'm fine.", "I''m fine."),
        ("yaml", "a: You are late.", "Fine: yes.", None),
        ("toml", "a = 'You are late.'", "I'm fine.", None),
    ],
)
def test_words_are_spelled_as_the_string_around_them_is(form, source, words, spelled):
    expected = [] if spelled is None else [("You are late.", spelled)]
    assert offered(source, form, "You are late.", words) == expected


def test_what_a_rule_captured_has_its_placeholders():
    message = read_source("Send {{ a }} and {{ b }} now.", "text")
    assert filled(message.text, 0, message) == "Send {{ a }} and {{ b }} now."
    assert kept(message, 0, len(message.source)) == ("{{ a }}", "{{ b }}")


SENTENCES = [
    "Hello {{ name }},", "You are useless.", "Answer me by {{ date }} or else.", "Thank you, {{ name }}.",
    "You {{ adverb }} idiot, send me {{ thing }} now.", "Whatever. I guess {{ nobody }} cares.",
    "This is {% if late %}the worst{% else %}pathetic{% endif %}.", "Your order {{ id }} is on its way.",
    "Send me the report immediately or else.", "{# be nice #} Fix it, you moron.",
]  # fmt: skip


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4), st.sampled_from([" ", "\n\n"]))
def test_a_rewritten_template_has_its_placeholders_and_parses(checker: Checker, sentences, between):
    source = between.join(sentences)
    rewritten = checker.check_message(read_source(source, "text")).rewritten
    tags = [text[s.start : s.end] for text in (source, rewritten) for s in template_segments(text)]
    assert tags[: len(tags) // 2] == tags[len(tags) // 2 :]
    jinja2.Environment().parse(rewritten)
    again = checker.check_message(read_source(rewritten, "text")).rewritten
    assert again == rewritten
