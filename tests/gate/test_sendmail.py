"""`tonecheck-sendmail` stands where sendmail(1) stood."""

from __future__ import annotations

import os

import pytest

from tests.gate.mails import ANGRY, CALM, HEADERS
from tonecheck.frontends.mail import is_private, own_options, reasons
from tonecheck.frontends.sendmail import is_submission
from tonecheck.gate import Gate

NEOMUTT = [
    "-oem",
    "-oi",
    "-f",
    "ada@example.org",
    "-B8BITMIME",
    "--",
    "bob@example.org",
    "-odd@example.org",
]


def test_a_calm_mail_reaches_the_real_sendmail_byte_for_byte_with_all_arguments(world, recorder):
    done = world.run("tonecheck-sendmail", *NEOMUTT, stdin=CALM)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert recorder.mails == [CALM]
    assert recorder.arguments == NEOMUTT


@pytest.mark.parametrize(
    "body",
    [
        b"Thanks.\r\n.\r\n.dot\r\nMixed\nends\r",
        b"Bytes: \x00\xff\xfe\x80 no final newline",
        b"",
        b"Thank you.\n\n-- \n" + b"0123456789abcdef" * 100_000,
    ],
    ids=["crlf-and-dots", "binary", "empty", "long"],
)
def test_whatever_the_bytes_they_arrive_as_they_were(world, recorder, body):
    done = world.run("tonecheck-sendmail", "--budget", "60", "-t", stdin=HEADERS + b"\n" + body)
    assert done.returncode == 0, done.stderr
    assert recorder.mails == [HEADERS + b"\n" + body]


def test_a_block_is_65_with_the_reasons_and_nothing_is_sent(world, recorder):
    done = world.run("tonecheck-sendmail", "-t", stdin=ANGRY)
    assert done.returncode == 65
    assert done.stdout == b""
    assert done.stderr.decode().splitlines() == [
        "tonecheck: not sent: 1 passage will cost you something",
        'tonecheck: line 3: "You are useless" The whole sentence is a verdict on the reader. (hostile.nothing-but-a-verdict)',
        "tonecheck:   try: This did not go the way I had hoped, and I would like to understand why.",
        "tonecheck: to send it as it is: TONECHECK_IGNORE='*'",
    ]
    assert recorder.mails == []


def test_what_the_reasons_name_sends_it_as_it_is(world, recorder):
    assert world.run("tonecheck-sendmail", "-t", stdin=ANGRY, TONECHECK_IGNORE="*").returncode == 0
    assert world.run("tonecheck-sendmail", "--ignore", "*", "-t", stdin=ANGRY).returncode == 0
    assert recorder.mails == [ANGRY, ANGRY]


@pytest.mark.parametrize(
    ("folder", "mode", "private"),
    [("tmp", 0o600, True), ("tmp", 0o640, False), ("log", 0o600, False)],
    ids=["as-mutt-does", "readable-by-others", "a-log"],
)
def test_passages_are_quoted_only_where_nobody_else_reads_them(
    tmp_path, monkeypatch, folder, mode, private
):
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setattr("tonecheck.frontends.mail.USUAL_TEMPORARY", ())
    (tmp_path / folder).mkdir()
    flags = os.O_CREAT | os.O_WRONLY | os.O_APPEND
    descriptor = os.open(tmp_path / folder / "file", flags, mode)
    try:
        os.fchmod(descriptor, mode)
        assert is_private(descriptor) is private
    finally:
        os.close(descriptor)


def test_a_pipe_is_private_unless_it_leads_to_the_journal_of_systemd(monkeypatch):
    read, write = os.pipe()
    try:
        assert is_private(write)
        status = os.fstat(write)
        monkeypatch.setenv("JOURNAL_STREAM", f"{status.st_dev}:{status.st_ino}")
        assert not is_private(write)
    finally:
        os.close(read)
        os.close(write)
    assert not is_private(write)


def test_reasons_without_passages_hold_no_word_of_the_mail(checker):
    gate = Gate()
    gate._checker = checker
    verdict = gate.judge_mail(ANGRY)
    said = "\n".join(reasons(verdict, quoting=False))
    assert "hostile.nothing-but-a-verdict" in said
    assert "useless" not in said


@pytest.mark.parametrize("code", [1, 67, 75])
def test_the_code_of_the_real_sendmail_is_the_code(world, recorder, code):
    done = world.run("tonecheck-sendmail", "-t", stdin=CALM, RECORD_EXIT=str(code))
    assert done.returncode == code


