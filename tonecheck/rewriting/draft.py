"""The whole draft rewritten: the best rewrite of every passage that costs something, together.

What comes out is clean: where a rewrite would itself be flagged, the next one takes its
place, and at last the passage goes. Only a passage around a placeholder, or around anything else
that is not the writer's own words, stays as it is where no rewrite keeps that.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from tonecheck.errors import ExtractError
from tonecheck.extract.plain import plain_message
from tonecheck.findings import Cue, Finding, Rewrite, Severity
from tonecheck.message import Message
from tonecheck.rewriting.facts import missing
from tonecheck.rewriting.frames import frames
from tonecheck.rewriting.gist import carries
from tonecheck.rewriting.kept import fixed_parts, kept

Flagged = Callable[[Message], Sequence[Finding]]
_ROUNDS = 12
_ECHO = 6
"""How many places a choice falls back for each turn of phrase that the draft has already."""
_BODY = 12
"""Words beside a passage from which on a draft says something without it."""
MAX_PASSAGES = 200
"""Above this many a draft is no mail: passages are left out instead of rewritten one by one."""
MAX_CUES = 40
"""Above this many no person wrote the sentence: it goes, whatever might be said instead."""


@dataclass(slots=True)
class Passage:
    """A stretch of a source with the words that may stand there, best first.

    It `may_go` where it holds nothing but venom and the draft says something without it; what it
    says `stays` where no rewrite keeps what is not the writer's own.
    """

    start: int
    end: int
    choices: list[str] = field(default_factory=list)
    stays: str = ""
    may_go: bool = False

    def advance(self) -> None:
        """Give up the words that stand there now."""
        if self.choices:
            self.choices.pop(0)

    @property
    def words(self) -> str:
        """The words that stand there now; "" for none."""
        return self.choices[0] if self.choices else self.stays


def rewrite_draft(message: Message, findings: Sequence[Finding], flagged: Flagged) -> str:
    """The source of `message` with every finding of severity warning or above rewritten.

    `flagged` gives the findings of a message that would again be rewritten. Of what this returns
    it gives none but in passages that must stay, so that a second run changes nothing.
    """
    try:
        draft, _ = rewrite_passages(message, findings, flagged)
    except ExtractError:
        return message.source
    return draft.source if fixed_parts(draft) == fixed_parts(message) else message.source


def rewrite_passages(
    message: Message, findings: Sequence[Finding], flagged: Flagged
) -> tuple[Message, list[Passage]]:
    """The message rewritten, and the passages of `message` with the words they came to.

    Raises ExtractError where a rewritten template cannot be read.
    """
    first: list[Passage] = []
    for round_number in range(_ROUNDS):
        before = message.source
        passages = _passages(message, findings)
        if round_number and len(passages) > MAX_PASSAGES:
            return _without(message, findings, flagged, patience=0), first
        if passages:
            message, findings = _settled(message, passages, flagged)
        first = first or passages
        if message.source == before:
            return message, first
    return _without(message, findings, flagged), first


def _without(
    message: Message, findings: Sequence[Finding], flagged: Flagged, *, patience: int = _ROUNDS
) -> Message:
    """`message` with those flagged passages that need not stay deleted until none is left.

    Where one deletion has led to the next `patience` times, as in a wall of marks, whole lines go.
    """
    rounds = 0
    while passages := [each for each in _passages(message, findings) if not each.stays]:
        for passage in passages:
            passage.choices.clear()
        if rounds >= patience:
            passages = _lines_of(message, passages)
        message = _read_again(message, _apply(message.source, passages)[0])
        findings = flagged(message)
        rounds += 1
    return message


def _lines_of(message: Message, passages: list[Passage]) -> list[Passage]:
    """The lines of `passages`, where nothing on them must stay."""
    lines: list[Passage] = []
    for passage in passages:
        if lines and passage.end <= lines[-1].end:
            continue
        start = message.source.rfind("\n", 0, passage.start) + 1
        end = message.source.find("\n", passage.end)
        end = len(message.source) if end < 0 else end
        whole = passage if kept(message, start, end) else Passage(start, end)
        lines.append(whole)
    return lines


def _read_again(message: Message, draft: str) -> Message:
    return replace((message.read or plain_message)(draft), comments=message.comments)


def _passages(message: Message, findings: Sequence[Finding]) -> list[Passage]:
    """One passage for all findings that overlap; the strongest finding's words come first."""
    spans = [
        (*_reach(finding), finding)
        for finding in findings
        if finding.severity is not Severity.INFO and (finding.rewrites or not message.read)
    ]
    spans.sort(key=lambda item: (item[0], -item[1], -item[2].score))
    groups: list[list[tuple[int, int, Finding]]] = []
    for span in spans:
        if groups and span[0] < max(end for _, end, _ in groups[-1]):
            groups[-1].append(span)
        else:
            groups.append([span])
    passages = [_passage(message, group) for group in groups]
    if len(passages) > MAX_PASSAGES:
        for passage in passages:
            passage.choices.clear()
    return passages


def _reach(finding: Finding) -> tuple[int, int]:
    """What goes where the words of `finding` go: as much as its best rewrite replaces.

    Of a sentence that no person wrote all goes that it has cues and rewrites for.
    """
    if len(finding.cues) > MAX_CUES:
        places: tuple[Cue | Rewrite, ...] = (*finding.cues, *finding.rewrites)
        return min(place.start for place in places), max(place.end for place in places)
    first = finding.rewrites[0] if finding.rewrites else finding
    return first.start, first.end


