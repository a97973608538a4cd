"""Practising over a pipe, in an editor, and what is kept of it."""

from __future__ import annotations

import sqlite3
import stat

import pytest
from click.testing import CliRunner

from tests.frontends import command
from tonecheck.frontends.cli import main
from tonecheck.frontends.records import read_attempts, records_file

NAME = "rejection.form-letter"
SHARP = "Why not me? You lied to me.\n"
KIND = "Hello,\n\nThank you for letting me know. I respect your decision.\n\nBest wishes,\nNoor\n"


@pytest.fixture(autouse=True)
def data(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data/tonecheck/practice.sqlite"


def run(*args: str, stdin: str | bytes = "", **env: str):
    return command.run("practice", *args, stdin=stdin, **env)


def test_a_reply_is_marked_explained_coached_and_rewritten_and_tried_again():
    result = run("--scenario", NAME, stdin=f"{SHARP}.\na\n{KIND}.\nm\np\nq\n")
    assert result.exit_code == 0
    out = result.stdout
    assert "  | Dear applicant," in out
    assert "At stake: " in out
    assert "sulking.why-not-me" in out
    assert "coach (job-rejection): 0 of the 6" in out
    assert "In gracious words:" in out
    assert "coach (job-rejection): 3 of the 6" in out
    assert "(best so far here: " in out
    assert "One way to say it:" in out
    assert "2 replies on 1 day" in out
    first, second = read_attempts(records_file())
    assert first.mark < 20
    assert second.mark > 60
    assert (second.present, second.wanted) == (3, 6)


def test_the_end_of_the_input_ends_the_reply_and_the_session():
    assert run("--scenario", NAME, stdin=KIND).exit_code == 0
    assert len(read_attempts(records_file())) == 1


def test_nothing_written_is_not_marked():
    assert "Nothing written, nothing marked." in run("--scenario", NAME, stdin=".\nq\n").stdout
    assert read_attempts(records_file()) == []


def test_next_gives_another_situation():
    out = run("--scenario", NAME, stdin=f"{KIND}.\nn\n.\nq\n").stdout
    assert out.count("At stake: ") == 2


def test_without_an_id_a_situation_of_the_kind_is_given():
    out = run("--kind", "angry customer", stdin=".\nq\n").stdout
    assert "(angry customer, customer." in out


def test_bytes_that_are_no_text_lose_no_reply():
    run("--scenario", NAME, stdin=b"Thank you for your time \xff.\n.\nq\n")
    assert len(read_attempts(records_file())) == 1


def test_the_record_is_readable_by_its_owner_alone_and_holds_no_words(data):
    run("--scenario", NAME, stdin=f"{KIND}.\nq\n")
    assert stat.S_IMODE(data.stat().st_mode) == 0o600
    assert stat.S_IMODE(data.parent.stat().st_mode) == 0o700
    assert b"respect" not in data.read_bytes()
    assert [attempt.text for attempt in read_attempts(data)] == [None]


def test_the_words_are_kept_when_asked():
    run("--scenario", NAME, "--keep-text", stdin=f"{KIND}.\nq\n")
    assert [attempt.text for attempt in read_attempts(records_file())] == [KIND]


def test_nothing_is_kept_when_asked(data):
    run("--scenario", NAME, "--no-record", stdin=f"{KIND}.\nq\n")
    assert not data.exists()


def test_progress_list_and_forget(data):
    assert "No practice yet." in run("--progress").stdout
    assert not data.exists()
    run("--scenario", NAME, stdin=f"{SHARP}.\na\n{KIND}.\nq\n")
    assert "2 replies on 1 day, 1 of " in run("--progress").stdout
    (line,) = [one for one in run("--list").stdout.splitlines() if one.startswith(NAME)]
    assert line.split()[1].isdecimal()
    assert run("--forget").stdout == "Forgotten.\n"
    assert list(data.parent.iterdir()) == []
    assert run("--forget").stdout == "There was nothing to forget.\n"


def test_a_terminal_without_blocks_gets_plain_ones():
    run("--scenario", NAME, stdin=f"{KIND}.\nq\n")
    result = CliRunner(charset="ascii").invoke(main, ["practice", "--progress"])
    assert result.exception is None
    assert result.stdout.isascii()


def test_an_editor_gets_the_mail_quoted(tmp_path, data):
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nprintf "I respect your decision.\\n" | cat - "$1" > "$1.new"\n'
                      f'cp "$1" {tmp_path}/seen\nmv "$1.new" "$1"\n')  # fmt: skip
    editor.chmod(0o755)
    out = run("--scenario", NAME, "--editor", stdin="q\n", VISUAL=str(editor)).stdout
    assert '[x] acceptance: "I respect your"' in out
    assert "> Dear applicant," in (tmp_path / "seen").read_text()
    assert "[ ] thanks" in out, "the thanks in the quoted mail are not the writer's"
    (attempt,) = read_attempts(data)
    assert attempt.present == 1


ERRORS = {
    "situation": (("--scenario", "rejection.form"), "no situation `rejection.form`; close: "),
    "kind": (("--kind", "silense"), "no kind `silense`; close: `silence`"),
}


@pytest.mark.parametrize(("args", "problem"), ERRORS.values(), ids=ERRORS)
def test_an_unknown_name_is_one_line(args, problem):
    result = run(*args)
    assert result.exit_code == 2
    assert problem in result.stderr
    assert result.stderr.count("\n") == 1


DAMAGED = {
    "no database": b"x" * 5000,
    "a later version": None,
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_a_record_that_cannot_be_used_is_one_line_and_can_be_forgotten(data, content):
    data.parent.mkdir(parents=True)
    if content is None:
        database = sqlite3.connect(data)
        database.execute("PRAGMA user_version = 9")
        database.close()
    else:
        data.write_bytes(content)
    result = run("--progress")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"tonecheck: {data}: ")
    assert result.stderr.count("\n") == 1
    assert run("--forget").exit_code == 0
    assert run("--progress").exit_code == 0


def test_a_relative_data_folder_is_ignored(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", "here")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert records_file() == tmp_path / ".local/share/tonecheck/practice.sqlite"


def test_a_situation_of_ones_own(tmp_path):
    (tmp_path / "practice").mkdir()
    (tmp_path / "practice/ours.yaml").write_text(
        "scenarios:\n  - {id: ours.rain, title: Rain, kind: weather, profile: colleague, "
        "happened: It rained., stake: A coat., model: Hello.}\n"
    )
    result = run("--rules", str(tmp_path), "--kind", "weather", stdin=f"{KIND}.\nq\n")
    assert result.exit_code == 0
    assert "Rain  (weather, ours.rain)" in result.stdout
