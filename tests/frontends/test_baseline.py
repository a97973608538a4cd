"""A baseline as a user meets it."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from tests.frontends.command import run
from tests.frontends.test_cli import ANGRY
from tonecheck.baseline import Baseline
from tonecheck.errors import ConfigError
from tonecheck.frontends.baseline_file import save

FILE = "baseline.json"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The working directory, with two angry drafts."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mails").mkdir()
    (tmp_path / "mails/a.md").write_text(ANGRY)
    (tmp_path / "mails/b.md").write_text(ANGRY)
    return tmp_path


def test_only_what_is_new_is_reported(folder):
    assert run("baseline", "create", FILE, "mails").stdout == f"{FILE}: 2 findings\n"
    result = run("check", "mails", "--baseline", FILE)
    assert (result.exit_code, result.stderr) == (0, f"2 known from {FILE}\n")
    (folder / "mails/a.md").write_text("Dear Bob,\n\n" + ANGRY + "\nYou are useless.\n")
    result = run("check", "mails", "--baseline", FILE, "--format", "json", "--include-text")
    assert result.exit_code == 1
    found = [f["text"] for s in json.loads(result.stdout)["sources"] for f in s["findings"]]
    assert found == ["You are useless"]


def test_what_is_gone_is_said_and_pruned(folder):
    run("baseline", "create", FILE, "mails")
    (folder / "mails/a.md").write_text("Thank you.\n")
    (folder / "mails/b.md").write_text(ANGRY + "\nYou are useless.\n")
    result = run("check", "mails", "--baseline", FILE)
    assert result.stderr == f"1 known from {FILE}; 1 of it gone, see `tonecheck baseline prune`\n"
    assert run("baseline", "prune", FILE, "mails").stdout == f"{FILE}: 1 finding (was 2)\n"
    assert run("check", "mails", "--baseline", FILE).exit_code == 1


def test_a_file_that_is_no_more_is_pruned_and_others_are_kept(folder):
    run("baseline", "create", FILE, "mails")
    (folder / "mails/a.md").unlink()
    (folder / "c.md").write_text("Thank you.\n")
    assert run("baseline", "prune", FILE, "c.md").stdout == f"{FILE}: 1 finding (was 2)\n"


def test_an_update_takes_in_what_is_new_in_the_files_named(folder):
    run("baseline", "create", FILE, "mails")
    for name in ("a", "b"):
        (folder / f"mails/{name}.md").write_text("You are useless.\n")
    assert run("baseline", "update", FILE, "mails/a.md").stdout == f"{FILE}: 2 findings (was 2)\n"
    assert run("check", "mails/a.md", "--baseline", FILE).exit_code == 0
    assert run("check", "mails/b.md", "--baseline", FILE).exit_code == 1


def test_made_again_it_is_the_same_to_the_byte(folder):
    run("baseline", "create", FILE, "mails")
    before = (folder / FILE).read_bytes()
    for command in ("update", "prune"):
        run("baseline", command, FILE, "mails/b.md", "mails/a.md")
        assert (folder / FILE).read_bytes() == before


def test_it_may_be_read_from_any_folder(folder, monkeypatch):
    run("baseline", "create", FILE, "mails")
    monkeypatch.chdir(folder / "mails")
    assert run("check", "a.md", "--baseline", f"../{FILE}").exit_code == 0
    assert run("check", str(folder / "mails/a.md"), "--baseline", f"../{FILE}").exit_code == 0


def test_it_is_recorded_under_the_settings_of_a_check(folder):
    (folder / ".tonecheck.toml").write_text('ignore = ["demanding"]\n')
    assert run("baseline", "create", FILE, "mails").stdout == f"{FILE}: 0 findings\n"


def test_no_text_is_on_disk(folder):
    (folder / "mails/a.md").write_text("Answer the canary by Friday or else.\n")
    run("baseline", "create", FILE, "mails")
    text = (folder / FILE).read_text()
    assert "demanding.or-else" in text
    assert not any(word in text for word in ("canary", "Answer", "Friday", "or else"))
    assert {path.name for path in folder.iterdir()} == {"mails", FILE}


WRONG = {
    "create twice": (["baseline", "create", "old.json", "mails"], "old.json: exists; expected a"),
    "no such file": (["check", "mails", "--baseline", "no.json"], "no.json: cannot be read: No"),
    "update nothing": (["baseline", "update", "no.json", "mails"], "no.json: cannot be read: No"),
    "no baseline": (["check", "mails", "--baseline", "old.json"], "old.json: `schema_version` is"),
    "binary": (["check", "mails", "--baseline", "bin.json"], "cannot be read: it is not UTF-8"),
    "standard input": (["baseline", "create", "new.json", "-"], "`-` is no file; expected files"),
    "no folder": (["baseline", "create", "nowhere/x.json", "mails"], "cannot be written: No such"),
    "unreadable draft": (["baseline", "create", "new.json", "bin.txt"], "bin.txt: holds NUL"),
}


@pytest.mark.parametrize(("words", "problem"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_done_is_one_line_and_changes_nothing(folder, words, problem):
    (folder / "old.json").write_text("{}")
    (folder / "bin.json").write_bytes(b"\xff")
    (folder / "bin.txt").write_bytes(b"\0")
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert problem in result.stderr
    assert result.stderr.count("\n") == 1
    assert (folder / "old.json").read_text() == "{}"
    assert not (folder / "new.json").exists()


def test_a_link_stays_one_and_the_mode_stays(folder):
    run("baseline", "create", "real.json", "mails")
    (folder / "real.json").chmod(0o640)
    (folder / FILE).symlink_to("real.json")
    (folder / "mails/a.md").unlink()
    run("baseline", "prune", FILE, "mails")
    assert (folder / FILE).is_symlink()
    assert stat.S_IMODE((folder / "real.json").stat().st_mode) == 0o640
    assert len(json.loads((folder / "real.json").read_text())["findings"]) == 1


@pytest.mark.parametrize("step", ["fsync", "fdopen"])
def test_a_write_that_fails_leaves_the_old_file_and_nothing_beside_it(tmp_path, monkeypatch, step):
    (tmp_path / FILE).write_text("old")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, full)
    with pytest.raises(ConfigError, match="cannot be written: No space left on device"):
        save(tmp_path / FILE, Baseline())
    monkeypatch.undo()
    assert [path.name for path in Path(tmp_path).iterdir()] == [FILE]
    assert (tmp_path / FILE).read_text() == "old"


CATALOGUE = (
    'mail:\n  late: {subject: "You are useless.", body: "Hi,\\nanswer by Friday or else."}\n'
)


@pytest.mark.parametrize("command", ["create", "update", "prune"])
def test_it_reads_files_as_a_check_does(folder, command):
    (folder / "texts.yaml").write_text(CATALOGUE)
    how = ("texts.yaml", "--keys", "*.body")
    made = run("baseline", "create", FILE, *how)
    assert made.stdout == f"{FILE}: 1 finding\n"
    if command != "create":
        again = run("baseline", command, FILE, *how)
        assert again.stdout == f"{FILE}: 1 finding (was 1)\n"
    assert run("check", *how, "--baseline", FILE).exit_code == 0
    other = run("check", "texts.yaml", "--keys", "*.subject", "--baseline", FILE)
    assert other.exit_code == 1


def test_it_reads_files_in_the_form_asked_for(folder):
    (folder / "page").write_text("<p>You are use<b>less</b>.</p>\n")
    assert run("baseline", "create", FILE, "page", "--as", "html").stdout.endswith(": 1 finding\n")
    assert run("check", "page", "--as", "html", "--baseline", FILE).exit_code == 0


def test_standard_input_is_held_against_the_file_whose_name_it_is_given(folder):
    run("baseline", "create", FILE, "mails")
    how = ("check", "-", "--baseline", FILE)
    assert run(*how, stdin=ANGRY).exit_code == 1
    result = run(*how, "--stdin-filename", "mails/a.md", stdin=ANGRY)
    assert (result.exit_code, result.stderr) == (0, f"1 known from {FILE}\n")


@pytest.mark.parametrize("fixing", ["--fix", "--unsafe-fixes"])
def test_what_it_has_is_not_fixed(folder, fixing):
    old = "Your useless portal lost invoice 4471 again!!!\n"
    draft = folder / "mails/a.md"
    draft.write_text(old)
    run("baseline", "create", FILE, "mails/a.md")
    draft.write_text(f"{old}\nThe goddamn form is gone again!!!\n")
    result = run("check", "mails/a.md", "--baseline", FILE, fixing)
    kept, _, mended = draft.read_text().partition("\n\n")
    assert kept == old.strip()
    assert "!!!" not in mended
    assert result.exit_code == 0
    assert f"known from {FILE}" in result.stderr
    before = draft.read_bytes()
    run("check", "mails/a.md", "--baseline", FILE, fixing)
    assert draft.read_bytes() == before


def test_a_diff_shows_no_fix_of_what_it_has(folder):
    draft = folder / "mails/a.md"
    draft.write_text("The goddamn form is gone again!!!\n")
    run("baseline", "create", FILE, "mails/a.md")
    assert run("check", "mails/a.md", "--baseline", FILE, "--diff").stdout == ""
