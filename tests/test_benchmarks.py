from __future__ import annotations

import importlib
import json
import random
import shutil

import pytest
from click.testing import CliRunner

from tests.conftest import ROOT
from tonecheck import Checker, check
from tonecheck.ruleset.loader import builtin as load_rules
from tonecheck.ruleset.weights import BIAS


def load(name: str):
    """A script of benchmarks/, which import each other by their bare names."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / "benchmarks")
        return importlib.import_module(name)


accuracy = load("accuracy")
fast = load("fast")
masscheck = load("masscheck")
node_peers = load("node_peers")
peers = load("peers")
plots = load("plots")
scaling = load("scaling")
speed_plots = load("speed_plots")


def test_auc_counts_ties_as_half():
    assert accuracy.auc([0.9, 0.1], [True, False]) == 1.0
    assert accuracy.auc([0.1, 0.9], [True, False]) == 0.0
    assert accuracy.auc([0.5, 0.5, 0.5], [True, False, False]) == 0.5
    assert accuracy.auc([0.5], [True]) is None


def test_auc_is_the_share_of_ordered_pairs():
    rng = random.Random(1)
    scores = [rng.choice([0.0, 0.2, 0.5, 0.9]) for _ in range(60)]
    flagged = [rng.random() < 0.4 for _ in range(60)]
    pairs = [(a, b) for a, f in zip(scores, flagged, strict=True) if f
             for b, g in zip(scores, flagged, strict=True) if not g]  # fmt: skip
    expected = sum((a > b) + 0.5 * (a == b) for a, b in pairs) / len(pairs)
    assert accuracy.auc(scores, flagged) == pytest.approx(expected)


def test_recall_at_one_percent_lets_one_clean_row_in_a_hundred_pass():
    scores = [0.9] + [0.1] * 99 + [0.5, 0.95]
    flagged = [False] * 100 + [True, True]
    assert accuracy.recall_at(scores, flagged) == 1.0
    assert accuracy.recall_at([0.9, 0.9] + [0.1] * 98 + [0.5, 0.95], flagged) == 0.5


def test_measure_reads_every_kind_of_row():
    rows = [
        {"text": "You are useless.", "labels": ["hostile"], "pair": "p",
         "spans": [{"text": "You are useless.", "category": "hostile"}]},
        {"text": "You are kind.", "labels": [], "pair": "p", "hard": True},
    ]  # fmt: skip
    result = accuracy.measure(rows, [check(row["text"]) for row in rows])
    assert (result["auc"], result["pairs_right"], result["findings_on_spans"]) == (1.0, 1.0, 1.0)
    assert (result["flagged_clean"], result["flagged_hard"]) == (0.0, 0.0)
    assert result["hostile"]["f1"] == 1.0
    assert "| x | 2 | 1.00 |" in accuracy.table({"x": result})


@pytest.mark.parametrize(
    ("row", "labels"),
    [
        ({"labels": ["sulking"]}, {"sulking"}),
        ({"label": None}, set()),
        ({"label": "toxic"}, {"any"}),
        ({"label": "nontoxic"}, set()),
        ({"label": ["anger", "neutral"]}, {"any"}),
        ({"label": ["gratitude"]}, set()),
        ({}, set()),
    ],
)
def test_outside_labels_are_understood(row, labels):
    assert accuracy.labels_of(row) == labels


def test_any_scorer_can_be_ranked():
    rows = [
        {"text": "a", "labels": ["hostile"], "pair": "1"},
        {"text": "b", "labels": [], "pair": "1"},
        {"text": "c", "labels": ["sulking"], "pair": "2"},
        {"text": "d", "labels": [], "pair": "2"},
        {"text": "e", "labels": [], "pair": "alone"},
    ]
    found = accuracy.ranking(rows, [0.9, 0.1, 0.2, 0.3, 0.0])
    assert found == {"auc": pytest.approx(5 / 6), "recall_at_1": 0.5, "pairs_ordered": 0.5}
    lengths = {"length": lambda texts: [float(len(text)) for text in texts]}
    assert peers.peer_figures(rows, lengths)["length"]["auc"] == 0.5


def test_one_analysis_gives_the_report_and_the_rules_that_count():
    checker = Checker()
    report, rules = accuracy.inspect(checker, "You are useless.")
    assert report == checker.check("You are useless.")
    assert {finding.rule_id for finding in report.findings} <= rules
    assert accuracy.inspect(checker, "See you on Monday.")[1] == frozenset()


@pytest.mark.parametrize("jobs", [1, 2])
def test_work_is_shared_and_nothing_gets_lost(jobs):
    assert dict(accuracy.spread(divmod, 7, [1, 2, 3], jobs=jobs)) == {
        1: (7, 0), 2: (3, 1), 3: (2, 1),
    }  # fmt: skip


def test_rule_hits_tell_own_from_other_and_clean_rows():
    rows = [{"labels": ["hostile"]}, {"labels": ["sulking"]}, {"labels": []}, {"label": "toxic"}]
    hits = accuracy.rule_hits([{"text": "", **row} for row in rows], [["hostile.x"]] * 4)
    assert hits == {"hostile.x": {"own": 2, "other": 1, "clean": 1}}


def rule_of(own, clean, weight=0.5, **more):
    return masscheck.RuleFigures("hostile.x", weight, own, 0, clean, 0.5, **more)


@pytest.mark.parametrize(
    ("rule", "is_bad"),
    [
        (rule_of(3, 2), True),
        (rule_of(4, 1), False),
        (rule_of(2, 2), False),
        (rule_of(3, 2, weight=0.29), False),
        (rule_of(3, 2, is_fitted=True), False),
        (rule_of(0, 0), False),
    ],
)
def test_a_rule_is_to_be_mended_if_it_flags_often_and_wrongly(rule, is_bad):
    assert rule.is_bad == is_bad


def test_rules_are_ranked_by_what_they_hit_and_what_they_spare():
    rules = load_rules().rules
    best, middle, worst = [rule_id for rule_id in rules if "wording" not in rule_id][:3]
    hits = {
        worst: {"own": 1, "clean": 9},
        best: {"own": 9, "clean": 0},
        middle: {"own": 5, "clean": 4},
        "gone.rule": {"own": 9},
    }
    found = masscheck.figures(hits, load_rules())
    assert [(one.rule_id, one.rank) for one in found] == [(best, 1.0), (middle, 0.5), (worst, 0.0)]


def test_the_page_of_rules_begins_with_those_to_mend():
    text = masscheck.page([rule_of(1, 9), rule_of(9, 0)], ["sulking.silent"])
    assert text.index("| 1 | 0 | 9 | 0.10 |") < text.index("## All others")
    assert text.index("| 9 | 0 | 0 | 1.00 |") > text.index("## All others")
    assert "1 rules: sulking.silent." in text
    assert "## To mend" in masscheck.page([], [])


def test_rows_that_do_not_say_their_category_stay_out_of_its_curve():
    columns = {
        "labels": ["hostile+sulking", "any", ""], "floor": [0.1, 0.2, 0.3],
        "hostile": [0.9, 0.8, 0.0], "sulking": [0.7, 0.1, 0.0], "demanding": [0.0, 0.0, 0.4],
    }  # fmt: skip
    assert plots.rows_for(columns, "sulking") == [(0.7, True), (0.0, False)]
    assert plots.rows_for_any(columns, floor=False) == [(0.9, True), (0.8, True), (0.4, False)]
    assert plots.rows_for_any(columns, floor=True) == [(0.1, True), (0.2, True), (0.3, False)]


def test_equal_scores_are_one_threshold():
    rows = [(0.9, True), (0.5, False), (0.5, True), (0.1, False)]
    assert plots.precision_recall(rows) == ([0.5, 1.0, 1.0], [1.0, 2 / 3, 0.5])


def test_the_floor_never_sees_what_it_scores():
    pytest.importorskip("sklearn")
    rude = [{"text": f"you are a fool {n}", "label": "toxic"} for n in range(4)]
    kind = [{"text": f"many thanks to all {n}", "label": None} for n in range(4)]
    turned = [{"text": row["text"], "labels": []} for row in rude]
    floor = peers.Floor({"a": rude + kind, "b": turned + kind[:1]})
    scores = floor.scores(["b"])
    assert list(scores) == ["b"]
    assert min(scores["b"][:4]) > 0.5 > scores["b"][4]


def test_the_inhouse_files_are_left_out_together():
    held_out = held_out_script()
    sources = ["oak", "pairs_a", "replies_a"]
    together = ("replies_a", "pairs_a")
    assert held_out.groups(sources) == [(together, together), (("oak",), ("oak",))]
    assert held_out.groups(sources, ["pairs_a"]) == [(together, ("pairs_a",))]
    assert held_out.groups(sources, ["oak"]) == [(("oak",), ("oak",))]


def test_writers_are_left_out_a_tenth_at_a_time_and_each_once():
    held_out = held_out_script()
    writers = sorted(path.name for path in held_out.fit.CORPORA.iterdir() if path.is_dir())
    left_out = [group for group, _ in held_out.groups(["issue_comments", *writers])]
    assert left_out[0] == ("issue_comments",)
    assert len(left_out) == 11
    assert sorted(name for group in left_out[1:] for name in group) == writers


def test_a_sign_that_looks_like_the_edge_of_a_sentence_is_in_no_cue():
    held_out = held_out_script()
    row = {"text": "It is < five and > two now.", "labels": []}
    ((whole, *_),) = held_out.fit.Reader().examples("oak", [row])
    cues = {cue for bag in whole.bags for cue in bag}
    assert ("five", "and") in cues
    assert not [cue for cue in cues if "<" in cue[1:] or ">" in cue[:-1]]


def test_what_is_denied_or_quoted_is_in_no_cue_and_that_it_is_denied_is_one():
    held_out = held_out_script()
    row = {"text": 'You are not lazy, whatever "the lazy lot" says.', "labels": []}
    ((whole, *_),) = held_out.fit.Reader().examples("oak", [row])
    (bag,) = whole.bags
    assert not [cue for cue in bag if "lazy" in cue or cue == ("{insult_laziness}",)]
    assert {("are", "not"), ("{denied_reproach}",)} <= bag


def test_real_text_outweighs_what_was_written_for_us():
    fit = held_out_script().fit

    def rows(source: str, word: str, labels: frozenset[str]) -> list[fit.Example]:
        return [fit.Example(source, (frozenset({(word,)}),), labels)] * 20

    hostile, clean = frozenset({"hostile"}), frozenset[str]()
    real, ours = "issue_comments", "acorn"
    examples = [
        *rows(real, "sent", hostile), *rows(ours, "sent", clean),
        *rows(real, "written", clean), *rows(ours, "written", hostile),
    ]  # fmt: skip
    fitted = fit.fit(examples, frozenset({("sent",), ("written",)}))
    sent, written = (fitted.weights[fitted.column[word,]][0] for word in ("sent", "written"))
    assert written < 0 < sent


def test_a_common_word_is_held_back_more_than_a_rare_one(monkeypatch):
    fit = held_out_script().fit

    def rows(word: str, count: int, labels: frozenset[str]) -> list[fit.Example]:
        return [fit.Example("oak", (frozenset({(word,)}),), labels)] * count

    hostile, clean = frozenset({"hostile"}), frozenset[str]()
    examples = [
        *rows("common", 300, hostile), *rows("common", 100, clean),
        *rows("rare", 6, hostile), *rows("rare", 2, clean), *rows("other", 400, clean),
    ]  # fmt: skip
    own = frozenset({("common",), ("rare",), ("other",)})

    def weights() -> tuple[float, float]:
        fitted = fit.fit(examples, own)
        common, rare = (fitted.weights[fitted.column[word,]][0] for word in ("common", "rare"))
        return common, rare

    held = weights()
    monkeypatch.setattr(fit, "COMMON", 0.0)
    free = weights()
    assert 0 < held[0] / free[0] < 0.96 < held[1] / free[1] < 1


def test_a_fitted_table_takes_the_place_of_the_built_in_one():
    held_out = held_out_script()
    table = {BIAS: (-6.0, -6.0, -6.0), ("turnip",): (9.0, 0.0, 0.0)}
    checker = held_out.checker_with(table)
    text = "Bring the turnip on Monday."
    assert checker.check(text).scores["hostile"] > 0.9
    assert Checker().check(text).scores["hostile"] < 0.9
    assert Checker().ruleset.wording is not table


def test_held_out_figures_keep_no_text_and_give_a_table():
    held_out = held_out_script()
    rows = [{"text": "You are useless.", "labels": ["hostile"]}, {"text": "See you.", "labels": []}]
    reports = [check(row["text"]) for row in rows]
    columns = held_out.columns(rows, reports, [0.61234, 0.1])
    assert columns["labels"] == ["hostile", ""]
    assert columns["floor"] == [0.6123, 0.1]
    assert "useless" not in json.dumps(columns)
    figures = accuracy.measure(rows, reports) | {"floor": accuracy.ranking(rows, [0.6, 0.1])}
    text = held_out.table({"sources": {"pairs_a": figures, "oak": figures, "elm": figures}})
    assert "| pairs_a * | 2 | 1.00 | 1.00 |" in text
    assert "| **mean** | 4 | 1.00 | 1.00 |" in text


def test_peers_stand_beside_ours():
    held_out_script()
    tables = load("tables")
    results = {
        "oak": {"peers": {"VADER": {"auc": 0.6}}},
        "calm": {"peers": {"VADER": {"auc": None}}},
    }
    held = {"oak": {"auc": 0.8, "floor": {"auc": 0.7}}}
    text = tables.peers_table(results, held, figure="auc")
    assert text.splitlines()[0] == "| source | tonecheck | linear floor | VADER |"
    assert text.splitlines()[2:] == ["| oak | 0.80 | 0.70 | 0.60 |"]
    assert tables.put("a\n<!-- x -->\n\n<!-- /x -->\n", "x", "new") == (
        "a\n<!-- x -->\nnew\n<!-- /x -->\n"
    )


def ratio(value, seconds=0.1):
    return {"ratio": value, "low": value - 0.01, "high": value + 0.01, "seconds": seconds}


LENGTHS = {
    "prose": {"sizes": [1024, 2048, 4096], "seconds": [0.01, 0.02, 0.041], "worst_step": 2.05},
    "emoji": {"sizes": [1024, 2048, 4096], "seconds": [0.01, 0.023, 0.04], "worst_step": 2.3},
    "capitals": {"sizes": [1024, 2048, 4096], "seconds": [0.001] * 3, "worst_step": None},
}
MAILS = {
    "VADER": ratio(1.0),
    "tonecheck, words unseen": ratio(0.9),
    "tonecheck, words seen": ratio(0.7),
    "blank tokenizer, words seen": ratio(0.2),
}
RULES = {
    "built-in rules": ratio(1.0),
    "and 5000 generated phrases": ratio(1.4),
    "and 50000 generated phrases": ratio(1.4),
}
START = {
    "import spacy": ratio(1.0, 0.4),
    fast.PLAIN: ratio(0.5, 0.2),
    fast.ODD: ratio(1.2, 0.48),
    "tonecheck --version": ratio(0.1, 0.04),
}


@pytest.mark.parametrize(
    ("target", "value", "is_met"),
    [
        (fast.Target(0.8), 0.8, True),
        (fast.Target(0.8), 0.801, False),
        (fast.Target(1.7, at_least=True), 1.7, True),
        (fast.Target(1.7, at_least=True), 1.69, False),
    ],
)
def test_a_target_is_met_at_its_bound_and_not_beyond(target, value, is_met):
    assert target.is_met(value) == is_met
    assert fast.judged((value, target))[1] == ("yes" if is_met else "**no**")


def test_of_two_targets_both_are_to_be_met_and_none_is_no_verdict():
    both = (1.0, fast.Target(1.25)), (130, fast.Target(120, fast.MS))
    assert fast.judged(*both) == ["≤ 1.25 and ≤ 120 ms", "**no**"]
    assert fast.judged((1.0, None)) == ["", ""]


def test_only_our_mails_have_a_target_and_the_cheapest_comes_first():
    text = fast.mails_table(MAILS)
    assert text.splitlines()[2:6] == [
        "| blank tokenizer, words seen | 0.20 | 0.19 - 0.21 |  |  |",
        "| tonecheck, words seen | 0.70 | 0.69 - 0.71 | ≤ 0.80 | yes |",
        "| tonecheck, words unseen | 0.90 | 0.89 - 0.91 | ≤ 0.80 | **no** |",
        "| VADER | 1.00 | 0.99 - 1.01 |  |  |",
    ]


def test_a_mail_stands_beside_the_tokenizer_that_knows_the_same_words():
    beside = fast.mails_table(MAILS).splitlines()[-1]
    assert beside == "| tonecheck, words seen | 3.50 | ≤ 2.00 | **no** |"


def test_a_hundred_times_as_many_rules_may_cost_more_than_ten_times():
    assert fast.rules_table(RULES).splitlines()[2:] == [
        "| built-in rules | 1.00 | 0.99 - 1.01 |  |  |",
        "| and 5000 generated phrases | 1.40 | 1.39 - 1.41 | ≤ 1.30 | **no** |",
        "| and 50000 generated phrases | 1.40 | 1.39 - 1.41 | ≤ 2.00 | yes |",
    ]


def test_the_worst_step_of_every_shape_is_judged_unless_too_quick_to_tell():
    assert fast.length_table(LENGTHS).splitlines() == [
        "| shape | 1k, ms | 4k, ms | worst step | at | target | met |",
        "|---|---:|---:|---:|---:|---:|---:|",
        "| emoji | 10.00 | 40 | 2.30 | 1k to 2k | ≤ 2.20 | **no** |",
        "| prose | 10.00 | 41 | 2.05 | 2k to 4k | ≤ 2.20 | yes |",
        "| capitals | 1.00 | 1 |  |  |  |  |",
    ]


@pytest.mark.parametrize(
    ("part", "found", "row"),
    [
        ("edit", {"first check": ratio(1), "after an edit": ratio(0.05)},
         "| after an edit | 0.05 | 0.04 - 0.06 | ≤ 0.15 | yes |"),
        ("memory", {"mails": 100_000, "grown_megabytes": 21.0, "same_as_fresh": True},
         "| growth of memory | 21.0 MB | ≤ 20 MB | **no** |"),
        ("memory", {"mails": 100_000, "grown_megabytes": 1.0, "same_as_fresh": False},
         "| reports as a fresh checker's | no | yes | **no** |"),
        ("processes", {"mails": 20_000, "times_as_fast": 1.8, "seconds": {}},
         "| two processes | 1.80 | ≥ 1.70 | yes |"),
        ("load", {"from the cache, seconds": 0.0604, "from YAML, seconds": 1.2},
         "| from the cache | 60 | ≤ 60 ms | **no** |"),
        ("start", START, f"| {fast.PLAIN} | 0.50 | 0.49 - 0.51 | 200 | ≤ 1.25 and ≤ 120 ms | **no** |"),
    ],
)  # fmt: skip
def test_a_part_has_its_section_and_no_other(part, found, row):
    text = fast.scaling_tables({part: found})
    assert row in text.splitlines()
    assert text.startswith(f"### {fast.SECTIONS[part].head}\n")
    assert text.count("###") == 1


def test_every_measurement_has_a_section_and_every_target_a_measurement():
    assert [*fast.SECTIONS] == [*scaling.PARTS]
    source = (ROOT / "benchmarks/scaling.py").read_text("utf-8")
    for name in [
        *fast.TOKENIZERS,
        *fast.TOKENIZERS.values(),
        *fast.START,
        *fast.START_MS,
        *fast.LOAD,
    ]:
        assert f'"{name}": ' in source


def steps(**medians):
    return {"benchmarks": [
        {"name": f"test_{name}", "stats": {"median": median}} for name, median in medians.items()
    ]}  # fmt: skip


def test_the_shares_of_the_steps_are_of_a_whole_check():
    medians = {name: 1.0 for name in fast.STEPS if name != "find"}
    text = fast.steps_table(steps(**medians, vader=4.0, read_sentences=5.0, compile_rules=9.0))
    assert "| find candidates in sentences not read before | 44% | 1.00 |" in text
    assert "| score | 11% | 0.25 |" in text
    assert text.endswith("| **all** | 100% | 2.25 |")
    assert fast.steps_table(steps(vader=4.0, extract=1.0)) == ""


def test_the_steps_are_those_that_are_measured():
    source = (ROOT / "benchmarks/speed.py").read_text("utf-8")
    for name in {*fast.STEPS, "read_sentences", "vader"} - {"find"}:
        assert f"def test_{name}(" in source


def package(folder, name, code):
    """A package of Node in `folder`."""
    place = folder / "node_modules" / name
    place.mkdir(parents=True)
    (place / "package.json").write_text(json.dumps({"name": name, "main": "main.js"}))
    (place / "main.js").write_text(code)


def test_peers_of_node_are_left_out_with_a_note_where_they_are_missing(tmp_path, capfd):
    assert node_peers.NodePeers(tmp_path).names == ()
    assert capfd.readouterr().err == "without alex and write-good: see benchmarks/node_peers.py\n"


@pytest.mark.skipif(shutil.which("node") is None, reason="no Node")
def test_peers_of_node_time_their_own_loop(tmp_path, capfd):
    busy = "for (let n = 0; n < 2e6 * text.length; n++);"
    package(tmp_path, "write-good", f"module.exports = text => {{ {busy} return [] }}")
    node = node_peers.NodePeers(tmp_path)
    assert node.names == ("write-good",)
    assert capfd.readouterr().err.startswith("without alex: ")
    node.seconds("write-good", ["a"])
    assert 0 < node.seconds("write-good", ["a"]) < node.seconds("write-good", ["é\n" * 50])


def test_work_in_another_process_gives_its_own_seconds():
    assert scaling.processor_time(lambda: 12.5) == 12.5
    assert 0 <= scaling.processor_time(lambda: None) < 12.5


def test_the_tightest_target_of_a_process_is_drawn():
    assert speed_plots.start_targets(START) == {
        fast.PLAIN: 120, fast.ODD: pytest.approx(500), "tonecheck --version": 60,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("found", "drawn"),
    [
        ({}, set()),
        ({"edit": {}, "mails": MAILS}, {"cost_per_mail.png"}),
        ({"mails": MAILS, "rules": RULES, "length": LENGTHS, "start": START},
         {"cost_per_mail.png", "cost_by_rules.png", "cost_by_length.png", "start.png"}),
    ],
)  # fmt: skip
def test_what_was_measured_is_drawn_and_nothing_else(tmp_path, found, drawn):
    pytest.importorskip("matplotlib")
    (tmp_path / "scaling.json").write_text(json.dumps(found), "utf-8")
    images = tmp_path / "img"
    arguments = ["--results", str(tmp_path), "--out", str(images)]
    assert CliRunner().invoke(plots.main, arguments, catch_exceptions=False).exit_code == 0
    assert {path.name for path in images.iterdir()} == drawn


def test_every_picture_of_the_page_is_one_that_is_drawn():
    shown = {section.picture for section in fast.SECTIONS.values()} - {""}
    assert shown == {name for name, (source, *_) in plots.DRAWERS.items() if source == "scaling"}


def held_out_script():
    """It fits, and so needs what comes with scikit-learn, which tonecheck does without."""
    pytest.importorskip("sklearn")
    return load("held_out")


def test_the_corpora_are_rows():
    for path in (ROOT / "benchmarks/corpora").rglob("*.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert {"text", "labels"} <= json.loads(line).keys()
