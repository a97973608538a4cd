"""What a sentence is about: the things it names, and when, for a rewrite that keeps no verb."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tonecheck.rewriting.affairs import is_affair
from tonecheck.rewriting.facts import facts
from tonecheck.rewriting.speech import Word, Words, joined, lowered, read
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
_DEADLINES = frozenset("by before until till within".split())
_ABOUT = frozenset(("about", "regarding", "concerning"))
_FREE = frozenset("this next last every today tomorrow tonight yesterday".split())
_KNOWN = frozenset("my our your the this that these those his her their".split())
_MASS = frozenset(
    "feedback information training communication compensation progress overtime".split()
)
MOST_THINGS = 6


@dataclass(frozen=True, slots=True)
class Topic:
    """The things a sentence names, most telling first, and the times by which it wants them.

    It is telling where the first is something that people write mails about, and close where
    that is the writer's or the reader's (`whose`: "my", "our", "your"; "" for nobody's).
    """

    things: tuple[str, ...]
    times: tuple[str, ...] = ()
    is_telling: bool = False
    whose: str = ""

    @property
    def about(self) -> str:
        """ "the invoice, Marcy and the deposit by Friday"; "" where it names nothing."""
        if not self.things:
            return " ".join(("this", *self.times)) if self.times else ""
        *others, last = self.things
        named = f"{', '.join(others)} and {last}" if others else last
        return " ".join((named, *self.times))


@dataclass(frozen=True, slots=True)
class _Phrase:
    before: str
    words: Words
    with_of: Words

    @property
    def text(self) -> str:
        return joined(lowered(self.with_of))

    @property
    def is_time(self) -> bool:
        """Whether it says when: "by Friday", "this week"; "Tuesday lunch" is a thing."""
        is_temporal = bool(_TIMES.match(self.words[-1].text))
        return is_temporal and (self.before in _WHEN or self.words[0].lower in _FREE)

    @property
    def is_deadline(self) -> bool:
        """Whether it says by when something is wanted."""
        is_clock = self.before in _WHEN and self.words[-1].text[0].isdigit()
        return self.is_time and (
            is_clock or self.before in _DEADLINES or self.words[0].lower in ("today", "tonight")
        )

    @property
    def when(self) -> str:
        """It with its preposition."""
        return self.text if self.words[0].lower in _FREE else f"{self.before} {self.text}"


def topic(sentence: str, *, facts_only: bool = False) -> Topic:
    """What `sentence` is about; every fact in it is in a thing or a time, as far as one can see.

    With `facts_only` it is about nothing but these.
    """
    phrases = list(_phrases(read(sentence)))
    telling = sorted(
        (phrase for phrase in phrases if _weight(phrase) > 0), key=_weight, reverse=True
    )
    chosen = [] if facts_only else telling[:1]
    said = " ".join(phrase.text for phrase in chosen)
    for phrase in phrases:
        held = facts("x " + phrase.text)
        if held and not all(fact in said for fact in held):
            chosen.append(phrase)
            said += " " + phrase.text
    things = tuple(dict.fromkeys(phrase.text for phrase in chosen if not phrase.is_deadline))
    times = tuple(dict.fromkeys(phrase.when for phrase in chosen if phrase.is_deadline))
    if not telling:
        return Topic(things[:MOST_THINGS], times)
    first = telling[0].words[0].lower
    whose = first if first in ("my", "our", "your") else ""
    return Topic(things[:MOST_THINGS], times, _is_affair(telling[0]), whose)


def _weight(phrase: _Phrase) -> int:
    """How much a phrase tells; 0 for one that no sentence could be about."""
    nouns = [word for word in phrase.words if word.tag[:2] == "NN"]
    first = phrase.words[0].lower
    if (
        not nouns
        or phrase.is_time
        or nouns[-1].lower in _VAGUE
        or any(is_venom(w.text) for w in phrase.with_of)
    ):
        return 0
    is_plain = (
        first not in _KNOWN
        and first not in ("a", "an")
        and phrase.words[0].tag not in ("CD", "PRP$", "DT")
    )
    if is_plain and nouns[-1].tag == "NN" and nouns[-1].lower not in _MASS:
        return 0
    if first in ("a", "an", "some", "any", "no", "every", "each", "such", "another"):
        return 0
    own = {"my": 4, "our": 4, "the": 3, "this": 3, "your": 3}.get(
        first, 2 if first in _KNOWN else 1
    )
    return own + min(len(nouns), 3) + (9 if _is_affair(phrase) else 0)


def _is_affair(phrase: _Phrase) -> bool:
    """Whether the head of a phrase, or the noun it belongs to, is what one writes mails about."""
    nouns = [word for word in phrase.words if word.tag[:2] == "NN"]
    is_named = phrase.words[0].lower in _KNOWN - {"their"} or nouns[-1].lower in _MASS
    return is_named and (phrase.before in _ABOUT or is_affair(nouns[-1].text))


def _phrases(words: Words) -> Iterator[_Phrase]:
    at = 0
    while at < len(words):
        end = _phrase_end(words, at)
        if end == at:
            at += 1
            continue
        phrase = words[at:end]
        whole = end
        if end < len(words) and words[end].lower == "of":
            more = _phrase_end(words, end + 1)
            whole = (
                more
                if (more > end + 1 and words[end + 1].tag[:2] != "PR")
                or (more > end + 1 and words[end + 1].tag == "PRP$")
                else end
            )
        first = at
        if (
            at > 0
            and whole < len(words)
            and words[at - 1].text in '"“'
            and words[whole].text in '"”'
        ):
            first, whole = at - 1, whole + 1
        yield _Phrase(words[first - 1].lower if first else "", phrase, words[first:whole])
        at = whole


def _phrase_end(words: Words, start: int) -> int:
    """Where the noun phrase that begins at `start` ends; `start` itself where none does."""
    at, last = start, 0
    if at < len(words) and (
        words[at].tag in ("DT", "PRP$", "PDT") and words[at].lower not in ("no", "there")
    ):
        at += 1
    while at < len(words) and _belongs(words, at, start):
        if last and _is_another(words[last - 1], words[at]):
            break
        at += 1
        if words[at - 1].tag[:2] in ("NN", "CD"):
            last = at
    return last if last > start else start


def _is_another(before: Word, word: Word) -> bool:
    """Whether a name begins a phrase of its own: "from the moment Mr Kessler looked"."""
    return word.tag[:3] == "NNP" and before.tag in ("NN", "NNS") and before.text.islower()


def _belongs(words: Words, at: int, start: int) -> bool:
    word = words[at]
    if word.lower in ("'s", "’s") or word.text in ("&", "%"):
        return at > start
    if word.tag[:2] in ("NN", "CD"):
        return word.text[:1].isalnum() or word.text[:1] in "{[<%£€$₹#@"
    follows = at + 1 < len(words) and words[at + 1].tag[:2] in ("NN", "JJ", "CD")
    is_word = word.tag in ("JJ", "JJR", "JJS") or (word.tag in ("VBN", "VBG") and at > start)
    return is_word and follows and not is_venom(word.text)


def is_about_word(word: Word) -> bool:
    """Whether a word tells something of what a sentence is about."""
    return word.tag[:2] in ("NN", "VB", "JJ", "CD") and word.lower not in _VAGUE
