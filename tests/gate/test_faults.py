"""Whatever breaks, a mail is sent once and whole, or stays with a code that says so."""

from __future__ import annotations

import pytest

from tests.gate import faulting
from tests.gate.conftest import world_env
from tests.gate.faults import OURS, OUTPUT, PROXY, SERVER, Fault, Lab, Outcome, run
from tests.gate.mails import CANARY

COUNT = 80


@pytest.fixture(scope="module")
def outcomes(scripts, warm, checker, tmp_path_factory) -> list[Outcome]:
    folder = tmp_path_factory.mktemp("lab")
    env = world_env(folder, scripts)
    return list(run(Lab(folder, warm, checker, env), COUNT))


def test_no_mail_is_lost_doubled_damaged_or_sent_unchecked(outcomes):
    assert [outcome for outcome in outcomes if not outcome.kept] == []


def test_where_nothing_is_wrong_a_calm_mail_is_sent_and_an_angry_one_is_not(outcomes):
    sound = [outcome for outcome in outcomes if outcome.fault.stage == "none"]
    assert sound
    assert all((outcome.copies == 1) is (outcome.mail == "calm") for outcome in sound)


def test_every_stage_was_tried_and_the_faults_bite(outcomes):
    stages = {outcome.fault.stage for outcome in outcomes}
    assert stages == {fault.stage for fault in (*OURS, *OUTPUT, *SERVER, *PROXY)}
    assert sum(outcome.copies for outcome in outcomes) < COUNT / 2


def test_no_word_of_a_mail_is_in_what_is_said_of_a_failure(outcomes):
    assert all(CANARY not in outcome.said for outcome in outcomes)


def test_what_was_sent_unchecked_was_said(outcomes):
    said = [
        outcome.said
        for outcome in outcomes
        if outcome.fault.stage in ("rules", "check")
        and outcome.path == "tonecheck-sendmail"
        and outcome.copies
    ]
    assert said
    assert all("tonecheck: sent unchecked: " in one for one in said)


@pytest.mark.parametrize(
    ("code", "copies", "identical", "mail", "on_error"),
    [
        (0, 0, True, "calm", "closed"),
        (0, 2, True, "calm", "closed"),
        (0, 1, False, "calm", "closed"),
        (1, 1, True, "calm", "closed"),
        (0, 1, True, "angry", "closed"),
    ],
    ids=["lost", "doubled", "damaged", "sent-but-refused", "unchecked"],
)
def test_the_law_would_notice(code, copies, identical, mail, on_error):
    assert not Outcome(Fault("s", "n"), "p", mail, on_error, code, copies, identical).kept


def test_every_fault_is_one_that_can_be_injected():
    named = {fault.spec["fault"] for fault in OURS if "fault" in fault.spec}
    assert named == faulting.FAULTS.keys()
