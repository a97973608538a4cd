"""What is to be in the writer's hands, as what the reader could send: "that file in my inbox"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tonecheck.rewriting.saying import Saying

_HANDED = re.compile(
    r"be (?:back |sitting |lying |waiting )?(?:(?P<sent>in (?P<box>my|our) (?:inbox|mailbox|mail|"
    r"e-?mail|post)|with (?P<who>me|us))|(?:on|in|into) (?P<place>my|our) (?:desk|hands?))\b"
    r"(?P<rest>.*)$",
    re.IGNORECASE,
)
# "I want to see it in my inbox"
_SEEN = re.compile(
    r"(?:see|find|have) (?P<it>it|this|that|them) in (?P<box>my|our) (?:inbox|mail|mailbox)\b"
    r"(?P<rest>.*)$",
    re.IGNORECASE,
)
_WHOM = {"my": "me", "me": "me", "our": "us", "us": "us"}
# "I need 5 and 6, and I need them in an hour": one thing, and when.
_WHEN = re.compile(
    r"(?:be|them|it|this|both|all of (?:it|them)) (?P<when>(?:in|by|on|within|before|until|today|"
    r"tonight|tomorrow|this (?:week|month|morning|afternoon|evening))\b.*)$"
)
_THE_SAME = frozenset("it they this both".split())


def handed(requests: Sequence[Saying]) -> Iterator[Saying]:
    """`requests`, of which what shall be with the writer is asked of the reader, and once."""
    last: Saying | None = None
    for saying in map(_sent, requests):
        when = _WHEN.match(saying.words)
        is_same = saying.kind == "have" or saying.subject.lower() in _THE_SAME
        if last is not None and last.kind == "have" and is_same and when:
            mark = "," if "," in last.words else ""
            last = Saying("have", f"{last.words}{mark} {when['when']}")
            continue
        if last is not None:
            yield last
        last = saying
    if last is not None:
        yield last


def _sent(saying: Saying) -> Saying:
    """ "The file could be in my inbox": the reader could send it."""
    if saying.kind == "may" and (seen := _SEEN.match(saying.words)):
        return Saying("ask", f"send {seen['it']} to {_WHOM[seen['box'].lower()]}{seen['rest']}")
    found = _HANDED.match(saying.words) if saying.kind == "let" else None
    if found is None or saying.subject.lower() == "there":
        return saying
    whom = _WHOM[(found["box"] or found["who"] or found["place"]).lower()]
    thing = "them" if saying.subject.lower() == "they" else saying.subject
    if not found["sent"]:
        return Saying("ask", f"let {whom} have {thing}{found['rest']}")
    is_pronoun = thing.lower() in ("it", "them", "this", "that")
    sent = f"{thing} to {whom}" if is_pronoun else f"{whom} {thing}"
    return Saying("ask", f"send {sent}{found['rest']}")
