"""What the writer is doing, as leave that they ask, and what they promise, as a promise."""

from __future__ import annotations

import re

from tonecheck.rewriting.saying import Saying
from tonecheck.rewriting.speech import lemma

_DOING_IT = re.compile(
    r"^(?P<who>i|we) (?:am|are) (?:now |also )?(?P<verb>[a-z]+ing) "
    r"(?P<rest>(?:my|our|the|this|that|these|it|all|both|every)\b.*)$",
    re.IGNORECASE,
)
_PROMISED = re.compile(
    r"you (?:will|shall) (?:have|get|receive) (?P<it>(?:my|our) (?:answer|reply|decision|comments|"
    r"response|form|payment|invoice|draft)\b(?: (?:by|on|before|in|within|tomorrow|today|tonight)\b"
    r"[^,;]*)?)$",
    re.IGNORECASE,
)
PROMISE = "I will let you have"
# What one is doing anyway, and asks nobody's leave for.
_AT_EASE = frozenset(
    "write try run read use watch enjoy pay spend carry hold cover skip be have do know think see "
    "want need expect feel hope look lose get give sit stand ask tell await keep face".split()
)


def promised(text: str) -> Saying | None:
    """ "You will have my answer by noon": I will let you have it."""
    found = _PROMISED.match(text)
    return Saying("fact", f"{PROMISE} {found['it']}") if found else None


def announced(text: str) -> Saying | None:
    """Leave to do what one says one is doing: "I am taking the sync out of the calendar"."""
    found = _DOING_IT.match(text)
    verb = lemma(found["verb"]) if found else ""
    if found is None or not verb or verb in _AT_EASE or re.search(r"\byou", found["rest"]):
        return None
    what = f"{verb} {found['rest']}"
    return Saying("may", what) if found["who"].lower() == "i" else Saying("let", what, "we")
