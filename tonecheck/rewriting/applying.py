"""Rewrites put into the source, each held to what it promised.

After Black (checked again after every change, a second run changes nothing) and ruff (safe
fixes unasked, the others on request, never two at one place): a fix is kept only if fewer
findings are left than before, none of them where it wrote and none of a kind that was not
there; and everything that is not the writer's own words stands as it stood.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tonecheck.errors import ToneError
from tonecheck.findings import Applicability, Finding, Rewrite, Severity
from tonecheck.message import Message, Segment
from tonecheck.rewriting.draft import around

Recheck = Callable[[str], tuple[Message, Sequence[Finding]]]
"""Reads and checks an edited source; raises ToneError for one that could not be written."""

DAMAGE = "it would change what counts as quoted, as code or as a placeholder"
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Refused:
    """A finding that had a fix, and why it was not applied."""

    finding: Finding
    reason: str


@dataclass(frozen=True, slots=True)
class Applied:
    """The message after all fixes that held, and what is left to say about it.

    `findings` are those of `message`, `refused` those among them whose fixes did not hold.
    """

    message: Message
    findings: tuple[Finding, ...]
    refused: tuple[Refused, ...]


class Edited(NamedTuple):
    """A source with edits in it, and where the words that they put there stand."""

    source: str
    places: tuple[tuple[int, int], ...]


class _State(NamedTuple):
    message: Message
    findings: tuple[Finding, ...]


def apply_fixes(
    message: Message,
    findings: Sequence[Finding],
    allowed: frozenset[Applicability],
    recheck: Recheck,
) -> Applied:
    """`message` with every fix applied that is `allowed` and holds.

    Each fix kept leaves fewer findings, so this ends; it ends when none of those that are
    left can be kept, so a second run changes nothing.
    """
    before = _State(message, tuple(findings))
    while True:
        after, refused = _one_pass(before, allowed, recheck)
        if after is before:
            return Applied(after.message, after.findings, tuple(refused))
        before = after


def edited(message: Message, edits: Iterable[Rewrite]) -> Edited | str:
    """The source of `message` with `edits` that do not overlap, or why they may not be made.

    Where an edit spans a part that is not the writer's own, such as a placeholder, and its
    words have that part too, the part is left alone and the words go around it.
    """
    pieces: list[Rewrite] = []
    for edit in sorted(edits, key=lambda edit: edit.start):
        spared = _spared(message, edit)
        if isinstance(spared, str):
            return spared
        pieces += spared
    return _joined(message.source, pieces)


def protected(message: Message) -> list[tuple[str, str]]:
    """Kind and text of every part of `message` that may not be rewritten, in order."""
    source = message.source
    return [(s.kind, source[s.start : s.end]) for s in message.segments if s.kind != "own"]


def _one_pass(
    state: _State, allowed: frozenset[Applicability], recheck: Recheck
) -> tuple[_State, list[Refused]]:
    """From the top of the source to its end, every finding tried: as many at once as will go.

    Where a group does not hold its halves are tried, down to single findings; so the checks
    grow with the fixes that do not hold, not with all of them.
    """
    refused: list[Refused] = []
    waiting = _fixable(state.findings, allowed)
    size = len(waiting)
    while waiting:
        group = _apart(waiting[:size], allowed)
        outcome = _tried(state, group, allowed, recheck)
        if isinstance(outcome, str) and len(group) > 1:
            size = len(group) // 2
            continue
        if isinstance(outcome, str):
            refused.append(Refused(waiting.pop(0), outcome))
        else:
            state, written_to = outcome
            rest = (left for left in state.findings if left.start >= written_to)
            waiting = _fixable(rest, allowed)
        size = 2 * len(group)
    return state, refused


def _fixable(findings: Iterable[Finding], allowed: frozenset[Applicability]) -> list[Finding]:
    """Those that have a fix, as they stand in the source, at one place the stronger first."""
    found = [finding for finding in findings if next(_choices(finding, allowed), None)]
    return sorted(found, key=lambda finding: (finding.start, -finding.score))


def _choices(finding: Finding, allowed: frozenset[Applicability]) -> Iterator[tuple[Rewrite, ...]]:
    """The fixes of a finding: what changes wording only, all of it together, before the rest.

    What is no more than info is not worth a change of meaning.
    """
    safe = [rewrite for rewrite in finding.rewrites if rewrite.applicability == "safe"]
    together = _side_by_side(safe)
    if "safe" in allowed:
        if len(together) > 1:
            yield together
        yield from ((rewrite,) for rewrite in safe)
    if "review" in allowed and finding.severity is not Severity.INFO:
        yield from ((rewrite,) for rewrite in finding.rewrites if rewrite not in safe)


def _side_by_side(rewrites: Iterable[Rewrite]) -> tuple[Rewrite, ...]:
    """As many of `rewrites` as do not overlap, the better ranked first chosen."""
    chosen: list[Rewrite] = []
    for rewrite in rewrites:
        if all(rewrite.end <= other.start or other.end <= rewrite.start for other in chosen):
            chosen.append(rewrite)
    return tuple(chosen)


def _apart(findings: Iterable[Finding], allowed: frozenset[Applicability]) -> list[Finding]:
    """Those of `findings` whose best fixes do not overlap."""
    chosen: list[Finding] = []
    taken_to = 0
    for finding in findings:
        edits = next(_choices(finding, allowed))
        if not chosen or min(edit.start for edit in edits) >= taken_to:
            chosen.append(finding)
            taken_to = max(edit.end for edit in edits)
    return chosen


def _tried(
    state: _State, group: Sequence[Finding], allowed: frozenset[Applicability], recheck: Recheck
) -> tuple[_State, int] | str:
    """The state after fixing `group`, and where it ends; or why its best fixes do not hold.

    A group is tried with the best fix of each, a single finding with one after the other.
    """
    said = state.message.source
    choices: Iterable[tuple[Rewrite, ...]] = sorted(
        _choices(group[0], allowed), key=lambda edits: says_twice(edits, said)
    )
    if len(group) > 1:
        together = tuple(edit for f in group for edit in next(_choices(f, allowed)))
        if says_twice(together, said):
            return "it would say the same twice"
        choices = [together]
    first = ""
    for edits in choices:
        outcome = _checked(state, edits, len(group), recheck)
        if not isinstance(outcome, str):
            return outcome
        first = first or outcome
    return first


def says_twice(edits: Iterable[Rewrite], said: str) -> bool:
    """Whether some of `edits` put a sentence where the draft, or another of them, has it."""
    told = [e.replacement for e in edits if e.applicability != "safe" and " " in e.replacement]
    return len({*told}) < len(told) or any(words in said for words in told)


def _checked(
    state: _State, edits: tuple[Rewrite, ...], fixes: int, recheck: Recheck
) -> tuple[_State, int] | str:
    """The state after `edits`, which are to mend as many findings as `fixes`; or an objection."""
    draft = edited(state.message, edits)
    if isinstance(draft, str):
        return draft
    try:
        message, findings = recheck(draft.source)
    except ToneError as err:
        return err.problem
    after = _State(message, tuple(findings))
    return _objection(state, after, draft, fixes) or (after, draft.places[-1][1])


def _objection(before: _State, after: _State, draft: Edited, fixes: int) -> str:
    """Why the edits of so many `fixes` do not hold; empty if they do."""
    if not draft.source.strip():
        return "nothing of the draft would be left"
    if protected(before.message) != protected(after.message):
        return DAMAGE
    for finding in after.findings:
        if any(finding.start < end and start < finding.end for start, end in draft.places):
            return f"what it puts there would be flagged by {finding.rule_id}"
    counts = Counter(finding.category for finding in after.findings)
    more = counts - Counter(finding.category for finding in before.findings)
    if more:
        return f"it would add a {min(more).value} finding"
    if len(after.findings) > len(before.findings) - fixes:
        return "it would not be enough: the sentence would still be flagged"
    return ""


def _spared(message: Message, edit: Rewrite) -> list[Rewrite] | str:
    """`edit` as edits of own words only, or the part that it would touch."""
    inside = _touched(message, edit.start, edit.end)
    words = _line_ends_of(message.source, edit.replacement)
    if not inside:
        return [_clean_cut(message, edit) if not words else _put(edit.start, edit.end, words)]
    pieces: list[Rewrite] = []
    read, said = edit.start, 0
    for segment in inside:
        part = message.source[segment.start : segment.end]
        found = words.find(part, said)
        if segment.start < read or segment.end > edit.end or found < 0:
            return f"it would touch a {segment.kind} part: {_shortened(part)}"
        pieces.append(_put(read, segment.start, words[said:found]))
        read, said = segment.end, found + len(part)
    return [*pieces, _put(read, edit.end, words[said:])]


def _touched(message: Message, start: int, end: int) -> list[Segment]:
    return [s for s in message.segments if s.kind != "own" and s.start < end and start < s.end]


def _put(start: int, end: int, words: str) -> Rewrite:
    return Rewrite(start, end, words)


def _clean_cut(message: Message, edit: Rewrite) -> Rewrite:
    """A deletion that takes the space it would leave with it, as far as that is the writer's."""
    start, end = around(message.source, edit.start, edit.end)
    home = next(s for s in message.segments if s.start <= edit.start < s.end)
    return Rewrite(max(start, home.start), min(end, home.end), "")


def _line_ends_of(source: str, words: str) -> str:
    """`words` with the line ends that `source` has."""
    found = _LINE_END.search(source)
    return _LINE_END.sub(found[0], words) if found else words


def _joined(source: str, edits: Iterable[Rewrite]) -> Edited:
    pieces: list[str] = []
    places: list[tuple[int, int]] = []
    read = written = 0
    for edit in edits:
        pieces += (source[read : edit.start], edit.replacement)
        written += edit.start - read
        places.append((written, written + len(edit.replacement)))
        written += len(edit.replacement)
        read = edit.end
    return Edited("".join([*pieces, source[read:]]), tuple(places))


def _shortened(part: str) -> str:
    words = " ".join(part.split())
    return words if len(words) <= 40 else words[:39] + "…"
