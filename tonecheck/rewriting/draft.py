"""The whole draft rewritten: the best rewrite of every passage that costs something, together.

What comes out is clean: where a rewrite would itself be flagged, the next one takes its
place, and at last the passage goes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tonecheck.findings import Finding, Severity

Flagged = Callable[[str], Sequence[Finding]]
_ROUNDS = 12
MAX_PASSAGES = 200
"""Above this many a draft is no mail: passages are left out instead of rewritten one by one."""


@dataclass(slots=True)
class _Passage:
    """A stretch of the source with the words that may stand there, best first."""

    start: int
    end: int
    choices: list[str] = field(default_factory=list)

    def advance(self) -> None:
        if self.choices:
            self.choices.pop(0)

    @property
    def words(self) -> str:
        return self.choices[0] if self.choices else ""


def rewrite_draft(source: str, findings: Sequence[Finding], flagged: Flagged) -> str:
    """`source` with every finding of severity warning or above rewritten.

    `flagged` gives the findings of a text that would again be rewritten; it is empty for what
    this returns, so that a second run changes nothing.
    """
    draft = source
    for _ in range(_ROUNDS):
        passages = _passages(findings)
        if not passages:
            return draft
        draft, findings = _settled(draft, passages, flagged)
    return _without(draft, findings, flagged)


def _without(draft: str, findings: Sequence[Finding], flagged: Flagged) -> str:
    """`draft` with its flagged passages deleted until none is left."""
    while passages := _passages(findings):
        for passage in passages:
            passage.choices.clear()
        draft = _apply(draft, passages)[0]
        findings = flagged(draft)
    return draft


def _passages(findings: Sequence[Finding]) -> list[_Passage]:
    """One passage for all findings that overlap; the strongest finding's words come first."""
    spans: list[tuple[int, int, Finding]] = []
    for finding in findings:
        if finding.severity is not Severity.INFO:
            start, end = finding.start, finding.end
            if finding.rewrites:
                start, end = finding.rewrites[0].start, finding.rewrites[0].end
            spans.append((start, end, finding))
    spans.sort(key=lambda item: (item[0], -item[1], -item[2].score))
    groups: list[list[tuple[int, int, Finding]]] = []
    for span in spans:
        if groups and span[0] < groups[-1][0][1]:
            groups[-1].append(span)
        else:
            groups.append([span])
    passages = [_passage(group) for group in groups]
    if len(passages) > MAX_PASSAGES:
        for passage in passages:
            passage.choices.clear()
    return passages


def _passage(group: list[tuple[int, int, Finding]]) -> _Passage:
    start = min(span[0] for span in group)
    end = max(span[1] for span in group)
    choices: list[str] = []
    for _, _, finding in sorted(group, key=lambda span: -span[2].score):
        for rewrite in finding.rewrites:
            if (rewrite.start, rewrite.end) == (start, end) and rewrite.replacement not in choices:
                choices.append(rewrite.replacement)
    return _Passage(start, end, choices)


def _settled(
    source: str, passages: list[_Passage], flagged: Flagged
) -> tuple[str, Sequence[Finding]]:
    """The draft in which no passage's words are flagged, and the findings that are left in it."""
    while True:
        _say_once(source, passages)
        draft, places = _apply(source, passages)
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


def _say_once(source: str, passages: list[_Passage]) -> None:
    """No sentence twice: a passage whose words stand in the draft already has had its say."""
    edges = [0, *(edge for p in passages for edge in (p.start, p.end)), len(source)]
    spoken = _key(" ".join(source[start:end] for start, end in list(pairwise(edges))[::2]))
    said: dict[str, bool] = {}
    for passage in passages:
        if passage.words and _is_said(_key(passage.words), spoken, said):
            passage.choices.clear()
        said[_key(passage.words)] = True


def _is_said(words: str, spoken: str, said: dict[str, bool]) -> bool:
    if words not in said:
        said[words] = words in spoken
    return said[words]


def _key(words: str) -> str:
    return " ".join(words.casefold().split())


def _apply(source: str, passages: list[_Passage]) -> tuple[str, list[tuple[int, int]]]:
    """The draft, and where each passage's words stand in it."""
    pieces: list[str] = []
    places: list[tuple[int, int]] = []
    read = written = 0
    for passage in passages:
        start, end = passage.start, passage.end
        if not passage.words:
            start, end = _around(source, max(start, read), end)
        start = max(start, read)
        pieces += (source[read:start], passage.words)
        written += start - read
        places.append((written, written + len(passage.words)))
        written += len(passage.words)
        read = max(end, read)
    pieces.append(source[read:])
    return "".join(pieces), places


def _around(source: str, start: int, end: int) -> tuple[int, int]:
    """`[start, end)` and the space, or the empty line, that its deletion would leave behind."""
    line_start = source.rfind("\n", 0, start) + 1
    line_end = source.find("\n", end)
    line_end = len(source) if line_end < 0 else line_end
    if not source[line_start:start].strip() and not source[end:line_end].strip():
        while line_end < len(source) and source[line_end] in "\r\n":
            line_end += 1
        return line_start, line_end
    while end < line_end and source[end] in " \t":
        end += 1
    if end == line_end:
        while start > line_start and source[start - 1] in " \t":
            start -= 1
    return start, end
