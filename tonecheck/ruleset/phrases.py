r"""The phrase notation: what a string pattern of a rule file means.

    or else                 words, matched on their NORM: I'm = I am = I’m = IM
    (a|b c)                 one of these
    [really]                this or nothing
    ~demand                 any inflection of the word
    {insult}                a term of the lexicon `insult`, captured under that name
    {request}               a slot: up to six tokens, captured under that name
    ...                     up to six tokens, none of them a sentence's end
    :\)                      a mark of the notation as a word

`parse` gives a tree of the four nodes below.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn

MAX_GAP = 6
Tokenize = Callable[[str], tuple[str, ...]]


class NotationError(ValueError):
    """A pattern that does not follow the notation; the message says where and what."""


@dataclass(frozen=True, slots=True)
class Words:
    """Tokens in a row, by NORM."""

    norms: tuple[str, ...]


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


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several sequences; an empty one makes it optional."""

    options: tuple[Sequence, ...]


Item = Words | Inflected | Named | Gap | Choice
Sequence = tuple[Item, ...]

_PIECE = re.compile(
    r"(?P<gap>\.\.\.)|(?P<name>\{[^{}]*\})|~(?P<lemma>[^\W\d_]+(?:-[^\W\d_]+)*)"
    r"|(?P<mark>[()\[\]|])|(?P<words>(?:\\.|(?!\.\.\.)[^()\[\]|{}~\\])+)|(?P<other>.)",
    re.DOTALL,
)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_NAME = re.compile(r"\{[a-z][a-z0-9_]*\}")


def parse(notation: str, tokenize: Tokenize) -> Sequence:
    """The tree of `notation`; NotationError says what is wrong with it."""
    parser = _Parser(notation, tokenize)
    sequence = parser.sequence(until=None)
    if not sequence:
        raise NotationError("is empty; expected words")
    return sequence


class _Parser:
    def __init__(self, notation: str, tokenize: Tokenize) -> None:
        self._pieces = list(_PIECE.finditer(notation))
        self._at = 0
        self._tokenize = tokenize

    def sequence(self, until: str | None) -> Sequence:
        items: list[Item] = []
        while self._at < len(self._pieces):
            piece = self._pieces[self._at]
            mark = piece["mark"]
            if mark is not None and mark in "|)]":
                if until is None or mark not in ("|", until):
                    self._fail(piece, f"has a stray `{mark}`")
                return tuple(items)
            self._at += 1
            items.extend(self._items(piece))
        if until is not None:
            raise NotationError(f"ends before its `{until}`")
        return tuple(items)

    def _items(self, piece: re.Match[str]) -> list[Item]:
        if piece["gap"]:
            return [Gap()]
        if piece["lemma"]:
            return [Inflected(piece["lemma"].lower())]
        if piece["name"]:
            if not _NAME.fullmatch(piece["name"]):
                self._fail(piece, f"has `{piece['name']}`; expected a name such as {{deadline}}")
            return [Named(piece["name"][1:-1])]
        if piece["mark"] == "(":
            return [self._choice(")")]
        if piece["mark"] == "[":
            inner = self._choice("]")
            return [Choice((*inner.options, ()))]
        if piece["other"]:
            self._fail(piece, f"has a stray `{piece['other']}`")
        if piece["words"][0] in "?*+" and self._follows_group(piece):
            self._fail(piece, f"has `{piece['words'][0]}` behind a group; expected [ ] around it")
        words = self._tokenize(_ESCAPED.sub(r"\1", piece["words"]))
        return [Words(words)] if words else []

    def _choice(self, until: str) -> Choice:
        options = []
        while True:
            option = self.sequence(until)
            if not option:
                raise NotationError(f"has an empty alternative before `{until}`")
            options.append(option)
            if self._at >= len(self._pieces):
                raise NotationError(f"ends before its `{until}`")
            mark = self._pieces[self._at]["mark"]
            self._at += 1
            if mark == until:
                return Choice(tuple(options))

    def _follows_group(self, piece: re.Match[str]) -> bool:
        """Whether more than a last question mark stands right behind a group or a brace."""
        text = piece.string
        return 0 < piece.start() < len(text) - 1 and text[piece.start() - 1] in ")]}"

    @staticmethod
    def _fail(piece: re.Match[str], problem: str) -> NoReturn:
        raise NotationError(f"{problem} at character {piece.start() + 1}")


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
