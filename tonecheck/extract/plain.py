"""Plain text: lines that begin with ``>`` are quotation, what follows ``-- `` is a signature."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from heapq import merge as in_order
from typing import NamedTuple

from tonecheck.lines import fold_lines
from tonecheck.message import Message, Segment
from tonecheck.offsets import Edits

# "> you wrote this", "  >> and before that"
_QUOTED = re.compile(r"[ \t]*>")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
# "-- ", the delimiter of RFC 3676, section 4.3; clients strip its space now and then.
_SIGNATURE = re.compile(r"--[ \t]*[\r\n]*")


class Change(NamedTuple):
    """`text` is read where the source has `source[start:end]`."""

    start: int
    end: int
    text: str


def plain_message(source: str) -> Message:
    """`source` read as plain text."""
    if ">" not in source and "\n--" not in source and "\r--" not in source:
        return message_of(source, (Segment("own", 0, len(source)),))
    return message_of(source, tuple(merge(line_segments(source, 0, len(source)))))


def message_of(
    source: str, segments: tuple[Segment, ...], changes: Iterable[Change] = ()
) -> Message:
    """The message whose own words are the "own" ones of `segments`.

    `changes`, in order, are made where they begin in own words.
    """
    edits = Edits(source)
    left_out = (
        Change(segment.start, segment.end, "\n\n") for segment in segments if segment.kind != "own"
    )
    done = 0
    for start, end, text in in_order(left_out, changes):
        if start >= done:
            edits.replace(start, end, text)
            done = end
    own, cut = edits.finish()
    text, folded = fold_lines(own)
    return Message(source, text, folded.then(cut), segments)


def line_segments(source: str, start: int, end: int) -> Iterator[Segment]:
    """The lines of `source[start:end]`, each a segment by how it begins."""
    in_signature = False
    for line in _LINE.finditer(source, start, end):
        in_signature = in_signature or bool(_SIGNATURE.fullmatch(line[0]) and line.start())
        if _QUOTED.match(line[0]):
            yield Segment("quote", line.start(), line.end())
        else:
            yield Segment("signature" if in_signature else "own", line.start(), line.end())


def merge(segments: Iterable[Segment]) -> Iterator[Segment]:
    """`segments` with neighbours of one kind as one."""
    last: Segment | None = None
    for segment in segments:
        if last is not None and segment.kind == last.kind:
            last = Segment(last.kind, last.start, segment.end)
            continue
        if last is not None:
            yield last
        last = segment
    if last is not None:
        yield last
