"""A request keeps its thing by name where the clause that named it has gone."""

from __future__ import annotations

import pytest

from tonecheck.rewriting.pronouns import named_again
from tonecheck.rewriting.saying import Saying


@pytest.mark.parametrize(
    ("words", "before", "named"),
    [
        ("read it", "you have my letter", "read my letter"),
        ("give them back", "you have got my spare keys", "give my spare keys back"),
        ("use it by Friday", "you know the code until then", "use the code by Friday"),
        ("read it", "you have my notes", "read it"),
        ("read it", "you sat behind the counter", "read it"),
        ("read it", "", "read it"),
        ("call me", "you have my letter", "call me"),
    ],
)
def test_it_is_named_where_it_was_had(words, before, named):
    assert named_again(Saying("ask", words), before).words == named


def test_what_is_stated_stays_as_it_is():
    stated = Saying("kept", "it came late")
    assert named_again(stated, "you have my letter") is stated
