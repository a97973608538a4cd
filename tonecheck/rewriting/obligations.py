"""Obligations laid on the reader, and what they are to do: "you must send it", "by Friday"."""

from __future__ import annotations

import re

from tonecheck.rewriting.clauses import WRITER
from tonecheck.rewriting.orders import forbidden
from tonecheck.rewriting.saying import Saying
from tonecheck.rewriting.speech import HELPERS, is_base, lemma, participle, read

# Each head is followed by a verb in its base form, which is what the reader is asked to do.
_HEADS = re.compile(
    r"^(?:if you (?:really |still |truly )*(?:care|value|have any|had any|respect|"
    r"know what is|want (?:me|us|my|our|to keep)|"
    r"are (?:at all )?(?:serious|honest|decent))[^,]*,? )?(?:"
    r"(?:so |then |(?:my|our) (?:\w+ ){1,2}is (?:that )?)?"
    r"you (?:all )?(?:really |also |now |still |do )*(?:must|need to|have to|"
    r"have got to|had better|'d better|better|should|ought to|"
    r"are (?:going |required |expected |obliged |supposed |here )?to|will have to|"
    r"(?:will|shall)(?! (?:be(?! (?:here|there|at|in|on|ready|back|available|present)\b)|"
    r"have to|finally|no doubt|never|soon|surely|see|make mistakes|fail|lose|learn|get what|thank|"
    r"regret|hear|appreciate|understand|find|know|excuse|pay for))|might as well|may as well|"
    r"can(?: at least)?(?! see)) (?:please |now |also |all |both |at least )*"
    rf"|{WRITER} (?:want|need|expect|require|order|urge|tell|telling|asking|ask|expecting|"
    rf"waiting for|like) (?:(?:each|all|every one|one) of )?you (?:all )?to (?:please )?"
    rf"|{WRITER} (?:ask|insist|demand|request|require|propose|trust|expect|assume|"
    rf"suggest)(?: that)? you (?:will |should |can )?(?:please )?"
    r"|(?:can|could|will|would|won't) you (?:not )?(?:please |kindly |at least |also )*"
    r"|why (?:do not|can not|will not|could not) you (?:please )?"
    r"|why (?:do|can|will|could) you not (?:please )?"
    r"|you (?:could|might|can) at least (?:please )?"
    r"|(?:the )?(?:very )?least you (?:can|could|should) do (?:now )?is (?:to )?"
    r"|is it (?:really |so )?(?:too much|so much|too hard|so hard|that hard|so difficult|"
    r"too difficult)(?: to ask)? (?:for you )?(?:to ask )?to "
    r"|how hard (?:can|could) it be to "
    r"|would it (?:kill|hurt) you to "
    r"|are you (?:ever |finally )?going to "
    r"|when (?:will|are) you (?:ever |finally )?(?:going to )?"
    r"|what is stopping you from "
    r"|it is (?:your (?:job|duty|responsibility|turn)|up to you|on you) to "
    r"|it would be (?:wise|better|best|smart|in your (?:own )?interest) (?:for you )?to "
    r"|all you (?:have|need|had) to do is (?:to )?"
    r"|(?:may|might|can|could) i suggest,?(?: in all \w+,?)? (?:that )?you (?:should )?"
    r"|your only option is to |surely you (?:can|could) |make it your business to "
    r")"
)
# "you can drink when we have passed": leave, and no request.
_LEAVE = re.compile(
    r"(?:so |then )?you (?:can|may)(?: then| all)* (?:(?:drink|eat|rest|sleep|celebrate|party|"
    r"relax|play|dance|chat|enjoy|go (?:home|back|out|to))\b|"
    r""
    r"explain [^,;]+ to (?:your|them|him|her)\b|\w+ (?:whoever|whatever|whichever)\b|"
    r"[^,;]*\b(?:when|once|after|as soon "
    r"as) (?:i|we|it|that|this|they|he|she|all|everything|the|you)\b)",
    re.IGNORECASE,
)
# "you will no doubt wish to explain"
_WILLING = re.compile(
    r"^(?:(?:no doubt )?(?:wish|want|like|care|need|be able|be so good as)|have) to ",
    re.IGNORECASE,
)
# "you will have my answer", "you will have no end of fun": a promise, and a sneer.
_PROMISED = re.compile(
    r"(?:have|get|receive) (?:my|our|your(?! \w+ (?:here|there|back|down|out|off|over)\b)|"
    r"no|fun|an? (?:nice|lovely|good|great))\b",
    re.IGNORECASE,
)
# "You must understand that I cannot wait": nothing that one could do.
_IN_MIND = frozenset("understand realise realize know believe imagine".split())
# What follows these is done to something, even where no lexicon has the verb: "courier it".
_OBJECTS = frozenset("the my our your this that these it them me us him her a an".split())
_DOING = re.compile(
    r"^(?:so |then )?you (?:two |three |all |both )?(?P<are>are )?(?P<verb>\w+)(?P<rest> (?:it|"
    r"this|that|them|me|us|the|my|our|a|an|your|all|both|here|now|today|tomorrow|tonight|by|on|"
    r"in|back|out|up)\b.*)$",
    re.IGNORECASE,
)
# "you tell me yes or no right now"
_TELLS = re.compile(
    r"^you (?P<what>tell (?:me|us) (?:yes or no|why|what|how|when|where|who|whether|the)\b.*?)"
    r"(?:,? and (?:if|you|i|we)\b.*)?$",
    re.IGNORECASE,
)
_STATES = frozenset(
    "be have do know think see want need like love hate mean seem look understand hear owe say "
    "tell "
    "keep get forget lie waste ignore act sit stand let live remember miss call ask put "
    "take go come treat sound feel promise expect".split()
)
_LATE_TIME = re.compile(r"^it is (?:about |high )?time (?:that )?you (?P<verb>\w+)(?P<rest>.*)$")
_UNTIL = re.compile(
    r"^(?:you have|you have got|i am giving you|i will give you|we are giving you|we give you|"
    r"i give you) (?:exactly |only )?(?:until|till) (?P<time>[\w: ]+?)(?: to (?P<verb>.+))?$",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"^(?:you have|you have got|i am giving you|i will give you|i shall give you|we give you|"
    r"i give you) (?:exactly |only )?(?P<time>(?:\d+|[\w-]+) (?:more )?(?:minutes?|hours?|days?|"
    r"weeks?|months?))(?: to (?P<verb>.+))?$",
    re.IGNORECASE,
)


