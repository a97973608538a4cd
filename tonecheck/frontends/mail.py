"""What the gates for mail share: options, sysexits, and how a verdict is told."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import suppress
from enum import IntEnum
from pathlib import Path
from typing import Any

import click

from tonecheck.config import Config
from tonecheck.findings import Finding, Severity
from tonecheck.frontends.shell import DEFAULTS, Command, with_options
from tonecheck.gate import BUDGET_S, Gate, OnError, Trouble, Verdict
from tonecheck.offsets import Lines

PASSAGE = 40
"""How many characters of a passage a reason quotes."""
USUAL_TEMPORARY = ("/tmp", "/var/tmp")  # noqa: S108
"""Where neomutt and mutt put temporary files if no TMPDIR is set."""


class Sysexit(IntEnum):
    """What a gate says to the program that sends; the numbers of sysexits.h."""

    SENT = 0
    USAGE = 64
    BLOCKED = 65
    INTERNAL = 70
    INPUT_OUTPUT = 74
    TRY_AGAIN = 75
    CONFIGURATION = 78


_CODES = {
    Trouble.RULES: Sysexit.CONFIGURATION,
    Trouble.MAIL: Sysexit.INTERNAL,
    Trouble.TIME: Sysexit.TRY_AGAIN,
    Trouble.INTERNAL: Sysexit.INTERNAL,
}
EPILOG = (
    "Every option can stand in the environment: TONECHECK_PROFILE for --profile. Exit codes: "
    "0 sent; 65 blocked for its tone; 64 wrong options; 70 the mail could not be checked; 74 it "
    "could not be read or handed on; 75 the check took too long; 78 the rules cannot be used."
)


class _WrongOptions(click.UsageError):
    exit_code = Sysexit.USAGE


class GateCommand(click.Command):
    """A command whose wrong options end in sendmail's code for them, not in click's."""

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        """As click's; click.UsageError carries the code."""
        try:
            return super().make_context(*args, **extra)
        except click.UsageError as err:
            raise _WrongOptions(err.format_message(), err.ctx) from err


def gate_options(command: Command) -> Command:
    """The options of a gate, each with its variable of the environment."""
    decorators = (
        click.option("--profile", metavar="NAME", envvar="TONECHECK_PROFILE",
                     help=f"What kind of reply it is.  [default: {DEFAULTS.profile}]"),
        click.option("--rules", multiple=True, metavar="PATH", type=click.Path(),
                     envvar="TONECHECK_RULES", help="Rules over the built-in ones. Repeatable."),
        click.option("--select", multiple=True, metavar="RULE", envvar="TONECHECK_SELECT",
                     help="Only these rules: an id, a category or a glob. Repeatable."),
        click.option("--ignore", multiple=True, metavar="RULE", envvar="TONECHECK_IGNORE",
                     help="Let these pass: an id, a category or a glob. Repeatable."),
        click.option("--fail-on", type=click.Choice([*map(str, Severity)]),
                     envvar="TONECHECK_FAIL_ON", help="The severity from which a mail stays.  "
                     f"[default: {DEFAULTS.fail_on.value}]"),
        click.option("--config", "config_file", metavar="FILE", envvar="TONECHECK_CONFIG",
                     type=click.Path(path_type=Path),
                     help="Configuration to read instead of your own; never a project's."),
        click.option("--on-error", type=click.Choice([*map(str, OnError)]),
                     default=OnError.CLOSED.value, show_default=True,
                     envvar="TONECHECK_ON_ERROR",
                     help="What becomes of a mail that cannot be checked: open sends it."),
        click.option("--budget", "budget_s", type=click.FloatRange(min=0.01), default=BUDGET_S,
                     show_default=True, metavar="SECONDS", envvar="TONECHECK_BUDGET",
                     help="How long the check of one mail may take."),
    )  # fmt: skip
    return with_options(command, decorators)


def gate_of(*, on_error: str, budget_s: float, **options: Any) -> Gate:
    """The gate that `gate_options` describe, over the user's own configuration.

    That of a project has no say about mail: a stranger may have written it.
    """

    def configure() -> Config:
        from tonecheck.frontends.settings import HERE, settings_of

        return settings_of(HERE, options, mail=True).config()

    return Gate(configure, on_error=OnError(on_error), budget_s=budget_s)


