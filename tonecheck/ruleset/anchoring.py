"""From a pattern to its program: which part of it to look for, and what to ask where that stands.

A pattern that expands into few phrases is looked for as it is. One that multiplies or has
gaps contributes only its rarest part (its anchor), and where that part stands, its program
is run over that sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import product
from math import prod
from typing import Any

from spacy.lang.en.stop_words import STOP_WORDS

from tonecheck.ruleset.lexicon import Lexicons, Phrase
from tonecheck.ruleset.phrases import (
    MAX_GAP,
    Choice,
    Gap,
    Item,
    Named,
    NotationError,
    Sequence,
)
from tonecheck.ruleset.programs import Fixed, Free, Node, Program
from tonecheck.ruleset.schema import SLOTS

MAX_DIRECT = 60
MAX_MERGED = 64
MAX_ANCHOR = 200
MAX_BRANCHES = 64
# About how often words of four kinds stand in ordinary mail; only their order matters.
_RARE, _FREQUENT, _FUNCTION, _STOP = 0.00002, 0.002, 0.01, 0.05
_FREQUENT_WORDS = frozenset(
    "please thank thanks know time get like want need let work think look good new day send mail "
    "email help sorry hope sure week today team company call one people way see use question "
    "reply answer issue problem thing make say tell try way work year month last next".split()
)
_MOST_FREQUENT = frozenset((".", ",", "the", "to", "i", "you", "and"))
_FUNCTION_WORDS = STOP_WORDS | frozenset(", . ! ? - : ... \" ( ) 's not am would".split())
Number = Callable[[str], int]


def compile_sequence(
    sequence: Sequence, owner: Any, lexicons: Lexicons, number_of: Number
) -> Iterator[Program]:
    """The programs of one notation pattern; NotationError where it can never match."""
    for plain in _without_branching(sequence, lexicons):
        yield _compile(plain, owner, lexicons, number_of)


def _without_branching(sequence: Sequence, lexicons: Lexicons) -> Iterator[Sequence]:
    """`sequence` with every alternative that holds a gap or a slot written out."""
    choices: list[tuple[Sequence, ...]] = []
    for item in sequence:
        if isinstance(item, Choice) and not lexicons.is_finite(item):
            flat = tuple(f for option in item.options for f in _without_branching(option, lexicons))
            choices.append(flat)
        else:
            choices.append(((item,),))
    rows = list(product(*choices))
    if len(rows) > MAX_BRANCHES:
        raise NotationError(f"has {len(rows)} ways to go; expected at most {MAX_BRANCHES}")
    for row in rows:
        yield tuple(item for piece in row for item in piece)


def _compile(sequence: Sequence, owner: Any, lexicons: Lexicons, number_of: Number) -> Program:
    parts = _merged([_part(item, lexicons) for item in sequence])
    first, last = parts[0], parts[-1]
    if isinstance(first, Free) and first.name:
        raise NotationError("begins with a slot; expected words first")
    if isinstance(first, Free) or (isinstance(last, Free) and not last.name):
        raise NotationError("begins or ends with a gap; expected words at both ends")
    if isinstance(last, Free):
        parts[-1] = Free(1, 2 * MAX_GAP, last.name, greedy=True)
    nodes = tuple(_node(part, number_of) for part in parts)
    whole = _whole(parts)
    edge = _edge_words(parts, 0, number_of)
    if whole is not None:
        return Program(owner, whole, True, nodes, 0, first=edge)
    start, end = _anchor(parts)
    others = _by_frequency(parts, outside=range(start, end))
    return Program(
        owner,
        _joined(parts[start:end]),
        False,
        nodes,
        before=sum(_most(part) for part in parts[:start]),
        first=edge,
        ahead=_edge_words(parts[:start][::-1], -1, number_of),
        after=_edge_words(parts[end:], 0, number_of),
        also=_edge_words(parts[others[0] : others[0] + 1], 0, number_of) if others else frozenset(),
    )


class _Part:
    """A finite part: its phrases, and what is made of them once and only when asked."""

    def __init__(self, phrases: frozenset[Phrase], name: str | None = None) -> None:
        self.phrases = phrases
        self.name = name
        self.node: Fixed | None = None

    @cached_property
    def frequency(self) -> float:
        """About how often one of the phrases stands at a place in ordinary mail, 0..1."""
        return min(1.0, sum(prod(map(_frequency_of, phrase)) for phrase in self.phrases))


def _part(item: Item, lexicons: Lexicons) -> _Part | Free:
    if isinstance(item, Gap):
        return Free(0, MAX_GAP)
    name = item.name if isinstance(item, Named) else None
    if name is not None and name not in lexicons:
        if name in SLOTS:
            return Free(1, MAX_GAP, name)
        raise NotationError(f"names {{{name}}}, which is neither a lexicon nor a slot")
    if item not in lexicons.parts:
        lexicons.parts[item] = _Part(frozenset(lexicons.expand_item(item)), name)
    part = lexicons.parts[item]
    assert isinstance(part, _Part)
    return part


def _merged(parts: list[_Part | Free]) -> list[_Part | Free]:
    """Neighbouring small finite parts as one, so that anchors are long and nodes few."""
    merged: list[_Part | Free] = []
    for part in parts:
        last = merged[-1] if merged else None
        if (
            isinstance(part, _Part)
            and isinstance(last, _Part)
            and part.name is None
            and last.name is None
            and len(part.phrases) * len(last.phrases) <= MAX_MERGED
        ):
            joined = frozenset(a + b for a in last.phrases for b in part.phrases)
            merged[-1] = _Part(joined)
        else:
            merged.append(part)
    return merged


def _whole(parts: list[_Part | Free]) -> frozenset[Phrase] | None:
    size = 1
    for part in parts:
        size *= len(part.phrases) if isinstance(part, _Part) else MAX_DIRECT + 1
    if size > MAX_DIRECT:
        return None
    phrases = _joined(parts)
    if () in phrases:
        raise NotationError("matches nothing at all; expected one word that is not optional")
    return phrases


def _anchor(parts: list[_Part | Free]) -> tuple[int, int]:
    """Which run of neighbouring parts to look for: the one that will stand in least mail.

    A run grows while it expands to no more than `MAX_ANCHOR` phrases.
    """
    best: tuple[float, int, int] | None = None
    for start in range(len(parts)):
        size, frequency, is_sure = 1, 1.0, False
        for end, part in enumerate(parts[start:], start + 1):
            if isinstance(part, Free):
                break
            size *= len(part.phrases)
            if size > MAX_ANCHOR and end > start + 1:
                break
            frequency *= part.frequency
            is_sure = is_sure or () not in part.phrases
            if is_sure and (best is None or frequency < best[0]):
                best = frequency, start, end
    if best is None:
        raise NotationError("has nothing but optional words and gaps; expected one sure word")
    return best[1:]


def _joined(parts: list[_Part | Free]) -> frozenset[Phrase]:
    """Every phrase of a run of finite parts."""
    rows = product(*(part.phrases for part in parts if isinstance(part, _Part)))
    return frozenset(tuple(norm for piece in row for norm in piece) for row in rows)


def _by_frequency(parts: list[_Part | Free], outside: range) -> list[int]:
    """The certain parts that stand outside a run, rarest first."""
    costs = [
        (part.frequency, index)
        for index, part in enumerate(parts)
        if index not in outside and isinstance(part, _Part) and () not in part.phrases
    ]
    return [index for _, index in sorted(costs)]


def _frequency_of(norm: str) -> float:
    if norm in _FUNCTION_WORDS:
        return _STOP if norm in _MOST_FREQUENT else _FUNCTION
    return _FREQUENT if norm in _FREQUENT_WORDS else _RARE


def _most(part: _Part | Free) -> int:
    return part.most if isinstance(part, Free) else max(map(len, part.phrases))


def _node(part: _Part | Free, number_of: Number) -> Node:
    if isinstance(part, Free):
        return part
    if part.node is None:
        part.node = _fixed(part, number_of)
    return part.node


def _fixed(part: _Part, number_of: Number) -> Fixed:
    return Fixed(
        tuple(tuple(map(number_of, phrase)) for phrase in part.phrases),
        longest=max(map(len, part.phrases)),
        optional=() in part.phrases,
        name=part.name,
    )


def _edge_words(parts: list[_Part | Free], at: int, number_of: Number) -> frozenset[int]:
    """What a match of `parts` may begin (`at` 0) or, of parts in reverse, end (`at` -1) with.

    Empty where that is anything or nothing.
    """
    found: set[int] = set()
    for part in parts:
        if isinstance(part, Free):
            return frozenset()
        found.update(number_of(norm) for norm in {phrase[at] for phrase in part.phrases if phrase})
        if () not in part.phrases:
            return frozenset(found)
    return frozenset()


_LITERALS = ("NORM", "LOWER", "ORTH", "TEXT")
_ALLOWED = frozenset(
    "ORTH TEXT NORM LOWER LENGTH IS_ALPHA IS_ASCII IS_DIGIT IS_LOWER IS_UPPER IS_TITLE IS_PUNCT "
    "IS_SPACE IS_STOP LIKE_NUM LIKE_URL LIKE_EMAIL SHAPE POS TAG DEP MORPH OP".split()
)
_NEEDS = {"POS": "pos", "TAG": "pos", "MORPH": "pos", "DEP": "dep"}


def compile_token_pattern(
    pattern: list[dict[str, Any]],
    owner: Any,
    needs: Iterable[str],
    norm: Callable[[str], tuple[str, ...]],
) -> Program:
    """The program of a spaCy token pattern; NotationError where it is unsafe or unanchored."""
    unbounded = sum(token.get("OP") in ("*", "+") for token in pattern)
    if unbounded > 1:
        raise NotationError(f"has {unbounded} unbounded OP; expected at most one")
    anchors: list[frozenset[Phrase]] = []
    for token in pattern:
        _check_token(token, frozenset(needs))
        if token.get("OP", "1") in ("1", "+"):
            anchors += [_literal(token[key], norm) for key in _LITERALS if key in token]
    anchors = [anchor for anchor in anchors if anchor]
    if not anchors:
        raise NotationError("has no token that must be one certain word (NORM, LOWER or ORTH)")
    best = min(anchors, key=lambda phrases: _Part(phrases).frequency)
    used = tuple(sorted({key for token in pattern for key in token if key in _NEEDS}))
    return Program(owner, best, False, (), 0, token_pattern=tuple(pattern), needs=used)


def _check_token(token: dict[str, Any], needs: frozenset[str]) -> None:
    for key, value in token.items():
        if key not in _ALLOWED:
            raise NotationError(f"uses {key}; expected one of {', '.join(sorted(_ALLOWED))}")
        if isinstance(value, dict):
            for inner in value:
                if inner not in ("IN", "NOT_IN", "==", ">=", "<=", ">", "<"):
                    raise NotationError(f"uses {inner}; expected IN, NOT_IN or a comparison")
        need = _NEEDS.get(key)
        if need is not None and need not in needs:
            raise NotationError(f"uses {key}; expected `needs: [{need}]` in the rule")


def _literal(value: Any, norm: Callable[[str], tuple[str, ...]]) -> frozenset[Phrase]:
    words = value.get("IN", []) if isinstance(value, dict) else [value]
    return frozenset(norm(word)[:1] for word in words if isinstance(word, str) and norm(word))
