"""What a sentence is about: the things it names, and when, for a rewrite that keeps no verb."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import dropwhile

from tonecheck.rewriting.affairs import is_affair
from tonecheck.rewriting.facts import facts, mocked
from tonecheck.rewriting.speech import Word, Words, is_finite, joined, lemma, lowered, read
from tonecheck.rewriting.venom import is_venom

_VAGUE = frozenset(
    "thing things way ways time times life lives day days person people man woman fact "
    "least end kind sort point points lot "
    "lots heart mind world reason reasons bit case course word words something anything "
    "everything someone one ones "
    "luck hand hands face sight truth place part rest side matter turn idea use good "
    "best sense none chance piece "
    "who what it all everyone everybody somebody anyone anybody myself yourself half "
    "number line head mouth eye eyes "
    "back foot feet friend friends soul self hour minute second morning night evening "
    "tomorrow today yesterday "
    "human humans moment while breath thanks please sorry hope wonder bothering bother "
    "pleasure honour joy surprise u".split()
)
_TIMES = re.compile(
    r"^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|january|february|march|april|may|"
    r"june|july|august|september|october|"
    r"november|december|(?:sec|min|minute|hour|day|week|weekend|month|year|decade|summer|"
    r"winter|spring|autumn|fall|christmas|easter|noon|"
    r"midnight|morning|afternoon|evening|night|lunchtime|o'clock|am|pm|today|tomorrow|"
    r"tonight|yesterday)s?|[\d:.,/-]+(?:st|nd|rd|th|am|pm|h)?)$",
    re.IGNORECASE,
)
_WHEN = frozenset(
    "by on at since until till before after within for during from in over past around".split()
)
_CLOCK = re.compile(
    r"(?:[01]?\d|2[0-4])(?:[:.h]?[0-5]\d)?(?:am|pm|h)?$|\d.*(?:am|pm|o'clock)$", re.IGNORECASE
)
_DAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day$", re.IGNORECASE)
_DEADLINES = frozenset("by before until till within".split())
_ABOUT = frozenset(("about", "regarding", "concerning", "with"))
_WHERE = frozenset("in at on near around".split())
_MARKS = frozenset(", ; : – — - ( ) ? ! .".split())
_OPENERS = frozenset("and but so then that why how because".split())
# What stands behind these is said by the way: no sentence is about it.
_SUBORDINATORS = frozenset(
    "if when whenever unless until once before since while although though who whom whose which "
    "where than like as what whoever whatever because".split()
)
_ASKING = frozenset("what who which where whose when how why".split())
_BEING = frozenset("is are was were be been being am become became called".split())
_CLOSENESS = {"my": 6, "our": 6, "your": 5, "this": 4, "the": 3, "these": 3, "those": 2, "that": 2}
# Affairs that are as often part of a turn of phrase: "in the post", "a close call", "the show".
_AMBIGUOUS = frozenset(
    "call show game match post part point case front party place position practice note notice "
    "deal record line word words service system job work result help effort answer question trip "
    "item picture tool branch condition term review news message talk paper course building person "
    "board role file form page site support figure figures time club school address chapter idea "
    "change photo mark score vote minutes balance statement".split()
)
# One writes mails about what people do, less often about the people.
_PEOPLE = frozenset(
    "candidate candidates colleague colleagues student students tenant tenants client clients "
    "customer customers supplier suppliers recruiter recruiters applicant applicants doctor nurse "
    "teacher teachers driver drivers landlord manager managers supervisor plumber electrician "
    "engineer engineers technician contractor contractors courier tenant panel jury board".split()
)
# Who is sent a copy is not what it is about.
_SENDING = frozenset("copying ccing copied in".split())
# Third persons of verbs that the tagger takes for nouns: "your portal works on good days".
_VERBS = frozenset(
    "works looks says needs means goes comes runs takes gets wants thinks makes keeps sounds seems "
    "leaves stops breaks fails knows reads tells feels gives".split()
)
# "in front of the board" is about the board.
_LED = frozenset("front spite favour terms place lieu need search charge view because case".split())
# "I am not leaving your office without an answer" is about the answer.
_LEFT = frozenset("leave enter reach walk visit".split())
_PLACES = frozenset("office building site shop school club surgery room flat branch".split())
_FREE = frozenset("this next last every today tomorrow tonight yesterday".split())
_PERSON = re.compile(
    r"(?!(?:English|French|German|Spanish|Italian|Polish|Dutch|Irish|Welsh|Latin|Greek|Russian|"
    r"Turkish|Arabic|Hindi|Chinese|Japanese|Portuguese|Swedish|Danish|Norwegian|Finnish|Czech)$)"
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.? )?[A-Z][^\W\d_]*[a-z](?:['’-][A-Z]?[a-z]+)*"
    r"(?: [A-Z][\w'’-]+){0,2}$"
)
MOST_THINGS = 6


@dataclass(frozen=True, slots=True)
class Topic:
    """The things a sentence names, most telling first, and the times and places it names.

    `times` are those by which it wants something, `places` those at which something happened,
    both with their prepositions. It is telling where the first thing is what the sentence does
    something with, and something that people write mails about.
    """

    things: tuple[str, ...]
    times: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    is_telling: bool = False
    whose: str = ""
    is_past: bool = False

    @property
    def is_persons(self) -> bool:
        """Whether all that it names may be persons: bare names, no acronym, figure or language."""
        return all(map(_PERSON.match, self.things))

    @property
    def about(self) -> str:
        """ "the invoice, Marcy and the deposit by Friday"; "" where it names nothing."""
        if not self.things:
            return ""
        *others, last = self.things
        named = f"{', '.join(others)} and {last}" if others else last
        return " ".join((named, *self.places, *self.times))

    @property
    def at(self) -> str:
        """ "in Oslo on Sunday": where and when something happened."""
        first = self.places[0].split(" ", 1)[0] if self.places else ""
        alike = len(self.places) > 1 and all(
            place.split(" ", 1)[0] == first for place in self.places
        )
        return " and ".join(self.places) if alike else " ".join(self.places)

    @property
    def by(self) -> str:
        """ "by Friday": when something is wanted."""
        return " ".join(self.times)


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A noun phrase, the word `before` it, and whether its clause turns on it."""

    before: str
    words: Words
    with_of: Words
    is_central: bool = False

    @property
    def text(self) -> str:
        first = self.with_of[0]
        opens = first.start == 0 or first.tag in ("DT", "PRP$")  # a name in the middle is one
        text = joined(lowered(self.with_of) if opens else self.with_of)
        return re.sub(r"^(?:all|half|both) (?=[A-Z])", "", text)

    @property
    def is_time(self) -> bool:
        """Whether it says when: "by Friday", "this week"; "Tuesday lunch" is a thing."""
        is_temporal = bool(_TIMES.match(self.words[-1].text))
        if self.before == "at" and self.words[-1].text[0].isdigit():
            is_temporal = bool(_CLOCK.match(self.words[-1].text))
        return is_temporal and (self.before in _WHEN or self.words[0].lower in _FREE)

    @property
    def is_deadline(self) -> bool:
        """Whether it says by when something is wanted."""
        is_clock = self.before in _DEADLINES | {"at"} and bool(_CLOCK.match(self.words[-1].text))
        return self.is_time and (
            is_clock or self.before in _DEADLINES or self.words[0].lower in ("today", "tonight")
        )

    @property
    def is_place(self) -> bool:
        """Whether it says where or when something happened: "in Oslo", "on Sunday"."""
        is_there = self.words[-1].tag[:3] == "NNP" and self.before in _WHERE
        is_then = self.is_time and self.before != "for"
        return (is_there or is_then) and not self.is_deadline

    @property
    def when(self) -> str:
        """It with its preposition; what shall be done until Friday shall be done by Friday."""
        if self.words[0].lower in _FREE:
            return self.text
        return f"{'by' if self.before in ('until', 'till') else self.before} {self.text}"


