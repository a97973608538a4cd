"""Questions asked in anger, as questions that one can answer: "why did you X" as "why you X-ed"."""

from __future__ import annotations

import re

from tonecheck.rewriting.clauses import Clause, subject_end
from tonecheck.rewriting.saying import Saying
from tonecheck.rewriting.speech import (
    HELPERS,
    SUBJECTS,
    Words,
    form,
    is_base,
    is_finite,
    joined,
    read,
)
from tonecheck.rewriting.venom import plain_verbs

_ASKING = re.compile(
    r"^(?:(?P<wh>why|how come|when|where|"
    r"who(?: (?:at|in) (?:the|your|our) \w+)?|whom|what|which(?: \w+)?|whose \w+|"
    r"how (?:long|much longer|much|many \w+|soon|often|far)|how|what kind of \w+|"
    r"what \w+|on what (?:basis|grounds)|for what reason|since when)(?: exactly| else)? )?"
    r"(?P<aux>am|is|are|was|were|do|does|did|have|has|had|can|could|will|would|shall|"
    r"should|may|might|must)(?P<no> not)? (?P<rest>.+)$",
    re.IGNORECASE,
)
# "Is it work, or has the new one got a name?": the second half only mocks.
_OR_ELSE = re.compile(
    r",? or (?:am|is|are|was|were|do|does|did|have|has|had|can|could|will|would|should)\b.*$",
    re.IGNORECASE,
)
_OPEN = ("DT", "PRP$")
_BEING = ("is", "are", "was", "were")
_DARE = re.compile(
    r"^how (?:dare you|could you(?: possibly)?|can you(?: possibly)?) (?P<verb>\w+)(?P<rest>.*)$",
    re.IGNORECASE,
)
_EMBEDDED = re.compile(
    r"^(?:exactly |precisely )?(?P<words>(?:why|how|what|when|where|who|which|whether) .+)$",
    re.IGNORECASE,
)
_TELL = re.compile(
    r"^(?:(?:please )?(?:tell|explain to|answer|enlighten|remind) (?:me|"
    r"us)[ ,:]*(?:this[ ,:]*)?(?:exactly )?|explain (?:exactly |to me |precisely )?|"
    r"i (?:would|want to|would like to|demand to|need to|do) (?:love to |like to |"
    r"just )?(?:know|hear|understand|wonder|ask)(?: exactly)? |"
    r"i (?:am entitled|have (?:a|every) right|deserve|want|need) to (?:know|be told)(?: exactly)? |"
    r"i (?:wonder|ask myself) )(?P<words>(?:why|how|what|when|where|who|which|whether|"
    r"on what) .+)$",
    re.IGNORECASE,
)


# Asked to hurt: no answer is wanted.
_HURTING = re.compile(
    r"think you are|wrong with you|your problem|part of|who am i|what do i|why (?:do|"
    r"should|would|am|must) i\b|what am i|have to be|"
    r"who do you|what planet|which planet|are you (?:serious|kidding|joking|deaf|blind|"
    r"stupid|mad|crazy)|too (?:difficult|hard|much|complicated|taxing|busy|proud|good|grand|"
    r"demanding|big|grand|important|clever)\b|lose a bet|(?:might|may) i suggest|"
    r"^who (?:asks|cares|needs|wants|minds|counts|thanks)\b|"
    r"paid (?:extra|to|per|by)|what did i|what (?:would|should|could) i (?:know|expect|say)|did "
    r"you (?:imagine|expect|think|suppose)|"
    r"you (?:imagine|expect|suppose)|what (?:can|could|does|is) one|"
    r"(?:is|are) (?:anybody|anyone) (?:over |out |at )?(?:there|home|awake|alive|reading|"
    r"listening)|is there (?:anyone|anybody|an? (?:grown-up|adult|human|"
    r"brain))|do you (?:train|people|even|ever|think|know|realise|really)|"
    r"(?:beneath|below|beyond|above) (?:you|him|her|them|us|your|his|her|their|the)\b|"
    r"too (?:little|small|simple|low|lowly|boring|menial|plain|dull) for (?:you|your)\b|"
    r"an? (?:foreign|alien|unknown|strange) (?:word|concept|idea|language)|rocket science|"
    r"(?:ever )?heard of (?:a|an|the|\w+ing)?\b|in your vocabulary|not your (?:strong|forte|thing)|"
    r"(?:may|might) one ask|why (?:on earth )?would (?:you|anyone|anybody|one)\b|"
    r"rest of us are for|"
    r"(?:take|need|require)s? an? (?:degree|phd|genius|committee|miracle)|lose your tongue|"
    r"got your tongue|is there an? (?:\w+ )?(?:prize|award|medal|trophy|competition)\b|"
    r"what (?:do|does) you people|"
    r"lift(?:ing)? a finger|how much longer (?:must|do|should) i|how (?:dense|stupid|thick|hard)",
    re.IGNORECASE,
)


