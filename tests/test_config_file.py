"""What a configuration file may say, and the one line that everything else gets."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tonecheck.config import Config, Origin, merge
from tonecheck.config_file import read_layer, rules_problem
from tonecheck.errors import ConfigError
from tonecheck.findings import Severity


@pytest.fixture
def config_file(tmp_path):
    def write(text: str, name: str = ".tonecheck.toml") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_every_key_is_read(config_file, tmp_path):
    (tmp_path / "ours").mkdir()
    path = config_file("""\
profile = "job-rejection"
rules = ["ours"]
select = ["hostile", "demanding.*"]
ignore = ["demanding.asap"]
fail-on = "error"
suppressions = false
unused-suppressions = "warning"
max-text = 5000
""")
    settings = merge([read_layer(path, "project")])
    assert settings.config() == Config(
        profile="job-rejection",
        rules=(tmp_path / "ours",),
        select=("hostile", "demanding.*"),
        ignore=("demanding.asap",),
        fail_on=Severity.ERROR,
        suppressions=False,
        unused_suppressions=Severity.WARNING,
        max_text=5000,
    )
    assert settings.values["ignore"].origin == Origin("project", path, 4)


def test_pyproject_speaks_in_its_own_section_or_not_at_all(config_file):
    silent = config_file("[tool.other]\nprofile = 1\n", "pyproject.toml")
    assert read_layer(silent, "project") is None
    path = config_file('[tool.tonecheck]\nprofile = "x"\n', "pyproject.toml")
    layer = read_layer(path, "project")
    assert (layer.settings["profile"].value, layer.settings["profile"].origin.line) == ("x", 2)


WRONG = {
    "unknown": ('profil = "x"', "1: `profil` is unknown here; close: `profile`"),
    "no number": ("max-text = 0", "1: `max-text` is 0; expected a number from 1"),
    "no number but a truth": ("max-text = true", "1: `max-text` is True; expected a number from 1"),
    "underscore": ('fail_on = "error"', "1: `fail_on` is unknown here; close: `fail-on`"),
    "nothing like it": ("zzz = 1", "1: `zzz` is unknown here; there is `fail-on`, `ignore`"),
    "no text": ("\nprofile = 3", "2: `profile` is 3; expected text"),
    "no list": ('ignore = "x"', "1: `ignore` is 'x'; expected a list of texts"),
    "no texts": ("select = [1]", "1: `select` is [1]; expected a list of texts"),
    "empty text": ('select = [""]', "1: `select` is ['']; expected a list of texts"),
    "no severity": (
        'fail-on = "bad"',
        "1: `fail-on` is 'bad'; expected one of info, warning, error",
    ),
    "no truth": ("suppressions = 1", "1: `suppressions` is 1; expected true or false"),
    "no tables": ("overrides = 1", "1: `overrides` is 1; expected [[overrides]] tables"),
    "no paths": ('[[overrides]]\nprofile = "x"', "1: `paths` is missing; expected a list of globs"),
    "not per path": (
        '[[overrides]]\npaths = ["*"]\nrules = ["x"]',
        "3: `rules` is unknown here; there is",
    ),
    "unknown per path": (
        '[[overrides]]\npaths = ["*"]\nignroe = ["x"]',
        "3: `ignroe` is unknown here; close: `ignore`",
    ),
    "long value": ("profile = [" + "1," * 90 + "]", "1…; expected text"),
}


@pytest.mark.parametrize(("text", "message"), WRONG.values(), ids=WRONG)
def test_a_wrong_file_is_one_line_with_file_line_and_key(config_file, text, message):
    path = config_file(text)
    with pytest.raises(ConfigError) as caught:
        read_layer(path, "project")
    assert str(caught.value).startswith(f"{path}:")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_section_that_is_no_table_is_refused(config_file):
    path = config_file("[tool]\ntonecheck = 1\n", "pyproject.toml")
    with pytest.raises(ConfigError, match=r"pyproject.toml:2: `tonecheck` is 1; expected a table"):
        read_layer(path, "project")


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    (tmp_path / "latin.toml").write_bytes(b'profile = "\xe9"')
    with pytest.raises(ConfigError, match="latin.toml: cannot be read: "):
        read_layer(tmp_path / "latin.toml", "config")
    with pytest.raises(ConfigError, match="is no file; expected a TOML file"):
        read_layer(tmp_path, "config")
    with pytest.raises(ConfigError, match="is no file; expected a TOML file"):
        read_layer(Path("/dev/zero"), "config")


HOSTILE = {
    "absolute file": "/etc/passwd",
    "absolute folder": "/etc",
    "endless device": "/dev/zero",
    "process memory": "/proc/self/mem",
    "open descriptor": "/proc/self/fd/0",
    "parent": "..",
    "beside the project": "../outside",
    "down and up": "ours/../../outside",
    "the whole project": ".",
    "link to a folder": "link",
    "link to a file": "link.yaml",
    "link in a folder": "holds-link",
    "link in circles": "circle",
    "pipe": "pipe.yaml",
    "pipe in a folder": "holds-pipe",
    "address": "https://example.org/rules.yaml",
    "file address": "file:///etc/passwd",
    "home": "~/rules",
    "zero byte": "ours\0/../../outside",
    "too long": "x" * 5000,
}


@pytest.fixture
def project(tmp_path):
    """A folder of rules, and all that somebody might put beside it."""
    outside, base = tmp_path / "outside", tmp_path / "project"
    for folder in (outside, base / "ours" / "deeper", base / "holds-link", base / "holds-pipe"):
        folder.mkdir(parents=True)
    (outside / "secret.yaml").write_text("category: hostile\n")
    (base / "ours" / "deeper" / "a.yaml").write_text("category: hostile\n")
    (base / "link").symlink_to(outside)
    (base / "link.yaml").symlink_to(outside / "secret.yaml")
    (base / "holds-link" / "a.yaml").symlink_to(outside / "secret.yaml")
    (base / "circle").symlink_to(base / "circle")
    (base / "inner").symlink_to(base / "ours")
    os.mkfifo(base / "pipe.yaml")
    os.mkfifo(base / "holds-pipe" / "wording.tsv")
    return base


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_rules_elsewhere_are_refused(project, text):
    assert "expected a file or folder beside or below this file" in rules_problem(text, project)


def test_such_a_path_in_a_file_is_an_error_at_its_line(project):
    path = project / ".tonecheck.toml"
    path.write_text('profile = "general"\nrules = ["../outside"]\n')
    with pytest.raises(ConfigError) as caught:
        read_layer(path, "project")
    assert str(caught.value) == (
        f'{path}:2: `rules` is "../outside", which leads elsewhere; '
        "expected a file or folder beside or below this file"
    )


@pytest.mark.parametrize("text", ["ours", "ours/", "ours/deeper/a.yaml", "./ours", "inner"])
def test_rules_beside_or_below_the_file_are_taken(project, text):
    assert rules_problem(text, project) is None


GLOBS = [
    ("*.md", "a.md", True),
    ("*.md", "deep/er/a.md", True),
    ("*.md", "a.txt", False),
    ("docs/*.md", "docs/deep/a.md", True),
    ("docs/", "docs/deep/a.md", True),
    ("docs/", "other/docs/a.md", False),
    ("docs/a.md", "docs/a.md", True),
    ("docs/a.md", "x/docs/a.md", False),
    ("[ab].md", "b.md", True),
]


@pytest.mark.parametrize(("glob", "path", "covered"), GLOBS)
def test_an_override_covers_what_its_glob_means(config_file, tmp_path, glob, path, covered):
    file = config_file(f'[[overrides]]\npaths = ["{glob}"]\nprofile = "x"\n')
    (override,) = read_layer(file, "project").overrides
    assert override.covers(tmp_path / path) is covered


def test_an_override_covers_nothing_outside_its_folder(config_file, tmp_path):
    (override,) = read_layer(config_file('[[overrides]]\npaths = ["*"]'), "project").overrides
    assert not override.covers(tmp_path.parent / "a.md")


def test_later_layers_and_later_overrides_win(config_file, tmp_path):
    user = read_layer(
        config_file('profile = "user"\nignore = ["hostile"]\n', "config.toml"), "user"
    )
    text = 'profile = "all"\n[[overrides]]\npaths = ["*.md"]\nprofile = "md"\n'
    project = read_layer(
        config_file(text + '[[overrides]]\npaths = ["a.md"]\nprofile = "a"\n'), "project"
    )
    profiles = {
        name: merge([user, project], tmp_path / name).config().profile
        for name in ("x.txt", "b.md", "a.md")
    }
    assert profiles == {"x.txt": "all", "b.md": "md", "a.md": "a"}
    settings = merge([user, project], tmp_path / "a.md")
    assert settings.config().ignore == ("hostile",)
    assert str(settings.values["profile"].origin) == f"project {tmp_path}/.tonecheck.toml:7"
    assert settings.values["fail_on"].origin == Origin("default")
