"""One flagged sentence told again: what it asks and what it has seen, without the sting.

The sentence is calmed (venom), taken apart (clauses), and each clause read as what it asks, what
it wants to know or what it states (commands, questions, accusations, ultimatums, laments). What
was read is put together again in several ways, warmest first; where nothing could be read, the
things that the sentence names still say what it is about (topics).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import zip_longest

from tonecheck.findings import Category
from tonecheck.rewriting.accusations import observed
from tonecheck.rewriting.affairs import ERRANDS
from tonecheck.rewriting.clauses import Clause, clauses
from tonecheck.rewriting.commands import asked
from tonecheck.rewriting.composing import (
    about,
    finished,
    question,
    requested,
    told,
    withdrawn,
)
from tonecheck.rewriting.facts import facts, missing, tells
from tonecheck.rewriting.gist import content
from tonecheck.rewriting.hooks import WORKS, the
from tonecheck.rewriting.laments import unwrapped
from tonecheck.rewriting.pronouns import named_again
from tonecheck.rewriting.questions import wondered
from tonecheck.rewriting.saying import Saying
from tonecheck.rewriting.soundness import is_sound
from tonecheck.rewriting.speech import (
    is_finite,
    is_known,
    is_verbal,
    joined,
    lowered_text,
    raised,
    read,
)
from tonecheck.rewriting.standins import of_a_kind
from tonecheck.rewriting.statements import (
    is_scrap,
    may_stay,
    stated,
    stings,
    with_subject,
)
from tonecheck.rewriting.topics import topic
from tonecheck.rewriting.ultimatums import consequence, ultimatum
from tonecheck.rewriting.venom import calmed, is_venom

_GRUNT = 4
"""How many words "Truly world-class." and its like have at most."""
_SCRAP = 6
"""How many words are left at least where an aside goes."""
LONGEST = 600
"""Characters of the longest sentence that is told again: nobody writes a longer one by hand."""
MOST = 24
"""How many ways of telling a sentence are offered."""
_SNEERED = re.compile(
    r"\b(?:evidently|apparently|presumably|naturally|doubtless|no doubt|obviously|clearly|but then|"
    r"then again|of course|i suppose|surely),? ([\w'’]+ [\w'’]+(?: \w+(?!['’\w])){0,2})",
    re.IGNORECASE,
)
# "We will of course return the keys" is meant as it is said.
_GIVING = re.compile(r"(?:return|send|pay|bring|refund|forward|replace|deliver|give|hand)\b", re.I)
_PROMISING = re.compile(r"\b(?:i|we) (?:will|shall|would|can) $", re.IGNORECASE)
_WITHDRAWN = re.compile(
    r"\b(?:i|we) (?:do|am|are) not (?:really )?"
    r"(?:need|want|expect|ask|wait)(?! to (?:hear|know|see|listen|read))|\bno (?:hurry|rush)\b",
    re.IGNORECASE,
)
# "I have not got a car, as everybody tells me": what the clause says is said for the tail.
_ALL = re.compile(r"\b(?:every|no)(?:body|one| one)\b", re.IGNORECASE)
_HEARD = re.compile(r"(?:i|we) (?:hear|see|understand) that\b", re.IGNORECASE)
# The sentence before has named what this was done to.
_WAS_LEFT = re.compile(
    r"(?:it|they|this) (?:was|were) (?:left|cancell?ed|closed|given|taken|refused|lost|"
    r"forgotten)\b",
    re.IGNORECASE,
)
_WILL_DO = re.compile(r"(?:i|we) (?:will|can) do\b", re.IGNORECASE)
_BE_THERE = re.compile(r"be (?:there|here|back|on time|ready|in time)\b", re.IGNORECASE)
_IN_CASE = re.compile(
    r"^if (?P<case>(?:the|it|this|that|my|our|he|she|they|there|nobody|none|you (?:can ?not|can't|"
    r"are not able to|are unable to|do not know|don't know))\b[^,;]{3,70}?)(?:, (?:then )?| then )"
    r"(?P<order>[^;]+)$",
    re.IGNORECASE,
)
_LIKENED = re.compile(r",? like (?:an?|some|the) [^,;.!?]*(?=[.!?]*$)", re.IGNORECASE)
# A threat that is hinted at: "windows are dear, I would hate for yours to break".
_UNHEARD = re.compile(r"(?:\bnot|n't) (?:want|wish|care|need) to hear\b", re.IGNORECASE)
_VEILED = re.compile(
    r"(?:i|we) would (?:hate|not want) (?:for )?(?:you|your|it|that|anything)\b|"
    r"it would be a (?:shame|pity)|(?:things|accidents) (?:do |can )?happen\b",
    re.IGNORECASE,
)
_HEARSAY = re.compile(r"(?:i|we) (?:am told|are told|hear|see|gather|understand)\b", re.IGNORECASE)
_ASIDE = frozenset("though although whereas while since because yet".split())
_PRONOUNS = frozenset("he she it they this that these those him her them one".split())
# Of what fits a sigh, that which can follow its fact after "and".
_PLAIN_WISH = re.compile(r"I would (?:have liked|like to be|be glad to hear)[^;?]*\.$")
# "Ola, you asked ..."; "Where is my money, Alan?"
_LED = re.compile(r"(?P<name>(?:(?:My )?[Dd]ear )?[A-Z][a-zé]+),\s+(?=\w)")
_NAMED = re.compile(r",\s+(?P<name>(?!I\b)[A-Z][a-zé]+|\{\{[^{}]+\}\}|\{\w+\})(?=[.!?]*$)")


@lru_cache(maxsize=4096)
def retold(sentence: str, category: Category, cues: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Ways to say `sentence` graciously, best first; those that keep all of its facts lead.

    `cues` are the words for which it was flagged; a clause that holds one is not kept as it is,
    unless nothing else can be said.
    """
    ways = dict.fromkeys(finished(words) for words in _ways(sentence, category, cues))
    for same in _restated(sentence):
        ways.pop(same, None)
    sound = [words for words in ways if words and is_sound(words, sentence)]
    return tuple(sorted(sound, key=lambda words: missing(sentence, words))[:MOST])


