"""Clauses that may stand as the writer wrote them once what stung beside them has gone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tonecheck.findings import Category
from tonecheck.rewriting.affairs import is_affair
from tonecheck.rewriting.clauses import Clause, opens_subject, subject_end
from tonecheck.rewriting.facts import tells
from tonecheck.rewriting.speech import Words, joined, read

_QUESTION = re.compile(
    r"^(?:why|how|what|who|when|where|which|whose|is|are|was|were|do|does|did|have|has|"
    r"had|can|could|will|would|should|am)\b",
    re.IGNORECASE,
)
# "I do not care", "you should be ashamed": such a clause is not kept, whatever else stands in it.
_STING = re.compile(
    r"\b(?:i|we) (?:should not|do not (?:propose|care|want|wish|accept|repeat|do|suppose|believe)|"
    r"could not care|refuse|know (?:i|how|what|your?|that your?)\b|"
    r"bow (?:to|my head)|beg pardon|expect (?:there|that|it) (?:is|are)|"
    r"did not \w+ you\b|would say|do not think there (?:is|are)|"
    r"am (?:grateful|glad|thankful|lucky) to be (?:allowed|permitted|let|seen)|"
    r"would (?:advise|urge|warn)|have no illusions|am not surprised|mean to (?:have|get|see)|"
    r"(?:could|can|might|would) .* if (?:that|it) (?:would|might|may|will|helps?)\b|"
    r"would (?:love|like|hate) to (?:say|think|believe)|will not|"
    r"am not (?:sitting|standing|waiting|going|paying|asking|interested|here|a|"
    r"your)|are not|am done|"
    r"am (?:quite |now )?(?:finished|through) with|am sick|have had enough|"
    r"am tired|am fed up|have better|hate|pity|laugh|doubt|bet|"
    r"warn|dare|suggest|insist|demand|know where|"
    r"have reported|am sure|guess|suppose|bet|take it|would not want|would hate|wonder|do wonder|"
    r"have (?:\w+ "
    r")?got (?:\w+ )?used|am used|(?:will|shall) (?:see|make|"
    r"be|tell|keep|go back|go "
    r"on|carry on|sit|doze|eat|dig|say|get|just|report|post|sue|remember|enjoy|let|show|have|"
    r"find|never))\b"
    r"|\b(?:the (?:last|third|fourth|second|fifth|umpteenth) time|deserves?|"
    r"should be ashamed|ought to|had better|no (?:second|more)|enough|"
    r"one lives|honou?r to|privilege|ever (?:seen|read|met|heard|known)|in my life|"
    r"my (?:lawyer|solicitor|grandmother|dog|cat|toddler)|a thing called|not acceptable|"
    r"unacceptable|ashamed|laughing|your own|yours truly|"
    r"must (?:be|have|\w+ (?:them|it)sel\w+)|(?:i|we) (?:gather|see|hear|notice|am told|presume) "
    r"(?:that )?you|"
    r"always about your?|supposed to|meant to|hardly|scarcely|worse than|less than|even a|"
    r"any child|a child|"
    r"matters? more|followers|subscribers|hope it does not|a number to (?:you|them)|"
    r"real work|"
    r"answer for (?:this|that|it)|need to hear|i trust|we trust|i fancy|dare say|"
    r"among the options|having this conversation|"
    r"do not mean|listen to any|crawling back|as well as any\w*|rocket science|am not prepared|"
    r"quite see|would explain|love it when|getting good at|all (?:i|we) (?:get|got)|"
    r"wrong about people|thrilled|delighted|charmed|congratulations)\b|, (?:and )?no \w+ \w+$",
    re.IGNORECASE,
)
# Praise beside a sting is meant the other way round: "it was really very pleasant for one".
_PRAISE = re.compile(
    r"\b(?:informative|instructive|great mind|"
    r"pleasant|lovely|nice|wonderful|brilliant|charming|delightful|marvell?ous|splendid|"
    r"agreeable|generous|gift for|genius|impressive|fabulous|glorious|touching|a joy|a treat|a "
    r"laugh|"
    r"a comfort|the (?:important|busy|clever|special) (?:one|person)s?|"
    r"great (?:fun|job|success)|do great|done great|star|hero|(?:do|does|did) have)\b",
    re.IGNORECASE,
)
_SUBORDINATE = frozenset(
    "because since as while whereas though although yet otherwise or nor".split()
)
# "a credit of three percent is"
_DANGLING = re.compile(
    r"\b(?:is|are|was|were|am|be|the|a|an|of|to|and|or|but|which|that|with|for|in|on|at)$"
)
_AT_READER = re.compile(r"\byou\b")
_OF_READER = re.compile(r"^(?!i\b|we\b).*\byou\b")
_ELIDED = re.compile(
    r"(?:did not|have not|had not|was not|will not|would not|should have|could have|guess|"
    r"suppose|thought|hoped|wish|"
    r"wanted|waited|spent|sat|tried|had to|stopped|came|went|saw|heard|sent|found|stood|drove|"
    r"rang|asked|brought)\b",
    re.IGNORECASE,
)
_SINCE = frozenset("as when after before since while although though".split())
_NO_PLACE = frozenset("if unless because that like".split())
_SPAN = re.compile(
    r"(?:time|year|month|week|day|hour|summer|winter|night|season|term|semester)s$", re.IGNORECASE
)


def with_subject(clause: Clause) -> Clause:
    """ "Didn't expect it" with the "I" that it left out."""
    is_bare = _ELIDED.match(clause.text)
    return Clause(clause.link, read(f"I {clause.text}")) if is_bare else clause


# "I am merely the librarian": a sigh for contradiction.
_SCRAP = 6
_ILL_WISH = re.compile(r"(?:i|we) (?:do |only |just )?(?:hope|wish|pray)\b")
_BELITTLED = re.compile(r"\bthan (?:me|i|an? (?:old|retired|mere)|people like me)\b", re.IGNORECASE)
_ABASED = re.compile(
    r"^i (?:am (?:only|merely|just|nothing|nobody|the|used to)|"
    r"(?:only|merely) \w+ed)\b",
    re.IGNORECASE,
)


def may_stay(clause: Clause, category: Category, cues: Sequence[str]) -> bool:
    """Whether a clause states something and none of the words that were flagged stands in it."""
    text = clause.text.lower()
    at = _adverbial(clause.words)
    return (
        len(clause.words) > 3
        and clause.link not in _SUBORDINATE
        and opens_subject(clause.words[at:])
        and not stings(text, category)
        and not (category is Category.SULKING and _is_martyr(clause))
        and (at > 0 or not cues or clause.words[0].lower not in ("this", "that", "it", "one"))
        and not any(cue.lower() in text for cue in cues)
        and (category is not Category.HOSTILE or _tells(clause.words))
        and not (category is Category.HOSTILE and _ILL_WISH.match(text))
    )


def _is_martyr(clause: Clause) -> bool:
    """Whether a clause belittles the writer, or goes on with what they will bear all the same."""
    if _BELITTLED.search(clause.text):
        return True
    goes_on = clause.link == "so" and not any(word.tag == "VBD" for word in clause.words[:3])
    return goes_on or bool(_ABASED.match(clause.text))


def _tells(words: Words) -> bool:
    """Whether a clause names an affair or a fact: beside an insult any other is its punchline."""
    return any(is_affair(word.text) for word in words) or tells(joined(words))


def stings(text: str, category: Category) -> bool:
    """Whether a clause asks, sneers, breaks off, or speaks of the reader."""
    text = text.lower()
    at_reader = _AT_READER if category is Category.HOSTILE else _OF_READER
    return any(shape.search(text) for shape in (_QUESTION, _STING, _PRAISE, _DANGLING, at_reader))


def is_scrap(words: str) -> bool:
    """Whether a clause says next to nothing by itself: "it does not pay", "he is the expert"."""
    said = words.split()
    last = read(words)[-2:]
    if len(said) < _SCRAP and last[-1].tag == "CD" and said[-1].isalpha() and last[0].tag != "IN":
        return True  # "I gave you five": of what?
    return len(said) < _SCRAP and said[0].lower() in ("he", "she", "it", "they", "this", "that")


def stated(clause: Clause) -> str:
    """ "Seven summers I covered" with the "for" that it lost."""
    first, second = clause.words[:2]
    is_span = first.tag == "CD" and second.tag == "NNS" and second.lower != "times"
    return f"for {clause.text}" if is_span and _adverbial(clause.words) else clause.text


def _adverbial(words: Words) -> int:
    """How many words at the start only say when or where: "next time", "in seven years"."""
    first = words[0].lower if words else ""
    if len(words) > 3 and words[0].tag == "CD" and _SPAN.match(words[1].text):
        return 2 if words[2].tag == "PRP" else 0
    if first in ("next", "last") and len(words) > 1:
        return 2
    if first in _SINCE:
        return 1 + next((at for at, word in enumerate(words) if word.text == ","), -1)
    if words and words[0].tag == "IN" and first not in _NO_PLACE:
        end = subject_end(words[1:])
        is_set_off = len(words) > 1 + end and words[1 + end].text == ","
        return 1 + end + is_set_off if end else 0
    return 0
