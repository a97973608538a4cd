from __future__ import annotations

import email
import email.policy
import os
import pty
import subprocess
import sys
from functools import partial

import pytest

from tests.conftest import ROOT
from tests.frontends import command

ANSWERS = ("--role", "data engineer", "--company", "Harbour Maps", "--interviewer", "Ms Okonjo")


run = partial(command.run, "draft")


def test_a_letter_from_options():
    result = run("job-rejection", *ANSWERS, "--no-feedback", "--name", "Ida", "--seed", "1")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] in ("Dear Ms Okonjo,", "Hello Ms Okonjo,")
    assert "data engineer role at Harbour Maps" in result.stdout.replace("\n", " ") or (
        "data engineer role, and for considering me for Harbour Maps" in result.stdout
    )
    assert "feedback" not in result.stdout
    assert result.stdout.endswith(",\nIda\n")
    assert result.stderr == ""


def test_a_seed_gives_the_same_letter_and_no_seed_gives_others():
    assert run("decline", "--seed", "7").stdout == run("decline", "--seed", "7").stdout
    assert len({run("decline").stdout for _ in range(8)}) > 1


def test_a_reply_to_a_mail():
    mail = ROOT / "examples/rejection-reply.eml"
    result = run("job-rejection", *ANSWERS, "--reply-to", str(mail), "--quote")
    made = email.message_from_bytes(result.stdout_bytes, policy=email.policy.default)
    assert made["To"] == "Sam Carter <sam@example.org>"
    assert made["Subject"] == "Re: Your application as data analyst"
    assert "\n> Dear Ms Holt," in made.get_content().replace("\r", "")


def test_a_sharp_answer_is_told_and_the_letter_comes_all_the_same():
    result = run("complaint", "--problem", "you people are useless idiots")
    assert result.exit_code == 1
    assert "you people are useless idiots" in result.stdout
    assert result.stderr.startswith('tonecheck: "')
    assert "in your answers" in result.stderr


def test_a_new_file_is_written_whole_and_an_old_one_is_left_alone(tmp_path):
    path = tmp_path / "reply.txt"
    assert run("apology", "--output", str(path), "--seed", "1").stdout == ""
    written = path.read_text()
    assert written.startswith(("Hello,", "Good morning,"))
    again = run("apology", "--output", str(path), "--seed", "2")
    assert (again.exit_code, again.stderr) == (
        2, f"tonecheck: {path}: exists already; expected a new file\n",
    )  # fmt: skip
    assert path.read_text() == written
    assert [file.name for file in tmp_path.iterdir()] == ["reply.txt"]


ERRORS = {
    "no such mail": (("apology", "--reply-to", "nope.eml"), "nope.eml: cannot be read"),
    "a quote of nothing": (("apology", "--quote"), "expected --reply-to with --quote and --from"),
    "no such folder": (("apology", "-o", "nope/x.txt"), "nope/x.txt: cannot be written"),
}


@pytest.mark.parametrize(("args", "problem"), ERRORS.values(), ids=ERRORS)
def test_what_cannot_be_done_is_one_line(args, problem):
    result = run(*args)
    assert result.exit_code == 2
    assert problem in result.stderr
    assert result.stderr.count("\n") == 1


def test_an_unknown_kind_names_what_there_is():
    result = run("job-rejektion")
    assert result.exit_code == 2
    assert "close: `job-rejection`" in result.stderr


def test_a_letter_of_ones_own(tmp_path):
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts/toast.yaml").write_text(
        'draft: toast\ndescription: A toast.\nprofile: general\nanswers:\n  who: {question: "Who?"}\n'
        'paragraphs:\n  - - wordings: ["To {who}!", "To you!"]\n'
    )
    rules = ("--rules", str(tmp_path))
    result = run(*rules, "toast", "--who", "Ada")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "To Ada!\n", "")
    assert "A toast." in run(*rules, "--help").stdout


def test_a_terminal_is_asked():
    parent, child = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "tonecheck", "draft", "follow-up", "--person", "Ada", "--seed", "1"],
        stdin=child, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT,
    ) as process:  # fmt: skip
        os.close(child)
        os.write(parent, b"the lease\n3 May\n\n\nn\nIda\n")
        out, err = process.communicate(timeout=60)
    os.close(parent)
    text = out.decode()
    assert "the lease" in text
    assert "no" not in text.lower().split()
    assert text.endswith("Ida\n")
    assert b"Whom do you write to" not in err
    assert b"What is it about" in err
