"""Quotation: words between quotation marks are somebody else's, or are only mentioned."""

from __future__ import annotations

import re

from spacy.tokens import Doc

_MARK = re.compile("[\"“„«‘']|``")
# A pair opens and closes in one paragraph. Single marks: 'Why me?' and 'don't mind me', but no
# apostrophe of the dogs' or of 'tis.
_QUOTED = re.compile(
    r"\"(?:[^\"\n]|\n(?!\n))*\""
    r"|“(?:[^”\n]|\n(?!\n))*”|„(?:[^“\n]|\n(?!\n))*“|«(?:[^»\n]|\n(?!\n))*»"
    r"|``(?:[^'\n]|'(?!')|\n(?!\n))*''|‘(?=\w)(?:[^’\n]|(?<=\w)’(?=\w)){1,120}’(?!\w)"
    r"|(?<![\w'])'(?=\w)(?:[^'\n]|(?<=\w)'(?=\w)){1,120}?(?<=[\w?.!,])'(?!\w)"
)


def quoted_tokens(doc: Doc, text: str) -> frozenset[int]:
    """The tokens of `doc` of `text` between quotation marks, the marks included."""
    if not _MARK.search(text):
        return frozenset()
    quoted: set[int] = set()
    for place in _QUOTED.finditer(text):
        span = doc.char_span(*place.span(), alignment_mode="expand")
        if span is not None:
            quoted.update(range(span.start, span.end))
    return frozenset(quoted)
