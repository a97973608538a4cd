"""How formats put things: what a terminal must not obey written out, paths, advice."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from pathlib import PurePath
from urllib.parse import quote

from tonecheck.report.results import Mark

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


def relative(path: str, root: str) -> str:
    """`path` from the folder `root`, with slashes; unchanged where it lies elsewhere."""
    pure = PurePath(path)
    if root and pure.is_absolute() and pure.is_relative_to(root):
        pure = pure.relative_to(root)
    return pure.as_posix()


def uri(path: str, root: str) -> str:
    """`path` as a URI reference: relative to `root`, else ``file:///...`` (RFC 3986, 8089)."""
    pure = PurePath(relative(path, root))
    return pure.as_uri() if pure.is_absolute() else quote(os.fsencode(pure.as_posix()), safe="/")


def advice(mark: Mark, *, include_text: bool) -> Iterator[str]:
    """Lines for a reader: what, why and, where text may be quoted, what instead."""
    quoted = f' "{visible(mark.text)}"' if include_text else ""
    yield visible(mark.message) + quoted
    if mark.why:
        yield f"Why: {visible(mark.why)}"
    if include_text:
        for rewrite in mark.rewrites[:1]:
            yield f"Try: {visible(rewrite.replacement) or '(leave it out)'}"
