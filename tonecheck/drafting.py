"""A letter composed from a few answers: each sentence in one of several wordings."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence

from tonecheck.findings import Element
from tonecheck.ruleset.letters import Letter, Part, slots

Answers = Mapping[str, str | bool]
Choose = Callable[[Sequence[str]], str]
"""Picks one of several wordings: `random.choice`, or something that a test can foresee."""


def compose(letter: Letter, answers: Answers, choose: Choose) -> str:
    """The text of `letter`; among the wordings that fit, those that use most answers count.

    A yes-no answer that is not given counts with its default, a text one as empty.
    """
    given = complete(letter, answers)
    paragraphs = (_paragraph(parts, given, choose) for parts in letter.paragraphs)
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph) + "\n"


def complete(letter: Letter, answers: Answers) -> dict[str, str | bool]:
    """`answers` with defaults for the others, text on one line and free of control characters."""
    given: dict[str, str | bool] = {}
    for name, question in letter.answers.items():
        value = answers.get(name, question.default if question.kind == "yes_no" else "")
        given[name] = one_line(value) if isinstance(value, str) else value
    return given


def declined(letter: Letter, answers: Answers) -> frozenset[Element]:
    """The elements that the writer answered no to."""
    given = complete(letter, answers)
    return frozenset(
        question.element
        for name, question in letter.answers.items()
        if question.element is not None and given[name] is False
    )


def one_line(text: str) -> str:
    """`text` with every run of white space as one space, without control characters."""
    printable = (
        " " if character.isspace() else character
        for character in text
        if character.isspace() or unicodedata.category(character)[0] != "C"
    )
    return " ".join("".join(printable).split())


def _paragraph(parts: Sequence[Part], given: Answers, choose: Choose) -> str:
    return " ".join(_sentences(parts, given, choose))


def _sentences(parts: Sequence[Part], given: Answers, choose: Choose) -> Iterator[str]:
    for part in parts:
        if (part.when is None or given[part.when]) and (
            part.unless is None or not given[part.unless]
        ):
            yield choose(fitting(part, given)).format_map(given)


def fitting(part: Part, given: Answers) -> list[str]:
    """The wordings of `part` that can be filled and use as many of the answers as any can."""
    fillable = [
        wording for wording in part.wordings if all(given.get(name) for name in slots(wording))
    ]
    most = max(len(slots(wording)) for wording in fillable)
    return [wording for wording in fillable if len(slots(wording)) == most]
