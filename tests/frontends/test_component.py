from __future__ import annotations

import pickle

import pytest
import spacy
from spacy.tokens import Doc

from tests.test_matching import tagged_language
from tonecheck import Report, check
from tonecheck.errors import PipelineError

ANGRY = "Hi Bob. Answer by Friday or else."


@pytest.fixture
def nlp():
    nlp = spacy.blank("en")
    nlp.add_pipe("tonecheck", config={"profile": "general"})
    return nlp


def spans_of(doc):
    return [(span.text, span.label_, span.id_) for span in doc.spans["tonecheck"]]


EXPECTED = [("or else", "demanding", "demanding.or-else")]


def test_spans_and_report(nlp):
    doc = nlp(ANGRY)
    assert spans_of(doc) == EXPECTED
    assert isinstance(doc._.tone, Report)
    assert doc._.tone == check(ANGRY)


def test_it_follows_a_sentencizer_and_other_components(nlp):
    nlp.add_pipe("sentencizer", first=True)
    assert spans_of(nlp(ANGRY)) == EXPECTED


def test_it_survives_disk_and_bytes(nlp, tmp_path):
    nlp.to_disk(tmp_path / "pipeline")
    assert spans_of(spacy.load(tmp_path / "pipeline")(ANGRY)) == EXPECTED
    copy = spacy.blank("en")
    copy.add_pipe("tonecheck", config={"profile": "job-rejection"})
    copy.from_bytes(nlp.to_bytes())
    assert spans_of(copy(ANGRY)) == EXPECTED


def test_it_survives_pickling(nlp):
    assert spans_of(pickle.loads(pickle.dumps(nlp))(ANGRY)) == EXPECTED


def test_it_works_in_two_processes(nlp):
    docs = list(nlp.pipe([ANGRY, "Hello."] * 4, n_process=2, batch_size=2))
    assert [spans_of(doc) for doc in docs] == [EXPECTED, []] * 4
    assert docs[0]._.tone == check(ANGRY)


def test_a_doc_survives_bytes(nlp):
    doc = nlp(ANGRY)
    copy = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert copy._.tone == doc._.tone
    assert spans_of(copy) == EXPECTED


def test_a_doc_that_did_not_pass_says_so(nlp):
    with pytest.raises(PipelineError, match="did not pass"):
        _ = nlp.make_doc("x")._.tone


def test_a_second_pipeline_does_not_clash(nlp):
    other = spacy.blank("en")
    other.add_pipe("tonecheck")
    assert spans_of(other(ANGRY)) == EXPECTED


def test_the_pipeline_s_tags_wake_rules_that_need_them(tmp_path):
    (tmp_path / "pos.yaml").write_text(
        """\
category: hostile
rules:
  - id: hostile.tagged
    weight: 0.9
    needs: [pos]
    message: "It probes."
    why: "Only a probe."
    patterns: [[{LOWER: zap, POS: VERB}]]
    rewrite: ["I see this differently."]
    examples: {bad: ["[[Zap]] it.", "[[Zap]] him."], good: ["A calm day.", "I see it differently."]}
"""
    )
    nlp = tagged_language()
    nlp.add_pipe("tonecheck", config={"rules": [str(tmp_path)]})
    assert spans_of(nlp("Zap it.")) == [("Zap", "hostile", "hostile.tagged")]
