"""What a check is told, and who said so: the profile, the rules, and which of them count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Literal, NamedTuple

from tonecheck.findings import Severity


@dataclass(frozen=True, slots=True)
class Config:
    """Settings of one `Checker` and of the commands around it.

    `rules` are folders or files over the built-in rules; `select` leaves only what its ids,
    categories or globs mean; findings of `ignore` are suppressed; `fail_on` is the severity
    from which a command exits with 1. `suppressions` says whether comments may silence
    findings, `unused_suppressions` how severe one is that silences nothing. Of a text longer
    than `max_text` characters only the beginning is checked, and its report says so.
    """

    profile: str = "general"
    rules: tuple[Path | str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: Severity = Severity.WARNING
    suppressions: bool = True
    unused_suppressions: Severity = Severity.INFO
    max_text: int = 200_000


NAMES = tuple(field.name for field in fields(Config))
"""The settings, as `Config` calls them; a file writes a hyphen for the underscore."""
PER_PATH = ("profile", "select", "ignore", "fail_on", "max_text")
"""The settings that an override may change for some paths."""


class Origin(NamedTuple):
    """Who said a value; `path` and `line` where it was a file."""

    kind: Literal["default", "user", "project", "config", "option"]
    path: Path | None = None
    line: int | None = None

    def __str__(self) -> str:
        return self.kind if self.path is None else f"{self.kind} {self.path}:{self.line}"


class Setting(NamedTuple):
    """One value and who said it."""

    value: Any
    origin: Origin


class Override(NamedTuple):
    """Settings for the paths under `base` that one of `globs` means."""

    base: Path
    globs: tuple[str, ...]
    settings: Mapping[str, Setting]

    def covers(self, path: Path) -> bool:
        """Whether `path`, which is absolute, is meant.

        A glob without a slash means file names, one that ends in a slash all that is in that
        folder; ``*`` crosses folders.
        """
        if not path.is_relative_to(self.base):
            return False
        relative = path.relative_to(self.base).as_posix()
        return any(
            fnmatchcase(relative if "/" in glob else path.name, glob + "*" * glob.endswith("/"))
            for glob in self.globs
        )


@dataclass(frozen=True, slots=True)
class Layer:
    """What one configuration file, or the command line, says."""

    settings: Mapping[str, Setting] = field(default_factory=dict)
    overrides: tuple[Override, ...] = ()

    def on(self, path: Path | None) -> dict[str, Setting]:
        """Its settings for one path: a later override over an earlier one, over the rest."""
        said = dict(self.settings)
        for override in self.overrides:
            if path is not None and override.covers(path):
                said.update(override.settings)
        return said


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting by name, with who said it."""

    values: Mapping[str, Setting]

    def config(self) -> Config:
        """The values alone, for a `Checker`."""
        return Config(**{name: setting.value for name, setting in self.values.items()})


def merge(layers: Iterable[Layer], path: Path | None = None) -> Settings:
    """The settings for `path`: each from the last of `layers` that says it, else the default."""
    default = Origin("default")
    values = {each.name: Setting(each.default, default) for each in fields(Config)}
    for layer in layers:
        values.update(layer.on(path))
    return Settings(values)


def key_of(name: str) -> str:
    """A setting as files and options call it."""
    return name.replace("_", "-")
