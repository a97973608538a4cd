"""`tonecheck practice`: a hard situation, a reply, its mark; and again.

The reply is read from standard input, so that a terminal, a pipe and tmux are all the same.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path
from typing import Any, NamedTuple

import click

from tonecheck.coaching import coach
from tonecheck.config import Config
from tonecheck.engine import Checker
from tonecheck.errors import ConfigError, ToneError, suggest
from tonecheck.extract import plain_message
from tonecheck.frontends.records import forget, keep_attempt, read_attempts, records_file
from tonecheck.frontends.shell import colour, complain, one_line_errors
from tonecheck.practising import Attempt, attempt_of, next_scenario
from tonecheck.report.progress import (
    BLOCKS,
    PLAIN_BLOCKS,
    progress,
    situation,
    spark_line,
    verdict_on,
    wrapped,
)
from tonecheck.report.results import Checked, Options
from tonecheck.report.text import render
from tonecheck.ruleset.scenarios import Scenario, load_scenarios

_END = "."
_MENU = "[a]gain, [m]odel answer, [n]ext, [p]rogress, [q]uit? "


class _Session(NamedTuple):
    scenarios: dict[str, Scenario]
    rules: tuple[str, ...]
    records: Path | None
    attempts: list[Attempt]
    editor: bool
    keep_text: bool


@click.command()
@click.option("--scenario", metavar="ID", help="This situation; else one that you need most.")
@click.option("--kind", metavar="KIND", help="Only situations of this kind.")
@click.option("--list", "listed", is_flag=True, help="List the situations and your best marks.")
@click.option("--progress", "shown", is_flag=True, help="Show your marks over time.")
@click.option("--forget", "forgotten", is_flag=True, help="Erase the record of your marks.")
@click.option("--editor", is_flag=True, help="Write in $EDITOR instead of line by line.")
@click.option("--keep-text", is_flag=True, help="Keep the text of the replies with the marks.")
@click.option("--no-record", is_flag=True, help="Keep nothing at all.")
@click.option("--rules", multiple=True, metavar="PATH", type=click.Path(),
              help="A folder with rules and practice/ of yours. Repeatable.")  # fmt: skip
@one_line_errors
def practice(
    scenario: str | None, kind: str | None, listed: bool, shown: bool, forgotten: bool,
    no_record: bool, rules: tuple[str, ...], **options: Any,
) -> None:  # fmt: skip
    """Practise gracious replies to rejections and conflicts.

    You read a situation and type a reply; a line with a single "." (or Ctrl-D) ends it. The
    reply is marked, explained, coached and rewritten, and you try again.

    Marks, dates and counts are kept in $XDG_DATA_HOME/tonecheck/practice.sqlite, readable by
    you alone; the words of a reply only with --keep-text. Nothing leaves the machine.
    """
    if forgotten:
        click.echo("Forgotten." if forget(records_file()) else "There was nothing to forget.")
        return
    records = None if no_record else records_file()
    attempts = read_attempts(records) if records else []
    scenarios = load_scenarios(rules)
    if shown:
        click.echo(progress(attempts, scenarios, blocks=_blocks()), color=colour())
    elif listed:
        _list(_of_kind(scenarios, kind), attempts)
    else:
        session = _Session(_of_kind(scenarios, kind), rules, records, attempts, **options)
        _practise(session, scenario)


def _of_kind(scenarios: dict[str, Scenario], kind: str | None) -> dict[str, Scenario]:
    kinds = {scenario.kind for scenario in scenarios.values()}
    if kind is not None and kind not in kinds:
        raise ConfigError(f"no kind `{kind}`; {suggest(kind, kinds)}")
    return {name: one for name, one in scenarios.items() if kind in (None, one.kind)}


def _blocks() -> str:
    """What this terminal can show a spark line in."""
    try:
        BLOCKS.encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return PLAIN_BLOCKS
    return BLOCKS


def _list(scenarios: dict[str, Scenario], attempts: Sequence[Attempt]) -> None:
    for name, scenario in scenarios.items():
        marks = [attempt.mark for attempt in attempts if attempt.scenario == name]
        best = f"{max(marks):3}" if marks else "  -"
        trend = f"  {spark_line(marks[-12:], _blocks())}" if marks else ""
        click.echo(f"{name:32} {best}  {scenario.title} ({scenario.kind}){trend}")


def _practise(session: _Session, wanted: str | None) -> None:
    if wanted is not None and wanted not in session.scenarios:
        raise ConfigError(f"no situation `{wanted}`; {suggest(wanted, session.scenarios)}")
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")  # a stray byte must not lose a reply
    if sys.stdin.isatty():
        with suppress(ImportError):
            import readline  # noqa: F401 - input() then edits its line
    name: str | None = wanted or _next(session)
    while name is not None:
        name = _rounds(session, session.scenarios[name])


def _next(session: _Session) -> str:
    known = list(session.scenarios)
    return next_scenario(known, session.attempts, random.choice)


def _rounds(session: _Session, scenario: Scenario) -> str | None:
    """Replies to one situation until the writer wants another (its id) or stops (None)."""
    config = Config(profile=scenario.profile, rules=session.rules, suppressions=False)
    checker = Checker(config=config)
    _say(f"\n{situation(scenario)}\n")
    while True:
        reply = _reply(session, scenario)
        if reply.strip():
            _mark(session, scenario, checker, reply)
        else:
            _say("Nothing written, nothing marked.")
        answer = _ask(scenario, session)
        if answer != "a":
            return _next(session) if answer == "n" else None


def _reply(session: _Session, scenario: Scenario) -> str:
    if session.editor:
        received = scenario.incoming or scenario.happened or ""
        quoted = "".join(f"> {line}\n" for line in received.strip().splitlines())
        return click.edit(f"\n\n{quoted}", extension=".txt") or ""
    _say(f'Your reply; a line with a single "{_END}" ends it:')
    lines = []
    with suppress(EOFError):
        while (line := input()) != _END:
            lines.append(line)
    return "".join(f"{line}\n" for line in lines)


def _mark(session: _Session, scenario: Scenario, checker: Checker, reply: str) -> None:
    message = plain_message(reply)
    report = checker.check_message(message)
    coaching = coach(report, checker.profile, message.text)
    attempt = attempt_of(
        report, coaching, scenario=scenario.id, at=datetime.now().astimezone(),
        text=reply if session.keep_text else None,
    )  # fmt: skip
    checked = Checked("your reply", reply, report, coaching=coaching)
    _say("\n" + "\n".join(render([checked], Options())) + "\n")
    if report.rewritten != reply:
        _say(f"In gracious words:\n\n{wrapped(report.rewritten)}\n")
    _say(verdict_on(attempt, session.attempts))
    session.attempts.append(attempt)
    if session.records is not None:
        try:
            keep_attempt(session.records, attempt)
        except ToneError as err:
            complain(err)


def _ask(scenario: Scenario, session: _Session) -> str:
    """The letter that the writer chose; "q" at the end of the input."""
    while True:
        try:
            answer = input(_MENU).strip().lower()[:1] or "a"
        except EOFError:
            _say("")
            return "q"
        if answer == "m":
            _say(f"\nOne way to say it:\n\n{wrapped(scenario.model)}\n")
        elif answer == "p":
            _say(f"\n{progress(session.attempts, session.scenarios, blocks=_blocks())}\n")
        elif answer in ("a", "n", "q"):
            return answer


def _say(text: str) -> None:
    click.echo(text, color=colour())
