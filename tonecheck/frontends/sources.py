"""Files, folders and standard input as messages to check."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from tonecheck.errors import ConfigError, ExtractError
from tonecheck.extract import message_from_bytes
from tonecheck.frontends.mailboxes import is_mail, is_maildir, is_mbox, mail_bytes, mails
from tonecheck.message import Message

SUFFIXES = frozenset((".txt", ".text", ".md", ".markdown", ".eml"))
MAX_BYTES = 10 << 20


def paths(names: Iterable[str]) -> list[str]:
    """The files that `names` mean: files as they are, folders for their text files, sorted.

    An mbox file and a Maildir mean their mails. Raises ConfigError for a name that does not exist.
    """
    found: list[str] = []
    for name in names:
        path = Path(name)
        if is_mbox(path) or is_maildir(path):
            found += mails(path)
        elif name == "-" or path.is_file() or is_mail(name):
            found.append(name)
        elif path.is_dir():
            found += sorted(str(p) for p in path.rglob("*") if _is_text(p, path))
        elif path.exists():
            raise ConfigError("is neither a file nor a folder; expected one of them", path=name)
        else:
            raise ConfigError("does not exist; expected a file, a folder or -", path=name)
    return list(dict.fromkeys(found))


def read_message(name: str) -> Message:
    """The message in the file `name`, or on standard input for ``-``.

    Raises ExtractError for a file that cannot be read as text.
    """
    if not is_mail(name):
        return message_from_bytes(_read(name), name)
    from tonecheck.extract.mail import mail_message

    return mail_message(_read(name) if Path(name).is_file() else mail_bytes(name), name)


def _read(name: str) -> bytes:
    try:
        if name == "-":
            data = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with Path(name).open("rb") as file:
                data = file.read(MAX_BYTES + 1)
    except OSError as err:
        raise ExtractError(f"cannot be read: {err.strerror or err}", path=name) from err
    if len(data) > MAX_BYTES:
        raise ExtractError(f"is larger than {MAX_BYTES} bytes; expected less", path=name)
    return data


def _is_text(path: Path, root: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(root).parts)
    return path.suffix.lower() in SUFFIXES and path.is_file() and not hidden
