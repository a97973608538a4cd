"""`tonecheck-edit`: an editor for $EDITOR that looks at the tone when the writer is done."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

import click

from tonecheck import __version__
from tonecheck.errors import ToneError
from tonecheck.extract.commit_message import COMMENT
from tonecheck.extract.draft import COMMIT_FILES, draft_message
from tonecheck.frontends.diffs import coloured, unified_diff
from tonecheck.frontends.git_comments import comment_mark
from tonecheck.frontends.mail import (
    gate_of,
    gate_options,
    own_options,
    reasons,
    say,
    write_all,
)
from tonecheck.frontends.programs import real_editor
from tonecheck.frontends.shell import ExitCode, colour
from tonecheck.frontends.writing import read_original, write_back
from tonecheck.gate import Gate, OnError, Verdict
from tonecheck.message import Message

AGAIN = {"e": "edit again", "a": "accept as it is"}


def main() -> NoReturn:
    """Run the command; the codes are those of an editor: 0 if the draft is to be used."""
    ours, theirs = own_options(sys.argv[1:])
    try:
        code = edit.main([*ours, "--", *theirs], prog_name="tonecheck-edit", standalone_mode=False)
    except click.ClickException as err:
        say(err.format_message())
        code = ExitCode.ERROR
    except (click.Abort, KeyboardInterrupt):
        code = 130
    except ToneError as err:
        say(str(err))
        code = ExitCode.ERROR
    except OSError as err:
        say(f"{err.filename or 'the draft'}: {err.strerror or type(err).__name__}")
        code = ExitCode.ERROR
    sys.exit(code)


@click.command(options_metavar="[--OUR-OPTION VALUE]...")
@click.version_option(__version__, message="tonecheck %(version)s")
@gate_options
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED, metavar="[EDITOR-ARGUMENT]... FILE")
def edit(arguments: tuple[str, ...], **options: Any) -> int:
    """Edit a draft, then look at its tone: rewrite, edit again, or accept it.

    The editor is TONECHECK_EDITOR, VISUAL or EDITOR, the first that is not this program. The
    draft stays as the writer left it unless they choose to rewrite.
    """
    editor = real_editor()
    gate = gate_of(**options)
    code = _run([*editor, *arguments])
    for name in arguments:
        if code == 0 and Path(name).is_file():
            code = _settle(Path(name), editor, gate)
    return code


def _run(command: Sequence[str]) -> int:
    """The exit code of an editor; Ctrl-C in there is for the editor alone."""
    with subprocess.Popen(command) as editor:
        while True:
            with suppress(KeyboardInterrupt):
                return editor.wait()


def _settle(path: Path, editor: list[str], gate: Gate) -> int:
    """Go round between check, question and editor until the writer accepts."""
    while True:
        original = read_original(str(path))
        message = _message(path, original.data)
        if message is None:
            return 0
        verdict = _judged(gate, message)
        if verdict.trouble is None and not verdict.findings:
            return 0
        try:
            terminal = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
        except OSError:
            return _without_terminal(gate, verdict)
        try:
            text, again = _settled(terminal, path, message, verdict)
        finally:
            os.close(terminal)
        if text != message.source:
            write_back(original, text.encode("utf-8", "surrogateescape"))
        if not again:
            return 0
        if code := _run([*editor, str(path)]):
            return code


def _judged(gate: Gate, message: Message) -> Verdict:
    return gate.judge(lambda: message, detail="report")


def _without_terminal(gate: Gate, verdict: Verdict) -> int:
    """Nobody can be asked: what the options say decides, and the reasons are told."""
    if verdict.trouble is not None:
        say(f"not checked: {verdict.note}")
        return ExitCode.CLEAN if gate.on_error is OnError.OPEN else ExitCode.ERROR
    say(*reasons(verdict, quoting=True))
    return ExitCode.FINDINGS


def _settled(terminal: int, path: Path, message: Message, verdict: Verdict) -> tuple[str, bool]:
    """The text that the writer wants, and whether they want to edit it again."""
    source, report = message.source, verdict.report
    if verdict.report is None:
        _show(terminal, f"tonecheck: not checked: {verdict.note}")
    else:
        from tonecheck.report.results import Checked, Options
        from tonecheck.report.text import render

        shown = render([Checked(path.name, source, verdict.report)], Options())
        _show(terminal, "\n".join(shown))
    rewritten = report.rewritten if report else source
    while True:
        choices = {"r": "rewrite", **AGAIN} if rewritten != source else AGAIN
        answer = _choice(terminal, choices)
        if answer != "r":
            return source, answer == "e"
        _show(terminal, coloured(unified_diff(path.name, source, rewritten)))
        answer = _choice(terminal, {**AGAIN, "u": "undo"})
        if answer != "u":
            return rewritten, answer == "e"


def _choice(terminal: int, choices: Mapping[str, str]) -> str:
    """The letter that the writer types. Raises Abort when the terminal goes away."""
    names = ", ".join(f"[{letter}]{name[1:]}" for letter, name in choices.items())
    while True:
        write_all(terminal, f"{names}? ".encode())
        line = os.read(terminal, 4096)
        if not line:
            raise click.Abort
        letter = line.decode("utf-8", "replace").strip().lower()[:1]
        if letter in choices:
            return letter


def _show(terminal: int, text: str) -> None:
    shown = text if colour() is None else click.unstyle(text)
    write_all(terminal, f"{shown}\n".encode("utf-8", "backslashreplace"))


def _message(path: Path, data: bytes) -> Message | None:
    """The draft; bytes that are no UTF-8 survive in it as lone surrogates."""
    source = data.decode("utf-8", "surrogateescape")
    mark = comment_mark() if path.name in COMMIT_FILES else COMMENT
    return draft_message(source, path.name, comment=mark)
