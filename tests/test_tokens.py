"""A chunk is split here as spaCy splits it, whichever of the two does it."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from tonecheck.tokens import Tokenizer

WORDS = st.text(alphabet="abszéÉşIABZ019$£%,;:!?.)]\"(['’-@&/", min_size=1, max_size=9)


@pytest.fixture(scope="module")
def tokens(checker) -> Tokenizer:
    compiled = checker.compiled
    return Tokenizer(compiled.vocabulary, compiled.special, 1, 1)


def same(tokens: Tokenizer, chunk: str) -> bool:
    """Whether a chunk is left to spaCy, or split as it would."""
    ours = tokens._plain(chunk)
    return ours is None or ours == tokens._by_spacy(chunk)


@given(WORDS)
@settings(max_examples=1000)
@example("I.")
@example("etc.")
@example("Mr.")
@example("don't")
@example("cannot,")
@example("10:30")
@example("(a)")
@example('"A."')
@example("Bob's.")
@example("it's,")
@example("(I'm)")
@example("e.g.,")
@example("well-known.")
@example("f-u-c-k")
@example("stu-pid")
@example("9:30.")
@example("50,000")
@example("FYI.")
@example("[Your")
@example("Name].")
@example("a.m.)")
@example("--")
@example("file):")
@example("im.")
@example("sixty-one's")
@example("Wed.,")
@example("£63.40,")
@example("$1")
@example("15%.")
@example("12th,")
@example("Zoë's")
@example("ÉA.")
@example("OK!?")
def test_what_is_split_without_spacy_is_split_the_same(tokens, chunk):
    assert same(tokens, chunk)


def test_on_the_words_of_all_our_own_mails(tokens):
    text = "".join(p.read_text("utf-8") for p in (ROOT / "benchmarks/corpora").glob("replies_*"))
    chunks = set(re.sub(r"\\[nt]", " ", text).split())
    assert len(chunks) > 3000
    assert [chunk for chunk in chunks if not same(tokens, chunk)] == []


def test_ordinary_words_need_no_spacy(tokens):
    words = '"Dear Bob, (thanks) for the 3 reports! I will call you on Monday."'.split()
    assert all(tokens._plain(word.strip()) for word in words[1:-1])
