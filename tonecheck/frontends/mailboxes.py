"""Mailboxes: the mails of an mbox file and of a Maildir, each by its own name.

A mail of an mbox is called ``box.mbox#3``, counted from 1; one of a Maildir is a file. Both are
only read.
"""

from __future__ import annotations

import atexit
import re
from pathlib import Path
from typing import TYPE_CHECKING

from tonecheck.errors import ExtractError

if TYPE_CHECKING:
    from mailbox import mbox

_MAIL = re.compile(r"(?s)(.+\.mbox)#([1-9]\d*)", re.IGNORECASE)
# ">From here on", as mbox files write "From" at the beginning of a line of text (mboxrd).
_STUFFED = re.compile(rb"(?m)^>(>*From )")
_FOLDERS = ("cur", "new")
_open: dict[str, mbox] = {}


def is_mbox(path: Path) -> bool:
    """Whether `path` names an mbox file."""
    return path.suffix.lower() == ".mbox" and path.is_file()


def is_maildir(path: Path) -> bool:
    """Whether `path` is a Maildir: a folder with cur, new and tmp."""
    return all((path / folder).is_dir() for folder in (*_FOLDERS, "tmp"))


def is_mail(name: str) -> bool:
    """Whether `name` means a mail of an mbox file or a file of a Maildir."""
    path = Path(name)
    in_maildir = path.parent.name in _FOLDERS and is_maildir(path.parent.parent)
    return _place(name) is not None or (in_maildir and path.is_file())


def mails(path: Path) -> list[str]:
    """The names of the mails in the mbox or Maildir `path`, in order; folders inside it, too.

    Raises ExtractError for a file that cannot be read or holds anything else.
    """
    if is_mbox(path):
        return [f"{path}#{number}" for number in range(1, _count(str(path)) + 1)]
    folders = [path, *sorted(inner for inner in path.glob(".*") if is_maildir(inner))]
    return [
        str(mail)
        for folder in folders
        for kind in _FOLDERS
        for mail in sorted((folder / kind).iterdir())
        if mail.is_file() and not mail.name.startswith(".")
    ]


def mail_bytes(name: str) -> bytes:
    """The mail of an mbox file that `name` means: one too large is cut behind the limit.

    Raises ExtractError where there is none.
    """
    from tonecheck.extract.mail import MAX_BYTES

    place = _place(name)
    assert place is not None
    path, number = place
    count = _count(path)
    if number > count:
        raise ExtractError(f"does not exist; {path} has {count} mails", path=name)
    file = _box(path).get_file(number - 1)  # type: ignore[arg-type] # keys are numbers in truth
    return _STUFFED.sub(rb"\1", file.read(MAX_BYTES + 1))


def _place(name: str) -> tuple[str, int] | None:
    """The mbox file and the number that `name` means, unless there is a file of that name."""
    found = _MAIL.fullmatch(name)
    if not found or Path(name).exists() or not is_mbox(Path(found[1])):
        return None
    return found[1], int(found[2])


def _count(path: str) -> int:
    try:
        count = len(_box(path))
        is_empty = not Path(path).stat().st_size
    except OSError as err:
        raise ExtractError(f"cannot be read: {err.strerror or err}", path=path) from err
    if not count and not is_empty:
        raise ExtractError("holds no mail; expected an mbox file, which begins `From `", path=path)
    return count


def _box(path: str) -> mbox:
    """The mbox file at `path`, kept open: to find its mails it is read from end to end."""
    from mailbox import mbox

    if path not in _open:
        while _open:
            _open.popitem()[1].close()
        _open[path] = mbox(path, create=False)
        atexit.register(_open[path].close)
    return _open[path]
