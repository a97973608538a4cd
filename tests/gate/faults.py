"""Faults at every stage of the gate, and the law that all of them obey.

A mail is delivered byte for byte exactly once and the code says so, or not at all and the
code says that; unless told to be open, nothing goes unchecked.
"""

from __future__ import annotations

import random
import shutil
import smtplib
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.gate.faulting import inject as _inject  # noqa: F401 - the names are checked by a test
from tests.gate.mails import ANGRY, CALM, crlf
from tests.gate.servers import Proxy, Server
from tests.gate.warm import Warm
from tonecheck.engine import Checker
from tonecheck.frontends.relay import Relay, Upstream
from tonecheck.frontends.sink import listening
from tonecheck.gate import Gate, OnError

FROM, TO = "ada@example.org", "bob@example.org"
REPLIES = {"temporary": "451 4.3.0 later", "permanent": "554 5.7.0 never", "hangs up": None}
VERBS = ("MAIL", f"RCPT {TO}", "DATA")


@dataclass(frozen=True)
class Fault:
    """One way in which sending can go wrong; `spec` says how the lab brings it about."""

    stage: str
    name: str
    spec: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """What became of one mail: `code` is the client's, 0 for sent."""

    fault: Fault
    path: str
    mail: str
    on_error: str
    code: int
    copies: int
    identical: bool
    said: str = ""

    @property
    def kept(self) -> bool:
        """Whether the law was."""
        once = self.copies == 1 and self.identical
        lawful = once if self.code == 0 else self.copies == 0
        unchecked = self.mail == "angry" and self.copies > 0 and self.on_error == "closed"
        return lawful and not unchecked


NOTHING = Fault("none", "nothing wrong")
OURS = [
    NOTHING,
    *(Fault("input", name, {"fault": name}) for name in ("input breaks off", "input closed")),
    Fault("input", "input is a folder", {"stdin": "/"}),
    Fault("rules", "rules missing", {"options": ["--rules", "/nonexistent"]}),
    Fault("rules", "rules broken", {"options": ["--rules", "{broken}"]}),
    Fault("rules", "rules a loop of links", {"options": ["--rules", "{loop}"]}),
    Fault("rules", "profile unknown", {"options": ["--profile", "nope"]}),
    *(Fault("rules", name, {"fault": name}) for name in ("rules out of memory", "rules unreadable")),
    *(
        Fault("check", name, {"fault": name})
        for name in (
            "checker raises", "checker recurses", "checker out of memory", "checker exits with 0",
            "checker interrupted", "checker aborts", "killed by the system", "mail unparsable",
            "mail unknown charset", "no thread",
        )
    ),
    Fault("check", "checker hangs", {"fault": "checker hangs", "options": ["--budget", "0.2"]}),
    *(
        Fault("spool", name, {"fault": name})
        for name in ("memory file full", "spool full", "spool on disk", "short writes")
    ),
    Fault("spool", "file size limit", {"file_bytes": 64}),
    *(Fault("hand-over", name, {"fault": name}) for name in ("hand-over fails", "exec fails")),
    *(
        Fault("real sendmail", name, {"real": name})
        for name in ("missing", "not executable", "no program", "fails", "tempfails", "killed",
                     "does not read", "is ourselves")
    ),
    *(Fault("reasons", name, {"fault": name}) for name in ("stderr closed", "stderr without reader")),
    Fault("reasons", "stderr full", {"stderr": "/dev/full"}),
    Fault("signal", "SIGTERM while checking", {"fault": "slow check", "kill": True}),
    Fault("signal", "SIGTERM with a spool on disk", {"fault": "spool on disk", "kill": True}),
]  # fmt: skip
OUTPUT = [
    Fault("output", "disk full", {"stdout": "/dev/full"}),
    Fault("output", "file size limit", {"file_bytes": 64}),
]
SERVER = [
    NOTHING,
    Fault("upstream", "refuses the connection", {"listens": False}),
    *(
        Fault("upstream", f"{name} at {verb.split()[0]}", {"replies": {verb: reply}})
        for name, reply in REPLIES.items()
        for verb in VERBS
    ),
]
CHECKERS: dict[str, BaseException] = {
    "checker raises": RuntimeError("x"),
    "checker recurses": RecursionError("x"),
    "checker exits with 0": SystemExit(0),
    "checker out of memory": MemoryError(),
}
PROXY = [
    *SERVER,
    *(
        Fault("check", name, {"checker": name})
        for name in (*CHECKERS, "checker hangs", "gate raises")
    ),
    *(
        Fault("client", f"vanishes after {verb}", {"until": verb})
        for verb in ("MAIL", "RCPT", "DATA")
    ),
]


