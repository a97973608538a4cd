"""What is wanted where nobody asks for it outright: a list, a reason, a word of notice.

"Before we talk: scope, rates, start date" asks for three things, "the printer needs your copy" has
its reason with it, and "I would have come, only nobody told me" would have come.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from tonecheck.findings import Category
from tonecheck.rewriting.affairs import is_affair
from tonecheck.rewriting.clauses import opens_subject
from tonecheck.rewriting.composing import requested
from tonecheck.rewriting.questions import embedded
from tonecheck.rewriting.saying import Saying
from tonecheck.rewriting.speech import (
    is_finite,
    joined,
    lowered,
    lowered_text,
    participle,
    raised,
    read,
)
from tonecheck.rewriting.venom import calmed, is_venom

# What stands in a list only to press on, and when it is wanted.
_PRESSING = re.compile(
    r"(?:all of (?:it|them)|everything|the (?:lot|works)|all|now|right now|at once|immediately|"
    r"straight away|by return|asap|no excuses|please|and quickly|in writing)$",
    re.IGNORECASE,
)
_BY_WHEN = re.compile(r"(?:by|before|within|until) .+|today|tonight|tomorrow|this week", re.I)
_LIST = re.compile(r"(?:^|: ?|:\s| [–—-] )(?P<items>[^:;.!?]*,[^:;.!?]*)[.!]*$")
_BARE = re.compile(
    r"(?:(?:so|and|but|well),? )?"
    r"(?P<wh>(?:by |until |since )?when|(?:by )?who|where|why|how)[?!. ]*$",
    re.IGNORECASE,
)
_MOST_WORDS = 5
"""How many words one of the things in a list has at most."""
_NEEDS = re.compile(
    r"(?P<who>(?:the|my|our) (?:[\w-]+ ){0,2}[\w-]+) (?:needs?|wants|is waiting for|are waiting "
    r"for|expects?) (?P<thing>(?:your|the|this|that|an?|my) (?!to\b)[^,;:]+)",
    re.IGNORECASE,
)
_TERMS = re.compile(
    r"(?P<things>[^;:!?]{6,120}?)(?:[,;:–—-]+ ?(?:those|these|that|this|they) (?:are|is) "
    r"(?:(?:what )?(?:i|we) (?:want|expect|ask)|(?:my|our|the) (?:terms|price|conditions?|"
    r"demands?|offer|least))\b| (?:is|are) (?:all|the (?:very |bare )?(?:least|minimum)) (?:that )?"
    r"(?:i|we)(?:['’](?:ll|d)| will| would| can)? (?:accept|expect|ask|settle|take|want)\b)",
    re.IGNORECASE,
)
# "I am not hanging up without a reason why it was sold"
_NOT_WITHOUT = re.compile(
    r"\b(?:not|never|nobody|no one|nowhere|won['’]t|don['’]t|['’]m not) (?:[\w'’-]+ ){1,8}?without "
    r"(?:an?|the|some) (?:(?:good|proper|real|decent|honest|straight|clear|full) )?"
    r"(?:reason|explanation|answer|word|idea)(?: from you)?,? (?:as to |about |of )?"
    r"(?P<what>(?:why|how|what|when|where|who|whether) [^,;]+)",
    re.IGNORECASE,
)
_PRESSED = re.compile(r" (?:now|today|right now|immediately|at once|asap|straight away)$", re.I)
_DATED = re.compile(r"\b(?:by|before|on|until) (?:the |\d|noon|next|tomorrow|tonight|\w+day)", re.I)
# "I want every one of you to say to my face how that came about"
_TO_TELL = re.compile(
    r"(?:i|we) (?:want|demand|expect|need|would like|insist on) (?:[\w'-]+ ){1,8}?to (?:say|tell|"
    r"explain|show|hear|write)\b(?: me| us| to me| to us| to my face)*,? "
    r"(?P<what>(?:why|how|what|when|where|who|whether) [^,;]+)",
    re.IGNORECASE,
)
_ONLY_NEED = re.compile(
    r"(?:^|[,;&:] ?|\band |\bbut )(?:i |we )?(?:just|only|still) need "
    r"(?P<thing>(?:your|the|an?|my|our) (?!to\b)[^,;.!?]+)[.!]*$",
    re.IGNORECASE,
)
# "Tell your brother the gate is locked, that is all I am good for"
_PASS_ON = re.compile(
    r"^(?:please )?tell (?P<who>(?:your|the|my) \w+|[A-Z][a-zé]+) (?:that )?"
    r"(?P<what>(?:the|my|our|your|there|his|her) [^,;.!?]+)",
    re.IGNORECASE,
)
_HAD_I_KNOWN = re.compile(
    r"^(?P<who>i|we)(?:['’]d| would) (?:have|['’]ve) (?P<done>[a-z]+ [^,;.!?]+?),? (?:only|but|"
    r"except(?: that)?|if only) (?:nobody|no one|you|they|not one|none|somebody|someone)\b"
    r"[^,;.!?]*?\b(?P<how>told|tell|mention\w*|sa(?:y|id)|let (?:me|us) know|ask(?:ed)?|invit\w+)",
    re.IGNORECASE,
)
# "I had only thought that I might like one picture with them all"
_MIGHT_LIKE = re.compile(
    r"\b(?:i|we) (?:might|would) (?:have )?(?:quite |rather )?liked? (?P<what>(?:one|an?|the|to|my|"
    r"our) (?:(?!\b(?:but|before|think|know|say|see you|believe)\b)[^,;.!?])+)",
    re.IGNORECASE,
)
# "how three grown men manage to lose one key"
_MISHAP = re.compile(
    r"\bmanage[sd]? to (?P<verb>lose|break|miss|forget|drop|delete|ruin|spoil|damage|misspell|"
    r"overlook|misplace|flood|burn|crush|bend|tear|scratch) (?P<what>(?:a|an|one|two|three|my|our|"
    r"the) (?:[\w-]+ ){0,2}?[\w-]+)(?=[,;.!?]|$| in\b| on\b| from\b| and\b| with\b| between\b)",
    re.IGNORECASE,
)
# "Why would I fill in a form that I have already sent?"
_ALREADY = re.compile(
    r"\bwhy (?:would|should|must|do|am) (?:i|we) (?:[\w'’-]+ ){1,4}?(?P<thing>(?:an?|the|this|my|"
    r"another) (?:[\w-]+ ){0,2}?[\w-]+),? (?:that |which )?(?P<who>i|we)(?:['’]ve| have)? already "
    r"(?P<done>[a-z]+(?: (?:for|in|up|back|off|out))?)[?!. ]*$",
    re.IGNORECASE,
)
_A_WORD = re.compile(
    r"\b(?:nobody|no one|anyone|anybody|somebody|someone|none of you|not one of you|never|not)\b"
    r"[^,;.!?]{0,30}?\b(?:remark(?:ed)? on|notic(?:e|es|ed)|mention(?:s|ed)?|ask(?:s|ed)? about|"
    r"remember(?:s|ed)?|say a word about|said a word about) (?P<what>(?:my|our) "
    r"(?:(?!(?:but|and|because|as|since|until|when|or|if|in case)\b)[\w'’-]+ ?){1,7})",
    re.IGNORECASE,
)
# "Nobody liked to tell me that my roses were in the way."
_UNTOLD = re.compile(
    r"\b(?:nobody|no one|none of you|not one of you|never)\b[^,;.!?]{0,30}?"
    r"\b(?:tell|told|tells|let) (?:me|us) (?:know )?"
    r"(?P<what>(?:that|about|when|where|how|why|what|whether) "
    r"(?!(?:i|we) am\b)[^,;.!?]{6,60})",
    re.IGNORECASE,
)
_ONLY_MINE = re.compile(
    r"(?:^(?:oh,? )?|, (?:but |and )?|; )(?:it|that|this)(?: (?P<be>is|was)|['’]s) "
    r"(?:only|just|merely) "
    r"(?P<what>(?:my|our) (?:(?!(?:own|but|and|so|because|as|after)\b)[\w'’-]+ ?){1,4}?)"
    r"(?=,|;|\.|!|$| after)",
    re.IGNORECASE,
)


def wanting(sentence: str, category: Category) -> Iterator[str]:
    """Ways to say what `sentence` wants without asking for it; nothing for any other."""
    calm = calmed(sentence)
    yield from _only_needed(sentence)
    for reading in _READINGS[category]:
        yield from reading(calm)


def _bare_question(calm: str) -> Iterator[str]:
    """ "So when?", of what the sentence before has told."""
    if found := _BARE.match(calm):
        yield f"Could you tell me {found['wh'].lower()}?"


def _listed(calm: str) -> Iterator[str]:
    """ "Names, dates, room numbers, by Friday" as what one could have."""
    found = _LIST.search(calm)
    parts = re.split(r",| and | & |\+", found["items"]) if found else []
    items = [part.strip() for part in parts if part.strip()]
    things = [item for item in items if not _PRESSING.match(item) and not _BY_WHEN.fullmatch(item)]
    if len(things) < 2 + (found is not None and not found.start()) or not all(
        map(_is_thing, things)
    ):
        return
    if not any(is_affair(word) for thing in things for word in thing.split()):
        return
    *others, last = (joined(lowered(read(thing))) for thing in things)
    when = next((f" {lowered_text(item)}" for item in items if _BY_WHEN.fullmatch(item)), "")
    yield from requested([Saying("have", f"{_the(', '.join(others))} and {last}{when}")])


def _terms(calm: str) -> Iterator[str]:
    """ "Two weeks' pay and a letter by Friday, those are my terms"."""
    found = _TERMS.match(calm)
    if found and read(found["things"])[0].tag[:2] in ("DT", "CD", "PR", "JJ", "NN"):
        things = joined(lowered(read(found["things"])))
        if not any(map(is_finite, read(things))):
            yield from requested([Saying("have", things)])


def _is_thing(item: str) -> bool:
    words = read(item)
    is_short = len(words) <= _MOST_WORDS and words[-1].tag[:2] in ("NN", "CD")
    is_named = words[0].tag[:2] in ("NN", "JJ", "DT", "PR", "CD", "VB") and words[0].tag != "PRP"
    return is_short and is_named and not any(is_finite(w) or is_venom(w.text) for w in words[1:])


def _the(things: str) -> str:
    is_told = read(things)[0].tag in ("DT", "PRP$", "CD")
    return things if is_told else f"the {things}"


def _needed_by(calm: str) -> Iterator[str]:
    """ "The printer needs your copy" with the question that it leads to."""
    if found := _NEEDS.match(calm):
        thing = _PRESSED.sub("", found["thing"].rstrip(" .!?"))
        when = "by then" if _DATED.search(thing) else "soon"
        it = "them" if read(thing)[-1].tag == "NNS" and when == "soon" else "it"
        yield f"{raised(found['who'])} needs {thing}; could I have {it} {when}?"


def _to_be_told(calm: str) -> Iterator[str]:
    if (found := _TO_TELL.search(calm)) and (asked := embedded(found["what"].rstrip(" .!?"))):
        yield from requested([asked])


def _not_without(calm: str) -> Iterator[str]:
    """What somebody will not go without, as the question that it is."""
    if (found := _NOT_WITHOUT.search(calm)) and (asked := embedded(found["what"].rstrip(" .!?"))):
        yield from requested([asked])


def _only_needed(sentence: str) -> Iterator[str]:
    """ "All is packed, just need your signature on the label"."""
    if found := _ONLY_NEED.search(sentence.rstrip()):
        yield from requested([Saying("have", found["thing"])])


def _passed_on(calm: str) -> Iterator[str]:
    """What somebody is to be told, where it is a plain thing to know."""
    found = _PASS_ON.match(calm)
    if found and opens_subject(read(found["what"])):
        yield from requested([Saying("ask", f"tell {found['who']} that {found['what']}")])


def _had_i_known(calm: str) -> Iterator[str]:
    """ "I would have sung, only nobody told me": "... if I had known"."""
    if found := _HAD_I_KNOWN.match(calm):
        who = "I" if found["who"].lower() == "i" else "we"
        how = {"a": "been asked", "i": "been invited"}.get(found["how"][0].lower(), "known")
        yield f"{raised(who)} would have {found['done']} if {who} had {how}."


def _might_like(calm: str) -> Iterator[str]:
    """What one had only thought one might like."""
    if found := _MIGHT_LIKE.search(calm):
        yield f"I would like {found['what'].strip()}."


def _mishap(calm: str) -> Iterator[str]:
    """ "How does one manage to lose one key": how it came to be lost."""
    found = _MISHAP.search(calm)
    if found and not any(map(is_venom, found["what"].split())):
        what = re.sub(r"^(?:an?|one) ", "the ", found["what"], flags=re.IGNORECASE)
        done = participle(found["verb"])
        yield f"I would like to understand how {lowered_text(what)} came to be {done}."


def _already(calm: str) -> Iterator[str]:
    """ "Why should I pay a bill that I have already paid": it has been."""
    if found := _ALREADY.search(calm):
        thing = re.sub(r"^(?:an?|another) ", "the ", found["thing"], flags=re.IGNORECASE)
        if read(f"it was {found['done'].split()[0]}")[-1].tag in ("VBN", "VBD"):
            yield f"{raised(found['who'])} have already {found['done']} {thing}."


def _a_word(calm: str) -> Iterator[str]:
    """ "Nobody noticed my new roof": a word about it was missed."""
    if found := _A_WORD.search(calm):
        yield f"A word about {found['what'].strip()} would have meant a lot to me."


def _untold(calm: str) -> Iterator[str]:
    """ "Nobody told me that it was off": one would have liked to be told."""
    if (found := _UNTOLD.search(calm)) and not _PRESSING.match(found["what"]):
        yield f"I would have been glad to be told {joined(read(found['what'])).strip()}."


def _mine(calm: str) -> Iterator[str]:
    """ "It was only my birthday": it was."""
    if found := _ONLY_MINE.search(calm):
        was = (found["be"] or "is").lower() == "was"
        be, matters = ("was", "mattered") if was else ("is", "matters")
        yield f"It {be} {found['what'].strip()}, so it {matters} to me."


_Reading = Callable[[str], Iterator[str]]
_READINGS: Mapping[Category, tuple[_Reading, ...]] = {
    Category.DEMANDING: (
        _terms,
        _bare_question,
        _listed,
        _needed_by,
        _to_be_told,
        _not_without,
        _already,
    ),
    Category.HOSTILE: (_to_be_told, _not_without, _already, _mishap),
    Category.SULKING: (_passed_on, _had_i_known, _might_like, _a_word, _untold, _mine),
}
