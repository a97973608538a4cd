"""How much of a message is read: what is longer than any letter is cut, and that is said."""

from __future__ import annotations

from dataclasses import replace

from tonecheck.message import Message

_NEAR = 2000
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


def _cut(text: str, most: int) -> int:
    for end in _ENDS:
        found = text.rfind(end, max(0, most - _NEAR), most)
        if found > 0:
            return found + len(end)
    return most
