"""`tonecheck check`: files, folders or standard input, each with its report."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tonecheck.errors import ToneError
from tonecheck.findings import Report
from tonecheck.frontends.baseline_file import Known
from tonecheck.frontends.fix import Fixing, fix_options
from tonecheck.frontends.output import Delivery, output_options
from tonecheck.frontends.settings import Checkers
from tonecheck.frontends.shell import EPILOG, complain, one_line_errors, rule_options
from tonecheck.frontends.sources import Reading, paths, reading_options
from tonecheck.message import Message
from tonecheck.report.results import Checked, Result, Unread

if TYPE_CHECKING:
    from tonecheck.coaching import Coaching
    from tonecheck.ruleset.compiled import Profile

Check = Callable[[str], tuple[Message, Report]]


@click.command(epilog=EPILOG)
@click.argument("sources", nargs=-1, required=True, metavar="PATHS|-")
@click.option("--baseline", type=click.Path(path_type=Path), metavar="FILE",
              help="Report only what is not in FILE; see `tonecheck baseline`.")  # fmt: skip
@output_options
@fix_options
@reading_options
@rule_options
@one_line_errors
def check(
    sources: tuple[str, ...],
    delivery: Delivery,
    fixing: Fixing,
    baseline: Path | None,
    reading: Reading,
    **options: Any,
) -> None:
    """Check files, folders, or standard input (-)."""
    fixing.refuse_misuse(sources, delivery)
    known = Known(baseline, reading.called("-"))
    names = paths(sources, reading)
    checkers = Checkers(options, names, stdin=reading.called("-"))
    delivery.spare(names)
    shown = len(names) > 1 and delivery.leaves_terminal_free()
    checked = partial(fixing.checked, checkers, reading, known)
    results = _results(checkers, names, known, checked, progress=shown)
    code = fixing.compared(results) if fixing.diff else delivery.deliver(results)
    fixing.summary(delivery)
    if known.summary():
        click.echo(known.summary(), err=True)
    sys.exit(code)


def _results(
    checkers: Checkers, names: list[str], known: Known, checked: Check, *, progress: bool
) -> Iterator[Result]:
    """Each source with its report, or what is wrong with it."""
    with click.progressbar(names, label="Checking", file=sys.stderr, hidden=not progress) as bar:
        for name in bar:
            try:
                message, report = checked(name)
            except ToneError as err:
                complain(err)
                yield Unread(name, err.problem)
                continue
            checker = checkers.of(name)
            wants = bool(checker.profile.wants)
            coaching = _coached(report, checker.profile, message.text) if wants else None
            report = known.less(name, message.source, report)
            yield Checked(name, message.source, report, checker.config.fail_on, coaching)


def _coached(report: Report, profile: Profile, text: str) -> Coaching:
    from tonecheck.coaching import coach

    return coach(report, profile, text)
