"""Configuration as a user meets it: files, options and `tonecheck config`."""

from __future__ import annotations

import json
import re

import pytest

from tests.conftest import ROOT
from tests.frontends.command import run
from tests.frontends.test_cli import ANGRY


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A folder of the user's, the working directory, with an angry draft in three formats."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg"))
    monkeypatch.setenv("HOME", str(tmp_path))
    here = tmp_path / "project"
    here.mkdir()
    monkeypatch.chdir(here)
    (here / "draft.txt").write_text(ANGRY)
    (here / "draft.md").write_text(ANGRY)
    (here / "draft.eml").write_text("Subject: x\n\n" + ANGRY)
    return here


def exit_codes(*options: str) -> list[int]:
    names = ("draft.txt", "draft.md", "draft.eml")
    return [run("check", name, *options).exit_code for name in names]


def configure(project, text: str) -> None:
    (project / ".tonecheck.toml").write_text(text)


def test_a_projects_file_speaks_for_its_drafts_but_not_for_mail(project):
    configure(project, 'ignore = ["demanding"]\n')
    assert exit_codes() == [0, 0, 1]
    assert exit_codes("--trust-config") == [0, 0, 0]
    assert exit_codes("--isolated") == exit_codes("--no-config") == [1, 1, 1]


def test_the_users_own_file_speaks_for_mail_too(project, tmp_path):
    (tmp_path / "xdg/tonecheck").mkdir(parents=True)
    (tmp_path / "xdg/tonecheck/config.toml").write_text('ignore = ["demanding"]\n')
    assert exit_codes() == [0, 0, 0]
    configure(project, 'ignore = ["hostile"]\n')
    assert exit_codes() == [1, 1, 0]


def test_what_a_file_suppresses_is_reported_with_the_file_and_its_line(project):
    configure(project, '\nignore = ["demanding"]\n')
    said = f'suppressed demanding.or-else "or else" (project {project}/.tonecheck.toml:2: ignore)'
    assert said in run("check", "draft.txt").stdout


def test_standard_input_is_configured_as_the_file_whose_name_it_is_given(project):
    (project / "kept").mkdir()
    configure(project, '[[overrides]]\npaths = ["kept/"]\nignore = ["demanding"]\n')
    codes = [
        run("check", "-", "--stdin-filename", name, stdin=ANGRY).exit_code
        for name in ("kept/draft.md", "draft.md", "kept/draft.eml", "-")
    ]
    assert codes == [0, 1, 1, 1]


def test_an_option_wins_over_every_file(project):
    configure(project, 'ignore = ["demanding"]\n')
    assert exit_codes("--ignore", "hostile") == [1, 1, 1]


def test_config_names_the_only_file_to_read(project, tmp_path):
    configure(project, 'profile = "nope"\n')
    (tmp_path / "other.toml").write_text('ignore = ["demanding"]\n')
    assert exit_codes("--config", str(tmp_path / "other.toml")) == [0, 0, 0]


def test_an_override_changes_some_paths_in_one_run(project):
    configure(project, '[[overrides]]\npaths = ["*.md"]\nfail-on = "error"\nignore = ["demanding"]')
    result = run("check", ".", "--format", "jsonl")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert {row["path"]: len(row["findings"]) for row in rows} == {
        "draft.eml": 1, "draft.md": 0, "draft.txt": 1
    }  # fmt: skip


def test_fail_on_is_settled_for_each_path(project):
    configure(project, 'fail-on = "error"\n[[overrides]]\npaths = ["*.md"]\nfail-on = "info"\n')
    assert run("check", "draft.txt", "--fail-on", "warning").exit_code == 1
    (project / "draft.txt").write_text("Answer me as soon as possible, please.\n")
    assert run("check", "draft.txt").exit_code == 0


WRONG = {
    "unknown key": ('profil = "x"\n', ".tonecheck.toml:1: `profil` is unknown here; close:"),
    "unknown profile": (
        'profile = "job"\n',
        ".tonecheck.toml:1: `profile` is wrong: there is no profile `job`; there is `colleague`, ",
    ),
    "unknown rule": (
        '\nignore = ["demnding.or-else"]\n',
        ".tonecheck.toml:2: `ignore` is wrong: no rule `demnding.or-else`; close: `demanding.or-",
    ),
    "unknown rule in an override": (
        '[[overrides]]\npaths = ["*"]\nselect = ["nope"]\n',
        ".tonecheck.toml:3: `select` is wrong: no rule `nope`",
    ),
}


