"""`tonecheck doctor`: what is configured for sending, and whether it holds back what it should."""

from __future__ import annotations

import os
import platform
import shlex
import shutil
import smtplib
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tonecheck import __version__
from tonecheck.frontends.mail import Sysexit, gate_of, gate_options
from tonecheck.frontends.programs import USUAL_SENDMAIL, real_editor, real_sendmail
from tonecheck.frontends.shell import ExitCode

if TYPE_CHECKING:
    from tonecheck.frontends.sink import Sink

CALM = "Hello,\n\nThank you for your time. I look forward to your reply.\n"
ANGRY = "Hello,\n\nYou are useless. Answer by Friday or else.\n"
_HEADERS = (
    "From: doctor@localhost\nTo: doctor@localhost\nSubject: A test by tonecheck doctor\n"
    "Date: Thu, 01 Jan 2026 00:00:00 +0000\nMessage-ID: <doctor@localhost>\n\n"
)
# Those of git's settings that say how mail is sent, none that is a secret.
_GIT = (
    "core.editor",
    "sendemail.sendmailcmd",
    "sendemail.smtpserver",
    "sendemail.smtpserverport",
    "sendemail.smtpencryption",
    "sendemail.validate",
)
_SENDMAIL = "from tonecheck.frontends.sendmail import main; main()"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of what the doctor says."""

    subject: str
    said: str
    well: bool = True

    def __str__(self) -> str:
        mark = click.style("ok  ", fg="green") if self.well else click.style("BAD ", fg="red")
        return f"{mark}{self.subject:<12} {self.said}"


@click.command()
@gate_options
def doctor(**options: object) -> None:
    """Say what is configured for sending mail, and try it.

    A calm and an angry mail go through tonecheck-sendmail and through a proxy to a server on
    this machine that sends nothing. Exit codes: 0 all is well, 1 something is not.
    """
    well = True
    for line in _findings(options):
        click.echo(str(line))
        well = well and line.well
    sys.exit(ExitCode.CLEAN if well else ExitCode.FINDINGS)


def _findings(options: dict[str, object]) -> Iterator[Line]:
    yield Line("tonecheck", f"{__version__}, Python {platform.python_version()}")
    yield _rules(options)
    real = os.environ.get("TONECHECK_SENDMAIL", "")
    yield _sendmail(real)
    yield _editor()
    yield from _clients()
    yield from _git()
    try:
        from tonecheck.frontends.sink import Sink
    except ImportError:
        yield Line("trial", "needs aiosmtpd: pip install 'tonecheck[smtp]'", well=False)
        return
    yield from _tried_by_sendmail(Sink(), real)
    yield from _tried_by_proxy(Sink())


def _rules(options: dict[str, object]) -> Line:
    begun = time.perf_counter()
    gate = gate_of(**options)  # type: ignore[arg-type]
    verdict = gate.judge_mail(CALM.encode())
    took = f"{time.perf_counter() - begun:.2f} s"
    if verdict.trouble is not None:
        return Line("rules", verdict.note, well=False)
    return Line("rules", f"loaded and one mail checked in {took}")


def _sendmail(real: str) -> Line:
    try:
        command = real_sendmail(real or USUAL_SENDMAIL)
    except click.ClickException as err:
        return Line("sendmail", err.format_message(), well=False)
    source = "TONECHECK_SENDMAIL" if real else "the usual place"
    target = Path(command[0]).resolve()
    return Line("sendmail", f"{shlex.join(command)} ({source}; {target.name})")


def _editor() -> Line:
    try:
        return Line("editor", shlex.join(real_editor()))
    except click.ClickException as err:
        return Line("editor", err.format_message(), well=False)


def _clients() -> Iterator[Line]:
    """What neomutt and mutt would send with, as they say themselves."""
    for client in ("neomutt", "mutt"):
        said = _output([client, "-Q", "sendmail"]) if shutil.which(client) else ""
        if said:
            through = "through" if "tonecheck-sendmail" in said else "not through"
            yield Line(client, f"{said} ({through} tonecheck)")


def _git() -> Iterator[Line]:
    if not shutil.which("git"):
        return
    for key in _GIT:
        if value := _output(["git", "config", key]):
            yield Line("git", f"{key} = {value}")
    hook = _output(["git", "rev-parse", "--git-path", "hooks/sendemail-validate"])
    if hook and Path(hook).exists():
        runs = os.access(hook, os.X_OK)
        yield Line("git", f"{hook}{'' if runs else ' is not executable'}", well=runs)


def _output(command: Sequence[str]) -> str:
    with suppress(OSError, subprocess.SubprocessError):
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=10)
        return done.stdout.strip()
    return ""


def _tried_by_sendmail(sink: Sink, real: str) -> Iterator[Line]:
    from tonecheck.frontends.sink import listening

    installed = shutil.which("tonecheck-sendmail")
    ours = [installed] if installed else [sys.executable, "-c", _SENDMAIL]
    with listening(sink) as port:
        command = [*ours, "--real", _sending_to(real, port), "-i", "-f", "doctor@localhost"]

        def send(mail: bytes) -> int:
            return subprocess.run(
                [*command, "doctor@localhost"],
                input=mail, stderr=subprocess.PIPE, check=False, timeout=120,
            ).returncode  # fmt: skip

        yield from _tried("sendmail", send, sink, sent=0, blocked=Sysexit.BLOCKED)


def _sending_to(real: str, port: int) -> str:
    """The real sendmail made to send to `port` if it can be told (msmtp), else a stand-in."""
    words = shlex.split(real)
    if words and Path(words[0]).resolve().name == "msmtp":
        return f"{words[0]} --host=127.0.0.1 --port={port} --tls=off --auth=off"
    return shlex.join([sys.executable, "-m", "tonecheck.frontends.sink", str(port)])


def _tried_by_proxy(sink: Sink) -> Iterator[Line]:
    from tonecheck.frontends.sink import listening, send

    with listening(sink) as port, _proxy(port) as listens:
        if listens is None:
            yield Line("smtp-proxy", "does not start", well=False)
            return

        def code(mail: bytes) -> int:
            try:
                send(mail, listens)
            except smtplib.SMTPDataError as err:
                return err.smtp_code
            except (OSError, smtplib.SMTPException):
                return -1
            return 250

        yield from _tried("smtp-proxy", code, sink, sent=250, blocked=550)


@contextmanager
def _proxy(upstream: int) -> Iterator[int | None]:
    """The port of a proxy for the server at `upstream`, running meanwhile."""
    where = ["--listen", "127.0.0.1:0", "--upstream", f"127.0.0.1:{upstream}", "--tls", "none"]
    command = [sys.executable, "-m", "tonecheck", "smtp-proxy", *where]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as proxy:
        try:
            assert proxy.stdout is not None
            port = proxy.stdout.readline().strip().rpartition(":")[2]
            yield int(port) if port.isdigit() else None
        finally:
            proxy.terminate()


def _tried(
    path: str, send: Callable[[bytes], int], sink: Sink, *, sent: int, blocked: int
) -> Iterator[Line]:
    """A calm and an angry mail sent by `send`, whose codes are `sent` and `blocked`."""
    calm, angry = ((_HEADERS + body).encode() for body in (CALM, ANGRY))
    code = send(calm)
    same = sink.mails == [calm.replace(b"\n", b"\r\n")]
    said = "arrived, byte for byte" if same else "did not arrive as it was"
    yield Line(path, f"calm mail {said} (code {code})", well=code == sent and same)
    before, code = len(sink.mails), send(angry)
    stayed = len(sink.mails) == before
    said = "was held back" if stayed else "was sent"
    yield Line(path, f"angry mail {said} (code {code})", well=code == blocked and stayed)