def own_options(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """Our options, which come first and begin with two dashes, and what is another program's."""
    at = 0
    while at < len(arguments) and arguments[at].startswith("--") and arguments[at] != "--":
        has_value = "=" not in arguments[at] and arguments[at] not in ("--help", "--version")
        at += 1 + has_value
    return list(arguments[:at]), list(arguments[at:])


def exit_code(gate: Gate, verdict: Verdict) -> Sysexit:
    """The code for a mail with this verdict."""
    if gate.passes(verdict):
        return Sysexit.SENT
    return Sysexit.BLOCKED if verdict.trouble is None else _CODES[verdict.trouble]


def judged(gate: Gate, mail: bytes) -> Verdict:
    """The verdict on a raw mail, told; rewrites are made only where they are shown."""
    verdict = gate.judge_mail(mail, detail="rewrites" if is_private(2) else "findings")
    tell(gate, verdict)
    return verdict


def tell(gate: Gate, verdict: Verdict) -> None:
    """The reasons of a verdict on standard error; nothing for a mail that was checked and goes."""
    passes = gate.passes(verdict)
    if verdict.trouble is not None:
        outcome = "sent unchecked" if passes else "not sent"
        say(f"{outcome}: {verdict.note}")
    elif not passes:
        say(*reasons(verdict, quoting=is_private(2)))
    elif verdict.note:
        say(f"sent, but {verdict.note}")


def say(*lines: str) -> None:
    """Lines on standard error, ours by name; what cannot be written is lost, not raised."""
    from tonecheck.report.escaping import visible

    text = "".join(f"tonecheck: {visible(line)}\n" for line in lines)
    with suppress(OSError):
        os.write(2, text.encode("utf-8", "backslashreplace"))


def reasons(verdict: Verdict, *, quoting: bool) -> Iterator[str]:
    """Why a mail is not sent, a line for each finding, and how to send it all the same.

    Only where `quoting` do they hold words of the mail.
    """
    count = len(verdict.findings)
    yield f"not sent: {count} passage{'s' if count > 1 else ''} will cost you something"
    lines = Lines.of(verdict.source)
    for finding in verdict.findings:
        line, _ = lines.position(finding.start)
        passage = f" {_passage(finding)}" if quoting else ""
        yield f"line {line}:{passage} {finding.message} ({finding.rule_id})"
        if quoting and finding.rewrites:
            yield f"  try: {finding.rewrites[0].replacement or '(leave it out)'}"
    yield "to send it as it is: TONECHECK_IGNORE='*'"


def _passage(finding: Finding) -> str:
    text = finding.text
    return f'"{text if len(text) <= PASSAGE else text[: PASSAGE - 3] + "..."}"'


def is_private(descriptor: int) -> bool:
    """Whether only the writer reads there: a terminal, a pipe or their temporary file.

    mutt and neomutt show their user what they collected in a temporary file of mode 0600. Any
    other file may be a log, and so may a socket or a pipe of systemd's journal.
    """
    try:
        status = os.fstat(descriptor)
        if os.environ.get("JOURNAL_STREAM") == f"{status.st_dev}:{status.st_ino}":
            return False
        if stat.S_ISREG(status.st_mode):
            folder = Path(f"/proc/self/fd/{descriptor}").readlink().parent
            temporary = filter(None, (os.environ.get("TMPDIR"), *USUAL_TEMPORARY))
            return not status.st_mode & 0o077 and any(map(folder.is_relative_to, temporary))
    except OSError:
        return False
    return stat.S_ISFIFO(status.st_mode) or os.isatty(descriptor)


def read_all(descriptor: int) -> bytes:
    """All that comes from a file descriptor; OSError if it cannot be read."""
    pieces = []
    while piece := os.read(descriptor, 1 << 20):
        pieces.append(piece)
    return b"".join(pieces)


def write_all(descriptor: int, data: bytes) -> None:
    """All of `data` into a file descriptor; OSError if it cannot be written."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def is_same_program(program: str, other: str) -> bool:
    """Whether two paths lead to one program, through whatever links."""
    try:
        return Path(program).samefile(other)
    except OSError:
        return False
