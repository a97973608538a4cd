"""Comments that silence findings: ``tonecheck: ignore[demanding.or-else] the reason``.

A directive counts in a comment of its format only, never in quoted words or code. What it
silences is a finding that the report would name by that rule; a directive that silences nothing
is said to, so that none outlives its reason (after Ruff's RUF100).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from tonecheck.errors import ConfigError, SuppressionError, suggest
from tonecheck.findings import Note, Severity
from tonecheck.message import Message
from tonecheck.offsets import Lines
from tonecheck.ruleset.selectors import check_selectors, matches

MARK = "tonecheck:"
VERBS = ("ignore", "ignore-next", "off", "on", "ignore-file")
UNUSED = "unused-suppression"
BARE = "bare-suppression"
EVERY = "*"
"""The selector of a directive that names no rule."""

# tonecheck: ignore-next[demanding.asap, hostile] the client wrote this
_DIRECTIVE = re.compile(MARK + r"[ \t]*(?P<verb>[\w-]*)[ \t]*(?P<rules>\[[^\]\r\n]*\]?)?")
_LONGEST_OPENER = 40
MOST_DIRECTIVES = 1000
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Directive:
    """What one comment says of one selector.

    `start` and `end` are the words of the directive in the source, `reach` the stretch that it
    speaks for, `line` its 1-based line.
    """

    verb: str
    selector: str
    reason: str
    line: int
    start: int
    end: int
    reach: tuple[int, int] = (0, 0)

    def silences(self, rule_id: str, start: int, end: int) -> bool:
        """Whether a finding of `rule_id` in `source[start:end]` is meant."""
        low, high = self.reach
        return start < high and low < end and matches(self.selector, rule_id)

    def __str__(self) -> str:
        """For a reason: ``comment in line 3: the client wrote this``."""
        place = f"comment in line {self.line}"
        return f"{place}: {self.reason}" if self.reason else place


class Silenced(NamedTuple):
    """For each place that was asked about the directive that silences it, and what to note."""

    by: list[Directive | None]
    notes: tuple[Note, ...]


def silence(
    places: Sequence[tuple[str, int, int]],
    message: Message,
    *,
    known: Sequence[str],
    active: Collection[str],
    unused: Severity = Severity.INFO,
) -> Silenced:
    """Which of `places` (rule id, start, end in the source) the comments of `message` silence.

    `known` are all rule ids, `active` those that might have found something: a directive for
    others is not called unused. Raises SuppressionError, which names a line, for a directive
    that cannot be read or means no known rule.
    """
    page = _Page.of(message)
    directives = _read(page, known)
    by = [next((d for d in directives if d.silences(*place)), None) for place in places]
    used = {directive for directive in by if directive is not None}
    return Silenced(by, tuple(_notes(directives, used, active, unused, page)))


class _Page(NamedTuple):
    """A message with its lines, and those that hold the writer's own words."""

    message: Message
    lines: Lines
    own_lines: list[int]

    @classmethod
    def of(cls, message: Message) -> _Page:
        lines = Lines.of(message.source)
        return cls(message, lines, sorted(_own_lines(message, lines)))

    def line_of(self, offset: int) -> int:
        """The 1-based line of `offset`."""
        return self.lines.position(offset)[0]

    def span(self, line: int) -> tuple[int, int]:
        """Where the 1-based `line` stands in the source, its line break included."""
        starts = self.lines.starts
        end = starts[line] if line < len(starts) else len(self.message.source)
        return starts[line - 1], end


def _own_lines(message: Message, lines: Lines) -> set[int]:
    found: set[int] = set()
    for segment in message.segments:
        if segment.kind == "own":
            at = segment.start
            while at < segment.end:
                line, _ = lines.position(at)
                end = lines.starts[line] if line < len(lines.starts) else segment.end
                if _WORD.search(message.source, at, min(end, segment.end)):
                    found.add(line)
                at = end
    return found


def _read(page: _Page, known: Sequence[str]) -> list[Directive]:
    """The directives of a page, one for each selector, in order."""
    written: list[Directive] = []
    for found, closer in _in_comments(page.message):
        written += _parse(found, closer, page, known)
        if len(written) > MOST_DIRECTIVES:
            problem = f"is one directive too many; expected at most {MOST_DIRECTIVES} in one source"
            raise SuppressionError(problem, line=written[-1].line, key=written[-1].verb)
    taken = {directive.line for directive in written}
    page = page._replace(own_lines=[line for line in page.own_lines if line not in taken])
    return [replace(directive, reach=_reach(directive, written, page)) for directive in written]


