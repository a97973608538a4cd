"""Ids, categories and globs that mean rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase

from tonecheck.errors import ConfigError, suggest


def matches(selector: str, rule_id: str) -> bool:
    """Whether `selector` (an id, a category or a glob) means `rule_id`."""
    return selector in (rule_id, rule_id.partition(".")[0]) or fnmatchcase(rule_id, selector)


def check_selectors(selectors: Iterable[str], known: Sequence[str]) -> None:
    """ConfigError for a selector that means no rule at all."""
    for selector in selectors:
        if not any(matches(selector, rule_id) for rule_id in known):
            raise ConfigError(f"no rule `{selector}`; {suggest(selector, known)}")
