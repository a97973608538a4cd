"""The gate itself: raw mail in, a verdict out, never an exception."""

from __future__ import annotations

import threading
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.gate.mails import ANGRY, CALM, CANARY
from tonecheck import Config, Severity
from tonecheck.gate import MAX_BYTES, Gate, OnError, Trouble


@pytest.fixture
def gate(checker):
    return ready(Gate(), checker)


def ready(gate: Gate, checker: object) -> Gate:
    gate._checker = checker
    return gate


def test_a_calm_mail_passes_and_nothing_is_said(gate):
    verdict = gate.judge_mail(CALM)
    assert gate.passes(verdict)
    assert (verdict.findings, verdict.trouble, verdict.note) == ((), None, "")


def test_an_angry_mail_does_not_pass_and_the_passage_is_found(gate):
    verdict = gate.judge_mail(ANGRY)
    assert not gate.passes(verdict)
    assert [verdict.source[f.start : f.end] for f in verdict.findings] == ["You are useless"]


@pytest.mark.parametrize(("fail_on", "blocked"), [("info", 1), ("warning", 1), ("error", 1)])
def test_fail_on_moves_the_bar(fail_on, blocked):
    config = Config(fail_on=Severity(fail_on))
    verdict = Gate(lambda: config).judge_mail(CALM + b"Answer by Friday or else.\n")
    assert len(verdict.findings) == blocked
    assert all(f.severity.rank >= config.fail_on.rank for f in verdict.findings)


def test_nothing_that_stands_in_a_mail_switches_a_rule_off(gate):
    html = b"To: a@b\nContent-Type: text/html\n\n<!-- tonecheck: off --><p>You are useless.</p>\n"
    assert not gate.passes(Gate().judge_mail(html))


@pytest.mark.parametrize(
    "quoted",
    [
        b"> You are useless.\n\nThank you for your time.\n",
        b"Thank you for your time.\n\n-- \nYou are useless.\n",
        b"Thanks.\n---\n x | 2 +-\n\ndiff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-You are useless\n",
    ],
)
def test_words_that_are_not_the_writers_own_do_not_count(gate, quoted):
    assert gate.passes(gate.judge_mail(b"To: a@b\n\n" + quoted))


def test_nothing_is_rewritten_that_nobody_asked_for(gate, monkeypatch):
    def rewritten(*_):
        raise AssertionError

    monkeypatch.setattr("tonecheck.rewriting.edits.rewrites", rewritten)
    verdict = gate.judge_mail(ANGRY)
    assert [(f.text, f.rewrites) for f in verdict.findings] == [("You are useless", ())]
    assert verdict.report is None


def test_rewrites_and_the_whole_report_are_there_for_the_asking(gate):
    alone, told, whole = (
        gate.judge_mail(ANGRY, detail=detail) for detail in ("findings", "rewrites", "report")
    )
    assert told.findings[0].rewrites
    assert told.report is None
    assert whole.report is not None
    assert whole.findings == told.findings
    assert tuple(replace(f, rewrites=()) for f in told.findings) == alone.findings


def test_a_mail_without_text_passes_and_that_is_said(gate):
    picture = b"To: a@b\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0K\n"
    verdict = gate.judge_mail(picture)
    assert gate.passes(verdict)
    assert verdict.note == "it has no text to check"


def test_of_a_huge_mail_the_words_are_checked_and_that_the_rest_was_not_is_said(gate):
    head = (
        b'To: a@b\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="x"\n\n'
        b"--x\nContent-Type: text/plain\n\nYou are useless.\n"
        b"--x\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\n"
    )
    mail = head + b"iVBORw0K" * 9 + b"\n" + (b"A" * 76 + b"\n") * (MAX_BYTES // 77) + b"--x--\n"
    assert len(mail) > MAX_BYTES
    gate.budget_s = 60
    verdict = gate.judge_mail(mail)
    assert verdict.findings
    assert verdict.note == "only its first 10 MB were looked at"


def test_of_very_many_words_the_first_are_checked_and_that_is_said():
    gate = Gate(lambda: Config(max_text=60))
    verdict = gate.judge_mail(b"To: a@b\n\nYou are useless.\n" + b"Thank you for all.\n" * 9)
    assert [finding.text for finding in verdict.findings] == ["You are useless"]
    assert verdict.note == "only the first 60 characters of its words were looked at"


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (ValueError(CANARY), Trouble.INTERNAL),
        (RecursionError(CANARY), Trouble.INTERNAL),
        (MemoryError(CANARY), Trouble.INTERNAL),
        (OSError(28, CANARY), Trouble.INTERNAL),
    ],
)
@pytest.mark.parametrize("on_error", OnError)
def test_a_checker_that_raises_is_a_failure_that_quotes_nothing(error, trouble, on_error):
    class Broken:
        def findings(self, message, **_):
            raise error

    gate = ready(Gate(on_error=on_error), Broken())
    verdict = gate.judge_mail(ANGRY)
    assert verdict.trouble is trouble
    assert CANARY not in verdict.note
    assert gate.passes(verdict) is (on_error is OnError.OPEN)


def test_a_check_over_its_budget_is_a_failure_soon():
    ended = threading.Event()

    class Slow:
        def findings(self, message, **_):
            time.sleep(5)
            ended.set()

    gate = ready(Gate(budget_s=0.05), Slow())
    assert gate.judge_mail(CALM).trouble is Trouble.TIME
    assert not ended.is_set()


@pytest.mark.parametrize(
    "config", [Config(rules=("/nonexistent",)), Config(profile="nope"), Config(ignore=("nope.x",))]
)
def test_rules_that_cannot_be_used_are_a_failure_in_one_line(config):
    verdict = Gate(lambda: config).judge_mail(CALM)
    assert verdict.trouble is Trouble.RULES
    assert "\n" not in verdict.note
    assert "expected" in verdict.note or "close" in verdict.note or "there is" in verdict.note


@given(st.binary(max_size=400))
def test_no_bytes_raise(data):
    GATE.judge_mail(data)
    GATE.judge_mail(CALM + data)


GATE = Gate()
