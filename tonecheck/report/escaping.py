"""What a terminal would obey, and what XML forbids, written out."""

from __future__ import annotations

import unicodedata

_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))


def visible(text: str) -> str:
    """`text` on one line, with control, format and direction characters written out.

    What comes out is harmless to a terminal and allowed in XML 1.0 (section 2.2).
    """
    return text if text.isascii() and text.isprintable() else "".join(map(_visible, text))


def _visible(character: str) -> str:
    if character in "\t ":
        return " "
    if unicodedata.category(character) in _UNSEEN or ord(character) & 0xFFFE == 0xFFFE:
        return character.encode("unicode_escape", "surrogatepass").decode("ascii")
    return character
