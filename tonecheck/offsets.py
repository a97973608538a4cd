"""Positions: from the analysed text back to the source, and from offsets to lines and columns.

Offsets are 0-based, half-open and count code points, here and in the public API.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Run:
    """`length` code points, at `plain` in the analysed text and at `source` in the source.

    A run that is not `exact` stands for other words there (a wrapped line, a run of spaces):
    it maps as one piece to `source_length` code points.
    """

    plain: int
    source: int
    length: int
    source_length: int
    exact: bool


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Maps spans of the analysed text to spans of the source.

    `runs` are sorted by `plain` and cover the analysed text without gaps; no runs means
    that both texts are the same.
    """

    runs: tuple[Run, ...] = ()
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple(run.plain for run in self.runs))

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """The source span of the words in `[start, end)` of the analysed text."""
        if not self.runs:
            return start, end
        if start >= end:
            point = self._point(start)
            return point, point
        return self._point(start), self._last(end - 1)

    def _run_at(self, plain: int) -> Run:
        return self.runs[max(0, bisect_right(self._starts, plain) - 1)]

    def _point(self, plain: int) -> int:
        run = self._run_at(plain)
        if run.exact:
            return run.source + plain - run.plain
        return run.source

    def _last(self, plain: int) -> int:
        run = self._run_at(plain)
        if run.exact:
            return run.source + plain - run.plain + 1
        return run.source + run.source_length

    def then(self, outer: OffsetMap) -> OffsetMap:
        """The map from this map's analysed text to the source of `outer`."""
        if not outer.runs:
            return self
        if not self.runs:
            return outer
        return OffsetMap(tuple(piece for run in self.runs for piece in _through(run, outer)))


def _through(run: Run, outer: OffsetMap) -> list[Run]:
    if not run.exact:
        start, end = outer.to_source(run.source, run.source + run.source_length)
        return [Run(run.plain, start, run.length, end - start, exact=False)]
    pieces, done = [], 0
    while done < run.length:
        at = run.source + done
        inner = outer._run_at(at)
        size = min(run.length - done, inner.plain + inner.length - at)
        start, end = outer.to_source(at, at + size)
        pieces.append(Run(run.plain + done, start, size, end - start, inner.exact))
        done += size
    return pieces


class Edits:
    """Collects replacements in one text, in order, and yields the new text and its `OffsetMap`."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._pieces: list[str] = []
        self._runs: list[Run] = []
        self._read = 0
        self._written = 0

    def replace(self, start: int, end: int, replacement: str) -> None:
        """Put `replacement` where `[start, end)` stood; calls come in order of `start`."""
        self._keep(start)
        self._put(replacement, start, end - start, exact=False)
        self._read = end

    def finish(self) -> tuple[str, OffsetMap]:
        """The edited text and the map back to the text given."""
        if not self._read and not self._pieces:
            return self._text, OffsetMap()
        self._keep(len(self._text))
        text = "".join(self._pieces)
        if all(run.length == run.source_length and run.plain == run.source for run in self._runs):
            return text, OffsetMap()
        return text, OffsetMap(tuple(self._runs))

    def _keep(self, end: int) -> None:
        if end > self._read:
            piece = self._text[self._read : end]
            self._put(piece, self._read, len(piece), exact=True)
            self._read = end

    def _put(self, piece: str, source: int, source_length: int, *, exact: bool) -> None:
        if piece:
            self._pieces.append(piece)
            self._runs.append(Run(self._written, source, len(piece), source_length, exact))
            self._written += len(piece)


_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of one source: 1-based line and column for an offset."""

    starts: Sequence[int]

    @classmethod
    def of(cls, source: str) -> Lines:
        """The lines of `source`."""
        return cls((0, *(found.end() for found in _LINE_END.finditer(source))))

    def position(self, offset: int) -> tuple[int, int]:
        """1-based `(line, column)` of a 0-based offset; columns count code points."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1


def utf16_column(line_text: str, column: int) -> int:
    """0-based UTF-16 code units before the 0-based code point `column` of `line_text`."""
    return len(line_text[:column].encode("utf-16-le", "surrogatepass")) // 2
