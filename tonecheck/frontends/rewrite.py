"""`tonecheck rewrite`: the draft in gracious words."""

from __future__ import annotations

from typing import Any

import click

from tonecheck.frontends.settings import Checkers
from tonecheck.frontends.shell import one_line_errors, rule_options
from tonecheck.frontends.sources import Reading, paths, read_message, reading_options


@click.command()
@click.argument("source", metavar="FILE|-")
@reading_options
@rule_options
@one_line_errors
def rewrite(source: str, reading: Reading, **options: Any) -> None:
    """Print the draft with the best rewrite of every flagged passage applied."""
    (name,) = paths([source])
    message = read_message(name, reading)
    report = Checkers(options, [name]).report(name, message)
    click.echo(report.rewritten.encode("utf-8", "surrogateescape"), nl=False)
