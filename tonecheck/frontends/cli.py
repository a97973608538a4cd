"""The command line."""

from __future__ import annotations

import sys

import click

from tonecheck.engine import Checker
from tonecheck.errors import ToneError


@click.group()
def main() -> None:
    """Check the tone of what you are about to send."""


@main.group()
def rules() -> None:
    """List, test and describe rules."""


@rules.command("test")
@click.argument("folders", nargs=-1)
@click.option("--only", default="", help="only failures in files whose path has this in it")
def rules_test(folders: tuple[str, ...], only: str) -> None:
    try:
        checker = Checker()
        n = 0
        for failure in checker.example_failures():
            if only in str(failure):
                click.echo(str(failure)); n += 1
        click.echo(f"{n} failures")
    except ToneError as err:
        click.echo(str(err), err=True)
        sys.exit(2)

@main.command()
@click.argument("text")
def tokens(text: str) -> None:
    from tonecheck.language import blank_language, tokenizer_norms
    nlp, _ = blank_language()
    for t in nlp.tokenizer(text):
        click.echo(f"{t.text!r:20} {t.norm_!r}")

@main.command()
@click.argument("text")
def probe(text: str) -> None:
    c = Checker()
    for cue, rw in c.cues(text):
        click.echo(f"{cue.rule_id} {cue.weight} {cue.text!r} -> {[r.replacement for r in rw]}")
    r = c.check(text)
    for d in r.dropped: click.echo(f"dropped {d.rule_id} {d.text!r}: {d.reason}")
    for rid, s in c.courtesies(text): click.echo(f"courtesy {rid} {s.text!r}")
    click.echo(f"scores {dict(r.scores)} flagged {sorted(r.flagged)}\nrewritten: {r.rewritten}")
