"""Templates: placeholders, control tags and comments of any engine, masked at their own length.

A mask lets any other format be read as if the template were filled in: a placeholder is a word
that nobody knows, a control tag is a gap, a comment is nothing, and a sentence inside a tag
(``{% trans "Thank you" %}``) is read where it stands. No engine's own parser is asked:
they give no offsets, drop white space, and refuse each other's files (`{{#if}}` in Jinja).

Jinja, Django, Twig, Liquid, Handlebars, Mustache, Go, Vue, ERB, EJS, PHP; Mailchimp's `*|X|*`,
Salesforce's `{!X}`, AMPscript; Python's `%(x)s`, `{x}`, `${x}`; what people leave for people to
fill in: `[Company]`, `<Your Name>`, `<<name>>`, `[[name]]`, `__NAME__`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import NamedTuple

from tonecheck.extract.literals import ESCAPE, Literal, literals, spelled
from tonecheck.extract.pieces import BREAK, WORD, overlay
from tonecheck.extract.plain import merge
from tonecheck.message import Message, Segment, SegmentKind
from tonecheck.offsets import Edits, OffsetMap

GAP = "\ufff9"
"""Fills a control tag where a format would take spaces for something, as Markdown does."""
_APART = "\ufffa"
"""Fills what stands between two sentences of one tag."""
_NOTHING = "\ufffb"
"""Fills a backslash before what it stands for."""

# Every opener with what closes it; the longer before the shorter that begins alike.
_CLOSERS = {
    "{{!--": "--}}",
    "{{{{": "}}}}",
    "{{{": "}}}",
    "{{": "}}",
    "{%": "%}",
    "{#": "#}",
    "<%--": "--%>",
    "<%": "%>",
    "<?php": "?>",
    "<?=": "?>",
    "%%=": "=%%",
    "%%[": "]%%",
}
_TAG_NAME = re.compile(r"\{%[-+~]?\s*(#|\w+)")
_END_TAG = re.compile(r"\{%[-+~]?\s*end(\w+)")
_END_OF_COMMENT = re.compile(r"\{%[-+~]?\s*endcomment\s*[-+~]?%\}")
# Tags that print nothing. Any other prints where it stands, unless the source has an "end" for it.
_CONTROL = frozenset(
    "if elif elsif else elseif endif for empty break continue extends load set import from do "
    "block pluralize plural assign case when csrf_token layout use".split()
)
# {{! note }}, {{~! note }}, Go's {{/* note */}}
_BRACES_COMMENT = re.compile(r"\{\{[~-]?\s*(?:!|/\*)")
# Handlebars: {{#if x}} {{/if}} {{^x}} {{else}}; Go: {{if .X}} {{- end -}} {{range .Y}}, {{$x := 1}}
_BRACES_CONTROL = re.compile(
    r"\{\{[~-]?\s*(?:[#/^]|\$\w+\s*:?=|(?:else|end|break|continue)\b|"
    r"(?:if|range|with|define|block)\s+[^\s}|])"
)
# ERB and EJS print by <%= x %>, EJS by <%- x %> too, where ERB only trims: <%- end %>
_ERB_PRINTS = re.compile(
    r"<%=|<%-(?!\s*(?:\}|(?:if|unless|else|elsif|end|for|while|case|when)\b))(?!.*(?:\bdo|[|{])\s*-?%>)",
    re.DOTALL,
)

_MEANT = (
    r"(?:[Yy]our|[Ii]nsert|[Ee]nter|[Ff]ill|[Aa]dd|[Ff]irst|[Ll]ast|[Ff]ull|[Nn]ame|[Dd]ate|[Tt]ime|"
    r"[Cc]ompany|[Rr]ecipient|[Ss]ender|[Cc]ustomer|[Cc]lient|[Uu]ser|[Pp]roduct|[Pp]roject|"
    r"[Oo]rder|[Ii]nvoice|[Aa]mount|[Aa]ddress|[Ee]-?mail|[Pp]hone|[Ll]ink|[Uu][Rr][Ll]|[Tt]itle|"
    r"[Tt]opic|[Ss]ubject|[Pp]osition|[Rr]ole|[Nn]umber|[Ss]ignature)\b"
)
_TITLE = (
    r"[A-Z][\w.&'’/-]{0,20}"
    r"(?:,?[ ](?:[A-Z&][\w.&'’/-]{0,20}|of|the|and|or|to|for|in|a)(?![\w.&'’/-])){0,5}"
)
_NAMES = (
    r"(?:[a-z]{1,30}_\w{1,40}|[a-z]{1,20}[A-Z]\w{0,40}|(?:user|name|email|date|company|customer|"
    r"order|amount|total|url|link|title|subject|recipient|sender|product|project)\b)"
)
# Bounded throughout, so that no field takes more than its own length to find or to give up.
_FIELD = rf"""
    \*\|[A-Z0-9_:,\[\]\.= -]{{1,80}}\|\*
  | \{{![A-Za-z0-9_.$!()&,' ]{{1,120}}\}}
  | %%[A-Za-z_][A-Za-z0-9_ ]{{0,60}}%%
  | %\([A-Za-z_]\w{{0,60}}\)[#0 +-]{{0,5}}\d{{0,3}}(?:\.\d{{1,3}})?[diouxXeEfFgGcrsa]
  | (?<![\w%])%(?:\d{{1,2}}\$)?[-+0#]{{0,5}}\d{{0,3}}(?:\.\d{{1,3}})?[sdifu@](?!\w)
  | [$#]\{{[^{{}}\n]{{1,80}}\}}
  | %?\{{(?:[A-Za-z_]\w{{0,60}}|\d{{0,3}})(?:\.\w{{1,60}}|\[[^\]{{}}\n]{{1,40}}\]){{0,8}}
      (?:![rsa])?(?::(?:%[^{{}}\n]{{1,40}}|[^{{}}\s]{{0,20}}))?\}}
  | \${_NAMES}
  | \[\[[^\[\]\n]{{1,60}}\]\]
  | <<[^<>\n]{{1,60}}>>
  | \[(?:{_MEANT}[^\[\]<>{{}}\n]{{0,40}}|[A-Z][A-Z0-9_ ]{{1,40}}|{_TITLE})\](?!\(|\[|:[ ]*http)
"""
# "<Your Name>", "__NAME__": in HTML the first is a tag, in Markdown the second is emphasis.
_IN_TEXT = (
    rf" | <(?:{_MEANT}[\w '’-]{{0,40}}|[A-Z][A-Z0-9_ ]{{3,40}}|{_TITLE}(?<=[a-z]))>"
    r" | (?<!\w)__[A-Z][A-Z0-9]{0,30}(?:_[A-Z0-9]{1,30}){0,6}__(?!\w)"
)


# With one of these each of them begins: a search for a few characters skips all else quickly.
_SIGN = re.compile(r"[{%\[$]|<[%?<]|#\{|\*\|")
_SIGN_IN_TEXT = re.compile(r"[{%\[$<]|#\{|\*\||__")


@cache
def _scanner(*, markup: bool) -> re.Pattern[str]:
    """Compiled when first needed: it takes longer than most checks."""
    openers = "|".join(map(re.escape, _CLOSERS))
    fields = _FIELD if markup else _FIELD + _IN_TEXT
    return re.compile(f"(?P<opener>{openers})|(?:{fields})", re.VERBOSE)


def template_segments(
    source: str, start: int = 0, end: int | None = None, *, markup: bool = False
) -> Iterator[Segment]:
    """The placeholders, control tags ("code") and comments in `source[start:end]`, in order.

    In `markup` angle brackets and underscores mean something else and are left alone. An opener
    that nothing closes is text. The time is linear in the length of the source.
    """
    end = len(source) if end is None else end
    next_sign = (_SIGN if markup else _SIGN_IN_TEXT).search
    tags = _Tags(source, start, end)
    while sign := next_sign(source, start, end):
        start = sign.start()
        segment = _segment_at(source, start, end, tags, markup=markup)
        if segment is not None:
            yield segment
        start = segment.end if segment else start + 1


def _segment_at(source: str, start: int, end: int, tags: _Tags, *, markup: bool) -> Segment | None:
    found = _scanner(markup=markup).match(source, start, end)
    if found is None:
        return None
    return (
        tags.at(start, found["opener"])
        if found["opener"]
        else Segment("placeholder", *found.span())
    )


class _Tags:
    """Finds where the tags of one source end, never looking twice through the same stretch."""

    def __init__(self, source: str, start: int, end: int) -> None:
        self._source = source
        self._start = start
        self._end = end
        self._next: dict[str, int] = {}
        self._ended: frozenset[str] | None = None
        self._is_comment_open = False

    def at(self, start: int, opener: str) -> Segment | None:
        """The tag that `opener` opens at `start`, or None where nothing closes it."""
        inside = start + len(opener)
        close = self._find(_CLOSERS[opener], inside)
        if close < 0 or self._source.find(opener, inside, close) >= 0:
            return None
        end = close + len(_CLOSERS[opener])
        kind, is_block = self._kind(start, end, opener)
        return Segment(kind, start, self._end_of_comment(end) if is_block else end)

    def _find(self, closer: str, at: int) -> int:
        known = self._next.get(closer, 0)
        if 0 <= known < at:
            known = self._next[closer] = self._source.find(closer, at, self._end)
        return known

    def _kind(self, start: int, end: int, opener: str) -> tuple[SegmentKind, bool]:
        """What the tag at `start` is, and whether it begins a whole block of comment."""
        tag = self._source[start:end]
        if opener in ("{#", "<%--", "{{!--") or _BRACES_COMMENT.match(tag):
            return "comment", False
        if opener == "{%":
            return self._kind_of_statement(tag)
        if opener == "<%":
            if tag.startswith("<%#"):
                return "comment", False
            return ("placeholder" if _ERB_PRINTS.match(tag) else "code"), False
        is_control = opener in ("{{{{", "<?php", "%%[") or bool(_BRACES_CONTROL.match(tag))
        return ("code" if is_control else "placeholder"), False

    def _kind_of_statement(self, tag: str) -> tuple[SegmentKind, bool]:
        if self._ended is None:
            self._ended = frozenset(_END_TAG.findall(self._source, self._start, self._end))
        named = _TAG_NAME.match(tag)
        name = named[1] if named else "if"
        if name in ("#", "comment"):
            return "comment", name == "comment"
        if name in _CONTROL or name.startswith("end") or name in self._ended:
            return "code", False
        return "placeholder", False

    def _end_of_comment(self, start: int) -> int:
        if self._is_comment_open:
            return start
        found = _END_OF_COMMENT.search(self._source, start, self._end)
        self._is_comment_open = found is None
        return found.end() if found else start


class Mask(NamedTuple):
    """A source with its template syntax filled in at equal length.

    `filled` is what was filled, `said` the sentences inside tags, which were not.
    """

    text: str
    filled: tuple[Segment, ...]
    said: tuple[Literal, ...]


def mask(source: str, *, markup: bool = False, gap: str = " ") -> Mask:
    """`source` masked: placeholders are runs of `WORD`, all else is as good as runs of `gap`.

    Every newline stays. In `markup` a tag within an HTML tag is filled whole: attributes are
    nobody's sentences.
    """
    pieces: list[str] = []
    filled: list[Segment] = []
    said: list[Literal] = []
    at = 0
    is_in_tag = False
    for tag in template_segments(source, markup=markup):
        before = source[at : tag.start]
        is_in_tag = markup and _ends_in_tag(before, is_in_tag)
        sentences = [] if is_in_tag else [*literals(source, tag)]
        pieces.append(before)
        at = tag.start
        for segment, filler in _fillings(source, tag, sentences, markup=markup):
            part = source[segment.start : segment.end]
            pieces += (source[at : segment.start], _filled(part, filler or gap))
            filled.append(segment)
            at = segment.end
        said += sentences
    return Mask("".join((*pieces, source[at:])), tuple(filled), tuple(said))


def _ends_in_tag(text: str, was_in_tag: bool) -> bool:
    opened, closed = text.rfind("<"), text.rfind(">")
    return opened > closed if opened >= 0 or closed >= 0 else was_in_tag


def _fillings(
    source: str, tag: Segment, sentences: list[Literal], *, markup: bool
) -> Iterator[tuple[Segment, str]]:
    """The parts of `tag` that are none of its `sentences`, each with its filler; "" is a gap."""
    if not sentences:
        yield tag, WORD if tag.kind == "placeholder" else ""
        return
    at, filler = tag.start, ""
    for literal in sentences:
        yield Segment("code", at, literal.start), filler
        yield from _inside(source, literal, markup=markup)
        at, filler = literal.end, _APART
    yield Segment("code", at, tag.end), ""


def _inside(source: str, literal: Literal, *, markup: bool) -> Iterator[tuple[Segment, str]]:
    """The placeholders and the escapes in a sentence, in order."""
    at, end, _ = literal
    for segment in (*template_segments(source, at, end, markup=markup), Segment("own", end, end)):
        for escape in ESCAPE.finditer(source, at, segment.start):
            is_blank = escape[0][1] in "nrt"
            stop = escape.end() if is_blank else escape.start() + 1
            yield Segment("code", escape.start(), stop), "" if is_blank else _NOTHING
        if segment.kind != "own":
            yield segment, WORD if segment.kind == "placeholder" else ""
        at = segment.end


_LINE_PART = re.compile(r"[^\r\n]")


def _filled(tag: str, filler: str) -> str:
    return _LINE_PART.sub(filler, tag) if "\n" in tag or "\r" in tag else filler * len(tag)


def masked_message(
    source: str, read: Callable[[str], Message], *, markup: bool = False, gap: str = " "
) -> Message:
    """The message that `read` finds in `source` once its template syntax is masked."""
    masked, filled, said = mask(source, markup=markup, gap=gap)
    message = read(masked)
    if filled:
        text, offsets = _named(message, filled)
        segments = tuple(merge(overlay(message.segments, filled)))
        spell = partial(spelled, said) if said else None
        message = Message(source, text, offsets, segments, spell=spell)
    return message


_RUN = re.compile(
    rf"{WORD}+|{_NOTHING}+|[ \t]?{_APART}[ \t\n{_APART}]*|[ \t]*{GAP}+(?:[ \t]|{GAP})*"
)


def _named(message: Message, filled: tuple[Segment, ...]) -> tuple[str, OffsetMap]:
    """The text of `message` with one `WORD` for each placeholder, and a blank for each gap.

    A sentence of a tag ends before its next one begins.

    A placeholder over several lines is one word; two without anything between them are one.
    """
    ends = {segment.start: segment.end for segment in filled}
    spans: list[tuple[int, int, str]] = []
    covered = 0
    for run in _RUN.finditer(message.text):
        start, end = run.span()
        first, last = message.offsets.to_source(start, end)
        if first < covered:
            start = spans.pop()[0]
        spans.append((start, end, _meaning(run[0])))
        covered = max(covered, ends.get(first, last))
    edits = Edits(message.text)
    for span in spans:
        edits.replace(*span)
    text, named = edits.finish()
    return text, named.then(message.offsets)


def _meaning(run: str) -> str:
    if WORD in run:
        return WORD
    if _APART in run:
        return BREAK
    return "" if _NOTHING in run else " "