@lru_cache(maxsize=64)
def topic(sentence: str, *, facts_only: bool = False) -> Topic:
    """What `sentence` is about; every fact in it is in a thing or a time, as far as one can see.

    With `facts_only` it is about nothing but these.
    """
    phrases = list(_phrases(read(sentence)))
    telling = sorted((each for each in phrases if _weight(each) > 0), key=_weight, reverse=True)
    chosen = [] if facts_only else telling[:1]
    said = " ".join(phrase.text for phrase in chosen)
    for phrase in phrases:
        held = facts("x " + phrase.text) - mocked(sentence)
        if held and not all(fact in said for fact in held):
            chosen.append(phrase)
            said += " " + phrase.text
    chosen = [_named(phrase) for phrase in chosen]
    loose = [phrase for phrase in chosen if not phrase.is_deadline and not phrase.is_place]
    first = telling[0].words[0].lower if telling else ""
    return Topic(
        things=_once(map(_figure, loose)),
        times=_once(phrase.when for phrase in chosen if phrase.is_deadline),
        places=_once(phrase.when for phrase in chosen if phrase.is_place),
        is_telling=bool(telling) and not facts_only,
        is_past=any(word.tag == "VBD" for word in read(sentence)),
        whose=first if first in ("my", "our", "your") else "",
    )


