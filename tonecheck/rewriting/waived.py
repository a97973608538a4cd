"""What a sentence waves away, and thanks for without thanks: it is what the writer would like.

"Don't trouble yourself with feedback" comes from somebody who would be glad of some.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tonecheck.findings import Category
from tonecheck.rewriting.venom import calmed, is_venom

_GOODS = (
    "feedback reply card call visit letter note explanation invitation apology lift hand gift "
    "present flowers seat chair plate ticket copy photo message postcard food help comment report "
    "introduction summary reminder"
)
_GOOD = "|".join(sorted(_GOODS.split()))
_MASS = frozenset("feedback flowers food help".split())
_NEED_NOT = (
    r"(?:(?:there is )?no need|(?:do not|dont) (?:bother|trouble|worry|concern)(?: yoursel\w+)?|"
    r"(?:you )?need not(?: (?:bother|trouble))?)"
)
_OF_GOODS = re.compile(
    rf"\b(?:{_NEED_NOT} (?:for|with|about|sending|to send|send)(?: me| us)? |"
    r"(?:do not|dont) (?:hold|keep|save) )"
    rf"(?:an?|any|the|some)? ?(?P<good>{_GOOD})\b(?! (?:of|to|for the|from)\b)",
    re.IGNORECASE,
)
_TO_REPLY = re.compile(rf"\b{_NEED_NOT} (?:to )?(?:reply|write back)\b", re.IGNORECASE)
_TO_STAY = re.compile(
    rf"\b{_NEED_NOT} (?:to )?keep (?:me|us) (?P<where>(?:on|in) (?:the|your) (?:\w+ )?"
    r"(?:list|loop|team|register|rota|picture|group|choir|club))\b",
    re.IGNORECASE,
)
_THANKED = re.compile(
    r"^(?:and |but |oh,? )?(?:(?:many|special|so many) )?thank(?:s| you)(?: so much| a lot)? for "
    r"(?P<it>(?:the|your|that) (?:[\w'-]+ ){0,3}?(?P<noun>review|speech|tip|advice|lecture|lesson|"
    r"reminder|summary|report|feedback|comment|email|message|letter|response|rejection|survey|"
    r"warning|suggestion|correction|critique)s?(?: about \w+)?)(?=[,;.!?]|$)",
    re.IGNORECASE,
)


def waived(sentence: str, category: Category) -> Iterator[str]:
    """The wish behind what `sentence` waves away; the displeasure behind its thanks."""
    plain = _spelt_out(calmed(sentence))
    thanked = _THANKED.search(plain) if category is Category.HOSTILE else None
    if thanked and not any(map(is_venom, thanked["it"].split())):
        yield f"I was not happy with {thanked['it'].replace('that ', 'the ')}."
    if category is Category.DEMANDING:
        return
    if stays := _TO_STAY.search(plain):
        yield f"I would like to stay {stays['where']}."
    if found := _OF_GOODS.search(plain):
        yield f"I would be glad of {_some(found['good'].lower())}."
    if _TO_REPLY.search(plain):
        yield "I would be glad of a reply, even a short one."


def _some(good: str) -> str:
    article = "some" if good in _MASS else "an" if good[0] in "aeiou" else "a"
    return f"{article} {good}"


def _spelt_out(text: str) -> str:
    return re.sub(r"n['’]t\b", " not", text.replace("’", "'"))
