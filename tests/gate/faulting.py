"""Faults put into one process of ours, by name, before its command begins."""

from __future__ import annotations

import errno
import os
import signal
import tempfile
import threading
import time
from collections.abc import Callable
from typing import Any, NoReturn

from tests.gate.mails import CANARY


def inject(name: str) -> None:
    FAULTS[name]()


def _raising(error: BaseException) -> Callable[..., NoReturn]:
    def fail(*_args: Any, **_more: Any) -> NoReturn:
        raise error

    return fail


def _check(what: Callable[..., Any]) -> Callable[[], None]:
    """Have the check do `what` instead."""

    def install() -> None:
        from tonecheck.engine import Checker

        Checker.findings = what  # type: ignore[method-assign]

    return install


def _load(error: BaseException) -> Callable[[], None]:
    def install() -> None:
        from tonecheck.engine import Checker

        Checker.__init__ = _raising(error)  # type: ignore[method-assign]

    return install


def _extract(error: BaseException) -> Callable[[], None]:
    def install() -> None:
        from tonecheck.extract import mail

        mail.reply_message = _raising(error)

    return install


def _replace(module: Any, name: str, error: BaseException) -> Callable[[], None]:
    return lambda: setattr(module, name, _raising(error))


def _reads_half() -> None:
    """The mail breaks off in an error of the disk or the pipe."""
    read, count = os.read, [0]

    def half(descriptor: int, size: int) -> bytes:
        count[0] += 1
        if count[0] > 1:
            raise OSError(errno.EIO, "Input/output error")
        return read(descriptor, 40)

    os.read = half


def _writes_a_little() -> None:
    """Every write takes seven bytes, as a slow pipe may."""
    write = os.write
    os.write = lambda descriptor, data: write(descriptor, memoryview(data)[:7])


def _slow_check() -> None:
    from tonecheck.engine import Checker

    check = Checker.findings

    def slow(self: Checker, message: Any, **options: Any) -> Any:
        time.sleep(0.04)
        return check(self, message, **options)

    Checker.findings = slow  # type: ignore[method-assign]


def _no_spool() -> None:
    del os.memfd_create
    tempfile.TemporaryFile = _raising(OSError(errno.ENOSPC, "No space left on device"))


def _no_memory_file() -> None:
    """As on a system without memfd: the spool is an unlinked file."""
    del os.memfd_create


def _no_reader_of_errors() -> None:
    read, write = os.pipe()
    os.close(read)
    os.dup2(write, 2)


FULL = OSError(errno.ENOSPC, "No space left on device")
FAULTS: dict[str, Callable[[], None]] = {
    "checker raises": _check(_raising(RuntimeError(CANARY))),
    "checker recurses": _check(_raising(RecursionError(CANARY))),
    "checker out of memory": _check(_raising(MemoryError())),
    "checker exits with 0": _check(_raising(SystemExit(0))),
    "checker interrupted": _check(_raising(KeyboardInterrupt())),
    "checker hangs": _check(lambda *_, **__: time.sleep(30)),
    "checker aborts": _check(lambda *_, **__: os.abort()),
    "killed by the system": _check(lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)),
    "rules out of memory": _load(MemoryError()),
    "rules unreadable": _load(PermissionError(errno.EACCES, "Permission denied")),
    "mail unparsable": _extract(ValueError(CANARY)),
    "mail unknown charset": _extract(LookupError(CANARY)),
    "no thread": _replace(threading.Thread, "start", RuntimeError("can't start new thread")),
    "input breaks off": _reads_half,
    "input closed": lambda: os.close(0),
    "short writes": _writes_a_little,
    "slow check": _slow_check,
    "memory file full": _replace(os, "memfd_create", FULL),
    "spool full": _no_spool,
    "spool on disk": _no_memory_file,
    "hand-over fails": _replace(os, "dup2", OSError(errno.EMFILE, "Too many open files")),
    "exec fails": _replace(os, "execve", OSError(errno.ENOMEM, "Cannot allocate memory")),
    "stderr closed": lambda: os.close(2),
    "stderr without reader": _no_reader_of_errors,
}
