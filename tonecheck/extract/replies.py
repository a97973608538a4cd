"""Replies in plain text: which lines of a mail are quoted, signed or boilerplate.

One pass a thing, each over the lines of the body, each in time linear in them. The words by
which clients say so, in their languages, stand in `reply_words`.

Why no library does this: docs/dependencies.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tonecheck.extract.plain import merge
from tonecheck.extract.reply_words import (
    ADDRESS,
    ADDRESSED,
    ATTRIBUTION_OPENING,
    BANNER,
    BARE,
    CLIENT_LINE,
    DISCLAIMER_HEADING,
    HEADER_LINE,
    LEGAL_FORMULAS,
    LEGAL_WORDS,
    LIST_FOOTER,
    SAID,
    SEPARATOR,
    TIME,
    WROTE,
    YEAR,
    header_class,
)
from tonecheck.message import Segment, SegmentKind

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
# "> you wrote this", "  >> and before that"
_QUOTED = re.compile(r"[ \t]*>")
_FLOWED_QUOTED = re.compile(">")
# "-- ", the delimiter of RFC 3676, section 4.3; PGP escapes it (RFC 4880, section 7.1).
_DELIMITER = re.compile(r"(?:- )?--")
# "________________________________", " ------------------------------"
_RULER = re.compile(r"[-_=*─—]{5,}")
_ARMOUR_BEGIN = re.compile(r"-----BEGIN PGP ([A-Z ]+?)-----")
_COLONS = (":", "：")
_SHORT = 5
_WRAPPED_LINES = 4
_WRAPPED_WIDTH = 60
_LONGEST_ATTRIBUTION = 500
_HEADER_LINES = 14
_LEGAL = 2


def reply_segments(body: str, *, is_flowed: bool = False) -> Iterator[Segment]:
    """The lines of a decoded mail body by what they are: own, quote, signature, header, code.

    In flowed text a space before ">" says that it is no quotation (RFC 3676, section 4.4).
    """
    spans = [found.span() for found in _LINE.finditer(body)]
    quoted = _FLOWED_QUOTED if is_flowed else _QUOTED
    kinds: list[SegmentKind] = [
        "quote" if quoted.match(body, start, end) else "own" for start, end in spans
    ]
    lines = [body[start:end].strip() for start, end in spans]
    _mark_wrapped(lines, kinds)
    _mark_introductions(lines, kinds)
    _mark_armour(lines, kinds)
    _mark_signatures(lines, kinds)
    _mark_boilerplate(lines, kinds)
    return merge(Segment(kind, *span) for kind, span in zip(kinds, spans, strict=True))


def _mark_wrapped(lines: list[str], kinds: list[SegmentKind]) -> None:
    """Quote the end of a quoted line that some program wrapped and left without its ">"."""
    for at in range(1, len(lines) - 1):
        is_between = kinds[at - 1] == kinds[at + 1] == "quote" and kinds[at] == "own"
        if is_between and len(lines[at - 1]) >= _WRAPPED_WIDTH and lines[at][:1].islower():
            kinds[at] = "quote"


def _mark(kinds: list[SegmentKind], start: int, end: int, kind: SegmentKind) -> None:
    """Make the own lines from `start` to `end` be of `kind`."""
    for at in range(start, end):
        if kinds[at] == "own":
            kinds[at] = kind


def _mark_introductions(lines: list[str], kinds: list[SegmentKind]) -> None:
    """Quote what introduces a quoted mail, and all below it where its lines bear no mark."""
    filled = _filled_lines(lines)
    at = filled[0]
    while at < len(lines):
        start = at
        while at < len(lines) and (end := _introduction_end(lines, kinds, at, filled)):
            at = filled[end]
        if at == start:
            at = filled[at + 1]
            continue
        is_marked = at == len(lines) or kinds[at] == "quote"
        _mark(kinds, _above_ruler(lines, start), at if is_marked else len(lines), "quote")
        if not is_marked:
            return


def _filled_lines(lines: list[str]) -> list[int]:
    """For each place the first line from there on that is not blank; the last is the end."""
    filled = [len(lines)] * (len(lines) + 1)
    for at in range(len(lines) - 1, -1, -1):
        filled[at] = at if lines[at] else filled[at + 1]
    return filled


def _introduction_end(
    lines: list[str], kinds: list[SegmentKind], at: int, filled: list[int]
) -> int | None:
    """Where what introduces a quoted mail at `at` ends, or None if nothing does."""
    if kinds[at] != "own":
        return None
    if SEPARATOR.fullmatch(lines[at]):
        return at + 1
    return _headers_end(lines, at, filled) or _attribution_end(lines, kinds, at, filled)


def _headers_end(lines: list[str], at: int, filled: list[int]) -> int | None:
    """The end of a block "From: Sent: To: Subject:", in any order and language, or None."""
    seen: set[str] = set()
    has_address = False
    last = at
    line = at
    for _ in range(_HEADER_LINES):
        header = HEADER_LINE.match(lines[line]) if line < len(lines) else None
        name = header_class(header[1]) if header else None
        if name:
            seen.add(name)
            last = line
            has_address = has_address or "@" in lines[line]
        elif not seen or line - last > 2:
            break
        line = filled[min(line + 1, len(lines))]
    is_block = "from" in seen and len(seen) > 2 and ("subject" in seen or has_address)
    return last + 1 if is_block else None


def _attribution_end(
    lines: list[str], kinds: list[SegmentKind], at: int, filled: list[int]
) -> int | None:
    """The end of "On ... wrote:" over up to four lines, or None.

    Above lines with ">" anything that says who wrote will do; else it must say when, too.
    """
    joined = ""
    opens = bool(ATTRIBUTION_OPENING.match(lines[at]))
    if not opens and not lines[at].endswith(_COLONS):
        return None
    for end in range(at + 1, min(at + 1 + _WRAPPED_LINES, len(lines) + 1)):
        if not lines[end - 1] or kinds[end - 1] != "own":
            break
        joined = f"{joined} {lines[end - 1]}".strip()
        if len(joined) > _LONGEST_ATTRIBUTION:
            break
        below = filled[end]
        is_marked = below < len(lines) and kinds[below] == "quote"
        if _attributes(joined, opens=opens, is_marked=is_marked):
            later = range(at + 1, end)
            if any(ATTRIBUTION_OPENING.match(lines[line]) for line in later) and any(
                _attribution_end(lines, kinds, line, filled) == end for line in later
            ):
                return None
            return end
        if not opens:
            break
    return None


def _attributes(line: str, *, opens: bool, is_marked: bool) -> bool:
    """Whether `line` says who wrote what is quoted below.

    Where no marked line follows all below would be left out: so it must say when and, if it
    does not begin or end as clients' lines do, by which address, too.
    """
    has_time = bool(TIME.search(line))
    has_address = bool(ADDRESS.search(line))
    if not line.endswith(_COLONS):
        return is_marked and opens and has_address and bool(YEAR.search(line))
    if ADDRESSED.search(line):
        return is_marked and bool(BARE.fullmatch(line))
    if WROTE.search(line):
        if is_marked:
            return opens or has_time or has_address or len(line.split()) <= _SHORT
        return (has_time and (opens or has_address)) or (opens and has_address)
    if is_marked:
        return has_address or bool(SAID.match(line))
    return opens and has_time and has_address and bool(YEAR.search(line))


def _above_ruler(lines: list[str], at: int) -> int:
    """`at`, or where a ruled line above it begins."""
    above = at - 1
    while above >= 0 and not lines[above]:
        above -= 1
    return above if above >= 0 and _RULER.fullmatch(lines[above]) else at


def _mark_armour(lines: list[str], kinds: list[SegmentKind]) -> None:
    """PGP's lines: the head of a signed text, its signature, keys and encrypted text."""
    at = 0
    while at < len(lines):
        begin = _ARMOUR_BEGIN.fullmatch(lines[at])
        if not begin:
            at += 1
            continue
        label = begin[1]
        is_head = label == "SIGNED MESSAGE"
        ends = "" if is_head else f"-----END PGP {label}-----"
        end = lines.index(ends, at) + 1 if ends in lines[at:] else len(lines)
        _mark(kinds, at, end, _ARMOUR_KINDS.get(label, "code"))
        at = end


