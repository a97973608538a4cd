"""`tonecheck config`: each setting that holds for a path, and who made it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from tonecheck.config import Origin, Settings, key_of
from tonecheck.discovery import is_mail
from tonecheck.findings import SCHEMA_VERSION, Severity
from tonecheck.frontends.settings import HERE, settings_of
from tonecheck.frontends.shell import one_line_errors, rule_options
from tonecheck.report.escaping import visible


@click.command()
@click.argument("path", default=HERE, metavar="[PATH]")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text",
              show_default=True, help="For eyes, or for machines.")  # fmt: skip
@click.option("--fail-on", type=click.Choice([severity.value for severity in Severity]),
              help="The severity from which the exit code is 1.")  # fmt: skip
@rule_options
@one_line_errors
def config(path: str, form: str, **options: Any) -> None:
    """Show each setting for PATH, or for this folder, and where it comes from."""
    settings = settings_of(path, options)
    if form == "json":
        click.echo(json.dumps(_as_object(path, settings), indent=2))
        return
    for line in _lines(settings):
        click.echo(line)
    if is_mail(Path(path)) and not options["trust_config"]:
        click.echo("A mail: no project's configuration is read (--trust-config).", err=True)


def _lines(settings: Settings) -> Iterator[str]:
    rows = [(f"{key_of(name)} = {_toml(s.value)}", s.origin) for name, s in settings.values.items()]
    width = max(len(text) for text, _ in rows)
    for text, origin in rows:
        yield visible(f"{text:{width}}  # {_shown(origin)}")


def _shown(origin: Origin) -> str:
    if origin.path is None:
        return origin.kind
    path, here = origin.path, Path.cwd()
    near = path.relative_to(here) if path.is_relative_to(here) else path
    return f"{origin.kind} {near}:{origin.line}"


def _toml(value: Any) -> str:
    """`value` as a configuration file would say it; JSON's texts and lists are TOML's."""
    return json.dumps(_plain(value), ensure_ascii=False)


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, Path) else value


def _as_object(path: str, settings: Settings) -> dict[str, Any]:
    return {
        "schema_version": SCHEMA_VERSION,
        "path": path,
        "settings": {
            key_of(name): {
                "value": _plain(setting.value),
                "origin": {
                    "kind": setting.origin.kind,
                    "path": None if setting.origin.path is None else str(setting.origin.path),
                    "line": setting.origin.line,
                },
            }
            for name, setting in settings.values.items()
        },
    }
