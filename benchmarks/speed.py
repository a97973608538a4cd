"""What a mail costs, step by step, beside the peers in the same run: pytest-benchmark.

    python -m pytest benchmarks/speed.py --benchmark-json benchmarks/results/speed.json

Every benchmark goes over the same mails (benchmarks/corpora), so that the figures of one group
compare. `make bench` runs it and writes the ratios into benchmarks/README.md.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import spacy
from textblob import TextBlob
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from tonecheck import Checker
from tonecheck.engine import _compiled
from tonecheck.extract.plain import plain_message
from tonecheck.matching import match
from tonecheck.rewriting.draft import rewrite_draft
from tonecheck.ruleset.loader import RuleSet, builtin_folder, load_folder
from tonecheck.scope import judge
from tonecheck.scoring import weigh

CORPORA = Path(__file__).parent / "corpora"
MAILS = [
    json.loads(line)["text"]
    for path in sorted(CORPORA.glob("replies_*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
]
ROUNDS = {"rounds": 7, "warmup_rounds": 1}


@pytest.fixture(scope="session")
def checker() -> Checker:
    return Checker()


def over(texts: list[object], step: Callable[..., object]) -> Callable[[], None]:
    def run() -> None:
        for text in texts:
            step(text)

    return run


@pytest.mark.benchmark(group="mail")
def test_vader(benchmark):
    benchmark.pedantic(over(MAILS, SentimentIntensityAnalyzer().polarity_scores), **ROUNDS)


@pytest.mark.benchmark(group="mail")
def test_textblob(benchmark):
    benchmark.pedantic(over(MAILS, lambda text: TextBlob(text).sentiment), **ROUNDS)


@pytest.mark.benchmark(group="mail")
def test_blank_tokenizer(benchmark):
    benchmark.pedantic(over(MAILS, spacy.blank("en").tokenizer), **ROUNDS)


@pytest.mark.benchmark(group="mail")
def test_tonecheck(benchmark, checker):
    benchmark.pedantic(over(MAILS, checker.check), **ROUNDS)


@pytest.mark.benchmark(group="mail")
def test_tonecheck_on_calm_mails(benchmark, checker):
    calm = [text for text in MAILS if not checker.check(text).findings]
    calm = (calm * (len(MAILS) // len(calm) + 1))[: len(MAILS)]
    benchmark.pedantic(over(calm, checker.check), **ROUNDS)


@pytest.mark.benchmark(group="step")
def test_extract(benchmark):
    benchmark.pedantic(over(MAILS, plain_message), **ROUNDS)


@pytest.mark.benchmark(group="step")
def test_tokenise(benchmark, checker):
    texts = [plain_message(text).text for text in MAILS]
    benchmark.pedantic(over(texts, checker.compiled.nlp.tokenizer), **ROUNDS)


@pytest.mark.benchmark(group="step")
def test_match(benchmark, checker):
    docs = [(checker.compiled.nlp.tokenizer(text), text) for text in MAILS]
    benchmark.pedantic(over(docs, lambda pair: match(*pair, checker.compiled)), **ROUNDS)


def matched(checker):
    return [match(checker.compiled.nlp.tokenizer(text), text, checker.compiled) for text in MAILS]


@pytest.mark.benchmark(group="step")
def test_scope(benchmark, checker):
    benchmark.pedantic(over(matched(checker), judge), **ROUNDS)


@pytest.mark.benchmark(group="step")
def test_score(benchmark, checker):
    judged = [(found, judge(found).kept) for found in matched(checker)]
    benchmark.pedantic(over(judged, lambda pair: weigh(*pair, checker.compiled)), **ROUNDS)


@pytest.mark.benchmark(group="step")
def test_rewrite(benchmark, checker):
    found = [(text, checker.check(text).findings) for text in MAILS]
    again = lambda text: checker.check(text).findings  # noqa: E731
    benchmark.pedantic(over(found, lambda pair: rewrite_draft(*pair, again)), **ROUNDS)


@pytest.mark.benchmark(group="load")
def test_read_rule_files(benchmark):
    benchmark.pedantic(lambda: load_folder(builtin_folder()), rounds=3)


@pytest.mark.benchmark(group="load")
def test_compile_rules(benchmark):
    def fresh() -> tuple[tuple[RuleSet], dict[str, object]]:
        return (load_folder(builtin_folder()),), {}

    benchmark.pedantic(lambda rules: _compiled(rules, (), (), frozenset()), setup=fresh, rounds=3)
