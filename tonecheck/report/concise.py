"""One line a finding, ``path:line:column: severity rule: message``, without the mail's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tonecheck.report.escaping import visible
from tonecheck.report.results import Mark, Options, Result, marks, read_only
from tonecheck.report.summary import Tally


def render(results: Iterable[Result], options: Options) -> Iterator[str]:
    """A line a finding, and at the end one for the run."""
    tally = Tally()
    for checked in read_only(tally.count(results)):
        for mark in marks(checked):
            yield line(checked.path, mark, mark.message)
    yield tally.line()


def line(path: str, mark: Mark, message: str) -> str:
    """What compilers print, for editors to jump to (``%f:%l:%c: %m``)."""
    where = f"{path}:{mark.place.line}:{mark.place.column}"
    return visible(f"{where}: {mark.severity} {mark.rule_id}: {message}")
