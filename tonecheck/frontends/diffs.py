"""What would change in a file, as a unified diff that `patch` takes and eyes can read."""

from __future__ import annotations

import difflib
import io
import sys
from collections.abc import Iterator

import click

from tonecheck.frontends.shell import colour
from tonecheck.report.escaping import visible

_NO_END = "\n\\ No newline at end of file\n"
_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


def unified_diff(name: str, before: str, after: str) -> str:
    """The lines of `before` that `after` has otherwise, three lines of context around them."""
    lines = difflib.unified_diff(_lines(before), _lines(after), name, name)
    return "".join(line if line.endswith("\n") else line + _NO_END for line in lines)


def show_diff(diff: str) -> None:
    """`diff` on standard output: as it is, or on a terminal coloured and safe to look at."""
    if diff and sys.stdout.isatty():
        click.echo(coloured(diff), color=colour())
    else:
        click.echo(diff.encode("utf-8", "surrogateescape"), nl=False)


def coloured(diff: str) -> str:
    """`diff` in the colours of a terminal, and safe to show on one."""
    return "\n".join(_styled(line.rstrip("\r\n")) for line in _lines(diff))


def _styled(line: str) -> str:
    if line.startswith(("---", "+++")):
        return click.style(visible(line), bold=True)
    return click.style(visible(line), fg=_COLOURS.get(line[:1]))


def _lines(text: str) -> list[str]:
    r"""Lines end at ``\n`` alone, as they do for `patch`."""
    return list(_kept_ends(text))


def _kept_ends(text: str) -> Iterator[str]:
    yield from io.StringIO(text, newline="\n")
