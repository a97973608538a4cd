"""Positions: from the analysed text back to the source, and from offsets to lines and columns.

Offsets are 0-based, half-open and count code points, here and in the public API.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Maps spans of the analysed text to spans of the source.

    The analysed text is a row of runs without gaps. Run `i` is `[starts[i], starts[i + 1])`; it
    begins at `sources[i]` in the source and is `lengths[i]` code points long there. One that is
    not `exact` stands for other words (a wrapped line, a run of spaces) and maps as one piece.
    No runs means that both texts are the same.

    Columns of numbers, not objects: text of a megabyte may have a million runs.
    """

    starts: Sequence[int] = ()
    sources: Sequence[int] = ()
    lengths: Sequence[int] = ()
    exact: bytes | bytearray = b""

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """The source span of the words in `[start, end)` of the analysed text."""
        if not self.starts:
            return start, end
        if start >= end:
            point = self._point(start)
            return point, point
        return self._point(start), self._last(end - 1)

    def _run_at(self, plain: int) -> int:
        last = len(self.exact) - 1
        return min(last, max(0, bisect_right(self.starts, plain) - 1))

    def _point(self, plain: int) -> int:
        run = self._run_at(plain)
        return self.sources[run] + (plain - self.starts[run] if self.exact[run] else 0)

    def _last(self, plain: int) -> int:
        run = self._run_at(plain)
        inside = plain - self.starts[run] + 1 if self.exact[run] else self.lengths[run]
        return self.sources[run] + inside

    def then(self, outer: OffsetMap) -> OffsetMap:
        """The map from this map's analysed text to the source of `outer`."""
        if not outer.starts:
            return self
        if not self.starts:
            return outer
        runs = Runs()
        for run in range(len(self.exact)):
            self._add_through(run, outer, runs)
        return runs.offsets()

    def _add_through(self, run: int, outer: OffsetMap, runs: Runs) -> None:
        """Add to `runs` what `run`, of a text that `outer` maps, is in the source of `outer`."""
        length, at = self.starts[run + 1] - self.starts[run], self.sources[run]
        if not self.exact[run]:
            start, end = outer.to_source(at, at + self.lengths[run])
            runs.add(length, start, end - start, exact=False)
            return
        end_at = at + length
        while at < end_at:
            inner = outer._run_at(at)
            size = min(end_at, outer.starts[inner + 1]) - at
            start, end = outer.to_source(at, at + size)
            runs.add(size, start, end - start, exact=bool(outer.exact[inner]))
            at += size


class Runs:
    """The runs of a text that is being written."""

    def __init__(self) -> None:
        self._starts = array("q", (0,))
        self._sources = array("q")
        self._lengths = array("q")
        self._exact = bytearray()
        self.stand_still = True
        """Whether every run stands where it stood, as long as it was."""

    def add(self, length: int, source: int, source_length: int, *, exact: bool) -> None:
        """Add a run of `length` that stands for `source_length` code points at `source`."""
        start = self._starts[-1]
        if start != source or length != source_length:
            self.stand_still = False
        self._starts.append(start + length)
        self._sources.append(source)
        self._lengths.append(source_length)
        self._exact.append(exact)

    def offsets(self) -> OffsetMap:
        """The map of the text written."""
        return OffsetMap(self._starts, self._sources, self._lengths, self._exact)


class Edits:
    """Collects replacements in one text, in order, and yields the new text and its `OffsetMap`."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._pieces: list[str] = []
        self._runs = Runs()
        self._read = 0

    def replace(self, start: int, end: int, replacement: str) -> None:
        """Put `replacement` where `[start, end)` stood; calls come in order of `start`."""
        self._keep(start)
        if replacement:
            self._pieces.append(replacement)
            self._runs.add(len(replacement), start, end - start, exact=False)
        self._read = end

    def finish(self) -> tuple[str, OffsetMap]:
        """The edited text and the map back to the text given."""
        if not self._read and not self._pieces:
            return self._text, OffsetMap()
        self._keep(len(self._text))
        text = "".join(self._pieces)
        return text, OffsetMap() if self._runs.stand_still else self._runs.offsets()

    def _keep(self, end: int) -> None:
        start = self._read
        if end > start:
            self._pieces.append(self._text[start:end])
            self._runs.add(end - start, start, end - start, exact=True)
            self._read = end


_LINE_END = re.compile(r"\r\n|\r|\n")


class Lines(NamedTuple):
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
