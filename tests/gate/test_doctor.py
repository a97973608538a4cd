"""`tonecheck doctor` says what is configured and tries it for real."""

from __future__ import annotations

import pytest

from tests.gate.conftest import needs


def doctor(world, **more: str) -> tuple[int, list[str]]:
    done = world.run("tonecheck", "doctor", **more)
    return done.returncode, done.stdout.decode().splitlines()


def test_it_tries_both_paths_with_a_calm_and_an_angry_mail(world):
    code, lines = doctor(world, TONECHECK_SENDMAIL="cat")
    assert code == 0
    assert lines[-4:] == [
        "ok  sendmail     calm mail arrived, byte for byte (code 0)",
        "ok  sendmail     angry mail was held back (code 65)",
        "ok  smtp-proxy   calm mail arrived, byte for byte (code 250)",
        "ok  smtp-proxy   angry mail was held back (code 550)",
    ]


def test_it_sends_its_calm_mail_by_msmtp_where_that_is_configured(world):
    needs("msmtp")
    code, lines = doctor(world, TONECHECK_SENDMAIL="msmtp")
    assert code == 0
    assert "ok  sendmail     calm mail arrived, byte for byte (code 0)" in lines


def test_it_notices_a_gate_that_lets_everything_through(world):
    code, lines = doctor(world, TONECHECK_SENDMAIL="cat", TONECHECK_IGNORE="*")
    assert code == 1
    assert "BAD sendmail     angry mail was sent (code 0)" in lines
    assert "BAD smtp-proxy   angry mail was sent (code 250)" in lines


def test_it_notices_a_sendmail_and_rules_that_are_not_there(world):
    code, lines = doctor(world, TONECHECK_SENDMAIL="/nonexistent", TONECHECK_RULES="/nowhere")
    assert code == 1
    assert any(line.startswith("BAD rules        /nowhere: does not exist") for line in lines)
    assert any(line.startswith("BAD sendmail     not sent: there is no program") for line in lines)


def test_it_shows_what_git_is_told_about_sending_and_no_password(world):
    needs("git")
    world.run("git", "init", "-q")
    world.run("git", "config", "sendemail.sendmailCmd", "tonecheck-sendmail")
    world.run("git", "config", "sendemail.smtpPass", "hunter2")
    world.file(".git/hooks/sendemail-validate", "#!/bin/sh\n", 0o644)
    code, lines = doctor(world, TONECHECK_SENDMAIL="cat")
    assert "ok  git          sendemail.sendmailcmd = tonecheck-sendmail" in lines
    assert "BAD git          .git/hooks/sendemail-validate is not executable" in lines
    assert code == 1
    assert not any("hunter2" in line for line in lines)


@pytest.mark.parametrize("client", ["neomutt", "mutt"])
def test_it_says_whether_mutt_sends_through_the_gate(world, client):
    needs(client)
    world.file(f".{client}rc", 'set sendmail="tonecheck-sendmail -oi"\n')
    _, lines = doctor(world, TONECHECK_SENDMAIL="cat")
    (line,) = [line for line in lines if line.startswith(f"ok  {client} ")]
    assert line.endswith("(through tonecheck)")