@pytest.mark.parametrize(("text", "message"), WRONG.values(), ids=WRONG)
@pytest.mark.parametrize("command", [["check"], ["rewrite"]], ids=lambda words: words[0])
def test_a_wrong_file_is_one_line_and_exit_2_before_any_report(project, text, message, command):
    configure(project, text)
    result = run(*command, "draft.txt")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"tonecheck: {project}/")
    assert message in result.stderr
    assert result.stderr.count("\n") == 1


BAD_OPTIONS = {
    "both": (["--config", "x.toml", "--isolated"], "expected one"),
    "missing": (["--config", "x.toml"], "x.toml: is no file; expected a TOML file"),
    "no section": (["--config", "pyproject.toml"], "has no [tool.tonecheck] section"),
}


@pytest.mark.parametrize(("options", "message"), BAD_OPTIONS.values(), ids=BAD_OPTIONS)
def test_wrong_configuration_options_are_one_line(project, options, message):
    (project / "pyproject.toml").write_text("")
    result = run("check", "draft.txt", *options)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stderr.count("\n") == 1


def test_config_shows_each_value_and_where_it_comes_from(project, tmp_path):
    (tmp_path / "xdg/tonecheck").mkdir(parents=True)
    (tmp_path / "xdg/tonecheck/config.toml").write_text('profile = "general"\n')
    configure(project, 'ignore = ["demanding"]\n[[overrides]]\npaths = ["*.md"]\nselect = ["h*"]\n')
    out = run("config", "draft.md", "--fail-on", "error").stdout
    lines = [re.sub(" +", " ", line) for line in out.splitlines()]
    assert lines == [
        f'profile = "general" # user {tmp_path}/xdg/tonecheck/config.toml:1',
        "rules = [] # default",
        'select = ["h*"] # project .tonecheck.toml:4',
        'ignore = ["demanding"] # project .tonecheck.toml:1',
        'fail-on = "error" # option',
        "suppressions = true # default",
        'unused-suppressions = "info" # default',
        "max-text = 200000 # default",
    ]


def test_what_config_shows_is_itself_a_configuration_that_says_the_same(project):
    configure(project, 'ignore = ["demanding"]\nprofile = "job-rejection"\n')
    shown = run("config").stdout
    values = json.loads(run("config", "--format", "json").stdout)["settings"]
    (project / "again.toml").write_text(shown)
    again = json.loads(run("config", "--config", "again.toml", "--format", "json").stdout)
    assert {key: item["value"] for key, item in again["settings"].items()} == {
        key: item["value"] for key, item in values.items()
    }
    assert values["profile"]["origin"] == {
        "kind": "project", "path": f"{project}/.tonecheck.toml", "line": 2
    }  # fmt: skip


def test_a_value_cannot_speak_to_the_terminal(project):
    configure(project, 'profile = "\\u001b[31m\u202e"\n')
    out = run("config").stdout
    assert 'profile = "\\u001b[31m\\u202e"' in out
    assert not set(out) & set("\x1b\u202e")


def test_config_of_a_mail_says_that_no_project_is_read(project):
    configure(project, 'ignore = ["demanding"]\n')
    result = run("config", "draft.eml")
    assert "ignore = []" in result.stdout
    assert "no project's configuration is read" in result.stderr


def test_every_command_that_checks_takes_the_configuration(project):
    configure(project, 'ignore = ["demanding"]\n')
    assert run("rewrite", "draft.txt").stdout == ANGRY
    assert run("explain", "--text", ANGRY).stdout == "calm, nothing to explain\n"
    assert run("explain", "--text", ANGRY, "--isolated").stdout != "calm, nothing to explain\n"


def test_the_page_has_every_key_with_the_default_of_the_code():
    from dataclasses import fields

    from tonecheck.config import PER_PATH, Config, key_of
    from tonecheck.frontends.configured import _toml

    page = (ROOT / "docs/configuration.md").read_text()
    rows = dict(re.findall(r"^\| `([a-z-]+)` \| `([^`]+)` \|", page, re.MULTILINE))
    assert rows == {key_of(each.name): _toml(each.default) for each in fields(Config)}
    assert "`paths`" in page
    for name in PER_PATH:
        assert f"`{key_of(name)}`" in page
