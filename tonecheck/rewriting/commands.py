"""Orders, demands and obligations read as what they ask for."""

from __future__ import annotations

import re
from dataclasses import replace

from tonecheck.rewriting.announcements import announced, promised
from tonecheck.rewriting.clauses import Clause
from tonecheck.rewriting.demands import needed, refused, told_or_paid, wanted
from tonecheck.rewriting.obligations import arranged, deadline, headed, overdue
from tonecheck.rewriting.orders import forbidden, ordered
from tonecheck.rewriting.outcomes import due, ruled
from tonecheck.rewriting.saying import Saying
from tonecheck.rewriting.venom import plain_verbs

_LEAD = re.compile(
    r"^(?:(?:please|kindly|first(?: of all)?|second(?:ly)?|just|now|then|so|next time|this time|"
    r"for now|in future|in return|from now on|from today|as of (?:now|today)|until then|"
    r"before [^,]{3,50}? (?=(?:i|we) (?:require|want|need|expect|demand)\b)|"
    r"in the meantime|meanwhile|(?:do )?try (?:to|and)|before (?:i|we) [^,]{3,60}(?=,)|"
    r"do (?!it|that|this|what|not|so|the|you|me|your|us)(?=\w+ )|"
    r"(?:since|as(?! for| to| soon)) [^,]{6,70}(?=,)|"
    r"(?:given|considering|in view of|seeing) [^,]{3,60}),? )+",
    re.IGNORECASE,
)
# "move it by Friday or the next letter comes from my union"
_OR_ELSE = re.compile(
    r",? or (?:else\b|(?:the|my|our|your|i|we|you|it|this|that|somebody|someone) .*\b(?:will|"
    r"comes?|goes|go|is|are|can|am|gets?|has|have|shall|cancel|walk|leave)\b).*$",
    re.IGNORECASE,
)
# "all of it back, no credits, no payment plans"
_NO_MORE = re.compile(r"(?:, (?:and |but )?(?:no|not) (?!later)[^,\d]*)+$", re.IGNORECASE)
# "put it up and stop finding reasons", "the file and will take no excuse": half of it presses on.
_AND_NO = re.compile(
    r",? take it$| before you \w+ (?:another|any more|one more)\b.*$|"
    r",? if you can (?:find|muster|spare|bring)\b.*$| instead of \w+ing\b.*$|"
    r",? (?:and|because|since) [\"“][^\"”]+[\"”] (?:is|will|does|would) not\b.*$|"
    r",? and (?:those|anyone|anybody|whoever)\b.*\b(?:will|shall)\b.*$|"
    r",? and \w+ (?:i|we) (?:do|will) not\b.*$|"
    r",? seeing (?:as|that) .*$|,? thank(?:s|ing)(?: you)?\b.*$|"
    r",? (?:because|as|since|for) (?:my|our|the) next (?:call|letter|mail|email|e-mail|message|"
    r"stop|step|visit|post|one) .*$|"
    r",? and be (?:responsible|reasonable|honest|professional|serious|decent|quick|fair|"
    r"polite)\b[^,]*$|,? (?:because|since|as) (?:tomorrow |tonight |then |next \w+ |"
    r"on \w+day )?(?:i|we) (?:am|are|will be) (?:coming|calling|sending|telling|taking|bringing|"
    r"going to (?:keep|call|write|tell|take|report|post|send))\b.*$|"
    r",? if (?:that|it) is not (?:too|asking|more|above|beyond)\b.*$|"
    r",? and (?:(?:then |please )?(?:stop|quit) (?:finding|making|looking|inventing|wasting|"
    r"stalling|whining|pretending|hiding|messing|playing|telling|acting|lying|talking|dithering|"
    r"sending me)|(?:i |we )?(?:will|would|shall|do|am|are|can|have) (?:not|no|never)\b|"
    r"nothing (?:below|less|under|else)\b|(?:i |we )?(?:will|shall) (?:accept|take|hear|"
    r"tolerate)\b|\w+ means\b|(?:until|unless|as long as) .*\b(?:i|we) (?:do|will|shall|would|"
    r"have)\b|spare me|no \w+ing\b|(?:do not|never) (?:give|tell|even|come|try|dare|bother|"
    r"ask)\b).*$",
    re.IGNORECASE,
)
_SCORN = re.compile(
    r"\b(?:your failure|"
    r"shove|stuff it|stick it|for a change|brain|good laugh|to my face|see what happens|"
    r"start (?:your|the|a new) search|look elsewhere|not interested|tell me(?=,)|(?:find|"
    r"get) (?:yourself|somebody|someone|another)(?! to\b)|yoursel(?:f|ves)|your own|(?:if|"
    r"where) (?:that|this|it) is where (?:i|we) belong)\b",
    re.IGNORECASE,
)


# "find it until Saturday": by Saturday, for what is done once.
_LATEST = re.compile(
    r"\buntil (?=\w+day\b|tomorrow|noon|tonight|\d|"
    r"the (?:\d|weekend)|next|this)"
)
_UNTIL = re.compile(
    r"^((?:know|hear|find|bring|send|return|deliver|pay|fix|finish|repair|answer|give|get|"
    r"let me know)\b.*?"
    r"\b)until (?=\w+day\b|tomorrow|noon|tonight|\d|the \d|next|this)",
    re.IGNORECASE,
)


def asked(clause: Clause) -> Saying | None:
    """What an order, a demand or an obligation asks for; None for any other clause."""
    text = plain_verbs(_LEAD.sub("", clause.text.rstrip("?!. ")))
    text = _OR_ELSE.sub("", _AND_NO.sub("", _NO_MORE.sub("", text)))
    if _SCORN.search(text):
        return None
    readings = (reader(text) for reader in _READERS)
    saying = next((saying for saying in readings if saying is not None), None)
    if saying is not None and saying.kind == "have":
        return replace(saying, words=_LATEST.sub("by ", saying.words))
    return saying and replace(saying, words=_UNTIL.sub(r"\1by ", saying.words))


_READERS = (
    deadline, promised, needed, arranged, announced, refused, headed, ruled, told_or_paid, wanted,
    overdue, forbidden, ordered, due,
)  # fmt: skip
"""Who tries to read a clause, in order: the first who can has the word."""
