"""Which files speak for a source."""

from __future__ import annotations

from pathlib import Path

import pytest

from tonecheck.discovery import is_mail, project_layer, user_file, user_layer


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg"))
    (tmp_path / "home").mkdir()


def put(folder: Path, profile: str, name: str = ".tonecheck.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    head = "[tool.tonecheck]\n" if name == "pyproject.toml" else ""
    (folder / name).write_text(f'{head}profile = "{profile}"\n')
    return folder


def profile(folder: Path) -> str | None:
    layer = project_layer(folder)
    return None if layer is None else layer.settings["profile"].value


def test_the_nearest_file_alone_speaks(tmp_path):
    put(tmp_path / "a", "outer")
    put(tmp_path / "a/b", "inner", "pyproject.toml")
    (tmp_path / "a/b/c").mkdir()
    assert (profile(tmp_path / "a/b/c"), profile(tmp_path / "a")) == ("inner", "outer")


def test_our_own_file_comes_before_pyproject(tmp_path):
    put(tmp_path, "pyproject", "pyproject.toml")
    assert profile(tmp_path) == "pyproject"
    put(tmp_path, "ours")
    assert profile(tmp_path) == "ours"


def test_a_pyproject_without_our_section_is_passed_over(tmp_path):
    put(tmp_path / "a", "outer")
    (tmp_path / "a/b").mkdir()
    (tmp_path / "a/b/pyproject.toml").write_text("[project]\nname = 'x'\n")
    assert profile(tmp_path / "a/b") == "outer"


@pytest.mark.parametrize("mark", [".git", ".hg", ".jj"])
def test_the_search_ends_at_the_repository(tmp_path, mark):
    put(tmp_path / "a", "outer")
    (tmp_path / "a/repository/sub").mkdir(parents=True)
    (tmp_path / "a/repository" / mark).mkdir()
    assert profile(tmp_path / "a/repository/sub") is None


def test_the_search_ends_at_home(tmp_path):
    put(tmp_path, "above")
    (tmp_path / "home/drafts").mkdir()
    assert profile(tmp_path / "home/drafts") is None


def test_a_folder_that_everybody_may_write_to_says_nothing(tmp_path):
    shared = put(tmp_path / "shared", "somebody's")
    shared.chmod(0o1777)
    (shared / "drafts").mkdir()
    assert (profile(shared), profile(shared / "drafts")) == (None, None)


def test_the_users_own_file_stands_where_xdg_says(tmp_path, monkeypatch):
    assert user_layer() is None
    put(tmp_path / "xdg/tonecheck", "mine", "config.toml")
    assert user_layer().settings["profile"].value == "mine"
    monkeypatch.setenv("XDG_CONFIG_HOME", "relative")
    assert user_file() == tmp_path / "home/.config/tonecheck/config.toml"


NAMES = {
    "a.eml": True,
    "a.EML": True,
    "box.mbox": True,
    "Maildir/cur/1.host:2,S": True,
    "Maildir/new/1.host": True,
    "new/1.txt": False,
    "a.txt": False,
    "mail.html": False,
}


@pytest.mark.parametrize(("name", "mail"), NAMES.items(), ids=NAMES)
def test_mail_is_known_by_its_name(tmp_path, name, mail):
    (tmp_path / "Maildir/tmp").mkdir(parents=True)
    assert is_mail(tmp_path / name) is mail