def _passage(message: Message, group: list[tuple[int, int, Finding]]) -> Passage:
    start = min(span[0] for span in group)
    end = max(span[1] for span in group)
    choices: list[str] = []
    written = [span for span in group if len(span[2].cues) <= MAX_CUES]
    for _, _, finding in sorted(written, key=lambda span: -span[2].score):
        for rewrite in finding.rewrites:
            if (rewrite.start, rewrite.end) == (start, end) and rewrite.replacement not in choices:
                choices.append(rewrite.replacement)
    stays = message.source[start:end] if kept(message, start, end) else ""
    may_go = "" in choices and not stays
    wanted = [] if choices[:1] == [""] else [words for words in choices if words]
    return Passage(start, end, wanted, stays, may_go)


def _settled(
    message: Message, passages: list[Passage], flagged: Flagged
) -> tuple[Message, Sequence[Finding]]:
    """The draft in which no passage's words are flagged, and the findings that are left in it."""
    while True:
        _say_once(message.source, passages)
        source, places = _apply(message.source, passages)
        draft = _read_again(message, source)
        findings = flagged(draft)
        blamed = [
            passage
            for passage, (start, end) in zip(passages, places, strict=True)
            if passage.choices and any(_blames(finding, start, end) for finding in findings)
        ]
        if not blamed:
            return draft, findings
        for passage in blamed:
            passage.advance()


def _blames(finding: Finding, start: int, end: int) -> bool:
    return finding.severity is not Severity.INFO and finding.start < end and start < finding.end


def _say_once(source: str, passages: list[Passage]) -> None:
    """No sentence twice, and turns of phrase that the draft has already only where need be.

    A passage whose words stand in the draft has had its say, and so has one that is left with
    nothing but a stock phrase that the draft has already.
    """
    edges = [0, *(edge for p in passages for edge in (p.start, p.end)), len(source)]
    kept_words = " ".join(source[start:end] for start, end in list(pairwise(edges))[::2])
    spoken, heard = _key(kept_words), list(frames(kept_words))
    has_body = len(kept_words.split()) >= _BODY or any(not p.may_go for p in passages)
    said: dict[str, bool] = {}
    for passage in passages:
        original = source[passage.start : passage.end]
        if _key(original) in said or (passage.may_go and has_body):
            passage.choices.clear()
        _prefer_fresh(passage, original, heard)
        if passage.words and _is_said(_key(passage.words), spoken, said):
            passage.choices.clear()
        said |= {_key(passage.words): True, _key(original): True}
        heard += frames(passage.words)


def _prefer_fresh(passage: Passage, original: str, heard: Sequence[str]) -> None:
    """Put first what keeps facts and gist of `original`, echoing least of what was `heard`."""
    ranks = {
        words: (
            missing(original, words),
            not carries(original, words),
            at + _ECHO * sum(heard.count(frame) for frame in frames(words)),
        )
        for at, words in enumerate(passage.choices)
    }
    passage.choices.sort(key=ranks.__getitem__)
    if passage.choices and not carries(original, passage.words) and _echoes(passage.words, heard):
        passage.choices.clear()


def _echoes(words: str, heard: Sequence[str]) -> bool:
    """Whether all that `words` could say anywhere has been said."""
    return any(frame in heard for frame in frames(words))


def _is_said(words: str, spoken: str, said: dict[str, bool]) -> bool:
    if words not in said:
        said[words] = words in spoken
    return said[words]


def _key(words: str) -> str:
    return " ".join(words.casefold().split())


def _apply(source: str, passages: list[Passage]) -> tuple[str, list[tuple[int, int]]]:
    """The draft, and where each passage's words stand in it."""
    pieces: list[str] = []
    places: list[tuple[int, int]] = []
    read = written = 0
    last = ""
    for passage, last_end in zip(passages, _run_ends(source, passages), strict=True):
        start, end = passage.start, last_end
        if not passage.words:
            start, end = around(source, max(start, read), end)
        start = max(start, read)
        between = _end_after(last, source[read:start] or passage.words) + source[read:start]
        pieces += (between, passage.words)
        last = passage.words[-1:] or between[-1:] or last
        written += len(between)
        places.append((written, written + len(passage.words)))
        written += len(passage.words)
        read = max(end, read)
    pieces.append(_end_after(last, source[read:]) + source[read:])
    return "".join(pieces), places


def _run_ends(source: str, passages: Sequence[Passage]) -> list[int]:
    """The end of each passage; of a deletion that of the run it is in, which only blanks part."""
    ends = [passage.end for passage in passages]
    for at in range(len(passages) - 2, -1, -1):
        this, following = passages[at], passages[at + 1]
        if not (this.words or following.words or source[this.end : following.start].strip(" \t")):
            ends[at] = ends[at + 1]
    return ends


def _end_after(last: str, following: str) -> str:
    """The mark and the space that a sentence lost with a passage of mere marks: "I accept!!!"."""
    return ". " if last.isalnum() and following[:1].isalnum() else ""


def around(source: str, start: int, end: int) -> tuple[int, int]:
    """`[start, end)` and the space, or the empty line, that its deletion would leave behind."""
    first, last = start, end
    while first > 0 and _is_blank(source[first - 1]):
        first -= 1
    while last < len(source) and _is_blank(source[last]):
        last += 1
    ends_line = source[last : last + 1] in ("", "\n")
    if ends_line and source[first - 1 : first] in ("", "\n"):
        while last < len(source) and source[last] in "\r\n":
            last += 1
        return first, last
    while end < last and source[end] in " \t":
        end += 1
    if ends_line and end == last:
        while start > first and source[start - 1] in " \t":
            start -= 1
    return start, end


def _is_blank(character: str) -> bool:
    return character.isspace() and character != "\n"
