"""What the writer says they are doing, as leave that they ask: "I am moving the stall"."""

from __future__ import annotations

import re

from tonecheck.rewriting.saying import Saying
from tonecheck.rewriting.speech import lemma

_DOING_IT = re.compile(
    r"^(?P<who>i|we) (?:am|are) (?:now |also )?(?P<verb>[a-z]+ing) "
    r"(?P<rest>(?:my|our|the|this|that|these|it|all|both|every)\b.*)$",
    re.IGNORECASE,
)
# What one is doing anyway, and asks nobody's leave for.
_AT_EASE = frozenset(
    "write try run read use watch enjoy pay spend carry hold cover skip be have do know think see "
    "want need expect feel hope look lose get give sit stand ask tell await keep face".split()
)


def announced(text: str) -> Saying | None:
    """Leave to do what one says one is doing: "I am taking the sync out of the calendar"."""
    found = _DOING_IT.match(text)
    verb = lemma(found["verb"]) if found else ""
    if found is None or not verb or verb in _AT_EASE or re.search(r"\byou", found["rest"]):
        return None
    what = f"{verb} {found['rest']}"
    return Saying("may", what) if found["who"].lower() == "i" else Saying("let", what, "we")