_ARMOUR_KINDS: dict[str, SegmentKind] = {"SIGNED MESSAGE": "header", "SIGNATURE": "signature"}


def _mark_signatures(lines: list[str], kinds: list[SegmentKind]) -> None:
    """What follows "-- ", up to the next quotation; "Sent from my phone"; list footers."""
    is_signed = has_words = False
    for at, line in enumerate(lines):
        if kinds[at] != "own":
            is_signed = False
            continue
        is_signed = is_signed or (
            has_words and (bool(_DELIMITER.fullmatch(line)) or _is_list_footer(lines, at))
        )
        if is_signed or CLIENT_LINE.fullmatch(line):
            kinds[at] = "signature"
        has_words = has_words or bool(line)


def _is_list_footer(lines: list[str], at: int) -> bool:
    """Whether a ruled line at `at` stands over what a mailing list adds to each mail."""
    return bool(_RULER.fullmatch(lines[at])) and any(
        LIST_FOOTER.search(line) for line in lines[at + 1 : at + 5]
    )


def _mark_boilerplate(lines: list[str], kinds: list[SegmentKind]) -> None:
    """Disclaimers, and the banners that gateways put over mail from outside."""
    is_disclaimer = has_words = False
    for start, end in _paragraphs(lines, kinds):
        paragraph = " ".join(lines[start:end])
        is_disclaimer = is_disclaimer or (
            has_words and bool(DISCLAIMER_HEADING.fullmatch(paragraph))
        )
        if is_disclaimer or _is_boilerplate(paragraph):
            _mark(kinds, start, end, "signature")
        has_words = True


def _is_boilerplate(paragraph: str) -> bool:
    if BANNER.match(paragraph):
        return True
    words = paragraph.lower()
    if not any(word in words for word in LEGAL_WORDS):
        return False
    heading = DISCLAIMER_HEADING.match(paragraph)
    is_headed = heading is not None and ":" in heading[0]
    formulas = sum(bool(formula.search(paragraph)) for formula in LEGAL_FORMULAS)
    return formulas >= _LEGAL - is_headed


def _paragraphs(lines: list[str], kinds: list[SegmentKind]) -> Iterator[tuple[int, int]]:
    """Runs of own lines that are not blank."""
    start = None
    for at, line in enumerate(lines):
        if kinds[at] == "own" and line:
            start = at if start is None else start
        elif start is not None:
            yield start, at
            start = None
    if start is not None:
        yield start, len(lines)
