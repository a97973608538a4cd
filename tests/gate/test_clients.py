"""Real mail programs send through the gate to a server on this machine."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.gate.conftest import World, needs
from tests.gate.mails import ANGRY, CALM, crlf

GRACIOUS = b"Hello Bob,\n\nThank you for your time.\n"
USELESS = b"Hello Bob,\n\nYou are useless.\n"


def test_msmtp_delivers_the_very_bytes(world, sink, msmtp):
    done = world.run(
        "tonecheck-sendmail", "-oi", "-f", "ada@example.org", "bob@example.org", stdin=CALM
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert sink.mails == [crlf(CALM)]


def test_msmtp_is_not_called_for_a_mail_that_is_blocked(world, sink, msmtp):
    assert world.run("tonecheck-sendmail", "-t", stdin=ANGRY).returncode == 65
    assert sink.mails == []


def test_what_msmtp_says_of_a_server_that_is_not_there_is_the_answer(world, msmtp):
    real = "msmtp --host=127.0.0.1 --port=1 --tls=off --auth=off"
    done = world.run("tonecheck-sendmail", "--real", real, "-f", "a@b.org", "c@d.org", stdin=CALM)
    assert done.returncode in {69, 75}
    assert b"msmtp" in done.stderr


@pytest.fixture(params=["neomutt", "mutt"])
def mutt(request, world, msmtp) -> list[str]:
    program = needs(request.param)
    world.file(
        "muttrc",
        'set sendmail="tonecheck-sendmail -oem -oi"\nset from="ada@example.org"\n'
        "set use_envelope_from=yes copy=no record=''\n",
    )
    return [program, "-n", "-F", str(world.home / "muttrc"), "-s", "The report"]


def test_mutt_sends_a_calm_mail_once(world, sink, mutt):
    done = world.run(*mutt, "--", "bob@example.org", stdin=GRACIOUS)
    assert done.returncode == 0, done.stderr
    assert len(sink.mails) == 1
    assert b"Thank you for your time." in sink.mails[0]


def test_mutt_does_not_send_an_angry_one_and_says_why(world, sink, mutt):
    done = world.run(*mutt, "--", "bob@example.org", stdin=USELESS)
    assert done.returncode != 0
    assert sink.mails == []
    said = done.stdout + done.stderr
    assert b"65" in said
    assert b"Error sending message" in said


@pytest.mark.parametrize("client", ["neomutt", "mutt"])
def test_at_the_terminal_mutt_shows_why_and_keeps_the_draft(world, sink, msmtp, terminal, client):
    needs(client)
    world.file(
        "muttrc",
        'set sendmail="tonecheck-sendmail -oem -oi"\nset from="ada@example.org"\n'
        "set use_envelope_from=yes copy=no record='' folder=/tmp spoolfile=/dev/null\n",
    )
    editor = world.script("fake-editor", '#!/bin/sh\necho "Bob, you are useless." > "$1"\n')
    command = f"{client} -n -F muttrc -e 'set editor={editor}' -s Report bob@example.org"
    terminal.start(command)
    for prompt in ("To:", "Subject:"):
        terminal.wait(prompt)
        terminal.tmux("send-keys", "Enter")
    terminal.wait("y:Send")
    terminal.tmux("send-keys", "y")
    assert '"you are useless"' in terminal.wait("to send it as it is:")
    terminal.tmux("send-keys", "q")
    assert "bob@example.org" in terminal.wait("y:Send")
    assert sink.mails == []


@pytest.fixture
def repository(world) -> World:
    needs("git")
    programs = world.run("git", "--exec-path").stdout.decode().strip()
    if not Path(programs, "git-send-email").exists():
        pytest.skip("git send-email is not installed: apt-get install git-email")
    for command in (
        ["git", "init", "-q"],
        ["git", "config", "user.name", "Ada"],
        ["git", "config", "user.email", "ada@example.org"],
        ["git", "config", "sendemail.confirm", "never"],
        ["git", "config", "sendemail.to", "bob@example.org"],
        ["git", "config", "sendemail.suppresscc", "all"],
    ):
        assert world.run(*command).returncode == 0
    return world


def commit(world: World, message: str) -> None:
    """A commit whose diff is rude, whatever its message is."""
    with (world.home / "x.py").open("a") as file:
        file.write('raise ValueError("You are useless. Answer by Friday or else.")\n')
    world.run("git", "add", "x.py")
    assert world.run("git", "commit", "-q", "-m", message).returncode == 0


CALM_COMMIT = "Say what is wrong\n\nThe message was unclear; thanks to Bob for the report."
RUDE_COMMIT = "Say what is wrong\n\nBob, you are useless."


def test_git_sends_a_calm_patch_through_sendmailcmd_with_its_rude_diff(repository, sink, msmtp):
    commit(repository, CALM_COMMIT)
    repository.run("git", "config", "sendemail.sendmailCmd", "tonecheck-sendmail")
    done = repository.run("git", "send-email", "-1")
    assert done.returncode == 0, done.stderr
    assert len(sink.mails) == 1
    assert b"You are useless" in sink.mails[0]


def test_git_does_not_send_a_rude_commit_message_through_sendmailcmd(repository, sink, msmtp):
    commit(repository, RUDE_COMMIT)
    repository.run("git", "config", "sendemail.sendmailCmd", "tonecheck-sendmail")
    done = repository.run("git", "send-email", "-1")
    assert done.returncode != 0
    assert b"hostile" in done.stderr
    assert sink.mails == []


@pytest.fixture
def hooked(repository, port) -> World:
    """A repository with the hook that we ship, sending straight to the sink."""
    from tests.conftest import ROOT

    hook = (ROOT / "examples/sendemail-validate").read_text()
    repository.script(".git/hooks/sendemail-validate", hook)
    for key, value in {"smtpServer": "127.0.0.1", "smtpServerPort": str(port)}.items():
        repository.run("git", "config", f"sendemail.{key}", value)
    return repository


def test_the_hook_stops_git_before_the_first_mail_of_a_series(hooked, sink):
    commit(hooked, CALM_COMMIT)
    commit(hooked, RUDE_COMMIT)
    done = hooked.run("git", "send-email", "-2")
    assert done.returncode != 0
    assert b"hostile" in done.stderr
    assert sink.mails == []


def test_the_hook_lets_a_calm_series_go(hooked, sink):
    commit(hooked, CALM_COMMIT)
    done = hooked.run("git", "send-email", "-1")
    assert done.returncode == 0, done.stderr
    assert len(sink.mails) == 1


def test_the_hook_checks_the_cover_letter(hooked, sink):
    commit(hooked, CALM_COMMIT)
    assert (
        hooked.run("git", "format-patch", "-q", "-1", "--cover-letter", "-o", "out").returncode == 0
    )
    cover = hooked.home / "out/0000-cover-letter.patch"
    letter = cover.read_text().replace("*** SUBJECT HERE ***", "A series")
    for blurb, sent in (("You are useless.", 0), ("Thank you for the report.", 2)):
        cover.write_text(letter.replace("*** BLURB HERE ***", blurb))
        done = hooked.run("git", "send-email", "out")
        assert (done.returncode == 0) is bool(sent), done.stderr
        assert len(sink.mails) == sent


EMACS = """
(require 'message)
(setq user-mail-address "ada@example.org" user-full-name "Ada"
      message-default-mail-headers "" message-auto-save-directory nil
      auto-save-default nil create-lockfiles nil message-confirm-send nil)
"""
GATE_FOR_EMACS = """
(setq message-send-mail-function #'message-send-mail-with-sendmail
      sendmail-program (executable-find "tonecheck-sendmail"))
"""
COMPOSE = """
(defun yes-or-no-p (_prompt) %s)
(message-mail "bob@example.org" "The report")
(message-goto-body)
(insert %S)
(condition-case err (message-send)
  ((error quit) (message "KEPT %%S modified %%S" err (buffer-modified-p)) (kill-emacs 3)))
"""


def emacs(world: World, setup: str, body: str, answer: str = "nil") -> subprocess.CompletedProcess:
    quoted = '"' + body.replace('"', '\\"') + '"'
    program = (
        EMACS + setup + COMPOSE.replace("%S", quoted, 1).replace("%s", answer).replace("%%", "%")
    )
    script = world.file("send.el", program)
    return world.run(needs("emacs", "emacs-nox"), "--batch", "-Q", "-l", str(script))


def test_emacs_sends_a_calm_mail_through_the_gate(world, sink, msmtp):
    done = emacs(world, GATE_FOR_EMACS, "Thank you for your time.\n")
    assert done.returncode == 0, done.stderr
    assert len(sink.mails) == 1


def test_emacs_keeps_a_draft_that_is_blocked(world, sink, msmtp):
    done = emacs(world, GATE_FOR_EMACS, "You are useless.\n")
    assert done.returncode == 3, done.stderr
    assert b"KEPT" in done.stderr
    assert sink.mails == []


@pytest.mark.parametrize(("answer", "sent"), [("nil", 0), ("t", 1)], ids=["no", "yes"])
def test_emacs_asks_in_the_hook_of_the_docs(world, sink, msmtp, answer, sent):
    from tests.conftest import ROOT

    hook = (ROOT / "examples/tonecheck.el").read_text()
    real = '(setq message-send-mail-function #\'message-send-mail-with-sendmail sendmail-program "msmtp")'
    done = emacs(world, hook + real, "You are useless.\n", answer)
    assert done.returncode == (0 if sent else 3), done.stderr
    assert len(sink.mails) == sent
