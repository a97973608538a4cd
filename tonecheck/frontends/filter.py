"""`tonecheck filter`: a mail through a pipe, or not at all."""

from __future__ import annotations

import sys
from typing import Any

import click

from tonecheck.frontends.mail import (
    EPILOG,
    GateCommand,
    Sysexit,
    exit_code,
    gate_of,
    gate_options,
    judged,
    read_all,
    say,
    write_all,
)


@click.command(cls=GateCommand, epilog=EPILOG)
@gate_options
def filter(**options: Any) -> None:  # noqa: A001 - the command's name
    """Copy the mail on standard input to standard output if its tone allows.

    The bytes are the same, or there are none and the exit code is not 0. A pipeline goes on
    with no input then: write `tonecheck filter < draft > checked && sendmail -t < checked`.
    """
    gate = gate_of(**options)
    try:
        mail = read_all(0)
        verdict = judged(gate, mail)
        if gate.passes(verdict):
            write_all(1, mail)
    except OSError as err:
        say(f"not sent: {err.strerror or type(err).__name__}")
        sys.exit(Sysexit.INPUT_OUTPUT)
    sys.exit(exit_code(gate, verdict))