class Lab:
    """Where faults are tried: a folder, a process that is ready, and servers."""

    def __init__(self, folder: Path, warm: Warm, checker: Checker, env: dict[str, str]) -> None:
        self.folder = folder
        self.warm = warm
        self.checker = checker
        self.env = env
        self._write("broken/x.yaml", "category: [")
        (folder / "loop").symlink_to("loop")
        self.accepted = folder / "accepted"
        self.accepted.mkdir()
        self.programs = {
            "record": self._program("record", self._keeping("exit 0")),
            "fails": self._program("fails", "cat > /dev/null; exit 67"),
            "tempfails": self._program("tempfails", "cat > /dev/null; exit 75"),
            "killed": self._program("killed", "cat > /dev/null; kill -9 $$"),
            "does not read": self._program("deaf", "exit 1"),
            "missing": "/nonexistent/sendmail",
            "not executable": self._write("plain", "#!/bin/sh\n"),
            "no program": self._write("garbage", "\x7fno program\n", 0o755),
            "is ourselves": str(folder / "bin/tonecheck-sendmail"),
        }
        self._write("bin/tonecheck-sendmail", "#!/bin/false\n", 0o755)

    def _write(self, name: str, text: str, mode: int = 0o644) -> str:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        path.chmod(mode)
        return str(path)

    def _program(self, name: str, script: str) -> str:
        return self._write(name, f"#!/bin/sh\n{script}\n", 0o755)

    def _keeping(self, end: str) -> str:
        """A sendmail that has accepted a mail once it is all there, and then no signal ends it."""
        part = f"{self.folder}/part.$$"
        return f"trap '' TERM\nset -e\ncat > {part}\nmv {part} {self.accepted}/$$\n{end}"

    def ours(
        self, path: str, fault: Fault, mail: bytes, on_error: str, rng: random.Random
    ) -> Outcome:
        """A mail through `tonecheck-sendmail` or `tonecheck filter` with a fault in it."""
        spec = fault.spec
        options = [str(o).format(broken=self.folder / "broken", loop=self.folder / "loop")
                   for o in spec.get("options", [])]  # type: ignore[attr-defined] # fmt: skip
        command = [str(self.folder / "bin" / path)] if path != "filter" else ["tonecheck", "filter"]
        arguments = [*command, "--on-error", on_error, *options]
        if path != "filter":
            arguments += ["-oi", "-f", FROM, "--", TO]
        with tempfile.TemporaryDirectory(dir=self.folder) as own:
            (Path(own) / "0").write_bytes(mail)
            streams = [spec.get("stdin", f"{own}/0"), spec.get("stdout", f"{own}/1"),
                       spec.get("stderr", f"{own}/2")]  # fmt: skip
            code = self.warm.run(
                arguments,
                env={**self.env, "TONECHECK_SENDMAIL": self.programs[str(spec.get("real", "record"))]},
                folder=self.folder, streams=[str(s) for s in streams],
                fault=str(spec.get("fault", "")),
                kill_after_s=rng.uniform(0.001, 0.6) if spec.get("kill") else None,
                file_bytes=spec.get("file_bytes"),  # type: ignore[arg-type]
            )  # fmt: skip
            said = Path(own, "2").read_text(errors="replace") if Path(own, "2").exists() else ""
            if path == "filter":
                output = Path(own, "1")
                written = output.read_bytes() if output.exists() else b""
                # What comes out with another code than 0 is not used by whoever asks the code.
                delivered = [written] if code == 0 else []
            else:
                delivered = self._taken()
        return _outcome(fault, path, mail, on_error, code, delivered, mail, said)

    def killed_cold(self, rng: random.Random) -> Outcome:
        """A mail through a process that starts from nothing and is told to end at any moment."""
        fault = Fault("signal", "SIGTERM at any moment of a cold start")
        script = self._write("bin/cold/tonecheck-sendmail", "", 0o755)
        Path(script).write_text(
            f"#!{sys.executable}\nfrom tonecheck.frontends.sendmail import main\n\nmain()\n"
        )
        env = {**self.env, "TONECHECK_SENDMAIL": self.programs["record"]}
        with subprocess.Popen([script, "-t"], stdin=subprocess.PIPE, env=env) as process:
            timer = threading.Timer(rng.uniform(0.01, 6), process.terminate)
            timer.start()
            with suppress(BrokenPipeError):
                process.communicate(CALM)
            timer.cancel()
        code = process.returncode
        return _outcome(fault, "tonecheck-sendmail", CALM, "closed", code, self._taken(), CALM, "")

    def _taken(self) -> list[bytes]:
        files = list(self.accepted.iterdir())
        mails = [file.read_bytes() for file in files]
        for file in files:
            file.unlink()
        return mails

    def by_msmtp(self, fault: Fault, mail: bytes, on_error: str, rng: random.Random) -> Outcome:
        """A mail through `tonecheck-sendmail` and msmtp to a server with a fault."""
        server = _server(fault)
        with _listening(server, fault) as port, tempfile.TemporaryDirectory(dir=self.folder) as own:
            (Path(own) / "0").write_bytes(mail)
            real = f"msmtp --host=127.0.0.1 --port={port} --tls=off --auth=off --timeout=5"
            code = self.warm.run(
                [str(self.folder / "bin/tonecheck-sendmail"), "--on-error", on_error, "-f", FROM, TO],
                env={**self.env, "TONECHECK_SENDMAIL": real}, folder=self.folder,
                streams=[f"{own}/{n}" for n in range(3)],
            )  # fmt: skip
            said = Path(own, "2").read_text(errors="replace")
        return _outcome(fault, "msmtp", mail, on_error, code, server.mails, crlf(mail), said)

    def by_proxy(self, fault: Fault, mail: bytes, on_error: str, rng: random.Random) -> Outcome:
        """A mail through the proxy to a server, with a fault in either or in the client."""
        gate = Gate(on_error=OnError(on_error), budget_s=0.2 if "hangs" in fault.name else 5)
        gate._checker = _Faulty(fault, self.checker)  # type: ignore[assignment]
        if fault.name == "gate raises":
            gate.judge_mail = _raise  # type: ignore[method-assign]
        server = _server(fault)
        with _listening(server, fault) as port:
            proxy = Proxy(Relay(Upstream("127.0.0.1", port, tls="none", timeout_s=5), gate))
            proxy.start()
            try:
                code = _sent(proxy.port, crlf(mail), str(fault.spec.get("until", "")))
            finally:
                proxy.stop()
        return _outcome(fault, "proxy", mail, on_error, code, server.mails, crlf(mail), "")


