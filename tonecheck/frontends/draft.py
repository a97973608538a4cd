"""`tonecheck draft`: a gracious letter from a few answers, as text or as a reply to a mail."""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import Any

import click

from tonecheck.config import Config
from tonecheck.drafting import Answers, compose
from tonecheck.engine import Checker
from tonecheck.errors import ConfigError, ToneError
from tonecheck.frontends.shell import ExitCode, Group, complain, one_line_errors
from tonecheck.frontends.sources import read_bytes
from tonecheck.frontends.writing import write_new
from tonecheck.replying import reply
from tonecheck.ruleset.letters import Letter, Question, load_letters


class _Letters(Group):
    """One command a kind of letter; its options are the letter's questions."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_letters(ctx))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        letters = _letters(ctx)
        if cmd_name not in letters:
            return None
        return _command(letters[cmd_name], ctx.params.get("rules", ()))


@click.group(cls=_Letters)
@click.option("--rules", multiple=True, metavar="PATH", type=click.Path(), is_eager=True,
              help="A folder with drafts/ of yours. Repeatable.")  # fmt: skip
def draft(rules: tuple[str, ...]) -> None:
    """Compose a gracious letter from a few answers.

    The answers are options of each kind of letter; at a terminal the others are asked for.
    """


def _letters(ctx: click.Context) -> dict[str, Letter]:
    try:
        return load_letters(ctx.params.get("rules", ()))
    except ToneError as err:
        complain(err)
        sys.exit(ExitCode.ERROR)


def _command(letter: Letter, rules: tuple[str, ...]) -> click.Command:
    @one_line_errors
    def write(**options: Any) -> None:
        given = {name: value for name in letter.answers if (value := options[name]) is not None}
        _write(letter, _asked(letter, given), options, rules)

    questions: list[click.Parameter] = [_option(*item) for item in letter.answers.items()]
    return click.Command(
        letter.draft, callback=write, params=[*questions, *_OPTIONS], help=letter.description
    )


def _option(name: str, question: Question) -> click.Option:
    flag = name.replace("_", "-")
    if question.kind == "yes_no":
        said = f"{question.question}  [default: {'yes' if question.default else 'no'}]"
        return click.Option([f"--{flag}/--no-{flag}", name], default=None, help=said)
    return click.Option([f"--{flag}", name], metavar="TEXT", help=question.question)


_OPTIONS: list[click.Parameter] = [
    click.Option(["--reply-to"], metavar="EML", type=click.Path(),
                 help="Answer this mail: the draft is a mail (.eml) with its headers."),
    click.Option(["--quote"], is_flag=True, help="With --reply-to: quote it below."),
    click.Option(["--from", "sender"], metavar="ADDRESS", default="",
                 help="With --reply-to: your address; else the one it was sent to."),
    click.Option(["--output", "-o"], metavar="FILE", type=click.Path(),
                 help="Write to a new file instead of standard output."),
    click.Option(["--seed"], type=int, help="The same number gives the same wording again."),
]  # fmt: skip


def _asked(letter: Letter, given: Answers) -> Answers:
    """`given`, and at a terminal the answers to the other questions."""
    if not sys.stdin.isatty():
        return given
    asked = dict(given)
    for name, question in letter.answers.items():
        if name in given:
            continue
        if question.kind == "yes_no":
            asked[name] = click.confirm(question.question, default=question.default, err=True)
        else:
            asked[name] = click.prompt(
                question.question, default="", show_default=False, prompt_suffix=" ", err=True
            )
    return asked


def _write(
    letter: Letter, answers: Answers, options: dict[str, Any], rules: tuple[str, ...]
) -> None:
    seed = options["seed"]
    choose = random.Random(seed).choice  # noqa: S311 - wordings are no secret
    text = compose(letter, answers, choose)
    data = text.encode("utf-8", "replace")
    if options["reply_to"] is not None:
        name = options["reply_to"]
        data = reply(
            read_bytes(name), text, sender=options["sender"], quote=options["quote"], name=name
        )
    elif options["quote"] or options["sender"]:
        raise ConfigError("expected --reply-to with --quote and --from")
    if options["output"] is None:
        click.echo(data, nl=False)
    else:
        _write_new(Path(options["output"]), data)
    sys.exit(_warned(letter, text, rules))


def _warned(letter: Letter, text: str, rules: tuple[str, ...]) -> ExitCode:
    """Whether an answer brought something sharp into the letter, said on standard error."""
    config = Config(profile=letter.profile, rules=rules, suppressions=False)
    report = Checker(config=config).check(text)
    for finding in report.findings:
        if finding.category.value in report.flagged:
            complain(ToneError(f'"{finding.text}" in your answers: {finding.message}'))
    return ExitCode.FINDINGS if report.flagged else ExitCode.CLEAN


def _write_new(path: Path, data: bytes) -> None:
    try:
        write_new(path, data)
    except FileExistsError as err:
        raise ConfigError("exists already; expected a new file", path=path) from err
    except OSError as err:
        raise ConfigError(f"cannot be written: {err.strerror or err}", path=path) from err
