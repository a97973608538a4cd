"""Mail (RFC 5322, MIME): the decoded body, of which only the writer's own words are checked.

The source that offsets refer to is the decoded body: the first ``text/plain`` part that is
not attached, else the text of the first ``text/html`` part.
"""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import Message as Mail
from html.parser import HTMLParser
from itertools import pairwise

from tonecheck.errors import ExtractError
from tonecheck.extract.decoding import decode_charset
from tonecheck.extract.plain import line_segments, merge, message_of
from tonecheck.message import Message, Segment

MAX_BYTES = 10 << 20
MAX_PARTS = 200
MAX_BODY_BYTES = 2 << 20
# "Sent from my iPhone", "Get Outlook for iOS"
_CLIENT_LINE = re.compile(r"(?mi)^(?:sent from my \w+|get outlook for \w+)[^\r\n]*$")


def mail_message(data: bytes, name: str = "mail") -> Message:
    """The message in a raw mail.

    Raises ExtractError for a mail that is too large or cannot be read, or has no text.
    """
    if len(data) > MAX_BYTES:
        problem = f"is a mail of {len(data)} bytes; expected at most {MAX_BYTES}"
        raise ExtractError(problem, path=name)
    try:
        mail = email.message_from_bytes(data, policy=email.policy.compat32)
        body = _body(mail)
    except (RecursionError, LookupError, ValueError, TypeError, AttributeError) as err:
        problem = f"cannot be read as a mail: {type(err).__name__}; expected RFC 5322"
        raise ExtractError(problem, path=name) from err
    if body is None:
        raise ExtractError("has no text/plain or text/html part; expected one", path=name)
    return reply_message(body)


def reply_message(body: str) -> Message:
    """The message of a decoded mail body: quoted replies and signatures left out."""
    edges = sorted({0, len(body), *_quote_edges(body), *_client_line_edges(body)})
    quoted = _quoted_spans(body)
    segments: list[Segment] = []
    for start, end in pairwise(edges):
        if any(low <= start and end <= high for low, high in quoted):
            segments.append(Segment("quote", start, end))
        elif _CLIENT_LINE.match(body, start):
            segments.append(Segment("signature", start, end))
        else:
            segments += line_segments(body, start, end)
    return message_of(body, tuple(merge(segments)))


def _quoted_spans(body: str) -> list[tuple[int, int]]:
    """What quotequail takes for quoted, as spans of `body`; its parts join to `body`."""
    from quotequail import quote

    spans, at = [], 0
    for is_own, part in quote(body, limit=body.count("\n") + 2, quote_intro_line=True):
        start = at
        at += len(part) + (body[at + len(part) : at + len(part) + 1] == "\n")
        if not is_own:
            spans.append((start, min(at, len(body))))
    return spans


def _quote_edges(body: str) -> Iterator[int]:
    for start, end in _quoted_spans(body):
        yield start
        yield end


def _client_line_edges(body: str) -> Iterator[int]:
    for found in _CLIENT_LINE.finditer(body):
        yield found.start()
        yield found.end()


def _body(mail: Mail) -> str | None:
    texts: dict[str, str] = {}
    for count, part in enumerate(mail.walk()):
        if count > MAX_PARTS:
            break
        kind = part.get_content_type()
        if part.is_multipart() or part.get_content_disposition() == "attachment":
            continue
        if kind in ("text/plain", "text/html") and kind not in texts:
            texts[kind] = _decoded(part)
    if texts.get("text/plain", "").strip() or "text/html" not in texts:
        return texts.get("text/plain")
    return html_text(texts["text/html"])


def _decoded(part: Mail) -> str:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    return decode_charset(data[:MAX_BODY_BYTES], part.get_content_charset())


class _TextOfHtml(HTMLParser):
    """Collects the words of a page; quoted, hidden and script parts are left out."""

    _BREAKS = frozenset(
        [
            "br",
            "p",
            "div",
            "li",
            "tr",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "table",
            "ul",
            "ol",
            "hr",
        ]
    )
    _SKIPPED = frozenset(["script", "style", "head", "template", "title", "blockquote"])

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._skipped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self._SKIPPED:
            self._skipped += 1
        elif tag in self._BREAKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._SKIPPED:
            self._skipped = max(0, self._skipped - 1)
        elif tag in self._BREAKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self.pieces.append(re.sub(r"\s+", " ", data))


def html_text(page: str) -> str:
    """The words that a reader of `page` sees, a line for each block."""
    parser = _TextOfHtml()
    parser.feed(page)
    parser.close()
    lines = (line.strip() for line in "".join(parser.pieces).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"
