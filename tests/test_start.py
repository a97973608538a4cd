"""What a start imports: a command pays for what it uses."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import ROOT

HEAVY = ("spacy", "numpy", "textblob", "lemminflect", "yaml", "pydantic", "email")


UNUSED = (
    # of the standard library
    "difflib", "hashlib", "html", "json", "logging", "mailbox", "random", "socket", "subprocess",
    "tempfile", "textwrap", "tomllib",
    # of our own
    "tonecheck.baseline", "tonecheck.coaching", "tonecheck.config_file", "tonecheck.explanation",
    "tonecheck.extract.framing", "tonecheck.extract.limit", "tonecheck.extract.mail",
    "tonecheck.extract.markup", "tonecheck.frontends.writing", "tonecheck.proving",
    "tonecheck.rewriting", "tonecheck.ruleset.compiler", "tonecheck.ruleset.loader",
    "tonecheck.scope.suppression", "tonecheck.silencing", "tonecheck.tuning",
)  # fmt: skip
"""What a check of a calm text has no use for."""

MOST_OF_OURS = 56
"""Modules of ours that such a check may load."""


def modules_after(code: str) -> set[str]:
    code += "\nimport sys; print('', *sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True
    )
    return set(done.stdout.splitlines()[-1].split())


def loaded(code: str) -> set[str]:
    return {name.partition(".")[0] for name in modules_after(code)} & set(HEAVY)


@pytest.mark.parametrize(
    "code", ["import tonecheck", "import tonecheck.frontends.cli", "from tonecheck import Config"]
)
def test_importing_the_package_or_the_command_line_loads_nothing_heavy(code):
    assert loaded(code) == set()


CHECK = """
from tonecheck.frontends.cli import main
try:
    main(["check", {name!r}])
except SystemExit as done:
    assert done.code == 0
"""


@pytest.mark.usefixtures("checker")  # the rules are compiled
def test_a_check_of_a_calm_text_loads_what_it_uses(tmp_path):
    calm = tmp_path / "calm.txt"
    calm.write_text("Dear Bob,\n\nThank you for your time. I'll call on Monday at 9:30.\n")
    now = modules_after(CHECK.format(name=str(calm)))
    before = modules_after("import site")
    top = {name.partition(".")[0] for name in now - before} - sys.stdlib_module_names
    # msgpack is made by Cython, which puts modules of its own beside it.
    assert {name for name in top if "cython" not in name} == {"tonecheck", "click", "msgpack"}
    assert now & {*UNUSED} <= before
    assert len([name for name in now if name.startswith("tonecheck")]) <= MOST_OF_OURS


def test_the_public_names_are_all_there():
    import tonecheck

    assert {name for name in tonecheck.__all__ if getattr(tonecheck, name)} == set(
        tonecheck.__all__
    )
    assert set(tonecheck.__all__) <= set(dir(tonecheck))
    with pytest.raises(AttributeError, match="no attribute 'chekc'"):
        tonecheck.chekc  # noqa: B018
