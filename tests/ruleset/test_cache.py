from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tonecheck.matching import Reader
from tonecheck.ruleset import cache
from tonecheck.ruleset.loader import load_folder
from tonecheck.ruleset.stock import compiled_rules

RULES = """\
category: hostile
rules:
  - id: hostile.zork
    weight: 0.9
    message: "m"
    why: "w"
    patterns: ["zork ... {quux} now", "[{NORM: plugh}, {IS_PUNCT: true, OP: '*'}]", "~flurb {thing}"]
    unless: ["no zork"]
    requires: ["(zork|flurb)"]
    rewrite: ["I see this differently."]
    examples: {bad: ["[[zork]]", "[[zork]]"], good: ["a", "b"]}
  - id: hostile.loud
    weight: 0.3
    message: "m"
    why: "w"
    patterns: [{feature: shouting}]
    examples: {bad: ["[[A]]", "[[B]]"], good: ["a", "b"]}
  - id: hostile.wording
    weight: 0.9
    message: "m"
    why: "w"
    patterns: [{feature: wording}]
    examples: {bad: ["[[A]]", "[[B]]"], good: ["a", "b"]}
"""
COURTESY = """\
category: gracious
rules:
  - id: gracious.ta
    element: thanks
    patterns: ["ta [very much]"]
    examples: {good: ["[[ta]]", "[[ta]]"], bad: ["a", "b"]}
"""
GUARD = 'guard: negation\nreason: "r"\ndirection: forward\nreach: 5\ncues: ["not"]\nends: [","]\n'
TEXTS = [
    "Zork the big quux now, you.",
    "We have no zork or quux now.",
    "They flurbed the old gate. Ta very much.",
    "ALL OF THIS SHOUTING, and not zork the quux now.",
    "A quux quux quux.",
]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "rules.yaml").write_text(
        RULES.replace('"[{NORM', "[{NORM").replace("'*'}]\"", "'*'}]")
    )
    (rules / "courtesy.yaml").write_text(COURTESY)
    (rules / "guard.yaml").write_text(GUARD)
    (rules / "lexicons.yaml").write_text("lexicons: {quux: {terms: [quux, quuxes]}}\n")
    (rules / "wording.tsv").write_text(
        "cue\thostile\tsulking\tdemanding\n(bias)\t-1\t-3\t-3\n{quux}\t1\t0\t0\n"
    )
    return rules


def found(compiled):
    reader = Reader(compiled)
    for text in TEXTS:
        seen = reader.match(text)
        candidates = (*seen.candidates, *seen.exceptions, *seen.courtesies)
        cues = [seen.cues(at, compiled) for at in range(len(seen.sentences))]
        yield (
            [(c.owner.id, c.start, c.end, c.wording) for c in candidates],
            [reading.log_odds for reading in seen.readings],
            [(hit.owner.role, hit.start, hit.end) for hits in cues for hit in hits],
        )


@pytest.fixture
def compiled(folder):
    return compiled_rules(load_folder(folder))


def test_rules_from_disk_find_the_same(folder, compiled):
    expected = [*found(compiled)]
    assert any(candidates for candidates, _, _ in expected)
    path = cache.cache_file(folder)
    cache.write(path, compiled)
    assert [*found(cache.read(path))] == expected


def test_the_same_rules_give_the_same_bytes(folder, compiled, tmp_path):
    path = tmp_path / "here.rules"
    cache.write(path, compiled)
    code = (
        "import sys; from pathlib import Path\n"
        "from tonecheck.ruleset.stock import compiled_rules\n"
        "from tonecheck.ruleset import cache; from tonecheck.ruleset.loader import load_folder\n"
        "cache.write(Path(sys.argv[2]), compiled_rules(load_folder(sys.argv[1])))"
    )
    for seed in "12":
        elsewhere = tmp_path / f"{seed}.rules"
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", code, folder, elsewhere], env=environment, check=True)
        assert elsewhere.read_bytes() == path.read_bytes()


