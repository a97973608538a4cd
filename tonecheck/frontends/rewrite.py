"""`tonecheck rewrite`: the draft in gracious words, shown, asked about or written back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tonecheck.engine import Checker
from tonecheck.errors import ConfigError, ToneError, WriteError
from tonecheck.frontends.diffs import show_diff, unified_diff
from tonecheck.frontends.interactive import Terminal, walk
from tonecheck.frontends.rereading import Reread, as_read, in_frame, rechecking
from tonecheck.frontends.settings import Checkers
from tonecheck.frontends.shell import one_line_errors, rule_options
from tonecheck.frontends.sources import (
    Reading,
    frame_in,
    message_of,
    paths,
    read_bytes,
    reading_options,
)
from tonecheck.frontends.writing import read_original, write_back
from tonecheck.message import Message
from tonecheck.rewriting.applying import DAMAGE, protected


@click.command()
@click.argument("source", metavar="FILE|-")
@click.option("--diff", is_flag=True, help="Print a unified diff instead of the draft.")
@click.option("-i", "--interactive", is_flag=True,
              help="Ask about every finding: accept, next rewrite, edit, skip, quit.")  # fmt: skip
@click.option("-w", "--write", is_flag=True,
              help="Write the draft back to the file instead of printing it.")  # fmt: skip
@click.option("--force", is_flag=True, help="With --write: also a file that has other hard links.")
@reading_options
@rule_options
@one_line_errors
def rewrite(
    source: str,
    *,
    diff: bool,
    interactive: bool,
    write: bool,
    force: bool,
    reading: Reading,
    **options: Any,
) -> None:
    """Print the draft with the best rewrite of every flagged passage applied."""
    (name,) = paths([source])
    if name == "-" and (interactive or write):
        raise ConfigError("is standard input; expected a file to ask about or to write", path="-")
    original = read_original(name) if Path(name).is_file() else None
    data = original.data if original else read_bytes(name)
    message = message_of(data, name, reading)
    frame = frame_in(data, name, message, reading) if write else None
    checkers = Checkers(options, [name], stdin=reading.called("-"))
    if interactive:
        reread = as_read(data, name, message, reading)
        draft = _asked(checkers.of(name), name, message, reread)
    else:
        draft = checkers.report(name, message).rewritten
    if original and frame and draft != message.source:
        try:
            _refuse_damage(message, in_frame(frame, reading)(draft))
            write_back(original, frame.around(draft), force=force)
        except ToneError:  # lest the draft be lost
            _show(draft)
            raise
    if diff:
        show_diff(unified_diff(name, message.source, draft))
    elif not write:
        _show(draft)


def _show(draft: str) -> None:
    click.echo(draft.encode("utf-8", "surrogateescape"), nl=False)


def _asked(checker: Checker, name: str, message: Message, reread: Reread) -> str:
    console = Terminal()
    findings = checker.findings(message)
    walked = walk(name, message, findings, rechecking(checker, reread), console)
    console.say(f"{walked.rewritten} of {len(findings)} passages rewritten.")
    return walked.source


def _refuse_damage(before: Message, after: Message) -> None:
    """WriteError where quotation, code or a placeholder is gone; emphasis may go with its words."""
    kept_before, kept_after = (
        [(kind, part) for kind, part in protected(message) if kind != "markup"]
        for message in (before, after)
    )
    if kept_before != kept_after:
        raise WriteError(f"the draft was not written: {DAMAGE}; see --interactive")