class _Faulty:
    def __init__(self, fault: Fault, checker: Checker) -> None:
        self._name = str(fault.spec.get("checker", ""))
        self._checker = checker
        self.config = checker.config

    def findings(self, message: object, **options: bool) -> object:
        if self._name in CHECKERS:
            raise CHECKERS[self._name]
        if self._name == "checker hangs":
            import time

            time.sleep(1)
        return self._checker.findings(message, **options)  # type: ignore[arg-type]


def _raise(mail: bytes) -> None:
    raise RuntimeError("the gate itself")


def _server(fault: Fault) -> Server:
    server = Server()
    server.replies = dict(fault.spec.get("replies", {}))  # type: ignore[call-overload]
    return server


@contextmanager
def _listening(server: Server, fault: Fault) -> Iterator[int]:
    if fault.spec.get("listens", True):
        with listening(server) as port:
            yield port
    else:
        yield 1


def _sent(port: int, mail: bytes, until: str) -> int:
    """0 if the mail was accepted; the client vanishes after `until`."""
    try:
        with smtplib.SMTP("127.0.0.1", port, timeout=20) as link:
            link.ehlo()
            steps: list[tuple[str, Callable[[], tuple[int, bytes]]]] = [
                ("MAIL", lambda: link.mail(FROM)),
                ("RCPT", lambda: link.rcpt(TO)),
            ]
            for verb, step in steps:
                if step()[0] // 100 != 2:
                    return 1
                if verb == until:
                    return _vanish(link)
            if until == "DATA":
                link.docmd("DATA")
                link.send(mail[:40])
                return _vanish(link)
            return 0 if link.data(mail)[0] == 250 else 1
    except (smtplib.SMTPException, OSError):
        return 1


def _vanish(link: smtplib.SMTP) -> int:
    assert link.sock is not None
    link.sock.shutdown(socket.SHUT_RDWR)
    link.close()
    return 1


def _outcome(
    fault: Fault, path: str, mail: bytes, on_error: str, code: int,
    delivered: Sequence[bytes], expected: bytes, said: str,
) -> Outcome:  # fmt: skip
    return Outcome(
        fault, path, "angry" if mail == ANGRY else "calm", on_error, code, len(delivered),
        all(one == expected for one in delivered), said,
    )  # fmt: skip


def run(lab: Lab, count: int, *, cold: int = 0, seed: int = 7) -> Iterator[Outcome]:
    """`count` faults: every kind in turn, with a calm or an angry mail, closed or open.

    `cold` more are signals to processes that start from nothing.
    """
    rng = random.Random(seed)
    kinds: list[Callable[[bytes, str], Outcome]] = [
        *(lambda m, o, f=f: lab.ours("tonecheck-sendmail", f, m, o, rng) for f in OURS),
        *(
            lambda m, o, f=f: lab.ours("filter", f, m, o, rng)
            for f in (NOTHING, *OUTPUT, *OURS[1:7])
        ),
        *(lambda m, o, f=f: lab.by_proxy(f, m, o, rng) for f in PROXY),
    ]  # type: ignore[misc]
    if shutil.which("msmtp"):
        kinds += [lambda m, o, f=f: lab.by_msmtp(f, m, o, rng) for f in SERVER]  # type: ignore[misc]
    variants = [(CALM, "closed"), (ANGRY, "closed"), (CALM, "open"), (ANGRY, "open")]
    for number in range(count):
        round_, index = divmod(number, len(kinds))
        mail, on_error = variants[(round_ + index) % len(variants)]
        yield kinds[index](mail, on_error)
    for _ in range(cold):
        yield lab.killed_cold(rng)
