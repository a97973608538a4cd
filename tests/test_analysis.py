"""What a message holds, by places in its source."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import PROBE, probed
from tonecheck import Checker
from tonecheck.analysis import courtesies, cues, first_courtesies, structures
from tonecheck.extract import read_source
from tonecheck.findings import ELEMENTS

SENTENCES = st.sampled_from([
    "Thank you for your time.", "You are useless!", "> Answer me, or else.", "Thanks again.",
    "I wish you all the best.", "You never answer.", "Is it possible to get some feedback?", "\r\n",
])  # fmt: skip
FORMS = st.sampled_from(["text", "html", "markdown"])


@given(st.lists(SENTENCES, max_size=8).map("\n\n".join), FORMS)
def test_all_that_is_told_slices_its_words_out_of_the_source(source, form):
    analysis = _shared().analyse(read_source(source, form))
    spans = [span for _, span in (*courtesies(analysis), *structures(analysis))]
    for place in (*spans, *cues(analysis)):
        assert source[place.start : place.end] == place.text != ""


@given(st.lists(SENTENCES, max_size=8).map("\n\n".join))
def test_of_each_element_the_first_courtesy_is_told(source):
    analysis = _shared().analyse(read_source(source, "text"))
    first = first_courtesies(analysis)
    assert tuple(first) == ELEMENTS
    spans = [span for _, span in courtesies(analysis)]
    assert {span for span in first.values() if span is not None} <= {*spans}
    assert spans[:1] == [span for span in spans[:1] if span in first.values()]


def test_a_cue_is_told_whatever_it_adds_up_to(rule_folder):
    faint = (PROBE % ('["zork"]', "")).replace("weight: 0.9", "weight: 0.1")
    checker = Checker(rules=[rule_folder(faint)], prove=False)
    assert probed(checker, "We zork it on Monday.") == ["zork"]
    assert checker.check("We zork it on Monday.").findings == ()


_CHECKERS: list[Checker] = []


def _shared() -> Checker:
    if not _CHECKERS:
        _CHECKERS.append(Checker())
    return _CHECKERS[0]
