"""Each guard on sentences that share one rule, which every one of them would otherwise meet."""

from __future__ import annotations

import pytest

from tests.conftest import probed
from tonecheck import Checker
from tonecheck.ruleset.schema import DEFAULT_GUARDS

GUARDS = [
    "negation", "quotation", "reported", "third", "formula", "hypothetical", "self", "benign",
    "joke", "instruction", "policy",
]  # fmt: skip

RULE = """\
category: hostile
rules:
  - id: hostile.probe
    weight: 0.9
    message: "It probes."
    why: "Only a probe."
    patterns: ["zap it"]
    unless: ["zap it with {weekday}"]
    %s
    rewrite: ["I see this differently."]
    examples:
      bad: ["[[Zap it]].", "Go and [[zap it]]."]
      good: ["Nothing is wrong.", "I see this differently."]
"""


def guarded_by(folder, guards) -> Checker:
    """A checker with a rule that `guards` alone may cancel."""
    others = ", ".join(set(DEFAULT_GUARDS) - set(guards))
    lines = f"guards: [{', '.join(guards)}]\n    unguarded: [{others}]"
    (folder / "probe.yaml").write_text(RULE % lines)
    return Checker(rules=[folder])


@pytest.fixture(scope="module")
def probes(tmp_path_factory):
    """A checker for each guard, and one for all."""
    folder = tmp_path_factory.mktemp
    each = {guard: guarded_by(folder(guard), [guard]) for guard in GUARDS}
    return {**each, "all": guarded_by(folder("all"), GUARDS)}


def reasons(checker: Checker, text: str) -> list[str]:
    mine = [d for d in checker.check(text).dropped if d.rule_id == "hostile.probe"]
    assert all(d.text.lower() == "zap it" for d in mine)
    return [d.reason.partition(":")[0] for d in mine]


DROPPED = [
    ("negation", "I would not zap it."),
    ("negation", "You should never zap it."),
    ("negation", "We finished without having to zap it."),
    ("quotation", 'The song is called "Zap it" and is old.'),
    ("quotation", "The sign says “zap it now”."),
    ("quotation", "Grandpa used to say 'zap it' here."),
    ("quotation", "'Don't zap it?' is the title."),
    ("quotation", "Die Tafel sagt «zap it»."),
    ("reported", "A customer told us to zap it."),
    ("reported", "She complained that we zap it."),
    ("third", "They zap it every week."),
    ("third", "The script will zap it."),
    ("hypothetical", "Tell me if we should zap it."),
    ("hypothetical", "We wondered whether to zap it."),
    ("self", "I will zap it tonight."),
    ("self", "Let me zap it."),
    ("benign", "Zap it, and thanks for the help!"),
    ("benign", "Zap it. No rush."),
    ("joke", "Zap it, haha."),
    ("joke", "Zap it. Just kidding!"),
    ("joke", "Zap it ;)"),
    ("instruction", "Click on the icon to zap it."),
    ("policy", "Employees must zap it."),
    ("formula", "Please find attached how to zap it."),
    ("exception", "Zap it with Monday."),
]  # fmt: skip


@pytest.mark.parametrize(("guard", "text"), DROPPED)
def test_a_guard_drops_the_candidate_and_says_so(probes, guard, text):
    assert reasons(probes.get(guard, probes["all"]), text) == [guard]


KEPT = [
    ("plain", "Zap it."),
    ("pseudo-negation", "Not only did you zap it."),
    ("negation before another clause", "I am not happy, but you zap it."),
    ("negation far before", "You do not look like the sort of old and weary person to zap it."),
    ("negation after", "Zap it, not him."),
    ("quotation elsewhere", 'Zap it, said the "manager" here.'),
    ("an unclosed mark", 'He had a 27" screen; zap it.'),
    ("a quotation that ended in another paragraph", 'So "\n\nzap it\n\n" they'),
    ("a third person beside a second", "They zap it and you watch."),
    ("a condition that is over", "If it rains, zap it."),
    ("self in another clause", "I will wait but zap it."),
    ("thanks that are none", "Zap it. Thanks for nothing."),
    ("thanks as a sign-off", "Zap it. Thanks."),
    ("a sign-off below", "Zap it.\n\nHappy to help,\nBob"),
]


@pytest.mark.parametrize(("_", "text"), KEPT, ids=[name for name, _ in KEPT])
def test_what_only_looks_like_a_guard_drops_nothing(probes, _, text):
    assert reasons(probes["all"], text) == []


@pytest.mark.parametrize("guard", DEFAULT_GUARDS)
def test_a_rule_may_refuse_a_guard(tmp_path, guard):
    checker = guarded_by(tmp_path, set(DEFAULT_GUARDS) - {guard})
    others = guarded_by(tmp_path, {guard})
    for name, text in DROPPED:
        if name == guard:
            assert guard not in reasons(checker, text), text
            assert guard in reasons(others, text), text


@pytest.mark.parametrize("guard", sorted(set(GUARDS) - set(DEFAULT_GUARDS)))
def test_other_guards_work_only_where_a_rule_names_them(tmp_path, guard):
    (tmp_path / "probe.yaml").write_text(RULE % "guards: []")
    checker = Checker(rules=[tmp_path])
    for name, text in DROPPED:
        if name == guard:
            assert probed(checker, text), text


def test_every_guard_of_the_schema_has_its_words(checker):
    assert set(checker.ruleset.cues) | {"quotation"} == set(GUARDS)
