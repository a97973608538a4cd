"""The examples of rules of one's own: run when something has changed, and remembered if they pass."""

from __future__ import annotations

import pytest

from tests.conftest import PROBE
from tonecheck import Checker, engine, proving
from tonecheck.errors import RuleError

RULE = PROBE % ('["zork the {quux}"]', "")
QUUX = "lexicons: {quux: {terms: [quux, big quux]}}\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    where = tmp_path / "own"
    where.mkdir()
    (where / "rules.yaml").write_text(RULE)
    (where / "lexicons.yaml").write_text(QUUX)
    return where


def test_examples_that_passed_are_not_proved_again_until_something_changes(folder, monkeypatch):
    rules = folder / "rules.yaml"
    good = RULE.replace("[[x]]", "[[Zork the quux]]").replace("[[y]]", "[[zork the big quux]]")
    rules.write_text(good)
    Checker(rules=[folder])
    with monkeypatch.context() as patch:
        patch.setattr(proving, "failures", None)
        Checker(rules=[folder])
        with pytest.raises(TypeError):
            Checker(rules=[folder], profile="colleague")
    rules.write_text(good.replace('"a"', '"Zork the quux."'))
    for _ in range(2):
        with pytest.raises(RuleError, match="rules.yaml"):
            Checker(rules=[folder])


def test_what_is_changed_before_its_examples_are_run_has_not_passed(folder, monkeypatch):
    rules, compiled_with = folder / "rules.yaml", engine.rules_with
    good = RULE.replace("[[x]]", "[[Zork the quux]]").replace("[[y]]", "[[zork the big quux]]")
    rules.write_text(good)

    def changed_meanwhile(folders):
        compiled = compiled_with(folders)
        rules.write_text(good.replace("zork the {quux}", "cork the {quux}"))
        return compiled

    with monkeypatch.context() as patch:
        patch.setattr(engine, "rules_with", changed_meanwhile)
        Checker(rules=[folder])
    with pytest.raises(RuleError, match="rules.yaml"):
        Checker(rules=[folder])
