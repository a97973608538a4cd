"""The hooks of `.pre-commit-hooks.yaml`, run by the real pre-commit in a scratch repository.

Most tests run the manifest with `language: system`, so that no environment has to be built:
everything else (types, files, stages, arguments) is what a user gets.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT

MANIFEST = {
    hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
}
US = f'"{sys.executable}" -m tonecheck'
ANGRY = "Hi Bob,\n\nAnswer by Friday or else.\n"
CALM = "Dear Bob,\n\nThank you for your time.\n"


class Scratch:
    """A git repository with a pre-commit configuration."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "repository"
        self.folder.mkdir()
        self.environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith("GIT_")},
            "PYTHONPATH": str(ROOT), "PRE_COMMIT_HOME": str(folder / "pre-commit"),
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org",
            "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org",
        }  # fmt: skip
        self.run("git", "init", "-q")

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=self.folder, env=self.environment, capture_output=True, text=True,
            check=False,
        )  # fmt: skip

    def add(self, **files: str) -> None:
        for name, text in files.items():
            path = self.folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text)
        self.run("git", "add", "--all")

    def configure(self, hook_id: str, **changes: Any) -> None:
        """Use a hook of the manifest as it is there, but for `changes` and the language."""
        hook = MANIFEST[hook_id]
        entry = hook["entry"].replace("tonecheck ", f"{US} ", 1)
        hook = {**hook, "entry": entry, **changes, "language": "system"}
        config = {"repos": [{"repo": "local", "hooks": [hook]}]}
        (self.folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
        self.run("git", "add", "--all")

    def pre_commit(self, *args: str) -> subprocess.CompletedProcess[str]:
        return self.run(sys.executable, "-m", "pre_commit", *args)

    def passed_files(self, hook_id: str) -> list[list[str]]:
        """The files that a hook is given, a list a process."""
        seen = self.folder.parent / "seen"
        script = "import sys; print(*sys.argv[2:], sep=chr(9), file=open(sys.argv[1], 'a'))"
        self.configure(hook_id, entry=f'{sys.executable} -c "{script}" {seen}', args=[])
        done = self.pre_commit("run", hook_id, "--all-files")
        assert done.returncode == 0, done.stdout + done.stderr
        return [line.split("\t") for line in seen.read_text().splitlines()] if seen.exists() else []


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    return Scratch(tmp_path)


def test_the_manifest_is_valid(scratch):
    done = scratch.pre_commit("validate-manifest", str(ROOT / ".pre-commit-hooks.yaml"))
    assert (done.returncode, done.stdout) == (0, "")


CHECKED = """a.txt b.text c.md d.markdown e.html f.htm g.eml h.mjml i.html.j2 j.jinja k.jinja2
    l.njk m.twig n.liquid o.hbs p.mustache q.erb r.ejs s.tmpl t.gotmpl u.tpl v.po W.TXT
    mails/x.txt README.md notes/requirements.md""".split()
PASSED_OVER = """a.py b.yaml c.json d.css e.js Makefile LICENSE LICENSE.txt requirements.txt
    requirements-dev.txt robots.txt CMakeLists.txt CHANGELOG.md LICENSE.md sub/constraints-3.11.txt""".split()


@pytest.mark.parametrize("hook_id", ["tonecheck", "tonecheck-fix"])
def test_texts_mails_and_templates_are_chosen_and_go_to_one_process(scratch, hook_id):
    scratch.add(**dict.fromkeys([*CHECKED, *PASSED_OVER], CALM))
    (scratch.folder / "logo.png").write_bytes(b"\x89PNG\0\xff")
    (scratch.folder / "link.txt").symlink_to("a.txt")
    scratch.run("git", "add", "--all")
    (files,) = scratch.passed_files(hook_id)
    assert sorted(files) == sorted(CHECKED)


def test_a_repository_without_texts_passes(scratch):
    scratch.add(**{"a.py": "x = 1\n"})
    assert scratch.passed_files("tonecheck") == []


def test_calm_files_pass(scratch):
    scratch.add(**{"a.txt": CALM, "b.html.j2": "<p>Thank you, {{ name }}.</p>\n"})
    scratch.configure("tonecheck")
    done = scratch.pre_commit("run", "--all-files")
    assert done.returncode == 0, done.stdout
    assert re.search(r"^tonecheck \(tone of text templates\)\.+Passed$", done.stdout, re.MULTILINE)


def test_findings_fail_the_hook_with_their_line_and_advice(scratch):
    scratch.add(**{"a.txt": ANGRY, "mails/b.txt": CALM})
    scratch.configure("tonecheck")
    done = scratch.pre_commit("run", "--all-files")
    assert done.returncode == 1
    assert "- exit code: 1\n" in done.stdout
    assert "a.txt:3:18: demanding error demanding.or-else\n" in done.stdout
    assert "                 ^^^^^^^\n" in done.stdout
    assert "        try: " in done.stdout
    assert done.stdout.rstrip().endswith("2 files checked, 1 finding (1 error) in 1 file")
    assert "mails/b.txt" not in done.stdout


def test_colours_come_through_where_pre_commit_has_them(scratch):
    scratch.add(**{"a.txt": ANGRY})
    scratch.configure("tonecheck")
    coloured = scratch.pre_commit("run", "--all-files", "--color", "always").stdout
    assert "\x1b[33m\x1b[1mor else\x1b[0m" in coloured
    plain = scratch.pre_commit("run", "--all-files", "--color", "never").stdout
    assert "\x1b" not in plain


def test_arguments_reach_the_command(scratch):
    scratch.add(**{"a.txt": ANGRY})
    scratch.configure("tonecheck", args=["--format=concise"])
    done = scratch.pre_commit("run", "--all-files")
    assert "a.txt:3:18: error demanding.or-else: " in done.stdout
    assert "Answer by" not in done.stdout


@pytest.mark.parametrize(
    ("args", "problem"),
    [
        (["--rules", "no"], "tonecheck: "),
        (["--profile", "no"], "no profile `no`"),
        (["--format", "no"], "is not one of"),
    ],
)
def test_an_error_is_exit_code_2(scratch, args, problem):
    scratch.add(**{"a.txt": CALM})
    scratch.configure("tonecheck", args=args)
    done = scratch.pre_commit("run", "--all-files")
    assert done.returncode == 1
    assert "- exit code: 2\n" in done.stdout
    assert problem in done.stdout


def test_only_what_is_staged_counts(scratch):
    scratch.add(**{"a.txt": CALM})
    scratch.configure("tonecheck")
    scratch.pre_commit("install")
    (scratch.folder / "a.txt").write_text(ANGRY)
    done = scratch.run("git", "commit", "-m", "Say thanks")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (scratch.folder / "a.txt").read_text() == ANGRY


def test_the_message_of_a_commit_is_checked_when_it_is_made(scratch):
    scratch.configure("tonecheck-commit-msg")
    scratch.pre_commit("install", "--hook-type", "commit-msg")
    refused = scratch.run("git", "commit", "-m", "Mend it\n\nDo it now or else, you idiot.")
    assert refused.returncode == 1
    assert ".git/COMMIT_EDITMSG:3:" in refused.stdout + refused.stderr
    taken = scratch.run(
        "git", "commit", "-m", "Mend the parser\n\nSigned-off-by: You Idiot <a@b.c>"
    )
    assert taken.returncode == 0, taken.stdout + taken.stderr


def test_fixes_are_restaged_and_a_second_run_changes_nothing(scratch):
    scratch.add(**{"a.txt": ANGRY, "b.html.j2": "<p>Thank you, {{ name }}.</p>\n"})
    scratch.configure("tonecheck-fix", args=["--unsafe-fixes"])
    first = scratch.pre_commit("run", "--all-files")
    assert first.returncode == 1
    assert "- files were modified by this hook\n" in first.stdout
    fixed = (scratch.folder / "a.txt").read_text()
    assert fixed.startswith("Hi Bob,\n\n")
    assert "or else" not in fixed
    assert scratch.run("git", "diff", "--name-only").stdout == "a.txt\n"
    scratch.run("git", "add", "--all")
    second = scratch.pre_commit("run", "--all-files")
    assert second.returncode == 0, second.stdout
    assert (scratch.folder / "a.txt").read_text() == fixed
    assert scratch.run("git", "diff", "--name-only").stdout == ""


def test_a_comment_in_a_template_silences_its_finding(scratch):
    sharp = "<p>Answer by Friday or else.</p> {{# tonecheck: ignore[{}] the contract's words #}}\n"
    scratch.configure("tonecheck")
    scratch.add(**{"a.html.j2": sharp.format("demanding")})
    assert scratch.pre_commit("run", "--all-files").returncode == 0
    scratch.add(**{"a.html.j2": sharp.format("hostile")})
    done = scratch.pre_commit("run", "--all-files")
    assert done.returncode == 1
    assert "a.html.j2:1:21: demanding error demanding.or-else" in done.stdout
    assert "info unused-suppression" in done.stdout


def test_a_baseline_in_the_repository_is_held_against_what_is_staged(scratch):
    scratch.add(**{"old.txt": ANGRY})
    made = scratch.run(
        sys.executable, "-m", "tonecheck", "baseline", "create", "tone.json", ".",
        "--profile=template",
    )  # fmt: skip
    assert made.stdout == "tone.json: 1 finding\n"
    for hook_id, left in (("tonecheck", ANGRY), ("tonecheck-fix", ANGRY)):
        scratch.configure(hook_id, args=["--profile=template", "--baseline=tone.json"])
        done = scratch.pre_commit("run", "--all-files")
        assert done.returncode == 0, done.stdout
        assert (scratch.folder / "old.txt").read_text() == left
    scratch.add(**{"new.txt": ANGRY})
    done = scratch.pre_commit("run", "--all-files")
    assert done.returncode == 1
    assert "new.txt:3:" in done.stdout
    assert "old.txt:3:" not in done.stdout


def test_the_configuration_of_the_repository_speaks_for_its_files(scratch):
    scratch.add(**{"a.txt": ANGRY, "legal/b.txt": ANGRY})
    scratch.configure("tonecheck")
    override = '[[overrides]]\npaths = ["legal/"]\nignore = ["demanding"]\n'
    scratch.add(**{".tonecheck.toml": override})
    done = scratch.pre_commit("run", "--all-files")
    assert done.returncode == 1
    assert "a.txt:3:" in done.stdout
    assert "legal/b.txt:3:18: demanding" not in done.stdout
    scratch.add(**{".tonecheck.toml": "\nignroe = []\n"})
    done = scratch.pre_commit("run", "--all-files")
    assert "- exit code: 2\n" in done.stdout
    assert ".tonecheck.toml:2: `ignroe` is unknown here; close: `ignore`" in done.stdout


@pytest.mark.slow
def test_the_hooks_install_from_git_and_run_in_their_own_environment(scratch):
    """What `repo: <address of tonecheck>` does: a clone, a virtual environment, pip install."""
    if subprocess.run(
        ["git", "-C", ROOT, "rev-parse"], capture_output=True, check=False
    ).returncode:
        pytest.skip("needs a git checkout of tonecheck")
    del scratch.environment["PYTHONPATH"]
    scratch.add(**{"a.txt": ANGRY, "requirements.txt": ANGRY})
    done = scratch.pre_commit("try-repo", str(ROOT), "tonecheck", "--all-files")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "- exit code: 1\n" in done.stdout
    assert "\na.txt:3:18: demanding error demanding.or-else\n" in done.stdout
    assert "requirements.txt" not in done.stdout
