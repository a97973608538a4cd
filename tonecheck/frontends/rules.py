"""`tonecheck rules`: the rules listed, tested and described."""

from __future__ import annotations

import sys
from typing import Any

import click

from tonecheck.config import Config
from tonecheck.engine import Checker
from tonecheck.findings import Category
from tonecheck.frontends.settings import HERE, Checkers
from tonecheck.frontends.shell import ExitCode, Group, complain, one_line_errors, rule_options
from tonecheck.proving import failures
from tonecheck.ruleset.jsonschema import KINDS, json_schema
from tonecheck.ruleset.loader import load_folder


@click.group(cls=Group)
def rules() -> None:
    """List, test and describe rules."""


@rules.command("list")
@rule_options
@one_line_errors
def rules_list(**options: Any) -> None:
    """One line a rule: id, weight, message; and which rules are off or asleep."""
    checker = Checkers(options).of(HERE)
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
@one_line_errors
def rules_test(folders: tuple[str, ...]) -> None:
    """Run the examples of the rules in PATHS, or of the built-in ones."""
    checker = Checker(config=Config(rules=folders), prove=False)
    count, failed = 0, 0
    for ruleset in [load_folder(folder) for folder in folders] or [checker.ruleset]:
        count += len(ruleset.rules) + len(ruleset.courtesies) + len(ruleset.structures)
        for failure in failures(checker, ruleset):
            complain(failure)
            failed += 1
    click.echo(f"{count} rule{'s' * (count != 1)}, {failed} failing example{'s' * (failed != 1)}")
    sys.exit(ExitCode.FINDINGS if failed else ExitCode.CLEAN)


@rules.command("schema")
@click.argument("kind", type=click.Choice(list(KINDS)), default="rules", metavar="[KIND]")
def rules_schema(kind: str) -> None:
    """Print the JSON Schema of a kind of rule file, for editors.

    KIND is rules (the default), gracious, lexicons, structures, cues, profile, switches, draft
    or practice.
    """
    click.echo(json_schema(kind))
