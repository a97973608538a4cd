"""What a reproach has seen, without the finger: "you lost my form" as "my form was lost"."""

from __future__ import annotations

import re
from collections.abc import Callable

from tonecheck.rewriting.clauses import Clause, subject_end
from tonecheck.rewriting.saying import Saying
from tonecheck.rewriting.speech import (
    HELPERS,
    MODALS,
    Words,
    is_base,
    joined,
    lemma,
    participle,
    read,
)
from tonecheck.rewriting.venom import plain_verbs

_WHO = (
    r"(?:you(?: all)?|u|not one of you|none of you|nobody(?: here| there| at \w+|"
    r" in \w+)?|no one(?: here| there)?|"
    r"your (?:team|staff|company|office|department|people|colleagues?|support|agency|firm))"
)
# "you still have not sent ...", "you never bothered to answer ...", "nobody ever told me ..."
_UNDONE = re.compile(
    rf"^(?P<who>{_WHO}) (?:(?:still |yet |simply )*(?:have|has|had|did|do|does)(?: still|"
    rf" yet| ever| once)? not(?: ever| once| yet| even)*"
    r"|(?:have |has |had )?(?:never|not once)(?: once| ever| even| yet)*|(?:have |has |"
    r"had )?(?:failed|neglected|refused|forgot|forgotten|declined) to"
    r"|(?:keep|kept|are) (?:failing|refusing|forgetting) to|(?:have|has) yet to|(?:could|"
    r"can) not be (?:bothered|arsed) to"
    r"|(?:has|had|have) ever(?: once)?|ever(?: once)?|even) (?P<verb>\w+)(?P<rest>.*)$",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"^(?:nobody|no one)(?: here| there| at \w+| in (?:this|the|your|our) \w+)? "
    r"(?:has |have |had )?(?:ever |once |else |yet |even )*(?P<verb>\w+)(?P<rest>.*)$",
    re.IGNORECASE,
)
_HABIT = re.compile(
    r"^you (?:always|constantly|continually|forever|keep on|keep|kept|are always|"
    r"are forever|are constantly|every time) (?P<verb>\w+)(?P<rest>.*)$",
    re.IGNORECASE,
)
_MADE_ME = re.compile(
    r"^you (?:have )?(?:made|forced|make|force) (?P<who>me|us) (?:to )?(?P<verb>\w+)(?P<rest>.*)$",
    re.IGNORECASE,
)
_DID = re.compile(
    r"^(?:you|u)(?: (?:have|had))?(?: already| now| again| then|"
    r" also)? (?P<verb>\w+)(?P<rest> .*)$",
    re.IGNORECASE,
)
_YOUR = re.compile(r"^your (?P<thing>\w+(?: \w+)?) (?P<verb>\w+) (?P<rest>.*)$", re.IGNORECASE)
_MY_DOING = re.compile(
    r"^(?:because of you|thanks to you|because of your \w+|thanks to your \w+),? (?P<rest>\w+ .+)$",
    re.IGNORECASE,
)
_NOT_RIGHT = re.compile(
    r"^(?P<when>(?:last|this) time )?you (?:can|could|did|do) not (?:even )?(?:get|spell|write) "
    r"(?P<thing>(?:the|my|our|his|her|a|an) [^,;]+?) (?:right|straight|correctly)$",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"^you (?:had |have )?(?:said|told (?:me|us)|promised(?: me| us)?|wrote|assured (?:me|us))"
    r"(?: that)? (?P<what>(?:you|it|this|the|my|our|i|we) .*"
    r"\b(?:would|(?:was|were) going to)\b.+)$",
    re.IGNORECASE,
)
_NTH = re.compile(
    r"^(?:and )?(?:this|that|it) (?:is|was) (?:now )?the (?P<nth>second|third|fourth|"
    r"fifth|sixth|seventh|eighth|ninth|tenth) time (?:that )?"
    r"(?P<rest>(?:you|i|we) (?:have|had) .+)$",
    re.IGNORECASE,
)
_LATE = re.compile(r"^you are (?P<how>(?:\w+ ){0,3}(?:late|behind)\b.*)$", re.IGNORECASE)
# "you sent it on, which I call theft": the judgement goes, the fact stays.
_AND_THAT = re.compile(
    r",? and (?:we both|we all|you|everybody|everyone) knows? (?:it|that|this|so)\b.*$|"
    r",? though, .*$|, funny (?:that|how)\b.*$|"
    r", (?:which|as if|like a) (?!.*\d).*$",
    re.IGNORECASE,
)
_ANSWERS = {
    "reply": "a reply",
    "answer": "an answer",
    "respond": "a response",
    "call": "a call",
    "phone": "a call",
    "ring": "a call",
    "write": "a message",
    "thank": "a word of thanks",
    "apologise": "an apology",
    "apologize": "an apology",
}
_GIVING = frozenset(
    "send give pay deliver provide forward return refund offer show supply hand issue email".split()
)
_THINGS = frozenset("my our the your this that these those".split())
_TO_PEOPLE = frozenset("me us him her them".split())
# "You never told me why it was declined" asks why it was declined.
_EXPLAINED = re.compile(
    r"^ (?:(?:to )?(?:me|us) )?(?:yet |so far )?"
    r"(?P<what>(?:why|how|what|when|where|who|which|whether) .+)$",
    re.IGNORECASE,
)
_FAULTS = frozenset(
    "say show ask charge crash keep fail refuse break lose send block reject miss ignore".split()
)
_NO_DEEDS = MODALS | {"be", "have", "do", "seem"}
_TIMES = {
    "second": "twice",
    "third": "three times",
    "fourth": "four times",
    "fifth": "five times",
    "sixth": "six times",
    "seventh": "seven times",
    "eighth": "eight times",
    "ninth": "nine times",
    "tenth": "ten times",
}
_HAVE = re.compile(r"^you (?:have|had) ", re.IGNORECASE)
_BACK = frozenset("back".split())


