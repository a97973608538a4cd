"""Every error that tonecheck raises for something a user can mend.

    ToneError
    ├── RuleError         a rule file, lexicon, cue file or profile is wrong
    ├── ConfigError       an option, or a configuration file, names something that does not exist
    ├── ExtractError      a source cannot be read as the kind of text it claims to be
    │   └── NoTextError   a mail has no part with text, such as a lone picture
    ├── WriteError        a file cannot be written back as it was found
    ├── SuppressionError  a comment that should silence something cannot be read
    └── PipelineError     a spaCy pipeline lacks what a caller asked of it

Each prints as one line: ``path:line: `key` is "seen"; expected this``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self


class ToneError(Exception):
    """One line for a person, with the place it speaks of as data."""

    def __init__(
        self,
        problem: str,
        *,
        path: object = None,
        line: int | None = None,
        key: str | None = None,
    ) -> None:
        self.problem = " ".join(problem.split())
        self.path = None if path is None else str(path)
        self.line = line
        self.key = key
        super().__init__(str(self))

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line) if part is not None)
        subject = f"`{self.key}` {self.problem}" if self.key else self.problem
        return f"{place}: {subject}" if place else subject

    def at(self, path: object) -> Self:
        """This error, at `path` if it names none yet."""
        return type(self)(self.problem, path=self.path or path, line=self.line, key=self.key)

    def __reduce__(self) -> tuple[object, ...]:
        return _restore, (type(self), self.problem, self.path, self.line, self.key)


class RuleError(ToneError):
    """A rule file, lexicon, cue file or profile is wrong."""


class ConfigError(ToneError):
    """An option, or a configuration file, names something that does not exist."""


class ExtractError(ToneError):
    """A source cannot be read as the kind of text it claims to be."""


class NoTextError(ExtractError):
    """A mail has no part with text, such as a lone picture or what is encrypted."""


class SuppressionError(ToneError):
    """A comment that should silence something cannot be read, or names no known rule."""


class WriteError(ToneError):
    """A file cannot be written back as it was found: nothing of it was changed."""


class PipelineError(ToneError):
    """A spaCy pipeline lacks what a caller asked of it."""


def suggest(seen: str, known: Iterable[str]) -> str:
    """A closing clause that names what is close to `seen`, or else what exists."""
    from difflib import get_close_matches

    names = sorted(known)
    close = get_close_matches(seen, names, n=3)
    if close:
        return "close: " + ", ".join(f"`{name}`" for name in close)
    shown = ", ".join(f"`{name}`" for name in names[:12])
    return f"there is {shown}" + (", ..." if len(names) > 12 else "")


def _restore(
    kind: type[ToneError], problem: str, path: str | None, line: int | None, key: str | None
) -> ToneError:
    return kind(problem, path=path, line=line, key=key)
