"""Plain text of ``format=flowed`` (RFC 3676): lines that end in a space go on in the next."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tonecheck.extract.plain import Change

_LINE_END = re.compile(r"\r\n|\r|\n")


def flowed_changes(body: str, *, deletes_space: bool = False) -> Iterator[Change]:
    """What joins the flowed lines of `body` and takes the stuffed space off its lines.

    A fixed line ends a paragraph. `deletes_space` is the parameter DelSp (section 4.2), for
    scripts that write no spaces between words. The signature's "-- " flows nowhere.
    """
    start = 0
    for found in _LINE_END.finditer(body):
        line = body[start : found.start()]
        start = found.end()
        is_stuffed = body.startswith(" ", start)
        is_fixed = not line.endswith(" ") or line == "-- " or body.startswith(">", start)
        if is_fixed:
            yield Change(found.start(), start, "\n\n")
        else:
            yield Change(found.start() - deletes_space, start, "")
        if is_stuffed:
            yield Change(start, start + 1, "")
