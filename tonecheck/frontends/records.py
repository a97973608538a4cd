"""The marks of practice, in a small SQLite file that only its owner can read."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from tonecheck.errors import ConfigError
from tonecheck.practising import Attempt

_VERSION = 1
_TABLE = """
CREATE TABLE attempts (
    at TEXT NOT NULL, scenario TEXT NOT NULL, mark INTEGER NOT NULL, scores TEXT NOT NULL,
    present INTEGER NOT NULL, wanted INTEGER NOT NULL, reply TEXT
)"""


def records_file() -> Path:
    """``$XDG_DATA_HOME/tonecheck/practice.sqlite``, by default in ``~/.local/share``."""
    named = Path(os.environ.get("XDG_DATA_HOME", ""))
    # The XDG specification has relative paths ignored.
    base = named if named.is_absolute() else Path.home() / ".local/share"
    return base / "tonecheck" / "practice.sqlite"


def read_attempts(path: Path) -> list[Attempt]:
    """All attempts in order; none where there is no file."""
    if not path.exists():
        return []
    with _opened(path) as database:
        rows = database.execute("SELECT * FROM attempts ORDER BY rowid").fetchall()
        return [_attempt(*row) for row in rows]


def keep_attempt(path: Path, attempt: Attempt) -> None:
    """Add `attempt`, in a file of mode 0600 that is made where there is none."""
    with _opened(path) as database:
        database.execute(
            "INSERT INTO attempts VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                attempt.at.isoformat(timespec="seconds"), attempt.scenario, attempt.mark,
                json.dumps(attempt.scores), attempt.present, attempt.wanted, attempt.text,
            ),
        )  # fmt: skip


def forget(path: Path) -> bool:
    """Erase the file and what SQLite may have left beside it; whether there was one."""
    there = path.exists()
    for name in (path, *(path.with_name(path.name + end) for end in ("-journal", "-wal", "-shm"))):
        try:
            name.unlink(missing_ok=True)
        except OSError as err:
            raise ConfigError(f"cannot be erased: {err.strerror or err}", path=name) from err
    return there


def _attempt(
    at: str, scenario: str, mark: int, scores: str, present: int, wanted: int, text: str | None
) -> Attempt:
    return Attempt(
        datetime.fromisoformat(at), scenario, mark, json.loads(scores), present, wanted, text
    )


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """The database in one transaction; ConfigError where it cannot be used."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        database = sqlite3.connect(path)
        try:
            with database:
                _prepare(database, path)
                yield database
        finally:
            database.close()
    except (OSError, sqlite3.Error, ValueError) as err:
        reason = getattr(err, "strerror", None) or err
        problem = f"cannot be used: {reason}; `tonecheck practice --forget` erases it"
        raise ConfigError(problem, path=path) from err


def _prepare(database: sqlite3.Connection, path: Path) -> None:
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if version > _VERSION:
        raise ConfigError(f"is of version {version}; expected {_VERSION}", path=path)
    if version < _VERSION:
        database.execute(_TABLE)
        database.execute(f"PRAGMA user_version = {_VERSION}")
