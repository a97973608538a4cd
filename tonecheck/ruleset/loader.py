"""Folders of YAML to one `RuleSet`: read, checked, merged; nothing compiled yet.

The kind of a file shows in its first key: ``category`` (rules), ``lexicons``, ``structures``,
``guard``, ``profile`` or ``off`` (switches); cue phrases with fitted weights stand in
``wording.tsv``. A later folder adds to the earlier ones, and a rule, lexicon, structure, guard,
profile or cue phrase of the same name takes the place of the earlier one.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from tonecheck.errors import RuleError, suggest
from tonecheck.findings import Category
from tonecheck.ruleset import builtin_folder, schema
from tonecheck.ruleset.strict_yaml import Document, Key, read
from tonecheck.ruleset.weights import Phrase, read_wording
from tonecheck.ruleset.wording import Weights

KINDS: dict[str, type[BaseModel]] = {
    "category": schema.RuleFile,
    "lexicons": schema.LexiconFile,
    "structures": schema.StructureFile,
    "guard": schema.CueFile,
    "profile": schema.Profile,
    "off": schema.OverlayFile,
}
NOT_RULES = frozenset(("drafts", "practice"))
"""Folders beside the rules that letters.py and scenarios.py read."""

_BRACES = re.compile(r"\{([^{}]*)\}")
_FILLED = ("request", "lowered")
"""What a rewrite may name besides the captures of its rule's patterns."""
_EXPECTED = {
    "bool_type": "true or false",
    "dict_type": "a mapping",
    "float_type": "a number",
    "greater_than_equal": "a number from {ge}",
    "less_than_equal": "a number up to {le}",
    "list_type": "a list",
    "model_type": "a mapping",
    "string_too_short": "some text",
    "too_short": "at least {min_length} of them",
}
"""In place of pydantic's words for its types of errors."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was read: for error messages. What is in it is at places of its own."""

    path: str
    document: Document
    key: Key = ()

    @property
    def line(self) -> int:
        """Its line, counted from 1, or that of what it stands in."""
        return self.document.line(self.key)

    def at(self, *key: str | int) -> Place:
        """The place of one key in what stands here."""
        return Place(self.path, self.document, (*self.key, *key))

    def error(self, problem: str, *, key: str | None = None) -> RuleError:
        """The error that names this place."""
        return RuleError(problem, path=self.path, line=self.line, key=key)


@dataclass(frozen=True, slots=True)
class LoadedRule:
    """A rule, the category and guards its file gives it, and where it stands."""

    rule: schema.Rule
    category: Category
    guards: frozenset[schema.Guard]
    place: Place


@dataclass(frozen=True, slots=True)
class LoadedCourtesy:
    """A gracious rule and where it stands."""

    rule: schema.Courtesy
    place: Place


@dataclass(frozen=True, slots=True)
class LoadedStructure:
    """A structure, its name, and where it stands."""

    name: str
    rule: schema.Structure
    place: Place


@dataclass
class RuleSet:
    """Everything that rule folders say, by name."""

    rules: dict[str, LoadedRule] = field(default_factory=dict)
    courtesies: dict[str, LoadedCourtesy] = field(default_factory=dict)
    lexicons: dict[str, tuple[schema.Lexicon, Place]] = field(default_factory=dict)
    structures: dict[str, LoadedStructure] = field(default_factory=dict)
    cues: dict[str, tuple[schema.CueFile, Place]] = field(default_factory=dict)
    profiles: dict[str, schema.Profile] = field(default_factory=dict)
    wording: dict[Phrase, Weights] = field(default_factory=dict)
    off: list[str] = field(default_factory=list)


def merged(rulesets: Iterable[RuleSet]) -> RuleSet:
    """The rules of `rulesets`, a later one over an earlier."""
    together = RuleSet()
    for found in rulesets:
        _merge(together, found)
    return together


@lru_cache(maxsize=1)
def builtin() -> RuleSet:
    """The built-in rules, read once a process."""
    return load_folder(builtin_folder())


def load_folder(folder: Path | str) -> RuleSet:
    """The rules of one folder or file alone; an id that stands in it twice is an error."""
    found = RuleSet()
    for path in _rule_files(Path(folder)):
        if path.suffix == ".tsv":
            found.wording.update(read_wording(path, _text(path)))
        else:
            _add_file(found, path)
    return found


