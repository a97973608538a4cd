"""An SMTP relay with a gate: a mail is accepted when the server behind it has accepted it.

Each transaction here is one there. MAIL and RCPT are passed on at once and answered with the
server's own reply, so that a refused recipient is refused here too; the mail itself waits for
its verdict. The 250 for it is the server's. (aiosmtpd's own `handlers.Proxy` says 250 whatever
the server said.)
"""

from __future__ import annotations

import asyncio
import smtplib
import ssl
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from aiosmtpd.smtp import SMTP, Envelope, Session

from tonecheck.frontends.mail import say, tell
from tonecheck.gate import Gate, Verdict

MAX_BYTES = 64 << 20
"""The largest mail that is taken, whatever the server would take."""
IDLE_S = 120.0
"""How long a client may say nothing."""
NAMED_RULES = 5
"""How many rules a refusal names."""
BUSY = "451 4.3.2 tonecheck: too many mails at once; try again"
FAILED = "451 4.3.0 tonecheck: temporary failure; not sent"
UNREACHABLE = "451 4.4.1 tonecheck: the mail server cannot be reached; not sent"
NO_LOGIN = "451 4.7.0 tonecheck: the mail server refuses the login; not sent"
_REPLY_OCTETS = 480
_OK = range(200, 300)

Tls = Literal["starttls", "tls", "none"]
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Upstream:
    """The server that really sends, and how to log in there."""

    host: str
    port: int
    tls: Tls = "starttls"
    user: str = ""
    password: str = ""
    timeout_s: float = 60.0

    def connect(self) -> smtplib.SMTP:
        """A connection that is ready for MAIL; OSError or SMTPException if there is none."""
        context = ssl.create_default_context()
        if self.tls == "tls":
            link: smtplib.SMTP = smtplib.SMTP_SSL(
                self.host, self.port, timeout=self.timeout_s, context=context
            )
        else:
            link = smtplib.SMTP(self.host, self.port, timeout=self.timeout_s)
        try:
            if self.tls == "starttls":
                link.starttls(context=context)
            link.ehlo_or_helo_if_needed()
            if self.user:
                link.login(self.user, self.password)
        except BaseException:
            link.close()
            raise
        return link


