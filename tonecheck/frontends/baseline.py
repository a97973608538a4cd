"""`tonecheck baseline`: what is there now, so that a check reports only what is new."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import click

from tonecheck.baseline import Baseline, Entry
from tonecheck.errors import ConfigError
from tonecheck.frontends.baseline_file import load, name_in, save
from tonecheck.frontends.settings import HERE, Checkers
from tonecheck.frontends.shell import Group, one_line_errors, rule_options
from tonecheck.frontends.sources import Reading, file_options, paths, read_message

_FILE = click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
_SOURCES = click.argument("sources", nargs=-1, required=True, metavar="PATHS")


@click.group(cls=Group)
def baseline() -> None:
    """Record findings, so that `check --baseline FILE` reports only new ones.

    FILE holds paths, rule ids and keyed hashes; no text.
    """


@baseline.command()
@_FILE
@_SOURCES
@file_options
@rule_options
@one_line_errors
def create(file: Path, sources: tuple[str, ...], reading: Reading, **options: Any) -> None:
    """Write a new FILE of all findings in PATHS."""
    if file.exists():
        problem = "exists; expected a new file, or `tonecheck baseline update`"
        raise ConfigError(problem, path=file)
    empty = Baseline()
    found = _found(empty, file, _files(sources, reading), reading, options)
    _save(file, empty.updated(found, ()), empty)


@baseline.command()
@_FILE
@_SOURCES
@file_options
@rule_options
@one_line_errors
def update(file: Path, sources: tuple[str, ...], reading: Reading, **options: Any) -> None:
    """Put what is found in PATHS in the place of what FILE has of them."""
    before, names = load(file), _files(sources, reading)
    found = _found(before, file, names, reading, options)
    _save(file, before.updated(found, _checked(before, file, names)), before)


@baseline.command()
@_FILE
@_SOURCES
@file_options
@rule_options
@one_line_errors
def prune(file: Path, sources: tuple[str, ...], reading: Reading, **options: Any) -> None:
    """Drop from FILE what is gone from PATHS, and files that no longer exist."""
    before, names = load(file), _files(sources, reading)
    found = _found(before, file, names, reading, options)
    _save(file, before.pruned(found, _checked(before, file, names)), before)


def _files(sources: tuple[str, ...], reading: Reading) -> list[str]:
    names = paths(sources, reading)
    if HERE in names:
        raise ConfigError("is no file; expected files or folders", key=HERE)
    return names


def _found(
    known: Baseline, file: Path, names: list[str], reading: Reading, options: dict[str, Any]
) -> Counter[Entry]:
    """How often each entry is found; a file that cannot be read ends the command."""
    checkers = Checkers(options, names)
    found: Counter[Entry] = Counter()
    for name in names:
        message = read_message(name, reading)
        findings = checkers.report(name, message).findings
        path = name_in(file, name)
        found.update(known.entry(path, message.source, finding) for finding in findings)
    return found


def _checked(known: Baseline, file: Path, names: list[str]) -> set[str]:
    """The files that were checked, and those of `known` that are no more."""
    recorded = {entry.path for entry in known.counts}
    gone = {path for path in recorded if not (file.absolute().parent / path).exists()}
    return gone | {name_in(file, name) for name in names}


def _save(file: Path, after: Baseline, before: Baseline) -> None:
    save(file, after)
    new, old = sum(after.counts.values()), sum(before.counts.values())
    changed = f" (was {old})" if before.counts else ""
    click.echo(f"{file}: {new} finding{'s' * (new != 1)}{changed}")
