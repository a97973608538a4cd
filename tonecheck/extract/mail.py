"""Mail (RFC 5322, MIME): the decoded body, of which only the writer's own words are checked.

The source that offsets refer to is the decoded body: the ``text/plain`` parts that are not
attached, or, where a mail has none, the ``text/html`` ones as they are, tags and all. A mail is
only ever read; nothing here writes one.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from email.message import Message as Mail
from email.parser import BytesParser
from email.policy import compat32
from io import BytesIO
from typing import NamedTuple

from tonecheck.errors import ExtractError, NoTextError
from tonecheck.extract.decoding import decode_charset
from tonecheck.extract.flowed import flowed_changes
from tonecheck.extract.markup import html_message
from tonecheck.extract.plain import Change, message_of
from tonecheck.extract.replies import reply_segments
from tonecheck.message import Message

MAX_BYTES = 10 << 20
MAX_BODY_BYTES = 2 << 20
MAX_HEADER_BYTES = 100 << 10
"""As Postfix's header_size_limit."""
MAX_PARTS = 200
MAX_DEPTH = 64
"""As rspamd's max_nested."""
_HEAD_END = re.compile(rb"\r?\n\r?\n|\r\r")
# It reads piece by piece where `email.message_from_bytes` makes copies of the whole.
_PARSER = BytesParser(policy=compat32)
_UNREADABLE = (RecursionError, LookupError, ValueError, TypeError, AttributeError, binascii.Error)


class _Body(NamedTuple):
    kind: str
    text: str
    is_flowed: bool
    deletes_space: bool


def mail_message(data: bytes, name: str = "mail") -> Message:
    """The message in a raw mail.

    Raises ExtractError for a mail that is too large or cannot be read, or has no text.
    """
    _refuse_above(len(data), MAX_BYTES, "is a mail of {} bytes", name)
    head = _HEAD_END.search(data)
    _refuse_above(head.start() if head else 0, MAX_HEADER_BYTES, "has {} bytes of headers", name)
    try:
        mail = _PARSER.parse(BytesIO(data))
        bodies = [_body(part, name) for part in _text_parts(mail, name)]
    except _UNREADABLE as err:
        problem = f"cannot be read as a mail: {type(err).__name__}; expected RFC 5322"
        raise ExtractError(problem, path=name) from err
    if not bodies:
        raise NoTextError("has no text/plain or text/html part; expected one", path=name)
    return _message(bodies)


def reply_message(body: str, *, is_flowed: bool = False, deletes_space: bool = False) -> Message:
    """The message of a decoded plain body: quoted replies, signatures and the like left out."""
    changes: Iterator[Change] | tuple[()] = ()
    if is_flowed:
        changes = flowed_changes(body, deletes_space=deletes_space)
    return message_of(body, tuple(reply_segments(body, is_flowed=is_flowed)), changes)


def _message(bodies: list[_Body]) -> Message:
    """The message of all bodies that are as the first that is not blank."""
    first = next((body for body in bodies if body.text.strip()), bodies[0])
    text = "\n".join(body.text for body in bodies if body.kind == first.kind)
    if first.kind == "text/html":
        return html_message(text, is_mail=True)
    return reply_message(text, is_flowed=first.is_flowed, deletes_space=first.deletes_space)


def _text_parts(mail: Mail, name: str) -> list[Mail]:
    """The parts with the writer's words, in order; of alternatives the plainest."""
    parts: list[Mail] = []
    stack = [(mail, 0)]
    seen = 0
    while stack:
        part, depth = stack.pop()
        seen += 1
        _refuse_above(seen, MAX_PARTS, "has {} parts", name)
        _refuse_above(depth, MAX_DEPTH, "is nested {} deep", name)
        kind = part.get_content_type()
        if part.is_multipart():
            stack += [(child, depth + 1) for child in reversed(_children(part))]
        elif kind in ("text/plain", "text/html") and not _is_attached(part):
            parts.append(part)
    return parts


def _children(part: Mail) -> list[Mail]:
    """The parts of `part` that say what it says; none of a mail that is attached to it."""
    children = [child for child in part.get_payload() if isinstance(child, Mail)]
    if part.get_content_maintype() != "multipart":
        return []
    return _plainest(children) if part.get_content_subtype() == "alternative" else children


def _plainest(alternatives: list[Mail]) -> list[Mail]:
    """The first alternative in plain text that is not blank, or all that are not plain text."""
    plain = [part for part in alternatives if part.get_content_type() == "text/plain"]
    for part in plain:
        if not isinstance(part.get_payload(), str) or str(part.get_payload()).strip():
            return [part]
    return [part for part in alternatives if part not in plain] or alternatives


def _is_attached(part: Mail) -> bool:
    return part.get_content_disposition() == "attachment" or part.get_filename() is not None


def _body(part: Mail, name: str) -> _Body:
    raw = part.get_payload()
    encoded = len(raw) if isinstance(raw, str) else 0
    if str(part.get("content-transfer-encoding", "")).strip().lower() == "base64":
        encoded = encoded * 3 // 4
    _refuse_above(encoded, MAX_BODY_BYTES, "has a text of {} bytes", name)
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    return _Body(
        kind=part.get_content_type(),
        text=decode_charset(data, part.get_content_charset()),
        is_flowed=_parameter(part, "format") == "flowed",
        deletes_space=_parameter(part, "delsp") == "yes",
    )


def _parameter(part: Mail, name: str) -> str:
    return str(part.get_param(name, "")).lower()


def _refuse_above(seen: int, most: int, problem: str, name: str) -> None:
    if seen > most:
        raise ExtractError(f"{problem.format(seen)}; expected at most {most}", path=name)
