"""Every rule's examples, under all rules: the rule files are the tests."""

from __future__ import annotations

import pytest

from tonecheck import Checker
from tonecheck.findings import ELEMENTS, Category
from tonecheck.proving import failures
from tonecheck.rewriting.slots import slots_of
from tonecheck.ruleset.loader import RuleSet, builtin

_RULES = builtin()


@pytest.mark.parametrize("rule_id", [*_RULES.rules, *_RULES.courtesies])
def test_examples(rule_id: str, checker: Checker) -> None:
    one = RuleSet(
        rules={rule_id: _RULES.rules[rule_id]} if rule_id in _RULES.rules else {},
        courtesies={rule_id: _RULES.courtesies[rule_id]} if rule_id in _RULES.courtesies else {},
    )
    assert [str(failure) for failure in failures(checker, one)] == []


def test_there_are_at_least_150_rules_over_the_three_categories() -> None:
    assert len(_RULES.rules) >= 150
    for category in Category:
        assert sum(r.category is category for r in _RULES.rules.values()) >= 40


def test_every_element_of_a_gracious_reply_has_a_rule() -> None:
    assert {c.rule.element for c in _RULES.courtesies.values()} == set(ELEMENTS)


@pytest.mark.parametrize("rule_id", _RULES.rules)
def test_a_rule_that_flags_alone_has_a_rewrite_that_always_fits(rule_id: str) -> None:
    rule = _RULES.rules[rule_id].rule
    if rule.weight >= 0.5:
        assert any(words and not slots_of(words) for words in rule.rewrite)


@pytest.mark.parametrize("profile", _RULES.profiles)
def test_the_words_that_a_profile_falls_back_on_are_clean(profile: str) -> None:
    checker = Checker(profile=profile)
    for category in Category:
        words = _RULES.profiles[profile].rewrites[category]
        assert words
        assert not any(checker.check(sentence).flagged for sentence in words)