def _restated(sentence: str) -> Iterator[str]:
    """What is no rewrite: the sentence itself, its marks and contractions apart."""
    same = finished(raised(joined(read(sentence))).rstrip(" .!?"))
    yield sentence
    yield f"{same}."


def _ways(sentence: str, category: Category, cues: Sequence[str]) -> Iterator[str]:
    hail = _hailed(calmed(sentence))
    sneered = () if category is Category.DEMANDING else tuple(_sneered(sentence))
    ways = _unnamed(hail.rest, category, cues, sneered)
    return (_hailing(hail, words) for words in ways)


def _sneered(sentence: str) -> Iterator[str]:
    """How clauses begin that are meant the other way round: "evidently the trolley pushes"."""
    for found in _SNEERED.finditer(sentence):
        is_promise = _PROMISING.search(sentence[: found.start()]) and _GIVING.match(found[1])
        if not is_promise:
            yield " ".join(found[1].lower().split())
            yield joined(read(found[1].lower()))


@dataclass(frozen=True, slots=True)
class _Hail:
    """The `name` by which a sentence calls the reader, the `rest` of it, whether it leads."""

    name: str
    rest: str
    leads: bool = False


def _hailed(calm: str) -> _Hail:
    if (led := _LED.match(calm)) and not is_known(led["name"].split()[-1]):
        return _Hail(led["name"], calm[led.end() :], leads=True)
    named = _NAMED.search(calm)
    if named and not re.search(r"\band\b|,", calm[: named.start()][-30:]):
        return _Hail(named["name"], calm[: named.start()])
    return _Hail("", calm)


def _hailing(hail: _Hail, words: str) -> str:
    """`words` with the name where it stood, at the start or the end."""
    if not hail.name:
        return words
    if hail.leads:
        return f"{hail.name}, {lowered_text(words)}"
    return f"{words[:-1]}, {hail.name}{words[-1]}"


