"""``tonecheck tune``: labelled mail in, a rule overlay and a before-and-after table out."""

from __future__ import annotations

import json
import re
import shlex
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from tonecheck import tuning
from tonecheck.config import Config
from tonecheck.engine import Checker
from tonecheck.errors import ConfigError, ExtractError
from tonecheck.findings import Category
from tonecheck.frontends.shell import one_line_errors
from tonecheck.frontends.writing import write_whole
from tonecheck.ruleset.weights import BIAS
from tonecheck.tuning import Quality, Reading, Row, Tuning

WORDING, PROFILE = "wording.tsv", "profile.yaml"
_LABELS = tuple(category.value for category in Category)
_NAME = re.compile(r"[\w.-]{1,30}")
_HONESTLY = (
    f"After: cross-validated, {tuning.FOLDS} folds by a hash of the text; each row is judged by a "
    "fit that has not seen it."
)
_NO_GAIN = (
    "On rows it has not seen the refit is no better than the present weights; more rows may help."
)
_TRADE = f"F1 falls for fewer clean rows flagged: the aim is {tuning.FALSE_ALARMS:.0%} at most."


@click.command(epilog="Exit codes: 0 written; 2 a usage, rule or input error.")
@click.option(
    "--data",
    multiple=True,
    required=True,
    metavar="FILE",
    type=click.Path(),
    help='JSON lines: {"text": ..., "labels": ["hostile"]}; [] is clean. Repeatable.',
)
@click.option(
    "--out",
    required=True,
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help=f"Where {WORDING} and {PROFILE} go; give it to --rules afterwards.",
)
@click.option(
    "--profile",
    default=Config().profile,
    show_default=True,
    metavar="NAME",
    help="The profile whose thresholds and weights are refitted.",
)
@click.option("--force", is_flag=True, help="Overwrite the files of an earlier run.")  # fmt: skip
@one_line_errors
def tune(data: tuple[str, ...], out: Path, profile: str, force: bool) -> None:
    """Refit thresholds and weights to your own labelled mail, as a folder for --rules."""
    _expect_free(out, force=force)
    rows = [row for name in data for row in read_rows(_bytes(name), name)]
    tuning.expect_enough(rows)
    checker = Checker(profile=profile)
    thresholds, compiled = checker.profile.thresholds, checker.compiled
    readings = _readings(rows, checker)
    before = tuning.said(readings, Tuning(thresholds), compiled)
    after = tuning.cross_validated(readings, thresholds, compiled)
    tuned = tuning.fit(readings, thresholds, compiled)
    notes = _notes(rows, _command(data, out, profile, force=force))
    bias = checker.ruleset.wording[BIAS]
    files = {
        WORDING: tuning.wording_file(bias, tuned, notes),
        PROFILE: tuning.profile_file(checker.ruleset.profiles[profile], tuned, notes),
    }
    _write(out, files)
    was, now = tuning.quality(readings, before), tuning.quality(readings, after)
    lines = [*_table(was, now), "", _HONESTLY, *_changes(tuned, thresholds.warning)]
    lines += _verdict(was, now)
    click.echo("\n".join(lines))
    click.echo(f"Use it: tonecheck check --rules {shlex.quote(str(out))} ...")


def read_rows(data: bytes, path: object) -> list[Row]:
    """The rows of a JSON lines file; ExtractError names line, key, what was seen and expected.

    What it says of a wrong row repeats no more of it than a name. Keys beside `text` and
    `labels` are the caller's own.
    """
    lines = enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1)
    return [_row(line, path, number) for number, line in lines if line.strip()]


def _row(line: bytes, path: object, number: int) -> Row:
    try:
        row = _mapping(line)
        return Row(_text(row), _labels(row))
    except _Wrong as err:
        key, seen, expected = err.args
    # Outside the handler, so that no traceback leads back to the row.
    raise ExtractError(f"is {seen}; expected {expected}", path=path, line=number, key=key)


class _Wrong(Exception):  # noqa: N818 - never leaves this module
    """A key, what was seen there, and what was expected."""


def _mapping(line: bytes) -> dict[str, Any]:
    expected = "a line of JSON with `text` and `labels`"
    try:
        row = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError) as err:
        raise _Wrong("row", "not JSON in UTF-8", expected) from err
    if not isinstance(row, dict):
        raise _Wrong("row", _shown(row), expected)
    return row


def _text(row: dict[str, Any]) -> str:
    text = row.get("text")
    if isinstance(text, str) and text.strip():
        return text
    raise _Wrong("text", _seen(row, "text"), "the text of a mail")


