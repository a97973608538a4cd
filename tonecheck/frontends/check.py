"""`tonecheck check`: files, folders or standard input, each with its report."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from tonecheck.errors import ExtractError, SuppressionError
from tonecheck.findings import Report, Severity
from tonecheck.frontends.baseline_file import Known
from tonecheck.frontends.settings import Checkers
from tonecheck.frontends.shell import (
    DEFAULTS,
    EPILOG,
    ExitCode,
    colour,
    complain,
    one_line_errors,
    rule_options,
)
from tonecheck.frontends.sources import paths, read_message
from tonecheck.report.data import as_object, json_document, json_line
from tonecheck.report.text import render


@click.command(epilog=EPILOG)
@click.argument("sources", nargs=-1, required=True, metavar="PATHS|-")
@click.option("--format", "form", type=click.Choice(["text", "json", "jsonl"]), default="text",
              show_default=True, help="For eyes, or for machines.")  # fmt: skip
@click.option("--fail-on", type=click.Choice([severity.value for severity in Severity]),
              help="The severity from which the exit code is 1.  "
              f"[default: {DEFAULTS.fail_on.value}]")  # fmt: skip
@click.option("--show-dropped", is_flag=True, help="Also what was matched and why it was dropped.")
@click.option("--baseline", type=click.Path(path_type=Path), metavar="FILE",
              help="Report only what is not in FILE; see `tonecheck baseline`.")  # fmt: skip
@rule_options
@one_line_errors
def check(
    sources: tuple[str, ...],
    form: str,
    show_dropped: bool,
    baseline: Path | None,
    **options: Any,
) -> None:
    """Check files, folders, or standard input (-)."""
    known = Known(baseline)
    names = paths(sources)
    checkers = Checkers(options, names)
    failed = broken = False
    objects: list[dict[str, Any]] = []
    for name, source, report in _reports(checkers, names, known):
        if report is None:
            broken = True
            continue
        failed = failed or _fails(report, checkers.of(name).config.fail_on)
        if form == "text":
            click.echo(render(name, source, report, show_dropped=show_dropped), color=colour())
            continue
        item = as_object(name, source, report, show_dropped=show_dropped)
        if form == "jsonl":
            click.echo(json_line(item))
        objects.append(item)
    if form == "json":
        click.echo(json_document(objects))
    if known.summary():
        click.echo(known.summary(), err=True)
    sys.exit(ExitCode.ERROR if broken else ExitCode.FINDINGS if failed else ExitCode.CLEAN)


def _reports(
    checkers: Checkers, names: list[str], known: Known
) -> Iterator[tuple[str, str, Report | None]]:
    """Each source with its report, None where it cannot be read; progress on a terminal."""
    quiet = len(names) < 2 or not sys.stderr.isatty() or sys.stdout.isatty()
    with click.progressbar(names, label="Checking", file=sys.stderr, hidden=quiet) as bar:
        for name in bar:
            try:
                message = read_message(name)
                report = checkers.report(name, message)
            except (ExtractError, SuppressionError) as err:
                complain(err)
                yield name, "", None
                continue
            yield name, message.source, known.less(name, message.source, report)


def _fails(report: Report, fail_on: Severity) -> bool:
    severities = [item.severity for item in report.findings]
    severities += [note.severity for note in report.notes]
    return any(severity.rank >= fail_on.rank for severity in severities)
