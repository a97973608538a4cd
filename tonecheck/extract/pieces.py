"""A source taken apart: what each stretch is, and what stands for it in the analysed text.

Formats differ in how they find the writer's words; they agree on this. A piece whose `text` is
None is read as it stands; any other `text` is read in its place: a letter for its escape, nothing
for an emphasis mark, `WORD` for a placeholder, an empty line for what separates two paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tonecheck.extract.plain import merge
from tonecheck.lines import fold_lines
from tonecheck.message import Message, Segment, SegmentKind
from tonecheck.offsets import Edits

WORD = "\ufffc"
"""Stands for what a reader will see as a word: U+FFFC, a token of its own that no rule names."""
BREAK = "\n\n"
"""Stands between paragraphs."""


class Piece(NamedTuple):
    """The stretch `source[start:end]`, of one `kind`, read as `text`."""

    kind: SegmentKind
    start: int
    end: int
    text: str | None = None


def message_of_pieces(source: str, pieces: Iterable[Piece]) -> Message:
    """The message of `source`; what lies between `pieces`, which come in order, is markup."""
    whole = list(_filled(pieces, len(source)))
    edits = Edits(source)
    for piece in whole:
        if piece.text is not None:
            edits.replace(piece.start, piece.end, piece.text)
    own, cut = edits.finish()
    text, folded = fold_lines(own)
    segments = tuple(merge(Segment(p.kind, p.start, p.end) for p in whole))
    return Message(source, text, folded.then(cut), segments)


def _filled(pieces: Iterable[Piece], end: int) -> Iterator[Piece]:
    at = 0
    for piece in pieces:
        if piece.start > at:
            yield Piece("markup", at, piece.start, BREAK)
        if piece.end > piece.start:
            yield piece
        at = piece.end
    if at < end:
        yield Piece("markup", at, end, BREAK)


def overlay(under: Iterable[Segment], over: Iterable[Segment]) -> Iterator[Segment]:
    """The segments `under`, which cover a source, with those of `over` laid on top."""
    above, at = list(over), 0
    for segment in under:
        start = segment.start
        while at < len(above) and above[at].start < segment.end:
            top = above[at]
            if top.start > start:
                yield Segment(segment.kind, start, top.start)
            if top.start >= segment.start:
                yield top
            start = max(start, top.end)
            if top.end > segment.end:
                break
            at += 1
        if start < segment.end:
            yield Segment(segment.kind, start, segment.end)