def observed(clause: Clause) -> Saying | None:
    """The fact behind a reproach to the reader; None for any other clause."""
    text = _AND_THAT.sub("", plain_verbs(clause.text.rstrip("?!. ")))
    for shape, reading in _READINGS:
        if found := shape.match(text):
            return reading(found)
    return _done_to(text) or _by_a_thing(text)


def _nobody(found: re.Match[str]) -> Saying | None:
    told = _EXPLAINED.match(found["rest"])
    if told and lemma(found["verb"]) in ("tell", "explain", "say"):
        return Saying("know", told["what"])
    is_needless = found["verb"].lower() in ("need", "dare", "else", "can", "could")
    if is_needless or re.search(r"\b(?:until|till|unless|before|you)\b", found["rest"]):
        return None
    return _missed(found["verb"], found["rest"], "somebody")


def _made_me(found: re.Match[str]) -> Saying | None:
    who = {"me": "I", "us": "we"}[found["who"].lower()]
    had_to = Saying("fact", f"{who} had to {found['verb']}{found['rest']}")
    return had_to if is_base(found["verb"]) else None


def _caused(found: re.Match[str]) -> Saying:
    return Saying("fact", found["rest"])


def _late(found: re.Match[str]) -> Saying:
    return Saying("fact", f"this is {found['how']}")


def _not_right(found: re.Match[str]) -> Saying:
    """ "You can't even get my name right": it was not right."""
    nouns = [word for word in read(found["thing"]) if word.tag[:2] == "NN"]
    was = "were" if nouns and nouns[-1].tag.endswith("S") else "was"
    when = f" {found['when'].strip()}" if found["when"] else ""
    return Saying("fact", f"{found['thing']} {was} not right{when}")


def _said(found: re.Match[str]) -> Saying:
    """ "You said you would call in a week": so it was understood."""
    return Saying("fact", f"I had understood that {found['what']}")


def _nth(found: re.Match[str]) -> Saying | None:
    """ "That is the third time you have moved my slot": it was moved three times."""
    times = _TIMES[found["nth"].lower()]
    if not found["rest"].lower().startswith("you"):
        return Saying("fact", f"{found['rest']} {times}")
    done = _done_to(_HAVE.sub("you ", found["rest"]))
    return done and Saying("fact", f"{done.words} {times}")


def _undone(found: re.Match[str]) -> Saying | None:
    base = lemma(found["verb"])
    rest = found["rest"]
    if not base:
        return None
    if base in ("tell", "explain", "say") and (told := _EXPLAINED.match(rest)):
        return Saying("know", told["what"])
    if base in _ANSWERS:
        return _without_answer(base, rest)
    words = read(rest.strip())
    if base in _GIVING and (given := _given(words, base)):
        return given
    return _passive(base, words, "has not been", "have not been", " yet") or _missed(
        base, rest, _person(found["who"])
    )


def _person(who: str) -> str:
    low = who.lower()
    return (
        "you"
        if low in ("u", "you", "you all", "not one of you", "none of you")
        else ("somebody" if low.startswith("no") else who)
    )


def _without_answer(base: str, rest: str) -> Saying | None:
    words = read(rest.strip())
    while words and (
        (words[0].lower in _TO_PEOPLE | _BACK | {"the", "phone"} and len(words) < 2)
        or words[0].lower in _TO_PEOPLE | _BACK
    ):
        words = words[1:]
    thing = joined(words)
    if (
        thing
        and base in ("answer",)
        and words[0].lower not in ("to", "for", "on", "in", "when", "after", "at")
    ):
        thing = f"to {thing}"
    return Saying(
        "fact",
        f"I have not had {_ANSWERS[base]} {thing}".strip() + ("" if "yet" in thing else " yet"),
    )


