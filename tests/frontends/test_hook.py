"""`tonecheck hook commit-msg`, called by the real git."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.frontends import command

ANGRY = "Mend it\n\nYou are useless, so do it now or else.\n"
CALM = "Mend the parser\n\nIt lost the last line of a file.\n"


class Repository:
    """A git repository whose commit-msg hook is ours."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith("GIT_")},
            "PYTHONPATH": str(ROOT), "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org",
            "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org",
        }  # fmt: skip
        assert self.git("init", "-q").returncode == 0
        script = folder / ".git/hooks/commit-msg"
        script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tonecheck hook commit-msg "$1"\n')
        script.chmod(0o755)

    def git(self, *args: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["git", *args], cwd=self.folder, env=self.environment, capture_output=True, text=True,
            check=False,
        )  # fmt: skip

    def commit(self, message: str, *args: str) -> subprocess.CompletedProcess[str]:
        """Commit with an editor that puts `message` above what git has written."""
        (self.folder / "message").write_text(message)
        editor = self.folder / "editor.sh"
        editor.write_text('#!/bin/sh\ncat message "$1" > merged && cat merged > "$1"\n')
        editor.chmod(0o755)
        self.environment["GIT_EDITOR"] = str(editor)
        return self.git("commit", "--allow-empty", *args)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


def test_a_calm_message_is_committed(repository):
    assert repository.git("commit", "--allow-empty", "-m", CALM).returncode == 0
    assert repository.git("log", "--format=%s").stdout == "Mend the parser\n"


def test_an_angry_message_stops_the_commit_and_says_where(repository):
    done = repository.git("commit", "--allow-empty", "-m", ANGRY)
    assert done.returncode == 1
    assert ".git/COMMIT_EDITMSG:3:1: hostile" in done.stdout + done.stderr
    assert repository.git("log").returncode == 128


def test_no_verify_goes_past_the_hook(repository):
    assert repository.git("commit", "--allow-empty", "--no-verify", "-m", ANGRY).returncode == 0


@pytest.mark.parametrize("mark", ["#", ";", "auto"])
def test_comments_and_the_diff_are_not_the_message(repository, mark):
    repository.git("config", "core.commentChar", mark)
    (repository.folder / "reply.txt").write_text("Answer by Friday or else.\n")
    repository.git("add", "reply.txt")
    comment = "#" if mark == "auto" else mark
    done = repository.commit(f"{CALM}{comment} You are useless.\n", "-v")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "useless" not in repository.git("log", "--format=%B").stdout


run = partial(command.run, "hook", "commit-msg")


def test_it_has_the_formats_and_options_of_check(tmp_path):
    path = tmp_path / "COMMIT_EDITMSG"
    path.write_text(ANGRY)
    result = run(str(path), "--format", "json", "--select", "hostile")
    assert result.exit_code == 1
    (source,) = json.loads(result.stdout)["sources"]
    assert source["flagged"] == ["hostile"]


def test_a_missing_file_is_one_line_and_exit_2(tmp_path):
    result = run(str(tmp_path / "no"))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"tonecheck: {tmp_path}/no: cannot be read: No such file or directory\n"


def test_without_git_a_comment_begins_with_a_number_sign(tmp_path, monkeypatch):
    path = tmp_path / "COMMIT_EDITMSG"
    path.write_text(f"{CALM}# You are useless.\n")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run(str(path)).exit_code == 0
