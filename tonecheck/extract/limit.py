"""How much of a message is read: what is longer than any letter is cut, and that is said."""

from __future__ import annotations

from dataclasses import replace

from tonecheck.findings import Note, Severity
from tonecheck.message import Message

_NEAR = 2000
_SHOWN = 40
# Where a text is best cut, in this order.
_ENDS = ("\n\n", "\n", ". ", "! ", "? ", " ")


def shortened(message: Message, most: int) -> tuple[Message, int | None]:
    """`message` with at most the first `most` characters of its text, ended with a sentence.

    And the offset of the source from which nothing is read, None where all is.
    """
    if len(message.text) <= most:
        return message, None
    cut = _cut(message.text, most)
    return replace(message, text=message.text[:cut]), message.offsets.to_source(cut, cut)[0]


def end_of_reading(source: str, unread: int, most: int) -> Note:
    """The note on the line of `source` from which on nothing was read, for it was over `most`."""
    line = source[unread : unread + _SHOWN].lstrip().partition("\n")[0]
    start = source.find(line, unread)
    problem = f"From here on nothing is checked: more than {most} characters; see max-text."
    return Note("truncated", Severity.WARNING, start, start + len(line), line, problem)


def _cut(text: str, most: int) -> int:
    for end in _ENDS:
        found = text.rfind(end, max(0, most - _NEAR), most)
        if found > 0:
            return found + len(end)
    return most
