"""A mail server that keeps what it is sent, for trying a path without sending anything.

``python -m tonecheck.frontends.sink PORT`` sends there, in the place of a sendmail that
would really send.
"""

from __future__ import annotations

import smtplib
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

HOST = "127.0.0.1"


class Sink:
    """A handler for aiosmtpd; `mails` are those it took, as they came."""

    def __init__(self) -> None:
        self.mails: list[bytes] = []

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Keep the mail."""
        self.mails.append(envelope.original_content or b"")
        return "250 2.0.0 kept"


@contextmanager
def listening(sink: Sink, **options: Any) -> Iterator[int]:
    """The port on loopback where `sink` takes mail meanwhile; `options` are aiosmtpd's."""
    with socket.create_server((HOST, 0)) as free:
        port: int = free.getsockname()[1]
    controller = Controller(sink, hostname=HOST, port=port, **options)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


def send(mail: bytes, port: int) -> None:
    """Send `mail`, whose lines end in LF, to the sink at `port`."""
    with smtplib.SMTP(HOST, port, timeout=10) as link:
        link.sendmail("doctor@localhost", ["doctor@localhost"], mail.replace(b"\n", b"\r\n"))


if __name__ == "__main__":
    send(sys.stdin.buffer.read(), int(sys.argv[1]))
