"""From a source to a `Message`: the writer's own words only, every character traceable."""

from __future__ import annotations

from dataclasses import replace

from tonecheck.extract.comments import comments_of
from tonecheck.extract.decoding import decode_text
from tonecheck.extract.mail import mail_message
from tonecheck.extract.plain import plain_message
from tonecheck.message import Message

__all__ = ["mail_message", "message_from_bytes", "plain_message"]


def message_from_bytes(data: bytes, name: str) -> Message:
    """The message in a file called `name`: a mail if it ends in ``.eml``, else plain text.

    Raises ExtractError where `data` is not text, or no mail that can be read.
    """
    return replace(_message(data, name), comments=comments_of(name))


def _message(data: bytes, name: str) -> Message:
    if name.lower().endswith(".eml"):
        return mail_message(data, name)
    return plain_message(decode_text(data, name))
