"""Inflections, and the finite languages that lexicons and patterns expand to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import product
from typing import Any

from tonecheck.ruleset.phrases import (
    Choice,
    Gap,
    Inflected,
    Item,
    Named,
    NotationError,
    Sequence,
    Words,
)

Phrase = tuple[str, ...]
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
    """Terms by concept, parsed and expanded on first use; one may name others, but no circle.

    `parts` holds what programs made of an item of a pattern, so that each is made once.
    """

    def __init__(
        self,
        names: Iterable[str],
        parse: Callable[[str], Iterable[Sequence]],
        norm: Callable[[str], tuple[str, ...]],
    ) -> None:
        self._names = frozenset(names)
        self._parse = parse
        self._parsed: dict[str, tuple[Sequence, ...]] = {}
        self._expanded: dict[str, tuple[Phrase, ...]] = {}
        self._open: list[str] = []
        self._norm = norm
        self.parts: dict[Item, Any] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def names(self) -> list[str]:
        """All concepts, sorted."""
        return sorted(self._names)

    def terms(self, name: str) -> tuple[Phrase, ...]:
        """The phrases of a concept, as NORMs, sorted."""
        if name not in self._expanded:
            if name in self._open:
                circle = " -> ".join([*self._open[self._open.index(name) :], name])
                raise NotationError(f"goes in a circle: {circle}")
            self._open.append(name)
            try:
                found = {phrase for term in self.sequences(name) for phrase in self.expand(term)}
            finally:
                self._open.pop()
            self._expanded[name] = tuple(sorted(found))
        return self._expanded[name]

    def sequences(self, name: str) -> tuple[Sequence, ...]:
        """The terms of a concept as they are written."""
        if name not in self._names:
            raise KeyError(name)
        if name not in self._parsed:
            self._parsed[name] = tuple(self._parse(name))
        return self._parsed[name]

    def expand(self, sequence: Sequence) -> set[Phrase]:
        """Every phrase of a finite `sequence`; NotationError where it has a gap or a slot."""
        parts = [self.expand_item(item) for item in sequence]
        size = 1
        for part in parts:
            size *= len(part)
        if size > MAX_PHRASES:
            raise NotationError(f"expands to {size} phrases; expected at most {MAX_PHRASES}")
        return {tuple(norm for piece in row for norm in piece) for row in product(*parts)}

    def expand_item(self, item: Item) -> set[Phrase]:
        """Every phrase of one item, the empty one included where it is optional."""
        match item:
            case Words(norms):
                return {norms}
            case Inflected(lemma):
                return {self._norm(form) for form in inflections(lemma)}
            case Named(name):
                return set(self.terms(name))
            case Choice(options):
                return {phrase for option in options for phrase in self.expand(option)}
            case Gap():
                raise NotationError("has a gap `...` where only words may stand")

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