def _rule_files(folder: Path) -> list[Path]:
    if folder.is_file():
        return [folder]
    if not folder.is_dir():
        raise RuleError("does not exist; expected a folder of rule files", path=folder)
    found = [
        Path(root, name)
        for root, _, names in os.walk(folder, onerror=_refuse)
        for name in names
        if name.endswith(".yaml") or name == "wording.tsv"
    ]
    files = sorted(path for path in found if path.relative_to(folder).parts[0] not in NOT_RULES)
    if not found:
        raise RuleError("holds no .yaml file; expected rule files", path=folder)
    return files


def _refuse(err: OSError) -> None:
    problem = f"cannot be read: {err.strerror}"
    raise RuleError(problem, path=err.filename) from err


def _add_file(found: RuleSet, path: Path) -> None:  # noqa: C901 - one case a kind of file
    document = read_document(path)
    content = validate(_model_of(document, path), document, path)
    file = Place(str(path), document)
    ids = found.rules | found.courtesies
    match content:
        case schema.RuleFile():
            for loaded in _tone_rules(content, file):
                _put(found.rules, loaded.rule.id, loaded, loaded.place.at("id"), ids)
        case schema.CourtesyFile():
            for courtesy in _courtesies(content, file):
                _put(found.courtesies, courtesy.rule.id, courtesy, courtesy.place.at("id"), ids)
        case schema.LexiconFile():
            for name, lexicon in content.lexicons.items():
                place = file.at("lexicons", name)
                if name in schema.SLOTS:
                    raise place.error("is the name of a slot; expected another name", key=name)
                _put(found.lexicons, name, (lexicon, place), place)
        case schema.StructureFile():
            for structure in _structures(content, file):
                _put(found.structures, structure.name, structure, structure.place)
        case schema.CueFile():
            _put(found.cues, content.guard, (content, file), file.at("guard"))
        case schema.Profile():
            _put(found.profiles, content.profile, content, file.at("profile"))
        case schema.OverlayFile():
            found.off.extend(content.off)


Held = TypeVar("Held")
Model = TypeVar("Model", bound=BaseModel)


def _put(
    held: dict[str, Held], name: str, item: Held, place: Place, others: Collection[str] = ()
) -> None:
    """Add `item` to `held`; a name that stands already is an error."""
    if name in held or name in others:
        raise place.error(f'is "{name}" a second time; expected it once', key="id")
    held[name] = item


def read_document(path: Path) -> Document:
    """The YAML in a file of rules; RuleError where it cannot be read or is not strict YAML."""
    return read(_text(path), path)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as err:
        raise RuleError(f"cannot be read: {err}", path=path) from err


def _model_of(document: Document, path: Path) -> type[BaseModel]:
    data = document.data
    if not isinstance(data, dict):
        raise RuleError("is not a mapping; expected keys such as `category`", path=path, line=1)
    if data.get("category") == "gracious":
        return schema.CourtesyFile
    for key, model in KINDS.items():
        if key in data:
            return model
    seen = ", ".join(f"`{key}`" for key in data) or "nothing"
    raise RuleError(
        f"has {seen}; expected one of {', '.join(f'`{key}`' for key in KINDS)}", path=path, line=1
    )


def validate(model: type[Model], document: Document, path: object) -> Model:
    """`document` as a `model`; RuleError names the line, the key, what was seen and expected."""
    try:
        return model.model_validate(document.data)
    except ValidationError as err:
        raise _error(err, model, document, path) from err


def _error(
    err: ValidationError, model: type[BaseModel], document: Document, path: object
) -> RuleError:
    first = max(err.errors(), key=lambda item: len(_known(item["loc"], document.data)))
    key = _known(first["loc"], document.data)
    names = [str(part) for part in key if isinstance(part, str)]
    name = names[-1] if names else None
    seen = _seen(document.data, key)
    match first["type"]:
        case "extra_forbidden":
            problem = f"is unknown here; {suggest(name or '', _field_names(model))}"
        case "missing":
            name = str(first["loc"][-1])
            problem = "is missing; expected it here"
        case "string_type":
            problem = f"is {seen!r}, not text; expected text (quote it)"
        case "union_tag_invalid" | "literal_error" | "enum":
            problem = (
                f"is {seen!r}; expected {first.get('ctx', {}).get('expected', 'another value')}"
            )
        case _:
            problem = f"is {_short(seen)}; expected {_expected(first)}"
    if "patterns" in first["loc"] and first["type"] in ("list_type", "model_type"):
        problem = f"is {_short(seen)}; expected a phrase, a token pattern or a feature"
    return RuleError(problem, path=path, line=document.line(key), key=name)


