"""What a mail costs, step by step, with VADER's time as the measure: pytest-benchmark.

    python -m pytest benchmarks/speed.py --benchmark-json benchmarks/results/speed.json

Every benchmark goes over the same mails (benchmarks/corpora), so that a regression names its
step. `make bench` runs it and writes the ratios into benchmarks/README.md; `scaling.py` holds
whole checks beside the peers and against what grows.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from tonecheck import Checker
from tonecheck.extract.plain import plain_message
from tonecheck.lines import sentences
from tonecheck.matching import Reader
from tonecheck.ruleset import builtin_folder, cache
from tonecheck.ruleset.loader import RuleSet, load_folder
from tonecheck.ruleset.stock import compiled_rules
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


@pytest.mark.benchmark(group="step")
def test_vader(benchmark):
    benchmark.pedantic(over(MAILS, SentimentIntensityAnalyzer().polarity_scores), **ROUNDS)


@pytest.mark.benchmark(group="step")
def test_extract(benchmark):
    benchmark.pedantic(over(MAILS, plain_message), **ROUNDS)


@pytest.mark.benchmark(group="step")
def test_split_sentences(benchmark, checker):
    texts = [plain_message(text).text for text in MAILS]
    piece_of = checker._reader.tokens.piece
    benchmark.pedantic(over(texts, lambda text: list(sentences(text, piece_of))), **ROUNDS)


def unread(reader: Reader) -> Reader:
    """A reader that knows the words of `reader`, and no sentence."""
    fresh = Reader(reader.compiled)
    fresh.tokens = reader.tokens
    return fresh


@pytest.mark.benchmark(group="step")
def test_read_sentences(benchmark, checker):
    texts = [plain_message(text).text for text in MAILS]

    def read_all(reader: Reader) -> None:
        for text in texts:
            reader.match(text)

    def setup() -> tuple[tuple[Reader], dict[str, object]]:
        return (unread(checker._reader),), {}

    benchmark.pedantic(read_all, setup=setup, **ROUNDS)


@pytest.mark.benchmark(group="step")
def test_read_the_same_sentences_again(benchmark, checker):
    texts = [plain_message(text).text for text in MAILS]
    benchmark.pedantic(over(texts, checker._reader.match), **ROUNDS)


def matched(checker):
    return [checker._reader.match(plain_message(text).text) for text in MAILS]


@pytest.mark.benchmark(group="step")
def test_scope(benchmark, checker):
    judged = over(matched(checker), lambda found: judge(found, checker.compiled))
    benchmark.pedantic(judged, **ROUNDS)


@pytest.mark.benchmark(group="step")
def test_score(benchmark, checker):
    judged = [(found, judge(found, checker.compiled).kept) for found in matched(checker)]
    benchmark.pedantic(over(judged, lambda pair: weigh(*pair, checker.compiled)), **ROUNDS)


@pytest.mark.benchmark(group="step")
def test_findings_and_rewritten_draft(benchmark, checker):
    analysed = [checker.analyse(plain_message(text)) for text in MAILS]
    benchmark.pedantic(over(analysed, checker.report), **ROUNDS)


@pytest.mark.benchmark(group="load")
def test_read_rule_files(benchmark):
    benchmark.pedantic(lambda: load_folder(builtin_folder()), rounds=3)


@pytest.mark.benchmark(group="load")
def test_compile_rules(benchmark):
    def fresh() -> tuple[tuple[RuleSet], dict[str, object]]:
        return (load_folder(builtin_folder()),), {}

    benchmark.pedantic(compiled_rules, setup=fresh, rounds=3)


@pytest.mark.benchmark(group="load")
def test_read_compiled_rules(benchmark, checker):
    benchmark.pedantic(lambda: cache.read(cache.cache_file(builtin_folder())), rounds=7)
