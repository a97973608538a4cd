"""Findings for eyes: the line, a caret under the words, why, and what to write instead."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from textwrap import wrap

import click

from tonecheck.findings import ELEMENTS, Cue, Finding, Note, Report, Severity
from tonecheck.offsets import Lines

_COLOURS = {"hostile": "red", "sulking": "magenta", "demanding": "yellow"}
_WIDTH = 96
_LEAD = 36
_ELEMENT_NAMES = {
    "thanks": "thanks",
    "acceptance": "acceptance",
    "goodwill": "good wishes",
    "interest": "continued interest",
    "feedback_request": "a request for feedback",
    "closing": "a warm closing",
}


def render(path: str, source: str, report: Report, *, show_dropped: bool = False) -> str:
    """The report on one source as styled text; a caller without colours strips the styles."""
    lines = Lines.of(source)
    parts = [_finding(path, source, lines, finding) for finding in report.findings]
    if show_dropped:
        parts += [
            click.style(f"dropped {item.rule_id}", dim=True)
            + f' "{visible(item.text)}" ({item.reason})'
            for item in report.dropped
        ]
    parts += [_note(path, lines, note) for note in report.notes]
    parts += [
        f'suppressed {item.rule_id} "{visible(item.text)}" ({visible(item.reason)})'
        for item in report.suppressed
    ]
    parts.append(verdict(path, report))
    return "\n".join(parts)


def breakdown(report: Report) -> str:
    """Every finding of a report with all its cues and what each contributes to the evidence."""
    if not report.findings:
        return "calm, nothing to explain"
    return "\n\n".join("\n".join(_breakdown(finding)) for finding in report.findings)


def _breakdown(finding: Finding) -> Iterator[str]:
    colour = _COLOURS[finding.category.value]
    head = click.style(f"{finding.category.value} {finding.score:.2f}", fg=colour, bold=True)
    yield f'{head} {finding.severity.value} "{visible(finding.text)}"'
    for cue in finding.cues:
        concept = f" (concept {cue.concept})" if cue.concept else ""
        name = click.style(f"{cue.rule_id}{concept}", dim=True)
        yield f'  {cue.weight:5.2f}  "{visible(cue.text)}"  {name}'


def verdict(path: str, report: Report) -> str:
    """One line on the whole message."""
    name = click.style(visible(path), bold=True)
    present = [_ELEMENT_NAMES[element] for element in ELEMENTS if report.courtesy[element]]
    has = f" It has {_and(present)}." if present else ""
    if not report.findings:
        return f"{name}: {click.style('calm', fg='green', bold=True)}, nothing to mend.{has}"
    counts = [
        f"{number} {severity}{'s' if number > 1 and severity is not Severity.INFO else ''}"
        for severity in reversed(Severity)
        if (number := sum(finding.severity is severity for finding in report.findings))
    ]
    scores = ", ".join(
        click.style(f"{category} {score:.2f}", fg=_COLOURS[category])
        for category, score in report.scores.items()
        if score > 0
    )
    return f"{name}: {', '.join(counts)} ({scores}).{has}"


def visible(text: str) -> str:
    """`text` with control, format and direction characters written out, and on one line."""
    return "".join(_visible(character) for character in text)


def _visible(character: str) -> str:
    if character in "\t ":
        return " "
    if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp"):
        return character.encode("unicode_escape", "surrogatepass").decode("ascii")
    return character


def _finding(path: str, source: str, lines: Lines, finding: Finding) -> str:
    line, column = lines.position(finding.start)
    colour = _COLOURS[finding.category.value]
    label = click.style(f"{finding.category.value} {finding.severity.value}", fg=colour, bold=True)
    head = f"{visible(path)}:{line}:{column}: {label} {click.style(finding.rule_id, dim=True)}"
    return "\n".join([head, *_excerpt(source, lines, finding, colour), *_advice(finding), ""])


def _note(path: str, lines: Lines, note: Note) -> str:
    line, column = lines.position(note.start)
    name = click.style(note.id, dim=True)
    words = f'"{visible(note.text)}" {visible(note.message)}'
    return f"{visible(path)}:{line}:{column}: {note.severity} {name}\n        {words}\n"


def _excerpt(source: str, lines: Lines, finding: Finding, colour: str) -> Iterator[str]:
    line, column = lines.position(finding.start)
    end = lines.starts[line] if line < len(lines.starts) else len(source)
    text = source[lines.starts[line - 1] : end].rstrip("\r\n")
    first = max(0, column - 1 - _LEAD)
    before = ("…" if first else "") + visible(text[first : column - 1])
    length = min(finding.end - finding.start, len(text) - column + 1)
    words = _cut(visible(text[column - 1 : column - 1 + length]), _WIDTH - _columns(before))
    rest = visible(text[column - 1 + length :])
    room = max(0, _WIDTH - _columns(before) - _columns(words))
    after = _cut(rest, room)
    yield f"{line:>5} | {before}{click.style(words, fg=colour, bold=True)}{after}"
    carets = click.style("^" * max(1, _columns(words)), fg=colour, bold=True)
    yield " " * 6 + "| " + " " * _columns(before) + carets


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else text[: max(0, room - 1)] + "…"


def _advice(finding: Finding) -> Iterator[str]:
    yield from _labelled("", finding.message)
    yield from _labelled("why: ", finding.why)
    if sum(cue.weight for cue in finding.cues[:1]) < finding.score / 2:
        yield from _labelled("adds up: ", ", ".join(map(_share, finding.cues)))
    for rewrite in finding.rewrites[:1]:
        words = visible(rewrite.replacement) or "(leave it out)"
        yield from (click.style(part, fg="green") for part in _labelled("try: ", words))


def _share(cue: Cue) -> str:
    return f'"{visible(cue.text)}" {cue.weight:.2f}'


def _labelled(label: str, text: str) -> Iterator[str]:
    indent = " " * 8
    for index, part in enumerate(wrap(text, _WIDTH - len(label))):
        yield indent + (label if index == 0 else " " * len(label)) + part


def _columns(text: str) -> int:
    """How many terminal columns `text` takes; wide characters take two, combining ones none."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def _and(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
