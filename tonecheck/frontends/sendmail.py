"""`tonecheck-sendmail`: sendmail(1) with a last look at the tone.

The mail is read whole, checked, and handed byte for byte to the real sendmail, which takes
this process's place: its exit code, its messages and its signals are its own.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from tonecheck import __version__
from tonecheck.frontends.mail import (
    EPILOG,
    Sysexit,
    exit_code,
    gate_of,
    gate_options,
    judged,
    own_options,
    read_all,
    say,
    write_all,
)
from tonecheck.frontends.programs import USUAL_SENDMAIL, WITHIN_SENDMAIL, real_sendmail

# Options of sendmail(1) with a value, by postfix, msmtp and sendmail 8 alike.
_VALUED = frozenset("ABCFLNORVXabefhopr")


def main() -> NoReturn:
    """Run the command; every way it can fail ends in a code of sysexits.h and one line."""
    ours, theirs = own_options(sys.argv[1:])
    try:
        code = sendmail.main(
            [*ours, "--", *theirs], prog_name="tonecheck-sendmail", standalone_mode=False
        )
    except click.ClickException as err:
        say(err.format_message())
        code = Sysexit.USAGE
    except OSError as err:
        say(f"not sent: {err.strerror or type(err).__name__}")
        code = Sysexit.INPUT_OUTPUT
    except Exception as err:  # noqa: BLE001 - a traceback would tell the client nothing
        say(f"not sent: an internal error, {type(err).__name__}")
        code = Sysexit.INTERNAL
    sys.exit(code)


@click.command(epilog=EPILOG, options_metavar="[--OUR-OPTION VALUE]...")
@click.version_option(__version__, message="tonecheck %(version)s")
@click.option("--real", default=USUAL_SENDMAIL, show_default=True, metavar="COMMAND",
              envvar="TONECHECK_SENDMAIL", help="The sendmail that really sends.")  # fmt: skip
@gate_options
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED, metavar="[SENDMAIL-ARGUMENT]...")
def sendmail(arguments: tuple[str, ...], real: str, **options: Any) -> int:
    """Check the mail on standard input, then have the real sendmail send it.

    Takes the arguments of sendmail(1) and passes them on as they are. What is no mail, such as
    -bp or -bs, goes to the real sendmail at once.
    """
    command = real_sendmail(real)
    if not is_submission(arguments):
        _become([*command, *arguments])
    mail = read_all(0)
    gate = gate_of(**options)
    verdict = judged(gate, mail)
    if gate.passes(verdict):
        os.dup2(spooled(mail), 0)
        _become([*command, *arguments])
    return exit_code(gate, verdict)


def is_submission(arguments: Sequence[str]) -> bool:
    """Whether sendmail, called so, reads one mail from standard input and sends it."""
    rest = iter(arguments)
    for argument in rest:
        if argument == "--":
            break
        if not argument.startswith("-") or len(argument) < 2:
            continue
        letter, value = argument[1], argument[2:]
        if letter in _VALUED and not value:
            value = next(rest, "")
        if letter in "qI" or (letter == "b" and value != "m"):
            return False
    return True


def spooled(mail: bytes) -> int:
    """A file descriptor from which exactly `mail` is read; nobody else can open it.

    It is memory where the system has it (Linux): a mail is then on no disk.
    """
    if hasattr(os, "memfd_create"):
        descriptor = os.memfd_create("tonecheck")
    else:
        with tempfile.TemporaryFile() as file:
            descriptor = os.dup(file.fileno())
    write_all(descriptor, mail)
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor


def _become(command: Sequence[str]) -> NoReturn:
    # Python ignores these two, and what is ignored stays so in the program that follows.
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    os.execve(command[0], list(command), {**os.environ, WITHIN_SENDMAIL: "1"})
