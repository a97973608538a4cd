"""One line a finding, ``path:line:column: severity rule: message``, without the mail's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tonecheck.findings import Finding
from tonecheck.report.results import Options, Place, Result, places, read_only
from tonecheck.report.summary import Tally
from tonecheck.report.wording import visible


def render(results: Iterable[Result], options: Options) -> Iterator[str]:
    """A line a finding, and at the end one for the run."""
    tally = Tally()
    for checked in read_only(tally.count(results)):
        for finding, place in places(checked):
            yield line(checked.path, finding, place, finding.message)
    yield tally.line()


def line(path: str, finding: Finding, place: Place, message: str) -> str:
    """What compilers print, for editors to jump to (``%f:%l:%c: %m``)."""
    where = f"{path}:{place.line}:{place.column}"
    return visible(f"{where}: {finding.severity} {finding.rule_id}: {message}")
