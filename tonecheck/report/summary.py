"""How many sources, how many findings, how severe: one line at the end of a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from tonecheck.findings import Severity
from tonecheck.report.results import Result, Unread, marks


class Tally:
    """Counts the results that pass through it."""

    def __init__(self) -> None:
        self.checked = self.unread = self.marked = 0
        self.fails = False
        self.severities: Counter[Severity] = Counter()

    def count(self, results: Iterable[Result]) -> Iterator[Result]:
        """`results`, each counted as it passes."""
        for result in results:
            self._add(result)
            yield result

    def _add(self, result: Result) -> None:
        if isinstance(result, Unread):
            self.unread += 1
            return
        severities = [mark.severity for mark in marks(result)]
        self.checked += 1
        self.marked += bool(severities)
        self.severities.update(severities)
        self.fails = self.fails or any(map(result.fails, severities))

    def line(self) -> str:
        """ "3 files checked, 2 findings (1 error, 1 info) in 1 file"."""
        parts = [f"{files(self.checked)} checked", self._findings()]
        if self.unread:
            parts.append(f"{files(self.unread)} could not be read")
        return ", ".join(parts)

    def _findings(self) -> str:
        total = self.severities.total()
        if not total:
            return "no findings"
        found = f"{total} finding{'s' if total > 1 else ''}"
        return f"{found} ({by_severity(self.severities)}) in {files(self.marked)}"


def by_severity(counts: Counter[Severity]) -> str:
    """ "1 error, 2 warnings, 3 info", the most severe first."""
    return ", ".join(
        f"{counts[level]} {level}{'s' if counts[level] > 1 and level is not Severity.INFO else ''}"
        for level in reversed(Severity)
        if counts[level]
    )


def files(number: int) -> str:
    """ "1 file", "2 files"."""
    return f"{number} file{'' if number == 1 else 's'}"
