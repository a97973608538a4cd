"""Every block of the README and the docs does what it says."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import tomllib
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tonecheck import Checker
from tonecheck.drafting import compose
from tonecheck.frontends.cli import COMMANDS
from tonecheck.proving import failures
from tonecheck.ruleset.letters import read_letter
from tonecheck.ruleset.loader import load_folder
from tonecheck.ruleset.scenarios import load_scenarios

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def blocks(page: Path) -> list[tuple[str, str]]:
    return _BLOCK.findall(page.read_text(encoding="utf-8"))


def scripts() -> list[tuple[str, str, str]]:
    """Python blocks and the text blocks that follow them: (id, code, output)."""
    found = []
    for page in PAGES:
        listed = blocks(page)
        for index, (kind, code) in enumerate(listed):
            if kind == "python":
                following = listed[index + 1] if index + 1 < len(listed) else ("", "")
                output = following[1] if following[0] == "text" else ""
                found.append((f"{page.name}-{index}", code, output))
    return found


@pytest.mark.parametrize(
    ("code", "output"), [s[1:] for s in scripts()], ids=[s[0] for s in scripts()]
)
def test_python_blocks_print_what_they_say(code, output):
    printed = io.StringIO()
    with redirect_stdout(printed):
        exec(compile(code, "block", "exec"), {})
    assert printed.getvalue() == output


def sessions() -> list[tuple[str, str]]:
    """Console blocks as (command, output)."""
    found = []
    for page in PAGES:
        for kind, text in blocks(page):
            if kind == "console":
                for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
                    command, _, output = part.partition("\n")
                    found.append((command, output))
    return found


@pytest.mark.parametrize(("command", "output"), sessions())
def test_console_blocks_print_what_they_say(command, output, tmp_path):
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, check=False, cwd=tmp_path,
        env={"PATH": path, "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert [line.rstrip() for line in done.stdout.splitlines()] == [
        line.rstrip() for line in output.splitlines()
    ]


def rule_blocks() -> list[str]:
    return [
        text for page in PAGES for kind, text in blocks(page)
        if kind == "yaml" and text.startswith(("category:", "lexicons:", "guard:", "profile:"))
    ]  # fmt: skip


@pytest.mark.parametrize("text", rule_blocks())
def test_rule_blocks_load_and_prove_their_examples(text, tmp_path):
    (tmp_path / "block.yaml").write_text(text, encoding="utf-8")
    ruleset = load_folder(tmp_path)
    checker = Checker(rules=[tmp_path], prove=False)
    assert [str(failure) for failure in failures(checker, ruleset)] == []


def blocks_that_begin(word: str) -> list[str]:
    return [
        text for page in PAGES for kind, text in blocks(page)
        if kind == "yaml" and text.startswith(word)
    ]  # fmt: skip


@pytest.mark.parametrize("text", blocks_that_begin("draft:"))
def test_letter_blocks_load_and_compose(text, tmp_path):
    (tmp_path / "block.yaml").write_text(text, encoding="utf-8")
    assert compose(read_letter(tmp_path / "block.yaml"), {}, lambda wordings: wordings[0])


@pytest.mark.parametrize("text", blocks_that_begin("scenarios:"))
def test_practice_blocks_load_and_their_model_passes(text, tmp_path):
    (tmp_path / "practice").mkdir()
    (tmp_path / "practice/block.yaml").write_text(text, encoding="utf-8")
    scenarios = load_scenarios([tmp_path])
    (name,) = set(scenarios) - set(load_scenarios())
    report = Checker(profile=scenarios[name].profile).check(scenarios[name].model)
    assert not report.flagged


def test_every_dependency_has_its_reason():
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    page = (ROOT / "docs/dependencies.md").read_text()
    for requirement in project["dependencies"]:
        name = re.match(r"[a-z-]+", requirement)
        assert name is not None
        assert f"| `{name[0]}` |" in page


def test_links_between_pages_lead_somewhere():
    for page in PAGES:
        for target in re.findall(r"\]\(((?!https?:)[^)#]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), (page.name, target)


def layers_section() -> tuple[str, str]:
    """The drawing of the layers, and the lists of what is in the packages."""
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    section = page.partition("## The layers\n")[2].partition("\n## ")[0]
    drawing, _, lists = section.partition("In the packages:\n")
    return drawing, lists


def test_the_layers_drawn_are_those_that_are_enforced():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    enforced = [
        line.replace("tonecheck.", "").split(" | ") for line in contracts["contracts"][0]["layers"]
    ]
    left = [line[4:50].strip() for line in layers_section()[0].splitlines() if line[:4] == "    "]
    drawn = re.sub(r"\n\|", " |", "\n".join(filter(None, left))).splitlines()
    assert [re.split(r"\s*\|\s*", line) for line in drawn] == enforced


def test_no_command_is_left_out_of_those_that_may_not_know_each_other():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    programs = {f"tonecheck.frontends.{name}" for name in ("component", "edit", "sendmail")}
    assert set(contracts["contracts"][1]["modules"]) == {*COMMANDS.values(), *programs}


def test_every_module_is_named_once_beside_its_package():
    folder = ROOT / "tonecheck"
    packages = {path.parent.name: path.parent for path in folder.glob("*/__init__.py")}
    named = {
        words[0]: words[1:]
        for item in re.split(r"^\* ", layers_section()[1], flags=re.MULTILINE)
        if (words := re.findall(r"`(\w+)`", item))
    }
    there = {
        name: sorted(path.stem for path in package.glob("*.py") if path.stem != "__init__")
        for name, package in packages.items()
    }
    assert {name: sorted(words) for name, words in named.items()} == there
