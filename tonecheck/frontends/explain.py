"""`tonecheck explain` and `tonecheck tokens`: why something was found, or was not."""

from __future__ import annotations

from typing import Any

import click

from tonecheck.errors import ConfigError, suggest
from tonecheck.frontends.settings import HERE, Checkers
from tonecheck.frontends.shell import colour, one_line_errors, rule_options
from tonecheck.language import language
from tonecheck.report.manual import rule_page
from tonecheck.report.text import breakdown
from tonecheck.ruleset.loader import LoadedCourtesy, LoadedRule
from tonecheck.spelling import Normaliser


@click.command()
@click.argument("rule", required=False)
@click.option("--text", metavar="TEXT", help="Explain the findings in TEXT instead of a rule.")
@rule_options
@one_line_errors
def explain(rule: str | None, text: str | None, **options: Any) -> None:
    """Say what RULE finds, why it matters and what to write instead.

    With --text: which cues the findings in it rest on, and what each of them contributes.
    """
    if (rule is None) == (text is None):
        raise click.UsageError("Expected a RULE or --text, one of the two.")
    checker = Checkers(options).of(HERE)
    if text is not None:
        click.echo(breakdown(checker.check(text)), color=colour())
        return
    assert rule is not None
    ruleset = checker.ruleset
    known: dict[str, LoadedRule | LoadedCourtesy] = {**ruleset.rules, **ruleset.courtesies}
    if rule not in known:
        raise ConfigError(f"no rule `{rule}`; {suggest(rule, known)}")
    click.echo(rule_page(known[rule]))


@click.command()
@click.argument("text")
@one_line_errors
def tokens(text: str) -> None:
    """Show how TEXT is tokenised, and the NORM that patterns match on."""
    normaliser = Normaliser()
    normaliser.learn(Checkers({}).of(HERE).compiled.vocabulary)
    for token in language(normaliser).tokenizer(text):
        click.echo(f"{token.text!r:24} {token.norm_!r}")
