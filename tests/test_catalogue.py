"""The catalogue of sub-patterns: its sentences are found, its near misses and traps are not."""

from __future__ import annotations

import json

import pytest

from tests.conftest import ROOT, cues_in
from tonecheck import Checker

ENTRIES = json.loads((ROOT / "benchmarks/corpora/catalogue.json").read_text(encoding="utf-8"))
IDS = [entry["id"] for entry in ENTRIES]


@pytest.mark.parametrize("entry", ENTRIES, ids=IDS)
def test_what_belongs_to_a_sub_pattern_has_a_cue(entry, checker: Checker):
    assert [text for text in entry["pos"] if not cues_in(checker, text)] == []


@pytest.mark.parametrize("entry", ENTRIES, ids=IDS)
def test_near_misses_and_traps_are_not_flagged(entry, checker: Checker):
    harmless = [*entry["neg"], *(text for _, text in entry["guard"])]
    assert [text for text in harmless if checker.check(text).flagged] == []
