"""A mail server that answers as it is told, and a proxy before it."""

from __future__ import annotations

import socket

from aiosmtpd.controller import Controller

from tonecheck.frontends.relay import Relay
from tonecheck.frontends.sink import Sink


class Proxy(Controller):
    """The relay on a port of its own, in a thread."""

    def __init__(self, relay: Relay) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        super().__init__(None, hostname="127.0.0.1", port=port)
        self.relay = relay

    def factory(self):
        return self.relay.server()


class Server(Sink):
    """A server that answers as it is told: a reply, or None to hang up."""

    def __init__(self) -> None:
        super().__init__()
        self.replies: dict[str, str | None] = {}
        self.options: list[str] = []
        self.recipients: list[str] = []

    def _said(self, verb, server, usual):
        reply = self.replies.get(verb, usual)
        if reply is None:
            server.transport.abort()
        return reply or "421 gone"

    async def handle_MAIL(self, server, session, envelope, address, options):
        self.options = options
        envelope.mail_from = address
        return self._said("MAIL", server, "250 2.1.0 sender fine")

    async def handle_RCPT(self, server, session, envelope, address, options):
        reply = self._said(f"RCPT {address}", server, "250 2.1.5 recipient fine")
        if reply.startswith("250"):
            envelope.rcpt_tos.append(address)
        return reply

    async def handle_DATA(self, server, session, envelope):
        reply = self._said("DATA", server, "250 2.0.0 kept as 7")
        if reply.startswith("250"):
            self.recipients = list(envelope.rcpt_tos)
            self.mails.append(envelope.original_content)
        return reply
