"""Findings for eyes: the line, a caret under the words, why, and what to write instead."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

import click

from tonecheck.findings import ELEMENTS, Cue, Finding, Note, Report
from tonecheck.offsets import Lines
from tonecheck.report.coach import ELEMENT_NAMES, render_coaching
from tonecheck.report.escaping import visible
from tonecheck.report.layout import WIDTH, labelled
from tonecheck.report.results import Checked, Options, Result, read_only
from tonecheck.report.summary import Tally, by_severity

_COLOURS = {"hostile": "red", "sulking": "magenta", "demanding": "yellow"}
_LEAD = 36
_WORDLESS = {"polarity": "the sentence as a whole", "company": "the sentences around"}
_SHARES = 5


def render(results: Iterable[Result], options: Options) -> Iterator[str]:
    """Styled text, a block a source that has something to say, and a last line for the run.

    Of a single source the last line is its verdict. A caller without colours strips the styles.
    """
    tally = Tally()
    only: Checked | None = None
    for checked in read_only(tally.count(results)):
        only = checked
        said = [*_findings(checked), *_silenced(checked.report, options)]
        if checked.coaching is not None:
            said.append(render_coaching(checked.coaching, checked.path, welcomes=False) + "\n")
        if said:
            yield "\n".join(said)
    if only is not None and tally.checked == 1 and not tally.unread:
        yield verdict(only.path, only.report)
    elif tally.checked or not tally.unread:
        yield click.style(tally.line(), bold=True)


def _findings(checked: Checked) -> Iterator[str]:
    lines = Lines.of(checked.source)
    for finding in checked.report.findings:
        yield _finding(checked.path, checked.source, lines, finding)
    for note in checked.report.notes:
        yield _note(checked.path, lines, note)


def _silenced(report: Report, options: Options) -> Iterator[str]:
    for item in report.dropped if options.show_dropped else ():
        name = click.style(f"dropped {visible(item.rule_id)}", dim=True)
        yield f'{name} "{visible(item.text)}" ({visible(item.reason)})'
    for hidden in report.suppressed:
        name = click.style(f"suppressed {visible(hidden.rule_id)}", dim=True)
        yield f'{name} "{visible(hidden.text)}" ({visible(hidden.reason)})'


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
        name = click.style(visible(f"{cue.rule_id}{concept}"), dim=True)
        yield f"  {cue.weight:5.2f}  {_said(cue)}  {name}"


def passage(path: str, source: str, finding: Finding) -> str:
    """One finding: where it stands, the line, what is said of it and why, not what to write."""
    lines = Lines.of(source)
    return "\n".join([*_marked(path, source, lines, finding), *_reasons(finding)])


def verdict(path: str, report: Report) -> str:
    """One line on the whole message."""
    name = click.style(visible(path), bold=True)
    present = [ELEMENT_NAMES[element] for element in ELEMENTS if report.courtesy[element]]
    has = f" It has {_and(present)}." if present else ""
    if not report.findings:
        calm = click.style("calm", fg="green", bold=True)
        judged = "as far as it was checked" if report.truncated else "nothing to mend"
        return f"{name}: {calm}, {judged}.{has}"
    counts = by_severity(Counter(finding.severity for finding in report.findings))
    scores = ", ".join(
        click.style(f"{category} {score:.2f}", fg=_COLOURS[category])
        for category, score in report.scores.items()
        if score > 0
    )
    return f"{name}: {counts} ({scores}).{has}"


def _finding(path: str, source: str, lines: Lines, finding: Finding) -> str:
    marked = _marked(path, source, lines, finding)
    return "\n".join([*marked, *_reasons(finding), *_advice(finding), ""])


def _marked(path: str, source: str, lines: Lines, finding: Finding) -> Iterator[str]:
    line, column = lines.position(finding.start)
    colour = _COLOURS[finding.category.value]
    label = click.style(f"{finding.category.value} {finding.severity.value}", fg=colour, bold=True)
    rule_id = click.style(visible(finding.rule_id), dim=True)
    yield f"{click.style(visible(path), bold=True)}:{line}:{column}: {label} {rule_id}"
    yield from _excerpt(source, lines, finding, colour)


def _note(path: str, lines: Lines, note: Note) -> str:
    line, column = lines.position(note.start)
    name = click.style(note.id, dim=True)
    head = f"{visible(path)}:{line}:{column}: {note.severity} {name}"
    return "\n".join([head, *labelled("", f'"{note.text}" {note.message}'), ""])


def _excerpt(source: str, lines: Lines, finding: Finding, colour: str) -> Iterator[str]:
    line, column = lines.position(finding.start)
    end = lines.starts[line] if line < len(lines.starts) else len(source)
    text = source[lines.starts[line - 1] : end].rstrip("\r\n")
    first = max(0, min(column - 1 - _LEAD, _columns(visible(text)) - WIDTH + 1))
    before = ("…" if first else "") + visible(text[first : column - 1])
    length = min(finding.end - finding.start, len(text) - column + 1)
    words = _cut(visible(text[column - 1 : column - 1 + length]), WIDTH - _columns(before))
    rest = visible(text[column - 1 + length :])
    room = max(0, WIDTH - _columns(before) - _columns(words))
    after = _cut(rest, room)
    yield f"{line:>5} | {before}{click.style(words, fg=colour, bold=True)}{after}"
    carets = click.style("^" * max(1, _columns(words)), fg=colour, bold=True)
    yield " " * 6 + "| " + " " * _columns(before) + carets


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else text[: max(0, room - 1)] + "…"


def _reasons(finding: Finding) -> Iterator[str]:
    yield from labelled("", finding.message)
    yield from labelled("why: ", finding.why)
    if sum(cue.weight for cue in finding.cues[:1]) < finding.score / 2:
        yield from labelled("adds up: ", _shares(finding.cues))


def _advice(finding: Finding) -> Iterator[str]:
    for rewrite in finding.rewrites[:1]:
        words = rewrite.replacement or "(leave it out)"
        yield from (click.style(part, fg="green") for part in labelled("try: ", words))


def _shares(cues: Iterable[Cue]) -> str:
    """The heaviest words with their weights; `tonecheck explain --text` has them all."""
    heaviest: dict[str, float] = {}
    for cue in sorted(cues, key=lambda cue: -cue.weight):
        heaviest.setdefault(_said(cue), cue.weight)
    shown = [f"{words} {weight:.2f}" for words, weight in [*heaviest.items()][:_SHARES]]
    return ", ".join(shown) + (", ..." if len(heaviest) > _SHARES else "")


def _said(cue: Cue) -> str:
    """The words of a cue, or what speaks where it is no words."""
    return _WORDLESS.get(cue.rule_id) or f'"{visible(cue.text)}"'


def _columns(text: str) -> int:
    """How many terminal columns `text` takes; wide characters take two, combining ones none."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def _and(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
