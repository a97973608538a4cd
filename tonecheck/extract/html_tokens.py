"""HTML as tokens with their places, by the rules of the HTML standard's tokenizer, section 13.2.5.

Written here because no parser at hand gives places in linear time: `html.parser` is quadratic on
unclosed tags (40 kB of ``<a `` take 8 s with Python 3.11.7), lxml and selectolax know lines at
most, html5lib knows none. Each alternative below takes all it looks at, so time is linear.
"""

from __future__ import annotations

import html.entities
import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from typing import Literal, NamedTuple

TokenKind = Literal["start", "end", "text", "raw", "comment", "declaration"]
RAW = frozenset("script style title textarea xmp iframe noembed noframes mj-style".split())
"""Elements whose content is no markup."""
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
"""Elements that have no end."""

_NAME = r"=[^\t\n\f\r />=]*+|[^\t\n\f\r />=]++"
_EQUALS = r"[\t\n\f\r ]*+=[\t\n\f\r ]*+"
_VALUE = r""" "[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\t\n\f\r >"'][^\t\n\f\r >]*+"""
_TOKEN = re.compile(
    rf"""
    (?P<text>[^<]++)
    |(?P<tag></?(?P<name>[a-zA-Z][^\t\n\f\r />]*+)
       (?:[\t\n\f\r /]++|(?:{_NAME})(?:{_EQUALS}(?:{_VALUE})?+)?+)*+
       (?:(?P<closed>>)|\Z))
    |(?P<comment><!--(?:-?>|(?s:.*?)(?:--!?>|\Z)))
    |(?P<declaration>(?:<[!?]|</(?!\Z))[^>]*+(?:>|\Z))
    |(?P<bracket><)""",
    re.VERBOSE,
)
_TAG_NAME = re.compile(r"<[^\t\n\f\r />]*+")
_ATTRIBUTE = re.compile(rf"({_NAME})(?:{_EQUALS}({_VALUE})?+)?+", re.VERBOSE)
# "&amp;", "&#8217;", "&#x2019;", "&nbsp" as old pages have it
REFERENCE = r"&(?:\#\d++;?|\#[xX][\da-fA-F]++;?|[a-zA-Z][a-zA-Z\d]*+;?)"
_LONGEST_NAME = 33


class Token(NamedTuple):
    """`source[start:end]` is of one `kind`; `name` is a tag's, in small letters."""

    kind: TokenKind
    start: int
    end: int
    name: str = ""


def tokens(source: str) -> Iterator[Token]:
    """The tokens of `source`, in order and without holes, whatever it holds."""
    at = 0
    while at < len(source):
        found = _TOKEN.match(source, at)
        assert found is not None
        start, at = found.span()
        if not found["closed"]:
            yield Token(_KINDS[found.lastgroup or ""], start, at)
            continue
        name = found["name"].lower()
        is_end = source[start + 1] == "/"
        yield Token("end" if is_end else "start", start, at, name)
        if not is_end and name in RAW:
            closing = _closing(name).search(source, at)
            start, at = at, closing.start() if closing else len(source)
            if start < at:
                yield Token("raw", start, at)


_KINDS: dict[str, TokenKind] = {
    "text": "text",
    "bracket": "text",
    "comment": "comment",
    "declaration": "declaration",
    "tag": "declaration",  # one that the end of the source cuts off is none
}


@cache
def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[\t\n\f\r />])", re.IGNORECASE)


def attributes(tag: str) -> dict[str, str]:
    """The attributes of a start `tag`, names in small letters; the first of two equal ones."""
    found: dict[str, str] = {}
    name = _TAG_NAME.match(tag)
    for key, value in _ATTRIBUTE.findall(tag.removesuffix(">"), name.end() if name else 0):
        quote = value[:1] if value[:1] in ('"', "'") else ""
        found.setdefault(key.lower(), unescape(value.strip(quote) if quote else value))
    return found


def decode_reference(reference: str) -> tuple[str, int]:
    """What a character reference stands for, and how many of its characters say so.

    Nothing, and 0, for what is none; ``&notit`` is ``¬`` in its first four characters, as the
    standard has it (section 13.2.5.73).
    """
    if reference[1] == "#" or reference[1:] in html.entities.html5:
        return unescape(reference), len(reference)
    for end in range(min(len(reference), _LONGEST_NAME), 1, -1):
        if reference[1:end] in html.entities.html5:
            return html.entities.html5[reference[1:end]], end
    return "", 0
