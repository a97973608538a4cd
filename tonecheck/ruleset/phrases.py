r"""The phrase notation: what a string pattern of a rule file means.

    or else                 words, matched on their NORM: I'm = I am = I’m = IM
    (a|b c)                 one of these
    [really]                this or nothing
    ~demand                 any inflection of the word
    {insult}                a term of the lexicon `insult`, captured under that name
    {request}               a slot: up to six tokens, captured under that name
    ...                     up to six tokens, none of them a sentence's end
    :\)                      a mark of the notation as a word

`Parser.parse` gives a tree of the nodes below.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

MAX_GAP = 6
Phrase = tuple[int, ...]
"""Words in a row, by NORM, as numbers of the vocabulary."""
Phrases = tuple[Phrase, ...]
Tokenize = Callable[[str], Phrase]


class NotationError(ValueError):
    """A pattern that does not follow the notation; the message says where and what."""


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """One of different `phrases`; an empty one makes it optional. Equal only to itself."""

    phrases: Phrases


@dataclass(frozen=True, slots=True)
class Inflected:
    """Any inflection of a lemma."""

    lemma: str


@dataclass(frozen=True, slots=True)
class Named:
    """A lexicon or a slot."""

    name: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to `MAX_GAP` tokens."""


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """One of several sequences; an empty one makes it optional. Equal only to itself."""

    options: tuple[Sequence, ...]


Item = Words | Inflected | Named | Gap | Choice
Sequence = tuple[Item, ...]

_PIECE = re.compile(
    r"(?P<words>(?:\\.|(?!\.\.\.)[^()\[\]|{}~\\])+)"
    r"|(?P<group>\([^()\[\]{}~\\.]*\)|\[[^()\[\]{}~\\.]*\])|(?P<open>[(\[])|(?P<close>[)\]|])"
    r"|(?P<gap>\.\.\.)|(?P<name>\{[^{}]*\})|~(?P<lemma>[^\W\d_]+(?:-[^\W\d_]+)*)|(?P<other>.)",
    re.DOTALL,
)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_NAME = re.compile(r"\{[a-z][a-z0-9_]*\}")
_CLOSING = {"(": ")", "[": "]"}
_Pieces = Iterator[re.Match[str]]


class Parser:
    """Reads notations; words, and groups of them, that stand in several are read once.

    `tokenize` gives the words of a text as numbers.
    """

    def __init__(self, tokenize: Tokenize) -> None:
        self._tokenize = tokenize
        self._known: dict[str, Words | None] = {}

    def parse(self, notation: str) -> Sequence:
        """The tree of `notation`; NotationError says what is wrong with it."""
        sequence, _ = self._sequence(_PIECE.finditer(notation), until=None)
        if not sequence:
            raise NotationError("is empty; expected words")
        return sequence

    def _sequence(self, pieces: _Pieces, until: str | None) -> tuple[Sequence, str | None]:
        """The items up to a mark that closes them, and the mark."""
        items: list[Item] = []
        for piece in pieces:
            if piece.lastgroup == "close":
                mark = piece[0]
                if until is None or mark not in ("|", until):
                    raise _error(piece, f"has a stray `{mark}`")
                return tuple(items), mark
            item = self._item(piece, pieces)
            if item is not None:
                items.append(item)
        if until is not None:
            raise NotationError(f"ends before its `{until}`")
        return tuple(items), None

    def _item(self, piece: re.Match[str], pieces: _Pieces) -> Item | None:
        """The item that begins with `piece`, None where that is but white space."""
        text = piece[0]
        match piece.lastgroup:
            case "words":
                return self._words(piece)
            case "group":
                return self._group(text)
            case "open":
                return self._choice(pieces, text)
            case "gap":
                return Gap()
            case "lemma":
                return Inflected(piece["lemma"].lower())
            case "name":
                if not _NAME.fullmatch(text):
                    raise _error(piece, f"has `{text}`; expected a name such as {{deadline}}")
                return Named(text[1:-1])
            case _:
                raise _error(piece, f"has a stray `{text}`")

    def _words(self, piece: re.Match[str]) -> Words | None:
        text = piece[0]
        if text[0] in "?*+" and _follows_group(piece):
            raise _error(piece, f"has `{text[0]}` behind a group; expected [ ] around it")
        text = text.strip()
        if text not in self._known:
            norms = self._tokenize(_ESCAPED.sub(r"\1", text) if "\\" in text else text)
            self._known[text] = Words((norms,)) if norms else None
        return self._known[text]

    def _group(self, text: str) -> Words | None:
        """A group of nothing but words."""
        if text not in self._known:
            phrases = dict.fromkeys(map(self._tokenize, text[1:-1].split("|")))
            self._known[text] = Words(_options([*phrases], text[0]))
        return self._known[text]

    def _choice(self, pieces: _Pieces, opening: str) -> Choice:
        options = []
        mark: str | None = "|"
        while mark == "|":
            option, mark = self._sequence(pieces, _CLOSING[opening])
            options.append(option)
        return Choice(_options(options, opening))


Option = TypeVar("Option", Sequence, Phrase)


def _options(options: list[Option], opening: str) -> tuple[Option, ...]:
    """The options of a group, the empty one with them where it opens with a square bracket."""
    if not all(options):
        raise NotationError(f"has an empty alternative before `{_CLOSING[opening]}`")
    if opening == "[":
        options.append(())
    return tuple(options)


def _follows_group(piece: re.Match[str]) -> bool:
    """Whether more than a last question mark stands right behind a group or a brace."""
    text = piece.string
    return 0 < piece.start() < len(text) - 1 and text[piece.start() - 1] in ")]}"


def _error(piece: re.Match[str], problem: str) -> NotationError:
    return NotationError(f"{problem} at character {piece.start() + 1}")


def names_in(sequence: Sequence) -> frozenset[str]:
    """The names in braces that `sequence` uses, at any depth."""
    found: set[str] = set()
    for item in sequence:
        if isinstance(item, Named):
            found.add(item.name)
        elif isinstance(item, Choice):
            for option in item.options:
                found |= names_in(option)
    return frozenset(found)
