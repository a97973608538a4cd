"""What a rewrite may not lose: placeholders, tags, code and comments inside what it replaces.

Words between marks of emphasis may go with both their marks; anything else that is not the
writer's own words stands in the rewrite as it stood, in its order, or there is no such rewrite.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from tonecheck.extract.pieces import WORD
from tonecheck.findings import Rewrite
from tonecheck.message import Message, Segment

# "<b>", "</em>", "**"
_EMPHASIS = re.compile(r"<(/?)(b|i|u|s|em|strong|span|font|small|big|mark)\b[^<>]*>|(\*+|_+|~~)")


def keeping(rewrites: Iterable[Rewrite], message: Message) -> Iterator[Rewrite]:
    """Those of `rewrites` that lose nothing, their words spelled as the source spells words."""
    if message.spell is None and all(segment.kind == "own" for segment in message.segments):
        yield from rewrites
        return
    for rewrite in rewrites:
        words = rewrite.replacement
        if message.spell is not None:
            spelled = message.spell(words, rewrite.start)
            if spelled is None:
                continue
            words = spelled
        start, end = _with_its_marks(message, rewrite.start, rewrite.end)
        parts = kept(message, start, end)
        if len(parts) == words.count(WORD) == 1:
            words = words.replace(WORD, parts[0])
        if _holds(words, parts):
            yield replace(rewrite, start=start, end=end, replacement=words)


def kept(message: Message, start: int, end: int) -> tuple[str, ...]:
    """What must stay of `[start, end)` of the source, in its order."""
    left: list[str] = []
    for segment in _inside(message, start, end):
        for mark in _marks(message.source[max(start, segment.start) : min(end, segment.end)]):
            if left and _is_closed_by(left[-1], mark):
                left.pop()
            else:
                left.append(mark)
    return tuple(left)


def fixed_parts(message: Message) -> list[str]:
    """The placeholders, the code and the comments of `message`, in their order."""
    kinds = ("placeholder", "code", "comment")
    return [message.source[s.start : s.end] for s in message.segments if s.kind in kinds]


def _inside(message: Message, start: int, end: int) -> Iterator[Segment]:
    for segment in message.segments[_index(message, start) :]:
        if segment.start >= end:
            return
        if segment.kind != "own":
            yield segment


def _index(message: Message, at: int) -> int:
    """Which segment the character at `at` is in."""
    return bisect_right(message.segments, at, key=lambda segment: segment.end)


def _marks(part: str) -> Iterator[str]:
    """The marks of emphasis that `part` is made of, or else `part` as it is."""
    marks = [mark[0] for mark in _EMPHASIS.finditer(part)]
    yield from marks if "".join(marks) == part else [part]


def _is_closed_by(opening: str, closing: str) -> bool:
    first, last = _EMPHASIS.fullmatch(opening), _EMPHASIS.fullmatch(closing)
    if first is None or last is None:
        return False
    if first[3] or last[3]:
        return opening == closing
    return not first[1] and bool(last[1]) and first[2] == last[2]


def _with_its_marks(message: Message, start: int, end: int) -> tuple[int, int]:
    """`[start, end)` with the marks that open just before it or close just behind it."""
    parts = kept(message, start, end)
    for low, high in _wider(message, start, end) if parts else ():
        if len(fewer := kept(message, min(low, start), max(high, end))) < len(parts):
            start, end, parts = min(low, start), max(high, end), fewer
    return start, end


def _wider(message: Message, start: int, end: int) -> Iterator[tuple[int, int]]:
    """`[start, end)` with one mark more behind it, two, ..., then before it."""
    segments = message.segments
    behind, before = _index(message, end), _index(message, start) - 1
    if behind < len(segments) and segments[behind].kind == "markup":
        for mark in _EMPHASIS.finditer(message.source, end, segments[behind].end):
            yield start, mark.end()
    if before >= 0 and segments[before].kind == "markup":
        marks = [*_EMPHASIS.finditer(message.source, segments[before].start, start)]
        yield from ((mark.start(), end) for mark in reversed(marks))


def _holds(words: str, parts: tuple[str, ...]) -> bool:
    """Whether `words` have each of `parts` once, in order, and no placeholder besides."""
    at = 0
    rest: list[str] = []
    for part in parts:
        found = words.find(part, at)
        if found < 0:
            return False
        rest.append(words[at:found])
        at = found + len(part)
    rest.append(words[at:])
    return not any(WORD in piece or any(part in piece for part in parts) for piece in rest)


def filled(text: str, at: int, message: Message) -> str:
    """`text`, which stands at `at` of the analysed text, with its placeholders as they are."""
    if WORD not in text:
        return text
    return "".join(
        message.source[slice(*message.offsets.to_source(at + index, at + index + 1))]
        if character == WORD
        else character
        for index, character in enumerate(text)
    )