@pytest.mark.parametrize("link", [True, False], ids=["through-links", "directly"])
def test_it_refuses_to_call_itself(world, scripts, link):
    real = scripts / "tonecheck-sendmail"
    if link:
        (world.home / "one").symlink_to(real)
        (world.home / "sendmail").symlink_to("one")
        real = world.home / "sendmail"
    done = world.run("tonecheck-sendmail", "--real", str(real), "-t", stdin=CALM)
    assert done.returncode == 64
    assert b"is tonecheck-sendmail itself" in done.stderr


def test_a_script_that_leads_back_to_it_is_found_out(world):
    loop = world.script("loop", '#!/bin/sh\nexec tonecheck-sendmail --real "$0" "$@"\n')
    done = world.run("tonecheck-sendmail", "--real", loop, "-t", stdin=CALM)
    assert done.returncode == 64
    assert b"is tonecheck-sendmail itself" in done.stderr


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["--real", "/nonexistent"], 64, "there is no program /nonexistent"),
        (["--fail-on", "never"], 64, "'never' is not one of"),
        (["--rules", "/nonexistent"], 78, "does not exist"),
        (["--budget", "0.01"], 75, "took longer than 0.01 seconds"),
    ],
)
def test_our_own_failures_have_their_code_and_one_line(world, recorder, options, code, said):
    done = world.run("tonecheck-sendmail", *options, "-t", stdin=CALM + b"You are useless. " * 2000)
    assert done.returncode == code
    assert said in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1
    assert recorder.mails == []


def test_the_users_own_configuration_counts_and_a_projects_does_not(world, recorder):
    rules = 'ignore = ["*"]\n'
    world.file(".tonecheck.toml", rules)
    world.file("pyproject.toml", f"[tool.tonecheck]\n{rules}")
    assert world.run("tonecheck-sendmail", "-t", stdin=ANGRY).returncode == 65
    own = {"XDG_CONFIG_HOME": str(world.home / "config")}
    world.file("config/tonecheck/config.toml", rules)
    assert world.run("tonecheck-sendmail", "-t", stdin=ANGRY, **own).returncode == 0
    world.file("config/tonecheck/config.toml", "ignore = 7\n")
    done = world.run("tonecheck-sendmail", "-t", stdin=ANGRY, **own)
    assert done.returncode == 78
    assert b"config.toml:1" in done.stderr


def test_open_sends_what_cannot_be_checked_and_says_so(world, recorder):
    done = world.run(
        "tonecheck-sendmail", "--on-error=open", "--rules", "/nonexistent", stdin=ANGRY
    )
    assert done.returncode == 0
    assert done.stderr.decode().startswith(
        "tonecheck: sent unchecked: /nonexistent: does not exist"
    )
    assert recorder.mails == [ANGRY]


def test_what_is_no_mail_goes_to_the_real_sendmail_at_once(world, recorder):
    done = world.run("tonecheck-sendmail", "-bs", stdin=ANGRY)
    assert done.returncode == 0
    assert (recorder.mails, recorder.arguments) == ([ANGRY], ["-bs"])


@pytest.mark.parametrize(
    "arguments",
    ["", "-t", "-t -i", "-oi -f a@b -- c@d", "-fa@b c@d", "-bm c@d", "-b m c@d", "-r -q -t", "-F -bs -t",
     "-B8BITMIME -N never -R hdrs -V id -O q=1 -A c -G -h 3 -L x -m -n -U -v c@d", "c@d -- -bp"],
)  # fmt: skip
def test_these_send_a_mail(arguments):
    assert is_submission(arguments.split())


@pytest.mark.parametrize(
    "arguments", ["-bs", "-bp", "-bd", "-bi", "-bv c@d", "-b p", "-q", "-q30m", "-f a@b -bs", "-I"]
)
def test_these_do_not(arguments):
    assert not is_submission(arguments.split())


def test_our_options_come_first_and_end_where_sendmails_begin():
    ours = ["--on-error=open", "--profile", "job-rejection"]
    for theirs in (["-f", "--x"], ["--", "--on-error=open"], ["a@b", "--profile"], []):
        assert own_options([*ours, *theirs]) == (ours, theirs)


def test_the_spooled_mail_is_no_file_that_another_could_open(world):
    program = world.script("look", "#!/bin/sh\nls -lL /proc/self/fd/0; readlink /proc/self/fd/0\n")
    said = world.run("tonecheck-sendmail", "--real", program, stdin=CALM).stdout.decode()
    assert "(deleted)" in said
    assert list((world.home / "tmp").iterdir()) == []


def test_the_real_sendmail_has_its_signals_back(world):
    program = world.script("status", "#!/bin/sh\nexec grep SigIgn /proc/self/status\n")
    said = world.run("tonecheck-sendmail", "--real", program, stdin=CALM).stdout.decode()
    ignored = int(said.split()[1], 16)
    assert not ignored & (1 << 12)
    assert not ignored & (1 << 24)
