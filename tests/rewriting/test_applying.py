from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonecheck import Category, Checker, Finding, Rewrite, Severity
from tonecheck.errors import WriteError
from tonecheck.extract.plain import message_of
from tonecheck.message import Message, Segment
from tonecheck.rewriting.applying import apply_fixes, edited, protected

SAFE = frozenset(("safe",))
ALL = frozenset(("safe", "review"))

# A world of two rules: "bad" and its kin are flagged, {{x}} is a placeholder, "> x" a quotation.
PART = re.compile(r"\{\{.*?\}\}|^>.*\n?", re.MULTILINE)
FLAGGED = re.compile(r"bad\w*|awful")
WORDS = {
    "bad": [("safe", "fine")],
    "badly": [("safe", "bad"), ("review", "well")],
    "badder": [("review", "better")],
    "bads": [("safe", "> fine")],
    "badge": [("safe", "awful awful")],
    "badlands": [("review", "")],
    "badgers": [("review", "so be it"), ("review", "all in all")],
    "bade": [],
    "awful": [],
}


def read(source: str) -> Message:
    segments, at = [], 0
    for part in PART.finditer(source):
        segments.append(Segment("own", at, part.start()))
        kind = "placeholder" if part[0].startswith("{") else "quote"
        segments.append(Segment(kind, part.start(), part.end()))
        at = part.end()
    segments.append(Segment("own", at, len(source)))
    return message_of(source, tuple(s for s in segments if s.start < s.end))


def found(message: Message) -> list[Finding]:
    return [
        finding(message.source, match.start(), match.end(), WORDS.get(match[0], []))
        for segment in message.segments
        if segment.kind == "own"
        for match in FLAGGED.finditer(message.source, segment.start, segment.end)
    ]


def finding(source, start, end, words, *, severity=Severity.WARNING, span=None) -> Finding:
    low, high = span or (start, end)
    rewrites = tuple(Rewrite(low, high, new, how) for how, new in words)
    category = Category.SULKING if source[start:end] == "awful" else Category.HOSTILE
    return Finding(
        f"{category}.x",
        category,
        severity,
        0.9,
        start,
        end,
        source[start:end],
        "m",
        "w",
        (),
        rewrites,
    )


def recheck(source: str):
    message = read(source)
    return message, found(message)


def fix(source: str, allowed=SAFE):
    message, findings = recheck(source)
    return apply_fixes(message, findings, allowed, recheck)


def fix_whole_line(source: str, *words):
    """The fix whose passage is the whole source, as a rewrite of a sentence is."""
    message = read(source)
    start = source.index("bad")
    whole = finding(source, start, start + 3, words, span=(0, len(source)))
    return apply_fixes(message, [whole], ALL, recheck)


def test_safe_fixes_are_applied_and_the_rest_is_left_for_a_yes():
    applied = fix("a bad day, a badder day\n")
    assert applied.message.source == "a fine day, a badder day\n"
    assert [f.text for f in applied.findings] == ["badder"]
    assert not applied.refused
    assert fix("a bad day, a badder day\n", ALL).message.source == "a fine day, a better day\n"


@pytest.mark.parametrize(
    ("source", "after"),
    [
        ("badgers, badgers\n", "so be it, all in all\n"),
        ("so be it, badgers\n", "so be it, all in all\n"),
        ("badgers, badgers, badgers\n", "so be it, all in all, so be it\n"),
    ],
)
def test_of_two_fixes_each_says_its_own_while_there_is_another_way(source, after):
    assert fix(source, ALL).message.source == after


def test_a_fix_whose_words_are_flagged_again_is_taken_back_and_the_next_one_tried():
    applied = fix("done badly\n")
    assert applied.message.source == "done badly\n"
    assert applied.refused[0].reason == "what it puts there would be flagged by hostile.x"
    assert fix("done badly\n", ALL).message.source == "done well\n"


