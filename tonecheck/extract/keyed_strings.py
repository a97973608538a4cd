"""The strings of JSON and TOML documents, where they stand.

json, tomllib and tomlkit read these but tell no places; so json and tomllib say whether a document
is right, and this, which may then trust it, where its strings are.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator

from tonecheck.errors import ExtractError
from tonecheck.extract.strings import Text, read

# Strings before all else: what they hold looks like anything.
_TOKEN = re.compile(
    r"""
    (?P<string>"{3}(?:[^"\\]|\\.|"(?!""))*"{3,5}|'{3}(?:[^']|'(?!''))*'{3,5}
      |"(?:[^"\\\n]|\\.)*"|'[^'\n]*')
    |(?P<comment>\#[^\n]*)
    |(?P<mark>[\[\]{}=:,\n])
    |(?P<word>[^\s"'\#\[\]{}=:,.]+)""",
    re.VERBOSE | re.DOTALL,
)

_FIRST_NEWLINE = re.compile(r"(?:\r\n|\n)?")


def json_texts(source: str) -> Iterator[tuple[Text, ...]]:
    """The strings of a JSON document; raises ExtractError where it is none."""
    try:
        json.loads(source)
    except RecursionError as err:
        raise ExtractError("is nested too deep; expected fewer brackets in one another") from err
    except ValueError as err:
        line = err.lineno if isinstance(err, json.JSONDecodeError) else None
        problem = f"is no JSON: {err.msg if isinstance(err, json.JSONDecodeError) else err}"
        raise ExtractError(problem, line=line) from err
    yield from _Walk(is_toml=False).texts(source)


def toml_texts(source: str) -> Iterator[tuple[Text, ...]]:
    """The strings of a TOML document; raises ExtractError where it is none."""
    try:
        tomllib.loads(source)
    except RecursionError as err:
        raise ExtractError("is nested too deep; expected fewer brackets in one another") from err
    except ValueError as err:
        raise ExtractError(f"is no TOML: {err}") from err
    yield from _Walk(is_toml=True).texts(source)


class _Walk:
    """Goes through the tokens of a right document and knows under which keys it is."""

    def __init__(self, *, is_toml: bool) -> None:
        self._is_toml = is_toml
        self._tables = Counter[tuple[str, ...]]()
        # For each bracket that is open the keys above it, and where it is in a list or None.
        self._open: list[tuple[tuple[str, ...], int | None]] = [((), None)]
        self._key: tuple[str, ...] = ()
        self._in_key = is_toml
        self._header = 0

    def texts(self, source: str) -> Iterator[tuple[Text, ...]]:
        for token in _TOKEN.finditer(source):
            if token.lastgroup == "string":
                text = _text(".".join(self._path()), token)
                if self._in_key:
                    self._key += (read(source, text),)
                else:
                    yield (text,)
            elif token.lastgroup == "word" and self._in_key:
                self._key += (token[0],)
            elif token.lastgroup == "mark":
                self._mark(token[0])

    def _path(self) -> tuple[str, ...]:
        above, index = self._open[-1]
        return above + (self._key if index is None else (str(index),))

    def _mark(self, mark: str) -> None:
        if self._in_key and mark in "[]":
            self._in_header(mark)
        elif mark in "[{":
            self._open.append((self._path(), 0 if mark == "[" else None))
            self._start(in_key=mark == "{")
        elif mark in "]}":
            self._open.pop()
            self._in_key = False
        elif mark == ",":
            above, index = self._open[-1]
            self._open[-1] = above, None if index is None else index + 1
            self._start(in_key=index is None)
        elif mark == "\n":
            if self._is_toml and len(self._open) == 1:
                self._start(in_key=True)
        else:
            self._in_key = False

    def _start(self, *, in_key: bool) -> None:
        self._key = ()
        self._in_key = in_key

    def _in_header(self, mark: str) -> None:
        """TOML's `[table]`, and `[[table]]`, of which there are several by one name."""
        if mark == "[":
            self._header += 1
            return
        if self._header == 2:
            self._tables[self._key] += 1
        self._header = 0
        if self._key:
            above: tuple[str, ...] = ()
            for length in range(1, len(self._key) + 1):
                count = self._tables[self._key[:length]]
                above += (self._key[length - 1], *([str(count - 1)] if count else []))
            self._open[0] = above, None
            self._key = ()


def _text(path: str, token: re.Match[str]) -> Text:
    """The string in `token`; TOML leaves out a newline that follows three quotation marks."""
    string = token[0]
    marks = 3 if string[:3] in ('"""', "'''") and len(string) >= 6 else 1
    start, end = token.start() + marks, token.end() - marks
    if marks == 3:
        start += len(_FIRST_NEWLINE.match(string, 3)[0])  # type: ignore[index]
    return Text(path, start, end, "escaped" if string[0] == '"' else "literal")
