from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonecheck.language import blank_language, fold_lines, tokenizer_norms

_nlp, _normaliser = blank_language()
_normaliser.learn({"idiot", "stupid", "so", "please", "fuck", "you", "are", "useless"})
norms = tokenizer_norms(_nlp)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I'm", ("i", "am")),
        ("I’m", ("i", "am")),
        ("IM", ("i", "am")),
        ("It's", ("it", "is")),
        ("dont", ("do", "not")),
        ("DON'T", ("do", "not")),
        ("won’t", ("will", "not")),
        ("youre", ("you", "are")),
        ("the firm's", ("the", "firm", "'s")),
        ("its", ("its",)),
        ("well", ("well",)),
        ("Let's", ("let", "us")),
        ("u", ("you",)),
        ("pls", ("please",)),
        ("sooo", ("so",)),
        ("PLEEEASE", ("please",)),
        ("id1ot", ("idiot",)),
        ("$tup1d", ("$", "tup1d")),
        ("st*pid", ("stupid",)),
        ("f**k", ("fuck",)),
        ("stu\u200bpid", ("stupid",)),
        ("yоu", ("you",)),
        ("ｙｏｕ", ("you",)),
        ("Привет", ("привет",)),
        ("…", ("...",)),
    ],
)
def test_norms_fold_spellings(text, expected):
    assert norms(text) == expected


@given(st.text(max_size=20))
def test_norm_is_idempotent_and_never_empty(word):
    once = _normaliser(word) if word else "x"
    assert once
    assert _normaliser(once) == once


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dear Bob,\nPlease write.", "Dear Bob,\nPlease write."),
        ("if you do not\nanswer", "if you do not answer"),
        ("if you do not \r\n answer", "if you do not answer"),
        ("It ends here.\nand goes on", "It ends here.\nand goes on"),
        ("one  two\tthree", "one two\tthree"),
        ("a paragraph\n\nanother", "a paragraph\n\nanother"),
        ("x" * 50 + "\nNext line", "x" * 50 + " Next line"),
        ("x" * 50 + "\n- an item", "x" * 50 + "\n- an item"),
        ("half \ud800 pair", "half \ufffd pair"),
        ("!" * 150 + " end", "!" * 100 + " " + "!" * 50 + " end"),
    ],
)
def test_wrapped_lines_are_joined(text, expected):
    assert fold_lines(text)[0] == expected


@given(st.text(alphabet="ab .\n\r\t ", max_size=60))
def test_folding_keeps_every_word_where_it_was(text):
    folded, offsets = fold_lines(text)
    for at, character in enumerate(folded):
        if not character.isspace():
            start, end = offsets.to_source(at, at + 1)
            assert text[start:end] == character
