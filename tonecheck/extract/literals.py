"""Sentences inside the tags of a template: what a translation, a default or an argument says.

``{% trans "..." %}``, ``{{ _("...") }}``, ``{{ "..." | t }}``, ``{{ x|default:"..." }}``,
``<%= t('...') %>``, ``<?php echo __('...') ?>``. A reader will see these words where the tag
stands.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tonecheck.message import Segment


class Literal(NamedTuple):
    """A sentence in a tag: `source[start:end]`, between two marks `quote`."""

    start: int
    end: int
    quote: str


# To its closing mark, or to the end of the tag where there is none, so that time is linear: what
# follows the words always matches. (A possessive "*+" here is misread by Python 3.11.2.)
_STRING = re.compile(
    r"""(?s)(?P<quote>["'`])(?P<words>(?:(?!(?P=quote))[^\\]|\\.)*)(?P<close>(?P=quote)|\\?\Z)"""
)
# Two words or more, one of them none of "dddd, MMMM Do YYYY", "jS F Y", "%d %B".
_SENTENCE = re.compile(
    r"(?s)(?=.*\S\s+\S).*?(?<![^\W_])(?!(?:[DdMmYyHhsSaAjEL]+|Do)(?![^\W_]))[^\W\d_]{2}"
)
# Tags whose strings are compared, loaded or matched, not shown.
_SILENT = re.compile(
    r"\{%[-+~]?\s*(?:if|ifequal|ifnotequal|elif|elsif|elseif|unless|case|when|for|while|load|import|from|"
    r"extends|layout|use|url|path|static)\b"
)
_SHOWING = re.compile(r"\{%|\{\{|<%|<\?|%%=")
_SHOWN_BY_CODE = re.compile(r"\{%|<\?php\s+(?:echo|print)\b")
ESCAPE = re.compile(r"(?s)\\.")
# What would end a string's tag, or begin another.
_DELIMITER = re.compile(r"\{[{%#]|[}%#]\}|<%|%>|<\?|\?>|=%%|\\|[\r\n]")


def literals(source: str, tag: Segment) -> Iterator[Literal]:
    """The sentences in `tag`, which is one whole tag of `source`; none in a comparison."""
    shows = {"placeholder": _SHOWING, "code": _SHOWN_BY_CODE}.get(tag.kind)
    if shows is None or not shows.match(source, tag.start, tag.end):
        return
    if _SILENT.match(source, tag.start, tag.end):
        return
    for found in _STRING.finditer(source, tag.start, tag.end):
        if found["close"] == found["quote"] and _SENTENCE.match(found["words"]):
            yield Literal(*found.span("words"), found["quote"])


def spelled(inside: Sequence[Literal], words: str, at: int) -> str | None:
    """`words` as they may stand at `at`: None where they would end the string or its tag there."""
    index = bisect_right(inside, at, key=lambda literal: literal.start) - 1
    if index < 0 or at >= inside[index].end:
        return words
    if inside[index].quote in words or _DELIMITER.search(words):
        return None
    return words
