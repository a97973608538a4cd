"""Our commands run as processes of their own, forked from one that has loaded the rules.

A start costs a second; a test of what a command does with its streams, its environment and
its signals need not pay it. Some tests start the real scripts all the same.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

MAINS = {
    "tonecheck": "tonecheck.frontends.cli",
    "tonecheck-edit": "tonecheck.frontends.edit",
    "tonecheck-sendmail": "tonecheck.frontends.sendmail",
}
SLOWEST_S = 60


class Warm:
    """A process with the rules loaded, which forks one that runs a command."""

    def __init__(self) -> None:
        root = Path(__file__).resolve().parents[2]
        self._server = subprocess.Popen(
            [sys.executable, "-m", "tests.gate.warm"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root,
            env={**os.environ, "PYTHONPATH": str(root)},
        )  # fmt: skip

    def run(
        self,
        arguments: Sequence[str],
        *,
        env: Mapping[str, str],
        folder: Path,
        streams: Sequence[str],
        fault: str = "",
        kill_after_s: float | None = None,
        file_bytes: int | None = None,
    ) -> int:
        """The return code, negative for a signal; `streams` are the files for 0, 1 and 2."""
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        order = {
            "arguments": list(arguments), "env": dict(env), "folder": str(folder),
            "streams": list(streams), "fault": fault, "kill_after_s": kill_after_s,
            "file_bytes": file_bytes,
        }  # fmt: skip
        self._server.stdin.write(json.dumps(order) + "\n")
        self._server.stdin.flush()
        return int(self._server.stdout.readline())

    def close(self) -> None:
        """End the process."""
        self._server.communicate()


def serve() -> None:
    from tonecheck import Checker

    Checker()
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            _become(order)
        sys.stdout.write(f"{_waited(child, order['kill_after_s'])}\n")
        sys.stdout.flush()


def _waited(child: int, kill_after_s: float | None) -> int:
    delay, number = (kill_after_s, signal.SIGTERM) if kill_after_s else (SLOWEST_S, signal.SIGKILL)
    signal.signal(signal.SIGALRM, lambda *_: os.kill(child, number))
    signal.setitimer(signal.ITIMER_REAL, delay)
    _, status = os.waitpid(child, 0)
    signal.setitimer(signal.ITIMER_REAL, 0)
    return os.waitstatus_to_exitcode(status)


def _become(order: dict[str, Any]) -> None:
    code: object = 99
    try:
        for number, name in enumerate(order["streams"]):
            flags = os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT
            os.dup2(os.open(name, flags, 0o600), number)
        os.closerange(3, 256)
        os.chdir(order["folder"])
        os.environ.clear()
        os.environ.update(order["env"])
        sys.stdin, sys.stdout, sys.stderr = os.fdopen(0), os.fdopen(1, "w"), os.fdopen(2, "w")
        sys.argv = order["arguments"]
        if order["file_bytes"] is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (order["file_bytes"],) * 2)
        if order["fault"]:
            from tests.gate.faulting import inject

            inject(order["fault"])
        import_module(MAINS[Path(sys.argv[0]).name]).main()
    except SystemExit as end:
        code = 0 if end.code is None else end.code
        sys.stdout.flush()
    finally:
        os._exit(code if isinstance(code, int) else 1)


if __name__ == "__main__":
    serve()
