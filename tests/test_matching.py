from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from tests.conftest import PROBE, probed
from tonecheck import Checker
from tonecheck.extract.plain import plain_message


def found(tmp_path, patterns: str, text: str, more: str = "", **options) -> list[str]:
    (tmp_path / "probe.yaml").write_text(PROBE % (patterns, more))
    checker = Checker(rules=[tmp_path], prove=False, **options)
    return probed(checker, text)


@pytest.mark.parametrize(
    ("where", "text", "count"),
    [
        ("position: start", "So, zap it now.", 1),
        ("position: start", "Now you zap it.", 0),
        ("position: end", "You zap it!", 1),
        ("position: end", "Zap it for me.", 0),
        ("position: alone", "Zap it!", 1),
        ("position: alone", "Zap it, Bob.", 0),
        ("sentence: question", "Zap it?", 1),
        ("sentence: question", "Zap it.", 0),
        ("sentence: exclamation", "Zap it!", 1),
        ("sentence: statement", "Zap it.", 1),
        ("sentence: statement", "Zap it!", 0),
        ("addressee: reader", "Zap it with your hand.", 1),
        ("addressee: reader", "Zap it.", 0),
        ("addressee: self", "Zap it with my hand.", 1),
        ("addressee: self", "Zap it.", 0),
        ("message: first", "Zap it. Zap him.", 1),
        ("message: first", "Hi. Zap it.", 0),
        ("message: last", "Hi. Zap it.", 1),
        ("message: only", "Zap it.", 1),
        ("message: only", "Zap it. Bye.", 0),
    ],
)
def test_where(tmp_path, where, text, count):
    assert len(found(tmp_path, '["zap it"]', text, f"where: {{{where}}}")) == count


def test_requires_wants_a_phrase_in_the_sentence(tmp_path):
    more = 'requires: ["on (monday|friday)"]'
    assert found(tmp_path, '["zap it"]', "Zap it on Friday.", more) == ["Zap it"]
    assert found(tmp_path, '["zap it"]', "Zap it. See you on Friday.", more) == []


def test_of_overlapping_matches_of_one_rule_the_longest_counts(tmp_path):
    patterns = '["zap it", "zap it [now]", "it now"]'
    assert found(tmp_path, patterns, "Zap it now.") == ["Zap it now"]


def test_a_match_stays_in_its_sentence(tmp_path):
    assert found(tmp_path, '["zap ... now"]', "Zap it now.") == ["Zap it now"]
    assert found(tmp_path, '["zap ... now"]', "Zap it. Not now.") == []


def test_a_token_pattern_is_verified_on_its_sentence(tmp_path):
    pattern = '[[{LOWER: zap}, {IS_ALPHA: true, OP: "?"}, {LIKE_NUM: true}]]'
    assert found(tmp_path, pattern, "zap Bob 5 times. zap him. Zap 7!") == ["zap Bob 5", "Zap 7"]


@pytest.mark.parametrize(
    ("shape", "text", "words"),
    [
        ("shouting", "I HAVE BEEN WAITING for weeks.", ["I HAVE BEEN WAITING"]),
        ("shouting", "The HTTP API and the CSS.", []),
        ("scare_quotes", 'I read your "feedback" now.', ['"feedback"']),
        ("repeated_marks", "Why??? Really?!", ["???"]),
        ("trailing_dots", "I thought so...\nBye", ["..."]),
        ("spaced_letters", "you s t u p i d one", ["s t u p i d"]),
    ],
)
def test_shapes(tmp_path, shape, text, words):
    unguarded = "unguarded: [quotation]"
    assert found(tmp_path, f"[{{feature: {shape}}}]", text, unguarded) == words


def tagged_language() -> Language:
    """A pipeline with tags and without a model: its tagger knows one word."""

    @Language.component("one_word_tagger", assigns=["token.pos"])
    def tag(doc: Doc) -> Doc:
        for token in doc:
            token.pos_ = "VERB" if token.lower_ == "zap" else "X"
        return doc

    nlp = spacy.blank("en")
    nlp.add_pipe("one_word_tagger")
    return nlp


def test_a_rule_that_needs_tags_sleeps_without_them(tmp_path):
    pattern = "[[{LOWER: zap, POS: VERB}, {LOWER: it}]]"
    assert found(tmp_path, pattern, "Zap it.", "needs: [pos]") == []
    assert found(tmp_path, pattern, "Zap it.", "needs: [pos]", nlp=tagged_language()) == ["Zap it"]


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("You are not lazy, you are tired.", ["lazy"]),
        (
            "Nobody here thinks you are incompetent.",
            ["here", "thinks", "you", "are", "incompetent"],
        ),
        ("Is this not ridiculous?", []),
        ("Nice work, you lost the file again.", []),
        ("You are not exactly brilliant.", []),
    ],
)
def test_what_is_denied_is_not_said(checker, text, denied):
    reading = checker.analyse(plain_message(text)).found.readings[0]
    words = [reading.words.text[start:end] for start, end in reading.words.places()]
    assert [words[at] for at in sorted(reading.unsaid)] == denied


@pytest.mark.parametrize(
    ("denied", "meant"),
    [
        ("You're not stupid.", "You're stupid."),
        ("Nobody thinks you're incompetent.", "Everybody thinks you're incompetent."),
        ("It is no disgrace.", "It is a disgrace."),
    ],
)
def test_a_harsh_word_that_is_denied_is_no_finding(checker, denied, meant):
    assert checker.check(meant).flagged
    assert not checker.check(denied).findings
