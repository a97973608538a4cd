"""From a source to a `Message`: the writer's own words only, every character traceable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tonecheck.errors import ExtractError
from tonecheck.extract.comments import comments_of
from tonecheck.extract.decoding import decode_text
from tonecheck.extract.forms import FORMS, KEYED, form_of, read_source
from tonecheck.extract.plain import plain_message
from tonecheck.message import Message

__all__ = [
    "FORMS",
    "KEYED",
    "form_of",
    "message_from_bytes",
    "plain_message",
    "read_source",
]


def message_from_bytes(
    data: bytes, name: str, form: str | None = None, keys: Sequence[str] = ()
) -> Message:
    """The message in a file called `name`, in `form`, or else in the form that the name tells.

    A name that tells nothing means plain text; `keys` choose the strings of YAML, JSON and TOML.
    Raises ExtractError where `data` is not text, or not of that form.
    """
    comments = comments_of(name, form)
    form = form or form_of(name) or "text"
    if form == "mail":
        from tonecheck.extract.mail import mail_message

        return mail_message(data, name)
    try:
        message = read_source(decode_text(data, name), form, keys)
        return replace(message, comments=comments)
    except ExtractError as err:
        raise ExtractError(err.problem, path=name, line=err.line) from err
