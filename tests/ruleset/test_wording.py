from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonecheck import Checker
from tonecheck.errors import RuleError
from tonecheck.findings import Category
from tonecheck.ruleset.frozen import frozen_wording, thawed_wording
from tonecheck.ruleset.vocabulary import vocabulary
from tonecheck.ruleset.weights import BIAS, read_wording, wording
from tonecheck.ruleset.wording import key_of

HEAD = "cue\thostile\tsulking\tdemanding\n"
WORDS = ["you", "people", "never", "zap"]
weights = st.tuples(*[st.integers(-8, 8).map(lambda n: n / 4)] * 3)
phrases = st.builds(
    lambda first, words, last: (*first, *words, *last),
    st.sampled_from([("<",), ()]),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=3),
    st.sampled_from([(">",), ()]),
).filter(lambda phrase: len(phrase) <= 3)
tables = st.dictionaries(phrases, weights)


@given(tables, st.lists(st.sampled_from(WORDS), min_size=1, max_size=6))
def test_log_odds_are_the_sum_of_all_cues_of_a_sentence_each_once(table, sentence):
    words = vocabulary(WORDS)
    read = wording({BIAS: (-1.0, -2.0, 0.5), **table}, words).read([words[w] for w in sentence])
    padded = ("<", *sentence, ">")
    runs = {padded[a:b] for a in range(len(padded)) for b in range(a + 1, len(padded) + 1)}
    summed = [(-1.0, -2.0, 0.5), *(table[run] for run in runs if run in table)]
    assert read.log_odds == pytest.approx([sum(column) for column in zip(*summed, strict=True)])


@given(tables, st.lists(st.lists(st.sampled_from([*WORDS, "new"]), max_size=6), max_size=4))
def test_rows_that_come_later_say_the_same(table, sentences):
    words = vocabulary(WORDS)
    whole = wording({BIAS: (-1.0, -2.0, 0.5), **table}, words)
    thawed = thawed_wording(frozen_wording(whole))
    words["new"] = len(words) + 4
    for sentence in sentences:
        said = [words[word] for word in sentence]
        assert thawed.read(said).log_odds == whole.read(said).log_odds
        for category in Category:
            assert {*thawed.cues(said, category)} == {*whole.cues(said, category)}


@given(st.lists(st.integers(2, 1_000_000), min_size=1, max_size=3))
def test_no_two_runs_of_words_have_one_key(words):
    key = key_of(words)
    assert key < 1 << 64
    back = []
    while key:
        key, word = divmod(key, 1_000_003)
        back.append(word)
    assert back == words[::-1]


def test_a_cue_is_plain_when_a_reader_can_see_its_point():
    words = vocabulary(["you", "useless", "of"])
    table = wording({("you",): (1, 1, 1), ("useless",): (2, 0, 0), ("of", "you"): (1, 0, 0)}, words)
    said = [words[word] for word in ("you", "useless", "of", "you")]
    cues = table.cues(said, Category.HOSTILE)
    assert sorted((cue.start, cue.end) for cue in cues) == [(1, 2), (2, 4)]


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ("you people\t1\t1\t1\n", 1, "cue hostile sulking demanding"),
        (HEAD + "you people\t1\t1\n", 2, "3 numbers"),
        (HEAD + "you people\t1\t1\tmuch\n", 2, "3 numbers"),
        (HEAD + "you people\t1\t1\tnan\n", 2, "3 numbers"),
        (HEAD + "you people\t1\t1\t21\n", 2, "-20 to 20"),
        (HEAD + "you  people\t1\t1\t1\n", 2, "1 to 3 words"),
        (HEAD + "a b c d\t1\t1\t1\n", 2, "1 to 3 words"),
        (HEAD + "you <\t1\t1\t1\n", 2, "< only in front"),
        (HEAD + "you\t1\t1\t1\nyou\t0\t0\t0\n", 3, "it once"),
    ],
)
def test_a_bad_line_is_an_error_that_names_it(tmp_path, text, line, expected):
    with pytest.raises(RuleError) as caught:
        read_wording(tmp_path / "wording.tsv", text)
    assert caught.value.line == line
    assert expected in str(caught.value)


@pytest.fixture
def ours(tmp_path):
    """A checker with a folder of our own cues over the built-in ones."""

    def make(cues: str, more: str = "") -> Checker:
        (tmp_path / "wording.tsv").write_text(HEAD + cues)
        (tmp_path / "lexicons.yaml").write_text('lexicons: {zaps: {terms: ["~zap", "zip zip"]}}')
        if more:
            (tmp_path / "switches.yaml").write_text(more)
        return Checker(rules=[tmp_path])

    return make


def test_own_cues_add_up_to_a_finding_that_names_them(ours):
    checker = ours("(bias)\t-3\t-9\t-9\nzork\t4\t0\t0\nzork quux\t4\t0\t0\n")
    (finding,) = checker.check("Zork quux.").findings
    assert (finding.rule_id, finding.text) == ("hostile.wording", "Zork quux.")
    assert [(cue.text, cue.weight) for cue in finding.cues] == [
        ("Zork", pytest.approx(finding.score / 2, abs=0.05)),
        ("Zork quux", pytest.approx(finding.score / 2, abs=0.05)),
    ]


def test_a_concept_weighs_all_its_terms(ours):
    checker = ours("(bias)\t-3\t-9\t-9\n{zaps}\t5\t0\t0\n")
    for text in ("They zapped.", "A zip zip thing."):
        (finding,) = checker.check(text).findings
        assert finding.cues[0].concept == "zaps"


def test_a_concept_that_is_no_lexicon_is_an_error(ours):
    with pytest.raises(RuleError, match="zapz.*close: `zaps`"):
        ours("{zapz}\t5\t0\t0\n")


@pytest.mark.parametrize("text", ["> zork quux\n", 'He wrote "zork quux" to me.'])
def test_quoted_words_say_nothing(ours, text):
    checker = ours("(bias)\t-3\t-9\t-9\nzork\t4\t0\t0\nzork quux\t4\t0\t0\n")
    report = checker.check(text)
    assert not report.findings
    assert report.scores["hostile"] < 0.1


def test_numbers_are_one_word(ours):
    checker = ours("(bias)\t-3\t-9\t-9\n9 zorks\t5\t0\t0\n")
    assert checker.check("17 zorks.").flagged == {"hostile"}


def test_switched_off_it_says_nothing_at_all(ours):
    cues = "(bias)\t-3\t-9\t-9\nzork\t9\t0\t0\n{zaps}\t9\t0\t0\n"
    report = ours(cues, 'off: ["hostile.wording"]').check("A zork zapped.")
    assert not report.findings
    assert report.scores["hostile"] == 0.0
