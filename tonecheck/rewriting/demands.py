"""Demands: what the writer wants to have, to do or to know.

"I want my money", "I need to know why", "a form letter will not do".
"""

from __future__ import annotations

import re

from tonecheck.rewriting.clauses import WRITER, subject_end
from tonecheck.rewriting.questions import embedded
from tonecheck.rewriting.saying import Saying
from tonecheck.rewriting.speech import is_base, is_finite, joined, lemma, read

_WANTED = re.compile(
    rf"^{WRITER} (?:want|demand|expect|expecting|need|be needing|"
    r"require|insist on|deserve|owed|entitled to|"
    r"be waiting for|waiting for|(?<=would )like(?= (?:that|this|it|the|my|an?) )|"
    r"(?<=will )have(?= (?:an?|the|that|my|this) )|(?<=will )accept(?= [£€$\d])|due|like to have|"
    r"looking for|after|await|request|asking for)(?: to (?:have|see|get|receive|"
    r"be given))?(?: now)? (?=[\w£€$])"
)
_OWED = re.compile(r"^you (?:still )?owe (?:me|us) (?!one\b)(?=\w)")
_OWED_FOR = re.compile(r"^you (?:still )?owe (?P<it>(?:me|us) for \w.*)$", re.IGNORECASE)
_BE_TOLD = re.compile(
    r"^(?P<who>i|we) (?:(?:must|should)|(?:expect|want|need|have|would like|ought|demand) to)"
    r" be (?P<done>told|given|sent|shown|paid|informed|refunded) (?P<rest>.+)$",
    re.IGNORECASE,
)
_MINE = re.compile(
    rf"^{WRITER} (?:still )?(?:want|need|expect|demand|insist on|like|would like|"
    r"expecting) to (?=\w)"
)
# "I insist on speaking to whoever decides"
_INSISTED = re.compile(
    rf"^{WRITER} insist on (?P<verb>speaking|talking|seeing|meeting|hearing|reading|knowing)"
    r"(?P<rest> .+)$",
    re.IGNORECASE,
)
_TOLD = frozenset(("knowing", "hearing"))
# "What I now want is a written answer"
_WHAT_I_WANT = re.compile(
    r"^(?:what|all) (?:i|we) (?:now |still |really )?(?:want|need|expect|ask for|am asking for|"
    r"require) is "
    r"(?=(?:an?|the|my|our|your|some|that)\b)",
    re.IGNORECASE,
)
# "I will have the plan done by tonight"
_OWN_TASK = re.compile(
    r"(?:i|we) will have .*\b(?:done|ready|finished|sent|written)\b", re.IGNORECASE
)
_WHERE = re.compile(
    r"^(?:so )?where (?:is|are) (?P<thing>(?:my|our|the|your|this|that|those|these) .+)$"
)
# "I would like to hear by noon that it is done"
_HEAR_BY = re.compile(
    r"(?:hear|know) (?P<by>(?:back )?(?:by|before|within|until) (?:[\w:]+ ){0,2}?[\w:]+)(?= "
    r"(?:that|whether|if|what|how|why)\b|$)",
    re.IGNORECASE,
)
_NEEDS = re.compile(
    r"^(?:the|my|our) (?:\w+ ){1,2}?(?:needs?|wants?|expects?|requires?|is waiting for|"
    r"are waiting for) (?P<thing>(?:an?|the|this|that|your|my|our|it|all|both)\b.*)$",
    re.IGNORECASE,
)
_TOO_LITTLE = re.compile(
    r"^(?P<thing>(?:an?|the|another|your|this|that) [^,]{3,50}?) (?:will|does|would|is) (?:not|"
    r"never) (?:be )?(?:accepted|do|enough|good enough|sufficient|suffice|acceptable|"
    r"satisfy \w+)$",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"^(?:both|all|it|the|my|our|a|an|this|that) .*\b(?:by|before|on my desk|in my inbox|within)\b",
    re.IGNORECASE,
)
_REFUSED = re.compile(
    r"^(?:i|we) (?:(?:flatly |simply )?refuse to|do not|will not|can not|am not going to|"
    r"am not prepared to|do not intend to) (?:accept|tolerate|put up with|believe|buy|hear|"
    r"hear about|stand for|recognise) "
    r"(?!(?:another|a|one more|any more|any other|any further|further|other|any) "
    r"(?:words?|answers?|excuses?|questions?)\b)(?=\S)"
)
_LEARNING = frozenset(("know", "hear", "understand", "see"))
# "I need to be given", "I would like to get"
_GIVEN = re.compile(r"^(?:have|get|be given) ")
_NAMING_TAGS = ("DT", "PR", "JJ", "NN")
_OPENING_TAGS = (*_NAMING_TAGS, "CD")
_OPENING_WORDS = frozenset("all every it this half answers".split())
_NO_THING = frozenset("you i we they he she nothing no that to better more".split())
_WHO_FOR_WHOM = {"him": "he", "her": "she", "them": "they"}
# "I want him off the list"
_WHERE_TO = frozenset("off out in back here there gone away".split())
_WHOLE = frozenset((*_WHO_FOR_WHOM, "this", "it"))
"""Words that are a thing by themselves."""


