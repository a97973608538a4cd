"""A user's rules over the built-in ones: what is found is what all of them compiled anew find."""

from __future__ import annotations

import errno
import os

import pytest

from tests.conftest import PROBE
from tonecheck import Checker
from tonecheck.errors import RuleError
from tonecheck.matching import Reader
from tonecheck.ruleset import builtin_folder, cache, stock
from tonecheck.ruleset.loader import builtin, load_folder, merged
from tonecheck.ruleset.stock import compiled_rules

RULE = PROBE % ('["zork the {quux}", "you are {person_insult} of zork"]', 'requires: ["zork"]')
QUUX = "lexicons: {quux: {terms: [quux, big quux]}}\n"
HEAD = "cue\thostile\tsulking\tdemanding\n"
TEXTS = [
    "Zork the big quux now. You are a zorker of zork, you idiot.",
    "You always forget. He said you are an idiot. Answer me now or else.",
    "I guess nobody cares about my mail. Whatever.",
    "Please do not zork the quux, thank you very much.",
]
STRUCTURE = """\
structures:
  zorking:
    message: "It zorks."
    patterns: ["zork the (big|small) quux"]
    examples: {found: ["[[zork the big quux]]", "[[zork the small quux]]"], not_found: ["a", "b"]}
"""
OWN = {
    "a structure of its own": {
        "structures.yaml": STRUCTURE,
        "rules.yaml": PROBE % ("[{feature: zorking}]", ""),
    },
    "a rule with a lexicon of its own": {"rules.yaml": RULE, "lexicons.yaml": QUUX},
    "a rule of the same id": {
        "rules.yaml": (PROBE % ('["answer me now"]', "")).replace("probe", "you-always")
    },
    "a lexicon of the same name": {
        "lexicons.yaml": "lexicons: {person_insult: {terms: [zorker, ~zork]}}\n"
    },
    "a guard of the same name": {
        "guard.yaml": 'guard: reported\nreason: "r"\ndirection: forward\nreach: 9\ncues: [zork]\n'
    },
    "a table of cues that weighs a lexicon of its own": {
        "lexicons.yaml": QUUX,
        "wording.tsv": HEAD + "{quux}\t3\t0\t0\nbig quux\t2\t0\t0\n",
    },
}


@pytest.fixture
def folder(request, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    where = tmp_path / "own"
    where.mkdir()
    for name, text in OWN[request.param].items():
        (where / name).write_text(text, encoding="utf-8")
    return where


def found(compiled):
    """What a reader of `compiled` finds in the texts, by names and places."""
    reader = Reader(compiled)
    for text in TEXTS:
        seen = reader.match(text)
        hits = (*seen.candidates, *seen.exceptions, *seen.courtesies)
        cues = [seen.cues(at, compiled) for at in range(len(seen.sentences))]
        yield (
            sorted((hit.owner.id, hit.start, hit.end, hit.wording) for hit in hits),
            [reading.log_odds for reading in seen.readings],
            [(cue.owner.role, cue.start, cue.end) for each in cues for cue in each],
        )


@pytest.mark.parametrize("folder", OWN, indirect=True)
def test_rules_over_the_built_in_ones_find_what_all_compiled_anew_find(folder, monkeypatch):
    expected = [*found(compiled_rules(merged([builtin(), load_folder(folder)])))]
    assert expected != [*found(Checker().compiled)]
    assert [*found(Checker(rules=[folder], prove=False).compiled)] == expected
    monkeypatch.setattr(stock, "_compiled_own", lambda _: pytest.fail("compiled again"))
    assert [*found(Checker(rules=[folder], prove=False).compiled)] == expected


@pytest.mark.parametrize("folder", ["a rule with a lexicon of its own"], indirect=True)
def test_what_is_kept_of_a_folder_is_for_its_files_as_they_are(folder):
    kept = {cache.cache_file(builtin_folder()), cache.cache_file(builtin_folder(), folder)}
    (folder / "sub").mkdir()
    (folder / "lexicons.yaml").rename(folder / "sub" / "lexicons.yaml")
    kept.add(cache.cache_file(builtin_folder(), folder))
    (folder / "sub" / "lexicons.yaml").write_text(QUUX.replace("big", "small"))
    kept.add(cache.cache_file(builtin_folder(), folder))
    kept.add(cache.cache_file(builtin_folder(), folder / "rules.yaml"))
    assert len(kept) == 5


@pytest.mark.parametrize("folder", ["a rule with a lexicon of its own"], indirect=True)
def test_what_is_changed_while_it_is_compiled_is_not_kept(folder, monkeypatch):
    rules, compile_now = folder / "rules.yaml", stock._compiled_own
    before = rules.read_text()

    def changed_meanwhile(folders):
        rules.write_text(before.replace("zork the {quux}", "cork the {quux}"))
        return compile_now(folders)

    with monkeypatch.context() as patch:
        patch.setattr(stock, "_compiled_own", changed_meanwhile)
        Checker(rules=[folder], prove=False)
    rules.write_text(before)
    kept = Checker(rules=[folder], prove=False)
    assert [*found(kept.compiled)] == [
        *found(compiled_rules(merged([builtin(), load_folder(folder)])))
    ]


@pytest.mark.parametrize("folder", ["a rule with a lexicon of its own"], indirect=True)
def test_a_folder_of_rules_that_cannot_be_read_is_an_error_not_left_out(folder, monkeypatch):
    secret, scandir = folder / "secret", os.scandir
    Checker(rules=[folder], prove=False)
    secret.mkdir()

    def refused(path):
        if str(path) == str(secret):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refused)
    with pytest.raises(RuleError, match=r"secret: cannot be read: Permission denied"):
        Checker(rules=[folder], prove=False)


@pytest.mark.parametrize("folder", ["a rule with a lexicon of its own"], indirect=True)
def test_a_lexicon_of_ones_own_that_cannot_be_expanded_is_an_error(folder):
    (folder / "lexicons.yaml").write_text("lexicons: {quux: {terms: [a ... b]}}\n")
    with pytest.raises(RuleError, match="has a gap"):
        Checker(rules=[folder])
