"""What self-pity and sarcasm wrap up: the plain clause inside "nice to know that ..."."""

from __future__ import annotations

import re
from dataclasses import replace

from tonecheck.rewriting.clauses import Clause, opens_subject
from tonecheck.rewriting.facts import tells
from tonecheck.rewriting.saying import Saying
from tonecheck.rewriting.speech import HELPERS, Words, is_finite, joined, lemma, participle, read

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
    r"thrilled|glad|touching|heartwarming|fascinating|amazing|curious|amusing|reassuring|remarkable|"
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
    r"like (?:a|some|the|his|her|their) (?!\w+ to)|the way i|"
    r"because nobody|since nobody|because of course|for all the|while (?:the rest|"
    r"everyone|you lot)|"
    r"and (?:for what|that is the thanks|look where|this is (?:how|what)|what (?:do|"
    r"did) i)|if (?:anyone|anybody) (?:cares|noticed|asked)|in case anyone|"
    r"never mind|whatever that|so much for|"
    r"only to|for nothing|for the sake of|as one does|as you do|as expected|what else|"
    r"which \w+|so no matter|so all you|but (?:there (?:we|you) are|one lives|that is (?:life|me)|"
    r"such is|by all means|sure|it is (?:fine|ok|okay|all right))|of all people|i am told|"
    r"poor old \w+|silly (?:old )?me|lucky (?:old )?(?:me|you|i|her|him|them)\b|"
    r"whatever one does|as (?:always|ever)|"
    r"if you please|mind you|lol\b|haha|btw\b|but (?:yeah|hey|ok|okay|fine|oh well)\b).*$",
    re.IGNORECASE,
)
_JUST = re.compile(
    r"^(?P<who>i|we) will (?:only |then |never |go and |be the one to |simply )?", re.IGNORECASE
)
_HOPES = re.compile(
    r"^(?P<who>i|we) (?:had |have )?(?:foolishly |stupidly |naively |only |really |honestly |"
    r"actually )*(?:thought|hoped|believed|expected|imagined|"
    r"dared to hope)(?: that)? (?P<rest>.+)$",
    re.IGNORECASE,
)
# "Silly of me to think that it would count": one had thought that it would.
_FOLLY = re.compile(
    r"^(?:how |so |very |rather )*(?:silly|foolish|stupid|naive|daft|dumb) of (?P<who>me|us) to "
    r"(?:ever |even )?(?P<verb>think|hope|believe|expect|imagine|suppose|assume) (?P<rest>.+)$",
    re.IGNORECASE,
)
# "I had foolishly told them that good work pays": it was expected to.
_PROMISED = re.compile(
    r"^(?P<who>i|we) (?:had |have )?(?:foolishly|stupidly|naively|rashly|wrongly|mistakenly) "
    r"(?:told|promised|assured|taught|informed) (?:\w+ ){1,3}?that (?P<rest>(?!you\b)[^,;]+)",
    re.IGNORECASE,
)
_SHIFTED = {"is": "would be", "are": "would be", "am": "would be", "will": "would", "can": "could"}
_OVER = frozenset("was were had did would could should might must may".split())