def _in_comments(message: Message) -> Iterator[tuple[re.Match[str], str]]:
    """Each directive that begins a comment, with what ends that comment."""
    kinds = {segment.kind for segment in message.segments}
    # A format that was taken apart has its comments outside the writer's own words.
    allowed = {"comment", "markup"} if kinds & {"comment", "markup"} else {"own"}
    starts = [segment.start for segment in message.segments]
    for found in _DIRECTIVE.finditer(message.source):
        segment = message.segments[bisect_right(starts, found.start()) - 1]
        closer = _closer(message, found.start())
        if closer is not None and segment.kind in allowed:
            yield found, closer


def _closer(message: Message, at: int) -> str | None:
    """What ends the comment whose first word is at `at`; None where no comment begins."""
    before = message.source[max(0, at - _LONGEST_OPENER) : at]
    for opener, closer in message.comments:
        if closer:
            if before.rstrip().endswith(opener):
                return closer
        elif re.search(rf"(?:^|\s){re.escape(opener)}[ \t]*\Z", before):
            return closer
    return None


def _parse(
    found: re.Match[str], closer: str, page: _Page, known: Sequence[str]
) -> Iterator[Directive]:
    verb, rules = found["verb"], found["rules"]
    line = page.line_of(found.start())
    if verb not in VERBS:
        raise SuppressionError(f"is no directive; {suggest(verb, VERBS)}", line=line, key=verb)
    selectors = [EVERY] if rules is None else [each.strip() for each in rules[1:-1].split(",")]
    if rules is not None and not (rules.endswith("]") and all(selectors)):
        problem = f'is followed by "{rules}"; expected rules such as [hostile, demanding.asap]'
        raise SuppressionError(problem, line=line, key=verb)
    try:
        check_selectors(selectors, known)
    except ConfigError as err:
        raise SuppressionError(err.problem, line=line) from err
    words = page.message.source[found.end() : page.span(line)[1]]
    reason = words.partition(closer)[0] if closer else words
    for selector in dict.fromkeys(selectors):
        yield Directive(verb, selector, reason.strip(" \t\r\n:-—–"), line, *found.span())


def _reach(directive: Directive, written: Sequence[Directive], page: _Page) -> tuple[int, int]:
    """The stretch of the source that `directive` speaks for; `on` speaks for none."""
    match directive.verb:
        case "ignore":
            return page.span(directive.line)
        case "ignore-next":
            index = bisect_right(page.own_lines, directive.line)
            return page.span(page.own_lines[index]) if index < len(page.own_lines) else (0, 0)
        case "off":
            later = (d for d in written if d.start > directive.start and _reopens(d, directive))
            return directive.start, next((d.start for d in later), len(page.message.source))
        case "ignore-file":
            return 0, len(page.message.source)
    return 0, 0


def _reopens(on: Directive, off: Directive) -> bool:
    return on.verb == "on" and on.selector in (EVERY, off.selector)


def _notes(
    directives: Sequence[Directive],
    used: Collection[Directive],
    active: Collection[str],
    severity: Severity,
    page: _Page,
) -> Iterator[Note]:
    closed = {directive.reach[1] for directive in directives if directive.verb == "off"}
    for directive in directives:
        if directive.verb == "on":
            if directive.start not in closed:
                problem = "It switches on what is on already."
                yield _note(UNUSED, severity, directive, problem, page)
        elif directive not in used:
            if any(matches(directive.selector, rule_id) for rule_id in active):
                yield _note(UNUSED, severity, directive, _unused(directive, page), page)
        elif directive.selector == EVERY and directive.verb != "ignore-file":
            problem = f"It names no rule; {directive.verb}[RULE] silences only what you mean."
            yield _note(BARE, Severity.INFO, directive, problem, page)


def _unused(directive: Directive, page: _Page) -> str:
    rules = "" if directive.selector == EVERY else f" of {directive.selector}"
    start, _ = page.span(directive.line)
    stands_first = not _WORD.search(page.message.source, start, directive.start)
    alone = directive.verb == "ignore" and stands_first
    hint = "; ignore-next speaks for the next line" if alone else ""
    return f"It silences nothing{rules}{hint}."


def _note(name: str, severity: Severity, directive: Directive, problem: str, page: _Page) -> Note:
    start, end = directive.start, directive.end
    return Note(name, severity, start, end, page.message.source[start:end], problem)
