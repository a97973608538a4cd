"""Plain text: lines that begin with ``>`` are quotation, what follows ``-- `` is a signature."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tonecheck.language import fold_lines
from tonecheck.message import Message, Segment, SegmentKind
from tonecheck.offsets import Edits

# "> you wrote this", "  >> and before that"
_QUOTED = re.compile(r"[ \t]*>")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
# "-- ", the delimiter of RFC 3676, section 4.3; clients strip its space now and then.
_SIGNATURE = re.compile(r"--[ \t]*[\r\n]*$")


def plain_message(source: str) -> Message:
    """`source` read as plain text."""
    if ">" not in source and "\n--" not in source:
        return message_of(source, (Segment("own", 0, len(source)),))
    return message_of(source, tuple(_merged(_kinds(source))))


def message_of(source: str, segments: tuple[Segment, ...]) -> Message:
    """The message whose own words are the "own" ones of `segments`."""
    edits = Edits(source)
    for segment in segments:
        if segment.kind != "own":
            edits.replace(segment.start, segment.end, "\n\n")
    own, cut = edits.finish()
    text, folded = fold_lines(own)
    return Message(source, text, folded.then(cut), segments)


def _kinds(source: str) -> Iterator[tuple[SegmentKind, int, int]]:
    in_signature = False
    for line in _LINE.finditer(source):
        if line.start() == line.end():
            continue
        in_signature = in_signature or bool(_SIGNATURE.fullmatch(line[0]) and line.start())
        if _QUOTED.match(line[0]):
            yield "quote", line.start(), line.end()
        else:
            yield "signature" if in_signature else "own", line.start(), line.end()


def _merged(lines: Iterable[tuple[SegmentKind, int, int]]) -> Iterator[Segment]:
    kind: SegmentKind = "own"
    start = end = 0
    for line_kind, line_start, line_end in lines:
        if line_kind != kind:
            if end > start:
                yield Segment(kind, start, end)
            kind, start = line_kind, line_start
        end = line_end
    if end > start or start == 0:
        yield Segment(kind, start, end)