_NO_ANSWER = re.compile(
    r"\bworth\b.* but\b|^what (?:your|his|her|their) \w+ (?:is|are) worth\b", re.IGNORECASE
)


def wondered(clause: Clause) -> Saying | None:
    """What a question wants to know; None where it is no question, or asks for nothing."""
    text = plain_verbs(clause.text.rstrip("?!. "))
    if _HURTING.search(text):
        return None
    if told := _TELL.match(text):
        return embedded(told["words"])
    if dared := _DARE.match(text):
        return _surprise(dared)
    text = _OR_ELSE.sub("", text)
    asking = _ASKING.match(text)
    turned = _turned(asking) if asking and not _is_no_question(asking) else None
    return turned or _of_subject(text)


def _located(asking: re.Match[str], subject: Words) -> Saying | None:
    """ "Where is the key" as "where the key is"."""
    if asking["wh"] is None or asking["no"] or asking["aux"].lower() not in _BEING:
        return None
    return Saying("know", f"{asking['wh'].lower()} {joined(subject)} {asking['aux'].lower()}")


def _is_no_question(asking: re.Match[str]) -> bool:
    """A condition or an order: "should you find it", "have a good laugh"."""
    aux, first = asking["aux"].lower(), asking["rest"].split()[0].lower()
    if asking["wh"] is not None:
        return False
    return aux in ("should", "had", "were") or (aux in ("have", "do") and first not in SUBJECTS)


def embedded(words: str) -> Saying | None:
    """A question as it follows "tell me", whether it stands turned already or not."""
    known = _EMBEDDED.match(words)
    if known is None or _NO_ANSWER.search(words):
        return None
    asking = _ASKING.match(known["words"])
    turned = _turned(asking) if asking and asking["wh"] else None
    return turned or Saying("know", known["words"])


def _surprise(dared: re.Match[str]) -> Saying | None:
    past = form(dared["verb"], "VBD") if is_base(dared["verb"]) else ""
    return Saying("fact", f"I was surprised that you {past}{dared['rest']}") if past else None


def _of_subject(text: str) -> Saying | None:
    """ "Who decided this" stays as it is."""
    if not re.match(r"^(?:who|what|which \w+) \w+", text, re.IGNORECASE):
        return None
    words = read(text)
    at = 1 if words[0].lower in ("who", "what") else 2
    if len(words) > at and is_finite(words[at]) and words[at].lower not in HELPERS:
        return Saying("know", text)
    return None


def _turned(asking: re.Match[str]) -> Saying | None:
    words = read(asking["rest"])
    end = _subject(words) or (len(words) if len(words) < 4 and words[0].tag in _OPEN else 0)
    if not end:
        return None
    subject, rest = words[:end], words[end:]
    if not rest:
        return _located(asking, subject)
    verb = _verb(asking["aux"].lower(), bool(asking["no"]), subject, rest)
    if not verb:
        return None
    wh = (asking["wh"] or "whether").lower()
    wh = "why" if wh in ("how come", "for what reason") else wh
    return Saying("know", f"{wh} {joined(subject)} {verb}")


def _subject(words: Words) -> int:
    if not words:
        return 0
    if words[0].lower in SUBJECTS or words[0].lower in ("anybody", "anyone"):
        return (
            1
            if (len(words) > 1 and words[1].tag[:2] not in ("NN", "CD")) or words[0].tag == "PRP"
            else subject_end(words)
        )
    end = subject_end(words)
    while end and words[end - 1].tag == "RB":
        end -= 1
    return end


def _verb(aux: str, is_negated: bool, subject: Words, rest: Words) -> str:
    """The verb of the turned question: "did ... reject" as "rejected"."""
    words = joined(rest)
    if is_negated or rest[0].lower == "not":
        return f"{aux} {'' if rest[0].lower == 'not' else 'not '}{words}"
    adverbs = 0
    while adverbs < len(rest) - 1 and rest[adverbs].tag == "RB":
        adverbs += 1
    if aux not in ("do", "does", "did"):
        return f"{aux} {words}" if adverbs < len(rest) else ""
    verb = rest[adverbs]
    if not is_base(verb.text) and verb.lower not in ("have", "be", "do"):
        return ""
    tag = {"do": "VBP", "does": "VBZ", "did": "VBD"}[aux]
    spelt = verb.text if tag == "VBP" else form(verb.text, tag)
    return (
        " ".join(filter(None, (joined(rest[:adverbs]), spelt, joined(rest[adverbs + 1 :]))))
        if spelt
        else ""
    )
