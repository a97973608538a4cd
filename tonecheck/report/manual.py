"""The page of one rule, made from its rule file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tonecheck.ruleset.loader import LoadedCourtesy, LoadedRule
from tonecheck.ruleset.schema import BadExample, Feature


def rule_page(loaded: LoadedRule | LoadedCourtesy) -> str:
    """What it finds, why, what to write instead, and what it leaves alone."""
    return "\n".join(_rule(loaded) if isinstance(loaded, LoadedRule) else _courtesy(loaded))


def _rule(loaded: LoadedRule) -> Iterator[str]:
    rule = loaded.rule
    yield f"{rule.id}  ({loaded.category.value}, weight {rule.weight:g})"
    yield ""
    yield f"  {rule.message}"
    yield f"  Why: {rule.why}"
    yield from _list("What it finds", [_bad(example) for example in rule.examples.bad])
    yield from _list("Instead", rule.rewrite)
    yield from _list("Not flagged", rule.examples.good)
    yield from _list("Patterns", [_pattern(pattern) for pattern in rule.patterns])
    yield from _list("Unless", rule.unless)
    yield from _list("Only with", rule.requires)
    yield from _list("Where", [f"{k}: {v}" for k, v in rule.where.model_dump().items() if v])
    yield from _list("Guards", sorted(loaded.guards))
    yield from _list("Needs", rule.needs)
    yield from _list("Source", [rule.source] if rule.source else [])
    yield from _list("File", [f"{loaded.place.path}:{loaded.place.line}"])


def _courtesy(loaded: LoadedCourtesy) -> Iterator[str]:
    rule = loaded.rule
    yield f"{rule.id}  (courtesy: {rule.element})"
    yield from _list("What it recognises", rule.examples.good)
    yield from _list("What it does not", [_bad(example) for example in rule.examples.bad])
    yield from _list("Patterns", [_pattern(pattern) for pattern in rule.patterns])
    yield from _list("File", [f"{loaded.place.path}:{loaded.place.line}"])


def _list(title: str, items: Sequence[str]) -> Iterator[str]:
    if items:
        yield ""
        yield f"  {title}"
        yield from (f"    {item}" for item in items)


def _bad(example: str | BadExample) -> str:
    return example if isinstance(example, str) else example.text


def _pattern(pattern: object) -> str:
    return f"feature: {pattern.feature}" if isinstance(pattern, Feature) else str(pattern)
