"""The programs that ours stand in front of: the sendmail that sends, the editor that edits."""

from __future__ import annotations

import os
import shlex
import shutil
import sys

import click

from tonecheck.frontends.mail import is_same_program

USUAL_SENDMAIL = "/usr/sbin/sendmail"
WITHIN_SENDMAIL = "TONECHECK_WITHIN_SENDMAIL"
"""Set for the real sendmail, so that one that leads back here is found out."""
LAST_RESORT = ("sensible-editor", "editor", "vi", "nano")


def real_sendmail(real: str) -> list[str]:
    """The command that `real` means, with the full path of its program.

    Raises ClickException if there is no such program, or it is this one.
    """
    words = shlex.split(real) or [USUAL_SENDMAIL]
    program = shutil.which(words[0])
    if program is None:
        problem = f"there is no program {words[0]}; --real or TONECHECK_SENDMAIL names one"
        raise click.ClickException(f"not sent: {problem}")
    if is_same_program(program, _itself()) or WITHIN_SENDMAIL in os.environ:
        problem = f"{words[0]} is tonecheck-sendmail itself; --real must name another program"
        raise click.ClickException(f"not sent: {problem}")
    return [program, *words[1:]]


def real_editor() -> list[str]:
    """The editor's command, never this program. Raises ClickException if there is none."""
    named = (os.environ.get(name, "") for name in ("TONECHECK_EDITOR", "VISUAL", "EDITOR"))
    for command in (*named, *LAST_RESORT):
        words = shlex.split(command)
        program = shutil.which(words[0]) if words else None
        if program and not is_same_program(program, _itself()):
            return [program, *words[1:]]
    raise click.ClickException("there is no editor; TONECHECK_EDITOR names one")


def _itself() -> str:
    return shutil.which(sys.argv[0]) or sys.argv[0]
