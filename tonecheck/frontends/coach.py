"""`tonecheck coach`: which elements of courtesy a draft has, and sentences for the others."""

from __future__ import annotations

import json
from typing import Any

import click

from tonecheck.coaching import coach as coaching_of
from tonecheck.frontends.settings import Checkers
from tonecheck.frontends.shell import colour, one_line_errors, rule_options
from tonecheck.frontends.sources import paths, read_message
from tonecheck.report.coach import render_coaching


@click.command()
@click.argument("source", metavar="FILE|-")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text",
              show_default=True, help="For eyes, or for machines.")  # fmt: skip
@rule_options
@one_line_errors
def coach(source: str, form: str, **options: Any) -> None:
    """List the elements of courtesy in FILE, and a sentence to add for each missing one.

    What such a reply wants is the profile's: --profile job-rejection, recruiter,
    customer-to-support, support-to-customer, colleague, maintainer. A missing element is no
    fault: the exit code is 0.
    """
    (name,) = paths([source])
    message = read_message(name)
    checkers = Checkers(options, [name])
    report = checkers.report(name, message)
    coaching = coaching_of(report, checkers.of(name).profile, message.text)
    if form == "json":
        click.echo(json.dumps(coaching.to_dict(), indent=2))
    else:
        click.echo(render_coaching(coaching), color=colour())
