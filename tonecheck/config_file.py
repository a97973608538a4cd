"""One configuration file: `.tonecheck.toml`, `pyproject.toml` or the user's own.

A value is what its key expects or an error that names file, line and key. Rules stay beside the
file that names them: whoever writes a project's configuration can make tonecheck read nothing
else (path traversal; threats.md, row 9).
"""

from __future__ import annotations

import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal

from tonecheck.config import NAMES, PER_PATH, Config, Layer, Origin, Override, Setting, key_of
from tonecheck.errors import ConfigError, suggest
from tonecheck.findings import Severity
from tonecheck.toml_source import Key, TomlSource, read_toml

_SECTION: Key = ("tool", "tonecheck")
_LISTS = frozenset(("rules", "select", "ignore"))
_SEVERITIES = frozenset(("fail_on", "unused_suppressions"))
_DEFAULTS: dict[str, Any] = {setting.name: setting.default for setting in fields(Config)}
_EXPECTED = {bool: "true or false", str: "text", int: "a number from 1"}

Kind = Literal["user", "project", "config"]


def read_layer(path: Path, kind: Kind, *, globs_from: Path | None = None) -> Layer | None:
    """What the file at `path` says; None for a `pyproject.toml` that does not speak of us.

    Globs of overrides are relative to `globs_from`, or else to the folder of the file.
    Raises ConfigError for an unknown key, a value that is not expected, or rules outside.
    """
    source = read_toml(_text(path), path)
    section = _SECTION if path.name == "pyproject.toml" else ()
    table: Any = source.data
    for name in section:
        table = table.get(name) if isinstance(table, dict) else None
    if table is None:
        return None
    base = (globs_from or path.parent).absolute()
    return _File(path, kind, source).layer(table, section, base)


def _text(path: Path) -> str:
    try:
        if not path.is_file():
            raise ConfigError("is no file; expected a TOML file", path=path)
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError, ValueError) as err:
        raise ConfigError(f"cannot be read: {err}", path=path) from err


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    kind: Kind
    source: TomlSource

    def layer(self, table: Any, section: Key, base: Path) -> Layer:
        if not isinstance(table, dict):
            raise self._error(section, "a table")
        known = [key_of(name) for name in NAMES]
        plain = {key: value for key, value in table.items() if key != "overrides"}
        settings = self._settings(plain, section, known, ["overrides"])
        return Layer(settings, tuple(self._overrides(table, section, base)))

    def _settings(
        self, table: Mapping[str, Any], at: Key, known: list[str], others: list[str]
    ) -> dict[str, Setting]:
        settings = {}
        for key in table:
            if key not in known:
                raise self._fault((*at, key), f"is unknown here; {suggest(key, known + others)}")
            origin = Origin(self.kind, self.path, self.source.line((*at, key)))
            settings[key.replace("-", "_")] = Setting(self._value((*at, key)), origin)
        return settings

    def _overrides(self, table: Mapping[str, Any], section: Key, base: Path) -> Iterator[Override]:
        at: Key = (*section, "overrides")
        overrides = table.get("overrides", [])
        if not isinstance(overrides, list) or not all(isinstance(o, dict) for o in overrides):
            raise self._error(at, "[[overrides]] tables")
        for index, override in enumerate(overrides):
            here: Key = (*at, index)
            plain = {key: value for key, value in override.items() if key != "paths"}
            known = [key_of(name) for name in PER_PATH]
            settings = self._settings(plain, here, known, ["paths"])
            if "paths" not in override:
                raise self._fault((*here, "paths"), "is missing; expected a list of globs")
            yield Override(base, self._texts((*here, "paths")), settings)

    def _value(self, at: Key) -> Any:
        name = str(at[-1]).replace("-", "_")
        seen = self._seen(at)
        if name == "rules":
            return tuple(self._rules(text, at) for text in self._texts(at))
        if name in _LISTS:
            return self._texts(at)
        if name in _SEVERITIES:
            if seen not in list(Severity):
                raise self._error(at, "one of " + ", ".join(Severity))
            return Severity(seen)
        expected = type(_DEFAULTS[name])
        if type(seen) is not expected or (expected is int and seen < 1):
            raise self._error(at, _EXPECTED[expected])
        return seen

    def _texts(self, at: Key) -> tuple[str, ...]:
        seen = self._seen(at)
        if not isinstance(seen, list) or not all(isinstance(item, str) and item for item in seen):
            raise self._error(at, 'a list of texts, such as ["a", "b"]')
        return tuple(seen)

    def _rules(self, text: str, at: Key) -> Path:
        problem = rules_problem(text, self.path.parent)
        if problem:
            raise self._fault(at, f'is "{text}", {problem}')
        return self.path.parent / text

    def _seen(self, at: Key) -> Any:
        value: Any = self.source.data
        for part in at:
            value = value[part]
        return value

    def _error(self, at: Key, expected: str) -> ConfigError:
        seen = repr(self._seen(at))
        shown = seen if len(seen) <= 60 else seen[:59] + "…"
        return self._fault(at, f"is {shown}; expected {expected}")

    def _fault(self, at: Key, problem: str) -> ConfigError:
        return ConfigError(problem, path=self.path, line=self.source.line(at), key=str(at[-1]))


def rules_problem(text: str, base: Path) -> str | None:
    """What speaks against reading the rules `text` that a file in the folder `base` names.

    They must be files, or a folder of files, beneath `base`, links followed.
    """
    beside = "expected a file or folder beside or below this file"
    try:
        root = base.resolve()
        place = (base / text).resolve()
        if Path(text).is_absolute() or not place.is_relative_to(root) or place == root:
            return f"which leads elsewhere; {beside}"
        if not place.exists():
            return f"which does not exist; {beside}"
        for path in [place, *(place.rglob("*") if place.is_dir() else ())]:
            if not path.resolve().is_relative_to(root):
                return f"in which {path.name} leads elsewhere; {beside}"
            if not (path.is_dir() or stat.S_ISREG(path.stat().st_mode)):
                return f"in which {path.name} is no plain file; {beside}"
    except (OSError, RuntimeError, ValueError) as err:
        return f"which cannot be followed ({err}); {beside}"
    return None
