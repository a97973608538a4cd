"""Filling the braces of a rewrite from the sentence that it replaces."""

from __future__ import annotations

import re
from collections.abc import Mapping

_SLOT = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_TRAILING = " \t\n.,;:!?"
# "the scores now", "it immediately": urgency has no place in a request.
_PRESSING = re.compile(
    r"[,\s]+(?:now|asap|immediately|at once|right (?:now|away)|today|please|or else)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
_OPENER = re.compile(
    r"^(?:(?:and|so|then|now|just|also|ok|okay|please|kindly|well|but)[,\s]+)+", re.IGNORECASE
)


def slots_of(template: str) -> tuple[str, ...]:
    """The names in braces that `template` uses."""
    return tuple(_SLOT.findall(template))


def fill(template: str, values: Mapping[str, str]) -> str | None:
    """`template` with every brace filled, or None where a value is missing."""
    for name in slots_of(template):
        if not values.get(name):
            return None
    return _SLOT.sub(lambda slot: values[slot[1]], template)


def trimmed(value: str) -> str:
    """A captured value as it reads inside another sentence."""
    return " ".join(value.split()).strip(_TRAILING)


def request_of(sentence: str) -> str:
    """What an imperative sentence asks for, ready to follow "Could you"."""
    words = _OPENER.sub("", " ".join(sentence.split()))
    words = _PRESSING.sub("", words).strip(_TRAILING)
    return words[:1].lower() + words[1:]
