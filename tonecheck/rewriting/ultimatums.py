"""Ultimatums as a request and, at most, the reason for its date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tonecheck.rewriting.clauses import (
    Clause,
    clauses,
    is_choice,
    opens_clause,
    opens_subject,
)
from tonecheck.rewriting.commands import asked
from tonecheck.rewriting.saying import Saying
from tonecheck.rewriting.speech import (
    HELPERS,
    Word,
    Words,
    is_base,
    is_finite,
    joined,
    lemma,
    lowered,
    participle,
    read,
)

_OR = re.compile(
    r"^(?:either )?(?P<wish>.+?),? (?:or else|or|otherwise|else|because otherwise|"
    r"after which|after that|failing (?:that|which)|and if not|if not)(?: then)?,? (?P<then>.+)$",
    re.IGNORECASE,
)
_THEN_IF = re.compile(r"^(?P<then>.+?),? (?P<word>if|unless|until) (?P<if>.+)$", re.IGNORECASE)
_YOU_DO = re.compile(
    r"^(?:you|u) (?:(?:do|can|will|could|would) not|fail to|refuse to|have not|never|"
    r"(?:still )?(?:do|will|can)? ?not)(?: \w+ly)? (?P<verb>\w+)(?P<rest>.*)$",
    re.IGNORECASE,
)
_YOU_UNLESS = re.compile(
    r"^(?:you|u)(?: \w+ly| finally)? (?P<verb>\w+)(?P<rest>.*)$", re.IGNORECASE
)
_I_HEAR = re.compile(
    r"^(?:i|we) (?:do not|have not|can not)? ?(?P<verb>hear|heard|receive|received|get|"
    r"got|have|see|seen)(?P<rest>.*)$",
    re.IGNORECASE,
)
_THING_IS = re.compile(r"^(?P<thing>.+?) (?:is|are) (?:not )?(?P<rest>.+)$", re.IGNORECASE)
_WILL = re.compile(
    r"^(?:then )?(?P<who>i|we) (?:will|shall|am going to|are going to|am|are)(?: have to|"
    r" need to| be (?:forced|obliged|compelled|left with no choice but) to)? (?P<verb>\w+)"
    r"(?P<rest>.*)$",
    re.IGNORECASE,
)
_GOING = re.compile(
    r"^(?:then )?(?P<who>i|we) (?:am|are) (?P<verb>\w+ing)(?P<rest>.*)$", re.IGNORECASE
)
# "post this everywhere", "make sure everybody knows": to hurt is no reason, whoever words it.
_REVENGE = re.compile(
    r"\b(?:everywhere|every ?(?:one|body)|anyone who|the whole|all over|"
    r"post (?:it|this|that|about)|paste|listing|newsletter|followers|write up|social media|"
    r"twitter|glassdoor|google|linkedin|facebook|instagram|reddit|will hear|"
    r"hears? (?:from|of|about)|review sites?|newspaper|gazette|"
    r"attorney|"
    r"buys? from you|"
    r"(?:bury|crush|hunt|haunt|finish|break|drag|report|sue|name) (?:you|him|her|them)\b|"
    r"expose|shame|ruin|destroy|make sure|make you|sorry|regret)\b",
    re.IGNORECASE,
)
_AND_REVENGE = re.compile(
    r",? and (?:(?:i|we) (?:will|shall) )?(?:post|paste|write|share|tell)\b.*\b(?:everywhere|"
    r"every ?(?:one|body)|online|facebook|linkedin|twitter)\b.*$",
    re.IGNORECASE,
)
_FAILING = re.compile(
    r"(?:failing (?:that|which)|or else|else|otherwise|if not),? (?P<then>(?:i|we) .+)$", re.I
)
_YOU_DO_IT = re.compile(r"^you (?P<verb>\w+)", re.IGNORECASE)
# "the rate is not what we agreed, so it goes up": the wish is what follows.
_PREMISE = re.compile(r"^.*, (?:so|therefore|hence) (?!that\b)", re.IGNORECASE)
# "I will keep asking until you say yes"
_GOES_ON = re.compile(
    r"(?:i|we) (?:will|shall|am going to|are going to) (?:keep|go on|continue|ring|call|phone|"
    r"write|ask|sit|stand|wait|stay)\b",
    re.IGNORECASE,
)
_HAVE_DONE = re.compile(r"^ (?P<verb>\w+)(?P<rest>(?: .*)?)$")
_THOUGHTS = frozenset("think believe know see hope need want ask mean suppose expect feel".split())
_LEFT_OUT = re.compile(r",| and (?:you|i|we|it|they)\b", re.IGNORECASE)
_ASKED_ABOUT = re.compile(r"\b(?:out|know|wonder|ask|see|tell|told|sure|understand|say)$", re.I)
_DO = re.compile(r"^(?:then )?(?P<who>i|we) (?P<verb>\w+)(?P<rest>.*)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Ultimatum:
    """What is wanted, and what would happen otherwise as it follows "otherwise": "" if nothing."""

    wish: Saying
    otherwise: str


def ultimatum(sentence: str) -> Ultimatum | None:
    """The request and the reason in a sentence that threatens; None for any other."""
    words = lowered(read(sentence.rstrip(" .!?")))
    if words and words[0].lower == "may":
        return None
    words = _from_condition(words)
    text = joined(words)
    for wish, then in (*_alternatives(text), *_conditions(words), *_late_conditions(text)):
        if wish is not None and not wish.words.endswith(("whether", ",")):
            return Ultimatum(wish, _otherwise(then))
    return None


def _from_condition(words: Words) -> Words:
    """The part that threatens of "that will not do, and unless I hear from you, I move out"."""
    for at in range(3, len(words) - 3):
        is_joint = words[at].lower in ("and", "but", "so") or words[at].text == ";"
        if is_joint and words[at + 1].lower in ("unless", "until"):
            return words[at + 1 :]
    return words


def _alternatives(text: str) -> Iterator[tuple[Saying | None, str]]:
    """ "Repair it or I move out": the order, and what follows the "or"."""
    found = _OR.match(text)
    is_threat = found is not None and not is_choice(read(found["wish"]), read(found["then"]))
    if found and is_threat and opens_clause(read(found["then"])):
        wish = _PREMISE.sub("", found["wish"])
        order = _YOU_DO_IT.sub(_order, wish)
        last = clauses(read(wish))[-1:]
        asks = (asked(each) for each in (_clause(wish), _clause(order), *last))
        yield next(filter(None, asks), None), found["then"]


def _clause(text: str) -> Clause:
    return Clause("", read(text))


def _order(found: re.Match[str]) -> str:
    """ "you put it right" as "put it right"."""
    verb = found["verb"]
    return verb if is_base(verb) and verb.lower() not in HELPERS else found[0]


def _conditions(words: Words) -> Iterator[tuple[Saying | None, str]]:
    """ "If you do not repair it, I move out": the condition turned round, and the rest."""
    if not words or words[0].lower not in ("if", "unless", "until"):
        return
    is_unless = words[0].lower != "if"
    for is_joint in (_is_comma, _is_subject):
        for at in range(3, len(words)):
            if is_joint(words[at]):
                then = words[at + 1 :] if words[at].text == "," else words[at:]
                if opens_subject(then) or (is_joint is _is_comma and _carries_on(then)):
                    yield _condition(joined(words[1:at]), is_unless), joined(then)
                    return


def _carries_on(words: Words) -> bool:
    """Whether what follows a comma is a clause: "the whole of Hull will hear", not "and you"."""
    opens = bool(words) and words[0].lower not in ("and", "or", "but")
    return opens and any(map(is_finite, words))


def _is_comma(word: Word) -> bool:
    return word.text == ","


def _is_subject(word: Word) -> bool:
    return word.lower in ("i", "we", "you", "my", "our", "nothing", "nobody")


def _late_conditions(text: str) -> Iterator[tuple[Saying | None, str]]:
    """ "I move out unless you repair it"."""
    found = _THEN_IF.match(text)
    # "You will sit with me until I have it" asks for the sitting.
    is_threat = found is not None and not _ASKED_ABOUT.search(found["then"])
    if found and is_threat and asked(Clause("", read(found["then"]))) is None:
        last = clauses(read(found["then"]))[-1:]
        then = last[0].text if last else ""
        if found["word"].lower() == "until" and _GOES_ON.match(then):
            then = ""
        yield _condition(found["if"], found["word"].lower() != "if"), then


def _condition(text: str, is_unless: bool) -> Saying | None:
    """What is to happen so that the threat does not: the condition, turned round."""
    is_negative = bool(re.search(r"\bnot\b|\bnever\b|\bfail\b|\brefuse\b", text, re.IGNORECASE))
    if is_unless == is_negative:
        return None
    if heard := _I_HEAR.match(text):
        return _to_hear(heard["verb"].lower(), heard["rest"])
    if yours := (_YOU_UNLESS if is_unless else _YOU_DO).match(text):
        verb = yours["verb"]
        done = _HAVE_DONE.match(yours["rest"]) if verb.lower() == "have" else None
        past = done["verb"].lower() if done else ""
        if done and past in ("got", participle(lemma(past))):
            return Saying("ask", f"{lemma(done['verb'])}{done['rest']}")
        return Saying("ask", f"{verb}{yours['rest']}") if is_base(verb) else None
    thing = _THING_IS.match(text)
    if (
        thing
        and "," not in thing["thing"]
        and re.match(r"(?:the|my|our|this|that|it|these|those|all|[A-Z£€$])", thing["thing"])
    ):
        return Saying("let", f"be {thing['rest']}", thing["thing"])
    return None


def _to_hear(verb: str, rest: str) -> Saying | None:
    if verb in ("hear", "heard"):
        return Saying("may", f"hear{rest}")
    thing = read(rest.strip())
    return Saying("have", joined(thing)) if thing and thing[0].tag != "VBN" else None


def consequence(sentence: str) -> str:
    """What a sentence threatens with that begins "failing that": as what one would need to do."""
    found = _FAILING.match(sentence.rstrip(" .!?"))
    return _otherwise(joined(lowered(read(found["then"])))) if found else ""


def _otherwise(text: str) -> str:
    """ "I will take it back" as "I would otherwise need to take it back"; revenge as nothing."""
    text = _AND_REVENGE.sub("", text)
    if _REVENGE.search(text):
        return ""
    if re.match(
        r"(?:the|my|our|every|all|this|that|these|those|it|[A-Z£€$](?!\s))", text
    ) and opens_subject(read(text)):
        return f"{text} otherwise"
    for shape in (_WILL, _GOING, _DO):
        found = shape.match(text)
        verb = found["verb"] if found else ""
        verb = lemma(verb) if verb.endswith("ing") else verb
        if found and verb.lower() not in HELPERS | _THOUGHTS and is_base(verb):
            who = "I" if found["who"].lower() == "i" else "we"
            rest = _LEFT_OUT.split(found["rest"])[0]
            rest = re.sub(r" (?:and|or|but)$", "", rest)
            return f"{who} would otherwise need to {verb}{rest}"
    return ""
