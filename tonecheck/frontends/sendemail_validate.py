"""`tonecheck sendemail-validate`: git's hook of that name, asked before a patch is mailed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from tonecheck.frontends.mail import gate_of, gate_options, judged, say
from tonecheck.frontends.shell import EPILOG, ExitCode


@click.command(epilog=EPILOG)
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("headers", required=False)
@gate_options
def sendemail_validate(file: Path, headers: str | None, **options: Any) -> None:
    """Check the words of a patch mail or a cover letter, never its diff.

    git send-email asks about every mail before it sends the first. It passes the mail and, of
    late, a file with its SMTP headers, which are no business of ours.
    """
    gate = gate_of(**options)
    try:
        mail = file.read_bytes()
    except OSError as err:
        say(f"{file}: cannot be read: {err.strerror or type(err).__name__}")
        sys.exit(ExitCode.ERROR)
    verdict = judged(gate, mail)
    if gate.passes(verdict):
        sys.exit(ExitCode.CLEAN)
    sys.exit(ExitCode.FINDINGS if verdict.trouble is None else ExitCode.ERROR)
