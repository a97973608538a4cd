"""Laws of a check, for any text."""

from __future__ import annotations

import json
import pickle
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonecheck import Category, Checker, Report, Severity
from tonecheck.config import Config
from tonecheck.extract import message_from_bytes
from tonecheck.proving import unmark
from tonecheck.ruleset.loader import builtin
from tonecheck.ruleset.schema import BadExample

_RULES = builtin()
BAD = [
    unmark(bad.text if isinstance(bad, BadExample) else bad)[0]
    for loaded in _RULES.rules.values()
    for bad in loaded.rule.examples.bad
]
GOOD = [text for loaded in _RULES.rules.values() for text in loaded.rule.examples.good]
PIECES = st.one_of(
    st.sampled_from(BAD),
    st.sampled_from(GOOD),
    st.text(max_size=30),
    st.sampled_from(["\n", "\r\n\r\n", " ", "  ", "> ", "\n> quoted, or else\n", "\n-- \nBob\n", "\0",
                     "\ud800", "😀", "!!!", "Hi Bob,\n"]),
)  # fmt: skip
MESSAGES = st.lists(PIECES, max_size=6).map(" ".join)


def as_bytes(report: Report) -> bytes:
    return json.dumps(report.to_dict(), sort_keys=True).encode()


@given(MESSAGES)
def test_findings_slice_their_own_words(text):
    report = _checker().check(text)
    for finding in report.findings:
        assert 0 <= finding.start < finding.end <= len(text)
        assert text[finding.start : finding.end] == finding.text
        for cue in finding.cues:
            assert text[cue.start : cue.end] == cue.text
        for rewrite in finding.rewrites:
            assert 0 <= rewrite.start < rewrite.end <= len(text)
    for item in report.dropped:
        assert text[item.start : item.end] == item.text
    for span in report.courtesy.values():
        assert span is None or text[span.start : span.end] == span.text


@given(MESSAGES)
def test_scores_are_bounded_and_findings_in_order(text):
    report = _checker().check(text)
    assert all(0.0 <= score <= 1.0 for score in report.scores.values())
    order = [(f.start, f.rule_id) for f in report.findings]
    assert order == sorted(order)
    for finding in report.findings:
        assert finding.cues
        assert finding.rewrites
        assert report.scores[finding.category.value] >= finding.score


@given(MESSAGES)
def test_checking_twice_gives_the_same_bytes(text):
    assert as_bytes(_checker().check(text)) == as_bytes(_checker().check(text))


@given(MESSAGES)
def test_what_is_rewritten_is_clean_and_stays_as_it_is(text):
    rewritten = _checker().check(text).rewritten
    again = _checker().check(rewritten)
    assert not again.flagged
    assert again.rewritten == rewritten


@given(MESSAGES)
def test_a_calm_text_is_not_rewritten(text):
    report = _checker().check(text)
    if not report.flagged:
        assert report.rewritten == text


@given(MESSAGES)
def test_quoting_a_text_leaves_no_finding(text):
    quoted = "\n".join("> " + line for line in text.splitlines())
    assert not _checker().check(quoted).findings


@given(st.sampled_from(BAD + GOOD), st.sampled_from(BAD))
def test_a_quoted_block_below_changes_nothing(text, quoted):
    alone = _checker().check(text + "\n\n")
    answered = _checker().check(f"{text}\n\n> {quoted}\n> {quoted}\n")
    assert answered.findings == alone.findings
    assert answered.scores == alone.scores


@given(
    st.sampled_from(BAD + GOOD),
    st.sampled_from(BAD),
    st.sampled_from(["-- \n{}\n", "-- \nBob\n{}\n", "\n-- \nBob Smith\n{}\nTel. 1\n"]),
)
def test_a_signature_below_changes_nothing(text, words, signature):
    alone = _checker().check(text + "\n\n")
    signed = _checker().check(f"{text}\n\n{signature.format(words)}")
    assert signed.findings == alone.findings
    assert signed.scores == alone.scores


@given(st.sampled_from(BAD), st.integers(1, 40))
def test_calm_sentences_that_are_not_near_do_not_change_a_score(text, count):
    calm = "The file is on the shelf.\n\n"
    among = _checker().check(f"{calm * 8}{text}\n\n{calm * 8}")
    longer = _checker().check(f"{calm * (8 + count)}{text}\n\n{calm * (8 + count)}")
    assert longer.scores == among.scores


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\r\n\t", "\0", "\ud800\udfff", "\r\r\n\n", "﻿", "." * 1000, "!" * 1000, "(" * 500],
)
def test_odd_texts_give_a_report(checker, text):
    report = checker.check(text)
    assert isinstance(report.rewritten, str)
    assert report.to_dict()["schema_version"] == 1


