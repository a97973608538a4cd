"""From a source to a `Message`: the writer's own words only, every character traceable."""

from __future__ import annotations

from dataclasses import replace

from tonecheck.extract.comments import comments_of
from tonecheck.extract.decoding import decode_text
from tonecheck.extract.plain import plain_message
from tonecheck.message import Message

__all__ = ["PAGES", "message_from_bytes", "plain_message"]

PAGES = (".html", ".htm", ".xhtml", ".mjml")


def message_from_bytes(data: bytes, name: str) -> Message:
    """The message in a file called `name`: a mail (``.eml``), a page, or else plain text.

    Raises ExtractError where `data` is not text, or no mail that can be read.
    """
    return replace(_message(data, name), comments=comments_of(name))


def _message(data: bytes, name: str) -> Message:
    suffix = name.lower()
    if suffix.endswith(".eml"):
        from tonecheck.extract.mail import mail_message

        return mail_message(data, name)
    if suffix.endswith(PAGES):
        from tonecheck.extract.markup import html_message

        return html_message(decode_text(data, name))
    return plain_message(decode_text(data, name))
