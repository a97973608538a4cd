"""The strings of YAML documents, where they stand, by PyYAML's events and their marks.

Events neither follow aliases nor build objects, so no document grows while it is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from tonecheck.errors import ExtractError
from tonecheck.extract.strings import Text

# What PyYAML refuses to read, of which only the place matters here.
_UNPRINTABLE = yaml.reader.Reader.NON_PRINTABLE
# "&anchor !tag " before a string
_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")
_HEADER = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)?")
_FIRST_LINE = re.compile(r"(?:[ \t]*(?:\r\n|\r|\n))*( *)")
_BLANK = " \t\r\n"
_DEEPEST = 100
"""How deep collections may stand in one another: PyYAML's time is quadratic in it."""


def yaml_texts(source: str) -> Iterator[tuple[Text, ...]]:
    """The strings of the documents in `source`, blocks without the blanks at their end.

    Raises ExtractError where it is no YAML.
    """
    places = _Places()
    try:
        for event in yaml.parse(_UNPRINTABLE.sub("\ufffd", source), Loader=yaml.BaseLoader):
            path = places.take(event)
            if path is not None and isinstance(event, yaml.ScalarEvent):
                yield (_text(source, event, ".".join(path)),)
    except yaml.MarkedYAMLError as err:
        line = err.problem_mark.line + 1 if err.problem_mark else None
        raise ExtractError(f"is no YAML: {err.problem}", line=line) from err
    except (yaml.YAMLError, RecursionError) as err:
        raise ExtractError(f"is no YAML: {err}") from err


class _Place:
    """An open collection: the keys above it; of a list the next index; of a mapping the key."""

    def __init__(self, above: tuple[str, ...], index: int | None, key: str | None = None) -> None:
        self.above = above
        self.index = index
        self.key = key

    def path(self) -> tuple[str, ...]:
        return (*self.above, str(self.index) if self.index is not None else self.key or "?")

    def filled(self) -> None:
        """One item more, or a mapping's key or value."""
        if self.index is not None:
            self.index += 1
        else:
            self.key = "?" if self.key is None else None


class _Places:
    """Follows events and knows under which keys each stands."""

    def __init__(self) -> None:
        self._open: list[_Place] = []

    def take(self, event: yaml.Event) -> tuple[str, ...] | None:
        """The path of `event`, None where it is no value."""
        place = self._open[-1] if self._open else None
        path = place.path() if place else ()
        if isinstance(event, yaml.CollectionStartEvent):
            is_list = isinstance(event, yaml.SequenceStartEvent)
            self._open.append(_Place(path, 0 if is_list else None))
            if len(self._open) > _DEEPEST:
                line = event.start_mark.line + 1 if event.start_mark else None
                problem = f"is nested more than {_DEEPEST} deep; expected less"
                raise ExtractError(problem, line=line)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
            if self._open:
                self._open[-1].filled()
        elif isinstance(event, yaml.NodeEvent) and place:
            is_key = place.index is None and place.key is None
            place.filled()
            if is_key:
                place.key = event.value if isinstance(event, yaml.ScalarEvent) else "?"
                return None
        return path


def _text(source: str, event: yaml.ScalarEvent, path: str) -> Text:
    assert event.start_mark is not None
    assert event.end_mark is not None
    start, end = event.start_mark.index, event.end_mark.index
    found = _PROPERTIES.match(source, start, end)
    start = found.end() if found else start
    if event.style in ("'", '"'):
        return Text(
            path, start + 1, end - 1, "single" if event.style == "'" else "escaped", folds=True
        )
    if event.style not in ("|", ">"):
        return Text(path, min(start, end), end, "plain", folds=True)
    header = _HEADER.match(source, start, end)
    start = header.end() if header else start
    end = max(start, start + len(source[start:end].rstrip(_BLANK)))
    margin = _FIRST_LINE.match(source, start, end)
    if event.style == ">":
        return Text(path, margin.end() if margin else start, end, "block", folds=True)
    said = _FIRST_LINE.match(event.value)
    indent = len(margin[1]) - len(said[1]) if margin and said else 0
    return Text(path, start, end, "block", indent=indent)
