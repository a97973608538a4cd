"""The matter that a sentence names, whatever it made of it: "Could we talk about the parking?".

Where neither a clause nor the word on which a blow turns can be kept, the thing can: a plain noun
of one meaning with its determiner and at most one plain modifier, as it stands in the sentence.
What stands in a comparison, a quotation or a supposition is not what the sentence is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tonecheck.findings import Category
from tonecheck.rewriting.speech import Word, Words, is_finite, joined, lowered, read
from tonecheck.rewriting.venom import calmed, is_venom

# What one reads, and can go through together.
_PAPERS = frozenset(
    "abstract advert agenda analysis announcement application article assignment attachment "
    "brief brochure calendar catalogue certificate chapter checklist circular contract "
    "curriculum dataset design documentation dossier drawing essay feedback form guidebook "
    "guideline handbook homework inventory invitation leaflet letter manual manuscript menu "
    "newsletter novel pamphlet photograph poem poster prescription presentation programme "
    "proposal questionnaire readme recipe report resume rota schedule script shortlist slides "
    "spreadsheet survey syllabus template thesis timetable transcript translation voucher "
    "website logo font noticeboard footnote bibliography".split()
)
# Goods and rooms, events, money and services.
_THINGS = frozenset(
    "allotment balcony bathroom bedroom bicycle bike boiler bulb bunting cake carpet cooker "
    "curtain cupboard dishwasher drain driveway elevator fence fireplace freezer fridge "
    "furniture garage garden gate gutter hedge heater internet kettle keyboard kitchen laptop "
    "lawn lift locker luggage mattress medication microwave mower noise oven parcel parking "
    "piano plumbing printer projector pump radiator radio roof router sandwich scanner shelf "
    "shed shower shutter sofa software staircase stairwell suitcase telescope television tent "
    "toaster toilet towel trolley dryer vacuum van wallpaper wardrobe wheelchair window "
    "wiring database server thermostat console lasagne wreath costume costumes instrument "
    "microphone headphones badge stapler appointment anniversary audition barbecue birthday "
    "bonfire ceremony christening concert conference excursion exhibition festival funeral "
    "gala graduation handover holiday inspection interview lecture lesson meeting migration "
    "orientation outing performance picnic premiere quiz raffle reception recital recount "
    "rehearsal renovation reunion seminar shift sleepover tournament wedding workshop launch "
    "election viewing hike retreat procession regatta assessment bill bonus budget commission "
    "deposit fare fee fine invoice overtime payroll pension refund rent salary scholarship "
    "subscription surcharge wages mortgage grant discount booking childcare cleaning delivery "
    "engine grading heating helpdesk hotline housekeeping installation insurance maintenance "
    "recycling registration repair scheduling sponsorship training transport treatment "
    "warranty membership selection reservation team system department desk shop hotel branch "
    "platform app portal surgery checkout counter allocation catering waitlist pruning "
    "proofreading".split()
)
_GO_THROUGH = "Could we go through {it} together?"
_FRAMES: Mapping[Category, tuple[str, ...]] = {
    Category.HOSTILE: ("I would like to talk about {it}.", "Could we talk about {it}?"),
    Category.SULKING: (
        "I would be glad of a word about {it}.",
        "I would be glad to talk about {it}.",
    ),
    Category.DEMANDING: (
        "I would be grateful for a word about {it}.",
        "Could we talk about {it}, when you have a moment?",
    ),
}
_KEPT = frozenset("my our your this these".split())
_DETERMINERS = {"the": "the", "that": "the", "those": "the"} | {word: word for word in _KEPT}
# What stands behind these in its clause is likened, supposed or denied.
_UNREAL = frozenset(
    "like than as if unless though without whoever whatever would could might should imagine "
    "suppose else wish who which when where what how until before "
    "after since so not never insist".split()
)
_JOINTS = frozenset(("and", "but", "so"))
_PLAIN_TO_SEE = frozenset(("obvious", "clear", "plain", "evident"))
_IS = frozenset("is are was were be been".split())
_ENDS = frozenset(", ; : – — ( ) ? ! . and but so".split())
# Modifiers by which one sneers or only points: "your own rota", "the other form".
_HOLLOW = frozenset(
    "own other same very whole entire new so-called supposed alleged famous legendary great "
    "grand lovely nice brilliant wonderful special clever dear old big only real actual proper "
    "good best bad first last next many few strong weak mere".split()
)
_SNEERED = re.compile(r"\b(?:evidently|apparently|presumably|no doubt|doubtless)\b", re.IGNORECASE)
_AS_FOR = re.compile(
    r"(?:(?:and |now |so )?as (?:for|to)|(?:about|on|regarding)(?=[^,.;]{3,40}:)) "
    r"(?P<it>(?!the (?:rest|future)\b)"
    r"(?:the|my|our|your|this|these) (?:[a-z-]+ ){0,2}"
    r"(?:[a-z-]+|\"[a-z ]+\"))(?=,|:| being\b)",
    re.IGNORECASE,
)
_QUOTES = "\"“”‘’'"


def on_the_matter(sentence: str, category: Category) -> tuple[str, ...]:
    """Ways to come to what `sentence` names; () where it names nothing of one plain meaning."""
    calm = calmed(sentence)
    name = _turned_to(calm) or _named(sentence, calm)
    if not name:
        return ()
    is_paper = category is Category.HOSTILE and _is_one_of(_PAPERS, name.rsplit(" ", 1)[1])
    frames = (_GO_THROUGH, *_FRAMES[category]) if is_paper else _FRAMES[category]
    return tuple(frame.format(it=name) for frame in frames)


def _named(sentence: str, calm: str) -> str:
    """The first thing that a sentence names that is no saw: "evidently the trolley pushes"."""
    return "" if _SNEERED.search(sentence) else next(matters(calm), "")


def _turned_to(calm: str) -> str:
    """What a sentence says that it turns to, whatever that is: "as for the style, ..."."""
    found = _AS_FOR.match(calm)
    if found is None or any(map(is_venom, found["it"].split())):
        return ""
    words = found["it"].replace('"', "").split()
    return " ".join(word for word in words if word not in _HOLLOW)


def matters(sentence: str) -> Iterator[str]:
    """The things that `sentence` names, in order, each with its determiner."""
    words = read(sentence)
    for at, word in enumerate(words):
        is_told = word.lower in _DETERMINERS and _is_central(words, at)
        if is_told and not _is_unreal(words, at) and (size := _size(words, at + 1)):
            yield _name(word, words[at + 1 : at + 1 + size])


def _name(determiner: Word, rest: Words) -> str:
    plain = tuple(word for word in rest if word.lower not in _HOLLOW)
    return f"{_DETERMINERS[determiner.lower]} {joined(lowered(plain))}"


def _size(words: Words, at: int) -> int:
    """How many words at `at` name a thing, with at most two before the noun; 0 for none."""
    for size in (3, 2, 1):
        part = words[at : at + size]
        is_thing = len(part) == size and _is_one_of(_PAPERS | _THINGS, part[-1].lower)
        if is_thing and all(map(_is_plain, part[:-1])) and _is_whole(words, at + size):
            return size
    return 0


def _is_one_of(nouns: frozenset[str], noun: str) -> bool:
    """Whether `noun` is one of `nouns`, or the plural of one."""
    return noun in nouns or (noun.endswith("s") and noun[:-1] in nouns)


def _is_plain(word: Word) -> bool:
    is_modifier = word.tag in ("JJ", "NN") and word.text.isalpha() and word.text.islower()
    return is_modifier and not is_venom(word.text)


def _is_whole(words: Words, end: int) -> bool:
    """Whether the name ends there: no owner, no compound, nothing that it is "of"."""
    if end >= len(words):
        return True
    after = words[end]
    return not (
        after.tag[:2] in ("NN", "CD")
        or after.lower in ("of", "and", "or", "'s", "’s", "-")
        or after.text in _QUOTES
    )


def _is_central(words: Words, at: int) -> bool:
    """Whether what begins at `at` is a subject, an object, or what something is about."""
    before = words[at - 1] if at else None
    if before is None or before.lower in _ENDS - _JOINTS or before.lower == "about":
        return True
    if before.lower in _JOINTS:
        return any(is_finite(word) for word in words[at + 1 : at + 4])
    is_object = before.tag[:2] == "VB" and (before.lower not in _IS or at == 1)
    is_said = before.lower == "that" and at > 1 and words[at - 2].lower in _PLAIN_TO_SEE
    return is_said or (is_object and all(word.tag not in ("IN", "TO") for word in words[: at - 1]))


def _is_unreal(words: Words, at: int) -> bool:
    """Whether the clause up to `at` compares, supposes or quotes."""
    for before in reversed(words[:at]):
        if before.lower in _ENDS:
            return False
        is_relative = before.lower == "that" and words[words.index(before) - 1].tag[:2] == "NN"
        if is_relative or before.lower in _UNREAL or before.text in _QUOTES:
            return not _is_as_for(words, before)
    return False


def _is_as_for(words: Words, word: Word) -> bool:
    """Whether it is the "as" of "as for the badge"."""
    following = words[words.index(word) + 1].lower
    return word.lower == "as" and following in ("for", "to")
