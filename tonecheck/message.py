"""A message: the writer's own words, and the way back to where they stand in the source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from tonecheck.offsets import OffsetMap

SegmentKind = Literal[
    "own", "quote", "signature", "header", "markup", "code", "comment", "placeholder"
]
"""What a part of a source is; only "own" words are checked and may be rewritten."""
Comment = tuple[str, str]
"""What begins and what ends a comment; one that ends with its line is ended by nothing."""


class Segment(NamedTuple):
    """A part of the source: `source[start:end]` is of one `kind`."""

    kind: SegmentKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Message:
    """What is checked: `text` holds the own words of `source` only, wrapped lines joined.

    `offsets` leads from `text` to `source`; `segments` cover `source` in order; `comments` are
    those in which the writer may silence findings: none in plain text and mail. `read` reads
    another draft of `source` as this was read; None means as plain text. `spell` gives words as
    one writes them at an offset of `source`, None where one cannot; None means as they are.
    """

    source: str
    text: str
    offsets: OffsetMap
    segments: tuple[Segment, ...]
    comments: tuple[Comment, ...] = ()
    read: Callable[[str], Message] | None = field(default=None, compare=False, repr=False)
    spell: Callable[[str, int], str | None] | None = field(default=None, compare=False, repr=False)