def _unnamed(
    calm: str, category: Category, cues: Sequence[str], sneered: Sequence[str]
) -> Iterator[str]:
    in_case = list(_in_case(calm)) if category is Category.DEMANDING else []
    yield from requested(in_case)
    if category is not Category.SULKING and not in_case and (found := ultimatum(calm)):
        if found.otherwise:
            yield f"{question([found.wish])[:-1]}, as {found.otherwise}?"
        yield from requested([found.wish])
    if category is not Category.DEMANDING and (short := _without_aside(calm, category)):
        yield from told(list(_read(short, category, (*cues, *sneered))), category, _wishes)
        if not _HEARSAY.match(short):
            yield from told(list(_read(short, category, sneered)), category, _wishes)
    if category is not Category.SULKING and (then := consequence(calm)):
        yield f"{raised(then)}."
    if category is Category.HOSTILE:
        calm = _LIKENED.sub(_unlike, calm)
    yield from told(list(_read(calm, category, (*cues, *sneered))), category, _wishes)
    yield from told(list(_read(calm, category, sneered)), category, _wishes)
    named = topic(calm)
    if named.is_telling and not _UNHEARD.search(calm):
        yield from about(named, category)


def _in_case(calm: str) -> Iterator[Saying]:
    """ "If the part is late, give me the phone back" with its condition behind it."""
    found = _IN_CASE.match(calm)
    order = clauses(read(found["order"])) if found else ()
    saying = asked(order[0]) if order else None
    is_asked = saying is not None and saying.kind == "ask"
    if found and saying and is_asked and not re.search(r"\bif\b", saying.words):
        yield replace(saying, words=f"{saying.words} if {joined(read(found['case']))}")


def _unlike(found: re.Match[str]) -> str:
    """Nothing for a likeness of contempt: "... like some washed-up clown"."""
    likened = re.findall(r"[\w'-]+", found[0])
    return "" if "some" in likened[:2] or any(map(is_venom, likened)) else found[0]


def _without_aside(calm: str, category: Category) -> str:
    """ "I found my name on the list" without ", right below the cat": "" where no aside ends it.

    What "which" makes of it goes as well: "the notes came today, which is about what I expected".
    """
    if (relative := calm.rfind(", which ")) > 0:
        return calm[:relative] if len(calm[:relative].split()) >= _SCRAP else ""
    told, _, aside = calm.rpartition(",")
    if category is not Category.SULKING:
        return ""
    is_aside = bool(aside) and not any(is_finite(word) for word in read(aside))
    return told if is_aside and len(told.split()) >= _SCRAP else ""


def _wishes(words: str) -> tuple[str, ...]:
    """What may follow a sigh's plain fact: "I would like to be included next time"."""
    fitting = of_a_kind(words, Category.SULKING)
    return tuple(words for words in fitting if _PLAIN_WISH.match(words))[:2]


def is_mere_venom(sentence: str) -> bool:
    """Whether a sentence may go without a loss: no fact, and contempt or a verbless grunt."""
    words = [word for word in read(sentence) if word.text[0].isalnum()]
    is_grunt = len(words) <= _GRUNT and not any(map(is_verbal, words))
    return not facts(sentence) and (is_grunt or any(is_venom(word.text) for word in words))


def struck_at(sentence: str, before: str = "") -> str:
    """The thing of the reader's or of both that an angry sentence, or the one before, is about."""
    named = topic(calmed(sentence))
    if named.is_telling and named.whose != "my":
        return named.things[0]
    return the(WORKS, before)


def mentioned(sentence: str, category: Category) -> tuple[str, ...]:
    """Ways to say no more than which facts `sentence` names, where it names any."""
    if not facts(sentence):
        return ()
    hail = _hailed(calmed(sentence))
    topics = (topic(hail.rest), topic(hail.rest, facts_only=True))
    tells = withdrawn if _WITHDRAWN.search(hail.rest.replace("n't", " not")) else about
    ways = [words for named in topics for words in tells(named, category)]
    if any(word.tag == "VBD" for word in read(hail.rest)):
        # What was is not asked for: "as I wrote on Tuesday".
        ways.sort(key=lambda words: "what is possible" in words)
    if hail.name:
        ways.append("I would be glad to talk about this.")
    said = dict.fromkeys(finished(_hailing(hail, words)) for words in ways)
    return tuple(sorted(said, key=lambda words: missing(sentence, words)))


