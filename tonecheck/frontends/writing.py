"""Files written whole or not at all, and one that was read never over someone's change.

New bytes go to a temporary file in the same folder, are forced to disk and take the place of
the old by one rename, which POSIX makes atomic: kill -9 or a power cut at any moment leaves the
old file or the new one.
"""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
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
        with _beside(original.path, [data], status) as part:
            _refuse(original, original.path.stat(), force=True)
            part.replace(original.path)
        _sync_folder(original.path.parent)
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


def write_whole(files: Mapping[Path, Iterable[bytes]]) -> None:
    """Put the pieces of each file in its place, none before all of them are on disk.

    A file that was there keeps its mode and, for root, its owner; a symbolic link stays one;
    what is no regular file, such as a FIFO, is written to as it is. Raises OSError, and whatever
    the pieces raise, and leaves what was there.
    """
    with ExitStack() as parts:
        ready = []
        for path, pieces in files.items():
            place = Path(os.path.realpath(path))
            if place.exists() and not place.is_file():
                with place.open("wb") as device:
                    device.writelines(pieces)
                continue
            status = place.stat() if place.exists() else None
            part = parts.enter_context(_beside(place, pieces, status))
            if status is None:
                part.chmod(0o666 & ~_umask())
            ready.append((part, place))
        for part, place in ready:
            part.replace(place)
            _sync_folder(place.parent)


def write_new(path: Path, data: bytes) -> None:
    """All of `data` in a new file `path` that only its owner reads, or no file at all.

    Raises FileExistsError where there is one, OSError where it cannot be written.
    """
    with _beside(path, [data]) as part:
        os.link(part, path)  # unlike a rename, refuses to take the place of a file
    _sync_folder(path.parent)


@contextmanager
def _beside(
    place: Path, pieces: Iterable[bytes], status: os.stat_result | None = None
) -> Iterator[Path]:
    """A temporary file of `pieces`, on disk, in the folder of `place`; gone at the end.

    It has the owner and the mode of `status`, or else only its owner may read it.
    """
    descriptor, name = tempfile.mkstemp(".tonecheck", f".{place.name[:40]}.", place.parent)
    part = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(pieces)
            if status is not None:
                _give_rights(part, status)
            file.flush()
            os.fsync(file.fileno())
        yield part
    finally:
        with suppress(OSError):
            part.unlink()


def _give_rights(part: Path, status: os.stat_result) -> None:
    """The owner before the mode: changing the owner clears the set-id bits."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        os.chown(part, status.st_uid, status.st_gid)
    part.chmod(stat.S_IMODE(status.st_mode))


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    """Force the rename itself to disk, where folders can be (not on Windows or some networks)."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _identity(status: os.stat_result) -> _Identity:
    return status.st_dev, status.st_ino, status.st_mtime_ns, status.st_size