def _named(phrase: _Phrase) -> _Phrase:
    """ "Dominic" for "poor old Dominic", and "on Saturday" for "one bad Saturday"."""
    name = phrase.words[-1]
    if _DAY.match(name.text) and phrase.before not in _WHEN and not phrase.is_time:
        return replace(phrase, before="on", words=(name,), with_of=(name,))
    names = tuple(
        dropwhile(lambda word: word.tag[:2] == "JJ" and word.text.islower(), phrase.words)
    )
    is_name = name.tag[:3] == "NNP" and phrase.words == phrase.with_of
    return replace(phrase, words=names, with_of=names) if is_name and names else phrase


def _figure(phrase: _Phrase) -> str:
    """ "the figure of 30" for a bare 30."""
    is_bare = len(phrase.with_of) == 1 and phrase.text.isdigit()
    return f"the figure of {phrase.text}" if is_bare else phrase.text


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))[:MOST_THINGS]


def _weight(phrase: _Phrase) -> int:
    """How much a phrase tells; 0 for one that no sentence could be about."""
    first, nouns = phrase.words[0].lower, [word for word in phrase.words if word.tag[:2] == "NN"]
    is_out = not phrase.is_central or phrase.is_time or first not in _CLOSENESS
    if is_out or not nouns or any(is_venom(word.text) for word in phrase.with_of):
        return 0
    head = nouns[-1].lower
    is_bare = len(phrase.words) == 2 and first in ("the", "this", "that", "these", "those")
    if (head in _PEOPLE and phrase.before != "about") or phrase.before in _SENDING:
        return 0
    if lemma(phrase.before) in _LEFT and head in _PLACES:
        return 0
    if head == "reasons" and phrase.before in ("have", "had", "has"):
        return 0
    if not is_affair(head) or (is_bare and head in _AMBIGUOUS):
        return 0
    return _CLOSENESS[first] + min(len(nouns), 3)


def _phrases(words: Words) -> Iterator[_Phrase]:
    at = 0
    while at < len(words):
        end = _phrase_end(words, at)
        is_led = end == at + 1 < len(words) and words[at].lower in _LED and words[end].lower == "of"
        if end == at or is_led:
            at += 1
            continue
        first, whole = _quoted(words, at, _with_of(words, end))
        before = words[first - 1].lower if first else ""
        is_owner = words[whole : whole + 1] and words[whole].lower in ("'s", "’s", "'")
        is_central = not is_owner and _is_central(words, first, whole)
        yield _Phrase(before, words[at:end], words[first:whole], is_central)
        at = whole


def _with_of(words: Words, end: int) -> int:
    """Where a phrase that ends at `end` ends with what it is of: "the minutes of the meeting"."""
    if end == len(words) or words[end].lower != "of":
        return end
    more = _phrase_end(words, end + 1)
    is_thing = more > end + 1 and words[end + 1].tag != "PRP"
    return more if is_thing else end


