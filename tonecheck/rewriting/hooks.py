"""Which thing of a certain sort a sentence names: its event, its sum, its piece of work.

A whole sentence that one has ready is less of a stock phrase when it names what the writer named:
"I would have liked to be at the barbecue too" for "nobody thought to ask me to the barbecue".
"""

from __future__ import annotations

import re

Sort = re.Pattern[str]
"""Nouns of one sort, found with what stands before them: `whose`, `kind` and `noun`."""


def _sort(nouns: str) -> Sort:
    spelt = "|".join(sorted(set(nouns.split()), key=lambda noun: (-len(noun), noun)))
    return re.compile(
        r"(?:\b(?P<whose>my|our|your|the|this|that|these|those|his|her|their|an?|any|one)\s+)?"
        rf"(?:(?P<kind>[a-z][\w'’-]*)\s+)?(?<![-\w])(?P<noun>(?:{spelt})(?:e?s)?)\b(?![-'’])"
        r"(?! (?:form|sheet|list|desk|book|box|room|service|office|number|page|system|team|card|"
        r"process|machine|company|department)s?\b)",
        re.IGNORECASE,
    )


_EVENTS = (
    "party dinner lunch breakfast barbecue bbq meeting wedding trip outing picnic match rehearsal "
    "concert ceremony reception drinks curry quiz birthday christening retreat workshop conference "
    "celebration supper farewell launch reunion tournament festival excursion photo dance "
    "buffet film hike sleepover shower gig panel standup offsite carnival parade"
)
_SUMS = (
    "fee price rent amount charge bill invoice deposit refund cost payment fine salary rate quote "
    "estimate figure credit wage bonus pension fare surcharge total bank-charge commission"
)
WRITINGS = _sort(
    "application email e-mail letter report brief script specification spec document attachment "
    "thread ticket manual instruction contract cv resume résumé notes guideline minutes chapter "
    "poem "
    "manuscript comment checklist request description summary proposal enquiry complaint survey "
    "questionnaire agenda policy recipe timetable label drawing review"
)
_WORKS = (
    "report discussion introduction conclusion deck slide draft patch design drawing logo photo "
    "translation essay chapter article "
    "proposal quote analysis forecast plan build release website app letter email reply "
    "message "
    "response feedback survey brochure menu meal soup repair garden cake performance rehearsal "
    "sermon "
    "speech lesson lecture handover delivery invoice schedule rota workshop presentation portal "
    "documentation readme changelog newsletter poster recording interview rejection "
    "decision estimate curry bread haircut wiring plumbing tiling binding catering summary minutes "
    "agenda programme playlist costume set script code answer commit notes note advert listing "
    "treatment installation painting plastering parcel packaging display exhibit stall stand "
    "booking"
)
CHORES = _sort(
    "cleaning washing-up dishes kitchen minutes rota shift shopping garden collection cake tidying "
    "newsletter banner scrubbing filing lift accounts decoration costume prop chairs cooking "
    "clean-up "
    "cleaning-up rubbish bins recycling laundry stall raffle leaflet shift handover report agenda "
    "transport tea-urn urn tables posters flowers hedge gutter snow lambing mowing printing "
    "ironing "
    "sewing typing booking bookkeeping night-shift night weekend deadline tickets"
)
SCRAPS = _sort("email letter note rejection circular message reply answer notification text card")
POSTS = _sort("spot seat desk slot place role room plot part locker shelf corner office turn job")
LINES = _sort("call letter note card postcard message reply answer visit word text email line")
_NEWS = "decision rejection news result outcome refusal shortlist vote choice answer letter"
_WAITED_FOR = (
    "delivery parcel order report repair reply answer refund payment result appointment contract "
    "decision quote invoice replacement certificate permit passport key keys feedback review "
    "scores "
    "score transfer file files draft drawing list minutes figures reference schedule rota ticket"
)
_JUDGED = (
    "decision application file case claim order request mark grade score offer proposal complaint "
    "appeal list contract seating menu abstract paper refund fee fine rejection refusal price "
    "deadline result bug issue"
)
EVENTS, SUMS, WORKS, NEWS, JUDGED = map(_sort, (_EVENTS, _SUMS, _WORKS, _NEWS, _JUDGED))
WAITED_FOR = _sort(_WAITED_FOR)
MADE = _sort(f"{_WORKS} {_JUDGED}")
TOLD = _sort(f"{_NEWS} {_EVENTS}")
PENDING = _sort(f"{_WAITED_FOR} {_JUDGED} call letter word")
DUE = _sort(f"{_JUDGED} {_WAITED_FOR}")

# "in the post", "like a report", "off the menu": only said in passing.
_IN_PASSING = frozenset(
    "in at off by to for into onto like than as under over through without behind no".split()
)
_LEADING = frozenset("on from".split())
# After these a noun is a verb: "he can code", "they never answer".
_SUBJECTS = frozenset(
    "i you we they he she it who to not can could will would should must may might did do does "
    "please never always just and or".split()
)
_DEFINITE = frozenset("my our your the this that these those".split())
_INDEFINITE = frozenset("a an any one".split())
_OF_THE_WRITER = frozenset("my our your this these".split())
_MASS = frozenset("feedback documentation".split())
# "the whole new report", "your so-called feedback"
_DETERMINED = re.compile(r"\b(?:my|our|your|the|this|that|an?) (?:[\w'’-]+ ){0,2}$", re.IGNORECASE)
_COUNTED = re.compile(r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|\w+teen|\w+ty)$")
_OWNER = re.compile(r"\w['’]s$|s['’]$")
_LAST = re.compile(r"([\w']+|[^\w\s])\s*$")


def the(sort: Sort, sentence: str) -> str:
    """ "my application", "the fee": what `sentence` names of this sort; "" where it names none."""
    for found in sort.finditer(sentence):
        whose = _part(found, "whose")
        if whose not in _INDEFINITE and not _is_in_passing(sentence, found):
            owner = f"{found['kind']} " if _OWNER.search(_part(found, "kind")) else ""
            lead = whose if whose in _OF_THE_WRITER or owner else "the"
            return f"{lead} {owner}{_small(found['noun'])}"
    return ""


def one(sort: Sort, sentence: str) -> str:
    """ "a call": one of what `sentence` names of this sort; "" where it names none."""
    for found in sort.finditer(sentence):
        noun = _small(found["noun"])
        if not _is_in_passing(sentence, found) and not noun.endswith("s"):
            return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
    return ""


def _is_in_passing(sentence: str, found: re.Match[str]) -> bool:
    """Whether it is a figure of speech, a verb, or one thing among others."""
    kind, whose = _part(found, "kind"), _part(found, "whose")
    is_time = _part(found, "noun") == "minutes" and (_COUNTED.match(kind) or whose == "their")
    if is_time:
        return True
    is_known = bool(whose) or bool(_DETERMINED.search(sentence[: found.start("noun")]))
    if not is_known and _part(found, "noun") not in _MASS:
        return True
    last = _LAST.search(sentence[: found.start()].lower())
    led = kind if kind in _IN_PASSING | _LEADING or last is None else last[1]
    is_verb = not whose and (kind in _SUBJECTS or led in _SUBJECTS)
    return is_verb or led in _IN_PASSING or (led in _LEADING and whose not in _DEFINITE)


def _part(found: re.Match[str], name: str) -> str:
    return (found[name] or "").lower()


def _small(noun: str) -> str:
    return noun.lower() if noun[1:].islower() or len(noun) > 4 else noun
