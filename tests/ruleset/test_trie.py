from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from tonecheck.ruleset.parts import Frequencies, Part
from tonecheck.ruleset.trie import Growing, PhraseTrie

WORDS = st.integers(4, 7)
PHRASES = st.lists(st.lists(WORDS, max_size=2).map(tuple), min_size=1, max_size=3)
SOUGHT = st.lists(PHRASES, min_size=1, max_size=3)
"""For each part of a run what may stand there, nothing too."""


def _expanded(runs):
    """Every phrase of `runs`, and which of them have it."""
    behind: dict[tuple[int, ...], list[int]] = {}
    for item, run in enumerate(runs):
        for phrase in {sum(row, ()) for row in product(*run)} - {()}:
            behind.setdefault(phrase, []).append(item)
    return behind


@given(st.lists(SOUGHT, max_size=5), st.lists(WORDS, max_size=8))
def test_a_grown_trie_finds_what_one_of_all_phrases_finds(runs, norms):
    plain, growing = PhraseTrie(), Growing()
    for phrase, items in _expanded(runs).items():
        plain.add(phrase, tuple(items))
    for item, run in enumerate(runs):
        parts = tuple(Part(tuple(dict.fromkeys(ps)), Frequencies({})) for ps in run)
        growing.add(parts, item)
    assert growing.trie(tuple).hits(norms) == plain.hits(norms)
