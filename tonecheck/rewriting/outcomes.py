"""Outcomes that are demanded: what a thing is to do, or what is to be done with it.

"The fence must be moved", "we insist that the sign comes down", "the fee is here by Monday".
"""

from __future__ import annotations

import re
from dataclasses import replace

from tonecheck.rewriting.clauses import WRITER, subject_end
from tonecheck.rewriting.saying import Saying
from tonecheck.rewriting.speech import Word, Words, is_base, joined, lemma, read

# "we ask that the fence be moved", "I demand that the committee meets"
_RULED = re.compile(
    rf"{WRITER} (?:ask|insist|demand|request|require|propose|expect|suggest) that (?=\w)",
    re.IGNORECASE,
)
# "it goes up to the old rate by Monday": not yet so, and wanted.
_COMING = re.compile(
    r"(?:the|my|our|your|all|it|this|that)\b(?:[^,]|,\d)* (?:goes|comes|gets|moves|leaves|stays|"
    r"stands|arrives|starts|stops|reaches|ends|rises|drops|runs|lands|opens|closes)\b(?:[^,]|"
    r",\d)* (?:by|before|within|from|tonight|tomorrow|today)\b",
    re.IGNORECASE,
)
# "the fee is on our account by Monday"
_SETTLED = re.compile(
    r"^(?P<thing>(?:the|my|our|your|all|everything|every|it)\b[^,]{0,40}?) (?:is|"
    r"are) (?P<where>(?:in|on|at|with|through|under|back|here|"
    r"done|ready|out|off)\b.*\b(?:by|before|within|"
    r"tonight|tomorrow|today)\b.*)$",
    re.IGNORECASE,
)
# "there will be a draft on my desk by noon"
_THERE_WILL = re.compile(
    r"there (?:will|must|shall|had better) (?P<be>be (?:an?|the) .*\b(?:on|in|at|by|before)\b.*)$",
    re.IGNORECASE,
)
_DUE = re.compile(
    r"^(?P<thing>.+?) (?:(?:must|should|shall|had better|better|will|"
    r"would better)(?: now)? (?P<verb>be .+|\w+ .+)|(?:needs?|has|have|is|are|"
    r"ought) to (?P<verb2>be .+|\w+.*)|gets? (?P<verb3>\w+(?:ed|en|ne|id|ut|nt)\b.*))$"
)
_THINGS = re.compile(
    r"^(?:(?:the|my|our|your|this|that|these|those|every|all|it|someone|somebody|a|an)\b|"
    r"[a-z]+ (?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)\b|"
    r"(?!I\b)[A-Z£€$])"
)
# "it must be a comfort", "it must have taken all day": a guess, and no request.
_SUPPOSED = re.compile(
    r"be (?:an?|the|so|very|nice|lovely|great|hard|easy|quite)\b|have (?:some|no|any|every)\b|"
    r"(?:feel|seem|mean|hurt|take|cost|help)\b|have \w+(?:ed|en|wn|ft|nt)\b"
)
_DONE = re.compile(
    r"be (?:in|on|with) (?:my|our|me|us)\b|be (?:\w+ )?\w+(?:ed|en|wn|ft|nt|ne|ade|ut|id|ld)\b"
)
_LONGEST_THING = 9
"""In words."""
_IN_CLAUSES = frozenset("i you he she it they we who what that if ,".split())
_PERSONS = frozenset("i you we he she they who what".split())


def ruled(text: str) -> Saying | None:
    """ "We insist that the sign comes down and stays down": the sign could come down."""
    head = _RULED.match(text)
    return _let(read(text[head.end() :])) if head else None


def due(text: str) -> Saying | None:
    """ "The fence must be moved", "the fee is here by Monday": it could be."""
    if settled := _SETTLED.match(text):
        return Saying("let", f"be {settled['where']}", settled["thing"])
    if _COMING.match(text) and (let := _let(read(text))):
        return let
    if there := _THERE_WILL.match(text):
        return Saying("let", there["be"], "there")
    found = _DUE.match(text)
    if found is None or not _is_thing(found["thing"]):
        return None
    verb = found["verb"] or found["verb2"] or f"be {found['verb3']}"
    verb = verb.removeprefix("have to ")
    first = verb.split(" ", 1)[0]
    is_dummy = found["thing"].lower() in ("it", "that") and not _DONE.match(verb)
    if is_dummy or _SUPPOSED.match(verb) or first == "not" or not (first == "be" or is_base(first)):
        return None
    return Saying("let", verb, found["thing"])


def _is_thing(phrase: str) -> bool:
    """Whether `phrase` names one thing, and no clause hangs on it."""
    return (
        bool(_THINGS.match(phrase))
        and len(phrase.split()) <= _LONGEST_THING
        and not any(
            word.lower in _IN_CLAUSES or word.tag in ("VBD", "MD") for word in read(phrase)[1:]
        )
    )


def _let(words: Words) -> Saying | None:
    """What a thing does, or should do, as what it could do."""
    end = 1 if words and words[0].lower in ("it", "this", "that") else subject_end(words)
    is_finite_verb = 0 < end < len(words) and words[end].tag in ("VBZ", "VBP", "VB", "MD")
    if not is_finite_verb or words[0].lower in _PERSONS or _is_negated(words):
        return None
    at = end + (words[end].tag == "MD")
    done = [_bare_verb(words, place, at) for place in range(len(words))]
    verb = joined(done[at:])
    is_verb = is_base(verb.split(" ")[0]) or verb.startswith(("be ", "have ", "do "))
    return Saying("let", verb, joined(words[:end])) if is_verb else None


def _bare_verb(words: Words, at: int, verb: int) -> Word:
    """ "comes" as "come", where it is the verb or goes on from it after "and"."""
    word = words[at]
    carries = word.tag == "VBZ" and (at == verb or (at > verb and words[at - 1].tag == "CC"))
    return replace(word, text=lemma(word.text) or word.text) if carries else word


def _is_negated(words: Words) -> bool:
    return any(word.lower in ("not", "never", "no", "nobody", "nothing") for word in words)