def test_a_damaged_file_is_not_read(folder, compiled):
    path = cache.cache_file(folder)
    cache.write(path, compiled)
    content = path.read_bytes()
    flipped = [
        content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :] for at in (0, 50, 100, -2)
    ]
    for damaged in (b"", content[:-1], content[:40], *flipped):
        path.write_bytes(damaged)
        assert cache.read(path) is None
    assert cache.read(path.with_name("none.rules")) is None


def test_the_name_tells_what_it_was_made_from(folder):
    before = cache.cache_file(folder)
    assert cache.cache_file(folder) == before
    (folder / "lexicons.yaml").write_text("lexicons: {quux: {terms: [quux]}}\n")
    assert cache.cache_file(folder) != before


@pytest.fixture
def settled(monkeypatch):
    """Files count as settled at once."""
    monkeypatch.setattr(cache, "_SETTLED_NS", -(10**12))


@pytest.mark.usefixtures("settled")
def test_sources_that_nobody_touched_are_not_read_again(folder, monkeypatch):
    first = cache.cache_file(folder)
    monkeypatch.setattr(cache, "_digest", lambda _: pytest.fail("read again"))
    assert cache.cache_file(folder) == first


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("change", ["content", "name", "removed"])
def test_a_change_is_seen_whatever_was_noted(folder, change):
    first = cache.cache_file(folder)
    source = folder / "lexicons.yaml"
    if change == "content":  # as long as before, and as old
        status = source.stat()
        source.write_text(source.read_text().replace("quuxes", "quuxen"))
        os.utime(source, ns=(status.st_atime_ns, status.st_mtime_ns))
    elif change == "name":
        source.rename(folder / "words.yaml")
    else:
        source.unlink()
    assert cache.cache_file(folder) != first


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("damage", [b"", b"../../etc/passwd\n", b"\xff\n\xff"])
def test_a_damaged_note_says_nothing(folder, damage):
    first = cache.cache_file(folder)
    (note,) = first.parent.glob("*.note")
    _, _, state = note.read_bytes().partition(b"\n")
    note.write_bytes(damage + state)
    assert cache.cache_file(folder) == first


def test_what_has_just_changed_is_not_noted(folder):
    cache.cache_file(folder)
    assert not [*cache.cache_folder().glob("*.note")]


def test_where_nothing_can_be_written_nothing_is_kept(folder, compiled, tmp_path):
    (tmp_path / "cache").write_text("a file where a folder should be")
    cache.write(cache.cache_file(folder), compiled)
    assert (tmp_path / "cache").is_file()


def test_what_cannot_be_written_whole_leaves_nothing_behind(folder):
    def pieces():
        yield b"half of it"
        raise OSError(errno.ENOSPC, "the disk is full")

    cache.keep(cache.cache_file(folder), pieces())
    assert not [*cache.cache_folder().iterdir()]


def test_what_is_in_a_folder_that_one_may_not_look_into_is_not_kept(folder, monkeypatch):
    def refused(*_, **__):
        raise PermissionError(errno.EACCES, "no")

    path = cache.cache_file(folder)
    cache.keep(path, [])
    assert cache.is_kept(path)
    monkeypatch.setattr(os, "stat", refused)
    assert not cache.is_kept(path)


def test_a_relative_cache_folder_counts_for_nothing(monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", "here")
    assert cache.cache_folder() == Path.home() / ".cache" / "tonecheck"


def test_old_files_are_removed(folder, compiled, tmp_path):
    kept = tmp_path / "cache" / "tonecheck"
    kept.mkdir(parents=True)
    for number in range(9):
        (kept / f"{number}.rules").write_bytes(b"")
    path = cache.cache_file(folder)
    cache.write(path, compiled)
    assert path in kept.iterdir()
    assert len([*kept.iterdir()]) == 4
