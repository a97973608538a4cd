from __future__ import annotations

import pytest
from textblob import TextBlob

from tonecheck import check
from tonecheck.polarity import Words, sentiment


@pytest.mark.parametrize("text", ["This is awful.", "A great and lovely day", "", "Fine."])
def test_it_is_textblob_s_lexicon(text):
    report = check(text)
    expected = TextBlob(text).sentiment
    assert report.polarity == pytest.approx(expected.polarity)
    assert report.subjectivity == pytest.approx(expected.subjectivity)


def test_words_are_the_tokens_of_the_writer():
    assert list(check("I'm here.\n> you are not").words) == ["I", "'m", "here", "."]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Don’t!", ["Do", "n't", "!"]),
        ("a well-known fact", ["a", "well-known", "fact"]),
        ("Bob's (old) car", ["Bob", "'s", "(", "old", ")", "car"]),
    ],
)
def test_words_are_split_as_textblob_wants_them(text, words):
    assert list(Words(text)) == words


def test_no_words_have_no_polarity():
    assert sentiment([]) == (0.0, 0.0)
    assert list(Words()) == []
