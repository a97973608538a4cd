"""Situations that `tonecheck practice` gives: ``rules/practice/*.yaml``, read and checked."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints

from tonecheck.errors import RuleError
from tonecheck.ruleset import builtin_folder
from tonecheck.ruleset.loader import read_document, validate
from tonecheck.ruleset.schema import Strict, Text

ScenarioId = Annotated[
    str, StringConstraints(strict=True, pattern=r"^[a-z]+\.[a-z0-9]+(-[a-z0-9]+)*$")
]


class Scenario(Strict):
    """A situation to answer: the mail that came or what happened, and what is at stake.

    `profile` says what a reply wants; `model` is one that has it.
    """

    id: ScenarioId
    title: Text
    kind: Text
    profile: Text
    incoming: Text | None = None
    happened: Text | None = None
    stake: Text
    model: Text


class ScenarioFile(Strict):
    """``rules/practice/<topic>.yaml``."""

    scenarios: Annotated[list[Scenario], Field(min_length=1)]


def load_scenarios(folders: Iterable[Path | str] = ()) -> dict[str, Scenario]:
    """The scenarios by id: the built-in ones and, over them, those in ``practice/`` of `folders`.

    Raises RuleError for a file that is wrong.
    """
    scenarios: dict[str, Scenario] = {}
    for folder in (builtin_folder(), *folders):
        found: dict[str, Scenario] = {}
        for path in sorted((Path(folder) / "practice").glob("*.yaml")):
            _add_file(found, path)
        scenarios.update(found)
    return scenarios


def _add_file(found: dict[str, Scenario], path: Path) -> None:
    document = read_document(path)
    content = validate(ScenarioFile, document, path)
    for index, scenario in enumerate(content.scenarios):
        line = document.line(("scenarios", index, "id"))
        if scenario.id in found:
            problem = f'is "{scenario.id}" a second time; expected it once'
            raise RuleError(problem, path=path, line=line, key="id")
        if (scenario.incoming is None) == (scenario.happened is None):
            problem = "expected `incoming` or `happened`, one of the two"
            raise RuleError(problem, path=path, line=line)
        found[scenario.id] = scenario
