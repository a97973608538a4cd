"""`tonecheck smtp-proxy`: the gate for every client that can only change its SMTP server."""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import os
import shlex
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import click

from tonecheck.errors import ToneError
from tonecheck.frontends.mail import gate_of, gate_options, say
from tonecheck.frontends.shell import ExitCode, one_line_errors

if TYPE_CHECKING:
    from tonecheck.frontends.relay import Relay

GRACE_S = 20.0
"""How long a mail that is on its way keeps a proxy that was told to stop."""
PASSWORD = "TONECHECK_SMTP_PASSWORD"  # noqa: S105 - the name of a variable


def address(ctx: click.Context, param: click.Parameter, value: str) -> tuple[str, int]:
    """The host and the port of HOST:PORT, an IPv6 address without its brackets."""
    host, _, port = value.rpartition(":")
    if not host or not port.isdigit() or int(port) > 65535:
        raise click.BadParameter(f"{value!r} is no HOST:PORT")
    return host.strip("[]"), int(port)


@click.command()
@click.option("--listen", callback=address, default="127.0.0.1:2525", show_default=True,
              metavar="HOST:PORT", help="Where clients connect; a loopback address.")  # fmt: skip
@click.option("--upstream", callback=address, required=True, envvar="TONECHECK_UPSTREAM",
              metavar="HOST:PORT", help="The server that really sends.")  # fmt: skip
@click.option("--tls", type=click.Choice(["starttls", "tls", "none"]), default="starttls",
              show_default=True, help="How the connection to it is encrypted.")  # fmt: skip
@click.option("--user", default="", metavar="NAME", help="Log in there under this name.")
@click.option("--password-command", metavar="COMMAND",
              help="Prints the password; else it is in TONECHECK_SMTP_PASSWORD.")  # fmt: skip
@click.option("--transactions", type=click.IntRange(min=1), default=8, show_default=True,
              help="How many mails at once; the next is asked to come again.")  # fmt: skip
@gate_options
@one_line_errors
def smtp_proxy(
    listen: tuple[str, int],
    upstream: tuple[str, int],
    tls: str,
    user: str,
    password_command: str | None,
    transactions: int,
    **options: Any,
) -> None:
    """Take mail on a loopback address, check it, and pass it on to a server.

    A mail is accepted (250) when that server has accepted it. It is refused for its tone with
    550 and the names of the rules, and with 451 where it cannot be checked or passed on.
    """
    try:
        from tonecheck.frontends.relay import Relay, Upstream
    except ImportError as err:
        raise ToneError("smtp-proxy needs aiosmtpd: pip install 'tonecheck[smtp]'") from err
    if not is_loopback(listen[0]):
        raise ToneError(f"is {listen[0]}; expected a loopback address", key="--listen")
    if user and tls == "none" and not is_loopback(upstream[0]):
        raise ToneError("is none; expected starttls or tls where there is a login", key="--tls")
    password = _password(password_command) if user else ""
    server = Upstream(*upstream, tls=tls, user=user, password=password)  # type: ignore[arg-type]
    gate = gate_of(**options)
    ready = gate.judge_mail(b"\n")
    if not gate.passes(ready):
        raise ToneError(ready.note)
    _quiet()
    sys.exit(asyncio.run(_serve(Relay(server, gate, transactions=transactions), listen)))


async def _serve(relay: Relay, listen: tuple[str, int]) -> int:
    """Serve until SIGTERM or SIGINT, then let the mails on their way arrive."""
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(_complain)
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    try:
        server = await loop.create_server(relay.server, *listen)
    except OSError as err:
        raise ToneError(f"cannot listen there: {err.strerror or err}", key="--listen") from err
    host, port = server.sockets[0].getsockname()[:2]
    click.echo(f"tonecheck: listening on {host}:{port}")
    await stop.wait()
    server.close()
    deadline = loop.time() + GRACE_S
    while relay.open and loop.time() < deadline:
        await asyncio.sleep(0.05)
    if relay.open:
        say(f"stopped with {relay.open} mails on their way; their clients were not told 250")
        os._exit(ExitCode.ERROR)
    return ExitCode.CLEAN


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach `host`."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _password(command: str | None) -> str:
    if command is None:
        if PASSWORD not in os.environ:
            raise ToneError(f"needs --password-command or {PASSWORD}", key="--user")
        return os.environ[PASSWORD]
    try:
        done = subprocess.run(
            shlex.split(command), stdout=subprocess.PIPE, text=True, check=True, timeout=60
        )
    except (OSError, subprocess.SubprocessError) as err:
        raise ToneError(f"failed, {type(err).__name__}", key="--password-command") from err
    return done.stdout.splitlines()[0] if done.stdout else ""


def _quiet() -> None:
    """Keep aiosmtpd, which logs commands, addresses and lines of mail, from any log."""
    logging.getLogger("mail").addHandler(logging.NullHandler())
    logging.getLogger("mail").propagate = False
    logging.getLogger("mail.log").setLevel(logging.CRITICAL + 1)


def _complain(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    error = context.get("exception")
    say(f"internal error, {type(error).__name__}" if error else "internal error")
