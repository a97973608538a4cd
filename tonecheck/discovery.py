"""Which configuration files speak for a source.

A source's project is the nearest folder at or above it with a `.tonecheck.toml`, or with a
`pyproject.toml` that has a `[tool.tonecheck]` section (after Ruff). Mail has no project: who can
put a file beside a draft must not decide how it is judged.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tonecheck.config import Layer

if TYPE_CHECKING:
    from tonecheck.config_file import Kind

PROJECT_FILES = (".tonecheck.toml", "pyproject.toml")
MAIL_SUFFIXES = frozenset((".eml", ".mbox", ".mbx"))
_REPOSITORY = (".git", ".hg", ".jj")


def user_layer() -> Layer | None:
    """What the user's own file says, if there is one."""
    path = user_file()
    return _layer(path, "user", globs_from=_home()) if path.is_file() else None


def _layer(path: Path, kind: Kind, *, globs_from: Path | None = None) -> Layer | None:
    # Reading TOML is loaded where there is a file.
    from tonecheck.config_file import read_layer

    return read_layer(path, kind, globs_from=globs_from)


def user_file() -> Path:
    """Where the user's own file stands: ``$XDG_CONFIG_HOME/tonecheck/config.toml``."""
    given = os.environ.get("XDG_CONFIG_HOME", "")
    # A relative folder is to be ignored (XDG Base Directory Specification).
    home = Path(given) if Path(given).is_absolute() else _home() / ".config"
    return home / "tonecheck" / "config.toml"


def _home() -> Path:
    try:
        return Path.home()
    except RuntimeError:  # a user without a home, as in some containers
        return Path("/")


def project_layer(folder: Path) -> Layer | None:
    """What the project of `folder`, which is absolute, says; the file nearest to it alone."""
    for place in _upwards(folder):
        for name in PROJECT_FILES:
            path = place / name
            if path.is_file() and (layer := _layer(path, "project")) is not None:
                return layer
    return None


def _upwards(folder: Path) -> Iterator[Path]:
    """`folder` and those above it, up to a repository's root, the home folder or the root.

    A folder that everybody may write to, such as /tmp, belongs to no project.
    """
    for place in (folder, *folder.parents):
        if _is_everybodys(place):
            return
        yield place
        if place == _home() or any((place / name).exists() for name in _REPOSITORY):
            return


def _is_everybodys(folder: Path) -> bool:
    try:
        mode = folder.stat().st_mode
    except OSError:
        return False
    return bool(mode & stat.S_IWOTH and mode & stat.S_ISVTX)


def is_mail(path: Path) -> bool:
    """Whether `path` is called like a mail, a mailbox, a mail in one or a message in a Maildir."""
    in_maildir = path.parent.name in ("cur", "new") and (path.parent.parent / "tmp").is_dir()
    suffix, _, _ = path.suffix.lower().partition("#")  # "box.mbox#3"
    return suffix in MAIL_SUFFIXES or in_maildir
