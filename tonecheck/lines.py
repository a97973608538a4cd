"""Text as one reads it: wrapped lines joined, and where each sentence begins and ends."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from tonecheck.offsets import Edits, OffsetMap
from tonecheck.tokens import Piece

_SURROGATE = re.compile("[\ud800-\udfff]")
# White space that one may read as a single space, or as the end of a line.
_BLANK = re.compile(r"\s{2,}|[^\S ]")
MAX_CHUNK = 100
_BLANK_OR_LONG = re.compile(rf"{_BLANK.pattern}|\S{{{MAX_CHUNK}}}(?=\S)")
_NEWLINE = re.compile(r"\r\n|\r|\n")
_WRAPPED = 45
_NEVER_JOINED = frozenset("-*•>|=_#0123456789")

MAX_SENTENCE = 100
"""Chunks after which a sentence ends, whatever its marks: it bounds the work of every hit."""
_STOP = re.compile("[\n.!?…．！？]")
_CHUNK_END = re.compile("[ \n]|$")
# "No.Send it": a sentence that ends where the next begins; "Node.js" and "e.g." go on.
_GLUED = re.compile(r"(?:(?<=[a-z]{2}[.!?])|(?<=\w\.\.\.)|(?<=\w…))(?=[A-Z][a-z]*(?:[,'’.!?]|$))")
# "Really ? !", 'He said "no. "': marks that stand apart belong to the sentence before them.
_CLOSING = re.compile(r"(?: [.!?\"')\]”’»]+(?=[ \n]|$))+")
_PART = re.compile(rf"(?:[^ ]+ ?){{1,{MAX_SENTENCE}}}")


def fold_lines(text: str) -> tuple[str, OffsetMap]:
    """`text` as one reads it: wrapped lines joined, runs of spaces as one, and the way back.

    Of white space only the space is left, and one newline for a line's end, two for more.

    Lone surrogates, which no encoder takes, stand as U+FFFD. A run of `MAX_CHUNK` characters
    without white space is broken up: the tokenizer's time is quadratic in its length.
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        text = _SURROGATE.sub("\ufffd", text)
    edits = Edits(text)
    line_start = 0
    pattern = _BLANK
    if len(text) > MAX_CHUNK and max(map(len, text.split()), default=0) > MAX_CHUNK:
        pattern = _BLANK_OR_LONG
    for found in pattern.finditer(text):
        start, end = found.span()
        if not found[0][:1].isspace():
            edits.replace(end, end, " ")
            continue
        breaks = len(_NEWLINE.findall(found[0]))
        is_wrap = breaks == 1 and end < len(text) and _continues(text, line_start, start, end)
        blank = " " if is_wrap or not breaks else "\n\n"[:breaks]
        if blank != found[0]:
            edits.replace(start, end, blank)
        if breaks:
            line_start = end
    return edits.finish()


def _continues(text: str, line_start: int, end: int, next_start: int) -> bool:
    """Whether the line `text[line_start:end]` is wrapped: its sentence goes on at `next_start`.

    It is long and prose follows, or it ends without a mark and a small letter follows.
    """
    following = text[next_start]
    if following in _NEVER_JOINED:
        return False
    return end - line_start >= _WRAPPED or (following.islower() and text[end - 1] not in ".!?:")


class Sentence(NamedTuple):
    """`text[start:end]` is a sentence without the white space around it.

    It `ends_line` where nothing follows on its line.
    """

    start: int
    end: int
    ends_line: bool


def sentences(text: str, piece_of: Callable[[str], Piece]) -> Iterator[Sentence]:
    """The sentences of a folded `text`: split after . ! ? and at line breaks."""
    start = read = 0
    for stop in _STOP.finditer(text):
        at = stop.start()
        if at < read:
            continue
        if stop[0] == "\n":
            yield from _within(text, start, at)
            start = read = at + 1
            continue
        first = text.rfind(" ", start, at) + 1 or start
        read = _CHUNK_END.search(text, at).start()  # type: ignore[union-attr]
        for end in _ends(text, first, read, piece_of):
            yield from _within(text, start, end)
            start = read = end
    yield from _within(text, start, len(text))


def _ends(text: str, first: int, last: int, piece_of: Callable[[str], Piece]) -> Iterator[int]:
    """Where a sentence ends inside the chunk `text[first:last]`, or behind it."""
    begun = first
    for glued in _GLUED.finditer(text[first:last]):
        begun = first + glued.start()
        yield begun
    piece = piece_of(text[begun:last])
    if piece.ends:
        closing = _CLOSING.match(text, last)
        yield closing.end() if closing else last
    elif piece.trails and text[last : last + 1] == " " and text[last + 1 : last + 2].isupper():
        yield last


def _within(text: str, start: int, end: int) -> Iterator[Sentence]:
    """The sentence in `text[start:end]`, if any; several where it is without end."""
    while start < end and text[start] == " ":
        start += 1
    while start < end and text[end - 1] == " ":
        end -= 1
    if start == end:
        return
    ends_line = text[end : end + 1] in ("", "\n")
    if end - start < 2 * MAX_SENTENCE:
        yield Sentence(start, end, ends_line)
        return
    for part in _PART.finditer(text, start, end):
        stop = part.end() - part[0].endswith(" ")
        yield Sentence(part.start(), stop, ends_line and stop == end)
