"""Capitals that were shouted, in small letters again."""

from __future__ import annotations

import re

# Words that are no name, no month, no nation and no initials, whoever writes them. A shout with
# any other (MARK, MAY, POLISH, PIN) stays as it is: nobody can tell what it would be.
_PLAIN = frozenset(
    """
    a about absolutely account accounts after again agent all almost already also always an
    and angry another answer answered answering answers any anybody anyone anything apology
    application applications appointment are as ask asked asking at attention awful back bad
    bank be because been before being believe better between boiler booked booking both bother
    bothered broken but by call called calling came can cancelled cannot car care cares charge
    charged check checked closed come company complain complained complaint complaints
    completely contact contract contracts copy cost costs could customer customers damaged day
    days deal decision decisions delivered delivery department deserve desk did different
    dirty disappointed do document documents does doing done door driver email emails empty
    enough even ever every everybody everyone everything explain explained explanation
    extremely far feedback file files find finished first fix fixed flat flight for forget
    forgot form forms found from full fully furious gave get gets getting give given go goes
    going gone got had half happen happened happening has have having he hear heard heating
    help her here him his hold home hour hours house how i if ignore ignored ignores ignoring
    immediately in information instead interview invoice is it its job just keep keeps kept
    key keys knew know known landlord last late later least leave left less let letter letters
    lied lies lift like line listen listened listening literally little locked long look
    looking lose lost luggage made make makes manager many matter me mean meeting meetings
    message messages minute minutes mistake money month months more most much must my near
    need needed needs never new next no nobody none nor not nothing now nowhere number of off
    office old on once one only open opened or order ordered orders other our out over own
    paid parcel parcels part pay paying payment payments people person phone plan please point
    policy position price problem problems process project promise promised promises properly
    proposal question questions quickly read ready really reason reasons receipt receive
    received refund refunded refuse refused reject rejected rejecting rejection rent replied
    reply replying report reports respond response returned ridiculous right room rooms rude
    said salary same save say saying says schedule second see seen send sending sent serious
    seriously service several she shift shifts shop should show signed since single situation
    so some somebody someone something sorry spent staff still stop stopped stopping such
    supposed sure system take taken taking talk team tell telling than thank thanks that the
    their them then there these they thing things think third this those thought three through
    ticket tickets time times tired to today told tomorrow too took total totally train tried
    try trying twice two unacceptable understand unfair unpaid until up upset us use used
    useless very wait waited waiting want wanted wants was waste wasted wasting we website
    week weeks well went were what when where whether which while who whole why will with
    without word words work worked working works worse worst would write writing written wrong
    wrote year years yes yesterday yet you your yours yourself
    """.split()
)
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_CERTAIN = _PLAIN | _DAYS
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ENDING = re.compile(r"(?:n['’]t|['’](?:s|re|ve|ll|d|m))$")
# "ASK IT", "THE US", "CALL ME, WILL": initials, a country and a name that are also plain words.
_DOUBTFUL = re.compile(
    r"\b(?:THE|OUR|YOUR|ASK|IN|FROM|TO|A|AN)\s+(?:IT|US)\b|,\s*WILL\b|\bWILL\s*\Z|\b[A-Z]\.[A-Z]"
)
_IRREGULAR = {"won't": "will", "can't": "can", "shan't": "will", "ain't": "is"}


def lowered(words: str, *, opens: bool) -> str:
    """`words` in small letters, but for "I", days and, where they open a sentence, the first."""
    small = _WORD.sub(lambda word: _lowered_word(word[0]), words)
    return small[:1].upper() + small[1:] if opens else small


def is_certain(words: str) -> bool:
    """Whether `lowered` is right about every one of `words`, whoever wrote them."""
    plain = all(_stem(word.lower()) in _CERTAIN for word in _WORD.findall(words))
    return plain and not _DOUBTFUL.search(words)


def _lowered_word(word: str) -> str:
    small = word.lower()
    is_capital = re.match(r"i(?:['’]|\Z)", small) or _stem(small) in _DAYS
    return small[:1].upper() + small[1:] if is_capital else small


def _stem(word: str) -> str:
    """`word` without what is contracted onto it: "don't" is "do", "I'm" is "I"."""
    word = word.replace("’", "'")
    return _IRREGULAR.get(word, _ENDING.sub("", word))
