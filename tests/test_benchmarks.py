from __future__ import annotations

import importlib.util
import json
import random

import pytest

from tests.conftest import ROOT
from tonecheck import check


def load(name: str):
    spec = importlib.util.spec_from_file_location(name, ROOT / "benchmarks" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


accuracy = load("accuracy")


def test_auc_counts_ties_as_half():
    assert accuracy.auc([0.9, 0.1], [True, False]) == 1.0
    assert accuracy.auc([0.1, 0.9], [True, False]) == 0.0
    assert accuracy.auc([0.5, 0.5, 0.5], [True, False, False]) == 0.5
    assert accuracy.auc([0.5], [True]) is None


def test_auc_is_the_share_of_ordered_pairs():
    rng = random.Random(1)
    scores = [rng.choice([0.0, 0.2, 0.5, 0.9]) for _ in range(60)]
    flagged = [rng.random() < 0.4 for _ in range(60)]
    pairs = [(a, b) for a, f in zip(scores, flagged, strict=True) if f
             for b, g in zip(scores, flagged, strict=True) if not g]  # fmt: skip
    expected = sum((a > b) + 0.5 * (a == b) for a, b in pairs) / len(pairs)
    assert accuracy.auc(scores, flagged) == pytest.approx(expected)


def test_recall_at_one_percent_lets_one_clean_row_in_a_hundred_pass():
    scores = [0.9] + [0.1] * 99 + [0.5, 0.95]
    flagged = [False] * 100 + [True, True]
    assert accuracy.recall_at(scores, flagged) == 1.0
    assert accuracy.recall_at([0.9, 0.9] + [0.1] * 98 + [0.5, 0.95], flagged) == 0.5


def test_measure_reads_every_kind_of_row():
    rows = [
        {"text": "You are useless.", "labels": ["hostile"], "pair": "p",
         "spans": [{"text": "You are useless.", "category": "hostile"}]},
        {"text": "You are kind.", "labels": [], "pair": "p", "hard": True},
    ]  # fmt: skip
    result = accuracy.measure(rows, [check(row["text"]) for row in rows])
    assert (result["auc"], result["pairs_right"], result["findings_on_spans"]) == (1.0, 1.0, 1.0)
    assert (result["flagged_clean"], result["flagged_hard"]) == (0.0, 0.0)
    assert result["hostile"]["f1"] == 1.0
    assert "| x | 2 | 1.00 |" in accuracy.table({"x": result})


@pytest.mark.parametrize(
    ("row", "labels"),
    [
        ({"labels": ["sulking"]}, {"sulking"}),
        ({"label": None}, set()),
        ({"label": "toxic"}, {"any"}),
        ({"label": "nontoxic"}, set()),
        ({"label": ["anger", "neutral"]}, {"any"}),
        ({"label": ["gratitude"]}, set()),
        ({}, set()),
    ],
)
def test_outside_labels_are_understood(row, labels):
    assert accuracy.labels_of(row) == labels


def test_the_corpora_are_rows():
    for path in (ROOT / "benchmarks/corpora").glob("*.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert {"text", "labels"} <= json.loads(line).keys()
