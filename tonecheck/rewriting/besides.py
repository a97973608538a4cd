"""What stands beside a sting and stings nobody: a refusal, a piece of advice, a plan, a thing.

"As most people find out, the lid has to be locked before it starts" has the lid to tell of, and "I
will not pay twice for one lesson, whatever you write" somebody who would rather not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from tonecheck.findings import Category
from tonecheck.rewriting.clauses import Clause, clauses, opens_subject, subject_end
from tonecheck.rewriting.composing import told
from tonecheck.rewriting.gist import content
from tonecheck.rewriting.saying import Saying
from tonecheck.rewriting.speech import is_base, joined, lemma, lowered, participle, raised, read
from tonecheck.rewriting.venom import calmed, is_venom

_REFUSED = re.compile(
    r"(?P<who>i|we) (?:(?:really|simply|certainly|also) )?(?:(?:will|shall|do) not|(?:am|are) not "
    r"(?:going|prepared|willing|about) to|do not (?:intend|plan) to|have no intention of|refuse to)"
    r" (?P<verb>[a-z]+)(?P<rest>(?: [^,;]+)?)(?:, [a-z]+)?$",
    re.IGNORECASE,
)
_BE_DOING = re.compile(r"^ (?P<doing>[a-z]+ing)\b")
# What one does not do by nature, or says only to press on: "I do not care", "I will not rest".
_NO_REFUSAL = frozenset(
    "be have care know need want think believe see mean understand like mind expect suppose "
    "remember doubt accept tolerate stand put rest hesitate forget stop let give get hear recall "
    "agree feel seem own owe deserve bother hope wish love hate wonder even just leave budge move "
    "back grumble complain moan argue mention interfere object write".split()
)
# "any of your forms" is no blow.
_OF_YOURS = re.compile(r"\b(?:any|all|one|each) of your (?=\w+s\b)", re.IGNORECASE)
_AWAY = re.compile(
    r"(?P<it>(?:i|we) (?:will|shall) not be (?:(?:at|in|on) (?:the|your|our|my)|there|here|coming|"
    r"bringing|joining|standing|applying|trying|attending|playing|singing|running|taking|doing)\b"
    r"(?:(?! (?:so|because|since|as|if|to|whatever)\b)[^,;])*)$",
    re.IGNORECASE,
)
_NO_NEED = re.compile(
    r"you (?:really )?(?:(?:do|will) not (?:need|have) to|need not) (?P<verb>[a-z]+)"
    r"(?P<rest>(?: [^,;]+)?)$",
    re.IGNORECASE,
)
_NOTHING_TO = re.compile(
    r"there is nothing (?P<more>further |else |more )?(?:that )?you (?:(?:need|have) to|must) "
    r"(?P<verb>[a-z]+)(?P<rest>(?: [^,;]+)?)$",
    re.IGNORECASE,
)
_MOCKED = frozenset(
    "worry bother trouble thank shout lie pretend apologise apologize remind like love agree be "
    "have know understand see tell believe look go read think say care feel keep wait ask".split()
)
_COPYING = re.compile(
    r"^(?i:(?:(?:i am|we are) )?(?:copying|cc'?ing)|(?:i|we) have (?:now |also )?copied)(?: in)? "
    r"(?P<who>(?:your|the|my|our) (?:[\w-]+ ?){1,4}?|"
    r"[A-Z][\w-]+(?: [A-Z][\w-]+)?)(?=,? (?:so|for|who|as|to|because)\b|[,;.!]|$)"
)
# "the valve has to be opened before the pump starts"
_HAS_TO_BE = re.compile(r"(?:needs? to|has to|have to|must|is to|are to) be (?P<done>[a-z]+)\b")
_LEAD = re.compile(r"^(?:as|since|because|if|when|while|for) [^,;:]{3,60}, ", re.IGNORECASE)
_THERE_IS = re.compile(
    r"^(?P<it>there (?:is|are) (?!no\b|nothing|a (?:limit|special|thing called|reason))"
    r"[^,;]{3,60}? (?:in|on|at|under|by|behind) (?:the|my|our) [\w-]+(?: [\w-]+)?)"
    r"(?=,? (?:that|which|seeing|since|if|because|not|as|for)\b|,|$)",
    re.IGNORECASE,
)
_FELT = re.compile(
    r"^(?P<it>(?:it|that) (?:will be|is|was|has been|feels|felt) (?:(?:rather|quite|very|a bit|a "
    r"little) )?(?:strange|odd|quiet|hard|lonely|sad|empty|difficult|cold) "
    r"(?:[a-z]+ing|without|to|not|here|there|now)\b(?:(?! (?:but|so|and) )[^,;])*)",
    re.IGNORECASE,
)
# "It is funny how the bins turn up when I am out": that they do was noticed.
_ODD_HOW = re.compile(
    r"^(?:it is |how )?(?:funny|odd|strange|interesting|curious|amusing|amazing|remarkable) how "
    r"(?:your (?:(?:little|lovely|famous|precious) )*(?=\w))?(?P<it>[^,;]+)$",
    re.IGNORECASE,
)
_MINE = re.compile(r"\b(?:i|we|my|our|me|us)\b", re.IGNORECASE)
# "as the hedge is not in the minutes, I take it that I may stop coming"
_REASON = re.compile(
    r"^(?:as|since|seeing (?:as|that)|now that|given that) (?P<it>[^,;]{12,90})(?=, "
    r"(?:i|we|you|the|perhaps|maybe|one|nobody)\b)",
    re.IGNORECASE,
)
_SNEERED = re.compile(r"\b(?:apparently|evidently|clearly|obviously|presumably)\b", re.IGNORECASE)
_NO_USE = re.compile(
    r"(?P<it>[^,;]{3,60}?) (?:is|are) (?P<no>(?:of )?no (?:use|good|help)|useless|too late|"
    r"out of the question|not good enough|not an option|no option)(?: (?:to|for) (?:me|us))?$",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"(?P<who>i|we) expect to be "
    r"(?P<it>(?:back|home|there|here|done|finished|ready|away|out)\b[^,;]*)",
    re.IGNORECASE,
)
# "I have rung four times since May and will go on ringing"
_SO_FAR = re.compile(
    r"(?P<it>(?:i|we) have (?:now |already )?(?:written|asked|called|rung|phoned|emailed|mailed|"
    r"sent|waited|reported|reminded|tried|explained|paid|told you)\b[^,;]*?"
    r"\b(?:times|twice|since|for (?:\w+ )?(?:days|weeks|months|years))\b"
    r"(?:(?! and (?:i |we )?(?:will|shall|am|are|expect|want|still)\b)[^,;])*)",
    re.IGNORECASE,
)
_STUNG = re.compile(
    r"\b(?:you|your|yours?el\w+|like|than|even|nobody|whoever|whatever|everyone|everybody|brain|"
    r"mouth|ever|life|anyone|idea how)\b",
    re.IGNORECASE,
)


_MOST_WORDS = 6
"""How many words name what does not suit."""


def besides(sentence: str, category: Category) -> Iterator[str]:
    """What of `sentence` may be said as it is, or nearly so, in a sentence of its own."""
    calm = calmed(sentence)
    parts = clauses(read(calm))
    if category is not Category.SULKING and parts and (found := _COPYING.match(parts[0].text)):
        who = found["who"].strip()
        yield f"I am copying in {who}."
        yield f"{raised(who)} has a copy of this."
    plain = _SNEERED.search(sentence) is None
    if category is Category.SULKING and plain and (found := _REASON.search(calm)):
        yield from _reason(found["it"])
    for reading in _READINGS[category]:
        said = (reading(clause) for clause in parts if clause.link in ("", "and", "but", "so"))
        yield from (_ended(words) for words in said if words and _is_plain(words))


def _ended(words: str) -> str:
    return raised(words) + ("?" if "; could you" in words else ".")


def _reason(words: str) -> Iterator[str]:
    """What a sigh gives as its reason, where it is something that happened."""
    plain = joined(read(words))
    if opens_subject(read(plain)) and not _STUNG.search(plain) and _is_plain(plain):
        yield from told([Saying("kept", plain)], Category.SULKING)
        yield f"{raised(plain)}, and I find that hard."


def _odd(clause: Clause) -> str:
    """ "Funny how my letters get lost": it was noticed that they do."""
    found = _ODD_HOW.match(clause.text)
    if found is None or _STUNG.search(found["it"]) or not _MINE.search(found["it"]):
        return ""
    the = "the " if re.search(r"\bhow your\b", clause.text, re.IGNORECASE) else ""
    return f"I have noticed that {the}{found['it']}"


def _unsuited(clause: Clause) -> str:
    """ "Tuesday is of no use to me" as what does not suit."""
    found = _NO_USE.match(clause.text)
    if found is None or _STUNG.search(found["it"]) or len(found["it"].split()) > _MOST_WORDS:
        return ""
    is_many = read(found["it"])[-1].tag.endswith("S") and found["it"].split()[0].lower() != "this"
    do = "do" if is_many else "does"
    if found["no"].lower() == "too late":
        be = "are" if is_many else "is"
        return f"{found['it']} {be} rather late for me"
    return f"{found['it']} {do} not work for me"


def _to_be_back(clause: Clause) -> str:
    """ "We expect to be back by six": they should be."""
    found = _BACK.match(clause.text)
    return f"{found['who']} should be {found['it']}" if found else ""


def _so_far(clause: Clause) -> str:
    """How often or how long one has tried, without what one will do next."""
    found = _SO_FAR.match(clause.text)
    return f"{found['it']}; could you let me know where it stands" if found else ""


def _is_plain(words: str) -> bool:
    return bool(content(words)) and not any(map(is_venom, words.split()))


def _refused(clause: Clause) -> str:
    """ "I am not going to sign twice" as what one would rather not do."""
    found = _REFUSED.match(clause.text)
    rest = _OF_YOURS.sub("", found["rest"]) if found else ""
    if found is None or _STUNG.search(rest) or _is_condition(rest):
        return ""
    if found["verb"] == "be":
        return _not_be(found["who"], rest)
    is_verb = is_base(found["verb"]) and found["verb"] not in _NO_REFUSAL
    return f"{found['who']} would rather not {found['verb']}{found['rest']}" if is_verb else ""


def _not_be(who: str, rest: str) -> str:
    """ "I won't be deciding today", "... be asked twice": what one would rather not do, or be."""
    if doing := _BE_DOING.match(rest):
        verb = lemma(doing["doing"])
        is_plain = bool(verb) and verb not in _NO_REFUSAL
        return f"{who} would rather not {verb}{rest[doing.end() :]}" if is_plain else ""
    done = rest.split(maxsplit=1)[0] if rest.split() else ""
    return f"{who} would rather not be{rest}" if done and participle(done) == done else ""


def _is_condition(rest: str) -> bool:
    return bool(re.search(r"\b(?:until|unless|if|before|till|because|when)\b", rest))


def _away(clause: Clause) -> str:
    """ "I will not be at the fair" as it is."""
    found = _AWAY.match(clause.text)
    return found["it"] if found and not _STUNG.search(found["it"]) else ""


def _unneeded(clause: Clause) -> str:
    """What the reader need not do, as something for which there is no need."""
    if found := _NOTHING_TO.match(clause.text):
        more = f" {found['more'].strip()}" if found["more"] else ""
        return f"there is no need to {found['verb']} anything{more}{found['rest']}"
    found = _NO_NEED.match(clause.text)
    if found is None or found["verb"].lower() in _MOCKED or not is_base(found["verb"]):
        return ""
    return f"there is no need to {found['verb']}{found['rest']}"


def _advised(clause: Clause) -> str:
    """How a thing wants to be handled, without whom it was told to."""
    words = lowered(read(_LEAD.sub("", clause.text)))
    end = subject_end(words)
    if not end or words[0].lower not in ("the", "a", "an", "this", "these", "each", "every"):
        return ""
    found = _HAS_TO_BE.match(joined(words[end:]))
    is_done = found is not None and participle(found["done"]) == found["done"]
    return joined(words) if is_done and not _STUNG.search(joined(words)) else ""


def _found_there(clause: Clause) -> str:
    """ "There is a pie in the oven" without for whom it was, or was not."""
    return _as_told(_THERE_IS, clause)


def _how_it_is(clause: Clause) -> str:
    """ "It will be strange singing without her": a feeling said outright."""
    return _as_told(_FELT, clause)


def _as_told(shape: re.Pattern[str], clause: Clause) -> str:
    found = shape.match(clause.text)
    return found["it"] if found and not _STUNG.search(found["it"]) else ""


_READINGS: Mapping[Category, tuple[Callable[[Clause], str], ...]] = {
    Category.DEMANDING: (
        _unneeded,
        _so_far,
        _to_be_back,
        _unsuited,
        _away,
        _refused,
        _advised,
    ),
    Category.HOSTILE: (_so_far, _advised, _odd),
    Category.SULKING: (_how_it_is, _odd, _found_there, _away),
}
