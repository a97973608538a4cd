"""Quotation: words between quotation marks are somebody else's, or are only mentioned."""

from __future__ import annotations

import re

_MARK = re.compile("[\"“„«‘']|``")
# A pair opens and closes in one paragraph. Single marks: 'Why me?' and 'don't mind me', but no
# apostrophe of the dogs' or of 'tis.
_QUOTED = re.compile(
    r"\"(?:[^\"\n]|\n(?!\n))*\""
    r"|“(?:[^”\n]|\n(?!\n))*”|„(?:[^“\n]|\n(?!\n))*“|«(?:[^»\n]|\n(?!\n))*»"
    r"|``(?:[^'\n]|'(?!')|\n(?!\n))*''|‘(?=\w)(?:[^’\n]|(?<=\w)’(?=\w)){1,120}’(?!\w)"
    r"|(?<![\w'])'(?=\w)(?:[^'\n]|(?<=\w)'(?=\w)){1,120}?(?<=[\w?.!,])'(?!\w)"
)


def quotations(text: str) -> list[tuple[int, int]]:
    """Where words of `text` stand between quotation marks, the marks included, in order."""
    if not _MARK.search(text):
        return []
    return [place.span() for place in _QUOTED.finditer(text)]
