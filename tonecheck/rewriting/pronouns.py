"""What "it" and "them" stood for, once the clause that named it has gone."""

from __future__ import annotations

import re
from dataclasses import replace

from tonecheck.rewriting.saying import Saying
from tonecheck.rewriting.speech import read

_POINTS = re.compile(r"^(?P<verb>[a-z]+(?: (?:up|out|on|off|back))?) (?P<it>it|them)(?= |$)", re.I)
# "You have my notes": what one has is what is spoken of.
_HAD = re.compile(
    r"\b(?:have|has|had|got|hold|know|want|need) (?P<it>(?:my|our|the) (?:\w+ )?\w+)$|"
    r"\b(?:have|has|got|hold|know) (?P<first>(?:my|our|the) \w+)"
    r"(?= (?:in|on|at|until|till|from|since)\b)",
    re.IGNORECASE,
)
# "As for the £90 you kept, send it back"
_AS_FOR = re.compile(
    r"^as for (?P<thing>(?:the|my|our|that|this|those) [\w£€$.-]+(?: (?!you\b|that\b|which\b)"
    r"[\w£€$.-]+){0,3}?)(?= (?:that |which )?you\b|$)",
    re.IGNORECASE,
)


def named_again(saying: Saying, before: str) -> Saying:
    """`saying` with the thing that the clause `before`, which is not said, says one has.

    "You have my notes, so read them" asks to read the notes. It stays as it is where nothing of
    the right number is named, and where nothing was left out.
    """
    found = _POINTS.match(saying.words) if saying.kind == "ask" and before else None
    if found is None:
        return saying
    had = _HAD.search(before)
    thing = (had["it"] or had["first"]) if had else ""
    if as_for := _AS_FOR.match(before):
        thing = as_for["thing"]
    is_many = bool(thing) and read(thing)[-1].tag == "NNS"
    if not thing or is_many != (found["it"].lower() == "them"):
        return saying
    return replace(saying, words=f"{found['verb']} {thing}{saying.words[found.end() :]}")
