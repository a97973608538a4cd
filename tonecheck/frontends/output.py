"""Where a run's report goes: to standard output or, whole or not at all, into a file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from functools import wraps
from pathlib import Path
from typing import Any, NamedTuple

import click

from tonecheck import __version__
from tonecheck.errors import ConfigError
from tonecheck.findings import Severity
from tonecheck.frontends.shell import DEFAULTS, ExitCode, colour, with_options
from tonecheck.report.formats import FORMATS, renderer
from tonecheck.report.results import Options, Result
from tonecheck.report.summary import Tally


class Delivery(NamedTuple):
    """How and where a command shows its results."""

    form: str
    output: Path | None
    include_text: bool
    show_dropped: bool

    def leaves_terminal_free(self) -> bool:
        """Whether progress may be shown on standard error without disturbing what is printed."""
        return sys.stderr.isatty() and (self.output is not None or not sys.stdout.isatty())

    def spare(self, sources: Iterable[str]) -> None:
        """Raise ConfigError where the report would take the place of one of `sources`."""
        if self.output is None or not self.output.exists():
            return
        if any(source != "-" and self.output.samefile(source) for source in sources):
            problem = "is a file to check; expected another name for the report"
            raise ConfigError(problem, path=self.output, key="--output")

    def deliver(self, results: Iterable[Result]) -> ExitCode:
        """Show `results` as they come, and say by the exit code what they are.

        With `output` the line on the run goes to standard error. Raises ConfigError where the
        file cannot be written; what it held before then stays.
        """
        options = Options(
            self.include_text, self.show_dropped, root=str(Path.cwd()), version=__version__
        )
        tally = Tally()
        blocks = renderer(self.form)(tally.count(results), options)
        if self.output is None:
            for block in blocks:
                click.echo(block, color=colour())
        else:
            _write(self.output, blocks if self.form != "text" else map(click.unstyle, blocks))
            click.echo(tally.line(), err=True)
        if tally.unread:
            return ExitCode.ERROR
        return ExitCode.FINDINGS if tally.fails else ExitCode.CLEAN


def output_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options by which a command is told how to show results; it gets a `delivery`."""

    @wraps(command)
    def packed(
        *args: Any,
        form: str,
        output: Path | None,
        include_text: bool,
        show_dropped: bool,
        **options: Any,
    ) -> Any:
        delivery = Delivery(form, output, include_text, show_dropped)
        return command(*args, delivery=delivery, **options)

    decorators = (
        click.option("--fail-on", type=click.Choice([severity.value for severity in Severity]),
                     help="The severity from which the exit code is 1.  "
                          f"[default: {DEFAULTS.fail_on.value}]"),
        click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text",
                     show_default=True, metavar="FORMAT",
                     help=f"For eyes or for machines: {', '.join(FORMATS)}."),
        click.option("--output", metavar="FILE", type=click.Path(path_type=Path),
                     help="Write to FILE, whole or not at all, instead of standard output."),
        click.option("--include-text", is_flag=True,
                     help="Let machine formats hold words of the text, and rewrites of it."),
        click.option("--show-dropped", is_flag=True,
                     help="Also what was matched and why it was dropped."),
    )  # fmt: skip
    return with_options(packed, decorators)


def _write(path: Path, blocks: Iterable[str]) -> None:
    from tonecheck.frontends.writing import write_whole

    lines = (f"{block}\n".encode("utf-8", "backslashreplace") for block in blocks)
    try:
        write_whole({path: lines})
    except OSError as err:
        problem = f"cannot be written: {err.strerror or err}"
        raise ConfigError(problem, path=path, key="--output") from err
