"""Workflow commands of GitHub Actions, which show findings beside the lines of a change.

GitHub shows the first ten errors, warnings and notices of a step (actions/toolkit pull
request 734), so the gravest come first; the log holds them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tonecheck.report.advice import advice
from tonecheck.report.concise import line
from tonecheck.report.escaping import visible
from tonecheck.report.locations import relative
from tonecheck.report.results import Mark, Options, Result, marks, read_only
from tonecheck.report.summary import Tally

COMMANDS = {"info": "notice", "warning": "warning", "error": "error"}


def render(results: Iterable[Result], options: Options) -> Iterator[str]:
    """An annotation a finding, the gravest first, and a line for the run."""
    tally = Tally()
    found = [
        (checked.path, mark)
        for checked in read_only(tally.count(results))
        for mark in marks(checked)
    ]
    found.sort(key=lambda item: (-item[1].severity.rank, -item[1].score))
    for path, mark in found:
        yield _annotation(relative(path, options.root), mark, options)
    yield tally.line()


def _annotation(path: str, mark: Mark, options: Options) -> str:
    place = mark.place
    properties = {
        "title": visible(f"tonecheck ({mark.rule_id})"),
        "file": visible(path),
        "line": str(place.line),
        "endLine": str(place.end_line),
    }
    if place.line == place.end_line:  # columns over several lines are refused
        properties |= {"col": str(place.column), "endColumn": str(place.end_column)}
    named = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    said, *more = advice(mark, include_text=options.include_text)
    text = "\n".join((line(path, mark, said), *more))
    return f"::{COMMANDS[mark.severity]} {named}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
