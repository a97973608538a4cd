from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonecheck import Category, Checker, Finding, Rewrite, Severity
from tonecheck.extract.plain import plain_message
from tonecheck.message import Message
from tonecheck.rewriting.draft import MAX_PASSAGES, around, rewrite_draft
from tonecheck.rewriting.slots import fill, request_of, slots_of, trimmed


def test_slots_are_filled_or_the_template_is_passed_over():
    assert slots_of("by {deadline} or {request}") == ("deadline", "request")
    assert fill("by {deadline}.", {"deadline": "Friday"}) == "by Friday."
    assert fill("by {deadline}.", {"deadline": ""}) is None
    assert fill("no slots", {}) == "no slots"


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Send me the scores.", "send me the scores"),
        ("So please send me the scores now!", "send me the scores"),
        ("And then explain it to me, or else.", "explain it to me"),
        ("Tell me\nwhy ASAP", "tell me why"),
    ],
)
def test_an_imperative_becomes_what_follows_could_you(sentence, wanted):
    assert request_of(sentence) == wanted


def test_captured_words_lose_their_trailing_marks():
    assert trimmed(" the  scores, ") == "the scores"


def finding(source: str, words: str, *replacements: str, score: float = 0.9) -> Finding:
    start = source.index(words)
    end = start + len(words)
    rewrites = tuple(Rewrite(start, end, replacement) for replacement in replacements)
    return Finding(
        "hostile.x",
        Category.HOSTILE,
        Severity.ERROR,
        score,
        start,
        end,
        words,
        "m",
        "w",
        (),
        rewrites,
    )


def nothing(_: Message) -> list[Finding]:
    return []


def test_the_best_rewrite_takes_the_place_of_its_passage():
    source = "Hi. Bad one. Bye."
    assert (
        rewrite_draft(plain_message(source), [finding(source, "Bad one.", "Good.")], nothing)
        == "Hi. Good. Bye."
    )


def test_the_same_sentence_is_not_said_twice():
    source = "Bad one. Bad two. Bye."
    findings = [finding(source, "Bad one.", "Good."), finding(source, "Bad two.", "Good.", "Fine.")]
    assert rewrite_draft(plain_message(source), findings, nothing) == "Good. Bye."


def test_a_passage_that_has_no_words_left_goes_with_its_space():
    source = "Good. Bad two. Bye."
    assert (
        rewrite_draft(plain_message(source), [finding(source, "Bad two.", "Good.")], nothing)
        == "Good. Bye."
    )


def test_a_line_that_has_no_words_left_goes_whole():
    source = "Hi,\r\n\r\nBad.\r\n\r\nBye"
    assert (
        rewrite_draft(plain_message(source), [finding(source, "Bad.", "")], nothing)
        == "Hi,\r\n\r\nBye"
    )


@given(st.text("ab \t\r\n"), st.data())
def test_a_deletion_takes_blanks_with_it_and_no_words(source, data):
    start = data.draw(st.integers(0, len(source)))
    end = data.draw(st.integers(start, len(source)))
    first, last = around(source, start, end)
    assert first <= start <= end <= last
    assert not (source[first:start] + source[end:last]).strip()
    assert "\n" not in source[first:start]


def test_a_rewrite_that_is_itself_flagged_makes_way():
    source = "Bad one. Bye."

    def flagged(message: Message) -> list[Finding]:
        text = message.source
        return [finding(text, "Worse.", "Still.")] if "Worse." in text else []

    findings = [finding(source, "Bad one.", "Worse.", "Good.")]
    assert rewrite_draft(plain_message(source), findings, flagged) == "Good. Bye."


def test_what_cannot_be_said_well_is_left_out():
    source = "Bad one. Bye."

    def flagged(message: Message) -> list[Finding]:
        text = message.source
        return [finding(text, "Worse.", "Worse.")] if "Worse." in text else []

    assert (
        rewrite_draft(plain_message(source), [finding(source, "Bad one.", "Worse.")], flagged)
        == "Bye."
    )


def test_of_two_findings_in_one_sentence_the_stronger_speaks():
    source = "Bad one. Bye."
    findings = [
        finding(source, "Bad one.", "Mild.", score=0.5),
        finding(source, "Bad one.", "Strong."),
    ]
    assert rewrite_draft(plain_message(source), findings, nothing) == "Strong. Bye."


def test_info_is_not_applied():
    source = "Bad one."
    plain = finding(source, "Bad one.", "Good.")
    fields = {name: getattr(plain, name) for name in plain.__dataclass_fields__}
    info = Finding(**{**fields, "severity": Severity.INFO})
    assert rewrite_draft(plain_message(source), [info], nothing) == source


def test_greeting_quote_and_signature_stay(checker: Checker):
    source = "Dear Ann,\n\nYou are an idiot.\n\n> You are an idiot.\n\n-- \nBob\n"
    rewritten = checker.check(source).rewritten
    assert rewritten.startswith("Dear Ann,\n\n")
    assert rewritten.endswith("\n\n> You are an idiot.\n\n-- \nBob\n")
    assert rewritten.count("idiot") == 1


def test_safe_rewrites_change_words_only(tmp_path):
    (tmp_path / "safe.yaml").write_text(
        """\
category: demanding
rules:
  - id: demanding.zap
    weight: 0.9
    message: "m"
    why: "w"
    patterns: [zapnow]
    replace: span
    safe: true
    rewrite: ["when you can"]
    examples: {bad: [{text: "Do it [[zapnow]].", rewrite: "when you can"}, "[[zapnow]]"], good: ["a", "b"]}
"""
    )
    source = "Bring the book zapnow, Ann."
    report = Checker(rules=[tmp_path]).check(source)
    (rewrite,) = [r for r in report.findings[0].rewrites if r.applicability == "safe"]
    assert source[rewrite.start : rewrite.end] == "zapnow"
    assert report.rewritten == "Bring the book when you can, Ann."