@pytest.mark.parametrize("unit", ["word ", "or else ", "you ", "a\n", "!", "😀", "not ", '"', "x"])
def test_a_million_characters_give_a_report(checker, unit):
    text = unit * (1_000_000 // len(unit))
    assert isinstance(checker.check(text), Report)


def test_pipe_keeps_the_order(checker):
    texts = BAD[:40] + GOOD[:40]
    assert list(checker.pipe(texts)) == [checker.check(text) for text in texts]


@pytest.mark.parametrize("n_process", [1, 2])
def test_pipe_reports_its_progress(checker, n_process):
    counts: list[int] = []
    reports = checker.pipe(["Fine."] * 5, 2, n_process, progress=counts.append)
    assert len(list(reports)) == 5
    assert counts == [1, 2, 3, 4, 5]


def test_a_long_draft_costs_its_changed_sentence_only(checker):
    sentences = [f"Paragraph {n} says that the report is on its way." for n in range(200)]
    checker.check(" ".join(sentences))
    before = checker._reader.read_count
    checker.check(" ".join([*sentences[:100], "You are useless.", *sentences[101:]]))
    assert checker._reader.read_count - before <= 3


def test_pipe_over_processes_gives_the_same_reports(checker):
    texts = BAD[:20]
    assert list(checker.pipe(texts, batch_size=4, n_process=2)) == [
        checker.check(text) for text in texts
    ]


def test_threads_may_share_a_checker(checker):
    texts = BAD[:60]
    expected = [checker.check(text) for text in texts]
    results: list[list[Report]] = []

    def work() -> None:
        results.append([checker.check(text) for text in texts])

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [expected] * 8


def test_a_checker_survives_pickling(checker):
    copy = pickle.loads(pickle.dumps(checker))
    assert copy.check(BAD[0]) == checker.check(BAD[0])


def test_a_stinging_sentence_in_a_kind_mail_is_found(checker):
    text = (
        "Dear Maren,\n\nThank you for your time. I enjoyed the visit.\n"
        "You are completely incompetent.\nI wish you a lovely summer.\n\nKind regards,\nTom\n"
    )
    report = checker.check(text)
    assert report.flagged == {"hostile"}
    assert [f.severity for f in report.findings if f.severity is not Severity.INFO]


NOT_ME = "Why not me? I'm perfect for the job!"
NOT_WRONG = "What are you thinking? I didn't do anything wrong!"
FEEDBACK = "Would it be possible to receive some feedback, so that I can improve as a candidate?"
GRACIOUS = (
    "Thank you for your time. I truly appreciate your consideration. Is it possible for me to "
    "receive some feedback on what went wrong so I can improve upon myself as a candidate for "
    "future opportunities?"
)


@pytest.mark.parametrize("text", [NOT_ME, NOT_WRONG])
@pytest.mark.parametrize("profile", ["general", "job-rejection"])
def test_the_draft_that_started_it_all(text, profile):
    report = _checker(profile).check(text)
    assert report.flagged
    sulks = [f for f in report.findings if f.category is Category.SULKING]
    assert [f.rewrites[0].replacement for f in sulks] == [FEEDBACK, FEEDBACK]
    assert report.rewritten == FEEDBACK


def test_the_gracious_answer_is_calm(checker):
    report = checker.check(GRACIOUS)
    assert not report.findings
    assert report.courtesy["thanks"] is not None
    assert report.courtesy["feedback_request"] is not None


_CHECKERS: dict[str, Checker] = {}


def _checker(profile: str = "general") -> Checker:
    if profile not in _CHECKERS:
        _CHECKERS[profile] = Checker(profile=profile)
    return _CHECKERS[profile]


LONG = "Thank you for your time.\n" * 40 + "You are useless.\n" + "I will come on Monday.\n" * 40


def test_of_a_very_long_text_the_beginning_is_checked_and_the_report_says_so():
    config = Config(max_text=len("Thank you for your time.\n") * 40 + 20)
    report = Checker(config=config).check(LONG + "You are an idiot.\n")
    assert [finding.text for finding in report.findings] == ["You are useless"]
    assert report.truncated
    assert "You are useless" not in report.rewritten
    assert report.rewritten.endswith("I will come on Monday.\nYou are an idiot.\n")
    assert report.to_dict()["truncated"] is True
    assert Report.from_state(report.to_state()) == report
    (note,) = report.notes
    assert (note.id, note.severity) == ("truncated", Severity.WARNING)
    assert LONG[note.start : note.end] == note.text == "I will come on Monday."
    assert LONG.index("I will") == note.start


def test_a_text_of_any_usual_length_is_checked_whole(checker):
    report = checker.check(LONG)
    assert not report.truncated
    assert report.to_dict()["truncated"] is False
    assert report.notes == ()


def test_a_comment_behind_what_was_read_is_not_called_unused():
    source = "Thank you.\n\n" * 40 + "<!-- tonecheck: ignore-next[hostile] -->\nYou are useless.\n"
    for most, ids in ((200, ["truncated"]), (10_000, [])):
        checker = Checker(config=Config(max_text=most))
        message = message_from_bytes(source.encode(), "x.md")
        assert [note.id for note in checker.check_message(message).notes] == ids
