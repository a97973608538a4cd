"""Linters of prose that run in Node: alex and write-good, in one process that stays.

Their start is not counted: node_peers.mjs times its own loop. They are no packages of Python, so
they are installed by hand, outside the repository:

    npm install --prefix ~/.cache/tonecheck-bench alex write-good
"""

from __future__ import annotations

import atexit
import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

SCRIPT = Path(__file__).with_suffix(".mjs")
NAMES = ("alex", "write-good")


def folder() -> Path:
    """Where npm put them: ``$TONECHECK_NODE_PEERS``, by default in the cache folder."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return Path(os.environ.get("TONECHECK_NODE_PEERS") or cache / "tonecheck-bench")


class NodePeers:
    """A Node process with those peers that are installed, by `names`; none without Node."""

    def __init__(self, place: Path) -> None:
        self.names: tuple[str, ...] = ()
        node = shutil.which("node")
        if node and (place / "node_modules").is_dir():
            self._process = subprocess.Popen(
                [node, str(SCRIPT), str(place)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                encoding="utf-8",
            )
            atexit.register(self._process.kill)
            self.names = tuple(self._answer())
        missing = [name for name in NAMES if name not in self.names]
        if missing:
            words = " and ".join(missing)
            click.echo(f"without {words}: see benchmarks/node_peers.py", err=True)

    def seconds(self, name: str, texts: Sequence[str]) -> float:
        """Processor time that the peer `name` takes for `texts`."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"peer": name, "texts": [*texts]}) + "\n")
        self._process.stdin.flush()
        return float(self._answer()["seconds"])

    def _answer(self) -> Any:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"{SCRIPT.name} ended: {self._process.wait()}")
        return json.loads(line)
