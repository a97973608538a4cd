"""What all commands share with the shell: options, exit codes, errors in one line, colour."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Sequence
from enum import IntEnum
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from tonecheck.config import Config
from tonecheck.errors import ToneError, suggest
from tonecheck.report.escaping import visible

DEFAULTS = Config()
Command = TypeVar("Command", bound=Callable[..., Any])


class ExitCode(IntEnum):
    """What a command says to the shell."""

    CLEAN = 0
    FINDINGS = 1
    ERROR = 2


class Group(click.Group):
    """A group that says of each command its whole first sentence, and what is close to a slip."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that `args` name first; click.UsageError lists what is close."""
        names = self.list_commands(ctx)
        if args and args[0] not in names and not args[0].startswith("-"):
            raise click.UsageError(f"No such command '{args[0]}'; {suggest(args[0], names)}.", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands, wrapped where click would cut them off."""
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(
                [(name, command.get_short_help_str(200)) for name, command in commands if command]
            )


EPILOG = (
    "Exit codes: 0 clean; 1 findings at or above --fail-on; 2 a usage, configuration, rule or "
    "input error."
)


def one_line_errors(command: Command) -> Command:
    """A `ToneError`, or what the system refuses, as one line on standard error and exit code 2.

    A reader that has gone away is left to click.
    """

    @wraps(command)
    def guarded(*args: Any, **options: Any) -> Any:
        try:
            return command(*args, **options)
        except ToneError as err:
            complain(err)
        except OSError as err:
            if err.errno == errno.EPIPE:
                raise
            complain(ToneError(err.strerror or type(err).__name__, path=err.filename or "output"))
        sys.exit(ExitCode.ERROR)

    return guarded  # type: ignore[return-value]


def rule_options(command: Command) -> Command:
    """The options by which a command is told its profile, its rules and its configuration.

    None, or an empty tuple, where one is not given; `frontends.settings` knows what then holds.
    """
    options = (
        click.option("--profile", metavar="NAME",
                     help="What kind of reply it is; sets thresholds and weights.  "
                     f"[default: {DEFAULTS.profile}]"),
        click.option("--rules", multiple=True, metavar="PATH", type=click.Path(),
                     help="A folder or file of rules over the built-in ones. Repeatable."),
        click.option("--select", multiple=True, metavar="RULE",
                     help="Only these rules: an id, a category or a glob. Repeatable."),
        click.option("--ignore", multiple=True, metavar="RULE",
                     help="Suppress these: an id, a category or a glob. Repeatable."),
        click.option("--no-suppressions", is_flag=True,
                     help="Comments silence nothing."),
        click.option("--config", "config_file", metavar="FILE",
                     type=click.Path(path_type=Path),
                     help="Configuration to read instead of the project's and your own."),
        click.option("--no-config", "--isolated", "isolated", is_flag=True,
                     help="Read no configuration at all."),
        click.option("--trust-config", is_flag=True,
                     help="Let a project's configuration decide about mail, too."),
    )  # fmt: skip
    return with_options(command, options)


def with_options(command: Command, options: Sequence[Callable[[Any], Any]]) -> Command:
    """`command` with click's `options`, which its help shows in this order."""
    for option in reversed(options):
        command = option(command)
    return command


def complain(err: ToneError) -> None:
    """Say what is wrong on standard error."""
    click.echo(visible(f"tonecheck: {err}"), err=True)


def colour() -> bool | None:
    """Whether to colour; None leaves it to click, which colours terminals only."""
    return False if os.environ.get("NO_COLOR") else None