def test_a_touch_to_the_wording_comes_after_what_mends_the_sentence(checker: Checker):
    (finding,) = checker.check("You are late again!!!").findings
    assert finding.rule_id == "hostile.exclaimed-order"
    assert [r.applicability for r in finding.rewrites[:-1]] == ["review"] * (
        len(finding.rewrites) - 1
    )
    assert (finding.rewrites[-1].replacement, finding.rewrites[-1].applicability) == ("!", "safe")


SHARP = (
    "Send me the scores by Friday.",
    "You are an idiot.",
    "Your useless portal lost invoice 4471 again.",
    "Nobody ever asks me anyway, so I suppose I will just sit here on my own again.",
    "Fix it today or I will tell everyone at https://shop.example what you did.",
    "Why did you even bother to reply, {{first_name}}?",
    "Great job, geniuses.",
    "I want an answer in writing from your manager, and I want it on my desk tonight.",
)
CALM = (
    "Thank you for the quick reply.",
    "The meeting is on 4 May at ten.",
    "I have attached the form, Marta.",
)
QUOTED = ("> You are an idiot, and I want my money now.", "> Fix it or else.")
drafts = st.lists(st.sampled_from(SHARP + CALM), min_size=1, max_size=5).flatmap(
    lambda own: st.sampled_from(QUOTED).map(
        lambda quoted: f"Dear Ann,\n\n{' '.join(own)}\n\n{quoted}\n\nKind regards,\nBo\n"
    )
)


@given(drafts)
def test_a_rewritten_draft_is_clean_and_a_second_run_changes_nothing(checker: Checker, draft: str):
    rewritten = checker.check(draft).rewritten
    again = checker.check(rewritten)
    assert not again.flagged
    assert again.rewritten == rewritten


@given(drafts)
def test_greeting_quotation_and_facts_stay(checker: Checker, draft: str):
    rewritten = checker.check(draft).rewritten
    assert rewritten.startswith("Dear Ann,\n\n")
    assert rewritten.endswith("\n\nKind regards,\nBo\n")
    quoted = next(line for line in draft.splitlines() if line.startswith(">"))
    assert quoted in rewritten.splitlines()
    for fact in ("4471", "https://shop.example", "{{first_name}}", "4 May", "Marta"):
        assert (fact in rewritten) is (fact in draft)


@given(st.lists(st.sampled_from(SHARP), min_size=2, max_size=4))
def test_no_stock_phrase_is_said_twice(checker: Checker, sentences: list[str]):
    rewritten = checker.check(" ".join(sentences)).rewritten
    said = [sentence for sentence in rewritten.split(". ") if "differently" in sentence]
    assert len(said) <= 1


def test_mere_venom_goes_where_the_draft_says_something_without_it(checker: Checker):
    calm = "The parcel came on Monday, its lid was broken, and I would like to return it. "
    assert checker.check(calm + "You absolute morons.").rewritten == calm.rstrip()
    assert checker.check("You absolute morons.").rewritten != ""


def test_most_of_a_wall_of_marks_goes_at_once(checker: Checker):
    lengths = []

    def flagged(message: Message) -> tuple[Finding, ...]:
        lengths.append(len(message.source))
        return checker.findings(message)

    message = plain_message("!" * 12_000)
    draft = rewrite_draft(message, checker.findings(message), flagged)
    assert not checker.check(draft).flagged
    assert lengths[0] < 4_000


def test_a_wall_that_closes_again_goes_by_whole_lines():
    checks = []

    def flagged(message: Message) -> list[Finding]:
        checks.append(message)
        places = [found.start() for found in re.finditer("x", message.source)]
        bad = finding("x", "x", "")
        return [
            replace(bad, start=at, end=at + 1, rewrites=()) for at in places[: MAX_PASSAGES + 1]
        ]

    message = plain_message("x " * 9000 + "\nSee you on Monday.")
    assert rewrite_draft(message, flagged(message), flagged) == "See you on Monday."
    assert len(checks) == 3


def test_a_sentence_keeps_its_end_where_marks_are_left_out():
    source = "Yes!!! We won."
    assert rewrite_draft(plain_message(source), [finding(source, "!!! ", "")], nothing) == (
        "Yes. We won."
    )


def test_a_row_of_sentences_left_out_at_the_end_of_a_line_leaves_no_blank(checker: Checker):
    angry = (
        "Why not me? I'm perfect for the job! What are you thinking? I didn't do anything wrong!"
    )
    question = (
        "Would it be possible to receive some feedback, so that I can improve as a candidate?"
    )
    assert checker.check(f"Hi,\n\n{angry}\n\nTom\n").rewritten == f"Hi,\n\n{question}\n\nTom\n"


@pytest.mark.parametrize(
    ("source", "fixes", "left"),
    [
        ("Bad one. Good. Bad two.", {"Bad one.": "", "Bad two.": ""}, "Good."),
        ("Bad one. Bad two.\nBye.", {"Bad one.": "", "Bad two.": "Fine."}, "Fine.\nBye."),
        ("Bad one. Bad two.\nBye.", {"Bad one.": "Fine.", "Bad two.": ""}, "Fine.\nBye."),
    ],
)
def test_what_stays_between_two_sentences_left_out_parts_them(source, fixes, left):
    findings = [finding(source, words, told) for words, told in fixes.items()]
    assert rewrite_draft(plain_message(source), findings, nothing) == left