def test_a_fix_that_adds_a_finding_elsewhere_is_taken_back():
    message = read("bad ends, lower")
    start = finding(message.source, 0, 3, [("safe", "good")])

    def elsewhere(source: str):
        after = read(source)
        return after, [] if source == message.source else [
            finding(source, 10, 15, [], severity=Severity.INFO),
            finding(source, 5, 9, []),
        ]

    applied = apply_fixes(message, [start], SAFE, elsewhere)
    assert applied.message is message
    assert applied.refused[0].reason == "it would add a hostile finding"


def test_a_fix_after_which_its_sentence_is_still_flagged_is_taken_back():
    message = read("bad, so bad!!!")
    marks = finding(message.source, 0, 3, [("safe", "!")], span=(11, 14))

    def louder(source: str):
        return read(source), [finding(source, 0, 3, [])]

    applied = apply_fixes(message, [marks], SAFE, louder)
    assert (
        applied.refused[0].reason == "it would not be enough: the sentence would still be flagged"
    )


@pytest.mark.parametrize(
    ("source", "kind", "part"),
    [
        ("bad {{ name }} here", "placeholder", "{{ name }}"),
        ("bad\n> you said\nhere", "quote", "> you said"),
    ],
)
def test_a_fix_that_would_touch_what_is_not_the_writers_own_is_refused(source, kind, part):
    applied = fix_whole_line(source, ("review", "Good day."))
    assert applied.message.source == source
    assert applied.refused[0].reason == f"it would touch a {kind} part: {part}"


def test_a_rewrite_that_says_the_placeholders_again_goes_around_them():
    applied = fix_whole_line(
        "bad {{ name }} by {{ day }}", ("review", "Could {{ name }} do it by {{ day }}?")
    )
    assert applied.message.source == "Could {{ name }} do it by {{ day }}?"


def test_a_rewrite_that_says_the_placeholders_in_another_order_is_refused():
    applied = fix_whole_line("bad {{ a }} {{ b }}", ("review", "{{ b }} then {{ a }}"))
    assert applied.refused[0].reason == "it would touch a placeholder part: {{ b }}"


def test_words_that_would_become_a_quotation_are_refused():
    applied = fix("bads\n")
    assert applied.message.source == "bads\n"
    assert "what counts as quoted" in applied.refused[0].reason


def test_a_deletion_takes_its_space_along_but_leaves_the_quotation():
    assert fix("the badlands here\n", ALL).message.source == "the here\n"
    assert fix("Hi.\n\nbadlands\n> then\n", ALL).message.source == "Hi.\n\n> then\n"


def test_a_draft_is_never_emptied():
    applied = fix("badlands\n", ALL)
    assert applied.message.source == "badlands\n"
    assert applied.refused[0].reason == "nothing of the draft would be left"


def test_a_fix_that_the_file_cannot_hold_is_refused_with_the_reason():
    def unwritable(source: str):
        raise WriteError("is ascii, which has no '\\u2019'; expected other words", path="x.eml")

    message = read("bad")
    applied = apply_fixes(message, found(message), SAFE, unwritable)
    assert applied.refused[0].reason.startswith("is ascii")


def test_what_is_merely_info_is_not_worth_a_change_of_meaning():
    message = read("badder")
    info = finding("badder", 0, 6, [("review", "better")], severity=Severity.INFO)
    assert apply_fixes(message, [info], ALL, recheck).message is message


def test_small_fixes_of_one_finding_are_made_together_where_one_is_not_enough():
    message = read("BAD LUCK, bad luck!!!")
    rewrites = (Rewrite(0, 8, "Hard luck", "safe"), Rewrite(10, 21, "hard luck.", "safe"))
    loud = Finding(
        "hostile.x", Category.HOSTILE, Severity.ERROR, 0.9, 0, 8, "BAD LUCK", "m", "w", (), rewrites
    )

    def loudness(source: str):
        return read(source), [] if source == "Hard luck, hard luck." else [loud]

    assert apply_fixes(message, [loud], SAFE, loudness).message.source == "Hard luck, hard luck."


