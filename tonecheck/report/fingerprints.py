"""Names by which other programs know a finding again."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from tonecheck.report.results import Mark


def fingerprints(shown: Iterable[Mark], path: str) -> Iterator[str]:
    """A name for each mark of a source that stays when lines above it come or go.

    A hash of `path`, the rule, the words as case folds them, and how often these came before.
    """
    before: Counter[tuple[str, str]] = Counter()
    for mark in shown:
        words = " ".join(unicodedata.normalize("NFKC", mark.text).casefold().split())
        key = mark.rule_id, words
        named = "\0".join((path, *key, str(before[key])))
        before[key] += 1
        yield hashlib.sha256(named.encode("utf-8", "surrogatepass")).hexdigest()[:32]
