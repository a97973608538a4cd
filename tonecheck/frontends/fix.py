"""`tonecheck check --fix`: rewrites applied to files, and what is said about it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from tonecheck.errors import ConfigError, SuppressionError, WriteError
from tonecheck.findings import Applicability, Finding, Report
from tonecheck.frontends.baseline_file import Known
from tonecheck.frontends.output import Delivery
from tonecheck.frontends.settings import Checkers
from tonecheck.frontends.shell import Command, ExitCode, colour, with_options
from tonecheck.frontends.sources import Reading, frame_in, message_of, read_bytes, read_message
from tonecheck.message import Message
from tonecheck.report.escaping import visible
from tonecheck.report.results import Result
from tonecheck.report.summary import Tally

if TYPE_CHECKING:
    from tonecheck.rewriting.applying import Applied, Recheck, Refused

_SAFE: frozenset[Applicability] = frozenset(("safe",))
_ALL: frozenset[Applicability] = frozenset(("safe", "review"))


class Outcome(NamedTuple):
    """How many findings of one file went, which fixes did not hold, and how many are left."""

    fixed: int
    refused: tuple[Refused, ...]
    left: int
    unasked: int
    """How many of those left have a rewrite that was not allowed."""


class Fixing:
    """What a run of `check` was told to do to its files, and what became of it."""

    def __init__(self, *, fix: bool, unsafe_fixes: bool, diff: bool, force: bool) -> None:
        self.active = fix or unsafe_fixes or diff
        self.diff = diff
        self._allowed = _ALL if unsafe_fixes else _SAFE
        self._force = force
        self._outcomes: dict[str, Outcome] = {}

    def refuse_misuse(self, sources: Sequence[str], delivery: Delivery) -> None:
        """Raises ConfigError for options that cannot be had together."""
        if self.active and not self.diff and "-" in sources:
            problem = "cannot be fixed in place; see --diff, and `tonecheck rewrite -`"
            raise ConfigError(problem, path="-")
        if self.diff and delivery.form != "text":
            problem = f'is "{delivery.form}"; a diff has a form of its own'
            raise ConfigError(problem, key="--format")
        if self.diff and delivery.output is not None:
            raise ConfigError("holds a report; a diff goes to standard output", key="--output")

    def checked(
        self, checkers: Checkers, reading: Reading, known: Known, name: str
    ) -> tuple[Message, Report]:
        """The message in the file `name`, fixed and written back if that was asked for.

        What is `known` from a baseline is left as it is. With `diff` nothing is written and the
        message is the one that was read. Raises ExtractError for a file that cannot be read,
        WriteError for one that cannot be written back, SuppressionError for a comment in it that
        cannot be read.
        """
        if not self.active:
            message = read_message(name, reading)
            return message, checkers.report(name, message)
        # Only what fixes loads what fixing needs.
        from tonecheck.frontends.diffs import show_diff, unified_diff
        from tonecheck.frontends.rereading import in_frame, rechecking
        from tonecheck.frontends.writing import read_original, write_back
        from tonecheck.rewriting.applying import apply_fixes

        # A mail of an mbox file is none of its own, and so is refused below.
        original = read_original(name) if not self.diff and Path(name).is_file() else None
        data = original.data if original else read_bytes(name)
        message = message_of(data, name, reading)
        found = known.fresh(name, message.source, _findings(checkers, name, message))
        try:
            frame = frame_in(data, name, message, reading)
        except WriteError as err:
            applied = self._unwritable(message, found, err)
        else:
            recheck = _fresh_only(
                rechecking(checkers.of(name), in_frame(frame, reading)), known, name
            )
            applied = apply_fixes(message, found, self._allowed, recheck)
        if self.diff:
            show_diff(unified_diff(name, message.source, applied.message.source))
        elif original and applied.message.source != message.source:
            write_back(original, frame.around(applied.message.source), force=self._force)
        self._outcomes[name] = _outcome(found, applied, self._allowed)
        shown = message if self.diff else applied.message
        return shown, checkers.report(name, shown)

    def compared(self, results: Iterable[Result]) -> ExitCode:
        """Show what would change, and nothing else; the exit code is that of a plain check."""
        tally = Tally()
        for _ in tally.count(results):
            pass
        if tally.unread:
            return ExitCode.ERROR
        return ExitCode.FINDINGS if tally.fails else ExitCode.CLEAN

    def summary(self, delivery: Delivery) -> None:
        """Say which fixes were refused and how many were made; beside a diff or data, aside."""
        if not self.active:
            return
        aside = self.diff or delivery.form != "text" or delivery.output is not None
        for name, outcome in self._outcomes.items():
            for refused in outcome.refused:
                click.echo(_refusal(name, refused), err=aside, color=colour())
        verb = "Would fix" if self.diff else "Fixed"
        click.echo(_count(self._outcomes.values(), verb), err=aside)

    def _unwritable(self, message: Message, found: tuple[Finding, ...], err: WriteError) -> Applied:
        from tonecheck.rewriting.applying import Applied, Refused

        refused = (Refused(f, err.problem) for f in found if _has(f, self._allowed))
        return Applied(message, found, tuple(refused))


def _findings(checkers: Checkers, name: str, message: Message) -> tuple[Finding, ...]:
    try:
        return checkers.of(name).findings(message)
    except SuppressionError as err:
        raise err.at(name) from err


def _fresh_only(recheck: Recheck, known: Known, name: str) -> Recheck:
    """`recheck` without what the baseline has: in a sentence that was changed nothing is known."""

    def fresh(source: str) -> tuple[Message, Sequence[Finding]]:
        message, findings = recheck(source)
        return message, known.fresh(name, message.source, findings)

    return fresh


def fix_options(command: Command) -> Command:
    """The options by which `check` is told to fix; it gets them as one, `fixing`."""

    @wraps(command)
    def told(
        *args: Any, fix: bool, unsafe_fixes: bool, diff: bool, force: bool, **options: Any
    ) -> Any:
        fixing = Fixing(fix=fix, unsafe_fixes=unsafe_fixes, diff=diff, force=force)
        return command(*args, fixing=fixing, **options)

    decorators = (
        click.option("--fix", is_flag=True,
                     help="Apply rewrites that change wording only, and write the files back."),
        click.option("--unsafe-fixes", is_flag=True,
                     help="Apply also rewrites that may change what is meant."),
        click.option("--diff", is_flag=True,
                     help="Show what --fix (or --unsafe-fixes) would do; write nothing."),
        click.option("--force", is_flag=True,
                     help="Write back files that have other hard links, too."),
    )  # fmt: skip
    return with_options(told, decorators)  # type: ignore[return-value]


def _has(finding: Finding, allowed: frozenset[Applicability]) -> bool:
    return any(rewrite.applicability in allowed for rewrite in finding.rewrites)


def _outcome(
    before: Sequence[Finding], applied: Applied, allowed: frozenset[Applicability]
) -> Outcome:
    left = applied.findings
    unasked = sum(_has(f, _ALL) and not _has(f, allowed) for f in left)
    return Outcome(len(before) - len(left), applied.refused, len(left), unasked)


def _refusal(name: str, refused: Refused) -> str:
    rule_id = click.style(refused.finding.rule_id, dim=True)
    words = visible(refused.finding.text)
    return f'{visible(name)}: not fixed {rule_id} "{words}": {visible(refused.reason)}'


def _count(outcomes: Collection[Outcome], verb: str) -> str:
    fixed = sum(outcome.fixed for outcome in outcomes)
    left = sum(outcome.left for outcome in outcomes)
    unasked = sum(outcome.unasked for outcome in outcomes)
    more = f", {unasked} of them for --unsafe-fixes to try" if unasked else ""
    return f"{verb} {fixed} finding{'' if fixed == 1 else 's'} ({left} left{more})."