def wanted(text: str) -> Saying | None:
    """ "I want my money", "you owe us an answer", "where is my parcel", "we need to know why"."""
    low = text.lower()
    if to_do := _MINE.match(low):
        return _wish(text[to_do.end() :])
    if named := _by_name(text):
        return named
    if _OWN_TASK.match(low):
        return None
    if where := _WHERE.match(text):
        return Saying("know", f"where {where['thing']} {_be(where['thing'])}")
    if low.startswith(("i insist on", "we insist on")):
        text = re.sub(r"\b(and|or) on (?=(?:an?|the|my|our|your)\b)", r"\1 ", text)
    head = _WANTED.match(low) or _OWED.match(low)
    return _thing(text[head.end() :]) if head else None


def _by_name(text: str) -> Saying | None:
    """What is wanted by "I insist on hearing why" and "what I want is a written answer"."""
    if insisted := _INSISTED.match(text):
        told = embedded(insisted["rest"].strip()) if insisted["verb"].lower() in _TOLD else None
        return told or Saying("may", f"{lemma(insisted['verb'])}{insisted['rest']}")
    what = _WHAT_I_WANT.match(text)
    return _thing(text[what.end() :]) if what else None


def _wish(verb_phrase: str) -> Saying | None:
    """What the writer wants to do, to know or to have."""
    verb, _, rest = verb_phrase.partition(" ")
    if by := _HEAR_BY.match(verb_phrase):
        return Saying("ask", f"let me know {by['by']}")
    if verb.lower() in _LEARNING and (told := embedded(rest)):
        return told
    if verb.lower() in ("have", "get"):
        return _thing(_GIVEN.sub("", verb_phrase))
    return Saying("may", verb_phrase) if is_base(verb) and verb.lower() != "be" else None


def _be(thing: str) -> str:
    nouns = [word for word in read(thing) if word.tag[:2] == "NN"]
    return "are" if nouns and nouns[-1].tag.endswith("S") else "is"


def _thing(words_of_it: str) -> Saying | None:
    """A thing to have, or what it is to do: "a table to be free"."""
    words = read(words_of_it)
    first = words[0].lower if words else ""
    opens = bool(words) and (words[0].tag[:2] in _OPENING_TAGS or first in _OPENING_WORDS)
    if not opens or first in _NO_THING:
        return None
    if first in _WHO_FOR_WHOM and words[1:] and words[1].lower in _WHERE_TO:
        return Saying("let", f"be {joined(words[1:])}", _WHO_FOR_WHOM[first])
    end = 1 if first in _WHOLE else subject_end(words)
    if 0 < end < len(words) - 1 and words[end].lower == "to" and is_base(words[end + 1].text):
        who = joined(words[:end])
        return Saying("let", joined(words[end + 1 :]), _WHO_FOR_WHOM.get(who.lower(), who))
    return None if first in ("him", "her") else Saying("have", words_of_it)


def told_or_paid(text: str) -> Saying | None:
    """ "I expect to be told each month what it cost": tell me; "you owe me for March": pay me."""
    if told := _BE_TOLD.match(text):
        who = "me" if told["who"].lower() == "i" else "us"
        return Saying("ask", f"{lemma(told['done'])} {who} {told['rest']}")
    return Saying("ask", f"pay {owed['it']}") if (owed := _OWED_FOR.match(text)) else None


def needed(text: str) -> Saying | None:
    """ "The client needs your answer", "a form letter will not do", "both on my desk by noon"."""
    if needs := _NEEDS.match(text):
        return _thing(needs["thing"])
    if too_little := _TOO_LITTLE.match(text):
        return Saying("have", f"more than {too_little['thing']}")
    is_bare = _BARE.match(text) and not any(map(is_finite, read(text)))
    return _thing(text) if is_bare else None


def refused(text: str) -> Saying | None:
    """ "I refuse to accept X" as the wish to hear more about X."""
    head = _REFUSED.match(text.lower())
    if head is None:
        return None
    what = text[head.end() :]
    words = read(what)
    is_thing = bool(words) and words[0].tag[:2] in _NAMING_TAGS and words[0].tag != "PRP"
    return Saying("know", f"more about {what}") if is_thing or what[:1] in '"“' else None