def _read(calm: str, category: Category, cues: Sequence[str]) -> Iterator[Saying]:
    """What each clause of `calm` says; nothing for a clause that only stings."""
    said_so_far = False
    unsaid = ""
    pairs = _clauses_said(calm, category)
    for (clause, said), following in zip_longest(pairs, pairs[1:]):
        is_kept = said is None and may_stay(clause, category, cues)
        saying = Saying("kept", stated(clause)) if is_kept else said
        if saying is None or (
            saying.kind == "kept"
            and not _is_matter(saying.words, clause, category, follows=said_so_far)
        ):
            unsaid = clause.text
            continue
        saying = named_again(saying, unsaid)
        if saying.kind != "kept" or not _is_premise(following, category):
            said_so_far = True
            yield replace(saying, words=_without_please(saying.words))


def _is_matter(words: str, clause: Clause, category: Category, *, follows: bool) -> bool:
    """Whether a kept clause states something about the matter, and is understood by itself."""
    is_telling = tells(words)
    says_nothing = not content(words) and not is_telling and not _WILL_DO.match(words)
    if is_scrap(words) or says_nothing or stings(words, category):
        return False
    if category is Category.DEMANDING or is_telling:
        return True
    if _is_saw(words):
        return False
    if _HEARD.match(words):
        return category is Category.SULKING and any(word.tag == "VBD" for word in read(words)[3:])
    is_pointing = not follows and words.split(" ", 1)[0].lower() in _PRONOUNS
    is_pointing = is_pointing and not (category is Category.SULKING and _WAS_LEFT.match(words))
    return not is_pointing and clause.link not in _ASIDE


def _is_saw(words: str) -> bool:
    """Whether a clause says what things of a kind do: "cats come and go"."""
    said = read(words)
    subject = next((at for at, word in enumerate(said) if word.tag == "NNS"), len(said))
    is_bare = all(word.tag[:2] in ("NN", "JJ") for word in said[:subject])
    return is_bare and any(word.tag in ("VBP", "VB") for word in said[subject + 1 : subject + 3])


def _is_premise(following: tuple[Clause, Saying | None] | None, category: Category) -> bool:
    """Whether a clause was only said for the gibe that follows from it."""
    if following is None or following[1] is not None:
        return False
    clause = following[0]
    is_gibe = clause.link == "so" or bool(_VEILED.match(clause.text))
    is_gibe = is_gibe and category is Category.HOSTILE
    return is_gibe or (clause.link == "as" and bool(_ALL.search(clause.text)))


@lru_cache(maxsize=64)
def _clauses_said(calm: str, category: Category) -> tuple[tuple[Clause, Saying | None], ...]:
    """The clauses of `calm` without venom or a threat, and what each says if not itself."""
    left = [clause for clause in clauses(read(calm)) if not _hurts(clause)]
    whole = [with_subject(clause) if category is Category.SULKING else clause for clause in left]
    return tuple((clause, _said(clause, category)) for clause in whole)


def _hurts(clause: Clause) -> bool:
    """Whether it insults, or goes on from "or": "or you can look for somebody else"."""
    return clause.link in ("or", "otherwise") or any(is_venom(word.text) for word in clause.words)


def _said(clause: Clause, category: Category) -> Saying | None:
    readings = (reader(clause) for reader in _READERS[category])
    return next((saying for saying in readings if saying is not None), None)


def _errand(clause: Clause) -> Saying | None:
    """What an order in an angry sentence asks for, where it is something one can do."""
    saying = asked(clause)
    if saying is None or saying.kind != "ask":
        return saying
    first = saying.words.removeprefix("please not ").split(" ", 1)[0]
    return saying if first.lower() in ERRANDS or _BE_THERE.match(saying.words) else None


def _without_please(words: str) -> str:
    return re.sub(
        r"(,?) ?(?<!\bto )\b(?:please|kindly)\b(?! not)(,?) ?", _mark_of_both, words
    ).strip()


def _mark_of_both(found: re.Match[str]) -> str:
    """ "today, please, not next week" keeps one comma."""
    return ", " if found[1] and found[2] else " "


_READERS: Mapping[Category, tuple[Callable[[Clause], Saying | None], ...]] = {
    Category.DEMANDING: (asked, wondered, observed, unwrapped),
    Category.HOSTILE: (wondered, observed, unwrapped, _errand),
    Category.SULKING: (observed, wondered, unwrapped),
}
