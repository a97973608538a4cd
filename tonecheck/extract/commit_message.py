"""Commit messages as git reads them: comments, the cut-off diff and trailers are not prose.

Sources: git's ``wt-status.c`` (the scissors line), ``trailer.c`` (which paragraph holds
trailers) and git-commit(1), ``--cleanup``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tonecheck.extract.plain import merge, message_of
from tonecheck.message import Message, Segment, SegmentKind

COMMENT = "#"
"""What a comment begins with where `core.commentChar` does not say."""

_SCISSORS = "------------------------ >8 ------------------------"
# What git chooses from where core.commentChar is "auto" (builtin/commit.c).
_CANDIDATES = "#;@!$%^&|:"
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
# A line like "Signed-off-by: Ada <ada@example.org>" or "Refs : 12".
_TRAILER = re.compile(r"[A-Za-z0-9-]+[ \t]*:")
_GENERATED = ("Signed-off-by: ", "(cherry picked from commit ")
# "    make test", a block after an empty line
_INDENTED = re.compile(r"(?: {4}|\t)[ \t]*\S")
_QUOTED = re.compile(r"[ \t]*>")


def commit_message(source: str, comment: str = COMMENT) -> Message:
    """The message in a file that git gives to its commit-msg hook.

    `comment` is what `core.commentChar` or `core.commentString` says, "auto" included.
    """
    mark = _automatic(source) if comment == "auto" else comment
    end = _scissors(source, mark)
    lines = list(_LINE.finditer(source, 0, end))
    kept = [line for line in lines if not line[0].startswith(mark)]
    kinds = dict(_kinds(kept)) | dict.fromkeys(_trailers(kept), "header")
    segments = [
        Segment(kinds.get(line.start(), "comment"), line.start(), line.end()) for line in lines
    ]
    segments.append(Segment("comment", end, len(source)))
    return message_of(source, tuple(merge(s for s in segments if s.end > s.start)))


def _automatic(source: str) -> str:
    """The comment character that git chose: the one before the scissors, or of the last line."""
    cut = re.search(rf"^([{re.escape(_CANDIDATES)}]) {_SCISSORS}$", source, re.MULTILINE)
    if cut:
        return cut[1]
    last = source.rstrip().rpartition("\n")[2]
    return last[0] if last and last[0] in _CANDIDATES else COMMENT


def _scissors(source: str, mark: str) -> int:
    """Where the line that cuts off a diff begins, or the end."""
    cut = re.search(rf"^{re.escape(mark)} {_SCISSORS}\r?$", source, re.MULTILINE)
    return cut.start() if cut else len(source)


def _kinds(lines: Sequence[re.Match[str]]) -> Iterator[tuple[int, SegmentKind]]:
    """The kind of each line by how it begins; code is indented and follows an empty line."""
    after: SegmentKind | None = "own"
    for line in lines:
        kind: SegmentKind = "own"
        if _QUOTED.match(line[0]):
            kind = "quote"
        elif after in (None, "code") and _INDENTED.match(line[0]):
            kind = "code"
        yield line.start(), kind
        after = kind if line[0].strip() else None


def _trailers(lines: Sequence[re.Match[str]]) -> list[int]:
    """Where the trailers begin, with the lines that continue them.

    They stand in the last paragraph, never the first: all of its lines are trailers, or one
    in four is and git wrote one of them.
    """
    paragraph = _last_paragraph(lines)
    found: list[int] = []
    trailers = others = 0
    generated = False
    continues = -1
    for line in paragraph:
        follows = line[0][0].isspace() and line.start() == continues
        generated = generated or line[0].startswith(_GENERATED)
        if follows or _TRAILER.match(line[0]) or line[0].startswith(_GENERATED):
            found.append(line.start())
            trailers += not follows
            # A comment between breaks a trailer off, as git sees it.
            continues = line.end()
        else:
            others += 1
    return found if not others or (generated and 3 * trailers >= others) else []


def _last_paragraph(lines: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    filled = [bool(line[0].strip()) for line in lines]
    last = len(filled) - 1
    while last >= 0 and not filled[last]:
        last -= 1
    first = last
    while first >= 0 and filled[first]:
        first -= 1
    return list(lines[first + 1 : last + 1]) if any(filled[: first + 1]) else []
