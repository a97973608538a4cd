"""All that a flagged sentence may become, best first, as plain strings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from tonecheck.findings import Category
from tonecheck.rewriting.besides import besides
from tonecheck.rewriting.composing import finished
from tonecheck.rewriting.echoes import echoed
from tonecheck.rewriting.facts import missing
from tonecheck.rewriting.gist import carries
from tonecheck.rewriting.laments import back_shifted
from tonecheck.rewriting.matters import on_the_matter
from tonecheck.rewriting.ownparts import own_parts
from tonecheck.rewriting.retelling import LONGEST, is_mere_venom, mentioned, retold, struck_at
from tonecheck.rewriting.soundness import is_sound
from tonecheck.rewriting.spans import spans
from tonecheck.rewriting.standins import of_a_kind, of_any_kind
from tonecheck.rewriting.waived import waived
from tonecheck.rewriting.wanting import wanting

# The name that signs a mail, under a line that has no stop: "Ever the last on your list, Ann".
_SIGNED = re.compile(
    r"(?:Yours?|Ever|Still|Always|Forever|From|With|Love|Sincerely|Thanking|Humbly) .*,\s+"
    r"(?P<name>(?!I\b)[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,2})$"
)
_WORD = re.compile(r"\w+")
_WHOLE = 0.8
"""The share of its words from which on a rule's pattern is the sentence."""
# "Of course it did.", "One of us should.": it only answers to the sentence before.
_LEANING = re.compile(
    r"\W*(?:well,? |and |but )?(?:of course (?:he|she|it|they|you|we|i)|"
    r"(?:one|some|most|all|none) of (?:us|you|them)|i know (?:i|we|you|they))(?: \w+)? "
    r"(?:am|is|are|was|were|do|does|did|have|has|had|can|could|will|would|should)\W*",
    re.IGNORECASE,
)
# What goes on already, and a plan, of which there is nothing to talk about.
_MORE = re.compile(r", (?:and|so)\b|[;?]|\. |^(?:I|We) (?:will|shall) (?!not\b)")
_SIGH = 8
"""How many words a sigh has at most: a longer sentence has something of its own to tell."""


@dataclass(frozen=True, slots=True)
class Flagged:
    """A sentence, why it was flagged and what its rule and the profile say instead.

    `cues` are the words that flagged it; `known` those that the rule of `own` matched, "" where
    it goes by wording. `before` is what the writer said just before.
    """

    sentence: str
    category: Category
    cues: tuple[str, ...]
    known: str = ""
    before: str = ""
    own: tuple[str, ...] = ()
    fallback: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def ranked(flagged: Flagged) -> tuple[str, ...]:
    """What may take the sentence's place, as `_ranked` has it; a name signed under it stays."""
    signed = _SIGNED.match(flagged.sentence)
    if signed is None:
        return _ranked(flagged)
    own = tuple(words.removesuffix(signed["name"]).rstrip(" ,") for words in flagged.own)
    bare = replace(flagged, sentence=flagged.sentence[: signed.start("name")].rstrip(" ,"), own=own)
    return tuple(f"{words}\n{signed['name']}" if words else words for words in _ranked(bare))


def _in_step(words: str) -> str:
    """A rule's "I had not expected that it is so" with its tenses in step: "that it would be"."""
    lead = "I had not expected that "
    is_plain = words.startswith(lead) and not re.search(r"[\"“”]", words)
    return lead + back_shifted(words[len(lead) :]) if is_plain else words


def _ranked(flagged: Flagged) -> tuple[str, ...]:
    """What may take the sentence's place, best first; "" last where it is mere venom.

    What keeps more of the facts leads; then what retells the sentence, then a rule's own words,
    then what fits a blow of its kind, then what fits any, then the profile's. Of a sigh that a
    rule knows by heart the rule's words are the best. What only answers to the sentence before may
    go as well.
    """
    sentence, category = flagged.sentence, flagged.category
    is_written = len(sentence) <= LONGEST
    told = () if _knows_all(flagged) or not is_written else retold(sentence, category, flagged.cues)
    named = mentioned(sentence, category)
    is_hostile = category is Category.HOSTILE and is_written
    struck = struck_at(sentence, flagged.before) if is_hostile else ""
    fitting = (*echoed(sentence, category), *of_a_kind(sentence, category, struck))
    written = map(_in_step, flagged.own)
    said = tuple(words for words in written if not words or is_sound(words, sentence))
    own, general = (said, ()) if flagged.known else ((), said)
    spare = of_any_kind(sentence, category, struck)
    matter = _matter(flagged)
    ways = dict.fromkeys(
        (*told, *own, *fitting, *matter, *named, *spare, *general, *flagged.fallback)
    )
    kept = sorted(ways, key=lambda words: missing(sentence, words))
    says_more = any(carries(sentence, words) for words in (*told, *fitting, *matter, *spare))
    says_nothing = is_mere_venom(sentence) if is_hostile else bool(_LEANING.fullmatch(sentence))
    may_go = is_written and not says_more and says_nothing
    return (*kept, "") if may_go and "" not in ways else tuple(kept)


def _matter(flagged: Flagged) -> tuple[str, ...]:
    """What the writer waves away, wants, counts, did or says besides, and the thing it is about."""
    sentence, category = flagged.sentence, flagged.category
    if len(sentence) > LONGEST or _knows_all(flagged):
        return ()
    wished = [words for part in (waived, wanting) for words in part(sentence, category)]
    told = [words for part in (spans, own_parts, besides) for words in part(sentence, category)]
    opened = _opened(told) if category is Category.SULKING else ()
    ways = (*wished, *told, *opened, *on_the_matter(sentence, category))
    return tuple(words for words in map(finished, ways) if is_sound(words, sentence))


def _opened(told: Sequence[str]) -> Iterator[str]:
    """Facts of one plain clause, each with a door left open: a bare one may read as a sigh."""
    for words in told:
        if not _MORE.search(words):
            yield f"{words.rstrip('.')}, and I would be glad to talk about it."


def _knows_all(flagged: Flagged) -> bool:
    known, all_words = len(_WORD.findall(flagged.known)), len(_WORD.findall(flagged.sentence))
    is_sigh = flagged.category is Category.SULKING and all_words <= _SIGH
    return is_sigh and bool(flagged.own) and known >= _WHOLE * all_words
