"""Structures: ways of putting things that rules look for by name and the wording weighs."""

from __future__ import annotations

import pytest

from tests.conftest import PROBE, probed
from tonecheck import Checker
from tonecheck.analysis import structures
from tonecheck.errors import RuleError
from tonecheck.extract.plain import plain_message
from tonecheck.ruleset.compiled import Compiled

ZAPPING = """\
structures:
  zapping:
    message: "It zaps."
    patterns: ["zap (it|him)", {feature: repeated_marks}]
    unless: ["zap it gently"]
    where: {addressee: reader}
    examples:
      found: ["You [[zap it]].", "Will you, now[[???]]"]
      not_found: ["Zap it.", "You zap it gently."]
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "structures.yaml").write_text(ZAPPING)
    (tmp_path / "probe.yaml").write_text(PROBE % ("[{feature: zapping}]", "requires: [now]"))
    return tmp_path


def test_a_rule_finds_a_structure_by_name(folder):
    checker = Checker(rules=[folder], prove=False)
    assert probed(checker, "You zap it now.") == ["zap it"]
    assert probed(checker, "Are you there now???") == ["???"]


def test_the_conditions_of_both_hold(folder):
    checker = Checker(rules=[folder], prove=False)
    assert probed(checker, "You zap it.") == []
    assert probed(checker, "Zap it now.") == []
    assert probed(checker, "You zap it gently now.") == []


def test_every_structure_of_a_text_is_told(folder):
    checker = Checker(rules=[folder], prove=False)
    analysis = checker.analyse(plain_message("You zap it, you zap him."))
    found = {(name, span.text) for name, span in structures(analysis)}
    assert {("zapping", "zap it"), ("zapping", "zap him")} <= found


def test_the_wording_weighs_a_structure(folder):
    calm = Checker(rules=[folder], prove=False).check("You zap it.").scores["hostile"]
    (folder / "wording.tsv").write_text(
        "cue\thostile\tsulking\tdemanding\n{zapping}\t6\t0\t0\n", encoding="utf-8"
    )
    checker = Checker(rules=[folder], prove=False)
    report = checker.check("You zap it.")
    assert report.scores["hostile"] > calm + 0.3
    (finding,) = report.findings
    assert finding.message == "It zaps."
    assert "zap it" in {cue.text for cue in finding.cues}
    assert checker.check('You said "you zap it".').scores["hostile"] < 0.3


def test_its_examples_are_proved(folder):
    wrong = ZAPPING.replace('"Zap it."', '"Do you zap him?"')
    (folder / "structures.yaml").write_text(wrong)
    with pytest.raises(RuleError, match=r"structures\.yaml:9: `zapping` finds \['zap him'\]"):
        Checker(rules=[folder])


@pytest.mark.parametrize(
    ("was", "now", "problem"),
    [
        ("zapping:", "insult_adjective:", "has that name already"),
        ("zapping:", "shouting:", "has that name already"),
        ("repeated_marks", "repeated_dots", "is the feature repeated_dots"),
        ("repeated_marks", "tag_question", "is the feature tag_question"),
        (
            "addressee: reader",
            "message: first",
            "is given; a structure is looked for in a sentence",
        ),
        ("zap (it|him)", "zap {nix}", "names {nix}, which is neither"),
        ("zap it gently", "{nix}", "names {nix}, which is neither"),
    ],
)
def test_a_wrong_structure_is_named(folder, was, now, problem):
    (folder / "probe.yaml").unlink()
    (folder / "structures.yaml").write_text(ZAPPING.replace(was, now))
    with pytest.raises(RuleError, match=problem):
        Checker(rules=[folder])


def test_a_rule_that_names_no_feature_is_told_the_nearest(folder):
    (folder / "probe.yaml").write_text(PROBE % ("[{feature: zaping}]", ""))
    with pytest.raises(RuleError, match="is the feature zaping; .*zapping"):
        Checker(rules=[folder])


def test_a_rule_that_goes_by_a_structure_can_be_switched_off(folder):
    compiled = Checker(rules=[folder], prove=False).compiled
    without = compiled.switched(off=["hostile.probe"])
    assert probes(compiled) == ["hostile.probe"]
    assert probes(without) == []


def probes(compiled: Compiled) -> list[str]:
    return [program.owner.id for program in compiled.by_structure.get("zapping", ())]
