"""Letters that `tonecheck draft` composes: ``rules/drafts/<name>.yaml``, read and checked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StrictBool, StringConstraints

from tonecheck.errors import RuleError, suggest
from tonecheck.findings import Element
from tonecheck.ruleset import builtin_folder
from tonecheck.ruleset.loader import read_document, validate
from tonecheck.ruleset.schema import Name, Strict, Text
from tonecheck.ruleset.strict_yaml import Document, Key

_SLOT = re.compile(r"\{([^{}]*)\}")
RESERVED = frozenset(("reply_to", "quote", "sender", "from", "output", "seed", "help"))
"""What is an option of every draft cannot be a question of one."""
Kind = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z]+(-[a-z]+)*$")]


class Question(Strict):
    """What a writer is asked; a "no" to a question with an `element` does without that."""

    question: Text
    kind: Literal["text", "yes_no"] = "text"
    default: StrictBool = False
    element: Element | None = None


class Part(Strict):
    """One sentence of a letter, in several wordings; `when` and `unless` name yes-no answers."""

    element: Element | None = None
    when: Name | None = None
    unless: Name | None = None
    wordings: Annotated[list[Text], Field(min_length=2)]


class Letter(Strict):
    """A kind of letter: what to ask, and what to say, sentence by sentence."""

    draft: Kind
    description: Text
    profile: Text
    answers: dict[Name, Question]
    paragraphs: Annotated[list[Annotated[list[Part], Field(min_length=1)]], Field(min_length=1)]


def slots(wording: str) -> frozenset[str]:
    """The names in braces: the answers that `wording` needs."""
    return frozenset(_SLOT.findall(wording))


def load_letters(folders: Iterable[Path | str] = ()) -> dict[str, Letter]:
    """The letters by name: the built-in ones and, over them, those in ``drafts/`` of `folders`.

    Raises RuleError for a file that is wrong.
    """
    letters: dict[str, Letter] = {}
    for folder in (builtin_folder(), *folders):
        for path in sorted((Path(folder) / "drafts").glob("*.yaml")):
            letter = read_letter(path)
            letters[letter.draft] = letter
    return letters


def read_letter(path: Path) -> Letter:
    """The letter in the file `path`."""
    document = read_document(path)
    letter = validate(Letter, document, path)
    for error in _mistakes(letter, document, path):
        raise error
    return letter


def _mistakes(letter: Letter, document: Document, path: Path) -> Iterator[RuleError]:
    """What the types cannot say: names that lead nowhere, parts that may stay without words."""
    asked = {
        kind: [name for name, answer in letter.answers.items() if answer.kind == kind]
        for kind in ("text", "yes_no")
    }
    for name in sorted(RESERVED.intersection(letter.answers)):
        line = document.line(("answers", name))
        yield RuleError(
            "is an option of every draft; expected another name", path=path, line=line, key=name
        )
    for row, paragraph in enumerate(letter.paragraphs):
        for column, part in enumerate(paragraph):
            for problem, at in _part_mistakes(part, asked):
                line = document.line(("paragraphs", row, column, *at))
                yield RuleError(problem, path=path, line=line, key=str(at[0]))


def _part_mistakes(part: Part, asked: Mapping[str, list[str]]) -> Iterator[tuple[str, Key]]:
    """What is wrong in one part, and the key inside it."""
    if all(slots(wording) for wording in part.wordings):
        yield "all have braces; expected one without, for when nothing is answered", ("wordings",)
    for index, wording in enumerate(part.wordings):
        for name in sorted(slots(wording) - set(asked["text"])):
            problem = f"has {{{name}}}, no text answer; {suggest(name, asked['text'])}"
            yield problem, ("wordings", index)
        if {"{", "}"} & set(_SLOT.sub("", wording)):
            yield "has a brace without its other half; expected {name}", ("wordings", index)
    for condition, wanted in (("when", part.when), ("unless", part.unless)):
        if wanted is not None and wanted not in asked["yes_no"]:
            problem = f'is "{wanted}", no yes-no answer; {suggest(wanted, asked["yes_no"])}'
            yield problem, (condition,)
