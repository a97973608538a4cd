"""The strings of catalogue files as pieces: escapes read as what they mean, tags as marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from tonecheck.extract.pieces import BREAK, WORD, Piece
from tonecheck.extract.template import template_segments
from tonecheck.message import SegmentKind

Style = Literal["escaped", "single", "plain", "block", "literal"]
"""How a string is written: with backslashes, in YAML's other ways, in TOML's other way."""


class Text(NamedTuple):
    """A string of the source: `source[start:end]` within its quotes, and the keys above it.

    `folds` says that a line break in it is a space; `indent` blanks before each line are none of
    its own.
    """

    path: str
    start: int
    end: int
    style: Style
    folds: bool = False
    indent: int = 0


# \n, \x41, \u00e9, a pair of surrogates, \U0001f600; a backslash at the end of a line joins it to
# the next.
_ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|"
    r"U[0-9a-fA-F]{8}|[ \t]*(?:\r\n|\r|\n)[ \t\r\n]*|[^\r\n])"
)
_FOLD = re.compile(r"[ \t]*(?:\r\n|\r|\n)[ \t\r\n]*")
_NEWLINE = re.compile(r"\r\n|\r|\n")
_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v",
            "e": "\x1b", "0": "\0",
            "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029"}  # fmt: skip
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,500}>|<!--[^<>]{0,500}-->")
_BLOCK_TAG = re.compile(
    r"</?(?:p|div|br|li|ul|ol|tr|td|table|h[1-6]|hr|blockquote)\b", re.IGNORECASE
)


def text_pieces(source: str, text: Text) -> Iterator[Piece]:
    """The pieces of one string, in order and without holes."""
    at = text.start
    for piece in _disjoint(_marks(source, text), at):
        if piece.start > at:
            yield Piece("own", at, piece.start)
        yield piece
        at = piece.end
    if at < text.end:
        yield Piece("own", at, text.end)


def _disjoint(pieces: Iterable[Piece], at: int) -> Iterator[Piece]:
    """`pieces` in order, from `at`, without those that begin inside another."""
    for piece in sorted(pieces, key=lambda piece: piece.start):
        if piece.start >= at:
            yield piece
            at = piece.end


def _marks(source: str, text: Text) -> Iterator[Piece]:
    for segment in template_segments(source, text.start, text.end, markup=True):
        word = WORD if segment.kind == "placeholder" else " "
        yield Piece(segment.kind, segment.start, segment.end, word)
    for tag in _TAG.finditer(source, text.start, text.end):
        kind: SegmentKind = "comment" if tag[0].startswith("<!--") else "markup"
        yield Piece(kind, *tag.span(), BREAK if _BLOCK_TAG.match(tag[0]) else "")
    yield from _written(source, text)


def _written(source: str, text: Text) -> Iterator[Piece]:
    """What is written otherwise than it reads."""
    start, end = text.start, text.end
    if text.style == "escaped":
        for escape in _ESCAPE.finditer(source, start, end):
            yield Piece("own", *escape.span(), meaning(escape[0]))
    elif text.style == "single":
        for escape in re.compile("''").finditer(source, start, end):
            yield Piece("own", *escape.span(), "'")
    if text.folds:
        for fold in _FOLD.finditer(source, start, end):
            breaks = len(_NEWLINE.findall(fold[0]))
            yield Piece("own", *fold.span(), "\n" * (breaks - 1) or " ")
    elif text.indent:
        for margin in re.compile(rf"(?m)^ {{1,{text.indent}}}").finditer(source, start, end):
            yield Piece("markup", *margin.span(), "")


def meaning(escape: str) -> str:
    """What an escape sequence stands for."""
    body = escape[1:]
    if body.isspace():
        return "" if "\n" in body or "\r" in body else body
    if "\\" in body[1:]:
        high, low = int(body[1:5], 16), int(body[7:], 16)
        return chr(0x10000 + ((high - 0xD800) << 10) + low - 0xDC00)
    if body[0] in "xuU" and len(body) > 1:
        code = int(body[1:], 16)
        return chr(code) if code < 0x110000 else "\ufffd"
    return _LETTERS.get(body, body)


def read(source: str, text: Text) -> str:
    """What the string says, escapes read as what they mean, placeholders as they stand."""
    pieces: list[str] = []
    at = text.start
    for piece in _disjoint(_written(source, text), at):
        pieces += (source[at : piece.start], piece.text or "")
        at = piece.end
    return "".join((*pieces, source[at : text.end]))


_QUOTED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


# What ends a plain string of YAML, or one in a list between brackets.
_PLAIN_ENDS = re.compile(r":(?:\s|\Z)|\s#|[\[\]{}\r\n]|\A[-?:,&*!|>'\"%@`#]")


def spelled(words: str, style: Style) -> str | None:
    """`words` as one writes them inside a string of that style, None where one cannot."""
    if style == "escaped":
        return "".join(_QUOTED.get(character, character) for character in words)
    if style == "single":
        return words.replace("'", "''")
    if style == "plain":
        return None if _PLAIN_ENDS.search(words) else words
    return None if "\n" in words or (style == "literal" and "'" in words) else words
