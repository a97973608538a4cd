from __future__ import annotations

from math import log

import pytest

from tonecheck import Checker, Severity
from tonecheck.extract.plain import plain_message
from tonecheck.ruleset.wording import CATEGORIES
from tonecheck.scoring import company, weigh

RULES = """\
category: sulking
rules:
  - id: sulking.strong
    weight: 0.6
    message: "m"
    why: "w"
    patterns: [zapstrong]
    rewrite: ["I see this differently."]
    examples: {bad: ["[[zapstrong]]", "a [[zapstrong]]"], good: ["a", "b"]}
  - id: sulking.certain
    weight: 0.75
    message: "m"
    why: "w"
    patterns: [zapcertain]
    rewrite: ["I see this differently."]
    examples: {bad: ["[[zapcertain]]", "a [[zapcertain]]"], good: ["a", "b"]}
  - id: sulking.faint
    weight: 0.28
    message: "m"
    why: "w"
    patterns: [zapfaint]
    examples: {bad: ["[[zapfaint]]", "a [[zapfaint]]"], good: ["a", "b"]}
  - id: sulking.pale
    weight: 0.28
    message: "m"
    why: "w"
    patterns: [zappale]
    examples: {bad: ["[[zappale]]", "a [[zappale]]"], good: ["a", "b"]}
  - id: sulking.wan
    weight: 0.28
    message: "m"
    why: "w"
    patterns: [zapwan]
    examples: {bad: ["[[zapwan]]", "a [[zapwan]]"], good: ["a", "b"]}
  - id: sulking.doubtful
    weight: 0.52
    message: "m"
    why: "w"
    patterns: [zapdoubt]
    examples: {bad: ["[[zapdoubt]]", "a [[zapdoubt]]"], good: ["a", "b"]}
"""


@pytest.fixture(scope="module")
def score(tmp_path_factory):
    folder = tmp_path_factory.mktemp("scores")
    (folder / "scores.yaml").write_text(RULES)
    (folder / "switches.yaml").write_text('off: ["*.wording"]')
    checker = Checker(rules=[folder])
    return checker.check


def test_evidence_is_a_noisy_or(score):
    assert score("One zapfaint zappale thing.").findings[0].score == pytest.approx(
        1 - 0.72**2, abs=1e-3
    )


@pytest.fixture(scope="module")
def worded(tmp_path_factory):
    folder = tmp_path_factory.mktemp("worded")
    (folder / "scores.yaml").write_text(RULES)
    return Checker(rules=[folder]).check


def test_wording_without_a_cue_that_counts_says_little(checker: Checker):
    analysis = checker.analyse(plain_message("I suppose nobody ever asked about me, as usual."))
    kept = analysis.verdicts.kept
    whole, wordless = (
        max(one.value for one in weigh(analysis.found, cues, checker.compiled))
        for cues in (kept, [cue for cue in kept if cue.wording is None])
    )
    assert wordless < whole


def test_wording_that_no_rule_bears_out_is_trusted_a_little_less(checker: Checker):
    found = checker.analyse(plain_message("Nobody came to my table.")).found
    cues = [cue for cue in found.candidates if cue.wording is not None]
    (alone,) = weigh(found, cues, checker.compiled)
    said = found.readings[0].log_odds[CATEGORIES.index(alone.category)]
    assert log(alone.value / (1 - alone.value)) == pytest.approx(said - 0.3, abs=0.01)


def test_wording_that_a_rule_bears_out_is_trusted_as_it_is(checker: Checker):
    found = checker.analyse(plain_message("Nobody came to my table.")).found
    (evidence,) = weigh(found, found.candidates, checker.compiled)
    said = found.readings[0].log_odds[CATEGORIES.index(evidence.category)]
    ruled = sum(-log(1 - cue.weight) for cue in evidence.cues if cue.candidate.wording is None)
    assert ruled > 0
    odds = evidence.value / (1 - evidence.value)
    assert log(odds) == pytest.approx(said + 2.5 * ruled, abs=0.01)


def test_a_sentence_without_a_cue_scores_what_its_wording_says(checker: Checker):
    text = "You might have thought of us."
    analysis = checker.analyse(plain_message(text))
    assert not analysis.evidence
    for category, said in zip(CATEGORIES, analysis.found.readings[0].log_odds, strict=True):
        score = checker.check(text).scores[category.value]
        assert log(score / (1 - score)) == pytest.approx(said - 0.3, abs=0.01)


CALM = "Thank you so much for your help with the zapstrong thing, I am very grateful."
SHARP = "I suppose nobody ever cared about my zapstrong thing, as usual."


@pytest.mark.parametrize("text", [CALM, "We meet at the zapstrong thing at noon."])
def test_a_rule_raises_what_the_wording_says(worded, text):
    report = worded(text)
    assert report.scores["sulking"] > worded(text.replace("zapstrong", "zap")).scores["sulking"]


