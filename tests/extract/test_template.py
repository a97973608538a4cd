from __future__ import annotations

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests.growth import LINEAR, growth
from tonecheck.extract.pieces import WORD
from tonecheck.extract.plain import plain_message
from tonecheck.extract.template import GAP, mask, masked_message, template_segments
from tonecheck.lines import MAX_CHUNK

PLACEHOLDERS = [
    "{{ name }}", "{{name}}", "{{{ html }}}", "{{ user.name|default:'you' }}", "{{ .Name }}",
    "{{> footer }}", "{% url 'home' %}", "{% now 'Y' %}", "{% include 'sig.txt' %}",
    "<%= name %>", "<%- name %>", "<?= $name ?>", "%%=v(@name)=%%", "%%FirstName%%", "*|FNAME|*",
    "{!Contact.Name}", "%(name)s", "%(total).2f", "%s", "%1$s", "{name}", "{}", "{0}", "{a.b[0]!r:>8}",
    "{when:%d %B %Y}", "${name}", "$first_name", "$name", "[Company]", "[Company Name, LLC]",
    "[YOUR NAME]", "[your name]", "[insert date here]", "<Your Name>", "<name>", "<<name>>",
    "[[name]]", "__NAME__", "__FIRST_NAME__",
]  # fmt: skip
CONTROL = [
    "{% if late %}", "{%- else -%}", "{% endif %}", "{% for x in y %}", "{% block content %}",
    "{% extends 'base.txt' %}", "{% load i18n %}", "{{#if late}}", "{{/if}}", "{{^late}}", "{{else}}",
    "{{ if .Late }}", "{{- end }}", "{{range .Items}}", "{{ $x := 1 }}", "<% if late %>", "<% end %>",
    "<%- end -%>", "<%- items.each do |x| -%>", "<?php if ($x): ?>", "%%[ set @x = 1 ]%%",
]  # fmt: skip
COMMENTS = [
    "{# note #}", "{#- two\nlines -#}", "{% comment %} or else {% endcomment %}", "{{! note }}",
    "{{!-- a }} note --}}", "{{/* note */}}", "{{- /* note */ -}}", "<%# note %>", "<%-- note --%>",
    "{% # note %}",
]  # fmt: skip
TEXT = [
    "50% discount", "100%", "$5 or $tupid", "f(x) = {x + 1}", "{ open", "{{ open", "{% open", "a }} b",
    "[1]", "[x]", "[sic]", "[link](http://x)", "<b>", "<a@b.org>", "a < b > c", "{you idiot}", "a_b__c",
    "{note: do it}", "<!-- x -->", "snake_case", "[ ] done", "}}", "%}",
]  # fmt: skip


def kinds(source: str) -> list[tuple[str, str]]:
    return [(s.kind, source[s.start : s.end]) for s in template_segments(source)]


@pytest.mark.parametrize("tag", PLACEHOLDERS)
def test_what_a_reader_will_see_filled_in_is_a_placeholder(tag):
    assert kinds(f"Hello {tag}, thank you.") == [("placeholder", tag)]


@pytest.mark.parametrize("tag", CONTROL)
def test_what_prints_nothing_is_code(tag):
    assert kinds(f"Hello {tag} thank you.") == [("code", tag)]


@pytest.mark.parametrize("tag", COMMENTS)
def test_notes_of_the_author_are_comments(tag):
    assert kinds(f"Hello {tag} thank you.") == [("comment", tag)]


@pytest.mark.parametrize("text", TEXT)
def test_everything_else_is_text(text):
    assert kinds(f"So {text} it is.") == []


def test_a_tag_with_an_end_of_its_own_prints_nothing():
    assert [kind for kind, _ in kinds("{% mine %}Hello{% endmine %} {% yours %}")] == [
        "code", "code", "placeholder",
    ]  # fmt: skip


def test_an_opener_that_is_never_closed_does_not_swallow_the_next_tag():
    assert kinds("Write {{ to open. Hello {{ name }}.") == [("placeholder", "{{ name }}")]


def test_in_markup_angle_brackets_and_underscores_mean_something_else():
    source = "<NAME> __NOW__ {{ x }}"
    assert [source[s.start : s.end] for s in template_segments(source, markup=True)] == ["{{ x }}"]


READ = {
    "Hello {{ name }}, send it by {{ date }}.": f"Hello {WORD}, send it by {WORD}.",
    "You are {% if x %}so {% endif %}useless.": "You are so useless.",
    "You are {# very #} useless.": "You are useless.",
    "{{ first }}{{ last }}, hello": f"{WORD}, hello",
    "See {{\n  url\n}} now.": f"See {WORD} now.",
    "Hello,\n{% if x %}\nyou are late.": "Hello, you are late.",
}


@pytest.mark.parametrize(("source", "text"), READ.items())
@pytest.mark.parametrize("gap", [" ", GAP])
def test_a_template_reads_as_if_it_were_filled_in(source, text, gap):
    read = masked_message(source, plain_message, gap=gap).text
    assert " ".join(read.split()) == " ".join(text.split())


FRAGMENTS = st.lists(
    st.sampled_from([*PLACEHOLDERS, *CONTROL, *COMMENTS, *TEXT, " ", "\n", "\r\n", "You are late", WORD])
    | st.text(max_size=6)
    | st.text("{%#}<>$[]_*|!=-/ an\n", max_size=8)
).map("".join)  # fmt: skip


@given(FRAGMENTS, st.booleans())
def test_a_mask_keeps_length_and_newlines(source, markup):
    masked, segments, _ = mask(source, markup=markup)
    assert len(masked) == len(source)
    for before, after in zip(source, masked, strict=True):
        assert (before == after) if before in "\r\n" else after not in "\r\n"
    inside = {at for segment in segments for at in range(segment.start, segment.end)}
    assert all(masked[at] == source[at] for at in range(len(source)) if at not in inside)


@given(FRAGMENTS)
@example("See {{\n a\n}}{{ b }}\n\n{{\nc }}.")
def test_segments_cover_the_source_and_offsets_slice_it(source):
    message = masked_message(source, plain_message)
    assert "".join(source[s.start : s.end] for s in message.segments) == source
    for at, character in enumerate(message.text):
        start, end = message.offsets.to_source(at, at + 1)
        assert 0 <= start < end <= len(source)
        if not character.isspace() and character not in f"\ufffd{WORD}":
            assert source[start:end] == character


@given(FRAGMENTS.map(lambda source: source.replace(WORD, "")))
@example("{{ name }}" * 9 + "{{{ html }}}")
def test_every_word_that_stands_for_placeholders_leads_to_all_of_them(source):
    # A run without white space is broken up at MAX_CHUNK, whatever it is made of.
    masked, *_ = mask(source)
    assume(max(map(len, masked.split()), default=0) <= MAX_CHUNK)
    message = masked_message(source, plain_message)
    found = [s for s in message.segments if s.kind == "placeholder"]
    edges = {s.start for s in found}, {s.end for s in found}
    for at, character in enumerate(message.text):
        if character == WORD:
            start, end = message.offsets.to_source(at, at + 1)
            assert start in edges[0]
            assert end in edges[1]


ATTACKS = ["{{", "{%", "{#", "{{{", "<%", "{% comment %}", "<?php", "%%=", "*|", "{!", "[A ", "<A ",
           "%(a", "{a.", "$a", "__A_", "<<", "{{!--", "{% endcomment %}{% comment %}", "%0"]  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS)
def test_time_is_linear_in_the_length(attack):
    assert growth(lambda size: mask(attack * (size // len(attack))), 20_000) < LINEAR
