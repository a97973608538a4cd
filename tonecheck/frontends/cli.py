"""The command line: a group that imports a command when it is asked for.

Importing spaCy takes longer than all of ``tonecheck --version`` may.
"""

from __future__ import annotations

from importlib import import_module

import click

from tonecheck import __version__
from tonecheck.frontends.shell import EPILOG, Group

COMMANDS = {
    "baseline": "tonecheck.frontends.baseline",
    "check": "tonecheck.frontends.check",
    "coach": "tonecheck.frontends.coach",
    "config": "tonecheck.frontends.configured",
    "doctor": "tonecheck.frontends.doctor",
    "draft": "tonecheck.frontends.draft",
    "explain": "tonecheck.frontends.explain",
    "filter": "tonecheck.frontends.filter",
    "hook": "tonecheck.frontends.hook",
    "practice": "tonecheck.frontends.practice",
    "rewrite": "tonecheck.frontends.rewrite",
    "rules": "tonecheck.frontends.rules",
    "sendemail-validate": "tonecheck.frontends.sendemail_validate",
    "smtp-proxy": "tonecheck.frontends.smtp_proxy",
    "tokens": "tonecheck.frontends.explain",
    "tune": "tonecheck.frontends.tune",
}
"""The module of every command, which there has the name it has here, "_" for "-"."""


class _Commands(Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(COMMANDS[cmd_name])
        command: click.Command = getattr(module, cmd_name.replace("-", "_"))
        return command


@click.group(cls=_Commands, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="tonecheck %(version)s")
def main() -> None:
    """Check the tone of what you are about to send."""
