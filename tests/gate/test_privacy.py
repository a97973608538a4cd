"""Mail text stays: no socket but the one that sends, no file that holds a word of it."""

from __future__ import annotations

import shutil
import smtplib
import subprocess
import sys
from pathlib import Path

import pytest

from tests.gate.conftest import World, needs
from tests.gate.mails import ANGRY, CALM, CANARY, crlf

MAIL = CALM + f"I saw {CANARY}.\n".encode()
# Loaded by every Python that starts with it on its path: refuses all but one address.
GUARD = """
import os, sys

def guard(event, arguments):
    # urllib3, which spaCy imports, binds ::1 once to see whether there is IPv6.
    if event == "socket.bind" and arguments[1][:2] in [("::1", 0), ("127.0.0.1", 0)]:
        return
    if event in ("socket.connect", "socket.bind", "socket.sendto"):
        address = arguments[1]
        if address[0] != "127.0.0.1" or str(address[1]) != os.environ["ALLOWED"]:
            os.write(2, f"REFUSED {event} {address}\\n".encode())
            os._exit(99)
    if event == "socket.getaddrinfo" and arguments[0] not in ("127.0.0.1", "localhost", None):
        os.write(2, f"REFUSED {event} {arguments}\\n".encode())
        os._exit(99)

sys.addaudithook(guard)
"""


@pytest.fixture
def guarded(world, port) -> World:
    """A world in which Python may only reach `sink`, and whose caches are its own."""
    world.file("guard/sitecustomize.py", GUARD)
    own = world.home / "cache"
    shutil.copytree(Path(world.env["XDG_CACHE_HOME"]) / "tonecheck", own / "tonecheck")
    for name in ("CACHE", "CONFIG", "STATE", "DATA"):
        world.env[f"XDG_{name}_HOME"] = str(world.home / name.lower())
    world.env["PYTHONPATH"] = f"{world.home / 'guard'}:{world.env['PYTHONPATH']}"
    world.env["ALLOWED"] = str(port)
    return world


def run(world: World, *command: str, stdin: bytes = b"") -> subprocess.CompletedProcess:
    """A real process: nothing was loaded before its guard was."""
    return subprocess.run(
        command, input=stdin, capture_output=True, check=False, env=world.env, cwd=world.home
    )


def holding(folder: Path, words: str) -> list[Path]:
    """The files below `folder` that hold `words`, in any of the encodings that text is kept in."""
    needles = [words.encode(), words.encode("utf-16-le"), words.replace(" ", "=20").encode()]
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    assert files
    return [path for path in files if any(n in path.read_bytes() for n in needles)]


def test_the_guard_refuses_what_it_should(guarded):
    code = "import socket; socket.create_connection(('127.0.0.1', 9))"
    assert run(guarded, sys.executable, "-c", code).returncode == 99


def test_the_search_finds_what_it_should(guarded):
    guarded.file("cache/x", f"a {CANARY} b")
    assert holding(guarded.home, CANARY) == [guarded.home / "cache/x"]


def test_a_mail_through_all_of_the_gate_leaves_no_word_and_opens_no_other_socket(
    guarded, sink, msmtp, port, tmp_path
):
    # Outside the home: the client's own draft, which is the client's to keep.
    draft = tmp_path / "draft"
    draft.write_bytes(ANGRY)
    done = [
        run(guarded, "tonecheck-sendmail", "-t", stdin=MAIL),
        run(guarded, "tonecheck-sendmail", "-t", stdin=ANGRY),
        run(guarded, "tonecheck", "filter", stdin=MAIL),
        run(guarded, "tonecheck", "filter", "--budget", "0.01", stdin=MAIL),
        run(guarded, "tonecheck", "sendemail-validate", str(draft)),
        run(guarded, "setsid", "--wait", "env", "EDITOR=true", "tonecheck-edit", str(draft)),
    ]
    assert [one.returncode for one in done] == [0, 65, 0, 75, 1, 1]
    assert all(b"REFUSED" not in one.stderr for one in done)
    assert sink.mails == [crlf(MAIL)]
    assert holding(guarded.home, CANARY) == []


def test_a_mail_through_the_proxy_leaves_no_word_and_opens_no_other_socket(guarded, sink, port):
    command = ["tonecheck", "smtp-proxy", "--listen", "127.0.0.1:0", "--tls", "none"]
    errors = guarded.home / "proxy.log"
    with errors.open("wb") as log, subprocess.Popen(
        [*command, "--upstream", f"127.0.0.1:{port}"], stdout=subprocess.PIPE, stderr=log,
        text=True, env=guarded.env, cwd=guarded.home,
    ) as proxy:  # fmt: skip
        assert proxy.stdout is not None
        listens = int(proxy.stdout.readline().rpartition(":")[2])
        with smtplib.SMTP("127.0.0.1", listens, timeout=30) as link:
            link.sendmail("ada@example.org", ["bob@example.org"], crlf(MAIL))
            with pytest.raises(smtplib.SMTPDataError):
                link.sendmail("ada@example.org", ["bob@example.org"], crlf(ANGRY))
        proxy.terminate()
    assert proxy.returncode == 0
    assert sink.mails == [crlf(MAIL)]
    assert errors.read_bytes() == b""
    assert holding(guarded.home, CANARY) == []


def test_the_system_sees_no_other_connection_either(world, sink, msmtp, port):
    needs("strace")
    trace = world.home / "trace"
    traced = ["strace", "-f", "-o", str(trace), "-e", "trace=connect,sendto"]
    done = run(world, *traced, "tonecheck-sendmail", "-t", stdin=MAIL)
    if b"ptrace" in done.stderr.lower():
        pytest.skip("strace may not trace here")
    assert done.returncode == 0, done.stderr
    made = [line for line in trace.read_text().splitlines() if "AF_INET" in line]
    assert made
    assert all(f"htons({port})" in line and "127.0.0.1" in line for line in made)


def test_what_breaks_quotes_nothing(world, recorder):
    for fault in ("checker raises", "mail unparsable", "mail unknown charset"):
        names = [str(world.home / "tmp" / name) for name in ("0", "1", "2")]
        Path(names[0]).write_bytes(MAIL)
        arguments = [str(world.scripts / "tonecheck-sendmail"), "-t"]
        code = world.warm.run(
            arguments, env=world.env, folder=world.home, streams=names, fault=fault
        )
        assert code == 70
        assert CANARY not in Path(names[2]).read_text()
        for name in names:
            Path(name).unlink()
    assert holding(world.home, CANARY) == []
