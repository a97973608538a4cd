"""What self-pity and sarcasm wrap up: the plain clause inside "nice to know that ..."."""

from __future__ import annotations

import re

from tonecheck.rewriting.clauses import Clause, opens_subject
from tonecheck.rewriting.saying import Saying
from tonecheck.rewriting.speech import HELPERS, joined, lowered, read

_WRAPPED = re.compile(
    r"^(?:as i (?:have )?(?:now |already )?(?:said|told you|explained|mentioned|wrote)"
    r"(?: \w+ times| before| twice)*,|(?:i|we) (?:guess|suppose|take it|gather|imagine|presume|"
    r"reckon|assume|bet|fancy|"
    r"dare say|see|hear|understand|notice|"
    r"note|must say|have to say|had to find out|found out|am sure|know|trust|realise|"
    r"realize|am told|can see|should have known)(?: now)?(?: that(?! (?:sort|kind|is|was|makes|"
    r"much|will|would)\b))?) ",
    re.IGNORECASE,
)
_SARCASM = re.compile(
    r"^(?:it is |how |so |very |that is |what a )*(?:nice|good|great|lovely|wonderful|"
    r"delightful|charming|funny|odd|strange|interesting|pleased|"
    r"thrilled|glad|touching|heartwarming|fascinating|amazing|curious|amusing|reassuring|"
    r"comforting|joy|pleasure|surprise)"
    r"(?: it is)? (?:to (?:know|see|hear|learn|find(?: out)?|discover|read)(?: that)?|that|how) ",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"^(?:it is |how |so )*(?:nice|good|great|lovely|wonderful|"
    r"charming) to be (?P<rest>\w+(?:ed|ld|en|wn|ft|nt|de)\b.*)$",
    re.IGNORECASE,
)
# Where a clause turns from what happened to what it is meant to make one feel.
_TAILS = re.compile(
    r",? (?:as if|as though|not that|(?<!look )(?<!looks )(?<!looking )(?<!looked )(?<!feel "
    r")(?<!feels )(?<!felt )(?<!seem )"
    r"like (?:a|some|the) (?!\w+ to)|the way i|"
    r"because nobody|since nobody|because of course|for all the|while (?:the rest|"
    r"everyone|you lot)|"
    r"and (?:for what|that is the thanks|look where|this is (?:how|what)|what (?:do|"
    r"did) i)|if (?:anyone|anybody) (?:cares|noticed|asked)|in case anyone|"
    r"never mind that|whatever that|so much for|"
    r"only to|for nothing|for the sake of|as one does|as you do|as expected|what else|"
    r"which \w+|so no matter|but (?:there (?:we|you) are|one lives|that is (?:life|me)|"
    r"such is|by all means|sure|it is (?:fine|ok|okay|all right))|of all people|i am told|"
    r"poor old \w+|silly (?:old )?me|lucky (?:old )?(?:me|you|i)|whatever one does|as (?:always|"
    r"ever)|"
    r"if you please|mind you|lol\b|haha).*$",
    re.IGNORECASE,
)
_JUST = re.compile(
    r"^(?P<who>i|we) will (?:only |then |never |go and |be the one to |simply )?", re.IGNORECASE
)
_HOPES = re.compile(
    r"^(?P<who>i|we) (?:had |have )?(?:foolishly |stupidly |naively |really |honestly |"
    r"actually )*(?:thought|hoped|believed|expected|imagined|"
    r"dared to hope)(?: that)? (?P<rest>.+)$",
    re.IGNORECASE,
)


def unwrapped(clause: Clause) -> Saying | None:
    """The plain statement in a clause that sighs or sneers; None where there is none."""
    text = clause.text.rstrip("?!. ")
    bare = _TAILS.sub("", text)
    for wrapping in (_SARCASM, _WRAPPED):
        if found := wrapping.match(bare):
            rest = bare[found.end() :]
            return _seen(rest) if re.match(r"you\b", rest, re.IGNORECASE) else _plain(rest)
    if told := _TOLD.match(bare):
        return Saying("fact", f"I was {told['rest']}")
    if (hoped := _HOPES.match(bare)) and (wish := _that(hoped["rest"])):
        return Saying("fact", f"{_who(hoped)} had hoped {wish}")
    return _plain(bare) if bare != text else None


def _seen(rest: str) -> Saying | None:
    """What the reader did, as something one has come to know: not "you", but "I understand"."""
    words = read(rest)
    if len(words) > 1 and words[1].tag in ("VBD", "VBP") and words[1].lower not in HELPERS:
        return Saying("kept", f"I understand that {rest}")
    return None


def _who(found: re.Match[str]) -> str:
    return "I" if found["who"].lower() == "i" else "we"


def _that(rest: str) -> str:
    """ "that it would", "to hear", "for more"; "" for what one can not hope so."""
    if rest.startswith(("to ", "for ")):
        return rest
    if opens_subject(read(rest)):
        return f"that {rest}"
    return f"for {rest}" if re.match(r"(?:more|better|a|an|the|some)\b", rest) else ""


def _plain(text: str) -> Saying | None:
    words = read(text)
    return Saying("kept", joined(lowered(words))) if opens_subject(words) else None
