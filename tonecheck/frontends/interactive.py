"""A draft walked through finding by finding, with a yes or no to every rewrite.

All talk goes to standard error, so that the draft alone is on standard output. At a terminal
one key is an answer; from a pipe it is one line.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple, Protocol

import click

from tonecheck.errors import ToneError
from tonecheck.findings import Finding, Rewrite
from tonecheck.frontends.shell import colour
from tonecheck.message import Message
from tonecheck.report.escaping import visible
from tonecheck.report.layout import labelled
from tonecheck.report.text import passage
from tonecheck.rewriting.applying import (
    DAMAGE,
    Edited,
    Recheck,
    edited,
    protected,
    says_twice,
)

_KEYS = "a accept, n next, e edit, s skip, q quit"


class Console(Protocol):
    """Where questions are asked."""

    def say(self, text: str) -> None:
        """Show a line or more."""

    def key(self, question: str) -> str:
        """The letter that answers `question`; "q" when there is nobody to answer."""

    def words(self, proposal: str) -> str:
        """The words that a person puts in place of `proposal`; empty if they give it up."""


class Walked(NamedTuple):
    """The draft as far as it was rewritten, and how many of its passages were."""

    source: str
    rewritten: int


class _Step(NamedTuple):
    message: Message
    findings: deque[Finding]


def walk(
    name: str, message: Message, findings: Sequence[Finding], recheck: Recheck, console: Console
) -> Walked:
    """Ask about every finding in turn; what was accepted stays so when the person quits."""
    step, rewritten = _Step(message, deque(findings)), 0
    while step.findings:
        finding = step.findings.popleft()
        console.say(passage(name, step.message.source, finding))
        answer = _settled(step, finding, recheck, console)
        if answer is None:
            break
        rewritten += answer is not step
        step = answer
    return Walked(step.message.source, rewritten)


def _settled(step: _Step, finding: Finding, recheck: Recheck, console: Console) -> _Step | None:
    """The step after a yes, the same step after a no, None to quit."""
    said = step.message.source
    rewrites = sorted(finding.rewrites, key=lambda rewrite: says_twice([rewrite], said))
    choices = deque(enumerate(rewrites, 1))
    while True:
        _offer(step.message.source, choices, console)
        key = console.key(_question(len(step.findings)))
        if key in ("s", "q"):
            return step if key == "s" else None
        if key == "n" and choices:
            choices.rotate(-1)
            continue
        wanted = _wanted(key, finding, choices[0][1] if choices else None, console)
        following = _put(step, wanted, recheck, console) if wanted else None
        if following is not None:
            return following


def _wanted(
    key: str, finding: Finding, offered: Rewrite | None, console: Console
) -> Rewrite | None:
    """The rewrite that a person says yes to, or writes; None where it is neither."""
    if key == "a" and offered:
        return offered
    if key != "e":
        console.say(f"        {_KEYS}")
        return None
    place = offered or Rewrite(finding.start, finding.end, finding.text)
    words = console.words(place.replacement or finding.text)
    return replace(place, replacement=words) if words else None


def _offer(source: str, choices: Sequence[tuple[int, Rewrite]], console: Console) -> None:
    if not choices:
        console.say("        no rewrite to offer; e lets you write your own")
        return
    number, rewrite = choices[0]
    words = rewrite.replacement or "(leave it out)"
    count = f" ({number} of {len(choices)})" if len(choices) > 1 else ""
    note = " changes wording only" if rewrite.applicability == "safe" else ""
    now = " ".join(source[rewrite.start : rewrite.end].split())
    for line in (*labelled("now: ", now), *_green(labelled("try: ", words + count + note))):
        console.say(line)


def _green(lines: Iterable[str]) -> Iterator[str]:
    return (click.style(line, fg="green") for line in lines)


def _question(waiting: int) -> str:
    return f"        {_KEYS} ({f'{waiting} more' if waiting else 'the last'}): "


def _put(step: _Step, rewrite: Rewrite, recheck: Recheck, console: Console) -> _Step | None:
    """The step with `rewrite` in the draft; None, and the reason said, where it may not be."""
    draft = edited(step.message, [rewrite])
    obstacle = draft if isinstance(draft, str) else ""
    if isinstance(draft, Edited):
        try:
            message, findings = recheck(draft.source)
        except ToneError as err:
            obstacle = err.problem
        else:
            if protected(message) == protected(step.message):
                start = draft.places[0][0]
                return _Step(message, deque(left for left in findings if left.end > start))
            obstacle = DAMAGE
    console.say(f"        cannot be done: {visible(obstacle)}")
    return None


class Terminal:
    """The person at standard input: a terminal, or a pipe that says a line at a time."""

    def __init__(self) -> None:
        self._by_key = sys.stdin.isatty()

    def say(self, text: str) -> None:
        """Show `text` on standard error."""
        click.echo(text, err=True, color=colour())

    def key(self, question: str) -> str:
        """One key, or the first letter of one line."""
        click.echo(question, nl=False, err=True)
        answer = _one_key() if self._by_key else _first_letter(sys.stdin.readline())
        click.echo(visible(answer), err=True)
        return answer.lower()

    def words(self, proposal: str) -> str:
        """What the person makes of `proposal` in $VISUAL or $EDITOR, else on one line."""
        if self._by_key and (os.environ.get("VISUAL") or os.environ.get("EDITOR")):
            return (click.edit(proposal + "\n", extension=".txt") or "").strip()
        click.echo("        your words: ", nl=False, err=True)
        words = sys.stdin.readline().strip()
        if not self._by_key:
            click.echo(visible(words), err=True)
        return words


def _one_key() -> str:
    """The key that is pressed first; Enter, and what was typed ahead of a question, is no answer.

    A terminal hands over at once what was pressed while a passage was checked.
    """
    while not (keys := click.getchar().lstrip("\r\n")):
        pass
    return keys[0]


def _first_letter(line: str) -> str:
    """The answer on `line`; no line at all means that there is nobody to answer."""
    return (line.strip() or "?")[0] if line else "q"
