"""`tonecheck hook`: what git calls when something is about to be committed."""

from __future__ import annotations

import sys
from typing import Any

import click

from tonecheck.extract.commit_message import commit_message
from tonecheck.extract.decoding import decode_text
from tonecheck.frontends.git_comments import comment_mark
from tonecheck.frontends.output import Delivery, output_options
from tonecheck.frontends.settings import Checkers
from tonecheck.frontends.shell import EPILOG, Group, one_line_errors, rule_options
from tonecheck.frontends.sources import read_bytes
from tonecheck.report.results import Checked


@click.group(cls=Group)
def hook() -> None:
    """Check what git hands to a hook."""


@hook.command("commit-msg", epilog=EPILOG)
@click.argument("file", metavar="FILE")
@output_options
@rule_options
@one_line_errors
def commit_msg(file: str, delivery: Delivery, **options: Any) -> None:
    """Check the commit message in FILE, as git's commit-msg hook gets it.

    Comments, what follows the scissors line, trailers and indented code are left alone.
    """
    checker = Checkers(options).of(file)
    message = commit_message(decode_text(read_bytes(file), file), comment_mark())
    delivery.spare([file])
    report = checker.check_message(message)
    sys.exit(delivery.deliver([Checked(file, message.source, report, checker.config.fail_on)]))
