"""Sentences inside the tags of templates."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.growth import LINEAR, growth
from tonecheck.extract import read_source
from tonecheck.extract.literals import literals
from tonecheck.extract.pieces import WORD
from tonecheck.extract.template import mask, template_segments

WORDS = "Why don't you people answer?"
SAID = [
    '{% trans "Why don\'t you people answer?" %}', '{%- translate "Why don\'t you people answer?" -%}',
    "{% trans 'Why don\\'t you people answer?' %}", '{% set x = "Why don\'t you people answer?" %}',
    '{% assign x = "Why don\'t you people answer?" %}',
    '{% include "note.txt" with title="Why don\'t you people answer?" %}',
    '{{ "Why don\'t you people answer?"|t }}', '{{ _("Why don\'t you people answer?") }}',
    "{{ x|default:\"Why don't you people answer?\" }}", '{{{ t "Why don\'t you people answer?" }}}',
    '{{ printf `Why don\'t you people answer?` }}', '<%= t("Why don\'t you people answer?") %>',
    '<%- t("Why don\'t you people answer?") %>', '<?= __("Why don\'t you people answer?") ?>',
    '<?php echo __("Why don\'t you people answer?"); ?>', '%%=v("Why don\'t you people answer?")=%%',
    '{% blocktrans %}Why don\'t you people answer?{% endblocktrans %}',
    '{% blocktranslate with x=y %}Why don\'t you people answer?{% endblocktranslate %}',
    '{% trans %}Why don\'t you people answer?{% endtrans %}',
]  # fmt: skip
NOT_SAID = [
    '{% if x == "you are useless" %}', '{% elif x == "you are useless" %}', '{% when "you are useless" %}',
    '{% extends "you are useless.html" %}', '{% load "you are useless" %}', '{% url "you are useless" %}',
    '{{#if (eq x "you are useless")}}', '{{if eq .X "you are useless"}}', '<% if x == "you are useless" %>',
    '{# "you are useless" #}', '{{!-- "you are useless" --}}', '<%# t "you are useless" %>',
    '{{ x|date:"D d M Y" }}', '{{ x | date: "%d %B %Y" }}', '{{ x|date("l, jS F Y") }}',
    '{{ x "dddd, MMMM Do YYYY" }}', '{{ _("useless") }}', '{% trans "useless" %}', '{{ "useless }}',
]  # fmt: skip


def said(source: str) -> list[str]:
    found = (literals(source, tag) for tag in template_segments(source))
    return [source[start:end] for sentences in found for start, end, _ in sentences]


def read(source: str, form: str = "text") -> str:
    return " ".join(read_source(source, form).text.split())


@pytest.mark.parametrize("form", ["text", "html", "markdown"])
@pytest.mark.parametrize("tag", SAID)
def test_a_sentence_in_a_tag_is_read_where_it_stands(tag, form):
    text = read(f"Hello, thank you. {tag} Best", form)
    assert text.replace(" '", "'") == f"Hello, thank you. {WORDS} Best"


@pytest.mark.parametrize("tag", NOT_SAID)
def test_what_is_compared_loaded_or_no_sentence_is_not_read(tag):
    assert said(tag) == []
    assert "useless" not in read(f"Hello {tag} there")


@pytest.mark.parametrize("form", ["text", "html", "markdown"])
def test_two_sentences_of_one_tag_do_not_run_into_one_another(form):
    tag = "{{ late ? 'You are all' : 'useless buttons here' }}"
    assert "\n\n".join(("You are all", "useless buttons here")) in read_source(tag, form).text


def test_placeholders_in_a_sentence_are_placeholders():
    source = '{% trans "Hello %(name)s, you owe {amount} and %{more} to #{him}" %}'
    assert read(source) == f"Hello {WORD}, you owe {WORD} and {WORD} to {WORD}"
    kept = [source[s.start : s.end] for s in read_source(source, "text").segments if s.kind == "placeholder"]  # fmt: skip
    assert kept == ["%(name)s", "{amount}", "%{more}", "#{him}"]


def test_a_line_end_in_a_string_is_a_blank():
    assert read(r'{{ _("You are\nuseless today") }}') == "You are useless today"


def test_in_an_html_tag_nothing_is_read():
    source = """<a title="{% trans 'You "are> useless' %}" href="x">Thank you</a>"""
    assert read(source, "html") == "Thank you"


def test_words_that_would_end_the_string_or_its_tag_cannot_be_spelled_there():
    source = "Hi. {% trans \"Why don't you answer?\" %} {{ _('You are useless') }}"
    message = read_source(source, "text")
    assert message.spell is not None
    first, second = source.index("Why"), source.index("You are")
    assert message.spell("I'd like an answer.", first) == "I'd like an answer."
    assert message.spell("I'd like that.", second) is None
    for words in (
        'so "soon"',
        "so %} soon",
        "so {{ soon",
        "so\nsoon",
        "so \\ soon",
        "<% x",
        "x }}",
    ):
        assert message.spell(words, first) is None
        assert message.spell(words, 0) == words


TAGS = st.lists(
    st.sampled_from([*SAID, *NOT_SAID, " ", "\n", "<p>", '<a title="', '">', "You are late. "])
    | st.text("{%_(\"'`)\\}|t you are<>\n", max_size=12)
).map("".join)


@given(TAGS, st.booleans())
def test_a_mask_leaves_of_a_tag_its_sentences_only(source, markup):
    masked, filled, sentences = mask(source, markup=markup)
    assert len(masked) == len(source)
    assert all(a.end <= b.start for a, b in pairwise(filled))
    inside = {at for segment in filled for at in range(segment.start, segment.end)}
    assert all(masked[at] == source[at] for at in range(len(source)) if at not in inside)
    for start, end, quote in sentences:
        assert source[start - 1] == source[end] == quote
        assert {start - 1, end} <= inside


@given(TAGS, st.sampled_from(["text", "html", "markdown"]))
def test_segments_cover_the_source_and_offsets_slice_it(source, form):
    message = read_source(source, form)
    assert "".join(source[s.start : s.end] for s in message.segments) == source
    for at, character in enumerate(message.text):
        start, end = message.offsets.to_source(at, at + 1)
        assert 0 <= start <= end <= len(source)
        if character.isalpha():
            assert source[start:end] == character


ATTACKS = ['{{ "', '{{ "a b" }}', '{{ "\\', '{% trans "a\\"b c" %}', "{{ 'a b' 'c d' }}", '{{ "a', '"\\"',
           '{% x "a b"\n"c d"\n %}']  # fmt: skip


@pytest.mark.parametrize("form", ["text", "markdown"])
@pytest.mark.parametrize("attack", ATTACKS)
def test_time_is_linear_in_the_length(attack, form):
    assert growth(lambda n: read_source(attack * (n // len(attack)), form), 20_000) < LINEAR


def test_time_is_linear_in_the_length_of_one_tag():
    for part in ('"a b" ', "'a b'\n", '\\"', '"\\', "\n"):

        def work(size: int, part: str = part) -> object:
            return read_source("{{ " + part * (size // len(part)) + " }}", "text")

        assert growth(work, 20_000) < LINEAR
