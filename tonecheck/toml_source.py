"""TOML with the line on which each key stands: the standard library's reader tells none."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tonecheck.errors import ConfigError

MAX_CHARACTERS = 1 << 18
_PATIENCE = 1 << 20
"""How many characters are read to find lines: a value over many lines may be tried often."""
_CLOSERS = ("]", "}", '"""', "'''")

Key = tuple[str | int, ...]

# The end of every message: Expected '=' after a key in a key/value pair (at line 3, column 5)
_AT_LINE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


@dataclass(frozen=True)
class TomlSource:
    """The data of one TOML text, and the line of a key when somebody asks."""

    data: dict[str, Any]
    text: str

    def line(self, key: Key) -> int:
        """The 1-based line of `key`, such as ``("overrides", 0, "paths")``, or of its table."""
        while key and key not in self._lines:
            key = key[:-1]
        return self._lines.get(key, 1)

    @cached_property
    def _lines(self) -> dict[Key, int]:
        lines: dict[Key, int] = {}
        table: Key = ()
        for number, statement, is_header in _statements(self.text):
            path: Key = _only_path(statement)
            if is_header:
                table = path = _numbered(statement, lines)
            else:
                path = table + path
            for depth in range(1, len(path) + 1):
                lines.setdefault(path[:depth], number)
        return lines


def read_toml(text: str, path: object) -> TomlSource:
    """What `text` says; ConfigError names `path` and the line where it is no TOML."""
    if len(text) > MAX_CHARACTERS:
        problem = f"has {len(text)} characters; expected at most {MAX_CHARACTERS}"
        raise ConfigError(problem, path=path)
    try:
        return TomlSource(tomllib.loads(text), text)
    except tomllib.TOMLDecodeError as err:
        found = _AT_LINE.search(str(err))
        line = int(found[1]) if found and found[1] else text.count("\n") + 1
        problem = f"is not valid TOML: {_AT_LINE.sub('', str(err))}"
        raise ConfigError(problem, path=path, line=line) from err
    except RecursionError as err:
        raise ConfigError("is nested too deeply; expected less", path=path) from err


def _statements(text: str) -> Iterator[tuple[int, dict[str, Any], bool]]:
    """Each statement of valid TOML by itself: first line, what it says, whether it is a header.

    A statement ends at the first line break where what came since the last one is whole. A text
    that is made to be slow has its last statements left out.
    """
    first, pending, patience = 1, "", _PATIENCE
    for number, line in enumerate(text.split("\n"), 1):
        goes_on, pending = bool(pending), pending + line + "\n"
        if goes_on and not any(closer in line for closer in _CLOSERS):
            continue
        patience -= len(pending)
        if patience < 0:
            return
        try:
            said = tomllib.loads(pending)
        except tomllib.TOMLDecodeError:
            continue
        if said:
            yield first, said, pending.lstrip().startswith("[")
        first, pending = number + 1, ""


def _only_path(said: dict[str, Any]) -> Key:
    """The keys of the one chain of tables that a statement is."""
    path: Key = ()
    value: Any = said
    while isinstance(value, dict) and len(value) == 1:
        ((name, value),) = value.items()
        path = (*path, name)
    return path


def _numbered(said: dict[str, Any], lines: dict[Key, int]) -> Key:
    """The key of a header: a table of an array by its number, a new one for ``[[name]]``."""
    key: Key = ()
    value: Any = said
    while isinstance(value, dict) and value:
        ((name, value),) = value.items()
        key = (*key, name)
        count = 0
        while (*key, count) in lines:
            count += 1
        if value == [{}]:
            key = (*key, count)
        elif count:
            key = (*key, count - 1)
    return key