def test_calm_wording_lowers_what_a_rule_says(worded):
    calm, sharp = worded(CALM).scores["sulking"], worded(SHARP).scores["sulking"]
    assert calm < 0.3
    assert sharp > 0.6


def test_a_rule_that_flags_alone_does_so_in_the_calmest_words(worded):
    assert worded(CALM.replace("zapstrong", "zapcertain")).flagged == {"sulking"}


KIND = "Thank you so much for your help, we are all very grateful and happy."
BITTER = "As usual nobody cared, and I suppose I should have known that you would not bother."


def test_a_sentence_is_judged_by_the_company_it_keeps(worded):
    text = "I was left with the zapstrong thing."
    kind, alone, bitter = (
        worded(" ".join(sentences)).scores["sulking"]
        for sentences in ([KIND, KIND, text, KIND], [text], [BITTER, BITTER, text, BITTER])
    )
    assert kind < alone < bitter


def test_company_that_raises_is_named_among_the_cues(worded):
    text = "I was left with the zapstrong thing."
    (finding,) = [f for f in worded(f"{BITTER} {BITTER} {text}").findings if f.text == "zapstrong"]
    assert finding.cues[-1].rule_id == "company"
    assert 0.05 <= finding.cues[-1].weight < 0.6
    assert "company" not in {cue.rule_id for f in worded(text).findings for cue in f.cues}


def test_a_sentence_is_no_company_of_its_own(checker):
    def moves(text: str) -> list[float]:
        return company(checker.analyse(plain_message(text)).found)

    of_bitter, of_calm = moves(f"{BITTER} We meet in the library on Monday at ten.")
    assert -2.0 <= of_bitter < 0.0 < of_calm <= 2.0
    assert moves(BITTER) == [0.0]
    assert moves("") == []


def test_the_company_moves_a_sentence_a_little_and_ends_after_three(worded):
    text = "You are a lying idiot, and everybody knows."
    near = worded(" ".join([KIND] * 8 + [text]))
    far = worded(" ".join([KIND] * 40 + [text]))
    assert near.flagged == far.flagged == {"hostile"}
    assert near.scores == far.scores


def test_a_rule_whose_weight_is_one_is_as_good_as_certain(tmp_path):
    (tmp_path / "scores.yaml").write_text(RULES.replace("0.6", "1.0"))
    assert Checker(rules=[tmp_path]).check("A zapstrong thing.").scores["sulking"] > 0.99


def test_a_weak_cue_alone_flags_nothing(score):
    report = score("One zapfaint thing.")
    assert not report.findings
    assert report.scores["sulking"] == pytest.approx(0.28)


def test_weak_cues_add_up_in_a_sentence(score):
    assert score("One zapfaint, zappale, zapwan thing.").flagged == {"sulking"}


def test_weak_cues_add_up_between_neighbours(score):
    alone = score("One zapfaint zappale thing. A calm one.").findings[0].score
    together = score("One zapfaint zappale thing. One zapfaint thing.").findings[0].score
    far = score("One zapfaint zappale thing. A calm one. One zapfaint thing.").findings[0].score
    assert together > alone == far


def test_a_repeated_cue_counts_half(score):
    once = score("One zapstrong thing.").findings[0].score
    twice = score("One zapstrong zapstrong thing.").findings[0].score
    assert once == pytest.approx(0.6)
    assert twice == pytest.approx(1 - 0.4 * 0.7)


@pytest.mark.parametrize(
    "text", ["An absolutely zapstrong thing.", "A zapstrong THING.", "A zapstrong thing!!"]
)
def test_intensity_raises(score, text):
    assert score(text).findings[0].score > score("A zapstrong thing.").findings[0].score


def test_courtesy_in_the_sentence_lowers(score):
    polite = score("Thank you for your time, zapstrong thing.").findings[0]
    assert polite.score < score("A zapstrong thing.").findings[0].score


def test_polarity_tips_a_doubtful_sentence_only(score):
    plain = score("A zapdoubt thing.").findings[0]
    awful = score("An awful zapdoubt thing.").findings[0]
    assert plain.severity is Severity.INFO
    assert awful.severity is Severity.WARNING
    assert [cue.rule_id for cue in awful.cues] == ["sulking.doubtful", "polarity"]
    assert not score("An awful thing.").findings


def test_the_heaviest_rule_names_the_finding_and_all_cues_are_listed(score):
    finding = score("One zapfaint zapstrong thing.").findings[0]
    assert finding.rule_id == "sulking.strong"
    assert [cue.rule_id for cue in finding.cues] == ["sulking.strong", "sulking.faint"]


def test_further_sentences_raise_the_message_a_little(score):
    one = score("A zapstrong thing.").scores["sulking"]
    two = score("A zapstrong thing. So calm. A zapstrong thing.").scores["sulking"]
    many = score("A zapstrong thing. So calm. " * 50).scores["sulking"]
    assert one < two < many < 0.8
