"""The command line: check, rewrite, explain, rules, tokens, tune."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from enum import IntEnum
from functools import wraps
from typing import Any, TypeVar

import click

from tonecheck.config import Config
from tonecheck.engine import Checker
from tonecheck.errors import ConfigError, ExtractError, ToneError, suggest
from tonecheck.findings import Category, Report, Severity
from tonecheck.frontends.sources import paths, read_message
from tonecheck.frontends.tune import tune
from tonecheck.language import blank_language
from tonecheck.report.data import as_object, json_document, json_line
from tonecheck.report.manual import rule_page
from tonecheck.report.text import breakdown, render
from tonecheck.ruleset.jsonschema import KINDS, json_schema
from tonecheck.ruleset.loader import LoadedCourtesy, LoadedRule, load_folder

_DEFAULTS = Config()
Command = TypeVar("Command", bound=Callable[..., Any])


class ExitCode(IntEnum):
    """What a command says to the shell."""

    CLEAN = 0
    FINDINGS = 1
    ERROR = 2


_EPILOG = (
    "Exit codes: 0 clean; 1 findings at or above --fail-on; 2 a usage, configuration, rule or "
    "input error."
)


def _one_line_errors(command: Command) -> Command:
    """A `ToneError` as one line on standard error and exit code 2."""

    @wraps(command)
    def guarded(*args: Any, **options: Any) -> Any:
        try:
            return command(*args, **options)
        except ToneError as err:
            _complain(err)
            sys.exit(ExitCode.ERROR)

    return guarded  # type: ignore[return-value]


def _rule_options(command: Command) -> Command:
    decorators = (
        click.option("--profile", default=_DEFAULTS.profile, show_default=True, metavar="NAME",
                     help="What kind of reply it is; sets thresholds and weights."),
        click.option("--rules", multiple=True, metavar="PATH", type=click.Path(),
                     help="A folder or file of rules over the built-in ones. Repeatable."),
        click.option("--select", multiple=True, metavar="RULE",
                     help="Only these rules: an id, a category or a glob. Repeatable."),
        click.option("--ignore", multiple=True, metavar="RULE",
                     help="Suppress these: an id, a category or a glob. Repeatable."),
    )  # fmt: skip
    for decorator in reversed(decorators):
        command = decorator(command)
    return command


@click.group(epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="tonecheck", message="tonecheck %(version)s")
def main() -> None:
    """Check the tone of what you are about to send."""


@main.command(epilog=_EPILOG)
@click.argument("sources", nargs=-1, required=True, metavar="PATHS|-")
@click.option("--format", "form", type=click.Choice(["text", "json", "jsonl"]), default="text",
              show_default=True, help="For eyes, or for machines.")  # fmt: skip
@click.option("--fail-on", type=click.Choice([severity.value for severity in Severity]),
              default=_DEFAULTS.fail_on.value, show_default=True,
              help="The severity from which the exit code is 1.")  # fmt: skip
@click.option("--show-dropped", is_flag=True, help="Also what was matched and why it was dropped.")
@_rule_options
@_one_line_errors
def check(
    sources: tuple[str, ...], form: str, fail_on: str, show_dropped: bool, **options: Any
) -> None:
    """Check files, folders, or standard input (-)."""
    config = _config(fail_on=Severity(fail_on), **options)
    names = paths(sources)
    checker = Checker(config=config)
    failed = broken = False
    objects: list[dict[str, Any]] = []
    for name, source, report in _reports(checker, names):
        if report is None:
            broken = True
            continue
        failed = failed or _fails(report, config.fail_on)
        if form == "text":
            click.echo(render(name, source, report, show_dropped=show_dropped), color=_colour())
            continue
        item = as_object(name, source, report, show_dropped=show_dropped)
        if form == "jsonl":
            click.echo(json_line(item))
        objects.append(item)
    if form == "json":
        click.echo(json_document(objects))
    sys.exit(ExitCode.ERROR if broken else ExitCode.FINDINGS if failed else ExitCode.CLEAN)


@main.command()
@click.argument("source", metavar="FILE|-")
@_rule_options
@_one_line_errors
def rewrite(source: str, **options: Any) -> None:
    """Print the draft with the best rewrite of every flagged passage applied."""
    (name,) = paths([source])
    report = Checker(config=_config(**options)).check_message(read_message(name))
    click.echo(report.rewritten.encode("utf-8", "surrogateescape"), nl=False)


@main.command()
@click.argument("rule", required=False)
@click.option("--text", metavar="TEXT", help="Explain the findings in TEXT instead of a rule.")
@_rule_options
@_one_line_errors
def explain(rule: str | None, text: str | None, **options: Any) -> None:
    """Say what RULE finds, why it matters and what to write instead.

    With --text: which cues the findings in it rest on, and what each of them contributes.
    """
    if (rule is None) == (text is None):
        raise click.UsageError("Expected a RULE or --text, one of the two.")
    checker = Checker(config=_config(**options))
    if text is not None:
        click.echo(breakdown(checker.check(text)), color=_colour())
        return
    assert rule is not None
    ruleset = checker.ruleset
    known: dict[str, LoadedRule | LoadedCourtesy] = {**ruleset.rules, **ruleset.courtesies}
    if rule not in known:
        raise ConfigError(f"no rule `{rule}`; {suggest(rule, known)}")
    click.echo(rule_page(known[rule]))


@main.group()
def rules() -> None:
    """List, test and describe rules."""


@rules.command("list")
@_rule_options
@_one_line_errors
def rules_list(**options: Any) -> None:
    """One line a rule: id, weight, message; and which rules are off or asleep."""
    checker = Checker(config=_config(**options))
    compiled = checker.compiled
    for rule_id, loaded in sorted(checker.ruleset.rules.items()):
        state = ""
        if rule_id in compiled.skipped:
            state = f"  (asleep: needs {', '.join(loaded.rule.needs)})"
        elif rule_id not in compiled.tones:
            state = "  (off)"
        click.echo(f"{rule_id:44} {loaded.rule.weight:4.2f}  {loaded.rule.message}{state}")
    for rule_id, courtesy in sorted(checker.ruleset.courtesies.items()):
        state = "" if rule_id in compiled.graces else "  (off)"
        click.echo(f"{rule_id:44}       {courtesy.rule.element}{state}")
    categories = [loaded.category for loaded in checker.ruleset.rules.values()]
    counts = ", ".join(f"{categories.count(category)} {category.value}" for category in Category)
    click.echo(f"{counts}, {len(checker.ruleset.courtesies)} gracious", err=True)


@rules.command("test")
@click.argument("folders", nargs=-1, metavar="[PATHS]")
@_one_line_errors
def rules_test(folders: tuple[str, ...]) -> None:
    """Run the examples of the rules in PATHS, or of the built-in ones."""
    checker = Checker(config=Config(rules=folders), prove=False)
    count, failed = 0, 0
    for ruleset in [load_folder(folder) for folder in folders] or [checker.ruleset]:
        count += len(ruleset.rules) + len(ruleset.courtesies)
        for failure in checker.example_failures(ruleset):
            _complain(failure)
            failed += 1
    click.echo(f"{count} rules, {failed} failing examples")
    sys.exit(ExitCode.FINDINGS if failed else ExitCode.CLEAN)


@rules.command("schema")
@click.argument("kind", type=click.Choice(list(KINDS)), default="rules")
def rules_schema(kind: str) -> None:
    """Print the JSON Schema of a kind of rule file, for editors."""
    click.echo(json_schema(kind))


@main.command()
@click.argument("text")
def tokens(text: str) -> None:
    """Show how TEXT is tokenised, and the NORM that patterns match on."""
    nlp, _ = blank_language()
    for token in nlp.tokenizer(text):
        click.echo(f"{token.text!r:24} {token.norm_!r}")


main.command(epilog=_EPILOG)(_one_line_errors(tune))


def _config(**options: Any) -> Config:
    return Config(**options)


def _reports(checker: Checker, names: list[str]) -> Iterator[tuple[str, str, Report | None]]:
    """Each source with its report, None where it cannot be read; progress on a terminal."""
    quiet = len(names) < 2 or not sys.stderr.isatty() or sys.stdout.isatty()
    with click.progressbar(names, label="Checking", file=sys.stderr, hidden=quiet) as bar:
        for name in bar:
            try:
                message = read_message(name)
            except ExtractError as err:
                _complain(err)
                yield name, "", None
                continue
            yield name, message.source, checker.check_message(message)


def _fails(report: Report, fail_on: Severity) -> bool:
    return any(finding.severity.rank >= fail_on.rank for finding in report.findings)


def _complain(err: ToneError) -> None:
    click.echo(f"tonecheck: {err}".encode("utf-8", "backslashreplace").decode(), err=True)


def _colour() -> bool | None:
    return False if os.environ.get("NO_COLOR") else None