# "I know I talk too quietly": said against oneself, unless it tells of something done.
_SELF_SCORN = re.compile(r"i know(?: that)? i\b", re.IGNORECASE)
_PAST = re.compile(
    r"i (?:\w+ )?(?:was|had|did|have|sent|said|told|gave|asked|\w+ed)\b", re.IGNORECASE
)
_MINE = re.compile(r"(?:i|we|my|our|me)\b", re.IGNORECASE)
_HEARSAY = re.compile(
    r"\b(?:see|hear|notice|note|gather|understand|am told|found out|find out|learn)\b",
    re.IGNORECASE,
)
# "I suppose the night desk had been invited as well": what one supposes of others is a sneer.
# "I'm sure they're no match for his": meant the other way round.
_BELITTLED = re.compile(
    r"\b(?:no match|nothing (?:compared|next|beside|much)|not (?:half |nearly )?(?:as|so) \w+ as|"
    r"no(?:t| longer| good)? (?:good enough|up to|worthy|grand enough|needed)|(?:far|much) (?:too|"
    r"better|quicker|cleverer|more)|too (?:small|simple|plain|old|slow|dull|humble|modest|common|"
    r"much|good)|beneath|only an?|hardly|scarcely|pale|"
    r"will (?:manage|cope|survive|do (?:great|fine|better|well)))\b",
    re.IGNORECASE,
)
_SURE = re.compile(
    r"(?:am sure|no doubt|of course|trust|must say|have to say|take it)\b", re.IGNORECASE
)
_GUESS = re.compile(
    r"(?:i|we) (?:guess|suppose|imagine|presume|reckon|assume|bet|fancy|dare say|gather|"
    r"take it)\b",
    re.IGNORECASE,
)
# "I suppose I am only needed for carrying", "I am sure HR had its reasons"
_I_AM = re.compile(
    r"(?:i am|we are) (?!(?:not )?(?:on|in|at|back|free|due|away|the last|number|\d)\b)",
    re.IGNORECASE,
)
_SNEER = re.compile(r"\b(?:am sure|trust)\b", re.IGNORECASE)
_MIGHT_LIKE = re.compile(
    r"(?:i|we) (?:might|would|could) (?:(?:quite|rather) )?(?:like|have|get) (?P<thing>(?:a|an|one|"
    r"the|some|my|our) .+)$",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(r"(?:i|we) (?:would|could|might|should|must)\b", re.IGNORECASE)
_MONEY = re.compile(r"(?:euro|pound|dollar|quid|cent|penn|rupee|franc|percent)", re.IGNORECASE)
_SPAN = re.compile(r"(?:time|year|month|week|day|hour|minute|night)s$", re.IGNORECASE)


def unwrapped(clause: Clause) -> Saying | None:
    """The plain statement in a clause that sighs or sneers; None where there is none."""
    text = clause.text.rstrip("?!. ")
    bare = _TAILS.sub("", text)
    for wrapping in (_SARCASM, _WRAPPED):
        if found := wrapping.match(bare):
            return _inside(found[0], bare[found.end() :])
    if told := _TOLD.match(bare):
        return Saying("fact", f"I was {told['rest']}")
    if promised := _PROMISED.match(bare):
        return Saying(
            "fact", f"{_who(promised)} had expected that {back_shifted(promised['rest'])}"
        )
    if folly := _FOLLY.match(bare):
        return Saying("fact", f"{_who(folly)} had {participle(folly['verb'])} {folly['rest']}")
    if (hoped := _HOPES.match(bare)) and (wish := _that(hoped["rest"])):
        return Saying("fact", f"{_who(hoped)} had hoped {wish}")
    return _plain(bare) if bare != text or _is_count(read(bare)) else None


def _inside(lead: str, rest: str) -> Saying | None:
    """What stands behind "nice to know that" and its like."""
    if re.match(r"you\b", rest, re.IGNORECASE):
        return _seen(rest)
    if _is_sneer(lead, rest):
        return None
    if _HEARSAY.search(lead) and not _MINE.match(rest):
        return _heard(lead, rest)
    return _plain(rest)


def _is_sneer(lead: str, rest: str) -> bool:
    """Whether what stands behind "I am sure" or "I suppose" is meant the other way round."""
    is_mine = bool(_MINE.match(rest))
    if re.match(r"your\b", rest, re.IGNORECASE) or (_SNEER.search(lead) and not is_mine):
        return True
    if _SURE.search(lead) and _BELITTLED.search(rest):
        return True
    if _SELF_SCORN.match(f"{lead}{rest}") and not _PAST.match(rest):
        return True
    if "told" in lead and re.match(r"i (?!am\b)", rest, re.IGNORECASE) and not _PAST.match(rest):
        return True
    return bool(_GUESS.match(lead)) and (
        not is_mine or bool(_SUPPOSED.match(rest) or _I_AM.match(rest))
    )


def _seen(rest: str) -> Saying | None:
    """What the reader did, as something one has come to know: not "you", but "I understand"."""
    words = read(rest)
    if len(words) > 1 and words[1].tag in ("VBD", "VBP") and words[1].lower not in HELPERS:
        return Saying("kept", f"I understand that {rest}")
    return None


def _heard(lead: str, rest: str) -> Saying | None:
    """What others have, as something one has come to know; what one says of oneself is a sigh."""
    if not (plain := _plain(rest)):
        return None
    if not (tells(rest) or any(word.tag == "VBD" for word in read(rest))):
        return None
    verb = "see" if re.search(r"\b(?:see|notice|note)\b", lead, re.IGNORECASE) else "hear"
    return replace(plain, words=f"I {verb} that {plain.words}")


def back_shifted(clause: str) -> str:
    """ "It is read" as what was expected of it: "it would be read"."""
    words = list(read(clause))
    at = next((at for at, word in enumerate(words) if is_finite(word)), None)
    if at is None or words[at].tag == "VBD" or words[at].lower in _OVER:
        return clause
    verb = words[at].lower
    shifted = _SHIFTED.get(verb) or f"would {'have' if verb in ('has', 'have') else lemma(verb)}"
    words[at] = replace(words[at], text=shifted)
    return joined(words)


def _who(found: re.Match[str]) -> str:
    return "I" if found["who"].lower() in ("i", "me") else "we"


def _that(rest: str) -> str:
    """ "that it would", "to hear", "for more"; "" for what one can not hope so."""
    if might := _MIGHT_LIKE.match(rest):
        return f"for {might['thing']}"
    if rest.startswith(("to ", "for ")):
        return rest
    if opens_subject(read(rest)):
        return f"that {rest}"
    return f"for {rest}" if re.match(r"(?:more|better|a|an|the|some)\b", rest) else ""


def _plain(text: str) -> Saying | None:
    words = read(text)
    if _is_count(words):
        return Saying("kept", f"there were {text}")
    return Saying("kept", joined(words)) if opens_subject(words) else None


def _is_count(words: Words) -> bool:
    """ "12 remarks on my slides": a number of things, and no verb."""
    is_many = len(words) > 2 and words[0].tag == "CD" and words[1].tag == "NNS"
    is_more = _MONEY.match(words[1].text) if is_many else None
    return (
        is_many
        and is_more is None
        and not _SPAN.match(words[1].text)
        and not any(map(is_finite, words))
    )
