"""What a baseline knows a finding by, and what it never holds."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonecheck.baseline import Baseline, read_baseline
from tonecheck.errors import ConfigError
from tonecheck.findings import Category, Finding, Severity

SALT = bytes(range(16))
KNOWN = Baseline(SALT)


def finding(source: str, words: str = "or else", rule: str = "demanding.or-else") -> Finding:
    start = source.index(words)
    return Finding(
        rule, Category.DEMANDING, Severity.ERROR, 0.9, start, start + len(words), words, "", "",
        (), (),
    )  # fmt: skip


def entry(source: str, path: str = "a.md", **options: str):
    return KNOWN.entry(path, source, finding(source, **options))


SENTENCE = "Answer by Friday or else."
SAME = {
    "further down": "Hello.\n\nAnother paragraph!\n\n" + SENTENCE,
    "after a sentence": "Is that so? " + SENTENCE,
    "before others": SENTENCE + " Thanks.\n\nBob",
    "wrapped": "Answer by\nFriday\n  or else.",
    "crlf": "Hello\r\n\r\nAnswer by\r\nFriday or else.\r\n\r\nBob",
    "other case": SENTENCE.upper().replace("OR ELSE", "or else"),
    "an item of a list": "- one\n- Answer by Friday or else.\n- two",
    "in a tag": "<p>Answer by Friday or else.</p>",
}


@pytest.mark.parametrize("source", SAME.values(), ids=SAME)
def test_the_same_sentence_is_known_wherever_it_stands(source):
    assert entry(source) == entry(SENTENCE)


def test_other_words_another_rule_file_or_salt_are_new():
    others = [
        entry("Answer by Monday or else."),
        entry(SENTENCE, rule="demanding.other"),
        entry(SENTENCE, path="b.md"),
        replace(KNOWN, salt=bytes(16)).entry("a.md", SENTENCE, finding(SENTENCE)),
    ]
    assert len({item.hash for item in (entry(SENTENCE), *others)}) == 5


def test_every_baseline_has_a_salt_of_its_own():
    assert Baseline().salt != Baseline().salt


def test_of_findings_alike_those_beyond_their_count_are_new():
    known = replace(KNOWN, counts={entry(SENTENCE): 2})
    found = [finding(SENTENCE)] * 3
    assert known.fresh("a.md", SENTENCE, found) == found[:1]
    assert known.fresh("b.md", SENTENCE, found) == found
    assert (known.of({"a.md"}), known.of({"b.md"})) == (2, 0)


HERE, THERE = entry(SENTENCE), entry(SENTENCE, path="b.md")
NEW = entry("Now or else.")


def test_an_update_replaces_what_was_known_of_the_files_checked():
    known = replace(KNOWN, counts={HERE: 2, THERE: 1})
    assert known.updated(Counter({NEW: 1}), {"a.md"}).counts == {NEW: 1, THERE: 1}


def test_a_prune_only_drops():
    known = replace(KNOWN, counts={HERE: 2, THERE: 1})
    assert known.pruned(Counter({NEW: 1, HERE: 1}), {"a.md"}).counts == {HERE: 1, THERE: 1}
    assert known.pruned(Counter(), {"a.md", "b.md"}).counts == {}


def entry_in(path: str):
    return entry(SENTENCE, path=path)


@given(st.dictionaries(st.builds(entry_in, st.text()), st.integers(1, 9)))
def test_it_is_written_in_one_way_and_read_back(counts):
    known = Baseline(SALT, counts)
    text = known.to_json()
    assert read_baseline(text, "x.json") == known
    assert read_baseline(text, "x.json").to_json() == text
    assert Baseline(SALT, dict(reversed(counts.items()))).to_json() == text
    assert text.isascii()


def test_no_text_is_in_it():
    canary = "Answer the canary by Friday or else."
    known = replace(KNOWN, counts={entry(canary): 1})
    text = known.to_json().casefold()
    assert not any(word in text for word in ("answer", "canary", "friday"))


@given(st.text(), st.text())
def test_any_source_has_an_entry(before, after):
    source = before + "or else" + after
    assert len(entry(source).hash) == 64


GOOD = {"schema_version": 1, "salt": SALT.hex(), "findings": []}
ITEM = {"path": "a", "rule": "b", "hash": "c", "count": 1}
WRONG = {
    "no json": ("{\n,", "x.json:2: is not JSON; expected a baseline"),
    "deep": ("[" * 100_000, "x.json: is nested too deeply"),
    "a list": ("[]", "`schema_version` is no baseline of this version; expected 1"),
    "another version": (json.dumps({**GOOD, "schema_version": 2}), "expected 1"),
    "no salt": (json.dumps({**GOOD, "salt": None}), "`salt` is wrong; expected hexadecimal"),
    "short salt": (json.dumps({**GOOD, "salt": "00"}), "`salt` has 1 bytes; expected 16"),
    "no list": (json.dumps({**GOOD, "findings": 1}), "`findings` is wrong; expected a list"),
    **{
        f"item {name}": (
            json.dumps({**GOOD, "findings": [ITEM, item]}),
            "`findings[1]` is wrong; expected path, rule, hash, count",
        )
        for name, item in {
            "of no kind": 1,
            "with text": {**ITEM, "text": "x"},
            "without count": {"path": "a", "rule": "b", "hash": "c"},
            "never": {**ITEM, "count": 0},
            "true": {**ITEM, "count": True},
        }.items()
    },
}


@pytest.mark.parametrize(("text", "problem"), WRONG.values(), ids=WRONG)
def test_what_is_no_baseline_is_one_line(text, problem):
    with pytest.raises(ConfigError) as caught:
        read_baseline(text, "x.json")
    assert str(caught.value).startswith("x.json:")
    assert problem in str(caught.value)
