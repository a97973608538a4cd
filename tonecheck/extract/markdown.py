"""Markdown (CommonMark with tables): prose is own, quotations and code are not, marks are nothing.

markdown-it-py reads it. Its blocks know their lines; its inline rules do not tell their places, so
each is wrapped in one that notes what it took.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from markdown_it import MarkdownIt, rules_inline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from tonecheck.errors import ExtractError
from tonecheck.extract.pieces import BREAK, WORD, Piece, message_of_pieces
from tonecheck.message import Message
from tonecheck.offsets import Lines

_FRONT_MATTER = re.compile(
    r"(?:---[ \t]*\n.*?\n(?:---|\.\.\.)|\+\+\+[ \t]*\n.*?\n\+\+\+)[ \t]*(?:\n|\Z)", re.DOTALL
)
_NOT_NEWLINE = re.compile(r"[^\r\n]")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_LINE_BREAK = re.compile(r"<br\b", re.IGNORECASE)


def markdown_message(source: str) -> Message:
    """The message in a Markdown document; headings, items and cells each end a sentence.

    Raises ExtractError for blocks nested deeper than can be read.
    """
    try:
        pieces = list(_pieces(source))
    except RecursionError as err:
        raise ExtractError("is nested too deeply; expected a Markdown document") from err
    return message_of_pieces(source, _in_order(pieces))


def _in_order(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """`pieces` without what an earlier one took: the mark of the item that a quotation is in."""
    at = 0
    for piece in pieces:
        if piece.end > at:
            yield piece._replace(start=max(piece.start, at))
            at = piece.end


def _pieces(source: str) -> Iterator[Piece]:
    page, front = source.replace("\0", "\ufffd"), _FRONT_MATTER.match(source)
    if front:
        page = _NOT_NEWLINE.sub(" ", front[0]) + page[front.end() :]
        yield Piece("header", 0, front.end(), BREAK)
    starts = [*Lines.of(page).starts, len(page)]
    env: dict[str, Any] = {}
    depth, after = 0, 0
    last = ""
    for token in _parser().parse(page, env):
        depth += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        if token.type == "blockquote_open" and depth == 1:
            yield Piece("quote", *_span(token, starts), BREAK)
        elif not depth and token.type in ("fence", "code_block"):
            yield Piece("code", *_span(token, starts), BREAK)
        elif not depth and token.type == "html_block":
            yield from _html(page, *_span(token, starts))
        elif not depth and token.type == "inline" and token.content:
            is_cell = last in ("td_open", "th_open")
            text = _located(page, token, starts, after if is_cell else None)
            if text is not None:
                yield from text.pieces(env)
                after = text.places[-1]
        last = token.type


def _span(token: Token, starts: Sequence[int]) -> tuple[int, int]:
    first, end = token.map or (0, 0)
    return starts[first], starts[min(end, len(starts) - 1)]


def _html(page: str, start: int, end: int) -> Iterator[Piece]:
    for comment in _COMMENT.finditer(page, start, end):
        yield Piece("markup", start, comment.start(), BREAK)
        yield Piece("comment", *comment.span(), "")
        start = comment.end()
    yield Piece("markup", start, end, BREAK)


def _located(page: str, token: Token, starts: Sequence[int], after: int | None) -> _Inline | None:
    """The text of a paragraph, heading or cell and where each of its characters stands.

    A line of a paragraph is what ends its line of the page; a cell is the next such text `after`
    the cell before. None where the parser changed the text beyond recognition.
    """
    lines: list[str] = []
    places: list[int] = []
    for number, content in enumerate(token.content.split("\n"), (token.map or (0, 0))[0]):
        line = content.strip(" \t")
        if number + 1 >= len(starts):
            return None
        if after is None:
            at = page.rfind(line, starts[number], starts[number + 1])
        else:
            line = line.replace("|", r"\|")
            at = page.find(line, max(after, starts[number]), starts[number + 1])
        if at < 0:
            return None
        lines.append(line)
        places += range(at, at + len(line) + 1)
    return _Inline(page, "\n".join(lines), places)


class _Taken(NamedTuple):
    """What an inline rule took of `text[start:end]`, and its tokens with their first lengths."""

    rule: str
    text: str
    start: int
    end: int
    tokens: list[tuple[Token, int]]
    label_end: int


class _Inline(NamedTuple):
    """Text with inline marks; its character `i` stands at `places[i]` of `page`."""

    page: str
    text: str
    places: list[int]

    def pieces(self, env: dict[str, Any]) -> Iterator[Piece]:
        """Its pieces, own text among them."""
        at = 0
        for mark in sorted(self._marks(env), key=lambda mark: (mark.start, -mark.end)):
            if mark.start < at:
                continue
            yield from self._own(at, mark.start)
            places = self.places[mark.start], self.places[mark.end - 1] + 1
            yield Piece(mark.kind, *places, mark.text)
            at = mark.end
        yield from self._own(at, len(self.text))

    def _own(self, start: int, end: int) -> Iterator[Piece]:
        """Own text, cut at lines: what stands between two is a newline, or a mark's."""
        while start < end:
            line_end = self.text.find("\n", start, end)
            stop = end if line_end < 0 else line_end
            if stop > start:
                yield Piece("own", self.places[start], self.places[stop - 1] + 1)
            if line_end >= 0:
                between = self.places[stop], self.places[stop + 1]
                is_blank = self.page[slice(*between)].isspace()
                yield Piece("own", *between) if is_blank else Piece("markup", *between, "\n")
            start = stop + 1

    def _marks(self, env: dict[str, Any]) -> Iterator[Piece]:
        """What is not read as it stands, at places in `text`."""
        taken: list[_Taken] = []
        parser = _parser()
        parser.inline.parse(self.text, parser, {**env, "taken": taken}, [])
        for each in taken:
            if each.text == self.text:
                yield from _READERS[each.rule](each)


