"""YAML in which words stay words and nothing is clever.

PyYAML's loaders turn ``no`` into False and ``12:30`` into 750, keep the last of two equal
keys, and grow without bound on aliases and merge keys. This reads PyYAML's event stream
instead: scalars follow YAML 1.2's core schema (so ``no``, ``on`` and ``12:30`` are text),
duplicate keys, anchors, aliases, merge keys and tags are refused, size and depth are capped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from tonecheck.errors import RuleError

MAX_CHARACTERS = 1 << 20
MAX_DEPTH = 20
MAX_EVENTS = 200_000

Key = tuple[str | int, ...]

_CONSTANTS: dict[str, Any] = {
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
    "null": None,
    "Null": None,
    "NULL": None,
    "~": None,
    "": None,
}
_INTEGER = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass
class Document:
    """Plain data and, for each key path such as ``("rules", 0, "weight")``, its 1-based line."""

    data: Any
    lines: dict[Key, int] = field(default_factory=dict)

    def line(self, key: Key) -> int:
        """The line of `key`, or of the nearest key around it."""
        while key and key not in self.lines:
            key = key[:-1]
        return self.lines.get(key, 1)


def read(text: str, path: object) -> Document:
    """The one document in `text`; RuleError names `path` and the line."""
    if len(text) > MAX_CHARACTERS:
        raise RuleError(f"has {len(text)} characters; expected at most {MAX_CHARACTERS}", path=path)
    reader = _Reader(text, path)
    try:
        return reader.document()
    except yaml.YAMLError as err:
        mark: Any = getattr(err, "problem_mark", None)
        problem = getattr(err, "problem", None) or str(err)
        line = None if mark is None else mark.line + 1
        raise RuleError(f"is not valid YAML: {problem}", path=path, line=line) from err


class _Reader:
    def __init__(self, text: str, path: object) -> None:
        self._events: Iterator[Any] = yaml.parse(text, Loader=_Loader)
        self._path = path
        self._count = 0
        self._document = Document(None)

    def document(self) -> Document:
        event = self._next()
        while not isinstance(event, (yaml.DocumentStartEvent, yaml.StreamEndEvent)):
            event = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            return self._document
        self._document.data = self._value(self._next(), ())
        self._next()
        end = self._next()
        if not isinstance(end, yaml.StreamEndEvent):
            raise self._error(end, "a second document; expected one document a file")
        return self._document

    def _next(self) -> Any:
        self._count += 1
        event = next(self._events)
        if self._count > MAX_EVENTS:
            raise self._error(event, f"more than {MAX_EVENTS} items; expected a smaller file")
        if isinstance(event, yaml.AliasEvent):
            raise self._error(event, f"the alias *{event.anchor}; expected it written out")
        if getattr(event, "anchor", None):
            raise self._error(event, f"the anchor &{event.anchor}; expected none")
        if getattr(event, "tag", None):
            raise self._error(event, f"the tag {event.tag}; expected none")
        return event

    def _value(self, event: Any, key: Key) -> Any:
        self._document.lines[key] = _line(event)
        if len(key) > MAX_DEPTH:
            raise self._error(event, f"nesting deeper than {MAX_DEPTH}; expected less")
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(key)
        return self._mapping(key)

    def _sequence(self, key: Key) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            items.append(self._value(event, (*key, len(items))))
        return items

    def _mapping(self, key: Key) -> dict[str, Any]:
        entries: dict[str, Any] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise self._error(event, "a key that is not a word; expected a word")
            name = event.value
            if name == "<<":
                raise self._error(event, "the merge key <<; expected the keys written out")
            if name in entries:
                raise self._error(event, "a second time; expected it once", key=name)
            entries[name] = self._value(self._next(), (*key, name))
            self._document.lines[(*key, name)] = _line(event)
        return entries

    def _error(self, event: Any, seen: str, key: str | None = None) -> RuleError:
        problem = f"stands here {seen}" if key else f"has {seen}"
        return RuleError(problem, path=self._path, line=_line(event), key=key)


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _scalar(event: Any) -> Any:
    text: str = event.value
    if event.style:
        return text
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text
