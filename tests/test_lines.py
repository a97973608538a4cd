"""Text as one reads it: lines joined, sentences found."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonecheck.language import language, special_chunks
from tonecheck.lines import MAX_SENTENCE, fold_lines, sentences
from tonecheck.ruleset.vocabulary import UNKNOWN
from tonecheck.spelling import Normaliser
from tonecheck.tokens import Tokenizer

_TOKENS = Tokenizer({}, special_chunks(language(Normaliser())), UNKNOWN, UNKNOWN)


def split(text: str) -> list[str]:
    folded, _ = fold_lines(text)
    return [folded[start:end] for start, end, _ in sentences(folded, _TOKENS.piece)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ('He said "no." Then he left.', ['He said "no."', "Then he left."]),
        ("What?! Really...", ["What?!", "Really..."]),
        ("Well... maybe. Well... Maybe.", ["Well... maybe.", "Well...", "Maybe."]),
        ("Dear Bob,\nSend it.", ["Dear Bob,", "Send it."]),
        ("no full stop\n\nnext", ["no full stop", "next"]),
        ("Mr. Smith paid 3.50 e.g. today.", ["Mr. Smith paid 3.50 e.g. today."]),
        ("  \n ", []),
        ("", []),
    ],
)
def test_sentences(text, expected):
    assert split(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It ends here.No it does not.", ["It ends here.", "No it does not."]),
        ("Anyway...I left.", ["Anyway...", "I left."]),
        ("We use Node.js and ASP.Net here.", ["We use Node.js and ASP.Net here."]),
        ("Really ? ! Yes.", ["Really ? !", "Yes."]),
        ("He left (at last.) Good.", ["He left (at last.)", "Good."]),
    ],
)
def test_sentences_that_are_glued_or_spaced_out(text, expected):
    assert split(text) == expected


def test_a_sentence_without_an_end_is_cut():
    words = split("so " * (3 * MAX_SENTENCE))
    assert [len(part.split()) for part in words] == [MAX_SENTENCE] * 3


@given(st.text(alphabet='aB .!?"\n…', max_size=80))
def test_sentences_hold_every_word_once_and_in_order(text):
    folded, _ = fold_lines(text)
    found = [*sentences(folded, _TOKENS.piece)]
    assert "".join(folded[s:e] for s, e, _ in found).split() == [] or all(
        s < e for s, e, _ in found
    )
    assert "".join("".join(folded[s:e].split()) for s, e, _ in found) == "".join(folded.split())
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dear Bob,\nPlease write.", "Dear Bob,\nPlease write."),
        ("if you do not\nanswer", "if you do not answer"),
        ("if you do not \r\n answer", "if you do not answer"),
        ("It ends here.\nand goes on", "It ends here.\nand goes on"),
        ("one  two\tthree\u2003four", "one two three four"),
        ("a paragraph\n\nanother", "a paragraph\n\nanother"),
        ("a paragraph.\r\n \r\n\r\n\tanother", "a paragraph.\n\nanother"),
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