def _emphasis(taken: _Taken) -> Iterator[Piece]:
    """A mark for each delimiter that found its partner; others are text: "2 * 3", "sh*t"."""
    at = taken.end
    for token, length in reversed(taken.tokens):
        at -= length
        if at < taken.start:
            return
        if token.type != "text" or not token.content:
            yield Piece("markup", at, at + length, "")


def _link(taken: _Taken) -> Iterator[Piece]:
    yield Piece("markup", taken.start, taken.start + 1, "")
    yield Piece("markup", taken.label_end, taken.end, "")


def _escape(taken: _Taken) -> Iterator[Piece]:
    yield Piece("markup", taken.start, taken.start + 1, "")


def _backticks(taken: _Taken) -> Iterator[Piece]:
    if taken.tokens and taken.tokens[-1][0].type == "code_inline":
        yield Piece("code", taken.start, taken.end, WORD)


def _html_inline(taken: _Taken) -> Iterator[Piece]:
    tag = taken.text[taken.start : taken.end]
    if tag.startswith("<!--"):
        yield Piece("comment", taken.start, taken.end, "")
    else:
        yield Piece("markup", taken.start, taken.end, "\n" if _LINE_BREAK.match(tag) else "")


def _entity(taken: _Taken) -> Iterator[Piece]:
    yield Piece("own", taken.start, taken.end, taken.tokens[-1][0].content)


def _word(taken: _Taken) -> Iterator[Piece]:
    yield Piece("markup", taken.start, taken.end, WORD)


_READERS: dict[str, Callable[[_Taken], Iterator[Piece]]] = {
    "emphasis": _emphasis,
    "strikethrough": _emphasis,
    "link": _link,
    "escape": _escape,
    "backticks": _backticks,
    "html_inline": _html_inline,
    "entity": _entity,
    "image": _word,
    "autolink": _word,
}
_RULES = {
    "emphasis": rules_inline.emphasis.tokenize,
    "strikethrough": rules_inline.strikethrough.tokenize,
    "link": rules_inline.link,
    "escape": rules_inline.escape,
    "backticks": rules_inline.backtick,
    "html_inline": rules_inline.html_inline,
    "entity": rules_inline.entity,
    "image": rules_inline.image,
    "autolink": rules_inline.autolink,
}


# How deep items and quotations are read; two for an item. By itself the parser stops at 20.
_DEEPEST = 100


@cache
def _parser() -> MarkdownIt:
    """CommonMark with tables and ~~strikethrough~~; inline text is left to `_Inline`.

    Neighbouring text tokens stay apart, or one could not tell a mark from a lone asterisk.
    """
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
    parser.disable(["inline", "text_join", "fragments_join"])
    for name, rule in _RULES.items():
        parser.inline.ruler.at(name, _noting(name, rule))
    return parser


def _noting(name: str, rule: Callable[[StateInline, bool], bool]) -> Callable[..., bool]:
    def noting(state: StateInline, silent: bool) -> bool:
        start, known = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        if not silent:
            tokens = [(token, len(token.content)) for token in state.tokens[known:]]
            is_link = name == "link"
            label_end = state.md.helpers.parseLinkLabel(state, start, True) if is_link else start
            taken = _Taken(name, state.src, start, state.pos, tokens, label_end)
            state.env["taken"].append(taken)
        return True

    return noting
