"""A message: the writer's own words, and the way back to where they stand in the source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tonecheck.offsets import OffsetMap

SegmentKind = Literal[
    "own", "quote", "signature", "header", "markup", "code", "comment", "placeholder"
]
"""What a part of a source is; only "own" words are checked and may be rewritten."""
Comment = tuple[str, str]
"""What begins and what ends a comment; one that ends with its line is ended by nothing."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of the source: `source[start:end]` is of one `kind`."""

    kind: SegmentKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Message:
    """What is checked: `text` holds the own words of `source` only, wrapped lines joined.

    `offsets` leads from `text` to `source`; `segments` cover `source` in order; `comments` are
    those in which the writer may silence findings: none in plain text and mail.
    """

    source: str
    text: str
    offsets: OffsetMap
    segments: tuple[Segment, ...]
    comments: tuple[Comment, ...] = ()
