"""What a run hands to a format: sources with their reports, and sources that cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from tonecheck.findings import Report, Rewrite, Severity
from tonecheck.offsets import Lines

if TYPE_CHECKING:
    from tonecheck.coaching import Coaching


class Checked(NamedTuple):
    """A source with its report; findings from `fail_on` upwards fail the run.

    `coaching` is None where the profile wants no elements of courtesy.
    """

    path: str
    source: str
    report: Report
    fail_on: Severity = Severity.WARNING
    coaching: Coaching | None = None

    def fails(self, severity: Severity) -> bool:
        """Whether something of `severity` makes the exit code 1."""
        return severity.rank >= self.fail_on.rank


class Unread(NamedTuple):
    """A source that cannot be read, and why in one line."""

    path: str
    problem: str


Result = Checked | Unread


class Options(NamedTuple):
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


class Place(NamedTuple):
    """Where a finding stands: 1-based lines and columns in code points; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Mark(NamedTuple):
    """Something to say about a passage of a source, and its `place` there; what formats show."""

    rule_id: str
    category: str
    severity: Severity
    score: float
    start: int
    end: int
    text: str
    message: str
    why: str
    rewrites: tuple[Rewrite, ...]
    place: Place


def marks(checked: Checked) -> Iterator[Mark]:
    """The findings of a source, in order, then its notes, each with its place."""
    lines = Lines.of(checked.source)
    for finding in checked.report.findings:
        yield Mark(
            rule_id=finding.rule_id,
            category=finding.category.value,
            severity=finding.severity,
            score=finding.score,
            start=finding.start,
            end=finding.end,
            text=finding.text,
            message=finding.message,
            why=finding.why,
            rewrites=finding.rewrites,
            place=place(lines, finding.start, finding.end),
        )
    for note in checked.report.notes:
        yield Mark(
            rule_id=note.id,
            category="note",
            severity=note.severity,
            score=0.0,
            start=note.start,
            end=note.end,
            text=note.text,
            message=note.message,
            why="",
            rewrites=(),
            place=place(lines, note.start, note.end),
        )


def place(lines: Lines, start: int, end: int) -> Place:
    """Where `[start, end)` stands."""
    return Place(*lines.position(start), *lines.position(end))


def read_only(results: Iterable[Result]) -> Iterator[Checked]:
    """The sources that could be read."""
    return (result for result in results if isinstance(result, Checked))
