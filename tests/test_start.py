"""What a start imports: a command pays for what it uses."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import ROOT

HEAVY = ("spacy", "numpy", "textblob", "lemminflect", "yaml", "pydantic", "email")


def loaded(code: str) -> set[str]:
    code += "\nimport sys; print(*{name.partition('.')[0] for name in sys.modules})"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True
    )
    return set(done.stdout.split()) & set(HEAVY)


@pytest.mark.parametrize(
    "code", ["import tonecheck", "import tonecheck.frontends.cli", "from tonecheck import Config"]
)
def test_importing_the_package_or_the_command_line_loads_nothing_heavy(code):
    assert loaded(code) == set()


def test_the_public_names_are_all_there():
    import tonecheck

    assert {name for name in tonecheck.__all__ if getattr(tonecheck, name)} == set(
        tonecheck.__all__
    )
    assert set(tonecheck.__all__) <= set(dir(tonecheck))
    with pytest.raises(AttributeError, match="no attribute 'chekc'"):
        tonecheck.chekc  # noqa: B018