def test_of_two_findings_at_one_place_only_one_fix_is_made():
    message = read("bad badder")
    both = (0, 10)
    mild = finding(message.source, 0, 3, [("review", "Mild.")], span=both)
    strong = finding(message.source, 0, 3, [("review", "Strong.")], span=both)
    strong = Finding(
        **{name: getattr(strong, name) for name in strong.__dataclass_fields__} | {"score": 0.99}
    )
    assert apply_fixes(message, [mild, strong], ALL, recheck).message.source == "Strong."


def test_line_ends_of_a_rewrite_are_those_of_the_source():
    message = read("bad\r\nday\r\n")
    assert edited(message, [Rewrite(0, 3, "a\nb")]).source == "a\r\nb\r\nday\r\n"


def test_fixes_that_hold_together_cost_one_check():
    checks = []

    def counted(source: str):
        checks.append(source)
        return recheck(source)

    message, findings = recheck("bad day, " * 500)
    applied = apply_fixes(message, findings, SAFE, counted)
    assert applied.message.source == "fine day, " * 500
    assert len(checks) == 1


def test_a_few_that_do_not_hold_cost_few_checks_more():
    checks = []

    def counted(source: str):
        checks.append(source)
        return recheck(source)

    message, findings = recheck("bad day, " * 250 + "done badly, " + "bad day, " * 250)
    applied = apply_fixes(message, findings, SAFE, counted)
    assert applied.message.source.count("fine") == 500
    assert [refused.finding.text for refused in applied.refused] == ["badly"]
    assert len(checks) < 40


SOURCES = st.lists(
    st.sampled_from(
        [
            *WORDS,
            "calm",
            "\n",
            "\r\n",
            "\n> bad quote\n",
            " {{ bad }} ",
            "{{x}}",
            ", ",
            "é",
            "bad{{y}}",
        ]
    ),
    max_size=14,
).map(" ".join)


@given(SOURCES, st.sampled_from([SAFE, ALL]))
def test_a_second_run_changes_nothing(source, allowed):
    once = fix(source, allowed)
    twice = fix(once.message.source, allowed)
    assert twice.message.source == once.message.source
    assert [r.reason for r in twice.refused] == [r.reason for r in once.refused]


@given(SOURCES, st.sampled_from([SAFE, ALL]))
def test_what_is_not_the_writers_own_stays_byte_for_byte(source, allowed):
    assert protected(fix(source, allowed).message) == protected(read(source))


@given(SOURCES)
def test_all_but_the_fixed_words_stays_byte_for_byte(source):
    after = fix(source).message.source
    assert after.replace("> fine", "bads").replace("fine", "bad") == source


@given(SOURCES, st.sampled_from([SAFE, ALL]))
def test_findings_only_become_fewer_and_every_fix_left_has_its_reason(source, allowed):
    before, applied = found(read(source)), fix(source, allowed)
    assert len(applied.findings) <= len(before)
    assert list(applied.findings) == found(applied.message)
    fixable = [f for f in applied.findings if any(r.applicability in allowed for r in f.rewrites)]
    assert [refused.finding for refused in applied.refused] == fixable


SENTENCES = (
    "You never answer.",
    "Send it by {} or else.",
    "Why was I rejected???",
    "You are an idiot, {}.",
    "I demand {} today!",
    "Nobody cares about {} or me.",
    "Dear {}, thank you for {}.",
    "You people ignored me again.",
    "Your order {} ships on {}.",
)
PLACEHOLDERS = ("{{ name }}", "{{day|upper}}", "{{ you_idiot }}", "{{ x or 'else' }}")


def template(rng: random.Random) -> str:
    sentences = " ".join(rng.choices(SENTENCES, k=3))
    return re.sub(r"\{\}", lambda _: rng.choice(PLACEHOLDERS), sentences)


def test_a_thousand_templates_keep_their_placeholders(checker: Checker):
    def checked(source: str):
        message = read(source)
        return message, checker.findings(message)

    rng, changed = random.Random(5), 0
    for source in (template(rng) for _ in range(1000)):
        message, findings = checked(source)
        applied = apply_fixes(message, findings, ALL, checked)
        assert protected(applied.message) == protected(message)
        changed += applied.message.source != source
    assert changed > 500