def _quoted(words: Words, start: int, end: int) -> tuple[int, int]:
    """A phrase with the marks around it, where it stands in such."""
    is_open = start > 0 and words[start - 1].text in '"“'
    is_quoted = is_open and end < len(words) and words[end].text in '"”'
    return (start - 1, end + 1) if is_quoted else (start, end)


def _is_central(words: Words, start: int, end: int) -> bool:
    """Whether a phrase is subject or object of a main clause, or what something is about."""
    clause = next((at + 1 for at in range(start - 1, -1, -1) if words[at].text in _MARKS), 0)
    opens = clause + (clause < start and words[clause].lower in _ASKING)
    if any(word.lower in _SUBORDINATORS for word in words[opens:start]):
        return False
    before = words[start - 1] if start else None
    if before is None or start == clause or before.lower in _OPENERS:
        rest = words[end : end + 2]
        return any(is_finite(word) for word in rest) or (bool(rest) and rest[0].text == ",")
    is_as_for = before.lower == "for" and start > 1 and words[start - 2].lower == "as"
    if before.lower in _ABOUT or is_as_for:
        return True
    return before.tag[:2] == "VB" and before.lower not in _BEING


def _phrase_end(words: Words, start: int) -> int:
    """Where the noun phrase that begins at `start` ends; `start` itself where none does."""
    at, last = start, 0
    if at < len(words) and (
        words[at].tag in ("DT", "PRP$", "PDT") and words[at].lower not in ("no", "there")
    ):
        at += 1
    while at < len(words) and _belongs(words, at, start):
        is_count = words[at].tag == "CD" and [word.tag[:2] for word in words[at + 1 : at + 2]] == [
            "NN"
        ]
        if last and is_count and words[last - 1].tag[:2] == "NN":
            break
        if last and _is_office(words, start, at):
            break
        if last and _is_another(words[last - 1], words[at]):
            break
        at += 1
        if words[at - 1].tag[:2] in ("NN", "CD") or _is_tongue(words, at - 1):
            last = at
    return last if last > start else start


def _is_office(words: Words, start: int, at: int) -> bool:
    """Whether a noun says what somebody was made: "making Ann captain"."""
    is_made = start > 0 and lemma(words[start - 1].text) in ("make", "name", "elect", "appoint")
    is_named = words[at - 1].tag[:3] == "NNP" and words[at].tag == "NN"
    return is_made and is_named and words[at].text.islower()


def _is_another(before: Word, word: Word) -> bool:
    """Whether a name or a verb follows a phrase: "from the moment Mr Kessler looked"."""
    is_name = word.tag[:3] == "NNP" and before.tag in ("NN", "NNS") and before.text.islower()
    return is_name or word.lower in _VERBS


def _is_tongue(words: Words, at: int) -> bool:
    """Whether a word stands for a thing by itself: "ten minutes of Spanish"."""
    word, following = words[at], words[at + 1 : at + 2]
    is_named = word.tag == "JJ" and word.text[0].isupper() and word.text[1:].islower()
    is_last = not following or following[0].tag[:2] not in ("NN", "JJ", "CD", "VB")
    return is_named and bool(word.start) and is_last


def _belongs(words: Words, at: int, start: int) -> bool:
    word = words[at]
    if word.lower in ("worth", "past", "over", "about", "sure"):
        return False
    if word.lower in ("'s", "’s", "o'clock", "o’clock") or word.text in ("&", "%"):
        return at > start
    if word.tag[:2] in ("NN", "CD"):
        return word.text[:1].isalnum() or word.text[:1] in "{[<%£€$₹#@"
    follows = at + 1 < len(words) and words[at + 1].tag[:2] in ("NN", "JJ", "CD")
    if _is_tongue(words, at):
        return True
    is_word = word.tag in ("JJ", "JJR", "JJS") or (word.tag in ("VBN", "VBG") and at > start)
    return is_word and follows and not is_venom(word.text)
