"""An edited source read and checked again, as the kind of file that it came from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from tonecheck.engine import Checker
from tonecheck.errors import WriteError
from tonecheck.extract.framing import Frame
from tonecheck.extract.markup import html_message
from tonecheck.findings import Finding
from tonecheck.frontends.sources import Reading, frame_in, message_of
from tonecheck.message import Message
from tonecheck.rewriting.applying import Recheck

Reread = Callable[[str], Message]


def rechecking(checker: Checker, reread: Reread) -> Recheck:
    """Reads a source by `reread` and finds what is still to be said of it."""

    def recheck(source: str) -> tuple[Message, Sequence[Finding]]:
        message = reread(source)
        return message, checker.findings(message)

    return recheck


def in_frame(frame: Frame, reading: Reading) -> Reread:
    """Reads a source as it would be read from the file that it is written to.

    That raises WriteError where the file could not hold it.
    """

    def reread(source: str) -> Message:
        message = message_of(frame.around(source), frame.name, reading)
        if message.source != source:
            raise WriteError(f"it would no longer be read as {frame.codec}", path=frame.name)
        return message

    return reread


def as_read(data: bytes, name: str, message: Message, reading: Reading) -> Reread:
    """`in_frame` where `data` has a frame; else a reading that is as near as can be."""
    try:
        return in_frame(frame_in(data, name, message, reading), reading)
    except WriteError:
        if message.read is not None:
            return message.read
        if any(segment.kind == "markup" for segment in message.segments):
            return partial(html_message, is_mail=True)
        from tonecheck.extract.mail import reply_message

        return reply_message
