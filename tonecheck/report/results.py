"""What a run hands to a format: sources with their reports, and sources that cannot be read."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from tonecheck.findings import Finding, Report, Severity
from tonecheck.offsets import Lines


@dataclass(frozen=True, slots=True)
class Checked:
    """A source with its report; findings from `fail_on` upwards fail the run."""

    path: str
    source: str
    report: Report
    fail_on: Severity = Severity.WARNING

    def fails(self, finding: Finding) -> bool:
        """Whether `finding` is severe enough for the exit code to be 1."""
        return finding.severity.rank >= self.fail_on.rank


@dataclass(frozen=True, slots=True)
class Unread:
    """A source that cannot be read, and why in one line."""

    path: str
    problem: str


Result = Checked | Unread


@dataclass(frozen=True, slots=True)
class Options:
    """How a run is shown.

    `include_text` lets machine formats quote what they speak of; `root` is the absolute folder
    to which their paths are relative ("" leaves paths as they are given); `version` is ours.
    """

    include_text: bool = False
    show_dropped: bool = False
    root: str = ""
    version: str = ""


Renderer = Callable[[Iterable[Result], Options], Iterator[str]]
"""A format: blocks of whole lines without their last line end, as soon as they are known."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding stands: 1-based lines and columns in code points; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


def places(checked: Checked) -> Iterator[tuple[Finding, Place]]:
    """Every finding of a source with its place, in order."""
    lines = Lines.of(checked.source)
    for finding in checked.report.findings:
        start, end = lines.position(finding.start), lines.position(finding.end)
        yield finding, Place(*start, *end)


def read_only(results: Iterable[Result]) -> Iterator[Checked]:
    """The sources that could be read."""
    return (result for result in results if isinstance(result, Checked))


def fingerprints(checked: Checked, path: str) -> tuple[str, ...]:
    """A name for each finding that stays when lines above it come or go.

    A hash of `path`, the rule, the words as case folds them, and how often these came before.
    """
    before: Counter[tuple[str, str]] = Counter()
    names = []
    for finding in checked.report.findings:
        words = " ".join(unicodedata.normalize("NFKC", finding.text).casefold().split())
        key = finding.rule_id, words
        named = "\0".join((path, *key, str(before[key])))
        names.append(hashlib.sha256(named.encode("utf-8", "surrogatepass")).hexdigest()[:32])
        before[key] += 1
    return tuple(names)
