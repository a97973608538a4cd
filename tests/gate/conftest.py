"""Console scripts as pip would write them, a mail server that keeps what comes, and their world."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.gate.warm import MAINS, Warm
from tonecheck.frontends.sink import Sink, listening


@dataclass
class World:
    """A home folder of its own, and what ran there."""

    home: Path
    env: dict[str, str]
    scripts: Path
    warm: Warm

    def run(
        self, *command: str, stdin: bytes = b"", stdout: str = "", **more: str
    ) -> subprocess.CompletedProcess:
        """A program run to its end; ours forked from a process that is ready."""
        env = {**self.env, **more}
        if command[0] not in MAINS:
            return subprocess.run(
                command, input=stdin, capture_output=True, check=False, timeout=120,
                cwd=self.home, env=env,
            )  # fmt: skip
        with tempfile.TemporaryDirectory(dir=self.home / "tmp") as folder:
            names = [str(Path(folder, name)) for name in ("0", "1", "2")]
            Path(names[0]).write_bytes(stdin)
            arguments = [str(self.scripts / command[0]), *command[1:]]
            streams = [names[0], stdout or names[1], names[2]]
            code = self.warm.run(arguments, env=env, folder=self.home, streams=streams)
            written = b"" if stdout else Path(names[1]).read_bytes()
            return subprocess.CompletedProcess(command, code, written, Path(names[2]).read_bytes())

    def file(self, name: str, text: str, mode: int = 0o644) -> Path:
        path = self.home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        path.chmod(mode)
        return path

    def script(self, name: str, text: str) -> str:
        return str(self.file(name, text, 0o755))


@pytest.fixture(scope="session")
def scripts(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("bin")
    for name, module in MAINS.items():
        script = folder / name
        script.write_text(f"#!{sys.executable}\nfrom {module} import main\n\nmain()\n")
        script.chmod(0o755)
    return folder


@pytest.fixture(scope="session")
def warm(checker) -> Iterator[Warm]:
    """`checker` is asked for so that the rules are compiled before anything is timed."""
    process = Warm()
    yield process
    process.close()


def world_env(home: Path, scripts: Path) -> dict[str, str]:
    """An environment in which all that is written goes below `home`, but the compiled rules."""
    for name in ("run", "tmp"):
        (home / name).mkdir(mode=0o700, parents=True)
    return {
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "PATH": f"{scripts}:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/usr/games",
        "PYTHONPATH": str(ROOT),
        "TERM": "xterm",
        "TMPDIR": str(home / "tmp"),
        "USER": "ada",
        "XDG_CACHE_HOME": os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache"),
        "XDG_RUNTIME_DIR": str(home / "run"),
    }


@pytest.fixture
def world(tmp_path, scripts, warm) -> World:
    home = tmp_path / "home"
    return World(home, world_env(home, scripts), scripts, warm)


@dataclass
class Recorder:
    """In the place of a real sendmail: keeps its arguments and its input, byte for byte."""

    folder: Path
    program: str

    @property
    def mails(self) -> list[bytes]:
        return [path.read_bytes() for path in sorted(self.folder.glob("*.mail"))]

    @property
    def arguments(self) -> list[str]:
        return (self.folder / "arguments").read_text().splitlines()


@pytest.fixture
def recorder(world) -> Recorder:
    folder = world.home / "recorded"
    folder.mkdir()
    program = world.script(
        "record",
        f'#!/bin/sh\ncat > {folder}/$$.mail\nprintf "%s\\n" "$@" > {folder}/arguments\n'
        'exit "${RECORD_EXIT:-0}"\n',
    )
    world.env["TONECHECK_SENDMAIL"] = program
    return Recorder(folder, program)


@pytest.fixture
def sink() -> Sink:
    return Sink()


@pytest.fixture
def port(sink) -> Iterator[int]:
    with listening(sink) as number:
        yield number


@pytest.fixture
def msmtp(world, port) -> str:
    """msmtp as the real sendmail, sending to `sink`."""
    program = needs("msmtp")
    configuration = world.file(
        ".msmtprc",
        f"account default\nhost 127.0.0.1\nport {port}\nfrom ada@example.org\ntls off\nauth off\n",
        0o600,
    )
    world.env["TONECHECK_SENDMAIL"] = f"{program} -C {configuration}"
    return program


@dataclass
class Terminal:
    """A tmux window of its own, in the world's home."""

    world: World
    socket: str

    def tmux(self, *arguments: str) -> str:
        done = subprocess.run(
            ["tmux", "-S", self.socket, *arguments], capture_output=True, text=True, check=True,
            env=self.world.env, cwd=self.world.home,
        )  # fmt: skip
        return done.stdout

    def start(self, command: str, **more: str) -> None:
        """Run `command` in a shell; its exit code appears as "code N"."""
        settings = " ".join(f"{name}={shlex.quote(value)}" for name, value in more.items())
        line = f"trap : INT; env {settings} {command}; echo code $?; sleep 300"
        self.tmux("-f", "/dev/null", "new-session", "-d", "-x", "110", "-y", "40", line)

    def wait(self, words: str, timeout_s: float = 60) -> str:
        """What is on the screen once `words` are."""
        deadline = time.monotonic() + timeout_s
        screen = ""
        while time.monotonic() < deadline:
            screen = self.tmux("capture-pane", "-p")
            if words in screen:
                return screen
            time.sleep(0.1)
        pytest.fail(f"no {words!r} in:\n{screen}")

    def type(self, keys: str) -> None:
        self.tmux("send-keys", keys, "Enter")


@pytest.fixture
def terminal(world, tmp_path) -> Iterator[Terminal]:
    needs("tmux")
    opened = Terminal(world, str(tmp_path / "tmux"))
    yield opened
    subprocess.run(["tmux", "-S", opened.socket, "kill-server"], capture_output=True, check=False)


def needs(program: str, package: str | None = None) -> str:
    """The path of a program, or a test skipped in one line."""
    path = shutil.which(program, path="/usr/local/bin:/usr/bin:/bin:/usr/sbin")
    if path is None:
        pytest.skip(f"{program} is not installed: apt-get install {package or program}")
    return path
