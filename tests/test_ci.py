"""The action and the snippets of docs/ci.md, as GitHub, GitLab and reviewdog would take them."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT
from tonecheck.frontends.cli import main

PAGE = (ROOT / "docs/ci.md").read_text()
ACTION = yaml.safe_load((ROOT / "action.yml").read_text())
WORKFLOWS = re.findall(r"^```yaml\n(name:.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
ANGRY = "Answer by Friday or else.\n"


def obeys(schema: str, path: Path) -> bool:
    """Whether a file obeys a schema that check-jsonschema carries; nothing is downloaded."""
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(path)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode == 0


def test_the_action_obeys_the_schema_of_actions():
    assert obeys("vendor.github-actions", ROOT / "action.yml")


@pytest.mark.parametrize("workflow", WORKFLOWS)
def test_workflows_obey_the_schema_of_workflows(workflow, tmp_path):
    (tmp_path / "tone.yml").write_text(workflow)
    assert obeys("vendor.github-workflows", tmp_path / "tone.yml")


def test_the_gitlab_job_obeys_the_schema_of_gitlab(tmp_path):
    ((job),) = re.findall(r"^```yaml\n(tone:.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    (tmp_path / ".gitlab-ci.yml").write_text(job)
    assert obeys("vendor.gitlab-ci", tmp_path / ".gitlab-ci.yml")


def test_there_are_both_workflows():
    assert len(WORKFLOWS) == 2


def test_workflows_name_inputs_that_the_action_has():
    step = yaml.safe_load(WORKFLOWS[0])["jobs"]["tone"]["steps"][-1]
    assert set(step["with"]) <= set(ACTION["inputs"])


def commands() -> list[list[str]]:
    """Every command line of tonecheck on the page and in the action."""
    return [
        line.split()
        for line in re.findall(r"tonecheck ((?:check|hook)\b[^|\n]*)", PAGE)
        if "PATHS" not in line
    ]


@pytest.mark.parametrize("command", commands(), ids=" ".join)
def test_commands_on_the_page_parse(command):
    words = [word.strip('"`') for word in command if "$" not in word]
    name = words[0]
    known = main.get_command(None, name)  # type: ignore[arg-type]
    assert known is not None
    if name == "hook":
        known = known.commands[words[1]]  # type: ignore[attr-defined]
        words = words[1:]
    known.make_context(name, [*words[1:], "file"])


def step(number: int, folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run a step of the action in `folder` as a runner does; ours stands for what it installs."""
    script = ACTION["runs"]["steps"][number]
    environment: dict[str, Any] = {
        **os.environ, "RUNNER_TEMP": str(folder / "temp"), "GITHUB_ACTION_PATH": str(ROOT),
        "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    given = {name: item.get("default", "") for name, item in ACTION["inputs"].items()} | inputs
    for name, value in script["env"].items():
        environment[name] = given[re.fullmatch(r"\$\{\{ inputs\.(\w+) \}\}", value)[1]]  # type: ignore[index]
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script["run"]],
        cwd=folder, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    tool = tmp_path / "temp/tonecheck/bin/tonecheck"
    tool.parent.mkdir(parents=True)
    tool.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tonecheck "$@"\n')
    tool.chmod(tool.stat().st_mode | stat.S_IXUSR)
    (tmp_path / "mails").mkdir()
    (tmp_path / "mails/a b.txt").write_text(ANGRY)
    return tmp_path


def test_the_action_annotates_and_fails_with_findings(folder):
    done = step(1, folder, paths="mails")
    assert done.returncode == 1
    assert "::error title=tonecheck (demanding.or-else),file=mails/a b.txt,line=1," in done.stdout


def test_the_action_takes_lists_of_paths_and_arguments(folder):
    (folder / "calm.txt").write_text("Thank you.\n")
    done = step(1, folder, paths="calm.txt\n\nmails/a b.txt\n", args="--select\nhostile\n")
    assert (done.returncode, done.stdout) == (0, "2 files checked, no findings\n")


def scripts() -> dict[str, list[str]]:
    """The shell lines of the snippets, but for those that install."""
    (job,) = re.findall(r"^```yaml\n(tone:.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    steps = yaml.safe_load(WORKFLOWS[1])["jobs"]["tone"]["steps"]
    lines = {
        "gitlab": yaml.safe_load(job)["tone"]["script"],
        "sarif": [step["run"] for step in steps if "run" in step],
    }
    return {name: [x for x in said if not x.startswith("pip ")] for name, said in lines.items()}


@pytest.mark.parametrize(
    ("name", "report", "code"),
    [("gitlab", "gl-code-quality-report.json", 1), ("sarif", "tone.sarif", 0)],
)
def test_the_shell_lines_of_the_snippets_leave_a_report(folder, name, report, code):
    (folder / "mails").rename(folder / "templates")
    path = f"{folder}/temp/tonecheck/bin:{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", "\n".join(scripts()[name])], cwd=folder, text=True,
        env={**os.environ, "PATH": path, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == code, done.stderr
    data = json.loads((folder / report).read_text())
    found = data if name == "gitlab" else data["runs"][0]["results"]
    key = "check_name" if name == "gitlab" else "ruleId"
    assert [item[key] for item in found] == ["demanding.or-else"]


def test_the_sarif_step_passes_on_an_error(folder):
    (line,) = scripts()["sarif"]
    path = f"{folder}/temp/tonecheck/bin:{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", line], cwd=folder, text=True, capture_output=True,
        env={**os.environ, "PATH": path, "PYTHONPATH": str(ROOT)}, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "templates: does not exist" in done.stderr


def test_inputs_of_the_action_are_no_shell(folder):
    done = step(1, folder, paths="$(touch owned); touch owned")
    assert done.returncode == 2
    assert not (folder / "owned").exists()
    assert not [s for s in ACTION["runs"]["steps"] if "${{" in s["run"]]


@pytest.mark.slow
def test_the_action_installs_into_an_environment_of_its_own(tmp_path):
    done = step(0, tmp_path, python=sys.executable)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "temp/tonecheck/bin/tonecheck").exists()