class Relay:
    """What all connections share: the server, the gate, and how much may go on at once."""

    def __init__(self, upstream: Upstream, gate: Gate, *, transactions: int = 8) -> None:
        self.upstream = upstream
        self.gate = gate
        self.open = 0
        self._most = transactions
        self._features: dict[str, str] | None = None
        self._threads = ThreadPoolExecutor(transactions, thread_name_prefix="relay")

    def server(self) -> SMTP:
        """The protocol of one client's connection."""
        return _Server(
            Conversation(self), data_size_limit=MAX_BYTES, enable_SMTPUTF8=True, timeout=IDLE_S
        )

    def may_begin(self) -> bool:
        """Take a place for a transaction, if one is left; `end` gives it back."""
        if self.open >= self._most:
            return False
        self.open += 1
        return True

    def end(self, link: smtplib.SMTP | None) -> None:
        """Close a transaction, whatever came of it: without QUIT, so that nothing waits."""
        self.open -= 1
        if link is not None:
            link.close()

    async def run(self, work: Callable[..., Result], *args: Any) -> Result:
        """What `work` gives, in a thread: the loop stays free."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, work, *args)

    def connect(self) -> smtplib.SMTP:
        """A connection to the server, whose features are remembered."""
        link = self.upstream.connect()
        self._features = dict(link.esmtp_features)
        return link

    async def features(self) -> dict[str, str] | None:
        """What the server offers, in lower case; None if it cannot be asked."""
        if self._features is None:
            with suppress(OSError, smtplib.SMTPException):
                link = await self.run(self.connect)
                link.close()
        return self._features


class Conversation:
    """One client's connection, as the handler of aiosmtpd that it talks to."""

    def __init__(self, relay: Relay) -> None:
        self._relay = relay
        self._link: smtplib.SMTP | None = None
        self._has_place = False

    def leave(self) -> None:
        """End the transaction, if there is one; the server drops what was not accepted."""
        if self._has_place:
            self._has_place = False
            link, self._link = self._link, None
            self._relay.end(link)

    async def handle_EHLO(  # noqa: N802 - aiosmtpd's names
        self, server: SMTP, session: Session, envelope: Envelope, host: str, replies: list[str]
    ) -> list[str]:
        """Offer what the server offers and we can pass on."""
        self.leave()
        session.host_name = host
        features = await self._relay.features()
        return replies if features is None else [*_offers(replies, features)]

    async def handle_HELO(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, host: str
    ) -> str:
        """Begin anew."""
        self.leave()
        session.host_name = host
        return f"250 {server.hostname}"

    async def handle_RSET(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Forget the transaction, here and there."""
        self.leave()
        return "250 OK"

    async def handle_QUIT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Say goodbye."""
        self.leave()
        return "221 Bye"

    async def handle_MAIL(  # noqa: N802
        self,
        server: SMTP,
        session: Session,
        envelope: Envelope,
        address: str,
        options: list[str],
    ) -> str:
        """The server's reply to the sender."""
        if not self._relay.may_begin():
            return BUSY
        self._has_place = True
        reply = await self._asked(self._begin, address, options)
        if reply.startswith("250"):
            envelope.mail_from = address
            envelope.mail_options.extend(options)
        else:
            self.leave()
        return reply

    async def handle_RCPT(  # noqa: N802
        self,
        server: SMTP,
        session: Session,
        envelope: Envelope,
        address: str,
        options: list[str],
    ) -> str:
        """The server's reply to a recipient."""
        reply = await self._asked(self._command, "RCPT", f"TO:{_bracketed(address)}")
        if reply[:2] == "25":
            envelope.rcpt_tos.append(address)
        return reply

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """The verdict if it blocks the mail, else the server's reply to it."""
        try:
            mail = envelope.original_content or b""
            gate = self._relay.gate
            verdict = await self._relay.run(gate.judge_mail, mail)
            if not gate.passes(verdict):
                return refusal(verdict)
            tell(gate, verdict)
            return await self._asked(self._data, mail)
        finally:
            self.leave()

    async def handle_exception(self, error: Exception) -> str:
        """A reply without the text of the exception, which may quote the mail."""
        say(f"not sent: an internal error, {type(error).__name__}")
        self.leave()
        return FAILED

    async def _asked(self, work: Callable[..., str], *args: Any) -> str:
        try:
            return await self._relay.run(work, *args)
        except smtplib.SMTPAuthenticationError:
            return NO_LOGIN
        except (OSError, smtplib.SMTPException) as err:
            say(f"not sent: the mail server failed, {type(err).__name__}")
            return UNREACHABLE

    def _begin(self, address: str, options: Sequence[str]) -> str:
        self._link = self._relay.connect()
        if "SMTPUTF8" in options:
            self._link.command_encoding = "utf-8"
        passed = [option for option in options if _passes(option, self._link)]
        return self._command("MAIL", " ".join([f"FROM:{_bracketed(address)}", *passed]))

    def _command(self, verb: str, argument: str) -> str:
        link = self._link
        return FAILED if link is None else reply_line(*link.docmd(verb, argument))

    def _data(self, mail: bytes) -> str:
        link = self._link
        if link is None:
            return FAILED
        try:
            return reply_line(*link.data(mail))
        except smtplib.SMTPDataError as err:
            return reply_line(err.smtp_code, err.smtp_error)


class _Server(SMTP):
    """A connection that tells its handler when it is lost."""

    def connection_lost(self, error: Exception | None) -> None:
        self.event_handler.leave()
        super().connection_lost(error)


def refusal(verdict: Verdict) -> str:
    """The reply for a mail that does not pass: rules and lines, no word of the mail."""
    from tonecheck.offsets import Lines

    if verdict.trouble is not None:
        return FAILED
    lines = Lines.of(verdict.source)
    named = [f"{f.rule_id} l.{lines.position(f.start)[0]}" for f in verdict.findings]
    more = f" and {len(named) - NAMED_RULES} more" if len(named) > NAMED_RULES else ""
    return _line(550, f"5.7.1 tonecheck: not sent: {', '.join(named[:NAMED_RULES])}{more}")


def reply_line(code: int, text: bytes | str) -> str:
    """The server's reply for our client; what is no reply to a command, 421, is temporary."""
    said = text.decode("ascii", "replace") if isinstance(text, bytes) else text
    if code not in _OK and not 400 <= code < 600:
        return FAILED
    return _line(451 if code == 421 else code, said)


def _line(code: int, text: str) -> str:
    printable = "".join(c if " " <= c <= "~" else " " for c in text)
    return f"{code} {printable}"[:_REPLY_OCTETS]


def _offers(replies: Sequence[str], features: dict[str, str]) -> list[str]:
    """Those of our own offers that the server makes, and its limit of size if that is less."""
    offers = []
    for reply in replies:
        word = reply[4:].partition(" ")[0].lower()
        if word in ("8bitmime", "smtputf8") and word not in features:
            continue
        limit = features.get("size", "")
        if word == "size" and limit.isdigit() and 0 < int(limit) < MAX_BYTES:
            offers.append(f"250-SIZE {limit}")
            continue
        offers.append(reply)
    return offers


def _passes(option: str, link: smtplib.SMTP) -> bool:
    """Whether the server is told: 7BIT goes without saying, SIZE not everybody asks for."""
    return option != "BODY=7BIT" and (not option.startswith("SIZE=") or link.has_extn("size"))


def _bracketed(address: str) -> str:
    return address if address.startswith("<") else f"<{address}>"
