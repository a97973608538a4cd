from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import time

import click
import pytest

from tests.conftest import ROOT
from tests.frontends.command import run
from tonecheck.frontends.interactive import Terminal

DRAFT = b"Hi Bob,\r\n\r\nYou are an idiot.\r\n\r\n> Nobody ever called you an idiot.\r\n\r\nSee you"


@pytest.fixture
def draft(tmp_path):
    path = tmp_path / "draft.txt"
    path.write_bytes(DRAFT)
    return path


def test_the_draft_is_printed_and_the_file_left_alone(draft):
    printed = run("rewrite", str(draft)).stdout_bytes
    assert printed.startswith(b"Hi Bob,\r\n\r\n")
    assert b"You are an idiot" not in printed
    assert printed.endswith(b"\r\n\r\n> Nobody ever called you an idiot.\r\n\r\nSee you")
    assert draft.read_bytes() == DRAFT


def test_write_puts_into_the_file_what_would_be_printed(draft):
    printed = run("rewrite", str(draft)).stdout_bytes
    assert run("rewrite", "-w", str(draft)).stdout == ""
    assert draft.read_bytes() == printed
    assert run("rewrite", "-w", str(draft)).exit_code == 0
    assert draft.read_bytes() == printed


def test_diff_shows_the_lines_that_change(draft):
    shown = run("rewrite", "--diff", str(draft)).stdout_bytes.split(b"\n")
    assert shown[0] == f"--- {draft}".encode()
    assert b"-You are an idiot.\r" in shown
    assert b" > Nobody ever called you an idiot.\r" in shown
    assert draft.read_bytes() == DRAFT


def test_standard_input_is_printed_but_neither_asked_about_nor_written():
    assert "idiot" not in run("rewrite", "-", stdin="You are an idiot.\n").stdout
    for option in ("-i", "-w"):
        result = run("rewrite", option, "-", stdin="You are an idiot.\n")
        assert result.exit_code == 2
        assert "expected a file" in result.stderr


def test_a_mail_in_base64_is_printed_but_not_written(tmp_path):
    path = tmp_path / "x.eml"
    path.write_bytes(b"Content-Transfer-Encoding: base64\n\nWW91IGFyZSBhbiBpZGlvdC4=\n")
    assert "idiot" not in run("rewrite", str(path)).stdout
    result = run("rewrite", "-w", str(path))
    assert result.exit_code == 2
    assert "the body is encoded as base64" in result.stderr


def walk(draft, keys: str, *options: str):
    return run("rewrite", "-i", str(draft), *options, stdin=keys)


def offers(said: str) -> list[tuple[str, str, str]]:
    """The words of each offer, its number, and how many there are; long ones are wrapped."""
    return re.findall(r"try: (.*?) \((\d+) of (\d+)\)", " ".join(said.split()))


def test_accepted_words_are_in_the_draft(draft):
    result = walk(draft, "a\n")
    words, number, _ = offers(result.stderr)[0]
    assert number == "1"
    assert result.stdout_bytes == DRAFT.replace(b"You are an idiot.", words.encode(), 1)
    assert "draft.txt:3:1: hostile error" in result.stderr
    assert "now: You are an idiot.\n" in result.stderr
    assert "why: " in result.stderr
    assert "1 of 1 passages rewritten." in result.stderr


def test_what_the_draft_says_already_is_offered_last(draft):
    draft.write_text("Why not me? I'm perfect for the job!")
    first, second = (words for words, _, _ in offers(walk(draft, "a\na\n").stderr))
    assert first != second


def test_the_next_alternative_is_another_and_they_come_round(draft):
    shown = offers(walk(draft, "n\n" * 12 + "q\n").stderr)
    count = int(shown[0][2])
    assert count > 1
    assert len(set(shown)) == min(count, len(shown))
    assert shown[count:] == shown[: len(shown) - count]


def test_words_of_ones_own_are_checked_like_all_others(draft):
    result = walk(draft, "e\nYou are a moron.\ne\nI was puzzled.\n")
    assert result.stdout_bytes == DRAFT.replace(b"You are an idiot.", b"I was puzzled.", 1)
    assert result.stderr.count("hostile error") == 2


