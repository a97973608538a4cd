"""A file read to be written back: replaced whole or not at all, and never over someone's change.

The new text goes to a temporary file in the same folder, is forced to disk and takes the
place of the old by one rename, which POSIX makes atomic: kill -9 or a power cut at any moment
leaves the old file or the new one.
"""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tonecheck.errors import ExtractError, WriteError
from tonecheck.frontends.sources import MAX_BYTES

# Who the file was when it was read: device, inode, time of change, size.
_Identity = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Original:
    """A file as it was read: its name, where it really lies, its bytes."""

    name: str
    path: Path
    data: bytes
    identity: _Identity


def read_original(name: str) -> Original:
    """The file `name`, through a symbolic link if it is one.

    Raises ExtractError for a file that cannot be read or is too large.
    """
    path = Path(os.path.realpath(name))
    try:
        with path.open("rb") as file:
            identity = _identity(os.fstat(file.fileno()))
            data = file.read(MAX_BYTES + 1)
    except OSError as err:
        raise ExtractError(f"cannot be read: {err.strerror or err}", path=name) from err
    if len(data) > MAX_BYTES:
        raise ExtractError(f"is larger than {MAX_BYTES} bytes; expected less", path=name)
    return Original(name, path, data, identity)


def write_back(original: Original, data: bytes, *, force: bool = False) -> None:
    """Put `data` in the place of `original`, with its mode and, for root, its owner.

    A symbolic link stays one. Raises WriteError, and changes nothing, for a file that was
    changed meanwhile, is read-only, is no regular file or, without `force`, has other hard
    links: these keep the old text.
    """
    try:
        status = original.path.stat()
        _refuse(original, status, force=force)
        _replace(original, data, status)
    except OSError as err:
        problem = f"cannot be written: {err.strerror or err}"
        raise WriteError(problem, path=original.name) from err


def _refuse(original: Original, status: os.stat_result, *, force: bool) -> None:
    problem = ""
    if not stat.S_ISREG(status.st_mode):
        problem = "is no regular file; expected one to write back to"
    elif _identity(status) != original.identity:
        problem = "was changed meanwhile; nothing was written, run it again"
    elif not status.st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
        problem = "is read-only; expected a file that may be written"
    elif status.st_nlink > 1 and not force:
        problem = f"has {status.st_nlink} hard links, of which one would change; see --force"
    if problem:
        raise WriteError(problem, path=original.name)


def _replace(original: Original, data: bytes, status: os.stat_result) -> None:
    folder = original.path.parent
    descriptor, name = tempfile.mkstemp(".tonecheck", f".{original.path.name[:80]}.", folder)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            _copy_rights(temporary, status)
            file.flush()
            os.fsync(file.fileno())
        _refuse(original, original.path.stat(), force=True)
        temporary.replace(original.path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(folder)


def _copy_rights(temporary: Path, status: os.stat_result) -> None:
    """The owner before the mode: changing the owner clears the set-id bits."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        os.chown(temporary, status.st_uid, status.st_gid)
    temporary.chmod(stat.S_IMODE(status.st_mode))


def _sync_folder(folder: Path) -> None:
    """Force the rename itself to disk, where folders can be (not on Windows or some networks)."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _identity(status: os.stat_result) -> _Identity:
    return status.st_dev, status.st_ino, status.st_mtime_ns, status.st_size
