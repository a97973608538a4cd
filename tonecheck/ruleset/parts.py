"""The finite parts of patterns: what each may be, and how often one stands in ordinary mail."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from functools import cached_property
from math import prod

from spacy.lang.en.stop_words import STOP_WORDS

from tonecheck.ruleset.lexicon import Lexicons, joined
from tonecheck.ruleset.phrases import Item, Named, Phrase, Phrases
from tonecheck.ruleset.programs import Fixed, by_first
from tonecheck.ruleset.vocabulary import Vocabulary

# About how often words of four kinds stand in ordinary mail; only their order matters.
_RARE, _FREQUENT, _FUNCTION, _STOP = 0.00002, 0.002, 0.01, 0.05
_FREQUENT_WORDS = (
    "please thank thanks know time get like want need let work think look good new day send mail "
    "email help sorry hope sure week today team company call one people way see use question "
    "reply answer issue problem thing make say tell try way work year month last next"
).split()
_ASKED = 200
_FREQUENCY = {
    **dict.fromkeys(_FREQUENT_WORDS, _FREQUENT),
    **dict.fromkeys((*STOP_WORDS, *", . ! ? - : ... \" ( ) 's not am would".split()), _FUNCTION),
    **dict.fromkeys((".", ",", "the", "to", "i", "you", "and"), _STOP),
}


class Frequencies(dict[int, float]):
    """About how often each word of a vocabulary stands at a place in ordinary mail, 0..1."""

    def __init__(self, known: Vocabulary) -> None:
        super().__init__()
        self._known = known

    def __missing__(self, number: int) -> float:
        for word, newer in reversed(self._known.items()):
            if newer in self:
                break
            self[newer] = _FREQUENCY.get(word, _RARE)
        return self.setdefault(number, _RARE)


class Part:
    """One of `phrases`, captured under `name`; what is made of them is made when asked for."""

    def __init__(self, phrases: Phrases, frequencies: Frequencies, name: str | None = None) -> None:
        self.phrases = phrases
        self.name = name
        self._frequencies = frequencies
        self.is_optional = () in phrases
        self.longest = max(map(len, phrases))

    @cached_property
    def firsts(self) -> Set[int]:
        """The words that it may begin with, in a fixed order."""
        return dict.fromkeys(phrase[0] for phrase in self.phrases if phrase).keys()

    @cached_property
    def rests(self) -> dict[int, list[Phrase]]:
        """What may follow each word that it may begin with."""
        return by_first(self.phrases)

    @cached_property
    def lasts(self) -> Set[int]:
        """The words that it may end with."""
        return frozenset(phrase[-1] for phrase in self.phrases if phrase)

    @cached_property
    def frequency(self) -> float:
        """About how often one of the phrases stands at a place in ordinary mail, 0..1.

        Of many phrases some are asked, spread over all.
        """
        of, step = self._frequencies.__getitem__, 1 + len(self.phrases) // _ASKED
        return min(1.0, step * sum([prod(map(of, phrase)) for phrase in self.phrases[::step]]))

    @cached_property
    def node(self) -> Fixed:
        """It as a node of programs."""
        return Fixed(
            _Behind([self]), longest=self.longest, optional=self.is_optional, name=self.name
        )


class _Behind(Mapping[int, list[Phrase]]):
    """What may follow each first word of parts in a row, worked out when somebody asks."""

    def __init__(self, parts: list[Part]) -> None:
        self._parts = parts

    @cached_property
    def _rests(self) -> dict[int, list[Phrase]]:
        if len(self._parts) == 1:
            return self._parts[0].rests
        return by_first(dict.fromkeys(joined(part.phrases for part in self._parts)))

    def __getitem__(self, word: int) -> list[Phrase]:
        return self._rests[word]

    def __iter__(self) -> Iterator[int]:
        return iter(self._rests)

    def __len__(self) -> int:
        return len(self._rests)


def node_of(parts: list[Part]) -> Fixed:
    """One node for `parts` in a row."""
    if len(parts) == 1:
        return parts[0].node
    return Fixed(
        _Behind(parts),
        longest=sum(part.longest for part in parts),
        optional=all(part.is_optional for part in parts),
    )


class Parts:
    """The parts that items of patterns stand for, each made once."""

    def __init__(self, lexicons: Lexicons, known: Vocabulary) -> None:
        self.lexicons = lexicons
        self.tokenize = lexicons.tokenize
        self._frequencies = Frequencies(known)
        self._made: dict[Item, Part] = {}

    def of(self, item: Item) -> Part:
        """The part of a finite item."""
        part = self._made.get(item)
        if part is None:
            name = item.name if isinstance(item, Named) else None
            part = self.of_phrases(self.lexicons.expand_item(item), name)
            self._made[item] = part
        return part

    def of_phrases(self, phrases: Phrases, name: str | None = None) -> Part:
        """The part that is one of `phrases`."""
        return Part(phrases, self._frequencies, name)