def _given(words: Words, base: str) -> Saying | None:
    """ "me the report" as a thing that has not come."""
    if words and words[0].lower in _TO_PEOPLE:
        if base in ("pay", "refund") and len(words) == 1:
            return Saying("fact", "I have not received the payment yet")
        words = words[1:]
    if not words or words[0].tag[:2] not in ("DT", "PR", "NN", "CD", "JJ") or words[0].tag == "PRP":
        return None
    return Saying("fact", f"I have not received {_definite(joined(words))} yet")


def _definite(thing: str) -> str:
    return re.sub(r"^(?:any|a single|one) ", "any ", thing)


def _missed(verb: str, rest: str, who: str) -> Saying | None:
    base = lemma(verb)
    past = participle(base) if base and base not in _NO_DEEDS else ""
    if not past:
        return None
    rest = re.sub(r" (?:either|at all)$", "", rest)
    rest = re.sub(r", not (?:even )?(?:once|ever|a single)\b.*$", "", rest)
    also = re.match(r" (or|and) (\w+)", rest)
    if also and (second := participle(also[2])):
        rest = f" {also[1]} {second}{rest[also.end() :]}"
    return Saying("fact", f"I would have been glad if {who} had {past}{rest}")


def _often(found: re.Match[str]) -> Saying | None:
    base = lemma(found["verb"])
    is_past = found["verb"].lower() != base and not found["verb"].endswith(("s", "ing"))
    if base in ("", "be") or is_past:
        return None
    return Saying("fact", f"I have noticed that you often {base}{found['rest']}")


def _done_to(text: str) -> Saying | None:
    found = _DID.match(text)
    if found is None or not (base := lemma(found["verb"])):
        return None
    if base in ("be", "have", "do", "can", "will") or (
        found["verb"].lower() == base and participle(base) != base
    ):
        return None
    words = read(found["rest"].strip())
    if (
        words
        and words[0].lower in ("me", "us")
        and base not in ("let", "owe", "have", "make", "want", "get", "cost", "mean")
    ):
        was = {"me": "I was", "us": "we were"}[words[0].lower]
        rest = joined(words[1:])
        is_told = any(word.tag[:2] in ("NN", "CD") for word in words[1:]) or not rest
        return Saying("fact", f"{was} {participle(base)} {rest}".strip()) if is_told else None
    return _passive(base, words, "was", "were", "")


def _passive(base: str, words: Words, one: str, many: str, tail: str) -> Saying | None:
    """The thing that `words` begin with as the subject: "lose", "my form again"."""
    end = subject_end(words)
    if (
        not end
        or words[0].lower not in _THINGS
        or base
        in (
            "be",
            "have",
            "listen",
            "say",
            "think",
            "believe",
            "promise",
            "want",
            "like",
            "care",
            "mean",
            "let",
            "get",
            "know",
            "understand",
        )
    ):
        return None
    while end > 1 and words[end - 1].tag == "RB":
        end -= 1
    nouns = [word for word in words[:end] if word.tag[:2] == "NN"]
    done = participle(base)
    if not nouns or not done:
        return None
    of = next(
        (
            at
            for at, word in enumerate(words[:end])
            if word.lower in ("of", "from", "in", "for", "about", "on")
        ),
        end,
    )
    heads = [word for word in words[:of] if word.tag[:2] == "NN"] or nouns
    is_many = heads[-1].tag.endswith("S") or any(word.lower == "and" for word in words[:of])
    rest = joined(words[end:])
    if re.search(r"\byou(?:r|rself)?\b", rest, re.IGNORECASE):
        return None
    spoken = f"{joined(words[:end])} {many if is_many else one} {done} {rest}".strip()
    return Saying("fact", spoken + ("" if " yet" in spoken else tail))


def _by_a_thing(text: str) -> Saying | None:
    """ "your portal lost my form" as something that happened to "the portal"."""
    words = read(text)
    if len(words) < 3 or words[0].lower != "your":
        return None
    end = subject_end(words)
    if not end or end >= len(words) or any(w.lower in ("you", "your") for w in words[1:]):
        return None
    verb = words[end]
    if verb.lower in HELPERS or (verb.tag != "VBD" and lemma(verb.text) not in _FAULTS):
        return None
    return Saying("fact", f"the {joined(words[1:])}")


_READINGS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Saying | None]], ...] = (
    (_UNDONE, _undone),
    (_NOBODY, _nobody),
    (_HABIT, _often),
    (_MADE_ME, _made_me),
    (_MY_DOING, _caused),
    (_LATE, _late),
    (_NOT_RIGHT, _not_right),
    (_SAID, _said),
    (_NTH, _nth),
)
