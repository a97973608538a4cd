"""Patches in mail: the diff and its statistics are code, the words around them the writer's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from tonecheck.extract.plain import merge, message_of
from tonecheck.message import Message, Segment, SegmentKind

# "diff --git a/x b/x", "Index: x" (Subversion), "--- a/x" above "+++ b/x"
_BEGINS = re.compile(r"^(?:diff --git |Index: \S|--- \S[^\n]*\n\+\+\+ \S)", re.MULTILINE)
# What may stand inside a diff: "@@ -1 +1 @@", " context", "index 1a2b..3c4d", a stripped blank.
_INSIDE = re.compile(
    r"[ +\-@\\]|\r?\n|(?:diff|index|new|old|deleted|rename|copy|similarity|dissimilarity|Index:|"
    r"Binary|GIT binary|=====|literal|delta) ?"
)
# Lines like " gate.py | 12 ++--", " 2 files changed, 3 insertions(+)", " create mode 100644 x"
_STATISTICS = re.compile(
    r" .*\| +(?:\d+|Bin)\b.*|\ \d+ files? changed.*|\ (?:create|delete) mode \d+ .*"
)
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


def without_patch(message: Message) -> Message:
    """`message` with its diff, if it has one, no longer the writer's own words.

    What is written between ``---`` and the diff still is: reviewers read it.
    """
    if any(segment.kind == "markup" for segment in message.segments):
        return message
    spans = list(_code(message.source))
    if not spans:
        return message
    edges = {edge for span in spans for edge in span}
    edges |= {edge for segment in message.segments for edge in (segment.start, segment.end)}
    parts = list(_parts(message, spans, sorted(edges)))
    return message_of(message.source, tuple(merge(parts)))


def _parts(message: Message, spans: list[tuple[int, int]], edges: list[int]) -> Iterator[Segment]:
    segments, code = iter(message.segments), iter(spans)
    segment, span = next(segments), next(code, None)
    for start, end in pairwise(edges):
        while segment.end <= start:
            segment = next(segments)
        while span is not None and span[1] <= start:
            span = next(code, None)
        kind: SegmentKind = "code" if span is not None and span[0] <= start else segment.kind
        yield Segment(kind, start, end)


def _code(source: str) -> Iterator[tuple[int, int]]:
    """The lines of a diff or its statistics, as spans, in order."""
    if not _BEGINS.search(source):
        return
    in_diff = False
    for line in _LINE.finditer(source):
        begins = _BEGINS.match(source, line.start())
        in_diff = bool(begins) or (in_diff and bool(_INSIDE.match(line[0])))
        if in_diff or _STATISTICS.fullmatch(line[0].rstrip("\r\n")):
            yield line.start(), line.end()
