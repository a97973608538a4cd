"""Files, folders and standard input as messages to check."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tonecheck.errors import ConfigError, ExtractError, WriteError
from tonecheck.extract import FORMS, KEYED, form_of, message_from_bytes
from tonecheck.frontends.mailboxes import is_mail, is_maildir, is_mbox, mail_bytes, mails
from tonecheck.frontends.shell import with_options
from tonecheck.message import Message

MAX_BYTES = 10 << 20

if TYPE_CHECKING:
    from tonecheck.extract.framing import Frame


@dataclass(frozen=True, slots=True)
class Reading:
    """How sources are read: in a `form`, or by their names; `keys` choose strings of catalogues."""

    form: str | None = None
    keys: tuple[str, ...] = ()
    stdin_filename: str = "-"

    def called(self, name: str) -> str:
        """The name by which the source `name` is read: for standard input the one given it."""
        return self.stdin_filename if name == "-" else name


def file_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that make a `Reading` of files, which the command is given as `reading`."""

    @wraps(command)
    def packed(
        *args: Any,
        as_form: str | None,
        keys: tuple[str, ...],
        stdin_filename: str = "-",
        **options: Any,
    ) -> Any:
        return command(*args, reading=Reading(as_form, keys, stdin_filename), **options)

    decorators = (
        click.option("--as", "as_form", type=click.Choice(FORMS),
                     help="Read all sources in this form, whatever their names say."),
        click.option("--keys", multiple=True, metavar="GLOB",
                     help="Which strings of YAML, JSON and TOML are text, such as '*.body'. "
                     "Repeatable."),
    )  # fmt: skip
    return with_options(packed, decorators)


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`file_options` for a command that reads standard input, too."""
    named = click.option(
        "--stdin-filename",
        default="-",
        metavar="NAME",
        help="The name by which standard input is read and configured.",
    )
    return named(file_options(command))


def paths(names: Iterable[str], reading: Reading = Reading()) -> list[str]:
    """The files that `names` mean: files as they are, folders for their text files, sorted.

    An mbox file and a Maildir mean their mails. A folder in one of them that cannot be read stands
    for what is in it. Raises ConfigError for a name that does not exist or cannot be read.
    """
    found: list[str] = []
    for name in names:
        try:
            found += _meant(name, reading)
        except OSError as err:
            raise ConfigError(f"cannot be read: {err.strerror or err}", path=name) from err
    return list(dict.fromkeys(found))


def _meant(name: str, reading: Reading) -> Iterable[str]:
    path = Path(name)
    if is_mbox(path) or is_maildir(path):
        return mails(path)
    if name == "-" or path.is_file() or is_mail(name):
        return [name]
    if path.is_dir():
        return sorted(_texts_in(path, reading))
    if path.exists():
        raise ConfigError("is neither a file nor a folder; expected one of them", path=name)
    raise ConfigError("does not exist; expected a file, a folder or -", path=name)


def _texts_in(folder: Path, reading: Reading) -> Iterator[str]:
    """The text files in `folder`, and the folders in it that cannot be read; none is hidden."""
    unread: list[str] = []
    for place, folders, files in os.walk(folder, onerror=lambda err: unread.append(err.filename)):
        folders[:] = [inner for inner in folders if not inner.startswith(".")]
        for file in files:
            path = Path(place, file)
            if not file.startswith(".") and _is_text(path, reading):
                yield str(path)
    yield from unread


def read_message(name: str, reading: Reading = Reading()) -> Message:
    """The message in the file `name`, or on standard input for ``-``.

    Raises ExtractError for a file that cannot be read as text.
    """
    return message_of(read_bytes(name), name, reading)


def message_of(data: bytes, name: str, reading: Reading = Reading()) -> Message:
    """The message in `data`, read as the source `name` is read.

    Raises ExtractError where it is not text.
    """
    if not is_mail(name):
        return message_from_bytes(data, reading.called(name), reading.form, reading.keys)
    from tonecheck.extract.mail import mail_message

    return mail_message(data, name)


def frame_in(data: bytes, name: str, message: Message, reading: Reading = Reading()) -> Frame:
    """What of `data` is not the source of `message`, which is in it.

    Raises WriteError where the source does not stand in it as it is, and for a mailbox.
    """
    if is_mail(name):
        raise WriteError("cannot be written back: mailboxes are only read", path=name)
    form = reading.form or form_of(reading.called(name))
    from tonecheck.extract.framing import frame_of

    return frame_of(data, name, message.source, is_mail=form == "mail")


def read_bytes(name: str) -> bytes:
    """What is in the file or the mail `name`, or on standard input for ``-``.

    Raises ExtractError for one that cannot be read or is too large.
    """
    if is_mail(name) and not Path(name).is_file():
        return mail_bytes(name)
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


def _is_text(path: Path, reading: Reading) -> bool:
    form = form_of(path.name)
    if form is None or (form in KEYED and not reading.keys):
        return False
    try:
        return path.is_file()
    except OSError:  # whoever reads it is told
        return True
