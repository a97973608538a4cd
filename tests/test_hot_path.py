"""The hot path against spaCy's blank tokenizer, and against itself: ratios with a wide margin."""

from __future__ import annotations

import json
from time import process_time

import pytest
import spacy

from tests.conftest import ROOT
from tests.growth import LINEAR, growth
from tonecheck import Checker

CALM = [
    row["text"]
    for path in sorted((ROOT / "benchmarks/corpora").glob("*/mails.jsonl"))
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())
    if not row["labels"]
][:300]
MARGIN = 100.0
"""Of the tokenizer's time on words it knows; a first check, of words and sentences that nobody
has read, was seen to take 30 of it."""
SHAPES = {
    "emoji": "😡 ",
    "but but": "but ",
    "capitals": "WHY ARE YOU SHOUTING ",
    "no spaces": "a",
    "exclamation marks": "!",
    "one endless sentence": "and you never answer my mail ",
    "one insult": "You are useless. ",
    "open quotation marks": '"you ',
    "disguises": "1d10t st*pid s.t.u.p.i.d ",
    "line ends": "a\n",
    "quoted lines": "> you never answer\n",
}


def seconds(work, texts) -> float:
    began = process_time()
    for text in texts:
        work(text)
    return process_time() - began


def test_calm_mails_cost_some_times_their_tokens(checker):
    tokenizer = spacy.blank("en").tokenizer
    fresh = Checker()
    for warm in (tokenizer, checker.check):  # what is loaded on first use
        seconds(warm, CALM)
    best = min(seconds(tokenizer, CALM) for _ in range(3))
    assert seconds(fresh.check, CALM) < MARGIN * best


@pytest.mark.parametrize("unit", SHAPES.values(), ids=SHAPES)
def test_time_is_linear_in_the_length(unit):
    fresh = Checker()
    assert growth(lambda size: fresh.check(unit * (size // len(unit))), 16_000) < LINEAR


def test_ten_times_the_phrases_cost_the_same(tmp_path):
    words = sorted({word for text in CALM for word in text.lower().split() if word.isalpha()})
    few, many = (
        Checker(rules=[rules_of(words, count, tmp_path / str(count))], prove=False)
        for count in (50, 500)
    )
    seconds(few.check, CALM), seconds(many.check, CALM)
    assert seconds(many.check, CALM) < 3 * min(seconds(few.check, CALM) for _ in range(3))


def rules_of(words, count, folder):
    phrases = [f"{a} {b}" for a, b in zip(words, reversed(words), strict=True)][:count]
    assert len(phrases) == count
    folder.mkdir()
    (folder / "many.yaml").write_text(
        "category: hostile\nrules:\n  - id: hostile.many\n    weight: 0.1\n    message: m\n"
        f"    why: w\n    patterns: {json.dumps(phrases)}\n"
        '    examples: {bad: ["[[a]]", "[[b]]"], good: ["c", "d"]}\n'
    )
    return folder
