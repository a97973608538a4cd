"""Comments that silence, as a user meets them."""

from __future__ import annotations

import json
import re

import pytest

from tests.conftest import ROOT
from tests.frontends.command import run
from tonecheck import Checker, Config, Report
from tonecheck.extract import message_from_bytes
from tonecheck.extract.comments import comments_of

IGNORED = (
    "Answer by Friday or else. <!-- tonecheck: ignore[demanding.or-else] our client's words -->\n"
)


@pytest.fixture
def draft(tmp_path):
    path = tmp_path / "draft.md"
    path.write_text(IGNORED)
    return path


def test_a_silenced_finding_is_reported_as_such_with_line_and_reason(draft):
    result = run("check", str(draft))
    assert result.exit_code == 0
    assert (
        'suppressed demanding.or-else "or else" (comment in line 1: our client\'s words)'
        in result.stdout
    )


def test_a_reason_cannot_speak_to_the_terminal(draft):
    draft.write_text(IGNORED.replace("our", "\x1b]0;\x07\u202e our"))
    out = run("check", str(draft)).stdout
    assert "\\x1b]0;\\x07\\u202e our client's words" in out
    assert not set(out) & set("\x1b\x07\u202e")


def test_no_suppressions_hears_no_comment(draft):
    assert run("check", str(draft), "--no-suppressions").exit_code == 1


def test_silenced_words_are_not_rewritten_while_others_are(draft):
    assert run("rewrite", str(draft)).stdout == IGNORED
    draft.write_text(IGNORED + "\nAnswer by Monday or else.\n")
    rewritten = run("rewrite", str(draft)).stdout
    assert rewritten.startswith(IGNORED)
    assert "Monday or else" not in rewritten


def test_silenced_words_do_not_count_in_the_scores(checker):
    message = message_from_bytes(IGNORED.encode(), "a.md")
    assert checker.check_message(message).scores["demanding"] < 0.5
    assert checker.check(IGNORED).scores["demanding"] > 0.8


def test_a_mail_does_not_silence_itself(tmp_path):
    (tmp_path / "a.eml").write_text("Subject: x\n\n" + IGNORED)
    (tmp_path / "b.eml").write_text(
        "Subject: x\nContent-Type: text/html\n\n<p>" + IGNORED + "</p>\n"
    )
    (tmp_path / "c.txt").write_text(IGNORED)
    for name in ("a.eml", "b.eml", "c.txt"):
        assert run("check", str(tmp_path / name)).exit_code == 1


def test_an_unused_one_is_noted_and_may_fail_the_run(draft, tmp_path):
    draft.write_text("Thank you. <!-- tonecheck: ignore[hostile] -->\n")
    result = run("check", str(draft))
    assert result.exit_code == 0
    assert f"{draft}:1:17: info unused-suppression\n" in result.stdout
    assert run("check", str(draft), "--fail-on", "info").exit_code == 1
    (tmp_path / ".tonecheck.toml").write_text('unused-suppressions = "warning"\n')
    assert run("check", str(draft)).exit_code == 1
    assert run("check", str(draft), "--select", "demanding").exit_code == 0
    assert run("check", str(draft), "--ignore", "hostile").exit_code == 0


def test_machines_learn_of_it_too(draft):
    draft.write_text("Thank you. <!-- tonecheck: ignore[hostile] -->\n")
    (source,) = json.loads(run("check", str(draft), "--format", "json").stdout)["sources"]
    (note,) = source["notes"]
    assert (note["id"], note["severity"], note["line"], note["column"]) == (
        "unused-suppression", "info", 1, 17,
    )  # fmt: skip


def test_a_wrong_one_is_one_line_with_file_and_line_and_the_others_are_checked(draft, tmp_path):
    (tmp_path / "bad.md").write_text("\n<!-- tonecheck: ignore[demnding] -->\n")
    result = run("check", str(tmp_path))
    assert result.exit_code == 2
    assert result.stderr == (
        f"tonecheck: {tmp_path}/bad.md:2: no rule `demnding`; close: `demanding.demand`\n"
    ) or result.stderr.startswith(f"tonecheck: {tmp_path}/bad.md:2: no rule `demnding`; ")
    assert "suppressed demanding.or-else" in result.stdout


def test_a_report_travels_with_its_notes():
    checker = Checker(config=Config(select=()))
    message = message_from_bytes(b"<!-- tonecheck: ignore[hostile] -->\n", "a.html")
    report = checker.check_message(message)
    assert report.notes
    assert Report.from_state(report.to_state()).notes == report.notes


def test_the_page_names_every_format():
    page = (ROOT / "docs/suppressing.md").read_text()
    for suffixes, comment in re.findall(r"^\| (`\..*`) \| `(.*)` \|$", page, re.MULTILINE):
        for suffix in re.findall(r"`(\.\w+)`", suffixes):
            assert any(
                comment.startswith(opener) and comment.endswith(closer)
                for opener, closer in comments_of("a" + suffix)
            ), (suffix, comment)
    from tonecheck.extract.comments import _BY_SUFFIX

    assert set(re.findall(r"`(\.\w+)`", page)) >= set(_BY_SUFFIX)
