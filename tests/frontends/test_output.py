"""Where reports go: standard output, a file that is whole or untouched, and the exit code."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import re
import stat
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.conftest import ROOT
from tests.frontends import command
from tonecheck.frontends.cli import main
from tonecheck.report.formats import FORMATS

CANARY = "zyxquell vornathic plumberry"
ANGRY = f"Hi Bob,\n\nYou {CANARY} idiot, answer by Friday or else.\n"


run = partial(command.run, "check")


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.txt"
    path.write_text(ANGRY)
    return path


@pytest.mark.parametrize("name", FORMATS)
def test_findings_exit_1_in_every_format_and_a_calm_text_0(name, draft):
    assert run(str(draft), "--format", name).exit_code == 1
    assert run("-", "--format", name, stdin="Thank you.").exit_code == 0


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "text"])
def test_the_words_of_a_file_appear_nowhere_without_include_text(name, draft, tmp_path):
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "tonecheck"
    before = {path for path in cache.rglob("*") if path.is_file()}
    result = run(str(draft), "--format", name, "--show-dropped", "--output", str(tmp_path / "out"))
    kept = [
        path.read_bytes().decode("latin-1")
        for path in {*cache.rglob("*")} - before
        if path.is_file()
    ]
    for written in (result.stdout, result.stderr, (tmp_path / "out").read_text(), *kept):
        assert not [word for word in CANARY.split() if word in written.casefold()]


def test_an_output_file_holds_what_would_be_printed(draft, tmp_path):
    printed = run(str(draft), "--format", "sarif").stdout
    result = run(str(draft), "--format", "sarif", "--output", str(tmp_path / "out.sarif"))
    assert (result.exit_code, result.stdout) == (1, "")
    assert re.fullmatch(r"1 file checked, \d findings \(.+\) in 1 file\n", result.stderr)
    assert (tmp_path / "out.sarif").read_text() == printed
    assert sorted(path.name for path in tmp_path.iterdir()) == ["draft.txt", "out.sarif"]


def test_an_output_file_has_no_colours(draft, tmp_path):
    run(str(draft), "--output", str(tmp_path / "out.txt"))
    assert "\x1b" not in (tmp_path / "out.txt").read_text()


def test_an_output_file_keeps_its_mode_and_a_link_stays_a_link(draft, tmp_path):
    real, link = tmp_path / "real.json", tmp_path / "link.json"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real)
    run(str(draft), "--format", "json", "--output", str(link))
    assert link.is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert json.loads(real.read_text())["sources"]


def test_a_device_stays_a_device(draft, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    run(str(draft), "--format", "concise", "--output", str(tmp_path / "pipe"))
    assert b"demanding" in os.read(reader, 10_000)
    os.close(reader)
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


def test_a_failing_write_keeps_the_old_report(draft, tmp_path, monkeypatch):
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    report = tmp_path / "out.json"
    report.write_text("old")
    monkeypatch.setattr(os, "fsync", full)
    result = run(str(draft), "--format", "json", "--output", str(report))
    assert result.exit_code == 2
    assert (
        result.stderr
        == f"tonecheck: {report}: `--output` cannot be written: No space left on device\n"
    )
    assert report.read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["draft.txt", "out.json"]


def test_a_crash_while_checking_keeps_the_old_report(draft, tmp_path, monkeypatch):
    def crash(self, message):
        raise RuntimeError

    report = tmp_path / "out.json"
    report.write_text("old")
    monkeypatch.setattr("tonecheck.engine.Checker.check_message", crash)
    CliRunner().invoke(main, ["check", str(draft), "--format", "jsonl", "--output", str(report)])
    assert report.read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["draft.txt", "out.json"]


@pytest.mark.parametrize("command", [["check"], ["hook", "commit-msg"]], ids=" ".join)
def test_a_report_never_takes_the_place_of_what_is_checked(command, draft, tmp_path):
    (tmp_path / "link.txt").symlink_to(draft)
    args = [*command, str(draft), "--output", str(tmp_path / "link.txt")]
    result = CliRunner().invoke(main, args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "`--output` is a file to check; expected another name" in result.stderr
    assert draft.read_text() == ANGRY


def test_an_output_folder_that_does_not_exist_is_one_line_and_exit_2(draft, tmp_path):
    result = run(str(draft), "--output", str(tmp_path / "no/out"))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "`--output` cannot be written: No such file or directory" in result.stderr


@pytest.mark.parametrize("name", FORMATS)
def test_a_terminal_sequence_in_a_file_name_is_harmless(name, tmp_path):
    for stem in ("\x1b]0;owned\x07", "\x9b31m", "\u202egpj"):
        (tmp_path / f"{stem}.txt").write_text(ANGRY)
    (tmp_path / "\x1b]0;broken\x07.txt").write_bytes(b"\0")
    result = run(str(tmp_path), "--format", name, "--include-text")
    assert result.exit_code == 2
    assert not re.search(
        r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", result.stdout + result.stderr
    )


def test_an_unknown_format_is_a_usage_error_that_names_what_exists(draft):
    result = run(str(draft), "--format", "xml")
    assert result.exit_code == 2
    assert "'checkstyle'" in result.stderr


def test_help_names_every_format():
    said = " ".join(run("--help").stdout.split())
    assert ", ".join(FORMATS) in said


def test_the_manual_page_knows_every_format():
    page = (ROOT / "docs/output.md").read_text()
    assert [name for name in FORMATS if f"## {name}" not in page] == []


def tty(*args: str) -> str:
    """What a command shows on a terminal, on standard output and standard error."""
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "tonecheck", "check", *args],
        stdout=follower, stderr=follower, stdin=subprocess.DEVNULL,
        env={**os.environ, "TERM": "xterm", "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    os.close(follower)
    pieces = []
    with contextlib.suppress(OSError):  # the end of a terminal is an error on Linux
        while piece := os.read(leader, 4096):
            pieces.append(piece)
    process.wait()
    os.close(leader)
    return b"".join(pieces).decode()


def test_progress_is_shown_where_findings_are_not(tmp_path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(ANGRY)
    shown = tty(str(tmp_path), "--output", str(tmp_path / "report"))
    assert "Checking" in shown
    assert "100%" in shown
    assert "2 files checked, " in shown.rstrip().splitlines()[-1]
    assert "Checking" not in tty(str(tmp_path))
