from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tonecheck import Checker, Cue
from tonecheck.analysis import cues
from tonecheck.extract.plain import plain_message

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

# The configuration of whoever runs the tests speaks for their own mail only.
os.environ["XDG_CONFIG_HOME"] = os.devnull

settings.register_profile(
    "here", max_examples=100, deadline=None, suppress_health_check=list(HealthCheck)
)
settings.register_profile("ci", settings.get_profile("here"), max_examples=500)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(scope="session")
def checker() -> Checker:
    return Checker()


@pytest.fixture(scope="session")
def job_checker() -> Checker:
    return Checker(profile="job-rejection")


def cues_in(checker: Checker, text: str) -> list[Cue]:
    """Every cue that counts in `text`, whatever it adds up to."""
    return [*cues(checker.analyse(plain_message(text)))]


# A rule by its `patterns` and, on a line of their own, `more` keys; its examples prove nothing.
PROBE = """\
category: hostile
rules:
  - id: hostile.probe
    weight: 0.9
    message: "It probes."
    why: "Only a probe."
    patterns: %s
    %s
    rewrite: ["I see this differently."]
    examples: {bad: ["[[x]]", "[[y]]"], good: ["a", "b"]}
"""


def probed(checker: Checker, text: str) -> list[str]:
    """What the rule of `PROBE` finds in `text`."""
    return [cue.text for cue in cues_in(checker, text) if cue.rule_id == "hostile.probe"]


@pytest.fixture
def rule_folder(tmp_path: Path):
    """Writes one rule file and gives its folder."""

    def write(text: str, name: str = "ours.yaml") -> Path:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path

    return write