def _expected(error: Mapping[str, Any]) -> str:
    """What pydantic wants in the words of somebody who writes YAML."""
    words = _EXPECTED.get(error["type"])
    if words is None:
        message: str = error["msg"]
        return message.removeprefix("Input should be ")
    return words.format_map(error.get("ctx", {}))


def _known(loc: tuple[str | int, ...], data: Any) -> Key:
    """The longest key path of `loc` that stands in `data`; pydantic adds names of its types."""
    key: Key = ()
    for part in loc:
        is_key = isinstance(data, dict) and part in data
        if is_key or (isinstance(data, list) and isinstance(part, int) and part < len(data)):
            key, data = (*key, part), data[part]
    return key


def _seen(data: Any, key: Key) -> Any:
    for part in key:
        data = data[part]
    return data


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _field_names(model: type[BaseModel]) -> set[str]:
    """The keys of `model` and of the models defined beside it."""
    beside = vars(sys.modules[model.__module__]).values()
    models = [v for v in beside if isinstance(v, type) and issubclass(v, BaseModel)]
    return {name for model in models for name in model.model_fields}


def _tone_rules(content: schema.RuleFile, file: Place) -> Iterator[LoadedRule]:
    for index, rule in enumerate(content.rules):
        place = file.at("rules", index)
        _expect_prefix(rule.id, content.category.value, place)
        if rule.safe and rule.replace != "span":
            problem = "is true; expected `replace: span` with it"
            raise place.at("id").error(problem, key="safe")
        _prove_templates(rule, place)
        guards = frozenset(schema.DEFAULT_GUARDS) | set(content.guards) | set(rule.guards)
        yield LoadedRule(rule, content.category, guards - set(rule.unguarded), place)


def _prove_templates(rule: schema.Rule, place: Place) -> None:
    """RuleError for the first rewrite with a brace that nothing can ever fill."""
    notations = [pattern for pattern in rule.patterns if isinstance(pattern, str)]
    known = {*_FILLED, *(name for notation in notations for name in _BRACES.findall(notation))}
    for index, template in enumerate(rule.rewrite):
        for name in _BRACES.findall(template):
            if name not in known:
                problem = f"has {{{name}}}, which no pattern captures; {suggest(name, known)}"
                raise place.at("rewrite", index).error(problem, key="rewrite")


def _courtesies(content: schema.CourtesyFile, file: Place) -> Iterator[LoadedCourtesy]:
    for index, rule in enumerate(content.rules):
        place = file.at("rules", index)
        _expect_prefix(rule.id, "gracious", place)
        yield LoadedCourtesy(rule, place)


def _structures(content: schema.StructureFile, file: Place) -> Iterator[LoadedStructure]:
    for name, structure in content.structures.items():
        place = file.at("structures", name)
        if structure.where.message is not None:
            raise place.error("is given; a structure is looked for in a sentence", key="message")
        yield LoadedStructure(name, structure, place)


def _expect_prefix(rule_id: str, category: str, place: Place) -> None:
    if not rule_id.startswith(category + "."):
        problem = f'is "{rule_id}"; expected it to begin with "{category}."'
        raise place.at("id").error(problem, key="id")


def _merge(merged: RuleSet, found: RuleSet) -> None:
    merged.rules.update(found.rules)
    merged.courtesies.update(found.courtesies)
    merged.lexicons.update(found.lexicons)
    merged.structures.update(found.structures)
    merged.cues.update(found.cues)
    merged.profiles.update(found.profiles)
    if found.wording:
        merged.wording = merged.wording | found.wording if merged.wording else found.wording
    merged.off.extend(found.off)