def _labels(row: dict[str, Any]) -> frozenset[Category]:
    labels = row.get("labels")
    expected = f"a list of {', '.join(_LABELS)}; [] is clean"
    if not isinstance(labels, list):
        raise _Wrong("labels", _seen(row, "labels"), expected)
    for label in labels:
        if label not in _LABELS:
            raise _Wrong("labels", f"a list with {_shown(label)}", expected)
    return frozenset(map(Category, labels))


def _seen(row: dict[str, Any], key: str) -> str:
    if key in row:
        return _shown(row[key])
    return "missing beside " + (", ".join(map(_shown, list(row)[:5])) or "nothing")


def _shown(value: Any) -> str:
    """`value` in an error: a name, a number, or what kind of thing it is; never a text."""
    if isinstance(value, str):
        return f'"{value}"' if _NAME.fullmatch(value) else f"text of {len(value)} characters"
    if isinstance(value, list | dict):
        return f"a {'list' if isinstance(value, list) else 'mapping'} of {len(value)}"
    return json.dumps(value) if value is None or isinstance(value, bool) else "a number"


def _bytes(name: str) -> bytes:
    try:
        return Path(name).read_bytes()
    except OSError as err:
        raise ExtractError(f"cannot be read: {err.strerror or err}", path=name) from err


def _readings(rows: Sequence[Row], checker: Checker) -> list[Reading]:
    """What the rules see in each row; progress on a terminal."""
    wide = tuning.widened(checker.compiled)
    hidden = not sys.stderr.isatty()
    with click.progressbar(rows, label="Reading", file=sys.stderr, hidden=hidden) as bar:
        return [tuning.read(row, wide) for row in bar]


def _expect_free(out: Path, *, force: bool) -> None:
    if out.exists() and not out.is_dir():
        raise ConfigError("is a file; expected a folder", path=out)
    for name in (WORDING, PROFILE):
        if not force and (out / name).exists():
            raise ConfigError("exists; expected a new file, or --force", path=out / name)


def _write(out: Path, files: dict[str, str]) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
        write_whole({out / name: [text.encode()] for name, text in files.items()})
    except OSError as err:
        raise ConfigError(f"cannot be written: {err.strerror or err}", path=out) from err


def _command(data: Sequence[str], out: Path, profile: str, *, force: bool) -> str:
    options = [word for name in data for word in ("--data", name)]
    options += ["--out", str(out), "--profile", profile, *(["--force"] if force else [])]
    return shlex.join(["tonecheck", "tune", *options])


def _notes(rows: Sequence[Row], command: str) -> list[str]:
    flagged = sum(bool(row.labels) for row in rows)
    counts = ", ".join(
        f"{sum(category in row.labels for row in rows)} {category.value}" for category in Category
    )
    found = f"{len(rows) - flagged} clean, {flagged} flagged ({counts})"
    return [f"Refitted on {datetime.now(UTC):%Y-%m-%d} to {len(rows)} rows: {found}.", command]


def _table(before: Quality, after: Quality) -> Iterator[str]:
    heads = f"{'precision':>9} {'recall':>6} {'F1':>5}"
    yield f"{'':<14} {'rows':>5}   {'before':<22}   after (cross-validated)"
    yield f"{'':<14} {'':>5}   {heads}   {heads}"
    for name, was in before.measures.items():
        cells = [
            f"{m.precision:9.2f} {m.recall:6.2f} {m.f1:5.2f}" for m in (was, after.measures[name])
        ]
        yield f"{name:<14} {was.rows:5}   {'   '.join(cells)}"
    yield f"{'clean flagged':<14} {'':5}   {before.false_alarms:22.1%}   {after.false_alarms:22.1%}"


def _verdict(before: Quality, after: Quality) -> list[str]:
    """What has to be said of a refit that does not find more."""
    f1 = after.measures["any"].f1 - before.measures["any"].f1
    if f1 <= 0 and after.false_alarms >= before.false_alarms:
        return [_NO_GAIN]
    return [_TRADE] if f1 < 0 else []


def _changes(tuned: Tuning, warning: float) -> Iterator[str]:
    shifts = ", ".join(
        f"{name} {shift:+.2f}" for name, shift in zip(_LABELS, tuned.shifts, strict=True)
    )
    yield f"Bias of the wording: {shifts}."
    now = f"{tuned.thresholds.warning:.2f} (was {warning:.2f})"
    yield f"Weights of {len(tuned.weights)} rules; warning from {now}."
