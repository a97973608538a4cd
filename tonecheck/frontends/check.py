"""`tonecheck check`: files, folders or standard input, each with its report."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import click

from tonecheck.config import Config
from tonecheck.engine import Checker
from tonecheck.errors import ExtractError
from tonecheck.findings import Severity
from tonecheck.frontends.output import Delivery, output_options
from tonecheck.frontends.shell import EPILOG, complain, one_line_errors, rule_options
from tonecheck.frontends.sources import paths, read_message
from tonecheck.report.results import Checked, Result, Unread


@click.command(epilog=EPILOG)
@click.argument("sources", nargs=-1, required=True, metavar="PATHS|-")
@output_options
@rule_options
@one_line_errors
def check(sources: tuple[str, ...], delivery: Delivery, fail_on: str, **options: Any) -> None:
    """Check files, folders, or standard input (-)."""
    config = Config(fail_on=Severity(fail_on), **options)
    names = paths(sources)
    delivery.spare(names)
    shown = len(names) > 1 and delivery.leaves_terminal_free()
    sys.exit(delivery.deliver(_results(Checker(config=config), names, progress=shown)))


def _results(checker: Checker, names: list[str], *, progress: bool) -> Iterator[Result]:
    """Each source with its report, or what is wrong with it."""
    with click.progressbar(names, label="Checking", file=sys.stderr, hidden=not progress) as bar:
        for name in bar:
            try:
                message = read_message(name)
            except ExtractError as err:
                complain(err)
                yield Unread(name, err.problem)
                continue
            report = checker.check_message(message)
            yield Checked(name, message.source, report, checker.config.fail_on)
