from __future__ import annotations

import re

import pytest

from tests.conftest import cues_in
from tonecheck import Checker, Config
from tonecheck import ruleset as home
from tonecheck.errors import ConfigError, RuleError
from tonecheck.ruleset.loader import load_folder

GOOD = """\
category: demanding
rules:
  - id: demanding.chop-chop
    weight: 0.9
    message: "It hurries."
    why: "Hurry breeds mistakes."
    patterns: ["chop chop"]
    rewrite: ["When you have a moment, I would be glad of an answer."]
    examples:
      bad: ["Answer me, [[chop chop]].", "[[Chop chop]], people."]
      good: ["We chop the onions.", "When you have a moment, I would be glad of an answer."]
"""


def test_a_good_file_loads(rule_folder):
    ruleset = load_folder(rule_folder(GOOD))
    assert list(ruleset.rules) == ["demanding.chop-chop"]
    assert ruleset.rules["demanding.chop-chop"].place.line == 3


WRONG = {
    "unknown key": ("weight: 0.9", "wieght: 0.9", 4, "`wieght` is unknown here; close: `weight`"),
    "missing key": ('    why: "Hurry breeds mistakes."\n', "", 3, "`why` is missing"),
    "duplicate key": ("weight: 0.9", "weight: 0.9\n    weight: 0.8", 5, "`weight` stands here a second"),
    "wrong number": ("weight: 0.9", "weight: 7", 4, "`weight` is 7; expected a number up to 1"),
    "wrong prefix": ("demanding.chop-chop", "hostile.chop-chop", 3, 'expected it to begin with "demanding."'),
    "wrong category": ("category: demanding", "category: rude", 1, "'rude'; expected 'hostile', 'sulking'"),
    "non-string term": ('["chop chop"]', "[3]", 7, "`patterns` is 3, not text; expected text (quote it)"),
    "one bad example": (', "[[Chop chop]], people."', "", 10, "at least 2"),
    "bad notation": ('"chop chop"', '"(chop"', 7, "`patterns` ends before its `)`"),
    "unknown lexicon": ('"chop chop"', '"chop {insutl}"', 7, "{insutl}, which is neither"),
    "never matches": ('"chop chop"', '"[chop]"', 7, "matches nothing at all"),
    "unknown guard": ("    weight: 0.9", "    weight: 0.9\n    guards: [irony]", 5, "'irony'; expected"),
    "bad unless": ("    weight: 0.9", '    weight: 0.9\n    unless: ["{nix}"]', 5, "`unless` names {nix}"),
    "regex token": ('["chop chop"]', "[[{TEXT: {REGEX: a+}}]]", 7, "uses REGEX"),
    "fuzzy token": ('["chop chop"]', "[[{LOWER: {FUZZY: chop}}]]", 7, "uses FUZZY"),
    "two unbounded": (
        '["chop chop"]', "[[{LOWER: chop}, {OP: '*'}, {IS_ALPHA: true, OP: '+'}]]", 7, "2 unbounded",
    ),
    "unanchored token": ('["chop chop"]', "[[{IS_UPPER: true}]]", 7, "no token that must be"),
    "token needs pos": (
        '["chop chop"]', "[[{LOWER: chop}, {POS: VERB}]]", 7, "expected `needs: [pos]`",
    ),
    "safe alone": ("    weight: 0.9", "    weight: 0.9\n    safe: true", 3, "expected `replace: span`"),
    "no number": ("weight: 0.9", "weight: high", 4, "`weight` is 'high'; expected a number"),
    "no patterns": ('["chop chop"]', "[]", 7, "`patterns` is []; expected at least 1 of them"),
    "empty pattern": ('["chop chop"]', '[""]', 7, "`patterns` is ''; expected some text"),
    "no list": ('["chop chop"]', "chop", 7, "`patterns` is 'chop'; expected a phrase, a token"),
    "slip in a rewrite": (
        "When you have", "Could you {requst} when you have", 8, "{requst}, which no pattern captures; close: `request`",
    ),
    "alias": ("weight: 0.9", "weight: &w 0.9", 4, "the anchor &w"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "problem"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_named_in_one_line(rule_folder, old, new, line, problem):
    assert old in GOOD
    folder = rule_folder(GOOD.replace(old, new, 1))
    with pytest.raises(RuleError) as caught:
        Checker(rules=[folder])
    message = str(caught.value)
    assert message.startswith(f"{folder / 'ours.yaml'}:{line}: "), message
    assert problem in message
    assert "\n" not in message


EXAMPLES = {
    "not found": ("[[chop chop]].", "[[or so]].", 'expected "or so"'),
    "no mark": ("[[Chop chop]], people.", "Chop chop, people.", "without a mark"),
    "good is found": ("We chop the onions.", "Chop chop!", "in its good example"),
    "rewrite is flagged": ("I would be glad of an answer.", "chop chop!", "which is itself flagged by"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "problem"), EXAMPLES.values(), ids=EXAMPLES)
def test_an_example_that_fails_is_named(rule_folder, old, new, problem):
    folder = rule_folder(GOOD.replace(old, new, 1))
    with pytest.raises(RuleError, match=re.escape(problem)) as caught:
        Checker(rules=[folder])
    assert caught.value.key == "demanding.chop-chop"
    assert caught.value.line is not None


def test_an_id_used_twice_is_refused(rule_folder):
    rule_folder(GOOD)
    folder = rule_folder(GOOD, "again.yaml")
    with pytest.raises(RuleError, match="a second time"):
        load_folder(folder)


@pytest.mark.parametrize("text", ["", "- a\n", "colour: red\n", "category: gracious\n"])
def test_a_file_of_no_known_kind_is_refused(rule_folder, text):
    with pytest.raises(RuleError):
        load_folder(rule_folder(text))


def test_a_missing_or_empty_folder_is_refused(tmp_path):
    with pytest.raises(RuleError, match="holds no .yaml file"):
        load_folder(tmp_path)
    with pytest.raises(RuleError, match="does not exist"):
        load_folder(tmp_path / "nowhere")


def test_a_folder_adds_to_the_built_in_rules(rule_folder):
    checker = Checker(rules=[rule_folder(GOOD)])
    assert checker.check("Answer, chop chop!").flagged == {"demanding"}
    assert checker.check("Send it today, or else!").flagged == {"demanding"}


def test_a_rule_of_the_same_id_takes_the_place_of_the_built_in_one(rule_folder):
    folder = rule_folder(GOOD.replace("demanding.chop-chop", "demanding.or-else"))
    checker = Checker(rules=[folder])
    assert checker.check("Answer, chop chop!").findings[0].rule_id == "demanding.or-else"
    found = {cue.rule_id for cue in cues_in(checker, "Answer, or else!")}
    assert "demanding.or-else" not in found


@pytest.mark.parametrize("selector", ["demanding.chop-chop", "demanding", "*.chop-*"])
def test_rules_are_switched_off_by_id_category_or_glob(rule_folder, selector):
    rule_folder(GOOD)
    folder = rule_folder(f'off: ["{selector}"]\n', "switches.yaml")
    checker = Checker(rules=[folder], prove=False)
    assert "demanding.chop-chop" not in checker.compiled.tones


def test_a_switch_that_means_no_rule_is_refused(rule_folder):
    folder = rule_folder('off: ["demanding.nope"]\n')
    with pytest.raises(ConfigError, match=r"no rule `demanding.nope`"):
        Checker(rules=[folder])


def test_selected_rules_stay_and_ignored_ones_are_suppressed():
    only = Checker(config=Config(select=("hostile",)))
    assert not only.check("Answer, or else!").findings
    silent = Checker(config=Config(ignore=("demanding.or-else",)))
    report = silent.check("Answer, or else!")
    assert [(s.rule_id, s.text, s.reason) for s in report.suppressed] == [
        ("demanding.or-else", "or else", "config: ignore")
    ]


@pytest.mark.parametrize("field", ["select", "ignore"])
def test_a_selector_that_means_no_rule_is_refused(field):
    with pytest.raises(
        ConfigError, match=r"no rule `demnding.or-else`; close: `demanding.or-else`"
    ):
        Checker(config=Config(**{field: ("demnding.or-else",)}))


def test_an_unknown_profile_names_what_there_is():
    with pytest.raises(ConfigError, match="no profile `job`; .*`job-rejection`"):
        Checker(profile="job")


def test_a_user_s_lexicon_takes_the_place_of_a_built_in_one(rule_folder):
    folder = rule_folder("lexicons: {weekday: {terms: [someday]}}\n")
    assert Checker(rules=[folder], prove=False).ruleset.lexicons["weekday"][0].terms == ["someday"]


def test_the_wheel_s_copy_of_the_rules_goes_before_the_checkout_s(tmp_path, monkeypatch):
    package = tmp_path / "tonecheck"
    (package / "ruleset").mkdir(parents=True)
    monkeypatch.setattr(home, "__file__", str(package / "ruleset" / "__init__.py"))
    assert home.builtin_folder() == tmp_path / "rules"
    (package / "builtin_rules").mkdir()
    assert home.builtin_folder() == package / "builtin_rules"
