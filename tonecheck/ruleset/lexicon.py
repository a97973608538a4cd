"""Inflections, and the finite languages that lexicons and patterns expand to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from math import prod

from tonecheck.ruleset.phrases import (
    Choice,
    Gap,
    Inflected,
    Item,
    Named,
    NotationError,
    Phrase,
    Phrases,
    Sequence,
    Tokenize,
    Words,
)

MAX_PHRASES = 20_000


@lru_cache(maxsize=4096)
def inflections(lemma: str) -> tuple[str, ...]:
    """All inflected spellings of `lemma`, sorted; itself among them.

    From lemminflect's dictionary (the NIH SPECIALIST lexicon), and from its rules for a word
    that the dictionary does not have.
    """
    from lemminflect import getAllInflections, getAllInflectionsOOV

    forms = getAllInflections(lemma)
    if not forms:
        forms = {
            tag: spelt
            for upos in ("VERB", "NOUN")
            for tag, spelt in getAllInflectionsOOV(lemma, upos).items()
        }
    return tuple(sorted({lemma, *(form.lower() for spelt in forms.values() for form in spelt)}))


class Lexicons:
    """Terms by concept, parsed and expanded on first use; one may name others, but no circle."""

    def __init__(
        self,
        names: Iterable[str],
        parse: Callable[[str], Iterable[Sequence]],
        tokenize: Tokenize,
    ) -> None:
        self._names = frozenset(names)
        self._parse = parse
        self._parsed: dict[str, tuple[Sequence, ...]] = {}
        self._expanded: dict[Item, Phrases] = {}
        self._open: list[str] = []
        self.tokenize = tokenize

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def names(self) -> list[str]:
        """All concepts, sorted."""
        return sorted(self._names)

    def terms(self, name: str) -> Phrases:
        """The phrases of a concept."""
        return self.expand_item(Named(name))

    def sequences(self, name: str) -> tuple[Sequence, ...]:
        """The terms of a concept as they are written."""
        if name not in self._names:
            raise KeyError(name)
        if name not in self._parsed:
            self._parsed[name] = tuple(self._parse(name))
        return self._parsed[name]

    def prove(self, name: str) -> None:
        """NotationError or KeyError where the terms of a concept could not be expanded."""
        with self._opened(name):
            for term in self.sequences(name):
                self._pieces(term)

    def expand(self, sequence: Sequence) -> Iterable[Phrase]:
        """Every phrase of a finite `sequence`; NotationError where it has a gap or a slot."""
        return joined(self._pieces(sequence))

    def expand_item(self, item: Item) -> Phrases:
        """Every phrase of one item, once; the empty one included where it is optional."""
        if isinstance(item, Words):
            return item.phrases
        found = self._expanded.get(item)
        if found is None:
            found = self._expanded[item] = tuple(dict.fromkeys(self._phrases(item)))
        return found

    def is_finite(self, item: Item) -> bool:
        """Whether `item` has neither gap nor slot."""
        match item:
            case Gap():
                return False
            case Named(name):
                return name in self._names
            case Choice(options):
                return all(self.is_finite(part) for option in options for part in option)
            case _:
                return True

    def _pieces(self, sequence: Sequence) -> list[Phrases]:
        """The phrases of each item, where those of all together are not too many."""
        pieces = [*map(self.expand_item, sequence)]
        size = prod(map(len, pieces))
        if size > MAX_PHRASES:
            raise NotationError(f"expands to {size} phrases; expected at most {MAX_PHRASES}")
        return pieces

    def _phrases(self, item: Item) -> Iterable[Phrase]:
        match item:
            case Words(phrases):
                return phrases
            case Inflected(lemma):
                return map(self.tokenize, inflections(lemma))
            case Named(name):
                with self._opened(name):
                    return [phrase for term in self.sequences(name) for phrase in self.expand(term)]
            case Choice(options):
                return [phrase for option in options for phrase in self.expand(option)]
            case Gap():
                raise NotationError("has a gap `...` where only words may stand")

    @contextmanager
    def _opened(self, name: str) -> Iterator[None]:
        if name in self._open:
            circle = " -> ".join([*self._open[self._open.index(name) :], name])
            raise NotationError(f"goes in a circle: {circle}")
        self._open.append(name)
        try:
            yield
        finally:
            self._open.pop()


def joined(pieces: Iterable[Iterable[Phrase]]) -> Iterable[Phrase]:
    """Every phrase that has one of each of `pieces`, in a row."""
    found: list[Phrase] = [()]
    for phrases in pieces:
        found = [before + phrase for before in found for phrase in phrases]
    return found
