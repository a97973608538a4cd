"""The command line in this process, as a test calls it."""

from __future__ import annotations

from click.testing import CliRunner, Result

from tonecheck.frontends.cli import main


def run(*args: object, stdin: str | bytes | None = None, **env: str) -> Result:
    """What `tonecheck ARGS` says and its exit code; an exception that it should catch is raised."""
    result = CliRunner().invoke(main, list(map(str, args)), input=stdin, env=env)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result
