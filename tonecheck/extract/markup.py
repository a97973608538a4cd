"""HTML and MJML: the words that a reader of the page sees, each character where it stands.

Tags of letters and phrases (``use<b>less</b>``) leave the words whole, blocks and ``<br>`` end a
line, character references stand for their characters. Scripts, styles, the head, hidden elements
and comments (Outlook's conditional ones among them) are markup; quoted replies are quotation.
Attributes (alt, title) are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from tonecheck.extract.elements import BLOCKS, OpenElements
from tonecheck.extract.html_tokens import (
    RAW,
    REFERENCE,
    VOID,
    Token,
    attributes,
    decode_reference,
    tokens,
)
from tonecheck.extract.plain import Change
from tonecheck.extract.replies import reply_segments
from tonecheck.lines import fold_lines
from tonecheck.message import Message, Segment, SegmentKind
from tonecheck.offsets import Edits, OffsetMap

_HIDDEN = RAW | frozenset(
    "head template select datalist object svg math audio video canvas xml mj-head".split()
)
_CODE = frozenset("code kbd samp var".split())
# display:none of preheaders, visibility:hidden
_HIDING_STYLE = re.compile(r"(?i)\bdisplay\s*:\s*none|\bvisibility\s*:\s*hidden")
# The <blockquote> that Gmail and WebKit make of an indented paragraph of the writer's own.
_INDENTED_STYLE = re.compile(r"(?i)\bborder\s*:\s*(?:none|0)")
# Class or id of what a client puts around a whole quoted mail.
_QUOTING = re.compile(
    r"(?i)(?:^|\s)(?:yahoo_quoted\S*|protonmail_quote|moz-cite-prefix|gmail_attr|gmail_extra_quote"
    r"|tutanota_quote|zmail_extra|hmquote|wiseStamp-quote|mailru-blockquote|moz-forward-container"
    r"|x_?olk_src_body_section|olk_src_body_section)(?:\s|$)"
)
# The same where the quoted mail goes on to the end of the page: Outlook, Hotmail, Zimbra.
_REST_QUOTED = re.compile(
    r"(?i)(?:^|\s)(?:x_)*(?:divRplyFwdMsg|appendonsend|stopSpelling|zwchr|reply-intro"
    r"|ms-outlook-mobile-reference-message|mail-editor-reference-message-container)(?:\s|$)"
)
# Outlook for the desktop: the line over "From: Sent: To: Subject:", in every language.
_OUTLOOK_LINE = re.compile(
    r"(?i)border:\s*none;\s*border-top:\s*solid\s*#[\da-f]{6}\s+1\.0pt;\s*padding:\s*3\.0pt"
)
_SIGNING = re.compile(
    r"(?i)(?:^|\s)(?:x_)*(?:gmail_signature\S*|moz-signature|applemailsignature"
    r"|protonmail_signature_block\S*|ms-outlook-mobile-signature)(?:\s|$)"
)
# Outlook on the web; as a class it is but somebody's page.
_SIGNATURE_IDS = frozenset(("signature", "x_signature"))
_TELLING = re.compile(r"(?i)\b(?:class|id|style|hidden)\b")
# What a text is changed at: white space that is not one space, and character references.
_CHANGE = re.compile(rf"[ \t\r\n\f\u00a0]{{2,}}|[\t\r\n\f\u00a0]|{REFERENCE}")
_KEPT = re.compile(rf"\r\n|[\r\n]|{REFERENCE}")
# Gmail's "---------- Forwarded message ---------", in every language.
_FORWARDED = re.compile(r"\s*-{5,}")
_MARKER = "\n>\n"
"""What stands for quotation where lines are read as those of a plain text."""


class Piece(NamedTuple):
    """`source[start:end]` is of one `kind`; `text` is what stands for it among the words."""

    kind: SegmentKind
    start: int
    end: int
    text: str


def html_message(source: str, *, original: str | None = None, is_mail: bool = False) -> Message:
    """The message in a page.

    `source` may be a copy of `original` of the same length in which what is no HTML, such as
    the placeholders of a template, is masked: the message is then one of `original`. In a mail
    quoted replies are also known by their words ("On ... wrote:", "From: Sent: To:").
    """
    pieces = list(_pieces(source))
    if is_mail:
        pieces = list(_without_replies(source, pieces))
    own, cut = _words(source, pieces)
    text, folded = fold_lines(own)
    segments = tuple(_segments(pieces))
    return Message(source if original is None else original, text, folded.then(cut), segments)


def html_segments(source: str) -> tuple[Segment, ...]:
    """The parts of a page: own words, quotation, markup, code, comments; they cover it."""
    return tuple(_segments(_pieces(source)))


def _segments(pieces: Iterable[Piece]) -> Iterator[Segment]:
    """Runs of pieces of one kind; there are so many that no segment is made for each of them."""
    for kind, run in groupby(pieces, attrgetter("kind")):
        alike = [*run]
        yield Segment(kind, alike[0].start, alike[-1].end)


def _words(source: str, pieces: Iterable[Piece]) -> tuple[str, OffsetMap]:
    """The own words of `pieces`, a break for each quotation, and the way back to `source`."""
    edits = Edits(source)
    for start, end, text in _changes(source, pieces):
        edits.replace(start, end, text)
    return edits.finish()


def _changes(source: str, pieces: Iterable[Piece]) -> Iterator[Change]:
    """What is read otherwise than it stands; what reads as nothing but blanks is one change."""
    blanks: list[str] = []
    first = last = 0
    for kind, start, end, said in pieces:
        text = "\n\n" if kind == "quote" else said
        if not text or text.isspace():
            first = first if blanks else start
            blanks.append(text)
            last = end
            continue
        if blanks and source[first:last] != (blank := "".join(blanks)):
            yield Change(first, last, blank)
        blanks = []
        if kind != "own" or text != source[start:end]:
            yield Change(start, end, text)
    if blanks:
        yield Change(first, last, "".join(blanks))


def _without_replies(source: str, pieces: list[Piece]) -> Iterator[Piece]:
    """`pieces` with those own words that are quoted replies or signatures by their wording."""
    shown = [_MARKER if piece.kind == "quote" else piece.text for piece in pieces]
    segments = reply_segments("".join(shown))
    segment = next(segments, None)
    at = 0
    for piece, text in zip(pieces, shown, strict=True):
        while segment is not None and segment.end <= at:
            segment = next(segments, None)
        at += len(text)
        if piece.kind == "own" and segment is not None and segment.kind != "own":
            yield Piece(segment.kind, piece.start, piece.end, "\n\n")
        else:
            yield piece


def _pieces(source: str) -> Iterator[Piece]:
    """The pieces of a page, in order and without holes."""
    elements = OpenElements()
    is_rest_quoted = False
    for token in tokens(source):
        kind, start, end, name = token
        if kind == "start":
            inside = _kind_inside(source, token)
            is_rest_quoted = is_rest_quoted or inside is None
            if name not in VOID and not _is_closed(source, token):
                elements.open(name, inside or "quote")
        here: SegmentKind = "quote" if is_rest_quoted else elements.kind
        if kind == "end":
            elements.close(name)
        if kind == "text" and here == "own":
            yield from _own_pieces(source, token, keeps_lines=elements.has("pre"))
        elif kind == "text":
            yield Piece(here, start, end, " " if here == "code" else "")
        elif kind == "comment":
            yield Piece("quote" if here == "quote" else "comment", start, end, "")
        else:
            yield Piece("markup" if here == "own" else here, start, end, _break(name))


def _own_pieces(source: str, token: Token, *, keeps_lines: bool) -> Iterator[Piece]:
    """The text of `token` piece by piece: as it is, white space as one space, references."""
    at = token.start
    for found in (_KEPT if keeps_lines else _CHANGE).finditer(source, token.start, token.end):
        text, end = "\n" if keeps_lines else " ", found.end()
        if found[0][0] == "&":
            text, length = decode_reference(found[0])
            if not length:
                continue
            end = found.start() + length
            text = text.replace("\u00a0", " ")
        if at < found.start():
            yield Piece("own", at, found.start(), source[at : found.start()])
        yield Piece("own", found.start(), end, text)
        at = end
    if at < token.end:
        yield Piece("own", at, token.end, source[at : token.end])


def _kind_inside(source: str, token: Token) -> SegmentKind | None:
    """What the text in the element that `token` begins is; None if all from here is quoted."""
    tag, name = source[token.start : token.end], token.name
    given = attributes(tag) if _TELLING.search(tag) else {}
    style = given.get("style", "")
    if name in _HIDDEN or "hidden" in given or _HIDING_STYLE.search(style):
        return "markup"
    names = [given[key] for key in ("class", "id") if key in given]
    is_forward = "gmail_attr" in names and _FORWARDED.match(source, token.end)
    if is_forward or any(map(_REST_QUOTED.search, names)) or _OUTLOOK_LINE.search(style):
        return None
    if any(map(_QUOTING.search, names)) or (name == "blockquote" and not _is_indented(given)):
        return "quote"
    is_signature = given.get("id", "").lower() in _SIGNATURE_IDS or any(map(_SIGNING.search, names))
    return "signature" if is_signature else "code" if name in _CODE else "own"


def _is_indented(given: dict[str, str]) -> bool:
    """Whether a <blockquote> only indents the writer's own words, as Gmail's editor does."""
    return (
        given.get("type") != "cite"
        and "quote" not in given.get("class", "")
        and bool(_INDENTED_STYLE.search(given.get("style", "")))
    )


def _is_closed(source: str, token: Token) -> bool:
    """Whether a start tag ends its element, too: "<o:p/>", "<mj-spacer />"; "<div/>" does not."""
    return source.startswith("/>", token.end - 2) and not token.name.isalnum()


def _break(name: str) -> str:
    """What a tag is among the words: a line end, a paragraph's end, or nothing."""
    if name == "br":
        return "\n"
    return "\n\n" if name in BLOCKS or name.startswith("mj-") else ""