_CAN = re.compile(r"^(?:so |then )?you can(?: at least)? $", re.IGNORECASE)


def headed(text: str) -> Saying | None:
    """ "You must call", "I expect you to call", "why can you not call": call."""
    head = None if _LEAVE.match(text) else _HEADS.match(text.lower())
    if head is None or (_CAN.search(head[0]) and text[head.end() :].startswith("not ")):
        return None  # "you cannot read it" says what is so
    return _request(text[head.end() :])


def _request(verb_phrase: str) -> Saying | None:
    """A request for `verb_phrase`, where it begins with a verb in its base form."""
    verb_phrase = _WILLING.sub("", verb_phrase)
    words = read(verb_phrase)
    if _PROMISED.match(verb_phrase):
        return None
    if words and words[0].lower == "not":
        return forbidden(verb_phrase)
    first = next((word for word in words if word.tag != "RB" or is_base(word.text)), None)
    is_verb = first is not None and (is_base(first.text) or first.lower in ("be", "have", "do"))
    is_new = len(words) > 1 and words[0].text.islower() and words[1].lower in _OBJECTS
    if first is None or not (is_verb or is_new) or first.lower in _IN_MIND:
        return None
    if first.lower == "have" and len(words) > 1 and words[1].tag == "VBN":
        return None
    return Saying("ask", verb_phrase.replace(" and to ", " and "))


def arranged(text: str) -> Saying | None:
    """ "You are making the cake", "you decide today": said as if it were settled."""
    if tells := _TELLS.match(text):
        return Saying("ask", tells["what"])
    doing = _DOING.match(text)
    verb = lemma(doing["verb"]) if doing else ""
    if doing is None or not verb or verb in _STATES | HELPERS or not is_base(verb):
        return None
    is_told = any(word.tag == "VBD" for word in read(doing["rest"]))
    if is_told and participle(verb) == verb:  # "you read it, smiled and said": that was
        return None
    is_act = doing["verb"].endswith("ing") if doing["are"] else doing["verb"].lower() == verb
    return Saying("ask", verb + doing["rest"]) if is_act else None


def overdue(text: str) -> Saying | None:
    """ "It is high time you called": call."""
    late = _LATE_TIME.match(text)
    if late is None:
        return None
    base = lemma(late["verb"])
    return _request(base + late["rest"]) if base else None


def deadline(text: str) -> Saying | None:
    """ "You have until Friday", "I am giving you two days to call": by then."""
    until = _UNTIL.match(text)
    given = until or _WITHIN.match(text)
    if given is None:
        return None
    when = f"by {given['time']}" if until else f"within {_the_next(given['time'])}"
    verb = given["verb"] or "let me know"
    return Saying("ask", f"{verb} {when}") if _request(verb) else None


def _the_next(time: str) -> str:
    return f"the next {time}" if not time.startswith(("an ", "a ", "one ")) else time