@pytest.mark.parametrize("keys", ["s\n", "q\n", "", "x\n\ns\n", "e\n\ns\n"])
def test_without_a_yes_the_draft_is_what_it_was(draft, keys):
    assert walk(draft, keys).stdout_bytes == DRAFT


def test_ones_own_words_cannot_become_a_quotation(draft):
    result = walk(draft, "e\n> quoted?\ne\nI was puzzled.\n", "-w")
    assert "cannot be done: it would change what counts as quoted" in result.stderr
    assert draft.read_bytes() == DRAFT.replace(b"You are an idiot.", b"I was puzzled.", 1)


def test_a_draft_that_cannot_be_written_is_printed_lest_it_be_lost(draft):
    draft.chmod(0o444)
    result = walk(draft, "e\nI was puzzled.\n", "-w")
    assert result.exit_code == 2
    assert "draft.txt: is read-only" in result.stderr
    assert result.stdout_bytes == DRAFT.replace(b"You are an idiot.", b"I was puzzled.", 1)


def test_what_was_accepted_before_quitting_is_written(draft):
    draft.write_bytes(DRAFT + b"\r\n\r\nYou are a moron.\r\n")
    assert walk(draft, "e\nI was puzzled.\nq\n", "-w").stdout == ""
    kept = DRAFT.replace(b"You are an idiot.", b"I was puzzled.", 1)
    assert draft.read_bytes() == kept + b"\r\n\r\nYou are a moron.\r\n"


def test_words_that_the_file_cannot_hold_are_refused_and_asked_for_again(draft):
    draft.write_bytes("Ça va. You are an idiot.".encode("cp1252"))
    result = walk(draft, "e\nI → you.\ne\nI was puzzled.\n", "-w")
    assert "cannot be done: is cp1252" in result.stderr
    assert draft.read_bytes() == "Ça va. I was puzzled.".encode("cp1252")


def at_terminal(draft, keys: bytes) -> str:
    """What a terminal shows while `keys` are struck, one at each question.

    A key struck before the terminal waits for one is thrown away; so it is struck again.
    """
    parent, child = pty.openpty()
    command = [sys.executable, "-m", "tonecheck", "rewrite", "-i", "-w", str(draft)]
    shown, asked, struck = b"", 0, 0.0
    with subprocess.Popen(command, cwd=ROOT, stdin=child, stdout=child, stderr=child) as process:
        os.close(child)
        until = time.monotonic() + 60
        while time.monotonic() < until:
            if select.select([parent], [], [], 0.1)[0]:
                try:
                    shown += os.read(parent, 4096)
                except OSError:
                    break
            elif b"q quit (" in shown and (
                shown.count(b"q quit (") > asked or time.monotonic() > struck + 3
            ):
                asked, struck = shown.count(b"q quit ("), time.monotonic()
                os.write(parent, keys[asked - 1 : asked])
        process.kill()
    os.close(parent)
    return shown.decode()


@pytest.mark.parametrize("typed", [["e"], ["\r", "\n", "e"], ["e\r"], ["eaq"]])
def test_a_bare_enter_and_what_is_typed_ahead_answer_nothing(monkeypatch, typed):
    struck = iter(typed)
    monkeypatch.setattr(click, "getchar", lambda: next(struck))
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    assert Terminal().key("what now? ") == "e"


def test_at_a_terminal_one_key_is_an_answer_and_the_words_have_colour(draft):
    shown = at_terminal(draft, b"na")
    assert "\x1b[32m" in shown
    assert "1 of 1 passages rewritten." in shown
    assert b"You are an idiot" not in draft.read_bytes()


def test_ctrl_c_throws_everything_away(draft):
    draft.write_bytes(DRAFT + b"\r\n\r\nYou are a moron.\r\n")
    assert "Aborted!" in at_terminal(draft, b"a\x03")
    assert draft.read_bytes() == DRAFT + b"\r\n\r\nYou are a moron.\r\n"
