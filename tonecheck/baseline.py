"""Findings that were there before: known by a keyed hash, so that no text is kept.

A finding is known by its file, its rule and the sentence around it, wherever in the file that
stands (after SwiftLint and detect-secrets). The key is a salt that each baseline has of its own:
nobody can look up a guessed sentence in two of them at once.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import secrets
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from tonecheck.errors import ConfigError
from tonecheck.findings import Finding

SCHEMA_VERSION = 1
_SALT_BYTES = 16
# Between sentences: "so. So", an empty line, "- " of an item of a list, a tag.
_BREAK = re.compile(
    r"(?<=[.!?…])[\"'”’)\]]*\s+|\r?\n[ \t]*\r?\n|(?:^|\n)[ \t]*(?:[-*+•]|\d+[.)])[ \t]+|[<>]"
)
_FARTHEST = 2000
_KEYS = {"path": str, "rule": str, "hash": str, "count": int}


class Entry(NamedTuple):
    """Findings of one rule in one file, in sentences that read the same."""

    path: str
    rule: str
    hash: str


@dataclass(frozen=True, slots=True)
class Baseline:
    """How often each entry was there."""

    salt: bytes = field(default_factory=lambda: secrets.token_bytes(_SALT_BYTES))
    counts: Mapping[Entry, int] = field(default_factory=dict)

    def entry(self, path: str, source: str, finding: Finding) -> Entry:
        """The entry that `finding`, in the text `source` of the file `path`, belongs to."""
        sentence = " ".join(_sentence(source, finding.start, finding.end).casefold().split())
        words = "\0".join((path, finding.rule_id, sentence)).encode("utf-8", "surrogatepass")
        digest = hmac.new(self.salt, words, hashlib.sha256).hexdigest()
        return Entry(path, finding.rule_id, digest)

    def fresh(self, path: str, source: str, findings: Sequence[Finding]) -> list[Finding]:
        """Those of `findings` that were not there; of many alike those beyond their count."""
        seen: Counter[Entry] = Counter()
        new = []
        for finding in findings:
            entry = self.entry(path, source, finding)
            seen[entry] += 1
            if seen[entry] > self.counts.get(entry, 0):
                new.append(finding)
        return new

    def of(self, paths: Collection[str]) -> int:
        """How many findings the files `paths` had."""
        return sum(count for entry, count in self.counts.items() if entry.path in paths)

    def updated(self, found: Counter[Entry], checked: Collection[str]) -> Baseline:
        """This with what was `found` in the files `checked`, and nothing else of them."""
        kept = {entry: n for entry, n in self.counts.items() if entry.path not in checked}
        return Baseline(self.salt, {**kept, **found})

    def pruned(self, found: Counter[Entry], checked: Collection[str]) -> Baseline:
        """This without what is gone from the files `checked`; nothing is added."""
        counts = {
            entry: min(count, found[entry]) if entry.path in checked else count
            for entry, count in self.counts.items()
        }
        return Baseline(self.salt, {entry: n for entry, n in counts.items() if n > 0})

    def to_json(self) -> str:
        """The text of a baseline file: sorted, one way to write what is the same."""
        findings = [{**entry._asdict(), "count": n} for entry, n in sorted(self.counts.items())]
        data = {"schema_version": SCHEMA_VERSION, "salt": self.salt.hex(), "findings": findings}
        return json.dumps(data, indent=2) + "\n"


def read_baseline(text: str, path: object) -> Baseline:
    """The baseline in `text`; ConfigError names `path` and what is wrong there."""
    try:
        data = json.loads(text)
    except ValueError as err:
        line = getattr(err, "lineno", None)
        raise ConfigError("is not JSON; expected a baseline", path=path, line=line) from err
    except RecursionError as err:
        raise ConfigError("is nested too deeply; expected a baseline", path=path) from err
    if not isinstance(data, dict) or data.get("schema_version") != SCHEMA_VERSION:
        problem = f"is no baseline of this version; expected {SCHEMA_VERSION}"
        raise ConfigError(problem, path=path, key="schema_version")
    return Baseline(_salt(data, path), _counts(data, path))


def _salt(data: dict[str, Any], path: object) -> bytes:
    try:
        salt = bytes.fromhex(data["salt"])
    except (KeyError, TypeError, ValueError) as err:
        raise ConfigError("is wrong; expected hexadecimal digits", path=path, key="salt") from err
    if len(salt) != _SALT_BYTES:
        problem = f"has {len(salt)} bytes; expected {_SALT_BYTES}"
        raise ConfigError(problem, path=path, key="salt")
    return salt


def _counts(data: dict[str, Any], path: object) -> dict[Entry, int]:
    findings = data.get("findings")
    if not isinstance(findings, list):
        raise ConfigError("is wrong; expected a list", path=path, key="findings")
    counts = {}
    for index, item in enumerate(findings):
        if not _is_entry(item):
            problem = f"is wrong; expected {', '.join(_KEYS)}, the last one a number from 1"
            raise ConfigError(problem, path=path, key=f"findings[{index}]")
        counts[Entry(item["path"], item["rule"], item["hash"])] = item["count"]
    return counts


def _is_entry(item: Any) -> bool:
    return (
        isinstance(item, dict)
        and item.keys() == _KEYS.keys()
        and all(type(item[key]) is kind for key, kind in _KEYS.items())
        and item["count"] > 0
    )


def _sentence(source: str, start: int, end: int) -> str:
    """The sentence of `source` around `[start, end)`, or the part of it that is near."""
    low, high = max(0, start - _FARTHEST), min(len(source), end + _FARTHEST)
    for found in _BREAK.finditer(source, low, start):
        low = found.end()
    after = _BREAK.search(source, end, high)
    return source[low : after.start() if after else high]
