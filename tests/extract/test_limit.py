"""Very long texts: what is read of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonecheck.extract import plain_message, read_source
from tonecheck.extract.limit import shortened

TEXTS = st.lists(st.sampled_from(["You are late. ", "> quoted\n", "word", "\n\n", "-- \nme\n", "Why? "])).map("".join)  # fmt: skip


@given(TEXTS, st.integers(1, 60), st.sampled_from(["text", "html", "markdown"]))
def test_what_is_read_is_the_beginning_and_the_rest_begins_where_that_ends(source, most, form):
    message = read_source(source, form)
    short, rest = shortened(message, most)
    assert message.text.startswith(short.text)
    assert (short.segments, short.source) == (message.segments, source)
    if rest is None:
        assert short is message
        return
    assert 0 < len(short.text) <= most < len(message.text)
    if not short.text[-1].isspace():
        assert short.offsets.to_source(len(short.text) - 1, len(short.text))[1] <= rest


@pytest.mark.parametrize(
    ("source", "most", "text"),
    [
        ("One. Two. Three", 10, "One. Two. "),
        ("One two\nthree four", 12, "One two "),
        ("One!\n\nTwo. Three", 12, "One!\n\n"),
        ("no end at all", 9, "no end "),
        ("x" * 20, 9, "x" * 9),
    ],
)
def test_it_ends_with_a_paragraph_a_sentence_or_a_word(source, most, text):
    assert shortened(plain_message(source), most)[0].text == text
